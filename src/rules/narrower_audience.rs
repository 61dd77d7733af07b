use super::points;
use crate::config::Audience;
use crate::diagnostics::{Diagnostic, NARROWER_AUDIENCE, Place};
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
                        .with("wider", own.in_words())
                        .with("wider_zh", own.in_words().replace("everyone", "所有人"))
                        .with("narrower", audience.in_words())
                        .with("id", id),
                );
            }
        }
    }
    findings
}

fn audience_of<'p>(portal: &'p Portal, target: &Target) -> Option<(&'p str, &'p Audience)> {
    let Target::Work { work, version, .. } = target else {
        return None;
    };
    let version = version.or_else(|| portal.shown(*work))?;
    let document = &portal.documents[version];
    Some((document.id().as_str(), &document.common.audience))
}
