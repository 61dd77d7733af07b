use std::collections::HashSet;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::clause::{Clause, ClauseKind};
use super::locator::{Locator, steps};
use super::numeral::{is_numeral, parse_numeral};
use super::quoted::balance;
use super::tree::{Block, BlockKind, Cited, Inline, Mention, MentionKind, Text, Tree};
use crate::diagnostics::Span;

/// Cuts the running text of a tree at its citations: 《title》第N条, 本办法第N条, 本条第二款, 前款.
pub(super) fn mark(tree: &mut Tree, file: &str) {
    let mut blocks = std::mem::take(&mut tree.blocks);
    let mut footnotes = std::mem::take(&mut tree.footnotes);
    let mut headings = std::mem::take(&mut tree.headings);
    let mut marker = Marker {
        file,
        clauses: &tree.clauses,
        in_appendices: in_appendices(&tree.clauses),
        mentions: std::mem::take(&mut tree.mentions),
    };
    marker.blocks(&mut blocks, None);
    for note in &mut footnotes {
        marker.blocks(&mut note.blocks, None);
    }
    for heading in &mut headings {
        marker.paragraph(&mut heading.inlines, None);
    }
    tree.mentions = marker.mentions;
    (tree.blocks, tree.footnotes, tree.headings) = (blocks, footnotes, headings);
}

/// The addresses of the articles of appendices.
fn in_appendices(clauses: &[Clause]) -> HashSet<&str> {
    let articles = clauses
        .iter()
        .filter(|clause| clause.kind == ClauseKind::Article && clause.anchor.starts_with('x'));
    articles.map(|clause| &*clause.anchor).collect()
}

struct Marker<'a> {
    file: &'a str,
    clauses: &'a [Clause],
    in_appendices: HashSet<&'a str>,
    mentions: Vec<Mention>,
}

impl Marker<'_> {
    fn blocks(&mut self, blocks: &mut [Block], clause: Option<usize>) {
        for block in blocks {
            self.block(block, clause);
        }
    }

    fn block(&mut self, block: &mut Block, clause: Option<usize>) {
        match &mut block.kind {
            BlockKind::Paragraph(paragraph) => {
                let own = paragraph.clause.or(clause);
                self.paragraph(&mut paragraph.inlines, own);
            }
            BlockKind::Article(article) => {
                if let Some(title) = &mut article.title {
                    self.paragraph(title, Some(article.clause));
                }
                self.blocks(&mut article.blocks, Some(article.clause));
            }
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => self.blocks(blocks, None),
            BlockKind::List(list) => {
                list.items
                    .iter_mut()
                    .for_each(|item| self.blocks(&mut item.blocks, clause));
            }
            BlockKind::Table(table) => {
                let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| self.paragraph(cell, clause));
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.paragraph(&mut definition.term, clause);
                    definition
                        .meanings
                        .iter_mut()
                        .for_each(|blocks| self.blocks(blocks, clause));
                }
            }
            BlockKind::Heading(_)
            | BlockKind::Code(..)
            | BlockKind::Figure(..)
            | BlockKind::Html(_)
            | BlockKind::Rule => {}
        }
    }

    fn paragraph(&mut self, inlines: &mut Vec<Inline>, clause: Option<usize>) {
        if !inlines.iter().any(|inline| self.may_cite(inline)) {
            return;
        }
        let in_appendices = std::mem::take(&mut self.in_appendices);
        let mut context = Context {
            clauses: self.clauses,
            in_appendices: &in_appendices,
            clause,
            speaks_of_others: false,
        };
        self.inlines(inlines, &mut context);
        self.in_appendices = in_appendices;
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>, context: &mut Context<'_>) {
        for inline in std::mem::take(inlines) {
            match inline {
                Inline::Text(Text::Source(span)) => self.cut(span, context, inlines),
                Inline::Strong(mut inner) => {
                    self.inlines(&mut inner, context);
                    inlines.push(Inline::Strong(inner));
                }
                Inline::Emphasis(mut inner) => {
                    self.inlines(&mut inner, context);
                    inlines.push(Inline::Emphasis(inner));
                }
                Inline::Strikethrough(mut inner) => {
                    self.inlines(&mut inner, context);
                    inlines.push(Inline::Strikethrough(inner));
                }
                other => inlines.push(other),
            }
        }
    }

    fn may_cite(&self, inline: &Inline) -> bool {
        match inline {
            Inline::Text(Text::Source(span)) => {
                let text = self.file[span.range()].as_bytes();
                SIGNS.iter().any(|sign| sign.find(text).is_some())
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strikethrough(inner) => {
                inner.iter().any(|inline| self.may_cite(inline))
            }
            _ => false,
        }
    }

    fn cut(&mut self, span: Span, context: &mut Context<'_>, out: &mut Vec<Inline>) {
        let mut from = span.start;
        for found in citations(&self.file[span.range()], context) {
            let cited = found.shifted(span.start as usize);
            push_source(out, from, cited.span.start);
            from = cited.span.end;
            self.mentions.push(Mention {
                span: cited.span,
                kind: MentionKind::Citation {
                    of: cited.of,
                    clause: cited.clause,
                },
            });
            out.push(Inline::Citation(self.mentions.len() - 1, cited.span));
        }
        push_source(out, from, span.end);
    }
}

