//! Emphasis beside Chinese punctuation, which `CommonMark`'s flanking rules miss (`CommonMark` issue 650).
//!
//! The amendment of tats-u (“CJK-friendly emphasis”): a `*` run also opens or closes where the character on
//! either side is CJK. The parser has no such option yet, so the text is parsed once to learn which `*` may be
//! delimiters at all, and where the amendment would decide otherwise a noncharacter is put between the run and
//! the punctuation beside it: neither white space nor punctuation, it makes the old rule decide like the new.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use unicode_width::UnicodeWidthChar;

use super::parse::OPTIONS;
use super::soft_break::is_chinese;
use crate::diagnostics::Span;

/// The mark; the snapshot lets no text through that holds it.
pub(super) const MARK: char = '\u{FDD0}';

/// A text with marks in it, and where they are.
#[derive(Debug)]
pub(super) struct Marked<'a> {
    pub(super) text: Cow<'a, str>,
    /// Offsets of the marks in the marked text, ascending.
    marks: Vec<usize>,
}

impl<'a> Marked<'a> {
    /// `text` with a mark wherever one is needed.
    pub(super) fn new(text: &'a str) -> Self {
        let places = mark_places(text);
        if places.is_empty() {
            return Self {
                text: Cow::Borrowed(text),
                marks: Vec::new(),
            };
        }
        let mut marked = String::with_capacity(text.len() + places.len() * MARK.len_utf8());
        let mut marks = Vec::with_capacity(places.len());
        let mut from = 0;
        for place in places {
            marked.push_str(&text[from..place]);
            marks.push(marked.len());
            marked.push(MARK);
            from = place;
        }
        marked.push_str(&text[from..]);
        Self {
            text: Cow::Owned(marked),
            marks,
        }
    }

    /// The span in the unmarked text of a range of the marked one.
    pub(super) fn original(&self, range: &Range<usize>) -> Span {
        let back = |offset: usize| {
            let before = self.marks.partition_point(|mark| *mark < offset);
            offset - before * MARK.len_utf8()
        };
        Span::new(back(range.start), back(range.end))
    }
}

/// Offsets at which a mark must stand, ascending.
fn mark_places(text: &str) -> Vec<usize> {
    if !needs_marks(text) {
        return Vec::new();
    }
    let delimiters = possible_delimiters(text);
    runs(text, &delimiters)
        .filter_map(|run| mark_place(text, &run))
        .collect()
}

/// Whether any `*` stands beside a character that is not ASCII; most documents have none.
fn needs_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'*', bytes).any(|at| {
        let before = at
            .checked_sub(1)
            .is_some_and(|before| !bytes[before].is_ascii());
        before || bytes.get(at + 1).is_some_and(|after| !after.is_ascii())
    })
}

/// For each byte whether a `*` there may be a delimiter: running text and the ends of emphasis.
fn possible_delimiters(text: &str) -> Vec<bool> {
    let mut possible = vec![false; text.len()];
    let mut in_code = false;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => in_code = true,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => in_code = false,
            Event::Start(Tag::Strong) => mark_ends(&mut possible, &range, 2),
            Event::Start(Tag::Emphasis) => mark_ends(&mut possible, &range, 1),
            Event::Text(_) if !in_code => possible[range].fill(true),
            _ => {}
        }
    }
    possible
}

fn mark_ends(possible: &mut [bool], range: &Range<usize>, width: usize) {
    possible[range.start..range.start + width].fill(true);
    possible[range.end - width..range.end].fill(true);
}

/// Maximal runs of `*` that may be delimiters; one behind a backslash is no part of a run.
fn runs<'a>(text: &'a str, possible: &'a [bool]) -> impl Iterator<Item = Range<usize>> + 'a {
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + memchr::memchr(b'*', &bytes[from..])?;
            let length = bytes[start..]
                .iter()
                .take_while(|byte| **byte == b'*')
                .count();
            from = start + length;
            let start = start + usize::from(is_escaped(bytes, start));
            if start < from && possible[start] {
                return Some(start..from);
            }
        }
    })
}

fn is_escaped(bytes: &[u8], at: usize) -> bool {
    let backslashes = bytes[..at]
        .iter()
        .rev()
        .take_while(|byte| **byte == b'\\')
        .count();
    backslashes % 2 == 1
}

/// Where the amendment and the old rule differ for `run`: on the side of the punctuation.
fn mark_place(text: &str, run: &Range<usize>) -> Option<usize> {
    let before = text[..run.start].chars().next_back().unwrap_or('\n');
    let after = text[run.end..].chars().next().unwrap_or('\n');
    if !(is_cjk(before) || is_cjk(after)) {
        return None;
    }
    match (kind(before), kind(after)) {
        (Kind::Other, Kind::Punctuation) => Some(run.end),
        // A table's cell begins at its bar, where nothing is before the run.
        (Kind::Punctuation, Kind::Other) if before != '|' => Some(run.start),
        _ => None,
    }
}

#[derive(PartialEq, Eq)]
enum Kind {
    Space,
    Punctuation,
    Other,
}

fn kind(c: char) -> Kind {
    if c.is_whitespace() {
        Kind::Space
    } else if c.is_alphanumeric() || c.width() == Some(0) {
        Kind::Other
    } else {
        Kind::Punctuation
    }
}

/// CJK for the amendment: wide characters, Korean among them.
fn is_cjk(c: char) -> bool {
    is_chinese(c)
        || ('\u{1100}'..='\u{11FF}').contains(&c)
        || ('\u{AC00}'..='\u{D7FF}').contains(&c)
}
