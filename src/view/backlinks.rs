use std::collections::{BTreeMap, BTreeSet};

use super::View;
use crate::markdown::{Clause, Tree, holder_anchor};
use crate::portal::{DocumentIndex, Target, WorkIndex};

/// A document that refers to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlink {
    /// The document that refers.
    pub from: WorkIndex,
    /// How often.
    pub count: usize,
}

/// The part of a document that refers to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Within {
    /// A field, or what stands before the first heading.
    Whole,
    /// An article or numbered clause, by index into its tree's clauses.
    Clause(usize),
    /// What stands under a heading, by index into its tree's headings.
    Heading(usize),
}

/// A part of a document that refers to a clause.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClauseBacklink {
    /// The document that refers.
    pub from: WorkIndex,
    /// The part of it that does.
    pub within: Within,
}

/// What refers to each clause: by version, then by the clause's address.
pub(super) type ClauseBacklinks =
    BTreeMap<DocumentIndex, BTreeMap<Box<str>, BTreeSet<ClauseBacklink>>>;

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

/// What refers to each clause; only what the bare addresses show counts.
pub(super) fn clause_backlinks(view: &View<'_>) -> ClauseBacklinks {
    let mut found = ClauseBacklinks::new();
    for from in view.works() {
        let Some(shown) = view.shown(from) else {
            continue;
        };
        let document = &view.portal.documents[shown];
        let mentions = document
            .tree
            .mentions
            .iter()
            .map(|mention| Some(mention.span.start));
        let places = mentions.chain(document.pointers.iter().map(|_| None));
        let targets = view.portal.mentions[shown]
            .iter()
            .chain(&view.portal.pointers[shown]);
        for (target, place) in targets.zip(places) {
            let Some((version, anchor)) = clause_of(view, from, target) else {
                continue;
            };
            let link = ClauseBacklink {
                from,
                within: place.map_or(Within::Whole, |place| within(&document.tree, place)),
            };
            found
                .entry(version)
                .or_default()
                .entry(anchor)
                .or_default()
                .insert(link);
        }
    }
    found
}

/// The version and the clause of another document that a target names.
fn clause_of(
    view: &View<'_>,
    from: WorkIndex,
    target: &Target,
) -> Option<(DocumentIndex, Box<str>)> {
    let (work, version, anchor) = view.place_named(target)?;
    if work == from {
        return None;
    }
    let clauses = &view.portal.documents[version].tree.clauses;
    let by_name = || {
        clauses
            .iter()
            .find(|clause| clause.permanent.as_deref() == Some(anchor))
    };
    let anchor = match holder_anchor(anchor) {
        Some(holder) => holder.into(),
        None => by_name()?.anchor.clone(),
    };
    Some((version, anchor))
}

fn within(tree: &Tree, place: u32) -> Within {
    if let Some(clause) = holder_at(&tree.clauses, place) {
        return Within::Clause(clause);
    }
    let behind = tree
        .headings
        .partition_point(|heading| heading.span.start <= place);
    behind.checked_sub(1).map_or(Within::Whole, Within::Heading)
}

/// The article or numbered clause in which a place of the file is.
fn holder_at(clauses: &[Clause], place: u32) -> Option<usize> {
    let behind = clauses.partition_point(|clause| clause.span.start <= place);
    let mut at = behind.checked_sub(1)?;
    while clauses[at].kind.is_inside() {
        at = clauses[at].parent?;
    }
    let clause = &clauses[at];
    (clause.kind.holds_text() && place < clause.span.end).then_some(at)
}
