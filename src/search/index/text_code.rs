use rustc_hash::FxHashMap;

use super::bits::{Bits, push_number};
use super::prefix_code::{Code, codes, lengths};
use super::symbols::Frequent;

/// Ends a field of a record.
const FIELD: &str = "\0";

/// Stands before a unit of UTF-16 that has no code.
const ESCAPE: &str = "\u{1}";

/// How many units of UTF-16 there are.
const UNITS: usize = 0x1_0000;

/// Text in few bits: a code for each frequent character and string, the shorter the more frequent.
///
/// A server need not compress, and a passage can be read without those before it. A third of what UTF-8 takes, for
/// Chinese: laws take 7 bits a character.
#[derive(Debug)]
pub(super) struct TextCode {
    /// What the client learns the code from.
    book: Vec<u8>,
    /// By unit of UTF-16.
    units: Vec<Unit>,
    /// By first character those of its strings.
    strings: Vec<Strings>,
    field: Code,
    escape: Code,
}

/// What begins with a character.
#[derive(Clone, Copy, Debug, Default)]
struct Unit {
    /// Its own code; of no bits where it has none.
    code: Code,
    /// Which of the strings; 0 for none.
    strings: u16,
}

/// The strings that begin with one character.
#[derive(Debug, Default)]
struct Strings {
    /// A bit for each second character, by its lowest six bits: most texts go on otherwise.
    seconds: u64,
    /// The longest first.
    known: Vec<Known>,
}

/// A string that has a code.
#[derive(Debug)]
struct Known {
    second: char,
    /// What comes behind the second character.
    rest: Box<str>,
    code: Code,
}

impl TextCode {
    /// The code for texts in which this is frequent.
    pub(super) fn new(frequent: &Frequent) -> Self {
        let (singles, strings): (Vec<_>, Vec<_>) = frequent
            .symbols
            .iter()
            .map(|(text, count)| (text.as_str(), *count))
            .filter(|(text, _)| *text != FIELD && *text != ESCAPE)
            .partition(|(text, _)| text.chars().count() == 1);
        let own = [(FIELD, frequent.fields), (ESCAPE, frequent.others)];
        let symbols: Vec<(&str, u32)> = own.into_iter().chain(singles).chain(strings).collect();
        let counts: Vec<u32> = symbols.iter().map(|(_, count)| *count).collect();
        let codes = codes(&lengths(&counts));
        let coded: Vec<(&str, Code)> = symbols.iter().map(|(text, _)| *text).zip(codes).collect();
        Self::of_codes(&coded)
    }

    fn of_codes(coded: &[(&str, Code)]) -> Self {
        let mut units = vec![Unit::default(); UNITS];
        let mut strings = vec![Strings::default()];
        for (text, code) in coded.iter().skip(2) {
            let mut chars = text.chars();
            let unit = chars.next().and_then(|first| units.get_mut(first as usize));
            let (Some(unit), rest) = (unit, chars.as_str()) else {
                continue;
            };
            if rest.is_empty() {
                unit.code = *code;
                continue;
            }
            if unit.strings == 0 {
                unit.strings = u16::try_from(strings.len()).unwrap_or(0);
                strings.push(Strings::default());
            }
            strings[usize::from(unit.strings)].add(rest, *code);
        }
        Self {
            book: book(coded),
            units,
            strings,
            field: coded[0].1,
            escape: coded[1].1,
        }
    }

    /// What the client learns the code from.
    pub(super) fn book(&self) -> &[u8] {
        &self.book
    }

    /// Adds fields, each with its end.
    pub(super) fn push<'t>(&self, fields: impl IntoIterator<Item = &'t str>, bytes: &mut Vec<u8>) {
        let mut bits = Bits::new(bytes);
        for field in fields {
            self.push_text(field, &mut bits);
            bits.push(self.field.bits, self.field.length);
        }
        bits.done();
    }

    fn push_text(&self, text: &str, bits: &mut Bits<'_>) {
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let unit = self.units.get(c as usize).copied().unwrap_or_default();
            let string = self.strings[usize::from(unit.strings)].beginning(rest.as_str());
            let code = string.map_or(unit.code, |(behind, code)| {
                rest = behind.chars();
                code
            });
            if code.length > 0 {
                bits.push(code.bits, code.length);
            } else {
                self.push_escaped(c, bits);
            }
        }
    }

    fn push_escaped(&self, c: char, bits: &mut Bits<'_>) {
        for unit in c.encode_utf16(&mut [0; 2]) {
            bits.push(self.escape.bits, self.escape.length);
            bits.push((*unit).into(), 16);
        }
    }
}

