use std::collections::BTreeMap;
use std::sync::Arc;

use lanmu::markdown::{Cited, MentionKind};
use lanmu::portal::{Portal, Settings, Target, read_portal};

use crate::support::{TODAY, corpus};

/// What became of a citation with a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// It leads to a clause.
    Linked,
    /// The version then in force is not held, which is said.
    NotHeld,
    /// The clause of that number is not what the sentence speaks of, which is said too.
    Doubtful,
    /// There is no such clause, which is said.
    Missing,
}

/// A citation of a clause of a law that is held.
struct Found {
    outcome: Outcome,
    /// Path and line.
    place: String,
    /// The sentence around it.
    context: String,
    /// Where it leads, in words.
    target: String,
}

pub(crate) fn portal_of(name: &str) -> Option<Portal> {
    let folder = corpus(name)?;
    let snapshot = lanmu::source::read_portal(&folder).unwrap();
    let settings = Settings {
        as_of: TODAY,
        is_past: false,
        drafts: false,
    };
    Some(read_portal(Arc::new(snapshot), settings))
}

fn citations(portal: &Portal) -> Vec<Found> {
    let said = |code: &str, path: &str, at: u32| {
        portal.findings.iter().any(|finding| {
            finding.code.name == code
                && &*finding.place.path == path
                && finding.place.span.start == at
        })
    };
    let mut found = Vec::new();
    for (index, document) in portal.documents.iter().enumerate() {
        let text = portal.text(index);
        for (mention, target) in document.tree.mentions.iter().zip(&portal.mentions[index]) {
            let MentionKind::Citation {
                of: Cited::Titled(_),
                clause: Some((_, clause)),
            } = &mention.kind
            else {
                continue;
            };
            let Target::Work {
                work,
                version,
                anchor,
                formerly,
            } = target
            else {
                continue;
            };
            let outcome = if anchor.is_some() {
                Outcome::Linked
            } else if said("cited-version-not-held", &document.path, clause.start) {
                Outcome::NotHeld
            } else if said("doubtful-number", &document.path, clause.start) {
                Outcome::Doubtful
            } else {
                assert!(
                    said("cited-clause-missing", &document.path, clause.start),
                    "{} says nothing",
                    document.path
                );
                Outcome::Missing
            };
            let shown = version.or_else(|| portal.shown(*work)).unwrap();
            let line = text[..mention.span.start as usize].matches('\n').count() + 1;
            found.push(Found {
                outcome,
                place: format!("{}:{line}", document.path),
                context: around(text, mention.span.start as usize, mention.span.end as usize),
                target: format!(
                    "{} #{} {}",
                    portal.documents[shown].path,
                    anchor.as_deref().unwrap_or("-"),
                    formerly.as_deref().unwrap_or("")
                ),
            });
        }
    }
    found
}

fn around(text: &str, start: usize, end: usize) -> String {
    let before: String = text[..start].chars().rev().take(40).collect();
    let before: String = before.chars().rev().collect();
    let behind: String = text[end..].chars().take(60).collect();
    format!("{before}【{}】{behind}", &text[start..end]).replace('\n', " ")
}

#[test]
fn citations_lead_to_a_clause_or_say_why_not() {
    for name in ["laws", "laws2000"] {
        let Some(portal) = portal_of(name) else {
            continue;
        };
        let found = citations(&portal);
        let mut counts: BTreeMap<Outcome, usize> = BTreeMap::new();
        for citation in &found {
            *counts.entry(citation.outcome).or_default() += 1;
        }
        let missing = counts.get(&Outcome::Missing).copied().unwrap_or(0);
        if let Some(sample) = std::env::var_os("LANMU_SAMPLE") {
            write_sample(name, &found, std::path::Path::new(&sample));
        }
        assert!(found.len() > 100, "{}", found.len());
        assert!(
            missing * 100 <= found.len(),
            "{missing} of {} lead nowhere: {counts:?}",
            found.len()
        );
    }
}

/// 200 citations drawn with a fixed seed.
fn drawn(found: &[Found]) -> Vec<&Found> {
    let mut state: u64 = 20_261_125;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap()
    };
    let mut left: Vec<&Found> = found.iter().collect();
    (0..200.min(left.len()))
        .map(|_| left.swap_remove(next() % left.len()))
        .collect()
}

/// For reading by eye: `LANMU_SAMPLE=DIR` writes what was drawn, each with its sentence.
fn write_sample(name: &str, found: &[Found], folder: &std::path::Path) {
    let lines = drawn(found).into_iter().enumerate().map(|(at, citation)| {
        let number = at + 1;
        format!(
            "{number}\t{:?}\t{}\t{}\t{}\n",
            citation.outcome, citation.place, citation.context, citation.target
        )
    });
    std::fs::write(
        folder.join(format!("{name}.tsv")),
        lines.collect::<String>(),
    )
    .unwrap();
}

#[test]
fn the_citations_that_were_read_by_eye_lead_where_they_led() {
    let Some(portal) = portal_of("laws2000") else {
        return;
    };
    let found = citations(&portal);
    let read = include_str!("../citations/laws2000.tsv").lines().skip(1);
    for (line, citation) in read.zip(drawn(&found)) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [_, outcome, place, target, verdict, _] = fields[..] else {
            panic!("{line}")
        };
        assert_eq!(
            (place, outcome),
            (&*citation.place, &*format!("{:?}", citation.outcome)),
            "{line}"
        );
        match verdict {
            "right" => assert_eq!(target, citation.target.trim(), "{line}"),
            "said" => assert_ne!(citation.outcome, Outcome::Linked, "{line}"),
            other => panic!("{other}: {line}"),
        }
    }
}
