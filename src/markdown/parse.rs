use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::emphasis::{MARK, Marked};
use super::soft_break::is_chinese;
use super::tree::{
    AlertKind, Alignment, Block, BlockKind, Definition, Footnote, Heading, Inline, Item, List,
    Mention, Table, Text, Tree,
};
use super::{citation, numbering, paragraph, slips};
use crate::diagnostics::{
    Diagnostic, MISREAD_ATTRIBUTES, NESTED_TOO_DEEP, Place, Span, TEXT_IN_TABLE,
};

/// What of Markdown's extensions a document may use.
///
/// Subscript is on so that a single `~`, as in 3~5 个工作日, does not strike text out: it is put back as written.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_SUBSCRIPT)
    .union(Options::ENABLE_WIKILINKS);

/// The most blocks and marks that stand inside one another; no author needs as many.
const DEEPEST: usize = 32;

/// About how many bytes of Chinese prose are one event of the parser.
const BYTES_AN_EVENT: usize = 30;

/// Parses the part `body` of `file`, the decoded text of `path`. Spans of the tree are spans of the file.
pub fn parse(path: &Arc<str>, file: &str, body: Span, findings: &mut Vec<Diagnostic>) -> Tree {
    let text = &file[body.range()];
    let marked = Marked::new(text);
    let mut events = Vec::with_capacity(text.len() / BYTES_AN_EVENT);
    events.extend(Parser::new_ext(&marked.text, OPTIONS).into_offset_iter());
    let mut builder = Builder {
        path,
        file,
        offset: body.start as usize,
        marked: &marked,
        events: &events,
        next: 0,
        depth: 0,
        has_wide_marks: slips::has_wide_marks(text),
        mentions: Vec::new(),
        headings: Vec::new(),
        footnote_names: Vec::new(),
        footnotes: BTreeMap::new(),
        findings,
    };
    let blocks = builder.blocks();
    builder.finish(blocks)
}

pub(super) type OffsetEvent<'e> = (Event<'e>, Range<usize>);

/// Walks the events once, front to back.
pub(super) struct Builder<'e, 'f> {
    path: &'e Arc<str>,
    pub(super) file: &'e str,
    offset: usize,
    marked: &'e Marked<'e>,
    pub(super) events: &'e [OffsetEvent<'e>],
    pub(super) next: usize,
    /// How many blocks and marks are open.
    depth: usize,
    /// Whether the text holds full-width brackets or bars by which Markdown can be missed.
    has_wide_marks: bool,
    pub(super) mentions: Vec<Mention>,
    headings: Vec<Heading>,
    footnote_names: Vec<Box<str>>,
    footnotes: BTreeMap<Box<str>, Vec<Block>>,
    pub(super) findings: &'f mut Vec<Diagnostic>,
}

