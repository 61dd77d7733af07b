use super::fact::Teller;
use super::{Cell, Column, FactView, Head, Label, Link, Maker};
use crate::kinds::{Clock, Content, Document, Fact, FactRank, FactRow, Kind, Value};
use crate::portal::{State, WorkIndex};
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
        /// `line`, `rank`, `issuer` or `state`.
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
        /// Of a policy, the line of business, the rank, who issued it and its number; empty where not said.
        pub line: String,
        /// See `line`.
        pub rank: String,
        /// See `line`.
        pub issuer: String,
        /// See `line`.
        pub number: String,
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
        /// The questions in a file of many, the people of a team.
        pub parts: Vec<Link>,
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
    ListPage {
        head: maker.head(&address, &title, kind.word, vec![home]),
        kind: Label {
            word: kind.word.to_owned(),
            text: title,
        },
        intro: maker.strings.get(&format!("kind.{}.intro", kind.word)),
        count: works.len(),
        columns: columns.collect(),
        filters: filters(maker, kind, &works),
        feeds: feeds(maker, kind, &root, &works),
        groups: groups(maker, kind, &root, works),
        sections: if kind.word == "calendar" {
            clocks(maker, &root)
        } else {
            Vec::new()
        },
    }
}

fn groups(maker: &Maker<'_>, kind: &Kind, root: &str, works: Vec<WorkIndex>) -> Vec<ListGroup> {
    let mut keyed: Vec<(SortKey, Option<String>, ListRow)> = works
        .into_iter()
        .filter_map(|work| {
            let document = maker.view.document(work)?;
            let (key, title) = place(maker, document);
            Some((key, title, list_row(maker, kind, root, work)?))
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
fn place(maker: &Maker<'_>, document: &Document) -> (SortKey, Option<String>) {
    let id = document.id().folded().to_owned();
    let line = match &document.content {
        Content::Policy(policy) => policy.line.as_ref(),
        Content::Service(service) => Some(&service.line),
        Content::Announcement(announcement) => {
            let year = announcement.date.year().to_string();
            let newest = std::cmp::Reverse(announcement.date);
            let key = (0, inverted(&newest.0.to_string()), id);
            return (key, Some(year));
        }
        Content::Calendar(_) => return ((0, inverted(&id), id), None),
        _ => None,
    };
    let lines = &maker.portal().config.lines;
    let index = line.and_then(|line| lines.iter().position(|known| known.id == line.name));
    match index {
        Some(index) => ((index, String::new(), id), Some(lines[index].name.clone())),
        None => ((lines.len(), String::new(), id), None),
    }
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
    let parts = document.content.parts().into_iter();
    let parts = parts.filter(|part| matches!(part.kind, "question" | "person"));
    let policy = Standing::of(document);
    Some(ListRow {
        id: document.id().to_string(),
        version: super::document::dated(document.common.effective),
        line: policy.line,
        rank: policy.rank,
        issuer: policy.issuer,
        number: policy.number,
        title: document.common.title.clone(),
        href: page.clone(),
        summary: document.common.summary.clone(),
        cells: cells.collect(),
        state: label,
        parts: parts
            .map(|part| maker.link(part.title, format!("{page}#{}", part.id.folded())))
            .collect(),
    })
}

/// By what policies are filtered, as words.
#[derive(Debug, Default)]
pub(super) struct Standing {
    pub(super) line: String,
    pub(super) rank: String,
    pub(super) issuer: String,
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
            rank: policy
                .rank
                .map_or_else(String::new, |rank| rank.word().to_owned()),
            issuer: policy.issuer.clone().unwrap_or_default(),
            number: policy.number.clone().unwrap_or_default(),
        }
    }
}

/// What policies can be filtered by: only what tells some of them from others.
fn filters(maker: &Maker<'_>, kind: &Kind, works: &[WorkIndex]) -> Vec<Filter> {
    if kind.word != "policy" {
        return Vec::new();
    }
    let documents = || works.iter().filter_map(|work| maker.view.document(*work));
    let of = |word: fn(Standing) -> String| {
        documents().map(move |document| word(Standing::of(document)))
    };
    let lines = &maker.portal().config.lines;
    let line_name = |id: &str| {
        let line = lines.iter().find(|line| line.id == id);
        line.map_or_else(|| id.to_owned(), |line| line.name.clone())
    };
    let states = works.iter().filter_map(|work| maker.view.shown(*work));
    let states = states.map(|version| maker.portal().validity[version].state.word().to_owned());
    let all = [
        ("line", options(of(|standing| standing.line), line_name)),
        (
            "rank",
            options(of(|standing| standing.rank), |word| {
                maker.label("choice.rank", word).text
            }),
        ),
        (
            "issuer",
            options(of(|standing| standing.issuer), str::to_owned),
        ),
        (
            "state",
            options(states, |word| maker.label("state", word).text),
        ),
    ];
    let useful = all.into_iter().filter(|(_, options)| options.len() > 1);
    useful
        .map(|(name, options)| Filter {
            name: name.to_owned(),
            label: maker.strings.get(&format!("field.{name}")),
            options,
        })
        .collect()
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

fn options(words: impl Iterator<Item = String>, name: impl Fn(&str) -> String) -> Vec<Label> {
    let words: std::collections::BTreeSet<String> = words.filter(|word| !word.is_empty()).collect();
    let labels = words.into_iter().map(|word| Label {
        text: name(&word),
        word,
    });
    labels.collect()
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
