use jiff::ToSpan;
use jiff::civil::Date;

use super::list::list_row;
use super::performance::{counts, has_results};
use super::{
    A_TO_Z, ContactCard, Head, Label, Link, ListGroup, ListRow, Maker, ON_DAY, PERFORMANCE,
    Promise, ResultCount, TOPICS,
};
use crate::kinds::{ClauseReference, Content, Destination, Document, Page, kind_of_word};
use crate::portal::{DocumentIndex, State, WorkIndex};
use crate::theme::body_html;
use crate::theme::clause_text::clause_text;
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
        /// What readers come to do; noted with what they get there.
        pub tasks: Vec<Link>,
        /// What the centre promises, missed ones first.
        pub promises: Vec<Promise>,
        /// How many promises came out how.
        pub counts: Vec<ResultCount>,
        /// Whether any promise has a figure yet.
        pub has_results: bool,
        /// What took or takes effect around the build's date, the newest first.
        pub changes: Vec<Change>,
        /// Whether the changes are of the last 30 days; else they are the latest there are.
        pub is_recent: bool,
        /// The services, line by line.
        pub lines: Vec<ListGroup>,
        /// What nobody may do, in the words of the rules.
        pub red_lines: Vec<RedLine>,
        /// The subsidiaries, to choose one's own.
        pub subsidiaries: Vec<SubsidiaryCard>,
        /// News, the newest first.
        pub news: Vec<ListRow>,
        /// The teams, for whom to call.
        pub teams: Vec<ContactCard>,
        /// The sections, each with how much is in it.
        pub sections: Vec<SectionCard>,
    }

    /// A document of which a version took or takes effect.
    pub struct Change {
        /// From when.
        pub date: String,
        /// What it is today.
        pub state: Label,
        /// What kind of document.
        pub kind: String,
        /// Its title.
        pub title: String,
        /// Its page.
        pub href: String,
        /// What changed, in the editor's words or the summary.
        pub note: Option<String>,
        /// The page that compares it with the version before.
        pub compare: Option<String>,
    }

    /// A red line of a rule.
    pub struct RedLine {
        /// Its first sentence.
        pub text: String,
        /// Where it stands: 《资金支付管理办法》第二十七条.
        pub source: String,
        /// The clause.
        pub href: String,
    }

    /// A subsidiary, as its people look for it.
    pub struct SubsidiaryCard {
        /// Its id, by which the choice is kept.
        pub id: String,
        /// Its name.
        pub name: String,
        /// Its page.
        pub href: String,
        /// Its account manager.
        pub manager: Option<ContactCard>,
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
const SHOWN: usize = 5;

/// The front page.
pub fn home_page(maker: &Maker<'_>) -> HomePage {
    let home = home_document(maker);
    let common = home.map(|index| &maker.portal().documents[index].common);
    let site = &maker.portal().config.title;
    let (changes, is_recent) = changes(maker);
    let promises = maker.promises_by_indicator("");
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
        tasks: tasks(maker, home),
        counts: counts(maker, &promises),
        has_results: has_results(&promises),
        promises,
        changes,
        is_recent,
        lines: super::list::groups_of(maker, "service", ""),
        red_lines: home.map_or_else(Vec::new, |index| {
            let named = page(maker, home).map_or(&[][..], |page| &page.red_lines);
            red_lines(maker, named, index, "")
        }),
        subsidiaries: maker.subsidiaries(""),
        news: news(maker),
        teams: teams(maker),
        sections: sections(maker),
    }
}

fn home_document(maker: &Maker<'_>) -> Option<DocumentIndex> {
    let mut works = maker
        .view
        .works()
        .filter(|work| maker.view.address(*work).is_empty());
    works.next().and_then(|work| maker.view.shown(work))
}

fn page<'v>(maker: &Maker<'v>, home: Option<DocumentIndex>) -> Option<&'v Page> {
    match &maker.portal().documents[home?].content {
        Content::Page(page) => Some(page),
        _ => None,
    }
}

