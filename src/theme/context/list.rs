use super::fact::Teller;
use super::{Cell, Column, ContactCard, FactView, Head, Label, Link, Maker, PromiseBar};
use crate::kinds::{Clock, Content, Document, Fact, FactRank, FactRow, Kind, Party, Value};
use crate::markdown::{Block, BlockKind};
use crate::portal::{DocumentIndex, State, WorkIndex};
use crate::theme::shape::context;
use crate::view::{from_page, root_of};

context! {
    /// The list of a kind; `page` in its template.
    pub struct ListPage {
        /// Title and way up.
        pub head: Head,
        /// The kind listed.
        pub kind: Label,
        /// What the reader finds here, in a sentence.
        pub intro: String,
        /// How many documents.
        pub count: usize,
        /// The columns beside the title.
        pub columns: Vec<Column>,
        /// The documents, in groups where the kind has them.
        pub groups: Vec<ListGroup>,
        /// By what the list can be filtered; empty where it cannot.
        pub filters: Vec<Filter>,
        /// Where changes are told, for each line of business; only of policies.
        pub feeds: Vec<Link>,
        /// What stands below the list: clocks on the list of calendars.
        pub sections: Vec<FactView>,
    }

    /// One way to filter a list.
    pub struct Filter {
        /// As facets name it.
        pub name: String,
        /// What readers call it.
        pub label: String,
        /// What one can choose, each word with its name.
        pub options: Vec<Label>,
    }

    /// Documents under a heading.
    pub struct ListGroup {
        /// The heading; none where there is one group.
        pub title: Option<String>,
        /// The documents.
        pub rows: Vec<ListRow>,
    }

    /// A document in a list.
    pub struct ListRow {
        /// Its id.
        pub id: String,
        /// The date of the version shown; empty where it has none.
        pub version: String,
        /// The document number of a policy; empty for others.
        pub number: String,
        /// By what it can be found in its list.
        pub facets: Vec<Facet>,
        /// Its title.
        pub title: String,
        /// Its page.
        pub href: String,
        /// One or two sentences.
        pub summary: Option<String>,
        /// What it is today; for documents with dates alone.
        pub state: Option<Label>,
        /// One a column; empty ones too.
        pub cells: Vec<Cell>,
        /// Of a service, the first of what is promised for it.
        pub bar: Option<PromiseBar>,
        /// The people of a team.
        pub people: Vec<ContactCard>,
        /// A team itself.
        pub contact: Option<ContactCard>,
        /// The questions that it answers.
        pub questions: Vec<QuestionView>,
    }

    /// One property of a document by which a list can be filtered.
    pub struct Facet {
        /// `line`, `rank`, `issuer`, `state`, `lifecycle`, `class`, `window`, `area`, `level` or `year`.
        pub name: String,
        /// Its word, for scripts.
        pub word: String,
        /// In readers' words.
        pub text: String,
    }

    /// A question with the first paragraph of its answer.
    pub struct QuestionView {
        /// As a person asks it.
        pub title: String,
        /// The whole answer.
        pub href: String,
        /// Its first paragraph, plain; where that only announces a list, the list too.
        pub answer: Vec<String>,
        /// How else it is asked, for filtering.
        pub phrasings: String,
    }
}

/// The list of `kind`.
pub fn list_page(maker: &Maker<'_>, kind: &'static Kind) -> ListPage {
    let address = format!("{}/", kind.folder);
    let root = root_of(&address);
    let home = maker.link(maker.strings.get("ui.home"), from_page(&root, ""));
    let works: Vec<_> = maker
        .view
        .works_of(kind)
        .filter(|w| !maker.view.address(*w).is_empty())
        .collect();
    let title = maker.many(kind);
    let columns = kind.columns.iter().map(|key| Column {
        key: (*key).to_owned(),
        label: maker.strings.get(&format!("field.{key}")),
    });
    let groups = groups(maker, kind, &root, &works);
    ListPage {
        head: maker.head(&address, &title, kind.word, vec![home]),
        kind: Label {
            word: kind.word.to_owned(),
            text: title,
        },
        intro: maker.strings.get(&format!("kind.{}.intro", kind.word)),
        count: count(&groups),
        columns: columns.collect(),
        filters: filters(maker, &groups),
        feeds: feeds(maker, kind, &root, &works),
        groups,
        sections: if kind.word == "calendar" {
            clocks(maker, &root)
        } else {
            Vec::new()
        },
    }
}

/// How many questions a kind answers, or how many documents it has.
pub(super) fn count_of(maker: &Maker<'_>, kind: &Kind) -> usize {
    let works = maker.view.works_of(kind);
    let works = works.filter(|work| !maker.view.address(*work).is_empty());
    let counts = works.filter_map(|work| match &maker.view.document(work)?.content {
        Content::Faq(faq) => Some(faq.questions.len().max(1)),
        _ => Some(1),
    });
    counts.sum()
}

