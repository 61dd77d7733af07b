use std::collections::BTreeSet;

use lanmu::site::{Site, SiteOptions};

use crate::support::{check, portal};

const PORTAL: &str = "title = \"专栏\"\nbase_url = \"https://intranet.example/fssc/\"\n[lines]\nexpense = \"费用\"\n\
                      [audiences.finance]\nsees = [\"finance\"]\n[audiences.managers]\nsees = [\"finance\", \"manager\"]\n";

/// Two documents that only some may see, with canaries wherever a name could leak: id, title, summary, tag, body,
/// heading, alias, attachment, people.
const FILES: &[(&str, &str)] = &[
    ("portal.toml", PORTAL),
    (
        "content/index.md",
        "+++\nid = \"HOME\"\ntitle = \"首页\"\n+++\n",
    ),
    (
        "content/policies/open.md",
        "+++\nid = \"OPEN\"\ntitle = \"公开办法\"\neffective = 2026-01-01\n+++\n第一条 公开。\n",
    ),
    (
        "content/knowledge/canary/index.md",
        "+++\nid = \"CANARY-FIN\"\ntitle = \"金丝雀财务\"\nsummary = \"金丝雀摘要\"\ntags = [\"金丝雀标签\"]\n\
         audience = [\"finance\"]\naliases = [\"/canary-old.html\"]\nbasis = [\"OPEN#1\"]\n+++\n## 金丝雀标题\n\n\
         见《公开办法》第一条，[附件](canary.csv)、[内部图](../../policies/canary-shared.csv)。\n",
    ),
    ("content/knowledge/canary/canary.csv", "金丝雀附件"),
    ("content/policies/canary-shared.csv", "金丝雀附件"),
    (
        "content/teams/canary.md",
        "+++\nid = \"CANARY-MGR\"\ntitle = \"金丝雀组\"\naudience = [\"manager\"]\nposts = [{ id = \"canary-post\", name = \"金丝雀岗\" }]\n\
         people = [{ id = \"canary-person\", name = \"金丝雀人\", post = \"canary-post\", phone = \"8999\" }]\n+++\n",
    ),
];

/// Every path and byte of a tree.
fn contents(tree: &str) -> (BTreeSet<String>, Vec<u8>) {
    let compiled = portal(FILES);
    assert!(check(&compiled).is_empty(), "{:#?}", check(&compiled));
    let site = Site::new(&compiled, SiteOptions { search: true });
    let mut paths = BTreeSet::new();
    let mut bytes = Vec::new();
    for (path, recipe) in site.all() {
        if let Some(path) = path.strip_prefix(&format!("{tree}/")) {
            paths.insert(path.to_owned());
            bytes.extend_from_slice(path.as_bytes());
            bytes.extend_from_slice(&site.make(&recipe).unwrap().bytes);
        }
    }
    assert!(paths.contains("index.html"));
    (paths, bytes)
}

fn has(bytes: &[u8], word: &str) -> bool {
    memchr::memmem::find(
        &bytes.to_ascii_lowercase(),
        word.to_ascii_lowercase().as_bytes(),
    )
    .is_some()
}

#[test]
fn the_open_tree_holds_no_canary() {
    let (paths, bytes) = contents("everyone");
    for canary in ["canary", "金丝雀", "8999"] {
        assert!(!has(&bytes, canary), "{canary} leaked");
    }
    assert!(
        !paths
            .iter()
            .any(|path| path.starts_with("knowledge/") || path.starts_with("teams/"))
    );
    // The document that the canary refers to does not even count it.
    assert!(has(&bytes, "公开办法"));
}

#[test]
fn each_tree_holds_what_its_readers_may_see() {
    let (paths, finance) = contents("finance");
    assert!(paths.contains("knowledge/canary-fin/index.html") && paths.contains("canary-old.html"));
    assert!(paths.contains("knowledge/canary/canary.csv"));
    assert!(has(&finance, "金丝雀财务") && !has(&finance, "金丝雀组") && !has(&finance, "8999"));
    let (_, managers) = contents("managers");
    assert!(has(&managers, "金丝雀财务") && has(&managers, "金丝雀人"));
}

#[test]
fn without_audiences_there_is_one_tree_for_everyone() {
    let files: Vec<_> = FILES
        .iter()
        .filter(|(path, _)| *path != "portal.toml")
        .copied()
        .collect();
    let compiled = portal(&files);
    let site = Site::new(&compiled, SiteOptions { search: true });
    for (path, recipe) in site.all() {
        let made = site.make(&recipe).unwrap();
        assert!(
            !has(path.as_bytes(), "canary") && !has(&made.bytes, "金丝雀"),
            "{path}"
        );
    }
}
