//! The documents of a view as passages and words, and the index that a browser searches.
//!
//! Comes in: a view. Goes out: [`Passage`]s, and the standard index as JSON. Must never know: templates, HTML, how
//! results are shown. Folding and segmenting, looking up, and showing are three parts; this stage owns the first
//! on the build's side, and whatever index the second reads.

mod chinese;
mod elasticlunr_index;
mod fold;
mod passages;

pub use chinese::{Chinese, words};
pub use elasticlunr_index::{Contents, Index, build_index, contents_for};
pub use fold::fold;
pub use passages::{Passage, passages};
