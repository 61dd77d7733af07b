use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::document::dated;
use super::list::Standing;
use super::{Head, Link, Maker};
use crate::kinds::kind_of_word;
use crate::portal::DocumentIndex;
use crate::theme::shape::context;
use crate::view::{from_page, root_of};

/// Where the page lies on which a reader picks a day.
pub const ON_DAY: &str = "on/";

context! {
    /// The page on which a reader picks a day; `page` in its template.
    pub struct OnDayPage {
        /// Title and way up.
        pub head: Head,
        /// The build's date, with which the page begins.
        pub today: String,
        /// Every version of every policy, by title.
        pub rows: Vec<TimeRow>,
        /// The last days on which something changed, the newest first.
        pub days: Vec<String>,
        /// The plain lists by year, the newest first.
        pub years: Vec<Link>,
    }

    /// The policies in a year; `page` in its template.
    pub struct YearPage {
        /// Title and way up.
        pub head: Head,
        /// Which year.
        pub year: String,
        /// What took effect in it.
        pub began: Vec<Arc<TimeRow>>,
        /// What ended in it.
        pub ended: Vec<Arc<TimeRow>>,
        /// What was in force at its end: nearly all there is, year after year, so by title alone.
        pub in_force: Vec<Arc<TimeTitle>>,
        /// How many policies had been written by its end whose version of then is not held, in a sentence.
        pub not_held: Option<String>,
        /// The lists of the other years, the newest first.
        pub years: Vec<Link>,
    }

    /// A version of a policy by its title.
    pub struct TimeTitle {
        /// Its title.
        pub title: String,
        /// Its page.
        pub href: String,
    }

    /// A version of a policy with the time in which it holds.
    pub struct TimeRow {
        /// Its title.
        pub title: String,
        /// Its page.
        pub href: String,
        /// Its number.
        pub number: String,
        /// The first day; empty where it always held.
        pub from: String,
        /// The last day; empty where none is known.
        pub until: String,
        /// When the policy was first written, where what was in force until `from` is not held; else empty.
        pub written: String,
    }
}

/// The policies of a tree in time: made once, many pages are made of it.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// Every visible version of every policy, by title, the oldest first.
    versions: Vec<DocumentIndex>,
    /// Each of them as it stands in the list of a year in which it began or ended.
    rows: Vec<Arc<TimeRow>>,
    /// Each of them as it stands in the list of any other year.
    titles: Vec<Arc<TimeTitle>>,
    /// When the policy of each of them was first written, where what was in force until then is not held.
    written: Vec<Option<Date>>,
    /// The years in which some policy began or ended.
    years: Vec<i16>,
}

impl Timeline {
    /// The timeline of a view.
    pub fn new(maker: &Maker<'_>) -> Self {
        let versions = versions(maker);
        let mut years = BTreeSet::new();
        for version in &versions {
            let validity = maker.portal().validity[*version];
            years.extend(validity.from.map(Date::year));
            years.extend(
                validity
                    .until
                    .and_then(|until| until.tomorrow().ok())
                    .map(Date::year),
            );
        }
        let root = root_of(&year_address(0));
        let rows: Vec<Arc<TimeRow>> = versions
            .iter()
            .map(|version| row(maker, *version, &root).into())
            .collect();
        let title = |row: &Arc<TimeRow>| TimeTitle {
            title: row.title.clone(),
            href: row.href.clone(),
        };
        Self {
            titles: rows.iter().map(|row| title(row).into()).collect(),
            rows,
            written: versions
                .iter()
                .map(|version| written_long_before(maker, *version))
                .collect(),
            versions,
            years: years.into_iter().collect(),
        }
    }

    /// How many policies had been written by a day on which no version of them that is held was in force yet.
    fn not_held_on(&self, maker: &Maker<'_>, day: Date) -> usize {
        let versions = self.versions.iter().zip(&self.written);
        let is_missing = |(version, written): &(&DocumentIndex, &Option<Date>)| {
            let from = maker.portal().validity[**version].from;
            written.is_some_and(|written| written <= day) && from.is_some_and(|from| day < from)
        };
        versions.filter(is_missing).count()
    }

    /// The years in which some policy began or ended, the oldest first.
    pub fn years(&self) -> &[i16] {
        &self.years
    }
}

