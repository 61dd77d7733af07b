use std::collections::BTreeMap;

use super::{Portal, WorkIndex};
use crate::diagnostics::{ALIAS_CLASH, Diagnostic, INVALID_VALUE, Message, Place};
use crate::source::Located;

const TAKEN: Message = Message {
    chinese: "先占用这个地址的文档",
    english: "the document that has it",
};

/// The old addresses of all works, without their first slash. Two works cannot have one; nor can it be an
/// address where a document lives today.
pub(super) fn aliases(portal: &Portal) -> (BTreeMap<String, WorkIndex>, Vec<Diagnostic>) {
    let mut taken: BTreeMap<String, WorkIndex> = BTreeMap::new();
    let mut findings = Vec::new();
    for (index, work) in portal.works.iter().enumerate() {
        for file in &work.versions {
            let document = &portal.documents[*file];
            for alias in &document.common.aliases {
                let place = Place::new(&document.path, inside(alias));
                let Some(address) = address(&alias.value) else {
                    findings.push(not_an_address(place, alias));
                    continue;
                };
                match owner(portal, &taken, &address) {
                    Some(other) if other != index => {
                        findings.push(clash(portal, place, &alias.value, other));
                    }
                    _ => {
                        taken.insert(address, index);
                    }
                }
            }
        }
    }
    (taken, findings)
}

fn inside(alias: &Located<String>) -> crate::diagnostics::Span {
    alias.span.unquoted()
}

/// An old address as a path below the site: `old/travel.html`, or a folder's with a slash at its end.
fn address(written: &str) -> Option<String> {
    let path = written.strip_prefix('/').unwrap_or(written);
    let parts: Vec<&str> = path.split('/').collect();
    let strange = parts.iter().any(|part| matches!(*part, "." | ".."));
    let legal = !path.is_empty() && !strange && !path.contains(['?', '#', '\\', ':', '\0']);
    if !legal || path.contains("//") {
        return None;
    }
    let is_file = path.ends_with(".html") || path.ends_with(".htm") || path.ends_with('/');
    Some(if is_file {
        path.to_owned()
    } else {
        format!("{path}/")
    })
}

fn owner(portal: &Portal, taken: &BTreeMap<String, WorkIndex>, address: &str) -> Option<WorkIndex> {
    taken.get(address).copied().or_else(|| {
        portal.works.iter().position(|work| {
            !work.versions.is_empty()
                && address == format!("{}/{}/", work.kind.folder, work.id.folded())
        })
    })
}

fn clash(portal: &Portal, place: Place, alias: &str, other: WorkIndex) -> Diagnostic {
    let work = &portal.works[other];
    let first = &portal.documents[work.versions[0]];
    Diagnostic::new(&ALIAS_CLASH, place)
        .with("alias", alias)
        .with("other", work.id.as_str())
        .related(Place::new(&first.path, first.common.id.span), TAKEN)
}

fn not_an_address(place: Place, alias: &Located<String>) -> Diagnostic {
    Diagnostic::new(&INVALID_VALUE, place)
        .with("key", "aliases")
        .with("value", &alias.value)
        .with("expected", "an address below the site")
        .with("expected_zh", "本栏目内的地址")
        .with("example", "\"/old/travel.html\"")
}
