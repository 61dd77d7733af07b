use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{PORTAL_FILE, read_config};
use crate::diagnostics::{
    CITED_CLAUSE_GONE, CITED_CLAUSE_MISSING, CITED_NOT_IN_FORCE, CITED_VERSION_NOT_HELD,
    DOUBTFUL_NUMBER, Diagnostic, Gathered, Language, NEAR_TITLE, PATH_BASE_URL, Place, Severity,
};
use crate::kinds::KINDS;
use crate::measure::{Measured, measure};
use crate::portal::{Portal, Settings, read_portal};
use crate::rules::{check, judge};
use crate::source::Snapshot;
use crate::theme::context::{
    AToZPage, AboutPage, ComparisonPage, DocumentPage, HomePage, ListPage, OnDayPage,
    PerformancePage, PlainPage, RedirectPage, SiteContext, SiteMapPage, TopicPage, TopicsPage,
    YearPage,
};
use crate::theme::{Asset, Guide, Shape, Shaped, Strings, Theme, ThemeFiles, assets, theme_files};

/// A portal with everything that its pages are made of.
#[derive(Debug)]
pub struct Compiled {
    /// The portal.
    pub portal: Portal,
    /// What its agreements promise.
    pub measured: Measured,
    /// The theme's files, for showing findings in them.
    pub theme_files: ThemeFiles,
    /// The theme, ready to render.
    pub theme: Theme,
    /// The words of the interface.
    pub strings: Strings,
    /// What pages load.
    pub assets: BTreeMap<String, Asset>,
    /// Everything found so far, not yet judged.
    findings: Vec<Diagnostic>,
}

/// Takes a snapshot through every stage up to the theme.
pub fn compile(snapshot: Arc<Snapshot>, settings: Settings) -> Compiled {
    let files = Arc::clone(&snapshot);
    let (content, look) = rayon::join(|| content(snapshot, settings), || look(&files));
    let findings = [content.findings, look.findings].concat();
    Compiled {
        portal: content.portal,
        measured: content.measured,
        assets: look.assets,
        theme_files: look.theme_files,
        theme: look.theme,
        strings: look.strings,
        findings,
    }
}

/// What the documents say.
struct Content {
    portal: Portal,
    measured: Measured,
    findings: Vec<Diagnostic>,
}

fn content(snapshot: Arc<Snapshot>, settings: Settings) -> Content {
    let portal = read_portal(snapshot, settings);
    let measured = measure(&portal);
    let mut findings = portal.config_findings.clone();
    findings.extend(portal.findings.iter().cloned());
    findings.extend(check(&portal, &measured));
    findings.extend(path_base_url(&portal));
    Content {
        portal,
        measured,
        findings,
    }
}

/// How it is shown.
struct Look {
    theme_files: ThemeFiles,
    theme: Theme,
    strings: Strings,
    assets: BTreeMap<String, Asset>,
    findings: Vec<Diagnostic>,
}

/// The look depends on nothing but `portal.toml`, so that it is made beside the content.
fn look(snapshot: &Snapshot) -> Look {
    let (config, _) = read_config(snapshot);
    let mut findings = Vec::new();
    let theme_files = theme_files(snapshot, &config, &mut findings);
    let strings = theme_files.strings(config.language);
    let theme = Theme::new(&theme_files, &strings, &template_shapes());
    findings.extend(theme.findings.iter().cloned());
    Look {
        assets: assets(&theme_files, &config),
        theme_files,
        theme,
        strings,
        findings,
    }
}

fn is_about_a_citation(finding: &Diagnostic) -> bool {
    [
        &CITED_CLAUSE_MISSING,
        &CITED_VERSION_NOT_HELD,
        &CITED_NOT_IN_FORCE,
        &CITED_CLAUSE_GONE,
        &NEAR_TITLE,
        &DOUBTFUL_NUMBER,
    ]
    .contains(&finding.code)
}

/// Hands every template that a page is made with to `$take`, with the type of its `page`.
macro_rules! each_template {
    ($take:ident) => {{
        $take!(HomePage, "home.html");
        $take!(ComparisonPage, "comparison.html");
        $take!(OnDayPage, "on-day.html");
        $take!(YearPage, "year.html");
        $take!(PerformancePage, "performance.html");
        $take!(TopicsPage, "topics.html");
        $take!(TopicPage, "topic.html");
        $take!(AToZPage, "a-z.html");
        $take!(AboutPage, "about.html");
        $take!(PlainPage, "thanks.html");
        $take!(PlainPage, "search.html");
        $take!(PlainPage, "404.html");
        $take!(SiteMapPage, "site-map.html");
        $take!(RedirectPage, "redirect.html");
        for kind in KINDS {
            $take!(DocumentPage, &format!("{}.html", kind.word));
            $take!(ListPage, &format!("{}-list.html", kind.word));
        }
    }};
}

/// The shape of `page` in each template.
fn template_shapes() -> Vec<(String, Shape)> {
    let (document, list) = (DocumentPage::shape(), ListPage::shape());
    let mut shapes = Vec::new();
    macro_rules! take {
        (DocumentPage, $name:expr) => {
            shapes.push((String::from($name), document.clone()))
        };
        (ListPage, $name:expr) => {
            shapes.push((String::from($name), list.clone()))
        };
        ($page:ident, $name:expr) => {
            shapes.push((String::from($name), $page::shape()))
        };
    }
    each_template!(take);
    shapes
}

/// What every template sees, written from the code.
pub fn template_guide() -> Guide {
    let mut guide = Guide::default();
    macro_rules! take {
        ($page:ident, $name:expr) => {
            guide.template::<$page>($name)
        };
    }
    each_template!(take);
    guide.global::<SiteContext>();
    guide
}

fn path_base_url(portal: &Portal) -> Option<Diagnostic> {
    let whole = portal.config.base_url.absolute("").is_some();
    let text = portal.snapshot.text(PORTAL_FILE).unwrap_or_default();
    let at = text.find("base_url").unwrap_or(0);
    let place = Place::new(
        &PORTAL_FILE.into(),
        at..at + "base_url".len().min(text.len() - at),
    );
    (!whole && portal.config_findings.is_empty()).then(|| Diagnostic::new(&PATH_BASE_URL, place))
}

impl Compiled {
    /// All findings of the run with `further` ones, as the portal's rules judge them.
    pub fn judged(&self, further: Vec<Diagnostic>) -> Gathered {
        let mut findings = self.findings.clone();
        findings.extend(further);
        if self.portal.settings.is_past {
            // The texts cite what came later than the day that is built.
            findings
                .iter_mut()
                .filter(|finding| is_about_a_citation(finding))
                .for_each(|finding| {
                    finding.severity = Severity::Note;
                });
        }
        judge(
            findings,
            &self.portal.config.rules,
            self.portal.settings.as_of,
        )
    }

    /// Whether `portal.toml` itself is faulty, which is another matter than faulty content.
    pub fn configuration_is_broken(&self) -> bool {
        self.portal
            .config_findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }

    /// The language of messages where the command line names none.
    pub fn language(&self) -> Language {
        self.portal.config.language
    }

    /// The text of a file, to show a finding in.
    pub fn shown_text(&self, path: &str) -> Option<&str> {
        let own = self.portal.snapshot.shown_text(path);
        own.or_else(|| self.theme_files.shown_text(path))
    }
}
