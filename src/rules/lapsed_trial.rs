use super::key_place::key_place;
use crate::diagnostics::{Diagnostic, LAPSED_TRIAL};
use crate::kinds::Content;
use crate::measure::Measured;
use crate::portal::{Portal, State};

/// A trial that is over, of a version that is still in force and has no successor.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    let newest = portal.works.iter().filter_map(|work| work.versions.last());
    let findings = newest.filter_map(|version| {
        let document = &portal.documents[*version];
        let Content::Policy(policy) = &document.content else {
            return None;
        };
        let validity = portal.validity[*version];
        let until = policy
            .trial_until
            .filter(|until| *until < portal.settings.as_of)?;
        let stands = validity.state == State::InForce && validity.until.is_none();
        stands.then(|| {
            let place = key_place(portal, document, "trial_until");
            Diagnostic::new(&LAPSED_TRIAL, place).with("until", until.to_string())
        })
    });
    findings.collect()
}
