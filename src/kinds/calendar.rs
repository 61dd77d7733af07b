use jiff::civil::Date;

use super::common::Common;
use super::fact::{Fact, Facts, Row, Value, table};
use super::{Body, Content, Kind, Part};
use crate::calendar::{Rest, Year};
use crate::config::Audience;
use crate::diagnostics::{Diagnostic, EMPTY_PERIOD};
use crate::source::{Fields, Id, Located};

/// 日历: the work and rest days of one year, with the notice that set them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The days.
    pub year: Year,
    /// Which notice, of which day.
    pub notice: String,
}

pub(super) static KIND: Kind = Kind {
    word: "calendar",
    chinese: "工作日历",
    folder: "calendar",
    dated: false,
    starter: "",
    columns: &["notice"],
    read: |fields, _: &Body<'_>| read_whole(fields).map(|(_, content)| content),
};

/// A calendar has no id in its file: its year is its id and its title.
pub(super) fn read_whole(fields: &mut Fields<'_, '_>) -> Option<(Common, Content)> {
    let year = fields.required::<Located<u32>>("year");
    let notice = fields.required("notice");
    let rest = fields.tables("rest", rest);
    let work = fields.list::<Date>("work");
    let year = year?;
    let id = Id::parse(&format!("calendar-{}", year.value))?;
    let common = Common {
        id: Located {
            value: id,
            span: year.span,
        },
        title: year.value.to_string(),
        summary: None,
        owner: None,
        audience: Audience::Everyone,
        effective: None,
        expires: None,
        repealed_by: None,
        tags: Vec::new(),
        review_due: None,
        related: Vec::new(),
        aliases: Vec::new(),
        draft: false,
    };
    let content = Content::Calendar(Calendar {
        year: Year {
            year: i16::try_from(year.value).ok()?,
            rest,
            work: work.into_iter().collect(),
        },
        notice: notice?,
    });
    Some((common, content))
}

fn rest(fields: &mut Fields<'_, '_>) -> Option<Rest> {
    let (from, to) = (
        fields.required::<Date>("from"),
        fields.required::<Date>("to"),
    );
    let name = fields.required("name");
    let (from, to) = (from?, to?);
    if from > to {
        let finding = Diagnostic::new(&EMPTY_PERIOD, fields.place_of("to"))
            .with("key", "rest")
            .with("from", from.to_string())
            .with("to", to.to_string());
        fields.report(finding);
        return None;
    }
    Some(Rest {
        from,
        to,
        name: name?,
    })
}

impl Calendar {
    /// The notice, the holidays, and every day of the year.
    pub(super) fn facts(&self) -> Vec<Fact> {
        let work: Vec<_> = self.year.work.iter().copied().collect();
        Facts::default()
            .line("notice", &self.notice)
            .section("rest", &table(&self.year.rest))
            .section("work", &work)
            .section("days", &Value::Year(self.year.clone()))
            .done()
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        Vec::new()
    }
}

impl Row for Rest {
    fn row(&self) -> Facts {
        Facts::default()
            .line("name", &self.name)
            .line("from", &self.from)
            .line("to", &self.to)
    }
}
