use jiff::civil::Date;

use super::fact::{Fact, Facts};
use super::reference::{Reference, to};
use super::{Body, Content, Kind, Part};
use crate::source::Fields;

/// 公告: dated news.
#[derive(Clone, Debug, PartialEq)]
pub struct Announcement {
    /// When it was put up.
    pub date: Date,
    /// What it is about.
    pub affects: Vec<Reference<to::Any>>,
}

pub(super) static KIND: Kind = Kind {
    word: "announcement",
    chinese: "公告",
    folder: "announcements",
    dated: false,
    starter: "date = {today}\n+++\n\n",
    columns: &["date"],
    read,
};

fn read(fields: &mut Fields<'_, '_>, _: &Body<'_>) -> Option<Content> {
    let (date, affects) = (fields.required("date"), fields.list("affects"));
    Some(Content::Announcement(Announcement {
        date: date?,
        affects,
    }))
}

impl Announcement {
    /// When it was put up and what it is about.
    pub(super) fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .line("date", &self.date)
            .side("affects", &self.affects)
            .done()
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        Vec::new()
    }
}
