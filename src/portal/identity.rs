use std::collections::BTreeMap;
use std::sync::Arc;

use super::{DocumentIndex, Settings};
use crate::diagnostics::{
    DUPLICATE_ID, DUPLICATE_VERSION, Diagnostic, ID_IN_TWO_KINDS, Message, Place, Span,
    UNDATED_VERSION,
};
use crate::kinds::{Document, Kind};
use crate::source::{Id, Located};

/// Index into [`super::Portal::works`].
pub type WorkIndex = usize;

/// A document with all its versions.
#[derive(Clone, Debug)]
pub struct Work {
    /// As its first file writes it.
    pub id: Id,
    /// Of which kind every version is.
    pub kind: &'static Kind,
    /// Its versions that are published, by date; empty where all are drafts.
    pub versions: Vec<DocumentIndex>,
    /// Its files that are not published.
    pub drafts: Vec<DocumentIndex>,
    /// Whether a file of it could not be read, so that which version holds when is not known.
    pub is_incomplete: bool,
}

/// What an id stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entity {
    /// A document.
    Work(WorkIndex),
    /// A person, post, step, control or question inside one.
    Part {
        /// The document.
        work: WorkIndex,
        /// What it is.
        kind: &'static str,
        /// What readers see.
        title: String,
    },
    /// A document that cannot be read; its faults are reported already.
    Broken,
}

pub(super) struct Identities {
    pub(super) works: Vec<Work>,
    pub(super) entities: BTreeMap<String, Entity>,
}

pub(super) type Broken = (Arc<str>, Option<Located<Id>>);

/// Gives every id its one meaning.
pub(super) fn identify(
    documents: &[Document],
    broken: &[Broken],
    settings: Settings,
    findings: &mut Vec<Diagnostic>,
) -> Identities {
    let mut by_id: BTreeMap<&str, Vec<DocumentIndex>> = BTreeMap::new();
    for (index, document) in documents.iter().enumerate() {
        by_id.entry(document.id().folded()).or_default().push(index);
    }
    let mut works: Vec<Work> = by_id
        .into_values()
        .map(|files| work(documents, files, settings, findings))
        .collect();
    let mut entities = BTreeMap::new();
    for (path, id) in broken {
        if let Some(id) = id {
            match works.iter_mut().find(|work| work.id == id.value) {
                Some(work) => work.is_incomplete = true,
                None => {
                    entities.insert(id.value.folded().to_owned(), Entity::Broken);
                }
            }
        }
        debug_assert!(!path.is_empty());
    }
    for (index, work) in works.iter().enumerate() {
        entities.insert(work.id.folded().to_owned(), Entity::Work(index));
    }
    parts(documents, &works, &mut entities, findings);
    Identities { works, entities }
}

fn work(
    documents: &[Document],
    files: Vec<DocumentIndex>,
    settings: Settings,
    findings: &mut Vec<Diagnostic>,
) -> Work {
    let first = &documents[files[0]];
    let any_dated = files
        .iter()
        .any(|file| documents[*file].common.effective.is_some());
    let mut kept: Vec<DocumentIndex> = Vec::new();
    for file in files {
        let document = &documents[file];
        if let Some(finding) = clash(documents, document, &kept, any_dated) {
            findings.push(finding);
        } else {
            kept.push(file);
        }
    }
    let is_published = |file: &DocumentIndex| settings.drafts || !documents[*file].common.draft;
    let (mut versions, drafts): (Vec<_>, Vec<_>) = kept.into_iter().partition(is_published);
    versions.sort_by_key(|file| documents[*file].common.effective);
    Work {
        id: first.id().clone(),
        kind: first.kind(),
        versions,
        drafts,
        is_incomplete: false,
    }
}

/// Why `document` cannot be a version beside those already `kept`.
fn clash(
    documents: &[Document],
    document: &Document,
    kept: &[DocumentIndex],
    any_dated: bool,
) -> Option<Diagnostic> {
    const FIRST: Message = Message {
        chinese: "另一份用这个编号的文件",
        english: "the other file with this id",
    };
    let first = kept.first().map(|first| &documents[*first]);
    let with_first = |finding: Diagnostic| match first {
        Some(first) => finding.related(id_place(first), FIRST),
        None => finding,
    };
    let id = document.id().as_str();
    if first.is_some_and(|first| first.kind() != document.kind()) {
        return Some(with_first(
            Diagnostic::new(&ID_IN_TWO_KINDS, id_place(document)).with("id", id),
        ));
    }
    let Some(effective) = document.common.effective else {
        // Beside dated versions the date is missing; beside others it is the id that is wrong.
        let (is_fault, code) = if any_dated {
            (documents_with(documents, document) > 1, &UNDATED_VERSION)
        } else {
            (first.is_some(), &DUPLICATE_ID)
        };
        let finding = Diagnostic::new(code, id_place(document)).with("id", id);
        return is_fault.then(|| with_first(finding));
    };
    let same = kept
        .iter()
        .map(|kept| &documents[*kept])
        .find(|kept| kept.common.effective == Some(effective))?;
    Some(
        Diagnostic::new(&DUPLICATE_VERSION, id_place(document))
            .with("id", id)
            .with("effective", effective.to_string())
            .related(id_place(same), FIRST),
    )
}

fn documents_with(documents: &[Document], one: &Document) -> usize {
    documents
        .iter()
        .filter(|document| document.id() == one.id())
        .count()
}

fn id_place(document: &Document) -> Place {
    let span = document.common.id.span;
    // Inside the quotes.
    Place::new(&document.path, span.unquoted())
}

/// Enters people, posts, steps, controls and questions; versions of one document repeat their own.
fn parts(
    documents: &[Document],
    works: &[Work],
    entities: &mut BTreeMap<String, Entity>,
    findings: &mut Vec<Diagnostic>,
) {
    for (index, work) in works.iter().enumerate() {
        for file in work.versions.iter().chain(&work.drafts) {
            let document = &documents[*file];
            let mut own = std::collections::BTreeSet::new();
            for part in document.content.parts() {
                let entity = Entity::Part {
                    work: index,
                    kind: part.kind,
                    title: part.title,
                };
                let repeated = !own.insert(part.id.clone());
                let clashes = match entities.get(part.id.folded()) {
                    None => false,
                    Some(Entity::Part { work, .. }) if *work == index => repeated,
                    Some(_) => true,
                };
                if clashes {
                    let place = Place::new(&document.path, inside_quotes(document, part.span));
                    findings
                        .push(Diagnostic::new(&DUPLICATE_ID, place).with("id", part.id.as_str()));
                } else {
                    entities.insert(part.id.folded().to_owned(), entity);
                }
            }
        }
    }
}

/// A front matter's ids stand in quotes, a heading's do not.
fn inside_quotes(document: &Document, span: Span) -> Span {
    let in_front_matter = document
        .tree
        .blocks
        .first()
        .is_none_or(|block| span.end <= block.span.start);
    if in_front_matter {
        span.unquoted()
    } else {
        span
    }
}
