use rayon::prelude::*;

use super::bits::push_number;
use super::pack::{Pack, escaped_length};
use super::shelf::packed;
use super::text_code::TextCode;
use crate::search::passages::Entry;

/// Bytes of text in a pack of records, before it is coded; a document is never cut, so that a long one has a pack of
/// its own.
const PACK: usize = 64 * 1024;

/// The packs of records, and the root by which a document's pack is found: of each how many documents it has, and how
/// long its table is.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) files: Vec<(String, Vec<u8>)>,
    pub(super) root: Vec<u8>,
}

impl Texts {
    /// Packs the records of all documents, in their order.
    pub(super) fn new(entries: &[Entry], code: &TextCode) -> Self {
        let packs = packed(entries, PACK, text_bytes);
        let made: Vec<Made> = packs
            .par_iter()
            .enumerate()
            .map(|(at, entries)| made(at, entries, code))
            .collect();
        let mut texts = Self::default();
        for (entries, made) in packs.iter().zip(made) {
            push_number(entries.len(), &mut texts.root);
            push_number(made.table, &mut texts.root);
            texts.files.push(made.file);
        }
        texts
    }
}

fn text_bytes(entry: &Entry) -> usize {
    entry
        .passages
        .iter()
        .map(|passage| passage.text.len())
        .sum()
}

/// A pack's file, and how long its table is there.
struct Made {
    table: usize,
    file: (String, Vec<u8>),
}

fn made(at: usize, entries: &[Entry], code: &TextCode) -> Made {
    let mut records = Records::default();
    for entry in entries {
        records.add(entry, code);
    }
    let name = format!("x{at}");
    let mut pack = Pack::new(&name, records.table.len() + records.bytes.len());
    pack.push(&records.table);
    pack.push(&records.bytes);
    Made {
        table: escaped_length(&records.table),
        file: (format!("{name}.js"), pack.into_bytes()),
    }
}

/// The records of a pack, and its table: of each document title, address, and how many bytes each of its passages takes
/// in the file.
#[derive(Default)]
struct Records {
    table: Vec<u8>,
    bytes: Vec<u8>,
}

impl Records {
    fn add(&mut self, entry: &Entry, code: &TextCode) {
        let mut title = Vec::new();
        code.push([&*entry.title], &mut title);
        for field in [&title[..], entry.address.as_bytes()] {
            push_number(field.len(), &mut self.table);
            self.table.extend_from_slice(field);
        }
        push_number(entry.passages.len(), &mut self.table);
        for passage in &entry.passages {
            let start = self.bytes.len();
            code.push(passage.fields(), &mut self.bytes);
            push_number(escaped_length(&self.bytes[start..]), &mut self.table);
        }
    }
}
