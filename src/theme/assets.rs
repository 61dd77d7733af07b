use std::collections::BTreeMap;

use super::ThemeFiles;
use super::colour::{Colour, accent_css};
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
const BUNDLES: [(&str, &str, &str); 8] = [
    ("style", "static/css/", "css"),
    ("script", "static/js/", "js"),
    ("document_style", "static/document/", "css"),
    ("document_script", "static/document/", "js"),
    ("library_style", "static/library/", "css"),
    ("library", "static/library/", "js"),
    ("search_style", "static/search/", "css"),
    ("search", "static/search/", "js"),
];

/// The theme's files as they are served, by the names under which pages ask for them: the bundles, and the names of
/// all files in `static/files/`. A bundle without files is left out.
pub fn assets(files: &ThemeFiles, config: &Config) -> BTreeMap<String, Asset> {
    let mut assets = BTreeMap::new();
    for (name, folder, ending) in BUNDLES {
        let mut text = joined(files, folder, ending);
        if text.is_empty() {
            continue;
        }
        if name == "style" {
            text += &config
                .accent
                .as_deref()
                .and_then(Colour::parse)
                .map_or_else(String::new, accent_css);
        }
        let stem = name.replace('_', "-");
        assets.insert(name.to_owned(), hashed(&stem, ending, text.into_bytes()));
    }
    for (name, file) in files.below("static/files/") {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
        assets.insert(name.to_owned(), hashed(stem, ending, file.bytes.clone()));
    }
    assets
}

/// The files of a folder with one ending, in the order of their names, one after the other.
fn joined(files: &ThemeFiles, folder: &str, ending: &str) -> String {
    let mut text = String::new();
    let below = files.below(folder);
    for (_, file) in below.filter(|(name, _)| name.rsplit('.').next() == Some(ending)) {
        text.push_str(&String::from_utf8_lossy(&file.bytes));
        text.push('\n');
    }
    text
}

/// An asset named after its content.
pub(super) fn hashed(stem: &str, ending: &str, bytes: Vec<u8>) -> Asset {
    let hash = blake3::hash(&bytes).to_hex();
    Asset {
        address: format!("assets/{stem}-{}.{ending}", &hash[..12]),
        bytes,
    }
}