/// How many things a list shows: questions or people where it shows those, else documents.
fn count(groups: &[ListGroup]) -> usize {
    let rows = groups.iter().flat_map(|group| &group.rows);
    rows.map(|row| row.questions.len().max(row.people.len()).max(1))
        .sum()
}

/// The documents of a kind in their groups, for a page whose way up is `root`.
pub(super) fn groups_of(maker: &Maker<'_>, word: &str, root: &str) -> Vec<ListGroup> {
    let kind = crate::kinds::kind_of_word(word);
    kind.map_or_else(Vec::new, |kind| {
        let works: Vec<_> = maker.view.works_of(kind).collect();
        groups(maker, kind, root, &works)
    })
}

fn groups(maker: &Maker<'_>, kind: &Kind, root: &str, works: &[WorkIndex]) -> Vec<ListGroup> {
    let mut keyed: Vec<(SortKey, Option<String>, ListRow)> = works
        .iter()
        .filter_map(|work| {
            let document = maker.view.document(*work)?;
            let (key, title) = place(maker, *work, document);
            Some((key, title, list_row(maker, kind, root, *work)?))
        })
        .collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    let mut groups: Vec<ListGroup> = Vec::new();
    for (_, title, row) in keyed {
        match groups.last_mut() {
            Some(last) if last.title == title => last.rows.push(row),
            _ => groups.push(ListGroup {
                title,
                rows: vec![row],
            }),
        }
    }
    groups
}

/// Group, then place in the group.
type SortKey = (usize, String, String);

/// Under which heading a document stands, and where: policies and services by their line of business, news and
/// calendars the newest first.
fn place(maker: &Maker<'_>, work: WorkIndex, document: &Document) -> (SortKey, Option<String>) {
    let id = document.id().folded().to_owned();
    let line = match &document.content {
        Content::Announcement(announcement) => {
            let year = announcement.date.year().to_string();
            let newest = std::cmp::Reverse(announcement.date);
            let key = (0, inverted(&newest.0.to_string()), id);
            return (key, Some(year));
        }
        Content::Calendar(_) => return ((0, inverted(&id), id), None),
        _ => maker.view.line_of(document),
    };
    let shown = maker.view.shown(work);
    let is_gone =
        shown.is_some_and(|shown| maker.portal().validity[shown].state == State::Repealed);
    // What no longer holds stands behind what does.
    let order = if is_gone { "1" } else { "" }.to_owned();
    let lines = &maker.portal().config.lines;
    let index = line.and_then(|line| lines.iter().position(|known| known.id == line));
    match (index, has_lines(&document.content)) {
        (Some(index), _) => ((index, order, id), Some(lines[index].name.clone())),
        (None, true) if !lines.is_empty() => {
            let other = maker.strings.get("ui.other_lines");
            ((lines.len(), order, id), Some(other))
        }
        (None, _) => ((lines.len(), order, id), None),
    }
}

/// Whether documents of this kind belong to lines of business, or to services that do.
fn has_lines(content: &Content) -> bool {
    matches!(
        content,
        Content::Policy(_)
            | Content::Service(_)
            | Content::Faq(_)
            | Content::Knowledge(_)
            | Content::Indicator(_)
    )
}

/// Sorts digits the other way round.
fn inverted(text: &str) -> String {
    let flip = |c: char| {
        c.to_digit(10)
            .map_or(c, |digit| char::from_digit(9 - digit, 10).unwrap_or(c))
    };
    text.chars().map(flip).collect()
}

/// A row of the list of `kind`, seen from a page whose way up is `root`.
pub(super) fn list_row(
    maker: &Maker<'_>,
    kind: &Kind,
    root: &str,
    work: WorkIndex,
) -> Option<ListRow> {
    let shown = maker.view.shown(work)?;
    let document = &maker.portal().documents[shown];
    let teller = Teller {
        maker: *maker,
        document: Some(shown),
        root,
    };
    let facts = document.content.facts();
    let state = maker.portal().validity[shown].state;
    let dated = document.common.effective.is_some() || state != State::InForce;
    let label = dated.then(|| maker.state(document, state));
    let cells = kind
        .columns
        .iter()
        .map(|key| cell(maker, &teller, &facts, document, key, label.as_ref()));
    let page = from_page(root, &maker.view.address(work));
    let team = match &document.content {
        Content::Team(team) => Some(team),
        _ => None,
    };
    Some(ListRow {
        id: document.id().to_string(),
        version: super::document::dated(document.common.effective),
        number: Standing::of(document).number,
        facets: facets(maker, document, &facts, label.as_ref()),
        questions: questions(maker, shown, &page),
        title: document.common.title.clone(),
        href: page.clone(),
        summary: document.common.summary.clone(),
        cells: cells.collect(),
        state: label,
        bar: bar(maker, root, work, document),
        people: team.map_or_else(Vec::new, |team| {
            let people = team.people.iter();
            let cards = people.map(|person| ContactCard {
                href: Some(format!("{page}#{}", person.id.value.folded())),
                anchor: String::new(),
                ..maker.person_card(root, person, team)
            });
            cards.collect()
        }),
        contact: team.and_then(|_| maker.card(root, document.id().as_str(), "")),
    })
}

