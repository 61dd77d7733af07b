//! What the agreements promise, worked out for the build's date.
//!
//! Comes in: the portal. Goes out: [`Measured`]: every commitment that stands today, with the labels of who may see
//! it. Must never know: rules, views, pages. Figures and events join here; attainment, penalties and settlement
//! are computed from them and these commitments.

mod standing;

pub use standing::{Measured, StandingCommitment, measure};
