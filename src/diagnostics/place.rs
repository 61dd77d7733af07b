use std::ops::Range;
use std::sync::Arc;

/// A range of bytes in one file's decoded text.
///
/// Four bytes a side: a document of more than 4 GiB is refused by the snapshot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, both byte offsets.
    pub fn new(start: usize, end: usize) -> Self {
        let short = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            start: short(start),
            end: short(end.max(start)),
        }
    }

    /// As a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// What stands between the quotes of a quoted value.
    #[must_use]
    pub fn unquoted(self) -> Self {
        Self::new(
            self.start as usize + 1,
            (self.end as usize).saturating_sub(1),
        )
    }

    /// The same span, `offset` bytes further on.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self::new(self.start as usize + offset, self.end as usize + offset)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A span in a named file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the portal's folder, with `/` between parts.
    pub path: Arc<str>,
    /// Where in it; empty at 0 where the whole file is meant.
    pub span: Span,
}

impl Place {
    /// `span` in `path`.
    pub fn new(path: &Arc<str>, span: impl Into<Span>) -> Self {
        Self {
            path: Arc::clone(path),
            span: span.into(),
        }
    }

    /// The file as a whole.
    pub fn file(path: &Arc<str>) -> Self {
        Self::new(path, Span::default())
    }
}
