/// What a pack's script begins and ends with; between its strings stands [`BETWEEN`].
const CLOSE: &[u8] = b"\"]);\n";
pub(super) const BETWEEN: &[u8] = b"\",\"";

/// A file of the index: a classic script that hands over strings, one character a byte. The first is its table.
///
/// From a folder the script runs, read as x-user-defined; from a server a range of its bytes is fetched, the escapes
/// taken back. So one file serves both, and nothing is sent twice as large as it must be.
#[derive(Debug)]
pub(super) struct Pack {
    bytes: Vec<u8>,
}

impl Pack {
    /// A pack with its table and room for so many further bytes.
    pub(super) fn new(name: &str, table: &[u8], room: usize) -> Self {
        let mut bytes = Vec::with_capacity(table.len() * 2 + room + room / 32 + 64);
        bytes.extend_from_slice(format!("lanmuSearch.pack(\"{name}\",[\"").as_bytes());
        push_escaped(table, &mut bytes);
        Self { bytes }
    }

    /// Adds a further string.
    pub(super) fn push(&mut self, string: &[u8]) {
        self.bytes.extend_from_slice(BETWEEN);
        push_escaped(string, &mut self.bytes);
    }

    /// Adds further strings that are escaped already, each with [`BETWEEN`] before it.
    pub(super) fn append(&mut self, strings: &[u8]) {
        self.bytes.extend_from_slice(strings);
    }

    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.extend_from_slice(CLOSE);
        self.bytes
    }
}

/// Whether a byte has to be escaped in a script's string.
pub(super) fn is_escaped(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | b'\n' | b'\r')
}

/// Adds a string's bytes, those escaped that would end it.
pub(super) fn push_escaped(string: &[u8], bytes: &mut Vec<u8>) {
    let mut rest = string;
    while let Some(at) = rest.iter().position(|byte| is_escaped(*byte)) {
        bytes.extend_from_slice(&rest[..at]);
        bytes.extend(match rest[at] {
            b'\n' => *b"\\n",
            b'\r' => *b"\\r",
            other => [b'\\', other],
        });
        rest = &rest[at + 1..];
    }
    bytes.extend_from_slice(rest);
}

/// How many bytes a string takes once escaped.
pub(super) fn escaped_length(string: &[u8]) -> usize {
    string.len() + string.iter().filter(|byte| is_escaped(**byte)).count()
}

#[cfg(test)]
mod tests {
    use super::{Pack, escaped_length};

    #[test]
    fn a_pack_is_a_script_of_strings() {
        let mut pack = Pack::new("p0", b"\\", 0);
        pack.push(b"a\"b\n\xE9");
        assert_eq!(escaped_length(b"a\"b\n\xE9"), 7);
        assert_eq!(
            pack.into_bytes(),
            b"lanmuSearch.pack(\"p0\",[\"\\\\\",\"a\\\"b\\n\xE9\"]);\n"
        );
    }
}
