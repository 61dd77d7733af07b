//! A run that is killed leaves the old tree or the new one, never something between, and the next run succeeds.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{copy, corpus, tree};

/// How many moments of a run are tried.
const MOMENTS: u32 = 50;

type Tree = BTreeMap<String, Vec<u8>>;

/// A copy of the laws whose every page changes with its title.
struct Laws {
    folder: tempfile::TempDir,
    arguments: &'static [&'static str],
    /// What is served.
    shown: &'static str,
    /// How many titles there were.
    titles: Cell<u32>,
}

impl Laws {
    fn new(arguments: &'static [&'static str], shown: &'static str) -> Option<Self> {
        let laws = corpus("laws")?;
        let folder = tempfile::tempdir().unwrap();
        copy(&laws, folder.path());
        let new = Self {
            folder,
            arguments,
            shown,
            titles: Cell::new(0),
        };
        new.next_title();
        new.run();
        Some(new)
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Gives the portal a title that it never had, which changes every page.
    fn next_title(&self) {
        self.titles.set(self.titles.get() + 1);
        let toml = format!(
            "title = \"法规库{}\"\nbase_url = \"/laws/\"\n[publish.here]\nfolder = \"www\"\n",
            self.titles.get()
        );
        fs::write(self.path().join("portal.toml"), toml).unwrap();
    }

    fn run(&self) {
        assert!(self.start(None).wait().unwrap().success());
    }

    fn start(&self, die_at: Option<&str>) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lanmu"));
        command
            .current_dir(self.path())
            .args(self.arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if let Some(moment) = die_at {
            command.env("LANMU_DIE_AT", moment);
        }
        command.spawn().unwrap()
    }

    fn shown(&self) -> PathBuf {
        self.path().join(self.shown)
    }

    fn tree(&self) -> Tree {
        tree(&fs::canonicalize(self.shown()).unwrap())
    }

    /// Cuts a run to a new title off in some way, and looks at what is there before and after the next run.
    fn cut_off(&self, cut: impl FnOnce(&Self)) {
        let old = self.tree();
        self.next_title();
        cut(self);
        let left = self.tree();
        self.run();
        let new = self.tree();
        assert!(
            left == old || left == new,
            "neither the old tree nor the new"
        );
        let home = String::from_utf8_lossy(&new["index.html"]).into_owned();
        assert!(
            home.contains(&format!("法规库{}", self.titles.get())),
            "the next run did not finish the work"
        );
    }
}

fn killed_at_any_moment(laws: &Laws, moments: &[&str]) {
    laws.next_title();
    let started = Instant::now();
    laws.run();
    let whole = started.elapsed();
    for moment in 0..MOMENTS {
        laws.cut_off(|laws| {
            let mut run = laws.start(None);
            std::thread::sleep(whole * moment / MOMENTS + Duration::from_micros(200));
            run.kill().unwrap();
            run.wait().unwrap();
        });
    }
    for moment in moments {
        laws.cut_off(|laws| {
            let ended = laws.start(Some(moment)).wait().unwrap();
            assert!(!ended.success(), "it did not die at “{moment}”");
        });
    }
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new() {
    let Some(laws) = Laws::new(&["build", "--no-search", "--as-of", "2026-11-24"], "public") else {
        return;
    };
    killed_at_any_moment(
        &laws,
        &[
            "build: before the exchange",
            "build: after the exchange",
            "build: after the manifest",
            "build: prepared",
        ],
    );
}

#[test]
fn a_killed_publish_leaves_the_old_site_or_the_new() {
    let Some(laws) = Laws::new(&["publish", "here", "--no-search"], "www/current") else {
        return;
    };
    killed_at_any_moment(
        &laws,
        &[
            "publish: before the release",
            "publish: after the release",
            "publish: before the switch",
            "publish: after the switch",
            "publish: after the list",
        ],
    );
}
