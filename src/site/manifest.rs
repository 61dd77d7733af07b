use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::Key;

/// What is known of each file of an output, by its path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) entries: BTreeMap<String, Entry>,
}

/// A file as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: Key,
    pub(super) stamp: Stamp,
}

/// By which a file is known to be as it was written: its size and time of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    modified: u128,
}

impl Stamp {
    /// The stamp of a file on disk; a link or a folder has none.
    pub(super) fn of(path: &Path) -> Option<Self> {
        // A file that is not there has no stamp, which is the answer.
        Self::told(&fs::symlink_metadata(path).ok()?)
    }

    /// The stamp that a file's metadata tell.
    pub(super) fn told(metadata: &Metadata) -> Option<Self> {
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        metadata.is_file().then_some(Self {
            size: metadata.len(),
            modified: modified.as_nanos(),
        })
    }
}

/// The first line: what follows is read by this version alone.
const HEADER: &str = "lanmu manifest 1";

impl Manifest {
    /// Reads a manifest; `None` where there is none, or one of another version.
    pub(super) fn read(path: &Path) -> Option<Self> {
        let text = fs::read_to_string(path).ok()?;
        let mut lines = text.lines();
        if lines.next() != Some(HEADER) {
            return None;
        }
        let entries = lines.map(parse_line).collect::<Option<_>>()?;
        Some(Self { entries })
    }

    /// Writes the manifest under a name of its own, then gives it `path` in one step.
    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        let mut text = String::from(HEADER);
        text.push('\n');
        for (name, entry) in &self.entries {
            let key = blake3::Hash::from_bytes(entry.key).to_hex();
            let Stamp { size, modified } = entry.stamp;
            // Writing to a string does not fail.
            let _ = writeln!(text, "{key} {size} {modified} {name}");
        }
        let new = path.with_extension("new");
        fs::write(&new, text)?;
        fs::rename(&new, path)
    }
}

fn parse_line(line: &str) -> Option<(String, Entry)> {
    let mut parts = line.splitn(4, ' ');
    let key = *blake3::Hash::from_hex(parts.next()?).ok()?.as_bytes();
    let size = parts.next()?.parse().ok()?;
    let modified = parts.next()?.parse().ok()?;
    let stamp = Stamp { size, modified };
    Some((parts.next()?.to_owned(), Entry { key, stamp }))
}
