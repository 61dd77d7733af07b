use crate::diagnostics::Span;

/// What stands behind a place up to the end of its sentence.
pub(super) fn sentence_behind(text: &str, place: Span) -> &str {
    let rest = &text[place.end as usize..];
    let end = rest.find(['。', '；', '\n']).unwrap_or(rest.len());
    &rest[..end]
}

/// What stands before a place from the beginning of its sentence.
pub(super) fn sentence_before(text: &str, place: Span) -> &str {
    let rest = &text[..place.start as usize];
    let start = rest.rfind(['。', '；', '\n']).map_or(0, |at| {
        at + rest[at..].chars().next().map_or(1, char::len_utf8)
    });
    &rest[start..]
}
