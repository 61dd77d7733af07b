use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use rust_embed::RustEmbed;

use super::Ending;
use super::arguments::{Arguments, NewArguments};
use super::day;
use super::messages::{self, say};
use super::portal_folder::portal_folder;
use super::terminal::Terminal;
use crate::diagnostics::{Language, Message};
use crate::kinds::{Content, KINDS, Kind, kind_of_word};
use crate::portal::{Portal, Settings, read_portal};
use crate::source::Id;

/// A small portal that is clean, for those who begin.
#[derive(RustEmbed)]
#[folder = "src/cli/starter"]
struct Starter;

/// What is made from the portal and does not belong into its history.
const IGNORED: &str = "/public\n/published\n/.lanmu\n";

pub(super) fn run(arguments: &Arguments, asked: &NewArguments, terminal: Terminal) -> Ending {
    let maker = Maker {
        arguments,
        asked,
        terminal,
        language: arguments
            .lang
            .unwrap_or_else(|| super::commands::portal_language(arguments)),
    };
    if asked.kind == "portal" {
        return maker.portal();
    }
    match kind_of_word(&asked.kind) {
        Some(kind) if !kind.starter.is_empty() => maker.document(kind),
        _ => {
            let known = KINDS.iter().filter(|kind| !kind.starter.is_empty());
            let known: Vec<_> = known.map(|kind| kind.word).collect();
            maker.refuse(
                messages::UNKNOWN_KIND,
                &[("kind", &asked.kind), ("known", &known.join(", "))],
            )
        }
    }
}

struct Maker<'a> {
    arguments: &'a Arguments,
    asked: &'a NewArguments,
    terminal: Terminal,
    language: Language,
}

impl Maker<'_> {
    fn portal(&self) -> Ending {
        let folder = Path::new(&self.asked.name);
        if folder.join(crate::config::PORTAL_FILE).exists() || folder.join("content").exists() {
            return self.refuse(messages::EXISTS, &[("path", &self.asked.name)]);
        }
        for name in Starter::iter() {
            let Some(file) = Starter::get(&name) else {
                continue;
            };
            if let Err(error) = write(&folder.join(&*name), &file.data) {
                return self.refuse(messages::FAILED, &[("error", &error)]);
            }
        }
        if let Err(error) = write(&folder.join(".gitignore"), IGNORED.as_bytes()) {
            return self.refuse(messages::FAILED, &[("error", &error)]);
        }
        self.terminal.remark(&say(
            messages::CREATED,
            self.language,
            &[("path", &self.asked.name)],
        ));
        Ending::Done
    }

    fn document(&self, kind: &'static Kind) -> Ending {
        if self.asked.name.trim().is_empty() {
            return self.refuse(messages::NO_TITLE, &[]);
        }
        let Some(root) = portal_folder(self.arguments.root.as_deref()) else {
            return self.refuse(messages::NO_PORTAL, &[("folder", ".")]);
        };
        let snapshot = match crate::source::read_portal(&root) {
            Ok(snapshot) => Arc::new(snapshot),
            Err(error) => return self.refuse(messages::FAILED, &[("error", &error.to_string())]),
        };
        let zone = crate::config::read_config(&snapshot).0.time_zone;
        let today = day::today(&zone);
        let settings = Settings {
            as_of: today,
            is_past: false,
            drafts: true,
        };
        let portal = read_portal(snapshot, settings);
        let id = match &self.asked.id {
            Some(id) if Id::parse(id).is_none() => {
                return self.refuse(messages::BAD_ID, &[("id", id)]);
            }
            Some(id) if portal.entity(id).is_some() => {
                return self.refuse(messages::TAKEN_ID, &[("id", id)]);
            }
            Some(id) => id.clone(),
            None => next_id(&portal, kind),
        };
        let path = document_path(&root, kind, &self.asked.name);
        if path.exists() {
            return self.refuse(messages::EXISTS, &[("path", &path.display().to_string())]);
        }
        let text = document_text(&portal, kind, &id, &self.asked.name, today);
        match write(&path, text.as_bytes()) {
            Ok(()) => {
                let path = path.display().to_string();
                let holes = [("path", path.as_str()), ("id", id.as_str())];
                self.terminal
                    .say(&say(messages::CREATED_DOCUMENT, self.language, &holes));
                Ending::Done
            }
            Err(error) => self.refuse(messages::FAILED, &[("error", &error)]),
        }
    }

    fn refuse(&self, message: Message, holes: &[(&str, &str)]) -> Ending {
        self.terminal.complain(&say(message, self.language, holes));
        Ending::Usage
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let named = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(named)?;
    }
    fs::write(path, bytes).map_err(named)
}

