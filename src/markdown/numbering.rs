use std::sync::Arc;

use super::anchor::{Anchors, is_reserved_anchor};
use super::clause::{Clause, ClauseKind, ClauseNumber, Label, label};
use super::paragraph::{
    OwnAttributes, article_label, split_at_articles, take_attributes, without_label,
};
use super::plain_inlines;
use super::tree::{Article, Block, BlockKind, Heading, Inline, Tree};
use crate::diagnostics::{DUPLICATE_ANCHOR, Diagnostic, Place, RESERVED_ANCHOR, Span};

/// Finds the clauses of a tree, gathers under each article what belongs to it, and gives everything its anchor.
pub(super) fn number(
    path: &Arc<str>,
    file: &str,
    mut tree: Tree,
    findings: &mut Vec<Diagnostic>,
) -> Tree {
    let blocks = std::mem::take(&mut tree.blocks);
    let mut numbering = Numbering {
        path,
        file,
        has_parts: has_parts(&blocks, &tree.headings, file),
        headings: std::mem::take(&mut tree.headings),
        clauses: Vec::new(),
        anchors: Anchors::default(),
        within: Within::default(),
        last_article: None,
        findings,
    };
    numbering.take_permanent_headings();
    let blocks = numbering.top_level(blocks);
    numbering.name_other_headings();
    Tree {
        blocks,
        headings: numbering.headings,
        clauses: numbering.clauses,
        ..tree
    }
}

/// Whether the document is divided into 编: some headings say so, or there are several top headings with chapters.
fn has_parts(blocks: &[Block], headings: &[Heading], file: &str) -> bool {
    let tops: Vec<_> = blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Heading(index) => Some(&headings[index]),
            _ => None,
        })
        .collect();
    let kind = |heading: &Heading| heading_label(heading, file).map(|label| label.kind);
    let numbered = tops.iter().any(|h| kind(h) == Some(ClauseKind::Part));
    let top_headings = tops.iter().filter(|h| h.level == 1).count();
    let deep_chapters = tops
        .iter()
        .any(|h| h.level > 1 && kind(h) == Some(ClauseKind::Chapter));
    numbered || (top_headings > 1 && deep_chapters)
}

fn heading_label(heading: &Heading, file: &str) -> Option<Label> {
    label(plain_inlines(&heading.inlines, file).trim_start())
}

/// Where in the document's division the walk stands.
#[derive(Debug, Default)]
struct Within {
    appendix: u32,
    part: u32,
    chapter: ClauseNumberOrZero,
}

type ClauseNumberOrZero = Option<ClauseNumber>;

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
            ClauseKind::Article => format!("{}a{number}", self.appendix()),
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
            ClauseKind::SubPart | ClauseKind::Section | ClauseKind::Article => {}
        }
    }
}

struct Numbering<'a, 'f> {
    path: &'a Arc<str>,
    file: &'a str,
    has_parts: bool,
    headings: Vec<Heading>,
    clauses: Vec<Clause>,
    anchors: Anchors,
    within: Within,
    last_article: Option<ClauseNumber>,
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

    fn top_level(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
        for block in blocks {
            match block.kind {
                BlockKind::Heading(index) => self.heading(index, block.span, &mut out),
                BlockKind::Paragraph(inlines, _) => self.paragraph(inlines, block.span, &mut out),
                kind => append(&mut out, Block { kind, ..block }),
            }
        }
        self.close_spans(&out);
        out
    }

    /// An article ends where its last block ends.
    fn close_spans(&mut self, blocks: &[Block]) {
        for block in blocks {
            if let BlockKind::Article(article) = &block.kind
                && let Some(last) = article.blocks.last()
            {
                let clause = &mut self.clauses[article.clause];
                clause.span.end = clause.span.end.max(last.span.end);
            }
        }
    }

    fn heading(&mut self, index: usize, span: Span, out: &mut Vec<Block>) {
        let text = plain_inlines(&self.headings[index].inlines, self.file);
        let found = label(text.trim_start());
        match found {
            Some(label) if label.kind == ClauseKind::Article => {
                self.article_heading(index, &label, span, out);
                return;
            }
            Some(label) => self.division(index, label.kind, label.number),
            None if is_appendix(&text) => {
                let number = ClauseNumber::plain(self.within.appendix + 1);
                self.division(index, ClauseKind::Appendix, number);
            }
            None if self.has_parts && self.headings[index].level == 1 => {
                let number = ClauseNumber::plain(self.within.part + 1);
                self.division(index, ClauseKind::Part, number);
            }
            None => {}
        }
        out.push(Block {
            span,
            kind: BlockKind::Heading(index),
        });
    }

