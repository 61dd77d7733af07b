use super::line;
use super::marker::{Marker, Style, marker};
use super::tree::{Block, BlockKind, Inline, Item, List};
use crate::diagnostics::Span;

/// A line of running text, or another block, where the walk over a document meets it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// A paragraph holds one line of the source.
    pub(super) block: Block,
    /// The line end that joined it to the line before, where the source has no empty line between them.
    pub(super) joined: Option<Inline>,
    /// The number of the list item that it begins, where Markdown has taken it off.
    pub(super) item: Option<ListMarker>,
    /// How deep in ordered lists it stands.
    pub(super) depth: u8,
    /// Whether it stands inside a quotation that an earlier piece has opened.
    pub(super) is_quoted: bool,
    /// Whether it belongs to a contents list.
    pub(super) is_contents: bool,
}

/// The number of an item of a Markdown list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ListMarker {
    pub(super) style: Style,
    pub(super) number: u32,
    /// `1.` in the source.
    pub(super) label: Span,
}

impl Piece {
    pub(super) fn new(block: Block) -> Self {
        Self {
            block,
            joined: None,
            item: None,
            depth: 0,
            is_quoted: false,
            is_contents: false,
        }
    }

    /// Its inlines, where it is running text.
    pub(super) fn line(&self) -> Option<&[Inline]> {
        match &self.block.kind {
            BlockKind::Paragraph(paragraph) => Some(&paragraph.inlines),
            _ => None,
        }
    }

    /// The marker at the start of its text.
    pub(super) fn text_marker(&self, file: &str) -> Option<Marker> {
        let text = line::start(self.line()?, file);
        marker(&text[line::indent(&text)..])
    }
}

/// The pieces of the blocks at the top of a document: every line of a paragraph is one.
pub(super) fn pieces(blocks: Vec<Block>, file: &str) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(blocks.len());
    for block in blocks {
        push(block, 0, file, &mut pieces);
    }
    pieces.retain(|piece| !is_invisible(piece, file));
    pieces
}

/// Whether a paragraph has nothing to see: a zero-width space that came with a paste is no 款.
fn is_invisible(piece: &Piece, file: &str) -> bool {
    let Some([Inline::Text(text)]) = piece.line() else {
        return false;
    };
    let hidden = |c: char| {
        c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    text.get(file).chars().all(hidden)
}

fn push(block: Block, depth: u8, file: &str, pieces: &mut Vec<Piece>) {
    match block.kind {
        BlockKind::List(list) if list.can_flatten() && swallows(&list, file) => {
            pieces.extend(flattened(list, depth, file));
        }
        BlockKind::List(list) if list.start.is_none() && swallows(&list, file) => {
            push_bullets(list, block.span, depth, file, pieces);
        }
        BlockKind::Paragraph(paragraph) if paragraph.anchor.is_none() => {
            push_lines(paragraph.inlines, block.span, depth, pieces);
        }
        _ => pieces.push(Piece {
            depth,
            ..Piece::new(block)
        }),
    }
}

fn push_lines(inlines: Vec<Inline>, span: Span, depth: u8, pieces: &mut Vec<Piece>) {
    if !inlines.iter().any(is_break) {
        pieces.push(Piece {
            depth,
            ..Piece::new(Block {
                span,
                kind: BlockKind::paragraph(inlines),
            })
        });
        return;
    }
    let mut joined = None;
    let mut current = Vec::new();
    for inline in inlines.into_iter().map(Some).chain([None]) {
        match inline {
            Some(inline) if !is_break(&inline) => current.push(inline),
            end => {
                let inlines = std::mem::take(&mut current);
                let block = Block {
                    span: line::span(&inlines, span),
                    kind: BlockKind::paragraph(inlines),
                };
                pieces.push(Piece {
                    joined: std::mem::replace(&mut joined, end),
                    depth,
                    ..Piece::new(block)
                });
            }
        }
    }
}

/// Whether Markdown has drawn a line that begins a clause into an item, because no empty line stands before it.
fn swallows(list: &List, file: &str) -> bool {
    list.items
        .iter()
        .flat_map(|item| &item.blocks)
        .any(|block| match &block.kind {
            BlockKind::Paragraph(paragraph) => swallowed_at(&paragraph.inlines, file).is_some(),
            BlockKind::List(inner) => swallows(inner, file),
            _ => false,
        })
}

/// The line end behind which such a line begins.
fn swallowed_at(inlines: &[Inline], file: &str) -> Option<usize> {
    let mut ends = inlines
        .iter()
        .enumerate()
        .filter(|(_, inline)| is_break(inline));
    ends.find(|(at, _)| {
        let rest = &inlines[at + 1..];
        let start = line::span(rest, Span::default()).start as usize;
        start > 0 && file[..start].ends_with('\n') && begins_clause(&line::start(rest, file))
    })
    .map(|(at, _)| at)
}

fn begins_clause(text: &str) -> bool {
    let text = &text[line::indent(text)..];
    super::label::label(text).is_some()
        || marker(text).is_some()
        || super::marker::numbers(text).is_some_and(|found| found.path.len() > 1)
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline, Inline::SoftBreak { .. } | Inline::HardBreak)
}

