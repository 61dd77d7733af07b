use lanmu::diagnostics::{CODES, Severity};

use crate::support::{check, portal};

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
                ["L0101", "L0102", "L0103", "L0106"].contains(&code.id),
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
