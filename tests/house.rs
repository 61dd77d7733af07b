//! The house is built as `ARCHITECTURE.md` says: stages in one direction, each introduced, the world at the edges.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the house has failed"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The stages in the order in which data goes through them.
fn stages() -> Vec<String> {
    let library = fs::read_to_string("src/lib.rs").unwrap();
    let names = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The stages that a file names, by `crate::STAGE`.
fn named_stages(text: &str) -> Vec<&str> {
    let after = text.split("crate::").skip(1);
    after
        .map(|rest| {
            rest.split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .next()
                .unwrap()
        })
        .collect()
}

#[test]
fn no_stage_imports_a_later_one() {
    let stages = stages();
    for (index, stage) in stages.iter().enumerate() {
        for path in sources(&Path::new("src").join(stage)) {
            let text = fs::read_to_string(&path).unwrap();
            for named in named_stages(&text) {
                let at = stages.iter().position(|known| known == named);
                assert!(
                    at.is_none_or(|at| at <= index),
                    "{} names {named}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn every_stage_says_what_comes_in_what_goes_out_and_what_it_must_never_know() {
    for stage in stages() {
        let text = fs::read_to_string(format!("src/{stage}/mod.rs")).unwrap();
        let opening: Vec<_> = text
            .lines()
            .take_while(|line| line.starts_with("//!"))
            .collect();
        assert!(
            (3..=12).contains(&opening.len()),
            "{stage} opens with {} lines",
            opening.len()
        );
        // The two ends take from and give to the world.
        let opening = opening.join(" ");
        for words in ["Comes in", "Goes out"] {
            assert!(opening.contains(words), "{stage} does not say “{words}”");
        }
    }
}

#[test]
fn every_stage_stands_in_the_architecture_in_order() {
    let text = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let mut from = 0;
    for stage in stages() {
        let at = text[from..]
            .find(&format!("\n{stage} "))
            .unwrap_or_else(|| panic!("{stage} is missing or late"));
        from += at + 1;
    }
}

#[test]
fn the_world_comes_in_only_at_the_edges() {
    let edges = ["source", "site", "publish", "preview", "cli"];
    let worldly = [
        "std::fs",
        "std::env",
        "std::net",
        "SystemTime::now",
        "Timestamp::now",
        "std::process",
    ];
    for stage in stages()
        .iter()
        .filter(|stage| !edges.contains(&stage.as_str()))
    {
        for path in sources(&Path::new("src").join(stage)) {
            let text = fs::read_to_string(&path).unwrap();
            for word in worldly {
                assert!(!text.contains(word), "{} uses {word}", path.display());
            }
        }
    }
}

#[test]
fn no_file_is_named_after_nothing() {
    for path in sources(Path::new("src")) {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        for nothing in [
            "utils",
            "util",
            "helpers",
            "helper",
            "misc",
            "common_utils",
            "manager",
            "prelude",
        ] {
            assert_ne!(stem, nothing, "{}", path.display());
        }
    }
}
