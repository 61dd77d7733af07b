use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use rayon::prelude::*;

use super::manifest::{Entry, Manifest, Stamp};
use super::moments::moment;
use super::output::{OutputError, Staging};
use super::recipe::{Recipe, Site};
use super::swap::swap;
use crate::diagnostics::Diagnostic;

/// What a build did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files in the output.
    pub files: usize,
    /// Files that were there already, as they are now.
    pub reused: usize,
    /// Files that were made.
    pub written: usize,
    /// Files that are no longer there.
    pub removed: usize,
}

/// Why a build did not happen. The output is as it was.
#[derive(Debug)]
pub enum BuildError {
    /// A template failed on some page.
    Findings(Vec<Diagnostic>),
    /// The output cannot be written.
    Output(OutputError),
}

impl From<OutputError> for BuildError {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}

/// Writes the site to `output`. What did not change keeps its file; the new tree replaces the old in one step.
///
/// # Errors
/// Where a page cannot be made, the output is not Lanmu's, another run writes it, or the file system says no.
pub fn build(site: &Site<'_>, output: &Path) -> Result<Outcome, BuildError> {
    let staging = Staging::open(output)?;
    let known = staging.known();
    staging.refuse_foreign(&known)?;
    let recipes: Vec<(String, Recipe)> = site.all().into_iter().collect();
    let kept = kept_files(site, &staging, &known, &recipes)?;
    let removed = removed_files(&staging, &known, &recipes);
    if kept.len() == recipes.len() && removed == 0 && staging.output.is_dir() {
        settle(&staging, kept)?;
        return Ok(Outcome {
            files: recipes.len(),
            reused: recipes.len(),
            ..Outcome::default()
        });
    }
    let outcome = Outcome {
        files: recipes.len(),
        reused: kept.len(),
        written: recipes.len() - kept.len(),
        removed,
    };
    let manifest = write_tree(site, &staging, &recipes, &kept)?;
    put_in_place(&staging, &manifest)?;
    Ok(outcome)
}

/// A file that stays, or none, or the finding that says why its key cannot be made.
type Kept = Result<Option<(String, Entry)>, Box<Diagnostic>>;

/// The files whose key is the same and that lie in the output as they were written.
fn kept_files(
    site: &Site<'_>,
    staging: &Staging,
    known: &[Option<Manifest>; 2],
    recipes: &[(String, Recipe)],
) -> Result<BTreeMap<String, Entry>, BuildError> {
    if known.iter().all(Option::is_none) || !staging.output.is_dir() {
        return Ok(BTreeMap::new());
    }
    let found: Vec<Kept> = recipes
        .par_iter()
        .map(|(path, recipe)| {
            let Some(stamp) = Stamp::of(&staging.output.join(path)) else {
                return Ok(None);
            };
            let key = site.key(recipe)?;
            let same =
                |manifest: &Manifest| manifest.entries.get(path) == Some(&Entry { key, stamp });
            let kept = known.iter().flatten().any(same);
            Ok(kept.then(|| (path.clone(), Entry { key, stamp })))
        })
        .collect();
    let mut kept = BTreeMap::new();
    let mut findings = Vec::new();
    for result in found {
        match result {
            Ok(entry) => kept.extend(entry),
            Err(finding) => findings.push(*finding),
        }
    }
    if findings.is_empty() {
        Ok(kept)
    } else {
        Err(BuildError::Findings(findings))
    }
}

fn removed_files(
    staging: &Staging,
    known: &[Option<Manifest>; 2],
    recipes: &[(String, Recipe)],
) -> usize {
    let wanted: BTreeSet<&str> = recipes.iter().map(|(path, _)| path.as_str()).collect();
    let old: BTreeSet<&str> = known
        .iter()
        .flatten()
        .flat_map(|manifest| manifest.entries.keys().map(String::as_str))
        .collect();
    let gone = old.difference(&wanted);
    gone.filter(|path| staging.output.join(path).exists())
        .count()
}

