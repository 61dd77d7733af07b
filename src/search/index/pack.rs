/// What a pack's script ends with.
const CLOSE: &[u8] = b"\");\n";

/// A file of the index: a classic script that hands over one string, one character a byte.
///
/// From a folder the script runs, read as x-user-defined; from a server a range of its bytes is fetched, the escapes
/// taken back. So one file serves both, and nothing is sent twice as large as it must be. Where something stands in a
/// pack is counted in the bytes of the file, from where the string begins.
#[derive(Debug)]
pub(super) struct Pack {
    bytes: Vec<u8>,
}

impl Pack {
    /// An empty pack with room for so many bytes.
    pub(super) fn new(name: &str, room: usize) -> Self {
        let mut bytes = Vec::with_capacity(room + room / 32 + 64);
        bytes.extend_from_slice(format!("lanmuSearch.pack(\"{name}\",\"").as_bytes());
        Self { bytes }
    }

    /// Adds bytes to the string.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        push_escaped(bytes, &mut self.bytes);
    }

    /// Adds bytes behind their number.
    pub(super) fn push_part(&mut self, bytes: &[u8]) {
        let mut head = Vec::new();
        super::bits::push_number(bytes.len(), &mut head);
        self.push(&head);
        self.push(bytes);
    }

    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.extend_from_slice(CLOSE);
        self.bytes
    }
}

/// Whether a byte has to be escaped in a script's string.
fn is_escaped(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | b'\n' | b'\r')
}

/// Adds a string's bytes, those escaped that would end it.
fn push_escaped(string: &[u8], bytes: &mut Vec<u8>) {
    // Most rows of that many bytes have none to escape, and are looked at all at once.
    let (rows, rest) = string.as_chunks::<16>();
    for row in rows {
        if row.iter().fold(false, |any, byte| any | is_escaped(*byte)) {
            push_each(row, bytes);
        } else {
            bytes.extend_from_slice(row);
        }
    }
    push_each(rest, bytes);
}

fn push_each(string: &[u8], bytes: &mut Vec<u8>) {
    for byte in string {
        match byte {
            b'\n' => bytes.extend(*b"\\n"),
            b'\r' => bytes.extend(*b"\\r"),
            b'"' | b'\\' => bytes.extend([b'\\', *byte]),
            other => bytes.push(*other),
        }
    }
}

/// How many bytes a string takes once escaped.
pub(super) fn escaped_length(string: &[u8]) -> usize {
    string.len() + string.iter().filter(|byte| is_escaped(**byte)).count()
}

#[cfg(test)]
mod tests {
    use super::{Pack, escaped_length};

    #[test]
    fn a_pack_is_a_script_with_a_string() {
        let mut pack = Pack::new("p0", 0);
        pack.push(b"\\");
        pack.push(b"a\"b\n\xE9");
        assert_eq!(escaped_length(b"a\"b\n\xE9"), 7);
        assert_eq!(
            pack.into_bytes(),
            b"lanmuSearch.pack(\"p0\",\"\\\\a\\\"b\\n\xE9\");\n"
        );
    }
}
