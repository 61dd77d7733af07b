use std::collections::BTreeMap;

use super::View;
use crate::portal::{Target, WorkIndex};

/// A document that refers to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlink {
    /// The document that refers.
    pub from: WorkIndex,
    /// How often.
    pub count: usize,
}

/// What refers to each document, by its index; only what the bare addresses show counts.
pub(super) fn backlinks(view: &View<'_>) -> Vec<Vec<Backlink>> {
    let mut counts: Vec<BTreeMap<WorkIndex, usize>> = vec![BTreeMap::new(); view.versions.len()];
    for from in view.works() {
        let Some(shown) = view.shown(from) else {
            continue;
        };
        let mentions = view.portal.mentions[shown].iter();
        for target in mentions.chain(&view.portal.pointers[shown]) {
            if let Target::Work { work, .. } = target
                && *work != from
            {
                *counts[*work].entry(from).or_default() += 1;
            }
        }
    }
    let sorted = counts.into_iter().map(|counts| {
        let links = counts
            .into_iter()
            .map(|(from, count)| Backlink { from, count });
        links.collect()
    });
    sorted.collect()
}
