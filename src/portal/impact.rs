use super::{DocumentIndex, Portal, Target, WorkIndex};
use crate::compare::{Change, Comparison, Fate, Unit};
use crate::diagnostics::Span;
use crate::markdown::holder_anchor;

/// What a new version does to those that rest on the one before.
#[derive(Clone, Debug)]
pub struct Impact {
    /// The document.
    pub work: WorkIndex,
    /// The version before.
    pub before: DocumentIndex,
    /// The two versions side by side.
    pub comparison: Comparison,
    /// Every clause that was revised, moved or removed, by its place in the comparison, with what rests on it.
    pub clauses: Vec<(usize, Vec<Resting>)>,
    /// What rests on the document as a whole.
    pub whole: Vec<Resting>,
}

/// A place that rests on a clause or a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resting {
    /// The document that does.
    pub document: DocumentIndex,
    /// Where in its file it says so.
    pub span: Span,
}

/// What of a version something rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Rested {
    /// All of it.
    Whole,
    /// A clause, by its address.
    Clause(String),
}

impl Rested {
    fn clause(&self) -> Option<&str> {
        match self {
            Self::Whole => None,
            Self::Clause(anchor) => Some(anchor),
        }
    }
}

impl Portal {
    /// What the version `new` touches in other documents; `None` where there is no version before it.
    pub fn impact(&self, new: DocumentIndex) -> Option<Impact> {
        let work = self
            .works
            .iter()
            .position(|work| work.versions.contains(&new))?;
        let versions = &self.works[work].versions;
        let at = versions.iter().position(|version| *version == new)?;
        let before = versions[at.checked_sub(1)?];
        let comparison = self.comparisons.get(&new)?.clone();
        let mut resting = self.resting(work, before);
        resting.extend(
            self.resting(work, new)
                .into_iter()
                .map(|(anchor, resting)| {
                    // Who already means the new version rests on what its clause was.
                    let change = comparison.changes.iter().find(|change| {
                        change.new.as_ref().is_some_and(|unit| {
                            unit.clause.is_some() && anchor.clause() == Some(&*unit.anchor)
                        })
                    });
                    let old = change.and_then(|change| change.old.as_ref());
                    (
                        old.map_or(anchor, |old| Rested::Clause(old.anchor.to_string())),
                        resting,
                    )
                }),
        );
        resting.sort_by_key(|(_, place)| (place.document, place.span.start));
        resting.dedup_by_key(|(_, place)| *place);
        let mut impact = Impact {
            work,
            before,
            clauses: Vec::new(),
            whole: Vec::new(),
            comparison,
        };
        for (index, change) in impact.comparison.changes.iter().enumerate() {
            if !matches!(change.fate, Fate::Revised | Fate::Moved | Fate::Removed) {
                continue;
            }
            let touched = resting
                .iter()
                .filter(|(anchor, _)| is_of(change, anchor.clause()));
            let touched: Vec<_> = touched.map(|(_, resting)| *resting).collect();
            if !touched.is_empty() {
                impact.clauses.push((index, touched));
            }
        }
        let whole = resting
            .iter()
            .filter(|(anchor, _)| anchor.clause().is_none());
        impact.whole = whole.map(|(_, resting)| *resting).collect();
        Some(impact)
    }

    /// Everything of other documents that points to `version`, with the clause's address where it names one.
    fn resting(&self, work: WorkIndex, version: DocumentIndex) -> Vec<(Rested, Resting)> {
        let mut found = Vec::new();
        for other in &self.works {
            if other.id == self.works[work].id {
                continue;
            }
            for document in other
                .versions
                .iter()
                .filter(|document| self.is_read(**document))
            {
                let read = &self.documents[*document];
                let mentions = read.tree.mentions.iter().map(|mention| mention.span);
                let spans = mentions.chain(read.pointers.iter().map(|pointer| pointer.span));
                let targets = self.mentions[*document]
                    .iter()
                    .chain(&self.pointers[*document]);
                for (target, span) in targets.zip(spans) {
                    if let Some(anchor) = self.clause_of(target, work, version) {
                        let document = *document;
                        found.push((anchor, Resting { document, span }));
                    }
                }
            }
        }
        found
    }

    /// Whether readers still go by a version: what is superseded or ended rests on nothing any more.
    fn is_read(&self, document: DocumentIndex) -> bool {
        use super::State;
        matches!(
            self.validity[document].state,
            State::InForce | State::Upcoming
        )
    }

    /// The clause of `version` that a target names, or the whole of it.
    fn clause_of(
        &self,
        target: &Target,
        work: WorkIndex,
        version: DocumentIndex,
    ) -> Option<Rested> {
        let Target::Work {
            work: to,
            version: at,
            anchor,
            ..
        } = target
        else {
            return None;
        };
        if *to != work {
            return None;
        }
        let Some(anchor) = anchor else {
            return Some(Rested::Whole);
        };
        let meant = at.or_else(|| self.shown(work))?;
        (meant == version).then(|| {
            let clauses = &self.documents[version].tree.clauses;
            let named = clauses
                .iter()
                .find(|clause| clause.permanent.as_deref() == Some(anchor));
            let address = named.map_or(&**anchor, |clause| &clause.anchor);
            Rested::Clause(holder_anchor(address).unwrap_or(address).to_owned())
        })
    }
}

/// Whether a change is of the clause with this address in the earlier version.
fn is_of(change: &Change, anchor: Option<&str>) -> bool {
    let old: Option<&Unit> = change.old.as_ref();
    old.is_some_and(|old| old.clause.is_some() && anchor == Some(&*old.anchor))
}
