use jiff::civil::{Date, Weekday};

use super::Maker;
use crate::calendar::{DayKind, Year};
use crate::theme::shape::context;

context! {
    /// A month of a calendar.
    pub struct Month {
        /// Its name.
        pub name: String,
        /// Its weeks, from Monday.
        pub weeks: Vec<Week>,
    }

    /// A week of a month; days of other months are empty.
    pub struct Week {
        /// Seven days.
        pub days: Vec<DayCell>,
    }

    /// A day of a month.
    pub struct DayCell {
        /// Of the month; 0 where the day belongs to another.
        pub number: i8,
        /// `work`, `make-up`, `weekend`, `holiday`; empty where the day belongs to another month.
        pub word: String,
        /// What it is, in words.
        pub text: String,
    }
}

impl Maker<'_> {
    /// The twelve months of a year.
    pub(super) fn months(&self, year: &Year) -> Vec<Month> {
        (1..=12).map(|month| self.month(year, month)).collect()
    }

    fn month(&self, year: &Year, month: i8) -> Month {
        let mut weeks: Vec<Week> = Vec::new();
        for date in year.dates().filter(|date| date.month() == month) {
            let weekday = date.weekday().to_monday_zero_offset();
            if weeks.is_empty() || date.weekday() == Weekday::Monday {
                weeks.push(Week {
                    days: vec![DayCell::default(); 7],
                });
            }
            if let Some(week) = weeks.last_mut() {
                // An offset from Monday is 0 to 6.
                week.days[usize::try_from(weekday).unwrap_or(0)] = self.day(year, date);
            }
        }
        Month {
            name: self
                .strings
                .fill("ui.month_name", &[("month", &month.to_string())]),
            weeks,
        }
    }

    fn day(&self, year: &Year, date: Date) -> DayCell {
        let (word, name) = match year.day(date) {
            Some(DayKind::MakeUp) => ("make-up", None),
            Some(DayKind::Weekend) => ("weekend", None),
            Some(DayKind::Holiday(name)) => ("holiday", Some(name)),
            Some(DayKind::Work) | None => ("work", None),
        };
        DayCell {
            number: date.day(),
            word: word.to_owned(),
            text: name.map_or_else(|| self.strings.get(&format!("day.{word}")), str::to_owned),
        }
    }
}