/// What the centre promises for a service, the most urgent first.
fn bar(maker: &Maker<'_>, root: &str, work: WorkIndex, document: &Document) -> Option<PromiseBar> {
    let Content::Service(_) = &document.content else {
        return None;
    };
    let promises = maker.promises_where(root, |standing| {
        standing.service == Some(work) && standing.commitment.party == Party::Centre
    });
    promises.into_iter().next().map(|promise| promise.bar)
}

/// The line of business of a policy and its number, as words.
#[derive(Debug, Default)]
pub(super) struct Standing {
    pub(super) line: String,
    pub(super) number: String,
}

impl Standing {
    pub(super) fn of(document: &Document) -> Self {
        let Content::Policy(policy) = &document.content else {
            return Self::default();
        };
        Self {
            line: policy
                .line
                .as_ref()
                .map_or_else(String::new, |line| line.name.clone()),
            number: policy.number.clone().unwrap_or_default(),
        }
    }
}

/// By what lists can be filtered, in the order in which they offer it.
const FACETS: [&str; 9] = [
    "line",
    "rank",
    "issuer",
    "state",
    "lifecycle",
    "class",
    "window",
    "area",
    "level",
];

fn facets(
    maker: &Maker<'_>,
    document: &Document,
    facts: &[Fact],
    state: Option<&Label>,
) -> Vec<Facet> {
    let facet = |name: &str, word: &str, text: String| Facet {
        name: name.to_owned(),
        word: word.to_owned(),
        text,
    };
    let mut found: Vec<Facet> = Vec::new();
    if let Some(line) = maker.view.line_of(document) {
        let mut lines = maker.portal().config.lines.iter();
        let name = lines.find(|known| known.id == line);
        let name = name.map_or_else(|| line.to_owned(), |line| line.name.clone());
        found.push(facet("line", line, name));
    }
    let named = facts.iter().filter(|fact| FACETS.contains(&fact.key));
    found.extend(named.filter_map(|fact| match &fact.value {
        Value::Choice(set, word) => Some(facet(
            fact.key,
            word,
            maker.label(&format!("choice.{set}"), word).text,
        )),
        Value::Text(text) => Some(facet(fact.key, text, text.clone())),
        _ => None,
    }));
    found.extend(state.map(|state| facet("state", &state.word, state.text.clone())));
    if let Content::Announcement(news) = &document.content {
        let year = news.date.year().to_string();
        found.push(facet("year", &year, year.clone()));
    }
    found
}

/// Only what tells some documents of a list from others.
fn filters(maker: &Maker<'_>, groups: &[ListGroup]) -> Vec<Filter> {
    let facets = || {
        let rows = groups.iter().flat_map(|group| &group.rows);
        rows.flat_map(|row| &row.facets)
    };
    let names = FACETS.into_iter().chain(["year"]);
    let all = names.map(|name| Filter {
        name: name.to_owned(),
        label: maker.strings.get(&format!("field.{name}")),
        options: options(facets().filter(|facet| facet.name == name)),
    });
    all.filter(|filter| filter.options.len() > 1).collect()
}

/// Each word once, in the order in which the list has them.
fn options<'f>(facets: impl Iterator<Item = &'f Facet>) -> Vec<Label> {
    let mut options: Vec<Label> = Vec::new();
    for facet in facets {
        if options.iter().all(|known| known.word != facet.word) {
            options.push(Label {
                word: facet.word.clone(),
                text: facet.text.clone(),
            });
        }
    }
    options
}

/// The questions that a document answers; of one question its title is it.
fn questions(maker: &Maker<'_>, version: DocumentIndex, page: &str) -> Vec<QuestionView> {
    let document = &maker.portal().documents[version];
    let Content::Faq(faq) = &document.content else {
        return Vec::new();
    };
    if faq.questions.is_empty() {
        return vec![QuestionView {
            title: document.common.title.clone(),
            href: page.to_owned(),
            answer: first_paragraph(maker, version, None),
            phrasings: faq.phrasings.join(" "),
        }];
    }
    let views = faq.questions.iter().map(|question| QuestionView {
        title: question.title.clone(),
        href: format!("{page}#{}", question.id.folded()),
        answer: first_paragraph(maker, version, Some(question.heading)),
        phrasings: question.phrasings.join(" "),
    });
    views.collect()
}

