use std::fmt::Write as _;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::Date;

use super::arguments::{
    Arguments, BuildArguments, CheckArguments, Command, DateArguments, DiffArguments,
    EvalSearchArguments, ExplainArguments, FigureFormat, Format, ImpactArguments, PublishArguments,
    ServeArguments,
};
use super::evaluation;
use super::messages::{self, say};
use super::portal_folder::portal_folder;
use super::terminal::Terminal;
use super::{Ending, day, new, versions};
use crate::config::{PORTAL_FILE, read_config};
use crate::diagnostics::{CODES, Gathered, Language, Summary, explain, human, json};
use crate::portal::{DocumentIndex, Portal, Settings};
use crate::preview::{PreviewOptions, serve};
use crate::publish::{PublishError, publish};
use crate::site::{BuildError, Compiled, Outcome, Site, SiteOptions, build, compile};
use crate::source::{Snapshot, read_portal};

/// Runs one command.
pub(super) fn run(arguments: &Arguments) -> Ending {
    let run = Run {
        arguments,
        terminal: Terminal::new(arguments),
    };
    match &arguments.command {
        Command::New(asked) => new::run(arguments, asked, run.terminal),
        Command::Check(asked) => run.check(asked),
        Command::Build(asked) => run.build(asked),
        Command::Serve(asked) => run.serve(asked),
        Command::Publish(asked) => run.publish(asked),
        Command::Diff(asked) => run.diff(asked),
        Command::Impact(asked) => run.impact(asked),
        Command::EvalSearch(asked) => run.eval_search(asked),
        Command::Explain(asked) => run.explain(asked),
    }
}

struct Run<'a> {
    arguments: &'a Arguments,
    terminal: Terminal,
}

/// A portal compiled for one command.
struct Ready {
    root: PathBuf,
    /// Never dropped: the process ends with the command, and the system frees a whole portal at once.
    compiled: ManuallyDrop<Compiled>,
    started: Instant,
    language: Language,
}

