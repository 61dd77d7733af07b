use std::collections::HashMap;
use std::sync::Arc;

use super::anchor::{Anchors, is_reserved_anchor};
use super::clause::{Clause, ClauseKind, ClauseNumber};
use super::label::{Label, SPACES, label};
use super::line;
use super::marker::{Marker, Style, marker};
use super::order::Order;
use super::outline::{NumberPath, NumberWidth, Role, is_title, outline};
use super::paragraph::{OwnAttributes, take_attributes};
use super::pieces::{Piece, pieces};
use super::plain_inlines;
use super::tree::{Article, Block, BlockKind, Heading, Inline, Paragraph, Text, Tree};
use crate::diagnostics::{
    Code, DUPLICATE_ANCHOR, Diagnostic, LITERAL_EMPHASIS, MISREAD_ATTRIBUTES, Place,
    RESERVED_ANCHOR, Span,
};

/// Finds the clauses of a tree, gathers under each article what belongs to it, and gives everything its anchor.
pub(super) fn number(
    path: &Arc<str>,
    file: &str,
    mut tree: Tree,
    findings: &mut Vec<Diagnostic>,
) -> Tree {
    let blocks = std::mem::take(&mut tree.blocks);
    let outlined = outline(pieces(blocks, file), &tree.headings, file);
    let has_parts = has_parts(&outlined.pieces, &tree.headings);
    let mut numbering = Numbering {
        path,
        file,
        has_parts,
        wraps: outlined.wraps,
        headings: std::mem::take(&mut tree.headings),
        clauses: Vec::new(),
        anchors: Anchors::default(),
        address: String::new(),
        within: Within::default(),
        divisions: Vec::new(),
        orders: Orders::default(),
        levels: Vec::new(),
        holder: None,
        numbered: HashMap::new(),
        out: Vec::with_capacity(outlined.pieces.len()),
        findings,
    };
    numbering.take_permanent_headings();
    numbering.walk(outlined.pieces);
    numbering.report_faults();
    numbering.close_spans();
    numbering.name_other_headings();
    // Most of a portal's memory are these, and they grow no more.
    numbering.out.shrink_to_fit();
    numbering.clauses.shrink_to_fit();
    let mut tree = Tree {
        blocks: numbering.out,
        headings: numbering.headings,
        clauses: numbering.clauses,
        ..tree
    };
    sort_headings(&mut tree);
    tree
}

/// A number in digits, without the formatter and a text of its own, since every 款 and item has one.
fn push_number(text: &mut String, number: u32) {
    if number > 9 {
        push_number(text, number / 10);
    }
    text.extend(char::from_digit(number % 10, 10));
}

/// How a document is divided into 编.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parts {
    None,
    /// 第一编
    Numbered,
    /// 物权编: the headings of the first level are parts, without their numbers.
    Named,
}

/// Some headings say that they are 编, or there are several top headings with chapters below them.
fn has_parts(pieces: &[(Piece, Role)], headings: &[Heading]) -> Parts {
    let is_kind = |wanted: ClauseKind| move |role: &Role| matches!(role, Role::Division(kind, _) if *kind == wanted);
    let level = |piece: &Piece| match piece.block.kind {
        BlockKind::Heading(index) => headings[index].level,
        _ => u8::MAX,
    };
    let tops = pieces.iter().filter(|(piece, _)| level(piece) == 1).count();
    let is_chapter = is_kind(ClauseKind::Chapter);
    if pieces
        .iter()
        .any(|(_, role)| is_kind(ClauseKind::Part)(role))
    {
        Parts::Numbered
    } else if tops > 1
        && pieces
            .iter()
            .any(|(piece, role)| level(piece) > 1 && is_chapter(role))
    {
        Parts::Named
    } else {
        Parts::None
    }
}

/// Where in the document's division the walk stands.
#[derive(Debug, Default)]
struct Within {
    appendix: u32,
    part: u32,
    chapter: Option<ClauseNumber>,
}

impl Within {
    fn appendix(&self) -> String {
        match self.appendix {
            0 => String::new(),
            n => format!("x{n}-"),
        }
    }

    fn prefix(&self) -> String {
        let part = match self.part {
            0 => String::new(),
            n => format!("p{n}-"),
        };
        self.appendix() + &part
    }

    fn address(&self, kind: ClauseKind, number: ClauseNumber) -> String {
        match kind {
            ClauseKind::Appendix => format!("x{number}"),
            ClauseKind::Part => format!("{}p{number}", self.appendix()),
            ClauseKind::SubPart => format!("{}p{}.{number}", self.appendix(), self.part),
            ClauseKind::Chapter => format!("{}c{number}", self.prefix()),
            ClauseKind::Section => {
                let chapter = self.chapter.unwrap_or(ClauseNumber::plain(0));
                format!("{}s{chapter}-{number}", self.prefix())
            }
            // Nearly all that have an address are articles of the body.
            _ if self.appendix == 0 && number.inserted == 0 => {
                let mut address = String::from("a");
                push_number(&mut address, number.number);
                address
            }
            _ => format!("{}a{number}", self.appendix()),
        }
    }

