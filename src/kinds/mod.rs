//! The kinds of document, one file each: front matter and tree become a typed value.
//!
//! Comes in: one file of the snapshot. Goes out: a [`Document`], the things it names (pointers) and findings.
//! Must never know: any other document. What a kind is called, where it lies and how it is read stands in the
//! slice [`KINDS`]; adding a kind is its file, its templates, its strings and one line here.

mod agreement;
mod amount;
mod announcement;
mod calendar;
mod clock;
mod common;
mod document;
mod fact;
mod faq;
mod indicator;
mod knowledge;
mod page;
mod policy;
mod process;
mod reference;
mod risk;
mod service;
mod subsidiary;
mod team;

pub use agreement::*;
pub use amount::{Money, Percent, Quantity};
pub use announcement::Announcement;
pub use calendar::Calendar;
pub use clock::{Clock, Pause, read_clocks};
pub use common::Common;
pub use document::{Document, ReadDocument, read_document};
pub use fact::{Band, Fact, FactRank, FactRow, Value};
pub use faq::{Confidence, Faq};
pub use indicator::*;
pub use knowledge::Knowledge;
pub use page::{Destination, OTHER_LISTS, Page, Task};
pub use policy::*;
pub use process::*;
pub use reference::{ClauseReference, Key, NamedOrText, Reference, RelativePath, Target, to};
pub use risk::*;
pub use service::*;
pub use subsidiary::*;
pub use team::*;

use crate::diagnostics::Span;
use crate::markdown::Tree;
use crate::source::{Fields, Id};

/// What is the same for every document of a kind.
#[derive(Debug)]
pub struct Kind {
    /// Its English name, in messages and as the key of its strings and templates.
    pub word: &'static str,
    /// Its Chinese name, in messages to editors.
    pub chinese: &'static str,
    /// The folder below `content/`, and the first part of its addresses.
    pub folder: &'static str,
    /// Whether a document without `effective` cannot be published.
    pub dated: bool,
    /// What a new document says behind its id and title: the rest of its front matter, and a first body. Holes:
    /// `{today}`, `{year_end}`, `{line}`, `{slug}`.
    pub starter: &'static str,
    /// The facts that its list shows beside each title, by their keys.
    pub columns: &'static [&'static str],
    /// Reads the fields that the kind adds.
    read: fn(&mut Fields<'_, '_>, &Body<'_>) -> Option<Content>,
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word
    }
}

/// The body of a document while its kind is being read.
#[derive(Clone, Copy, Debug)]
pub struct Body<'a> {
    /// Its blocks.
    pub tree: &'a Tree,
    /// The whole file, which the tree's spans cut.
    pub file: &'a str,
}

/// Something with an id of its own inside a document: a person, a post, a step, a control, a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// In the one namespace of the portal.
    pub id: Id,
    /// What it is, as a pointer asks for it.
    pub kind: &'static str,
    /// What readers see.
    pub title: String,
    /// Where its id is written.
    pub span: Span,
}

/// Declares the kinds: the variant, the module, in the order in which the navigation shows them.
macro_rules! kinds {
    ($($variant:ident in $module:ident),* $(,)?) => {
        /// What a document says beyond what all say.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Content {
            $(#[doc = concat!("See [`", stringify!($variant), "`].")] $variant($variant)),*
        }

        /// Every kind, in the order in which the navigation shows them.
        pub static KINDS: &[&Kind] = &[$(&$module::KIND),*];

        impl Content {
            /// The kind this is.
            pub fn kind(&self) -> &'static Kind {
                match self { $(Self::$variant(_) => &$module::KIND),* }
            }

            /// What it says about itself, in the order in which it is shown.
            pub fn facts(&self) -> Vec<Fact> {
                match self { $(Self::$variant(content) => content.facts()),* }
            }

            /// The things inside it that have ids of their own.
            pub fn parts(&self) -> Vec<Part> {
                match self { $(Self::$variant(content) => content.parts()),* }
            }
        }
    };
}

kinds! {
    Policy in policy,
    Service in service,
    Agreement in agreement,
    Indicator in indicator,
    Process in process,
    Faq in faq,
    Knowledge in knowledge,
    Team in team,
    Subsidiary in subsidiary,
    Announcement in announcement,
    Risk in risk,
    Calendar in calendar,
    Page in page,
}

/// The kind of the documents in `folder` (below `content/`).
pub fn kind_of_folder(folder: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.folder == folder)
}

/// What editors call a kind of document, or of a part of one, in Chinese; the word itself of what is neither.
pub fn chinese_name(word: &str) -> &str {
    const PARTS: [(&str, &str); 5] = [
        ("person", "人员"),
        ("post", "岗位"),
        ("question", "问题"),
        ("control", "控制点"),
        ("step", "步骤"),
    ];
    let part = PARTS.iter().find(|(part, _)| *part == word);
    let known = kind_of_word(word).map(|kind| kind.chinese);
    known.or(part.map(|(_, name)| *name)).unwrap_or(word)
}

/// The kind with this word.
pub fn kind_of_word(word: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.word == word)
}
