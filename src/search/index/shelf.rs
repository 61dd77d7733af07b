use rayon::prelude::*;

use super::bits::push_number;
use super::pack::{Pack, escaped_length};

/// Bytes of a leaf: what is read for one rare term. With the table of its pack it is a kilobyte and a half.
const LEAF: usize = 1024;

/// Bytes of a pack. Larger ones have longer tables, smaller ones make the list of all packs longer.
const PACK: usize = 48 * 1024;

/// A few neighbouring entries, read as one.
#[derive(Debug)]
pub(super) struct Leaf {
    first: Box<[u8]>,
    bytes: Vec<u8>,
}

/// Entries in the order of their keys, cut into leaves.
#[derive(Debug)]
pub(super) struct Leaves {
    /// How many bytes of values a leaf holds, where one value does not take more.
    size: usize,
    done: Vec<Leaf>,
    /// The keys of the open leaf, one behind the other, and where each ends there and its value among the values.
    keys: Vec<u8>,
    ends: Vec<(usize, usize)>,
    values: Vec<u8>,
}

impl Default for Leaves {
    fn default() -> Self {
        Self::of_size(LEAF)
    }
}

impl Leaves {
    /// None yet; a leaf will hold so many bytes of values.
    pub(super) fn of_size(size: usize) -> Self {
        Self {
            size,
            done: Vec::new(),
            keys: Vec::new(),
            ends: Vec::new(),
            values: Vec::new(),
        }
    }

    /// Adds an entry, whose value `write` appends; keys come in ascending order of their bytes.
    pub(super) fn push(&mut self, key: &str, write: impl FnOnce(&mut Vec<u8>)) {
        let before = self.values.len();
        write(&mut self.values);
        if before > 0 && self.values.len() > self.size {
            let own = self.values.split_off(before);
            self.close();
            self.values = own;
        }
        self.keys.extend_from_slice(key.as_bytes());
        self.ends.push((self.keys.len(), self.values.len()));
    }

    /// The leaves.
    pub(super) fn done(mut self) -> Vec<Leaf> {
        self.close();
        self.done
    }

    fn close(&mut self) {
        if self.ends.is_empty() {
            return;
        }
        let mut bytes = Vec::with_capacity(self.values.len() + 8 * self.ends.len());
        push_number(self.ends.len(), &mut bytes);
        let (mut key_start, mut value_start) = (0, 0);
        let mut before: &[u8] = &[];
        for (key_end, value_end) in &self.ends {
            let key = &self.keys[key_start..*key_end];
            push_key(before, key, &mut bytes);
            push_number(value_end - value_start, &mut bytes);
            before = key;
            (key_start, value_start) = (*key_end, *value_end);
        }
        bytes.append(&mut self.values);
        let first = self.keys[..self.ends[0].0].into();
        self.keys.clear();
        self.ends.clear();
        self.done.push(Leaf { first, bytes });
    }
}

/// Adds how many bytes a key has in common with that before it and how many follow, in four bits each, fifteen saying
/// that more than fourteen are counted behind; then those that follow.
fn push_key(before: &[u8], key: &[u8], bytes: &mut Vec<u8>) {
    let shared = before.iter().zip(key).take_while(|(a, b)| a == b).count();
    let (counts, most) = ([shared, key.len() - shared], 15);
    // At most fifteen each.
    let [high, low] = counts.map(|count| count.min(most).to_le_bytes()[0]);
    bytes.push((high << 4) | low);
    let long = counts.iter().filter(|count| **count >= most);
    long.for_each(|count| push_number(count - most, bytes));
    bytes.extend_from_slice(&key[shared..]);
}

/// A shelf's packs, and the root by which a pack is found: of each its first key and how long its table is.
#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) files: Vec<(String, Vec<u8>)>,
    pub(super) root: Vec<u8>,
}

impl Shelf {
    /// Packs leaves, which come in the order of their keys, into files named after the shelf and numbered.
    pub(super) fn new(name: &str, leaves: &[Leaf]) -> Self {
        let packs = packed(leaves, PACK, |leaf| leaf.bytes.len());
        let tables: Vec<Vec<u8>> = packs.par_iter().map(|leaves| table(leaves)).collect();
        let mut root = Vec::new();
        let mut before: &[u8] = &[];
        for (leaves, table) in packs.iter().zip(&tables) {
            push_key(before, &leaves[0].first, &mut root);
            push_number(escaped_length(table), &mut root);
            before = &leaves[0].first;
        }
        let files = packs.par_iter().zip(tables).enumerate();
        let files = files.map(|(at, (leaves, table))| {
            let name = format!("{name}{at}");
            let mut pack = Pack::new(&name, PACK);
            pack.push(&table);
            leaves.iter().for_each(|leaf| pack.push(&leaf.bytes));
            (format!("{name}.js"), pack.into_bytes())
        });
        Self {
            files: files.collect(),
            root,
        }
    }
}

/// Of each leaf its first key and how many bytes it takes in the file.
fn table(leaves: &[Leaf]) -> Vec<u8> {
    let mut table = Vec::new();
    let mut before: &[u8] = &[];
    for leaf in leaves {
        push_key(before, &leaf.first, &mut table);
        push_number(escaped_length(&leaf.bytes), &mut table);
        before = &leaf.first;
    }
    table
}

/// Cut into rows of at most `limit` bytes, and at least one thing each.
pub(super) fn packed<T>(mut rest: &[T], limit: usize, size: impl Fn(&T) -> usize) -> Vec<&[T]> {
    let mut packs = Vec::new();
    while !rest.is_empty() {
        let mut sum = 0;
        let fits = rest.iter().take_while(|one| {
            sum += size(one);
            sum <= limit
        });
        let (pack, further) = rest.split_at(fits.count().max(1));
        packs.push(pack);
        rest = further;
    }
    packs
}

#[cfg(test)]
mod tests {
    use super::{Leaves, Shelf};

    #[test]
    fn a_leaf_tells_its_keys_and_sizes_and_then_the_values() {
        let mut leaves = Leaves::default();
        leaves.push("ab", |out| out.extend(b"xyz"));
        leaves.push("abc", |out| out.extend(b"w"));
        let done = leaves.done();
        assert_eq!(done.len(), 1);
        assert_eq!(done[0].bytes, b"\x02\x02ab\x03\x21c\x01xyzw");
        let shelf = Shelf::new("s", &done);
        assert_eq!(shelf.root, b"\x02ab\x04");
        assert_eq!(shelf.files[0].0, "s0.js");
    }

    #[test]
    fn a_large_value_has_a_leaf_of_its_own() {
        let mut leaves = Leaves::default();
        for key in ["a", "b", "c"] {
            leaves.push(key, |out| {
                out.resize(out.len() + if key == "b" { 5000 } else { 9 }, 0);
            });
        }
        assert_eq!(leaves.done().len(), 3);
    }
}
