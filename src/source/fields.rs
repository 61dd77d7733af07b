use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::field::{Expected, Field, Reading};
use super::{Located, Pointer, TomlText};
use crate::diagnostics::{Diagnostic, MISSING_KEY, Place, Span, UNKNOWN_KEY};

/// One TOML table, read key by key. What is asked for is what is known: every other key is a finding.
#[derive(Debug)]
pub struct Fields<'t, 'f> {
    kind: &'static str,
    text: &'t TomlText<'t>,
    table: &'t DeTable<'t>,
    at: Range<usize>,
    asked: Vec<Asked>,
    /// Whether further keys are names of the author's own.
    open: bool,
    /// Required keys that are not there, to be reported unless a misspelt one explains them.
    missing: Vec<(&'static str, Diagnostic)>,
    pointers: &'f mut Vec<Pointer>,
    findings: &'f mut Vec<Diagnostic>,
}

/// A key that was asked for: together the schema of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The key.
    pub key: &'static str,
    /// What it takes.
    pub expected: Expected,
    /// Whether it must be there.
    pub required: bool,
}

const TABLE: Expected = Expected {
    english: "a table",
    chinese: "表（{ 键 = 值 }）",
    example: "{ … }",
};

const TABLES: Expected = Expected {
    english: "a list of tables",
    chinese: "表的列表（[[…]]）",
    example: "[{ … }]",
};

