//! The portal as one audience may name it.
//!
//! Comes in: the portal, measured, and one tree of the output. Goes out: [`View`]: which documents exist for these
//! readers, their titles and addresses, what refers to them, which files they may fetch. Must never know: HTML,
//! templates, files on disk. What a view does not name is not in its tree, in no form.

mod address;
mod backlinks;
mod lines;
mod navigation;
mod phones;
mod pictures;
mod topics;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

pub use address::{Href, file_address, from_page, root_of};
pub use backlinks::{Backlink, ClauseBacklink, Within};
pub use navigation::Section;
pub use pictures::{Picture, PictureCopy};
pub use topics::{Topic, topic_address};

use crate::compare::Comparison;
use crate::config::Tree;
use crate::kinds::{Document, Kind};
use crate::markdown::{Block, MentionKind, plain_blocks};
use crate::measure::{Measured, StandingCommitment};
use crate::portal::{DocumentIndex, Entity, Portal, Target, WorkIndex};

/// What the readers of one tree may see.
#[derive(Debug)]
pub struct View<'p> {
    /// Everything; nothing of it may be shown that this view does not name.
    pub portal: &'p Portal,
    measured: &'p Measured,
    tree: &'p Tree,
    /// Visible versions by work, in the order of their dates.
    versions: Vec<Vec<DocumentIndex>>,
    work_of: Vec<Option<WorkIndex>>,
    backlinks: Vec<Vec<Backlink>>,
    clause_backlinks: backlinks::ClauseBacklinks,
    files: BTreeMap<String, Box<str>>,
    topics: topics::Topics,
    pictures: BTreeMap<Box<str>, Picture>,
    /// The numbers of its teams and people.
    phones: BTreeSet<&'p str>,
}

impl<'p> View<'p> {
    /// The view of one tree's readers.
    pub fn new(portal: &'p Portal, measured: &'p Measured, tree: &'p Tree) -> Self {
        let admits =
            |document: &DocumentIndex| tree.admits(&portal.documents[*document].common.audience);
        let versions: Vec<Vec<DocumentIndex>> = portal
            .works
            .iter()
            .map(|work| work.versions.iter().copied().filter(admits).collect())
            .collect();
        let mut work_of = vec![None; portal.documents.len()];
        for (work, versions) in versions.iter().enumerate() {
            for version in versions {
                work_of[*version] = Some(work);
            }
        }
        let mut view = Self {
            portal,
            measured,
            tree,
            versions,
            work_of,
            backlinks: Vec::new(),
            clause_backlinks: BTreeMap::new(),
            files: BTreeMap::new(),
            topics: BTreeMap::new(),
            pictures: BTreeMap::new(),
            phones: BTreeSet::new(),
        };
        view.backlinks = backlinks::backlinks(&view);
        view.clause_backlinks = backlinks::clause_backlinks(&view);
        view.files = view.named_files();
        view.topics = topics::topics(&view);
        view.pictures = view.named_pictures();
        view.phones = phones::phones(&view);
        view
    }

