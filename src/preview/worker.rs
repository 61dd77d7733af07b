use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use jiff::civil::Date;
use tokio::sync::{oneshot, watch};

use super::overlay;
use crate::diagnostics::{Colour, Gathered, Language, Summary, human};
use crate::portal::Settings;
use crate::site::{Compiled, Site, SiteOptions, compile};
use crate::source::{Snapshot, read_portal};

/// What the worker is asked.
pub(super) enum Job {
    /// Make the file at this path below the site.
    Make(String, oneshot::Sender<Reply>),
    /// A file changed.
    Changed,
}

/// What the worker answers.
pub(super) enum Reply {
    /// The file's bytes; HTML already carries the overlay's script.
    Found(Vec<u8>),
    /// There is no such file; the bytes of the page that says so.
    Missing(Vec<u8>),
    /// It is at another address.
    Moved(String),
    /// The page cannot be made: a page with the findings alone.
    Broken(Vec<u8>),
}

/// What the overlay shows: a number that grows with each compilation, and the findings as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) generation: u64,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// How many of each, in words.
    pub(super) head: String,
    /// The words on the overlay's button.
    pub(super) hide: &'static str,
    pub(super) show: &'static str,
    pub(super) text: String,
}

/// How the worker compiles.
pub(super) struct Worker<'a> {
    pub(super) root: &'a Path,
    pub(super) as_of: &'a dyn Fn(&Snapshot) -> Date,
    pub(super) language: Option<Language>,
    pub(super) options: SiteOptions,
    pub(super) shown: &'a watch::Sender<Shown>,
    /// Told of each compilation, for the terminal.
    pub(super) report: &'a dyn Fn(&str),
}

/// Several files are often saved at once; a compilation waits until none came for this long.
const QUIET: Duration = Duration::from_millis(40);

impl Worker<'_> {
    /// Compiles and answers until nobody can ask any more.
    pub(super) fn run(&self, jobs: &Receiver<Job>) {
        let mut generation = 0;
        loop {
            generation += 1;
            let snapshot = match read_portal(self.root) {
                Ok(snapshot) => Arc::new(snapshot),
                Err(error) => {
                    (self.report)(&format!("{}: {error}", self.root.display()));
                    Arc::new(Snapshot::default())
                }
            };
            let settings = Settings {
                as_of: (self.as_of)(&snapshot),
                is_past: false,
                drafts: true,
            };
            let compiled = compile(snapshot, settings);
            let site = Site::new(&compiled, self.options);
            let found = compiled.judged(site.findings.clone());
            self.show(&compiled, &found, generation);
            if !self.answer(&site, jobs) {
                return;
            }
        }
    }

    fn show(&self, compiled: &Compiled, found: &Gathered, generation: u64) {
        let language = self.language.unwrap_or(compiled.language());
        let found = &found.without_notes();
        let summary = found.summary();
        let Summary {
            errors, warnings, ..
        } = summary;
        let (head, hide, show) = match language {
            Language::Chinese => (
                format!("{errors} 个错误，{warnings} 个警告"),
                "收起",
                "展开",
            ),
            Language::English => (
                format!("errors: {errors}, warnings: {warnings}"),
                "hide",
                "show",
            ),
        };
        let text = human(
            found,
            |path| compiled.shown_text(path),
            language,
            Colour::No,
        );
        let were_some = self.shown.borrow().errors + self.shown.borrow().warnings > 0;
        (self.report)(match (found.is_empty(), were_some, language) {
            (true, true, Language::Chinese) => "都改好了，没有错误和警告\n",
            (true, true, Language::English) => "all mended: no errors, no warnings\n",
            _ => &text,
        });
        self.shown.send_replace(Shown {
            generation,
            errors: summary.errors,
            warnings: summary.warnings,
            head,
            hide,
            show,
            text,
        });
    }

    /// Answers until a file changes (true) or nobody can ask any more (false).
    fn answer(&self, site: &Site<'_>, jobs: &Receiver<Job>) -> bool {
        loop {
            match jobs.recv() {
                Ok(Job::Make(path, reply)) => {
                    // A reader who went away needs no answer.
                    drop(reply.send(made(site, &path, &self.shown.borrow())));
                }
                Ok(Job::Changed) => return self.settled(site, jobs),
                Err(_) => return false,
            }
        }
    }

    /// Waits for the last of a burst of changes; pages asked for meanwhile are still answered.
    fn settled(&self, site: &Site<'_>, jobs: &Receiver<Job>) -> bool {
        loop {
            match jobs.recv_timeout(QUIET) {
                Ok(Job::Changed) => {}
                Ok(Job::Make(path, reply)) => {
                    drop(reply.send(made(site, &path, &self.shown.borrow())));
                }
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }
}

fn made(site: &Site<'_>, path: &str, shown: &Shown) -> Reply {
    let make = |path: &str| site.find(path).map(|recipe| site.make(&recipe));
    // The page for what is not found links to where the site will live.
    let path = path.strip_prefix(site.base_path()).unwrap_or(path);
    if path == "index.html" && site.find(path).is_none() {
        return Reply::Moved(format!("/{}", site.first_tree()));
    }
    match make(path) {
        Some(Ok(made)) => Reply::Found(overlay::with_script(
            path,
            made.bytes.into_owned(),
            shown.generation,
        )),
        Some(Err(finding)) => Reply::Broken(overlay::page(&format!(
            "{}\n\n{}",
            finding.message(Language::Chinese),
            shown.text
        ))),
        None => match make("404.html").or_else(|| make("everyone/404.html")) {
            Some(Ok(made)) => Reply::Missing(overlay::with_script(
                "404.html",
                made.bytes.into_owned(),
                shown.generation,
            )),
            _ => Reply::Missing(overlay::page(&shown.text)),
        },
    }
}
