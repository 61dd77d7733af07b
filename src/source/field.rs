use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeValue;

use super::{Id, TomlText};
use crate::diagnostics::{Diagnostic, INVALID_VALUE, Span, UNKNOWN_CHOICE, WRONG_TYPE};

/// What a field takes, in words for messages and an example that could stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// With its article: `a date`.
    pub english: &'static str,
    /// The same in Chinese.
    pub chinese: &'static str,
    /// A right value, as TOML.
    pub example: &'static str,
}

/// A type that a front matter field can have.
pub trait Field: Sized {
    /// What must stand there.
    const EXPECTED: Expected;

    /// The value, or `None` after reporting why not.
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self>;
}

/// The field being read, for reporting.
#[derive(Debug)]
pub struct Reading<'a, 'f> {
    pub(super) key: &'a str,
    /// How many lists the value stands in.
    pub(super) depth: usize,
    pub(super) text: &'a TomlText<'a>,
    pub(super) pointers: &'f mut Vec<Pointer>,
    pub(super) findings: &'f mut Vec<Diagnostic>,
}

/// A field's value that names something else of the portal; whether it exists, a later stage says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// The field.
    pub key: String,
    /// The name, without a fragment.
    pub name: String,
    /// What follows a `#`.
    pub fragment: Option<String>,
    /// Where it is written.
    pub span: Span,
    /// What it may name.
    pub names: Names,
}

/// What a pointer may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// An id of one of these kinds; of any where there are none.
    Ids(&'static [&'static str]),
    /// A document, or a clause of it.
    Clause,
    /// A key of this table of `portal.toml`.
    Key(&'static str),
    /// A file, by its path from the document.
    File,
}

impl Reading<'_, '_> {
    /// Reports a value of another TOML type; always `None`.
    pub fn wrong_type<T>(&mut self, value: &Spanned<DeValue<'_>>, expected: Expected) -> Option<T> {
        let found = value.get_ref().type_str();
        let finding = Diagnostic::new(&WRONG_TYPE, self.text.place(&value.span()))
            .with("found", with_article(found))
            .with("found_zh", type_in_chinese(found));
        self.report(finding, expected)
    }

    /// Reports a value of the right TOML type that means nothing; always `None`.
    pub fn invalid<T>(&mut self, value: &Spanned<DeValue<'_>>, expected: Expected) -> Option<T> {
        let written = self
            .written(&value.span())
            .trim_matches(['"', '\''])
            .to_owned();
        let finding =
            Diagnostic::new(&INVALID_VALUE, self.text.place(&value.span())).with("value", written);
        self.report(finding, expected)
    }

    fn report<T>(&mut self, finding: Diagnostic, expected: Expected) -> Option<T> {
        let (part, part_zh) = match self.depth {
            0 => ("", ""),
            _ => ("each of ", "里的每一项"),
        };
        let (open, close) = ("[".repeat(self.depth), "]".repeat(self.depth));
        self.findings.push(
            finding
                .with("key", self.key)
                .with("part", part)
                .with("part_zh", part_zh)
                .with("expected", expected.english)
                .with("expected_zh", expected.chinese)
                .with("example", open + expected.example + &close),
        );
        None
    }

    fn unknown_choice<T>(&mut self, at: &Range<usize>, word: &str, known: &[&str]) -> Option<T> {
        self.findings.push(
            Diagnostic::new(&UNKNOWN_CHOICE, self.text.place(at))
                .with("key", self.key)
                .with("value", word)
                .with("known", known.join(" | "))
                .near(word, known.iter().copied()),
        );
        None
    }

    fn written(&self, range: &Range<usize>) -> &str {
        self.text.text.get(range.clone()).unwrap_or_default()
    }

    /// Notes that the value names something.
    pub fn points(&mut self, value: &Spanned<DeValue<'_>>, written: &str, names: Names) {
        let (name, fragment) = match written.split_once('#') {
            Some((name, fragment)) if names != Names::File => (name, Some(fragment.to_owned())),
            _ => (written, None),
        };
        let span = self.span(value.span());
        self.pointers.push(Pointer {
            key: self.key.to_owned(),
            name: name.to_owned(),
            fragment,
            // Inside the quotes.
            span: span.unquoted(),
            names,
        });
    }

    /// The span in the file of a range of the TOML text.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::from(range).shifted(self.text.offset)
    }
}

fn with_article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'i']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {kind}")
}

fn type_in_chinese(kind: &str) -> &'static str {
    match kind {
        "string" => "文字",
        "integer" => "整数",
        "float" => "小数",
        "boolean" => "真假值",
        "datetime" => "日期",
        "array" => "列表",
        _ => "表",
    }
}

/// A value with the place where it was written, for later stages that find it wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// What was written.
    pub value: T,
    /// Where, in the file.
    pub span: Span,
}

