use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::messages::{self, say};
use crate::diagnostics::Language;

/// The build's date: what was asked for, else `SOURCE_DATE_EPOCH` (reproducible-builds.org), else today.
pub(super) fn build_date(
    asked: Option<Date>,
    zone: &TimeZone,
    language: Language,
) -> Result<Date, String> {
    if let Some(date) = asked {
        return Ok(date);
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            let second = seconds
                .trim()
                .parse()
                .ok()
                .filter(|second| *second >= 0)
                .and_then(|s| Timestamp::from_second(s).ok());
            let second = second.ok_or_else(|| {
                say(messages::BAD_EPOCH, language, &[("value", &seconds)])
                    .trim_end()
                    .to_owned()
            })?;
            Ok(zone.to_datetime(second).date())
        }
        Err(_) => Ok(today(zone)),
    }
}

/// Today in the portal's time zone.
pub(super) fn today(zone: &TimeZone) -> Date {
    zone.to_datetime(Timestamp::now()).date()
}
