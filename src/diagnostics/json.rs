use serde::Serialize;

use super::{Diagnostic, Gathered, Language, Lines, Place};

#[derive(Serialize)]
struct Report<'a> {
    /// Grows by one with each incompatible change.
    version: u8,
    errors: usize,
    warnings: usize,
    notes: usize,
    diagnostics: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'a str,
    message: String,
    help: String,
    #[serde(flatten)]
    place: Located<'a>,
    arguments: serde_json::Map<String, serde_json::Value>,
    nearest: &'a [String],
    related: Vec<RelatedEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excuse: Option<&'a str>,
}

#[derive(Serialize)]
struct RelatedEntry<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Located<'a>,
}

/// Lines and columns from 1, columns in characters; bytes from 0.
#[derive(Serialize)]
struct Located<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start_byte: u32,
    end_byte: u32,
}

/// The findings as one JSON object, for programs; the same findings give the same bytes.
pub fn json<'a>(
    found: &Gathered,
    text: impl Fn(&str) -> Option<&'a str>,
    language: Language,
) -> String {
    let summary = found.summary();
    let report = Report {
        version: 1,
        errors: summary.errors,
        warnings: summary.warnings,
        notes: summary.notes,
        diagnostics: found.iter().map(|d| entry(d, &text, language)).collect(),
    };
    // Plain structs of strings and numbers always serialise.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn entry<'a, 't>(
    finding: &'a Diagnostic,
    text: &impl Fn(&str) -> Option<&'t str>,
    language: Language,
) -> Entry<'a> {
    Entry {
        code: finding.code.id,
        name: finding.code.name,
        severity: finding.severity.word(),
        message: finding.message(language),
        help: finding.help(language),
        place: located(&finding.place, text),
        arguments: finding
            .arguments
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone().into()))
            .collect(),
        nearest: &finding.nearest,
        related: finding
            .related
            .iter()
            .map(|related| RelatedEntry {
                message: related.message.in_language(language),
                place: located(&related.place, text),
            })
            .collect(),
        excuse: finding.excuse.as_deref(),
    }
}

fn located<'a, 't>(place: &'a Place, text: &impl Fn(&str) -> Option<&'t str>) -> Located<'a> {
    let lines = Lines::new(text(&place.path).unwrap_or_default());
    let start = lines.position(place.span.start as usize);
    let end = lines.position(place.span.end as usize);
    Located {
        path: &place.path,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        start_byte: place.span.start,
        end_byte: place.span.end,
    }
}
