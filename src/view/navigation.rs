use super::View;
use crate::kinds::{KINDS, Kind};

/// A kind that has documents, as the navigation names it.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// The kind.
    pub kind: &'static Kind,
    /// How many documents it has.
    pub count: usize,
}

impl View<'_> {
    /// The kinds that have documents for these readers, in the navigation's order.
    pub fn sections(&self) -> Vec<Section> {
        let sections = KINDS.iter().map(|kind| Section {
            kind,
            count: self
                .works_of(kind)
                .filter(|work| !self.address(*work).is_empty())
                .count(),
        });
        sections.filter(|section| section.count > 0).collect()
    }
}
