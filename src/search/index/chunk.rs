use rustc_hash::FxHashMap;

use super::bits::small;
use super::documents::quarters;
use super::forms::{FORMS, forms_of, forms_of_figure};
use crate::search::passages::Passage;
use crate::search::terms::{HAN_BYTES, Run, each_run};

/// The most passages of a chunk: enough to make it worth its lists' heads, few enough that all processors have work,
/// and that a passage's number takes sixteen bits.
pub(super) const CHUNK: usize = 8192;

/// The first character of the two main blocks: codes count from it, so that one has fifteen bits.
const FIRST: u16 = 0x3400;

/// The bits of a character's code, and how many codes there are.
const BITS: u32 = 15;
const CODES: usize = 1 << BITS;

/// Stands for a second character where a run of Chinese characters ends. No character has this code: the last of the two
/// blocks is U+9FFF.
const END: u16 = 0x7FFF;

/// How often a heading counts that is no clause's number: it says what its passage is about.
const HEADING: usize = 2;

/// A Chinese character as a number, in the order of the characters: from its UTF-8, which is `1110xxxx 10xxxxxx 10xxxxxx`.
/// Of fifteen bits, since terms are made of the two main blocks alone.
fn character_code([first, second, third]: [u8; HAN_BYTES]) -> u16 {
    let [first, second, third] = [first & 0x0F, second & 0x3F, third & 0x3F].map(u16::from);
    (first << 12 | second << 6 | third).wrapping_sub(FIRST)
}

/// Adds the pair that a number stands for.
pub(super) fn push_pair(code: u32, text: &mut String) {
    push_character(code >> BITS, text);
    push_character(code & ((1 << BITS) - 1), text);
}

/// Adds the character that a number stands for.
pub(super) fn push_character(code: u32, text: &mut String) {
    text.push(character(code));
}

/// The character of a code; codes are made of characters alone.
fn character(code: u32) -> char {
    char::from_u32(u32::from(FIRST) + code).unwrap_or_default()
}

/// How often a passage holds a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    /// Counted from the chunk's first passage.
    pub(super) passage: u16,
    /// From one.
    pub(super) count: u16,
}

/// The passages that hold each term of one sort: terms ascending, passages ascending in each.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// Each term's code and where its postings begin.
    starts: Vec<(u32, usize)>,
    postings: Vec<Posting>,
}

impl Postings {
    /// The postings of the terms from `first` on and below `end`, term by term.
    pub(super) fn between(&self, first: u32, end: u32) -> impl Iterator<Item = (u32, &[Posting])> {
        let at = |code: u32| self.starts.partition_point(|(known, _)| *known < code);
        let (first, end) = (at(first), at(end));
        (first..end).map(|at| {
            let (code, start) = self.starts[at];
            let end = self
                .starts
                .get(at + 1)
                .map_or(self.postings.len(), |next| next.1);
            (code, &self.postings[start..end])
        })
    }

    /// All terms.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, &[Posting])> {
        self.between(0, u32::MAX)
    }

    /// Adds a term with the passage of each of its occurrences; passages ascend.
    fn add(&mut self, code: u32, mut passages: impl Iterator<Item = u16>) {
        self.starts.push((code, self.postings.len()));
        let Some(passage) = passages.next() else {
            return;
        };
        let mut counted = Posting { passage, count: 1 };
        for passage in passages {
            if passage == counted.passage {
                counted.count = counted.count.saturating_add(1);
            } else {
                self.postings.push(counted);
                counted = Posting { passage, count: 1 };
            }
        }
        self.postings.push(counted);
    }
}

/// The terms of a row of passages, counted.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    pub(super) pairs: Postings,
    pub(super) characters: Postings,
    pub(super) tokens: Postings,
    /// What the codes of tokens stand for.
    pub(super) token_texts: Vec<Box<str>>,
    /// The passages of each form, in the order of [`FORMS`].
    pub(super) forms: [Vec<u16>; FORMS.len()],
    /// The passages that others refer to, and ln(1 + by how many) in quarters.
    pub(super) cited: Vec<(u16, u8)>,
    /// Of each passage: how many pairs and tokens it has, and how many characters.
    pub(super) lengths: Vec<Length>,
}

/// How long a passage is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Length {
    /// Pairs and tokens.
    pub(super) pairs: u32,
    /// Chinese characters.
    pub(super) characters: u32,
}

/// Counts chunk after chunk; what it needs for one it uses again for the next.
pub(super) struct Counter {
    chunk: Chunk,
    /// The Chinese characters in the order of the text: each, then the one behind it and the passage.
    firsts: Vec<u16>,
    rests: Vec<u32>,
    /// The same by first character.
    sorted: Vec<u32>,
    places: Vec<u32>,
    tokens: Tokens,
    passage: u16,
    /// Of each passage its forms, a bit each.
    forms: Vec<u8>,
    /// Room to sort in.
    spare: Vec<u32>,
}

