use std::fmt::Write as _;

use jiff::civil::Date;

use super::messages::{self, say};
use crate::compare::{Change, Comparison, Fate, Unit, WordingKind};
use crate::diagnostics::{Colour, Language, Lines, Position};
use crate::portal::{DocumentIndex, Impact, Portal, Resting, WorkIndex};

/// The two versions that `lanmu diff` compares: those of the dates asked for, else the last two.
pub(super) fn asked_versions(
    portal: &Portal,
    id: &str,
    from: Option<Date>,
    to: Option<Date>,
    language: Language,
) -> Result<(DocumentIndex, DocumentIndex), String> {
    let work = portal
        .works
        .iter()
        .position(|work| work.id.as_str().eq_ignore_ascii_case(id) && !work.versions.is_empty())
        .ok_or_else(|| say(messages::UNKNOWN_DOCUMENT, language, &[("id", id)]))?;
    let versions = &portal.works[work].versions;
    let of = |date: Date| {
        let known = versions
            .iter()
            .find(|version| effective(portal, **version) == Some(date));
        known.copied().or_else(|| portal.version_on(work, date))
    };
    let on = |date: Date| {
        of(date).ok_or_else(|| {
            let holes = [
                ("id", id),
                ("date", &date.to_string()),
                ("known", &dates(portal, work)),
            ];
            say(messages::NO_VERSION_ON, language, &holes)
        })
    };
    let to = match to {
        Some(date) => on(date)?,
        None => *versions.last().unwrap_or(&versions[0]),
    };
    let from = match from {
        Some(date) => on(date)?,
        None => {
            let at = versions
                .iter()
                .position(|version| *version == to)
                .unwrap_or(0);
            let before = at.checked_sub(1).map(|at| versions[at]);
            before.ok_or_else(|| say(messages::ONE_VERSION, language, &[("id", id)]))?
        }
    };
    Ok((from, to))
}

fn effective(portal: &Portal, version: DocumentIndex) -> Option<Date> {
    portal.documents[version].common.effective
}

fn dated(portal: &Portal, version: DocumentIndex) -> String {
    effective(portal, version).map_or_else(|| "—".to_owned(), |date| date.to_string())
}

fn dates(portal: &Portal, work: WorkIndex) -> String {
    let versions = portal.works[work].versions.iter();
    versions
        .map(|version| dated(portal, *version))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What changed between two versions, for the terminal.
pub(super) fn difference(
    portal: &Portal,
    from: DocumentIndex,
    to: DocumentIndex,
    language: Language,
    colour: Colour,
) -> String {
    let comparison = portal.compare(from, to);
    let mut text = heading(portal, from, to, &comparison, language);
    for change in comparison.changed() {
        // Writing to memory does not fail.
        let _ = writeln!(text, "\n{}", clause_heading(change, language, colour));
        for part in change.wording() {
            text.push_str(&marked(part.kind, &part.text.replace('\t', "│ "), colour));
        }
        text.push('\n');
    }
    text
}

fn heading(
    portal: &Portal,
    from: DocumentIndex,
    to: DocumentIndex,
    comparison: &Comparison,
    language: Language,
) -> String {
    let count = |fate: Option<Fate>| comparison.count(fate).to_string();
    let holes = [
        ("title", portal.documents[to].common.title.as_str()),
        ("from", &dated(portal, from)),
        ("to", &dated(portal, to)),
        ("revised", &count(Some(Fate::Revised))),
        ("added", &count(Some(Fate::Added))),
        ("removed", &count(Some(Fate::Removed))),
        ("moved", &count(Some(Fate::Moved))),
        ("others", &count(None)),
    ];
    say(messages::DIFFERENCE, language, &holes)
}

/// 第十二条 → 第十三条 修改
fn clause_heading(change: &Change, language: Language, colour: Colour) -> String {
    let label = |unit: &Option<Unit>| {
        unit.as_ref().map(|unit| {
            if unit.label.is_empty() {
                messages::OTHER_TEXT.in_language(language).to_owned()
            } else {
                unit.label.clone()
            }
        })
    };
    let name = match (label(&change.old), label(&change.new)) {
        (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
        (_, Some(new)) => new,
        (Some(old), None) => old,
        (None, None) => String::new(),
    };
    let fate = match change.fate {
        Fate::Same => messages::SAME,
        Fate::Moved => messages::MOVED,
        Fate::Revised => messages::REVISED,
        Fate::Added => messages::ADDED,
        Fate::Removed => messages::REMOVED,
    };
    let words = format!("{name}  {}", fate.in_language(language));
    match colour {
        Colour::Yes => format!("\u{1b}[1m{words}\u{1b}[0m"),
        Colour::No => words,
    }
}

/// Deleted words struck out in red, inserted ones underlined in green; without colours in brackets.
fn marked(kind: WordingKind, text: &str, colour: Colour) -> String {
    match (kind, colour) {
        (WordingKind::Kept, _) => text.to_owned(),
        (WordingKind::Deleted, Colour::Yes) => format!("\u{1b}[31;9m{text}\u{1b}[0m"),
        (WordingKind::Inserted, Colour::Yes) => format!("\u{1b}[32;4m{text}\u{1b}[0m"),
        (WordingKind::Deleted, Colour::No) => format!("[-{text}-]"),
        (WordingKind::Inserted, Colour::No) => format!("{{+{text}+}}"),
    }
}

/// What rests on the clauses that a version changes, for the terminal.
pub(super) fn impact_report(
    portal: &Portal,
    new: DocumentIndex,
    impact: &Impact,
    language: Language,
    colour: Colour,
) -> String {
    let mut text = heading(portal, impact.before, new, &impact.comparison, language);
    for (change, resting) in &impact.clauses {
        // Writing to memory does not fail.
        let _ = writeln!(
            text,
            "\n{}",
            clause_heading(&impact.comparison.changes[*change], language, colour)
        );
        places(portal, resting, &mut text);
    }
    if impact.clauses.is_empty() {
        text.push_str(&say(messages::NOTHING_RESTS, language, &[]));
    }
    if !impact.whole.is_empty() {
        // Writing to memory does not fail.
        let _ = writeln!(text, "\n{}", messages::RESTS_ON_WHOLE.in_language(language));
        places(portal, &impact.whole, &mut text);
    }
    text
}

/// Path, line and column of each place, with the title of its document.
fn places(portal: &Portal, resting: &[Resting], text: &mut String) {
    for place in resting {
        let document = &portal.documents[place.document];
        let lines = Lines::new(portal.text(place.document));
        let Position { line, column } = lines.position(place.span.start as usize);
        // Writing to memory does not fail.
        let _ = writeln!(
            text,
            "  {}:{line}:{column}  {}",
            document.path, document.common.title
        );
    }
}
