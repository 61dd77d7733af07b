//! `portal.toml`, typed: what the portal is called, where it lives, its names for things, who may see what.
//!
//! Comes in: the snapshot. Goes out: [`Config`] and findings; where the file is broken, defaults stand in, so
//! that the content is still checked. Must never know: documents. Clocks stay raw here; `kinds` resolves them.

mod audience;
mod base_url;
mod names;
mod publish;
mod rules;
mod search;
mod synonyms;

use std::sync::Arc;

use jiff::tz::TimeZone;

pub use audience::{Audience, Audiences, Tree};
pub use base_url::BaseUrl;
pub use names::{ClockStart, Line, RawClock, RawPause};
pub use publish::PublishTarget;
pub use rules::{Excuse, Rules};
pub use search::{Elasticlunr, Level, Search};
pub use synonyms::{SYNONYMS_FILE, Synonyms, read_synonyms};

use crate::diagnostics::{Diagnostic, INVALID_VALUE, Language, MISSING_KEY, MISSING_LOGO, Place};
use crate::source::{Fields, Located, Snapshot, TomlText, choice, is_picture};

/// The file's name in the portal's folder.
pub const PORTAL_FILE: &str = "portal.toml";

/// Everything `portal.toml` says.
#[derive(Clone, Debug)]
pub struct Config {
    /// The column's name.
    pub title: String,
    /// Whose column it is.
    pub organisation: Option<String>,
    /// Where it will live.
    pub base_url: BaseUrl,
    /// Of the interface and the messages.
    pub language: Language,
    /// Folder below `themes/`; `default` is built in.
    pub theme: Located<String>,
    /// `#rrggbb`.
    pub accent: Option<String>,
    /// Path of a picture, from the portal's folder.
    pub logo: Option<Located<String>>,
    /// In which a day begins.
    pub time_zone: TimeZone,
    /// The centre's legal form and tax treatment.
    pub centre: Centre,
    /// Lines of business, in the order written.
    pub lines: Vec<Line>,
    /// Clocks by name, unresolved.
    pub clocks: Vec<RawClock>,
    /// How the index is built.
    pub search: Search,
    /// Words that a citation may leave out before a title.
    pub optional_prefixes: Vec<String>,
    /// Where readers report what is wrong.
    pub feedback: Feedback,
    /// Who sees which documents.
    pub audiences: Audiences,
    /// Where `publish` writes.
    pub publish: Vec<PublishTarget>,
    /// Severities and excuses.
    pub rules: Rules,
    /// Whether HTML in Markdown passes without the sanitiser.
    pub raw_html: bool,
}

/// What the centre is in law.
#[derive(Clone, Debug, Default)]
pub struct Centre {
    /// Cost centre, profit centre or legal entity.
    pub legal_form: Option<LegalForm>,
    /// How its services are taxed, in words.
    pub tax: Option<String>,
}

choice! {
    /// What the centre is in law and in the group's accounts.
    LegalForm {
        /// 成本中心
        CostCentre = "cost-centre",
        /// 利润中心
        ProfitCentre = "profit-centre",
        /// 独立法人
        LegalEntity = "legal-entity",
    }
}

/// Where readers report what is wrong.
#[derive(Clone, Debug, Default)]
pub struct Feedback {
    /// A mail address.
    pub mail: Option<String>,
    /// An address of a form on the intranet.
    pub form: Option<String>,
    /// Whether a request for a static file counts as an answer.
    pub log: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: String::new(),
            organisation: None,
            base_url: BaseUrl::default(),
            language: Language::default(),
            theme: Located {
                value: "default".to_owned(),
                span: crate::diagnostics::Span::default(),
            },
            accent: None,
            logo: None,
            time_zone: shanghai(),
            centre: Centre::default(),
            lines: Vec::new(),
            clocks: Vec::new(),
            search: Search::default(),
            optional_prefixes: vec!["中华人民共和国".to_owned()],
            feedback: Feedback::default(),
            audiences: Audiences::default(),
            publish: Vec::new(),
            rules: Rules::default(),
            raw_html: false,
        }
    }
}

