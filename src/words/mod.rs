//! Chinese words: what cuts running text.
//!
//! Comes in: a text. Goes out: its words. Must never know: what they are for. Two dictionaries, since each is good at
//! one thing: that of ICU is there at once, and cuts as a double click in a browser does; that of jieba knows more
//! words and the shorter ones in them, as search needs it, but takes a fifth of a second to load. It never changes: it
//! is loaded when it is first asked for, and not where nobody asks.

use std::sync::{LazyLock, OnceLock};

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use jieba_rs::Jieba;

/// The words of a text, one behind the other: together they are the text.
///
/// ```
/// assert_eq!(lanmu::words::cut("差旅费报销标准"), ["差旅", "费", "报销", "标准"]);
/// ```
pub fn cut(text: &str) -> Vec<&str> {
    static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
        LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
    // The first boundary is the start of the text.
    let ends = SEGMENTER.segment_str(text).skip(1);
    ends.scan(0, |start, end| {
        Some(&text[std::mem::replace(start, end)..end])
    })
    .collect()
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
