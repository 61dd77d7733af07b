//! The index as files: what a browser reads, a few hundred bytes at a time.
//!
//! Comes in: passages, chunk by chunk. Goes out: files. Must never know: where passages come from, how a browser ranks
//! them. Terms are counted in chunks side by side, lists are merged and written on shelves, a shelf is cut into packs:
//! classic scripts of which a range can be read.

mod bits;
mod chunk;
mod documents;
mod forms;
mod help;
mod impacts;
mod lists;
mod pack;
mod prefix_code;
mod shelf;
mod symbols;
mod text_code;
mod texts;

use rayon::prelude::*;
use serde::Serialize;

use super::passages::{Entry, Passage};
use super::synonyms::groups;
use super::vocabulary::vocabulary;
use chunk::{CHUNK, Chunk, Counter};
use documents::{Documents, Profiles};
use help::{Help, tables};
use lists::{Counted, Lists};
use pack::Pack;
use shelf::Shelf;
use symbols::frequent;
use text_code::TextCode;
use texts::Texts;

/// The index of one tree: its files by name, below a folder that is named after what they hold.
#[derive(Debug)]
pub struct IndexFiles {
    /// Changes whenever a file does, so that each can be cached for ever.
    pub folder: String,
    /// Each of them.
    pub files: Vec<IndexFile>,
}

/// A file of the index.
#[derive(Debug)]
pub struct IndexFile {
    /// Below the folder.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Of the bytes.
    pub hash: blake3::Hash,
}

/// What the client reads first.
#[derive(Serialize)]
struct Base<'e> {
    passages: usize,
    documents: usize,
    #[serde(flatten)]
    profiles: Profiles<'e>,
}

/// Builds the index of these entries, with the portal's synonyms and, where asked, the everyday words of finance.
pub fn index_files(
    entries: &[Entry],
    synonyms: &[Vec<String>],
    everyday_words: bool,
) -> IndexFiles {
    let passages: Vec<&Passage> = entries.iter().flat_map(|entry| &entry.passages).collect();
    let (chunks, code) = rayon::join(
        || chunks(&passages, even(passages.len())),
        || TextCode::new(&frequent(&passages)),
    );
    let titles = titles(entries);
    let first_passages = first_passages(entries);
    let counted = Counted {
        chunks: &chunks,
        titles: &titles,
        first_passages: &first_passages,
    };
    let ((lists, texts), (help, tables)) = rayon::join(
        || rayon::join(|| counted.lists(), || Texts::new(entries, &code)),
        || (help(entries, synonyms, everyday_words), tables("help")),
    );
    let shelves = shelves(lists, help);
    let base = base(entries, &titles, &code, &texts, &shelves);
    let mut files = vec![
        ("base.js".to_owned(), base),
        ("words.js".to_owned(), roots(&shelves[READ_FIRST..])),
        ("help.js".to_owned(), tables),
    ];
    files.extend(texts.files);
    files.extend(shelves.into_iter().flat_map(|shelf| shelf.files));
    let files = hashed(files);
    IndexFiles {
        folder: folder(&files),
        files,
    }
}

fn hashed(files: Vec<(String, Vec<u8>)>) -> Vec<IndexFile> {
    let files = files.into_par_iter().map(|(name, bytes)| IndexFile {
        name,
        hash: blake3::hash(&bytes),
        bytes,
    });
    files.collect()
}

fn chunks(passages: &[&Passage], size: usize) -> Vec<Chunk> {
    let chunks = passages.par_chunks(size);
    chunks
        .map_init(Counter::default, |counter, passages| {
            counter.count(passages)
        })
        .collect()
}

/// How many passages a chunk takes so that all are about as large, and their number can be shared by two or four
/// processors: the last one does not keep the others waiting.
fn even(passages: usize) -> usize {
    let chunks = passages.div_ceil(CHUNK).next_multiple_of(4);
    passages.div_ceil(chunks.max(1)).max(1)
}

/// The titles as chunks, a passage a document.
fn titles(entries: &[Entry]) -> Vec<Chunk> {
    let titles: Vec<Passage> = entries
        .iter()
        .map(|entry| Passage::of_text(&entry.title))
        .collect();
    // Which document a title is of is counted in whole chunks.
    chunks(&titles.iter().collect::<Vec<_>>(), CHUNK)
}

fn first_passages(entries: &[Entry]) -> Vec<u32> {
    let mut sum = 0_u32;
    let mut firsts = vec![0];
    for entry in entries {
        // A portal of four thousand million passages does not fit into memory.
        sum += u32::try_from(entry.passages.len()).unwrap_or(0);
        firsts.push(sum);
    }
    firsts
}

fn help(entries: &[Entry], synonyms: &[Vec<String>], everyday_words: bool) -> Help {
    let vocabulary = vocabulary(entries);
    let groups = groups(synonyms, everyday_words, &vocabulary);
    Help::new(vocabulary, &groups)
}

/// How many shelves every query reads: their roots stand in the base, those of the others in a file of their own.
const READ_FIRST: usize = 4;

/// The shelves, in the order of their roots.
fn shelves(lists: Lists, help: Help) -> Vec<Shelf> {
    let named = [
        ("p", lists.pairs),
        ("c", lists.characters),
        ("t", lists.tokens),
        ("y", help.synonyms),
        ("w", help.words),
        ("s", help.sounds),
        ("i", help.initials),
    ];
    named
        .par_iter()
        .map(|(name, leaves)| Shelf::new(name, leaves))
        .collect()
}

fn base(
    entries: &[Entry],
    titles: &[Chunk],
    code: &TextCode,
    texts: &Texts,
    shelves: &[Shelf],
) -> Vec<u8> {
    let lengths = titles.iter().flat_map(|chunk| &chunk.lengths);
    let documents = Documents::new(entries, lengths.map(|length| length.pairs));
    let base = Base {
        passages: entries.iter().map(|entry| entry.passages.len()).sum(),
        documents: entries.len(),
        profiles: documents.profiles,
    };
    // Words and numbers always serialise.
    let base = serde_json::to_vec(&base).unwrap_or_default();
    let roots = shelves[..READ_FIRST].iter().map(|shelf| &shelf.root[..]);
    let parts = [&base, &documents.bytes, code.book(), &texts.root];
    parts_in("base", parts.into_iter().chain(roots))
}

/// A file of the roots of shelves.
fn roots(shelves: &[Shelf]) -> Vec<u8> {
    parts_in("words", shelves.iter().map(|shelf| &shelf.root[..]))
}

fn parts_in<'p>(name: &str, parts: impl Iterator<Item = &'p [u8]>) -> Vec<u8> {
    let mut pack = Pack::new(name, 0);
    parts.for_each(|part| pack.push_part(part));
    pack.into_bytes()
}

/// A name for a folder of files, after all that they hold.
fn folder(files: &[IndexFile]) -> String {
    let mut all = blake3::Hasher::new();
    for file in files {
        all.update(file.name.as_bytes());
        all.update(file.hash.as_bytes());
    }
    all.finalize().to_hex()[..12].to_owned()
}