    fn enter(&mut self, kind: ClauseKind, number: ClauseNumber) {
        match kind {
            ClauseKind::Appendix => {
                *self = Self {
                    appendix: number.number,
                    ..Self::default()
                }
            }
            ClauseKind::Part => {
                self.part = number.number;
                self.chapter = None;
            }
            ClauseKind::Chapter => self.chapter = Some(number),
            _ => {}
        }
    }
}

/// The numbers seen so far, each among its own.
#[derive(Debug, Default)]
struct Orders {
    appendices: Order,
    parts: Order,
    sub_parts: Order,
    chapters: Order,
    sections: Order,
    articles: Order,
    /// Numbered clauses by the numbers above them.
    numbered: HashMap<Vec<u32>, Order>,
    /// The last number of each level of them: the lower ones may run on through the higher.
    last_at: Vec<ClauseNumber>,
    /// What was wrong with those to which nothing comes any more.
    faults: Vec<(&'static Code, Span)>,
}

impl Orders {
    fn push(&mut self, kind: ClauseKind, number: ClauseNumber, label: Span) {
        match kind {
            ClauseKind::Appendix => {
                self.finish(&[ClauseKind::Part, ClauseKind::Article]);
                self.chapters = Order::default();
                self.last_at = Vec::new();
                let numbered = std::mem::take(&mut self.numbered);
                self.faults
                    .extend(numbered.values().flat_map(Order::faults));
                self.appendices.push(number, label);
            }
            ClauseKind::Part => {
                self.finish(&[ClauseKind::SubPart]);
                self.parts.push(number, label);
            }
            ClauseKind::SubPart => self.sub_parts.push(number, label),
            ClauseKind::Chapter => {
                self.finish(&[ClauseKind::Section]);
                self.chapters.push(number, label);
            }
            ClauseKind::Section => self.sections.push(number, label),
            _ => self.articles.push(number, label),
        }
    }

    fn push_numbered(&mut self, path: &[u32], label: Span) {
        let Some((last, above)) = path.split_last() else {
            return;
        };
        let number = ClauseNumber::plain(*last);
        let before = self.last_at.get(above.len()).copied();
        let order = self.numbered.entry(above.to_vec());
        order
            .or_insert_with(|| Order::behind(before))
            .push(number, label);
        self.last_at
            .resize(path.len().max(self.last_at.len()), ClauseNumber::plain(0));
        self.last_at[above.len()] = number;
    }

    /// Closes what is counted within divisions of these kinds, and begins it anew.
    fn finish(&mut self, kinds: &[ClauseKind]) {
        let closes = |kind: ClauseKind| kinds.iter().any(|from| *from <= kind);
        let own = [
            (ClauseKind::Part, &mut self.parts),
            (ClauseKind::SubPart, &mut self.sub_parts),
            (ClauseKind::Chapter, &mut self.chapters),
            (ClauseKind::Section, &mut self.sections),
        ];
        for (kind, order) in own {
            if closes(kind) {
                // Chapters may run on through the parts.
                let next = Order::behind(order.last().filter(|_| kind == ClauseKind::Chapter));
                self.faults.extend(std::mem::replace(order, next).faults());
            }
        }
        if kinds.contains(&ClauseKind::Article) {
            self.faults
                .extend(std::mem::take(&mut self.articles).faults());
        }
    }

    /// Takes down what is wrong with an order to which nothing comes any more.
    fn settle(&mut self, order: &Order) {
        self.faults.extend(order.faults());
    }

