use toml::Spanned;
use toml::de::DeValue;

use crate::diagnostics::Language;
use crate::source::{Expected, Field, Reading};

/// A length of time as an agreement states it: a count and its unit, never converted.
///
/// Two work days are not sixteen hours: which hours they are, a clock says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    /// 1 or more.
    pub count: u32,
    /// What is counted.
    pub unit: Unit,
}

/// What a duration counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// 分钟
    Minutes,
    /// 小时, by the wall clock.
    Hours,
    /// 工作小时
    WorkHours,
    /// 天, rest days too.
    Days,
    /// 工作日
    Workdays,
    /// 周
    Weeks,
    /// 个月
    Months,
}

/// Unit, singular and plural as written, and the Chinese behind a number.
const UNITS: [(Unit, &str, &str, &str); 7] = [
    (Unit::Minutes, "minute", "minutes", "分钟"),
    (Unit::Hours, "hour", "hours", "小时"),
    (Unit::WorkHours, "work hour", "work hours", "个工作小时"),
    (Unit::Days, "day", "days", "天"),
    (Unit::Workdays, "workday", "workdays", "个工作日"),
    (Unit::Weeks, "week", "weeks", "周"),
    (Unit::Months, "month", "months", "个月"),
];

impl Duration {
    /// The duration written as `text`.
    ///
    /// ```
    /// use lanmu::calendar::{Duration, Unit};
    /// let two = Duration::parse("2 workdays").unwrap();
    /// assert_eq!((two.count, two.unit), (2, Unit::Workdays));
    /// assert_eq!(Duration::parse("2 fortnights"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (count, unit) = text.trim().split_once(' ')?;
        let count = count.parse().ok().filter(|count| *count > 0)?;
        let unit = unit.trim();
        let (unit, ..) = UNITS
            .into_iter()
            .find(|(_, one, many, _)| *one == unit || *many == unit)?;
        Some(Self { count, unit })
    }

    /// As readers of `language` say it.
    pub fn in_words(self, language: Language) -> String {
        let (_, one, many, chinese) = UNITS[self.unit as usize];
        match (language, self.count) {
            (Language::Chinese, count) => format!("{count} {chinese}"),
            (Language::English, 1) => format!("1 {one}"),
            (Language::English, count) => format!("{count} {many}"),
        }
    }
}

impl Field for Duration {
    const EXPECTED: Expected = Expected {
        english: "a duration",
        chinese: "时限",
        example: "\"2 workdays\"",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        match value.get_ref().as_str() {
            Some(text) => Self::parse(text).or_else(|| reading.invalid(value, Self::EXPECTED)),
            None => reading.wrong_type(value, Self::EXPECTED),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, UNITS};
    use crate::diagnostics::Language;

    #[test]
    fn every_unit_reads_back() {
        for (index, (unit, one, many, _)) in UNITS.into_iter().enumerate() {
            assert_eq!(unit as usize, index);
            let parsed = [format!("1 {one}"), format!("1 {many}")].map(|t| Duration::parse(&t));
            assert_eq!(parsed, [Some(Duration { count: 1, unit }); 2]);
        }
    }

    #[test]
    fn chinese_readers_see_their_words() {
        let words = Duration::parse("2 workdays")
            .unwrap()
            .in_words(Language::Chinese);
        assert_eq!(words, "2 个工作日");
    }

    #[test]
    fn nothing_is_guessed() {
        for text in ["2", "two days", "0 days", "-1 days", "1.5 days", "days 2"] {
            assert_eq!(Duration::parse(text), None, "{text}");
        }
    }
}