fn push_source(out: &mut Vec<Inline>, start: u32, end: u32) {
    if start < end {
        out.push(Inline::Text(Text::Source(Span { start, end })));
    }
}

/// A title as it stands inside 《》: its own marks are then 〈〉 (GB/T 15834).
pub fn unnested(title: &str) -> String {
    title.replace('《', "〈").replace('》', "〉")
}

/// A citation in running text.
#[derive(Debug, PartialEq, Eq)]
struct Citation {
    /// All of it.
    span: Span,
    of: Cited,
    clause: Option<(Locator, Span)>,
}

impl Citation {
    fn shifted(self, by: usize) -> Self {
        let of = match self.of {
            Cited::Titled(span) => Cited::Titled(span.shifted(by)),
            Cited::Called(span) => Cited::Called(span.shifted(by)),
            other => other,
        };
        Self {
            span: self.span.shifted(by),
            of,
            clause: self
                .clause
                .map(|(locator, span)| (locator, span.shifted(by))),
        }
    }
}

/// Where a paragraph stands, for 本条 and 前款, and what it has spoken of.
struct Context<'a> {
    clauses: &'a [Clause],
    in_appendices: &'a HashSet<&'a str>,
    clause: Option<usize>,
    /// Whether it has named another document or its clauses, so that a bare 第八条 may be one of those.
    speaks_of_others: bool,
}

/// What every citation has: made once, they are looked for in every piece of text.
static SIGNS: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| [Finder::new("《"), Finder::new("第"), Finder::new("前")]);

/// How many clauses are looked at for one that is cited without its document: more than any article has.
const LOOKED_AT: usize = 2_000;

/// The longest title that is looked at, in bytes; a 《 without its 》 must not make the search slow.
const LONGEST_TITLE: usize = 600;

/// The citations in a text, in order.
fn citations(text: &str, context: &mut Context<'_>) -> Vec<Citation> {
    let mut scanner = Scanner {
        text,
        at: 0,
        next: [0; 3],
        quotations: (0, 0),
        found: Vec::new(),
        context,
    };
    for sign in 0..SIGNS.len() {
        scanner.look(sign);
    }
    while let Some((sign, at)) = scanner.nearest() {
        scanner.at = at;
        let end = match sign {
            0 => scanner.titled(),
            1 => scanner.numbered(),
            _ => scanner.relative(),
        };
        scanner.at = end.unwrap_or(at + "第".len());
    }
    scanner.found
}