/// Bullets up to the line that does not belong to them, that line, and the bullets behind it.
fn push_bullets(list: List, span: Span, depth: u8, file: &str, pieces: &mut Vec<Piece>) {
    let mut kept = Vec::new();
    for mut item in list.items {
        let lifted = lifted(&mut item, file);
        kept.push(item);
        if let Some(lifted) = lifted {
            push_list(std::mem::take(&mut kept), span, depth, pieces);
            push_lines(lifted, span, 0, pieces);
        }
    }
    push_list(kept, span, depth, pieces);
}

fn push_list(items: Vec<Item>, span: Span, depth: u8, pieces: &mut Vec<Piece>) {
    if !items.is_empty() {
        let kind = BlockKind::List(List { start: None, items });
        pieces.push(Piece {
            depth,
            ..Piece::new(Block { span, kind })
        });
    }
}

/// Takes what does not belong to an item off its last paragraph.
fn lifted(item: &mut Item, file: &str) -> Option<Vec<Inline>> {
    let BlockKind::Paragraph(paragraph) = &mut item.blocks.last_mut()?.kind else {
        return None;
    };
    let at = swallowed_at(&paragraph.inlines, file)?;
    let mut rest = paragraph.inlines.split_off(at);
    rest.remove(0);
    Some(rest)
}

/// An ordered list as lines, each item's first one with its number: Word's items and Markdown's are the same then,
/// and a line that Markdown draws into an item because no empty line stands before it comes out again.
pub(super) fn flattened(list: List, depth: u8, file: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let labels = labels(&list, file);
    for (item, label) in list.items.into_iter().zip(labels) {
        push_item(item, label, depth, file, &mut pieces);
    }
    pieces
}

/// The items' numbers as they are written; where all are the same, the author leaves the counting to Markdown.
fn labels(list: &List, file: &str) -> Vec<ListMarker> {
    let mut labels: Vec<_> = list
        .items
        .iter()
        .map(|item| list_label(item.span, file))
        .collect();
    let is_counted = labels
        .windows(2)
        .all(|pair| pair[0].number == pair[1].number);
    if is_counted {
        for (label, number) in labels.iter_mut().zip(list.start.unwrap_or(1)..) {
            label.number = u32::try_from(number).unwrap_or(u32::MAX);
        }
    }
    labels
}

fn push_item(item: Item, label: ListMarker, depth: u8, file: &str, pieces: &mut Vec<Piece>) {
    let first = pieces.len();
    for block in item.blocks {
        match block.kind {
            BlockKind::List(list) if list.can_flatten() => {
                pieces.extend(flattened(list, depth + 1, file));
            }
            _ => push(block, depth, file, pieces),
        }
    }
    if pieces
        .get(first)
        .is_none_or(|piece| piece.line().is_none() || piece.item.is_some())
    {
        let empty = Block {
            span: item.span,
            kind: BlockKind::paragraph(Vec::new()),
        };
        pieces.insert(
            first,
            Piece {
                depth,
                ..Piece::new(empty)
            },
        );
    }
    pieces[first].item = Some(label);
    for piece in &mut pieces[first + 1..] {
        if piece.joined.is_some() && piece.item.is_none() && at_line_start(piece.block.span, file) {
            piece.depth = 0;
        }
    }
}

/// Whether nothing, not even a space, stands before `span` on its line.
fn at_line_start(span: Span, file: &str) -> bool {
    file[..span.start as usize].ends_with('\n')
}

fn list_label(item: Span, file: &str) -> ListMarker {
    // An item may be indented by up to three spaces, which are in its span.
    let written = file[item.range()].trim_start_matches([' ', '\t']);
    let start = item.end as usize - written.len();
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    let is_paren = written[digits..].starts_with(')');
    ListMarker {
        style: if is_paren { Style::Paren } else { Style::Dot },
        // One to nine digits (CommonMark 5.2), which always fit.
        number: written[..digits].parse().unwrap_or_default(),
        label: Span::new(start, start + (digits + 1).min(written.len())),
    }
}

impl List {
    /// Whether its items can be the items of a clause: they are counted, and no tasks.
    pub(super) fn can_flatten(&self) -> bool {
        self.start.is_some() && self.items.iter().all(|item| item.task.is_none())
    }
}
