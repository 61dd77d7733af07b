//! Days, hours and durations, as people and agreements write them.
//!
//! Comes in: texts and dates of front matter. Goes out: [`Duration`], [`Hours`], [`Period`], [`Year`]. Must never
//! know: documents, Markdown, today's date. Which days are rest days is content, never code; clocks that turn
//! these into due times stand on this.

mod duration;
mod hours;
mod period;
mod year;

pub use duration::{Duration, Unit};
pub use hours::{Hours, TimeOfDay};
pub use period::Period;
pub use year::{DayKind, Rest, Year};
