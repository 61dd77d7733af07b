use super::clause::Clause;
use crate::diagnostics::Span;

/// The body of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// Top-level blocks in order; an article holds the blocks that belong to it.
    pub blocks: Vec<Block>,
    /// Everything that points somewhere, in order; inlines refer to it by index.
    pub mentions: Vec<Mention>,
    /// Every heading outside of quotes, in order.
    pub headings: Vec<Heading>,
    /// Every clause, each behind the one that it is part of, in order.
    pub clauses: Vec<Clause>,
    /// Footnotes in the order of their first reference.
    pub footnotes: Vec<Footnote>,
}

/// A text that stands in the source as it is, or had to be made (entities, escapes).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// A slice of the document's file.
    Source(Span),
    /// Differs from what is written.
    Owned(Box<str>),
}

impl Text {
    /// The text itself, given the file's.
    pub fn get<'a>(&'a self, source: &'a str) -> &'a str {
        match self {
            Self::Source(span) => &source[span.range()],
            Self::Owned(text) => text,
        }
    }
}

/// A block with the place where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// In the file.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph(Paragraph),
    /// Index into [`Tree::headings`].
    Heading(usize),
    /// 第N条 with everything up to the next article or heading.
    Article(Article),
    /// A quotation.
    Quote(Vec<Block>),
    /// `> [!WARNING]` and its like.
    Alert(AlertKind, Vec<Block>),
    /// Ordered or not.
    List(List),
    /// Code with its language, which may be empty.
    Code(Text, Vec<Text>),
    /// A table with a head.
    Table(Table),
    /// Terms with their meanings.
    Definitions(Vec<Definition>),
    /// A picture that stands alone, with its caption.
    Figure(Inline, Option<Box<str>>),
    /// Raw HTML.
    Html(Vec<Text>),
    /// A line across.
    Rule,
}

impl BlockKind {
    /// Running text without an anchor or a number.
    pub(super) fn paragraph(inlines: Vec<Inline>) -> Self {
        Self::Paragraph(Paragraph {
            inlines,
            anchor: None,
            clause: None,
        })
    }
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text, without the number of the item that it is.
    pub inlines: Vec<Inline>,
    /// The anchor that the author gave it, where it is no clause.
    pub anchor: Option<Box<str>>,
    /// Index into [`Tree::clauses`] where it is a 款, or the first line of an item.
    pub clause: Option<usize>,
}

/// An article of a policy, or a clause of the numbered style that is no title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Index into [`Tree::clauses`].
    pub clause: usize,
    /// 条标: what it is about, where the author says so behind the number.
    pub title: Option<Vec<Inline>>,
    /// What follows the number, then the paragraphs, items and tables that belong to it.
    pub blocks: Vec<Block>,
}

/// The kinds of alert that GitHub knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertKind {
    /// 说明
    Note,
    /// 提示
    Tip,
    /// 重要
    Important,
    /// 注意
    Warning,
    /// 红线
    Caution,
}

impl AlertKind {
    /// The word in the theme's strings and in the class of its box.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The first number, where it is ordered.
    pub start: Option<u64>,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// In the file, from its marker on.
    pub span: Span,
    /// Whether it is done, where it is a task.
    pub task: Option<bool>,
    /// A tight item holds one paragraph.
    pub blocks: Vec<Block>,
    /// Whether its paragraphs are shown without space around them.
    pub tight: bool,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// One a column.
    pub alignments: Vec<Alignment>,
    /// The cells of the head.
    pub head: Vec<Vec<Inline>>,
    /// The cells of each row.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the theme has it.
    None,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right, as figures should.
    Right,
}

/// A term and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// Its meanings.
    pub meanings: Vec<Vec<Block>>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Running text.
    Text(Text),
    /// `code`
    Code(Text),
    /// **strong**
    Strong(Vec<Inline>),
    /// *emphasis*
    Emphasis(Vec<Inline>),
    /// ~~struck out~~
    Strikethrough(Vec<Inline>),
    /// A link of any writing; index into [`Tree::mentions`]. Empty content: the target's title is shown.
    Link(usize, Vec<Inline>),
    /// 《title》第N条; index into [`Tree::mentions`] and the text as written.
    Citation(usize, Span),
    /// A picture; index into [`Tree::mentions`], its description and its caption.
    Image(usize, Box<str>, Option<Box<str>>),
    /// Index into [`Tree::footnotes`].
    FootnoteReference(usize),
    /// Raw HTML.
    Html(Text),
    /// A line end in the source: a space, or nothing between Chinese characters.
    SoftBreak {
        /// Whether it is shown as a space.
        space: bool,
    },
    /// A line end that the author asked for.
    HardBreak,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// Unique in the document.
    pub anchor: Box<str>,
    /// Whether the author gave the anchor.
    pub permanent: bool,
    /// Its text.
    pub inlines: Vec<Inline>,
    /// The heading as it is written.
    pub span: Span,
    /// Index into [`Tree::clauses`] where it is a part, chapter or section with a number.
    pub clause: Option<usize>,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// As the author calls it.
    pub name: Box<str>,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// Something that points somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What to mark when it does not resolve.
    pub span: Span,
    /// What is written there.
    pub kind: MentionKind,
}

/// The ways to point somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// `[text](target)`, an autolink or a reference link.
    Link {
        /// As written, entities and escapes undone.
        target: Box<str>,
    },
    /// `![description](target)`
    Image {
        /// As written.
        target: Box<str>,
    },
    /// `[[ID#clause]]`
    Reference {
        /// Before the `#`.
        id: Box<str>,
        /// After it.
        fragment: Option<Box<str>>,
    },
    /// 《title》第N条, 本办法第N条, 前款.
    Citation {
        /// Which document is meant.
        of: Cited,
        /// The clause, where one is named.
        clause: Option<(super::Locator, Span)>,
    },
}

/// Which document a citation means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cited {
    /// The one with the title between 《 and 》.
    Titled(Span),
    /// 本办法, 本规定: the document itself, if that is what it is.
    Called(Span),
    /// 本条, 前款: the document itself.
    Own,
    /// 第八条 that stands alone: the document itself, unless it mostly speaks of another.
    Bare,
}
