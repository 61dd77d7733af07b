use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::Shape;

/// The words of the interface in one language, by dotted keys: `ui.home`, `state.in-force`, `choice.rank.measures`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    by_key: BTreeMap<String, String>,
}

impl Strings {
    /// The strings of a TOML text. The text comes with the program or is checked as a template is: what is no
    /// text in it is left out, and what is missing shows its key.
    pub fn parse(toml: &str) -> Self {
        let mut strings = Self::default();
        let (table, _) = DeTable::parse_recoverable(toml);
        strings.add("", table.get_ref());
        strings
    }

    fn add(&mut self, prefix: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let key = format!("{prefix}{}", key.get_ref());
            match value.get_ref() {
                DeValue::String(text) => {
                    self.by_key.insert(key, text.to_string());
                }
                DeValue::Table(inner) => self.add(&format!("{key}."), inner),
                _ => {}
            }
        }
    }

    /// These strings with those of `other` put over them.
    #[must_use]
    pub fn overridden(mut self, other: Self) -> Self {
        self.by_key.extend(other.by_key);
        self
    }

    /// The text with this key; the key itself where there is none, so that it is seen.
    pub fn get(&self, key: &str) -> String {
        debug_assert!(self.by_key.contains_key(key), "there is no string {key}");
        self.by_key
            .get(key)
            .cloned()
            .unwrap_or_else(|| key.to_owned())
    }

    /// The text of `key` with its `{name}` holes filled.
    pub fn fill(&self, key: &str, holes: &[(&str, &str)]) -> String {
        holes.iter().fold(self.get(key), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.by_key.keys().map(String::as_str)
    }

    /// The strings under `ui.`, as templates see them under `s`.
    pub fn for_templates(&self) -> BTreeMap<&str, &str> {
        let ui = self.by_key.iter();
        ui.filter_map(|(key, text)| Some((key.strip_prefix("ui.")?, text.as_str())))
            .collect()
    }

    /// The shape of `s`.
    pub fn shape(&self) -> Shape {
        let names = self.for_templates().into_keys();
        Shape::Fields(
            names
                .map(|name| (name.to_owned().into(), Shape::Leaf))
                .collect(),
        )
    }
}
