use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::DeValue;

use crate::source::{Expected, Field, Reading};

/// An amount of yuan, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(pub Decimal);

/// A share of a hundred, exact: `95%` is 95.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(pub Decimal);

/// A percentage or a bare number; which unit the number has, the indicator says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// With a percent sign.
    Percent(Percent),
    /// Without.
    Number(Decimal),
}

fn decimal(text: &str) -> Option<Decimal> {
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
    plain.then(|| Decimal::from_str(text).ok())?
}

impl Money {
    fn parse(text: &str) -> Option<Self> {
        decimal(text).map(Self)
    }
}

impl Percent {
    /// The percentage written with its sign.
    pub fn parse(text: &str) -> Option<Self> {
        decimal(text.strip_suffix('%')?.trim_end()).map(Self)
    }
}

impl Quantity {
    fn parse(text: &str) -> Option<Self> {
        match Percent::parse(text) {
            Some(percent) => Some(Self::Percent(percent)),
            None => decimal(text).map(Self::Number),
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:.2}", self.0);
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", text.as_str()),
        };
        let (whole, cents) = digits.split_once('.').unwrap_or((digits, "00"));
        let grouped: Vec<&str> = whole
            .as_bytes()
            .rchunks(3)
            .rev()
            .filter_map(|group| std::str::from_utf8(group).ok())
            .collect();
        write!(f, "{sign}{}.{cents}", grouped.join(","))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent(percent) => percent.fmt(f),
            Self::Number(number) => number.fmt(f),
        }
    }
}

macro_rules! read_as_text {
    ($type:ident, $english:literal, $chinese:literal, $example:literal) => {
        impl Field for $type {
            const EXPECTED: Expected = Expected {
                english: $english,
                chinese: $chinese,
                example: $example,
            };

            fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
                match value.get_ref().as_str() {
                    Some(text) => {
                        Self::parse(text).or_else(|| reading.invalid(value, Self::EXPECTED))
                    }
                    None => reading.wrong_type(value, Self::EXPECTED),
                }
            }
        }
    };
}

read_as_text!(
    Money,
    "an amount in yuan, as a text",
    "金额（元，写成文字）",
    "\"12.50\""
);
read_as_text!(Percent, "a percentage, as a text", "百分比", "\"95%\"");
read_as_text!(
    Quantity,
    "a percentage or a number, as a text",
    "百分比或数值",
    "\"95%\""
);

#[cfg(test)]
mod tests {
    use super::{Money, Percent, Quantity};

    #[test]
    fn money_is_grouped_and_exact() {
        assert_eq!(
            Money::parse("1234567.5").unwrap().to_string(),
            "1,234,567.50"
        );
        assert_eq!(Money::parse("-12").unwrap().to_string(), "-12.00");
        assert_eq!(Money::parse("1e3"), None);
    }

    #[test]
    fn a_percent_sign_makes_a_percentage() {
        assert_eq!(Percent::parse("95"), None);
        assert_eq!(Quantity::parse("95%").unwrap().to_string(), "95%");
        assert_eq!(Quantity::parse("2.5").unwrap().to_string(), "2.5");
    }
}
