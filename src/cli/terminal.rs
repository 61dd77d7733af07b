use std::io::{self, IsTerminal as _, Write as _};

use super::arguments::{Arguments, ColourChoice};
use crate::diagnostics::Colour;

/// Where a command speaks to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    quiet: bool,
    verbose: bool,
    choice: ColourChoice,
}

impl Terminal {
    pub(super) fn new(arguments: &Arguments) -> Self {
        Self {
            quiet: arguments.quiet,
            verbose: arguments.verbose,
            choice: arguments.color,
        }
    }

    /// What the command is for: findings of `check`, explanations.
    pub(super) fn say(self, text: &str) {
        // A reader who closed the pipe has read enough.
        drop(io::stdout().lock().write_all(text.as_bytes()));
    }

    /// What goes along with it: findings of other commands, summaries.
    pub(super) fn remark(self, text: &str) {
        if !self.quiet {
            self.complain(text);
        }
    }

    /// What only those want to know who ask for it.
    pub(super) fn detail(self, text: &str) {
        if self.verbose {
            self.complain(text);
        }
    }

    /// What must be said even when told to be quiet.
    pub(super) fn complain(self, text: &str) {
        // Nothing can be said about a terminal that cannot be written to.
        drop(io::stderr().lock().write_all(text.as_bytes()));
    }

    /// Whether what goes to standard output (or, with `to_error`, standard error) has colours.
    pub(super) fn colour(self, to_error: bool) -> Colour {
        let is_terminal = if to_error {
            io::stderr().is_terminal()
        } else {
            io::stdout().is_terminal()
        };
        let wanted = match self.choice {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            ColourChoice::Auto => {
                is_terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
            }
        };
        if wanted { Colour::Yes } else { Colour::No }
    }
}
