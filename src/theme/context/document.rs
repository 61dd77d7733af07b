use jiff::civil::Date;

use super::comparison::{ChangedClause, changed_clauses};
use super::fact::Teller;
use super::home::red_lines;
use super::report::Reported;
use super::samples::samples;
use super::{
    Banner, CellPart, ContactCard, Days, FactView, Head, Label, Link, Maker, Promise, RedLine,
    Samples, SubsidiaryCard,
};
use crate::diagnostics::Lines;
use crate::kinds::{Common, Content, Document, Fact, FactRank};
use crate::markdown::{ClauseKind, plain_inlines};
use crate::measure::StandingCommitment;
use crate::portal::{DocumentIndex, Resting, State, WorkIndex};
use crate::theme::body_html;
use crate::theme::shape::context;
use crate::view::{from_page, root_of};

context! {
    /// The page of a document of any kind; `page` in its template.
    pub struct DocumentPage {
        /// Title and way up.
        pub head: Head,
        /// The document's id.
        pub id: String,
        /// Its kind.
        pub kind: Label,
        /// Its title.
        pub title: String,
        /// The same, word by word: a line breaks between them.
        pub title_words: Vec<String>,
        /// One or two sentences.
        pub summary: Option<String>,
        /// What it is today; for documents with dates alone.
        pub state: Option<Label>,
        /// What readers of another version must know first.
        pub banner: Option<Banner>,
        /// Where it stands among its versions; for documents with dates alone.
        pub edition: Option<Edition>,
        /// That a newer version will take effect, with the page that compares the two.
        pub coming: Option<Coming>,
        /// The first day.
        pub effective: Option<String>,
        /// The last day.
        pub expires: Option<String>,
        /// When it is looked at again.
        pub review_due: Option<String>,
        /// Who answers for it.
        pub owner: Option<Link>,
        /// Facts for the quiet line.
        pub line: Vec<FactView>,
        /// Facts that are sections.
        pub sections: Vec<FactView>,
        /// Facts beside the text.
        pub side: Vec<FactView>,
        /// Where its changes are told, for a policy.
        pub feed: Option<String>,
        /// Headings of the text.
        pub contents: Vec<ContentsEntry>,
        /// The text as HTML; empty where there is none.
        pub body: String,
        /// Commitments that stand for it today.
        pub promises: Vec<Promise>,
        /// Its versions, the newest first; empty where there is one.
        pub versions: Vec<VersionRow>,
        /// Of a draft: what rests on the clauses that it changes.
        pub impact: Vec<ImpactRow>,
        /// What refers to it.
        pub backlinks: Vec<Link>,
        /// What to read beside it.
        pub related: Vec<Link>,
        /// Words to find it by, each with the page of what is about it.
        pub tags: Vec<CellPart>,
        /// Of a service: what nobody may do, in the words of the rules.
        pub red_lines: Vec<RedLine>,
        /// Whom to call: those a service or a subsidiary names, the team itself, the owner of
        /// questions, knowledge and announcements.
        pub contacts: Vec<ContactCard>,
        /// Of a service that names an account manager: the subsidiaries, each with its own.
        pub managers: Vec<SubsidiaryCard>,
        /// The people of a team.
        pub people: Vec<ContactCard>,
        /// When those can be called; where nobody is named, nothing.
        pub days: Option<Days>,
        /// On a page that says so, every component of the theme.
        pub samples: Option<Samples>,
    }

    /// A heading in the list of contents.
    pub struct ContentsEntry {
        /// What it says.
        pub text: String,
        /// Where it is.
        pub href: String,
        /// 1 for the highest that the document has.
        pub level: u8,
    }

    /// A clause that a draft changes, with what rests on it.
    pub struct ImpactRow {
        /// Its number in the version before.
        pub clause: String,
        /// What becomes of it.
        pub fate: Label,
        /// Its place on the page of the comparison.
        pub href: String,
        /// Where others rest on it, each noted with path and line.
        pub links: Vec<Link>,
    }

    /// Where a page stands among the versions of its document.
    pub struct Edition {
        /// The date of the version on this page.
        pub version: String,
        /// The date of the version that the bare address shows.
        pub shown: String,
        /// The whole bare address.
        pub address: String,
        /// The whole dated address; the bare one where there is one version.
        pub dated: String,
        /// Whether there are several versions.
        pub many: bool,
    }

    /// A version that will take effect.
    pub struct Coming {
        /// That it comes, and when.
        pub text: String,
        /// Its page.
        pub href: String,
        /// The page that compares it with the version in force.
        pub compare: Option<String>,
        /// How much it changes.
        pub summary: String,
    }

    /// A version of a document.
    pub struct VersionRow {
        /// From when.
        pub effective: String,
        /// Until when, where one knows.
        pub until: Option<String>,
        /// Its address.
        pub href: String,
        /// What it is today.
        pub state: Label,
        /// Whether it is the one on this page.
        pub current: bool,
        /// What kind of change the editor calls it.
        pub kind: Option<String>,
        /// What changed with it, in the editor's words.
        pub note: Option<String>,
        /// How many clauses it changed, in a sentence; empty for the first.
        pub summary: String,
        /// The page that compares it with the version before.
        pub compare: Option<String>,
        /// The clauses that it changed, the first of them.
        pub clauses: Vec<ChangedClause>,
        /// How many more there are.
        pub more: usize,
    }
}

