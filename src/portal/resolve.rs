use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use percent_encoding::percent_decode_str;

use super::doubt::{self, Stance, Topics};
use super::titles::Titles;
use super::{DocumentIndex, Entity, Portal, WorkIndex, locate, pointers};
use crate::diagnostics::{
    BROKEN_LINK, CITED_CLAUSE_MISSING, CITED_VERSION_NOT_HELD, CLAUSE_OF_ANOTHER_VERSION, Code,
    DOUBTFUL_NUMBER, Diagnostic, MISSING_ATTACHMENT, MISSING_IMAGE, NEAR_TITLE, Place, Span,
    UNKNOWN_CLAUSE, UNKNOWN_ID, UNSAFE_LINK,
};
use crate::kinds::{Content, Document};
use crate::markdown::{BlockKind, Cited, Locator, Mention, MentionKind};
use crate::source::{extension, file_name, parent, resolve};

/// Where something leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A document at its bare address, or one version of it, perhaps a place in it.
    Work {
        /// The document.
        work: WorkIndex,
        /// The version, where the dated address is meant.
        version: Option<DocumentIndex>,
        /// Without `#`.
        anchor: Option<Box<str>>,
        /// The clause's number in the version that the author meant, where it has another one now.
        formerly: Option<Box<str>>,
    },
    /// A place on the same page.
    Here(Box<str>),
    /// A file of the portal, by its path.
    File(Box<str>),
    /// An address that is nobody's here.
    Elsewhere(Box<str>),
    /// Nothing: a title that is not known, or a fault already reported.
    Nothing,
}

impl Target {
    pub(super) fn work(work: WorkIndex) -> Self {
        Self::place(work, None, None)
    }

    pub(super) fn place(
        work: WorkIndex,
        version: Option<DocumentIndex>,
        anchor: Option<Box<str>>,
    ) -> Self {
        Self::Work {
            work,
            version,
            anchor,
            formerly: None,
        }
    }
}

/// What became of one document's mentions and pointers.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    pub(super) mentions: Vec<Target>,
    pub(super) pointers: Vec<Target>,
    pub(super) findings: Vec<Diagnostic>,
}

/// Finds what is meant, over a portal whose documents and dates are known.
#[derive(Debug)]
pub(super) struct Resolver<'p> {
    pub(super) portal: &'p Portal,
    titles: Titles<'p>,
    by_path: HashMap<&'p str, DocumentIndex>,
    pub(super) work_of: Vec<Option<WorkIndex>>,
    /// What each document's articles speak of; made when it is first cited.
    topics: Vec<OnceLock<Topics>>,
}

