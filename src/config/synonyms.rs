use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, INVALID_VALUE, Message, Place, SYNONYM_TWICE};
use crate::source::{Located, Snapshot, TomlText};

/// The file's path from the portal's folder.
pub const SYNONYMS_FILE: &str = "content/synonyms.toml";

/// Words for the same thing, in groups: who searches one finds the others.
pub type Synonyms = Vec<Vec<String>>;

const FIRST: Message = Message {
    chinese: "已经写在这里",
    english: "it stands here already",
};

/// Reads the groups of `content/synonyms.toml`, with every fault in it; none where there is no such file.
pub fn read_synonyms(snapshot: &Snapshot, findings: &mut Vec<Diagnostic>) -> Synonyms {
    let Some(text) = snapshot.text(SYNONYMS_FILE) else {
        return Vec::new();
    };
    let path: Arc<str> = SYNONYMS_FILE.into();
    let toml = TomlText::parse(&path, text, (0..text.len()).into(), findings);
    let groups = toml.read("synonyms.toml", &mut Vec::new(), findings, |fields| {
        fields.list::<Vec<Located<String>>>("groups")
    });
    findings.extend(faults(&path, &groups));
    let group = |group: Vec<Located<String>>| {
        let words = group.into_iter().map(|word| word.value.trim().to_owned());
        words.filter(|word| !word.is_empty()).collect()
    };
    groups.into_iter().map(group).collect()
}

/// Empty words, and words that stand in two places: which group would be meant?
fn faults(path: &Arc<str>, groups: &[Vec<Located<String>>]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut known: BTreeMap<String, &Located<String>> = BTreeMap::new();
    for word in groups.iter().flatten() {
        let place = Place::new(path, word.span.unquoted());
        let folded = word.value.trim().to_lowercase();
        if folded.is_empty() {
            let finding = Diagnostic::new(&INVALID_VALUE, place).with("value", &word.value);
            let finding = finding.with("key", "groups").with("expected", "a word");
            let finding = finding.with("expected_zh", "一个词");
            findings.push(finding.with("example", "\"打款\""));
        } else if let Some(first) = known.get(&folded) {
            let before = Place::new(path, first.span.unquoted());
            let finding = Diagnostic::new(&SYNONYM_TWICE, place).with("word", &word.value);
            findings.push(finding.related(before, FIRST));
        } else {
            known.insert(folded, word);
        }
    }
    findings
}
