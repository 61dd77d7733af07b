use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::bits::{Bits, push_number, small};
use super::chunk::{CHUNK, Chunk, Length, Posting, Postings, push_character, push_pair};
use super::forms::{FORMS, MARK};
use super::impacts::Impacts;
use super::shelf::{Leaf, Leaves};

/// How much the first occurrence of a term gives, and how much length takes away: the values of BM25 that hold for texts
/// of many sorts, k1 = 1.2 and b = 0.75 (Robertson and Zaragoza 2009). Here as k1 (1 − b) and k1 b, in parts of [`ONE`],
/// so that every machine rounds alike.
const BASE: u32 = 307;
const LENGTH: u64 = 922;
const ONE: u32 = 1024;

/// Passages that the list of a single character keeps, those of the greatest impact. Longer ones cost more bytes than
/// they decide; lists of pairs are never cut, since what is copied from a clause must find it.
const CHARACTER_LIMIT: usize = 3300;

/// All chunks of a portal, and what its documents are called.
pub(super) struct Counted<'c> {
    /// Of passages, in their order.
    pub(super) chunks: &'c [Chunk],
    /// Of titles: what stands for a passage in them is a document.
    pub(super) titles: &'c [Chunk],
    /// Each document's first passage, and at the end the number of passages.
    pub(super) first_passages: &'c [u32],
}

/// The leaves of the three shelves.
pub(super) struct Lists {
    pub(super) pairs: Vec<Leaf>,
    pub(super) characters: Vec<Leaf>,
    pub(super) tokens: Vec<Leaf>,
}

impl Counted<'_> {
    /// Every term's list.
    pub(super) fn lists(&self) -> Lists {
        let pairs = Scale::new(self, Impacts::coarse(), |length| length.pairs);
        let characters = Scale::new(self, Impacts::fine(), |length| length.characters);
        let whole = |_| usize::MAX;
        let cut = |holders| limit(self.passages(), holders);
        Lists {
            pairs: self.leaves(&pairs, |chunk| &chunk.pairs, 30, push_pair, whole),
            characters: self.leaves(
                &characters,
                |chunk| &chunk.characters,
                15,
                push_character,
                cut,
            ),
            tokens: self.token_leaves(&pairs),
        }
    }

    /// The leaves of terms whose codes have `bits` bits and mean the same in every chunk.
    fn leaves(
        &self,
        scale: &Scale,
        sort: impl Fn(&Chunk) -> &Postings + Sync,
        bits: u32,
        push_text: impl Fn(u32, &mut String) + Sync,
        limit: impl Fn(u32) -> usize + Sync,
    ) -> Vec<Leaf> {
        // Stretches of the code side by side.
        const STRETCHES: u32 = 256;
        let step = (1_u32 << bits) / STRETCHES;
        let stretches: Vec<Vec<Leaf>> = (0..STRETCHES)
            .into_par_iter()
            .map(|at| {
                let mut leaves = Leaves::default();
                let mut found = Merged::default();
                let mut key = String::new();
                self.each_between(&sort, at * step..(at + 1) * step, |code, sources| {
                    scale.merge(self, sources, &mut found);
                    cut(
                        &mut found.passages,
                        limit(found.holders),
                        scale.impacts.steps(),
                    );
                    key.clear();
                    push_text(code, &mut key);
                    leaves.push(&key, |out| {
                        self.push_list(&found, &sources.titles, &scale.impacts, out);
                    });
                });
                leaves.done()
            })
            .collect();
        stretches.into_iter().flatten().collect()
    }

    /// Hands over each term of a stretch with what every chunk and the titles have of it.
    fn each_between<'c>(
        &'c self,
        sort: &impl Fn(&'c Chunk) -> &'c Postings,
        stretch: Range<u32>,
        mut take: impl FnMut(u32, &Sources<'c>),
    ) {
        let mut parts: Vec<_> = self
            .chunks
            .iter()
            .chain(self.titles)
            .map(|chunk| sort(chunk).between(stretch.start, stretch.end).peekable())
            .collect();
        let mut sources = Sources::default();
        while let Some(code) = parts
            .iter_mut()
            .filter_map(|part| Some(part.peek()?.0))
            .min()
        {
            let mut found = parts.iter_mut().map(|part| {
                part.next_if(|(known, _)| *known == code)
                    .map_or(&[][..], |(_, postings)| postings)
            });
            sources.bodies.clear();
            sources
                .bodies
                .extend(found.by_ref().take(self.chunks.len()));
            sources.titles.clear();
            for (at, titles) in found.enumerate() {
                sources.add_titles(at, titles);
            }
            take(code, &sources);
        }
    }

    /// Tokens, whose codes differ from chunk to chunk.
    fn token_leaves(&self, scale: &Scale) -> Vec<Leaf> {
        let mut all: BTreeMap<&str, Sources<'_>> = BTreeMap::new();
        for (at, chunk) in self.chunks.iter().chain(self.titles).enumerate() {
            for (code, postings) in chunk.tokens.all() {
                let text = &*chunk.token_texts[code as usize];
                let sources = all.entry(text).or_insert_with(|| Sources {
                    bodies: vec![&[][..]; self.chunks.len()],
                    titles: Vec::new(),
                });
                match sources.bodies.get_mut(at) {
                    Some(body) => *body = postings,
                    None => sources.add_titles(at - self.chunks.len(), postings),
                }
            }
        }
        let mut leaves = Leaves::default();
        for (key, (found, impacts)) in self.marks(scale) {
            leaves.push(&key, |out| self.push_list(&found, &[], &impacts, out));
        }
        let mut found = Merged::default();
        for (text, sources) in all {
            scale.merge(self, &sources, &mut found);
            leaves.push(text, |out| {
                self.push_list(&found, &sources.titles, &scale.impacts, out);
            });
        }
        leaves.done()
    }

    /// The lists that are no term's, by key: passages of each form, and passages that others refer to.
    fn marks(&self, scale: &Scale) -> BTreeMap<String, (Merged, Impacts)> {
        let mut marks: BTreeMap<String, (Merged, Impacts)> = BTreeMap::new();
        for (chunk, start) in self.chunks.iter().zip(&scale.starts) {
            for (name, passages) in FORMS.iter().zip(&chunk.forms) {
                let of_form = || (Merged::default(), Impacts::none());
                let (found, _) = marks.entry(format!("{MARK}{name}")).or_insert_with(of_form);
                let passages = passages.iter();
                found.extend(passages.map(|passage| (start + u32::from(*passage), 0)));
            }
            let of_cited = || (Merged::default(), Impacts::coarse());
            let (found, impacts) = marks.entry(format!("{MARK}cited")).or_insert_with(of_cited);
            let last = impacts.steps() - 1;
            let passages = chunk.cited.iter();
            found.extend(passages.map(|(passage, quarters)| {
                // In halves: the steps are eight.
                let step = u32::from(*quarters / 2).min(last);
                (start + u32::from(*passage), step)
            }));
        }
        marks.retain(|_, (found, _)| !found.passages.is_empty());
        marks
    }

    /// Adds a list: how many passages follow and whether titles hold the term or the list is cut; if so, how many
    /// passages hold it and in how many titles it stands. Then the bits: the titles' documents, the passages, and of each
    /// passage the impact.
    fn push_list(
        &self,
        found: &Merged,
        titles: &[(u32, u32)],
        impacts: &Impacts,
        bytes: &mut Vec<u8>,
    ) {
        let is_more = !titles.is_empty() || found.holders as usize != found.passages.len();
        push_number(found.passages.len() * 2 + usize::from(is_more), bytes);
        if is_more {
            push_number(found.holders as usize, bytes);
            push_number(titles.len(), bytes);
        }
        let mut bits = Bits::new(bytes);
        let documents = small(self.first_passages.len() - 1);
        bits.push_ascending(titles, |(document, _)| document, 0, documents);
        bits.push_ascending(&found.passages, |(passage, _)| passage, 0, self.passages());
        for (_, step) in &found.passages {
            impacts.push(*step, &mut bits);
        }
        bits.done();
    }

    /// How many passages there are.
    fn passages(&self) -> u32 {
        self.first_passages.last().copied().unwrap_or(0)
    }

    fn passages_of(&self, document: u32) -> Range<usize> {
        let document = document as usize;
        self.first_passages[document] as usize..self.first_passages[document + 1] as usize
    }
}

