use crate::source::{Fields, Located, choice};

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
    pub levels: Vec<(Located<String>, f64)>,
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
        levels: fields.named::<f64>("levels"),
    })
}
