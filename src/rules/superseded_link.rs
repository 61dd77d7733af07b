use crate::diagnostics::{Diagnostic, Place, SUPERSEDED_LINK};
use crate::markdown::MentionKind;
use crate::measure::Measured;
use crate::portal::{Portal, State, Target};

/// A link to the file of a version stays with that version; where a newer one is in force, that is seldom meant.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (index, document) in portal.documents.iter().enumerate() {
        let targets = portal.mentions[index].iter();
        for (mention, target) in document.tree.mentions.iter().zip(targets) {
            let Target::Work {
                work,
                version: Some(version),
                ..
            } = target
            else {
                continue;
            };
            let is_own = portal.works[*work].versions.contains(&index);
            let is_over = portal.validity[*version].state == State::Superseded;
            if is_own || !is_over || !matches!(mention.kind, MentionKind::Link { .. }) {
                continue;
            }
            let linked = &portal.documents[*version];
            let effective = linked
                .common
                .effective
                .map_or(String::new(), |day| day.to_string());
            findings.push(
                Diagnostic::new(&SUPERSEDED_LINK, Place::new(&document.path, mention.span))
                    .with("title", &linked.common.title)
                    .with("id", linked.id().as_str())
                    .with("effective", effective),
            );
        }
    }
    findings
}
