//! Lanmu.
pub mod diagnostics;
pub mod source;
pub mod config;
pub mod markdown;
pub mod calendar;
pub mod kinds;
pub mod portal;
pub mod measure;
pub mod rules;
pub mod view;
pub mod search;
pub mod theme;
