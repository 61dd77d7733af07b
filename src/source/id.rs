use std::fmt;
use std::sync::Arc;

/// A permanent id: ASCII letters, digits, `.`, `_` and `-`, beginning with a letter or digit.
///
/// Two ids that differ only in case are the same id; the writing of the first is kept for people.
#[derive(Clone, Debug)]
pub struct Id {
    written: Arc<str>,
    folded: Arc<str>,
}

impl Id {
    /// The id written as `text`, or `None` where it has another character or is empty.
    ///
    /// ```
    /// use lanmu::source::Id;
    /// assert_eq!(Id::parse("FSSC-EXP-003"), Id::parse("fssc-exp-003"));
    /// assert_eq!(Id::parse("差旅"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        let starts_well = text.starts_with(|c: char| c.is_ascii_alphanumeric());
        (starts_well && text.chars().all(legal)).then(|| Self {
            written: text.into(),
            folded: text.to_ascii_lowercase().into(),
        })
    }

    /// As the author wrote it.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// In lower case, as it stands in addresses.
    pub fn folded(&self) -> &str {
        &self.folded
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl PartialEq for Id {
    fn eq(&self, other: &Self) -> bool {
        self.folded == other.folded
    }
}

impl Eq for Id {}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Id {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.folded.cmp(&other.folded)
    }
}

impl std::hash::Hash for Id {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.folded.hash(state);
    }
}
