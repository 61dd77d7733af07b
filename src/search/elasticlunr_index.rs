use std::borrow::Cow;

use elasticlunr::IndexBuilder;

use super::Chinese;
use super::passages::{Entry, Passage};
use crate::config::Elasticlunr;

/// How large the standard index may grow before it is left out.
const LARGEST: usize = 4 * 1024 * 1024;

/// Bytes of JSON that a byte of text becomes; measured over the law corpora.
const GROWTH: usize = 8;

/// What goes into the standard index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// All text.
    Full,
    /// Titles, headings and ids.
    Titles,
    /// There is none.
    Nothing,
}

/// What the portal's setting means for these entries.
pub fn contents_for(setting: Elasticlunr, entries: &[Entry]) -> Contents {
    match setting {
        Elasticlunr::Full => Contents::Full,
        Elasticlunr::Titles => Contents::Titles,
        Elasticlunr::Auto if estimated_bytes(entries) <= LARGEST => Contents::Full,
        Elasticlunr::Auto | Elasticlunr::Off => Contents::Nothing,
    }
}

fn estimated_bytes(entries: &[Entry]) -> usize {
    let of_passage =
        |passage: &Passage| passage.text.len() + passage.further.len() + passage.heading.len();
    let of_entry = |entry: &Entry| {
        let own: usize = entry.passages.iter().map(of_passage).sum();
        own + entry.passages.len() * entry.title.len()
    };
    entries.iter().map(of_entry).sum::<usize>() * GROWTH
}

/// The standard index as elasticlunr.js loads it; `None` where there shall be none.
///
/// A passage's reference is its page's address, `#` and the place on it. Of each document the version that its bare
/// address shows is in it.
pub fn build_index(entries: &[Entry], contents: Contents) -> Option<String> {
    let full = match contents {
        Contents::Nothing => return None,
        Contents::Full => true,
        Contents::Titles => false,
    };
    let mut index = IndexBuilder::with_language(Box::new(Chinese))
        .save_docs(false)
        .set_ref("id")
        .add_fields(["title", "heading", "body"])
        .build();
    for entry in entries.iter().filter(|entry| !entry.is_other) {
        let kept = entry
            .passages
            .iter()
            .filter(|passage| full || !passage.is_clause);
        for passage in kept {
            let body = body(entry, passage, full);
            let fields = [&entry.title, &passage.heading, &*body];
            index.add_doc(&format!("{}#{}", entry.address, passage.anchor), fields);
        }
    }
    Some(index.to_json())
}

/// What is searched beside title and heading: the text, or the id alone.
fn body<'e>(entry: &'e Entry, passage: &'e Passage, full: bool) -> Cow<'e, str> {
    match (full, passage.anchor.is_empty()) {
        (true, _) if passage.further.is_empty() => passage.text.as_str().into(),
        (true, _) => format!("{}\n{}", passage.text, passage.further).into(),
        (false, true) => entry.id.as_str().into(),
        (false, false) => "".into(),
    }
}
