use std::collections::BTreeSet;

use crate::config::{Audience, Tree};
use crate::diagnostics::{Diagnostic, Language, Place, UNKNOWN_AUDIENCE};
use crate::measure::Measured;
use crate::portal::Portal;

/// A document that no group of readers can see is lost: most often its label is misspelt.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    let trees = portal.config.audiences.trees();
    let known: BTreeSet<&str> = trees
        .iter()
        .flat_map(|tree| &tree.sees)
        .map(String::as_str)
        .collect();
    if known.is_empty() {
        return Vec::new();
    }
    let lost = portal
        .documents
        .iter()
        .filter(|document| !is_seen(trees, &document.common.audience));
    let finding = |document: &crate::kinds::Document| {
        let labels = document.common.audience.in_words(Language::English);
        let place = Place::new(&document.path, document.common.id.span);
        Diagnostic::new(&UNKNOWN_AUDIENCE, place)
            .with("labels", &labels)
            .with(
                "known",
                known.iter().copied().collect::<Vec<_>>().join(", "),
            )
            .near(&labels, known.iter().copied())
    };
    lost.map(finding).collect()
}

fn is_seen(trees: &[Tree], audience: &Audience) -> bool {
    trees.iter().any(|tree| tree.admits(audience))
}
