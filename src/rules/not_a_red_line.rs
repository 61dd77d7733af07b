use crate::diagnostics::{Diagnostic, NOT_A_RED_LINE, Place};
use crate::markdown::Clause;
use crate::measure::Measured;
use crate::portal::{Portal, Target};

/// What a page or a service calls a red line must be a clause that the rule itself marks as one.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (index, document) in portal.documents.iter().enumerate() {
        let targets = portal.pointers[index].iter();
        for (pointer, target) in document.pointers.iter().zip(targets) {
            if pointer.key == "red_lines" && is_other(portal, target) {
                let written = &portal.text(index)[pointer.span.range()];
                let place = Place::new(&document.path, pointer.span);
                findings.push(Diagnostic::new(&NOT_A_RED_LINE, place).with("written", written));
            }
        }
    }
    findings
}

/// Whether something else is meant than a red line; what leads nowhere is reported already.
fn is_other(portal: &Portal, target: &Target) -> bool {
    let (Target::Work { anchor, .. }, Some(version)) = (target, portal.version_meant(target))
    else {
        return false;
    };
    let clauses = &portal.documents[version].tree.clauses;
    let named = anchor
        .as_deref()
        .and_then(|anchor| clauses.iter().position(|clause| clause.is_named(anchor)));
    named.is_none_or(|named| !is_marked(clauses, named))
}

/// Whether the clause, what it is part of or some part of it is marked.
fn is_marked(clauses: &[Clause], named: usize) -> bool {
    let mut around = Some(named);
    while let Some(clause) = around {
        if clauses[clause].red_line {
            return true;
        }
        around = clauses[clause].parent;
    }
    let whole = clauses[named].span;
    clauses.iter().any(|clause| {
        clause.red_line && whole.start <= clause.span.start && clause.span.end <= whole.end
    })
}