struct Scanner<'t, 'c, 'a> {
    text: &'t str,
    at: usize,
    /// The next place of each sign; the text's length where there is none.
    next: [usize; 3],
    /// How many quotations are open at a place that was asked for.
    quotations: (usize, i32),
    found: Vec<Citation>,
    context: &'c mut Context<'a>,
}

impl Scanner<'_, '_, '_> {
    fn look(&mut self, sign: usize) {
        let rest = &self.text.as_bytes()[self.at..];
        self.next[sign] = SIGNS[sign]
            .find(rest)
            .map_or(self.text.len(), |at| self.at + at);
    }

    fn nearest(&mut self) -> Option<(usize, usize)> {
        for sign in 0..SIGNS.len() {
            if self.next[sign] < self.at {
                self.look(sign);
            }
        }
        let (sign, at) = self
            .next
            .iter()
            .copied()
            .enumerate()
            .min_by_key(|(_, at)| *at)?;
        (at < self.text.len()).then_some((sign, at))
    }

    /// Whether a quotation is open here: its 本法 and 第二款 are another document's. Asked from front to back.
    fn is_inside_quotation(&mut self) -> bool {
        let (counted, open) = self.quotations;
        let open = open + balance(&self.text[counted..self.at]);
        self.quotations = (self.at, open);
        open > 0
    }

    fn push(&mut self, start: usize, end: usize, of: Cited, clause: Option<(Locator, usize)>) {
        self.found.push(Citation {
            span: Span::new(start, end),
            of,
            clause: clause.map(|(locator, from)| (locator, Span::new(from, end))),
        });
    }

    /// 《title》, with the clauses that follow it.
    fn titled(&mut self) -> Option<usize> {
        let open = self.at;
        let title_end = closing(self.text, open + "《".len())?;
        let of = Cited::Titled(Span::new(open + "《".len(), title_end));
        let after = title_end + "》".len();
        self.context.speaks_of_others = true;
        let behind = &self.text[after..];
        let start = after + aside(behind);
        let Some((locator, rest)) = Locator::in_prose(&self.text[start..]) else {
            self.push(open, after, of, None);
            return Some(after);
        };
        let end = self.text.len() - rest.len();
        if start > after + spaces(behind) {
            // （以下简称公司法） stands between: the title and the clause are two links.
            self.push(open, after, of, None);
            self.push(start, end, of, Some((locator.clone(), start)));
        } else {
            self.push(open, end, of, Some((locator.clone(), start)));
        }
        Some(self.chain(of, locator, end))
    }

    /// 、第九条 and 至第十条 behind a clause: each is a citation of the same document.
    fn chain(&mut self, of: Cited, first: Locator, end: usize) -> usize {
        let (mut before, mut end) = (first, end);
        while let Some((locator, start, next)) = self.joined(&before, end) {
            self.push(start, next, of, Some((locator.clone(), start)));
            (before, end) = (locator, next);
        }
        end
    }

    fn joined(&self, before: &Locator, end: usize) -> Option<(Locator, usize, usize)> {
        const JOINTS: [&str; 12] = [
            "、", "和", "与", "以及", "及", "或者", "或", "至", "到", "—", "～", "-",
        ];
        let rest = &self.text[end..];
        let joint = JOINTS.iter().find(|joint| rest.starts_with(**joint))?;
        let start = end + joint.len();
        let (locator, rest) = before.followed_by(&self.text[start..])?;
        Some((locator, start, self.text.len() - rest.len()))
    }

    /// 第八条 with what stands before it: 本办法, 本条, or nothing.
    fn numbered(&mut self) -> Option<usize> {
        let (before, rest) = self.text.split_at(self.at);
        if let Some((locator, left)) = Locator::in_prose(rest) {
            let end = self.text.len() - left.len();
            let of = match called(before) {
                _ if self.is_inside_quotation() => return Some(self.skip_chain(&locator, end)),
                Some(word) => Cited::Called(Span::new(self.at - word.len(), self.at)),
                None if self.is_bare(before) => Cited::Bare,
                None => {
                    self.context.speaks_of_others = true;
                    return Some(self.skip_chain(&locator, end));
                }
            };
            let start = match of {
                Cited::Called(span) => span.start as usize - "本".len(),
                _ => self.at,
            };
            let locator = self.context.in_appendix(locator);
            self.push(start, end, of, Some((locator.clone(), self.at)));
            return Some(self.chain(of, locator, end));
        }
        self.own_step(before, rest)
    }

    /// The end of a chain of clauses of a document that is not known.
    fn skip_chain(&self, first: &Locator, end: usize) -> usize {
        let (mut before, mut end) = (first.clone(), end);
        while let Some((locator, _, next)) = self.joined(&before, end) {
            (before, end) = (locator, next);
        }
        end
    }

    /// Whether a 第八条 that stands alone speaks of this document: it begins a phrase, and no other was named.
    fn is_bare(&self, before: &str) -> bool {
        const WORDS: [&str; 14] = [
            "依照", "按照", "根据", "违反", "依据", "符合", "适用", "执行", "按", "依", "有", "除",
            "，", "。",
        ];
        self.context.article().is_some()
            && !self.context.speaks_of_others
            && WORDS.iter().any(|word| before.ends_with(word))
    }

    /// 本条第二款, 本款第（一）项. A 第二款 that stands alone may be that of an article named before.
    fn own_step(&mut self, before: &str, rest: &str) -> Option<usize> {
        let steps = steps(rest)?;
        if self.is_inside_quotation() {
            return None;
        }
        let is_of_article = before.ends_with("本条");
        let is_of_paragraph = before.ends_with("本款");
        if !is_of_article && !is_of_paragraph {
            return None;
        }
        let start = self.at - "本条".len();
        let own = || self.context.paragraph().filter(|_| is_of_paragraph);
        let paragraph = steps.paragraph.or_else(own);
        let locator = self.context.step(paragraph, steps.item)?;
        let end = self.text.len() - steps.rest.len();
        self.push(start, end, Cited::Own, Some((locator.clone(), start)));
        Some(self.chain(Cited::Own, locator, end))
    }

    /// 前款, 前两款, 前条, 前项.
    fn relative(&mut self) -> Option<usize> {
        let start = self.at;
        if self.is_inside_quotation() {
            return None;
        }
        let behind = &self.text[start + "前".len()..];
        let count_end = behind.find(|c| !is_numeral(c)).unwrap_or(behind.len());
        let count = if count_end == 0 {
            1
        } else {
            parse_numeral(&behind[..count_end])?
        };
        let unit = behind[count_end..].chars().next()?;
        let mut end = start + "前".len() + count_end + unit.len_utf8();
        let clause = match unit {
            '款' => self.context.paragraphs_before(count)?,
            '条' => self.context.articles_before(count)?,
            '项' => self.context.items_before(count)?,
            _ => return None,
        };
        let mut locator = Locator::Anchor(self.context.clauses[clause].anchor.clone());
        if let Some(steps) = steps(&self.text[end..])
            && let Some(deeper) = self.context.below(clause, unit, &steps)
        {
            end = self.text.len() - steps.rest.len();
            locator = deeper;
        }
        self.push(start, end, Cited::Own, Some((locator.clone(), start)));
        Some(self.chain(Cited::Own, locator, end))
    }
}

