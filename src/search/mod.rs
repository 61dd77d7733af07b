//! The documents of a view as passages and terms, and the index that a browser searches.
//!
//! Comes in: a view, and what the theme calls things. Goes out: [`Entry`]s with their [`Passage`]s, the files of the
//! index, and the standard index as JSON. Must never know: templates, HTML, how results are shown. Folding and
//! segmenting, looking up, and showing are three parts; this stage owns the first on the build's side, and the index
//! that the second reads.

mod chinese;
mod elasticlunr_index;
mod fold;
mod index;
mod passages;
mod synonyms;
mod terms;
mod vocabulary;

pub use chinese::{Chinese, words};
pub use elasticlunr_index::{Contents, build_index, contents_for};
pub use fold::fold;
pub use index::{IndexFile, IndexFiles, index_files};
pub use passages::{Entry, Passage, Words, entries};
