use rayon::prelude::*;

use super::bits::push_number;
use super::pack::{BETWEEN, Pack, escaped_length, push_escaped};
use super::shelf::packed;
use super::text_code::{self, TextCode};
use crate::search::passages::{Entry, Passage};

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
    let mut pack = Pack::new(&name, &records.table, records.strings.len());
    pack.append(&records.strings);
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
    strings: Vec<u8>,
}

impl Records {
    fn add(&mut self, entry: &Entry, code: &TextCode) {
        let title = code.coded(&entry.title);
        for field in [&title[..], entry.address.as_bytes()] {
            push_number(field.len(), &mut self.table);
            self.table.extend_from_slice(field);
        }
        push_number(entry.passages.len(), &mut self.table);
        for passage in &entry.passages {
            self.strings.extend_from_slice(BETWEEN);
            let start = self.strings.len();
            self.add_passage(passage, code);
            push_number(self.strings.len() - start, &mut self.table);
        }
    }

    fn add_passage(&mut self, passage: &Passage, code: &TextCode) {
        push_escaped(passage.anchor.as_bytes(), &mut self.strings);
        self.strings.push(text_code::BETWEEN);
        code.push_escaped(&passage.heading, &mut self.strings);
        self.strings.push(text_code::BETWEEN);
        code.push_escaped(&passage.text, &mut self.strings);
        if !passage.further.is_empty() {
            self.strings.push(text_code::BETWEEN);
            code.push_escaped(&passage.further, &mut self.strings);
        }
    }
}
