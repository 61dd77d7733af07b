use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::messages::{self, say};
use crate::diagnostics::{Language, Lines, Message};

/// What puts the queries to the site's own client.
const SCRIPT: &str = include_str!("evaluation.js");

/// A query with the places that answer it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Query {
    /// Of the file, from one.
    line: usize,
    #[serde(rename = "query")]
    typed: String,
    relevant: Vec<Relevant>,
}

/// A place that answers.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum Relevant {
    /// `policies/fssc-exp-003/#a14`: a page's address, and a place on it.
    Address(String),
    /// A clause of the version in force.
    Clause { policy: String, article: String },
}

impl Relevant {
    fn read(value: &Value) -> Option<Self> {
        if let Some(address) = value.as_str() {
            return Some(Self::Address(address.to_owned()));
        }
        let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
        Some(Self::Clause {
            policy: text("policy")?,
            article: text("article")?,
        })
    }
}

/// How well queries are answered, and at what cost.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Figures {
    queries: usize,
    /// Passages as they are ranked.
    ranked: Quality,
    /// Passages as they are shown, by document.
    shown: Quality,
    /// Bytes of a first query, client and pointer included.
    cold: Spread,
    /// Bytes of a query after those before it.
    warm: Spread,
    /// Files of a first query.
    files: Spread,
    /// Requests of a first query.
    requests: Spread,
    /// From the query to its passages, once its bytes are there.
    milliseconds: Spread,
    misses: Vec<Miss>,
    /// Places that the site does not have.
    unknown: Vec<Unknown>,
}

/// A place of the queries that the site does not have.
#[derive(Debug, Deserialize, Serialize)]
struct Unknown {
    line: usize,
    place: String,
}

#[derive(Debug, Deserialize, Serialize)]
struct Quality {
    mrr: f64,
    recall: f64,
    success_1: f64,
    success_3: f64,
}

#[derive(Debug, Deserialize, Serialize)]
struct Spread {
    median: f64,
    p95: f64,
}

/// A query whose first answer is not right.
#[derive(Debug, Deserialize, Serialize)]
struct Miss {
    query: String,
    /// Where the first right answer stands; none where it is not among the first ten.
    place: Option<usize>,
    got: String,
}

/// Reads queries, a line each.
///
/// # Errors
/// What is wrong with each line, for a person.
pub(super) fn read(path: &Path, language: Language) -> Result<Vec<Query>, String> {
    let shown = path.display().to_string();
    let text = std::fs::read(path).map_err(|error| unreadable(&shown, &error, language))?;
    let text = String::from_utf8(text)
        .map_err(|_| say(messages::NO_UTF8, language, &[("path", &shown)]))?;
    // Windows begins a text with a mark.
    let text = text.trim_start_matches('\u{FEFF}');
    let lines = text.lines().zip(1..);
    let lines = lines.filter(|(line, _)| !line.trim().is_empty());
    let read = lines.map(|(line, number)| query(line, number, &shown, language));
    let (queries, faults): (Vec<_>, Vec<_>) = read.partition(Result::is_ok);
    let faults: String = faults.into_iter().filter_map(Result::err).collect();
    if !faults.is_empty() {
        return Err(faults + &say(messages::QUERY_FORM, language, &[]));
    }
    if queries.is_empty() {
        let none = say(messages::NO_QUERIES, language, &[("path", &shown)]);
        return Err(none + &say(messages::QUERY_FORM, language, &[]));
    }
    Ok(queries.into_iter().flatten().collect())
}

fn unreadable(path: &str, error: &std::io::Error, language: Language) -> String {
    let message = match error.kind() {
        std::io::ErrorKind::NotFound => messages::NO_FILE,
        _ => messages::UNREADABLE,
    };
    say(
        message,
        language,
        &[("path", path), ("error", &error.to_string())],
    )
}

/// What is wrong with a line: which message, where in the line by characters, and what fills it.
struct LineFault {
    message: Message,
    column: usize,
    what: String,
}

impl LineFault {
    /// At a key, where the line has it.
    fn at(message: Message, text: &str, key: &str, what: &str) -> Self {
        let start = text.find(&format!("\"{key}\"")).unwrap_or(0);
        Self {
            message,
            column: Lines::new(text).position(start).column,
            what: what.to_owned(),
        }
    }

    fn no_json(text: &str, error: &serde_json::Error) -> Self {
        // Serde counts bytes, and says the place itself behind its words.
        let start = error.column().saturating_sub(1);
        let words = error.to_string();
        Self {
            message: messages::NO_JSON,
            column: Lines::new(text).position(start).column,
            what: words
                .split(" at line ")
                .next()
                .unwrap_or_default()
                .to_owned(),
        }
    }
}

fn query(text: &str, line: usize, path: &str, language: Language) -> Result<Query, String> {
    let read = || {
        let read: Value =
            serde_json::from_str(text).map_err(|error| LineFault::no_json(text, &error))?;
        Ok(Query {
            line,
            typed: typed(text, &read)?,
            relevant: relevant(text, &read)?,
        })
    };
    read().map_err(|fault: LineFault| {
        let (line, column) = (line.to_string(), fault.column.to_string());
        let holes = [
            ("path", path),
            ("line", &*line),
            ("column", &*column),
            ("what", &*fault.what),
        ];
        say(fault.message, language, &holes)
    })
}

