//! `sothat evaluate checks`: how often each check is right, and how often it cries wolf.
//!
//! **In:** annotated statements. **Out:** figures with intervals, on standard output and as files. **Layer:** 7.

use super::super::{Outcome, choice};
use super::{commit, show};
use crate::assistant::Assistant;
use crate::error::Result;
use crate::evaluate::checks::{self, Options};
use std::path::PathBuf;

/// Measure how often each check is right, and how often it cries wolf
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat evaluate checks corpus/checks/dev.jsonl
  sothat evaluate checks mine.jsonl -o results

A row needs text, section and faults, a list of the ids of checks (corpus/CHECKS.md says how they are decided); it may hold
today, year_group, name and the like. A statement is good if readers found no fault in it.
With -o a folder gets results.json, results.csv, results.md and predictions.csv.")]
pub(in crate::cli) struct Args {
    /// Annotated statements, JSONL
    #[arg(value_name = "FILE")]
    data: PathBuf,
    /// Another model than the one inside the program: a name under models/, or a folder
    #[arg(long, value_name = "NAME")]
    model: Option<String>,
    /// Seed of the bootstrap
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// What the rows are called in the report [default: the file's name]
    #[arg(long, value_name = "NAME")]
    split: Option<String>,
    /// The commit to name in the report [default: that of the working folder, if git is there]
    #[arg(long, value_name = "ID")]
    commit: Option<String>,
    /// Folder for the result files
    #[arg(short = 'o', long = "output", value_name = "FOLDER")]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let assistant = Assistant::new(choice::choose(args.model.as_deref())?);
    let options = Options {
        data: args.data.clone(),
        seed: args.seed,
        out: args.out.clone(),
        commit: args.commit.clone().or_else(commit),
        split: args.split.clone(),
    };
    let report = checks::run(&options, &assistant)?;
    show(&report.to_text())
}
