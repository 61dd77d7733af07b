use std::fs;
use std::path::Path;

use crate::support::{PORTAL, lanmu, tree};

fn portal_with_target(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let toml = format!("{PORTAL}[publish.intranet]\nfolder = \"www\"\n");
    fs::write(folder.path().join("portal.toml"), toml).unwrap();
    write_page(folder.path(), text);
    folder
}

fn write_page(folder: &Path, text: &str) {
    let pages = folder.join("content/pages");
    fs::create_dir_all(&pages).unwrap();
    fs::write(
        pages.join("a.md"),
        format!("+++\nid = \"A\"\ntitle = \"甲\"\n+++\n{text}\n"),
    )
    .unwrap();
}

fn publish(folder: &Path) -> std::process::Output {
    lanmu(folder, &["publish", "intranet", "--no-search"])
}

#[test]
fn current_is_the_release_and_the_last_five_stay() {
    let folder = portal_with_target("零");
    for text in ["一", "二", "三", "四", "五", "六"] {
        write_page(folder.path(), text);
        assert!(publish(folder.path()).status.success());
    }
    let target = folder.path().join("www");
    assert_eq!(fs::read_dir(target.join("releases")).unwrap().count(), 5);
    let page = fs::read_to_string(target.join("current/pages/a/index.html")).unwrap();
    assert!(page.contains("<p>六</p>"));
    assert!(
        fs::symlink_metadata(target.join("current"))
            .unwrap()
            .is_symlink()
    );
    assert!(!folder.path().join("public").exists());
}

#[test]
fn the_same_content_is_the_same_release() {
    let folder = portal_with_target("甲");
    publish(folder.path());
    let before = fs::read_link(folder.path().join("www/current")).unwrap();
    write_page(folder.path(), "乙");
    publish(folder.path());
    write_page(folder.path(), "甲");
    publish(folder.path());
    assert_eq!(
        fs::read_link(folder.path().join("www/current")).unwrap(),
        before
    );
}

#[test]
fn errors_foreign_folders_and_past_days_are_refused() {
    let folder = portal_with_target("甲");
    let past = lanmu(
        folder.path(),
        &["publish", "intranet", "--as-of", "2020-01-01"],
    );
    assert_eq!(past.status.code(), Some(2));
    fs::create_dir_all(folder.path().join("www")).unwrap();
    fs::write(folder.path().join("www/index.html"), "somebody's").unwrap();
    assert_eq!(publish(folder.path()).status.code(), Some(2));
    assert_eq!(tree(&folder.path().join("www")).len(), 1);
    fs::remove_file(folder.path().join("www/index.html")).unwrap();
    assert!(publish(folder.path()).status.success());
    let before = tree(&folder.path().join("www"));
    write_page(folder.path(), "[无](nothing.md)");
    assert_eq!(publish(folder.path()).status.code(), Some(1));
    assert_eq!(tree(&folder.path().join("www")), before);
}

#[test]
fn a_day_that_is_past_is_not_published_wherever_it_comes_from() {
    let folder = portal_with_target("甲");
    let asked = lanmu(
        folder.path(),
        &["publish", "intranet", "--as-of", "2024-03-01"],
    );
    let inherited = std::process::Command::new(env!("CARGO_BIN_EXE_lanmu"))
        .current_dir(folder.path())
        .args(["publish", "intranet"])
        .env("SOURCE_DATE_EPOCH", "1709251200")
        .output()
        .unwrap();
    for output in [asked, inherited] {
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("2024-03-01"), "{said}");
    }
    assert!(!folder.path().join("www").exists());
}