/// Those that the front page names; a portal that names none leads to its services, its rules and its people.
fn tasks(maker: &Maker<'_>, home: Option<DocumentIndex>) -> Vec<Link> {
    let named = page(maker, home).map_or(&[][..], |page| &page.tasks);
    if named.is_empty() {
        return own_tasks(maker);
    }
    let tasks = named.iter().filter_map(|task| {
        let href = match &task.to {
            Destination::List(address) => {
                has_list(maker, address).then(|| from_page("", address))?
            }
            Destination::Document(reference) => clause_href(maker, home?, reference)?,
        };
        Some(Link {
            text: task.name.clone(),
            href,
            note: task.note.clone(),
        })
    });
    tasks.collect()
}

/// Whether these readers have the list at an address, which is that of a kind or of a page over many documents.
fn has_list(maker: &Maker<'_>, address: &str) -> bool {
    let sections = maker.view.sections();
    let has = |folder: &str| sections.iter().any(|section| section.kind.folder == folder);
    match address {
        PERFORMANCE => maker.view.standing().next().is_some(),
        TOPICS => !maker.view.topics().is_empty(),
        A_TO_Z => true,
        ON_DAY => has("policies"),
        _ => has(address.trim_end_matches('/')),
    }
}

fn own_tasks(maker: &Maker<'_>) -> Vec<Link> {
    const SERVICES: usize = 4;
    let services = kind_of_word("service").into_iter();
    let services = services.flat_map(|kind| maker.view.works_of(kind));
    let services = services.filter_map(|work| maker.work_link("", work));
    let mut tasks: Vec<Link> = services.take(SERVICES).collect();
    for section in maker.view.sections() {
        let name = match section.kind.word {
            "policy" => "ui.task_policies",
            "team" => "ui.task_people",
            _ => continue,
        };
        let href = from_page("", &format!("{}/", section.kind.folder));
        tasks.push(maker.link(maker.strings.get(name), href));
    }
    tasks
}

/// Where a reference of the front page leads, as these readers may go.
fn clause_href(
    maker: &Maker<'_>,
    home: DocumentIndex,
    reference: &ClauseReference,
) -> Option<String> {
    let target = maker.target_at(home, reference.span)?;
    Some(maker.view.href(target)?.from(""))
}

/// Those that `document` names, each in the words of its rule, seen from a page whose way up is `root`.
pub(super) fn red_lines(
    maker: &Maker<'_>,
    named: &[ClauseReference],
    document: DocumentIndex,
    root: &str,
) -> Vec<RedLine> {
    let lines = named.iter().filter_map(|reference| {
        let target = maker.target_at(document, reference.span)?;
        let href = maker.view.href(target)?.from(root);
        let (_, version, anchor) = maker.view.place_named(target)?;
        let text = clause_text(maker.view, version, anchor)?;
        Some(RedLine {
            text: first_sentence(text.lines.first()?),
            source: text.title,
            href,
        })
    });
    lines.collect()
}

/// Up to and with its full stop.
fn first_sentence(text: &str) -> String {
    match text.find('。') {
        Some(at) => text[..at + '。'.len_utf8()].to_owned(),
        None => text.to_owned(),
    }
}

/// What took effect in the last 30 days or will; where that is nothing, the latest there are.
fn changes(maker: &Maker<'_>) -> (Vec<Change>, bool) {
    let today = maker.portal().settings.as_of;
    let month_ago = today.saturating_sub(30.days());
    let mut dated: Vec<(std::cmp::Reverse<Date>, WorkIndex, DocumentIndex)> = Vec::new();
    for work in maker.view.works() {
        for version in maker.view.versions(work) {
            dated.extend(
                change_day(maker, *version).map(|day| (std::cmp::Reverse(day), work, *version)),
            );
        }
    }
    dated.sort_unstable();
    let recent = dated
        .iter()
        .take_while(|(day, ..)| day.0 > month_ago)
        .count();
    let shown = if recent == 0 {
        SHOWN.min(3)
    } else {
        recent.min(SHOWN)
    };
    let changes = dated.into_iter().take(shown);
    let changes = changes.filter_map(|(_, work, version)| change(maker, work, version));
    (changes.collect(), recent > 0)
}

