//! Any text parses into a sound tree, and any two texts compare into changes that read back.
//!
//! `cargo +nightly fuzz run clauses -- -max_len=4096 -dict=fuzz/clauses.dict`
#![no_main]

use std::collections::BTreeSet;
use std::sync::Arc;

use lanmu::compare::{WordingKind, compare};
use lanmu::markdown::{Tree, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // Two versions of one document: what stands before the mark, and what stands behind it.
    let (old, new) = text.split_once("\n====\n").unwrap_or((text, text));
    let (old_tree, new_tree) = (read(old), read(new));
    let words = |_: usize| String::new();
    let comparison = compare((&old_tree, old), (&new_tree, new), (&words, &words));
    for change in comparison.changed() {
        let read = |left_out: WordingKind| -> String {
            let parts = change.wording().iter();
            parts
                .filter(|part| part.kind != left_out)
                .map(|part| part.text.as_str())
                .collect()
        };
        let own = |unit: &Option<lanmu::compare::Unit>| {
            unit.as_ref()
                .map_or("", lanmu::compare::Unit::words)
                .to_owned()
        };
        assert_eq!(read(WordingKind::Inserted), own(&change.old));
        assert_eq!(read(WordingKind::Deleted), own(&change.new));
    }
});

fn read(text: &str) -> Tree {
    let path: Arc<str> = "content/policies/a.md".into();
    let mut findings = Vec::new();
    let tree = parse(&path, text, (0..text.len()).into(), &mut findings);
    let addresses: BTreeSet<&str> = tree.clauses.iter().map(|clause| &*clause.anchor).collect();
    assert_eq!(
        addresses.len(),
        tree.clauses.len(),
        "two clauses have one address"
    );
    for (index, clause) in tree.clauses.iter().enumerate() {
        assert!(text.get(clause.span.range()).is_some());
        assert!(text.get(clause.label.range()).is_some());
        assert!(clause.parent.is_none_or(|parent| parent < index));
    }
    for finding in &findings {
        assert!(text.get(finding.place.span.range()).is_some());
    }
    tree
}
