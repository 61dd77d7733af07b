use std::collections::BTreeMap;

use encoding_rs::GBK;
use rayon::prelude::*;

use super::bits::push_number;
use super::pack::Pack;
use super::shelf::{Leaf, Leaves};
use crate::search::fold;
use crate::search::vocabulary::{Vocabulary, Word};
use crate::words::{readings, simplified_lines, syllables};

/// Stands between a sound and the word that has it.
const BETWEEN: char = '\u{1}';

/// From so many words on those are sounded that stand in names at least twice.
const MANY: usize = 20_000;
const OFTEN: u32 = 8;

/// Bytes of a leaf of groups: every query reads a few, and most hold no word that has a synonym.
const GROUPS: usize = 256;

/// The longest word that is typed by its sound.
const LONGEST: usize = 10;

/// What helps a reader's hand: words, how they sound, what else they are called.
pub(super) struct Help {
    /// Word → how often it stands somewhere.
    pub(super) words: Vec<Leaf>,
    /// Sound in full, then the word → how often.
    pub(super) sounds: Vec<Leaf>,
    /// The first letters of the sound, then the word → how often.
    pub(super) initials: Vec<Leaf>,
    /// Word → the others of its group, each with a line of its own.
    pub(super) synonyms: Vec<Leaf>,
}

impl Help {
    /// Of the words of a portal, and of its groups of synonyms, which are words too.
    pub(super) fn new(mut vocabulary: Vocabulary, synonyms: &[Vec<String>]) -> Self {
        for word in synonyms.iter().flatten() {
            vocabulary.entry(fold(word)).or_default().count += 1;
        }
        let sounded = sounded(&vocabulary);
        let (sounds, initials) = rayon::join(
            || sorted(&sounded, <[String]>::concat),
            || sorted(&sounded, first_letters),
        );
        Self {
            words: counted(vocabulary.iter()),
            sounds,
            initials,
            synonyms: others(synonyms),
        }
    }
}

/// A word, how often it stands somewhere, and how it is read.
type Sounded<'v> = (&'v str, Word, Vec<Vec<String>>);

/// The words that may be typed by their sound: short ones with a Chinese character; of very many the more frequent.
fn sounded(vocabulary: &Vocabulary) -> Vec<Sounded<'_>> {
    let least = if vocabulary.len() > MANY { OFTEN } else { 0 };
    let words: Vec<(&String, &Word)> = vocabulary
        .iter()
        .filter(|(word, count)| {
            count.count >= least && !word.is_ascii() && word.chars().count() <= LONGEST
        })
        .collect();
    let words = words.par_iter();
    let read = words.map(|(word, count)| (word.as_str(), **count, readings(word)));
    read.collect()
}

fn sorted(sounded: &[Sounded<'_>], key: fn(&[String]) -> String) -> Vec<Leaf> {
    let of_word = |(word, count, readings): &Sounded<'_>| {
        let keyed = |reading: &Vec<String>| (format!("{}{BETWEEN}{word}", key(reading)), *count);
        readings.iter().map(keyed).collect::<Vec<_>>()
    };
    let mut keyed: Vec<(String, Word)> = sounded.par_iter().flat_map_iter(of_word).collect();
    keyed.par_sort_unstable_by(|one, other| one.0.cmp(&other.0));
    keyed.dedup_by(|one, other| one.0 == other.0);
    counted(keyed.iter().map(|(key, count)| (key, count)))
}

fn first_letters(reading: &[String]) -> String {
    let first = |syllable: &String| syllable.chars().next();
    reading.iter().filter_map(first).collect()
}

/// How often a word stands somewhere, doubled, and one more for a name.
fn counted<'w>(words: impl Iterator<Item = (&'w String, &'w Word)>) -> Vec<Leaf> {
    let mut leaves = Leaves::default();
    for (word, count) in words {
        let number = count.count as usize * 2 + usize::from(count.is_name);
        leaves.push(word, |out| push_number(number, out));
    }
    leaves.done()
}

fn others(groups: &[Vec<String>]) -> Vec<Leaf> {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for group in groups {
        for word in group {
            let others = group.iter().filter(|other| *other != word);
            let others: Vec<&str> = others.map(String::as_str).collect();
            known.insert(fold(word), others.join("\n"));
        }
    }
    let mut leaves = Leaves::of_size(GROUPS);
    for (word, others) in &known {
        leaves.push(word, |out| out.extend_from_slice(others.as_bytes()));
    }
    leaves.done()
}

/// The tables that are only read where something typed stands nowhere: traditional characters, and how characters
/// sound. Of each a line a simplified character, or a syllable.
pub(super) fn tables(name: &str) -> Vec<u8> {
    let traditional: Vec<String> = simplified_lines()
        .map(|(simplified, others)| format!("{simplified}{others}"))
        .collect();
    let mut sounds: BTreeMap<String, String> = BTreeMap::new();
    for c in common() {
        for syllable in syllables(c).into_iter().take(2) {
            sounds.entry(syllable).or_default().push(c);
        }
    }
    let sounds: Vec<String> = sounds
        .into_iter()
        .map(|(sound, all)| format!("{sound}{all}"))
        .collect();
    let (traditional, sounds) = (traditional.join("\n"), sounds.join("\n"));
    let mut pack = Pack::new(name, traditional.len() + sounds.len());
    pack.push_part(traditional.as_bytes());
    pack.push_part(sounds.as_bytes());
    pack.into_bytes()
}

/// The 6,763 characters of GB 2312 (GB/T 2312-1980), in their order, which people type: the others are traditional or
/// rare. In GBK, which holds them, they stand from row 16 on behind 0xA0.
fn common() -> Vec<char> {
    let rows = (0xB0_u8..=0xF7).flat_map(|row| (0xA1_u8..=0xFE).map(move |cell| [row, cell]));
    let bytes: Vec<u8> = rows.flatten().collect();
    let (text, _) = GBK.decode_without_bom_handling(&bytes);
    // Of row 55 the last five cells are empty, and Unicode has private characters for them.
    let is_character = |c: &char| ('\u{4E00}'..='\u{9FFF}').contains(c);
    let mut common: Vec<char> = text.chars().filter(is_character).collect();
    common.sort_unstable();
    common
}

#[cfg(test)]
mod tests {
    use super::common;

    #[test]
    fn what_people_type_is_common() {
        let common = common();
        assert_eq!(common.len(), 6763);
        assert!("的账销镀".chars().all(|c| common.contains(&c)));
        assert!(!"會帳A".chars().any(|c| common.contains(&c)));
    }
}
