//! The ground that every stage stands on: what a finding is, and how it is shown.
//!
//! Comes in: nothing. Goes out: [`Diagnostic`] values, the slice [`CODES`], printers for people and machines.
//! Must never know: files on disk, Markdown, kinds, or which stage found what. A finding is a value with a
//! place; it never stops the stage that found it.

mod code;
mod codes;
mod explain;
mod gathered;
mod human;
mod json;
mod language;
mod lines;
mod place;
mod suggestion;

pub use code::{Code, Message, Severity};
pub use codes::*;
pub use explain::{Explanation, explain};
pub use gathered::{Gathered, Summary};
pub use human::{Colour, human};
pub use json::json;
pub use language::Language;
pub use lines::{Lines, Position, line_of};
pub use place::{Place, Span};
pub use suggestion::nearest;

/// One finding: a code, where it is, and the words that fill the code's message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of fault this is; never two codes for one fault.
    pub code: &'static Code,
    /// The code's own severity, unless the portal's `[rules]` changed it.
    pub severity: Severity,
    /// The main place.
    pub place: Place,
    /// Values for the `{name}` holes in the code's message and help, in the order given.
    pub arguments: Vec<(&'static str, String)>,
    /// Other places that explain the fault, each with its own message.
    pub related: Vec<Related>,
    /// The nearest right things, best first; empty where there is none near enough.
    pub nearest: Vec<String>,
    /// Why and by whom this finding is excused, if it is.
    pub excuse: Option<String>,
}

/// A second place that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where to look.
    pub place: Place,
    /// What is there, in both languages.
    pub message: Message,
}

impl Diagnostic {
    /// A finding of `code` at `place`, without arguments yet.
    pub fn new(code: &'static Code, place: Place) -> Self {
        Self {
            code,
            severity: code.severity,
            place,
            arguments: Vec::new(),
            related: Vec::new(),
            nearest: Vec::new(),
            excuse: None,
        }
    }

    /// Fills one hole of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// Adds a place that explains the fault.
    #[must_use]
    pub fn related(mut self, place: Place, message: Message) -> Self {
        self.related.push(Related { place, message });
        self
    }

    /// Names the nearest right things among `candidates` to the wrong `name`.
    #[must_use]
    pub fn near<'a>(mut self, name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        self.nearest = nearest(name, candidates);
        self
    }

    /// The headline in `language`, its holes filled.
    pub fn message(&self, language: Language) -> String {
        fill(self.code.message.in_language(language), &self.arguments)
    }

    /// What to do about it, in `language`; the nearest right things first where there are some.
    pub fn help(&self, language: Language) -> String {
        let general = fill(self.code.help.in_language(language), &self.arguments);
        if self.nearest.is_empty() {
            return general;
        }
        let list: Vec<_> = self.nearest.iter().map(|n| format!("`{n}`")).collect();
        match language {
            Language::Chinese => format!("是不是想写 {}？", list.join("、")),
            Language::English => format!("did you mean {}?", list.join(" or ")),
        }
    }
}

/// Replaces each `{name}` of `template` by its argument; a hole without argument stays, so that a test sees it.
fn fill(template: &str, arguments: &[(&'static str, String)]) -> String {
    arguments
        .iter()
        .fold(template.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
}
