use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use crate::support::{PORTAL, lanmu, lanmu_today, tree};

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// A small portal in a folder of its own.
fn small() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &[
            ("portal.toml", PORTAL),
            (
                "content/pages/a.md",
                "+++\nid = \"A\"\ntitle = \"甲\"\n+++\n甲的内容\n",
            ),
            (
                "content/pages/b.md",
                "+++\nid = \"B\"\ntitle = \"乙\"\n+++\n乙的内容\n",
            ),
        ],
    );
    folder
}

/// Inode, time of change and name of everything below a folder, and of the folder itself.
fn traces(folder: &Path) -> Vec<(String, u64, i64, i64)> {
    let entries = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap);
    let traces = entries.map(|entry| {
        let metadata = fs::symlink_metadata(entry.path()).unwrap();
        let name = entry.path().to_string_lossy().into_owned();
        (
            name,
            metadata.ino(),
            metadata.mtime(),
            metadata.mtime_nsec(),
        )
    });
    traces.collect()
}

#[test]
fn a_build_without_changes_leaves_no_trace() {
    let folder = small();
    lanmu_today(folder.path(), &["build"]);
    let before = traces(folder.path());
    let again = lanmu_today(folder.path(), &["build", "--lang", "en"]);
    assert_eq!(traces(folder.path()), before);
    assert!(String::from_utf8_lossy(&again.stderr).contains(" 0 written"));
}

#[test]
fn only_what_changed_is_written() {
    let folder = small();
    lanmu_today(folder.path(), &["build"]);
    let inode = |page: &str| {
        fs::metadata(folder.path().join("public").join(page))
            .unwrap()
            .ino()
    };
    let (a, b) = (inode("pages/a/index.html"), inode("pages/b/index.html"));
    write(
        folder.path(),
        &[(
            "content/pages/a.md",
            "+++\nid = \"A\"\ntitle = \"甲\"\n+++\n新的内容\n",
        )],
    );
    lanmu_today(folder.path(), &["build", "--no-search"]);
    lanmu_today(folder.path(), &["build", "--no-search"]);
    assert_ne!(inode("pages/a/index.html"), a);
    let b_changed = inode("pages/b/index.html") != b;
    // Without the index the globals change once; with the same options nothing does.
    let (a, b) = (inode("pages/a/index.html"), inode("pages/b/index.html"));
    write(
        folder.path(),
        &[(
            "content/pages/a.md",
            "+++\nid = \"A\"\ntitle = \"甲\"\n+++\n更新的内容\n",
        )],
    );
    lanmu_today(folder.path(), &["build", "--no-search"]);
    assert!(b_changed && inode("pages/a/index.html") != a && inode("pages/b/index.html") == b);
}

#[test]
fn a_file_that_was_tampered_with_is_made_again() {
    let folder = small();
    lanmu_today(folder.path(), &["build"]);
    let page = folder.path().join("public/pages/a/index.html");
    let right = fs::read(&page).unwrap();
    fs::write(&page, "otherwise").unwrap();
    lanmu_today(folder.path(), &["build"]);
    assert_eq!(fs::read(&page).unwrap(), right);
    fs::remove_file(&page).unwrap();
    lanmu_today(folder.path(), &["build"]);
    assert_eq!(fs::read(&page).unwrap(), right);
}

#[test]
fn what_is_gone_from_the_portal_is_gone_from_the_output() {
    let folder = small();
    lanmu_today(folder.path(), &["build"]);
    fs::remove_file(folder.path().join("content/pages/b.md")).unwrap();
    lanmu_today(folder.path(), &["build"]);
    assert!(!folder.path().join("public/pages/b").exists());
}

#[test]
fn a_folder_that_lanmu_did_not_make_is_refused() {
    let folder = small();
    write(folder.path(), &[("public/photo.jpg", "precious")]);
    let refused = lanmu(folder.path(), &["build", "--lang", "en"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("photo.jpg"));
    assert_eq!(
        fs::read_to_string(folder.path().join("public/photo.jpg")).unwrap(),
        "precious"
    );
}

#[test]
fn a_file_put_into_our_output_is_not_thrown_away() {
    let folder = small();
    lanmu_today(folder.path(), &["build"]);
    write(folder.path(), &[("public/mine.txt", "precious")]);
    write(
        folder.path(),
        &[(
            "content/pages/a.md",
            "+++\nid = \"A\"\ntitle = \"甲\"\n+++\n改\n",
        )],
    );
    let refused = lanmu(folder.path(), &["build"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(folder.path().join("public/mine.txt").exists());
}

#[test]
fn a_failed_build_leaves_the_last_good_output() {
    let folder = small();
    lanmu_today(folder.path(), &["build"]);
    let good = tree(&folder.path().join("public"));
    write(
        folder.path(),
        &[("content/pages/a.md", "+++\nid = \"A\"\n+++\n")],
    );
    let failed = lanmu(folder.path(), &["build"]);
    assert_eq!(failed.status.code(), Some(1));
    assert_eq!(tree(&folder.path().join("public")), good);
}

#[test]
fn exit_codes_say_what_went_wrong() {
    let folder = small();
    let code = |arguments: &[&str]| lanmu(folder.path(), arguments).status.code();
    assert_eq!(code(&["check"]), Some(0));
    assert_eq!(code(&["check", "--nonsense"]), Some(2));
    assert_eq!(code(&["check", "--root", "nowhere"]), Some(2));
    assert_eq!(code(&["publish", "nowhere"]), Some(2));
    write(
        folder.path(),
        &[(
            "content/pages/a.md",
            "+++\nid = \"A\"\ntitle = \"甲\"\n+++\n这里**没有成对\n",
        )],
    );
    assert_eq!(code(&["check"]), Some(0));
    assert_eq!(code(&["check", "--deny", "warnings"]), Some(1));
    // What is shown does not change what is found.
    assert_eq!(code(&["check", "--deny", "warnings", "-q"]), Some(1));
    write(
        folder.path(),
        &[("portal.toml", "title = 3\nbase_url = \"/\"\n")],
    );
    assert_eq!(code(&["check"]), Some(2));
}

#[test]
fn a_list_that_begins_too_late_is_told_and_ends_nothing() {
    let folder = small();
    for groups in [
        "groups =\n[\n[\"打款\", \"付款\"],\n]\n",
        "groups = 【\n[\"打款\"，\"付款\"],\n】\n",
    ] {
        write(folder.path(), &[("content/synonyms.toml", groups)]);
        let told = lanmu(folder.path(), &["check"]);
        let said = String::from_utf8_lossy(&told.stdout);
        assert_eq!(told.status.code(), Some(1), "{said}");
        assert!(said.contains("synonyms.toml:1:"), "{said}");
    }
}

#[test]
fn json_goes_to_standard_output_alone() {
    let folder = small();
    write(
        folder.path(),
        &[(
            "content/pages/a.md",
            "+++\nid = \"A\"\ntitel = \"甲\"\n+++\n",
        )],
    );
    let output = lanmu(folder.path(), &["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["errors"], 1);
    assert_eq!(report["diagnostics"][0]["arguments"]["key"], "titel");
    assert_eq!(report["diagnostics"][0]["nearest"][0], "title");
    assert_eq!(
        (
            &report["diagnostics"][0]["line"],
            &report["diagnostics"][0]["column"]
        ),
        (&3.into(), &1.into())
    );
}
