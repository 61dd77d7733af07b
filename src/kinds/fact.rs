use jiff::civil::Date;

use super::amount::{Money, Percent, Quantity};
use super::reference::{ClauseReference, Key, KeyTable, NamedOrText, Reference, RelativePath};
use crate::calendar::{Duration, Hours, Period, Year};
use crate::diagnostics::Span;
use crate::source::Id;

/// Something a document says about itself, in no language yet: the theme gives it its name and its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The field, and the key of its name in the theme's strings.
    pub key: &'static str,
    /// What it says.
    pub value: Value,
    /// How much a reader needs it.
    pub rank: FactRank,
}

/// How much a reader needs a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactRank {
    /// In the quiet line under the title.
    Line,
    /// A section of its own, in the order given.
    Section,
    /// Beside the text.
    Side,
}

/// What a fact says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words of the author's.
    Text(String),
    /// A word of a closed set, with the set's name.
    Choice(&'static str, &'static str),
    /// A day.
    Date(Date),
    /// A length of time.
    Duration(Duration),
    /// Something that the document names: as written, and where.
    Pointer(String, Span),
    /// A key of a table of `portal.toml`.
    Key(&'static str, String),
    /// Yes or no.
    Flag(bool),
    /// Several of one sort.
    List(Vec<Value>),
    /// Rows of facts.
    Table(Vec<FactRow>),
    /// Tables, each under a heading of its own.
    Groups(Vec<(String, Vec<FactRow>)>),
    /// The days of a year.
    Year(Year),
    /// What holds from one value to another.
    Band(Band),
}

/// A step of a price or a penalty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// From where on; from the beginning where absent.
    pub from: Option<String>,
    /// Up to where; without end where absent.
    pub to: Option<String>,
    /// What holds there.
    pub amount: String,
}

/// A row of a table: somebody or something with facts of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct FactRow {
    /// Its id, where it has one: a person, a post, a step.
    pub id: Option<Id>,
    /// What is said of it.
    pub facts: Vec<Fact>,
}

/// Something that can be a fact's value; `None` where there is nothing to say.
pub(super) trait ToValue {
    fn to_value(&self) -> Option<Value>;
}

/// The facts of a document, collected in the order in which they are shown.
#[derive(Debug, Default)]
pub(super) struct Facts(Vec<Fact>);

impl Facts {
    pub(super) fn line(self, key: &'static str, value: &impl ToValue) -> Self {
        self.add(key, value, FactRank::Line)
    }

    pub(super) fn section(self, key: &'static str, value: &impl ToValue) -> Self {
        self.add(key, value, FactRank::Section)
    }

    pub(super) fn side(self, key: &'static str, value: &impl ToValue) -> Self {
        self.add(key, value, FactRank::Side)
    }

    pub(super) fn done(self) -> Vec<Fact> {
        self.0
    }

    fn add(mut self, key: &'static str, value: &impl ToValue, rank: FactRank) -> Self {
        self.0
            .extend(value.to_value().map(|value| Fact { key, value, rank }));
        self
    }
}

impl ToValue for Value {
    fn to_value(&self) -> Option<Value> {
        Some(self.clone())
    }
}

impl ToValue for Band {
    fn to_value(&self) -> Option<Value> {
        Some(Value::Band(self.clone()))
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Option<Value> {
        self.as_ref().and_then(ToValue::to_value)
    }
}

impl<T: ToValue> ToValue for Vec<T> {
    fn to_value(&self) -> Option<Value> {
        let values: Vec<_> = self.iter().filter_map(ToValue::to_value).collect();
        (!values.is_empty()).then_some(Value::List(values))
    }
}

/// A struct that is a row of a table.
pub(super) trait Row {
    fn row(&self) -> Facts;

    /// Its own id, where it has one.
    fn id(&self) -> Option<Id> {
        None
    }
}

/// Rows with their ids.
pub(super) fn rows<T: Row>(rows: &[T]) -> Vec<FactRow> {
    let row = |row: &T| FactRow {
        id: row.id(),
        facts: row.row().done(),
    };
    rows.iter().map(row).collect()
}

/// Rows as one value; nothing where there are none.
pub(super) fn table<T: Row>(values: &[T]) -> Option<Value> {
    (!values.is_empty()).then(|| Value::Table(rows(values)))
}

impl ToValue for String {
    fn to_value(&self) -> Option<Value> {
        Some(Value::Text(self.clone()))
    }
}

impl ToValue for u32 {
    fn to_value(&self) -> Option<Value> {
        Some(Value::Text(self.to_string()))
    }
}

impl ToValue for bool {
    fn to_value(&self) -> Option<Value> {
        Some(Value::Flag(*self))
    }
}

impl ToValue for Date {
    fn to_value(&self) -> Option<Value> {
        Some(Value::Date(*self))
    }
}

impl ToValue for Duration {
    fn to_value(&self) -> Option<Value> {
        Some(Value::Duration(*self))
    }
}

macro_rules! shown_as_text {
    ($($type:ty),*) => {
        $(impl ToValue for $type {
            fn to_value(&self) -> Option<Value> {
                Some(Value::Text(self.to_string()))
            }
        })*
    };
}

shown_as_text!(Money, Percent, Quantity, Hours, Period);

impl<T> ToValue for Reference<T> {
    fn to_value(&self) -> Option<Value> {
        Some(Value::Pointer(self.id.to_string(), self.span))
    }
}

impl<T> ToValue for NamedOrText<T> {
    fn to_value(&self) -> Option<Value> {
        match self {
            Self::Named(reference) => reference.to_value(),
            Self::Text(text) => text.to_value(),
        }
    }
}

impl ToValue for ClauseReference {
    fn to_value(&self) -> Option<Value> {
        Some(Value::Pointer(self.written.clone(), self.span))
    }
}

impl ToValue for RelativePath {
    fn to_value(&self) -> Option<Value> {
        Some(Value::Pointer(self.path.clone(), self.span))
    }
}

impl<T: KeyTable> ToValue for Key<T> {
    fn to_value(&self) -> Option<Value> {
        Some(Value::Key(T::TABLE, self.name.clone()))
    }
}

impl ToValue for Id {
    fn to_value(&self) -> Option<Value> {
        Some(Value::Text(self.to_string()))
    }
}

impl<T: ToValue> ToValue for crate::source::Located<T> {
    fn to_value(&self) -> Option<Value> {
        self.value.to_value()
    }
}

/// Makes a closed set of words a value, named in the theme's strings under `choice.NAME`.
macro_rules! named_choice {
    ($type:ident, $name:literal) => {
        impl $crate::kinds::fact::ToValue for $type {
            fn to_value(&self) -> Option<$crate::kinds::fact::Value> {
                Some($crate::kinds::fact::Value::Choice($name, self.word()))
            }
        }
    };
}
pub(super) use named_choice;
