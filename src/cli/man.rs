//! `sothat man`: the manual pages.
//!
//! **In:** the name of a command, or a folder for all pages. **Out:** roff. **Layer:** 7.

use super::{Outcome, definition, unwritable};
use crate::document::nearest::did_you_mean;
use crate::error::{Error, Result};
use std::io::{self, Write};
use std::path::PathBuf;

/// Print the manual page of the program or of one command
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat man | man -l -
  sothat man suggest | man -l -
  sothat man --folder ~/.local/share/man/man1")]
pub(super) struct Args {
    /// The command; nothing for the program as a whole
    #[arg(conflicts_with = "folder")]
    command: Option<String>,
    /// Write all pages into this folder instead
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let mut definition = definition();
    if let Some(folder) = &args.folder {
        let unwritable =
            |cause: io::Error| Error::io("the manual pages cannot be written").because(cause).at(folder.display());
        std::fs::create_dir_all(folder).map_err(unwritable)?;
        clap_mangen::generate_to(definition, folder).map_err(unwritable)?;
        return Ok(Outcome::Done);
    }
    definition.build();
    let chosen = match &args.command {
        None => definition,
        Some(name) => find(&definition, name)?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(chosen).render(&mut page).map_err(unwritable)?;
    io::stdout().lock().write_all(&page).map_err(unwritable)?;
    Ok(Outcome::Done)
}

fn find(definition: &clap::Command, name: &str) -> Result<clap::Command> {
    let found = definition.find_subcommand(name).cloned();
    found.ok_or_else(|| {
        let names = definition.get_subcommands().map(clap::Command::get_name);
        let hint = did_you_mean(name, names).unwrap_or_else(|| "see sothat --help".to_string());
        Error::input(format!("there is no command \"{name}\"")).at("arguments").hint(hint)
    })
}
