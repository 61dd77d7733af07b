use toml::Spanned;
use toml::de::DeValue;

use crate::source::{Expected, Field, Fields, Located, Reading, choice};

/// How the index is built.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// What the standard index holds.
    pub elasticlunr: Elasticlunr,
    /// Whether the everyday words of finance find the official ones, beside the portal's own synonyms.
    pub everyday_words: bool,
    /// Whether a search is told to the server's access log, by a request for a static file.
    pub log: bool,
    /// Weight of a document by its rank or tag.
    pub levels: Vec<(Located<String>, Level)>,
}

/// What a document gains by its rank or a tag: from −2 to 2, where the best match of a query's words weighs 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level(pub f64);

impl Field for Level {
    const EXPECTED: Expected = Expected {
        english: "a number from -2 to 2",
        chinese: "从 -2 到 2 的数字",
        example: "0.5",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        let level = f64::read(value, reading)?;
        // More than that, and the words of a query hardly count.
        let is_level = (-2.0..=2.0).contains(&level);
        is_level
            .then_some(Self(level))
            .or_else(|| reading.invalid(value, Self::EXPECTED))
    }
}

choice! {
    /// What the standard index holds.
    Elasticlunr {
        /// All text below 4 MB of index, none above.
        Auto = "auto",
        /// All text, however large.
        Full = "full",
        /// Titles, headings and ids.
        Titles = "titles",
        /// No standard index.
        Off = "off",
    }
}

impl Default for Search {
    fn default() -> Self {
        Self {
            elasticlunr: Elasticlunr::Auto,
            everyday_words: true,
            log: false,
            levels: Vec::new(),
        }
    }
}

pub(super) fn read(fields: &mut Fields<'_, '_>) -> Option<Search> {
    Some(Search {
        elasticlunr: fields.or("elasticlunr", Elasticlunr::Auto),
        everyday_words: fields.or("everyday_words", true),
        log: fields.or("log", false),
        levels: fields.named::<Level>("levels"),
    })
}
