use super::pack::{is_escaped, push_escaped};

/// Between the fields of a record.
pub(super) const BETWEEN: u8 = 0;

/// The lead bytes of characters that two bytes stand for: one for each 256 of the main block, and three more.
const FIRST_LEAD: u8 = 0xAA;
const LATIN_LEAD: u8 = 0xFC;
const MARKS_LEAD: u8 = 0xFD;
const WIDE_LEAD: u8 = 0xFE;

/// Before a unit of UTF-16 that two further bytes give.
const UNIT_LEAD: u8 = 0xFF;

/// Text in few bytes: one for each of the portal's most frequent characters, two for nearly all others.
///
/// A server need not compress, and a passage can be read without those before it.
#[derive(Debug)]
pub(super) struct TextCode {
    /// The characters that have a byte of their own, the most frequent first.
    frequent: Vec<char>,
    bytes: Vec<u8>,
}

impl TextCode {
    /// The code for texts in which each character of the basic plane stands so often.
    pub(super) fn for_counts(counts: &[u32]) -> Self {
        let mut known: Vec<(u32, u16)> = (0..=u16::MAX)
            .zip(counts)
            .filter(|(_, count)| **count > 0)
            .map(|(unit, count)| (*count, unit))
            .collect();
        known.sort_unstable_by_key(|(count, unit)| (std::cmp::Reverse(*count), *unit));
        let chars = known
            .into_iter()
            .filter_map(|(_, unit)| char::from_u32(unit.into()));
        let frequent: Vec<char> = chars.take(own_bytes().count()).collect();
        let mut bytes = vec![0; 0x1_0000];
        for (c, byte) in frequent.iter().zip(own_bytes()) {
            bytes[*c as usize] = byte;
        }
        Self { frequent, bytes }
    }

    /// The characters that have a byte of their own, in the order of these bytes.
    pub(super) fn frequent(&self) -> String {
        self.frequent.iter().collect()
    }

    /// A text in the code.
    pub(super) fn coded(&self, text: &str) -> Vec<u8> {
        let mut out = Vec::new();
        self.each(text, &mut out, |bytes, out| out.extend_from_slice(bytes));
        out
    }

    /// Adds a text in the code, those bytes escaped that would end a script's string.
    pub(super) fn push_escaped(&self, text: &str, out: &mut Vec<u8>) {
        self.each(text, out, push_escaped);
    }

    /// Adds a text; what stands behind a lead may be any byte, and goes through `tail`.
    fn each(&self, text: &str, out: &mut Vec<u8>, tail: impl Fn(&[u8], &mut Vec<u8>) + Copy) {
        for c in text.chars() {
            match self.bytes.get(c as usize) {
                Some(0) | None => push_long(c, out, tail),
                Some(byte) => out.push(*byte),
            }
        }
    }
}

/// Adds what has no byte of its own.
fn push_long(c: char, out: &mut Vec<u8>, tail: impl Fn(&[u8], &mut Vec<u8>)) {
    let [high, low] = u16::try_from(u32::from(c)).unwrap_or(0).to_be_bytes();
    let lead = match c {
        '\u{4E00}'..='\u{9FFF}' => Some(FIRST_LEAD + (high - 0x4E)),
        '\0'..='\u{FF}' => Some(LATIN_LEAD),
        '\u{3000}'..='\u{30FF}' => Some(MARKS_LEAD),
        '\u{FF00}'..='\u{FFFF}' => Some(WIDE_LEAD),
        _ => None,
    };
    if let Some(lead) = lead {
        out.push(lead);
        tail(&[low], out);
        return;
    }
    for unit in c.encode_utf16(&mut [0; 2]) {
        out.push(UNIT_LEAD);
        tail(&unit.to_be_bytes(), out);
    }
}

/// The bytes that stand for one character: below the leads, and none that a script would have to escape.
fn own_bytes() -> impl Iterator<Item = u8> {
    (BETWEEN + 1..FIRST_LEAD).filter(|byte| !is_escaped(*byte))
}

#[cfg(test)]
mod tests {
    use super::TextCode;

    #[test]
    fn frequent_characters_take_one_byte() {
        let mut counts = vec![0; 0x1_0000];
        counts['的' as usize] = 9;
        let code = TextCode::for_counts(&counts);
        let bytes = code.coded("的款A《！é𠮷");
        let surrogates = [0xFF, 0xD8, 0x42, 0xFF, 0xDF, 0xB7];
        let before = [
            1,
            0xAA + 0x1D,
            0x3E,
            0xFC,
            0x41,
            0xFD,
            b'\n',
            0xFE,
            0x01,
            0xFC,
            0xE9,
        ];
        assert_eq!(bytes, [&before[..], &surrogates].concat());
        assert_eq!(code.frequent(), "的");
    }
}
