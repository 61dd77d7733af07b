use std::collections::VecDeque;

use super::appendix::{Appendix, appendix};
use super::clause::{ClauseKind, ClauseNumber};
use super::contents;
use super::label::{Label, SPACES, continues_apart, continues_sentence, label};
use super::line;
use super::marker::{Style, numbers};
use super::pieces::{Piece, flattened};
use super::plain_inlines;
use super::quoted::quoted;
use super::tree::{BlockKind, Heading};

/// What a piece of a document is to its clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// 编, 分编, 章, 节.
    Division(ClauseKind, ClauseNumber),
    /// 附件, counted in the order in which they stand.
    Appendix(u32),
    /// 条
    Article(Label),
    /// 1.2.3, a title alone or the beginning of text; how much of the line is its number.
    Numbered(NumberPath, NumberWidth),
    /// A heading that has no number.
    Heading,
    /// Running text, or the item of a list.
    Text,
    /// A paragraph of another rule inside a quotation that goes on over several.
    Quoted,
    /// Running text that belongs to no clause: a contents list, a signature, an enclosure.
    Aside,
    /// Tables, quotations and the like.
    Other,
}

/// Where a numbered clause stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NumberPath {
    /// 1.2.3 says it all.
    Decimal(Vec<u32>),
    /// 一、（一）1.: the styles say how deep, what stands above says the rest.
    Official {
        /// From 1.
        level: u32,
        /// Among its siblings.
        number: u32,
    },
}

/// Bytes of a number and of the white space behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NumberWidth {
    pub(super) length: usize,
    pub(super) space: usize,
    /// Whether nothing but a title stands behind it.
    pub(super) is_title: bool,
}

/// How a document, or one of its appendices, numbers its clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbering {
    None,
    /// 章 alone, with text that is not counted
    Divisions,
    /// 第N条
    Articles,
    /// 1.2.3
    Decimal,
    /// 一、（一）1.
    Official,
}

/// The longest title of a chapter or a numbered clause on a line of its own, in characters.
const LONGEST_TITLE: usize = 40;

/// A document's pieces, each with what it is.
pub(super) struct Outlined {
    pub(super) pieces: Vec<(Piece, Role)>,
    /// Whether the document breaks its lines in the middle of sentences.
    pub(super) wraps: bool,
}

/// Finds out what each piece is.
pub(super) fn outline(mut pieces: Vec<Piece>, headings: &[Heading], file: &str) -> Outlined {
    let count = pieces.len();
    quoted(&mut pieces, file);
    contents::mark(&mut pieces, headings, file);
    let mut outline = Outline {
        file,
        headings,
        queue: pieces.into(),
        done: Vec::with_capacity(count),
        numbering: Numbering::None,
        last: None,
        tops: None,
        appendix: 0,
        in_clause: false,
        in_enclosures: false,
        wraps: false,
    };
    outline.wraps = outline.wraps_lines();
    outline.numbering = outline.numbering_from_here();
    while let Some(piece) = outline.queue.pop_front() {
        outline.piece(piece);
    }
    mark_signatures(&mut outline.done, file);
    Outlined {
        pieces: outline.done,
        wraps: outline.wraps,
    }
}

struct Outline<'a> {
    file: &'a str,
    headings: &'a [Heading],
    queue: VecDeque<Piece>,
    done: Vec<(Piece, Role)>,
    numbering: Numbering,
    /// The last article of the document or appendix.
    last: Option<ClauseNumber>,
    /// The last number of the first level, in the numbered style.
    tops: Option<u32>,
    appendix: u32,
    /// Whether the walk is inside an article or a numbered clause.
    in_clause: bool,
    /// Whether the walk is in the list of what is attached.
    in_enclosures: bool,
    /// Whether the document breaks its lines in the middle of sentences.
    wraps: bool,
}

