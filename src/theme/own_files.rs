use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::assets::{BUNDLES, FURTHER};
use super::{Strings, ThemeFiles};
use crate::diagnostics::{Diagnostic, Place, UNKNOWN_STRING, UNUSED_THEME_FILE};
use crate::source::{Snapshot, TomlText};

/// What of a portal's own theme has no effect: files that no page uses, and words that no page asks for.
pub(super) fn without_effect(
    snapshot: &Snapshot,
    folder: &str,
    files: &ThemeFiles,
    built_in: &ThemeFiles,
    findings: &mut Vec<Diagnostic>,
) {
    for (path, _) in snapshot.below(folder) {
        let name = &path[folder.len() + 1..];
        if name.starts_with("strings/") && built_in.files.contains_key(name) {
            unknown_strings(snapshot, path, name, built_in, findings);
        } else if !is_used(name, files, built_in) {
            let known = built_in.files.keys().map(String::as_str);
            findings.push(
                Diagnostic::new(&UNUSED_THEME_FILE, Place::file(path))
                    .with("name", name)
                    .near(name, known),
            );
        }
    }
}

fn is_used(name: &str, files: &ThemeFiles, built_in: &ThemeFiles) -> bool {
    if built_in.files.contains_key(name) || !name.contains('/') {
        // What lies beside the folders is theme.toml, a licence, a text for those who look after the theme.
        return true;
    }
    match name.strip_prefix("templates/") {
        Some(template) => template.starts_with("components/") || is_named(template, files),
        None => {
            let mut bundles = BUNDLES.iter();
            name.starts_with(FURTHER) || bundles.any(|(_, folder, _)| name.starts_with(folder))
        }
    }
}

/// Whether some template extends or includes this one.
fn is_named(template: &str, files: &ThemeFiles) -> bool {
    let named = format!("\"{template}\"");
    files.templates().any(|(_, _, text)| text.contains(&named))
}

fn unknown_strings(
    snapshot: &Snapshot,
    path: &Arc<str>,
    name: &str,
    built_in: &ThemeFiles,
    findings: &mut Vec<Diagnostic>,
) {
    let text = snapshot.text(path).unwrap_or_default();
    // Syntax faults first; then what can be read of it.
    TomlText::parse(path, text, (0..text.len()).into(), findings);
    let (table, _) = DeTable::parse_recoverable(text);
    let known = &built_in.files[name].bytes;
    let known = Strings::parse(&String::from_utf8_lossy(known));
    let known: Vec<&str> = known.keys().collect();
    keys(table.get_ref(), "", &mut |key, span| {
        if !known.contains(&key) {
            let place = Place::new(path, span);
            findings.push(
                Diagnostic::new(&UNKNOWN_STRING, place)
                    .with("key", key)
                    .near(key, known.iter().copied()),
            );
        }
    });
}

fn keys(table: &DeTable<'_>, prefix: &str, found: &mut dyn FnMut(&str, std::ops::Range<usize>)) {
    for (key, value) in table {
        let name = format!("{prefix}{}", key.get_ref());
        match value.get_ref() {
            DeValue::Table(inner) => keys(inner, &format!("{name}."), found),
            _ => found(&name, key.span()),
        }
    }
}