/// The value of a key that each line has.
fn value_of<'v>(text: &str, read: &'v Value, key: &str) -> Result<&'v Value, LineFault> {
    let value = read.get(key);
    value.ok_or_else(|| LineFault::at(messages::NO_KEY, text, key, key))
}

fn typed(text: &str, read: &Value) -> Result<String, LineFault> {
    let value = value_of(text, read, "query")?;
    let typed = value.as_str().filter(|typed| !typed.trim().is_empty());
    let fault = || LineFault::at(messages::NO_QUERY_TEXT, text, "query", "");
    typed.map(str::to_owned).ok_or_else(fault)
}

fn relevant(text: &str, read: &Value) -> Result<Vec<Relevant>, LineFault> {
    let value = value_of(text, read, "relevant")?;
    let Some(places) = value.as_array().filter(|places| !places.is_empty()) else {
        return Err(LineFault::at(messages::NO_PLACES, text, "relevant", ""));
    };
    let read = (1_usize..).zip(places).map(|(at, place)| {
        let fault = || LineFault::at(messages::NO_PLACE, text, "relevant", &at.to_string());
        Relevant::read(place).ok_or_else(fault)
    });
    read.collect()
}

/// Puts the queries to a built site.
///
/// # Errors
/// Where Node is not there, or the site has no index; for a person.
pub(super) fn evaluate(
    site: &Path,
    queries: &[Query],
    language: Language,
) -> Result<Figures, String> {
    let shown = site.display().to_string();
    if !site.join("index.html").is_file() {
        return Err(say(messages::NO_SITE, language, &[("path", &shown)]));
    }
    if !site.join("search/pointer.js").is_file() {
        return Err(say(messages::NO_INDEX, language, &[("path", &shown)]));
    }
    let asked = serde_json::json!({ "site": site, "queries": queries }).to_string();
    let failed = |error: String| say(messages::NODE_FAILED, language, &[("error", error.trim())]);
    let mut node = Command::new("node")
        .args(["--eval", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| {
            say(
                messages::NO_NODE,
                language,
                &[("error", &error.to_string())],
            )
        })?;
    // All is read before anything is written, so that neither side waits for the other.
    if let Some(mut input) = node.stdin.take() {
        input
            .write_all(asked.as_bytes())
            .map_err(|error| failed(error.to_string()))?;
    }
    let output = node
        .wait_with_output()
        .map_err(|error| failed(error.to_string()))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Err(failed(said));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| failed(error.to_string()))
}

impl Figures {
    /// As a table for a person; with the queries that are not answered first, where asked.
    pub(super) fn table(&self, language: Language, with_misses: bool) -> String {
        let mut lines = vec![
            self.quality(messages::RANKED, &self.ranked, language),
            self.quality(messages::SHOWN, &self.shown, language),
            spread(messages::COLD, &self.cold, 1000.0, language),
            spread(messages::WARM, &self.warm, 1000.0, language),
            spread(messages::FILES, &self.files, 1.0, language),
            spread(messages::REQUESTS, &self.requests, 1.0, language),
            spread(messages::MILLISECONDS, &self.milliseconds, 1.0, language),
        ];
        let misses = self.misses.iter().filter(|_| with_misses);
        lines.extend(misses.map(|miss| miss.line(language)));
        let unknown = self.unknown.iter();
        lines.extend(unknown.map(|unknown| {
            let line = unknown.line.to_string();
            let holes = [("line", &*line), ("place", &*unknown.place)];
            say(messages::UNKNOWN_PLACE, language, &holes)
        }));
        lines.concat()
    }

    /// For a program.
    pub(super) fn json(&self) -> String {
        // Numbers and words always serialise.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// MRR@10 as readers see the answers.
    pub(super) fn mrr(&self) -> f64 {
        self.shown.mrr
    }

    /// That it is below what was asked for.
    pub(super) fn below(&self, least: f64, language: Language) -> String {
        let (mrr, least) = (format!("{:.3}", self.mrr()), least.to_string());
        say(
            messages::BELOW,
            language,
            &[("mrr", &mrr), ("least", &least)],
        )
    }

    fn quality(&self, message: Message, of: &Quality, language: Language) -> String {
        let number = |value: f64| format!("{value:.3}");
        let holes = [
            ("queries", &*self.queries.to_string()),
            ("mrr", &number(of.mrr)),
            ("recall", &number(of.recall)),
            ("one", &number(of.success_1)),
            ("three", &number(of.success_3)),
        ];
        say(message, language, &holes)
    }
}

fn spread(message: Message, of: &Spread, unit: f64, language: Language) -> String {
    let number = |value: f64| format!("{:.1}", value / unit);
    say(
        message,
        language,
        &[("median", &number(of.median)), ("p95", &number(of.p95))],
    )
}

impl Miss {
    fn line(&self, language: Language) -> String {
        let place = self.place.map(|place| place.to_string());
        let message = match place {
            None if self.got.is_empty() => messages::NOTHING_FOUND,
            None => messages::NOT_FOUND,
            Some(_) => messages::NOT_FIRST,
        };
        let holes = [
            ("query", self.query.as_str()),
            ("place", &place.unwrap_or_default()),
            ("got", &self.got),
        ];
        say(message, language, &holes)
    }
}