impl Outline<'_> {
    fn piece(&mut self, piece: Piece) {
        if piece.is_contents {
            let role = match piece.block.kind {
                BlockKind::Heading(_) => Role::Heading,
                _ => Role::Aside,
            };
            self.done.push((piece, role));
            return;
        }
        match piece.block.kind {
            BlockKind::Heading(index) => {
                let role = self.heading(index);
                self.enter(&role);
                self.done.push((piece, role));
            }
            BlockKind::Paragraph(_) if piece.is_quoted => self.done.push((piece, Role::Quoted)),
            BlockKind::Paragraph(_) => {
                let role = self.line(&piece);
                self.in_enclosures = role == Role::Aside;
                self.enter(&role);
                self.done.push((piece, role));
            }
            BlockKind::List(_) if !piece.is_quoted => self.list(piece),
            _ => self.done.push((piece, Role::Other)),
        }
    }

    fn enter(&mut self, role: &Role) {
        match role {
            Role::Appendix(number) => {
                self.appendix = *number;
                self.last = None;
                self.tops = None;
                self.in_clause = false;
                self.numbering = self.numbering_from_here();
            }
            Role::Article(label) => {
                self.last = Some(label.number);
                self.in_clause = true;
            }
            Role::Numbered(path, _) => {
                self.tops = match path {
                    NumberPath::Decimal(path) => path.first().copied(),
                    NumberPath::Official { number, .. } => Some(*number),
                };
                self.in_clause = true;
            }
            Role::Division(..) | Role::Heading => self.in_clause = false,
            Role::Aside => self.in_clause = false,
            Role::Text | Role::Quoted | Role::Other => {}
        }
    }

    fn heading(&self, index: usize) -> Role {
        let text = plain_inlines(&self.headings[index].inlines, self.file);
        let text = text.trim_matches(SPACES);
        match label(text) {
            Some(found) if found.kind == ClauseKind::Article => return Role::Article(found),
            Some(found) => return Role::Division(found.kind, found.number),
            None => {}
        }
        if let Some(Appendix::Head) = appendix(text, true) {
            return Role::Appendix(self.appendix + 1);
        }
        self.numbered(text, true).unwrap_or(Role::Heading)
    }

    fn line(&self, piece: &Piece) -> Role {
        if self.in_enclosures && (piece.item.is_some() || piece.text_marker(self.file).is_some()) {
            return Role::Aside;
        }
        // What Markdown counts as an item is one, whatever stands in it.
        if piece.item.is_some() {
            return self.list_number(piece).unwrap_or(Role::Text);
        }
        let Some(line) = piece.line() else {
            return Role::Text;
        };
        let start = line::start(line, self.file);
        let text = start[line::indent(&start)..].trim_end_matches(SPACES);
        if !may_begin_clause(text) {
            return Role::Text;
        }
        let follows_sentence = self.follows_sentence(piece);
        if let Some(found) = label(text) {
            return match found.kind {
                ClauseKind::Article if self.is_article(found, text, follows_sentence) => {
                    Role::Article(found)
                }
                ClauseKind::Article => Role::Text,
                _ if self.is_division(found, text) => Role::Division(found.kind, found.number),
                _ => Role::Text,
            };
        }
        if piece.depth == 0
            && let Some(found) = appendix(text, false)
        {
            return self.appendix_line(found);
        }
        if self.names_what_follows(text) {
            return Role::Aside;
        }
        if follows_sentence {
            self.numbered(text, false).unwrap_or(Role::Text)
        } else {
            Role::Text
        }
    }

    /// （二）权利质押 right before an article: it names the articles that follow and is no item of the one before.
    fn names_what_follows(&self, text: &str) -> bool {
        let Some(found) = super::marker::marker(text) else {
            return false;
        };
        self.numbering == Numbering::Articles
            && is_title(&text[found.length..])
            && self.queue.front().is_some_and(|next| {
                next.line().is_some_and(|line| {
                    let start = line::start(line, self.file);
                    let text = &start[line::indent(&start)..];
                    label(text).is_some_and(|found| {
                        found.kind == ClauseKind::Article
                            && !continues_sentence(&text[found.length..])
                    })
                })
            })
    }

    /// Whether what stands before a joined line can be the end of a paragraph.
    fn follows_sentence(&self, piece: &Piece) -> bool {
        piece.joined.is_none()
            || !self.wraps
            || self.done.last().is_none_or(|(before, role)| {
                !matches!(role, Role::Text)
                    || before
                        .line()
                        .is_none_or(|line| line::ends_sentence(line, self.file))
            })
    }

    /// A label followed by white space, or alone on its line, is an article. Without space it is one only if the
    /// numbers run on and what follows does not continue a sentence.
    fn is_article(&self, found: Label, text: &str, follows_sentence: bool) -> bool {
        let rest = &text[found.length + found.space..];
        let runs_on = found.number.follows(self.last);
        let continues = if found.space > 0 {
            continues_apart(rest)
        } else {
            continues_sentence(rest)
        };
        if continues {
            // 第六条规定…的法规，由… is an article where the one behind it is the seventh.
            let may_begin = rest.starts_with("规定") || rest.starts_with('第');
            return may_begin && runs_on && follows_sentence && self.next_follows(found.number);
        }
        if found.space > 0 || rest.is_empty() {
            return follows_sentence || runs_on;
        }
        runs_on
            || (self.last.is_none_or(|last| found.number > last) && self.next_follows(found.number))
    }

    /// Whether the next line that begins with 第N条 goes on behind `number`.
    fn next_follows(&self, number: ClauseNumber) -> bool {
        const LOOKED_AT: usize = 200;
        let mut lines = self.queue.iter().take(LOOKED_AT).filter_map(|piece| {
            let start = line::start(piece.line()?, self.file);
            let text = &start[line::indent(&start)..];
            label(text).filter(|found| {
                found.kind == ClauseKind::Article && !continues_sentence(&text[found.length..])
            })
        });
        lines
            .next()
            .is_some_and(|next| next.number.follows(Some(number)))
    }

    /// A line with the number of a chapter, a short title and nothing else.
    fn is_division(&self, found: Label, text: &str) -> bool {
        matches!(
            self.numbering,
            Numbering::Articles | Numbering::Decimal | Numbering::Divisions
        ) && begins_division(found, text)
    }

    fn appendix_line(&self, found: Appendix) -> Role {
        match found {
            Appendix::Enclosures => Role::Aside,
            Appendix::Head if self.only_names_enclosure() => Role::Aside,
            Appendix::Head => Role::Appendix(self.appendix + 1),
        }
    }

    /// Whether what follows a line with 附件 is another such line, a date, or nothing: then it only lists what is attached.
    fn only_names_enclosure(&self) -> bool {
        for piece in self.queue.iter().take(3) {
            let BlockKind::Paragraph(paragraph) = &piece.block.kind else {
                return false;
            };
            let text = plain_inlines(&paragraph.inlines, self.file);
            let text = text.trim_matches(SPACES);
            if appendix(text, false).is_some() || is_date(text) {
                return true;
            }
            if !is_title(text) {
                return false;
            }
        }
        self.queue.len() < 3
    }

    /// 1.2.3 or 一、 at the start of a line or heading, in a document that numbers so.
    fn numbered(&self, text: &str, is_heading: bool) -> Option<Role> {
        match self.numbering {
            Numbering::Decimal => self.decimal(text, is_heading),
            Numbering::Official => self.official(text, is_heading),
            Numbering::None | Numbering::Divisions | Numbering::Articles => None,
        }
    }

    fn decimal(&self, text: &str, is_heading: bool) -> Option<Role> {
        if let Some(found) = numbers(text) {
            // A single number is a heading's, or that of a short line on which deeper numbers follow.
            let rest = &text[found.length + found.space..];
            let is_level = found.path.len() > 1
                || is_heading
                || (is_title(rest) && self.deeper_follows(found.path[0]));
            return is_level.then(|| {
                let width = NumberWidth {
                    length: found.length,
                    space: found.space,
                    is_title: is_title_of(rest, is_heading),
                };
                Role::Numbered(NumberPath::Decimal(found.path), width)
            });
        }
        let found = super::marker::marker(text)?;
        let is_next = found.number == self.next_top() && is_title(&text[found.length..]);
        let is_top = found.style == Style::Dot && (is_heading || is_next);
        is_top.then(|| {
            let width = NumberWidth {
                length: found.length,
                space: found.space,
                is_title: true,
            };
            Role::Numbered(NumberPath::Decimal(vec![found.number]), width)
        })
    }

    /// The number that the next clause of the first level has.
    fn next_top(&self) -> u32 {
        self.tops.unwrap_or(0) + 1
    }

    /// Whether the next deep number begins with `number`.
    fn deeper_follows(&self, number: u32) -> bool {
        const LOOKED_AT: usize = 40;
        let mut deep = self.queue.iter().take(LOOKED_AT).filter_map(|piece| {
            let text = self.text_of(piece)?;
            numbers(&text).filter(|found| found.path.len() > 1)
        });
        deep.next().is_some_and(|found| found.path[0] == number)
    }

    /// The text of a line or heading, without its indentation.
    fn text_of(&self, piece: &Piece) -> Option<String> {
        let text = match &piece.block.kind {
            BlockKind::Heading(index) => plain_inlines(&self.headings[*index].inlines, self.file),
            BlockKind::Paragraph(paragraph) => {
                line::start(&paragraph.inlines, self.file).into_owned()
            }
            _ => return None,
        };
        Some(text.trim_start_matches(SPACES).to_owned())
    }

    /// 一、 and under it （一）, 1. and (1): the path is made when the clauses are.
    fn official(&self, text: &str, is_heading: bool) -> Option<Role> {
        let found = super::marker::marker(text)?;
        let is_level = match found.style {
            Style::Comma => true,
            Style::Bracket | Style::Dot | Style::ArabicBracket => self.tops.is_some(),
            Style::Paren | Style::Circle => false,
        };
        let rest = &text[found.length + found.space..];
        is_level.then(|| {
            let width = NumberWidth {
                length: found.length,
                space: found.space,
                is_title: is_title_of(rest, is_heading),
            };
            let path = NumberPath::Official {
                level: level(found.style),
                number: found.number,
            };
            Role::Numbered(path, width)
        })
    }

    /// The same for an item of a Markdown list.
    fn list_number(&self, piece: &Piece) -> Option<Role> {
        let item = piece.item?;
        let line = piece.line()?;
        let text = line::start(line, self.file);
        let width = NumberWidth {
            length: 0,
            space: 0,
            is_title: is_title(text.trim_matches(SPACES)),
        };
        match self.numbering {
            Numbering::Official if self.tops.is_some() && item.style == Style::Dot => {
                let path = NumberPath::Official {
                    level: level(item.style) + u32::from(piece.depth),
                    number: item.number,
                };
                Some(Role::Numbered(path, width))
            }
            Numbering::Decimal
                if piece.depth == 0
                    && item.style == Style::Dot
                    && item.number == self.next_top()
                    && (width.is_title || self.deeper_follows(item.number)) =>
            {
                Some(Role::Numbered(
                    NumberPath::Decimal(vec![item.number]),
                    width,
                ))
            }
            _ => None,
        }
    }

    /// Inside a clause a counted list is its items; elsewhere it stays what it is.
    fn list(&mut self, piece: Piece) {
        let is_level = self.numbering == Numbering::Decimal && self.is_top_number(&piece);
        match piece.block.kind {
            BlockKind::List(list) if list.can_flatten() && (self.in_clause || is_level) => {
                let lines = flattened(list, piece.depth, self.file);
                lines
                    .into_iter()
                    .rev()
                    .for_each(|piece| self.queue.push_front(piece));
            }
            _ => self.done.push((piece, Role::Other)),
        }
    }

    /// `1. 目的` with 1.1 behind it, which Markdown takes for a list of one item.
    fn is_top_number(&self, piece: &Piece) -> bool {
        let BlockKind::List(list) = &piece.block.kind else {
            return false;
        };
        let number = list.start.and_then(|start| u32::try_from(start).ok());
        let title = list.items.first().and_then(|item| item.blocks.first());
        let is_title = title.is_some_and(|block| match &block.kind {
            BlockKind::Paragraph(paragraph) => {
                is_title(&line::start(&paragraph.inlines, self.file))
            }
            _ => false,
        });
        list.items.len() == 1
            && number.is_some_and(|number| {
                number == self.next_top() && (is_title || self.deeper_follows(number))
            })
    }

    /// Whether more of the joined lines break in the middle of a sentence than now and then.
    fn wraps_lines(&self) -> bool {
        let (mut inside, mut all) = (0_usize, 0_usize);
        for (before, after) in self.queue.iter().zip(self.queue.iter().skip(1)) {
            if after.joined.is_none() {
                continue;
            }
            let Some(line) = before.line() else {
                continue;
            };
            let text = after.line().map(|line| line::start(line, self.file));
            let begins = text.is_some_and(|text| {
                let text = &text[line::indent(&text)..];
                label(text).is_some() || super::marker::marker(text).is_some()
            });
            let before = line::start(line, self.file);
            // A title on a line of its own ends no sentence either, but is shorter than any width.
            let is_short = is_title(&before) && before.chars().count() <= 20;
            if !begins && !is_short {
                all += 1;
                inside += usize::from(!line::ends_sentence(line, self.file));
            }
        }
        inside * 5 > all
    }

    /// How the document, or the appendix that begins here, numbers its clauses.
    fn numbering_from_here(&self) -> Numbering {
        let (mut deep, mut official, mut divisions) = (0_u32, 0_u32, 0_u32);
        for piece in self
            .queue
            .iter()
            .filter(|piece| !piece.is_quoted && !piece.is_contents)
        {
            let Some(text) = self.text_of(piece) else {
                continue;
            };
            let is_heading = matches!(piece.block.kind, BlockKind::Heading(_));
            let text = text.trim_end_matches(SPACES);
            if matches!(appendix(text, is_heading), Some(Appendix::Head)) {
                break;
            }
            if is_heading || may_begin_clause(text) {
                if begins_article(text) {
                    return Numbering::Articles;
                }
                divisions += u32::from(label(text).is_some_and(|found| {
                    found.kind != ClauseKind::Article && begins_division(found, text)
                }));
                deep += u32::from(numbers(text).is_some_and(|found| found.path.len() > 1));
                let marker = super::marker::marker(text);
                official += u32::from(marker.is_some_and(|found| {
                    found.style == Style::Comma && found.number == official + 1
                }));
            }
        }
        match (deep, official, divisions) {
            (2.., _, _) => Numbering::Decimal,
            (_, 2.., _) => Numbering::Official,
            (_, _, 2..) => Numbering::Divisions,
            _ => Numbering::None,
        }
    }
}

