use std::collections::BTreeSet;

use lanmu::diagnostics::Language;
use lanmu::kinds::KINDS;
use lanmu::theme::ThemeFiles;

#[test]
fn every_language_has_the_same_strings() {
    let files = ThemeFiles::built_in();
    let [chinese, english] = Language::ALL.map(|language| files.strings(language));
    let keys = |strings: &lanmu::theme::Strings| -> BTreeSet<String> {
        strings.keys().map(str::to_owned).collect()
    };
    assert_eq!(keys(&chinese), keys(&english));
    for key in chinese.keys() {
        let holes = |text: &str| text.matches('{').count();
        assert_eq!(holes(&chinese.get(key)), holes(&english.get(key)), "{key}");
        assert!(!chinese.get(key).trim().is_empty(), "{key}");
    }
}

#[test]
fn every_kind_has_its_templates_and_its_names() {
    let files = ThemeFiles::built_in();
    let templates: BTreeSet<&str> = files.below("templates/").map(|(name, _)| name).collect();
    let strings = files.strings(Language::Chinese);
    for kind in KINDS {
        assert!(
            templates.contains(format!("{}.html", kind.word).as_str()),
            "{}",
            kind.word
        );
        assert!(
            templates.contains(format!("{}-list.html", kind.word).as_str()),
            "{}",
            kind.word
        );
        for name in ["one", "many", "intro"] {
            let key = format!("kind.{}.{name}", kind.word);
            assert_ne!(strings.get(&key), key);
        }
        for column in kind.columns {
            let key = format!("field.{column}");
            assert_ne!(strings.get(&key), key);
        }
    }
}

#[test]
fn no_page_of_the_demonstration_shows_a_key_instead_of_words() {
    use lanmu::site::{Recipe, Site, SiteOptions};
    let compiled = crate::markdown::demonstration();
    let site = Site::new(&compiled, SiteOptions { search: false });
    let strings = compiled.theme_files.strings(Language::Chinese);
    let groups: BTreeSet<&str> = strings
        .keys()
        .filter_map(|key| key.split_once('.'))
        .map(|(group, _)| group)
        .collect();
    for (path, recipe) in site.all() {
        if !matches!(recipe, Recipe::Page(..)) {
            continue;
        }
        let html = String::from_utf8(site.make(&recipe).unwrap().bytes.into_owned()).unwrap();
        for group in &groups {
            for rest in html.split(&format!(">{group}.")).skip(1) {
                let word: String = rest.chars().take(24).collect();
                assert!(
                    !word.starts_with(|c: char| c.is_ascii_lowercase()),
                    "{path}: {group}.{word}"
                );
            }
        }
    }
}