impl Context<'_> {
    fn ancestor(&self, kind: ClauseKind) -> Option<usize> {
        let mut at = self.clause;
        while let Some(clause) = at {
            if self.clauses[clause].kind == kind {
                return Some(clause);
            }
            at = self.clauses[clause].parent;
        }
        None
    }

    fn article(&self) -> Option<usize> {
        self.ancestor(ClauseKind::Article)
    }

    fn paragraph(&self) -> Option<u32> {
        let paragraph = self.ancestor(ClauseKind::Paragraph)?;
        Some(self.clauses[paragraph].number.number)
    }

    /// A clause's child of this kind and number.
    fn child(&self, parent: usize, kind: ClauseKind, number: u32) -> Option<usize> {
        self.inside(parent)
            .filter(|(_, clause)| clause.parent == Some(parent) && clause.kind == kind)
            .find(|(_, clause)| clause.number.number == number)
            .map(|(at, _)| at)
    }

    /// What is inside a clause, as far as anyone looks.
    fn inside(&self, parent: usize) -> impl Iterator<Item = (usize, &Clause)> {
        let behind = self.clauses.iter().enumerate().skip(parent + 1);
        behind
            .take(LOOKED_AT)
            .take_while(|(_, clause)| clause.kind.is_inside())
    }

    /// The sibling with this number before a clause.
    fn sibling_before(&self, own: usize, number: u32) -> Option<usize> {
        let Clause { kind, parent, .. } = self.clauses[own];
        let before = self.clauses[..own].iter().enumerate().rev();
        before
            .take(LOOKED_AT)
            .filter(|(_, clause)| clause.parent == parent && clause.kind == kind)
            .find(|(_, clause)| clause.number.number == number)
            .map(|(at, _)| at)
    }

    /// The address of 第N款第M项 of the article that the text is in; also where it has none, which is then reported.
    fn step(&self, paragraph: Option<u32>, item: Option<u32>) -> Option<Locator> {
        let article = self.article()?;
        let holder = match paragraph {
            Some(number) => match self.child(article, ClauseKind::Paragraph, number) {
                Some(found) => found,
                None => {
                    let anchor = format!("{}-{number}", self.clauses[article].anchor);
                    return Some(Locator::Anchor(anchor.into()));
                }
            },
            None => self.with_item(article, item?)?,
        };
        let clause = match item {
            Some(item) => self.child(holder, ClauseKind::Item, item),
            None => Some(holder),
        };
        let anchor = clause.map(|clause| self.clauses[clause].anchor.to_string());
        let anchor = anchor.unwrap_or_else(|| {
            format!(
                "{}-i{}",
                self.clauses[holder].anchor,
                item.unwrap_or_default()
            )
        });
        Some(Locator::Anchor(anchor.into()))
    }

    /// The 款 of an article that has an item with this number; else its first.
    fn with_item(&self, article: usize, item: u32) -> Option<usize> {
        let is_it =
            |clause: &Clause| clause.kind == ClauseKind::Item && clause.number.number == item;
        let found = self.inside(article).find(|(_, clause)| is_it(clause));
        let first = || self.child(article, ClauseKind::Paragraph, 1);
        found.and_then(|(_, item)| item.parent).or_else(first)
    }

    fn paragraphs_before(&self, count: u32) -> Option<usize> {
        let own = self.ancestor(ClauseKind::Paragraph)?;
        let number = self.clauses[own].number.number.checked_sub(count)?;
        self.sibling_before(own, number)
    }

    fn items_before(&self, count: u32) -> Option<usize> {
        let own = self.ancestor(ClauseKind::Item)?;
        let number = self.clauses[own].number.number.checked_sub(count)?;
        self.sibling_before(own, number)
    }

    fn articles_before(&self, count: u32) -> Option<usize> {
        let own = self.article()?;
        let scope = scope(&self.clauses[own].anchor);
        let before = self.clauses[..own].iter().enumerate().rev();
        let mut articles = before.filter(|(_, clause)| {
            clause.kind == ClauseKind::Article && self::scope(&clause.anchor) == scope
        });
        articles.nth(count as usize - 1).map(|(at, _)| at)
    }

    /// 第二款 behind 前条, 第（一）项 behind 前款.
    fn below(
        &self,
        clause: usize,
        unit: char,
        steps: &super::locator::Steps<'_>,
    ) -> Option<Locator> {
        let holder = match (unit, steps.paragraph) {
            ('条', Some(number)) => self.child(clause, ClauseKind::Paragraph, number)?,
            ('条', None) => self.with_item(clause, steps.item?)?,
            ('款', None) => clause,
            _ => return None,
        };
        let found = match steps.item {
            Some(item) => self.child(holder, ClauseKind::Item, item)?,
            None => holder,
        };
        Some(Locator::Anchor(self.clauses[found].anchor.clone()))
    }

    /// An article's number inside an appendix that has it means the one there.
    fn in_appendix(&self, locator: Locator) -> Locator {
        let own = self
            .article()
            .map(|article| scope(&self.clauses[article].anchor));
        match (own, &locator) {
            (Some(scope), Locator::Article { number, .. }) if !scope.is_empty() => {
                let anchor = locator.address().map(|address| format!("{scope}{address}"));
                let article = format!("{scope}a{number}");
                let is_there = self.in_appendices.contains(article.as_str());
                match anchor {
                    Some(anchor) if is_there => Locator::Anchor(anchor.into()),
                    _ => locator,
                }
            }
            _ => locator,
        }
    }
}