/// The page of `document` at `address`: the bare one of its work, or a dated one.
pub fn document_page(maker: &Maker<'_>, index: DocumentIndex, address: &str) -> DocumentPage {
    let document = &maker.portal().documents[index];
    let root = root_of(address);
    let at = At {
        maker,
        index,
        document,
        work: maker.view.work_of(index),
        root: &root,
        is_dated: maker.view.dated_address(index).as_deref() == Some(address),
    };
    at.page(address)
}

struct At<'a> {
    maker: &'a Maker<'a>,
    index: DocumentIndex,
    document: &'a Document,
    work: Option<WorkIndex>,
    root: &'a str,
    is_dated: bool,
}

impl At<'_> {
    fn page(&self, address: &str) -> DocumentPage {
        let common = &self.document.common;
        let facts = self.facts();
        let (contacts, people) = (self.contacts(), self.people());
        let teller = Teller {
            maker: *self.maker,
            document: Some(self.index),
            root: self.root,
        };
        DocumentPage {
            head: self.head(address),
            id: common.id.value.to_string(),
            kind: Label {
                word: self.document.kind().word.to_owned(),
                text: self
                    .maker
                    .strings
                    .get(&format!("kind.{}.one", self.document.kind().word)),
            },
            title: common.title.clone(),
            title_words: title_words(&common.title),
            summary: common.summary.clone(),
            state: self.state(),
            banner: self.banner(),
            edition: self.edition(),
            coming: self.coming(),
            effective: common.effective.map(date),
            expires: common.expires.map(date),
            review_due: common.review_due.map(date),
            owner: common
                .owner
                .as_ref()
                .and_then(|owner| self.named(owner.id.as_str())),
            line: teller.ranked(&facts, FactRank::Line),
            sections: teller.ranked(&facts, FactRank::Section),
            side: teller.ranked(&facts, FactRank::Side),
            feed: self.feed(),
            contents: self.contents(),
            body: body_html(self.maker.view, self.index, self.root, self.maker.strings),
            promises: self.promises(),
            versions: self.versions(),
            impact: self.impact(),
            backlinks: self.backlinks(),
            related: self.related(common),
            tags: self.tags(common),
            days: if contacts.is_empty() && people.is_empty() {
                None
            } else {
                self.maker.days()
            },
            managers: if contacts.iter().any(|card| card.word == "account-manager") {
                self.maker.subsidiaries(self.root)
            } else {
                Vec::new()
            },
            red_lines: self.red_lines(),
            contacts,
            people,
            samples: self.samples(),
        }
    }

    fn tags(&self, common: &Common) -> Vec<CellPart> {
        let tags = common.tags.iter().map(|tag| CellPart {
            text: tag.clone(),
            href: self
                .maker
                .view
                .topic_address(tag)
                .map(|address| from_page(self.root, &address)),
            word: None,
        });
        tags.collect()
    }

    /// Whom to call: of a service those it names, of a subsidiary its account manager and who stands in, of a team
    /// the team itself, of what answers questions its owner, whom readers ask what the page leaves open.
    fn contacts(&self) -> Vec<ContactCard> {
        let card = |id: &str, role: &str| {
            let role = self.maker.strings.get(role);
            self.maker.card(self.root, id, &role)
        };
        match &self.document.content {
            Content::Service(service) => {
                let contacts = service.contacts.iter();
                contacts
                    .map(|contact| self.maker.contact_card(self.root, contact))
                    .collect()
            }
            Content::Subsidiary(subsidiary) => {
                let named = [
                    (&subsidiary.account_manager, "field.account_manager"),
                    (&subsidiary.deputy, "field.deputy"),
                ];
                let named = named
                    .into_iter()
                    .filter_map(|(who, role)| card(who.as_ref()?.id.as_str(), role));
                // Who stands in for this subsidiary is one of the two, whoever stands in elsewhere.
                named.map(ContactCard::among_others).collect()
            }
            Content::Team(_) => card(self.document.id().as_str(), "kind.team.one")
                .into_iter()
                .collect(),
            Content::Faq(_) | Content::Knowledge(_) | Content::Announcement(_) => self
                .document
                .common
                .owner
                .iter()
                .filter_map(|owner| card(owner.id.as_str(), "ui.owner"))
                .collect(),
            _ => Vec::new(),
        }
    }

    fn red_lines(&self) -> Vec<RedLine> {
        match &self.document.content {
            Content::Service(service) => {
                red_lines(self.maker, &service.red_lines, self.index, self.root)
            }
            _ => Vec::new(),
        }
    }

    fn samples(&self) -> Option<Samples> {
        match &self.document.content {
            Content::Page(page) if page.components => Some(samples(self.maker, self.root)),
            _ => None,
        }
    }

    fn people(&self) -> Vec<ContactCard> {
        match &self.document.content {
            Content::Team(team) => {
                let people = team.people.iter();
                people
                    .map(|person| self.maker.person_card(self.root, person, team))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// A first version changed nothing, whatever its note says.
    fn facts(&self) -> Vec<Fact> {
        let versions = self
            .work
            .map_or(&[][..], |work| self.maker.view.versions(work));
        let is_first = versions.first() == Some(&self.index);
        let mut facts = self.document.content.facts();
        facts.retain(|fact| !(is_first && matches!(fact.key, "change" | "change_note")));
        facts
    }

    fn head(&self, address: &str) -> Head {
        let kind = self.document.kind();
        let common = &self.document.common;
        let mut breadcrumbs = self.maker.breadcrumbs(self.root, kind);
        if self.is_dated
            && let Some(work) = self.work
        {
            let bare = from_page(self.root, &self.maker.view.address(work));
            breadcrumbs.push(self.maker.link(common.title.clone(), bare));
        }
        let version = dated(common.effective);
        Head {
            description: common.summary.clone(),
            report: self.maker.report(&Reported {
                title: &common.title,
                address,
                version: &version,
                mail: self.maker.owners_mail(self.document),
            }),
            ..self
                .maker
                .head(address, &common.title, kind.word, breadcrumbs)
        }
    }

    /// Documents without dates are simply there; only dated ones have a state to tell.
    fn state(&self) -> Option<Label> {
        let state = self.maker.portal().validity[self.index].state;
        let dated = self.document.common.effective.is_some() || state != State::InForce;
        dated.then(|| self.maker.state(self.document, state))
    }

    fn banner(&self) -> Option<Banner> {
        let portal = self.maker.portal();
        let validity = portal.validity[self.index];
        if validity.state == State::InForce {
            return None;
        }
        let word = validity.state.word();
        let day = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
        let holes = [("from", day(validity.from)), ("until", day(validity.until))];
        let holes: Vec<_> = holes
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        Some(Banner {
            state: self.maker.label("state", word),
            text: self.maker.strings.fill(&format!("banner.{word}"), &holes),
            link: self.in_force_link(),
        })
    }

    /// To the version in force, or to what took this document's place.
    fn in_force_link(&self) -> Option<Link> {
        let portal = self.maker.portal();
        let work = self.work?;
        let shown = self.maker.view.shown(work)?;
        if shown != self.index && portal.validity[shown].state == State::InForce {
            let href = from_page(self.root, &self.maker.view.address(work));
            return Some(
                self.maker
                    .link(self.maker.strings.get("ui.to_version_in_force"), href),
            );
        }
        let by = self.document.common.repealed_by.as_ref()?;
        self.named(by.id.as_str())
    }

    fn named(&self, id: &str) -> Option<Link> {
        let href = self.maker.view.href_of(id)?;
        let text = self.maker.view.name_of(id)?;
        Some(self.maker.link(text, href.from(self.root)))
    }

    fn contents(&self) -> Vec<ContentsEntry> {
        let tree = &self.document.tree;
        let source = self.maker.portal().text(self.index);
        let listed = tree.headings.iter().filter(|heading| {
            let is_article = heading
                .clause
                .is_some_and(|clause| tree.clauses[clause].kind == ClauseKind::Article);
            heading.level <= 4 && !is_article
        });
        let listed: Vec<_> = listed.collect();
        let top = listed
            .iter()
            .map(|heading| heading.level)
            .min()
            .unwrap_or(1);
        let entries = listed.into_iter().map(|heading| ContentsEntry {
            text: plain_inlines(&heading.inlines, source),
            href: format!("#{}", heading.anchor),
            level: heading.level - top + 1,
        });
        entries.collect()
    }

    fn promises(&self) -> Vec<Promise> {
        let Some(work) = self.work else {
            return Vec::new();
        };
        if let Content::Service(_) = &self.document.content {
            let is_about = |standing: &StandingCommitment| standing.service == Some(work);
            return self.maker.promises_where(self.root, is_about);
        }
        let concerns = |standing: &&StandingCommitment| match &self.document.content {
            Content::Indicator(_) => standing.indicator == work,
            Content::Subsidiary(_) => standing.customers.contains(&work),
            Content::Agreement(_) => standing.agreement == self.index,
            _ => false,
        };
        let standing = self.maker.view.standing().filter(concerns);
        standing
            .filter_map(|standing| self.maker.promise(self.root, standing))
            .collect()
    }

    fn versions(&self) -> Vec<VersionRow> {
        let versions = self
            .work
            .map_or(&[][..], |work| self.maker.view.versions(work));
        if versions.len() < 2 {
            return Vec::new();
        }
        versions
            .iter()
            .rev()
            .filter_map(|version| self.version_row(*version))
            .collect()
    }

    fn feed(&self) -> Option<String> {
        let work = self
            .work
            .filter(|_| matches!(self.document.content, Content::Policy(_)))?;
        Some(format!(
            "{}{}feed.xml",
            self.root,
            self.maker.view.address(work)
        ))
    }

    /// Drafts exist in the preview alone, which everyone at the desk may see.
    fn impact(&self) -> Vec<ImpactRow> {
        let portal = self.maker.portal();
        if !self.document.common.draft {
            return Vec::new();
        }
        let (Some(impact), Some(page)) = (
            portal.impact(self.index),
            self.maker.view.comparison_address(self.index),
        ) else {
            return Vec::new();
        };
        let page = from_page(self.root, &page);
        let rows = impact.clauses.iter().map(|(at, resting)| {
            let change = &impact.comparison.changes[*at];
            ImpactRow {
                clause: super::comparison::label(self.maker, change.old.as_ref()),
                fate: self.maker.label("change", change.fate.word()),
                href: format!("{page}#{}", super::comparison::change_anchor(change)),
                links: resting
                    .iter()
                    .filter_map(|resting| self.resting(*resting))
                    .collect(),
            }
        });
        rows.collect()
    }

    fn resting(&self, resting: Resting) -> Option<Link> {
        let portal = self.maker.portal();
        let document = &portal.documents[resting.document];
        let work = self.maker.view.work_of(resting.document)?;
        let lines = Lines::new(portal.text(resting.document));
        let line = lines.position(resting.span.start as usize).line;
        Some(Link {
            note: Some(format!("{}:{line}", document.path)),
            ..self.maker.work_link(self.root, work)?
        })
    }

    fn edition(&self) -> Option<Edition> {
        let version = self.document.common.effective?;
        let work = self.work?;
        let shown = self.maker.view.shown(work)?;
        let shown = self.maker.portal().documents[shown].common.effective;
        let bare = self.maker.view.address(work);
        let dated = self.maker.view.dated_address(self.index);
        Some(Edition {
            version: version.to_string(),
            shown: super::document::dated(shown),
            address: self.maker.whole(&bare),
            dated: self.maker.whole(dated.as_deref().unwrap_or(&bare)),
            many: self.maker.view.versions(work).len() > 1,
        })
    }

    /// The version after the one in force, told where that one is shown.
    fn coming(&self) -> Option<Coming> {
        let portal = self.maker.portal();
        let state = |version: DocumentIndex| portal.validity[version].state;
        if state(self.index) != State::InForce {
            return None;
        }
        let versions = self.maker.view.versions(self.work?);
        let next = *versions
            .iter()
            .find(|version| state(**version) == State::Upcoming)?;
        let date = dated(portal.documents[next].common.effective);
        let compare = self.maker.view.comparison_address(next);
        let comparison = self.maker.view.comparison(next).unwrap_or_default();
        Some(Coming {
            text: self.maker.strings.fill("ui.coming", &[("date", &date)]),
            href: from_page(self.root, &self.maker.view.dated_address(next)?),
            compare: compare.map(|address| from_page(self.root, &address)),
            summary: super::comparison::summary(self.maker, &comparison),
        })
    }

    fn version_row(&self, version: DocumentIndex) -> Option<VersionRow> {
        const SHOWN: usize = 12;
        let portal = self.maker.portal();
        let validity = portal.validity[version];
        let policy = match &portal.documents[version].content {
            Content::Policy(policy) => Some(policy),
            _ => None,
        };
        let compare = self.maker.view.comparison_address(version);
        let mut clauses = changed_clauses(self.maker, version, self.root);
        let more = clauses.len().saturating_sub(SHOWN);
        clauses.truncate(SHOWN);
        // A first version changed nothing, whatever its note says.
        let revises = policy.filter(|_| compare.is_some());
        Some(VersionRow {
            effective: validity.from.map(date).unwrap_or_default(),
            until: validity.until.map(date),
            href: from_page(self.root, &self.maker.view.dated_address(version)?),
            state: self.maker.label("state", validity.state.word()),
            current: version == self.index,
            kind: revises
                .and_then(|policy| policy.change.as_ref())
                .map(|change| self.maker.label("choice.change", change.word()).text),
            note: revises.and_then(|policy| policy.change_note.clone()),
            summary: match self.maker.view.comparison(version) {
                Some(comparison) => super::comparison::summary(self.maker, &comparison),
                None => String::new(),
            },
            compare: compare.map(|address| from_page(self.root, &address)),
            clauses,
            more,
        })
    }

    fn backlinks(&self) -> Vec<Link> {
        let links = self
            .work
            .map_or(&[][..], |work| self.maker.view.backlinks(work));
        links
            .iter()
            .filter_map(|link| self.maker.work_link(self.root, link.from))
            .collect()
    }

    fn related(&self, common: &Common) -> Vec<Link> {
        let view = self.maker.view;
        let works = common
            .related
            .iter()
            .filter_map(|related| view.find(related.id.as_str()));
        works
            .filter_map(|work| self.maker.work_link(self.root, work))
            .collect()
    }
}

/// Where a title may be broken: between words, not within them, and not before a mark.
fn title_words(title: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for word in crate::words::cut(title) {
        let begins = word.chars().next();
        let is_mark = begins.is_some_and(|c| !c.is_alphanumeric() && !"《（“".contains(c));
        let follows_opening = parts
            .last()
            .is_some_and(|last| last.ends_with(['《', '（', '“']));
        match parts.last_mut() {
            Some(last) if is_mark || follows_opening => last.push_str(word),
            _ => parts.push(word.to_owned()),
        }
    }
    parts
}

fn date(date: Date) -> String {
    date.to_string()
}

/// A date as it stands in texts and addresses; empty where there is none.
pub(super) fn dated(date: Option<Date>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}
