use jiff::ToSpan;
use jiff::civil::Date;

use super::list::list_row;
use super::{Head, Link, ListRow, Maker};
use crate::kinds::{Content, kind_of_word};
use crate::portal::{DocumentIndex, State, WorkIndex};
use crate::theme::body_html;
use crate::theme::shape::context;
use crate::view::from_page;

context! {
    /// The front page; `page` in its template.
    pub struct HomePage {
        /// Title and way up.
        pub head: Head,
        /// What the front page is called.
        pub title: String,
        /// One or two sentences.
        pub summary: Option<String>,
        /// The text of `content/index.md` as HTML.
        pub body: String,
        /// The sections, each with how much is in it.
        pub sections: Vec<SectionCard>,
        /// The services, for the tasks on the first screen.
        pub services: Vec<ListRow>,
        /// News, the newest first.
        pub news: Vec<ListRow>,
        /// Policies that took or take effect around the build's date, the newest first.
        pub changes: Vec<ListRow>,
        /// The teams, for whom to call.
        pub teams: Vec<Link>,
    }

    /// A section on the front page.
    pub struct SectionCard {
        /// The word of its kind.
        pub word: String,
        /// Its name.
        pub title: String,
        /// Its list.
        pub href: String,
        /// What the reader finds there.
        pub intro: String,
        /// How many documents.
        pub count: usize,
    }
}

/// How many entries a list on the front page has at most.
const SHOWN: usize = 6;

/// The front page.
pub fn home_page(maker: &Maker<'_>) -> HomePage {
    let home = home_document(maker);
    let common = home.map(|index| &maker.portal().documents[index].common);
    let site = &maker.portal().config.title;
    HomePage {
        head: Head {
            description: common.and_then(|common| common.summary.clone()),
            ..maker.head("", site, "home", Vec::new())
        },
        title: common.map_or_else(|| site.clone(), |common| common.title.clone()),
        summary: common.and_then(|common| common.summary.clone()),
        body: home.map_or_else(String::new, |index| {
            body_html(maker.view, index, "", maker.strings)
        }),
        sections: sections(maker),
        services: rows(maker, "service", |_| Some(Date::MIN)),
        news: rows(maker, "announcement", |document| announced(maker, document)),
        changes: rows(maker, "policy", |document| changed(maker, document)),
        teams: teams(maker),
    }
}

fn home_document(maker: &Maker<'_>) -> Option<DocumentIndex> {
    let mut works = maker
        .view
        .works()
        .filter(|work| maker.view.address(*work).is_empty());
    works.next().and_then(|work| maker.view.shown(work))
}

fn sections(maker: &Maker<'_>) -> Vec<SectionCard> {
    let sections = maker.view.sections().into_iter();
    let cards = sections.map(|section| SectionCard {
        word: section.kind.word.to_owned(),
        title: maker.many(section.kind),
        href: from_page("", &format!("{}/", section.kind.folder)),
        intro: maker
            .strings
            .get(&format!("kind.{}.intro", section.kind.word)),
        count: section.count,
    });
    cards.collect()
}

/// The first documents of a kind that have a day, the latest day first.
fn rows(
    maker: &Maker<'_>,
    word: &str,
    day: impl Fn(DocumentIndex) -> Option<Date>,
) -> Vec<ListRow> {
    let Some(kind) = kind_of_word(word) else {
        return Vec::new();
    };
    let works = maker.view.works_of(kind);
    let mut dated: Vec<(std::cmp::Reverse<Date>, WorkIndex)> = works
        .filter_map(|work| Some((std::cmp::Reverse(day(maker.view.shown(work)?)?), work)))
        .collect();
    dated.sort();
    let shown = dated.into_iter().take(SHOWN);
    shown
        .filter_map(|(_, work)| list_row(maker, kind, "", work))
        .collect()
}

/// News that still holds.
fn announced(maker: &Maker<'_>, document: DocumentIndex) -> Option<Date> {
    let portal = maker.portal();
    match &portal.documents[document].content {
        Content::Announcement(news) => {
            (portal.validity[document].state != State::Repealed).then_some(news.date)
        }
        _ => None,
    }
}

/// Policies whose version took effect in the last year, or will.
fn changed(maker: &Maker<'_>, document: DocumentIndex) -> Option<Date> {
    let effective = maker.portal().documents[document].common.effective?;
    let year_ago = maker.portal().settings.as_of.saturating_sub(1.year());
    (effective >= year_ago).then_some(effective)
}

fn teams(maker: &Maker<'_>) -> Vec<Link> {
    let Some(kind) = kind_of_word("team") else {
        return Vec::new();
    };
    let works = maker.view.works_of(kind);
    let links = works.filter_map(|work| {
        let phone = match &maker.view.document(work)?.content {
            Content::Team(team) => team.phone.clone(),
            _ => None,
        };
        Some(Link {
            note: phone,
            ..maker.work_link("", work)?
        })
    });
    links.collect()
}
