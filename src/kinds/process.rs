use super::fact::{Fact, Facts, Row, Value, rows};
use super::reference::{Reference, to};
use super::{Body, Content, Kind, Part};
use crate::calendar::Duration;
use crate::source::{Fields, Id, Located};

/// 流程: steps, each with a post, a time limit and its control.
#[derive(Clone, Debug, PartialEq)]
pub struct Process {
    /// The ways through it; never empty.
    pub variants: Vec<Variant>,
}

/// One way through a process.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// As exceptions name it: `normal`, `urgent`.
    pub id: String,
    /// As readers see it.
    pub name: String,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// A step of a process.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Unique in the portal.
    pub id: Located<Id>,
    /// As readers see it.
    pub name: String,
    /// Who does it.
    pub post: Option<Reference<to::Post>>,
    /// How long it may take.
    pub limit: Option<Duration>,
    /// How long it may lie before it is taken up.
    pub wait: Option<Duration>,
    /// In which system.
    pub system: Option<String>,
    /// 控制点: a new id.
    pub control: Option<Located<Id>>,
    /// What the control is against.
    pub risk: Option<Reference<to::Risk>>,
    /// Steps that follow, by id.
    pub next: Vec<Reference<to::Step>>,
}

pub(super) static KIND: Kind = Kind {
    word: "process",
    chinese: "流程",
    folder: "processes",
    dated: false,
    starter: "\n[[variants]]\nid = \"{slug}-normal\"\nname = \"正常流程\"\nsteps = [\n  { id = \"{slug}-1\", name = \"提交申请\" },\n]\n+++\n\n",
    columns: &[],
    read,
};

fn read(fields: &mut Fields<'_, '_>, _: &Body<'_>) -> Option<Content> {
    Some(Content::Process(Process {
        variants: fields.required_tables("variants", variant),
    }))
}

fn variant(fields: &mut Fields<'_, '_>) -> Option<Variant> {
    let (id, name) = (fields.required("id"), fields.required("name"));
    let steps = fields.required_tables("steps", step);
    Some(Variant {
        id: id?,
        name: name?,
        steps,
    })
}

fn step(fields: &mut Fields<'_, '_>) -> Option<Step> {
    let (id, name) = (fields.required("id"), fields.required("name"));
    let post = fields.optional("post");
    let (limit, wait) = (fields.optional("limit"), fields.optional("wait"));
    let system = fields.optional("system");
    let (control, risk) = (fields.optional("control"), fields.optional("risk"));
    let next = fields.list("next");
    Some(Step {
        id: id?,
        name: name?,
        post,
        limit,
        wait,
        system,
        control,
        risk,
        next,
    })
}

impl Process {
    /// The steps of each variant.
    pub(super) fn facts(&self) -> Vec<Fact> {
        let groups = self
            .variants
            .iter()
            .map(|variant| (variant.name.clone(), rows(&variant.steps)));
        Facts::default()
            .section("steps", &Value::Groups(groups.collect()))
            .done()
    }

    /// Steps, and the controls in them.
    pub(super) fn parts(&self) -> Vec<Part> {
        let steps = self.variants.iter().flat_map(|variant| &variant.steps);
        steps
            .flat_map(|step| {
                let control = step
                    .control
                    .iter()
                    .map(|control| part("control", control, &step.name));
                std::iter::once(part("step", &step.id, &step.name)).chain(control)
            })
            .collect()
    }
}

fn part(kind: &'static str, id: &Located<Id>, title: &str) -> Part {
    Part {
        id: id.value.clone(),
        kind,
        title: title.to_owned(),
        span: id.span,
    }
}

impl Row for Step {
    fn id(&self) -> Option<Id> {
        Some(self.id.value.clone())
    }

    fn row(&self) -> Facts {
        Facts::default()
            .line("name", &self.name)
            .line("post", &self.post)
            .line("limit", &self.limit)
            .line("wait", &self.wait)
            .line("system", &self.system)
            .line("control", &self.control)
            .line("risk", &self.risk)
    }
}
