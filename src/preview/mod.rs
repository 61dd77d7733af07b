//! `lanmu serve`: the same map of recipes, only the page asked for, made anew when a file changes.
//!
//! Comes in: a portal's folder. Goes out: pages over HTTP on the loopback address, a stream of reloads, and the
//! findings as an overlay on whatever can be shown. Must never know: output folders, targets. One thread owns the
//! compiled portal and makes pages; a change throws it away and compiles again.

mod overlay;
mod server;
mod watch;
mod worker;

pub use server::{PreviewError, PreviewOptions, serve};
