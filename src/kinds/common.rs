use jiff::civil::Date;

use super::reference::{Reference, to};
use crate::config::Audience;
use crate::diagnostics::{Diagnostic, EMPTY_PERIOD, Span};
use crate::source::{Fields, Id, Located};

/// What a document of any kind can say.
#[derive(Clone, Debug, PartialEq)]
pub struct Common {
    /// Permanent; several files with one id are versions of one document.
    pub id: Located<Id>,
    /// What readers see.
    pub title: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Who answers for it.
    pub owner: Option<Reference<to::TeamOrPerson>>,
    /// Who may see it.
    pub audience: Audience,
    /// The first day on which it holds.
    pub effective: Option<Date>,
    /// The last day on which it holds.
    pub expires: Option<Date>,
    /// What ended it.
    pub repealed_by: Option<Reference<to::Any>>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// When its owner looks at it again.
    pub review_due: Option<Date>,
    /// What to read beside it.
    pub related: Vec<Reference<to::Any>>,
    /// Addresses it once had.
    pub aliases: Vec<Located<String>>,
    /// Whether it is left out of what is published.
    pub draft: bool,
}

/// What is known of a document even where it cannot be published.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Identity {
    pub(super) id: Option<Located<Id>>,
    pub(super) common: Option<Common>,
}

pub(super) fn read(fields: &mut Fields<'_, '_>, dated: bool) -> Identity {
    let id = fields.required::<Located<Id>>("id");
    let title = fields.required("title");
    let effective = if dated {
        fields.required("effective").map(Some)
    } else {
        Some(fields.optional("effective"))
    };
    let rest = Common {
        // Replaced below; a document without an id or title is no document.
        id: Located {
            value: id.as_ref().map_or_else(placeholder, |id| id.value.clone()),
            span: id.as_ref().map_or(Span::default(), |id| id.span),
        },
        title: String::new(),
        summary: fields.optional("summary"),
        owner: fields.optional("owner"),
        audience: Audience::of(fields.list("audience")),
        effective: None,
        expires: fields.optional("expires"),
        repealed_by: fields.optional("repealed_by"),
        tags: fields.list("tags"),
        review_due: fields.optional("review_due"),
        related: fields.list("related"),
        aliases: fields.list("aliases"),
        draft: fields.or("draft", false),
    };
    if let (Some(Some(from)), Some(to)) = (effective, rest.expires)
        && to < from
    {
        let finding = Diagnostic::new(&EMPTY_PERIOD, fields.place_of("expires"))
            .with("key", "expires")
            .with("from", from.to_string())
            .with("to", to.to_string());
        fields.report(finding);
    }
    let common = match (&id, title, effective) {
        (Some(_), Some(title), Some(effective)) => Some(Common {
            title,
            effective,
            ..rest
        }),
        _ => None,
    };
    Identity { id, common }
}

fn placeholder() -> Id {
    // A constant that has the shape of an id.
    Id::parse("none").expect("four letters are an id")
}
