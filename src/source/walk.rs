use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::snapshot::{ReadFile, Snapshot, composed, read_file};
use crate::diagnostics::{Diagnostic, LINK_LOOP, Place, UNREADABLE};

/// Reads `portal.toml`, `seal.toml`, `content/` and `themes/` below `root`.
///
/// # Errors
/// Only where `root` itself cannot be listed; every other trouble is a finding of the snapshot.
pub fn read_portal(root: &Path) -> io::Result<Snapshot> {
    fs::read_dir(root)?;
    Ok(read_all(
        root,
        &["portal.toml", "seal.toml", "content", "themes"],
    ))
}

fn read_all(root: &Path, parts: &[&str]) -> Snapshot {
    let mut found = Vec::new();
    let mut findings = Vec::new();
    for part in parts {
        list(root, part, &mut found, &mut findings);
    }
    let read: Vec<Result<ReadFile, Box<Diagnostic>>> =
        found.par_iter().map(|path| read_one(root, path)).collect();
    let mut files = Vec::with_capacity(read.len());
    for result in read {
        match result {
            Ok(file) => files.push(file),
            Err(finding) => findings.push(*finding),
        }
    }
    Snapshot::from_read(files, findings)
}

fn list(root: &Path, part: &str, found: &mut Vec<PathBuf>, findings: &mut Vec<Diagnostic>) {
    let top = root.join(part);
    if !top.exists() {
        return;
    }
    let walk = WalkDir::new(&top)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_left_out(entry));
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_file() => found.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => findings.push(walk_finding(root, &error)),
        }
    }
}

/// Hidden files, Office's lock files and editors' copies are nobody's content.
fn is_left_out(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$") || name.ends_with('~')
}

fn read_one(root: &Path, path: &Path) -> Result<ReadFile, Box<Diagnostic>> {
    let name = portal_path(root, path);
    match fs::read(path) {
        Ok(bytes) => Ok(read_file(&name, bytes)),
        Err(error) => Err(Box::new(unreadable(&name, &error.to_string()))),
    }
}

fn walk_finding(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = portal_path(root, error.path().unwrap_or(root));
    match error.loop_ancestor() {
        Some(ancestor) => Diagnostic::new(&LINK_LOOP, Place::file(&path))
            .with("target", portal_path(root, ancestor).to_string()),
        None => unreadable(&path, &reason(error)),
    }
}

fn reason(error: &walkdir::Error) -> String {
    error
        .io_error()
        .map_or_else(|| error.to_string(), ToString::to_string)
}

fn unreadable(path: &Arc<str>, reason: &str) -> Diagnostic {
    Diagnostic::new(&UNREADABLE, Place::file(path)).with("reason", reason)
}

/// The path from `root`, with `/` between its parts on every system.
fn portal_path(root: &Path, path: &Path) -> Arc<str> {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = relative
        .components()
        .filter(|part| !matches!(part, std::path::Component::CurDir))
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    composed(&parts.join("/")).into()
}
