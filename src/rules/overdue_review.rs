use super::key_place::key_place;
use crate::diagnostics::{Diagnostic, OVERDUE_REVIEW};
use crate::measure::Measured;
use crate::portal::{Portal, State};

/// A review whose day has gone by, of what is in force.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    let versions = portal.works.iter().flat_map(|work| &work.versions);
    let findings = versions.filter_map(|version| {
        let document = &portal.documents[*version];
        let due = document
            .common
            .review_due
            .filter(|due| *due < portal.settings.as_of)?;
        (portal.validity[*version].state == State::InForce).then(|| {
            let place = key_place(portal, document, "review_due");
            Diagnostic::new(&OVERDUE_REVIEW, place).with("due", due.to_string())
        })
    });
    findings.collect()
}