/// After a run that was cut off behind its exchange, the manifest of the tree that is there takes its place.
fn settle(staging: &Staging, kept: BTreeMap<String, Entry>) -> Result<(), OutputError> {
    let next = staging.next_path();
    if next.exists() {
        let path = staging.manifest_path();
        Manifest { entries: kept }
            .write(&path)
            .map_err(OutputError::io(&path))?;
        fs::remove_file(&next).map_err(OutputError::io(&next))?;
    }
    Ok(())
}

/// Prepares the new tree: links what is kept, makes the rest.
fn write_tree(
    site: &Site<'_>,
    staging: &Staging,
    recipes: &[(String, Recipe)],
    kept: &BTreeMap<String, Entry>,
) -> Result<Manifest, BuildError> {
    let tree = staging.tree();
    remove_tree(&tree)?;
    fs::create_dir_all(&tree).map_err(OutputError::io(&tree))?;
    let written: Vec<Result<(String, Entry), BuildError>> = recipes
        .par_iter()
        .map(|(path, recipe)| {
            let entry = match kept.get(path) {
                Some(entry) => {
                    link(&staging.output.join(path), &tree.join(path)).map(|()| *entry)?
                }
                None => write_one(site, recipe, &tree.join(path))?,
            };
            Ok((path.clone(), entry))
        })
        .collect();
    let mut manifest = Manifest::default();
    let mut findings = Vec::new();
    for result in written {
        match result {
            Ok((path, entry)) => {
                manifest.entries.insert(path, entry);
            }
            Err(BuildError::Findings(found)) => findings.extend(found),
            Err(other) => return Err(other),
        }
    }
    if findings.is_empty() {
        return Ok(manifest);
    }
    remove_tree(&tree)?;
    Err(BuildError::Findings(findings))
}

fn write_one(site: &Site<'_>, recipe: &Recipe, path: &Path) -> Result<Entry, BuildError> {
    let made = site
        .make(recipe)
        .map_err(|finding| BuildError::Findings(vec![*finding]))?;
    let stamp = write(path, &made.bytes).map_err(OutputError::io(path))?;
    Ok(Entry {
        key: made.key,
        stamp,
    })
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<Stamp> {
    let mut file = in_folder(path, || File::create(path))?;
    file.write_all(bytes)?;
    Stamp::told(&file.metadata()?).ok_or_else(|| std::io::ErrorKind::NotFound.into())
}

/// Does something with a file of the tree; its folder is made when it turns out to be missing, so that folders are made
/// while pages are.
fn in_folder<T>(path: &Path, act: impl Fn() -> std::io::Result<T>) -> std::io::Result<T> {
    match (act(), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == std::io::ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            act()
        }
        (done, _) => done,
    }
}

/// A second name for an unchanged file; a copy where the file system knows no links.
fn link(from: &Path, to: &Path) -> Result<(), OutputError> {
    let linked = in_folder(to, || {
        fs::hard_link(from, to).or_else(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Err(error),
            _ => fs::copy(from, to).map(|_| ()),
        })
    });
    linked.map_err(OutputError::io(to))
}

fn remove_tree(tree: &Path) -> Result<(), OutputError> {
    match fs::remove_dir_all(tree) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(OutputError::Io {
            path: tree.to_owned(),
            error,
        }),
        _ => Ok(()),
    }
}

/// Says what the tree will be, exchanges, and says that it is. A kill between any two of these steps leaves the
/// old tree or the new one, and a manifest that knows its files.
fn put_in_place(staging: &Staging, manifest: &Manifest) -> Result<(), OutputError> {
    let (tree, next) = (staging.tree(), staging.next_path());
    moment("build: prepared");
    manifest.write(&next).map_err(OutputError::io(&next))?;
    moment("build: before the exchange");
    swap(&tree, &staging.output).map_err(OutputError::io(&staging.output))?;
    moment("build: after the exchange");
    let path = staging.manifest_path();
    fs::rename(&next, &path).map_err(OutputError::io(&path))?;
    moment("build: after the manifest");
    remove_tree(&tree)
}
