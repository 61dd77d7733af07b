use std::borrow::Cow;

use super::label::SPACES;
use super::tree::{Inline, Text};
use crate::diagnostics::Span;

/// How much of a line is looked at to tell what it is, in bytes: longer than any title.
const LOOKED_AT: usize = 180;

/// The text at the start of a line, enough of it to tell what the line is.
pub(super) fn start<'a>(line: &'a [Inline], file: &'a str) -> Cow<'a, str> {
    match line {
        [Inline::Text(text)] => Cow::Borrowed(text.get(file)),
        [Inline::Text(text), ..] if text.get(file).len() >= LOOKED_AT => {
            Cow::Borrowed(text.get(file))
        }
        _ => {
            let mut text = String::new();
            gather(line, file, &mut text);
            Cow::Owned(text)
        }
    }
}

/// Adds the text of `line` up to the first thing that is none; returns whether it went on to the end.
fn gather(line: &[Inline], file: &str, out: &mut String) -> bool {
    for inline in line {
        if out.len() >= LOOKED_AT {
            return false;
        }
        let goes_on = match inline {
            Inline::Text(text) => {
                out.push_str(text.get(file));
                true
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link(_, inner) => {
                gather(inner, file, out)
            }
            _ => false,
        };
        if !goes_on {
            // Something that is no text stands here, and the line does not end.
            out.push('\u{fffc}');
            return false;
        }
    }
    true
}

/// How many bytes of `text` stand before its first word: white space, and the marks of bold that does not close
/// because Word put a space into it, as in `**第一条　**为…`.
pub(super) fn indent(text: &str) -> usize {
    let rest = text.trim_start_matches(SPACES);
    let marks = if rest.starts_with("**第") || rest.starts_with("**（") {
        "**".len()
    } else {
        0
    };
    text.len() - rest.len() + marks
}

/// How many bytes behind a number are white space, or the other marks of such bold.
pub(super) fn behind_number(text: &str) -> usize {
    let rest = text.trim_start_matches(SPACES);
    let rest = rest.strip_prefix("**").unwrap_or(rest);
    text.len() - rest.trim_start_matches(SPACES).len()
}

/// Takes the first `bytes` bytes of text off `line` and returns where they stood.
pub(super) fn cut(line: &mut Vec<Inline>, bytes: usize, file: &str) -> Option<Span> {
    let mut left = bytes;
    let mut taken: Option<Span> = None;
    while left > 0 && !line.is_empty() {
        let (cut_off, span, is_empty) = cut_first(&mut line[0], left, file);
        if let Some(span) = span {
            taken = Some(taken.map_or(span, |taken| Span {
                end: span.end,
                ..taken
            }));
        }
        left -= cut_off.min(left);
        if is_empty {
            line.remove(0);
        }
        if cut_off == 0 {
            break;
        }
    }
    taken
}

/// Cuts at most `bytes` off one inline: how many went, where they stood, whether nothing is left.
fn cut_first(inline: &mut Inline, bytes: usize, file: &str) -> (usize, Option<Span>, bool) {
    match inline {
        Inline::Text(Text::Source(span)) => {
            let length = (span.end - span.start) as usize;
            let cut = bytes.min(length);
            let start = span.start as usize;
            span.start += u32::try_from(cut).unwrap_or(0);
            (cut, Some(Span::new(start, start + cut)), cut == length)
        }
        Inline::Text(Text::Owned(text)) => {
            let cut = bytes.min(text.len());
            *text = text[cut..].into();
            (cut, None, text.is_empty())
        }
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link(_, inner) => {
            let before = inner_length(inner, file);
            let span = cut(inner, bytes, file);
            let after = inner_length(inner, file);
            (before - after, span, inner.is_empty())
        }
        _ => (0, None, false),
    }
}

fn inner_length(line: &[Inline], file: &str) -> usize {
    line.iter()
        .map(|inline| match inline {
            Inline::Text(text) => text.get(file).len(),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link(_, inner) => {
                inner_length(inner, file)
            }
            _ => 0,
        })
        .sum()
}

/// Keeps the first `bytes` bytes of text of `line` and nothing else.
pub(super) fn keep(line: &mut Vec<Inline>, bytes: usize, file: &str) {
    let mut left = bytes;
    let mut kept = 0;
    for inline in line.iter_mut() {
        if left == 0 {
            break;
        }
        kept += 1;
        left -= keep_first(inline, left, file);
    }
    line.truncate(kept);
}

/// Keeps at most `bytes` of one inline: how many it had to give.
fn keep_first(inline: &mut Inline, bytes: usize, file: &str) -> usize {
    match inline {
        Inline::Text(Text::Source(span)) => {
            let kept = bytes.min((span.end - span.start) as usize);
            span.end = span.start + u32::try_from(kept).unwrap_or(0);
            kept
        }
        Inline::Text(Text::Owned(text)) => {
            let kept = bytes.min(text.len());
            *text = text[..kept].into();
            kept
        }
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link(_, inner) => {
            let kept = inner_length(inner, file).min(bytes);
            keep(inner, bytes, file);
            kept
        }
        _ => bytes,
    }
}

/// Takes the white space off the start of `line`.
pub(super) fn trim_start(line: &mut Vec<Inline>, file: &str) {
    let spaces = indent(&start(line, file));
    if spaces > 0 {
        cut(line, spaces, file);
    }
}

/// Where `line` stands, as far as it is written in the file; `whole` otherwise.
pub(super) fn span(line: &[Inline], whole: Span) -> Span {
    let first = line.first().and_then(first_offset).unwrap_or(whole.start);
    let last = line.last().and_then(last_offset).unwrap_or(whole.end);
    Span {
        start: first,
        end: last.max(first),
    }
}

fn first_offset(inline: &Inline) -> Option<u32> {
    match inline {
        Inline::Text(Text::Source(span)) => Some(span.start),
        Inline::Strong(inner) | Inline::Emphasis(inner) => inner.first().and_then(first_offset),
        _ => None,
    }
}

fn last_offset(inline: &Inline) -> Option<u32> {
    match inline {
        Inline::Text(Text::Source(span)) => Some(span.end),
        Inline::Strong(inner) | Inline::Emphasis(inner) => inner.last().and_then(last_offset),
        _ => None,
    }
}

/// Whether a line ends a sentence or a clause of one, so that the next line can be another paragraph.
pub(super) fn ends_sentence(line: &[Inline], file: &str) -> bool {
    let last = line.iter().rev().find_map(|inline| match inline {
        Inline::Text(text) => Some(text.get(file)),
        Inline::Strong(inner) | Inline::Emphasis(inner) => match inner.last() {
            Some(Inline::Text(text)) => Some(text.get(file)),
            _ => None,
        },
        Inline::FootnoteReference(_) => None,
        _ => Some(""),
    });
    let text = last.unwrap_or("").trim_end_matches(SPACES);
    let text = match text.rfind('{') {
        Some(at) if text.ends_with('}') => text[..at].trim_end_matches(SPACES),
        _ => text,
    };
    let text = text.trim_end_matches(['”', '’', '）', ')', '》', '」']);
    text.ends_with(['。', '；', '：', '！', '？', '…', ';', ':', '.'])
}

#[cfg(test)]
mod tests {
    use super::{cut, start};
    use crate::diagnostics::Span;
    use crate::markdown::{Inline, Text};

    fn source(from: usize, to: usize) -> Inline {
        Inline::Text(Text::Source(Span::new(from, to)))
    }

    #[test]
    fn a_label_is_cut_off_across_its_marks() {
        let file = "**第十**条 甲";
        let mut line = vec![Inline::Strong(vec![source(2, 8)]), source(10, 17)];
        assert_eq!(start(&line, file), "第十条 甲");
        let taken = cut(&mut line, 9, file).unwrap();
        assert_eq!((taken.start, taken.end), (2, 13));
        assert_eq!(line, [source(13, 17)]);
    }
}
