/// The number that `text` writes in Chinese numerals, Arabic or full-width digits; `None` where it is none of these
/// or beyond 9,999.
///
/// ```
/// use lanmu::markdown::parse_numeral;
/// assert_eq!(parse_numeral("一千零六十四"), Some(1064));
/// assert_eq!(parse_numeral("１２"), Some(12));
/// assert_eq!(parse_numeral("二〇"), Some(20));
/// ```
pub fn parse_numeral(text: &str) -> Option<u32> {
    if text.is_empty() || text.chars().count() > 9 {
        return None;
    }
    if let Some(number) = digits(text) {
        return Some(number);
    }
    if text.chars().any(|c| unit(c).is_some()) {
        with_units(text)
    } else {
        positional(text)
    }
}

/// Whether `c` can stand in a numeral.
pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit()
        || ('０'..='９').contains(&c)
        || chinese_digit(c).is_some()
        || unit(c).is_some()
}

/// The number in Chinese numerals, as laws write it.
///
/// ```
/// assert_eq!(lanmu::markdown::chinese_numeral(1064), "一千零六十四");
/// assert_eq!(lanmu::markdown::chinese_numeral(10), "十");
/// ```
pub fn chinese_numeral(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if !(10..=9_999).contains(&number) {
        return DIGITS
            .get(number as usize)
            .map_or_else(|| number.to_string(), |digit| (*digit).to_owned());
    }
    let mut written = String::new();
    let mut skipped = false;
    for (value, name) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / value % 10;
        if digit == 0 {
            skipped = !written.is_empty();
            continue;
        }
        if skipped {
            written.push('零');
        }
        skipped = false;
        let ten_alone = value == 10 && digit == 1 && written.is_empty();
        if !ten_alone {
            written.push_str(DIGITS[digit as usize]);
        }
        written.push_str(name);
    }
    written
}

fn digits(text: &str) -> Option<u32> {
    text.chars().try_fold(0_u32, |number, c| {
        let digit = c.to_digit(10).or_else(|| {
            ('０'..='９')
                .contains(&c)
                .then(|| u32::from(c) - u32::from('０'))
        })?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

fn positional(text: &str) -> Option<u32> {
    text.chars().try_fold(0_u32, |number, c| {
        number.checked_mul(10)?.checked_add(chinese_digit(c)?)
    })
}

fn with_units(text: &str) -> Option<u32> {
    let (mut total, mut digit) = (0_u32, None);
    let mut last_unit = u32::MAX;
    for c in text.chars() {
        match (unit(c), chinese_digit(c)) {
            (Some(unit), _) if unit < last_unit => {
                total += digit.take().unwrap_or(1) * unit;
                last_unit = unit;
            }
            (None, Some(value)) if digit.unwrap_or(0) == 0 => digit = Some(value),
            _ => return None,
        }
    }
    Some(total + digit.unwrap_or(0))
}

fn unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        _ => None,
    }
}

fn chinese_digit(c: char) -> Option<u32> {
    match c {
        '〇' | '零' | '○' => Some(0),
        '一' => Some(1),
        '二' | '两' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{chinese_numeral, parse_numeral};
    use proptest::prelude::*;

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "条", "十十", "二三十", "一百一百", "1十"] {
            assert_eq!(parse_numeral(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_reads_back(number in 0_u32..10_000) {
            prop_assert_eq!(parse_numeral(&chinese_numeral(number)), Some(number));
        }
    }
}
