use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use super::messages::{self, say};
use crate::diagnostics::Language;

/// What puts the queries to the site's own client.
const SCRIPT: &str = include_str!("evaluation.js");

/// A query with the places that answer it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Query {
    query: String,
    relevant: Vec<Relevant>,
}

/// A place that answers.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
enum Relevant {
    /// `policies/fssc-exp-003/#a14`: a page's address, and a place on it.
    Address(String),
    /// A clause of the version in force.
    Clause { policy: String, article: String },
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
    /// Where the first right answer stands; 0 where it is not among the first ten.
    place: usize,
    got: String,
}

/// Reads queries, a line each.
///
/// # Errors
/// What is wrong with a line, for a person.
pub(super) fn read(path: &Path, language: Language) -> Result<Vec<Query>, String> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let error = error.to_string();
        say(
            messages::UNREADABLE,
            language,
            &[("path", &shown), ("error", &error)],
        )
    })?;
    let lines = text
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty());
    let (queries, faults): (Vec<_>, Vec<_>) = lines
        .map(|(line, number)| query(line, number, &shown, language))
        .partition(Result::is_ok);
    let queries: Vec<Query> = queries.into_iter().flatten().collect();
    let faults: Vec<String> = faults.into_iter().filter_map(Result::err).collect();
    match (faults.is_empty(), queries.is_empty()) {
        (false, _) => Err(faults.concat()),
        (true, true) => Err(say(messages::NO_QUERIES, language, &[("path", &shown)])),
        (true, false) => Ok(queries),
    }
}

fn query(line: &str, number: usize, path: &str, language: Language) -> Result<Query, String> {
    let fault = |column: usize, error: &str| {
        let holes = [
            ("path", path),
            ("line", &number.to_string()),
            ("column", &column.to_string()),
            ("error", error),
        ];
        say(messages::BAD_QUERY, language, &holes)
    };
    let query: Query =
        serde_json::from_str(line).map_err(|error| fault(error.column(), &error.to_string()))?;
    if query.relevant.is_empty() {
        return Err(fault(1, "relevant = []"));
    }
    Ok(query)
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
        lines.concat()
    }

    /// For a program.
    pub(super) fn json(&self) -> String {
        // Numbers and words always serialise.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    fn quality(
        &self,
        message: crate::diagnostics::Message,
        of: &Quality,
        language: Language,
    ) -> String {
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

fn spread(
    message: crate::diagnostics::Message,
    of: &Spread,
    unit: f64,
    language: Language,
) -> String {
    let number = |value: f64| format!("{:.1}", value / unit);
    say(
        message,
        language,
        &[("median", &number(of.median)), ("p95", &number(of.p95))],
    )
}

impl Miss {
    fn line(&self, language: Language) -> String {
        let holes = [
            ("query", self.query.as_str()),
            ("place", &self.place.to_string()),
            ("got", &self.got),
        ];
        let message = if self.place == 0 {
            messages::NOT_FOUND
        } else {
            messages::NOT_FIRST
        };
        say(message, language, &holes)
    }
}