/// Whether the first character can be that of a clause's number: most lines are told by it alone.
fn may_begin_clause(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|c| {
        matches!(c, '第' | '附' | '（' | '(' | '①'..='⑳') || super::numeral::is_numeral(c)
    })
}

/// Whether a line is a chapter's number with a short title and nothing else; the title may be broken off in a row.
fn begins_division(found: Label, text: &str) -> bool {
    let rest = text[found.length..].trim_matches(SPACES);
    let title = if found.space > 0 {
        rest.trim_end_matches(['、', '。'])
    } else {
        rest
    };
    (rest.is_empty() || is_title(title)) && !continues_sentence(rest)
}

/// Whether a line is an article beyond doubt, so that the document is one that has them.
fn begins_article(text: &str) -> bool {
    label(text).is_some_and(|found| {
        let rest = &text[found.length + found.space..];
        let is_first = found.number.number <= 1;
        let is_apart = found.space > 0 && !continues_apart(rest);
        let is_sure = is_apart || rest.is_empty() || is_first && !continues_sentence(rest);
        found.kind == ClauseKind::Article && is_sure
    })
}

/// The level of an item's style in official documents, from 1.
fn level(style: Style) -> u32 {
    match style {
        Style::Comma => 1,
        Style::Bracket => 2,
        Style::Dot => 3,
        _ => 4,
    }
}

