use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{
    Diagnostic, Message, Place, SYNONYM_ALONE, SYNONYM_TWICE, SYNONYMS_JOINED,
};
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
    let before = findings.len();
    let groups = toml.read("synonyms.toml", &mut Vec::new(), findings, |fields| {
        fields.list::<Vec<Located<String>>>("groups")
    });
    // A word that could not be read is not alone for that.
    if findings.len() == before && !toml.is_broken() {
        findings.extend(faults(&path, &groups));
    }
    let group = |group: Vec<Located<String>>| {
        let words = group.into_iter();
        words.map(|word| word.value.trim().to_owned()).collect()
    };
    groups.into_iter().map(group).collect()
}

/// Words that have no other, and words that stand in two places: which group would be meant?
fn faults(path: &Arc<str>, groups: &[Vec<Located<String>>]) -> Vec<Diagnostic> {
    let alone = groups.iter().filter_map(|group| match &group[..] {
        [word] => Some(word),
        _ => None,
    });
    let at = |word: &Located<String>| Place::new(path, word.span.unquoted());
    let alone =
        alone.map(|word| Diagnostic::new(&SYNONYM_ALONE, at(word)).with("word", &word.value));
    let joined = groups.iter().flatten();
    let joined = joined.filter(|word| word.value.contains(['、', '，', '；', ',', ';']));
    let joined =
        joined.map(|word| Diagnostic::new(&SYNONYMS_JOINED, at(word)).with("words", &word.value));
    let mut findings: Vec<Diagnostic> = alone.chain(joined).collect();
    let mut known: BTreeMap<String, &Located<String>> = BTreeMap::new();
    for word in groups.iter().flatten() {
        let folded: String = word.value.nfkc().filter(|c| !c.is_whitespace()).collect();
        let folded = folded.to_lowercase();
        if let Some(first) = known.get(&folded) {
            let finding = Diagnostic::new(&SYNONYM_TWICE, at(word)).with("word", &word.value);
            findings.push(finding.related(at(first), FIRST));
        } else {
            known.insert(folded, word);
        }
    }
    findings
}
