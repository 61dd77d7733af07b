//! Reads templates as far as their names go: which dotted path is used where, and whether a context has it.
//!
//! Tera takes an unknown field in `{% if %}` as false and keeps its syntax tree to itself, so a misspelt name
//! would be a silent hole. This knows `for`, `set`, `include`, `extends` and components; what it cannot decide
//! it says.

mod checker;
mod expression;
mod tags;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Shape;
use crate::diagnostics::Diagnostic;

/// A template's text and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TemplateText {
    pub(super) path: Arc<str>,
    pub(super) text: String,
}

/// Checks every template that `roots` names against the shape of its `page`, and what they reach.
pub(super) fn check(
    texts: &BTreeMap<String, TemplateText>,
    roots: &[(String, Shape)],
    globals: &[(String, Shape)],
) -> Vec<Diagnostic> {
    let mut checker = checker::Checker::new(texts, globals);
    for (name, page) in roots {
        checker.root(name, page);
    }
    checker.findings
}

/// The templates that a text extends or includes.
pub(super) fn references(text: &str) -> impl Iterator<Item = &str> {
    tags::tags(text).filter_map(|tag| {
        let inner = tag.inner(text);
        let rest = inner
            .strip_prefix("extends")
            .or_else(|| inner.strip_prefix("include"))?;
        tags::quoted(rest.trim())
    })
}
