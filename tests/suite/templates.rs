use crate::support::{check, located, portal};

fn findings(templates: &[(&str, &str)]) -> Vec<String> {
    let compiled = portal(templates);
    let found = check(&compiled);
    found
        .iter()
        .map(|finding| located(&compiled, finding))
        .collect()
}

const NOT_FOUND: &str = "themes/default/templates/404.html";
const SEARCH: &str = "themes/default/templates/search.html";

#[test]
fn all_broken_templates_are_found_at_once() {
    let found = findings(&[
        (NOT_FOUND, "{% if %}"),
        (SEARCH, "a\n{{ page.head.title }\n"),
    ]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].starts_with("L0601 themes/default/templates/404.html:1:"),
        "{found:?}"
    );
    assert!(
        found[1].starts_with("L0601 themes/default/templates/search.html:2:"),
        "{found:?}"
    );
}

#[test]
fn an_unknown_name_in_an_if_is_found() {
    let found = findings(&[(NOT_FOUND, "<p>\n{% if page.head.titel %}x{% endif %}</p>")]);
    assert_eq!(found, ["L0602 themes/default/templates/404.html:2:17"]);
}

#[test]
fn names_behind_for_set_and_include_are_found() {
    let found = findings(&[
        (
            "themes/default/templates/part.html",
            "{{ crumb.text }}{{ crumb.txt }}",
        ),
        (
            NOT_FOUND,
            "{% set head = page.head %}{% for crumb in head.breadcrumbs %}{% include \"part.html\" %}{% endfor %}{{ head.rot }}",
        ),
    ]);
    assert_eq!(
        found,
        [
            "L0602 themes/default/templates/404.html:1:107",
            "L0602 themes/default/templates/part.html:1:26",
        ]
    );
}

#[test]
fn arguments_of_components_carry_their_shapes() {
    let component = "{% component t.link(link: map, @s) %}<a href=\"{{ link.href }}\">{{ link.name }}</a>{% endcomponent t.link %}";
    let found = findings(&[
        ("themes/default/templates/components/t.html", component),
        (
            NOT_FOUND,
            "{% for c in page.head.breadcrumbs %}{{ <t.link link={c} /> }}{% endfor %}{{ <t.link lnk={s.home} /> }}",
        ),
    ]);
    assert_eq!(
        found,
        [
            // One argument is missing, another is none of the component's.
            "L0602 themes/default/templates/404.html:1:78",
            "L0602 themes/default/templates/404.html:1:85",
            "L0602 themes/default/templates/components/t.html:1:72",
        ]
    );
}

#[test]
fn what_cannot_be_decided_is_said() {
    let found = findings(&[(NOT_FOUND, "{% set field = \"title\" %}{{ site[field] }}")]);
    assert_eq!(found, ["L0603 themes/default/templates/404.html:1:29"]);
}

#[test]
fn a_single_file_of_the_theme_can_be_overridden() {
    let compiled = portal(&[(
        NOT_FOUND,
        "<!doctype html><title>{{ page.head.title }}</title>{{ page.head.root }}",
    )]);
    assert!(check(&compiled).is_empty(), "{:#?}", check(&compiled));
    assert!(crate::support::page(&compiled, "404.html").ends_with("/fssc/"));
    assert!(crate::support::page(&compiled, "search/index.html").contains("<main"));
}

/// `LANMU_WRITE=1 cargo test --test suite -- guide` writes it.
#[test]
fn the_guide_to_contexts_says_what_the_code_does() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/CONTEXTS.md");
    let guide = lanmu::site::template_guide().markdown();
    if std::env::var_os("LANMU_WRITE").is_some() {
        std::fs::write(path, &guide).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == guide,
        "themes/CONTEXTS.md is not what the code says; write it with LANMU_WRITE=1"
    );
    assert!(
        guide.contains("| `bar` | [PromiseBar](#promisebar) |"),
        "{guide}"
    );
}

#[test]
fn a_theme_of_its_own_is_templates_and_css() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let portal = lanmu::source::read_portal(root).unwrap();
    let files = portal.below("content").chain(portal.below("themes/plain"));
    let mut files: Vec<(String, Vec<u8>)> = files
        .map(|(path, _)| (path.to_string(), portal.bytes(path).unwrap().to_vec()))
        .collect();
    let config = portal.text("portal.toml").unwrap();
    let config = config.replace("theme = \"default\"", "theme = \"plain\"");
    files.push(("portal.toml".to_owned(), config.into_bytes()));
    let settings = lanmu::portal::Settings {
        as_of: crate::support::TODAY,
        is_past: false,
        drafts: false,
    };
    let snapshot = lanmu::source::Snapshot::from_files(files);
    let compiled = lanmu::site::compile(std::sync::Arc::new(snapshot), settings);
    let found = check(&compiled);
    let faults: Vec<String> = found
        .iter()
        .filter(|finding| finding.severity != lanmu::diagnostics::Severity::Note)
        .map(|finding| located(&compiled, finding))
        .collect();
    assert_eq!(faults, Vec::<String>::new());
    let page = crate::support::page(&compiled, "policies/fssc-exp-003/index.html");
    assert!(page.contains("第十四条"));
    assert!(
        !page.contains("site-header"),
        "nothing of the default frame"
    );
    assert!(!page.contains("<script"), "no script");
}

#[test]
fn a_themes_own_style_has_the_last_word_over_the_accent() {
    let config = support_config();
    let compiled = portal(&[
        ("portal.toml", config.as_str()),
        (
            "themes/ours/static/css/95-ours.css",
            ":root { --accent: #123456; }",
        ),
    ]);
    let style = &compiled.assets["style"].bytes;
    let style = String::from_utf8_lossy(style);
    let (accent, own) = (style.rfind("--accent:"), style.rfind("--accent: #123456"));
    assert!(own.is_some() && own == accent, "{accent:?} {own:?}");
}

fn support_config() -> String {
    let named = "accent = \"#8a1c1c\"\ntheme = \"ours\"\n\n[lines]";
    crate::support::PORTAL.replace("[lines]", named)
}
