use std::borrow::Cow;
use std::fmt;

use super::numeral::chinese_numeral;
use crate::diagnostics::Span;

/// The levels of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClauseKind {
    /// 附件
    Appendix,
    /// 编
    Part,
    /// 分编
    SubPart,
    /// 章
    Chapter,
    /// 节
    Section,
    /// 条
    Article,
    /// 1.2.3, or 一、（一）1. in a document without articles
    Numbered,
    /// 款
    Paragraph,
    /// 项
    Item,
    /// 目, and what is deeper
    SubItem,
}

impl ClauseKind {
    pub(super) fn from_suffix(text: &str) -> Option<(Self, &str)> {
        const SUFFIXES: [(&str, ClauseKind); 5] = [
            ("分编", ClauseKind::SubPart),
            ("编", ClauseKind::Part),
            ("章", ClauseKind::Chapter),
            ("节", ClauseKind::Section),
            ("条", ClauseKind::Article),
        ];
        SUFFIXES
            .into_iter()
            .find_map(|(suffix, kind)| Some((kind, text.strip_prefix(suffix)?)))
    }

    fn suffix(self) -> &'static str {
        match self {
            Self::Appendix => "附件",
            Self::Part => "编",
            Self::SubPart => "分编",
            Self::Chapter => "章",
            Self::Section => "节",
            Self::Article => "条",
            Self::Numbered => "",
            Self::Paragraph => "款",
            Self::Item => "项",
            Self::SubItem => "目",
        }
    }

    /// Whether it holds text of its own: an article, or a clause of the numbered style.
    pub fn holds_text(self) -> bool {
        matches!(self, Self::Article | Self::Numbered)
    }

    /// Whether it is inside such a clause: 款, 项, 目.
    pub fn is_inside(self) -> bool {
        self >= Self::Paragraph
    }
}

/// A clause's number: 第十二条 is 12, 第十二条之一 is 12 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseNumber {
    /// From 1, or 0 where the author counts from it.
    pub number: u32,
    /// 之N; 0 where there is none.
    pub inserted: u32,
}

impl ClauseNumber {
    /// A number without 之.
    pub fn plain(number: u32) -> Self {
        Self {
            number,
            inserted: 0,
        }
    }

    /// `12` or `12z1`, as it stands in addresses.
    pub fn address(self) -> String {
        match self.inserted {
            0 => self.number.to_string(),
            inserted => format!("{}z{inserted}", self.number),
        }
    }

    /// 第十二条之一, for a clause of `kind`; 第（三）项 for an item.
    pub fn in_words(self, kind: ClauseKind) -> String {
        let number = chinese_numeral(self.number);
        let inserted = match self.inserted {
            0 => String::new(),
            inserted => format!("之{}", chinese_numeral(inserted)),
        };
        match kind {
            ClauseKind::Item => format!("第（{number}）项"),
            ClauseKind::SubItem => format!("第{}目", self.number),
            ClauseKind::Appendix => format!("附件{}", self.number),
            _ => format!("第{number}{}{inserted}", kind.suffix()),
        }
    }

    /// Whether this number may follow `last` among siblings: the next one, or the next inserted behind it.
    pub(super) fn follows(self, last: Option<Self>) -> bool {
        let Some(last) = last else {
            return self.number <= 1 && self.inserted == 0;
        };
        let next = self.number == last.number + 1 && self.inserted == 0;
        next || (self.number == last.number && self.inserted == last.inserted + 1)
    }
}

impl fmt::Display for ClauseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.address())
    }
}

/// A numbered clause of a document, or a 款, which has no number of its own in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its level.
    pub kind: ClauseKind,
    /// Its number among its siblings.
    pub number: ClauseNumber,
    /// `a12`, `a12-1-i3`, `c3`, `p2-s3-1`, `n1.2`: unique in the document.
    pub anchor: Box<str>,
    /// `{#name}`: the id that goes on with a revision.
    pub permanent: Option<Box<str>>,
    /// Whether it is a red line: never done, whoever asks.
    pub red_line: bool,
    /// The clause that it is part of, by index; an item's is its 款.
    pub parent: Option<usize>,
    /// The number as written, such as 第十二条 or （三）; empty for a 款.
    pub label: Span,
    /// All of it, with what belongs to it.
    pub span: Span,
}

impl Clause {
    /// Whether this is the clause at the address `#name`: by its number, or by the id that goes on with revisions.
    pub fn is_named(&self, name: &str) -> bool {
        *self.anchor == *name || self.permanent.as_deref() == Some(name)
    }

    /// The number as it is written in `source`, without the marks of bold and escapes.
    pub fn written<'s>(&self, source: &'s str) -> Cow<'s, str> {
        const MARKS: [char; 2] = ['*', '\\'];
        let written = &source[self.label.range()];
        if written.contains(MARKS) {
            written.replace(MARKS, "").into()
        } else {
            written.into()
        }
    }
}

/// A clause as one cites it: 第十二条第二款第（三）项; inside an appendix with 附件1 before it.
pub fn path_in_words(clauses: &[Clause], index: usize, source: &str) -> String {
    let mut words = String::new();
    let mut at = Some(index);
    while let Some(clause) = at.and_then(|at| clauses.get(at)) {
        let own = match clause.kind {
            ClauseKind::Numbered => clause.written(source),
            ClauseKind::Chapter | ClauseKind::Section | ClauseKind::Part | ClauseKind::SubPart
                if !words.is_empty() =>
            {
                Cow::default()
            }
            kind => clause.number.in_words(kind).into(),
        };
        words.insert_str(0, &own);
        at = if clause.kind == ClauseKind::Numbered {
            None
        } else {
            clause.parent
        };
    }
    words
}
