use jiff::civil::Date;

use super::amount::{Money, Percent, Quantity};
use super::fact::{Band, Fact, Facts, Row, named_choice, table};
use super::reference::{NamedOrText, Reference, to};
use super::{Body, Content, Kind, Part};
use crate::calendar::{Duration, Period};
use crate::diagnostics::{Diagnostic, EMPTY_PERIOD};
use crate::source::{Fields, choice};

/// 服务水平协议: what the centre and its customers promise each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Who serves.
    pub provider: NamedOrText<to::Team>,
    /// Who is served.
    pub customers: Vec<Reference<to::Subsidiary>>,
    /// Whether all customers share one score.
    pub joint: bool,
    /// For how long it holds.
    pub period: AgreementPeriod,
    /// Who signed.
    pub signed: Vec<Signature>,
    /// What is served.
    pub services: Vec<Reference<to::Service>>,
    /// 服务支持
    pub support: Option<Support>,
    /// 免责
    pub exclusions: Vec<String>,
    /// 扣罚上限
    pub penalty_cap: Option<Percent>,
    /// How several penalties for one thing meet.
    pub concurrency: Option<Concurrency>,
    /// How money is rounded.
    pub round: Option<Rounding>,
    /// How often both sides look at it.
    pub review_cycle: Option<ReviewCycle>,
    /// 承诺
    pub commitments: Vec<Commitment>,
    /// 奖惩
    pub penalties: Vec<Penalty>,
    /// What percentages are taken of.
    pub bases: Vec<Base>,
    /// 定价
    pub prices: Vec<AgreedPrice>,
}

/// First and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgreementPeriod {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl AgreementPeriod {
    /// Whether the agreement holds on `date`.
    pub fn holds_on(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// For whom.
    pub party: String,
    /// By whom.
    pub by: String,
    /// When.
    pub on: Date,
}

/// How the customer is helped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// Where.
    pub desk: Option<String>,
    /// When.
    pub hours: Option<String>,
    /// What is taught.
    pub training: Option<String>,
    /// How often one meets.
    pub visits: Option<String>,
}

/// An indicator's target in one agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// What is measured.
    pub indicator: Reference<to::Indicator>,
    /// Who promises.
    pub party: Party,
    /// Within which each case is done.
    pub limit: Option<Duration>,
    /// What is promised.
    pub target: Quantity,
    /// Below which it is a failure.
    pub floor: Option<Quantity>,
    /// What one reaches for.
    pub stretch: Option<Quantity>,
    /// Its share of the score.
    pub weight: Option<Percent>,
    /// When both sides agreed on it.
    pub agreed: Option<Date>,
}

/// What a miss costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Penalty {
    /// For which indicator.
    pub indicator: Reference<to::Indicator>,
    /// By how far it is missed.
    pub bands: Vec<PenaltyBand>,
    /// Of what.
    pub base: BaseKind,
    /// At most.
    pub cap: Option<Percent>,
}

/// One step of a penalty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PenaltyBand {
    /// From this value on.
    pub from: Quantity,
    /// Below this value.
    pub to: Quantity,
    /// The share taken.
    pub rate: Percent,
}

/// An amount that percentages are taken of.
#[derive(Clone, Debug, PartialEq)]
pub struct Base {
    /// Which kind.
    pub base: BaseKind,
    /// Whose.
    pub subsidiary: Reference<to::Subsidiary>,
    /// When.
    pub period: Period,
    /// How much.
    pub amount: Money,
}

/// A price agreed with these customers.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreedPrice {
    /// For what.
    pub service: Reference<to::Service>,
    /// What one is.
    pub unit: String,
    /// In yuan.
    pub amount: Money,
    /// 分日价, to even out the month's end.
    pub bands_by_workday: Vec<PriceStep>,
    /// 阶梯
    pub tiers: Vec<PriceStep>,
    /// 激励系数
    pub coefficient: Vec<CoefficientStep>,
    /// From when.
    pub from: Option<Date>,
}

/// A price between two numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriceStep {
    /// First.
    pub from: u32,
    /// Last; open where absent.
    pub to: Option<u32>,
    /// In yuan.
    pub amount: Money,
}

/// A factor between two values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoefficientStep {
    /// From this value on.
    pub from: Quantity,
    /// Below this value.
    pub to: Quantity,
    /// What the price is multiplied with.
    pub factor: Money,
}

choice! {
    /// Who promises.
    Party {
        /// 中心
        Centre = "centre",
        /// 客户义务
        Customer = "customer",
    }
}

choice! {
    /// How several penalties for one thing meet.
    Concurrency {
        /// 取高
        Highest = "highest",
        /// 累加
        Sum = "sum",
    }
}

choice! {
    /// What percentages are taken of.
    BaseKind {
        /// 预算
        Budget = "budget",
        /// 绩效
        Performance = "performance",
        /// 费用
        Fee = "fee",
    }
}

