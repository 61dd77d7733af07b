use jiff::civil::Date;

use super::fact::{Fact, Facts, Row, table};
use super::reference::{Reference, to};
use super::{Body, Content, Kind, Part};
use crate::source::Fields;

/// 子公司: a customer of the centre.
#[derive(Clone, Debug, PartialEq)]
pub struct Subsidiary {
    /// 客户经理
    pub account_manager: Option<Reference<to::Person>>,
    /// Who stands in for them.
    pub deputy: Option<Reference<to::Person>>,
    /// Whom the centre calls there.
    pub finance_contact: Option<String>,
    /// Where it is.
    pub region: Option<String>,
    /// When the centre came.
    pub visits: Vec<Visit>,
    /// What it asked for.
    pub opinions: Vec<Opinion>,
}

/// A visit of the centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// When.
    pub on: Date,
    /// What came of it.
    pub note: Option<String>,
}

/// Something the subsidiary asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// When.
    pub raised: Date,
    /// What.
    pub text: String,
    /// When it was settled; open where absent.
    pub closed: Option<Date>,
}

pub(super) static KIND: Kind = Kind {
    word: "subsidiary",
    chinese: "子公司",
    folder: "subsidiaries",
    dated: false,
    starter: "+++\n\n",
    columns: &["account_manager", "region"],
    read,
};

fn read(fields: &mut Fields<'_, '_>, _: &Body<'_>) -> Option<Content> {
    Some(Content::Subsidiary(Subsidiary {
        account_manager: fields.optional("account_manager"),
        deputy: fields.optional("deputy"),
        finance_contact: fields.optional("finance_contact"),
        region: fields.optional("region"),
        visits: fields.tables("visits", visit),
        opinions: fields.tables("opinions", opinion),
    }))
}

fn visit(fields: &mut Fields<'_, '_>) -> Option<Visit> {
    let (on, note) = (fields.required("on"), fields.optional("note"));
    Some(Visit { on: on?, note })
}

fn opinion(fields: &mut Fields<'_, '_>) -> Option<Opinion> {
    let (raised, text) = (fields.required("raised"), fields.required("text"));
    let closed = fields.optional("closed");
    Some(Opinion {
        raised: raised?,
        text: text?,
        closed,
    })
}

impl Subsidiary {
    /// Who looks after it, and what it asked for.
    pub(super) fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .line("account_manager", &self.account_manager)
            .line("deputy", &self.deputy)
            .line("region", &self.region)
            .line("finance_contact", &self.finance_contact)
            .section("opinions", &table(&self.opinions))
            .section("visits", &table(&self.visits))
            .done()
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        Vec::new()
    }
}

impl Row for Visit {
    fn row(&self) -> Facts {
        Facts::default()
            .line("on", &self.on)
            .line("note", &self.note)
    }
}

impl Row for Opinion {
    fn row(&self) -> Facts {
        Facts::default()
            .line("raised", &self.raised)
            .line("text", &self.text)
            .line("closed", &self.closed)
    }
}
