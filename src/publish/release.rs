use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::site::{OutputError, Recipe, Site, moment};

/// How many releases stay, the newest among them.
pub const KEPT: usize = 5;

/// Marks a folder as a target of ours, and lists its releases, the newest last.
const MARKER: &str = ".lanmu-target";

/// What publishing did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The release's name: a hash of all paths and bytes.
    pub release: String,
    /// Where it lies.
    pub folder: PathBuf,
    /// Whether the same content was published before, so that only the link moved.
    pub was_there: bool,
    /// Files in it.
    pub files: usize,
}

/// Why nothing was published; what is served is as it was.
#[derive(Debug)]
pub enum PublishError {
    /// A template failed on some page.
    Findings(Vec<Diagnostic>),
    /// The target cannot be written.
    Output(OutputError),
    /// What was read back is not what was written.
    Corrupt(PathBuf),
}

impl From<OutputError> for PublishError {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}

/// Publishes the site to `target`.
///
/// # Errors
/// Where a page cannot be made, the target is not ours or in use, the file system says no, or a file that was
/// read back differs.
pub fn publish(site: &Site<'_>, target: &Path) -> Result<Published, PublishError> {
    refuse_foreign(target)?;
    let releases = target.join("releases");
    fs::create_dir_all(&releases).map_err(OutputError::io(&releases))?;
    let marker = target.join(MARKER);
    let _lock = lock(&target.join(".lanmu-lock"), target)?;
    if !marker.exists() {
        write_whole(&marker, "")?;
    }
    let preparing = releases.join(".preparing");
    remove(&preparing)?;
    let hashes = write_tree(site, &preparing)?;
    let release = name(&hashes);
    let folder = releases.join(&release);
    let was_there = folder.is_dir();
    if was_there {
        remove(&preparing)?;
    } else {
        verify(&preparing, &hashes)?;
        moment("publish: before the release");
        fs::rename(&preparing, &folder).map_err(OutputError::io(&folder))?;
        moment("publish: after the release");
    }
    verify(&folder, &hashes)?;
    switch(target, &release)?;
    forget_old(target, &releases, &release)?;
    Ok(Published {
        release,
        folder,
        was_there,
        files: hashes.len(),
    })
}

/// A folder with anything in it that is not marked as ours is somebody else's.
fn refuse_foreign(target: &Path) -> Result<(), OutputError> {
    let Ok(metadata) = fs::symlink_metadata(target) else {
        return Ok(());
    };
    let foreign = |found: PathBuf| OutputError::Foreign {
        output: target.to_owned(),
        found,
    };
    if !metadata.is_dir() && !target.is_dir() {
        return Err(foreign(target.to_owned()));
    }
    if target.join(MARKER).is_file() {
        return Ok(());
    }
    let entries = fs::read_dir(target).map_err(OutputError::io(target))?;
    // A first run that was cut off leaves no more than these.
    let ours = [".lanmu-lock", "releases"];
    for entry in entries {
        let entry = entry.map_err(OutputError::io(target))?;
        let is_ours = ours.iter().any(|name| entry.file_name() == *name)
            && (entry.file_name() == ".lanmu-lock" || is_empty(&entry.path()));
        if !is_ours {
            return Err(foreign(entry.path()));
        }
    }
    Ok(())
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

fn lock(path: &Path, target: &Path) -> Result<File, OutputError> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(OutputError::io(path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OutputError::Locked(target.to_owned())),
        Err(TryLockError::Error(error)) => Err(OutputError::Io {
            path: path.to_owned(),
            error,
        }),
    }
}

type Hashes = BTreeMap<String, blake3::Hash>;