    /// What is wrong with any of them, in the order of the text. Appendices are called, not counted.
    fn faults(mut self) -> Vec<(&'static Code, Span)> {
        self.finish(&[ClauseKind::Part, ClauseKind::Article]);
        let mut faults = self.faults;
        faults.extend(self.numbered.values().flat_map(Order::faults));
        faults.sort_by_key(|(_, label)| label.start);
        faults
    }
}

/// An article or numbered clause while its text is being gathered.
#[derive(Debug)]
struct Holder {
    clause: usize,
    /// Whether its blocks go into an article's block; a title's follow it.
    is_article: bool,
    paragraphs: u32,
    /// The 款 that the walk is in.
    paragraph: Option<usize>,
    items: Vec<OpenItem>,
}

/// A list that is open, with its last item.
#[derive(Debug)]
struct OpenItem {
    style: Style,
    depth: u8,
    clause: usize,
    order: Order,
}

/// The number of an item and how much of the line it is.
#[derive(Clone, Copy, Debug)]
struct ItemNumber {
    style: Style,
    number: u32,
    /// Bytes of indentation and marker in the text; the label's place where Markdown took it off.
    written: Result<(usize, usize), Span>,
}

impl ItemNumber {
    /// A marker behind `indent` bytes of white space.
    fn of(found: Marker, indent: usize) -> Self {
        Self {
            style: found.style,
            number: found.number,
            written: Ok((indent, found.length)),
        }
    }
}

/// How many bytes of an article's first line are its title; `more` where more of the article follows it.
fn title_length(text: &str, more: bool) -> Option<usize> {
    const LONGEST: usize = 24;
    if marker(text).is_some() {
        return None;
    }
    let bracketed = text.strip_prefix('（').and_then(|inner| inner.find('）'));
    let length = match bracketed {
        Some(end) => "（".len() + end + "）".len(),
        None => text.len(),
    };
    let (title, behind) = (&text[..length], text[length..].trim());
    let follows = more || (bracketed.is_some() && !behind.is_empty());
    let is_short = title.chars().take(LONGEST + 1).count() <= LONGEST;
    let is_whole = bracketed.is_none() || behind.is_empty() || is_text(behind);
    (follows && is_short && is_whole && is_title(title) && title != "（删除）").then_some(length)
}

/// Whether what stands behind a title in brackets can be an article's text, and not the rest of a sentence.
fn is_text(behind: &str) -> bool {
    !behind.starts_with(['、', '，', '。', '；', '：', '的'])
}

/// For each style, the number of the next item of the same clause; 0 where none comes.
type NextItems = [u32; Style::COUNT];

struct Numbering<'a, 'f> {
    path: &'a Arc<str>,
    file: &'a str,
    has_parts: Parts,
    /// Whether the document breaks its lines in the middle of sentences.
    wraps: bool,
    headings: Vec<Heading>,
    clauses: Vec<Clause>,
    anchors: Anchors,
    /// Where addresses are written before they are given out: there are very many, and each is given out once.
    address: String,
    within: Within,
    /// The divisions that are open: heading's level and clause.
    divisions: Vec<(ClauseKind, u8, usize)>,
    orders: Orders,
    /// The numbers that are open in an official document: level and number.
    levels: Vec<(u32, u32)>,
    holder: Option<Holder>,
    /// The numbered clauses of the document or appendix, by their path.
    numbered: HashMap<Vec<u32>, usize>,
    out: Vec<Block>,
    findings: &'f mut Vec<Diagnostic>,
}

impl Numbering<'_, '_> {
    /// Anchors that authors give come first: what is made up must give way to them.
    fn take_permanent_headings(&mut self) {
        for index in 0..self.headings.len() {
            if self.headings[index].permanent {
                let anchor = self.headings[index].anchor.clone();
                let span = self.headings[index].span;
                self.take_permanent(&anchor, span);
            }
        }
    }

    fn take_permanent(&mut self, anchor: &str, span: Span) {
        let place = Place::new(self.path, self.anchor_span(anchor, span));
        if is_reserved_anchor(anchor) {
            self.findings.push(
                Diagnostic::new(&RESERVED_ANCHOR, place)
                    .with("anchor", anchor)
                    .with("example", format!("{anchor}-rule")),
            );
        } else if !self.anchors.take(anchor) {
            self.findings
                .push(Diagnostic::new(&DUPLICATE_ANCHOR, place).with("anchor", anchor));
        }
    }

    fn anchor_span(&self, anchor: &str, span: Span) -> Span {
        let at = self.file[span.range()].rfind(anchor).unwrap_or(0);
        let start = span.start as usize + at;
        Span::new(start, start + anchor.len())
    }

    fn walk(&mut self, outlined: Vec<(Piece, Role)>) {
        let next_items = next_items(&outlined, self.file);
        let more: Vec<bool> = (0..outlined.len())
            .map(|at| {
                outlined.get(at + 1).is_some_and(|(piece, role)| {
                    matches!(role, Role::Text | Role::Other)
                        && !(self.wraps && piece.joined.is_some())
                })
            })
            .collect();
        for (index, (piece, role)) in outlined.into_iter().enumerate() {
            match role {
                Role::Division(kind, number) => self.division_piece(piece, kind, number),
                Role::Appendix(number) => {
                    let number = ClauseNumber::plain(number);
                    self.division_piece(piece, ClauseKind::Appendix, number);
                }
                Role::Article(found) => self.article(piece, &found, more[index]),
                Role::Numbered(path, width) => self.numbered(piece, path, width),
                Role::Heading => self.other_heading(piece),
                Role::Text => self.text(piece, next_items.get(index).copied().unwrap_or_default()),
                Role::Quoted => self.append(piece.block),
                Role::Aside => self.aside(piece),
                Role::Other => self.append(piece.block),
            }
        }
    }

    /// Puts a block where the text of the clause that is open goes.
    fn append(&mut self, block: Block) {
        let into_article = self.holder.as_ref().is_some_and(|holder| holder.is_article);
        match self.out.last_mut().map(|last| &mut last.kind) {
            Some(BlockKind::Article(article)) if into_article => {
                if article.blocks.is_empty() {
                    // Most articles have one 款, and there are very many of them.
                    article.blocks.reserve_exact(1);
                }
                article.blocks.push(block);
            }
            _ => self.out.push(block),
        }
    }