/// The first block of text under a heading, or of the whole document; with the next where it ends in a colon.
fn first_paragraph(
    maker: &Maker<'_>,
    version: DocumentIndex,
    heading: Option<usize>,
) -> Vec<String> {
    let tree = &maker.portal().documents[version].tree;
    let is_it = |block: &Block| {
        heading.is_none_or(|heading| matches!(block.kind, BlockKind::Heading(at) if at == heading))
    };
    let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Heading(_));
    let after = tree.blocks.iter().skip_while(|block| !is_it(block));
    let text = after.skip_while(is_heading);
    let text = text.take_while(|block| !is_heading(block)).take(2);
    let mut lines: Vec<String> = Vec::new();
    for block in text {
        let block = maker.view.plain(version, std::slice::from_ref(block));
        let own = block.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.extend(own.map(str::to_owned));
        let goes_on = lines.last().is_some_and(|line| line.ends_with(['：', ':']));
        if !goes_on {
            break;
        }
    }
    lines
}

/// A feed for each line of business that has policies.
fn feeds(maker: &Maker<'_>, kind: &Kind, root: &str, works: &[WorkIndex]) -> Vec<Link> {
    let documents = works.iter().filter_map(|work| maker.view.document(*work));
    let lines: Vec<String> = documents
        .map(|document| Standing::of(document).line)
        .collect();
    let known = maker.portal().config.lines.iter();
    let used = known.filter(|line| kind.word == "policy" && lines.contains(&line.id));
    used.map(|line| {
        let address = format!("{root}feeds/{}.xml", line.id.to_ascii_lowercase());
        maker.link(line.name.clone(), address)
    })
    .collect()
}

fn cell(
    maker: &Maker<'_>,
    teller: &Teller<'_>,
    facts: &[Fact],
    document: &Document,
    key: &str,
    state: Option<&Label>,
) -> Cell {
    let fact = facts.iter().find(|fact| fact.key == key);
    let own = fact.and_then(|fact| teller.cell(key, &fact.value));
    own.unwrap_or_else(|| Cell {
        label: maker.strings.get(&format!("field.{key}")),
        key: key.to_owned(),
        text: match key {
            "state" => state.map_or_else(String::new, |state| state.text.clone()),
            "effective" => document
                .common
                .effective
                .map_or_else(String::new, |date| date.to_string()),
            _ => String::new(),
        },
        word: (key == "state").then(|| state.map_or_else(String::new, |state| state.word.clone())),
        ..Cell::default()
    })
}

/// Every clock of the portal, as a table of its own.
fn clocks(maker: &Maker<'_>, root: &str) -> Vec<FactView> {
    let teller = Teller {
        maker: *maker,
        document: None,
        root,
    };
    let clocks = maker.portal().clocks.iter().filter_map(|clock| {
        let rows = Value::Table(vec![FactRow {
            id: None,
            facts: clock.facts(),
        }]);
        let fact = Fact {
            key: "clock",
            value: rows,
            rank: FactRank::Section,
        };
        let mut view = teller.fact(&fact)?;
        view.key = format!("clock-{}", clock.name);
        view.label.clone_from(&clock.title);
        Some(view)
    });
    clocks.collect()
}

impl Clock {
    fn facts(&self) -> Vec<Fact> {
        let line = |key, value| Fact {
            key,
            value,
            rank: FactRank::Line,
        };
        let texts = |texts: Vec<String>| Value::List(texts.into_iter().map(Value::Text).collect());
        let hours = self.hours.iter().map(ToString::to_string).collect();
        let mut facts = vec![
            line("hours", texts(hours)),
            line("start", Value::Choice("clock_start", self.start.word())),
            line("count_start_day", Value::Flag(self.count_start_day)),
        ];
        facts.extend(
            self.cutoff
                .map(|cutoff| line("cutoff", Value::Text(cutoff.to_string()))),
        );
        if !self.pauses.is_empty() {
            let pauses = self
                .pauses
                .iter()
                .map(|pause| pause.reason.clone())
                .collect();
            facts.push(line("pauses", texts(pauses)));
        }
        facts.extend(
            self.stop
                .clone()
                .map(|stop| line("stop", Value::Text(stop))),
        );
        facts.extend(
            self.restart
                .clone()
                .map(|restart| line("restart", Value::Text(restart))),
        );
        facts
    }
}
