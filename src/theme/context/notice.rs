use std::cmp::Reverse;
use std::fmt::Write as _;

use jiff::civil::Date;
use serde::Serialize;

use super::Maker;
use super::comparison::{change_anchor, change_html, label, summary};
use crate::kinds::{Content, kind_of_word};
use crate::markdown::unnested;
use crate::portal::{DocumentIndex, State, WorkIndex};
use crate::theme::escape::escaped;
use crate::view::from_page;

/// What a feed tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedOf {
    /// News and policies of the whole tree.
    Everything,
    /// The policies of a line of business, by its id.
    Line(String),
    /// The versions of one policy.
    Policy(WorkIndex),
}

/// An entry of a feed: a document on the day on which it became news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The day.
    pub day: Date,
    /// The document.
    pub work: WorkIndex,
    /// Its page below the tree, of this version where there are several.
    pub address: String,
    /// Its title.
    pub title: String,
    /// What changed, for whom and from when, in a sentence.
    pub sentence: String,
    /// The clauses that changed, as HTML; empty where nothing is compared.
    pub html: String,
}

/// The latest `most` entries of a feed, the newest first.
pub fn notices(maker: &Maker<'_>, of: &FeedOf, most: usize) -> Vec<Notice> {
    let works: Vec<WorkIndex> = match of {
        FeedOf::Everything => maker.view.works().collect(),
        FeedOf::Line(line) => maker
            .view
            .works()
            .filter(|work| is_of_line(maker, *work, line))
            .collect(),
        FeedOf::Policy(work) => vec![*work],
    };
    let mut news: Vec<(Reverse<Date>, WorkIndex, DocumentIndex)> = Vec::new();
    for work in works {
        for version in maker.view.versions(work) {
            news.extend(day_of(maker, *version).map(|day| (Reverse(day), work, *version)));
        }
    }
    news.sort_unstable();
    news.truncate(most);
    news.into_iter()
        .map(|(day, work, version)| notice(maker, day.0, work, version))
        .collect()
}

/// The day on which a version became news, if it is any.
fn day_of(maker: &Maker<'_>, version: DocumentIndex) -> Option<Date> {
    let document = &maker.portal().documents[version];
    match &document.content {
        Content::Announcement(news) => Some(news.date),
        Content::Policy(_) => document.common.effective,
        _ => None,
    }
}

fn is_of_line(maker: &Maker<'_>, work: WorkIndex, line: &str) -> bool {
    match maker.view.document(work).map(|document| &document.content) {
        Some(Content::Policy(policy)) => policy.line.as_ref().is_some_and(|own| own.name == line),
        _ => false,
    }
}

fn notice(maker: &Maker<'_>, day: Date, work: WorkIndex, version: DocumentIndex) -> Notice {
    let document = &maker.portal().documents[version];
    let (sentence, html) = match &document.content {
        Content::Policy(_) => (sentence(maker, version), changes_html(maker, version)),
        _ => (
            document.common.summary.clone().unwrap_or_default(),
            String::new(),
        ),
    };
    Notice {
        day,
        work,
        address: maker
            .view
            .dated_address(version)
            .unwrap_or_else(|| maker.view.address(work)),
        title: document.common.title.clone(),
        sentence,
        html,
    }
}