impl<'t, 'f> Fields<'t, 'f> {
    pub(super) fn new(
        kind: &'static str,
        text: &'t TomlText<'t>,
        table: &'t DeTable<'t>,
        at: Range<usize>,
        pointers: &'f mut Vec<Pointer>,
        findings: &'f mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            kind,
            text,
            table,
            at,
            asked: Vec::new(),
            open: false,
            missing: Vec::new(),
            pointers,
            findings,
        }
    }

    /// A field that must be there.
    pub fn required<T: Field>(&mut self, key: &'static str) -> Option<T> {
        self.ask(key, T::EXPECTED, true);
        match self.entry(key) {
            Some(value) => self.value(key, value?),
            None => self.missing(key, T::EXPECTED),
        }
    }

    /// A field that may be absent.
    pub fn optional<T: Field>(&mut self, key: &'static str) -> Option<T> {
        self.ask(key, T::EXPECTED, false);
        let value = self.entry(key)??;
        self.value(key, value)
    }

    /// A list, empty where absent.
    pub fn list<T: Field>(&mut self, key: &'static str) -> Vec<T> {
        self.optional(key).unwrap_or_default()
    }

    /// A field with a value of its own where absent.
    pub fn or<T: Field>(&mut self, key: &'static str, absent: T) -> T {
        self.optional(key).unwrap_or(absent)
    }

    /// A table in this one, if it is there.
    pub fn table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        self.ask(key, TABLE, false);
        let value = self.entry(key)??;
        self.one_table(key, value, read)
    }

    /// A table that must be there.
    pub fn required_table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        self.ask(key, TABLE, true);
        match self.entry(key) {
            Some(value) => self.one_table(key, value?, read),
            None => self.missing(key, TABLE),
        }
    }

    /// A list of tables; those that cannot be read are left out, their faults reported.
    pub fn tables<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&mut Fields<'_, '_>) -> Option<T>,
    ) -> Vec<T> {
        self.ask(key, TABLES, false);
        let Some(Some(value)) = self.entry(key) else {
            return Vec::new();
        };
        let Some(items) = value.get_ref().as_array() else {
            return self.wrong(key, value, TABLES).unwrap_or_default();
        };
        items
            .iter()
            .filter_map(|item| self.one_table(key, item, &read))
            .collect()
    }

    /// A list of tables that must be there and not be empty.
    pub fn required_tables<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&mut Fields<'_, '_>) -> Option<T>,
    ) -> Vec<T> {
        if self.entry(key).is_none() {
            self.ask(key, TABLES, true);
            return self.missing(key, TABLES).unwrap_or_default();
        }
        self.tables(key, read)
    }

    /// Every entry of a table whose keys are names of the author's own, in the order written.
    pub fn named<T: Field>(&mut self, key: &'static str) -> Vec<(Located<String>, T)> {
        self.named_entries(key)
            .into_iter()
            .filter_map(|(name, value)| {
                let read = self.value(&name.value, value)?;
                Some((name, read))
            })
            .collect()
    }

    /// Every table of a table whose keys are names of the author's own, in the order written.
    pub fn named_tables<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&mut Fields<'_, '_>) -> Option<T>,
    ) -> Vec<(Located<String>, T)> {
        self.named_entries(key)
            .into_iter()
            .filter_map(|(name, value)| Some((name, self.one_table(key, value, &read)?)))
            .collect()
    }

    /// All further keys of this table with their values; none of them is unknown.
    pub fn rest<T: Field>(&mut self) -> Vec<(Located<String>, T)> {
        let known: Vec<_> = self.asked.iter().map(|asked| asked.key).collect();
        let rest: Vec<_> = self
            .table
            .iter()
            .filter(|(key, _)| !known.contains(&key.get_ref().as_ref()))
            .map(|(key, value)| (self.located(key), value))
            .collect();
        self.open = true;
        rest.into_iter()
            .filter_map(|(name, value)| Some((name, self.value("rules", value)?)))
            .collect()
    }

    /// The place of `key` if it stands there, else of the whole table.
    pub fn place_of(&self, key: &str) -> Place {
        let range =
            TomlText::entry(self.table, key).map_or(self.at.start..self.at.start, |(k, _)| k);
        self.text.place(&range)
    }

    /// The place of a span of the file.
    pub fn place_at(&self, span: Span) -> Place {
        self.text.place_at(span)
    }

    /// Reports a finding of the caller's own.
    pub fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// The keys asked for so far.
    pub fn asked(&self) -> &[Asked] {
        &self.asked
    }

    /// Reports the keys that nobody asked for, and those that are missing. A misspelt key is one fault: what it was
    /// meant to be is not missed as well.
    pub(super) fn finish(mut self) {
        if !self.open {
            self.report_unknown();
        }
        self.findings
            .extend(self.missing.into_iter().map(|(_, finding)| finding));
    }

    fn report_unknown(&mut self) {
        let known: Vec<&str> = self.asked.iter().map(|asked| asked.key).collect();
        for (key, value) in self.table {
            let name = key.get_ref().as_ref();
            if known.contains(&name) || self.text.is_touched(&(key.span().start..value.span().end))
            {
                continue;
            }
            let finding = Diagnostic::new(&UNKNOWN_KEY, self.text.place(&key.span()))
                .with("key", name)
                .with("kind", self.kind)
                .with("known", known.join(", "))
                .near(name, known.iter().copied());
            let meant = finding.nearest.first().cloned().unwrap_or_default();
            self.missing.retain(|(missing, _)| *missing != meant);
            self.findings.push(finding);
        }
    }

    fn ask(&mut self, key: &'static str, expected: Expected, required: bool) {
        self.asked.push(Asked {
            key,
            expected,
            required,
        });
    }

    /// `None`: absent. `Some(None)`: there, but a syntax fault touches it.
    #[expect(clippy::option_option, reason = "absent and unreadable are two things")]
    fn entry(&self, key: &str) -> Option<Option<&'t Spanned<DeValue<'t>>>> {
        match TomlText::entry(self.table, key) {
            Some((at, value)) => {
                let range = at.start..value.span().end.max(at.end);
                Some((!self.text.is_touched(&range)).then_some(value))
            }
            None => self.text.mentions(key).then_some(None),
        }
    }

    fn value<T: Field>(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<T> {
        let mut reading = Reading {
            key,
            depth: 0,
            text: self.text,
            pointers: self.pointers,
            findings: self.findings,
        };
        T::read(value, &mut reading)
    }

    fn one_table<T>(
        &mut self,
        key: &'static str,
        value: &'t Spanned<DeValue<'t>>,
        read: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong(key, value, TABLE);
        };
        let mut inner = Fields::new(
            key,
            self.text,
            table,
            value.span(),
            self.pointers,
            self.findings,
        );
        let read = read(&mut inner);
        inner.finish();
        read
    }

    fn named_entries(
        &mut self,
        key: &'static str,
    ) -> Vec<(Located<String>, &'t Spanned<DeValue<'t>>)> {
        self.ask(key, TABLE, false);
        let Some(Some(value)) = self.entry(key) else {
            return Vec::new();
        };
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong(key, value, TABLE).unwrap_or_default();
        };
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries
            .into_iter()
            .map(|(key, value)| (self.located(key), value))
            .collect()
    }

    fn located(&self, key: &Spanned<std::borrow::Cow<'_, str>>) -> Located<String> {
        Located {
            value: key.get_ref().to_string(),
            span: Span::from(key.span()).shifted(self.text.offset),
        }
    }

    fn missing<T>(&mut self, key: &'static str, expected: Expected) -> Option<T> {
        let at = self.at.start..self.at.start;
        let finding = Diagnostic::new(&MISSING_KEY, self.text.place(&at))
            .with("key", key)
            .with("kind", self.kind)
            .with("example", expected.example);
        self.missing.push((key, finding));
        None
    }

    fn wrong<T>(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        expected: Expected,
    ) -> Option<T> {
        let mut reading = Reading {
            key,
            depth: 0,
            text: self.text,
            pointers: self.pointers,
            findings: self.findings,
        };
        reading.wrong_type(value, expected)
    }
}
