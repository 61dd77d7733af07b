use std::collections::BTreeMap;

use serde::Serialize;

use super::bits::push_number;
use crate::search::passages::Entry;

/// What several versions have in common, beside their text: what a filter asks, and what ranks.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Profile<'e> {
    kind: &'e str,
    /// Empty in force.
    state: &'e str,
    /// Whether the bare address shows another version.
    #[serde(rename = "isOther")]
    is_other: bool,
    /// ln(1 + the number of other documents that refer to it), in quarters.
    cited: u8,
    level: f64,
    line: Option<&'e str>,
    subsidiaries: &'e [String],
}

impl<'e> Profile<'e> {
    fn new(entry: &'e Entry) -> Self {
        Self {
            kind: entry.kind,
            state: entry.state,
            is_other: entry.is_other,
            cited: quarters(entry.cited),
            level: entry.level,
            line: entry.line.as_deref(),
            subsidiaries: &entry.subsidiaries,
        }
    }
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
    /// Each once, in the order of their first documents.
    pub(super) profiles: Vec<Profile<'e>>,
    pub(super) bytes: Vec<u8>,
}

impl<'e> Documents<'e> {
    pub(super) fn new(entries: &'e [Entry], title_lengths: impl Iterator<Item = u32>) -> Self {
        let mut documents = Self::default();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for (entry, title) in entries.iter().zip(title_lengths) {
            let profile = Profile::new(entry);
            // Words and numbers always serialise.
            let key = serde_json::to_string(&profile).unwrap_or_default();
            let next = known.len();
            let at = *known.entry(key).or_insert(next);
            if at == next {
                documents.profiles.push(profile);
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