/// 《差旅费管理办法》新版本自 2026-07-01 起施行，修改 3 条，新增 1 条。适用于全体单位。
fn sentence(maker: &Maker<'_>, version: DocumentIndex) -> String {
    let document = &maker.portal().documents[version];
    let (change, note, whom) = match &document.content {
        Content::Policy(policy) => {
            let names = policy
                .applies_to
                .iter()
                .filter_map(|whom| whom.in_words(|id| maker.view.name_of(id)));
            let names: Vec<String> = names.collect();
            (
                maker.view.comparison(version),
                policy.change_note.clone(),
                names.join(&maker.strings.get("ui.list_separator")),
            )
        }
        _ => (None, None, String::new()),
    };
    let title = unnested(&document.common.title);
    let everyone = maker.strings.get("ui.everyone");
    let date = document
        .common
        .effective
        .map_or_else(String::new, |date| date.to_string());
    let mut holes = vec![
        ("title", title.as_str()),
        ("date", date.as_str()),
        (
            "whom",
            if whom.is_empty() {
                everyone.as_str()
            } else {
                whom.as_str()
            },
        ),
    ];
    let Some(comparison) = change else {
        return maker.strings.fill("ui.notice_first", &holes);
    };
    let summary = summary(maker, &comparison);
    holes.push(("summary", summary.as_str()));
    let sentence = maker.strings.fill("ui.notice_revised", &holes);
    match note {
        Some(note) => format!("{sentence}{note}"),
        None => sentence,
    }
}

fn changes_html(maker: &Maker<'_>, version: DocumentIndex) -> String {
    const SHOWN: usize = 30;
    let Some(comparison) = maker.view.comparison(version) else {
        return String::new();
    };
    let mut html = String::new();
    for change in comparison.changed().take(SHOWN) {
        let name = label(maker, change.new.as_ref().or(change.old.as_ref()));
        let fate = maker.label("change", change.fate.word()).text;
        // Writing to memory does not fail.
        let _ = write!(
            html,
            "<h3>{} · {}</h3><div>{}</div>",
            escaped(&name),
            escaped(&fate),
            change_html(change)
        );
    }
    html
}

/// The changes of a policy, for telling a reader what is new since they read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyChanges {
    /// The policy's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page, from the tree.
    pub href: String,
    /// The versions in force or earlier that have one before them, the newest first.
    pub versions: Vec<VersionChanges>,
}

/// What one version changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VersionChanges {
    /// From when.
    pub date: String,
    /// The page that compares it with the one before, from the tree.
    pub compare: String,
    /// The first clauses that it changed.
    pub clauses: Vec<ClauseChange>,
    /// How many more there are.
    pub more: usize,
}

/// A clause that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClauseChange {
    /// Its number.
    pub text: String,
    /// What became of it, in words.
    pub change: String,
    /// Its place on the page of the comparison, from the tree.
    pub href: String,
}

/// The changes of every policy that has several versions.
pub fn policy_changes(maker: &Maker<'_>) -> Vec<PolicyChanges> {
    let Some(kind) = kind_of_word("policy") else {
        return Vec::new();
    };
    let works = maker.view.works_of(kind);
    works.filter_map(|work| changes_of(maker, work)).collect()
}

fn changes_of(maker: &Maker<'_>, work: WorkIndex) -> Option<PolicyChanges> {
    let portal = maker.portal();
    let document = maker.view.document(work)?;
    let begun = maker
        .view
        .versions(work)
        .iter()
        .rev()
        .filter(|version| portal.validity[**version].state != State::Upcoming);
    let versions: Vec<_> = begun
        .filter_map(|version| version_changes(maker, *version))
        .collect();
    (!versions.is_empty()).then(|| PolicyChanges {
        id: document.id().to_string(),
        title: document.common.title.clone(),
        href: from_page("", &maker.view.address(work)),
        versions,
    })
}

fn version_changes(maker: &Maker<'_>, version: DocumentIndex) -> Option<VersionChanges> {
    const SHOWN: usize = 8;
    let compare = from_page("", &maker.view.comparison_address(version)?);
    let comparison = maker.view.comparison(version)?;
    let clauses = comparison.changed().take(SHOWN).map(|change| ClauseChange {
        text: label(maker, change.new.as_ref().or(change.old.as_ref())),
        change: maker.label("change", change.fate.word()).text,
        href: format!("{compare}#{}", change_anchor(change)),
    });
    Some(VersionChanges {
        date: maker.portal().documents[version]
            .common
            .effective?
            .to_string(),
        clauses: clauses.collect(),
        more: comparison.changed().count().saturating_sub(SHOWN),
        compare,
    })
}
