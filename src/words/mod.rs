//! Chinese words: the dictionary that cuts running text.
//!
//! Comes in: a text. Goes out: its words. Must never know: what they are for. The dictionary takes a tenth of a
//! second to load and never changes: it is loaded when it is first asked for, and not where nobody asks.

use std::sync::OnceLock;

use jieba_rs::Jieba;

/// The words of a text, one behind the other: together they are the text.
///
/// ```
/// assert_eq!(lanmu::words::cut("差旅费报销标准"), ["差旅费", "报销", "标准"]);
/// ```
pub fn cut(text: &str) -> Vec<&str> {
    let words = jieba().cut(text, false);
    words.into_iter().map(|token| token.word).collect()
}

/// The words of a text, long ones and the shorter ones in them.
pub fn cut_for_search(text: &str) -> Vec<String> {
    let tokens = jieba().cut_for_search(text, false).into_iter();
    tokens.map(|token| token.word.to_owned()).collect()
}

/// Loads the dictionary, for those who know that they will ask.
pub fn load() {
    jieba();
}

fn jieba() -> &'static Jieba {
    static JIEBA: OnceLock<Jieba> = OnceLock::new();
    JIEBA.get_or_init(Jieba::new)
}
