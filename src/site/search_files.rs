use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::kinds::KINDS;
use crate::portal::State;
use crate::search::{Entry, IndexFile, Words, build_index, contents_for, entries, index_files};
use crate::theme::ThemeFiles;
use crate::theme::context::Maker;

/// The files of a tree's index, below its `search/`.
pub(super) struct SearchFiles {
    files: BTreeMap<String, SearchFile>,
}

/// A file, and the hash of its bytes.
pub(super) struct SearchFile {
    pub(super) bytes: Vec<u8>,
    pub(super) hash: blake3::Hash,
}

impl SearchFile {
    fn new(bytes: Vec<u8>) -> Self {
        let hash = blake3::hash(&bytes);
        Self { bytes, hash }
    }
}

impl SearchFiles {
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub(super) fn find(&self, name: &str) -> Option<&SearchFile> {
        self.files.get(name)
    }
}

/// What the pointer of a fixed name tells the client.
#[derive(Serialize)]
struct Pointer<'a> {
    folder: &'a str,
    words: BTreeMap<&'a str, String>,
    kinds: BTreeMap<&'a str, String>,
    states: BTreeMap<&'a str, String>,
    /// The lines of business, in the portal's order.
    lines: Vec<(&'a str, &'a str)>,
    subsidiaries: BTreeMap<String, &'a str>,
    /// The file that a search is told by, where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<&'static str>,
}

/// What is asked for so that the server's access log holds what readers search.
const LOG: &str = "asked.txt";

/// Makes the index: its files, the pointer to them, and the standard one for other tools with its tokenizer.
pub(super) fn search_files(maker: &Maker<'_>, theme: &ThemeFiles) -> SearchFiles {
    let entries = all_entries(maker);
    let portal = maker.portal();
    let setting = portal.config.search.elasticlunr;
    let (index, standard) = rayon::join(
        || {
            index_files(
                &entries,
                &portal.synonyms,
                portal.config.search.everyday_words,
            )
        },
        || build_index(&entries, contents_for(setting, &entries)),
    );
    let pointer = pointer(maker, &entries, &index.folder);
    let folder = index.folder;
    let named = index.files.into_iter();
    let mut files: BTreeMap<String, SearchFile> = named
        .map(|IndexFile { name, bytes, hash }| {
            (format!("{folder}/{name}"), SearchFile { bytes, hash })
        })
        .collect();
    let mut add = |name: &str, bytes| files.insert(name.to_owned(), SearchFile::new(bytes));
    add("pointer.js", pointer.into_bytes());
    if portal.config.search.log {
        add(LOG, b"ok\n".to_vec());
    }
    if let Some(json) = standard {
        add("elasticlunr.json", json.into_bytes());
        add("elasticlunr-chinese.js", tokenizer(theme));
    }
    // A large portal's passages are many small texts: pages need not wait until they are given back.
    rayon::spawn(move || drop(entries));
    SearchFiles { files }
}

/// What cuts a Chinese query for the standard index: the folding of our own client, and the tokenizer behind it.
fn tokenizer(theme: &ThemeFiles) -> Vec<u8> {
    let folding = theme
        .below("static/search/")
        .filter(|(name, _)| *name == "10-fold.js");
    let own = theme.below("static/elasticlunr/");
    let parts = folding.chain(own).map(|(_, file)| file.bytes.as_slice());
    parts.collect::<Vec<_>>().concat()
}

fn all_entries(maker: &Maker<'_>) -> Vec<Entry> {
    let works: Vec<_> = maker.view.works().collect();
    let field = |key: &str| maker.strings.get(&format!("field.{key}"));
    let words = Words {
        field: &field,
        fact: &|version, fact| maker.fact_in_words(version, fact),
        row: &|version, row| maker.row_in_words(version, row),
    };
    let found = works
        .par_iter()
        .with_max_len(1)
        .map(|work| entries(maker.view, *work, words));
    found.flatten().collect()
}

/// What the subsidiaries that these readers see are called, by id.
fn subsidiaries<'a>(maker: &Maker<'a>) -> BTreeMap<String, &'a str> {
    let shown = maker
        .view
        .works()
        .filter_map(|work| maker.view.document(work));
    let named = shown.filter(|document| document.kind().word == "subsidiary");
    named
        .map(|document| (document.id().to_string(), document.common.title.as_str()))
        .collect()
}

/// Words of which one thing is called as many are, once: Chinese has no plural.
fn without_equal(mut words: BTreeMap<&str, String>) -> BTreeMap<&str, String> {
    let many = words.clone();
    words.retain(|key, word| {
        let stem = key.strip_suffix("_one");
        let other = stem.and_then(|stem| many.get(&*format!("{stem}_many")));
        other != Some(word)
    });
    words
}

fn pointer(maker: &Maker<'_>, entries: &[Entry], folder: &str) -> String {
    let named = |prefix: &'static str| {
        let keys = maker.strings.keys();
        keys.filter_map(move |key| Some((key.strip_prefix(prefix)?, maker.strings.get(key))))
    };
    // Every reader fetches the pointer: it names what there is.
    let found = |word: &str| entries.iter().any(|entry| entry.kind == word);
    let kinds = KINDS.iter().filter(|kind| found(kind.word)).map(|kind| {
        let name = maker.strings.get(&format!("kind.{}.one", kind.word));
        (kind.word, name)
    });
    let config = &maker.portal().config;
    let lines = config.lines.iter();
    let pointer = Pointer {
        folder,
        words: without_equal(named("search.").collect()),
        kinds: kinds.collect(),
        states: named("state.")
            .filter(|(state, _)| {
                *state == State::InForce.word() || entries.iter().any(|entry| entry.state == *state)
            })
            .collect(),
        lines: lines
            .map(|line| (line.id.as_str(), line.name.as_str()))
            .collect(),
        subsidiaries: subsidiaries(maker),
        log: config.search.log.then_some(LOG),
    };
    // Maps of strings always serialise.
    let pointer = serde_json::to_string(&pointer).unwrap_or_default();
    format!("lanmuSearch.pointer({pointer});\n")
}
