use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

/// The work and rest days of one published year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The calendar year.
    pub year: i16,
    /// Holidays, each with its name.
    pub rest: Vec<Rest>,
    /// Weekend days worked to make up for a holiday (调休).
    pub work: BTreeSet<Date>,
}

/// A holiday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// What it is called.
    pub name: String,
}

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// A day on which the centre works.
    Work,
    /// A weekend day on which it works.
    MakeUp,
    /// A Saturday or Sunday.
    Weekend,
    /// A holiday with its name.
    Holiday(&'a str),
}

impl Year {
    /// What `date` is; `None` where it is no day of this year.
    pub fn day(&self, date: Date) -> Option<DayKind<'_>> {
        if date.year() != self.year {
            return None;
        }
        if self.work.contains(&date) {
            return Some(DayKind::MakeUp);
        }
        let holiday = self
            .rest
            .iter()
            .find(|rest| rest.from <= date && date <= rest.to);
        Some(match (holiday, date.weekday()) {
            (Some(rest), _) => DayKind::Holiday(&rest.name),
            (None, Weekday::Saturday | Weekday::Sunday) => DayKind::Weekend,
            (None, _) => DayKind::Work,
        })
    }

    /// Every day of the year, in order.
    pub fn dates(&self) -> impl Iterator<Item = Date> {
        // A year beyond what dates reach has no days here.
        let first = Date::new(self.year, 1, 1).ok();
        let year = self.year;
        std::iter::successors(first, |date| date.tomorrow().ok())
            .take_while(move |date| date.year() == year)
    }
}

#[cfg(test)]
mod tests {
    use super::{DayKind, Rest, Year};
    use jiff::civil::date;

    #[test]
    fn make_up_days_are_worked_and_holidays_are_not() {
        let year = Year {
            year: 2026,
            rest: vec![Rest {
                from: date(2026, 2, 15),
                to: date(2026, 2, 23),
                name: "春节".to_owned(),
            }],
            work: [date(2026, 2, 14)].into(),
        };
        assert_eq!(year.day(date(2026, 2, 14)), Some(DayKind::MakeUp));
        assert_eq!(year.day(date(2026, 2, 17)), Some(DayKind::Holiday("春节")));
        assert_eq!(year.day(date(2026, 3, 1)), Some(DayKind::Weekend));
        assert_eq!(year.day(date(2025, 3, 3)), None);
        assert_eq!(year.dates().count(), 365);
    }
}