impl Run<'_> {
    fn check(&self, asked: &CheckArguments) -> Ending {
        let ready = match self.ready(&asked.date) {
            Ok(ready) => ready,
            Err(ending) => return ending,
        };
        let site = Site::new(&ready.compiled, SiteOptions { search: false });
        let mut further = site.findings.clone();
        if ready.compiled.theme.findings.is_empty() {
            further.extend(site.try_all());
        }
        let found = ready.compiled.judged(further);
        let text = |path: &str| ready.compiled.shown_text(path);
        match asked.format {
            Format::Human => {
                let colour = self.terminal.colour(false);
                let open = self.unexcused(&found, ready.language);
                let open = if self.arguments.quiet {
                    open.errors_alone()
                } else {
                    open
                };
                self.terminal
                    .say(&human(&open, text, ready.language, colour));
            }
            // What is counted and what ends well does not depend on what is shown.
            Format::Json => self.terminal.say(&json(&found, text, ready.language)),
        }
        let summary = found.summary();
        let documents = ready.compiled.portal.documents.len().to_string();
        let pages = site.page_count().to_string();
        let mut holes = counts(summary, ready.started.elapsed());
        holes.extend([("documents", documents), ("pages", pages)]);
        self.terminal
            .remark(&say(messages::CHECKED, ready.language, &borrowed(&holes)));
        ending(&ready, summary, &asked.date)
    }

    fn build(&self, asked: &BuildArguments) -> Ending {
        let ready = match self.ready(&asked.date) {
            Ok(ready) => ready,
            Err(ending) => return ending,
        };
        let options = SiteOptions {
            search: !asked.no_search,
        };
        // Never dropped, as what it is made of.
        let site = ManuallyDrop::new(Site::new(&ready.compiled, options));
        let found = ready.compiled.judged(site.findings.clone());
        let ending = ending(&ready, found.summary(), &asked.date);
        if ending != Ending::Done {
            self.nothing_written(&ready, &found);
            return ending;
        }
        let output = asked
            .output
            .clone()
            .unwrap_or_else(|| ready.root.join("public"));
        match build(&site, &output) {
            Ok(outcome) => {
                self.show(&ready, &found);
                self.built(&ready, &site, outcome, found.summary());
                Ending::Done
            }
            Err(BuildError::Findings(failed)) => {
                let further = [site.findings.clone(), failed].concat();
                self.nothing_written(&ready, &ready.compiled.judged(further));
                Ending::Content
            }
            Err(BuildError::Output(error)) => {
                self.failed(&error.in_language(ready.language), ready.language)
            }
        }
    }

    fn built(&self, ready: &Ready, site: &Site<'_>, outcome: Outcome, summary: Summary) {
        if let Some(date) = next_change(&ready.compiled.portal) {
            let date = date.to_string();
            self.terminal.remark(&say(
                messages::NEXT_CHANGE,
                ready.language,
                &[("date", &date)],
            ));
        }
        let mut holes = counts(summary, ready.started.elapsed());
        holes.extend([
            ("pages", site.page_count().to_string()),
            ("files", outcome.files.to_string()),
            ("reused", outcome.reused.to_string()),
            ("written", outcome.written.to_string()),
            ("removed", outcome.removed.to_string()),
        ]);
        self.terminal
            .remark(&say(messages::BUILT, ready.language, &borrowed(&holes)));
    }

    fn serve(&self, asked: &ServeArguments) -> Ending {
        let root = match self.root() {
            Ok(root) => root,
            Err(ending) => return ending,
        };
        let language = self
            .arguments
            .lang
            .unwrap_or_else(|| portal_language(self.arguments));
        let options = PreviewOptions {
            root,
            host: asked.host,
            port: asked.port,
            poll: asked.poll,
            language: self.arguments.lang,
            site: SiteOptions {
                search: !asked.no_search,
            },
        };
        let date = asked.as_of;
        let as_of = move |snapshot: &Snapshot| {
            let zone = read_config(snapshot).0.time_zone;
            date.unwrap_or_else(|| day::today(&zone))
        };
        let terminal = self.terminal;
        let started = |address: std::net::SocketAddr| {
            let address = address.to_string();
            terminal.complain(&say(messages::SERVING, language, &[("address", &address)]));
        };
        match serve(&options, &as_of, &started, &|text| terminal.remark(text)) {
            Ok(()) => Ending::Done,
            Err(error) => self.failed(&error.in_language(language), language),
        }
    }

    fn publish(&self, asked: &PublishArguments) -> Ending {
        let ready = match self.ready(&asked.date) {
            Ok(ready) => ready,
            Err(ending) => return ending,
        };
        let portal = &ready.compiled.portal;
        if portal.settings.as_of < day::today(&portal.config.time_zone) {
            let day = portal.settings.as_of.to_string();
            let message = say(messages::PAST_PUBLISH, ready.language, &[("day", &day)]);
            self.terminal.complain(&message);
            return Ending::Usage;
        }
        let targets = &ready.compiled.portal.config.publish;
        let Some(target) = targets.iter().find(|target| target.name == asked.target) else {
            let known: Vec<_> = targets.iter().map(|target| target.name.as_str()).collect();
            let holes = [
                ("name", asked.target.as_str()),
                ("known", &known.join(", ")),
            ];
            self.terminal
                .complain(&say(messages::UNKNOWN_TARGET, ready.language, &holes));
            return Ending::Usage;
        };
        let site = Site::new(
            &ready.compiled,
            SiteOptions {
                search: !asked.no_search,
            },
        );
        let found = ready.compiled.judged(site.findings.clone());
        let ending = ending(&ready, found.summary(), &asked.date);
        if ending != Ending::Done {
            self.nothing_written(&ready, &found);
            return ending;
        }
        let folder = ready.root.join(&target.folder);
        self.show(&ready, &found);
        self.publish_to(&ready, &site, &folder)
    }

    fn publish_to(&self, ready: &Ready, site: &Site<'_>, folder: &Path) -> Ending {
        match publish(site, folder) {
            Ok(done) => {
                let message = if done.was_there {
                    messages::ALREADY_PUBLISHED
                } else {
                    messages::PUBLISHED
                };
                let (files, current) = (done.files.to_string(), folder.join("current"));
                let holes = [
                    ("release", done.release.as_str()),
                    ("files", &files),
                    ("folder", &current.display().to_string()),
                ];
                self.terminal.remark(&say(message, ready.language, &holes));
                Ending::Done
            }
            Err(PublishError::Findings(failed)) => {
                self.nothing_written(ready, &ready.compiled.judged(failed));
                Ending::Content
            }
            Err(PublishError::Output(error)) => {
                self.failed(&error.in_language(ready.language), ready.language)
            }
            Err(PublishError::Corrupt(path)) => {
                let path = path.display().to_string();
                self.terminal
                    .complain(&say(messages::CORRUPT, ready.language, &[("path", &path)]));
                Ending::Usage
            }
        }
    }

    fn diff(&self, asked: &DiffArguments) -> Ending {
        let (portal, _, language) = match self.portal_with_drafts() {
            Ok(read) => read,
            Err(ending) => return ending,
        };
        match versions::asked_versions(&portal, &asked.id, asked.from, asked.to, language) {
            Ok((from, to)) => {
                let colour = self.terminal.colour(false);
                self.terminal
                    .say(&versions::difference(&portal, from, to, language, colour));
                Ending::Done
            }
            Err(message) => {
                self.terminal.complain(&message);
                Ending::Usage
            }
        }
    }

    fn eval_search(&self, asked: &EvalSearchArguments) -> Ending {
        let root = self.arguments.root.as_deref();
        let language = self.arguments.lang;
        let language = language.unwrap_or_else(|| language_around(root));
        // Another site than the one asked for is not measured.
        if root.is_some()
            && let Err(ending) = self.root()
        {
            return ending;
        }
        let public = || portal_folder(root).unwrap_or_default().join("public");
        let site = asked.site.clone().unwrap_or_else(public);
        let figures = evaluation::read(&asked.queries, language)
            .and_then(|queries| evaluation::evaluate(&site, &queries, language));
        match figures {
            Ok(figures) => {
                self.terminal.say(&match asked.format {
                    FigureFormat::Text => figures.table(language, self.arguments.verbose),
                    FigureFormat::Json => figures.json(),
                });
                match asked.min_mrr.filter(|least| figures.mrr() < *least) {
                    Some(least) => {
                        self.terminal.complain(&figures.below(least, language));
                        Ending::Content
                    }
                    None => Ending::Done,
                }
            }
            Err(message) => {
                self.terminal.complain(&message);
                Ending::Usage
            }
        }
    }

    fn impact(&self, asked: &ImpactArguments) -> Ending {
        let (portal, root, language) = match self.portal_with_drafts() {
            Ok(read) => read,
            Err(ending) => return ending,
        };
        let Some(document) = document_at(&portal, &root, &asked.file) else {
            let path = asked.file.display().to_string();
            self.terminal
                .complain(&say(messages::UNKNOWN_FILE, language, &[("path", &path)]));
            return Ending::Usage;
        };
        let id = portal.documents[document].id().to_string();
        let Some(impact) = portal.impact(document) else {
            // Nothing can rest on clauses that nobody has read before: that is an answer, not a fault.
            self.terminal
                .remark(&say(messages::ONE_VERSION, language, &[("id", &id)]));
            return Ending::Done;
        };
        let colour = self.terminal.colour(false);
        self.terminal.say(&versions::impact_report(
            &portal, document, &impact, language, colour,
        ));
        Ending::Done
    }

    /// The portal as its editors have it: drafts are versions to come.
    fn portal_with_drafts(&self) -> Result<(Portal, PathBuf, Language), Ending> {
        let root = self.root()?;
        let fallback = self.arguments.lang.unwrap_or_default();
        let snapshot =
            read_portal(&root).map_err(|error| self.failed(&error.to_string(), fallback))?;
        let zone = read_config(&snapshot).0.time_zone;
        let as_of = day::build_date(None, &zone, fallback)
            .map_err(|error| self.failed(&error, fallback))?;
        let settings = Settings {
            as_of,
            is_past: false,
            drafts: true,
        };
        let portal = crate::portal::read_portal(Arc::new(snapshot), settings);
        let language = self.arguments.lang.unwrap_or(portal.config.language);
        Ok((portal, root, language))
    }

    fn explain(&self, asked: &ExplainArguments) -> Ending {
        let language = self
            .arguments
            .lang
            .unwrap_or_else(|| portal_language(self.arguments));
        let Some(name) = &asked.code else {
            let mut list = String::new();
            for code in CODES {
                // Writing to memory does not fail.
                let _ = writeln!(
                    list,
                    "{}  {:<24} {}",
                    code.id,
                    code.name,
                    code.message.in_language(language)
                );
            }
            self.terminal.say(&list);
            return Ending::Done;
        };
        match explain(name, language) {
            Some(explanation) => {
                self.terminal.say(&explanation.text);
                Ending::Done
            }
            None => {
                self.terminal
                    .complain(&say(messages::UNKNOWN_CODE, language, &[("code", name)]));
                Ending::Usage
            }
        }
    }

    fn root(&self) -> Result<PathBuf, Ending> {
        let language = self.arguments.lang.unwrap_or_default();
        portal_folder(self.arguments.root.as_deref()).ok_or_else(|| {
            let asked = self
                .arguments
                .root
                .clone()
                .unwrap_or_else(|| PathBuf::from("."));
            let folder = asked.display().to_string();
            self.terminal
                .complain(&say(messages::NO_PORTAL, language, &[("folder", &folder)]));
            Ending::Usage
        })
    }

    fn ready(&self, asked: &DateArguments) -> Result<Ready, Ending> {
        let started = Instant::now();
        let root = self.root()?;
        let fallback = self.arguments.lang.unwrap_or_default();
        let snapshot =
            read_portal(&root).map_err(|error| self.failed(&error.to_string(), fallback))?;
        let zone = read_config(&snapshot).0.time_zone;
        let as_of = day::build_date(asked.as_of, &zone, fallback)
            .map_err(|error| self.failed(&error, fallback))?;
        let settings = Settings {
            as_of,
            is_past: asked.as_of.is_some_and(|date| date < day::today(&zone)),
            drafts: false,
        };
        self.terminal
            .detail(&format!("{} {as_of}\n", root.display()));
        let compiled = compile(Arc::new(snapshot), settings);
        self.terminal
            .detail(&format!("compiled in {}\n", seconds(started.elapsed())));
        Ok(Ready {
            root,
            language: self.arguments.lang.unwrap_or(compiled.language()),
            compiled: ManuallyDrop::new(compiled),
            started,
        })
    }

    fn show(&self, ready: &Ready, found: &Gathered) {
        // A thousand findings take a while to draw, and nobody would see them.
        if self.arguments.quiet {
            return;
        }
        self.terminal.remark(&self.drawn(ready, found));
    }

    /// The findings for people, for standard error.
    fn drawn(&self, ready: &Ready, found: &Gathered) -> String {
        human(
            &self.unexcused(found, ready.language),
            |path| ready.compiled.shown_text(path),
            ready.language,
            self.terminal.colour(true),
        )
    }

    /// What is worth reading on every run; excused findings are, when one asks for more.
    fn unexcused(&self, found: &Gathered, language: Language) -> Gathered {
        if self.arguments.verbose {
            return found.clone();
        }
        let (open, excused) = found.without_excused();
        if excused > 0 {
            let excused = excused.to_string();
            let message = say(messages::EXCUSED, language, &[("excused", &excused)]);
            self.terminal.remark(&message);
        }
        open
    }

    fn nothing_written(&self, ready: &Ready, found: &Gathered) {
        self.terminal.complain(&self.drawn(ready, found));
        let holes = counts(found.summary(), ready.started.elapsed());
        self.terminal
            .complain(&say(messages::NOT_BUILT, ready.language, &borrowed(&holes)));
        if !found.has_errors() {
            self.terminal
                .complain(&say(messages::DENIED, ready.language, &[]));
        }
    }

    fn failed(&self, error: &str, language: Language) -> Ending {
        self.terminal
            .complain(&say(messages::FAILED, language, &[("error", error)]));
        Ending::Usage
    }
}