impl<T: Field> Field for Located<T> {
    const EXPECTED: Expected = T::EXPECTED;

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        let read = T::read(value, reading)?;
        Some(Self {
            value: read,
            span: reading.span(value.span()),
        })
    }
}

impl Field for String {
    const EXPECTED: Expected = Expected {
        english: "a text",
        chinese: "文字",
        example: "\"…\"",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        match value.get_ref().as_str() {
            Some(text) if text.trim().is_empty() => reading.invalid(value, Self::EXPECTED),
            Some(text) => Some(text.to_owned()),
            None => reading.wrong_type(value, Self::EXPECTED),
        }
    }
}

impl Field for bool {
    const EXPECTED: Expected = Expected {
        english: "true or false",
        chinese: " true 或 false",
        example: "true",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        match value.get_ref().as_bool() {
            Some(truth) => Some(truth),
            None => reading.wrong_type(value, Self::EXPECTED),
        }
    }
}

impl Field for u32 {
    const EXPECTED: Expected = Expected {
        english: "a whole number of 0 or more",
        chinese: "非负整数",
        example: "30",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        let Some(integer) = value.get_ref().as_integer() else {
            return reading.wrong_type(value, Self::EXPECTED);
        };
        match Self::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(number) => Some(number),
            Err(_) => reading.invalid(value, Self::EXPECTED),
        }
    }
}

impl Field for f64 {
    const EXPECTED: Expected = Expected {
        english: "a number",
        chinese: "数字",
        example: "0.5",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        let written = match value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
            DeValue::Float(float) => float.as_str(),
            _ => return reading.wrong_type(value, Self::EXPECTED),
        };
        match written.parse::<Self>() {
            Ok(number) if number.is_finite() => Some(number),
            _ => reading.invalid(value, Self::EXPECTED),
        }
    }
}

impl Field for Date {
    const EXPECTED: Expected = Expected {
        english: "a date",
        chinese: "日期",
        example: "2026-03-01",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        let Some(written) = value.get_ref().as_datetime() else {
            return reading.wrong_type(value, Self::EXPECTED);
        };
        let date = match (written.date, written.time, written.offset) {
            (Some(date), None, None) => civil_date(date),
            _ => None,
        };
        date.or_else(|| reading.invalid(value, Self::EXPECTED))
    }
}

fn civil_date(date: toml::value::Date) -> Option<Date> {
    let year = i16::try_from(date.year).ok()?;
    let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
    Date::new(year, month, day).ok()
}

impl Field for Id {
    const EXPECTED: Expected = Expected {
        english: "an id of ASCII letters, digits, `.`, `_` and `-`",
        chinese: "编号（只用英文字母、数字和 . _ -）",
        example: "\"FSSC-EXP-003\"",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        Self::read_as(value, reading, Self::EXPECTED)
    }
}

impl Id {
    /// Reads an id of which more is known, so that a fault gives a better example.
    pub fn read_as(
        value: &Spanned<DeValue<'_>>,
        reading: &mut Reading<'_, '_>,
        expected: Expected,
    ) -> Option<Self> {
        let Some(text) = value.get_ref().as_str() else {
            return reading.wrong_type(value, expected);
        };
        Self::parse(text).or_else(|| reading.invalid(value, expected))
    }
}

impl<T: Field> Field for Vec<T> {
    const EXPECTED: Expected = Expected {
        english: "a list in square brackets",
        chinese: "方括号中的列表",
        example: "[…]",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        match value.get_ref().as_array() {
            Some(items) => {
                reading.depth += 1;
                let items = items.iter().filter_map(|item| T::read(item, reading));
                let items = items.collect();
                reading.depth -= 1;
                Some(items)
            }
            None => reading.wrong_type(value, Self::EXPECTED),
        }
    }
}

/// A closed set of words; made by `choice!`.
pub trait Choice: Sized + Copy + 'static {
    /// Every value with its word.
    const WORDS: &'static [(&'static str, Self)];
}

impl<T: Choice> Field for T {
    const EXPECTED: Expected = Expected {
        english: "one of its words",
        chinese: "规定的取值",
        example: "\"…\"",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        // What is no text is no word of these either: who wrote `true` wants to know which there are.
        let written = || reading.written(&value.span()).to_owned();
        let word = value.get_ref().as_str().map_or_else(written, str::to_owned);
        let found = Self::WORDS.iter().find(|(known, _)| *known == word);
        found.map(|(_, choice)| *choice).or_else(|| {
            let known: Vec<_> = Self::WORDS.iter().map(|(known, _)| *known).collect();
            reading.unknown_choice(&value.span(), &word, &known)
        })
    }
}

/// Declares an enum whose values are words of a front matter, with its [`Choice`] and a `word` method.
macro_rules! choice {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $crate::source::Choice for $name {
            const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),+];
        }

        impl $name {
            /// The word in the front matter, and the key of its name in the theme's strings.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}
pub(crate) use choice;
