use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::ThemeFiles;
use crate::config::Config;

/// A file that pages load: its address carries a hash of its content, so that it can be cached for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Below the tree.
    pub address: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The theme's files as they are served, by the names under which pages ask for them: `style`, `script`,
/// `search` and the names of all others.
pub fn assets(files: &ThemeFiles, config: &Config) -> BTreeMap<String, Asset> {
    let mut assets = BTreeMap::new();
    let style = joined(files, "static/css/") + &accent(config);
    assets.insert(
        "style".to_owned(),
        hashed("style", "css", style.into_bytes()),
    );
    let script = joined(files, "static/js/");
    assets.insert(
        "script".to_owned(),
        hashed("site", "js", script.into_bytes()),
    );
    let library = joined(files, "static/library/");
    assets.insert(
        "library".to_owned(),
        hashed("library", "js", library.into_bytes()),
    );
    let search = joined(files, "static/search/");
    assets.insert(
        "search".to_owned(),
        hashed("search", "js", search.into_bytes()),
    );
    for (name, file) in files.below("static/files/") {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
        assets.insert(name.to_owned(), hashed(stem, ending, file.bytes.clone()));
    }
    assets
}

/// The files of a folder in the order of their names, one after the other.
fn joined(files: &ThemeFiles, folder: &str) -> String {
    let mut text = String::new();
    for (_, file) in files.below(folder) {
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

/// The portal's accent as custom properties, put behind the style sheet; old browsers cannot mix colours.
fn accent(config: &Config) -> String {
    let Some(rgb) = config.accent.as_deref().and_then(parsed) else {
        return String::new();
    };
    let mut css = String::from(":root {\n");
    let tints = [("accent", 0.0), ("accent-soft", 0.88), ("accent-line", 0.6)];
    for (name, share) in tints {
        let _ = writeln!(css, "  --{name}: {};", hex(mixed(rgb, 255.0, share)));
    }
    let _ = writeln!(
        css,
        "  --accent-strong: {};\n}}",
        hex(mixed(rgb, 0.0, 0.25))
    );
    css
}

fn parsed(accent: &str) -> Option<[f32; 3]> {
    let digits = accent.strip_prefix('#')?;
    let part = |at: usize| {
        u8::from_str_radix(digits.get(at..at + 2)?, 16)
            .ok()
            .map(f32::from)
    };
    Some([part(0)?, part(2)?, part(4)?])
}

/// `rgb` with a share of white (255) or black (0).
fn mixed(rgb: [f32; 3], with: f32, share: f32) -> [f32; 3] {
    rgb.map(|part| part + (with - part) * share)
}

fn hex(rgb: [f32; 3]) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "mixed from 0 to 255"
    )]
    let [r, g, b] = rgb.map(|part| part.round() as u8);
    format!("#{r:02x}{g:02x}{b:02x}")
}