/// Where one term stands.
#[derive(Default)]
struct Sources<'c> {
    /// A slice a chunk.
    bodies: Vec<&'c [Posting]>,
    /// The documents whose titles hold it, and how often.
    titles: Vec<(u32, u32)>,
}

impl Sources<'_> {
    /// Adds what one chunk of titles has.
    fn add_titles(&mut self, chunk: usize, titles: &[Posting]) {
        let start = small(chunk * CHUNK);
        let titles = titles.iter();
        let titles = titles.map(|one| (start + u32::from(one.passage), u32::from(one.count)));
        self.titles.extend(titles);
    }
}

/// How long passages are, in one unit.
struct Scale {
    /// The first passage of each chunk.
    starts: Vec<u32>,
    /// Of each passage: what its length adds to the divisor of an impact, in parts of [`ONE`].
    damping: Vec<u32>,
    /// Of each passage: the step of what it holds once, as it does most of its terms.
    steps_of_one: Vec<u8>,
    impacts: Impacts,
}

impl Scale {
    fn new(counted: &Counted<'_>, impacts: Impacts, unit: impl Fn(&Length) -> u32) -> Self {
        let mut starts = Vec::new();
        let mut lengths: Vec<u32> = Vec::new();
        for chunk in counted.chunks {
            starts.push(small(lengths.len()));
            lengths.extend(chunk.lengths.iter().map(&unit));
        }
        let titles = counted.titles.iter().flat_map(|chunk| &chunk.lengths);
        for (document, length) in (0..).zip(titles) {
            let passages = counted.passages_of(document);
            lengths[passages]
                .iter_mut()
                .for_each(|sum| *sum += unit(length));
        }
        let sum: u64 = lengths.iter().map(|length| u64::from(*length)).sum();
        let count = lengths.len() as u64;
        let of_length = |length: &u32| LENGTH * u64::from(*length) * count / sum.max(1);
        // A thousand times the average, and more, is as good as any.
        let most = |damping: u64| u32::try_from(damping).unwrap_or(u32::MAX).min(1 << 20);
        let damping: Vec<u32> = lengths
            .iter()
            .map(|length| BASE + most(of_length(length)))
            .collect();
        let steps = impacts.steps();
        let of_one = |damping: &u32| step(steps, 1, *damping).to_le_bytes()[0];
        Self {
            starts,
            steps_of_one: damping.iter().map(of_one).collect(),
            damping,
            impacts,
        }
    }

