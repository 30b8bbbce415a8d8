//! `sothat train`: makes a model.
//!
//! **In:** a config. **Out:** `models/<name>/`, and progress on standard error. **Layer:** 7.

use super::{Outcome, say};
use crate::error::Result;
use crate::train::{self, Config};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Train a model from a config, which is the whole experiment
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat train models/sothat-minilm/config.toml

Run it in the folder that holds models/ and corpus/. The base model must be there: see sothat model import --help. The
same config over the same corpus gives the same model. An existing model is replaced only when the new one is complete.")]
pub(super) struct Args {
    /// The config file
    #[arg(value_name = "CONFIG")]
    config: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let config = Config::read(&args.config)?;
    let bar = if io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {percent:>3} %  step {pos} of {len}  {eta} left") {
        bar.set_style(style);
    }
    let began = Instant::now();
    train::run(
        Path::new("."),
        &config,
        |progress| {
            bar.suspend(|| {
                say(&format!(
                    "epoch {} of {}: loss {:.3}, macro-F1 on dev {:.3}, {} s",
                    progress.epoch,
                    progress.epochs,
                    progress.loss,
                    progress.dev_macro_f1,
                    began.elapsed().as_secs()
                ));
            });
        },
        |done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        },
    )?;
    bar.finish_and_clear();
    say(&format!("written to models/{}", config.name));
    Ok(Outcome::Done)
}
