use jiff::civil::Date;

use super::fact::{Fact, Facts, named_choice};
use super::reference::{ClauseReference, Reference, to};
use super::{Body, Content, Kind, Part};
use crate::diagnostics::{Diagnostic, Span, UNKNOWN_KEY};
use crate::markdown::plain_inlines;
use crate::source::{Fields, Id, choice};

/// 常见问题: one question with its answer, or a file of many.
#[derive(Clone, Debug, PartialEq)]
pub struct Faq {
    /// 其他问法 of the title; empty in a file of many, whose questions have their own.
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
    /// 其他问法
    pub phrasings: Vec<String>,
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
    chinese: "常见问题",
    folder: "faqs",
    dated: false,
    starter: "+++\n\n第一句直接回答，再写依据的条款。\n",
    columns: &["validated"],
    read,
};

fn read(fields: &mut Fields<'_, '_>, body: &Body<'_>) -> Option<Content> {
    let mut questions = questions(body);
    let phrasings = if questions.is_empty() {
        fields.list("phrasings")
    } else {
        read_phrasings(fields, &mut questions);
        Vec::new()
    };
    Some(Content::Faq(Faq {
        phrasings,
        service: fields.optional("service"),
        basis: fields.list("basis"),
        confidence: fields.optional("confidence"),
        validated: fields.optional("validated"),
        questions,
    }))
}

/// `[phrasings]` of a file of many: a question's id, then how else it is asked.
fn read_phrasings(fields: &mut Fields<'_, '_>, questions: &mut [Question]) {
    for (id, phrasings) in fields.named::<Vec<String>>("phrasings") {
        let meant = questions
            .iter_mut()
            .find(|question| question.id.folded() == id.value.to_lowercase());
        if let Some(question) = meant {
            question.phrasings = phrasings;
            continue;
        }
        let known: Vec<String> = questions.iter().map(|q| q.id.to_string()).collect();
        let place = fields.place_at(id.span);
        fields.report(
            Diagnostic::new(&UNKNOWN_KEY, place)
                .with("key", &id.value)
                .with("kind", "phrasings")
                .with("known", known.join(", "))
                .near(&id.value, known.iter().map(String::as_str)),
        );
    }
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
                phrasings: Vec::new(),
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
