//! Lanmu (栏目, “column”): a compiler for what a shared service centre promises.
//!
//! It reads Markdown policies, service catalogues, agreements and questions, proves that they agree, and writes a
//! searchable static column. The modules below are its stages, in the order in which data goes through them: a
//! stage knows those above it, never those below. `ARCHITECTURE.md` tells the whole way on one page.

// Not in the order of the alphabet: the empty lines keep the formatter from sorting them.

pub mod diagnostics;

pub mod source;

pub mod config;

pub mod words;

pub mod markdown;

pub mod compare;

pub mod calendar;

pub mod kinds;

pub mod portal;

pub mod measure;

pub mod rules;

pub mod view;

pub mod search;

pub mod theme;

pub mod site;

pub mod publish;

pub mod preview;

pub mod cli;
