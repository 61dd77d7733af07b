use super::key_place::key_place;
use crate::diagnostics::{Diagnostic, EXPIRES_AFTER_NEXT, VERSION_GAP};
use crate::measure::Measured;
use crate::portal::Portal;

/// A version that says when it ends must end where the next one begins: neither later nor earlier.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    let neighbours = portal
        .works
        .iter()
        .flat_map(|work| work.versions.windows(2));
    let findings = neighbours.filter_map(|pair| {
        let document = &portal.documents[pair[0]];
        let expires = document.common.expires?;
        let next = portal.documents[pair[1]].common.effective?;
        let code = match expires.tomorrow().ok()?.cmp(&next) {
            std::cmp::Ordering::Equal => return None,
            std::cmp::Ordering::Greater => &EXPIRES_AFTER_NEXT,
            std::cmp::Ordering::Less => &VERSION_GAP,
        };
        let finding = Diagnostic::new(code, key_place(portal, document, "expires"));
        Some(
            finding
                .with("expires", expires.to_string())
                .with("next", next.to_string()),
        )
    });
    findings.collect()
}
