use std::fmt;

use toml::Spanned;
use toml::de::DeValue;

use crate::source::{Expected, Field, Reading};

/// A time of day, to the minute; 24:00 is the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    minutes: u16,
}

impl TimeOfDay {
    /// The time written as `HH:MM`.
    ///
    /// ```
    /// use lanmu::calendar::TimeOfDay;
    /// assert_eq!(TimeOfDay::parse("09:30").unwrap().minutes(), 570);
    /// assert_eq!(TimeOfDay::parse("24:01"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.trim().split_once(':')?;
        let shape = hours.len() == 2 && minutes.len() == 2;
        let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
        let total = hours * 60 + minutes;
        (shape && minutes < 60 && total <= 24 * 60).then_some(Self { minutes: total })
    }

    /// Minutes since midnight, 0 to 1440.
    pub fn minutes(self) -> u16 {
        self.minutes
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

impl Field for TimeOfDay {
    const EXPECTED: Expected = Expected {
        english: "a time of day",
        chinese: "时刻",
        example: "\"16:00\"",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        match value.get_ref().as_str() {
            Some(text) => Self::parse(text).or_else(|| reading.invalid(value, Self::EXPECTED)),
            None => reading.wrong_type(value, Self::EXPECTED),
        }
    }
}

/// A span of a day, its end after its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hours {
    /// When it opens.
    pub from: TimeOfDay,
    /// When it closes.
    pub to: TimeOfDay,
}

impl Hours {
    /// The span written as `HH:MM-HH:MM`.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('-')?;
        let (from, to) = (TimeOfDay::parse(from)?, TimeOfDay::parse(to)?);
        (from < to).then_some(Self { from, to })
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{}", self.from, self.to)
    }
}

impl Field for Hours {
    const EXPECTED: Expected = Expected {
        english: "a span of hours",
        chinese: "时段",
        example: "[\"09:00-12:00\", \"13:30-17:30\"]",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        match value.get_ref().as_str() {
            Some(text) => Self::parse(text).or_else(|| reading.invalid(value, Self::EXPECTED)),
            None => reading.wrong_type(value, Self::EXPECTED),
        }
    }
}
