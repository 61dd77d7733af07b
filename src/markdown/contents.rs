use std::borrow::Cow;
use std::ops::Range;

use super::clause::ClauseKind;
use super::label::{SPACES, label};
use super::line;
use super::outline::is_title;
use super::pieces::Piece;
use super::plain_inlines;
use super::tree::{BlockKind, Heading};

/// How far into a document a contents list can begin, in pieces.
const HEAD: usize = 40;

/// Marks the pieces of a contents list at the head of the text: its chapters come again.
pub(super) fn mark(pieces: &mut [Piece], headings: &[Heading], file: &str) {
    for range in lists(pieces, headings, file) {
        pieces[range]
            .iter_mut()
            .for_each(|piece| piece.is_contents = true);
    }
}

fn lists(pieces: &[Piece], headings: &[Heading], file: &str) -> Vec<Range<usize>> {
    let mut lists = Vec::new();
    let title = |piece| text(piece, headings, file);
    let mut at = 0;
    while at < pieces.len().min(HEAD) {
        let line = title(&pieces[at]);
        let names_it = line.as_deref().is_some_and(is_contents_title);
        let first = at + usize::from(names_it);
        let end = match line {
            Some(_) => end_of_list(&pieces[first..], &title),
            None => None,
        };
        match end {
            Some(end) => {
                lists.push(at..first + end);
                at = first + end;
            }
            // A list can begin at the first chapter of the document alone.
            None if !names_it && line.as_deref().is_some_and(|line| division(line).is_some()) => {
                break;
            }
            None => at += 1,
        }
    }
    lists
}

fn is_contents_title(line: &str) -> bool {
    let mut letters = line.chars().filter(|c| !SPACES.contains(c));
    let is_contents = letters.next() == Some('目') && matches!(letters.next(), Some('录' | '次'));
    is_contents && letters.next().is_none()
}

/// A chapter's number and its title, without the page that stands behind it.
type Entry = (ClauseKind, u32, String);

/// How many lines from the first, a chapter's, stand before that chapter comes again, if only titles stand between.
fn end_of_list<'p>(
    pieces: &'p [Piece],
    title: &impl Fn(&'p Piece) -> Option<Cow<'p, str>>,
) -> Option<usize> {
    let first = division(&title(pieces.first()?)?)?;
    for (index, piece) in pieces.iter().enumerate().skip(1) {
        let line = title(piece)?;
        match division(&line) {
            Some(entry) if entry == first => return Some(index),
            Some(_) => {}
            None if is_entry(&line) => {}
            None => return None,
        }
    }
    None
}

/// 附则, 附件1：申请表……9: a line of a contents list that is no chapter.
fn is_entry(line: &str) -> bool {
    line.chars().take(60).count() < 60 && !line.contains(['。', '；'])
}

fn division(line: &str) -> Option<Entry> {
    let found = label(line)?;
    let rest = line[found.length..].trim_end_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '.' | '…' | '·' | '-' | '—') || SPACES.contains(&c)
    });
    let is_line = rest.is_empty() || is_title(rest);
    let title = || rest.chars().filter(|c| !SPACES.contains(c)).collect();
    is_line.then(|| (found.kind, found.number.number, title()))
}

fn text<'a>(piece: &'a Piece, headings: &[Heading], file: &'a str) -> Option<Cow<'a, str>> {
    let text = match &piece.block.kind {
        BlockKind::Heading(index) => plain_inlines(&headings[*index].inlines, file).into(),
        BlockKind::Paragraph(paragraph) => line::start(&paragraph.inlines, file),
        _ => return None,
    };
    Some(trimmed(text))
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => text.trim_matches(SPACES).into(),
        Cow::Owned(text) => text.trim_matches(SPACES).to_owned().into(),
    }
}
