//! All documents together: who is who, which version holds when, what points where.
//!
//! Comes in: the snapshot, the configuration, the build's date. Goes out: [`Portal`], every mention and pointer
//! resolved or reported. Must never know: audiences (a view picks), HTML, addresses on disk.

mod aliases;
mod comparisons;
mod doubt;
mod identity;
mod impact;
mod locate;
mod pointers;
mod resolve;
mod titles;
mod versions;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

pub use identity::{Entity, Work, WorkIndex};
pub use impact::{Impact, Resting};
pub use resolve::Target;
pub use versions::{State, Validity};

use crate::compare::Comparison;
use crate::config::{Config, SYNONYMS_FILE, Synonyms, read_config, read_synonyms};
use crate::diagnostics::{
    Diagnostic, MISNAMED_DOCUMENT, NO_DOCUMENTS, Place, UNKNOWN_FOLDER, UNREAD_SETTINGS,
};
use crate::kinds::{
    Clock, Document, KINDS, Kind, ReadDocument, kind_of_folder, kind_of_word, read_clocks,
    read_document,
};
use crate::source::{File, Snapshot, extension, file_name};

/// What a run asks for beyond what the portal says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The build's date: decides what is in force.
    pub as_of: Date,
    /// Whether that date was asked for and has gone by: what is found about citations is then no more than a note.
    pub is_past: bool,
    /// Whether drafts are shown; only the preview does.
    pub drafts: bool,
}

/// Index into [`Portal::documents`].
pub type DocumentIndex = usize;

/// A whole portal, read and linked.
#[derive(Debug)]
pub struct Portal {
    /// The files it was made of.
    pub snapshot: Arc<Snapshot>,
    /// `portal.toml`.
    pub config: Config,
    /// Its clocks, resolved.
    pub clocks: Vec<Clock>,
    /// The run's settings.
    pub settings: Settings,
    /// Every file that is a document, drafts too, in the order of their paths.
    pub documents: Vec<Document>,
    /// Every document with its versions, in the order of their ids.
    pub works: Vec<Work>,
    /// When each document holds, by its index.
    pub validity: Vec<Validity>,
    /// Each version compared with the one before it, by the index of the later.
    pub comparisons: BTreeMap<DocumentIndex, Comparison>,
    /// Where each document's mentions lead, by its index; parallel to the tree's mentions.
    pub mentions: Vec<Vec<Target>>,
    /// Where each document's pointers lead, by its index; parallel to its pointers.
    pub pointers: Vec<Vec<Target>>,
    /// Old addresses, each with the work that answers there now.
    pub aliases: BTreeMap<String, WorkIndex>,
    /// By id, in lower case.
    entities: BTreeMap<String, Entity>,
    /// Words for the same thing, in groups.
    pub synonyms: Synonyms,
    /// Faults of portal.toml.
    pub config_findings: Vec<Diagnostic>,
    /// Everything found up to here, in no order.
    pub findings: Vec<Diagnostic>,
}

/// The portal of a snapshot.
pub fn read_portal(snapshot: Arc<Snapshot>, settings: Settings) -> Portal {
    let (config, mut config_findings) = read_config(&snapshot);
    let clocks = read_clocks(&config.clocks, &mut config_findings);
    let mut findings = snapshot.findings().to_vec();
    let (documents, broken) = read_documents(&snapshot, &mut findings);
    let synonyms = read_synonyms(&snapshot, &mut findings);
    let identities = identity::identify(&documents, &broken, settings, &mut findings);
    let mut portal = Portal {
        validity: Vec::new(),
        comparisons: BTreeMap::new(),
        mentions: Vec::new(),
        pointers: Vec::new(),
        aliases: BTreeMap::new(),
        works: identities.works,
        entities: identities.entities,
        synonyms,
        snapshot,
        config,
        clocks,
        settings,
        documents,
        config_findings,
        findings,
    };
    portal.validity = versions::validity(&portal);
    portal.comparisons = comparisons::comparisons(&portal);
    link(&mut portal);
    portal
}

/// Resolves everything that points somewhere. References need every version's dates, hence the second step.
fn link(portal: &mut Portal) {
    let resolver = resolve::Resolver::new(portal);
    let resolved: Vec<_> = (0..portal.documents.len())
        .into_par_iter()
        .map(|document| resolver.document(document))
        .collect();
    let (aliases, alias_findings) = aliases::aliases(portal);
    portal.aliases = aliases;
    portal.findings.extend(alias_findings);
    for document in resolved {
        portal.mentions.push(document.mentions);
        portal.pointers.push(document.pointers);
        portal.findings.extend(document.findings);
    }
}

type Read = (
    Vec<Document>,
    Vec<(Arc<str>, Option<crate::source::Located<crate::source::Id>>)>,
);

fn read_documents(snapshot: &Snapshot, findings: &mut Vec<Diagnostic>) -> Read {
    let files: Vec<_> = document_files(snapshot, findings);
    let mut others = snapshot.below("content").map(|(path, _)| path);
    if files.is_empty() && !others.any(|path| extension(path) == "md") {
        findings.push(Diagnostic::new(
            &NO_DOCUMENTS,
            Place::file(&"content".into()),
        ));
    }
    findings.extend(misnamed(snapshot));
    findings.extend(unread_settings(snapshot));
    // One by one: a row of long texts is not left to one processor while the others have nothing to do.
    let read: Vec<_> = files
        .par_iter()
        .with_max_len(1)
        .map(|(path, text, kind)| {
            let mut findings = Vec::new();
            (read_document(path, text, kind, &mut findings), findings)
        })
        .collect();
    let (mut documents, mut broken) = (Vec::new(), Vec::new());
    for (document, own) in read {
        findings.extend(own);
        match document {
            ReadDocument::Whole(document) => documents.push(*document),
            ReadDocument::Broken(path, id) => broken.push((path, id)),
        }
    }
    (documents, broken)
}

