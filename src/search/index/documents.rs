use std::collections::BTreeMap;

use serde::Serialize;

use super::bits::push_number;
use crate::search::passages::Entry;

/// What several versions have in common, beside their text: what a filter asks, and what ranks. Words are written once,
/// and meant by their place.
#[derive(Debug, Default, Serialize)]
pub(super) struct Profiles<'e> {
    kinds: Vec<&'e str>,
    /// One of them is empty: in force.
    states: Vec<&'e str>,
    lines: Vec<&'e str>,
    subsidiaries: Vec<&'e str>,
    /// Each once, in the order of their first documents.
    rows: Vec<Profile>,
}

/// Kind; state; whether the bare address shows another version; ln(1 + the number of other documents that refer to it),
/// in quarters; level; lines and subsidiaries, where there are any.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Profile {
    Plain(usize, usize, u8, u8, f64),
    Named(usize, usize, u8, u8, f64, Vec<usize>, Vec<usize>),
}

impl<'e> Profiles<'e> {
    fn profile(&mut self, entry: &'e Entry) -> Profile {
        let lines = entry.line.iter().map(|line| place(line, &mut self.lines));
        let lines: Vec<usize> = lines.collect();
        let named = entry.subsidiaries.iter();
        let named: Vec<usize> = named.map(|id| place(id, &mut self.subsidiaries)).collect();
        let kind = place(entry.kind, &mut self.kinds);
        let state = place(entry.state, &mut self.states);
        let is_other = u8::from(entry.is_other);
        let cited = quarters(entry.cited);
        if lines.is_empty() && named.is_empty() {
            Profile::Plain(kind, state, is_other, cited, entry.level)
        } else {
            Profile::Named(kind, state, is_other, cited, entry.level, lines, named)
        }
    }
}

/// Where a word stands among those known; from now on it is one of them.
fn place<'e>(word: &'e str, known: &mut Vec<&'e str>) -> usize {
    let at = known.iter().position(|other| *other == word);
    at.unwrap_or_else(|| {
        known.push(word);
        known.len() - 1
    })
}

/// ln(1 + count), in quarters.
pub(super) fn quarters(count: usize) -> u8 {
    let above = f64::from(u32::try_from(count).unwrap_or(u32::MAX)) + 1.0;
    // What rounds to at least so many quarters; ln 2³² is 89 of them.
    let reached =
        (1_u8..100).take_while(|quarters| (f64::from(*quarters) - 0.5) / 4.0 <= above.ln());
    u8::try_from(reached.count()).unwrap_or(u8::MAX)
}

/// The documents in few bytes: of each how many passages it has, which profile, and how long its title is.
#[derive(Debug, Default)]
pub(super) struct Documents<'e> {
    pub(super) profiles: Profiles<'e>,
    pub(super) bytes: Vec<u8>,
}

impl<'e> Documents<'e> {
    pub(super) fn new(entries: &'e [Entry], title_lengths: impl Iterator<Item = u32>) -> Self {
        let mut documents = Self::default();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for (entry, title) in entries.iter().zip(title_lengths) {
            let profile = documents.profiles.profile(entry);
            // Words and numbers always serialise.
            let key = serde_json::to_string(&profile).unwrap_or_default();
            let next = known.len();
            let at = *known.entry(key).or_insert(next);
            if at == next {
                documents.profiles.rows.push(profile);
            }
            push_number(entry.passages.len(), &mut documents.bytes);
            push_number(at, &mut documents.bytes);
            push_number(title as usize, &mut documents.bytes);
        }
        documents
    }
}

#[cfg(test)]
mod tests {
    use super::quarters;

    #[test]
    fn counts_are_rounded_to_quarters_of_their_logarithm() {
        // ln 2 = 0.69, ln 11 = 2.40
        assert_eq!([0, 1, 10, 1000].map(quarters), [0, 3, 10, 28]);
    }
}