impl<'p> Resolver<'p> {
    pub(super) fn new(portal: &'p Portal) -> Self {
        let mut work_of = vec![None; portal.documents.len()];
        for (index, work) in portal.works.iter().enumerate() {
            for file in work.versions.iter().chain(&work.drafts) {
                work_of[*file] = Some(index);
            }
        }
        let documents = portal.documents.iter().enumerate();
        Self {
            portal,
            titles: Titles::new(portal),
            by_path: documents
                .map(|(index, document)| (&*document.path, index))
                .collect(),
            work_of,
            topics: portal.documents.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    fn topics(&self, document: DocumentIndex) -> &Topics {
        self.topics[document].get_or_init(|| {
            Topics::of(&self.portal.documents[document], self.portal.text(document))
        })
    }

    pub(super) fn document(&self, index: DocumentIndex) -> Resolved {
        let document = &self.portal.documents[index];
        let mut at = Citing {
            resolver: self,
            index,
            document,
            text: self.portal.text(index),
            at: 0,
            doubts: Vec::new(),
            findings: Vec::new(),
        };
        let mut mentions = Vec::with_capacity(document.tree.mentions.len());
        for (place, mention) in document.tree.mentions.iter().enumerate() {
            at.at = place;
            mentions.push(at.mention(mention));
        }
        at.settle_doubts(&mut mentions);
        let pointers = document
            .pointers
            .iter()
            .map(|p| pointers::pointer(&mut at, p))
            .collect();
        Resolved {
            mentions,
            pointers,
            findings: at.findings,
        }
    }
}

/// One document while what it points to is being found.
#[derive(Debug)]
pub(super) struct Citing<'r, 'p> {
    pub(super) resolver: &'r Resolver<'p>,
    index: DocumentIndex,
    pub(super) document: &'p Document,
    text: &'p str,
    /// The mention that is being resolved.
    at: usize,
    doubts: Vec<Doubt>,
    pub(super) findings: Vec<Diagnostic>,
}

/// A citation whose clause is not plainly what its sentence speaks of.
#[derive(Debug)]
struct Doubt {
    mention: usize,
    work: WorkIndex,
    is_sure: bool,
    span: Span,
    clause: String,
    /// The clause that the sentence rather speaks of.
    rather: String,
}

impl Citing<'_, '_> {
    fn mention(&mut self, mention: &Mention) -> Target {
        match &mention.kind {
            MentionKind::Link { target } => self.link(target, mention.span),
            MentionKind::Image { target } => self.image(target, mention.span),
            MentionKind::Reference { id, fragment } => {
                self.reference(id, fragment.as_deref(), mention.span)
            }
            MentionKind::Citation { of, clause } => match of {
                Cited::Titled(title) => self.citation(*title, clause.as_ref()),
                of => self.own_citation(*of, clause.as_ref()),
            },
        }
    }

    pub(super) fn report(&mut self, code: &'static Code, span: Span) -> &mut Diagnostic {
        let finding = Diagnostic::new(code, Place::new(&self.document.path, span));
        self.findings.push(finding);
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    fn link(&mut self, target: &str, span: Span) -> Target {
        if let Some(anchor) = target.strip_prefix('#') {
            return self.here(anchor, span);
        }
        match scheme(target) {
            Some("http" | "https" | "mailto" | "tel") => return Target::Elsewhere(target.into()),
            Some(_) => return self.unsafe_link(target, span),
            None if target.starts_with("//") => return self.unsafe_link(target, span),
            None => {}
        }
        let (path, fragment) = match target.split_once('#') {
            Some((path, fragment)) => (path, Some(decoded(fragment))),
            None => (target, None),
        };
        let written = decoded(path);
        match self.file_named(&written) {
            Some(Found::Document(document)) => {
                self.document_link(document, fragment.as_deref(), span)
            }
            Some(Found::File(path)) => Target::File(path.into()),
            None => self.missing(&written, span),
        }
    }

    fn unsafe_link(&mut self, target: &str, span: Span) -> Target {
        let finding = self.report(&UNSAFE_LINK, span);
        finding.arguments.push(("target", target.to_owned()));
        Target::Nothing
    }

    fn here(&mut self, fragment: &str, span: Span) -> Target {
        let fragment = decoded(fragment);
        let locator = Locator::parse(&fragment);
        match locate::anchor(self.document, &locator) {
            Some(anchor) => Target::Here(anchor),
            None => self.no_clause(self.index, &fragment, span),
        }
    }

    fn no_clause(&mut self, version: DocumentIndex, fragment: &str, span: Span) -> Target {
        let portal = self.resolver.portal;
        let document = &portal.documents[version];
        let locator = Locator::parse(fragment);
        let known = locate::known(document, portal.text(version), &locator);
        let anchors = locate::all_anchors(document);
        let is_number = matches!(locator, Locator::Article { .. });
        let clause = in_words(&locator, fragment);
        let name = self.name_of(version);
        let finding = self.report(&UNKNOWN_CLAUSE, span);
        finding.arguments = vec![("document", name), ("clause", clause), ("known", known)];
        if !is_number {
            finding.nearest =
                crate::diagnostics::nearest(fragment, anchors.iter().map(String::as_str));
        }
        Target::Nothing
    }

    /// 《差旅费管理办法》, with the day it begins where there are other versions.
    fn name_of(&self, version: DocumentIndex) -> String {
        let portal = self.resolver.portal;
        let common = &portal.documents[version].common;
        let works = self.resolver.work_of[version].map(|work| &portal.works[work]);
        let is_one_of_many = works.is_some_and(|work| work.versions.len() > 1);
        match common.effective {
            Some(date) if is_one_of_many => format!("《{}》（{date}）", common.title),
            _ => format!("《{}》", common.title),
        }
    }

    /// The clause is not in the version of the day, but in another one: only the day is at fault, and the link leads
    /// to the version that has it.
    fn in_another_version(
        &mut self,
        work: WorkIndex,
        fragment: &str,
        span: Span,
    ) -> Option<Target> {
        let portal = self.resolver.portal;
        let locator = Locator::parse(fragment);
        let is_undated = self.document.common.effective.is_none();
        let versions = portal.works[work].versions.iter().rev();
        let (version, anchor) = versions
            .filter(|_| is_undated)
            .find_map(|v| Some((*v, locate::anchor(&portal.documents[*v], &locator)?)))?;
        let name = self.name_of(version);
        let day = self.citing_day().to_string();
        let finding = self.report(&CLAUSE_OF_ANOTHER_VERSION, span);
        finding.arguments = vec![
            ("document", name),
            ("clause", in_words(&locator, fragment)),
            ("day", day),
        ];
        Some(self.placed(work, version, anchor))
    }

    /// A clause of a version: at the bare address where that shows this version.
    fn placed(&self, work: WorkIndex, version: DocumentIndex, anchor: Box<str>) -> Target {
        let is_shown = self.resolver.portal.shown(work) == Some(version);
        Target::place(work, (!is_shown).then_some(version), Some(anchor))
    }

    /// What lies at `written`, a path from this document.
    fn file_named(&self, written: &str) -> Option<Found> {
        let path = resolve(parent(&self.document.path), written)?;
        let portal = self.resolver.portal;
        let by_path = |path: &str| self.resolver.by_path.get(path).copied();
        if let Some(document) = by_path(&path).or_else(|| by_path(&format!("{path}/index.md"))) {
            return Some(Found::Document(document));
        }
        (path.starts_with("content/") && portal.snapshot.has(&path)).then_some(Found::File(path))
    }

    fn document_link(
        &mut self,
        target: DocumentIndex,
        fragment: Option<&str>,
        span: Span,
    ) -> Target {
        let portal = self.resolver.portal;
        let Some(work) = self.resolver.work_of[target] else {
            return Target::Nothing;
        };
        let anchor = match fragment {
            None | Some("") => None,
            Some(fragment) => {
                let document = &portal.documents[target];
                match locate::anchor(document, &Locator::parse(fragment)) {
                    Some(anchor) => Some(anchor),
                    None => return self.no_clause(target, fragment, span),
                }
            }
        };
        let is_shown = portal.shown(work).is_none_or(|shown| shown == target);
        Target::place(work, (!is_shown).then_some(target), anchor)
    }

    pub(super) fn missing(&mut self, written: &str, span: Span) -> Target {
        // A file that is there but could not be read as a document is reported already.
        let there = resolve(parent(&self.document.path), written)
            .is_some_and(|path| self.resolver.portal.snapshot.has(&path));
        if there {
            return Target::Nothing;
        }
        let is_page = matches!(extension(written), "md" | "" | "html");
        let code = if is_page {
            &BROKEN_LINK
        } else {
            &MISSING_ATTACHMENT
        };
        let nearest = self.nearest_files(written, is_page);
        let finding = self.report(code, span);
        finding.arguments.push(("target", written.to_owned()));
        finding.nearest = nearest;
        Target::Nothing
    }

    /// Paths from this document to the files whose names are nearest.
    fn nearest_files(&self, written: &str, pages: bool) -> Vec<String> {
        let snapshot = &self.resolver.portal.snapshot;
        let paths: Vec<&str> = snapshot
            .below("content")
            .map(|(path, _)| &**path)
            .filter(|path| (extension(path) == "md") == pages)
            .collect();
        let wanted = file_name(written);
        let names = crate::diagnostics::nearest(wanted, paths.iter().map(|path| file_name(path)));
        let first = names.first().map(String::as_str).unwrap_or_default();
        let exact = paths
            .iter()
            .filter(|path| file_name(path) == first || file_name(path) == wanted);
        exact
            .take(2)
            .map(|path| relative(parent(&self.document.path), path))
            .collect()
    }

    fn image(&mut self, target: &str, span: Span) -> Target {
        if scheme(target).is_some() || target.starts_with("//") {
            return self.unsafe_link(target, span);
        }
        let written = decoded(target);
        if let Some(Found::File(path)) = self.file_named(&written) {
            return Target::File(path.into());
        }
        let nearest = self.nearest_files(&written, false);
        let finding = self.report(&MISSING_IMAGE, span);
        finding.arguments.push(("target", written.into_owned()));
        finding.nearest = nearest;
        Target::Nothing
    }

    /// `[[ID]]`, and the fields that name a document or a clause.
    pub(super) fn reference(&mut self, id: &str, fragment: Option<&str>, span: Span) -> Target {
        let portal = self.resolver.portal;
        match portal.entity(id) {
            Some(Entity::Broken) => Target::Nothing,
            Some(Entity::Part { work, .. }) => {
                Target::place(*work, None, Some(id.to_ascii_lowercase().into()))
            }
            Some(Entity::Work(work)) => match fragment {
                None => Target::work(*work),
                Some(fragment) => self.clause_of(*work, fragment, span),
            },
            None => self.unknown_id(id, span),
        }
    }

    pub(super) fn unknown_id(&mut self, id: &str, span: Span) -> Target {
        let ids: Vec<&str> = self.resolver.portal.known_ids().collect();
        let finding = self.report(&UNKNOWN_ID, span);
        finding.arguments.push(("id", id.to_owned()));
        finding.nearest = crate::diagnostics::nearest(id, ids);
        Target::Nothing
    }

    fn clause_of(&mut self, work: WorkIndex, fragment: &str, span: Span) -> Target {
        let locator = Locator::parse(fragment);
        match self.find_clause(work, &locator) {
            Clause::Found(target) => target,
            Clause::NotHeld => {
                self.not_held(work, &locator, span);
                Target::work(work)
            }
            Clause::Missing(version) => match self.in_another_version(work, fragment, span) {
                Some(target) => target,
                None => self.no_clause(version, fragment, span),
            },
            Clause::NoVersion => Target::work(work),
        }
    }

    fn not_held(&mut self, work: WorkIndex, locator: &Locator, span: Span) {
        let title = self.title_of(work);
        let finding = self.report(&CITED_VERSION_NOT_HELD, span);
        finding.arguments = vec![("document", title), ("clause", locator.in_words())];
    }

    fn title_of(&self, work: WorkIndex) -> String {
        let portal = self.resolver.portal;
        let shown = portal.shown(work);
        shown.map_or_else(String::new, |shown| {
            portal.documents[shown].common.title.clone()
        })
    }

    fn citation(&mut self, title: Span, clause: Option<&(Locator, Span)>) -> Target {
        let Some(work) = self.resolver.titles.find(&self.text[title.range()]) else {
            self.near_title(title);
            return Target::Nothing;
        };
        let Some((locator, span)) = clause else {
            return Target::work(work);
        };
        match self.find_clause(work, locator) {
            Clause::Found(target) => self.unless_doubtful(target, title, locator, *span),
            Clause::NotHeld => {
                self.not_held(work, locator, *span);
                Target::work(work)
            }
            Clause::NoVersion => Target::work(work),
            Clause::Missing(version) => {
                self.cited_clause_missing(version, locator, *span);
                Target::work(work)
            }
        }
    }

    /// In a document that is older than all versions held, a clause of which the sentence plainly does not speak is
    /// not linked: the number is that of a version that is not held.
    fn unless_doubtful(
        &mut self,
        target: Target,
        title: Span,
        locator: &Locator,
        span: Span,
    ) -> Target {
        let portal = self.resolver.portal;
        let Target::Work {
            work,
            version,
            anchor: Some(anchor),
            ..
        } = &target
        else {
            return target;
        };
        let Some(version) = version.or_else(|| portal.shown(*work)) else {
            return target;
        };
        if !self.is_older_than_all(*work) {
            return target;
        }
        let clauses = &portal.documents[version].tree.clauses;
        let cited = clauses.iter().position(|clause| clause.anchor == *anchor);
        let cited = cited.map(|cited| locate::holder(clauses, cited));
        let whole = Span {
            start: title.start,
            end: span.end,
        };
        let sentence = doubt::around(self.document, self.text, whole);
        let Some(cited) = cited else {
            return target;
        };
        // What is marked as deleted speaks of rules that are long gone.
        let is_deleted = sentence.contains("删除）") || sentence.contains("删去）");
        let stance = match self.resolver.topics(version).stance(sentence, cited) {
            Stance::Fits | Stance::Unclear(_) if is_deleted => Stance::Doubtful(cited),
            stance => stance,
        };
        let (Stance::Doubtful(rather) | Stance::Unclear(rather)) = stance else {
            return target;
        };
        self.doubts.push(Doubt {
            mention: self.at,
            work: *work,
            is_sure: matches!(stance, Stance::Doubtful(_)),
            span,
            clause: locator.in_words(),
            rather: clauses[rather].number.in_words(clauses[rather].kind),
        });
        target
    }

    /// Where one number is of a version that is not held, so are the others that the document cites of that work,
    /// unless their clauses plainly fit.
    fn settle_doubts(&mut self, mentions: &mut [Target]) {
        let doubts = std::mem::take(&mut self.doubts);
        let works: Vec<WorkIndex> = doubts
            .iter()
            .filter(|doubt| doubt.is_sure)
            .map(|doubt| doubt.work)
            .collect();
        for doubt in doubts
            .into_iter()
            .filter(|doubt| works.contains(&doubt.work))
        {
            let name = self.title_of(doubt.work);
            mentions[doubt.mention] = Target::work(doubt.work);
            let finding = self.report(&DOUBTFUL_NUMBER, doubt.span);
            finding.arguments = vec![
                ("document", name),
                ("clause", doubt.clause),
                ("rather", doubt.rather),
            ];
        }
    }

    /// Whether this document was first written well before the oldest version that is held: its numbers may be those of
    /// a version that nobody can look up.
    fn is_older_than_all(&self, work: WorkIndex) -> bool {
        let portal = self.resolver.portal;
        let origin = doubt::origin(self.document, self.text);
        let first = portal.works[work].versions.first();
        let first = first.and_then(|first| portal.documents[*first].common.effective);
        origin
            .zip(first)
            .is_some_and(|(origin, first)| doubt::is_long_before(origin, first))
    }

    /// A title that is nearly one that is held; what is no policy's title at all is nobody's fault.
    fn near_title(&mut self, title: Span) {
        let written = self.text[title.range()].to_owned();
        if let Some(nearest) = self.resolver.titles.nearest(&written) {
            let finding = self.report(&NEAR_TITLE, title);
            finding.arguments = vec![("title", written), ("nearest", nearest.to_owned())];
        }
    }

    /// 本办法第八条, 前款, 第八条: a clause of this document.
    fn own_citation(&mut self, of: Cited, clause: Option<&(Locator, Span)>) -> Target {
        let Some((locator, span)) = clause.filter(|_| self.speaks_of_itself(of)) else {
            return Target::Nothing;
        };
        match (locate::anchor(self.document, locator), of) {
            (Some(anchor), _) => Target::Here(anchor),
            (None, Cited::Bare) => Target::Nothing,
            (None, _) => {
                self.cited_clause_missing(self.index, locator, *span);
                Target::Nothing
            }
        }
    }

    /// Whether 本办法 is this document, which is then an 办法; and whether 第八条 alone can be its own.
    fn speaks_of_itself(&self, of: Cited) -> bool {
        const OF_OTHERS: [&str; 8] = [
            "修改", "修正", "决定", "解释", "批复", "答复", "通知", "意见",
        ];
        let title = self.document.common.title.as_str();
        let bare = title.split(['（', '(']).next().unwrap_or(title).trim();
        let speaks_of_others = || OF_OTHERS.iter().any(|word| bare.contains(word));
        match of {
            Cited::Called(word) => bare.ends_with(&self.text[word.range()]),
            Cited::Own => !["修改", "修正", "决定"]
                .iter()
                .any(|word| bare.contains(word)),
            Cited::Bare => !speaks_of_others(),
            Cited::Titled(_) => false,
        }
    }

    fn cited_clause_missing(&mut self, version: DocumentIndex, locator: &Locator, span: Span) {
        let portal = self.resolver.portal;
        let document = &portal.documents[version];
        // 本条第八款 has an address alone: it is told as it is written.
        let clause = in_words(locator, &self.text[span.range()]);
        let title = document.common.title.clone();
        let known = locate::known(document, portal.text(version), locator);
        let dated = document
            .common
            .effective
            .map_or_else(|| "—".to_owned(), |d| d.to_string());
        let finding = self.report(&CITED_CLAUSE_MISSING, span);
        finding.arguments = vec![
            ("document", title),
            ("clause", clause),
            ("version", dated),
            ("known", known),
        ];
    }

    /// The clause that a number means: in the version in force when this document took effect, and from there
    /// in the newest that this document lived to see.
    fn find_clause(&self, work: WorkIndex, locator: &Locator) -> Clause {
        let portal = self.resolver.portal;
        let versions = &portal.works[work].versions;
        // The clause may be in the version that could not be read: its own fault says so already.
        if portal.works[work].is_incomplete {
            return Clause::NoVersion;
        }
        let Some(last) = versions.last() else {
            return Clause::NoVersion;
        };
        let Some(meant) = self.version_meant(work) else {
            return self.none_in_force(work, *last, locator);
        };
        let Some(anchor) = locate::anchor(&portal.documents[meant], locator) else {
            return Clause::Missing(meant);
        };
        let newest = portal.version_on(work, self.last_day()).unwrap_or(meant);
        if newest == meant {
            return Clause::Found(self.placed(work, meant, anchor));
        }
        Clause::Found(self.moved(work, meant, newest, locator, anchor))
    }

    /// The version in force when this document took effect; where that was issued after this document was written,
    /// its author cannot have known it and meant the one in force that day.
    fn version_meant(&self, work: WorkIndex) -> Option<DocumentIndex> {
        let portal = self.resolver.portal;
        let meant = portal.version_on(work, self.citing_day())?;
        match (self.issued(), issued(&portal.documents[meant])) {
            (Some(written), Some(issued)) if issued > written => portal.version_on(work, written),
            _ => Some(meant),
        }
    }

    fn issued(&self) -> Option<Date> {
        issued(self.document)
    }

    /// Before the first version that is held, nobody can say what a number meant. After the last has ended, it is
    /// that one's number.
    fn none_in_force(&self, work: WorkIndex, last: DocumentIndex, locator: &Locator) -> Clause {
        let portal = self.resolver.portal;
        let ended = portal.validity[last]
            .until
            .is_some_and(|until| until < self.citing_day());
        if !ended {
            // A version that is not held may have had other 款; an article that no version has is a slip.
            let article = locator.article_alone();
            let versions = portal.works[work].versions.iter();
            let mut held = versions.map(|version| &portal.documents[*version]);
            let somewhere = held.any(|document| locate::anchor(document, &article).is_some());
            return if somewhere {
                Clause::NotHeld
            } else {
                Clause::Missing(last)
            };
        }
        match locate::anchor(&portal.documents[last], locator) {
            Some(anchor) => Clause::Found(self.placed(work, last, anchor)),
            None => Clause::Missing(last),
        }
    }

    /// The clause in a newer version: the one that it became, else the one meant at its dated address.
    fn moved(
        &self,
        work: WorkIndex,
        meant: DocumentIndex,
        newest: DocumentIndex,
        locator: &Locator,
        anchor: Box<str>,
    ) -> Target {
        let portal = self.resolver.portal;
        let Some(there) = self.successor(work, meant, newest, locator) else {
            return Target::place(work, Some(meant), Some(anchor));
        };
        let renumbered = there != anchor;
        let is_shown = portal.shown(work) == Some(newest);
        Target::Work {
            work,
            version: (!is_shown).then_some(newest),
            anchor: Some(there),
            // Who cites by permanent id named no number.
            formerly: (renumbered && matches!(locator, Locator::Article { .. }))
                .then(|| locator.in_words().into()),
        }
    }

    /// The anchor in `newest` of what the locator means in `meant`. A 款 or item follows its article where it has the
    /// same words there; where it has not, nobody can say which one it became.
    fn successor(
        &self,
        work: WorkIndex,
        meant: DocumentIndex,
        newest: DocumentIndex,
        locator: &Locator,
    ) -> Option<Box<str>> {
        let portal = self.resolver.portal;
        let old = &portal.documents[meant].tree;
        let clause = locate::clause(&portal.documents[meant], locator)?;
        if let Some(id) = &clause.permanent
            && let Some(new) = locate::permanent(&portal.documents[newest], id)
        {
            return Some(new.anchor.clone());
        }
        let index = old
            .clauses
            .iter()
            .position(|known| known.anchor == clause.anchor)?;
        let holder = locate::holder(&old.clauses, index);
        let unit = portal.successor(work, meant, newest, holder)?;
        if holder == index {
            return Some(unit.anchor.clone());
        }
        let new = &portal.documents[newest].tree;
        let words = locate::words(clause, self.resolver.portal.text(meant));
        let text = portal.text(newest);
        let inside = locate::inside_of(&new.clauses, unit.clause?);
        let mut same =
            inside.filter(|new| new.kind == clause.kind && locate::words(new, text) == words);
        same.next().map(|new| new.anchor.clone())
    }

    /// The day whose rules this document speaks of.
    fn citing_day(&self) -> Date {
        let validated = match &self.document.content {
            Content::Faq(faq) => faq.validated,
            Content::Knowledge(knowledge) => knowledge.validated,
            Content::Announcement(announcement) => Some(announcement.date),
            _ => None,
        };
        let own = self.document.common.effective.or(validated);
        own.unwrap_or(self.resolver.portal.settings.as_of)
    }

    /// The last day on which somebody reads it as valid: today, or its own last day.
    fn last_day(&self) -> Date {
        let portal = self.resolver.portal;
        let until = portal.validity[self.index].until;
        until.map_or(portal.settings.as_of, |until| {
            until.min(portal.settings.as_of)
        })
    }
}

/// When a policy was issued, where it says so.
fn issued(document: &Document) -> Option<Date> {
    match &document.content {
        Content::Policy(policy) => policy.issued,
        _ => None,
    }
}

/// What a path leads to.
enum Found {
    Document(DocumentIndex),
    File(String),
}

/// 第二十六条 where a number is meant, else what is written.
fn in_words(locator: &Locator, written: &str) -> String {
    match locator {
        Locator::Article { .. } => locator.in_words(),
        Locator::Anchor(_) => written.to_owned(),
    }
}

/// What a clause's number leads to.
enum Clause {
    Found(Target),
    /// The version meant is not here, but some version has such a clause.
    NotHeld,
    /// This version has no such clause.
    Missing(DocumentIndex),
    /// Only drafts.
    NoVersion,
}

/// The anchors that paragraphs carry.
pub(super) fn paragraph_anchors(document: &Document) -> impl Iterator<Item = &str> {
    let top = document.tree.blocks.iter();
    let nested = top.flat_map(|block| match &block.kind {
        BlockKind::Article(article) => article.blocks.as_slice(),
        _ => std::slice::from_ref(block),
    });
    nested.filter_map(|block| match &block.kind {
        BlockKind::Paragraph(paragraph) => paragraph.anchor.as_deref(),
        _ => None,
    })
}

fn decoded(text: &str) -> Cow<'_, str> {
    let decoded = percent_decode_str(text).decode_utf8();
    decoded.unwrap_or(Cow::Borrowed(text))
}

/// `https` of `https://…`; a Chinese file name with a colon has none.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-');
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(legal))
        .then_some(scheme)
}

/// The path from `folder` to `path`.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len() - common);
    up + &to[common..].join("/")
}

impl Portal {
    /// Every id, as offered in messages.
    pub(super) fn known_ids(&self) -> impl Iterator<Item = &str> {
        let parts = self
            .entities
            .iter()
            .filter_map(|(id, entity)| match entity {
                Entity::Part { .. } => Some(id.as_str()),
                _ => None,
            });
        self.works.iter().map(|work| work.id.as_str()).chain(parts)
    }
}
