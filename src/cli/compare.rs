//! `sothat compare`: whether one system is better than another, or only luckier.
//!
//! **In:** files of predictions. **Out:** differences with intervals, and a verdict in words. **Layer:** 7.

use super::Outcome;
use super::output::{self, Output};
use crate::error::Result;
use crate::evaluate::{PairOptions, pair};
use clap::ValueEnum;
use std::path::PathBuf;

/// Compare two systems on the same rows, and say when a difference is noise
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat compare old/predictions.csv new/predictions.csv
  sothat compare results/predictions.csv --systems sothat,tfidf-logistic
  sothat compare mine.csv theirs.csv --label corpus/statements/dev.jsonl --format md

Files are those that \"sothat evaluate -o\" writes, or CSV with id, and label or the five probabilities. Rows are paired by
id. What is right is read from them, or from the labelled statements given with --label.")]
pub(super) struct Args {
    /// Predictions: the first system
    #[arg(value_name = "ONE")]
    first: PathBuf,
    /// Predictions: the second system [default: the same file]
    #[arg(value_name = "TWO")]
    second: Option<PathBuf>,
    /// The two systems to take from files that hold several
    #[arg(long, value_name = "ONE,TWO", value_delimiter = ',')]
    systems: Vec<String>,
    /// Labelled statements that say what is right, JSONL or CSV
    #[arg(long, value_name = "FILE")]
    label: Option<PathBuf>,
    /// Disagreeing rows to show, at most
    #[arg(short = 'n', long = "show", value_name = "N", default_value_t = 10)]
    show: usize,
    /// Seed of the bootstrap
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// How the comparison is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON array with one object
    Json,
    /// Markdown
    Md,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let paired = pair(&PairOptions {
        first: args.first.clone(),
        second: args.second.clone(),
        systems: args.systems.clone(),
        labels: args.label.clone(),
        seed: args.seed,
        show: args.show,
    })?;
    let mut out = Output::new(if args.format == Format::Json { output::Format::Json } else { output::Format::Text });
    match args.format {
        Format::Text => out.text(|out| out.write_all(paired.to_text().as_bytes()))?,
        Format::Md => out.text(|out| out.write_all(paired.to_markdown().as_bytes()))?,
        Format::Json => out.row(&paired)?,
    }
    out.finish()?;
    Ok(Outcome::Done)
}