/// Whether a heading or a line is a title alone: a heading is one unless it ends like a sentence.
fn is_title_of(text: &str, is_heading: bool) -> bool {
    let text = text.trim_matches(SPACES);
    if is_heading {
        !text.is_empty() && !text.ends_with(['。', '；', '：', '，'])
    } else {
        is_title(text)
    }
}

/// Whether a line is a title: short, and no sentence.
pub(super) fn is_title(text: &str) -> bool {
    let text = text.trim_matches(SPACES);
    // Most lines are far too long, which their bytes tell at once.
    !text.is_empty()
        && text.len() <= LONGEST_TITLE * char::MAX_LEN_UTF8
        && text.chars().take(LONGEST_TITLE + 1).count() <= LONGEST_TITLE
        && !text.contains(['。', '；', '：', '！', '？', '\u{fffc}'])
        && !text.ends_with(['，', '、', '.', ';', ':'])
}

/// Whether a line is a date and nothing else, as at the end of a notice.
fn is_date(text: &str) -> bool {
    let text = text.trim_matches(SPACES);
    let digits = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| super::numeral::is_numeral(c) || SPACES.contains(&c))
    };
    let Some((year, rest)) = text.split_once('年') else {
        return false;
    };
    let Some((month, rest)) = rest.split_once('月') else {
        return false;
    };
    digits(year) && digits(month) && rest.strip_suffix('日').is_some_and(digits)
}

