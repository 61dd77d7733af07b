use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::fold;
use super::passages::Entry;
use crate::words::cut;

/// Bytes of text up to which every word of it is known; above, those of titles, and headings whole.
const SMALL: usize = 4 * 1024 * 1024;

/// The most characters of a phrase, and the most words.
const PHRASE: usize = 8;
const WORDS: usize = 4;

/// How often two words of running text must stand side by side to be a phrase.
const OFTEN: u32 = 3;

/// How much more a word of a title or a heading counts than one of the text.
const TITLE: u32 = 4;

/// The longest title or heading that is offered whole.
const WHOLE: usize = 30;

/// Words and phrases that readers may mean by what they type, folded, each with how often it stands somewhere.
///
/// They serve pinyin, slips and suggestions; the text itself is found without them.
pub(super) type Vocabulary = BTreeMap<String, u32>;

/// The vocabulary of a tree.
pub(super) fn vocabulary(entries: &[Entry]) -> Vocabulary {
    let bytes: usize = entries
        .iter()
        .flat_map(|entry| &entry.passages)
        .map(|one| one.text.len())
        .sum();
    let is_small = bytes <= SMALL;
    let count = |mut counts: Counts, entry: &Entry| {
        counts.add_entry(entry, is_small);
        counts
    };
    let counts = entries
        .par_iter()
        .fold(Counts::default, count)
        .reduce(Counts::default, Counts::joined);
    counts.words()
}

#[derive(Default)]
struct Counts {
    named: FxHashMap<String, u32>,
    text: FxHashMap<String, u32>,
    /// Two words side by side in running text.
    neighbours: FxHashMap<String, u32>,
}

impl Counts {
    fn add_entry(&mut self, entry: &Entry, with_text: bool) {
        self.add_name(&entry.title, true);
        for passage in &entry.passages {
            if !passage.is_clause && passage.heading != entry.title {
                self.add_name(&passage.heading, with_text);
            }
            if with_text {
                self.add_text(&passage.text);
                self.add_text(&passage.further);
            }
        }
    }

    /// A title or a heading: whole, and where asked every phrase of it.
    fn add_name(&mut self, name: &str, with_phrases: bool) {
        let folded = fold(name);
        let whole = folded.trim();
        if (2..=WHOLE).contains(&whole.chars().count()) {
            *self.named.entry(whole.to_owned()).or_default() += TITLE;
        }
        for run in runs(&folded).filter(|_| with_phrases) {
            let words = cut(run);
            for first in 0..words.len() {
                for last in first..words.len().min(first + WORDS) {
                    let phrase = words[first..=last].concat();
                    if (2..=PHRASE).contains(&phrase.chars().count()) && phrase != whole {
                        *self.named.entry(phrase).or_default() += TITLE;
                    }
                }
            }
        }
    }

    fn add_text(&mut self, text: &str) {
        let folded = fold(text);
        for run in runs(&folded) {
            let words = cut(run);
            for (at, word) in words.iter().enumerate() {
                if (2..=PHRASE).contains(&word.chars().count()) {
                    *self.text.entry((*word).to_owned()).or_default() += 1;
                }
                let two = words.get(at + 1).map(|next| [*word, *next].concat());
                let two = two.filter(|two| (3..=PHRASE).contains(&two.chars().count()));
                if let Some(two) = two {
                    *self.neighbours.entry(two).or_default() += 1;
                }
            }
        }
    }

    fn joined(mut self, other: Self) -> Self {
        add(&mut self.named, other.named);
        add(&mut self.text, other.text);
        add(&mut self.neighbours, other.neighbours);
        self
    }

    fn words(mut self) -> Vocabulary {
        self.neighbours.retain(|_, count| *count >= OFTEN);
        let Self {
            mut named,
            text,
            neighbours,
        } = self;
        add(&mut named, text);
        add(&mut named, neighbours);
        named
            .into_iter()
            .filter(|(word, _)| word.chars().any(char::is_alphabetic))
            .collect()
    }
}

fn add(to: &mut FxHashMap<String, u32>, other: FxHashMap<String, u32>) {
    #[expect(
        clippy::iter_over_hash_type,
        reason = "sums do not depend on the order"
    )]
    for (word, count) in other {
        *to.entry(word).or_default() += count;
    }
}

/// What stands between marks and spaces.
fn runs(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|run| !run.is_empty())
}

#[cfg(test)]
mod tests {
    use super::vocabulary;
    use crate::search::passages::{Entry, Passage};

    #[test]
    fn phrases_of_titles_and_words_of_the_text_are_known() {
        let entry = Entry {
            title: "收款认领".into(),
            passages: vec![Passage::of_text("差旅费据实报销。差旅费。")],
            ..Entry::default()
        };
        let known = vocabulary(&[entry]);
        for word in ["收款认领", "收款", "认领", "报销"] {
            assert!(known.contains_key(word), "{word} in {known:?}");
        }
        assert!(known["收款"] > known["报销"]);
    }
}