    fn last_block(&mut self) -> Option<&mut Block> {
        let into_article = self.holder.as_ref().is_some_and(|holder| holder.is_article);
        if into_article
            && matches!(&self.out.last()?.kind, BlockKind::Article(article) if !article.blocks.is_empty())
        {
            let BlockKind::Article(article) = &mut self.out.last_mut()?.kind else {
                return None;
            };
            return article.blocks.last_mut();
        }
        if into_article {
            None
        } else {
            self.out.last_mut()
        }
    }

    fn report_faults(&mut self) {
        self.close();
        for (code, label) in std::mem::take(&mut self.orders).faults() {
            let written = self.file[label.range()].trim().replace(['\\', '*'], "");
            let place = Place::new(self.path, label);
            self.findings
                .push(Diagnostic::new(code, place).with("clause", written));
        }
    }

    /// Leaves the clause whose text was being gathered.
    fn close(&mut self) {
        if let Some(holder) = self.holder.take() {
            let lists = holder.items.iter();
            lists.for_each(|open| self.orders.settle(&open.order));
        }
    }

    fn division_piece(&mut self, piece: Piece, kind: ClauseKind, number: ClauseNumber) {
        let index = match piece.block.kind {
            BlockKind::Heading(index) => index,
            BlockKind::Paragraph(paragraph) => {
                let level = 2
                    + u8::from(self.within.part > 0 && kind > ClauseKind::Part)
                    + u8::from(kind == ClauseKind::Section);
                self.new_heading(paragraph.inlines, piece.block.span, level)
            }
            _ => return,
        };
        self.division(index, kind, number);
        self.out.push(Block {
            span: piece.block.span,
            kind: BlockKind::Heading(index),
        });
    }

    /// A heading that the source writes as a plain line.
    fn new_heading(&mut self, mut inlines: Vec<Inline>, span: Span, level: u8) -> usize {
        line::trim_start(&mut inlines, self.file);
        let own = self.take_attributes(&mut inlines);
        let (anchor, permanent) = match own.id {
            Some((id, span)) => {
                self.take_permanent(&id, span);
                (id, true)
            }
            None => ("".into(), false),
        };
        self.headings.push(Heading {
            level: level.min(6),
            anchor,
            permanent,
            inlines,
            span,
            clause: None,
        });
        self.headings.len() - 1
    }

    fn division(&mut self, index: usize, kind: ClauseKind, number: ClauseNumber) {
        let wanted = self.within.address(kind, number);
        self.within.enter(kind, number);
        let span = self.headings[index].span;
        self.orders.push(kind, number, self.label_span(span));
        self.leave(kind);
        self.open_division(index, kind, number, &wanted);
    }

    fn open_division(
        &mut self,
        index: usize,
        kind: ClauseKind,
        number: ClauseNumber,
        wanted: &str,
    ) {
        let anchor = self.anchors.unique(wanted);
        let parent = self.divisions.last().map(|(_, _, clause)| *clause);
        let heading = &mut self.headings[index];
        let permanent = heading.permanent.then(|| heading.anchor.clone());
        heading.anchor = anchor.clone();
        heading.clause = Some(self.clauses.len());
        let (level, span) = (heading.level, heading.span);
        self.divisions.push((kind, level, self.clauses.len()));
        self.clauses.push(Clause {
            kind,
            number,
            anchor,
            permanent,
            red_line: false,
            parent,
            label: span,
            span,
        });
    }

    /// 第三章 alone of a heading's line.
    fn label_span(&self, heading: Span) -> Span {
        let written = &self.file[heading.range()];
        let marks = written.len()
            - written
                .trim_start_matches(['#', '*', ' ', '\u{3000}'])
                .len();
        let length = label(&written[marks..]).map_or(written.len() - marks, |found| found.length);
        let start = heading.start as usize + marks;
        Span::new(start, start + length)
    }

    /// Closes what a division of this kind ends.
    fn leave(&mut self, kind: ClauseKind) {
        self.close();
        self.levels.clear();
        if kind == ClauseKind::Appendix {
            self.numbered.clear();
            self.divisions.clear();
        }
        while self
            .divisions
            .last()
            .is_some_and(|(open, _, _)| *open >= kind)
        {
            self.divisions.pop();
        }
    }

    fn other_heading(&mut self, piece: Piece) {
        let BlockKind::Heading(index) = piece.block.kind else {
            return;
        };
        let level = self.headings[index].level;
        if self.has_parts == Parts::Named && level == 1 {
            // Written without its number, as 物权编: it counts all the same.
            let number = ClauseNumber::plain(self.within.part + 1);
            self.division(index, ClauseKind::Part, number);
        } else {
            self.close();
            self.levels.clear();
            while self
                .divisions
                .last()
                .is_some_and(|(_, open, _)| *open >= level)
            {
                self.divisions.pop();
            }
        }
        self.out.push(piece.block);
    }