/// The files below `content/` that are documents, each with the kind that its folder says.
fn document_files<'s>(
    snapshot: &'s Snapshot,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(&'s Arc<str>, &'s str, &'static Kind)> {
    let mut files = Vec::new();
    let mut unknown_folder = None;
    for (path, file) in snapshot.below("content") {
        let File::Text(text) = file else { continue };
        let below = &path["content/".len()..];
        let folder = below.split_once('/').map(|(folder, _)| folder);
        let kind = match folder {
            Some(folder) => kind_of_folder(folder),
            // Files at the top belong to nobody but the front page.
            None if below == "index.md" => kind_of_word("page"),
            None => None,
        };
        match kind {
            Some(kind) if is_document(path, kind) => files.push((path, text.as_str(), kind)),
            Some(_) => {}
            None if extension(path) == "md" && unknown_folder != Some(folder) => {
                unknown_folder = Some(folder);
                let folders: Vec<_> = KINDS.iter().map(|kind| kind.folder).collect();
                let folder = folder.unwrap_or("content");
                findings.push(
                    Diagnostic::new(&UNKNOWN_FOLDER, Place::file(path))
                        .with("folder", folder)
                        .with("known", folders.join(", "))
                        .near(folder, folders.iter().copied()),
                );
            }
            None => {}
        }
    }
    files
}

/// Files that an editor takes for settings and nobody would read.
fn unread_settings(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let paths = snapshot.below("content").map(|(path, _)| path);
    let unread = paths.filter(|path| is_taken_for_settings(path) && ***path != *SYNONYMS_FILE);
    let finding = |path: &Arc<str>| {
        let name = below_content(path);
        let finding = Diagnostic::new(&UNREAD_SETTINGS, Place::file(path)).with("name", name);
        if file_name(name).to_lowercase().starts_with("synonym") {
            finding.near(SYNONYMS_FILE, [SYNONYMS_FILE])
        } else {
            finding
        }
    };
    unread.map(finding).collect()
}

/// Whether a path looks like that of settings: of synonyms wherever it lies, of others in `content` itself. What an editor
/// keeps beside it is meant to be no settings.
fn is_taken_for_settings(path: &str) -> bool {
    let name = below_content(path).to_lowercase();
    let file = file_name(&name);
    let is_kept = name.ends_with(".bak") || name.ends_with('~') || extension(&name) == "md";
    let is_at_top = file == name && file.contains(".toml");
    !is_kept && (is_at_top || file.starts_with("synonym"))
}

fn below_content(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

/// Files that an editor takes for documents and nobody would read.
fn misnamed(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let paths = snapshot.below("content").map(|(path, _)| path);
    let found = paths.filter_map(|path| {
        let name = path.to_ascii_lowercase();
        let endings = [".md.txt", ".markdown", ".md"].into_iter();
        let mut endings = endings.filter(|ending| name.ends_with(ending) && !path.ends_with(".md"));
        let ending = &path[path.len() - endings.next()?.len()..];
        Some(Diagnostic::new(&MISNAMED_DOCUMENT, Place::file(path)).with("ending", ending))
    });
    found.collect()
}

fn is_document(path: &str, kind: &Kind) -> bool {
    let ending = if kind.word == "calendar" {
        "toml"
    } else {
        "md"
    };
    extension(path) == ending
}

impl Portal {
    /// What has this id: a document, or a part of one.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.get(&id.to_ascii_lowercase())
    }

    /// The decoded text of a document's file.
    pub fn text(&self, document: DocumentIndex) -> &str {
        // Every document was made from a text of this snapshot.
        self.snapshot
            .text(&self.documents[document].path)
            .unwrap_or_default()
    }

    /// The version to which a target leads; a bare address means the one shown.
    pub fn version_meant(&self, target: &Target) -> Option<DocumentIndex> {
        match target {
            Target::Work { work, version, .. } => version.or_else(|| self.shown(*work)),
            _ => None,
        }
    }

    /// The version that the bare address shows: the one in force, else the next, else the last.
    pub fn shown(&self, work: WorkIndex) -> Option<DocumentIndex> {
        self.shown_of(&self.works[work].versions)
    }

    /// The same among some of a work's versions, in the order of their dates.
    pub fn shown_of(&self, versions: &[DocumentIndex]) -> Option<DocumentIndex> {
        let with = |state| versions.iter().find(|v| self.validity[**v].state == state);
        with(State::InForce)
            .or_else(|| with(State::Upcoming))
            .or(versions.last())
            .copied()
    }

    /// The version that held on `date`, if it is held here.
    pub fn version_on(&self, work: WorkIndex, date: Date) -> Option<DocumentIndex> {
        let versions = self.works[work].versions.iter().copied();
        versions
            .rev()
            .find(|version| self.validity[*version].holds_on(date))
    }
}
