use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_embed::RustEmbed;

use super::Strings;
use super::own_files::without_effect;
use crate::config::{Config, PORTAL_FILE};
use crate::diagnostics::{Diagnostic, Language, Place, UNKNOWN_THEME, UNKNOWN_THEME_PART};
use crate::source::{Located, Snapshot, TomlText};

/// The built-in theme, in the binary.
#[derive(RustEmbed)]
#[folder = "themes/default"]
pub(super) struct BuiltIn;

/// The name of the built-in theme.
const DEFAULT: &str = "default";

/// One file of a theme, wherever it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFile {
    /// As messages name it: its path in the portal, or where it would lie to override the built-in one.
    pub path: Arc<str>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The files of a portal's theme: the built-in ones, each replaced by the portal's own where it has one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeFiles {
    pub(super) files: BTreeMap<String, ThemeFile>,
}

/// Reads the theme that the portal names.
pub fn theme_files(
    snapshot: &Snapshot,
    config: &Config,
    findings: &mut Vec<Diagnostic>,
) -> ThemeFiles {
    let mut files = BTreeMap::new();
    for name in BuiltIn::iter() {
        if let Some(file) = BuiltIn::get(&name) {
            let path = format!("themes/{DEFAULT}/{name}").into();
            let bytes = file.data.into_owned();
            files.insert(name.into_owned(), ThemeFile { path, bytes });
        }
    }
    let folder = format!("themes/{}", config.theme.value);
    let replaced = replaced(snapshot, &folder, findings);
    files.retain(|name, _| !replaced.iter().any(|part| name.starts_with(part.as_str())));
    let mut own = 0;
    for (path, _) in snapshot.below(&folder) {
        own += 1;
        let name = path[folder.len() + 1..].to_owned();
        let bytes = snapshot.bytes(path).unwrap_or_default().to_vec();
        let path = Arc::clone(path);
        files.insert(name, ThemeFile { path, bytes });
    }
    if own == 0 && config.theme.value != DEFAULT {
        let path: Arc<str> = PORTAL_FILE.into();
        let span = config.theme.span;
        let place = Place::new(&path, span.unquoted());
        findings.push(
            Diagnostic::new(&UNKNOWN_THEME, place)
                .with("name", &config.theme.value)
                .near(&config.theme.value, themes_of(snapshot)),
        );
    }
    let files = ThemeFiles { files };
    if own > 0 {
        without_effect(snapshot, &folder, &files, &ThemeFiles::built_in(), findings);
    }
    files
}

/// The portal's own themes and the built-in one.
fn themes_of(snapshot: &Snapshot) -> BTreeSet<&str> {
    let paths = snapshot.below("themes").map(|(path, _)| &**path);
    let folders = paths.filter_map(|path| path.split('/').nth(1));
    folders.chain([DEFAULT]).collect()
}

/// The file in which a theme says which of the built-in files it does without.
const THEME_FILE: &str = "theme.toml";

/// `replaces`: folders and files of the built-in theme that are not used, since this theme has its own.
fn replaced(snapshot: &Snapshot, folder: &str, findings: &mut Vec<Diagnostic>) -> Vec<String> {
    let path: Arc<str> = format!("{folder}/{THEME_FILE}").into();
    let Some(text) = snapshot.text(&path) else {
        return Vec::new();
    };
    let toml = TomlText::parse(&path, text, (0..text.len()).into(), findings);
    let parts = toml.read(THEME_FILE, &mut Vec::new(), findings, |fields| {
        fields.list::<Located<String>>("replaces")
    });
    let is_known = |part: &str| BuiltIn::iter().any(|name| name.starts_with(part));
    let (known, unknown): (Vec<_>, Vec<_>) =
        parts.into_iter().partition(|part| is_known(&part.value));
    findings.extend(unknown.into_iter().map(|part| {
        let names: Vec<String> = BuiltIn::iter().map(std::borrow::Cow::into_owned).collect();
        Diagnostic::new(&UNKNOWN_THEME_PART, Place::new(&path, part.span.unquoted()))
            .with("part", &part.value)
            .near(&part.value, names.iter().map(String::as_str))
    }));
    known.into_iter().map(|part| part.value).collect()
}

impl ThemeFiles {
    /// The built-in theme alone.
    pub fn built_in() -> Self {
        theme_files(&Snapshot::default(), &Config::default(), &mut Vec::new())
    }

    /// The templates, by their names, with their texts; what is not UTF-8 is shown with replacements.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &ThemeFile, String)> {
        self.below("templates/").map(|(name, file)| {
            (
                name,
                file,
                String::from_utf8_lossy(&file.bytes).into_owned(),
            )
        })
    }

    /// The files below a folder (with a slash at its end), by their names from there.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a ThemeFile)> {
        let named = self.files.iter();
        named.filter_map(move |(name, file)| Some((name.strip_prefix(folder)?, file)))
    }

    /// The strings of one language, the portal's over the built-in ones.
    pub fn strings(&self, language: Language) -> Strings {
        let name = format!("strings/{}.toml", language.tag());
        let built_in = BuiltIn::get(&name)
            .map(|file| file.data.into_owned())
            .unwrap_or_default();
        let own = self
            .files
            .get(&name)
            .map(|file| file.bytes.as_slice())
            .unwrap_or_default();
        let parse = |bytes: &[u8]| Strings::parse(&String::from_utf8_lossy(bytes));
        parse(&built_in).overridden(parse(own))
    }

    /// The text of the file with this path, to show a finding in.
    pub fn shown_text(&self, path: &str) -> Option<&str> {
        let file = self.files.values().find(|file| *file.path == *path)?;
        std::str::from_utf8(&file.bytes).ok()
    }
}
