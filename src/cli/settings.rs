//! The flag that names the settings, and the assistant that works by them.
//!
//! **In:** `--settings FILE`, or `sothat.toml` in the current folder. **Out:** [`Settings`], an [`Assistant`]. **Layer:** 7.

use super::choice;
use crate::assistant::Assistant;
use crate::document::settings::Settings;
use crate::error::Result;
use std::path::{Path, PathBuf};

/// The file that is looked for in the current folder.
const FILE: &str = "sothat.toml";

/// How drafts are to be read.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Settings")]
pub(super) struct SettingsArgs {
    /// Kind of document, levels of checks, local dates of terms [default: sothat.toml in this folder, if it is there]
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
}

impl SettingsArgs {
    /// The settings that are named or found here, else those that everybody has.
    pub(super) fn read(&self) -> Result<Settings> {
        match &self.settings {
            Some(path) => Settings::read(path),
            None if Path::new(FILE).exists() => Settings::read(Path::new(FILE)),
            None => Ok(Settings::default()),
        }
    }

    /// An assistant that works by them, with this model.
    pub(super) fn assistant(&self, model: Option<&str>) -> Result<Assistant> {
        let Settings { choice, calendar, .. } = self.read()?;
        Ok(Assistant::new(choice::choose(model)?).with(choice, calendar))
    }
}
