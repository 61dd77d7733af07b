use super::label::SPACES;
use super::numeral::{is_numeral, parse_numeral};

/// How the items of a list are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Style {
    /// 一、
    Comma,
    /// （一）
    Bracket,
    /// 1. 1． 1、
    Dot,
    /// 1)
    Paren,
    /// （1） (1)
    ArabicBracket,
    /// ①
    Circle,
}

impl Style {
    /// How many there are.
    pub(super) const COUNT: usize = 6;
}

/// The number at the start of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) style: Style,
    pub(super) number: u32,
    /// Bytes of the marker itself.
    pub(super) length: usize,
    /// Bytes of white space behind it.
    pub(super) space: usize,
}

/// Reads （一）, 1., 一、 and the like at the start of `text`.
pub(super) fn marker(text: &str) -> Option<Marker> {
    let (style, number, length) = match text.chars().next()? {
        '（' | '(' => bracketed(text)?,
        c @ '①'..='⑳' => (
            Style::Circle,
            u32::from(c) - u32::from('①') + 1,
            c.len_utf8(),
        ),
        c if is_numeral(c) => counted(text)?,
        _ => return None,
    };
    let rest = &text[length..];
    Some(Marker {
        style,
        number,
        length,
        space: rest.len() - rest.trim_start_matches(SPACES).len(),
    })
}

fn bracketed(text: &str) -> Option<(Style, u32, usize)> {
    let open = text.chars().next()?.len_utf8();
    let (number, chinese, end) = numeral(&text[open..])?;
    let close = text[open + end..]
        .chars()
        .next()
        .filter(|c| matches!(c, '）' | ')'))?;
    let style = if chinese {
        Style::Bracket
    } else {
        Style::ArabicBracket
    };
    Some((style, number, open + end + close.len_utf8()))
}

fn counted(text: &str) -> Option<(Style, u32, usize)> {
    let (number, chinese, end) = numeral(text)?;
    let mark = text[end..].chars().next()?;
    let style = match (chinese, mark) {
        (true, '、' | '．' | '.') => Style::Comma,
        (false, '、' | '．' | '.') => Style::Dot,
        (false, ')' | '）') => Style::Paren,
        _ => return None,
    };
    let length = end + mark.len_utf8();
    // 一、二级部门 are departments of the first and second rank.
    if style == Style::Comma && is_row(&text[length..]) {
        return None;
    }
    // 1.5 倍, 2025.6.1 and 1.1 are no items; no list has a thousand.
    let is_decimal = mark != '、' && text[length..].starts_with(|c: char| c.is_ascii_digit());
    (!is_decimal && number < 1_000).then_some((style, number, length))
}

/// 二级 behind 一、: a row of ranks, not the text of an item.
fn is_row(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(is_numeral)
        && chars
            .next()
            .is_some_and(|c| matches!(c, '级' | '类' | '档' | '批' | '期' | '次' | '、'))
}

/// A numeral at the start of `text`: its value, whether it is Chinese, and its bytes.
fn numeral(text: &str) -> Option<(u32, bool, usize)> {
    let end = text.find(|c| !is_numeral(c)).unwrap_or(text.len());
    let first = text.chars().next()?;
    let chinese = !first.is_ascii_digit() && !('０'..='９').contains(&first);
    Some((parse_numeral(&text[..end])?, chinese, end))
}

/// Numbers like 1.2.3 at the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbers {
    pub(super) path: Vec<u32>,
    /// Bytes of the numbers themselves.
    pub(super) length: usize,
    /// Bytes of white space behind them.
    pub(super) space: usize,
}

/// Reads `1.2.3`, or a single `1` before white space; 1.5 倍 and dates with a unit are none.
pub(super) fn numbers(text: &str) -> Option<Numbers> {
    let mut path = Vec::new();
    let mut at = 0;
    loop {
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 3 {
            break;
        }
        path.push(text[at..at + digits].parse().ok()?);
        at += digits;
        let dot = text[at..]
            .chars()
            .next()
            .filter(|c| matches!(c, '.' | '．'));
        match dot {
            Some(dot) if text[at + dot.len_utf8()..].starts_with(|c: char| c.is_ascii_digit()) => {
                at += dot.len_utf8();
            }
            _ => break,
        }
    }
    let rest = &text[at..];
    let space = rest.len() - rest.trim_start_matches(SPACES).len();
    let is_apart = space > 0 || rest.is_empty();
    // Without a space 1.2目的 is a number, 1.5倍 is not: only deep ones are trusted.
    let is_deep = path.len() > 2 && !rest.starts_with(['%', '％']);
    (!path.is_empty() && (is_apart || is_deep || begins_title(&path, rest))).then_some(Numbers {
        path,
        length: at,
        space,
    })
}

/// Whether what stands right behind 1.2 can begin a title: no unit of measure.
fn begins_title(path: &[u32], rest: &str) -> bool {
    const UNITS: &str = "倍元万亿%％‰个天日月年小时分秒点号版级折吨米克升人次家-～~—、，。；：）)";
    path.len() > 1 && !rest.starts_with(|c: char| UNITS.contains(c) || c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::{Style, marker, numbers};

    #[test]
    fn markers_of_all_styles() {
        for (text, style, number) in [
            ("一、原则", Style::Comma, 1),
            ("（十二）住宿", Style::Bracket, 12),
            ("(三)住宿", Style::Bracket, 3),
            ("1.发票", Style::Dot, 1),
            ("２．发票", Style::Dot, 2),
            ("3、发票", Style::Dot, 3),
            ("4) 发票", Style::Paren, 4),
            ("（5）发票", Style::ArabicBracket, 5),
            ("⑥发票", Style::Circle, 6),
        ] {
            let read = marker(text).unwrap();
            assert_eq!((read.style, read.number), (style, number), "{text}");
        }
    }

    #[test]
    fn amounts_dates_and_words_are_no_markers() {
        for text in [
            "1.5倍",
            "2025.6.1",
            "（含税）",
            "一般",
            "（一）款".trim_end_matches("）款"),
            "2025年",
        ] {
            assert_eq!(marker(text), None, "{text}");
        }
    }

    #[test]
    fn deep_numbers() {
        assert_eq!(numbers("1.2.3 范围").unwrap().path, [1, 2, 3]);
        assert_eq!(numbers("1.2目的").unwrap().path, [1, 2]);
        assert_eq!(numbers("3 范围").unwrap().path, [3]);
        for text in [
            "1.5倍",
            "1.2 亿元".trim_start_matches("1.2 "),
            "2025.1",
            "3个",
        ] {
            assert_eq!(numbers(text), None, "{text}");
        }
    }
}
