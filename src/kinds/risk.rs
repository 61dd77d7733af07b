use jiff::civil::Date;

use super::fact::{Fact, Facts, named_choice};
use super::reference::{ClauseReference, Reference, to};
use super::{Body, Content, Kind, Part};
use crate::source::{Fields, choice};

/// 风险: an entry of the supervision register.
#[derive(Clone, Debug, PartialEq)]
pub struct Risk {
    /// Where it arises.
    pub area: RiskArea,
    /// How bad it is.
    pub level: RiskLevel,
    /// What holds it.
    pub control: Option<Reference<to::Control>>,
    /// What it rests on.
    pub basis: Vec<ClauseReference>,
    /// What shows it.
    pub indicator: Option<Reference<to::Indicator>>,
    /// When somebody last looked at it.
    pub reviewed: Option<Date>,
}

choice! {
    /// Where a risk arises.
    RiskArea {
        /// 资金支付
        Payment = "payment",
        /// 税务
        Tax = "tax",
        /// 月结
        Close = "close",
        /// 记账
        Bookkeeping = "bookkeeping",
        /// 费用
        Expense = "expense",
        /// 应收
        Receivables = "receivables",
        /// 档案
        Archives = "archives",
        /// 主数据
        MasterData = "master-data",
        /// 系统
        Systems = "systems",
    }
}

choice! {
    /// How bad a risk is.
    RiskLevel {
        /// 高
        High = "high",
        /// 中
        Medium = "medium",
        /// 低
        Low = "low",
    }
}

pub(super) static KIND: Kind = Kind {
    word: "risk",
    chinese: "风险",
    folder: "risks",
    dated: false,
    starter: "area = \"payment\"\nlevel = \"medium\"\n+++\n\n",
    columns: &["area", "level", "reviewed"],
    read,
};

fn read(fields: &mut Fields<'_, '_>, _: &Body<'_>) -> Option<Content> {
    let (area, level) = (fields.required("area"), fields.required("level"));
    let control = fields.optional("control");
    let basis = fields.list("basis");
    let (indicator, reviewed) = (fields.optional("indicator"), fields.optional("reviewed"));
    Some(Content::Risk(Risk {
        area: area?,
        level: level?,
        control,
        basis,
        indicator,
        reviewed,
    }))
}

impl Risk {
    /// Where it arises, how bad it is, what holds it.
    pub(super) fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .line("area", &self.area)
            .line("level", &self.level)
            .line("reviewed", &self.reviewed)
            .side("control", &self.control)
            .side("basis", &self.basis)
            .side("indicator", &self.indicator)
            .done()
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        Vec::new()
    }
}

named_choice!(RiskArea, "risk_area");
named_choice!(RiskLevel, "risk_level");
