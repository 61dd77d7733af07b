use jiff::civil::Date;

use super::fact::{Fact, Facts};
use super::reference::{ClauseReference, Reference, to};
use super::{Body, Content, Kind, Part};
use crate::source::Fields;

/// 知识: a page of the knowledge base.
#[derive(Clone, Debug, PartialEq)]
pub struct Knowledge {
    /// What it is about.
    pub service: Option<Reference<to::Service>>,
    /// What it rests on.
    pub basis: Vec<ClauseReference>,
    /// When somebody last checked it.
    pub validated: Option<Date>,
}

pub(super) static KIND: Kind = Kind {
    word: "knowledge",
    chinese: "知识",
    folder: "knowledge",
    dated: false,
    starter: "+++\n\n",
    columns: &["validated"],
    read,
};

fn read(fields: &mut Fields<'_, '_>, _: &Body<'_>) -> Option<Content> {
    Some(Content::Knowledge(Knowledge {
        service: fields.optional("service"),
        basis: fields.list("basis"),
        validated: fields.optional("validated"),
    }))
}

impl Knowledge {
    /// What it rests on.
    pub(super) fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .line("validated", &self.validated)
            .side("service", &self.service)
            .side("basis", &self.basis)
            .done()
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        Vec::new()
    }
}
