use super::amount::Money;
use super::fact::{Fact, Facts, Row, Value, named_choice, table};
use super::reference::{ClauseReference, Clocks, Key, Lines, Reference, RelativePath, to};
use super::{Body, Content, Kind, Part};
use crate::calendar::Duration;
use crate::source::{Fields, choice};

/// 服务: an entry of the service catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Where it stands in its life.
    pub lifecycle: Lifecycle,
    /// 业务线
    pub line: Key<Lines>,
    /// What it covers.
    pub scope: Option<String>,
    /// What it does not.
    pub out_of_scope: Option<String>,
    /// 申请主体
    pub requesters: Vec<String>,
    /// 入口
    pub channel: Option<String>,
    /// 受理条件
    pub preconditions: Vec<String>,
    /// 材料
    pub inputs: Vec<Input>,
    /// How it is done.
    pub process: Option<Reference<to::Process>>,
    /// 特殊环节
    pub special_steps: Vec<SpecialStep>,
    /// 承诺时限
    pub time_limit: Option<Duration>,
    /// By which the limit is counted.
    pub clock: Option<Key<Clocks>>,
    /// What it costs.
    pub price: Option<Price>,
    /// Clauses that are never broken.
    pub red_lines: Vec<ClauseReference>,
    /// 特殊通道
    pub exceptions: Vec<ExceptionRoute>,
    /// 决策表
    pub decision: Vec<Decision>,
    /// Whom to call, in this order.
    pub contacts: Vec<Contact>,
    /// 升级
    pub escalation: Vec<String>,
    /// Where to complain.
    pub complaint: Option<String>,
    /// 依据条款
    pub basis: Vec<ClauseReference>,
    /// 常见退单原因
    pub rejections: Vec<Rejection>,
}

/// A material that the requester brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// What it is called.
    pub document: String,
    /// Original or copy.
    pub copy_form: Option<CopyForm>,
    /// A form to fill in.
    pub template: Option<RelativePath>,
    /// The clause that asks for it.
    pub clause: Option<ClauseReference>,
}

/// A step that others take, such as an appraisal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialStep {
    /// What it is called.
    pub name: String,
    /// How long it may take.
    pub limit: Option<Duration>,
    /// Whether it counts towards the limit promised.
    pub counted: bool,
}

/// A price for one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    /// In yuan.
    pub amount: Money,
    /// What one is: 单, 笔, 人月.
    pub unit: String,
}

/// A way round the standard.
#[derive(Clone, Debug, PartialEq)]
pub struct ExceptionRoute {
    /// 紧急支付, 备用金.
    pub name: String,
    /// The variant of the process that it takes.
    pub variant: String,
    /// When it may be taken.
    pub criteria: String,
    /// Who allows it.
    pub approver: String,
    /// How often.
    pub quota: Option<String>,
    /// What it costs beyond the price.
    pub price: Option<Money>,
    /// By which it is counted instead.
    pub clock: Option<Key<Clocks>>,
}

/// A row of the decision table.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The case.
    pub when: String,
    /// What happens then.
    pub outcome: Outcome,
    /// Which variant, where it is one.
    pub variant: Option<String>,
    /// The clause that forbids it.
    pub red_line: Option<ClauseReference>,
}

/// Whom to call.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// In which role.
    pub role: ContactRole,
    /// A team or a person.
    pub who: Option<Reference<to::TeamOrPerson>>,
    /// Where it differs from the team's or person's own.
    pub phone: Option<String>,
}

/// Why requests come back, and what helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// The reason.
    pub reason: String,
    /// What to do about it.
    pub remedy: String,
}

choice! {
    /// Where a service stands in its life.
    Lifecycle {
        /// 试点
        Pilot = "pilot",
        /// 运行
        Live = "live",
        /// 退出
        Retiring = "retiring",
    }
}

choice! {
    /// Original or copy.
    CopyForm {
        /// 原件
        Original = "original",
        /// 复印件
        Copy = "copy",
    }
}

choice! {
    /// How a case is handled.
    Outcome {
        /// 正常办理
        Normal = "normal",
        /// 走特殊通道
        Variant = "variant",
        /// 不予受理
        Refused = "refused",
    }
}

choice! {
    /// In which role somebody is called.
    ContactRole {
        /// 服务台
        Desk = "desk",
        /// B 角
        Deputy = "deputy",
        /// 客户经理
        AccountManager = "account-manager",
        /// 热线
        Hotline = "hotline",
    }
}

pub(super) static KIND: Kind = Kind {
    word: "service",
    chinese: "服务",
    folder: "services",
    dated: false,
    starter: "lifecycle = \"pilot\"\nline = \"{line}\"\n+++\n\n写清楚：谁可以申请、带什么材料、多久办完、找谁。\n",
    columns: &["time_limit", "price", "lifecycle"],
    read,
};

fn read(fields: &mut Fields<'_, '_>, _: &Body<'_>) -> Option<Content> {
    let (lifecycle, line) = (fields.required("lifecycle"), fields.required("line"));
    let scope = fields.optional("scope");
    let out_of_scope = fields.optional("out_of_scope");
    let requesters = fields.list("requesters");
    let channel = fields.optional("channel");
    let preconditions = fields.list("preconditions");
    let inputs = fields.tables("inputs", input);
    let process = fields.optional("process");
    let special_steps = fields.tables("special_steps", special_step);
    let time_limit = fields.optional("time_limit");
    let clock = fields.optional("clock");
    let price = fields.table("price", price);
    let red_lines = fields.list("red_lines");
    let exceptions = fields.tables("exceptions", exception);
    let decision = fields.tables("decision", decision);
    let contacts = fields.tables("contacts", contact);
    let escalation = fields.list("escalation");
    let complaint = fields.optional("complaint");
    let basis = fields.list("basis");
    let rejections = fields.tables("rejections", rejection);
    Some(Content::Service(Service {
        lifecycle: lifecycle?,
        line: line?,
        scope,
        out_of_scope,
        requesters,
        channel,
        preconditions,
        inputs,
        process,
        special_steps,
        time_limit,
        clock,
        price,
        red_lines,
        exceptions,
        decision,
        contacts,
        escalation,
        complaint,
        basis,
        rejections,
    }))
}

