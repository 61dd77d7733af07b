//! The commands: thin, no logic of their own.
//!
//! Comes in: arguments, the environment, today's date. Goes out: text on the terminal and an exit code. This is the
//! edge where the world comes in; everything behind it is handed what it needs.

mod arguments;
mod commands;
mod day;
mod messages;
mod new;
mod portal_folder;
mod terminal;
mod versions;

use std::process::ExitCode;

use clap::Parser as _;

pub use arguments::Arguments;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Clean, or with warnings that nobody denied.
    Done,
    /// The content or a template has errors; nothing was written.
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
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors; clap knows where each belongs.
            let printed = error.print();
            let ending = if error.use_stderr() || printed.is_err() {
                Ending::Usage
            } else {
                Ending::Done
            };
            return ending.code().into();
        }
    };
    // A panic is a fault of ours: it is said to be one, and is neither content nor usage.
    let ran = std::panic::catch_unwind(|| commands::run(&arguments));
    ran.unwrap_or(Ending::Internal).code().into()
}