    fn parent(&self) -> Option<usize> {
        self.divisions.last().map(|(_, _, clause)| *clause)
    }

    fn article(&mut self, piece: Piece, found: &Label, more: bool) {
        let span = piece.block.span;
        let (mut rest, heading) = match piece.block.kind {
            BlockKind::Heading(index) => (self.headings[index].inlines.clone(), Some(index)),
            BlockKind::Paragraph(paragraph) => (paragraph.inlines, None),
            _ => return,
        };
        let indent = line::indent(&line::start(&rest, self.file));
        line::cut(&mut rest, indent, self.file);
        let label = line::cut(&mut rest, found.length, self.file).unwrap_or(span);
        let space = line::behind_number(&line::start(&rest, self.file));
        line::cut(&mut rest, space, self.file);
        self.forget_marks(span);
        let own = self.take_attributes(&mut rest);
        let wanted = self.within.address(ClauseKind::Article, found.number);
        self.orders.push(ClauseKind::Article, found.number, label);
        let clause = self.open(ClauseKind::Article, found.number, &wanted, label, span, own);
        if let Some(index) = heading {
            if self.headings[index].permanent {
                self.clauses[clause].permanent = Some(self.headings[index].anchor.clone());
            }
            self.headings[index].clause = Some(clause);
            self.headings[index].anchor = self.clauses[clause].anchor.clone();
        }
        self.open_article_block(clause, rest, span, more);
    }

    /// The marks of a label's bold that does not close are taken off with it, so nothing is left to report.
    fn forget_marks(&mut self, line: Span) {
        let written = self.file[line.range()].trim_start_matches(SPACES);
        if written.starts_with("**第") {
            self.findings.retain(|finding| {
                let at = finding.place.span;
                let is_inside = line.start <= at.start && at.end <= line.end;
                !(is_inside && finding.code == &LITERAL_EMPHASIS)
            });
        }
    }

    /// The article's block with what stands behind its number: a title where more follows, else its first 款.
    fn open_article_block(&mut self, clause: usize, mut rest: Vec<Inline>, span: Span, more: bool) {
        let title = self.take_title(&mut rest, more);
        let start = self.clauses[clause].label.start;
        self.out.push(Block {
            span: Span { start, ..span },
            kind: BlockKind::Article(Article {
                clause,
                title,
                blocks: Vec::new(),
            }),
        });
        self.close();
        self.holder = Some(Holder {
            clause,
            is_article: true,
            paragraphs: 0,
            paragraph: None,
            items: Vec::new(),
        });
        if rest.is_empty() {
            return;
        }
        let own = line::span(&rest, span);
        let start = line::start(&rest, self.file);
        match marker(&start) {
            Some(found) if found.number == 1 => {
                let number = ItemNumber::of(found, 0);
                self.item(rest, own, 0, number);
            }
            _ => self.paragraph(rest, own),
        }
    }

    /// 住宿标准 or （住宿标准） in front of an article's text.
    fn take_title(&self, rest: &mut Vec<Inline>, more: bool) -> Option<Vec<Inline>> {
        let length = title_length(&line::start(rest, self.file), more)?;
        let mut title = rest.clone();
        line::keep(&mut title, length, self.file);
        line::cut(rest, length, self.file);
        line::trim_start(rest, self.file);
        Some(title)
    }

    fn open(
        &mut self,
        kind: ClauseKind,
        number: ClauseNumber,
        wanted: &str,
        label: Span,
        span: Span,
        own: OwnAttributes,
    ) -> usize {
        let permanent = own.id.map(|(id, span)| {
            self.take_permanent(&id, span);
            id
        });
        let clause = Clause {
            kind,
            number,
            anchor: self.anchors.unique(wanted),
            permanent,
            red_line: own.red_line,
            parent: self.parent(),
            label,
            span: Span {
                start: label.start,
                ..span
            },
        };
        self.clauses.push(clause);
        self.clauses.len() - 1
    }

    fn numbered(&mut self, piece: Piece, written: NumberPath, width: NumberWidth) {
        let path = self.number_path(written);
        let Some(last) = path.last() else {
            return;
        };
        let number = ClauseNumber::plain(*last);
        let digits: Vec<String> = path.iter().map(ToString::to_string).collect();
        let wanted = format!("{}n{}", self.within.appendix(), digits.join("."));
        let span = piece.block.span;
        let (mut rest, heading) = match piece.block.kind {
            BlockKind::Heading(index) => (self.headings[index].inlines.clone(), Some(index)),
            BlockKind::Paragraph(paragraph) => (paragraph.inlines, None),
            _ => return,
        };
        let whole = rest.clone();
        let label = match piece.item {
            Some(item) => item.label,
            None => {
                let indent = line::indent(&line::start(&rest, self.file));
                line::cut(&mut rest, indent, self.file);
                line::cut(&mut rest, width.length, self.file).unwrap_or(span)
            }
        };
        line::trim_start(&mut rest, self.file);
        self.orders.push_numbered(&path, label);
        let clause = self.clauses.len();
        if width.is_title {
            let depth = u8::try_from(path.len()).unwrap_or(5);
            let index = heading.unwrap_or_else(|| self.new_heading(whole, span, depth + 1));
            self.numbered_title(index, number, &wanted, label, span);
        } else {
            let own = self.take_attributes(&mut rest);
            self.open(ClauseKind::Numbered, number, &wanted, label, span, own);
            self.open_article_block(clause, rest, span, false);
        }
        self.adopt(clause, &path);
    }

