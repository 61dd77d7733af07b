use super::key_place::key_place;
use crate::diagnostics::{Diagnostic, SAME_CHANGE_NOTE};
use crate::kinds::{Content, Document};
use crate::measure::Measured;
use crate::portal::Portal;

/// A new version that was copied from the one before and still tells what that one changed.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    let works = portal.works.iter();
    let neighbours = works.flat_map(|work| work.versions.windows(2));
    let findings = neighbours.filter_map(|pair| {
        let (before, after) = (&portal.documents[pair[0]], &portal.documents[pair[1]]);
        let note = note(after)?;
        (Some(note) == self::note(before)).then(|| {
            let place = key_place(portal, after, "change_note");
            let effective = before
                .common
                .effective
                .map_or(String::new(), |day| day.to_string());
            Diagnostic::new(&SAME_CHANGE_NOTE, place).with("before", effective)
        })
    });
    findings.collect()
}

fn note(document: &Document) -> Option<&str> {
    match &document.content {
        Content::Policy(policy) => policy.change_note.as_deref(),
        _ => None,
    }
}