impl<'e> Builder<'e, '_> {
    /// The blocks up to the end of the enclosing one, whose end event is consumed.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.events.get(self.next) {
            match event {
                Event::End(_) => {
                    self.next += 1;
                    break;
                }
                Event::Start(tag) if is_block(tag) => {
                    self.next += 1;
                    blocks.extend(self.block(tag, range));
                }
                Event::Rule => {
                    self.next += 1;
                    blocks.push(self.made(range, BlockKind::Rule));
                }
                // The content of a tight item or definition stands without a paragraph.
                _ => {
                    let before = self.next;
                    let inlines = self.inlines();
                    let end = self.events[self.next.max(before + 1) - 1].1.end;
                    self.report_slips(before, &(range.start..end));
                    let made = self.made(&(range.start..end), BlockKind::paragraph(inlines));
                    blocks.push(made);
                }
            }
        }
        blocks
    }

    fn block(&mut self, tag: &'e Tag<'e>, range: &Range<usize>) -> Option<Block> {
        if !self.enter(range) {
            let inlines = self.flat();
            return Some(self.made(range, BlockKind::paragraph(inlines)));
        }
        let block = self.block_inside(tag, range);
        self.leave();
        block
    }

    /// Goes one level deeper, or reports that this is too deep: what follows would not end well, here or in a browser.
    pub(super) fn enter(&mut self, range: &Range<usize>) -> bool {
        if self.depth < DEEPEST {
            self.depth += 1;
            return true;
        }
        let place = self.place(self.trimmed(range));
        self.findings.push(Diagnostic::new(&NESTED_TOO_DEEP, place));
        false
    }

    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// The text of a block that is open, up to its end, whatever stands in it.
    fn flat(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        let mut open = 1_usize;
        while let Some((event, range)) = self.events.get(self.next) {
            self.next += 1;
            match event {
                Event::Start(tag) => {
                    open += 1;
                    if is_block(tag) && !inlines.is_empty() {
                        inlines.push(Inline::HardBreak);
                    }
                }
                Event::End(_) => open -= 1,
                other => self.inline(other, range, &mut inlines),
            }
            if open == 0 {
                break;
            }
        }
        inlines
    }

    fn block_inside(&mut self, tag: &'e Tag<'e>, range: &Range<usize>) -> Option<Block> {
        let kind = match tag {
            Tag::Paragraph => {
                let before = self.next;
                let inlines = self.inlines_of_block();
                self.report_slips(before, range);
                paragraph::figure(inlines)
            }
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                if !attrs.is_empty() || !classes.is_empty() {
                    self.misread_attributes(range);
                }
                self.heading(*level as u8, id.as_deref(), range)?
            }
            Tag::BlockQuote(None) => BlockKind::Quote(self.blocks()),
            Tag::BlockQuote(Some(kind)) => BlockKind::Alert(alert(*kind), self.blocks()),
            Tag::CodeBlock(CodeBlockKind::Indented) => self.indented(),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => self.code(info),
            Tag::HtmlBlock => BlockKind::Html(self.texts()),
            Tag::List(start) => self.list(*start, range),
            Tag::Table(alignments) => self.table(alignments),
            Tag::DefinitionList => self.definitions(),
            Tag::FootnoteDefinition(name) => {
                let blocks = self.blocks();
                self.footnotes.entry(name.as_ref().into()).or_insert(blocks);
                return None;
            }
            // Metadata blocks are not enabled; what else is no block never comes here.
            _ => BlockKind::Quote(self.blocks()),
        };
        Some(self.made(range, kind))
    }

    fn made(&self, range: &Range<usize>, kind: BlockKind) -> Block {
        Block {
            span: self.span(range),
            kind,
        }
    }

    /// What of a paragraph's text was meant as Markdown; its events begin with that at `first`.
    fn report_slips(&mut self, first: usize, range: &Range<usize>) {
        let span = self.span(range);
        if !self.has_wide_marks && !slips::has_marks(&self.file[span.range()]) {
            return;
        }
        let start = span.start as usize;
        let text = self.without_what_was_read(first, span);
        for (code, at) in slips::slips(&text) {
            let written = &self.file[start + at.start..start + at.end];
            let place = self.place(Span::new(start + at.start, start + at.end));
            self.findings
                .push(Diagnostic::new(code, place).with("written", written));
        }
    }

    /// The source of a paragraph, with blanks for links, code and HTML.
    fn without_what_was_read(&self, first: usize, span: Span) -> String {
        let mut bytes = self.file[span.range()].as_bytes().to_vec();
        let events = &self.events[first..self.next];
        let read = events.iter().filter(|(event, _)| {
            matches!(
                event,
                Event::Start(Tag::Link { .. } | Tag::Image { .. })
                    | Event::Code(_)
                    | Event::InlineHtml(_)
                    | Event::Html(_)
                    | Event::FootnoteReference(_)
            )
        });
        for (_, range) in read {
            let inside = self.span(range);
            let [from, to] = [inside.start, inside.end].map(|at| {
                let at = at.saturating_sub(span.start) as usize;
                at.min(bytes.len())
            });
            bytes[from..to].fill(b' ');
        }
        // Whole events are blanked, and they begin and end between characters.
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Braces behind a heading that hold more than its anchor.
    fn misread_attributes(&mut self, heading: &Range<usize>) {
        let whole = self.trimmed(heading);
        let written = self.file[whole.range()].trim_end_matches(['#', ' ']);
        let start = whole.start as usize;
        let span = Span::new(
            start + written.rfind('{').unwrap_or(0),
            start + written.len(),
        );
        let finding = Diagnostic::new(&MISREAD_ATTRIBUTES, Place::new(self.path, span));
        self.findings
            .push(finding.with("written", &self.file[span.range()]));
    }

    /// A heading; one that says nothing and has no name, as Word leaves them, is none.
    fn heading(&mut self, level: u8, id: Option<&str>, range: &Range<usize>) -> Option<BlockKind> {
        let inlines = self.inlines_of_block();
        if inlines.is_empty() && id.is_none() {
            return None;
        }
        self.headings.push(Heading {
            level,
            anchor: id.unwrap_or_default().into(),
            permanent: id.is_some(),
            inlines,
            span: self.trimmed(range),
            clause: None,
        });
        Some(BlockKind::Heading(self.headings.len() - 1))
    }

    fn code(&mut self, info: &str) -> BlockKind {
        let language = info.split_whitespace().next().unwrap_or_default().into();
        BlockKind::Code(Text::Owned(language), self.texts())
    }

    /// Four spaces before a line of Chinese are Word's indentation, not code.
    fn indented(&mut self) -> BlockKind {
        let lines = self.texts();
        let begins_chinese = |line: &Text| line.get(self.file).trim_start().starts_with(is_chinese);
        if !lines.first().is_some_and(begins_chinese) {
            return BlockKind::Code(Text::Owned("".into()), lines);
        }
        let mut inlines = Vec::new();
        for line in lines {
            if !inlines.is_empty() {
                inlines.push(Inline::SoftBreak { space: false });
            }
            inlines.push(Inline::Text(self.without_end(line)));
        }
        BlockKind::paragraph(inlines)
    }

    /// A line of text without its end.
    fn without_end(&self, line: Text) -> Text {
        match line {
            Text::Source(span) => {
                let length = self.file[span.range()].trim_end().len();
                let start = span.start as usize;
                Text::Source(Span::new(start, start + length))
            }
            Text::Owned(text) => Text::Owned(text.trim_end().into()),
        }
    }

    /// The texts up to the end of a code or HTML block.
    fn texts(&mut self) -> Vec<Text> {
        let mut texts = Vec::new();
        while let Some((event, range)) = self.events.get(self.next) {
            self.next += 1;
            match event {
                Event::Text(text) | Event::Html(text) => texts.push(self.text(text, range)),
                _ => break,
            }
        }
        texts
    }

    fn list(&mut self, start: Option<u64>, range: &Range<usize>) -> BlockKind {
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), range)) = self.events.get(self.next) {
            self.next += 1;
            items.push(self.item(range));
        }
        self.next += 1;
        debug_assert!(!items.is_empty(), "a list without items at {range:?}");
        BlockKind::List(List { start, items })
    }

    fn item(&mut self, range: &Range<usize>) -> Item {
        let tight = !matches!(
            self.events.get(self.next),
            Some((Event::Start(Tag::Paragraph), _))
        );
        let marker_at = self.next + usize::from(!tight);
        let task = match self.events.get(marker_at) {
            Some((Event::TaskListMarker(done), _)) => Some(*done),
            _ => None,
        };
        Item {
            span: self.span(range),
            task,
            blocks: self.blocks(),
            tight,
        }
    }

    fn table(&mut self, alignments: &[pulldown_cmark::Alignment]) -> BlockKind {
        let mut head = Vec::new();
        let mut rows = Vec::new();
        while let Some((event, range)) = self.events.get(self.next) {
            self.next += 1;
            match event {
                Event::Start(Tag::TableHead) => head = self.row(),
                Event::Start(Tag::TableRow) => {
                    self.report_text_in_table(range);
                    rows.push(self.row());
                }
                _ => break,
            }
        }
        BlockKind::Table(Table {
            alignments: alignments.iter().map(|a| alignment(*a)).collect(),
            head,
            rows,
        })
    }

    /// A table goes on to the next empty line, whatever follows it.
    fn report_text_in_table(&mut self, range: &Range<usize>) {
        let span = self.trimmed(range);
        if !self.file[span.range()].contains('|') {
            let place = self.place(span);
            self.findings.push(Diagnostic::new(&TEXT_IN_TABLE, place));
        }
    }

    fn row(&mut self) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        while let Some((Event::Start(Tag::TableCell), _)) = self.events.get(self.next) {
            self.next += 1;
            cells.push(self.inlines_of_block());
        }
        self.next += 1;
        cells
    }

    fn definitions(&mut self) -> BlockKind {
        let mut definitions: Vec<Definition> = Vec::new();
        while let Some((event, _)) = self.events.get(self.next) {
            self.next += 1;
            match event {
                Event::Start(Tag::DefinitionListTitle) => definitions.push(Definition {
                    term: self.inlines_of_block(),
                    meanings: Vec::new(),
                }),
                Event::Start(Tag::DefinitionListDefinition) => {
                    let meaning = self.blocks();
                    if let Some(last) = definitions.last_mut() {
                        last.meanings.push(meaning);
                    }
                }
                _ => break,
            }
        }
        BlockKind::Definitions(definitions)
    }

    /// The inlines of a block and its end event.
    fn inlines_of_block(&mut self) -> Vec<Inline> {
        let inlines = self.inlines();
        self.next += 1;
        inlines
    }

    /// The index of the footnote with this name, by first reference.
    pub(super) fn footnote(&mut self, name: &str) -> usize {
        let known = self
            .footnote_names
            .iter()
            .position(|known| **known == *name);
        known.unwrap_or_else(|| {
            self.footnote_names.push(name.into());
            self.footnote_names.len() - 1
        })
    }

    /// A text of an event: a span where it stands in the file as it is.
    pub(super) fn text(&self, text: &str, range: &Range<usize>) -> Text {
        if self.marked.text.get(range.clone()) == Some(text) {
            Text::Source(self.span(range))
        } else if text.contains(MARK) {
            Text::Owned(text.replace(MARK, "").into())
        } else {
            Text::Owned(text.into())
        }
    }

    /// The span in the file of an event's range.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        self.marked.original(range).shifted(self.offset)
    }

    fn trimmed(&self, range: &Range<usize>) -> Span {
        let span = self.span(range);
        let written = self.file[span.range()].trim_end();
        Span::new(span.start as usize, span.start as usize + written.len())
    }

    /// The place of a span of the file.
    pub(super) fn place(&self, span: Span) -> Place {
        Place::new(self.path, span)
    }

    fn finish(mut self, blocks: Vec<Block>) -> Tree {
        let mut footnotes = std::mem::take(&mut self.footnotes);
        let referenced = std::mem::take(&mut self.footnote_names)
            .into_iter()
            .map(|name| Footnote {
                blocks: footnotes.remove(&name).unwrap_or_default(),
                name,
            })
            .collect::<Vec<_>>();
        // A note that nothing refers to is still the author's text.
        let others = footnotes
            .into_iter()
            .map(|(name, blocks)| Footnote { name, blocks });
        let tree = Tree {
            blocks,
            mentions: self.mentions,
            headings: self.headings,
            clauses: Vec::new(),
            footnotes: referenced.into_iter().chain(others).collect(),
        };
        let mut tree = numbering::number(self.path, self.file, tree, self.findings);
        citation::mark(&mut tree, self.file);
        tree
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// Whether an end event closes an inline, so that the inlines go on behind it.
pub(super) fn is_inline_end(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// Whether an event is part of a line.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !is_block(tag),
        Event::End(end) => is_inline_end(*end),
        Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}

fn alert(kind: BlockQuoteKind) -> AlertKind {
    match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