/// `x1-` of an address inside an appendix.
fn scope(anchor: &str) -> &str {
    if anchor.starts_with('x') {
        anchor.split_inclusive('-').next().unwrap_or_default()
    } else {
        ""
    }
}

/// 办法 of 本办法 at the end of `before`.
fn called(before: &str) -> Option<&'static str> {
    const WORDS: [&str; 18] = [
        "办法", "细则", "规定", "制度", "规程", "通知", "规则", "准则", "条例", "法", "解释",
        "决定", "意见", "方案", "指引", "章程", "规范", "标准",
    ];
    WORDS.into_iter().find(|word| {
        before
            .strip_suffix(*word)
            .is_some_and(|before| before.ends_with('本'))
    })
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\u{3000}']).len()
}

/// How many bytes stand between a title and its clause: white space, and （以下简称公司法） or （2023年修订）.
fn aside(text: &str) -> usize {
    const LONGEST: usize = 120;
    let start = spaces(text);
    let Some(inner) = text[start..].strip_prefix('（') else {
        return start;
    };
    match inner.find('）') {
        Some(end) if end <= LONGEST && !inner[..end].contains(['《', '（']) => {
            let after = start + "（".len() + end + "）".len();
            after + spaces(&text[after..])
        }
        _ => start,
    }
}

