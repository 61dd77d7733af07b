use crate::diagnostics::{Diagnostic, Place, REMOVED_HTML};
use crate::markdown::{ALLOWED_TAGS, raw_tags};
use crate::measure::Measured;
use crate::portal::Portal;

/// A tag that the sanitiser takes out is said to be taken out, not lost in silence.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    if portal.config.raw_html {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (index, document) in portal.documents.iter().enumerate() {
        let text = portal.text(index);
        if !text.contains('<') {
            continue;
        }
        for (tag, span) in raw_tags(&document.tree, text) {
            if !ALLOWED_TAGS.contains(&tag.as_str()) {
                let place = Place::new(&document.path, span);
                findings.push(Diagnostic::new(&REMOVED_HTML, place).with("tag", tag));
            }
        }
    }
    findings
}
