use unicode_normalization::UnicodeNormalization;

use crate::markdown::{chinese_numeral, parse_numeral};

/// A text as it is compared: NFKC, lower case, and the numbers of clauses in Chinese numerals.
///
/// The browser folds a query by the same three steps.
///
/// ```
/// assert_eq!(lanmu::search::fold("第１２条 ＦＳＳＣ"), "第十二条 fssc");
/// ```
pub fn fold(text: &str) -> String {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    if folded.contains('第') {
        with_numerals(&folded)
    } else {
        folded
    }
}

/// 第12条 → 第十二条; 章, 节, 款, 项 and 编 alike.
fn with_numerals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('第') {
        let after = &rest[at + '第'.len_utf8()..];
        let digits = after
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(after.len());
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
