use elasticlunr::{Language, Pipeline};

use super::fold;

/// Chinese for the standard index: folded, cut by jieba, nothing thrown away but punctuation.
///
/// The pipeline is empty, so that elasticlunr.js, which refuses names that it has not registered, loads the
/// index as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chinese;

impl Language for Chinese {
    fn name(&self) -> String {
        "Chinese".into()
    }

    fn code(&self) -> String {
        "zh".into()
    }

    fn tokenize(&self, text: &str) -> Vec<String> {
        words(text)
    }

    fn make_pipeline(&self) -> Pipeline {
        Pipeline { queue: Vec::new() }
    }
}

/// The words of a text: long ones and the shorter ones in them, folded; numbers and Latin words too.
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = crate::words::cut_for_search(&folded).into_iter();
    words
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn numbers_and_ids_are_words() {
        let found = words("财共〔2025〕12号，FSSC-EXP-003 差旅费管理办法");
        for word in ["2025", "12", "fssc", "exp", "003", "差旅费", "办法"] {
            assert!(
                found.iter().any(|found| found == word),
                "{word} in {found:?}"
            );
        }
    }
}
