use jiff::civil::Date;

use super::fact::{Fact, Facts, named_choice};
use super::reference::{ClauseReference, Reference, to};
use super::{Body, Content, Kind, Part};
use crate::diagnostics::Span;
use crate::markdown::plain_inlines;
use crate::source::{Fields, Id, choice};

/// 常见问题: one question with its answer, or a file of many.
#[derive(Clone, Debug, PartialEq)]
pub struct Faq {
    /// 其他问法
    pub phrasings: Vec<String>,
    /// What it is about.
    pub service: Option<Reference<to::Service>>,
    /// The clause that answers.
    pub basis: Vec<ClauseReference>,
    /// How sure the answer is.
    pub confidence: Option<Confidence>,
    /// When somebody last checked it.
    pub validated: Option<Date>,
    /// The questions in it where it holds many; empty where the title is the question.
    pub questions: Vec<Question>,
}

/// A question in a file of many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Unique in the portal.
    pub id: Id,
    /// As a person asks it.
    pub title: String,
    /// Index into the tree's headings.
    pub heading: usize,
    /// Where its id is written.
    pub span: Span,
}

choice! {
    /// How sure an answer is.
    Confidence {
        /// 已核实
        High = "high",
        /// 一般
        Medium = "medium",
        /// 待核实
        Low = "low",
    }
}

pub(super) static KIND: Kind = Kind {
    word: "faq",
    folder: "faqs",
    dated: false,
    starter: "+++\n\n第一句直接回答，再写依据的条款。\n",
    columns: &["validated"],
    read,
};

fn read(fields: &mut Fields<'_, '_>, body: &Body<'_>) -> Option<Content> {
    Some(Content::Faq(Faq {
        phrasings: fields.list("phrasings"),
        service: fields.optional("service"),
        basis: fields.list("basis"),
        confidence: fields.optional("confidence"),
        validated: fields.optional("validated"),
        questions: questions(body),
    }))
}

/// Every `## question {#id}`.
fn questions(body: &Body<'_>) -> Vec<Question> {
    let headings = body.tree.headings.iter().enumerate();
    headings
        .filter(|(_, heading)| heading.level == 2 && heading.permanent)
        .filter_map(|(index, heading)| {
            Some(Question {
                id: Id::parse(&heading.anchor)?,
                title: plain_inlines(&heading.inlines, body.file),
                heading: index,
                span: heading.span,
            })
        })
        .collect()
}

impl Faq {
    /// What the answer rests on.
    pub(super) fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .line("validated", &self.validated)
            .line("confidence", &self.confidence)
            .side("service", &self.service)
            .side("basis", &self.basis)
            .side("phrasings", &self.phrasings)
            .done()
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        self.questions
            .iter()
            .map(|question| Part {
                id: question.id.clone(),
                kind: "question",
                title: question.title.clone(),
                span: question.span,
            })
            .collect()
    }
}

named_choice!(Confidence, "confidence");
