use super::clause::{ClauseKind, ClauseNumber};
use super::numeral::{is_numeral, parse_numeral};

/// A clause's label at the start of a text: 第十二条, 第三章.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) kind: ClauseKind,
    pub(super) number: ClauseNumber,
    /// Bytes of the label itself.
    pub(super) length: usize,
    /// Bytes of white space behind it.
    pub(super) space: usize,
}

/// White space as Word leaves it.
pub(super) const SPACES: [char; 5] = [' ', '\t', '\u{3000}', '\u{a0}', '\u{2003}'];

/// Reads 第N条, 第N章 and the like at the start of `text`.
pub(super) fn label(text: &str) -> Option<Label> {
    let rest = text.strip_prefix('第')?.trim_start_matches(SPACES);
    let numeral = &rest[..rest.find(|c| !is_numeral(c)).unwrap_or(rest.len())];
    let number = parse_numeral(numeral)?;
    let (kind, rest) = ClauseKind::from_suffix(rest[numeral.len()..].trim_start_matches(SPACES))?;
    let (inserted, rest) = match inserted(rest) {
        Some((inserted, rest)) if kind == ClauseKind::Article => (inserted, rest),
        _ => (0, rest),
    };
    let body = &rest[super::line::behind_number(rest)..];
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

/// What follows a number that a sentence only mentions, as in 第八条、第九条规定的…; an article's text never begins so.
const CONTINUES: [&str; 30] = [
    "、",
    "，",
    "。",
    "；",
    "：",
    "》",
    "）",
    ")",
    "的",
    "规定",
    "所称",
    "所列",
    "所述",
    "所指",
    "所规定",
    "和第",
    "与第",
    "或第",
    "或者第",
    "及第",
    "以及第",
    "至第",
    "到第",
    "中的",
    "中规定",
    "中所",
    "之规定",
    "—",
    "～",
    "-",
];

/// Whether `rest`, which stands behind a clause's label, goes on with a sentence about that clause.
pub(super) fn continues_sentence(rest: &str) -> bool {
    CONTINUES.iter().any(|word| rest.starts_with(word)) || cites_inside(rest)
}

/// The same where white space stands between: only what no text begins with.
pub(super) fn continues_apart(rest: &str) -> bool {
    rest.starts_with(['、', '，', '。', '；', '：', '》', '）', ')', '的'])
}

/// 第二款, 第（三）项 behind 第八条.
fn cites_inside(rest: &str) -> bool {
    let Some(inner) = rest.strip_prefix('第') else {
        return false;
    };
    let inner = inner.trim_start_matches(['（', '(']);
    let numeral = inner.find(|c| !is_numeral(c)).unwrap_or(inner.len());
    let behind = inner[numeral..].trim_start_matches(['）', ')']);
    numeral > 0 && behind.starts_with(['款', '项', '目', '条'])
}

#[cfg(test)]
mod tests {
    use super::{continues_sentence, label};
    use crate::markdown::{ClauseKind, ClauseNumber};

    #[test]
    fn inserted_articles_have_two_numbers() {
        let read = label("第十二条之一　职工").unwrap();
        let number = ClauseNumber {
            number: 12,
            inserted: 1,
        };
        assert_eq!((read.number, read.space), (number, 3));
        assert_eq!(read.number.address(), "12z1");
    }

    #[test]
    fn sub_parts_are_not_parts() {
        assert_eq!(label("第一分编 通则").unwrap().kind, ClauseKind::SubPart);
    }

    #[test]
    fn sentences_about_clauses_go_on() {
        for rest in ["、第九条规定的费用", "第二款", "所称费用", "至第十条"] {
            assert!(continues_sentence(rest), "{rest}");
        }
        for rest in [
            "中华人民共和国",
            "所有人员",
            "及时报销",
            "第三人",
            "款项",
            "（住宿）员工",
        ] {
            assert!(!continues_sentence(rest), "{rest}");
        }
    }
}
