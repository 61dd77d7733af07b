use std::collections::BTreeMap;

use super::ThemeFiles;
use super::colour::{Colour, accent_css};
use super::small_script::small_script;
use super::templates::BuiltIn;
use crate::config::Config;

/// A file that pages load: its address carries a hash of its content, so that it can be cached for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Below the tree.
    pub address: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Bundles: the name under which pages ask for one, the folder whose files it joins, and their ending.
pub(super) const BUNDLES: [(&str, &str, &str); 12] = [
    ("style", "static/css/", "css"),
    ("script", "static/js/", "js"),
    ("document_style", "static/document/", "css"),
    ("document_script", "static/document/", "js"),
    ("library_style", "static/library/", "css"),
    ("library", "static/library/", "js"),
    ("search_style", "static/search/", "css"),
    ("search", "static/search/", "js"),
    ("search_page", "static/search-page/", "js"),
    ("search_help", "static/search-help/", "js"),
    ("search_closely", "static/search-closely/", "js"),
    ("search_report", "static/search-report/", "js"),
];

/// Files that are served as they are, each under its name with a hash.
pub(super) const FURTHER: &str = "static/files/";

/// The theme's files as they are served, by the names under which pages ask for them: the bundles, and the names of
/// all files in `static/files/`. A bundle without files is left out.
pub fn assets(files: &ThemeFiles, config: &Config) -> BTreeMap<String, Asset> {
    let mut assets = BTreeMap::new();
    for (name, folder, ending) in BUNDLES {
        let accent = (name == "style").then(|| accent(config)).flatten();
        let text = joined(files, folder, ending, accent);
        if text.is_empty() {
            continue;
        }
        let stem = name.replace('_', "-");
        assets.insert(name.to_owned(), hashed(&stem, ending, text.into_bytes()));
    }
    for (name, file) in files.below(FURTHER) {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
        assets.insert(name.to_owned(), hashed(stem, ending, file.bytes.clone()));
    }
    assets
}

/// The portal's accent as one more file of the shared style: behind the tokens, so that a theme's own files may still
/// set something else.
fn accent(config: &Config) -> Option<(&'static str, String)> {
    let accent = Colour::parse(config.accent.as_deref()?)?;
    Some(("15-accent.css", accent_css(accent)))
}

/// The files of a folder with one ending and `more`, in the order of their names, one after the other.
fn joined(files: &ThemeFiles, folder: &str, ending: &str, more: Option<(&str, String)>) -> String {
    let below = files.below(folder);
    let below = below.filter(|(name, _)| name.rsplit('.').next() == Some(ending));
    let texts = below.map(|(name, file)| (name, served(&format!("{folder}{name}"), &file.bytes)));
    let mut texts: BTreeMap<&str, String> = texts.collect();
    if !texts.is_empty() {
        texts.extend(more);
    }
    let mut joined = String::new();
    for text in texts.values() {
        joined.push_str(text);
        joined.push('\n');
    }
    joined
}

/// A file's text as it is served: our own scripts made small. A portal's own file stays as it is written, so that its
/// makers find in the browser what they wrote.
fn served(name: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let is_ours = BuiltIn::get(name).is_some_and(|file| *file.data == *bytes);
    let small = (is_ours && name.ends_with(".js")).then(|| small_script(&text));
    small.flatten().unwrap_or_else(|| text.into_owned())
}

/// An asset named after its content.
pub(super) fn hashed(stem: &str, ending: &str, bytes: Vec<u8>) -> Asset {
    let hash = blake3::hash(&bytes).to_hex();
    Asset {
        address: format!("assets/{stem}-{}.{ending}", &hash[..12]),
        bytes,
    }
}