    fn division(&mut self, index: usize, kind: ClauseKind, number: ClauseNumber) {
        let wanted = self.within.address(kind, number);
        self.within.enter(kind, number);
        if kind == ClauseKind::Appendix {
            self.last_article = None;
        }
        let anchor = self.anchors.unique(&wanted);
        let heading = &mut self.headings[index];
        let permanent = heading.permanent.then(|| heading.anchor.clone());
        heading.anchor = anchor.clone();
        heading.clause = Some(self.clauses.len());
        self.clauses.push(Clause {
            kind,
            number,
            anchor,
            permanent,
            red_line: false,
            label: heading.span,
            span: heading.span,
        });
    }

    /// `### 第十二条 住宿标准`: the rest of the heading is the article's own title, in bold.
    fn article_heading(&mut self, index: usize, found: &Label, span: Span, out: &mut Vec<Block>) {
        let heading = self.headings[index].clone();
        let label_span = article_label(&heading.inlines, self.file, self.last_article)
            .map_or(heading.span, |(_, span)| span);
        let rest = without_label(heading.inlines, found, self.file);
        let own = OwnAttributes {
            id: None,
            red_line: false,
        };
        let clause = self.article(found, label_span, span, own);
        if heading.permanent {
            self.clauses[clause].permanent = Some(heading.anchor);
        }
        self.headings[index].clause = Some(clause);
        self.headings[index].anchor = self.clauses[clause].anchor.clone();
        let title = Block {
            span,
            kind: BlockKind::Paragraph(vec![Inline::Strong(rest)], None),
        };
        out.push(Block {
            span,
            kind: BlockKind::Article(Article {
                clause,
                blocks: vec![title],
            }),
        });
    }

    fn paragraph(&mut self, inlines: Vec<Inline>, span: Span, out: &mut Vec<Block>) {
        for line in split_at_articles(inlines, self.file, self.last_article) {
            match article_label(&line, self.file, self.last_article) {
                Some((found, label_span)) => {
                    let mut rest = without_label(line, &found, self.file);
                    let own = take_attributes(&mut rest, self.file);
                    let span = Span {
                        start: label_span.start,
                        ..span
                    };
                    let clause = self.article(&found, label_span, span, own);
                    let kind = BlockKind::Paragraph(rest, None);
                    out.push(Block {
                        span,
                        kind: BlockKind::Article(Article {
                            clause,
                            blocks: vec![Block { span, kind }],
                        }),
                    });
                }
                None => append(out, self.plain_paragraph(line, span)),
            }
        }
    }

    fn plain_paragraph(&mut self, mut inlines: Vec<Inline>, span: Span) -> Block {
        let own = take_attributes(&mut inlines, self.file);
        let anchor = own.id.map(|(id, span)| {
            self.take_permanent(&id, span);
            id
        });
        Block {
            span,
            kind: BlockKind::Paragraph(inlines, anchor),
        }
    }

    fn article(&mut self, found: &Label, label: Span, span: Span, own: OwnAttributes) -> usize {
        let wanted = self.within.address(ClauseKind::Article, found.number);
        self.last_article = Some(found.number);
        let permanent = own.id.map(|(id, span)| {
            self.take_permanent(&id, span);
            id
        });
        self.clauses.push(Clause {
            kind: ClauseKind::Article,
            number: found.number,
            anchor: self.anchors.unique(&wanted),
            permanent,
            red_line: own.red_line,
            label,
            span,
        });
        self.clauses.len() - 1
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

/// 附件一, 附录: a heading behind which numbers begin anew. 附则 is a chapter like any other.
fn is_appendix(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with("附件") || text.starts_with("附录") || text.starts_with("附表")
}

/// Adds a block to the article before it, or to the document where there is none.
fn append(out: &mut Vec<Block>, block: Block) {
    match out.last_mut().map(|last| &mut last.kind) {
        Some(BlockKind::Article(article)) => article.blocks.push(block),
        _ => out.push(block),
    }
}
