use std::path::Path;
use std::sync::Arc;

use lanmu::diagnostics::Language;
use lanmu::markdown::{BlockKind, Inline, parse};
use lanmu::portal::Settings;
use lanmu::site::{Compiled, compile};
use lanmu::source::read_portal;
use proptest::prelude::*;

use crate::support::{TODAY, check, page, portal};

/// The repository's own portal.
pub(crate) fn demonstration() -> Compiled {
    let settings = Settings {
        as_of: TODAY,
        is_past: false,
        drafts: false,
    };
    compile(Arc::new(read_portal(Path::new(".")).unwrap()), settings)
}

/// The body of a plain page with this Markdown.
fn body(markdown: &str) -> String {
    body_at(
        "content/pages/a.md",
        &format!("+++\nid = \"A\"\ntitle = \"甲\"\n+++\n{markdown}"),
        "pages/a/",
    )
}

fn policy(markdown: &str) -> String {
    let text =
        format!("+++\nid = \"P\"\ntitle = \"某办法\"\neffective = 2026-01-01\n+++\n{markdown}");
    body_at("content/policies/p.md", &text, "policies/p/")
}

fn body_at(path: &str, text: &str, address: &str) -> String {
    use lanmu::theme::body_html;
    use lanmu::view::{View, root_of};
    let compiled = portal(&[(path, text)]);
    let trees = compiled.portal.config.audiences.trees();
    let view = View::new(&compiled.portal, &compiled.measured, &trees[0]);
    body_html(&view, 0, &root_of(address), &compiled.strings)
}

#[test]
fn bold_beside_chinese_punctuation() {
    assert_eq!(body("**注意：**请"), "<p><strong>注意：</strong>请</p>\n");
    assert_eq!(
        body("请看**“重点”。**文"),
        "<p>请看<strong>“重点”。</strong>文</p>\n"
    );
    assert_eq!(
        body("这是**《办法》**的规定"),
        "<p>这是<strong>《办法》</strong>的规定</p>\n"
    );
}

#[test]
fn a_heading_without_words_is_none() {
    assert_eq!(body("##\n\n正文\n\n###   \n"), "<p>正文</p>\n");
    assert!(policy("# 附则\n\n##\n\n第一条 本办法自印发之日起施行。").ends_with("</div>\n"));
    assert!(body("## {#here}\n\n正文").contains("id=\"here\""));
}

#[test]
fn what_is_nested_without_end_keeps_its_text() {
    let levels = 20_000;
    let quotation = format!("{} 甲乙", ">".repeat(levels));
    let emphasis = format!(
        "{}甲乙{}",
        "*甲 **".repeat(levels),
        "乙** 丙*".repeat(levels)
    );
    let list: Vec<_> = (0..400)
        .map(|level| "  ".repeat(level) + "- 甲乙")
        .collect();
    for text in [quotation, emphasis, list.join("\n")] {
        let mut findings = Vec::new();
        let path = Arc::from("content/pages/a.md");
        parse(&path, &text, (0..text.len()).into(), &mut findings);
        let codes: Vec<_> = findings.iter().map(|finding| finding.code.id).collect();
        assert!(codes.contains(&"L0410"), "{codes:?}");
        assert!(body(&text).contains("甲乙"));
    }
}

#[test]
fn soft_line_breaks_vanish_between_chinese_alone() {
    assert_eq!(body("差旅\n费用"), "<p>差旅费用</p>\n");
    assert_eq!(body("使用\nERP 系统"), "<p>使用\nERP 系统</p>\n");
    assert_eq!(
        body("运行\n`check`\n命令"),
        "<p>运行\n<code>check</code>\n命令</p>\n"
    );
    assert_eq!(body("**差旅**\n费用"), "<p><strong>差旅</strong>费用</p>\n");
    assert_eq!(body("差旅。\r\n“住宿”"), "<p>差旅。“住宿”</p>\n");
}

#[test]
fn a_single_tilde_is_a_range() {
    assert_eq!(
        body("3~5 个工作日，100~200 元"),
        "<p>3~5 个工作日，100~200 元</p>\n"
    );
    assert_eq!(body("~~作废~~"), "<p><del>作废</del></p>\n");
}

#[test]
fn extensions_are_read() {
    insta::assert_snapshot!(body(
        "> [!WARNING]\n> 月末提前关账。\n\n- [x] 已提交\n- [ ] 待审核\n\n| 城市 | 限额 |\n|:--|--:|\n| 北京 | 650 |\n\n\
         术语\n: 含义\n\n见脚注[^1]。\n\n[^1]: 脚注内容。\n\n## 报销 期限 {#deadline}\n\n## 报销，期限？\n\n```\n代码 <b>\n```\n\n1. 一\n2. 二\n\n---\n\n> 引文\n"
    ));
}

