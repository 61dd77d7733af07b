use std::collections::HashMap;

use super::{Portal, State, WorkIndex};
use crate::kinds::Content;

/// Works by the titles under which prose cites them.
#[derive(Debug)]
pub(super) struct Titles<'p> {
    works: HashMap<&'p str, WorkIndex>,
    prefixes: &'p [String],
}

impl<'p> Titles<'p> {
    /// Titles and short titles of every version; where two works share one, the one in force has it.
    pub(super) fn new(portal: &'p Portal) -> Self {
        let prefixes = portal.config.optional_prefixes.as_slice();
        let mut works: HashMap<&str, WorkIndex> = HashMap::new();
        for (index, work) in portal.works.iter().enumerate() {
            let in_force = |w: WorkIndex| {
                portal
                    .shown(w)
                    .is_some_and(|v| portal.validity[v].state == State::InForce)
            };
            for version in &work.versions {
                let document = &portal.documents[*version];
                let short: &[String] = match &document.content {
                    Content::Policy(policy) => &policy.short_titles,
                    _ => continue,
                };
                for title in std::iter::once(&document.common.title).chain(short) {
                    let known = works
                        .entry(without_prefix(title, prefixes))
                        .or_insert(index);
                    if *known != index && !in_force(*known) && in_force(index) {
                        *known = index;
                    }
                }
            }
        }
        Self { works, prefixes }
    }

    /// The work that 《title》 means.
    pub(super) fn find(&self, title: &str) -> Option<WorkIndex> {
        self.works
            .get(without_prefix(title, self.prefixes))
            .copied()
    }
}

fn without_prefix<'t>(title: &'t str, prefixes: &[String]) -> &'t str {
    let title = title.trim();
    prefixes
        .iter()
        .find_map(|prefix| title.strip_prefix(prefix.as_str()))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(title)
}
