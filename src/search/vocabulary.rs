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

/// Words of one character that only join others: 工作日里, 的期限.
const LOOSE: [&str; 22] = [
    "的", "得", "地", "和", "与", "及", "或", "等", "里", "内", "中", "时", "后", "前", "以", "在",
    "由", "对", "把", "被", "就", "也",
];

/// The longest title or heading that is offered whole.
const WHOLE: usize = 30;

/// Words and phrases that readers may mean by what they type, folded, each with how often it stands somewhere.
///
/// They serve pinyin, slips and suggestions; the text itself is found without them.
pub(super) type Vocabulary = BTreeMap<String, Word>;

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// How often it stands somewhere.
    pub(super) count: u32,
    /// Whether it is all of a title, a heading or a question: what a reader may want to ask.
    pub(super) is_name: bool,
}

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
    named: FxHashMap<String, Word>,
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
            let known = self.named.entry(whole.to_owned()).or_default();
            known.count += TITLE;
            known.is_name = true;
        }
        for run in runs(&folded).filter(|_| with_phrases) {
            let words = cut(run);
            for first in 0..words.len() {
                for last in first..words.len().min(first + WORDS) {
                    let phrase = words[first..=last].concat();
                    let fits = (2..=PHRASE).contains(&phrase.chars().count()) && phrase != whole;
                    if fits && is_phrase(&words[first..=last]) {
                        self.named.entry(phrase).or_default().count += TITLE;
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
                let two = words.get(at + 1).map(|next| [*word, *next]);
                let two = two.filter(|two| is_phrase(two)).map(|two| two.concat());
                let two = two.filter(|two| (3..=PHRASE).contains(&two.chars().count()));
                if let Some(two) = two {
                    *self.neighbours.entry(two).or_default() += 1;
                }
            }
        }
    }

    fn joined(mut self, other: Self) -> Self {
        add(&mut self.named, other.named, Word::add);
        let sum = |known: &mut u32, more| *known += more;
        add(&mut self.text, other.text, sum);
        add(&mut self.neighbours, other.neighbours, sum);
        self
    }

    fn words(mut self) -> Vocabulary {
        self.neighbours.retain(|_, count| *count >= OFTEN);
        let Self {
            mut named,
            text,
            neighbours,
        } = self;
        let sum = |known: &mut Word, more| known.count += more;
        add(&mut named, text, sum);
        add(&mut named, neighbours, sum);
        named
            .into_iter()
            .filter(|(word, _)| word.chars().any(char::is_alphabetic))
            .collect()
    }
}

impl Word {
    fn add(&mut self, other: Self) {
        self.count += other.count;
        self.is_name |= other.is_name;
    }
}

fn add<Known: Default, More>(
    to: &mut FxHashMap<String, Known>,
    other: FxHashMap<String, More>,
    sum: impl Fn(&mut Known, More),
) {
    #[expect(
        clippy::iter_over_hash_type,
        reason = "sums do not depend on the order"
    )]
    for (word, count) in other {
        sum(to.entry(word).or_default(), count);
    }
}

/// Whether words in a row are a phrase: one that ends in 里 or begins with 的 was cut out of a sentence.
fn is_phrase(words: &[&str]) -> bool {
    let is_loose = |word: Option<&&str>| word.is_some_and(|word| LOOSE.contains(word));
    words.len() == 1 || !(is_loose(words.first()) || is_loose(words.last()))
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
        assert!(known["收款"].count > known["报销"].count);
        assert!(known["收款认领"].is_name && !known["收款"].is_name);
    }

    #[test]
    fn words_that_only_join_others_end_no_phrase() {
        let entry = Entry {
            title: "哪些时间不算在3个工作日里".into(),
            ..Entry::default()
        };
        let known = vocabulary(&[entry]);
        assert!(known.contains_key("工作日") && !known.contains_key("工作日里"));
        assert!(known["哪些时间不算在3个工作日里"].is_name);
    }
}
