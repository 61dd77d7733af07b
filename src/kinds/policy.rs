use jiff::civil::Date;

use super::fact::{Fact, Facts, Row, named_choice, table};
use super::reference::{Key, Lines, NamedOrText, Reference, RelativePath, to};
use super::{Body, Content, Kind, Part};
use crate::source::{Fields, choice};

/// 制度: a regulation with a document number, clauses and versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// 文号: 财共〔2025〕12号
    pub number: Option<String>,
    /// Titles by which prose cites it.
    pub short_titles: Vec<String>,
    /// 层级
    pub rank: Option<Rank>,
    /// 业务线
    pub line: Option<Key<Lines>>,
    /// 上位制度
    pub superior: Vec<Reference<to::Policy>>,
    /// 发布机关
    pub issuer: Option<String>,
    /// When it was approved.
    pub approved: Option<Date>,
    /// When it was issued.
    pub issued: Option<Date>,
    /// The last day of its trial (试行期).
    pub trial_until: Option<Date>,
    /// What it ends.
    pub repeals: Vec<Reference<to::Policy>>,
    /// What it changes.
    pub amends: Vec<Amendment>,
    /// 适用范围
    pub applies_to: Vec<NamedOrText<to::Subsidiary>>,
    /// 除外
    pub excludes: Vec<NamedOrText<to::Subsidiary>>,
    /// 解释权
    pub interpreter: Option<NamedOrText<to::TeamOrPerson>>,
    /// Forms to download.
    pub attachments: Vec<RelativePath>,
    /// What kind of change made this version.
    pub change: Option<Change>,
    /// The change in a sentence.
    pub change_note: Option<String>,
}

/// A clause of another policy that this one changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Amendment {
    /// The policy changed.
    pub policy: Reference<to::Policy>,
    /// The clause, in words or as an address.
    pub clause: Option<String>,
    /// What happens to it.
    pub kind: AmendmentKind,
    /// From when.
    pub effective: Option<Date>,
    /// 过渡条款
    pub savings: Option<String>,
}

choice! {
    /// 层级: how high a policy stands.
    Rank {
        /// 基本制度
        Charter = "charter",
        /// 办法
        Measures = "measures",
        /// 细则
        Rules = "rules",
        /// 规程
        Procedure = "procedure",
        /// 通知
        Notice = "notice",
    }
}

choice! {
    /// Whether a revision changes what readers must do.
    Change {
        /// 实质修订
        Substantive = "substantive",
        /// 非实质修订
        Editorial = "editorial",
    }
}

choice! {
    /// What an amendment does.
    AmendmentKind {
        /// 修改
        Revise = "revise",
        /// 增加
        Add = "add",
        /// 删去
        Delete = "delete",
    }
}

pub(super) static KIND: Kind = Kind {
    word: "policy",
    chinese: "制度",
    folder: "policies",
    dated: true,
    starter: "rank = \"measures\"\neffective = {today}\n+++\n\n## 第一章 总则\n\n第一条 为规范……，制定本办法。\n\n第二条 本办法适用于……。\n",
    columns: &["number", "rank", "state", "effective"],
    read,
};

fn read(fields: &mut Fields<'_, '_>, _: &Body<'_>) -> Option<Content> {
    Some(Content::Policy(Policy {
        number: fields.optional("number"),
        short_titles: fields.list("short_titles"),
        rank: fields.optional("rank"),
        line: fields.optional("line"),
        superior: fields.list("superior"),
        issuer: fields.optional("issuer"),
        approved: fields.optional("approved"),
        issued: fields.optional("issued"),
        trial_until: fields.optional("trial_until"),
        repeals: fields.list("repeals"),
        amends: fields.tables("amends", amendment),
        applies_to: fields.list("applies_to"),
        excludes: fields.list("excludes"),
        interpreter: fields.optional("interpreter"),
        attachments: fields.list("attachments"),
        change: fields.optional("change"),
        change_note: fields.optional("change_note"),
    }))
}

fn amendment(fields: &mut Fields<'_, '_>) -> Option<Amendment> {
    let (policy, kind) = (fields.required("policy"), fields.required("type"));
    let (clause, effective) = (fields.optional("clause"), fields.optional("effective"));
    let savings = fields.optional("savings");
    Some(Amendment {
        policy: policy?,
        clause,
        kind: kind?,
        effective,
        savings,
    })
}

impl Policy {
    /// What readers look for first, then whom it binds, then where it stands among the others.
    pub(super) fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .line("number", &self.number)
            .line("rank", &self.rank)
            .line("line", &self.line)
            .line("trial_until", &self.trial_until)
            .line("interpreter", &self.interpreter)
            .side("issuer", &self.issuer)
            .side("approved", &self.approved)
            .side("issued", &self.issued)
            .side("applies_to", &self.applies_to)
            .side("excludes", &self.excludes)
            .side("superior", &self.superior)
            .side("repeals", &self.repeals)
            .side("short_titles", &self.short_titles)
            .side("attachments", &self.attachments)
            .side("change", &self.change)
            .side("change_note", &self.change_note)
            .section("amends", &table(&self.amends))
            .done()
    }

    /// A policy's parts are its clauses, which have addresses, not ids.
    pub(super) fn parts(&self) -> Vec<Part> {
        Vec::new()
    }
}

named_choice!(Rank, "rank");
named_choice!(Change, "change");
named_choice!(AmendmentKind, "amendment_kind");

impl Row for Amendment {
    fn row(&self) -> Facts {
        Facts::default()
            .line("policy", &self.policy)
            .line("clause", &self.clause)
            .line("type", &self.kind)
            .line("effective", &self.effective)
            .line("savings", &self.savings)
    }
}