fn input(fields: &mut Fields<'_, '_>) -> Option<Input> {
    let document = fields.required("document");
    let (copy_form, template) = (fields.optional("copy_form"), fields.optional("template"));
    let clause = fields.optional("clause");
    Some(Input {
        document: document?,
        copy_form,
        template,
        clause,
    })
}

fn special_step(fields: &mut Fields<'_, '_>) -> Option<SpecialStep> {
    let (name, counted) = (fields.required("name"), fields.required("counted"));
    let limit = fields.optional("limit");
    Some(SpecialStep {
        name: name?,
        limit,
        counted: counted?,
    })
}

fn price(fields: &mut Fields<'_, '_>) -> Option<Price> {
    let (amount, unit) = (fields.required("amount"), fields.required("unit"));
    Some(Price {
        amount: amount?,
        unit: unit?,
    })
}

fn exception(fields: &mut Fields<'_, '_>) -> Option<ExceptionRoute> {
    let (name, variant) = (fields.required("name"), fields.required("variant"));
    let (criteria, approver) = (fields.required("criteria"), fields.required("approver"));
    let (quota, price) = (fields.optional("quota"), fields.optional("price"));
    let clock = fields.optional("clock");
    Some(ExceptionRoute {
        name: name?,
        variant: variant?,
        criteria: criteria?,
        approver: approver?,
        quota,
        price,
        clock,
    })
}

fn decision(fields: &mut Fields<'_, '_>) -> Option<Decision> {
    let (when, outcome) = (fields.required("when"), fields.required("outcome"));
    let (variant, red_line) = (fields.optional("variant"), fields.optional("red_line"));
    Some(Decision {
        when: when?,
        outcome: outcome?,
        variant,
        red_line,
    })
}

fn contact(fields: &mut Fields<'_, '_>) -> Option<Contact> {
    let role = fields.required("role");
    let (who, phone) = (fields.optional("who"), fields.optional("phone"));
    Some(Contact {
        role: role?,
        who,
        phone,
    })
}

fn rejection(fields: &mut Fields<'_, '_>) -> Option<Rejection> {
    let (reason, remedy) = (fields.required("reason"), fields.required("remedy"));
    Some(Rejection {
        reason: reason?,
        remedy: remedy?,
    })
}

/// What one costs; nothing is a word of its own.
fn price_value(price: &Price) -> Value {
    if price.amount.0.is_zero() {
        return Value::Choice("price", "free");
    }
    Value::Text(format!("{} / {}", price.amount, price.unit))
}

impl Service {
    /// In the order of need: can I, what do I bring, how long, how much, what is refused, whom do I call.
    pub(super) fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .line("time_limit", &self.time_limit)
            .line("price", &self.price.as_ref().map(price_value))
            .line("line", &self.line)
            .line("lifecycle", &self.lifecycle)
            .section("scope", &self.scope)
            .section("out_of_scope", &self.out_of_scope)
            .section("requesters", &self.requesters)
            .section("preconditions", &self.preconditions)
            .section("inputs", &table(&self.inputs))
            .section("channel", &self.channel)
            .section("special_steps", &table(&self.special_steps))
            .section("decision", &table(&self.decision))
            .section("exceptions", &table(&self.exceptions))
            .section("rejections", &table(&self.rejections))
            .section("red_lines", &self.red_lines)
            .section("contacts", &table(&self.contacts))
            .section("escalation", &self.escalation)
            .section("complaint", &self.complaint)
            .side("clock", &self.clock)
            .side("process", &self.process)
            .side("basis", &self.basis)
            .done()
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        Vec::new()
    }
}

named_choice!(Lifecycle, "lifecycle");
named_choice!(CopyForm, "copy_form");
named_choice!(Outcome, "outcome");
named_choice!(ContactRole, "contact_role");

impl Row for Input {
    fn row(&self) -> Facts {
        Facts::default()
            .line("document", &self.document)
            .line("copy_form", &self.copy_form)
            .line("template", &self.template)
            .line("clause", &self.clause)
    }
}

impl Row for SpecialStep {
    fn row(&self) -> Facts {
        Facts::default()
            .line("name", &self.name)
            .line("limit", &self.limit)
            .line("counted", &self.counted)
    }
}

impl Row for ExceptionRoute {
    fn row(&self) -> Facts {
        Facts::default()
            .line("name", &self.name)
            .line("criteria", &self.criteria)
            .line("approver", &self.approver)
            .line("quota", &self.quota)
            .line("price", &self.price)
            .line("clock", &self.clock)
    }
}

impl Row for Decision {
    fn row(&self) -> Facts {
        Facts::default()
            .line("when", &self.when)
            .line("outcome", &self.outcome)
            .line("red_line", &self.red_line)
    }
}

impl Row for Contact {
    fn row(&self) -> Facts {
        Facts::default()
            .line("role", &self.role)
            .line("who", &self.who)
            .line("phone", &self.phone)
    }
}

impl Row for Rejection {
    fn row(&self) -> Facts {
        Facts::default()
            .line("reason", &self.reason)
            .line("remedy", &self.remedy)
    }
}
