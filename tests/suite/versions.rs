use std::fs;
use std::path::Path;

use crate::support::lanmu;

const TRAVEL_2025: &str = "+++\nid = \"FSSC-EXP-003\"\ntitle = \"差旅费管理办法\"\nnumber = \"财共〔2025〕3号\"\neffective = 2025-01-01\n+++\n\n第一条 出差应当事先提交申请。\n\n第二条 住宿费每晚不超过五百元，凭发票报销。\n";
const TRAVEL_2026: &str = "+++\nid = \"FSSC-EXP-003\"\ntitle = \"差旅费管理办法\"\nnumber = \"财共〔2026〕1号\"\neffective = 2026-01-01\n+++\n\n第一条 出差应当事先提交申请。\n\n第二条 出差优先乘坐火车，乘坐飞机的应当说明理由。\n\n第三条 住宿费每晚不超过六百元，凭发票报销。\n";
const FAQ: &str = "+++\nid = \"FAQ-01\"\ntitle = \"住宿费报多少\"\nvalidated = 2026-02-01\n+++\n\n每晚六百元以内，见《差旅费管理办法》第三条。\n";

fn portal(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "portal.toml",
        "title = \"专栏\"\nbase_url = \"https://intranet.example/fssc/\"\n",
    );
    for (path, text) in files {
        write(path, text);
    }
    folder
}

fn two_versions() -> tempfile::TempDir {
    portal(&[
        ("content/policies/travel/2025.md", TRAVEL_2025),
        ("content/policies/travel/2026.md", TRAVEL_2026),
        ("content/faqs/hotel.md", FAQ),
    ])
}

fn said(folder: &Path, arguments: &[&str]) -> (String, i32) {
    let output = lanmu(folder, arguments);
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (text, output.status.code().unwrap())
}

