use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use jiff::civil::{Date, date};
use lanmu::diagnostics::{Diagnostic, Gathered, Lines};
use lanmu::portal::Settings;
use lanmu::site::{Compiled, Site, SiteOptions, compile};
use lanmu::source::Snapshot;

/// The day on which the tests' portals are built.
pub(crate) const TODAY: Date = date(2026, 11, 24);

/// A configuration that has what most documents name.
pub(crate) const PORTAL: &str = "title = \"专栏\"\nbase_url = \"https://intranet.example/fssc/\"\n\
                          time_zone = \"Asia/Shanghai\"\n\n[lines]\nexpense = \"费用报销\"\n";

/// A front page, for portals that are about something else than their content.
const HOME: &str = "+++\nid = \"PAGE-HOME\"\ntitle = \"专栏\"\n+++\n";

/// A portal of files from memory; `portal.toml` and a front page are added where they are not among them.
pub(crate) fn portal(files: &[(&str, &str)]) -> Compiled {
    let mut all: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect();
    if files.iter().all(|(path, _)| *path != "portal.toml") {
        all.push(("portal.toml".to_owned(), PORTAL.as_bytes().to_vec()));
    }
    let is_document = |path: &str| path.starts_with("content/") && path.contains(".md");
    if !files.iter().any(|(path, _)| is_document(path)) {
        all.push(("content/index.md".to_owned(), HOME.as_bytes().to_vec()));
    }
    let settings = Settings {
        as_of: TODAY,
        is_past: false,
        drafts: false,
    };
    compile(Arc::new(Snapshot::from_files(all)), settings)
}

/// Everything that `check` finds.
pub(crate) fn check(compiled: &Compiled) -> Gathered {
    let site = Site::new(compiled, SiteOptions { search: false });
    let mut further = site.findings.clone();
    if compiled.theme.findings.is_empty() {
        further.extend(site.try_all());
    }
    compiled.judged(further)
}

/// `L0505 content/a.md:3:4`
pub(crate) fn located(compiled: &Compiled, finding: &Diagnostic) -> String {
    let text = compiled.shown_text(&finding.place.path).unwrap_or_default();
    let at = Lines::new(text).position(finding.place.span.start as usize);
    format!(
        "{} {}:{}:{}",
        finding.code.id, finding.place.path, at.line, at.column
    )
}

/// The page at an address, as text.
pub(crate) fn page(compiled: &Compiled, path: &str) -> String {
    let site = Site::new(compiled, SiteOptions { search: false });
    let recipe = site
        .find(path)
        .unwrap_or_else(|| panic!("there is no {path}"));
    let made = site
        .make(&recipe)
        .unwrap_or_else(|finding| panic!("{finding:?}"));
    String::from_utf8(made.bytes.into_owned()).unwrap()
}

/// The real binary in `folder`.
pub(crate) fn lanmu(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lanmu"));
    command
        .current_dir(folder)
        .args(arguments)
        .env_remove("SOURCE_DATE_EPOCH");
    command.output().unwrap()
}

/// The binary with the tests' date, which must succeed.
pub(crate) fn lanmu_today(folder: &Path, arguments: &[&str]) -> Output {
    let dated = [arguments, &["--as-of", "2026-11-24"]].concat();
    let output = lanmu(folder, &dated);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// A corpus named by `LANMU_CORPUS`; the test that needs it says that it is skipped where it is not there.
pub(crate) fn corpus(name: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("LANMU_CORPUS") else {
        skipped(name);
        return None;
    };
    let path = PathBuf::from(folder).join(name);
    // The corpus may be a link; what is copied are its files.
    if let Ok(path) = path.canonicalize() {
        return Some(path);
    }
    skipped(name);
    None
}

#[expect(clippy::print_stderr, reason = "a skipped test must be seen")]
fn skipped(name: &str) {
    eprintln!("skipped: LANMU_CORPUS names no folder with {name}");
}

/// A copy of a folder, writable whatever the original is.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&target).unwrap();
        } else {
            std::fs::write(&target, std::fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

/// Every file of a folder with its bytes, by path.
pub(crate) fn tree(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut files = std::collections::BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let name = entry
                .path()
                .strip_prefix(folder)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            files.insert(name, std::fs::read(entry.path()).unwrap());
        }
    }
    files
}
