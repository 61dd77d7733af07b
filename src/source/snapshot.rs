use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::extension;
use crate::diagnostics::{
    Diagnostic, INVALID_UTF8, OTHER_ENCODING, Place, RESERVED_CHARACTER, Span,
};

/// Stands for no character (Unicode 16, 23.7); `markdown` uses it as a mark, so input may not hold it.
const RESERVED: char = '\u{FDD0}';
const RESERVED_BYTES: &[u8] = "\u{FDD0}".as_bytes();

/// The endings of files that are read as text; all others are handed on as bytes.
const TEXTS: [&str; 2] = ["md", "toml"];

/// More places than this that are not UTF-8 are no slips.
const SLIPS: usize = 4;

/// One file of a portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// Decoded, without a byte order mark.
    Text(String),
    /// Everything that is not ours to read: pictures, attachments, data.
    Bytes(Vec<u8>),
}

/// Every file of a portal at one moment, by its path from the portal's folder, and what was wrong with reading it.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    files: BTreeMap<Arc<str>, File>,
    findings: Vec<Diagnostic>,
}

impl Snapshot {
    /// A snapshot of files from memory.
    pub fn from_files<P: AsRef<str>>(files: impl IntoIterator<Item = (P, Vec<u8>)>) -> Self {
        let read = files
            .into_iter()
            .map(|(path, bytes)| read_file(path.as_ref(), bytes));
        Self::from_read(read, Vec::new())
    }

    pub(super) fn from_read(
        read: impl IntoIterator<Item = ReadFile>,
        mut findings: Vec<Diagnostic>,
    ) -> Self {
        let mut files = BTreeMap::new();
        for file in read {
            findings.extend(file.findings);
            files.insert(file.path, file.file);
        }
        Self { files, findings }
    }

    /// All files with their paths, in the order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &File)> {
        self.files.iter()
    }

    /// The files below `folder` (no slash at its end).
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a Arc<str>, &'a File)> {
        let first = format!("{folder}/");
        self.files
            .range::<str, _>((Bound::Included(first.as_str()), Bound::Unbounded))
            .take_while(move |(path, _)| is_below(path, folder))
    }

    /// Whether there is such a file.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The decoded text of a file that is read as text.
    pub fn text(&self, path: &str) -> Option<&str> {
        match self.files.get(path)? {
            File::Text(text) => Some(text),
            File::Bytes(_) => None,
        }
    }

    /// The bytes of any file (a text's without its byte order mark).
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        match self.files.get(path)? {
            File::Text(text) => Some(text.as_bytes()),
            File::Bytes(bytes) => Some(bytes),
        }
    }

    /// The text to show a finding in; for a file that is not one of our texts, its bytes where they are UTF-8.
    pub fn shown_text(&self, path: &str) -> Option<&str> {
        match self.files.get(path)? {
            File::Text(text) => Some(text),
            File::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
        }
    }

    /// What was wrong with reading the files.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// A file as read, before it stands in a snapshot.
pub(super) struct ReadFile {
    path: Arc<str>,
    file: File,
    findings: Vec<Diagnostic>,
}

/// Decodes one file; its name is brought to NFC, which macOS does not keep.
pub(super) fn read_file(path: &str, bytes: Vec<u8>) -> ReadFile {
    let path: Arc<str> = composed(path).into();
    if !TEXTS.contains(&extension(&path)) {
        return ReadFile {
            path,
            file: File::Bytes(bytes),
            findings: Vec::new(),
        };
    }
    let (file, findings) = decode(&path, bytes);
    ReadFile {
        path,
        file,
        findings,
    }
}

pub(super) fn composed(path: &str) -> Cow<'_, str> {
    if is_nfc(path) {
        Cow::Borrowed(path)
    } else {
        Cow::Owned(path.nfc().collect())
    }
}

/// The text of `bytes`. Where a few are not UTF-8 they are replaced, so that the rest of the file is still checked.
fn decode(path: &Arc<str>, bytes: Vec<u8>) -> (File, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    // Chinese is all bytes of several: the standard library's test looks at each, this one at many at once.
    let mut text = match simdutf8::compat::from_utf8(&bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => {
            let at = error.valid_up_to();
            let byte = (at + 1).to_string();
            if slips(&bytes) > SLIPS {
                // Another encoding altogether: nothing in it could be read aright, and every finding would be an echo.
                let finding = Diagnostic::new(&OTHER_ENCODING, Place::file(path));
                return (File::Bytes(bytes), vec![finding.with("byte", byte)]);
            }
            let place = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
            findings
                .push(Diagnostic::new(&INVALID_UTF8, Place::new(path, place)).with("byte", byte));
            String::from_utf8_lossy(&bytes).into_owned()
        }
    };
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    if let Some(at) = memchr::memmem::find(text.as_bytes(), RESERVED_BYTES) {
        let place = Place::new(path, Span::new(at, at + RESERVED.len_utf8()));
        findings.push(Diagnostic::new(&RESERVED_CHARACTER, place));
        // A replacement of the same length keeps every later span right.
        text = text.replace(RESERVED, "\u{FFFD}");
    }
    (File::Text(text), findings)
}

/// How many places are not UTF-8.
fn slips(bytes: &[u8]) -> usize {
    let chunks = bytes.utf8_chunks();
    chunks.filter(|chunk| !chunk.invalid().is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::Snapshot;

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        let snapshot = Snapshot::from_files([("a.md", b"\xEF\xBB\xBFtext".to_vec())]);
        assert_eq!(snapshot.text("a.md"), Some("text"));
    }

    #[test]
    fn bytes_that_are_not_utf8_are_found_and_the_rest_is_read() {
        let snapshot = Snapshot::from_files([("a.md", b"ab\xFFcd".to_vec())]);
        assert_eq!(snapshot.text("a.md"), Some("ab\u{FFFD}cd"));
        assert_eq!(snapshot.findings()[0].place.span.start, 2);
    }

    #[test]
    fn below_keeps_to_the_folder() {
        let names = [
            "content.md",
            "content/a.md",
            "content/b/c.md",
            "content2/d.md",
        ];
        let snapshot = Snapshot::from_files(names.map(|name| (name, Vec::new())));
        let below: Vec<_> = snapshot
            .below("content")
            .map(|(p, _)| p.to_string())
            .collect();
        assert_eq!(below, ["content/a.md", "content/b/c.md"]);
    }
}
