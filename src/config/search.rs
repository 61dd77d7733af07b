use crate::source::{Fields, Located, choice};

/// How the index is built.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// What the standard index holds.
    pub elasticlunr: Elasticlunr,
    /// Weight of a document by its rank or tag.
    pub levels: Vec<(Located<String>, f64)>,
}

choice! {
    /// What the standard index holds.
    Elasticlunr {
        /// All text below 4 MB of index, titles above.
        Auto = "auto",
        /// All text, however large.
        Full = "full",
        /// Titles, headings and ids.
        Titles = "titles",
        /// No index.
        Off = "off",
    }
}

impl Default for Search {
    fn default() -> Self {
        Self {
            elasticlunr: Elasticlunr::Auto,
            levels: Vec::new(),
        }
    }
}

pub(super) fn read(fields: &mut Fields<'_, '_>) -> Option<Search> {
    Some(Search {
        elasticlunr: fields.or("elasticlunr", Elasticlunr::Auto),
        levels: fields.named::<f64>("levels"),
    })
}
