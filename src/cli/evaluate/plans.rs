//! `sothat evaluate plans`: how well links and defects of whole plans are found.
//!
//! **In:** annotated plans. **Out:** figures, on standard output and as files. **Layer:** 7.

use super::super::output::{Format, Output};
use super::super::{Outcome, choice};
use crate::assistant::Assistant;
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
    /// Another model than the one inside the program: a name under models/, or a folder
    #[arg(long, value_name = "NAME")]
    model: Option<String>,
    /// Folder for the result files
    #[arg(short = 'o', long = "output", value_name = "FOLDER")]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let assistant = Assistant::new(choice::choose(args.model.as_deref())?);
    let figures = plans::run(&args.plans, &assistant)?;
    if let Some(folder) = &args.out {
        figures.write(folder)?;
    }
    let mut out = Output::new(Format::Text);
    out.text(|out| out.write_all(figures.to_text().as_bytes()))?;
    out.finish()?;
    Ok(Outcome::Done)
}
