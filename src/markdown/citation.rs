use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::Locator;
use crate::diagnostics::Span;

/// A citation in running text: 《title》 and the clause that follows it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Citation {
    /// All of it.
    pub(super) span: Span,
    /// Between the marks.
    pub(super) title: Span,
    pub(super) clause: Option<(Locator, Span)>,
}

/// Made once: it is looked for in every piece of text.
static OPENING: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("《"));

/// The longest title that is looked at, in bytes; a 《 without its 》 must not make the search slow.
const LONGEST_TITLE: usize = 600;

/// The citations in `span` of `source`, in order.
pub(super) fn citations(source: &str, span: Span) -> Vec<Citation> {
    let text = &source[span.range()];
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = OPENING.find(&text.as_bytes()[from..]) {
        let open = from + open;
        match citation(text, open) {
            Some((title_end, clause, end)) => {
                let at = |offset: usize| span.start as usize + offset;
                found.push(Citation {
                    span: Span::new(at(open), at(end)),
                    title: Span::new(at(open + "《".len()), at(title_end)),
                    clause: clause.map(|(locator, start)| (locator, Span::new(at(start), at(end)))),
                });
                from = end;
            }
            None => from = open + "《".len(),
        }
    }
    found
}

type Parts = (usize, Option<(Locator, usize)>, usize);

fn citation(text: &str, open: usize) -> Option<Parts> {
    let title_end = closing(text, open + "《".len())?;
    let after = title_end + "》".len();
    let rest = &text[after..];
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    match Locator::in_prose(&rest[spaces..]) {
        Some((locator, left)) => {
            let end = text.len() - left.len();
            Some((title_end, Some((locator, after + spaces)), end))
        }
        None => Some((title_end, None, after)),
    }
}

/// The 》 that closes the 《 before `start`, with inner pairs skipped.
fn closing(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, c) in text[start..].char_indices() {
        match c {
            '《' => depth += 1,
            '》' if depth == 0 => return (at > 0).then_some(start + at),
            '》' => depth -= 1,
            _ if at > LONGEST_TITLE => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::citations;
    use crate::diagnostics::Span;

    #[test]
    fn title_and_clause_are_found_apart() {
        let source = "依据《差旅费管理办法》第十二条第二款，参照《会计法》。";
        let found = citations(source, Span::new(0, source.len()));
        assert_eq!(
            &source[found[0].span.range()],
            "《差旅费管理办法》第十二条第二款"
        );
        assert_eq!(&source[found[0].title.range()], "差旅费管理办法");
        assert_eq!(&source[found[1].span.range()], "《会计法》");
        assert!(found[1].clause.is_none());
    }
}
