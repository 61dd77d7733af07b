//! Two versions of a document side by side: which clause became which, and which words changed.
//!
//! Comes in: two trees with their sources. Goes out: [`Comparison`]. Must never know: dates, documents, HTML. A clause
//! that moved or got another number is the same clause; what was rewritten altogether is one removed and one added.

mod gram;
mod pairing;
mod table;
mod unit;
mod wording;

pub(crate) use gram::{Holders, gram};
pub use pairing::{Change, Comparison, Fate, compare};
pub use unit::Unit;
pub use wording::{Wording, WordingKind, wording};
