//! `sothat evaluate plans`: how well links and defects of whole plans are found.
//!
//! **In:** annotated plans. **Out:** figures, on standard output and as files. **Layer:** 7.

use super::super::Outcome;
use super::{Measured, show};
use crate::error::Result;
use crate::evaluate::plans;
use std::path::PathBuf;

/// Measure links and findings of whole plans that a reader has annotated
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat evaluate plans corpus/plans
  sothat evaluate plans one.json another.json more.jsonl -o results

A plan needs gold_links, pairs of ids, and defects, objects with type and item (corpus/PLANS.md says how they are decided).
With -o a folder gets plans.json and plans.md.")]
pub(in crate::cli) struct Args {
    /// Annotated plans: JSON files, folders of them, or JSONL
    #[arg(value_name = "PLANS", required = true)]
    plans: Vec<PathBuf>,
    #[command(flatten)]
    measured: Measured,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let assistant = args.measured.assistant()?;
    let figures = plans::run(&args.plans, &assistant)?;
    if let Some(folder) = &args.measured.out {
        figures.write(folder)?;
    }
    show(&figures.to_text())
}
