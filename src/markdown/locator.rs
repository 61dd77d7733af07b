use std::fmt::Write as _;

use super::clause::{ClauseKind, ClauseNumber};
use super::label::label;
use super::numeral::{chinese_numeral, is_numeral, parse_numeral};

/// Which place of a document a reference means, in whatever way it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Locator {
    /// 第十二条第二款第（三）项, `12`, `a12-2-i3`.
    Article {
        /// 条
        number: ClauseNumber,
        /// 款
        paragraph: Option<u32>,
        /// 项
        item: Option<u32>,
        /// 目
        sub_item: Option<u32>,
    },
    /// 第三章, `c3`, `1.2.3`: any other address, and `{#name}`.
    Anchor(Box<str>),
}

impl Locator {
    /// Reads what follows a `#`: `12`, `第十二条第一款第（三）项`, `a12-1-i3`, `1.2.3` or a name.
    ///
    /// ```
    /// use lanmu::markdown::Locator;
    /// assert_eq!(Locator::parse("12"), Locator::parse("第十二条"));
    /// assert_eq!(Locator::parse("a12-1-i3"), Locator::parse("第十二条第一款第（三）项"));
    /// assert_eq!(Locator::parse("3.2"), Locator::parse("n3.2"));
    /// ```
    pub fn parse(text: &str) -> Self {
        if let Some(number) = parse_numeral(text) {
            return Self::article(ClauseNumber::plain(number));
        }
        if let Some((locator, "")) = Self::in_prose(text) {
            return locator;
        }
        if let Some(chapter) = chapter(text) {
            return chapter;
        }
        if text.contains('.') && text.split('.').all(|part| part.parse::<u32>().is_ok()) {
            return Self::Anchor(format!("n{text}").into());
        }
        address(text).unwrap_or_else(|| Self::Anchor(text.into()))
    }

    /// Reads 第N条第N款第（N）项 at the start of running text, with what follows it.
    pub(super) fn in_prose(text: &str) -> Option<(Self, &str)> {
        let label = label(text).filter(|label| label.kind == ClauseKind::Article)?;
        let rest = &text[label.length..];
        let Some(steps) = steps(rest) else {
            return Some((Self::article(label.number), rest));
        };
        let locator = Self::Article {
            number: label.number,
            paragraph: steps.paragraph,
            item: steps.item,
            sub_item: steps.sub_item,
        };
        Some((locator, steps.rest))
    }

    /// Reads the next member of a row at the start of `text`: 第九条 of any, 第三款 and 第（二）项 of the same article.
    pub(super) fn followed_by<'t>(&self, text: &'t str) -> Option<(Self, &'t str)> {
        if let Some(found) = Self::in_prose(text) {
            return Some(found);
        }
        let steps = steps(text)?;
        let next = match self {
            Self::Article {
                number, paragraph, ..
            } => Self::Article {
                number: *number,
                paragraph: steps.paragraph.or(*paragraph),
                item: steps.item,
                sub_item: steps.sub_item,
            },
            Self::Anchor(anchor) => Self::Anchor(beside(anchor, &steps)?.into()),
        };
        Some((next, steps.rest))
    }

    fn article(number: ClauseNumber) -> Self {
        Self::Article {
            number,
            paragraph: None,
            item: None,
            sub_item: None,
        }
    }

    /// `a12-1-i3`, as far as it can be told without the document: an item without its 款 has none.
    pub(super) fn address(&self) -> Option<String> {
        let Self::Article {
            number,
            paragraph,
            item,
            sub_item,
        } = self
        else {
            return None;
        };
        let mut address = format!("a{number}");
        match (paragraph, item) {
            (None, None) => return Some(address),
            (None, Some(_)) => return None,
            (Some(paragraph), _) => {
                // Writing to memory does not fail.
                let _ = write!(address, "-{paragraph}");
            }
        }
        if let Some(item) = item {
            let _ = write!(address, "-i{item}");
        }
        if let Some(sub_item) = sub_item {
            let _ = write!(address, "-{sub_item}");
        }
        Some(address)
    }

    /// The article of which it means a part; itself where it names none.
    #[must_use]
    pub fn article_alone(&self) -> Self {
        match self {
            Self::Article { number, .. } => Self::article(*number),
            Self::Anchor(_) => self.clone(),
        }
    }

    /// As it is said in prose.
    pub fn in_words(&self) -> String {
        match self {
            Self::Anchor(anchor) => format!("#{anchor}"),
            Self::Article {
                number,
                paragraph,
                item,
                sub_item,
            } => {
                let mut words = number.in_words(ClauseKind::Article);
                if let Some(paragraph) = paragraph {
                    words.push_str(&in_step(*paragraph, "第", "款"));
                }
                if let Some(item) = item {
                    words.push_str(&in_step(*item, "第（", "）项"));
                }
                if let Some(sub_item) = sub_item {
                    let _ = write!(words, "第{sub_item}目");
                }
                words
            }
        }
    }
}

