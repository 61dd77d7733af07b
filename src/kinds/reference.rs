use std::marker::PhantomData;

use toml::Spanned;
use toml::de::DeValue;

use crate::diagnostics::Span;
use crate::markdown::Locator;
use crate::source::{Expected, Field, Id, Names, Reading};

/// What a reference may name; the types below stand for it in signatures.
pub trait Target {
    /// Kinds of document, or of parts of documents; any where there are none.
    const KINDS: &'static [&'static str];
    /// An id of that kind, as TOML.
    const EXAMPLE: &'static str;
}

/// The targets that fields name.
pub mod to {
    use super::Target;

    macro_rules! targets {
        ($($(#[$doc:meta])* $name:ident = $kinds:expr, $example:literal;)*) => {
            $(
                $(#[$doc])*
                #[derive(Clone, Copy, Debug, PartialEq, Eq)]
                pub struct $name;
                impl Target for $name {
                    const KINDS: &'static [&'static str] = &$kinds;
                    const EXAMPLE: &'static str = $example;
                }
            )*
        };
    }

    targets! {
        /// Any document.
        Any = [], "\"FSSC-EXP-003\"";
        /// A policy.
        Policy = ["policy"], "\"FSSC-EXP-003\"";
        /// A service.
        Service = ["service"], "\"SVC-EXP-01\"";
        /// An indicator.
        Indicator = ["indicator"], "\"IND-EXP-01\"";
        /// A process.
        Process = ["process"], "\"PRC-EXP-01\"";
        /// A subsidiary.
        Subsidiary = ["subsidiary"], "\"SUB-HC\"";
        /// A team.
        Team = ["team"], "\"TEAM-EXP\"";
        /// A person.
        Person = ["person"], "\"P-ZHANGWEI\"";
        /// A post.
        Post = ["post"], "\"POST-EXP-01\"";
        /// A team or a person.
        TeamOrPerson = ["team", "person"], "\"TEAM-EXP\"";
        /// A control of a process.
        Control = ["control"], "\"CTL-PAY-01\"";
        /// A step of a process.
        Step = ["step"], "\"STEP-PAY-01\"";
        /// A risk.
        Risk = ["risk"], "\"RISK-PAY-01\"";
    }
}

/// A reference by id to something that `T` allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference<T> {
    /// The id named.
    pub id: Id,
    /// Where it is written.
    pub span: Span,
    target: PhantomData<T>,
}

impl<T: Target> Field for Reference<T> {
    const EXPECTED: Expected = Expected {
        example: T::EXAMPLE,
        ..Id::EXPECTED
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        let id = Id::read_as(value, reading, Self::EXPECTED)?;
        reading.points(value, id.as_str(), Names::Ids(T::KINDS));
        Some(Self {
            id,
            span: reading.span(value.span()),
            target: PhantomData,
        })
    }
}

/// A document or a clause of it: `FSSC-EXP-003#12`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseReference {
    /// As written, with the document's id in front.
    pub written: String,
    /// Where it is written.
    pub span: Span,
    /// The document.
    pub id: Id,
    /// The clause, where one is named.
    pub clause: Option<Locator>,
}

impl Field for ClauseReference {
    const EXPECTED: Expected = Expected {
        english: "an id, or an id and a clause",
        chinese: "编号或“编号#条款”",
        example: "\"FSSC-EXP-003#12\"",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        let Some(text) = value.get_ref().as_str() else {
            return reading.wrong_type(value, Self::EXPECTED);
        };
        let (name, fragment) = match text.split_once('#') {
            Some((name, fragment)) => (name, Some(fragment)),
            None => (text, None),
        };
        let Some(id) = Id::parse(name).filter(|_| fragment != Some("")) else {
            return reading.invalid(value, Self::EXPECTED);
        };
        reading.points(value, text, Names::Clause);
        Some(Self {
            written: text.to_owned(),
            span: reading.span(value.span()),
            id,
            clause: fragment.map(Locator::parse),
        })
    }
}

/// An id of something that `T` allows, or words for it. Chinese is never an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedOrText<T> {
    /// It has a page.
    Named(Reference<T>),
    /// It is only described.
    Text(String),
}

impl<T> NamedOrText<T> {
    /// In words, `name` giving what readers call the thing with an id; `None` where it gives nothing.
    pub fn in_words(&self, name: impl Fn(&str) -> Option<String>) -> Option<String> {
        match self {
            Self::Named(reference) => name(reference.id.as_str()),
            Self::Text(text) => Some(text.clone()),
        }
    }
}

impl<T: Target> Field for NamedOrText<T> {
    const EXPECTED: Expected = Expected {
        english: "an id or a text",
        chinese: "编号或文字",
        example: "\"…\"",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        let text = String::read(value, reading)?;
        if Id::parse(&text).is_some() {
            Reference::read(value, reading).map(Self::Named)
        } else {
            Some(Self::Text(text))
        }
    }
}

/// A key of a table of `portal.toml`: a line of business, a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key<T> {
    /// As written.
    pub name: String,
    table: PhantomData<T>,
}

/// A table of `portal.toml` whose keys documents name.
pub trait KeyTable {
    /// Its name.
    const TABLE: &'static str;
}

/// `[lines]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lines;

/// `[clocks.NAME]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clocks;

impl KeyTable for Lines {
    const TABLE: &'static str = "lines";
}

impl KeyTable for Clocks {
    const TABLE: &'static str = "clocks";
}

impl<T: KeyTable> Field for Key<T> {
    const EXPECTED: Expected = String::EXPECTED;

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        let name = String::read(value, reading)?;
        reading.points(value, &name, Names::Key(T::TABLE));
        Some(Self {
            name,
            table: PhantomData,
        })
    }
}

/// A file beside the document, by its path from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelativePath {
    /// As written.
    pub path: String,
    /// Where it is written.
    pub span: Span,
}

impl Field for RelativePath {
    const EXPECTED: Expected = Expected {
        english: "a path from this file",
        chinese: "相对本文件的路径",
        example: "\"申请表.xlsx\"",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        let path = String::read(value, reading)?;
        reading.points(value, &path, Names::File);
        Some(Self {
            path,
            span: reading.span(value.span()),
        })
    }
}
