//! `sothat evaluate rewrites`: how often conversions into the first person are right, and whether anything is made up.
//!
//! **In:** drafts with accepted wordings. **Out:** figures, on standard output and as a file. **Layer:** 7.

use super::super::Outcome;
use super::{Measured, show};
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
    #[command(flatten)]
    measured: Measured,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let assistant = args.measured.assistant()?;
    let figures = rewrites::run(&args.drafts, &assistant)?;
    if let Some(folder) = &args.measured.out {
        figures.write(folder)?;
    }
    show(&figures.to_text())
}
