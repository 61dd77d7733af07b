use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::context::SiteContext;
use super::scan::{self, TemplateText};
use super::{Shape, Strings, ThemeFiles};
use crate::diagnostics::{Diagnostic, Place, TEMPLATE_RENDERING, TEMPLATE_SYNTAX};

/// A theme whose templates are ready to render, or whose faults are known.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    texts: BTreeMap<String, TemplateText>,
    /// A hash for each template of everything it reaches: parents, includes, components.
    fingerprints: BTreeMap<String, [u8; 32]>,
    /// What is wrong with the templates.
    pub findings: Vec<Diagnostic>,
}

/// A page's bytes, which are UTF-8, or the finding that says why not.
pub type Rendered = Result<Vec<u8>, Box<Diagnostic>>;

impl Theme {
    /// Reads the templates of a theme. `shapes` gives each root template the shape of its `page`.
    pub fn new(files: &ThemeFiles, strings: &Strings, shapes: &[(String, Shape)]) -> Self {
        let texts: BTreeMap<String, TemplateText> = files
            .templates()
            .map(|(name, file, text)| {
                let path = std::sync::Arc::clone(&file.path);
                (name.to_owned(), TemplateText { path, text })
            })
            .collect();
        let mut findings = syntax_findings(&texts);
        let mut tera = new_tera();
        if findings.is_empty() {
            findings = scan::check(&texts, shapes, &globals(strings));
        }
        if findings
            .iter()
            .all(|finding| finding.severity != crate::diagnostics::Severity::Error)
        {
            let all = texts
                .iter()
                .map(|(name, text)| (name.as_str(), text.text.as_str()));
            if let Err(error) = tera.add_raw_templates(all) {
                findings.extend(whole_findings(&texts, &error));
            }
        }
        let fingerprints = texts
            .keys()
            .map(|name| (name.clone(), fingerprint(&texts, name)))
            .collect();
        Self {
            tera,
            texts,
            fingerprints,
            findings,
        }
    }

    /// A hash of everything that a template's output depends on beside its context.
    pub fn fingerprint(&self, template: &str) -> [u8; 32] {
        self.fingerprints.get(template).copied().unwrap_or_default()
    }

    /// The page that `template` makes of `page`, for `address`; about `expected` bytes long.
    pub fn render(
        &self,
        template: &str,
        page: &impl Serialize,
        globals: &Globals,
        address: &str,
        expected: usize,
    ) -> Rendered {
        let mut context = Context::new();
        context.insert_value("site", globals.site.clone());
        context.insert_value("s", globals.strings.clone());
        context.insert("page", page);
        let mut bytes = Vec::with_capacity(expected);
        match self.tera.render_to(template, &context, &mut bytes) {
            Ok(()) => Ok(bytes),
            Err(error) => Err(Box::new(self.rendering_finding(template, &error, address))),
        }
    }

    fn rendering_finding(&self, template: &str, error: &tera::Error, address: &str) -> Diagnostic {
        let place = match error.kind() {
            ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
                place(&self.texts, report.filename(), report.span().range.clone())
            }
            _ => place(&self.texts, template, 0..0),
        };
        Diagnostic::new(&TEMPLATE_RENDERING, place)
            .with("address", format!("/{address}"))
            .with("detail", detail(error))
    }
}

/// What every page of a tree shares, ready for a context.
#[derive(Clone, Debug)]
pub struct Globals {
    site: tera::Value,
    strings: tera::Value,
    /// A hash of both.
    pub fingerprint: [u8; 32],
}

impl Globals {
    /// The globals of one tree.
    pub fn new(site: &SiteContext, strings: &Strings) -> Self {
        let texts = strings.for_templates();
        let mut hasher = blake3::Hasher::new();
        // Plain structs of strings always serialise.
        hasher.update(&serde_json::to_vec(&(site, &texts)).unwrap_or_default());
        Self {
            site: tera::Value::from_serializable(site),
            strings: tera::Value::from_serializable(&texts),
            fingerprint: *hasher.finalize().as_bytes(),
        }
    }
}

fn new_tera() -> Tera {
    let mut tera = Tera::new();
    // Everything is escaped; what is HTML says so with `safe`.
    tera.autoescape_on(vec![".html", ".xml"]);
    tera
}

fn globals(strings: &Strings) -> Vec<(String, Shape)> {
    use super::Shaped;
    vec![
        ("site".to_owned(), SiteContext::shape()),
        ("s".to_owned(), strings.shape()),
    ]
}

/// Each template parsed alone, so that all that are broken are found at once.
fn syntax_findings(texts: &BTreeMap<String, TemplateText>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (name, text) in texts {
        let mut alone = new_tera();
        if let Err(error) = alone.add_raw_template(name, &text.text)
            && let ErrorKind::SyntaxError(report) = error.kind()
        {
            let place = place(texts, name, report.span().range.clone());
            findings
                .push(Diagnostic::new(&TEMPLATE_SYNTAX, place).with("detail", report.message()));
        }
    }
    findings
}

/// What is wrong between templates and our own check does not know: filters, tests, functions, blocks. The
/// report is a text alone; the place is read back out of it.
fn whole_findings(texts: &BTreeMap<String, TemplateText>, error: &tera::Error) -> Vec<Diagnostic> {
    let text = error.to_string();
    let reports = text.split("\n\n").map(|report| {
        let headline = report.lines().next().unwrap_or(report);
        let place =
            reported_place(texts, report).unwrap_or_else(|| place(texts, "base.html", 0..0));
        Diagnostic::new(&TEMPLATE_SYNTAX, place)
            .with("detail", headline.trim_start_matches("error: "))
    });
    reports.collect()
}

fn reported_place(texts: &BTreeMap<String, TemplateText>, report: &str) -> Option<Place> {
    let at = report
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let mut parts = at.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let text = texts.get(parts.next()?)?;
    let start: usize = text
        .text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    let within = text.text[start..]
        .chars()
        .take(column - 1)
        .map(char::len_utf8)
        .sum::<usize>();
    Some(Place::new(&text.path, start + within..start + within + 1))
}

fn place(
    texts: &BTreeMap<String, TemplateText>,
    name: &str,
    range: std::ops::Range<usize>,
) -> Place {
    match texts.get(name) {
        Some(text) => Place::new(&text.path, range),
        None => Place::new(&format!("themes/default/templates/{name}").into(), range),
    }
}

fn detail(error: &tera::Error) -> String {
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            report.message().to_owned()
        }
        kind => kind.to_string(),
    }
}

/// Hashes a template with all that it reaches. Components are few and small: all of them count for each.
fn fingerprint(texts: &BTreeMap<String, TemplateText>, name: &str) -> [u8; 32] {
    let mut reached = BTreeSet::new();
    reach(texts, name, &mut reached);
    let components = texts.keys().filter(|name| name.starts_with("components/"));
    reached.extend(components.map(String::as_str));
    let mut hasher = blake3::Hasher::new();
    for name in reached {
        if let Some(text) = texts.get(name) {
            hasher.update(name.as_bytes());
            hasher.update(blake3::hash(text.text.as_bytes()).as_bytes());
        }
    }
    *hasher.finalize().as_bytes()
}

fn reach<'t>(
    texts: &'t BTreeMap<String, TemplateText>,
    name: &'t str,
    reached: &mut BTreeSet<&'t str>,
) {
    if !reached.insert(name) {
        return;
    }
    if let Some(text) = texts.get(name) {
        for other in scan::references(&text.text) {
            reach(texts, other, reached);
        }
    }
}
