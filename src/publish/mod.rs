//! A site to its target, whole or not at all.
//!
//! Comes in: a [`Site`](crate::site::Site) and a folder. Goes out: `releases/HASH` with every file verified, and the link `current`
//! switched to it by one rename. Must never know: how pages are made. A server that serves `current` shows the old
//! site or the new one, whenever this is cut off.

mod release;

pub use release::{KEPT, PublishError, Published, publish};
