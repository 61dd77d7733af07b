use super::fact::{Fact, Facts, Row, named_choice, table};
use super::reference::{Clocks, Key, Reference, to};
use super::{Body, Content, Kind, Part};
use crate::source::{Fields, choice};

/// 指标: the definition of something measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// What it measures.
    pub service: Option<Reference<to::Service>>,
    /// Of which kind it is.
    pub class: IndicatorClass,
    /// 口径
    pub definition: String,
    /// How it is computed.
    pub formula: Formula,
    /// Which percentile, where the formula is one.
    pub percentile: Option<u32>,
    /// What one is.
    pub unit: String,
    /// Which side is good.
    pub direction: Direction,
    /// By which time is counted.
    pub clock: Option<Key<Clocks>>,
    /// Over which it is computed.
    pub window: Window,
    /// Below this number of cases nothing is concluded.
    pub min_sample: Option<u32>,
    /// Where its figures come from.
    pub source: Option<FigureSource>,
    /// Whether the centre can move it.
    pub controllable: Option<bool>,
    /// Which causes count against whom.
    pub attribution: Vec<Attribution>,
    /// How far it is trusted.
    pub maturity: Option<Maturity>,
}

/// Where figures come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureSource {
    /// A file below `content/data/`.
    pub file: String,
    /// Its columns.
    pub columns: Vec<String>,
}

/// A cause of misses and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The cause.
    pub cause: String,
    /// Whose it is.
    pub party: CauseParty,
    /// Whether it counts as a miss.
    pub counts: bool,
}

choice! {
    /// Of which kind an indicator is.
    IndicatorClass {
        /// 财务
        Cost = "cost",
        /// 时效
        Timeliness = "timeliness",
        /// 质量
        Quality = "quality",
        /// 满意度
        Satisfaction = "satisfaction",
        /// 业务量
        Volume = "volume",
        /// 人员
        Staff = "staff",
    }
}

choice! {
    /// How an indicator is computed.
    Formula {
        /// 比率
        Ratio = "ratio",
        /// 平均值
        Mean = "mean",
        /// 分位数
        Percentile = "percentile",
        /// 合计
        Sum = "sum",
    }
}

choice! {
    /// Which side of a target is good.
    Direction {
        /// 不低于
        AtLeast = "at-least",
        /// 不高于
        AtMost = "at-most",
    }
}

choice! {
    /// Over which an indicator is computed.
    Window {
        /// 月
        Month = "month",
        /// 季
        Quarter = "quarter",
        /// 年
        Year = "year",
    }
}

choice! {
    /// Whose a cause is.
    CauseParty {
        /// 中心
        Centre = "centre",
        /// 客户
        Customer = "customer",
        /// 供应商
        Supplier = "supplier",
    }
}

choice! {
    /// How far an indicator is trusted.
    Maturity {
        /// 摸底
        Baseline = "baseline",
        /// 试算
        Trial = "trial",
        /// 正式考核
        Live = "live",
    }
}

pub(super) static KIND: Kind = Kind {
    word: "indicator",
    chinese: "指标",
    folder: "indicators",
    dated: false,
    starter: "class = \"timeliness\"\ndefinition = \"按时办结件数占全部办结件数的比例\"\nformula = \"ratio\"\nunit = \"%\"\ndirection = \"at-least\"\nwindow = \"month\"\n+++\n\n",
    columns: &["class", "direction", "window"],
    read,
};

fn read(fields: &mut Fields<'_, '_>, _: &Body<'_>) -> Option<Content> {
    let service = fields.optional("service");
    let (class, definition) = (fields.required("class"), fields.required("definition"));
    let formula = fields.required("formula");
    let percentile = fields.optional("percentile");
    let (unit, direction) = (fields.required("unit"), fields.required("direction"));
    let clock = fields.optional("clock");
    let window = fields.required("window");
    let min_sample = fields.optional("min_sample");
    let source = fields.table("source", source);
    let controllable = fields.optional("controllable");
    let attribution = fields.tables("attribution", attribution);
    let maturity = fields.optional("maturity");
    Some(Content::Indicator(Indicator {
        service,
        class: class?,
        definition: definition?,
        formula: formula?,
        percentile,
        unit: unit?,
        direction: direction?,
        clock,
        window: window?,
        min_sample,
        source,
        controllable,
        attribution,
        maturity,
    }))
}

fn source(fields: &mut Fields<'_, '_>) -> Option<FigureSource> {
    let (file, columns) = (fields.required("file"), fields.list("columns"));
    Some(FigureSource {
        file: file?,
        columns,
    })
}

fn attribution(fields: &mut Fields<'_, '_>) -> Option<Attribution> {
    let (cause, party) = (fields.required("cause"), fields.required("party"));
    let counts = fields.required("counts");
    Some(Attribution {
        cause: cause?,
        party: party?,
        counts: counts?,
    })
}

impl Indicator {
    /// What it measures and how.
    pub(super) fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .line("class", &self.class)
            .line("unit", &self.unit)
            .line("direction", &self.direction)
            .line("window", &self.window)
            .line("maturity", &self.maturity)
            .section("definition", &self.definition)
            .section("attribution", &table(&self.attribution))
            .side("service", &self.service)
            .side("formula", &self.formula)
            .side("percentile", &self.percentile)
            .side("clock", &self.clock)
            .side("min_sample", &self.min_sample)
            .side("controllable", &self.controllable)
            .side(
                "source",
                &self.source.as_ref().map(|source| source.file.clone()),
            )
            .side(
                "columns",
                &self.source.as_ref().map(|source| source.columns.clone()),
            )
            .done()
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        Vec::new()
    }
}

named_choice!(IndicatorClass, "indicator_class");
named_choice!(Formula, "formula");
named_choice!(Direction, "direction");
named_choice!(Window, "window");
named_choice!(CauseParty, "cause_party");
named_choice!(Maturity, "maturity");

impl Row for Attribution {
    fn row(&self) -> Facts {
        Facts::default()
            .line("cause", &self.cause)
            .line("party", &self.party)
            .line("counts", &self.counts)
    }
}
