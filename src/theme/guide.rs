use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Shaped;

/// Every context that templates see, with its types, written from the code: what `themes/CONTEXTS.md` holds.
#[derive(Clone, Debug, Default)]
pub struct Guide {
    templates: Vec<(String, String)>,
    structs: BTreeMap<&'static str, Described>,
}

#[derive(Clone, Debug)]
struct Described {
    about: &'static str,
    fields: Vec<(&'static str, String, &'static str)>,
}

impl Guide {
    /// Adds a template with the context that is its `page`.
    pub fn template<T: Shaped>(&mut self, name: &str) {
        self.templates.push((name.to_owned(), T::name()));
        T::describe(self);
    }

    /// Adds what every template sees.
    pub fn global<T: Shaped>(&mut self) {
        T::describe(self);
    }

    /// Adds a context; `false` where it is known already.
    pub fn add(
        &mut self,
        name: &'static str,
        about: &'static str,
        fields: Vec<(&'static str, String, &'static str)>,
    ) -> bool {
        let described = Described { about, fields };
        self.structs.insert(name, described).is_none()
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        let mut text = HEAD.to_owned();
        for (template, context) in &self.templates {
            // Writing to a string does not fail.
            let _ = writeln!(
                text,
                "| `{template}` | {} |",
                linked(context, &self.structs)
            );
        }
        text.push_str("\n## Contexts\n");
        for (name, described) in &self.structs {
            self.write(&mut text, name, described);
        }
        text
    }

    fn write(&self, text: &mut String, name: &str, described: &Described) {
        // Writing to a string does not fail; the same below.
        let _ = write!(
            text,
            "\n### {name}\n\n{}\n\n| name | type | what it is |\n|---|---|---|\n",
            described.about.trim()
        );
        for (field, kind, about) in &described.fields {
            let kind = linked(kind, &self.structs);
            let about = about.trim().replace('|', "\\|");
            let _ = writeln!(text, "| `{field}` | {kind} | {about} |");
        }
    }
}

const HEAD: &str = "# What templates see

This file is written from the code; a test compares them. Every template sees `page` (below), `site` ([SiteContext](#sitecontext)) and `s`, the words of `strings/LANGUAGE.toml` under `[ui]`. A name that is not here is error L0602 with its line.

## Templates

| template | `page` |
|---|---|
";

/// A type with the contexts in it linked to their places.
fn linked(kind: &str, structs: &BTreeMap<&'static str, Described>) -> String {
    let words = kind.split(' ').map(|word| {
        let name = word.trim_end_matches(',');
        if structs.contains_key(name) {
            let link = format!("[{name}](#{})", name.to_lowercase());
            word.replacen(name, &link, 1)
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}
