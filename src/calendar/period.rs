use std::fmt;

use toml::Spanned;
use toml::de::DeValue;

use crate::source::{Expected, Field, Reading};

/// A year, a quarter or a month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// `2026`
    Year(i16),
    /// `2026-Q1`
    Quarter(i16, u8),
    /// `2026-03`
    Month(i16, u8),
}

impl Period {
    /// The period written as `text`.
    ///
    /// ```
    /// use lanmu::calendar::Period;
    /// assert_eq!(Period::parse("2026-Q1"), Some(Period::Quarter(2026, 1)));
    /// assert_eq!(Period::parse("2026-13"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (year, part) = match text.split_once('-') {
            Some((year, part)) => (year, Some(part)),
            None => (text, None),
        };
        let year = (year.len() == 4).then(|| year.parse().ok())??;
        match part {
            None => Some(Self::Year(year)),
            Some(part) => match part.strip_prefix('Q') {
                Some(quarter) => within(quarter, 4).map(|quarter| Self::Quarter(year, quarter)),
                None if part.len() == 2 => within(part, 12).map(|month| Self::Month(year, month)),
                None => None,
            },
        }
    }
}

fn within(text: &str, most: u8) -> Option<u8> {
    text.parse()
        .ok()
        .filter(|number| (1..=most).contains(number))
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Quarter(year, quarter) => write!(f, "{year}-Q{quarter}"),
            Self::Month(year, month) => write!(f, "{year}-{month:02}"),
        }
    }
}

impl Field for Period {
    const EXPECTED: Expected = Expected {
        english: "a year, quarter or month",
        chinese: "年度、季度或月份",
        example: "\"2026-Q1\"",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        match value.get_ref().as_str() {
            Some(text) => Self::parse(text).or_else(|| reading.invalid(value, Self::EXPECTED)),
            None => reading.wrong_type(value, Self::EXPECTED),
        }
    }
}
