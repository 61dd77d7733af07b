use super::clause::{ClauseKind, ClauseNumber, label};
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
    },
    /// 第三章, `c3`: any other address, and `{#name}`.
    Anchor(Box<str>),
}

impl Locator {
    /// Reads what follows a `#`: `12`, `第十二条第一款第（三）项`, `a12-1-i3` or a name.
    ///
    /// ```
    /// use lanmu::markdown::Locator;
    /// assert_eq!(Locator::parse("12"), Locator::parse("第十二条"));
    /// assert_eq!(Locator::parse("a12-1-i3"), Locator::parse("第十二条第一款第（三）项"));
    /// ```
    pub fn parse(text: &str) -> Self {
        if let Some(number) = parse_numeral(text) {
            return Self::article(number);
        }
        if let Some((locator, "")) = Self::in_prose(text) {
            return locator;
        }
        if let Some(chapter) = chapter(text) {
            return chapter;
        }
        address(text).unwrap_or_else(|| Self::Anchor(text.into()))
    }

    /// Reads 第N条第N款第（N）项 at the start of running text, with what follows it.
    pub(super) fn in_prose(text: &str) -> Option<(Self, &str)> {
        let label = label(text).filter(|label| label.kind == ClauseKind::Article)?;
        let rest = &text[label.length..];
        let (paragraph, rest) = step(rest, "款").unzip_or(rest);
        let (item, rest) = step(rest, "项").unzip_or(rest);
        let locator = Self::Article {
            number: label.number,
            paragraph,
            item,
        };
        Some((locator, rest))
    }

    fn article(number: u32) -> Self {
        Self::Article {
            number: ClauseNumber::plain(number),
            paragraph: None,
            item: None,
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
            } => {
                let mut words = number.in_words(ClauseKind::Article);
                if let Some(paragraph) = paragraph {
                    words.push_str(&in_step(*paragraph, "第", "款"));
                }
                if let Some(item) = item {
                    words.push_str(&in_step(*item, "第（", "）项"));
                }
                words
            }
        }
    }
}

fn in_step(number: u32, before: &str, behind: &str) -> String {
    format!("{before}{}{behind}", chinese_numeral(number))
}

trait UnzipOr<'a> {
    fn unzip_or(self, rest: &'a str) -> (Option<u32>, &'a str);
}

impl<'a> UnzipOr<'a> for Option<(u32, &'a str)> {
    fn unzip_or(self, rest: &'a str) -> (Option<u32>, &'a str) {
        self.map_or((None, rest), |(number, rest)| (Some(number), rest))
    }
}

/// 第二款, 第（三）项, 第三项.
fn step<'a>(text: &'a str, suffix: &str) -> Option<(u32, &'a str)> {
    let rest = text.strip_prefix('第')?;
    let inner = rest.strip_prefix(['（', '(']).unwrap_or(rest);
    let numeral = &inner[..inner.find(|c| !is_numeral(c)).unwrap_or(inner.len())];
    let rest = inner[numeral.len()..].trim_start_matches(['）', ')']);
    Some((parse_numeral(numeral)?, rest.strip_prefix(suffix)?))
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

/// `a12z1-2-i3`
fn address(text: &str) -> Option<Locator> {
    let mut parts = text.strip_prefix('a')?.split('-');
    let (number, inserted) = match parts.next()?.split_once('z') {
        Some((number, inserted)) => (number.parse().ok()?, inserted.parse().ok()?),
        None => (text[1..].split('-').next()?.parse().ok()?, 0),
    };
    let paragraph = match parts.next() {
        Some(part) => Some(part.parse().ok()?),
        None => None,
    };
    let item = match parts.next() {
        Some(part) => Some(part.strip_prefix('i')?.parse().ok()?),
        None => None,
    };
    Some(Locator::Article {
        number: ClauseNumber { number, inserted },
        paragraph,
        item,
    })
}

#[cfg(test)]
mod tests {
    use super::Locator;
    use crate::markdown::ClauseNumber;

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
        let expected = Locator::Article {
            number: ClauseNumber::plain(12),
            paragraph: Some(2),
            item: None,
        };
        assert_eq!((locator, rest), (expected, "的规定"));
    }
}
