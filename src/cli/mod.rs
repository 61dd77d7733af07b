//! The commands: thin, no logic of their own.
//!
//! Comes in: arguments, the environment, today's date. Goes out: text on the terminal and an exit code. This is the
//! edge where the world comes in; everything behind it is handed what it needs.

mod arguments;
mod chinese;
mod commands;
mod day;
mod evaluation;
mod messages;
mod new;
mod portal_folder;
mod terminal;
mod versions;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};

pub use arguments::Arguments;

use crate::diagnostics::Language;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Clean, or with warnings that nobody denied.
    Done,
    /// The content or a template has errors, and nothing was written; or search answers worse than was asked for.
    Content,
    /// The command line, `portal.toml`, a refused folder, or the file system.
    Usage,
    /// A fault of Lanmu's own.
    Internal,
}

impl Ending {
    /// The process's exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Content => 1,
            Self::Usage => 2,
            Self::Internal => 3,
        }
    }
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let arguments = match parsed(&words) {
        Ok(arguments) => arguments,
        Err(error) => return said(error, &words).code().into(),
    };
    // A panic is a fault of ours: it is said to be one, and is neither content nor usage.
    let ran = std::panic::catch_unwind(|| commands::run(&arguments));
    ran.unwrap_or(Ending::Internal).code().into()
}

/// `--lang`, else the language of the portal around; what is wrong with either is said later.
fn asked_language(words: &[OsString]) -> Language {
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
    let after = words.iter().position(|word| word == "--lang");
    let after = after.and_then(|at| words.get(at + 1));
    let mut joined = words.iter().filter_map(|word| word.strip_prefix("--lang="));
    let asked = after.map(AsRef::as_ref).or_else(|| joined.next());
    asked
        .and_then(Language::from_tag)
        .unwrap_or_else(|| commands::language_around(None))
}

fn parsed(words: &[OsString]) -> Result<Arguments, clap::Error> {
    Arguments::from_arg_matches(&Arguments::command().try_get_matches_from(words)?)
}

/// Says what clap has to say, in the reader's language. Help and version are no errors; clap knows where each belongs.
fn said(error: clap::Error, words: &[OsString]) -> Ending {
    let language = asked_language(words);
    let error = match language {
        Language::English => error,
        // The same words again, to a command line that is explained in Chinese.
        Language::Chinese => {
            let command = chinese::in_chinese(Arguments::command());
            let again = command.try_get_matches_from(chinese::asking_for_help(words));
            again.err().unwrap_or(error)
        }
    };
    let printed = match language {
        Language::English => error.print(),
        Language::Chinese => chinese::say(&error),
    };
    if error.use_stderr() || printed.is_err() {
        Ending::Usage
    } else {
        Ending::Done
    }
}