impl Strings {
    /// Adds a string of which the first character is left out.
    fn add(&mut self, behind: &str, code: Code) {
        let mut chars = behind.chars();
        let Some(second) = chars.next() else {
            return;
        };
        self.seconds |= place(second);
        let rest = chars.as_str();
        let longer = |known: &Known| known.rest.len() >= rest.len();
        let at = self.known.partition_point(longer);
        let rest = rest.into();
        self.known.insert(at, Known { second, rest, code });
    }

    /// The longest of them that a text goes on with behind the first character: the text behind it, and its code.
    fn beginning<'t>(&self, text: &'t str) -> Option<(&'t str, Code)> {
        let mut chars = text.chars();
        let second = chars.next()?;
        if self.seconds & place(second) == 0 {
            return None;
        }
        let rest = chars.as_str();
        let mut known = self.known.iter().filter(|known| known.second == second);
        known.find_map(|known| Some((behind(rest, &known.rest)?, known.code)))
    }
}

/// A text without its beginning. Most strings have two characters, and no bytes to compare.
fn behind<'t>(text: &'t str, beginning: &str) -> Option<&'t str> {
    if beginning.is_empty() {
        return Some(text);
    }
    text.strip_prefix(beginning)
}

/// The bit of a second character.
fn place(c: char) -> u64 {
    1 << (u32::from(c) & 63)
}

/// The code as the client reads it: how many lengths there are, how many single units have each and how many strings;
/// then the units in the order of their codes, and the strings, each behind the number of its units.
fn book(coded: &[(&str, Code)]) -> Vec<u8> {
    let mut order: Vec<&(&str, Code)> = coded.iter().collect();
    order.sort_by_key(|(_, code)| (code.length, code.bits));
    let (singles, strings): (Vec<_>, Vec<_>) = order
        .into_iter()
        .partition(|(text, _)| text.chars().count() == 1);
    let longest = coded.iter().map(|(_, code)| code.length).max().unwrap_or(0);
    let mut bytes = Vec::new();
    push_number(longest as usize, &mut bytes);
    for symbols in [&singles, &strings] {
        let counts = counts_by_length(symbols);
        (1..=longest).for_each(|length| {
            push_number(counts.get(&length).copied().unwrap_or(0), &mut bytes);
        });
    }
    for (text, _) in singles {
        bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    }
    for (text, _) in strings {
        push_number(text.encode_utf16().count(), &mut bytes);
        bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    }
    bytes
}

fn counts_by_length(symbols: &[&(&str, Code)]) -> FxHashMap<u32, usize> {
    let mut counts = FxHashMap::default();
    for (_, code) in symbols {
        *counts.entry(code.length).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::{Frequent, TextCode};

    #[test]
    fn frequent_strings_and_characters_are_short_and_the_rest_is_escaped() {
        let frequent = Frequent {
            symbols: vec![("报销".to_owned(), 60), ("报".to_owned(), 30)],
            others: 1,
            fields: 3,
        };
        let code = TextCode::new(&frequent);
        // Lengths: 报销 1, 报 2, the end of a field and the escape 3 each.
        assert_eq!(code.book()[..7], [3, 0, 1, 2, 1, 0, 0]);
        let mut bytes = Vec::new();
        code.push(["报销报"], &mut bytes);
        // 0, 10, 110
        assert_eq!(bytes, [0b0101_1000]);
        bytes.clear();
        code.push(["单"], &mut bytes);
        // 111, U+5355, 110
        assert_eq!(bytes, [0b1110_1010, 0b0110_1010, 0b1011_1000]);
    }
}
