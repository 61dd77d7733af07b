use std::fs;

use lanmu::kinds::KINDS;

use crate::support::{lanmu, lanmu_today};

#[test]
fn a_new_portal_is_clean_and_builds() {
    let folder = tempfile::tempdir().unwrap();
    lanmu(folder.path(), &["new", "portal", "column"]);
    let column = folder.path().join("column");
    lanmu_today(&column, &["check", "--deny", "warnings"]);
    lanmu_today(&column, &["build"]);
    assert!(column.join("public/policies/pol-001/index.html").exists());
    let again = lanmu(folder.path(), &["new", "portal", "column"]);
    assert_eq!(again.status.code(), Some(2));
}

#[test]
fn a_new_document_of_every_kind_has_the_next_id_and_is_read() {
    let folder = tempfile::tempdir().unwrap();
    lanmu(folder.path(), &["new", "portal", "."]);
    for kind in KINDS.iter().filter(|kind| !kind.starter.is_empty()) {
        let made = lanmu(folder.path(), &["new", kind.word, "试一试"]);
        assert!(
            made.status.success(),
            "{}: {}",
            kind.word,
            String::from_utf8_lossy(&made.stderr)
        );
    }
    let policy = fs::read_to_string(folder.path().join("content/policies/试一试.md")).unwrap();
    assert!(policy.contains("id = \"POL-002\""), "{policy}");
    // Nobody reads a beginning but those who write it.
    lanmu_today(folder.path(), &["build"]);
    assert!(!folder.path().join("public/policies/pol-002").exists());
    lanmu_today(folder.path(), &["check"]);
    let taken = lanmu(folder.path(), &["new", "page", "又一页", "--id", "POL-001"]);
    assert_eq!(taken.status.code(), Some(2));
}
