use crate::diagnostics::{Diagnostic, NO_FRONT_MATTER, Place, Span, UNCLOSED_FRONT_MATTER};
use std::sync::Arc;

/// The line that opens and closes a front matter.
const FENCE: &str = "+++";

/// Where the two parts of a document lie in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrontMatter {
    /// The TOML between the fences, without them.
    pub toml: Span,
    /// All after the closing fence.
    pub body: Span,
}

/// Cuts a document in two. `None` with a finding where it has no front matter; where the closing fence is
/// missing, the lines up to the first empty one are taken for it, so that the document keeps its identity.
pub fn split_front_matter(
    path: &Arc<str>,
    text: &str,
    findings: &mut Vec<Diagnostic>,
) -> Option<FrontMatter> {
    let mut lines = lines_with_starts(text);
    let (_, first) = lines.next().unwrap_or((0, ""));
    if first.trim_end() != FENCE {
        let place = Place::new(path, 0..first.trim_end().len());
        findings.push(Diagnostic::new(&NO_FRONT_MATTER, place));
        return None;
    }
    let start = first.len();
    if let Some((at, line)) = lines.find(|(_, line)| line.trim_end() == FENCE) {
        return Some(FrontMatter {
            toml: Span::new(start, at),
            body: Span::new(at + line.len(), text.len()),
        });
    }
    findings.push(Diagnostic::new(
        &UNCLOSED_FRONT_MATTER,
        Place::new(path, 0..FENCE.len()),
    ));
    let end = lines_with_starts(&text[start..])
        .find(|(_, line)| line.trim().is_empty())
        .map_or(text.len(), |(at, _)| start + at);
    Some(FrontMatter {
        toml: Span::new(start, end),
        body: Span::new(end, text.len()),
    })
}

fn lines_with_starts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

#[cfg(test)]
mod tests {
    use super::split_front_matter;

    #[test]
    fn windows_line_ends_are_cut_alike() {
        let text = "+++\r\nid = 1\r\n+++\r\nbody";
        let parts = split_front_matter(&"a.md".into(), text, &mut Vec::new()).unwrap();
        assert_eq!(&text[parts.toml.range()], "id = 1\r\n");
        assert_eq!(&text[parts.body.range()], "body");
    }

    #[test]
    fn an_unclosed_one_ends_at_the_first_empty_line() {
        let text = "+++\nid = 1\n\nbody";
        let mut findings = Vec::new();
        let parts = split_front_matter(&"a.md".into(), text, &mut findings).unwrap();
        assert_eq!(findings[0].code.id, "L0202");
        assert_eq!(&text[parts.body.range()], "\nbody");
    }
}
