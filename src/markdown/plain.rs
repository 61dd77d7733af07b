use super::emphasis::MARK;
use super::{Block, BlockKind, Inline, Tree};

/// The readable text of `inlines`, without marks.
pub fn plain_inlines(inlines: &[Inline], source: &str) -> String {
    let (tree, reference) = (Tree::default(), |_| String::new());
    let plain = Plain::new(&tree, source, &reference).without_notes();
    let mut text = String::new();
    plain.inlines(inlines, &mut text);
    text
}

/// The readable text of `blocks`, a line for each; articles, headings and footnotes of `tree` included.
///
/// `reference` gives the words of a reference that has none of its own, by its index among the mentions.
pub fn plain_blocks(
    blocks: &[Block],
    tree: &Tree,
    source: &str,
    reference: &dyn Fn(usize) -> String,
) -> String {
    Plain::new(tree, source, reference).read_out(blocks)
}

/// The same for comparing: a tab stands before each cell of a table and nowhere else, and the footnotes of a table
/// are lines below it.
///
/// ```text
/// 住宿标准如下：
/// ⇥级别⇥标准
/// ⇥一般员工⇥400元
/// （含早餐）
/// ```
pub fn compared_blocks(
    blocks: &[Block],
    tree: &Tree,
    source: &str,
    reference: &dyn Fn(usize) -> String,
) -> String {
    let mut plain = Plain::new(tree, source, reference);
    plain.is_compared = true;
    let mut text = plain.read_out(blocks);
    if text.contains('\t') {
        text = text.replace('\t', " ");
    }
    if text.contains(CELL) {
        text = text.replace(CELL, "\t");
    }
    text
}

/// Stands between two cells where a table is read as text.
pub const BETWEEN_CELLS: &str = "｜";

/// Stands before a cell until all other tabs are gone: a text that was read holds none.
const CELL: char = MARK;

/// A tree while it is being read out.
#[derive(Clone, Copy)]
struct Plain<'a> {
    tree: &'a Tree,
    source: &'a str,
    reference: &'a dyn Fn(usize) -> String,
    /// Whether a footnote is read where it is referred to; one inside another is not.
    notes: bool,
    /// Whether cells are marked and other tabs are not.
    is_compared: bool,
}

impl<'a> Plain<'a> {
    fn new(tree: &'a Tree, source: &'a str, reference: &'a dyn Fn(usize) -> String) -> Self {
        Self {
            tree,
            source,
            reference,
            notes: true,
            is_compared: false,
        }
    }

    fn without_notes(self) -> Self {
        Self {
            notes: false,
            ..self
        }
    }

    fn read_out(&self, blocks: &[Block]) -> String {
        let mut text = String::new();
        self.blocks(blocks, &mut text);
        text
    }
}

impl Plain<'_> {
    fn blocks(&self, blocks: &[Block], text: &mut String) {
        for block in blocks {
            self.block(&block.kind, text);
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
        }
    }

    fn block(&self, kind: &BlockKind, text: &mut String) {
        match kind {
            BlockKind::Paragraph(paragraph) => {
                self.item_label(paragraph.clause, text);
                self.inlines(&paragraph.inlines, text);
            }
            BlockKind::Heading(index) => self.inlines(&self.tree.headings[*index].inlines, text),
            BlockKind::Article(article) => {
                if let Some(title) = &article.title {
                    self.inlines(title, text);
                    text.push('\n');
                }
                self.blocks(&article.blocks, text);
            }
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => self.blocks(blocks, text),
            BlockKind::List(list) => {
                for item in &list.items {
                    self.blocks(&item.blocks, text);
                }
            }
            BlockKind::Code(_, parts) => {
                for part in parts {
                    text.push_str(part.get(self.source));
                }
            }
            BlockKind::Table(table) => {
                let rows = || std::iter::once(&table.head).chain(&table.rows);
                rows().for_each(|row| self.row(row, text));
                if self.is_compared {
                    rows()
                        .flatten()
                        .for_each(|cell| self.notes_below(cell, text));
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.inlines(&definition.term, text);
                    text.push('\n');
                    for meaning in &definition.meanings {
                        self.blocks(meaning, text);
                    }
                }
            }
            BlockKind::Figure(image, caption) => {
                self.inlines(std::slice::from_ref(image), text);
                if let Some(caption) = caption {
                    text.push(' ');
                    text.push_str(caption);
                }
            }
            BlockKind::Html(_) | BlockKind::Rule => {}
        }
    }

    /// （一） before an item; a 款 has none.
    fn item_label(&self, clause: Option<usize>, text: &mut String) {
        if let Some(clause) = clause.and_then(|clause| self.tree.clauses.get(clause)) {
            let label = clause.written(self.source);
            text.push_str(&label);
            if label.ends_with(|c: char| c.is_ascii()) {
                text.push(' ');
            }
        }
    }

    fn row(&self, row: &[Vec<Inline>], text: &mut String) {
        for (at, cell) in row.iter().enumerate() {
            if self.is_compared {
                self.marked_cell(cell, text);
                continue;
            }
            text.push_str(if at > 0 { BETWEEN_CELLS } else { "" });
            self.inlines(cell, text);
        }
        text.push('\n');
    }

    fn marked_cell(&self, cell: &[Inline], text: &mut String) {
        let mut words = String::new();
        self.without_notes().inlines(cell, &mut words);
        text.push(CELL);
        text.push_str(words.replace('\n', " ").trim());
    }

    fn notes_below(&self, cell: &[Inline], text: &mut String) {
        for inline in cell {
            if let Inline::FootnoteReference(index) = inline
                && self.notes
            {
                self.note(*index, text);
                text.push('\n');
            }
        }
    }

    fn inlines(&self, inlines: &[Inline], text: &mut String) {
        for inline in inlines {
            self.inline(inline, text);
        }
    }

    fn inline(&self, inline: &Inline, text: &mut String) {
        match inline {
            Inline::Text(part) | Inline::Code(part) => text.push_str(part.get(self.source)),
            Inline::Link(mention, inner) if inner.is_empty() => {
                text.push_str(&(self.reference)(*mention));
            }
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Strikethrough(inner)
            | Inline::Link(_, inner) => self.inlines(inner, text),
            Inline::Citation(_, span) => text.push_str(&self.source[span.range()]),
            Inline::Image(_, description, _) => text.push_str(description),
            Inline::FootnoteReference(index) if self.notes => self.note(*index, text),
            Inline::SoftBreak { space: true } | Inline::HardBreak => text.push(' '),
            Inline::SoftBreak { space: false } | Inline::FootnoteReference(_) | Inline::Html(_) => {
            }
        }
    }

    /// A footnote as an aside in brackets.
    fn note(&self, index: usize, text: &mut String) {
        let Some(note) = self.tree.footnotes.get(index) else {
            return;
        };
        let mut words = String::new();
        self.without_notes().blocks(&note.blocks, &mut words);
        text.push('（');
        text.push_str(words.trim());
        text.push('）');
    }
}