/// The title as a file's name; what file systems do not take is left out.
fn document_path(root: &Path, kind: &Kind, title: &str) -> PathBuf {
    let strange = |c: char| {
        c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
    };
    let name: String = title.chars().filter(|c| !strange(*c)).collect();
    let name = name.trim().trim_matches('.');
    let name = if name.is_empty() { kind.word } else { name };
    root.join("content")
        .join(kind.folder)
        .join(format!("{name}.md"))
}

/// The greatest id of the kind's commonest series, one further: `FSSC-EXP-005` after `FSSC-EXP-004`.
fn next_id(portal: &Portal, kind: &Kind) -> String {
    let ids = portal
        .works
        .iter()
        .filter(|work| work.kind == kind)
        .map(|work| work.id.as_str());
    let mut series: BTreeMap<String, (usize, u32, usize)> = BTreeMap::new();
    for (prefix, number, width) in ids.filter_map(numbered) {
        let (count, greatest, widest) = series.entry(prefix).or_default();
        *count += 1;
        *greatest = (*greatest).max(number);
        *widest = (*widest).max(width);
    }
    let commonest = series.into_iter().max_by_key(|(_, (count, ..))| *count);
    let (prefix, (_, mut number, width)) =
        commonest.unwrap_or_else(|| (format!("{}-", kind.word.to_uppercase()), (0, 0, 3)));
    loop {
        number += 1;
        let id = format!("{prefix}{number:0width$}");
        if portal.entity(&id).is_none() {
            return id;
        }
    }
}

/// The line of business of the documents with such ids; else the portal's first.
fn line_of_series(portal: &Portal, kind: &Kind, id: &str) -> String {
    let prefix = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let of_series = portal
        .documents
        .iter()
        .filter(|document| document.kind() == kind && document.id().as_str().starts_with(prefix));
    let mut lines = of_series.filter_map(|document| match &document.content {
        Content::Service(service) => Some(service.line.name.clone()),
        Content::Policy(policy) => Some(policy.line.as_ref()?.name.clone()),
        _ => None,
    });
    let first = || {
        let first = portal.config.lines.first();
        first.map_or_else(String::new, |line| line.id.clone())
    };
    lines.next().unwrap_or_else(first)
}

/// An id as what stands before its last digits, their number, and how many they are.
fn numbered(id: &str) -> Option<(String, u32, usize)> {
    let digits = id.len() - id.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (prefix, number) = id.split_at(id.len() - digits);
    Some((prefix.to_owned(), number.parse().ok()?, digits))
}

fn document_text(portal: &Portal, kind: &Kind, id: &str, title: &str, today: Date) -> String {
    let line = line_of_series(portal, kind, id);
    let starter = kind
        .starter
        .replace("{today}", &today.to_string())
        .replace("{year_end}", &format!("{}-12-31", today.year()))
        .replace("{line}", &line)
        .replace("{slug}", &id.to_ascii_lowercase());
    // A JSON text is a TOML text.
    let title = serde_json::to_string(title).unwrap_or_default();
    format!(
        "+++\nid = \"{id}\"\ntitle = {title}\n# 草稿只在 lanmu serve 里看得到；写好以后删掉下面这一行。\ndraft = true\n{starter}"
    )
}
