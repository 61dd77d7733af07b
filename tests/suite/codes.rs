use std::sync::Arc;

use lanmu::diagnostics::{CODES, Language, Severity};
use lanmu::portal::Settings;
use lanmu::site::compile;
use lanmu::source::Snapshot;

use crate::support::{self, check, portal};

/// The fenced blocks of a section whose info is a path: the files of an example.
fn files<'p>(page: &'p str, heading: &str) -> Vec<(&'p str, &'p str)> {
    let start = page.find(&format!("\n## {heading}\n")).unwrap();
    let section = &page[start + 1..];
    let section = &section[..section[3..]
        .find("\n## ")
        .map_or(section.len(), |at| at + 4)];
    let mut found = Vec::new();
    let mut rest = section;
    while let Some(open) = rest.find("\n```") {
        let info_start = open + 4;
        let line_end = info_start + rest[info_start..].find('\n').unwrap();
        let info = rest[info_start..line_end].trim();
        let close = line_end + rest[line_end..].find("\n```").unwrap();
        found.push((info, &rest[line_end + 1..=close]));
        rest = &rest[close + 4..];
    }
    found.retain(|(info, _)| info.contains('.'));
    found
}

#[test]
fn every_wrong_example_gives_its_one_finding() {
    for code in CODES {
        let example = files(code.page, "Wrong");
        if example.is_empty() {
            // Some faults cannot be shown as text: bytes, links, permissions.
            assert!(
                ["L0101", "L0102", "L0103", "L0106", "L0107", "L0537"].contains(&code.id),
                "{} has no example",
                code.id
            );
            continue;
        }
        let compiled = portal(&example);
        let found = check(&compiled);
        let codes: Vec<_> = found.iter().map(|finding| finding.code.id).collect();
        assert_eq!(codes, [code.id], "{found:#?}");
    }
}

#[test]
fn every_right_example_is_clean() {
    for code in CODES {
        let example = files(code.page, "Right");
        let compiled = portal(&example);
        let found = check(&compiled);
        let bad: Vec<_> = found
            .iter()
            .filter(|finding| finding.severity != Severity::Note)
            .collect();
        assert!(bad.is_empty(), "{}: {bad:#?}", code.id);
        assert!(
            found.iter().all(|finding| finding.code != *code),
            "{} is still found",
            code.id
        );
    }
}

#[test]
fn a_portal_without_documents_is_an_error() {
    let files = [("portal.toml", support::PORTAL.as_bytes().to_vec())];
    let settings = Settings {
        as_of: support::TODAY,
        is_past: false,
        drafts: false,
    };
    let compiled = compile(Arc::new(Snapshot::from_files(files)), settings);
    let codes: Vec<_> = check(&compiled).iter().map(|found| found.code.id).collect();
    assert_eq!(codes, ["L0107"]);
}

#[test]
fn a_picture_that_readers_would_wait_for_is_told() {
    let blank = " ".repeat(3 << 20);
    let drawing =
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='8' height='4'>{blank}</svg>");
    let compiled = portal(&[("content/pages/图.svg", &drawing)]);
    let found = check(&compiled);
    let told: Vec<_> = found
        .iter()
        .map(|found| found.message(Language::English))
        .collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("too large (3.0 MB)"), "{told:?}");
}