/// The address beside `anchor` that the same article's 第N款 or 第（N）项 has.
fn beside(anchor: &str, steps: &Steps<'_>) -> Option<String> {
    let article_end = anchor
        .rfind('a')
        .and_then(|at| anchor[at..].find('-').map(|end| at + end));
    match (steps.paragraph, steps.item) {
        (Some(paragraph), None) => {
            let article = article_end.map_or(anchor, |end| &anchor[..end]);
            Some(format!("{article}-{paragraph}"))
        }
        (None, Some(item)) => Some(format!("{}-i{item}", &anchor[..anchor.find("-i")?])),
        _ => None,
    }
}

fn in_step(number: u32, before: &str, behind: &str) -> String {
    format!("{before}{}{behind}", chinese_numeral(number))
}

/// 第二款第（三）项第1目 behind an article's number, and what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Steps<'t> {
    pub(super) paragraph: Option<u32>,
    pub(super) item: Option<u32>,
    pub(super) sub_item: Option<u32>,
    pub(super) rest: &'t str,
}

/// Reads at least one of 款, 项 and 目, in this order.
pub(super) fn steps(text: &str) -> Option<Steps<'_>> {
    let (paragraph, rest) = one(text, "款");
    let (item, rest) = one(rest, "项");
    let (sub_item, rest) = one(rest, "目");
    let any = paragraph.or(item).is_some();
    any.then_some(Steps {
        paragraph,
        item,
        sub_item,
        rest,
    })
}

fn one<'t>(text: &'t str, unit: &str) -> (Option<u32>, &'t str) {
    step(text, unit).map_or((None, text), |(number, rest)| (Some(number), rest))
}

/// 第二款, 第（三）项, 第三项.
fn step<'t>(text: &'t str, unit: &str) -> Option<(u32, &'t str)> {
    let rest = text.strip_prefix('第')?;
    let inner = rest.strip_prefix(['（', '(']).unwrap_or(rest);
    let numeral = &inner[..inner.find(|c| !is_numeral(c)).unwrap_or(inner.len())];
    let rest = inner[numeral.len()..].trim_start_matches(['）', ')']);
    let rest = rest.strip_prefix(unit)?;
    // 第一项目 is a project, 第三目标 an aim.
    let goes_on = (unit == "项" && rest.starts_with('目'))
        || (unit == "目" && rest.starts_with(['标', '的', '录']));
    (!goes_on).then_some(())?;
    Some((parse_numeral(numeral)?, rest))
}

fn chapter(text: &str) -> Option<Locator> {
    let label = label(text).filter(|label| label.length == text.len())?;
    let letter = match label.kind {
        ClauseKind::Chapter => 'c',
        ClauseKind::Part => 'p',
        _ => return None,
    };
    Some(Locator::Anchor(format!("{letter}{}", label.number).into()))
}

/// `a12z1-2-i3-1`
fn address(text: &str) -> Option<Locator> {
    let mut parts = text.strip_prefix('a')?.split('-');
    let article = parts.next()?;
    let (number, inserted) = match article.split_once('z') {
        Some((number, inserted)) => (number.parse().ok()?, inserted.parse().ok()?),
        None => (article.parse().ok()?, 0),
    };
    let paragraph = parts.next().map(str::parse).transpose().ok()?;
    let item = match parts.next() {
        Some(part) => Some(part.strip_prefix('i')?.parse().ok()?),
        None => None,
    };
    let sub_item = parts.next().map(str::parse).transpose().ok()?;
    // What is deeper is found by its whole address.
    parts.next().is_none().then_some(Locator::Article {
        number: ClauseNumber { number, inserted },
        paragraph,
        item,
        sub_item,
    })
}

#[cfg(test)]
mod tests {
    use super::Locator;

    #[test]
    fn names_are_anchors() {
        assert_eq!(
            Locator::parse("hotel-cap"),
            Locator::Anchor("hotel-cap".into())
        );
        assert_eq!(Locator::parse("第三章"), Locator::Anchor("c3".into()));
    }

    #[test]
    fn prose_stops_where_the_clause_stops() {
        let (locator, rest) = Locator::in_prose("第十二条第二款的规定").unwrap();
        assert_eq!((locator, rest), (Locator::parse("a12-2"), "的规定"));
        let (locator, rest) = Locator::in_prose("第十二条第一项目").unwrap();
        assert_eq!((locator, rest), (Locator::parse("a12"), "第一项目"));
    }

    #[test]
    fn a_row_goes_on_in_the_same_article() {
        let first = Locator::parse("第八条第一款");
        assert_eq!(
            first.followed_by("第三款").unwrap().0,
            Locator::parse("a8-3")
        );
        assert_eq!(
            first.followed_by("第（二）项").unwrap().0,
            Locator::parse("a8-1-i2")
        );
        assert_eq!(first.followed_by("第九条").unwrap().0, Locator::parse("a9"));
    }
}