/// The document that a file is: named from where one stands, or from the portal's folder.
fn document_at(portal: &Portal, root: &Path, file: &Path) -> Option<DocumentIndex> {
    let whole = [file.to_owned(), root.join(file)]
        .into_iter()
        .find_map(|path| path.canonicalize().ok())?;
    let below = whole
        .strip_prefix(root.canonicalize().ok()?)
        .ok()?
        .to_str()?
        .to_owned();
    let at = portal
        .documents
        .iter()
        .position(|document| *document.path == *below)?;
    Some(at)
}

/// The language of the portal around, where there is one.
pub(super) fn portal_language(arguments: &Arguments) -> Language {
    language_around(arguments.root.as_deref())
}

/// The language of the portal in which `root` is, else of the folder one stands in.
pub(super) fn language_around(root: Option<&Path>) -> Language {
    // Whatever is wrong with the portal, the command itself will say.
    let toml = portal_folder(root).and_then(|root| std::fs::read(root.join(PORTAL_FILE)).ok());
    toml.map_or_else(language_of_environment, |toml| {
        read_config(&Snapshot::from_files([(PORTAL_FILE, toml)]))
            .0
            .language
    })
}

/// What the locale of a terminal asks for (POSIX.1-2024, 8.2), where no portal says anything.
fn language_of_environment() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
    let mut set = set.filter_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match set.next() {
        Some(locale) if locale.starts_with("en") => Language::English,
        _ => Language::default(),
    }
}

fn ending(ready: &Ready, summary: Summary, asked: &DateArguments) -> Ending {
    let denied = asked.deny.is_some() && summary.warnings > 0;
    if ready.compiled.configuration_is_broken() {
        Ending::Usage
    } else if summary.errors > 0 || denied {
        Ending::Content
    } else {
        Ending::Done
    }
}

/// The next day on which a date alone changes what the site says.
fn next_change(portal: &Portal) -> Option<Date> {
    let today = portal.settings.as_of;
    let days = portal.validity.iter().flat_map(|validity| {
        let after = validity.until.and_then(|until| until.tomorrow().ok());
        [validity.from, after]
    });
    days.flatten().filter(|day| *day > today).min()
}

fn counts(summary: Summary, elapsed: Duration) -> Vec<(&'static str, String)> {
    vec![
        ("errors", summary.errors.to_string()),
        ("warnings", summary.warnings.to_string()),
        ("notes", summary.notes.to_string()),
        ("time", seconds(elapsed)),
    ]
}

fn borrowed<'h>(holes: &'h [(&'static str, String)]) -> Vec<(&'h str, &'h str)> {
    holes
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

fn seconds(elapsed: Duration) -> String {
    format!("{:.2} s", elapsed.as_secs_f64())
}
