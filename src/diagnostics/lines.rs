/// The line starts of one text, to turn bytes into lines and columns.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// A place as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

impl<'a> Lines<'a> {
    /// Finds the lines of `text`.
    pub fn new(text: &'a str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(ends).collect(),
        }
    }

    /// Line and column of the byte at `offset`; past the end it is the end, inside a character its start.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        Position {
            line,
            column: self.text[start..offset].chars().count() + 1,
        }
    }
}

/// The line of a byte, from 1; past the end it is the last. [`Lines`] finds all of them, where one is not enough.
pub fn line_of(text: &str, offset: usize) -> usize {
    let upto = offset.min(text.len());
    memchr::memchr_iter(b'\n', &text.as_bytes()[..upto]).count() + 1
}

#[cfg(test)]
mod tests {
    use super::{Lines, Position, line_of};

    #[test]
    fn one_line_is_that_of_all() {
        let text = "标题\n\n依据《办法》\n";
        for offset in 0..=text.len() + 1 {
            assert_eq!(
                line_of(text, offset),
                Lines::new(text).position(offset).line
            );
        }
    }

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("标题\n依据《办法》\n");
        let position = lines.position("标题\n依据".len());
        assert_eq!(position, Position { line: 2, column: 3 });
    }

    #[test]
    fn the_end_has_a_position() {
        let position = Lines::new("ab").position(99);
        assert_eq!(position, Position { line: 1, column: 3 });
    }
}