impl Default for Counter {
    fn default() -> Self {
        Self {
            chunk: Chunk::default(),
            firsts: Vec::new(),
            rests: Vec::new(),
            sorted: Vec::new(),
            places: vec![0; CODES],
            tokens: Tokens::default(),
            passage: 0,
            forms: Vec::new(),
            spare: Vec::new(),
        }
    }
}

impl Counter {
    /// Counts the terms of at most [`CHUNK`] passages.
    pub(super) fn count(&mut self, passages: &[&Passage]) -> Chunk {
        for (at, passage) in passages.iter().enumerate() {
            self.passage = u16::try_from(at).unwrap_or(u16::MAX);
            self.add(passage);
        }
        self.sort();
        self.group();
        self.list_forms();
        (self.chunk.tokens, self.chunk.token_texts) = self.tokens.taken();
        std::mem::take(&mut self.chunk)
    }

    fn add(&mut self, passage: &Passage) {
        self.chunk.lengths.push(Length::default());
        self.forms.push(0);
        let times = if passage.is_clause { 1 } else { HEADING };
        for _ in 0..times {
            each_run(&passage.heading, |run| self.take(run));
        }
        each_run(&passage.text, |run| self.take(run));
        each_run(&passage.further, |run| self.take(run));
        if passage.cited > 0 {
            let cited = quarters(passage.cited);
            self.chunk.cited.push((self.passage, cited));
        }
    }

    /// The passages of each form, once the pairs that are signs of one are known.
    fn list_forms(&mut self) {
        for (passage, forms) in (0..).zip(self.forms.drain(..)) {
            for (form, passages) in self.chunk.forms.iter_mut().enumerate() {
                if forms & (1 << form) != 0 {
                    passages.push(passage);
                }
            }
        }
    }

    fn take(&mut self, run: Run<'_>) {
        match run {
            Run::Han(run) => self.take_characters(run),
            Run::Token(token, behind) => {
                self.take_token(token);
                if let Some(behind) = behind {
                    self.take_token(behind);
                }
            }
        }
    }

    /// The length of the passage that is being counted.
    fn length(&mut self) -> &mut Length {
        // A length is pushed before any term of its passage comes.
        let last = self.chunk.lengths.len() - 1;
        &mut self.chunk.lengths[last]
    }

    fn take_characters(&mut self, run: &str) {
        let passage = u32::from(self.passage);
        let before = self.firsts.len();
        let (characters, _) = run.as_bytes().as_chunks();
        self.firsts
            .extend(characters.iter().copied().map(character_code));
        let seconds = self.firsts[before + 1..].iter().chain([&END]);
        let rests = seconds.map(|second| (u32::from(*second) << 16) | passage);
        self.rests.extend(rests);
        let count = small(self.firsts.len() - before);
        let length = self.length();
        length.characters += count;
        length.pairs += count - 1;
    }

    fn take_token(&mut self, text: &str) {
        self.length().pairs += 1;
        let figure = text.starts_with(|c: char| c.is_ascii_digit());
        if let Some(unit) = text.chars().next_back().filter(|_| figure) {
            self.forms[usize::from(self.passage)] |= forms_of_figure(unit);
        }
        self.tokens.push(text, self.passage);
    }

    /// Sorts the characters into one place each; in its place each keeps the order of passages.
    fn sort(&mut self) {
        self.places.fill(0);
        for first in &self.firsts {
            self.places[usize::from(*first)] += 1;
        }
        let mut sum = 0;
        for place in &mut self.places {
            sum += std::mem::replace(place, sum);
        }
        self.sorted.resize(self.rests.len(), 0);
        for (first, rest) in self.firsts.iter().zip(&self.rests) {
            let place = &mut self.places[usize::from(*first)];
            self.sorted[*place as usize] = *rest;
            *place += 1;
        }
        self.firsts.clear();
        self.rests.clear();
    }

    /// Counts the characters of each place, and the pairs that begin with it. A place now ends where `places` says.
    fn group(&mut self) {
        let Chunk {
            characters, pairs, ..
        } = &mut self.chunk;
        pairs.postings.reserve(self.sorted.len() * 5 / 8);
        characters.postings.reserve(self.sorted.len() / 2);
        let mut start = 0;
        for (first, end) in (0_u32..).zip(self.places.iter()) {
            let place = &mut self.sorted[start..*end as usize];
            start = *end as usize;
            if place.is_empty() {
                continue;
            }
            characters.add(first, passages_of(place));
            sort_by_second(place, &mut self.spare);
            for rests in place.chunk_by(|one, next| one >> 16 == next >> 16) {
                let second = rests[0] >> 16;
                if second == u32::from(END) {
                    break;
                }
                pairs.add((first << BITS) | second, passages_of(rests));
                let forms = forms_of(character(first), character(second));
                if forms != 0 {
                    passages_of(rests)
                        .for_each(|passage| self.forms[usize::from(passage)] |= forms);
                }
            }
        }
    }
}

