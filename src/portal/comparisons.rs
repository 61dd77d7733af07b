use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{DocumentIndex, Entity, Portal, WorkIndex};
use crate::compare::{Comparison, Unit, compare};
use crate::markdown::MentionKind;

/// Each version beside the one before it, by the index of the later.
pub(super) fn comparisons(portal: &Portal) -> BTreeMap<DocumentIndex, Comparison> {
    let mut pairs: Vec<(DocumentIndex, DocumentIndex)> = portal
        .works
        .iter()
        .flat_map(|work| work.versions.windows(2).map(|pair| (pair[0], pair[1])))
        .collect();
    // The longest first, so that none of them is begun when all else is done.
    pairs.sort_by_key(|(_, new)| Reverse(portal.text(*new).len()));
    let compared: Vec<_> = pairs
        .par_iter()
        .with_max_len(1)
        .map(|(old, new)| (*new, portal.compare(*old, *new)))
        .collect();
    compared.into_iter().collect()
}

impl Portal {
    /// Two versions of a document side by side.
    pub fn compare(&self, old: DocumentIndex, new: DocumentIndex) -> Comparison {
        let side = |document: DocumentIndex| (&self.documents[document].tree, self.text(document));
        let words = |document: DocumentIndex| {
            move |mention: usize| match &self.documents[document].tree.mentions[mention].kind {
                MentionKind::Reference { id, .. } => self.name_of(id),
                _ => String::new(),
            }
        };
        compare(side(old), side(new), (&words(old), &words(new)))
    }

    /// What readers call the thing with this id; the id where there is none.
    fn name_of(&self, id: &str) -> String {
        let title = match self.entity(id) {
            Some(Entity::Part { title, .. }) => Some(title.clone()),
            Some(Entity::Work(work)) => self
                .shown(*work)
                .map(|shown| self.documents[shown].common.title.clone()),
            _ => None,
        };
        title.unwrap_or_else(|| id.to_owned())
    }

    /// Where a clause of version `from` stands in the later version `to`, if that is beyond doubt: from each version
    /// to the next, by its permanent id, else by its words.
    pub fn successor(
        &self,
        work: WorkIndex,
        from: DocumentIndex,
        to: DocumentIndex,
        clause: usize,
    ) -> Option<&Unit> {
        let versions = &self.works[work].versions;
        let first = versions.iter().position(|version| *version == from)?;
        let last = versions.iter().position(|version| *version == to)?;
        let mut found: Option<&Unit> = None;
        for version in versions.get(first + 1..=last)? {
            let at = found.map_or(Some(clause), |unit| unit.clause)?;
            found = Some(self.comparisons.get(version)?.successor(at)?);
        }
        found
    }
}
