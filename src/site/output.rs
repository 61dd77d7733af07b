use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::manifest::Manifest;
use crate::diagnostics::Language;

/// Why an output cannot be written.
#[derive(Debug)]
pub enum OutputError {
    /// The folder holds something that Lanmu did not make.
    Foreign {
        /// The output.
        output: PathBuf,
        /// What was found there.
        found: PathBuf,
    },
    /// Another run is writing it.
    Locked(PathBuf),
    /// The file system said no.
    Io {
        /// What was being done.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
}

impl OutputError {
    /// Wraps an error of the file system with the path it concerns.
    pub fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |error| Self::Io {
            path: path.to_owned(),
            error,
        }
    }
}

impl std::fmt::Display for OutputError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Foreign { output, found } => write!(
                f,
                "{} was not made by lanmu: it holds {}; choose another folder with --output, or empty it yourself",
                output.display(),
                found.display()
            ),
            Self::Locked(path) => write!(f, "another run is writing {}", path.display()),
            Self::Io { path, error } => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for OutputError {}

impl OutputError {
    /// What happened and what to do, for whoever runs the command.
    pub fn in_language(&self, language: Language) -> String {
        match (language, self) {
            (Language::English, _) => self.to_string(),
            (Language::Chinese, Self::Foreign { output, found }) => format!(
                "{} 不是 lanmu 生成的文件夹：里面有 {}；请用 --output 换一个文件夹，或自己先清空它",
                output.display(),
                found.display()
            ),
            (Language::Chinese, Self::Locked(path)) => {
                format!("另一个 lanmu 正在写 {}，等它结束再试", path.display())
            }
            (Language::Chinese, Self::Io { path, error }) => {
                format!("无法读写 {}：{error}", path.display())
            }
        }
    }
}

/// An output folder with the place beside it where a build is prepared: `.lanmu/NAME/`, on the same file system,
/// so that files can be linked and names exchanged.
#[derive(Debug)]
pub struct Staging {
    pub(super) output: PathBuf,
    state: PathBuf,
    /// Held while the build runs; the file is never written, so that a build without changes leaves no trace.
    _lock: File,
}

impl Staging {
    /// Locks the output for this run.
    ///
    /// # Errors
    /// Where another run holds it, or the folder beside it cannot be made.
    pub fn open(output: &Path) -> Result<Self, OutputError> {
        let output = std::path::absolute(output).map_err(OutputError::io(output))?;
        let name = output
            .file_name()
            .map(ToOwned::to_owned)
            .unwrap_or_default();
        let parent = output.parent().unwrap_or(&output);
        let state = parent.join(".lanmu").join(name);
        if !state.is_dir() {
            fs::create_dir_all(&state).map_err(OutputError::io(&state))?;
        }
        let path = state.join("lock");
        let lock = open_lock(&path).map_err(OutputError::io(&path))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                output,
                state,
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(OutputError::Locked(output)),
            Err(TryLockError::Error(error)) => Err(OutputError::Io { path, error }),
        }
    }

    /// Where the new tree is prepared.
    pub(super) fn tree(&self) -> PathBuf {
        self.state.join("tree")
    }

    /// What is known of the files that may lie in the output: as the last finished build left them, and as one
    /// that was cut off after its exchange did.
    pub(super) fn known(&self) -> [Option<Manifest>; 2] {
        [
            Manifest::read(&self.next_path()),
            Manifest::read(&self.manifest_path()),
        ]
    }

    pub(super) fn manifest_path(&self) -> PathBuf {
        self.state.join("manifest")
    }

    pub(super) fn next_path(&self) -> PathBuf {
        self.state.join("manifest-next")
    }

    /// Refuses an output that holds anything Lanmu did not put there.
    pub(super) fn refuse_foreign(&self, known: &[Option<Manifest>; 2]) -> Result<(), OutputError> {
        let Ok(metadata) = fs::symlink_metadata(&self.output) else {
            return Ok(());
        };
        let foreign = |found: &Path| OutputError::Foreign {
            output: self.output.clone(),
            found: found.to_owned(),
        };
        if !metadata.is_dir() {
            return Err(foreign(&self.output));
        }
        for entry in WalkDir::new(&self.output).sort_by_file_name() {
            let entry = entry.map_err(|error| OutputError::Io {
                path: self.output.clone(),
                error: error.into(),
            })?;
            let is_ours = entry.file_type().is_dir() || self.is_known(entry.path(), known);
            if !is_ours {
                return Err(foreign(entry.path()));
            }
        }
        Ok(())
    }

    fn is_known(&self, path: &Path, known: &[Option<Manifest>; 2]) -> bool {
        let Ok(below) = path.strip_prefix(&self.output) else {
            return false;
        };
        let name = below
            .to_string_lossy()
            .replace(std::path::MAIN_SEPARATOR, "/");
        known
            .iter()
            .flatten()
            .any(|manifest| manifest.entries.contains_key(&name))
    }
}

fn open_lock(path: &Path) -> io::Result<File> {
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            File::create(path)?;
            File::open(path)
        }
        opened => opened,
    }
}