/// The 》 that closes the 《 before `start`, with inner pairs skipped.
fn closing(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, c) in text[start..].char_indices() {
        match c {
            '《' => depth += 1,
            '》' if depth == 0 => return (at > 0).then_some(start + at),
            '》' => depth -= 1,
            _ if at > LONGEST_TITLE => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Citation, Context, citations};

    fn found(text: &str) -> Vec<&str> {
        let mut context = Context {
            clauses: &[],
            in_appendices: &HashSet::new(),
            clause: None,
            speaks_of_others: false,
        };
        let cut = |found: Citation| &text[found.span.range()];
        citations(text, &mut context).into_iter().map(cut).collect()
    }

    #[test]
    fn title_and_clause_are_one() {
        assert_eq!(
            found("依据《差旅费管理办法》第十二条第二款，参照《会计法》。"),
            ["《差旅费管理办法》第十二条第二款", "《会计法》"]
        );
    }

    #[test]
    fn a_chain_is_cut_into_its_clauses() {
        assert_eq!(
            found("《甲办法》第八条至第十条、第十二条第一款第（二）项、第三款和本办法第五条"),
            [
                "《甲办法》第八条",
                "第十条",
                "第十二条第一款第（二）项",
                "第三款",
                "本办法第五条"
            ]
        );
    }

    #[test]
    fn a_short_name_between_title_and_clause() {
        assert_eq!(
            found("《中华人民共和国公司法》（以下简称公司法）第八条"),
            ["《中华人民共和国公司法》", "第八条"]
        );
    }

    #[test]
    fn clauses_of_who_knows_what_are_left_alone() {
        assert_eq!(
            found("公司法第八条、第九条规定，第一款所称"),
            [] as [&str; 0]
        );
    }
}
