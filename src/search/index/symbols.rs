use rustc_hash::FxHashMap;

use super::bits::small;
use crate::search::passages::Passage;

/// Characters of text that are looked at to learn what is frequent.
const SAMPLE: usize = 400_000;

/// Characters and strings that have a code; the client reads all of them first.
const SYMBOLS: usize = 1300;

/// How often neighbours are joined, how many at a time, and how often these must stand there.
const ROUNDS: usize = 5;
const JOINED: usize = 130;
const OFTEN: u32 = 20;

/// The longest string, in UTF-16 units.
const LONGEST: usize = 8;

/// Ends a field of the sample: it is no part of a string.
const FIELD: u32 = 0;

/// What of a text is frequent, each with how often it comes, and how often anything else does.
#[derive(Debug, Default)]
pub(super) struct Frequent {
    /// The most frequent first.
    pub(super) symbols: Vec<(String, u32)>,
    pub(super) others: u32,
    /// How many fields these were.
    pub(super) fields: u32,
}

/// The characters and strings by which texts are written the shortest: what often stands side by side is joined, and
/// what was joined so again (Gage's byte pair encoding, 1994, many pairs at a time).
pub(super) fn frequent(passages: &[&Passage]) -> Frequent {
    let mut sample = Sample::new(evenly(passages));
    for _ in 0..ROUNDS {
        sample.join();
    }
    sample.frequent()
}

/// As many passages as a sample needs, from all over.
fn evenly<'p>(passages: &'p [&Passage]) -> impl Iterator<Item = &'p Passage> {
    // A Chinese character takes three bytes.
    let bytes: usize = passages.iter().map(|passage| passage.text.len()).sum();
    let step = (bytes / 3 / SAMPLE).max(1);
    passages.iter().step_by(step).copied()
}

/// Texts as a row of numbers, of which each stands for a character or a string.
struct Sample {
    known: Vec<String>,
    row: Vec<u32>,
}

impl Sample {
    fn new<'p>(passages: impl Iterator<Item = &'p Passage>) -> Self {
        let mut numbers: FxHashMap<char, u32> = FxHashMap::default();
        let mut known = vec![String::new()];
        let mut row = Vec::new();
        for field in passages.flat_map(Passage::fields) {
            row.extend(field.chars().map(|c| {
                *numbers.entry(c).or_insert_with(|| {
                    known.push(c.to_string());
                    small(known.len() - 1)
                })
            }));
            row.push(FIELD);
        }
        Self { known, row }
    }

    fn counts(&self) -> Vec<u32> {
        let mut counts = vec![0; self.known.len()];
        for symbol in &self.row {
            counts[*symbol as usize] += 1;
        }
        counts
    }

    /// Joins the neighbours that save the most.
    fn join(&mut self) {
        let mut joined: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        for pair in self.worthwhile() {
            joined.insert(pair, small(self.known.len()));
            let string = self.text(pair);
            self.known.push(string);
        }
        let mut row = Vec::with_capacity(self.row.len());
        let mut rest = &self.row[..];
        while let [first, behind @ ..] = rest {
            let string = behind
                .first()
                .and_then(|second| joined.get(&(*first, *second)));
            row.push(*string.unwrap_or(first));
            rest = if string.is_some() {
                &behind[1..]
            } else {
                behind
            };
        }
        self.row = row;
    }

    fn text(&self, (one, other): (u32, u32)) -> String {
        [&*self.known[one as usize], &*self.known[other as usize]].concat()
    }

    /// The pairs of neighbours that save the most bits when they are one, the best first.
    fn worthwhile(&self) -> Vec<(u32, u32)> {
        let counts = self.counts();
        let mut pairs: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        for pair in self.row.windows(2) {
            *pairs.entry((pair[0], pair[1])).or_default() += 1;
        }
        let all = f64::from(small(self.row.len()));
        let bits = |count: u32| (all / f64::from(count)).log2();
        let saved = |(one, other): (u32, u32), count: u32| {
            let apart = bits(counts[one as usize]) + bits(counts[other as usize]);
            f64::from(count) * (apart - bits(count))
        };
        let mut found: Vec<(f64, (u32, u32))> = pairs
            .into_iter()
            .filter(|(pair, count)| *count >= OFTEN && self.may_join(*pair))
            .map(|(pair, count)| (saved(pair, count), pair))
            .collect();
        found.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        found.truncate(JOINED);
        found.into_iter().map(|(_, pair)| pair).collect()
    }

    fn may_join(&self, (one, other): (u32, u32)) -> bool {
        let text = self.text((one, other));
        let is_apart = one == FIELD || other == FIELD || text.contains('\n');
        !is_apart && text.encode_utf16().count() <= LONGEST
    }

    fn frequent(self) -> Frequent {
        let counts = self.counts();
        let fields = counts[FIELD as usize];
        let known = self.known.into_iter().zip(counts).skip(1);
        // What is no single unit of UTF-16 is escaped.
        let is_short = |text: &str| text.chars().all(|c| c.len_utf16() == 1);
        let mut symbols: Vec<(String, u32)> = known
            .filter(|(text, count)| *count > 0 && is_short(text))
            .collect();
        symbols.sort_unstable_by(|one, other| (other.1, &one.0).cmp(&(one.1, &other.0)));
        let rest = symbols.split_off(symbols.len().min(SYMBOLS));
        Frequent {
            symbols,
            others: rest.iter().map(|(_, count)| count).sum(),
            fields,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::frequent;
    use crate::search::passages::Passage;

    #[test]
    fn what_stands_together_often_is_one_symbol() {
        let text = "国务院规定，国务院批准。".repeat(30);
        let found = frequent(&[&Passage::of_text(&text)]);
        let known: Vec<&str> = found
            .symbols
            .iter()
            .map(|(text, _)| text.as_str())
            .collect();
        assert!(
            known.iter().any(|text| text.contains("国务院")),
            "{known:?}"
        );
        assert!(
            known.iter().all(|text| text.chars().count() <= 8),
            "{known:?}"
        );
    }

    #[test]
    fn of_a_short_text_every_character_is_known() {
        let found = frequent(&[&Passage::of_text("报销"), &Passage::of_text("单")]);
        assert_eq!(found.symbols.len(), 3);
        assert_eq!(found.others, 0);
    }
}