/// Reads the configuration of a portal, with every fault in it.
pub fn read_config(snapshot: &Snapshot) -> (Config, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let path: Arc<str> = PORTAL_FILE.into();
    let Some(text) = snapshot.text(PORTAL_FILE) else {
        if snapshot.has(PORTAL_FILE) {
            // Why it is no text was found when it was read.
            return (Config::default(), findings);
        }
        let finding = Diagnostic::new(&MISSING_KEY, Place::file(&path))
            .with("key", "title")
            .with("kind", PORTAL_FILE)
            .with("example", "\"…\"");
        return (Config::default(), vec![finding]);
    };
    let toml = TomlText::parse(&path, text, (0..text.len()).into(), &mut findings);
    let config = toml.read(PORTAL_FILE, &mut Vec::new(), &mut findings, read);
    findings.extend(missing_logo(snapshot, &config, &path));
    (config, findings)
}

fn missing_logo(snapshot: &Snapshot, config: &Config, path: &Arc<str>) -> Option<Diagnostic> {
    let logo = config.logo.as_ref()?;
    if snapshot.has(&logo.value) {
        return None;
    }
    let span = logo.span.unquoted();
    let pictures = snapshot.below("content").map(|(path, _)| &**path);
    let pictures: Vec<&str> = pictures.filter(|path| is_picture(path)).collect();
    Some(
        Diagnostic::new(&MISSING_LOGO, Place::new(path, span))
            .with("path", &logo.value)
            .near(&logo.value, pictures),
    )
}

fn read(fields: &mut Fields<'_, '_>) -> Config {
    let absent = Config::default();
    let title = fields.required("title").unwrap_or_default();
    Config {
        title,
        organisation: fields.optional("organisation"),
        base_url: fields.required("base_url").unwrap_or_default(),
        language: fields.or("language", Language::default()),
        theme: fields.or("theme", absent.theme),
        accent: accent(fields),
        logo: fields.optional("logo"),
        time_zone: time_zone(fields),
        centre: fields.table("centre", centre).unwrap_or_default(),
        lines: names::lines(fields),
        clocks: names::clocks(fields),
        search: fields.table("search", search::read).unwrap_or_default(),
        optional_prefixes: fields
            .table("citations", |f| f.optional("optional_prefixes"))
            .unwrap_or(absent.optional_prefixes),
        feedback: fields.table("feedback", feedback).unwrap_or_default(),
        audiences: audience::read(fields),
        publish: publish::read(fields),
        rules: fields.table("rules", rules::read).unwrap_or_default(),
        raw_html: fields.or("raw_html", false),
    }
}

fn centre(fields: &mut Fields<'_, '_>) -> Option<Centre> {
    Some(Centre {
        legal_form: fields.optional("legal_form"),
        tax: fields.optional("tax"),
    })
}

fn feedback(fields: &mut Fields<'_, '_>) -> Option<Feedback> {
    Some(Feedback {
        mail: fields.optional("mail"),
        form: fields.optional("form"),
        log: fields.or("log", false),
    })
}

fn accent(fields: &mut Fields<'_, '_>) -> Option<String> {
    let written: String = fields.optional("accent")?;
    let digits = written.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(written.to_ascii_lowercase());
    }
    invalid(
        fields,
        "accent",
        &written,
        "a colour",
        "颜色",
        "\"#1d5a8a\"",
    );
    None
}

fn time_zone(fields: &mut Fields<'_, '_>) -> TimeZone {
    let Some(name) = fields.optional::<String>("time_zone") else {
        return shanghai();
    };
    TimeZone::get(&name).unwrap_or_else(|_| {
        invalid(
            fields,
            "time_zone",
            &name,
            "a time zone",
            "时区",
            "\"Asia/Shanghai\"",
        );
        TimeZone::UTC
    })
}

/// Where most readers are; the database comes with the program.
fn shanghai() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap_or(TimeZone::UTC)
}

pub(crate) fn invalid(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    value: &str,
    english: &str,
    chinese: &str,
    example: &str,
) {
    let finding = Diagnostic::new(&INVALID_VALUE, fields.place_of(key))
        .with("key", key)
        .with("value", value)
        .with("expected", english)
        .with("expected_zh", chinese)
        .with("example", example);
    fields.report(finding);
}

impl crate::source::Choice for Language {
    const WORDS: &'static [(&'static str, Self)] =
        &[("zh-CN", Self::Chinese), ("en", Self::English)];
}