/// The passages of characters, each in its lowest sixteen bits.
fn passages_of(rests: &[u32]) -> impl Iterator<Item = u16> {
    rests.iter().map(|rest| (rest & 0xFFFF) as u16)
}

/// Sorts second characters with their passages. The passages ascend already, and stay in that order.
fn sort_by_second(place: &mut [u32], spare: &mut Vec<u32>) {
    // Below that many to count is dearer than to compare.
    if place.len() < 96 {
        place.sort_unstable();
        return;
    }
    spare.clear();
    spare.extend_from_slice(place);
    distribute(spare, place, 16);
    spare.copy_from_slice(place);
    distribute(spare, place, 24);
}

/// Puts numbers into the order of eight of their bits, from `shift` on; those with equal bits stay in their order.
fn distribute(from: &[u32], to: &mut [u32], shift: u32) {
    let bits = |number: u32| (number >> shift) as usize & 0xFF;
    let mut places = [0_u32; 256];
    for number in from {
        places[bits(*number)] += 1;
    }
    let mut sum = 0;
    for place in &mut places {
        sum += std::mem::replace(place, sum);
    }
    for number in from {
        let place = &mut places[bits(*number)];
        to[*place as usize] = *number;
        *place += 1;
    }
}

/// The tokens of a chunk, in the order of the text.
#[derive(Default)]
struct Tokens {
    codes: FxHashMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
    /// A token's code in the upper half, its passage in the lower.
    found: Vec<u64>,
}

impl Tokens {
    fn push(&mut self, text: &str, passage: u16) {
        let code = self.code(text);
        self.found
            .push((u64::from(code) << 32) | u64::from(passage));
    }

    fn code(&mut self, text: &str) -> u32 {
        if let Some(code) = self.codes.get(text) {
            return *code;
        }
        let code = small(self.codes.len());
        self.codes.insert(text.into(), code);
        self.texts.push(text.into());
        code
    }

    /// What was pushed; then there is nothing any more.
    fn taken(&mut self) -> (Postings, Vec<Box<str>>) {
        self.found.sort_unstable();
        let mut postings = Postings::default();
        for found in self.found.chunk_by(|one, next| one >> 32 == next >> 32) {
            let passages = found.iter().map(|found| (found & 0xFFFF) as u16);
            postings.add((found[0] >> 32) as u32, passages);
        }
        self.found.clear();
        self.codes.clear();
        (postings, std::mem::take(&mut self.texts))
    }
}

#[cfg(test)]
mod tests {
    use super::{Counter, Passage, push_pair};

    fn listed(texts: &[&str]) -> Vec<(String, Vec<(u16, u16)>)> {
        let passages: Vec<Passage> = texts.iter().map(|text| Passage::of_text(text)).collect();
        let chunk = Counter::default().count(&passages.iter().collect::<Vec<_>>());
        let terms = chunk.pairs.all().map(|(code, postings)| {
            let mut text = String::new();
            push_pair(code, &mut text);
            let postings = postings
                .iter()
                .map(|posting| (posting.passage, posting.count));
            (text, postings.collect())
        });
        terms.collect()
    }

    #[test]
    fn pairs_come_in_order_with_their_passages_and_counts() {
        let found = listed(&["差旅差旅", "旅费", "差旅费"]);
        let expected = [
            ("差旅", vec![(0, 2), (2, 1)]),
            ("旅差", vec![(0, 1)]),
            ("旅费", vec![(1, 1), (2, 1)]),
        ];
        assert_eq!(
            found,
            expected.map(|(text, postings)| (text.to_owned(), postings))
        );
    }

    #[test]
    fn a_counter_forgets_the_chunk_before() {
        let mut counter = Counter::default();
        let (one, other) = (
            Passage::of_text("报销 12号 12号"),
            Passage::of_text("销 5日"),
        );
        counter.count(&[&one]);
        let chunk = counter.count(&[&other]);
        assert_eq!(chunk.pairs.all().count(), 0);
        assert_eq!(chunk.characters.all().count(), 2);
        assert_eq!(*chunk.token_texts, ["5".into(), "5日".into()]);
        assert_eq!(chunk.forms[0], [0]);
    }
}