/// The page on which a reader picks a day.
pub fn on_day_page(maker: &Maker<'_>, timeline: &Timeline) -> OnDayPage {
    let root = root_of(ON_DAY);
    let versions = &timeline.versions;
    let mut days: BTreeSet<Date> = BTreeSet::new();
    for version in versions {
        let validity = maker.portal().validity[*version];
        days.extend(validity.from);
        days.extend(validity.until.and_then(|until| until.tomorrow().ok()));
    }
    OnDayPage {
        head: head(maker, ON_DAY, &maker.strings.get("ui.on_day")),
        today: maker.portal().settings.as_of.to_string(),
        rows: versions
            .iter()
            .zip(&timeline.written)
            .map(|(version, written)| TimeRow {
                written: dated(*written),
                ..row(maker, *version, &root)
            })
            .collect(),
        days: days
            .iter()
            .rev()
            .take(SHOWN_DAYS)
            .map(Date::to_string)
            .collect(),
        years: year_links(maker, timeline, &root),
    }
}

/// How many of the days on which something changed are offered.
const SHOWN_DAYS: usize = 10;

/// The policies in a year.
pub fn year_page(maker: &Maker<'_>, timeline: &Timeline, year: i16) -> YearPage {
    let address = year_address(year);
    let root = root_of(&address);
    let title = maker
        .strings
        .fill("ui.in_year", &[("year", &year.to_string())]);
    let mut page = YearPage {
        head: head(maker, &address, &title),
        year: year.to_string(),
        years: year_links(maker, timeline, &root),
        ..YearPage::default()
    };
    let last_day = Date::new(year, 12, 31).unwrap_or(Date::MAX);
    page.not_held = match timeline.not_held_on(maker, last_day) {
        0 => None,
        count => Some(
            maker
                .strings
                .fill("ui.year_not_held", &[("n", &count.to_string())]),
        ),
    };
    let rows = timeline.rows.iter().zip(&timeline.titles);
    for (version, (row, title)) in timeline.versions.iter().zip(rows) {
        let validity = maker.portal().validity[*version];
        let ends = validity.until.and_then(|until| until.tomorrow().ok());
        let place = || Arc::clone(row);
        if validity.from.is_some_and(|from| from.year() == year) {
            page.began.push(place());
        }
        if ends.is_some_and(|ends| ends.year() == year) {
            page.ended.push(place());
        }
        if validity.holds_on(last_day) {
            page.in_force.push(Arc::clone(title));
        }
    }
    page
}

/// Where the list of a year lies.
pub fn year_address(year: i16) -> String {
    format!("{ON_DAY}{year}/")
}

/// Every visible version of every policy, by title, the oldest first.
fn versions(maker: &Maker<'_>) -> Vec<DocumentIndex> {
    let Some(kind) = kind_of_word("policy") else {
        return Vec::new();
    };
    let mut by_title: BTreeMap<(&str, usize), &[DocumentIndex]> = BTreeMap::new();
    for work in maker.view.works_of(kind) {
        if let Some(document) = maker.view.document(work) {
            by_title.insert((&document.common.title, work), maker.view.versions(work));
        }
    }
    by_title.into_values().flatten().copied().collect()
}

fn row(maker: &Maker<'_>, version: DocumentIndex, root: &str) -> TimeRow {
    let portal = maker.portal();
    let (document, validity) = (&portal.documents[version], portal.validity[version]);
    let bare = || {
        maker
            .view
            .work_of(version)
            .map(|work| maker.view.address(work))
    };
    let address = maker
        .view
        .dated_address(version)
        .or_else(bare)
        .unwrap_or_default();
    TimeRow {
        title: document.common.title.clone(),
        href: from_page(root, &address),
        number: Standing::of(document).number,
        from: dated(validity.from),
        until: dated(validity.until),
        written: String::new(),
    }
}

fn written_long_before(maker: &Maker<'_>, version: DocumentIndex) -> Option<Date> {
    let work = maker.view.work_of(version)?;
    let is_first = maker.view.versions(work).first() == Some(&version);
    maker
        .portal()
        .written_long_before(work)
        .filter(|_| is_first)
}

fn year_links(maker: &Maker<'_>, timeline: &Timeline, root: &str) -> Vec<Link> {
    let years = timeline.years.iter().rev().copied();
    let name = |year: i16| {
        maker
            .strings
            .fill("ui.year_name", &[("year", &year.to_string())])
    };
    years
        .map(|year| maker.link(name(year), from_page(root, &year_address(year))))
        .collect()
}

fn head(maker: &Maker<'_>, address: &str, title: &str) -> Head {
    let root = root_of(address);
    let mut breadcrumbs = vec![maker.link(maker.strings.get("ui.home"), from_page(&root, ""))];
    if let Some(kind) = kind_of_word("policy") {
        breadcrumbs.push(maker.link(
            maker.many(kind),
            from_page(&root, &format!("{}/", kind.folder)),
        ));
    }
    if address != ON_DAY {
        breadcrumbs.push(maker.link(maker.strings.get("ui.on_day"), from_page(&root, ON_DAY)));
    }
    maker.head(address, title, "policy", breadcrumbs)
}
