use std::collections::BTreeSet;
use std::sync::Arc;

use crate::config::{Level, PORTAL_FILE};
use crate::diagnostics::{Diagnostic, IDLE_LEVEL, Place};
use crate::kinds::Rank;
use crate::measure::Measured;
use crate::portal::Portal;
use crate::source::{Choice, Located};

/// A weight of `[search.levels]` that no document has: most often the rank or the tag is misspelt.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    let levels = &portal.config.search.levels;
    if levels.is_empty() {
        return Vec::new();
    }
    let ranks: Vec<&str> = Rank::WORDS.iter().map(|(word, _)| *word).collect();
    let documents = portal.documents.iter();
    let tags = documents.flat_map(|document| document.common.tags.iter().map(String::as_str));
    let known: BTreeSet<&str> = tags.chain(ranks.iter().copied()).collect();
    let path: Arc<str> = PORTAL_FILE.into();
    let idle = levels
        .iter()
        .filter(|(name, _)| !known.contains(&*name.value));
    let finding = |(name, _): &(Located<String>, Level)| {
        Diagnostic::new(&IDLE_LEVEL, Place::new(&path, name.span))
            .with("name", &name.value)
            .with("ranks", ranks.join(", "))
            .near(&name.value, known.iter().copied())
    };
    idle.map(finding).collect()
}
