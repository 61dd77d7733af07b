use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::markdown::{chinese_numeral, parse_numeral};
use crate::words::simplified;

/// A text as it is compared: NFKC, lower case, simplified characters, the numbers of clauses in Chinese numerals, 〇 as
/// 零, 〔〕 as [], and days as 日 (12月28号).
///
/// The browser folds a query by the same steps.
///
/// ```
/// assert_eq!(lanmu::search::fold("第１２条 ＦＳＳＣ"), "第十二条 fssc");
/// assert_eq!(lanmu::search::fold("會計檔案 12月28号"), "会计档案 12月28日");
/// ```
pub fn fold(text: &str) -> String {
    let folded: String = text
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect();
    let folded = if folded.contains('第') {
        with_numerals(&folded)
    } else {
        folded
    };
    if folded.contains('号') {
        with_days(&folded)
    } else {
        folded
    }
}

/// One way of writing for what differs only in form: the brackets of document numbers too (财共〔2025〕12号).
fn plain(c: char) -> char {
    match c {
        '〇' => '零',
        '〔' | '【' => '[',
        '〕' | '】' => ']',
        _ => simplified(c),
    }
}

/// As [`fold`], but a text that would differ in its punctuation alone is left as it is: what stands between words.
pub(super) fn fold_for_terms(text: &str) -> Cow<'_, str> {
    let mut before = ' ';
    for c in text.chars() {
        if changes(c) || (c.is_ascii_digit() && matches!(before, '第' | '月')) {
            return Cow::Owned(fold(text));
        }
        before = c;
    }
    Cow::Borrowed(text)
}

/// Whether folding may make another letter, character or figure of it.
fn changes(c: char) -> bool {
    match c {
        '\u{3400}'..='\u{9FFF}' => simplified(c) != c,
        '\0'..='\u{7F}' => c.is_ascii_uppercase(),
        '〇' => true,
        // Quotation marks and dashes; brackets and stops of Chinese; full-width signs.
        '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{301F}' => false,
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => true,
        '\u{FF01}'..='\u{FF5E}' => false,
        _ => true,
    }
}

/// 第12条 → 第十二条; 章, 节, 款, 项 and 编 alike.
fn with_numerals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('第') {
        let after = &rest[at + '第'.len_utf8()..];
        let digits = digits(after);
        let (number, tail) = after.split_at(digits);
        out.push_str(&rest[..at]);
        out.push('第');
        match parse_numeral(number)
            .filter(|_| tail.starts_with(['条', '章', '节', '款', '项', '编']))
        {
            Some(number) => out.push_str(&chinese_numeral(number)),
            None => out.push_str(number),
        }
        rest = tail;
    }
    out + rest
}

/// 12月28号 → 12月28日. 12号 alone is a document's number as well.
fn with_days(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('月') {
        let (before, after) = rest.split_at(at + '月'.len_utf8());
        let (day, tail) = after.split_at(digits(after));
        out.push_str(before);
        out.push_str(day);
        rest = match tail.strip_prefix('号').filter(|_| !day.is_empty()) {
            Some(tail) => {
                out.push('日');
                tail
            }
            None => tail,
        };
    }
    out + rest
}

/// How many bytes of figures a text begins with.
fn digits(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_for_terms};

    #[test]
    fn a_day_is_written_in_one_way_and_a_document_number_stays() {
        assert_eq!(fold("12月28号前"), "12月28日前");
        assert_eq!(fold("财共〔2025〕12号"), "财共[2025]12号");
        assert_eq!(fold("二〇二五年"), "二零二五年");
    }

    #[test]
    fn what_folds_to_the_same_letters_is_left_alone() {
        for text in [
            "第十二条，“报销”（一）",
            "abc 12",
            "第12条",
            "１２",
            "會",
            "SLA",
        ] {
            let letters = |text: &str| {
                text.chars()
                    .filter(|c| c.is_alphanumeric())
                    .collect::<String>()
            };
            assert_eq!(
                letters(&fold_for_terms(text)),
                letters(&fold(text)),
                "{text}"
            );
        }
    }
}
