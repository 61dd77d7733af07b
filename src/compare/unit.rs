use crate::markdown::{Block, BlockKind, Tree, compared_blocks, plain_inlines};

/// What is compared as one: an article or numbered clause with its text, a heading with what stands under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Where it is in its version; empty for what stands before the first clause.
    pub anchor: Box<str>,
    /// Its number as written, or the heading's text.
    pub label: String,
    /// The id that goes on with a revision.
    pub permanent: Option<Box<str>>,
    /// Index into the tree's clauses, where it is one.
    pub clause: Option<usize>,
    /// Whether it is the heading of a chapter and the like, which has no text of its own.
    pub is_heading: bool,
    /// Its text, plain, a line for each 款, item and row; a tab begins each cell of a table.
    pub text: String,
}

impl Unit {
    /// The same without its text.
    pub(super) fn without_text(self) -> Self {
        Self {
            text: String::new(),
            ..self
        }
    }

    /// Its text; of a heading without any the heading itself.
    pub fn words(&self) -> &str {
        if self.is_heading {
            &self.label
        } else {
            &self.text
        }
    }
}

/// The units of a tree, in order. `reference` gives the words of a reference without any.
pub(super) fn units(tree: &Tree, source: &str, reference: &dyn Fn(usize) -> String) -> Vec<Unit> {
    let mut units = vec![Unit::default()];
    for block in &tree.blocks {
        match &block.kind {
            BlockKind::Heading(index) => units.push(heading(tree, *index, source)),
            BlockKind::Article(article) => {
                let mut unit = clause(tree, article.clause, source);
                unit.text = plain(std::slice::from_ref(block), tree, source, reference);
                units.push(unit);
            }
            _ => {
                let text = plain(std::slice::from_ref(block), tree, source, reference);
                push_text(&mut units, &text);
            }
        }
    }
    units.retain(|unit| !unit.label.is_empty() || !unit.text.trim().is_empty());
    for unit in &mut units {
        unit.text = trimmed(&unit.text).to_owned();
        unit.is_heading &= unit.text.is_empty();
    }
    units
}

/// Adds text to what is open; what follows an article without belonging to it is a unit of its own.
fn push_text(units: &mut Vec<Unit>, text: &str) {
    if let Some(last) = units.last()
        && last.clause.is_some()
        && !last.is_heading
    {
        let anchor = last.anchor.clone();
        units.push(Unit {
            anchor,
            ..Unit::default()
        });
    }
    if let Some(last) = units.last_mut() {
        last.text.push_str(text);
        last.text.push('\n');
    }
}

fn plain(
    blocks: &[Block],
    tree: &Tree,
    source: &str,
    reference: &dyn Fn(usize) -> String,
) -> String {
    let text = compared_blocks(blocks, tree, source, reference);
    trimmed(&text).to_owned()
}

/// Without the space around it; a tab begins a cell, even an empty one.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() && c != '\t')
}

fn heading(tree: &Tree, index: usize, source: &str) -> Unit {
    let heading = &tree.headings[index];
    let clause = heading.clause.map(|clause| &tree.clauses[clause]);
    Unit {
        anchor: heading.anchor.clone(),
        label: plain_inlines(&heading.inlines, source).trim().to_owned(),
        permanent: match clause {
            Some(clause) => clause.permanent.clone(),
            None => heading.permanent.then(|| heading.anchor.clone()),
        },
        clause: heading.clause,
        is_heading: true,
        text: String::new(),
    }
}

fn clause(tree: &Tree, index: usize, source: &str) -> Unit {
    let clause = &tree.clauses[index];
    Unit {
        anchor: clause.anchor.clone(),
        label: clause.written(source).into_owned(),
        permanent: clause.permanent.clone(),
        clause: Some(index),
        is_heading: false,
        text: String::new(),
    }
}