    /// Where the number stands: a decimal one says so itself, an official one by the styles above it.
    fn number_path(&mut self, written: NumberPath) -> Vec<u32> {
        let (level, number) = match written {
            NumberPath::Decimal(path) => return path,
            NumberPath::Official { level, number } => (level, number),
        };
        while self.levels.last().is_some_and(|(open, _)| *open >= level) {
            self.levels.pop();
        }
        self.levels.push((level, number));
        self.levels.iter().map(|(_, number)| *number).collect()
    }

    /// A numbered title: a heading, and what follows is its text.
    fn numbered_title(
        &mut self,
        index: usize,
        number: ClauseNumber,
        wanted: &str,
        label: Span,
        span: Span,
    ) {
        let anchor = self.anchors.unique(wanted);
        let heading = &mut self.headings[index];
        let permanent = heading.permanent.then(|| heading.anchor.clone());
        heading.anchor = anchor.clone();
        heading.clause = Some(self.clauses.len());
        self.close();
        self.holder = Some(Holder {
            clause: self.clauses.len(),
            is_article: false,
            paragraphs: 0,
            paragraph: None,
            items: Vec::new(),
        });
        self.clauses.push(Clause {
            kind: ClauseKind::Numbered,
            number,
            anchor,
            permanent,
            red_line: false,
            parent: self.parent(),
            label,
            span,
        });
        self.out.push(Block {
            span,
            kind: BlockKind::Heading(index),
        });
    }

    /// Gives the numbered clause that was just opened the one above it as its parent.
    fn adopt(&mut self, clause: usize, path: &[u32]) {
        if let Some(parent) = self.numbered.get(&path[..path.len() - 1]) {
            self.clauses[clause].parent = Some(*parent);
        }
        self.numbered.insert(path.to_vec(), clause);
    }

    fn aside(&mut self, piece: Piece) {
        self.close();
        self.out.push(piece.block);
    }

    fn text(&mut self, piece: Piece, next: NextItems) {
        let span = piece.block.span;
        let number = self.item_number(&piece);
        let BlockKind::Paragraph(paragraph) = piece.block.kind else {
            self.append(piece.block);
            return;
        };
        if paragraph.anchor.is_some() {
            self.append(Block {
                span,
                kind: BlockKind::Paragraph(paragraph),
            });
            return;
        }
        let inlines = paragraph.inlines;
        match (number, piece.joined) {
            (Some(number), _) if self.holder.is_some() => {
                self.item(inlines, span, piece.depth, number);
            }
            (_, Some(end)) if self.goes_on() => self.join(end, inlines, span),
            (
                Some(ItemNumber {
                    written: Err(label),
                    ..
                }),
                _,
            ) => {
                // Outside of a clause the number is text like any other.
                let mut whole = vec![
                    Inline::Text(Text::Source(label)),
                    Inline::Text(Text::Owned(" ".into())),
                ];
                whole.extend(inlines);
                let block = self.plain_paragraph(whole, span);
                self.append(block);
            }
            _ if self.holder.is_none() => {
                let block = self.plain_paragraph(inlines, span);
                self.append(block);
            }
            _ if self.is_inside_list(next) => {
                let block = self.plain_paragraph(inlines, span);
                self.append(block);
            }
            _ => self.paragraph(inlines, span),
        }
    }

    fn item_number(&self, piece: &Piece) -> Option<ItemNumber> {
        if let Some(item) = piece.item {
            return Some(ItemNumber {
                style: item.style,
                number: item.number,
                written: Err(item.label),
            });
        }
        let start = line::start(piece.line()?, self.file);
        let indent = line::indent(&start);
        marker(&start[indent..]).map(|found| ItemNumber::of(found, indent))
    }

    /// Whether a joined line belongs to the paragraph before it.
    fn goes_on(&mut self) -> bool {
        let (file, wraps, in_clause) = (self.file, self.wraps, self.holder.is_some());
        match self.last_block().map(|block| &block.kind) {
            Some(BlockKind::Paragraph(before)) => {
                !in_clause || wraps || !line::ends_sentence(&before.inlines, file)
            }
            _ => false,
        }
    }

