use super::points;
use super::sentence::{sentence_before, sentence_behind};
use crate::diagnostics::{CITED_CLAUSE_GONE, CITED_NOT_IN_FORCE, Diagnostic, Place, Span};
use crate::measure::Measured;
use crate::portal::{DocumentIndex, Portal, State, Target, WorkIndex};

/// What is in force itself and leads to what is not: a document that has ended, or a clause that the version in
/// force no longer has. The date alone brings it about, so it is a warning.
pub(super) fn find(portal: &Portal, _: &Measured) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for work in &portal.works {
        for version in &work.versions {
            if portal.validity[*version].state == State::InForce {
                findings.extend(of_document(portal, *version));
            }
        }
    }
    findings
}

fn of_document(portal: &Portal, index: DocumentIndex) -> Vec<Diagnostic> {
    let document = &portal.documents[index];
    if document.kind().word == "announcement" {
        // News tells what was when it was written.
        return Vec::new();
    }
    let text = portal.text(index);
    let found = points(portal, index).filter_map(|(target, span)| {
        let Target::Work {
            work,
            version,
            anchor,
            ..
        } = target
        else {
            return None;
        };
        // Who links to the file of a version means that version.
        let names_version = text[..span.start as usize].ends_with('(');
        let is_own = portal.works[*work].id == *document.id() || names_version;
        let place = Place::new(&document.path, span);
        if is_own || ends_it(portal, index, *work) || speaks_of_the_end(text, span) {
            None
        } else if let Some(until) = ended(portal, *work) {
            let title = title(portal, *work);
            Some(
                Diagnostic::new(&CITED_NOT_IN_FORCE, place)
                    .with("document", title)
                    .with("until", until),
            )
        } else {
            let version = version.filter(|_| anchor.is_some())?;
            gone(portal, *work, version, text, span).map(|finding| Diagnostic { place, ..finding })
        }
    });
    found.collect()
}

/// The last day of a document none of whose versions is in force or to come.
fn ended(portal: &Portal, work: WorkIndex) -> Option<String> {
    let versions = &portal.works[work].versions;
    let stands = |version: &&DocumentIndex| {
        matches!(
            portal.validity[**version].state,
            State::InForce | State::Upcoming
        )
    };
    if versions.iter().any(|version| stands(&version)) {
        return None;
    }
    let last = versions.last()?;
    let is_news = portal.works[work].kind.word == "announcement";
    portal.validity[*last]
        .until
        .filter(|_| !is_news)
        .map(|until| until.to_string())
}

/// A clause that is linked in a version that another has taken the place of.
fn gone(
    portal: &Portal,
    work: WorkIndex,
    version: DocumentIndex,
    text: &str,
    span: Span,
) -> Option<Diagnostic> {
    let versions = &portal.works[work].versions;
    let in_force = *versions
        .iter()
        .find(|version| portal.validity[**version].state == State::InForce)?;
    let effective = portal.documents[in_force].common.effective?;
    let is_old = portal.validity[version].state == State::Superseded;
    let clause = text[span.range()]
        .rsplit('》')
        .next()
        .unwrap_or_default()
        .trim();
    is_old.then(|| {
        Diagnostic::new(
            &CITED_CLAUSE_GONE,
            Place::file(&portal.documents[in_force].path),
        )
        .with("document", title(portal, work))
        .with("clause", clause)
        .with("effective", effective.to_string())
    })
}

fn title(portal: &Portal, work: WorkIndex) -> &str {
    portal
        .shown(work)
        .map_or("", |shown| &portal.documents[shown].common.title)
}

/// Whether the document is what ended the other, or amends it.
fn ends_it(portal: &Portal, index: DocumentIndex, work: WorkIndex) -> bool {
    let crate::kinds::Content::Policy(policy) = &portal.documents[index].content else {
        return false;
    };
    let id = &portal.works[work].id;
    let repeals = policy.repeals.iter().map(|reference| &reference.id);
    let amends = policy.amends.iter().map(|amendment| &amendment.policy.id);
    repeals.chain(amends).any(|named| named == id)
}

/// Whether the sentence itself says that it speaks of what was.
fn speaks_of_the_end(text: &str, span: Span) -> bool {
    let sentence = [sentence_before(text, span), sentence_behind(text, span)];
    let words = ["废止", "失效", "停止执行", "修改", "修正", "修订"];
    sentence
        .iter()
        .any(|part| words.iter().any(|word| part.contains(word)))
        || sentence[0].ends_with(['原', '旧'])
}
