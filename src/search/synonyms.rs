use std::collections::{BTreeMap, BTreeSet};

use super::fold;
use super::vocabulary::Vocabulary;

/// Everyday words of finance and the official ones, in groups: what a portal need not write down itself.
const EVERYDAY: &str = include_str!("everyday_words.toml");

/// Words for the same thing, in groups: the portal's own, and of the everyday ones those of which the portal uses a
/// word.
///
/// Where a portal has a word in a group of its own, that group says what it means: the others of the everyday group
/// join it, if it is the only one, and are left out otherwise.
pub(super) fn groups(
    own: &[Vec<String>],
    with_everyday: bool,
    known: &Vocabulary,
) -> Vec<Vec<String>> {
    let mut groups = own.to_vec();
    if !with_everyday {
        return groups;
    }
    let owner: BTreeMap<String, usize> = own
        .iter()
        .enumerate()
        .flat_map(|(at, group)| group.iter().map(move |word| (fold(word), at)))
        .collect();
    for group in everyday() {
        let owners: BTreeSet<usize> = group
            .iter()
            .filter_map(|word| owner.get(&fold(word)).copied())
            .collect();
        let (first, others) = (owners.first(), owners.len());
        let is_used = group.iter().any(|word| known.contains_key(&fold(word)));
        let free = group
            .into_iter()
            .filter(|word| !owner.contains_key(&fold(word)));
        match (first, others) {
            (Some(at), 1) => groups[*at].extend(free),
            (None, _) if is_used => groups.push(free.collect()),
            _ => {}
        }
    }
    groups
}

fn everyday() -> Vec<Vec<String>> {
    // A test reads all of it; a fault in it would leave the portal's own groups.
    let table: toml::Table = toml::from_str(EVERYDAY).unwrap_or_default();
    let groups = table.get("groups").and_then(toml::Value::as_array);
    let words = |group: &toml::Value| {
        let words = group.as_array()?.iter();
        Some(
            words
                .filter_map(|word| word.as_str().map(str::to_owned))
                .collect(),
        )
    };
    groups.into_iter().flatten().filter_map(words).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{everyday, fold, groups};
    use crate::search::vocabulary::Word;

    #[test]
    fn every_everyday_word_stands_once_in_a_group_of_several() {
        let mut known = BTreeSet::new();
        let groups = everyday();
        assert!(groups.len() > 300, "{} groups", groups.len());
        for group in groups {
            assert!(group.len() > 1, "{group:?}");
            for word in group {
                assert!(word.chars().count() > 1, "{word}");
                assert!(known.insert(fold(&word)), "{word} stands twice");
            }
        }
    }

    #[test]
    fn a_group_of_the_portal_takes_the_everyday_words_in() {
        let own = vec![vec!["报销".to_owned(), "报个账".to_owned()]];
        let found = groups(&own, true, &[("工资".to_owned(), Word::default())].into());
        assert!(found[0].contains(&"报账".to_owned()), "{found:?}");
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(groups(&own, false, &[].into()), own);
    }
}
