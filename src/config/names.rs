use crate::source::{Fields, Located, choice};

/// A line of business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// As documents name it.
    pub id: String,
    /// As readers see it.
    pub name: String,
}

/// A clock as written; its hours and durations are texts that a later stage understands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawClock {
    /// As services and indicators name it.
    pub name: Located<String>,
    /// As readers see it; its name where absent.
    pub title: Option<String>,
    /// Which days count.
    pub calendar: Option<String>,
    /// Spans of a working day.
    pub hours: Vec<Located<String>>,
    /// What starts it.
    pub start: ClockStart,
    /// Whether the day of receipt is counted.
    pub count_start_day: bool,
    /// Receipt after this time of day counts as the next day's.
    pub cutoff: Option<Located<String>>,
    /// What stops the count for a while.
    pub pauses: Vec<RawPause>,
    /// What ends the count, in words.
    pub stop: Option<String>,
    /// What makes it begin anew, in words.
    pub restart: Option<String>,
}

choice! {
    /// What starts a clock.
    ClockStart {
        /// 提交时
        Submitted = "submitted",
        /// 受理时
        Accepted = "accepted",
    }
}

/// A pause of a clock, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawPause {
    /// Why.
    pub reason: String,
    /// What proves it.
    pub evidence: String,
    /// How long at most.
    pub max: Option<Located<String>>,
}

pub(super) fn lines(fields: &mut Fields<'_, '_>) -> Vec<Line> {
    fields
        .named::<String>("lines")
        .into_iter()
        .map(|(id, name)| Line { id: id.value, name })
        .collect()
}

pub(super) fn clocks(fields: &mut Fields<'_, '_>) -> Vec<RawClock> {
    fields
        .named_tables("clocks", clock)
        .into_iter()
        .map(|(name, clock)| RawClock { name, ..clock })
        .collect()
}

fn clock(fields: &mut Fields<'_, '_>) -> Option<RawClock> {
    let hours = fields.required("hours");
    let start = fields.required("start");
    let rest = RawClock {
        name: Located {
            value: String::new(),
            span: crate::diagnostics::Span::default(),
        },
        title: fields.optional("title"),
        calendar: fields.optional("calendar"),
        hours: Vec::new(),
        start: ClockStart::Submitted,
        count_start_day: fields.or("count_start_day", false),
        cutoff: fields.optional("cutoff"),
        pauses: fields.tables("pauses", pause),
        stop: fields.optional("stop"),
        restart: fields.optional("restart"),
    };
    Some(RawClock {
        hours: hours?,
        start: start?,
        ..rest
    })
}

fn pause(fields: &mut Fields<'_, '_>) -> Option<RawPause> {
    let (reason, evidence) = (fields.required("reason"), fields.required("evidence"));
    let max = fields.optional("max");
    Some(RawPause {
        reason: reason?,
        evidence: evidence?,
        max,
    })
}
