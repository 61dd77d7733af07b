use crate::compare::{Change, Fate};
use crate::diagnostics::{Diagnostic, OLD_NUMBER, Place};
use crate::markdown::{Cited, ClauseKind, Locator, Mention, MentionKind};
use crate::measure::Measured;
use crate::portal::{DocumentIndex, Portal};

/// 本办法第二条 in a clause that a revision took over as it was, while the second clause got another number: most
/// likely the citation was forgotten.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for work in &portal.works {
        for pair in work.versions.windows(2) {
            findings.extend(of_pair(portal, pair[0], pair[1]));
        }
    }
    findings
}

fn of_pair(portal: &Portal, old: DocumentIndex, new: DocumentIndex) -> Vec<Diagnostic> {
    let Some(comparison) = portal.comparisons.get(&new) else {
        return Vec::new();
    };
    let document = &portal.documents[new];
    let mentions = document.tree.mentions.iter();
    let own = mentions.filter_map(|mention| Some((mention, cited_number(mention)?)));
    own.filter_map(|(mention, number)| {
        let was_there = comparison
            .changes
            .iter()
            .any(|change| takes_over(portal, change, new, mention));
        let now = was_there.then(|| new_number(portal, old, new, number))??;
        let place = Place::new(&document.path, mention.span);
        Some(
            Diagnostic::new(&OLD_NUMBER, place)
                .with("clause", number_in_words(number))
                .with("now", now),
        )
    })
    .collect()
}

/// The article's number that a citation of the document itself names.
fn cited_number(mention: &Mention) -> Option<&Locator> {
    match &mention.kind {
        MentionKind::Citation {
            of: Cited::Called(_) | Cited::Bare,
            clause: Some((locator @ Locator::Article { .. }, _)),
        } => Some(locator),
        _ => None,
    }
}

/// Whether the clause in which a mention stands had the same words in the version before.
fn takes_over(portal: &Portal, change: &Change, new: DocumentIndex, mention: &Mention) -> bool {
    if !matches!(change.fate, Fate::Same | Fate::Moved) {
        return false;
    }
    let clauses = &portal.documents[new].tree.clauses;
    let clause = change.new.as_ref().and_then(|unit| unit.clause);
    clause
        .map(|clause| clauses[clause].span)
        .is_some_and(|span| span.start <= mention.span.start && mention.span.end <= span.end)
}

/// The number that the clause of the old version has in the new one, where it is another.
fn new_number(
    portal: &Portal,
    old: DocumentIndex,
    new: DocumentIndex,
    locator: &Locator,
) -> Option<String> {
    let Locator::Article { number, .. } = locator else {
        return None;
    };
    let clauses = &portal.documents[old].tree.clauses;
    let clause = clauses.iter().position(|clause| {
        clause.kind == ClauseKind::Article
            && clause.number == *number
            && !clause.anchor.starts_with('x')
    })?;
    let unit = portal.comparisons.get(&new)?.successor(clause)?;
    let now = portal.documents[new].tree.clauses.get(unit.clause?)?;
    (now.number != *number).then(|| now.number.in_words(ClauseKind::Article))
}

fn number_in_words(locator: &Locator) -> String {
    match locator {
        Locator::Article { number, .. } => number.in_words(ClauseKind::Article),
        Locator::Anchor(anchor) => anchor.to_string(),
    }
}
