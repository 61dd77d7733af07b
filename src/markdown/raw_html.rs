use super::tree::{Block, BlockKind, Inline, Text, Tree};
use crate::diagnostics::Span;

/// The tags that a page may hold: what Markdown makes, and what authors may write beyond it.
///
/// No script, style, form, frame or media from elsewhere; structure and emphasis only.
pub const ALLOWED_TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Every opening tag of raw HTML in a tree: its name in lower case, and where it stands.
pub fn raw_tags(tree: &Tree, source: &str) -> Vec<(String, Span)> {
    let mut tags = Vec::new();
    in_blocks(&tree.blocks, tree, source, &mut tags);
    for note in &tree.footnotes {
        in_blocks(&note.blocks, tree, source, &mut tags);
    }
    tags
}

fn in_blocks(blocks: &[Block], tree: &Tree, source: &str, tags: &mut Vec<(String, Span)>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Html(parts) => parts.iter().for_each(|part| in_text(part, source, tags)),
            BlockKind::Paragraph(paragraph) => in_inlines(&paragraph.inlines, source, tags),
            BlockKind::Heading(index) => in_inlines(&tree.headings[*index].inlines, source, tags),
            BlockKind::Article(article) => in_blocks(&article.blocks, tree, source, tags),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => {
                in_blocks(blocks, tree, source, tags);
            }
            BlockKind::List(list) => {
                list.items
                    .iter()
                    .for_each(|item| in_blocks(&item.blocks, tree, source, tags));
            }
            BlockKind::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| in_inlines(cell, source, tags));
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    in_inlines(&definition.term, source, tags);
                    definition
                        .meanings
                        .iter()
                        .for_each(|m| in_blocks(m, tree, source, tags));
                }
            }
            BlockKind::Code(..) | BlockKind::Figure(..) | BlockKind::Rule => {}
        }
    }
}

fn in_inlines(inlines: &[Inline], source: &str, tags: &mut Vec<(String, Span)>) {
    for inline in inlines {
        match inline {
            Inline::Html(text) => in_text(text, source, tags),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Strikethrough(inner)
            | Inline::Link(_, inner) => in_inlines(inner, source, tags),
            _ => {}
        }
    }
}

fn in_text(text: &Text, source: &str, tags: &mut Vec<(String, Span)>) {
    let Text::Source(span) = text else { return };
    let written = &source[span.range()];
    for (at, _) in written.match_indices('<') {
        let name: String = written[at + 1..]
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let start = span.start as usize + at;
            tags.push((
                name.to_ascii_lowercase(),
                Span::new(start, start + 1 + name.len()),
            ));
        }
    }
}
