use rust_decimal::Decimal;

use super::bar::{Attained, Promised};
use super::list::list_row;
use super::trend::Attainments;
use super::{Column, ContactCard, Label, Link, ListRow, Maker, PromiseBar, Trend};
use crate::calendar::Duration;
use crate::kinds::{Direction, Percent, Quantity, kind_of_word};
use crate::theme::shape::context;

context! {
    /// Every component of the theme in every state, shown on a page whose front matter says `components = true`:
    /// documents and people are the portal's own, results are invented and say so.
    pub struct Samples {
        /// Promise bars: met, short of the target, missed, without a figure, with an old one, fewer is better.
        pub bars: Vec<PromiseBar>,
        /// Figures over periods: a share with a miss and a gap, and a number of which fewer is better.
        pub trends: Vec<Trend>,
        /// Every state of a document.
        pub states: Vec<Label>,
        /// Every outcome of a decision.
        pub outcomes: Vec<Label>,
        /// Every level of a risk.
        pub levels: Vec<Label>,
        /// A team, a person, one who is away.
        pub cards: Vec<ContactCard>,
        /// Some policies, for a table.
        pub policies: Vec<ListRow>,
        /// The columns of that table.
        pub columns: Vec<Column>,
        /// Some services, for cards.
        pub services: Vec<ListRow>,
        /// Some files of questions, for the accordion.
        pub questions: Vec<ListRow>,
        /// Some news.
        pub news: Vec<ListRow>,
        /// Some links with what they are.
        pub links: Vec<Link>,
    }
}

/// The samples for a page whose way up is `root`.
pub(super) fn samples(maker: &Maker<'_>, root: &str) -> Samples {
    let labels =
        |set: &str, words: &[&str]| words.iter().map(|word| maker.label(set, word)).collect();
    let kind = kind_of_word("policy");
    let columns = kind
        .map_or(&[][..], |kind| kind.columns)
        .iter()
        .map(|key| Column {
            key: (*key).to_owned(),
            label: maker.strings.get(&format!("field.{key}")),
        });
    Samples {
        bars: bars().iter().map(|promised| promised.bar(maker)).collect(),
        trends: trends(maker),
        states: labels(
            "state",
            &["in-force", "upcoming", "superseded", "repealed", "expired"],
        ),
        outcomes: labels("choice.outcome", &["normal", "variant", "refused"]),
        levels: labels("choice.risk_level", &["high", "medium", "low"]),
        cards: cards(maker, root),
        policies: rows(maker, "policy", root, 4),
        columns: columns.collect(),
        services: rows(maker, "service", root, 3),
        questions: rows(maker, "faq", root, 1),
        news: rows(maker, "announcement", root, 2),
        links: links(maker, root),
    }
}

fn rows(maker: &Maker<'_>, word: &str, root: &str, most: usize) -> Vec<ListRow> {
    let kind = kind_of_word(word).into_iter();
    let works = kind.flat_map(|kind| maker.view.works_of(kind).map(move |work| (kind, work)));
    let rows = works.filter_map(|(kind, work)| list_row(maker, kind, root, work));
    rows.take(most).collect()
}

fn links(maker: &Maker<'_>, root: &str) -> Vec<Link> {
    let works = maker.view.works();
    works
        .filter_map(|work| maker.work_link(root, work))
        .take(12)
        .collect()
}

/// The first team with somebody in it, that person, and the same person away.
fn cards(maker: &Maker<'_>, root: &str) -> Vec<ContactCard> {
    let kind = kind_of_word("team").into_iter();
    let works = kind.flat_map(|kind| maker.view.works_of(kind));
    let mut teams = works.filter_map(|work| {
        let document = maker.view.document(work)?;
        let crate::kinds::Content::Team(team) = &document.content else {
            return None;
        };
        let role = maker.strings.get("kind.team.one");
        let own = maker.card(root, document.id().as_str(), &role)?;
        let person = maker.person_card(root, team.people.first()?, team);
        Some((own, person))
    });
    let Some((team, person)) = teams.next() else {
        return Vec::new();
    };
    let person = ContactCard {
        anchor: String::new(),
        away_until: None,
        ..person
    };
    let away = ContactCard {
        away_until: Some(maker.portal().settings.as_of.to_string()),
        ..person.clone()
    };
    vec![team, person, away]
}

/// What a promise may come to.
fn bars() -> Vec<Promised> {
    let results = [Some(982), Some(958), Some(931), None];
    let mut bars: Vec<Promised> = results.into_iter().map(sample).collect();
    let mut old = sample(Some(984));
    if let Some(actual) = &mut old.actual {
        actual.is_old = true;
    }
    bars.push(old);
    bars.extend([0, 2].map(sample_of_errors));
    bars
}

fn sample_of_errors(errors: i64) -> Promised {
    let number = |value: i64| Quantity::Number(Decimal::from(value));
    Promised {
        direction: Direction::AtMost,
        unit: "笔".to_owned(),
        limit: None,
        target: number(0),
        floor: Some(number(1)),
        actual: Some(attained(number(errors))),
    }
}

fn sample(actual: Option<i64>) -> Promised {
    let percent = |tenths: i64| Quantity::Percent(Percent(Decimal::new(tenths, 1).normalize()));
    Promised {
        direction: Direction::AtLeast,
        unit: "%".to_owned(),
        limit: Duration::parse("3 workdays"),
        target: percent(970),
        floor: Some(percent(950)),
        actual: actual.map(|tenths| attained(percent(tenths))),
    }
}

/// A year of a share, one month of it without a figure, and half a year of errors.
fn trends(maker: &Maker<'_>) -> Vec<Trend> {
    let title = maker.strings.get("ui.style_sample");
    let shares = [968, 971, 975, 0, 944, 958, 972, 978, 981, 976, 983, 985];
    let share = |(month, tenths): (usize, &i64)| {
        let value = Quantity::Percent(Percent(Decimal::new(*tenths, 1).normalize()));
        (
            format!("2026-{:02}", month + 1),
            (*tenths > 0).then_some(value),
        )
    };
    let errors = [1, 0, 0, 2, 0, 0];
    let error = |(month, errors): (usize, &i64)| {
        let value = Quantity::Number(Decimal::from(*errors));
        (format!("2026-{:02}", month + 5), Some(value))
    };
    let all = [
        Attainments {
            title: title.clone(),
            promised: sample(None),
            periods: shares.iter().enumerate().map(share).collect(),
        },
        Attainments {
            title,
            promised: sample_of_errors(0),
            periods: errors.iter().enumerate().map(error).collect(),
        },
    ];
    all.iter()
        .map(|attainments| attainments.trend(maker))
        .collect()
}

fn attained(value: Quantity) -> Attained {
    Attained {
        value,
        period: "2026-10".to_owned(),
        is_old: false,
    }
}