choice! {
    /// How money is rounded.
    Rounding {
        /// To the fen, halves up, each line.
        FenHalfUp = "fen-half-up, per line",
        /// To the fen, halves to even, each line.
        FenHalfEven = "fen-half-even, per line",
        /// To the yuan, halves up, the whole bill.
        YuanHalfUp = "yuan-half-up, per bill",
    }
}

choice! {
    /// How often both sides look at an agreement.
    ReviewCycle {
        /// 每月
        Month = "month",
        /// 每季度
        Quarter = "quarter",
        /// 每半年
        HalfYear = "half-year",
        /// 每年
        Year = "year",
    }
}

pub(super) static KIND: Kind = Kind {
    word: "agreement",
    chinese: "服务协议",
    folder: "agreements",
    dated: false,
    starter: "provider = \"财务共享中心\"\ncustomers = []\nperiod = { from = {today}, to = {year_end} }\nservices = []\n+++\n\n双方约定如下。\n",
    columns: &["customers", "from", "to"],
    read,
};

fn read(fields: &mut Fields<'_, '_>, _: &Body<'_>) -> Option<Content> {
    let (provider, customers) = (fields.required("provider"), fields.required("customers"));
    let joint = fields.or("joint", false);
    let period = fields.required_table("period", period);
    let signed = fields.tables("signed", signature);
    let services = fields.required("services");
    let support = fields.table("support", support);
    let exclusions = fields.list("exclusions");
    let penalty_cap = fields.optional("penalty_cap");
    let concurrency = fields.optional("concurrency");
    let round = fields.optional("round");
    let review_cycle = fields.optional("review_cycle");
    let commitments = fields.tables("commitments", commitment);
    let penalties = fields.tables("penalties", penalty);
    let bases = fields.tables("bases", base);
    let prices = fields.tables("prices", price);
    Some(Content::Agreement(Agreement {
        provider: provider?,
        customers: customers?,
        joint,
        period: period?,
        signed,
        services: services?,
        support,
        exclusions,
        penalty_cap,
        concurrency,
        round,
        review_cycle,
        commitments,
        penalties,
        bases,
        prices,
    }))
}

fn period(fields: &mut Fields<'_, '_>) -> Option<AgreementPeriod> {
    let (from, to) = (
        fields.required::<Date>("from"),
        fields.required::<Date>("to"),
    );
    let (from, to) = (from?, to?);
    if from > to {
        let finding = Diagnostic::new(&EMPTY_PERIOD, fields.place_of("to"))
            .with("key", "period")
            .with("from", from.to_string())
            .with("to", to.to_string());
        fields.report(finding);
        return None;
    }
    Some(AgreementPeriod { from, to })
}

fn signature(fields: &mut Fields<'_, '_>) -> Option<Signature> {
    let (party, by) = (fields.required("party"), fields.required("by"));
    let on = fields.required("on");
    Some(Signature {
        party: party?,
        by: by?,
        on: on?,
    })
}

fn support(fields: &mut Fields<'_, '_>) -> Option<Support> {
    Some(Support {
        desk: fields.optional("desk"),
        hours: fields.optional("hours"),
        training: fields.optional("training"),
        visits: fields.optional("visits"),
    })
}

fn commitment(fields: &mut Fields<'_, '_>) -> Option<Commitment> {
    let indicator = fields.required("indicator");
    let party = fields.or("party", Party::Centre);
    let limit = fields.optional("limit");
    let target = fields.required("target");
    let (floor, stretch) = (fields.optional("floor"), fields.optional("stretch"));
    let (weight, agreed) = (fields.optional("weight"), fields.optional("agreed"));
    Some(Commitment {
        indicator: indicator?,
        party,
        limit,
        target: target?,
        floor,
        stretch,
        weight,
        agreed,
    })
}

fn penalty(fields: &mut Fields<'_, '_>) -> Option<Penalty> {
    let indicator = fields.required("indicator");
    let bands = fields.required_tables("bands", band);
    let base = fields.required("base");
    let cap = fields.optional("cap");
    Some(Penalty {
        indicator: indicator?,
        bands,
        base: base?,
        cap,
    })
}

fn band(fields: &mut Fields<'_, '_>) -> Option<PenaltyBand> {
    let (from, to) = (fields.required("from"), fields.required("to"));
    let rate = fields.required("rate");
    Some(PenaltyBand {
        from: from?,
        to: to?,
        rate: rate?,
    })
}

fn base(fields: &mut Fields<'_, '_>) -> Option<Base> {
    let (base, subsidiary) = (fields.required("base"), fields.required("subsidiary"));
    let (period, amount) = (fields.required("period"), fields.required("amount"));
    Some(Base {
        base: base?,
        subsidiary: subsidiary?,
        period: period?,
        amount: amount?,
    })
}

