use elasticlunr::IndexBuilder;
use serde::Serialize;

use super::{Chinese, Passage};
use crate::config::Elasticlunr;

/// How large the standard index may grow before only titles go in.
const LARGEST: usize = 4 * 1024 * 1024;

/// Bytes of JSON that a byte of text becomes, with its stored copy; measured over the law corpora.
const GROWTH: usize = 9;

/// What goes into the standard index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// All text, stored too.
    Full,
    /// Titles, headings and ids.
    Titles,
    /// There is none.
    Nothing,
}

/// The standard index and what a browser needs beside it.
#[derive(Debug)]
pub struct Index {
    /// As elasticlunr.js loads it.
    pub json: String,
    /// One entry a passage: address, anchor, kind, title, heading and, where all is indexed, the text;
    /// then what its state is called, empty in force. Address, `#`
    /// and anchor are its reference in the index.
    pub passages: String,
}

/// What the portal's setting means for these passages.
pub fn contents_for(setting: Elasticlunr, passages: &[Passage]) -> Contents {
    match setting {
        Elasticlunr::Off => Contents::Nothing,
        Elasticlunr::Full => Contents::Full,
        Elasticlunr::Titles => Contents::Titles,
        Elasticlunr::Auto if estimated_bytes(passages) > LARGEST => Contents::Titles,
        Elasticlunr::Auto => Contents::Full,
    }
}

fn estimated_bytes(passages: &[Passage]) -> usize {
    let text = |passage: &Passage| passage.text.len() + passage.title.len() + passage.heading.len();
    passages.iter().map(text).sum::<usize>() * GROWTH
}

/// What is searched beside title and heading: the text, or the id alone.
fn body(passage: &Passage, full: bool) -> &str {
    match (full, passage.anchor.is_empty()) {
        (true, _) => &passage.text,
        (false, true) => &passage.id,
        (false, false) => "",
    }
}

#[derive(Serialize)]
struct Entry<'a>(&'a str, &'a str, &'a str, &'a str, &'a str, &'a str, String);

/// Builds the standard index; `None` where there shall be none. `state_words` says what a state is called.
pub fn build_index(
    passages: &[Passage],
    contents: Contents,
    state_words: &dyn Fn(&str) -> String,
) -> Option<Index> {
    let kept: Vec<&Passage> = match contents {
        Contents::Nothing => return None,
        Contents::Full => passages.iter().collect(),
        Contents::Titles => passages
            .iter()
            .filter(|passage| !passage.is_clause)
            .collect(),
    };
    let full = contents == Contents::Full;
    let mut index = IndexBuilder::with_language(Box::new(Chinese))
        .save_docs(false)
        .set_ref("id")
        .add_fields(["title", "heading", "body"])
        .build();
    for passage in &kept {
        let fields = [
            passage.title.as_str(),
            passage.heading.as_str(),
            body(passage, full),
        ];
        index.add_doc(&format!("{}#{}", passage.address, passage.anchor), fields);
    }
    let entries: Vec<Entry<'_>> = kept
        .iter()
        .map(|passage| {
            let text = if full { passage.text.as_str() } else { "" };
            let state = match passage.state {
                "" => String::new(),
                word => state_words(word),
            };
            Entry(
                &passage.address,
                &passage.anchor,
                passage.kind,
                &passage.title,
                &passage.heading,
                text,
                state,
            )
        })
        .collect();
    Some(Index {
        json: index.to_json(),
        // Strings in tuples always serialise.
        passages: serde_json::to_string(&entries).unwrap_or_default(),
    })
}
