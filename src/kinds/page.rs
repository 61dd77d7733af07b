use super::fact::Fact;
use super::{Body, Content, Kind, Part};
use crate::source::Fields;

/// A plain page: anything else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page;

pub(super) static KIND: Kind = Kind {
    word: "page",
    folder: "pages",
    dated: false,
    starter: "+++\n\n",
    columns: &[],
    read,
};

fn read(_: &mut Fields<'_, '_>, _: &Body<'_>) -> Option<Content> {
    Some(Content::Page(Page))
}

impl Page {
    /// A plain page says nothing but its body.
    pub(super) fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        Vec::new()
    }
}
