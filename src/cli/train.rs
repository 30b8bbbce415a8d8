//! `sothat train`: makes a model.
//!
//! **In:** a config. **Out:** `models/<name>/`, and progress on standard error. **Layer:** 7.

use super::{Outcome, say};
use crate::domain::Label;
use crate::error::{Error, Result};
use crate::evaluate::Confusion;
use crate::train::{self, Config, Progress, Watch};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Train a model from a config, which is the whole experiment
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat train models/sothat-minilm/config.toml

Run it in the folder that holds models/ and corpus/. The base model must be there: see sothat model import --help. The
same config over the same corpus gives the same model. An existing model is replaced only when the new one is complete.
A run that was interrupted goes on when the same command is given again: from its last whole stage, and within a seed from
its last whole epoch.")]
pub(super) struct Args {
    /// The config file
    #[arg(value_name = "CONFIG")]
    config: PathBuf,
}

/// candle's own threads wait for one another more than they work at these sizes, and their number can be set from the
/// environment only, before the program starts. So the program starts itself once more with one; shards of a step do the
/// rest. `None` in the program that is to do the work.
pub(super) fn in_single_file(shards: usize) -> Result<Option<Outcome>> {
    const THREADS: &str = "RAYON_NUM_THREADS";
    if shards == 1 || std::env::var_os(THREADS).is_some() {
        return Ok(None);
    }
    let again = |cause: io::Error| Error::io("the training cannot be started").because(cause);
    let program = std::env::current_exe().map_err(again)?;
    let status = Command::new(program).args(std::env::args_os().skip(1)).env(THREADS, "1").status().map_err(again)?;
    match status.success() {
        true => Ok(Some(Outcome::Done)),
        false => Err(Error::model("the training did not end well").hint("the lines above say why")),
    }
}

/// Tells the person how the training goes.
pub(super) struct Teller {
    bar: ProgressBar,
    began: Instant,
}

impl Teller {
    /// A bar on a terminal, lines in a log.
    pub(super) fn new() -> Self {
        let bar = if io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {percent:>3} %  step {pos} of {len}  {eta} left") {
            bar.set_style(style);
        }
        Teller { bar, began: Instant::now() }
    }

    /// Takes the bar away.
    pub(super) fn finish(self) {
        self.bar.finish_and_clear();
    }
}

impl Watch for Teller {
    fn passed(&mut self, progress: &Progress) {
        let Progress { stage, epoch, epochs, loss, dev } = progress;
        let loss = loss.map_or_else(String::new, |loss| format!(", loss {loss:.3}"));
        let dev = dev.map_or_else(String::new, |dev| format!(", macro-F1 on dev {dev:.3}"));
        let seconds = self.began.elapsed().as_secs();
        self.bar.suspend(|| say(&format!("{stage}, epoch {epoch} of {epochs}{loss}{dev}, {seconds} s")));
    }

    fn stepped(&mut self, done: usize, all: usize) {
        self.bar.set_length(all as u64);
        self.bar.set_position(done as u64);
    }
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let config = Config::read(&args.config)?;
    if let Some(ended) = in_single_file(config.shards)? {
        return Ok(ended);
    }
    let mut teller = Teller::new();
    let criterion = |right: &[Label], given: &[Label]| {
        right.iter().copied().zip(given.iter().copied()).collect::<Confusion>().macro_f1()
    };
    train::run(Path::new("."), &config, criterion, &mut teller)?;
    teller.finish();
    say(&format!("written to models/{}", config.name));
    Ok(Outcome::Done)
}