#[test]
fn diff_tells_what_moved_from_what_changed() {
    let folder = two_versions();
    let (text, code) = said(folder.path(), &["diff", "fssc-exp-003"]);
    assert_eq!(code, 0, "{text}");
    for part in [
        "差旅费管理办法：2025-01-01 → 2026-01-01，修改 1 条，新增 1 条，删去 0 条，序号调整 0 条，标题等 0 处",
        "第二条 → 第三条  修改",
        "住宿费每晚不超过[-五百元-]{+六百元+}，凭发票报销。",
        "第二条  新增",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let (reverse, _) = said(
        folder.path(),
        &["diff", "FSSC-EXP-003", "2026-06-01", "2025-06-01"],
    );
    assert!(reverse.contains("[-六百元-]{+五百元+}"), "{reverse}");
}

#[test]
fn diff_reads_tables_and_clauses_that_only_keep_their_number() {
    const TABLE: &str = "\n第三条 限额如下：\n\n| 级别 | 限额 |\n| --- | --- |\n| 经理 | 500元[^1] |\n| 员工 | 400元 |\n\n[^1]: 含早餐\n";
    let old = format!("{TRAVEL_2025}{TABLE}");
    let new = old
        .replace("2025-01-01", "2026-01-01")
        .replace("住宿费每晚不超过五百元，凭发票报销。", "（删除）")
        .replace("限额如下", "限\t额如下")
        .replace("500元", "600元")
        .replace("| 员工", "| 主管 | 450元 |\n| 员工")
        .replace("含早餐", "不含早餐");
    let folder = portal(&[
        ("content/policies/travel/2025.md", &old),
        ("content/policies/travel/2026.md", &new),
    ]);
    let (text, code) = said(folder.path(), &["diff", "fssc-exp-003"]);
    assert_eq!(code, 0, "{text}");
    for part in [
        "修改 1 条，新增 0 条，删去 1 条",
        "第二条  删去\n[-住宿费每晚不超过五百元，凭发票报销。-]{+（删除）+}",
        "第三条  修改\n限{+ +}额如下：\n│ 级别│ 限额\n│ 经理│ [-500-]{+600+}元\n{+│ 主管│ 450元\n+}│ 员工│ 400元\n（[-含-]{+不含+}早餐）",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn diff_says_what_it_cannot_compare() {
    let folder = two_versions();
    for (arguments, part) in [
        (vec!["diff", "NONE-1"], "没有编号为“NONE-1”的文档"),
        (
            vec!["diff", "FSSC-EXP-003", "2024-01-01"],
            "各版本施行日期：2025-01-01, 2026-01-01",
        ),
        (vec!["diff", "FAQ-01"], "没有别的版本"),
    ] {
        let (text, code) = said(folder.path(), &arguments);
        assert_eq!(code, 2, "{text}");
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn what_cites_a_clause_is_named_by_its_question() {
    let faq = "+++\nid = \"FAQ-01\"\ntitle = \"住宿问答\"\nvalidated = 2026-02-01\n+++\n\n## 住宿费报多少？ {#EXP-Hotel}\n\n见《差旅费管理办法》第三条。\n";
    let folder = portal(&[
        ("content/policies/travel/2026.md", TRAVEL_2026),
        ("content/faqs/hotel.md", faq),
    ]);
    let page = built(folder.path());
    assert!(page("faqs/faq-01/index.html").contains("id=\"exp-hotel\""));
    let policy = page("policies/fssc-exp-003/index.html");
    let link = "faqs/faq-01/index.html#exp-hotel\">住宿费报多少？</a>";
    assert!(policy.contains(link), "{policy}");
}

#[test]
fn a_clause_of_a_version_to_come_is_linked_there_with_a_warning() {
    let note = "+++\nid = \"KB-1\"\ntitle = \"住宿\"\n+++\n\n见[[FSSC-EXP-003#3]]。\n";
    let folder = portal(&[
        ("content/policies/travel/2025.md", TRAVEL_2025),
        ("content/policies/travel/2026.md", TRAVEL_2026),
        ("content/knowledge/a.md", note),
    ]);
    let (text, code) = said(folder.path(), &["build", "--as-of", "2025-06-01"]);
    let finding = "L0531]: 2025-06-01 有效的版本没有“第三条”，《差旅费管理办法》（2026-01-01）有";
    assert!(code == 0 && text.contains(finding), "{text}");
    let page = fs::read_to_string(folder.path().join("public/knowledge/kb-1/index.html")).unwrap();
    let link = "policies/fssc-exp-003/2026-01-01/index.html#a3";
    assert!(page.contains(link), "{page}");
}

#[test]
fn settings_that_cannot_be_read_make_no_excuse_needless() {
    let folder = two_versions();
    let settings = "title = \"专栏\"\nbase_url = 7\n\n[[rules.excuses]]\ncode = \"L0304\"\npath = \"portal.toml\"\nreason = \"内网\"\nowner = \"张三\"\nuntil = 2099-01-01\n";
    fs::write(folder.path().join("portal.toml"), settings).unwrap();
    let (text, code) = said(folder.path(), &["check"]);
    assert!(code != 0 && !text.contains("L0303"), "{text}");
}

#[test]
fn impact_lists_what_rests_on_a_draft() {
    let folder = two_versions();
    let draft = TRAVEL_2026
        .replace(
            "effective = 2026-01-01",
            "effective = 2099-01-01\ndraft = true",
        )
        .replace("六百元", "七百元");
    fs::write(folder.path().join("content/policies/travel/2099.md"), draft).unwrap();
    let (text, code) = said(
        folder.path(),
        &["impact", "content/policies/travel/2099.md"],
    );
    assert_eq!(code, 0, "{text}");
    assert!(
        text.contains("第三条  修改\n  content/faqs/hotel.md:7:10  住宿费报多少"),
        "{text}"
    );
    let (text, code) = said(
        folder.path(),
        &["impact", "content/policies/travel/2025.md"],
    );
    assert!(code == 0 && text.contains("没有别的版本"), "{text}");
    let (text, code) = said(folder.path(), &["impact", "portal.toml"]);
    assert!(code == 2 && text.contains("不是本专栏"), "{text}");
}

fn built(folder: &Path) -> impl Fn(&str) -> String {
    let (text, code) = said(folder, &["build", "--as-of", "2026-03-01", "--no-search"]);
    assert_eq!(code, 0, "{text}");
    let public = folder.join("public");
    move |path: &str| fs::read_to_string(public.join(path)).unwrap_or_else(|_| panic!("{path}"))
}

#[test]
fn a_revision_is_told_in_every_place() {
    let folder = two_versions();
    let page = built(folder.path());
    let changes = page("policies/fssc-exp-003/2026-01-01/changes/index.html");
    assert!(
        changes.contains("住宿费每晚不超过<del>五百元</del><ins>六百元</ins>"),
        "{changes}"
    );
    let feed = page("policies/fssc-exp-003/feed.xml");
    assert!(
        feed.contains(
            "《差旅费管理办法》新版本自 2026-01-01 起施行，修改 1 条，新增 1 条，适用于各单位。"
        ),
        "{feed}"
    );
    assert!(feed.contains("&lt;del&gt;五百元&lt;/del&gt;"), "{feed}");
    assert!(
        feed.contains("<?xml-stylesheet type=\"text/css\" href=\"../../assets/feed-"),
        "{feed}"
    );
    let script = page("changes.js");
    assert!(
        script.starts_with("var lanmuChanges = [{\"id\":\"FSSC-EXP-003\""),
        "{script}"
    );
    let table = page("policies/policies.csv");
    assert!(
        table.starts_with("\u{feff}标题,编号,文号") && table.contains("财共〔2026〕1号"),
        "{table}"
    );
    let year = page("on/2025/index.html");
    assert!(
        year.contains("policies/fssc-exp-003/2025-01-01/index.html"),
        "{year}"
    );
    let day = page("on/index.html");
    assert!(
        day.contains("data-from=\"2025-01-01\" data-until=\"2025-12-31\""),
        "{day}"
    );
    let policy = page("policies/fssc-exp-003/index.html");
    assert!(
        policy.contains("class=\"cited-by\"") && policy.contains("faqs/faq-01/index.html"),
        "{policy}"
    );
    let faq = page("faqs/faq-01/index.html");
    assert!(
        faq.contains(
            "<template id=\"preview-p1\"><p class=\"preview-title\">《差旅费管理办法》第三条</p>"
        ),
        "{faq}"
    );
}