/// News tells of itself; what is over is no change.
fn change_day(maker: &Maker<'_>, version: DocumentIndex) -> Option<Date> {
    let portal = maker.portal();
    let document = &portal.documents[version];
    let is_told = matches!(
        document.content,
        Content::Policy(_) | Content::Service(_) | Content::Agreement(_)
    );
    let state = portal.validity[version].state;
    let holds = matches!(state, State::InForce | State::Upcoming);
    document.common.effective.filter(|_| is_told && holds)
}

fn change(maker: &Maker<'_>, work: WorkIndex, version: DocumentIndex) -> Option<Change> {
    let document = &maker.portal().documents[version];
    let view = maker.view;
    let address = if view.shown(work) == Some(version) {
        view.address(work)
    } else {
        view.dated_address(version)?
    };
    let compare = view.comparison_address(version);
    Some(Change {
        date: document.common.effective?.to_string(),
        state: maker.state(document, maker.portal().validity[version].state),
        kind: maker
            .strings
            .get(&format!("kind.{}.one", document.kind().word)),
        title: document.common.title.clone(),
        href: from_page("", &address),
        note: note(document, compare.is_some()),
        compare: compare.map(|address| from_page("", &address)),
    })
}

/// What a revision changed; of what is new, what it is about.
fn note(document: &Document, is_revision: bool) -> Option<String> {
    let own = match &document.content {
        Content::Policy(policy) if is_revision => policy.change_note.clone(),
        _ => None,
    };
    own.or_else(|| document.common.summary.clone())
}

fn news(maker: &Maker<'_>) -> Vec<ListRow> {
    let Some(kind) = kind_of_word("announcement") else {
        return Vec::new();
    };
    let works = maker.view.works_of(kind);
    let mut dated: Vec<(std::cmp::Reverse<Date>, WorkIndex)> = works
        .filter_map(|work| Some((announced(maker, maker.view.shown(work)?)?, work)))
        .map(|(day, work)| (std::cmp::Reverse(day), work))
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

impl Maker<'_> {
    /// The subsidiaries with their account managers, seen from a page whose way up is `root`.
    pub(super) fn subsidiaries(&self, root: &str) -> Vec<SubsidiaryCard> {
        let kind = kind_of_word("subsidiary").into_iter();
        let works = kind.flat_map(|kind| self.view.works_of(kind));
        let cards = works.filter_map(|work| {
            let document = self.view.document(work)?;
            let Content::Subsidiary(subsidiary) = &document.content else {
                return None;
            };
            let role = self.strings.get("field.account_manager");
            let manager = subsidiary.account_manager.as_ref();
            Some(SubsidiaryCard {
                id: document.id().folded().to_owned(),
                name: document.common.title.clone(),
                href: from_page(root, &self.view.address(work)),
                manager: manager.and_then(|manager| self.card(root, manager.id.as_str(), &role)),
            })
        });
        cards.collect()
    }
}

fn teams(maker: &Maker<'_>) -> Vec<ContactCard> {
    let kind = kind_of_word("team").into_iter();
    let works = kind.flat_map(|kind| maker.view.works_of(kind));
    let ids = works.filter_map(|work| Some(maker.view.document(work)?.id().as_str()));
    ids.filter_map(|id| maker.card("", id, "")).collect()
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
        count: super::list::count_of(maker, section.kind),
    });
    cards.collect()
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn a_sentence_ends_with_its_stop() {
        assert_eq!(first_sentence("不得代签。违者处分。"), "不得代签。");
        assert_eq!(first_sentence("不得代签"), "不得代签");
    }
}
