//! Chinese words: what cuts running text.
//!
//! Comes in: a text. Goes out: its words. Must never know: what they are for. Two dictionaries, since each is good at
//! one thing: that of ICU is there at once, and cuts as a double click in a browser does; that of jieba knows more
//! words and the shorter ones in them, as search needs it, but takes a fifth of a second to load. It never changes: it
//! is loaded when it is first asked for, and not where nobody asks.

mod pinyin;
mod traditional;

use std::sync::{LazyLock, OnceLock};

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use jieba_rs::Jieba;

pub use pinyin::{readings, sort_key, syllables};
pub use traditional::{simplified, simplified_lines};

/// The words of a text, one behind the other: together they are the text. A number of several Chinese numerals is a
/// word of its own, so that 十五日内 and 三十日内 differ in it alone.
///
/// ```
/// assert_eq!(lanmu::words::cut("差旅费报销标准"), ["差旅", "费", "报销", "标准"]);
/// assert_eq!(lanmu::words::cut("三十日内提交"), ["三十", "日内", "提交"]);
/// ```
pub fn cut(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some((start, end)) = number(rest) {
        push_words(&rest[..start], &mut words);
        words.push(&rest[start..end]);
        rest = &rest[end..];
    }
    push_words(rest, &mut words);
    words
}

/// The first row of two or more Chinese numerals.
fn number(text: &str) -> Option<(usize, usize)> {
    const NUMERALS: [char; 16] = [
        '〇', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万',
        '亿',
    ];
    let is_numeral = |c: char| NUMERALS.contains(&c);
    let mut at = 0;
    loop {
        let start = at + text[at..].find(is_numeral)?;
        let rest = &text[start..];
        at = start + rest.find(|c| !is_numeral(c)).unwrap_or(rest.len());
        if rest[..at - start].chars().nth(1).is_some() {
            return Some((start, at));
        }
    }
}

fn push_words<'t>(text: &'t str, words: &mut Vec<&'t str>) {
    static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
        LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
    let mut start = 0;
    // The first boundary is the start of the text.
    for end in SEGMENTER.segment_str(text).skip(1) {
        words.push(&text[start..end]);
        start = end;
    }
}

/// The words of a text, long ones and the shorter ones in them.
pub fn cut_for_search(text: &str) -> Vec<String> {
    let tokens = jieba().cut_for_search(text, false).into_iter();
    tokens.map(|token| token.word.to_owned()).collect()
}

fn jieba() -> &'static Jieba {
    static JIEBA: OnceLock<Jieba> = OnceLock::new();
    JIEBA.get_or_init(Jieba::new)
}
