use std::sync::Arc;

use crate::calendar::{Duration, Hours, TimeOfDay};
use crate::config::{ClockStart, PORTAL_FILE, RawClock};
use crate::diagnostics::{Diagnostic, INVALID_VALUE, Place};
use crate::source::{Field, Located};

/// 计时规则: when time counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// As services and indicators name it.
    pub name: String,
    /// As readers see it.
    pub title: String,
    /// Which calendar; `work` is the one of `content/calendar/`.
    pub calendar: String,
    /// Spans of a working day, in order.
    pub hours: Vec<Hours>,
    /// What starts it.
    pub start: ClockStart,
    /// Whether the day of receipt is counted. By default it is not (民法典第二百零一条).
    pub count_start_day: bool,
    /// Receipt after this time of day counts as the next day's.
    pub cutoff: Option<TimeOfDay>,
    /// What stops the count for a while.
    pub pauses: Vec<Pause>,
    /// What ends the count.
    pub stop: Option<String>,
    /// What makes it begin anew.
    pub restart: Option<String>,
}

/// A pause of a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Why.
    pub reason: String,
    /// What proves it.
    pub evidence: String,
    /// How long at most.
    pub max: Option<Duration>,
}

/// Resolves the clocks of `portal.toml`; one that cannot be is left out, its faults reported.
pub fn read_clocks(raw: &[RawClock], findings: &mut Vec<Diagnostic>) -> Vec<Clock> {
    raw.iter()
        .filter_map(|clock| resolve(clock, findings))
        .collect()
}

fn resolve(raw: &RawClock, findings: &mut Vec<Diagnostic>) -> Option<Clock> {
    let hours: Vec<Option<Hours>> = raw
        .hours
        .iter()
        .map(|text| understood(text, "hours", Hours::parse, findings))
        .collect();
    let cutoff = match &raw.cutoff {
        Some(text) => understood(text, "cutoff", TimeOfDay::parse, findings).map(Some),
        None => Some(None),
    };
    let pauses: Vec<Option<Pause>> = raw.pauses.iter().map(|p| pause(p, findings)).collect();
    Some(Clock {
        name: raw.name.value.clone(),
        title: raw.title.clone().unwrap_or_else(|| raw.name.value.clone()),
        calendar: raw.calendar.clone().unwrap_or_else(|| "work".to_owned()),
        hours: hours.into_iter().collect::<Option<_>>()?,
        start: raw.start,
        count_start_day: raw.count_start_day,
        cutoff: cutoff?,
        pauses: pauses.into_iter().collect::<Option<_>>()?,
        stop: raw.stop.clone(),
        restart: raw.restart.clone(),
    })
}

fn pause(raw: &crate::config::RawPause, findings: &mut Vec<Diagnostic>) -> Option<Pause> {
    let max = match &raw.max {
        Some(text) => Some(understood(text, "max", Duration::parse, findings)?),
        None => None,
    };
    Some(Pause {
        reason: raw.reason.clone(),
        evidence: raw.evidence.clone(),
        max,
    })
}

fn understood<T: Field>(
    text: &Located<String>,
    key: &str,
    parse: impl Fn(&str) -> Option<T>,
    findings: &mut Vec<Diagnostic>,
) -> Option<T> {
    let parsed = parse(&text.value);
    if parsed.is_none() {
        let path: Arc<str> = PORTAL_FILE.into();
        findings.push(
            Diagnostic::new(&INVALID_VALUE, Place::new(&path, text.span))
                .with("key", key)
                .with("value", &text.value)
                .with("expected", T::EXPECTED.english)
                .with("expected_zh", T::EXPECTED.chinese)
                .with("example", T::EXPECTED.example),
        );
    }
    parsed
}
