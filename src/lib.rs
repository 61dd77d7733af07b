//! Lanmu (栏目, “column”): a compiler for what a shared service centre promises.
//!
//! It reads Markdown policies, service catalogues, agreements and questions, proves that they agree, and writes a
//! searchable static column. The modules below are its stages, in the order in which data goes through them: a
//! stage knows those above it, never those below. `ARCHITECTURE.md` tells the whole way on one page.

pub mod calendar;
pub mod cli;
pub mod config;
pub mod diagnostics;
pub mod kinds;
pub mod markdown;
pub mod measure;
pub mod portal;
pub mod preview;
pub mod publish;
pub mod rules;
pub mod search;
pub mod site;
pub mod source;
pub mod theme;
pub mod view;
