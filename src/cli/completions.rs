//! `sothat completions`: what a shell needs to complete commands and flags.
//!
//! **In:** the name of a shell. **Out:** its script. **Layer:** 7.

use super::{Outcome, definition, unwritable};
use crate::error::Result;
use std::io::{self, Write};

/// Print what a shell needs to complete commands and flags
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat completions bash > ~/.local/share/bash-completion/completions/sothat
  sothat completions zsh > ~/.zfunc/_sothat
  sothat completions fish > ~/.config/fish/completions/sothat.fish")]
pub(super) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut definition(), "sothat", &mut script);
    io::stdout().lock().write_all(&script).map_err(unwritable)?;
    Ok(Outcome::Done)
}