    /// The tree's folder below the output; empty where the output itself is the tree.
    pub fn folder(&self) -> &'p str {
        &self.tree.folder
    }

    /// The documents of `kind`, by id.
    pub fn works_of(&self, kind: &Kind) -> impl Iterator<Item = WorkIndex> + '_ {
        let word = kind.word;
        self.works()
            .filter(move |work| self.portal.works[*work].kind.word == word)
    }

    /// Every document, by id.
    pub fn works(&self) -> impl Iterator<Item = WorkIndex> + '_ {
        (0..self.versions.len()).filter(|work| !self.versions[*work].is_empty())
    }

    /// A document's visible versions, by date.
    pub fn versions(&self, work: WorkIndex) -> &[DocumentIndex] {
        &self.versions[work]
    }

    /// The version that the bare address shows.
    pub fn shown(&self, work: WorkIndex) -> Option<DocumentIndex> {
        self.portal.shown_of(&self.versions[work])
    }

    /// The document that a version belongs to, where it is visible.
    pub fn work_of(&self, document: DocumentIndex) -> Option<WorkIndex> {
        self.work_of[document]
    }

    /// The version shown of a work, as a document.
    pub fn document(&self, work: WorkIndex) -> Option<&'p Document> {
        self.shown(work).map(|shown| &self.portal.documents[shown])
    }

    /// The visible document with this id.
    pub fn find(&self, id: &str) -> Option<WorkIndex> {
        match self.portal.entity(id)? {
            Entity::Work(work) | Entity::Part { work, .. } => {
                (!self.versions[*work].is_empty()).then_some(*work)
            }
            Entity::Broken => None,
        }
    }

    /// What readers call the thing with this id: a document's title, or a person's or post's name.
    pub fn name_of(&self, id: &str) -> Option<String> {
        let work = self.find(id)?;
        match self.portal.entity(id)? {
            Entity::Part { title, .. } => Some(title.clone()),
            _ => self
                .document(work)
                .map(|document| document.common.title.clone()),
        }
    }

    /// Blocks of a version as plain text, references by the names that these readers may see.
    pub fn plain(&self, version: DocumentIndex, blocks: &[Block]) -> String {
        let tree = &self.portal.documents[version].tree;
        let name = |mention: usize| match &tree.mentions[mention].kind {
            MentionKind::Reference { id, .. } => self.name_of(id).unwrap_or_default(),
            _ => String::new(),
        };
        plain_blocks(blocks, tree, self.portal.text(version), &name)
    }

    /// What refers to a document.
    pub fn backlinks(&self, work: WorkIndex) -> &[Backlink] {
        &self.backlinks[work]
    }

    /// What of other documents refers to a clause of a version, by the clause's address.
    pub fn clause_backlinks(
        &self,
        version: DocumentIndex,
        anchor: &str,
    ) -> impl Iterator<Item = &ClauseBacklink> {
        let version = self.clause_backlinks.get(&version);
        version
            .and_then(|clauses| clauses.get(anchor))
            .into_iter()
            .flatten()
    }

    /// The visible version before this one.
    pub fn version_before(&self, version: DocumentIndex) -> Option<DocumentIndex> {
        let versions = self.versions(self.work_of(version)?);
        let at = versions.iter().position(|known| *known == version)?;
        versions.get(at.checked_sub(1)?).copied()
    }

    /// How a version differs from the visible one before it. Where a version between the two is hidden from these
    /// readers, the two are compared anew.
    pub fn comparison(&self, version: DocumentIndex) -> Option<Cow<'p, Comparison>> {
        let before = self.version_before(version)?;
        let all = &self.portal.works[self.work_of(version)?].versions;
        let at = all.iter().position(|known| *known == version)?;
        if at.checked_sub(1).and_then(|at| all.get(at)) == Some(&before) {
            return self.portal.comparisons.get(&version).map(Cow::Borrowed);
        }
        Some(Cow::Owned(self.portal.compare(before, version)))
    }

    /// The address of the page that shows how a version differs from the one before it.
    pub fn comparison_address(&self, version: DocumentIndex) -> Option<String> {
        self.version_before(version)?;
        Some(format!("{}changes/", self.dated_address(version)?))
    }

    /// The commitments that these readers may see: those of agreements, indicators and customers that they may.
    pub fn standing(&self) -> impl Iterator<Item = &StandingCommitment> {
        self.measured.standing.iter().filter(|standing| {
            let sees = |work: &WorkIndex| !self.versions[*work].is_empty();
            self.work_of[standing.agreement].is_some()
                && sees(&standing.indicator)
                && standing.customers.iter().all(sees)
        })
    }

    /// The files that visible documents name: their address below the tree, and their path in the portal.
    pub fn files(&self) -> &BTreeMap<String, Box<str>> {
        &self.files
    }

    fn named_files(&self) -> BTreeMap<String, Box<str>> {
        let documents =
            (0..self.work_of.len()).filter(|document| self.work_of[*document].is_some());
        let targets = documents.flat_map(|document| {
            let mentions = self.portal.mentions[document].iter();
            mentions.chain(&self.portal.pointers[document])
        });
        let named = targets.filter_map(|target| match target {
            Target::File(path) => Some((address::file_address(path), path.clone())),
            _ => None,
        });
        let logo = self
            .portal
            .config
            .logo
            .as_ref()
            .filter(|logo| self.portal.snapshot.has(&logo.value));
        let logo = logo.map(|logo| {
            (
                address::file_address(&logo.value),
                logo.value.as_str().into(),
            )
        });
        named.chain(logo).collect()
    }
}