/// Marks the signature at the end of each document and appendix: lines that are no sentences, the last a date.
fn mark_signatures(pieces: &mut [(Piece, Role)], file: &str) {
    let mut ends: Vec<usize> = pieces
        .iter()
        .enumerate()
        .filter(|(_, (_, role))| matches!(role, Role::Appendix(_)))
        .map(|(index, _)| index)
        .collect();
    ends.push(pieces.len());
    for end in ends {
        mark_signature(&mut pieces[..end], file);
    }
}

fn mark_signature(pieces: &mut [(Piece, Role)], file: &str) {
    const LONGEST: usize = 5;
    let text = |piece: &Piece| piece.line().map(|line| plain_inlines(line, file));
    let mut last = pieces.len();
    while last > 0 && pieces[last - 1].1 == Role::Aside {
        last -= 1;
    }
    let ends_with_date = last > 0
        && pieces[last - 1].1 == Role::Text
        && text(&pieces[last - 1].0).is_some_and(|text| is_date(&text));
    if !ends_with_date {
        return;
    }
    for (piece, role) in pieces[..last].iter_mut().rev().take(LONGEST) {
        let is_line =
            *role == Role::Text && piece.item.is_none() && piece.text_marker(file).is_none();
        if !is_line || !text(piece).is_some_and(|text| is_title(&text)) {
            return;
        }
        *role = Role::Aside;
    }
}
