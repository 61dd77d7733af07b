use std::fmt;

use super::numeral::{chinese_numeral, is_numeral, parse_numeral};
use crate::diagnostics::Span;

/// The levels of a policy that have a heading or a number of their own.
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
}

impl ClauseKind {
    fn from_suffix(text: &str) -> Option<(Self, &str)> {
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
        }
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

    /// 第十二条之一, for a clause of `kind`.
    pub fn in_words(self, kind: ClauseKind) -> String {
        let number = chinese_numeral(self.number);
        let inserted = match self.inserted {
            0 => String::new(),
            inserted => format!("之{}", chinese_numeral(inserted)),
        };
        format!("第{number}{}{inserted}", kind.suffix())
    }
}

impl fmt::Display for ClauseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.address())
    }
}

/// A numbered clause of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its level.
    pub kind: ClauseKind,
    /// Its number.
    pub number: ClauseNumber,
    /// `a12`, `c3`, `p2-s3-1`: unique in the document.
    pub anchor: Box<str>,
    /// `{#name}`: the id that goes on with a revision.
    pub permanent: Option<Box<str>>,
    /// Whether it is a red line: never done, whoever asks.
    pub red_line: bool,
    /// The number as written, such as 第十二条.
    pub label: Span,
    /// All of it.
    pub span: Span,
}

/// A clause's label at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) kind: ClauseKind,
    pub(super) number: ClauseNumber,
    /// Bytes of the label itself.
    pub(super) length: usize,
    /// Bytes of white space behind it.
    pub(super) space: usize,
}

/// Reads 第N条, 第N章 and the like at the start of `text`.
pub(super) fn label(text: &str) -> Option<Label> {
    let rest = text
        .strip_prefix('第')?
        .trim_start_matches([' ', '\u{3000}']);
    let numeral = &rest[..rest.find(|c| !is_numeral(c)).unwrap_or(rest.len())];
    let number = parse_numeral(numeral)?;
    let (kind, rest) = ClauseKind::from_suffix(rest[numeral.len()..].trim_start_matches(' '))?;
    let (inserted, rest) = match inserted(rest) {
        Some((inserted, rest)) if kind == ClauseKind::Article => (inserted, rest),
        _ => (0, rest),
    };
    let body = rest.trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']);
    Some(Label {
        kind,
        number: ClauseNumber { number, inserted },
        length: text.len() - rest.len(),
        space: rest.len() - body.len(),
    })
}

/// 之一 behind 条; 第十条之规定 has none.
fn inserted(text: &str) -> Option<(u32, &str)> {
    let rest = text.strip_prefix('之')?;
    let numeral = &rest[..rest.find(|c| !is_numeral(c)).unwrap_or(rest.len())];
    Some((parse_numeral(numeral)?, &rest[numeral.len()..]))
}

/// What may follow a number that only mentions a clause, as in 第八条、第九条规定的….
const CONTINUES_A_SENTENCE: &str = "、，。；：的和与或及至到规之所第款项中以—－-～（(";

/// Whether a paragraph that begins with `label` is that article, and does not just speak of one.
///
/// A label followed by white space, or alone on its line, is an article. Without space it is one only if the
/// numbers run on and what follows does not continue a sentence.
pub(super) fn begins_article(label: Label, text: &str, last: Option<ClauseNumber>) -> bool {
    if label.kind != ClauseKind::Article {
        return false;
    }
    let rest = &text[label.length..];
    if label.space > 0 || rest.trim().is_empty() {
        return true;
    }
    let next = last.map_or(1, |last| last.number + 1);
    let runs_on = label.number.number == next
        || last.is_some_and(|last| label.number.inserted == last.inserted + 1);
    runs_on && !rest.starts_with(|c| CONTINUES_A_SENTENCE.contains(c))
}

#[cfg(test)]
mod tests {
    use super::{ClauseKind, ClauseNumber, begins_article, label};

    #[test]
    fn inserted_articles_have_two_numbers() {
        let read = label("第十二条之一　职工").unwrap();
        assert_eq!(
            read.number,
            ClauseNumber {
                number: 12,
                inserted: 1
            }
        );
        assert_eq!(read.number.address(), "12z1");
        assert_eq!(read.space, 3);
    }

    #[test]
    fn sub_parts_are_not_parts() {
        assert_eq!(label("第一分编 通则").unwrap().kind, ClauseKind::SubPart);
    }

    #[test]
    fn a_sentence_about_articles_is_no_article() {
        let text = "第八条、第九条规定的费用";
        let last = Some(ClauseNumber::plain(7));
        assert!(!begins_article(label(text).unwrap(), text, last));
        assert!(begins_article(
            label("第八条员工出差").unwrap(),
            "第八条员工出差",
            last
        ));
    }
}
