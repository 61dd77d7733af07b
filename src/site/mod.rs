//! The whole site as an ordered map: address to recipe, bytes on demand; and its output on disk.
//!
//! Comes in: a compiled portal. Goes out: [`Site`], whose pages are made when asked for, and [`build`], which
//! writes what changed and swaps it in at once. Must never know: who serves or publishes it. A recipe's key is a
//! hash of its context, the globals and the templates reached: what did not change is neither made nor written.

mod build;
mod compile;
mod feed;
mod manifest;
mod moments;
mod output;
mod page;
mod policy_table;
mod recipe;
mod scaled;
mod search_files;
mod swap;

pub use build::{BuildError, Outcome, build};
pub use compile::{Compiled, compile, template_guide};
pub(crate) use moments::moment;
pub use output::{OutputError, Staging};
pub use recipe::{Made, Recipe, Site, SiteOptions};

/// A recipe's key: equal keys give equal bytes.
pub type Key = [u8; 32];
