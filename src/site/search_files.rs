use std::collections::BTreeMap;

use serde::Serialize;

use crate::kinds::KINDS;
use crate::search::{Contents, build_index, contents_for, passages};
use crate::theme::context::Maker;

/// The files of a tree's index, below its `search/`.
pub(super) struct SearchFiles {
    pub(super) contents: Contents,
    files: BTreeMap<String, Vec<u8>>,
}

impl SearchFiles {
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub(super) fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }
}

/// What the pointer of a fixed name tells the client.
#[derive(Serialize)]
struct Pointer<'a> {
    index: &'a str,
    contents: &'a str,
    words: BTreeMap<&'a str, String>,
    kinds: BTreeMap<&'a str, String>,
}

/// Makes the index: the standard one as JSON, the same as a classic script, and the pointer to it.
pub(super) fn search_files(maker: &Maker<'_>) -> Option<SearchFiles> {
    let passages = passages(maker.view);
    let contents = contents_for(maker.portal().config.search.elasticlunr, &passages);
    let state_words = |word: &str| maker.strings.get(&format!("state.{word}"));
    let index = build_index(&passages, contents, &state_words)?;
    let script = format!("lanmuSearch.index({},{});\n", index.json, index.passages);
    let hash = blake3::hash(script.as_bytes()).to_hex();
    let name = format!("elasticlunr-{}.js", &hash[..12]);
    let pointer = pointer(maker, &name, contents);
    let files = BTreeMap::from([
        (name, script.into_bytes()),
        ("elasticlunr.json".to_owned(), index.json.into_bytes()),
        ("pointer.js".to_owned(), pointer.into_bytes()),
    ]);
    Some(SearchFiles { contents, files })
}

fn pointer(maker: &Maker<'_>, index: &str, contents: Contents) -> String {
    let words = maker
        .strings
        .keys()
        .filter_map(|key| Some((key.strip_prefix("search.")?, maker.strings.get(key))));
    let kinds = KINDS.iter().map(|kind| {
        (
            kind.word,
            maker.strings.get(&format!("kind.{}.one", kind.word)),
        )
    });
    let pointer = Pointer {
        index,
        contents: if contents == Contents::Full {
            "full"
        } else {
            "titles"
        },
        words: words.collect(),
        kinds: kinds.collect(),
    };
    // Maps of strings always serialise.
    format!(
        "lanmuSearch.pointer({});\n",
        serde_json::to_string(&pointer).unwrap_or_default()
    )
}