    fn join(&mut self, end: Inline, inlines: Vec<Inline>, span: Span) {
        if let Some(Block {
            span: whole,
            kind: BlockKind::Paragraph(paragraph),
        }) = self.last_block()
        {
            paragraph.inlines.push(end);
            paragraph.inlines.extend(inlines);
            whole.end = whole.end.max(span.end);
        }
        let file = self.file;
        let Some(BlockKind::Paragraph(paragraph)) = self.last_block().map(|block| &mut block.kind)
        else {
            return;
        };
        let clause = paragraph.clause;
        let own = take_attributes(&mut paragraph.inlines, file);
        self.report_misread(&own);
        match clause {
            Some(clause) => {
                self.own(clause, own);
                self.clauses[clause].span.end = self.clauses[clause].span.end.max(span.end);
            }
            None => {
                if let Some((id, span)) = own.id {
                    self.take_permanent(&id, span);
                    if let Some(BlockKind::Paragraph(paragraph)) =
                        self.last_block().map(|block| &mut block.kind)
                    {
                        paragraph.anchor = Some(id);
                    }
                }
            }
        }
    }

    /// Takes attributes off the end of a line, and reports what was meant for some.
    fn take_attributes(&mut self, inlines: &mut Vec<Inline>) -> OwnAttributes {
        let own = take_attributes(inlines, self.file);
        self.report_misread(&own);
        own
    }

    fn report_misread(&mut self, own: &OwnAttributes) {
        if let Some(span) = own.misread {
            let written = &self.file[span.range()];
            let place = Place::new(self.path, span);
            let finding = Diagnostic::new(&MISREAD_ATTRIBUTES, place);
            self.findings.push(finding.with("written", written));
        }
    }

    fn own(&mut self, clause: usize, own: OwnAttributes) {
        if let Some((id, span)) = own.id {
            self.take_permanent(&id, span);
            self.clauses[clause].permanent = Some(id);
        }
        self.clauses[clause].red_line |= own.red_line;
    }

    /// Whether a list that is open goes on behind this paragraph, which is then its last item's.
    fn is_inside_list(&self, next: NextItems) -> bool {
        self.holder.as_ref().is_some_and(|holder| {
            holder.items.iter().any(|open| {
                let last = open.order.last().map_or(0, |last| last.number);
                next[open.style as usize] == last + 1
            })
        })
    }

    fn plain_paragraph(&mut self, mut inlines: Vec<Inline>, span: Span) -> Block {
        let own = self.take_attributes(&mut inlines);
        let anchor = own.id.map(|(id, span)| {
            self.take_permanent(&id, span);
            id
        });
        Block {
            span,
            kind: BlockKind::Paragraph(Paragraph {
                inlines,
                anchor,
                clause: None,
            }),
        }
    }

    /// A 款 of the clause that is open.
    fn paragraph(&mut self, mut inlines: Vec<Inline>, span: Span) {
        line::trim_start(&mut inlines, self.file);
        let own = self.take_attributes(&mut inlines);
        let Some(holder) = &mut self.holder else {
            return;
        };
        holder.paragraphs += 1;
        for open in holder.items.drain(..) {
            self.orders.settle(&open.order);
        }
        holder.paragraph = Some(self.clauses.len());
        let (above, number) = (holder.clause, ClauseNumber::plain(holder.paragraphs));
        let clause = self.inside(ClauseKind::Paragraph, number, above, false);
        self.clauses[clause].label = Span::new(span.start as usize, span.start as usize);
        self.clauses[clause].span = span;
        self.own(clause, own);
        self.append(Block {
            span,
            kind: BlockKind::Paragraph(Paragraph {
                inlines,
                anchor: None,
                clause: Some(clause),
            }),
        });
    }

    /// A clause inside another: its address is that one's and its own number.
    ///
    /// Nothing else can have that address, but for an item whose number stands in its list twice.
    fn inside(
        &mut self,
        kind: ClauseKind,
        number: ClauseNumber,
        above: usize,
        is_repeated: bool,
    ) -> usize {
        let step = if kind == ClauseKind::Item { "-i" } else { "-" };
        let wanted = &mut self.address;
        wanted.clear();
        wanted.push_str(&self.clauses[above].anchor);
        wanted.push_str(step);
        push_number(wanted, number.number);
        let anchor = if is_repeated {
            self.anchors.take(wanted);
            self.anchors.unique(wanted)
        } else {
            wanted.as_str().into()
        };
        self.clauses.push(Clause {
            kind,
            number,
            anchor,
            permanent: None,
            red_line: false,
            parent: Some(above),
            label: Span::default(),
            span: Span::default(),
        });
        self.clauses.len() - 1
    }

    fn item(&mut self, mut inlines: Vec<Inline>, span: Span, depth: u8, found: ItemNumber) {
        if self
            .holder
            .as_ref()
            .is_some_and(|holder| holder.paragraph.is_none())
        {
            let start = Span::new(span.start as usize, span.start as usize);
            self.paragraph(Vec::new(), start);
        }
        let label = match found.written {
            Err(label) => label,
            Ok((indent, length)) => {
                line::cut(&mut inlines, indent, self.file);
                line::cut(&mut inlines, length, self.file).unwrap_or(span)
            }
        };
        line::trim_start(&mut inlines, self.file);
        let own = self.take_attributes(&mut inlines);
        let number = ClauseNumber::plain(found.number);
        let clause = self.open_item(found.style, depth, number, label);
        self.clauses[clause].label = label;
        self.clauses[clause].span = Span {
            start: label.start,
            end: span.end.max(label.end),
        };
        self.own(clause, own);
        self.append(Block {
            span: self.clauses[clause].span,
            kind: BlockKind::Paragraph(Paragraph {
                inlines,
                anchor: None,
                clause: Some(clause),
            }),
        });
    }

