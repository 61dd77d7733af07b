use std::collections::BTreeSet;

use crate::diagnostics::Language;
use crate::source::Fields;

/// Who may see a document: everyone, or whoever holds one of some labels.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// No label was given.
    #[default]
    Everyone,
    /// At least one label is asked for.
    Labels(BTreeSet<String>),
}

impl Audience {
    /// The audience that a document's `audience` list means.
    pub fn of(labels: impl IntoIterator<Item = String>) -> Self {
        let labels: BTreeSet<_> = labels.into_iter().collect();
        if labels.is_empty() {
            Self::Everyone
        } else {
            Self::Labels(labels)
        }
    }

    /// In words for messages.
    pub fn in_words(&self, language: Language) -> String {
        match self {
            Self::Everyone => match language {
                Language::Chinese => "所有人".to_owned(),
                Language::English => "everyone".to_owned(),
            },
            Self::Labels(labels) => labels.iter().cloned().collect::<Vec<_>>().join(", "),
        }
    }
}

/// One tree of the output: a folder, and the labels that its readers hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// The folder below the output; empty where the output itself is the tree.
    pub folder: String,
    /// Labels that its readers hold; documents for everyone are always in it.
    pub sees: BTreeSet<String>,
}

impl Tree {
    /// Whether readers of this tree may see what `audience` may see.
    pub fn admits(&self, audience: &Audience) -> bool {
        match audience {
            Audience::Everyone => true,
            Audience::Labels(labels) => !labels.is_disjoint(&self.sees),
        }
    }
}

/// The trees of a portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audiences {
    trees: Vec<Tree>,
}

impl Default for Audiences {
    fn default() -> Self {
        Self {
            trees: vec![open_tree("")],
        }
    }
}

impl Audiences {
    /// The trees to build, the open one first.
    pub fn trees(&self) -> &[Tree] {
        &self.trees
    }
}

fn open_tree(folder: &str) -> Tree {
    Tree {
        folder: folder.to_owned(),
        sees: BTreeSet::new(),
    }
}

pub(super) fn read(fields: &mut Fields<'_, '_>) -> Audiences {
    let named = fields.named_tables("audiences", |f| Some(f.list::<String>("sees")));
    if named.is_empty() {
        return Audiences::default();
    }
    let own = named.into_iter().map(|(name, sees)| Tree {
        folder: name.value,
        sees: sees.into_iter().collect(),
    });
    Audiences {
        trees: std::iter::once(open_tree("everyone")).chain(own).collect(),
    }
}
