//! `sothat evaluate`: how often systems are right on labelled statements.
//!
//! **In:** a labelled file, and the names of systems. **Out:** figures with intervals, on standard output and as files.
//! **Layer:** 7.

mod checks;
mod plans;
mod rewrites;

use super::output::{Format, Output};
use super::{Outcome, choice};
use crate::assistant::Assistant;
use crate::error::Result;
use crate::evaluate::{self, LearningCurve, Options};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which model is measured on annotated text, and where the figures go beside the screen.
#[derive(Debug, clap::Args)]
struct Measured {
    /// Another model than the one inside the program: a name under models/, or a folder
    #[arg(long, value_name = "NAME")]
    model: Option<String>,
    /// Folder for the result files
    #[arg(short = 'o', long = "output", value_name = "FOLDER")]
    out: Option<PathBuf>,
}

impl Measured {
    fn assistant(&self) -> Result<Assistant> {
        Ok(Assistant::new(choice::choose(self.model.as_deref())?))
    }
}

/// Prints figures.
fn show(figures: &str) -> Result<Outcome> {
    let mut out = Output::new(Format::Text);
    out.text(|out| out.write_all(figures.as_bytes()))?;
    out.finish()?;
    Ok(Outcome::Done)
}

/// Measure our model and its rivals on labelled statements, with intervals
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(after_help = "Examples:
  sothat evaluate corpus/statements/dev.jsonl --train corpus/statements/train.jsonl -o benches/accuracy/dev
  sothat evaluate mine.csv --systems sothat,keyword-rules
  sothat evaluate mine.jsonl --systems models/sothat-minilm --report
  sothat evaluate mine.jsonl --predictions theirs=theirs.csv
  sothat evaluate --learning-curve points.csv -o benches/learning_curve
  sothat evaluate checks corpus/checks/dev.jsonl
  sothat evaluate plans corpus/plans -o benches/plans
  sothat evaluate rewrites corpus/rewrites/dev.jsonl

A row needs text and label; second_annotator and third_annotator are put beside the systems if they are there, and every
domain and shape with 30 rows or more gets figures of its own.
With -o a folder gets results.json, results.csv, results.md, predictions.csv, and as pictures confusion.svg,
reliability.svg and risk_coverage.svg; with --learning-curve it gets learning_curve.svg and learning_curve.md.")]
pub(super) struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// Labelled statements, JSONL or CSV
    #[arg(value_name = "FILE", required_unless_present = "learning_curve")]
    data: Option<PathBuf>,
    /// Labelled statements to fit the baselines to
    #[arg(long, value_name = "FILE")]
    train: Option<PathBuf>,
    /// Labelled statements to choose the baselines' settings on
    #[arg(long, value_name = "FILE")]
    dev: Option<PathBuf>,
    /// Systems to run, separated by commas: sothat, minilm-logistic, static-logistic, tfidf-logistic, keyword-rules,
    /// majority, or a model's folder [default: all that can be run]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    systems: Vec<String>,
    /// Folder of the base encoder, which two of the baselines need [default: models/base]
    #[arg(long, value_name = "FOLDER")]
    base: Option<PathBuf>,
    /// What another program said of the rows, as one more system: CSV with id, and label or the five probabilities
    #[arg(long, value_name = "NAME=FILE", value_parser = named_file)]
    predictions: Vec<(String, PathBuf)>,
    /// Print precision, recall and F1 of each label as well
    #[arg(long)]
    report: bool,
    /// Test whether the words that our model names as evidence move it, on at most 300 of the rows
    #[arg(long)]
    evidence: bool,
    /// Texts with the notice that belongs to each (JSONL), to test whether those that are no statements are told apart
    #[arg(long, value_name = "FILE")]
    others: Option<PathBuf>,
    /// Instead of measuring anything, draw the learning curve of runs that were measured: CSV with the columns statements,
    /// seed, macro_f1, low, high and outcome_accuracy, and, if there are several lines, system and slice
    #[arg(long, value_name = "POINTS", conflicts_with_all = ["data", "systems", "train", "dev", "predictions", "report", "evidence", "others", "base", "split", "commit"])]
    learning_curve: Option<PathBuf>,
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

/// What else can be measured, each on rows of its own kind.
#[derive(Debug, clap::Subcommand)]
enum What {
    Checks(checks::Args),
    Plans(plans::Args),
    Rewrites(rewrites::Args),
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    match &args.what {
        Some(What::Checks(args)) => return checks::run(args),
        Some(What::Plans(args)) => return plans::run(args),
        Some(What::Rewrites(args)) => return rewrites::run(args),
        None => {}
    }
    match (&args.learning_curve, &args.data) {
        (Some(points), _) => draw(points, args.out.as_deref()),
        (None, data) => measure(data.clone().unwrap_or_default(), args),
    }
}

/// Draws a learning curve.
fn draw(points: &Path, folder: Option<&Path>) -> Result<Outcome> {
    let curve = LearningCurve::read(points)?;
    if let Some(folder) = folder {
        curve.write(folder)?;
    }
    show(&curve.to_text())
}

fn measure(data: PathBuf, args: &Args) -> Result<Outcome> {
    let report = evaluate::run(&Options {
        data,
        train: args.train.clone(),
        dev: args.dev.clone(),
        systems: args.systems.clone(),
        base: args.base.clone(),
        predictions: args.predictions.clone(),
        seed: args.seed,
        out: args.out.clone(),
        commit: args.commit.clone().or_else(commit),
        split: args.split.clone(),
        sure: None,
        evidence: args.evidence,
        others: args.others.clone(),
    })?;
    let mut out = Output::new(Format::Text);
    out.text(|out| out.write_all(report.to_text().as_bytes()))?;
    if args.report {
        let gap = if report.notes.is_empty() { "" } else { "\n" };
        out.text(|out| write!(out, "{gap}{}", report.to_classification_text()))?;
    }
    out.finish()?;
    Ok(Outcome::Done)
}

/// A name and a file, joined by an equals sign.
fn named_file(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((name, file)) if !name.trim().is_empty() && !file.is_empty() => {
            Ok((name.trim().to_string(), PathBuf::from(file)))
        }
        _ => Err(format!("\"{text}\" names no system · write it as NAME=FILE.csv")),
    }
}

/// The commit of the working folder, marked if there are changes that are not committed.
fn commit() -> Option<String> {
    let git = |arguments: &[&str]| {
        let output = Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_string())
    };
    let id = git(&["rev-parse", "--short=12", "HEAD"])?;
    let changed = git(&["status", "--porcelain", "--untracked-files=no"]).is_some_and(|text| !text.is_empty());
    Some(if changed { format!("{id} with changes") } else { id })
}