    fn open_item(&mut self, style: Style, depth: u8, number: ClauseNumber, label: Span) -> usize {
        let Some(holder) = &mut self.holder else {
            return self.clauses.len().saturating_sub(1);
        };
        let open = holder
            .items
            .iter()
            .position(|open| (open.style, open.depth) == (style, depth));
        let (level, mut order) = match open {
            Some(level) => {
                for deeper in holder.items.drain(level + 1..) {
                    self.orders.settle(&deeper.order);
                }
                let last = holder.items.pop();
                (level, last.map_or_else(Order::default, |last| last.order))
            }
            None => (holder.items.len(), Order::default()),
        };
        let above = holder
            .items
            .last()
            .map(|open| open.clause)
            .or(holder.paragraph);
        let above = above.unwrap_or(holder.clause);
        let is_repeated = order.has(number);
        order.push(number, label);
        let kind = match level {
            0 => ClauseKind::Item,
            _ => ClauseKind::SubItem,
        };
        holder.items.push(OpenItem {
            style,
            depth,
            clause: self.clauses.len(),
            order,
        });
        self.inside(kind, number, above, is_repeated)
    }

    /// A clause ends where the last of what belongs to it ends.
    fn close_spans(&mut self) {
        close_articles(&mut self.out, &mut self.clauses);
        for index in (0..self.clauses.len()).rev() {
            let (end, parent) = (self.clauses[index].span.end, self.clauses[index].parent);
            if let Some(parent) = parent
                && self.clauses[index].kind.is_inside()
            {
                let above = &mut self.clauses[parent].span;
                above.end = above.end.max(end);
            }
        }
    }

    /// Headings that divide nothing are named after their words, once all fixed anchors are known.
    fn name_other_headings(&mut self) {
        for index in 0..self.headings.len() {
            let heading = &self.headings[index];
            if heading.clause.is_none() && !heading.permanent {
                let text = plain_inlines(&heading.inlines, self.file);
                self.headings[index].anchor = self.anchors.for_heading(&text);
            }
        }
    }
}

/// An article ends where the last of its blocks does.
fn close_articles(blocks: &mut [Block], clauses: &mut [Clause]) {
    for block in blocks {
        if let BlockKind::Article(article) = &block.kind
            && let Some(last) = article.blocks.last()
        {
            let span = &mut clauses[article.clause].span;
            span.end = span.end.max(last.span.end);
            block.span.end = block.span.end.max(last.span.end);
        }
    }
}

/// For each piece, which items come behind it in the same clause.
fn next_items(outlined: &[(Piece, Role)], file: &str) -> Vec<NextItems> {
    if !outlined
        .iter()
        .any(|(_, role)| matches!(role, Role::Article(_) | Role::Numbered(..)))
    {
        return Vec::new();
    }
    let mut all = vec![NextItems::default(); outlined.len()];
    let mut next = NextItems::default();
    for (index, (piece, role)) in outlined.iter().enumerate().rev() {
        all[index] = next;
        match role {
            Role::Text => {
                let found = piece.item.map(|item| (item.style, item.number));
                let found = found.or_else(|| {
                    piece
                        .text_marker(file)
                        .map(|found| (found.style, found.number))
                });
                if let Some((style, number)) = found {
                    next[style as usize] = number;
                }
            }
            Role::Other => {}
            _ => next = NextItems::default(),
        }
    }
    all
}

/// Brings headings that were plain lines in their place among the others.
fn sort_headings(tree: &mut Tree) {
    if tree.headings.is_sorted_by_key(|heading| heading.span.start) {
        return;
    }
    let mut order: Vec<usize> = (0..tree.headings.len()).collect();
    order.sort_by_key(|index| tree.headings[*index].span.start);
    let mut place = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new;
    }
    tree.headings.sort_by_key(|heading| heading.span.start);
    renumber(&mut tree.blocks, &place);
}

fn renumber(blocks: &mut [Block], place: &[usize]) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading(index) => *index = place[*index],
            BlockKind::Article(article) => renumber(&mut article.blocks, place),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => renumber(blocks, place),
            BlockKind::List(list) => {
                list.items
                    .iter_mut()
                    .for_each(|item| renumber(&mut item.blocks, place));
            }
            BlockKind::Definitions(definitions) => {
                let meanings = definitions
                    .iter_mut()
                    .flat_map(|definition| &mut definition.meanings);
                meanings.for_each(|blocks| renumber(blocks, place));
            }
            _ => {}
        }
    }
}
