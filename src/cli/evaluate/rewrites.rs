//! `sothat evaluate rewrites`: how often conversions into the first person are right, and whether anything is made up.
//!
//! **In:** drafts with accepted wordings. **Out:** figures, on standard output and as a file. **Layer:** 7.

use super::super::output::{Format, Output};
use super::super::{Outcome, choice};
use crate::assistant::Assistant;
use crate::error::Result;
use crate::evaluate::rewrites;
use std::path::PathBuf;

/// Measure conversions into the first person on drafts with accepted wordings
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat evaluate rewrites corpus/rewrites/dev.jsonl
  sothat evaluate rewrites mine.jsonl -o results

A draft needs text and accept, the wordings that a good editor lets stand (corpus/REWRITES.md says which).
With -o a folder gets rewrites.json, which names the drafts that were missed.")]
pub(in crate::cli) struct Args {
    /// Drafts with accepted wordings, JSONL
    #[arg(value_name = "FILE")]
    drafts: PathBuf,
    /// Another model than the one inside the program: a name under models/, or a folder
    #[arg(long, value_name = "NAME")]
    model: Option<String>,
    /// Folder for the result file
    #[arg(short = 'o', long = "output", value_name = "FOLDER")]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let assistant = Assistant::new(choice::choose(args.model.as_deref())?);
    let figures = rewrites::run(&args.drafts, &assistant)?;
    if let Some(folder) = &args.out {
        figures.write(folder)?;
    }
    let mut out = Output::new(Format::Text);
    out.text(|out| out.write_all(figures.to_text().as_bytes()))?;
    out.finish()?;
    Ok(Outcome::Done)
}