fn write_tree(site: &Site<'_>, tree: &Path) -> Result<Hashes, PublishError> {
    let recipes: Vec<(String, Recipe)> = site.all().into_iter().collect();
    let folders: BTreeSet<PathBuf> = recipes
        .iter()
        .filter_map(|(path, _)| tree.join(path).parent().map(Path::to_owned))
        .collect();
    for folder in &folders {
        fs::create_dir_all(folder).map_err(OutputError::io(folder))?;
    }
    let written: Vec<Result<(String, blake3::Hash), PublishError>> = recipes
        .par_iter()
        .map(|(path, recipe)| {
            let made = site
                .make(recipe)
                .map_err(|finding| PublishError::Findings(vec![*finding]))?;
            let file = tree.join(path);
            fs::write(&file, &made.bytes).map_err(OutputError::io(&file))?;
            Ok((path.clone(), blake3::hash(&made.bytes)))
        })
        .collect();
    let mut hashes = Hashes::new();
    let mut findings = Vec::new();
    for result in written {
        match result {
            Ok((path, hash)) => {
                hashes.insert(path, hash);
            }
            Err(PublishError::Findings(found)) => findings.extend(found),
            Err(other) => return Err(other),
        }
    }
    if findings.is_empty() {
        return Ok(hashes);
    }
    remove(tree)?;
    Err(PublishError::Findings(findings))
}

/// The name of a release says what is in it.
fn name(hashes: &Hashes) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, hash) in hashes {
        hasher.update(path.as_bytes());
        hasher.update(&[0]);
        hasher.update(hash.as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

/// Reads every file back.
fn verify(tree: &Path, hashes: &Hashes) -> Result<(), PublishError> {
    let entries: Vec<_> = hashes.iter().collect();
    entries.par_iter().try_for_each(|(path, hash)| {
        let file = tree.join(path);
        let bytes = fs::read(&file).map_err(OutputError::io(&file))?;
        if blake3::hash(&bytes) == **hash {
            Ok(())
        } else {
            Err(PublishError::Corrupt(file))
        }
    })
}

/// Points `current` at the release by one rename.
fn switch(target: &Path, release: &str) -> Result<(), OutputError> {
    let (current, new) = (target.join("current"), target.join(".current-new"));
    if let Ok(metadata) = fs::symlink_metadata(&current)
        && !metadata.is_symlink()
    {
        return Err(OutputError::Foreign {
            output: target.to_owned(),
            found: current,
        });
    }
    match fs::remove_file(&new) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(OutputError::Io { path: new, error });
        }
        _ => {}
    }
    link(&PathBuf::from("releases").join(release), &new).map_err(OutputError::io(&new))?;
    moment("publish: before the switch");
    fs::rename(&new, &current).map_err(OutputError::io(&current))?;
    moment("publish: after the switch");
    Ok(())
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(windows)]
fn link(to: &Path, at: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(to, at)
}

/// Enters the release in the target's list and removes all but the newest.
fn forget_old(target: &Path, releases: &Path, release: &str) -> Result<(), OutputError> {
    let marker = target.join(MARKER);
    let list = fs::read_to_string(&marker).map_err(OutputError::io(&marker))?;
    let mut names: Vec<&str> = list.lines().filter(|name| *name != release).collect();
    names.push(release);
    let kept = names.split_off(names.len().saturating_sub(KEPT));
    write_whole(&marker, &(kept.join("\n") + "\n"))?;
    moment("publish: after the list");
    let entries = fs::read_dir(releases).map_err(OutputError::io(releases))?;
    for entry in entries {
        let entry = entry.map_err(OutputError::io(releases))?;
        let name = entry.file_name();
        if !kept.iter().any(|kept| name == **kept) && name != ".preparing" {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

fn write_whole(path: &Path, text: &str) -> Result<(), OutputError> {
    let new = path.with_extension("new");
    fs::write(&new, text).map_err(OutputError::io(&new))?;
    fs::rename(&new, path).map_err(OutputError::io(path))
}

fn remove(tree: &Path) -> Result<(), OutputError> {
    match fs::remove_dir_all(tree) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(OutputError::Io {
            path: tree.to_owned(),
            error,
        }),
        _ => Ok(()),
    }
}
