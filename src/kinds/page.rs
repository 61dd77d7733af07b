use toml::Spanned;
use toml::de::DeValue;

use super::fact::Fact;
use super::reference::ClauseReference;
use super::{Body, Content, KINDS, Kind, Part};
use crate::source::{Expected, Field, Fields, Reading};

/// A plain page: anything else. The front page is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// On the front page: what readers come to do, in their words.
    pub tasks: Vec<Task>,
    /// On the front page: clauses that everyone should know.
    pub red_lines: Vec<ClauseReference>,
    /// Whether the page shows every component of the theme in every state, below its text.
    pub components: bool,
}

/// Something a reader comes to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// In the reader's words: 我要报销.
    pub name: String,
    /// What they get there, in a few words.
    pub note: Option<String>,
    /// Where it is.
    pub to: Destination,
}

/// Where a task leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A document or a clause of it.
    Document(ClauseReference),
    /// A list, by its address with the slash at its end.
    List(String),
}

/// Lists beside those of the kinds.
pub const OTHER_LISTS: [&str; 4] = ["performance/", "topics/", "a-z/", "on/"];

pub(super) static KIND: Kind = Kind {
    word: "page",
    chinese: "页面",
    folder: "pages",
    dated: false,
    starter: "+++\n\n",
    columns: &[],
    read,
};

fn read(fields: &mut Fields<'_, '_>, _: &Body<'_>) -> Option<Content> {
    Some(Content::Page(Page {
        tasks: fields.tables("tasks", task),
        red_lines: fields.list("red_lines"),
        components: fields.or("components", false),
    }))
}

fn task(fields: &mut Fields<'_, '_>) -> Option<Task> {
    let (name, to) = (fields.required("name"), fields.required("to"));
    let note = fields.optional("note");
    Some(Task {
        name: name?,
        note,
        to: to?,
    })
}

impl Field for Destination {
    const EXPECTED: Expected = Expected {
        english: "an id, an id and a clause, or a list such as `policies/`",
        chinese: "编号、“编号#条款”，或者列表（如 `policies/`）",
        example: "\"SVC-EXP-01\"",
    };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_, '_>) -> Option<Self> {
        let list = value.get_ref().as_str().filter(|text| text.ends_with('/'));
        match list {
            Some(list) if is_list(list) => Some(Self::List(list.to_owned())),
            Some(_) => reading.invalid(value, Self::EXPECTED),
            None => ClauseReference::read(value, reading).map(Self::Document),
        }
    }
}

fn is_list(address: &str) -> bool {
    let folder = address.trim_end_matches('/');
    OTHER_LISTS.contains(&address) || KINDS.iter().any(|kind| kind.folder == folder)
}

impl Page {
    /// A plain page says nothing but its body; what the front page leads to, it shows itself.
    pub(super) fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        Vec::new()
    }
}