fn price(fields: &mut Fields<'_, '_>) -> Option<AgreedPrice> {
    let (service, unit) = (fields.required("service"), fields.required("unit"));
    let amount = fields.required("amount");
    let bands_by_workday = fields.tables("bands_by_workday", step);
    let tiers = fields.tables("tiers", step);
    let coefficient = fields.tables("coefficient", coefficient);
    let from = fields.optional("from");
    Some(AgreedPrice {
        service: service?,
        unit: unit?,
        amount: amount?,
        bands_by_workday,
        tiers,
        coefficient,
        from,
    })
}

fn step(fields: &mut Fields<'_, '_>) -> Option<PriceStep> {
    let (from, to) = (fields.required("from"), fields.optional("to"));
    let amount = fields.required("amount");
    Some(PriceStep {
        from: from?,
        to,
        amount: amount?,
    })
}

fn coefficient(fields: &mut Fields<'_, '_>) -> Option<CoefficientStep> {
    let (from, to) = (fields.required("from"), fields.required("to"));
    let factor = fields.required("factor");
    Some(CoefficientStep {
        from: from?,
        to: to?,
        factor: factor?,
    })
}

impl Agreement {
    /// Who promises whom what, what a miss costs, what it costs to be served.
    pub(super) fn facts(&self) -> Vec<Fact> {
        let support = self.support.iter().cloned().collect::<Vec<_>>();
        Facts::default()
            .line("from", &self.period.from)
            .line("to", &self.period.to)
            .line("provider", &self.provider)
            .line("customers", &self.customers)
            .section("commitments", &table(&self.commitments))
            .section("penalties", &table(&self.penalties))
            .section("bases", &table(&self.bases))
            .section("prices", &table(&self.prices))
            .section("support", &table(&support))
            .section("exclusions", &self.exclusions)
            .section("signed", &table(&self.signed))
            .side("services", &self.services)
            .side("joint", &self.joint)
            .side("penalty_cap", &self.penalty_cap)
            .side("concurrency", &self.concurrency)
            .side("round", &self.round)
            .side("review_cycle", &self.review_cycle)
            .done()
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        Vec::new()
    }
}

named_choice!(Party, "party");
named_choice!(Concurrency, "concurrency");
named_choice!(BaseKind, "base_kind");
named_choice!(Rounding, "rounding");
named_choice!(ReviewCycle, "review_cycle");

impl Row for Commitment {
    fn row(&self) -> Facts {
        Facts::default()
            .line("indicator", &self.indicator)
            .line("party", &self.party)
            .line("limit", &self.limit)
            .line("target", &self.target)
            .line("floor", &self.floor)
            .line("stretch", &self.stretch)
            .line("weight", &self.weight)
            .line("agreed", &self.agreed)
    }
}

impl Row for Base {
    fn row(&self) -> Facts {
        Facts::default()
            .line("base", &self.base)
            .line("subsidiary", &self.subsidiary)
            .line("period", &self.period)
            .line("amount", &self.amount)
    }
}

impl Row for Signature {
    fn row(&self) -> Facts {
        Facts::default()
            .line("party", &self.party)
            .line("by", &self.by)
            .line("on", &self.on)
    }
}

impl Row for Support {
    fn row(&self) -> Facts {
        Facts::default()
            .line("desk", &self.desk)
            .line("hours", &self.hours)
            .line("training", &self.training)
            .line("visits", &self.visits)
    }
}

/// A band; one that begins at nothing has no beginning.
fn band_of<T: ToString>(from: &T, to: Option<&T>, amount: String) -> Band {
    let from = from.to_string();
    let is_beginning = matches!(from.as_str(), "0" | "0%");
    Band {
        from: (!is_beginning).then_some(from),
        to: to.map(ToString::to_string),
        amount,
    }
}

impl Row for Penalty {
    fn row(&self) -> Facts {
        let bands = self.bands.iter();
        let bands: Vec<Band> = bands
            .map(|band| band_of(&band.from, Some(&band.to), band.rate.to_string()))
            .collect();
        Facts::default()
            .line("indicator", &self.indicator)
            .line("bands", &bands)
            .line("base", &self.base)
            .line("cap", &self.cap)
    }
}

impl Row for AgreedPrice {
    fn row(&self) -> Facts {
        let steps = |steps: &[PriceStep]| -> Vec<Band> {
            let bands = steps.iter().map(|step| {
                let amount = step.amount.to_string();
                band_of(&step.from, step.to.as_ref(), amount)
            });
            bands.collect()
        };
        let coefficient = self.coefficient.iter();
        let coefficient: Vec<Band> = coefficient
            .map(|step| band_of(&step.from, Some(&step.to), format!("× {}", step.factor)))
            .collect();
        Facts::default()
            .line("service", &self.service)
            .line("amount", &self.amount)
            .line("unit", &self.unit)
            .line("bands_by_workday", &steps(&self.bands_by_workday))
            .line("tiers", &steps(&self.tiers))
            .line("coefficient", &coefficient)
            .line("from", &self.from)
    }
}
