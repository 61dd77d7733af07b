use crate::diagnostics::{Place, Span};
use crate::kinds::Document;
use crate::portal::Portal;

/// Where the front matter of a document says `key`; its id where it does not.
pub(super) fn key_place(portal: &Portal, document: &Document, key: &str) -> Place {
    let text = portal.snapshot.text(&document.path).unwrap_or_default();
    let mut at = 0;
    for line in text.split_inclusive('\n').take(200) {
        let rest = line.strip_prefix(key).map(str::trim_start);
        if rest.is_some_and(|rest| rest.starts_with('=')) {
            let span = Span::new(at, at + line.trim_end().len());
            return Place::new(&document.path, span);
        }
        at += line.len();
    }
    Place::new(&document.path, document.common.id.span)
}