    fn merge(&self, counted: &Counted<'_>, sources: &Sources<'_>, found: &mut Merged) {
        let mut titles = Titles {
            first_passages: counted.first_passages,
            rest: &sources.titles,
        };
        found.passages.clear();
        let mut both = 0;
        for (body, start) in sources.bodies.iter().zip(&self.starts) {
            for posting in *body {
                let passage = start + u32::from(posting.passage);
                let title = titles.count_at(passage);
                both += u32::from(title > 0);
                let step = self.step(passage, u32::from(posting.count) + title);
                found.passages.push((passage, step));
            }
        }
        let by_title = sources.titles.iter();
        let by_title = by_title.map(|(document, _)| small(counted.passages_of(*document).len()));
        found.holders = small(found.passages.len()) + by_title.sum::<u32>() - both;
    }

    /// The impact of a term that a passage holds so often, as a step.
    fn step(&self, passage: u32, count: u32) -> u32 {
        let passage = passage as usize;
        match count {
            1 => self.steps_of_one[passage].into(),
            _ => step(self.impacts.steps(), count, self.damping[passage]),
        }
    }
}

/// The impact of a term that a passage holds so often, as one of so many steps.
fn step(steps: u32, count: u32, damping: u32) -> u32 {
    // Ten thousand times is as good as any, and fits.
    let count = count.min(10_000) * ONE;
    (steps * count / (count + damping)).min(steps - 1)
}

/// The passages that hold a term themselves, with the step of its impact; and how many hold it at all.
#[derive(Default)]
struct Merged {
    passages: Vec<(u32, u32)>,
    holders: u32,
}

impl Merged {
    fn extend(&mut self, passages: impl Iterator<Item = (u32, u32)>) {
        self.passages.extend(passages);
        self.holders = small(self.passages.len());
    }
}

/// How many passages the list of a character keeps that so many of all hold: the fewer the less it tells.
fn limit(all: u32, holders: u32) -> usize {
    let ratio = f64::from(all) / f64::from(holders.max(1));
    // Hundredths of ln(all / holders), which has reached one where a third of them hold it.
    let reached =
        (1_u8..=100).take_while(|hundredths| (f64::from(*hundredths) / 100.0).exp() <= ratio);
    CHARACTER_LIMIT * reached.count() / 100
}

/// Keeps the `limit` passages of the greatest impact; of equal ones the first.
fn cut(passages: &mut Vec<(u32, u32)>, limit: usize, steps: u32) {
    if passages.len() <= limit {
        return;
    }
    let mut counts = vec![0_usize; steps as usize];
    for (_, step) in &*passages {
        counts[*step as usize] += 1;
    }
    let mut least = counts.len();
    let mut room = limit;
    while least > 0 && counts[least - 1] <= room {
        least -= 1;
        room -= counts[least];
    }
    passages.retain(|(_, step)| {
        let step = *step as usize;
        let is_last = step + 1 == least && room > 0;
        room -= usize::from(is_last);
        step >= least || is_last
    });
}

/// The titles that hold a term, walked along with its passages.
struct Titles<'c> {
    first_passages: &'c [u32],
    /// Documents, and how often each title holds it.
    rest: &'c [(u32, u32)],
}

impl Titles<'_> {
    /// How often the title over a passage holds the term; passages come in their order.
    fn count_at(&mut self, passage: u32) -> u32 {
        while let Some(((document, count), rest)) = self.rest.split_first() {
            let document = *document as usize;
            if passage < self.first_passages[document] {
                return 0;
            }
            if passage < self.first_passages[document + 1] {
                return *count;
            }
            self.rest = rest;
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::{cut, limit};

    #[test]
    fn what_most_passages_hold_is_cut_the_most() {
        assert_eq!(limit(90_000, 5_000), 3300);
        assert_eq!(limit(90_000, 60_000), 1320);
        assert_eq!(limit(90_000, 90_000), 0);
    }

    #[test]
    fn a_cut_list_keeps_the_greatest_impacts_and_of_equal_ones_the_first() {
        let mut passages = vec![(0, 3), (1, 9), (2, 3), (3, 3), (4, 12)];
        cut(&mut passages, 3, 16);
        assert_eq!(passages, [(0, 3), (1, 9), (4, 12)]);
    }
}
