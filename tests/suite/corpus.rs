use std::collections::BTreeSet;
use std::process::Command;

use crate::support::{copy, corpus, lanmu_today, tree};

#[test]
fn every_law_has_a_page_and_the_same_bytes_with_any_number_of_threads() {
    let Some(laws) = corpus("laws") else { return };
    let folder = tempfile::tempdir().unwrap();
    copy(&laws, folder.path());
    let mut trees = Vec::new();
    for threads in ["1", "2", "7"] {
        let output = format!("out-{threads}");
        let status = Command::new(env!("CARGO_BIN_EXE_lanmu"))
            .current_dir(folder.path())
            .args(["build", "--as-of", "2026-11-24", "--output", &output])
            .env("RAYON_NUM_THREADS", threads)
            .status()
            .unwrap();
        assert!(status.success());
        trees.push(tree(&folder.path().join(output)));
    }
    assert!(trees[0] == trees[1] && trees[1] == trees[2]);
    let ids: BTreeSet<String> = policy_ids(&laws);
    assert_eq!(ids.len(), 470);
    for id in ids {
        assert!(
            trees[0].contains_key(&format!("policies/{id}/index.html")),
            "{id}"
        );
    }
}

fn policy_ids(laws: &std::path::Path) -> BTreeSet<String> {
    let files = walkdir::WalkDir::new(laws.join("content"))
        .into_iter()
        .map(Result::unwrap);
    let texts = files
        .filter(|file| file.file_type().is_file())
        .map(|file| std::fs::read_to_string(file.path()).unwrap());
    let ids = texts.filter_map(|text| {
        let line = text.lines().find(|line| line.starts_with("id = "))?;
        Some(
            line.trim_start_matches("id = ")
                .trim_matches('"')
                .to_lowercase(),
        )
    });
    ids.collect()
}

#[test]
fn the_civil_code_has_all_its_articles() {
    let Some(laws) = corpus("laws") else { return };
    let folder = tempfile::tempdir().unwrap();
    copy(&laws, folder.path());
    lanmu_today(folder.path(), &["build", "--no-search"]);
    let page =
        std::fs::read_to_string(folder.path().join("public/policies/law-0001/index.html")).unwrap();
    for number in 1..=1260 {
        assert!(
            page.contains(&format!("class=\"article\" id=\"a{number}\">")),
            "a{number}"
        );
    }
    assert!(!page.contains("id=\"a1261\""));
}
