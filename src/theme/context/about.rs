use super::{Head, Link, Maker, SectionCard};
use crate::kinds::{Content, kind_of_word};
use crate::portal::{State, WorkIndex};
use crate::theme::shape::context;
use crate::view::{from_page, root_of};

/// The address of the page that says what the site is made of.
pub const ABOUT: &str = "about/";

context! {
    /// What was built, when, from what; `page` in its template.
    pub struct AboutPage {
        /// Title and way up.
        pub head: Head,
        /// The day for which it was built.
        pub as_of: String,
        /// The next day on which something changes by date alone.
        pub next_change: Option<String>,
        /// The program that built it, with its version.
        pub program: String,
        /// The sections, each with how much is in it.
        pub sections: Vec<SectionCard>,
        /// How many versions of rules are kept.
        pub versions: usize,
        /// The notices that the calendars rest on.
        pub calendars: Vec<Link>,
        /// How many pages are overdue for review, and the first of them.
        pub overdue: Vec<Link>,
        /// What the editors say of themselves.
        pub pages: Vec<Link>,
    }
}

/// The page that says what the site is made of.
pub fn about_page(maker: &Maker<'_>) -> AboutPage {
    let root = root_of(ABOUT);
    let home = maker.link(maker.strings.get("ui.home"), from_page(&root, ""));
    let title = maker.strings.get("ui.about_site");
    AboutPage {
        head: maker.head(ABOUT, &title, "about", vec![home]),
        as_of: maker.portal().settings.as_of.to_string(),
        next_change: next_change(maker),
        program: concat!("Lanmu ", env!("CARGO_PKG_VERSION")).to_owned(),
        sections: sections(maker, &root),
        versions: versions(maker),
        calendars: calendars(maker, &root),
        overdue: overdue(maker, &root),
        pages: links(maker, "page", &root),
    }
}

/// The next day on which a date alone changes what these readers see.
fn next_change(maker: &Maker<'_>) -> Option<String> {
    let portal = maker.portal();
    let versions = maker
        .view
        .works()
        .flat_map(|work| maker.view.versions(work));
    let days = versions.flat_map(|version| {
        let validity = portal.validity[*version];
        let after = validity.until.and_then(|until| until.tomorrow().ok());
        [validity.from, after]
    });
    let next = days
        .flatten()
        .filter(|day| *day > portal.settings.as_of)
        .min();
    next.map(|day| day.to_string())
}

fn sections(maker: &Maker<'_>, root: &str) -> Vec<SectionCard> {
    let sections = maker.view.sections().into_iter();
    let cards = sections.map(|section| SectionCard {
        word: section.kind.word.to_owned(),
        title: maker.many(section.kind),
        href: from_page(root, &format!("{}/", section.kind.folder)),
        intro: String::new(),
        count: super::list::count_of(maker, section.kind),
    });
    cards.collect()
}

fn versions(maker: &Maker<'_>) -> usize {
    let kind = kind_of_word("policy").into_iter();
    let works = kind.flat_map(|kind| maker.view.works_of(kind));
    works.map(|work| maker.view.versions(work).len()).sum()
}

fn links(maker: &Maker<'_>, word: &str, root: &str) -> Vec<Link> {
    let kind = kind_of_word(word).into_iter();
    let works = kind.flat_map(|kind| maker.view.works_of(kind));
    let named = works.filter(|work| !maker.view.address(*work).is_empty());
    let is_for_readers = |work: &WorkIndex| match maker.view.document(*work) {
        Some(document) => !matches!(&document.content, Content::Page(page) if page.components),
        None => false,
    };
    named
        .filter(is_for_readers)
        .filter_map(|work| maker.work_link(root, work))
        .collect()
}

fn calendars(maker: &Maker<'_>, root: &str) -> Vec<Link> {
    let kind = kind_of_word("calendar").into_iter();
    let works = kind.flat_map(|kind| maker.view.works_of(kind));
    let links = works.filter_map(|work| match &maker.view.document(work)?.content {
        Content::Calendar(calendar) => Some(Link {
            note: Some(calendar.notice.clone()),
            ..maker.work_link(root, work)?
        }),
        _ => None,
    });
    links.collect()
}

/// What holds and should have been looked at again, the longest overdue first.
fn overdue(maker: &Maker<'_>, root: &str) -> Vec<Link> {
    let portal = maker.portal();
    let mut late: Vec<_> = maker
        .view
        .works()
        .filter_map(|work| {
            let shown = maker.view.shown(work)?;
            let due = portal.documents[shown].common.review_due?;
            let holds = portal.validity[shown].state == State::InForce;
            (holds && due < portal.settings.as_of).then_some((due, work))
        })
        .collect();
    late.sort_unstable();
    let links = late.into_iter().filter_map(|(due, work)| {
        Some(Link {
            note: Some(due.to_string()),
            ..maker.work_link(root, work)?
        })
    });
    links.collect()
}