#[test]
fn links_to_elsewhere_and_files() {
    let compiled = portal(&[
        (
            "content/pages/a.md",
            "+++\nid = \"A\"\ntitle = \"甲\"\n+++\n![图](图 1.svg \"图注\")\n\n[表](表.csv)、<https://example.com>、[乙](b.md#第二节)、[[B|乙页]]、[[B]]\n",
        ),
        (
            "content/pages/b.md",
            "+++\nid = \"B\"\ntitle = \"乙\"\n+++\n## 第二节\n",
        ),
        ("content/pages/表.csv", "a"),
        ("content/pages/图 1.svg", "<svg/>"),
    ]);
    let html = page(&compiled, "pages/a/index.html");
    for part in [
        "<a href=\"../../pages/表.csv\" class=\"file\">表</a>",
        "<a href=\"https://example.com\" class=\"elsewhere\" rel=\"noopener\">",
        "<a href=\"../../pages/b/index.html#s0-2\">乙</a>",
        "<a href=\"../../pages/b/index.html\">乙页</a>、<a href=\"../../pages/b/index.html\">乙</a>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    // CommonMark ends a bare address at a space.
    assert!(html.contains("![图](图 1.svg"));
}

#[test]
fn clauses_have_their_addresses() {
    insta::assert_snapshot!(policy(
        "## 第一章 总则\n\n第一条 甲。\n第二条　乙。 {#second .red-line}\n\n（一）丙；\n\n第二条之一 丁。\n\n## 第二章 附则\n\n### 第一节 施行\n\n**第三条** 戊。\n\n第一条、第二条所称费用，己。\n\n## 附件1 表\n\n第一条 庚。\n"
    ));
}

#[test]
fn an_article_speaks_of_its_own_paragraphs() {
    let html = policy(
        "第一条 出差应当事先申请。\n\n紧急情况除外，但依照本条第一款补办；违反本款第（一）项的，不予报销：\n\n（一）逾期不补的。\n",
    );
    assert!(
        html.contains("href=\"#a1-1\" class=\"clause-link\">本条第一款</a>"),
        "{html}"
    );
    assert!(
        html.contains("href=\"#a1-2-i1\" class=\"clause-link\">本款第（一）项</a>"),
        "{html}"
    );
    let text = "+++\nid = \"P\"\ntitle = \"某办法\"\neffective = 2026-01-01\n+++\n第一条 甲。\n\n乙，依照本条第八款、第二款办理。\n";
    let compiled = portal(&[("content/policies/p.md", text)]);
    let found = check(&compiled);
    let told: Vec<_> = found
        .iter()
        .map(|finding| (finding.code.id, finding.message(Language::Chinese)))
        .collect();
    let missing = "《某办法》没有本条第八款".to_owned();
    assert!(told.contains(&("L0512", missing)), "{told:?}");
}

#[test]
fn parts_without_numbers_are_counted() {
    let html = policy(
        "# 总则\n\n## 第一章 甲\n\n# 物权编\n\n## 第一分编 通则\n\n### 第一章 乙\n\n#### 第二节 丙\n",
    );
    for id in ["p1", "p1-c1", "p2", "p2.1", "p2-c1", "p2-s1-2"] {
        assert!(html.contains(&format!(" id=\"{id}\">")), "{id} in {html}");
    }
}

#[test]
fn raw_html_passes_the_sanitiser() {
    let html = body(
        "<details><summary>展开</summary>内容</details>\n\n文<script>alert(1)</script>字 <b onclick=\"x()\">粗</b>",
    );
    assert!(html.contains("<details>") && html.contains("<b>粗</b>"));
    assert!(!html.contains("script") && !html.contains("onclick"));
}

/// The same Markdown through comrak, whose option for CJK-friendly emphasis is the oracle.
fn comrak_emphasis(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.cjk_friendly_emphasis = true;
    comrak::markdown_to_html(markdown, &options)
}

fn own_emphasis(markdown: &str) -> String {
    let path: Arc<str> = "a.md".into();
    let tree = parse(&path, markdown, (0..markdown.len()).into(), &mut Vec::new());
    let mut out = String::new();
    for block in &tree.blocks {
        if let BlockKind::Paragraph(paragraph) = &block.kind {
            out.push_str("<p>");
            push(&paragraph.inlines, markdown, &mut out);
            out.push_str("</p>\n");
        }
    }
    out
}

fn push(inlines: &[Inline], source: &str, out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(text.get(source)),
            Inline::Citation(_, span) => out.push_str(&source[span.range()]),
            Inline::Strong(inner) => {
                out.push_str("<strong>");
                push(inner, source, out);
                out.push_str("</strong>");
            }
            Inline::Emphasis(inner) => {
                out.push_str("<em>");
                push(inner, source, out);
                out.push_str("</em>");
            }
            other => panic!("{other:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]
    #[test]
    fn emphasis_agrees_with_comrak(text in "文[文字a1，。：“”（）《》,.! *]{0,18}[文a]") {
        // A list or a thematic break is another matter; the first character keeps the paragraph one.
        prop_assert_eq!(own_emphasis(&text), comrak_emphasis(&text));
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC{0,200}") {
        let path: Arc<str> = "a.md".into();
        parse(&path, &text, (0..text.len()).into(), &mut Vec::new());
    }

    #[test]
    fn no_mixture_of_marks_makes_the_parser_panic(
        text in "(第[一二十0-9]{1,3}条|之一|《|》|\\*\\*|\\[\\[|\\]\\]|\\||\n|# |> |- |\\[\\^1\\]|: |`|文|a| |\u{3000}|\\{#x\\}|~|!\\[|\\]\\(|\\)|【|】|［|］|（|）|｜|--|##|/a){0,60}"
    ) {
        let path: Arc<str> = "a.md".into();
        parse(&path, &text, (0..text.len()).into(), &mut Vec::new());
    }
}
