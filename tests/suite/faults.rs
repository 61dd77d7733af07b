//! Twenty faults planted in a copy of the laws. `faults.toml` says where each lies and what must be found; it was
//! written before the program was run on them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use crate::support::{copy, corpus};

#[derive(Deserialize)]
struct Planted {
    fault: Vec<Fault>,
}

/// A fault: how it is planted, and the one finding that it must give.
#[derive(Clone, Deserialize)]
struct Fault {
    name: String,
    /// The file that is changed or made, below the portal.
    path: String,
    /// Replaces the first of these words…
    #[serde(default)]
    replace: Option<String>,
    /// …by these; without `replace` they are put behind the file's text.
    #[serde(default)]
    with: Option<String>,
    /// A whole new file.
    #[serde(default)]
    file: Option<String>,
    /// A symbolic link to this.
    #[serde(default)]
    link: Option<String>,
    /// A byte that is not UTF-8 put behind these words.
    #[serde(default)]
    byte_behind: Option<String>,
    code: String,
    line: u64,
    column: u64,
}

fn planted() -> Vec<Fault> {
    let text = include_str!("faults.toml");
    toml::from_str::<Planted>(text).unwrap().fault
}

fn plant(folder: &Path, fault: &Fault) {
    let path = folder.join(&fault.path);
    if let Some(target) = &fault.link {
        std::os::unix::fs::symlink(target, &path).unwrap();
    } else if let Some(text) = &fault.file {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    } else {
        let mut text = fs::read(&path).unwrap();
        if let Some(words) = &fault.byte_behind {
            let at = memchr::memmem::find(&text, words.as_bytes()).unwrap() + words.len();
            text.insert(at, 0xFF);
        } else {
            let with = fault.with.clone().unwrap();
            let text_string = String::from_utf8(text).unwrap();
            text = match &fault.replace {
                Some(words) => {
                    assert!(text_string.contains(words), "{}: {words}", fault.name);
                    text_string.replacen(words, &with, 1).into_bytes()
                }
                None => (text_string + &with).into_bytes(),
            };
        }
        fs::write(&path, text).unwrap();
    }
}

/// Everything found that is not a note, as `code path:line:column`, with how often.
fn found(folder: &Path) -> BTreeMap<String, usize> {
    // By the environment: a day asked for with --as-of that has gone by makes notes of citations.
    let output = Command::new(env!("CARGO_BIN_EXE_lanmu"))
        .current_dir(folder)
        .args(["check", "--format", "json"])
        .env("SOURCE_DATE_EPOCH", "1795492800")
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut found = BTreeMap::new();
    for finding in report["diagnostics"].as_array().unwrap() {
        if finding["severity"] != "note" {
            let key = format!(
                "{} {}:{}:{}",
                finding["code"].as_str().unwrap(),
                finding["path"].as_str().unwrap(),
                finding["line"],
                finding["column"]
            );
            *found.entry(key).or_default() += 1;
        }
    }
    found
}

/// A copy of the laws. They have gaps of their own in their numbers, and cite what is gone: these are notes here.
fn laws_with_their_own_gaps(laws: &Path, folder: &Path) {
    copy(laws, folder);
    let path = folder.join("portal.toml");
    let own = [
        "L0407", "L0408", "L0521", "L0522", "L0523", "L0524", "L0529", "L0530",
    ];
    let mut text = fs::read_to_string(&path).unwrap() + "\n[rules]\n";
    for code in own {
        text.push_str(code);
        text.push_str(" = \"note\"\n");
    }
    fs::write(path, text).unwrap();
}

fn expected(faults: &[Fault]) -> BTreeMap<String, usize> {
    let keys = faults
        .iter()
        .map(|f| format!("{} {}:{}:{}", f.code, f.path, f.line, f.column));
    keys.map(|key| (key, 1)).collect()
}

#[test]
fn one_run_finds_all_twenty_and_each_alone_makes_one() {
    let Some(laws) = corpus("laws") else { return };
    let faults = planted();
    assert_eq!(faults.len(), 20);
    let all = tempfile::tempdir().unwrap();
    laws_with_their_own_gaps(&laws, all.path());
    for fault in &faults {
        plant(all.path(), fault);
    }
    assert_eq!(found(all.path()), expected(&faults));
    for left_out in 0..faults.len() {
        let mut others = faults.clone();
        let fault = others.remove(left_out);
        let folder = tempfile::tempdir().unwrap();
        laws_with_their_own_gaps(&laws, folder.path());
        for fault in &others {
            plant(folder.path(), fault);
        }
        assert_eq!(
            found(folder.path()),
            expected(&others),
            "without {}",
            fault.name
        );
    }
}

#[test]
fn a_version_that_cannot_be_read_is_one_finding_whoever_cites_it() {
    let compiled = crate::support::portal(&[
        (
            "content/policies/a1.md",
            "+++\nid = \"A\"\ntitle = \"甲办法\"\neffective = 2025-01-01\n+++\n第一条 旧。\n",
        ),
        (
            "content/policies/a2.md",
            "+++\nid = \"A\"\ntitle = \"甲办法\"\neffective = 2026-02-30\n+++\n第一条 新。\n\n第二条 新增。\n",
        ),
        (
            "content/faqs/q.md",
            "+++\nid = \"Q\"\ntitle = \"问？\"\nbasis = [\"A#2\"]\n+++\n见《甲办法》第二条、[[A#2]]。\n",
        ),
    ]);
    let found = crate::support::check(&compiled);
    let codes: Vec<_> = found.iter().map(|finding| finding.code.id).collect();
    assert_eq!(codes, ["L0203"]);
}
