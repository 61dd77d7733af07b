use jiff::civil::Date;

use crate::diagnostics::{CODES, Code, Diagnostic, Severity, Span, UNKNOWN_CODE};
use crate::source::{Choice, Fields, Located};

/// What the portal says about findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Severities that replace a code's own.
    pub severities: Vec<(&'static Code, Severity)>,
    /// Places excused for a time.
    pub excuses: Vec<Excuse>,
}

/// One place where one code is excused, by whom and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excuse {
    /// The code excused.
    pub code: &'static Code,
    /// The file excused, from the portal's folder.
    pub path: String,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day on which it holds.
    pub until: Date,
    /// Where it is written.
    pub span: Span,
}

impl Choice for Severity {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("error", Self::Error),
        ("warning", Self::Warning),
        ("note", Self::Note),
    ];
}

pub(super) fn read(fields: &mut Fields<'_, '_>) -> Option<Rules> {
    let excuses = fields.tables("excuses", excuse);
    let severities = fields
        .rest::<Severity>()
        .into_iter()
        .filter_map(|(name, severity)| {
            let place = fields.place_of(&name.value);
            Some((known_code(fields, &name.value, place)?, severity))
        })
        .collect();
    Some(Rules {
        severities,
        excuses,
    })
}

fn excuse(fields: &mut Fields<'_, '_>) -> Option<Excuse> {
    let code = fields.required::<Located<String>>("code");
    let (path, reason) = (fields.required("path"), fields.required("reason"));
    let (owner, until) = (fields.required("owner"), fields.required("until"));
    let code = code?;
    let place = fields.place_of("code");
    Some(Excuse {
        code: known_code(fields, &code.value, place)?,
        span: code.span,
        path: path?,
        reason: reason?,
        owner: owner?,
        until: until?,
    })
}

fn known_code(
    fields: &mut Fields<'_, '_>,
    name: &str,
    place: crate::diagnostics::Place,
) -> Option<&'static Code> {
    let found = CODES
        .iter()
        .find(|code| code.id == name || code.name == name);
    if found.is_none() {
        let known = CODES.iter().map(|code| code.id);
        fields.report(
            Diagnostic::new(&UNKNOWN_CODE, place)
                .with("value", name)
                .near(name, known),
        );
    }
    found.copied()
}
