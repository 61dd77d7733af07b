use super::points;
use crate::config::Audience;
use crate::diagnostics::{Diagnostic, Language, NARROWER_AUDIENCE, Place};
use crate::measure::Measured;
use crate::portal::{Portal, Target};

/// A document must not point to one that some of its readers may not see: the pointer alone tells of it.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (index, document) in portal.documents.iter().enumerate() {
        let own = &document.common.audience;
        for (target, span) in points(portal, index) {
            let Some((id, audience)) = audience_of(portal, target) else {
                continue;
            };
            let trees = portal.config.audiences.trees();
            if trees
                .iter()
                .any(|tree| tree.admits(own) && !tree.admits(audience))
            {
                findings.push(
                    Diagnostic::new(&NARROWER_AUDIENCE, Place::new(&document.path, span))
                        .with("wider", own.in_words(Language::English))
                        .with("wider_zh", own.in_words(Language::Chinese))
                        .with("narrower", audience.in_words(Language::English))
                        .with("id", id),
                );
            }
        }
    }
    findings
}

fn audience_of<'p>(portal: &'p Portal, target: &Target) -> Option<(&'p str, &'p Audience)> {
    let document = &portal.documents[portal.version_meant(target)?];
    Some((document.id().as_str(), &document.common.audience))
}
