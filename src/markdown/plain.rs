use super::{Block, BlockKind, Inline, Tree};

/// The readable text of `inlines`, without marks.
pub fn plain_inlines(inlines: &[Inline], source: &str) -> String {
    let mut text = String::new();
    push_inlines(inlines, source, &mut text);
    text
}

/// The readable text of `blocks`, a line for each; articles and headings of `tree` included.
pub fn plain_blocks(blocks: &[Block], tree: &Tree, source: &str) -> String {
    let mut text = String::new();
    push_blocks(blocks, tree, source, &mut text);
    text
}

fn push_blocks(blocks: &[Block], tree: &Tree, source: &str, text: &mut String) {
    for block in blocks {
        push_block(&block.kind, tree, source, text);
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
    }
}

fn push_block(kind: &BlockKind, tree: &Tree, source: &str, text: &mut String) {
    match kind {
        BlockKind::Paragraph(inlines, _) => push_inlines(inlines, source, text),
        BlockKind::Heading(index) => push_inlines(&tree.headings[*index].inlines, source, text),
        BlockKind::Article(article) => push_blocks(&article.blocks, tree, source, text),
        BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => {
            push_blocks(blocks, tree, source, text);
        }
        BlockKind::List(list) => {
            for item in &list.items {
                push_blocks(&item.blocks, tree, source, text);
            }
        }
        BlockKind::Code(_, parts) => parts
            .iter()
            .for_each(|part| text.push_str(part.get(source))),
        BlockKind::Table(table) => {
            for row in std::iter::once(&table.head).chain(&table.rows) {
                push_row(row, source, text);
            }
        }
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                push_inlines(&definition.term, source, text);
                text.push('\n');
                for meaning in &definition.meanings {
                    push_blocks(meaning, tree, source, text);
                }
            }
        }
        BlockKind::Figure(image, caption) => {
            push_inlines(std::slice::from_ref(image), source, text);
            if let Some(caption) = caption {
                text.push(' ');
                text.push_str(caption);
            }
        }
        BlockKind::Html(_) | BlockKind::Rule => {}
    }
}

fn push_row(row: &[Vec<Inline>], source: &str, text: &mut String) {
    for cell in row {
        push_inlines(cell, source, text);
        text.push(' ');
    }
    text.push('\n');
}

fn push_inlines(inlines: &[Inline], source: &str, text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(part) | Inline::Code(part) => text.push_str(part.get(source)),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Strikethrough(inner)
            | Inline::Link(_, inner) => push_inlines(inner, source, text),
            Inline::Citation(_, span) => text.push_str(&source[span.range()]),
            Inline::Image(_, description, _) => text.push_str(description),
            Inline::SoftBreak { space: true } | Inline::HardBreak => text.push(' '),
            Inline::SoftBreak { space: false } | Inline::FootnoteReference(_) | Inline::Html(_) => {
            }
        }
    }
}
