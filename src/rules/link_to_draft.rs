use super::points;
use crate::diagnostics::{Diagnostic, LINK_TO_DRAFT, Place};
use crate::measure::Measured;
use crate::portal::{Portal, Target};

/// A published document must not lead to one that is not: the link would be dead.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (index, document) in portal.documents.iter().enumerate() {
        if document.common.draft {
            continue;
        }
        for (target, span) in points(portal, index) {
            let Target::Work { work, .. } = target else {
                continue;
            };
            if portal.works[*work]
                .versions
                .iter()
                .all(|v| portal.documents[*v].common.draft)
            {
                findings.push(
                    Diagnostic::new(&LINK_TO_DRAFT, Place::new(&document.path, span))
                        .with("id", portal.works[*work].id.as_str()),
                );
            }
        }
    }
    findings
}
