//! One evaluation: reads the rows, fits and asks the systems, scores them beside the annotators.
//!
//! **In:** [`Options`]. **Out:** a [`Report`], and its files under `out`. **Layer:** 6.
//!
//! Settings are chosen on `dev` only and figures taken on `data` only; a file that stands on both sides is refused, and
//! single texts that do are counted in the notes.

use super::answered::Answered;
use super::loaded::{Loaded, overlap};
use super::slices::{Slice, slices};
use super::systems::{BASE, Makings};
use super::{score, write};
use crate::document::statements::LabelledStatement;
use crate::domain::Label;
use crate::error::{Error, Result};
use crate::evaluate::report::rounded;
use crate::evaluate::{
    Apart, Compared, Draws, Estimate, Evidence, Kind, Parts, Report, Row, System, apart, compare, evidence, parts,
    systems,
};
use std::path::{Path, PathBuf};

/// Bootstrap samples behind every interval.
pub(super) const RESAMPLES: usize = 1000;

/// What is to be measured on what.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// The labelled rows to answer: JSONL or CSV.
    pub data: PathBuf,
    /// The rows to fit baselines to.
    pub train: Option<PathBuf>,
    /// The rows to choose settings on.
    pub dev: Option<PathBuf>,
    /// Names out of [`SYSTEMS`](crate::evaluate::SYSTEMS); all that can be run if empty.
    pub systems: Vec<String>,
    /// The folder of the base encoder; `models/base` if not said.
    pub base: Option<PathBuf>,
    /// Systems that were run elsewhere: a name, and a CSV file with what it said of every row.
    pub predictions: Vec<(String, PathBuf)>,
    /// Seed of the bootstrap.
    pub seed: u64,
    /// The folder for the result files; none are written without.
    pub out: Option<PathBuf>,
    /// The commit of this program, which only the caller can know.
    pub commit: Option<String>,
    /// What the rows are called in the report: `test`, `dev`, …; else the name of the file.
    pub split: Option<String>,
    /// The least confidence that counts as sure, instead of what each system or dev says.
    pub sure: Option<f32>,
    /// True to test whether the words that our model names as evidence move it.
    pub evidence: bool,
    /// Texts with the notice that belongs to each, to test whether those that are no statements are told apart.
    pub others: Option<PathBuf>,
}

/// Runs the systems named in `options`, writes the files if a folder is given, and returns the report.
///
/// # Errors
/// If a file cannot be read or written, a row is broken, a system is unknown or lacks what it needs, two answerers have one
/// name, or the data file is the training or dev file.
pub fn run(options: &Options) -> Result<Report> {
    let train = options.train.as_deref().map(Loaded::read).transpose()?;
    let dev = options.dev.as_deref().map(Loaded::read).transpose()?;
    let mut notes = Vec::new();
    let base = options.base.as_deref().unwrap_or(Path::new(BASE));
    let makings = Makings { train: train.as_ref(), dev: dev.as_ref(), base };
    let systems = systems::systems(&options.systems, &makings, &mut notes)?;
    let beside = |data: &Loaded| Beside::of_ours(options, data);
    evaluate_with(options, &systems, train.as_ref(), dev.as_ref(), notes, beside)
}

/// What is measured of our own model beside its labels.
#[derive(Default)]
struct Beside {
    evidence: Option<Evidence>,
    apart: Option<Apart>,
    parts: Option<Parts>,
}

impl Beside {
    fn of_ours(options: &Options, data: &Loaded) -> Result<Self> {
        let (systems, seed) = (&options.systems, options.seed);
        let evidence = options.evidence.then(|| evidence::test(systems, data, seed, RESAMPLES)).transpose()?;
        let others = options.others.as_deref();
        let apart = others.map(|path| apart::measure(systems, path, data, seed, RESAMPLES)).transpose()?;
        Ok(Beside { evidence, apart, parts: parts::measure(systems, data, seed, RESAMPLES)? })
    }
}

/// As [`run`], with systems of your own instead of those named in `options`; of them, only labels and probabilities are measured.
///
/// # Errors
/// As [`run`], and if a system fails or leaves a text unanswered.
pub fn evaluate(options: &Options, systems: &[Box<dyn System>]) -> Result<Report> {
    let train = options.train.as_deref().map(Loaded::read).transpose()?;
    let dev = options.dev.as_deref().map(Loaded::read).transpose()?;
    evaluate_with(options, systems, train.as_ref(), dev.as_ref(), Vec::new(), |_| Ok(Beside::default()))
}

fn evaluate_with(
    options: &Options,
    systems: &[Box<dyn System>],
    train: Option<&Loaded>,
    dev: Option<&Loaded>,
    mut notes: Vec<String>,
    beside: impl Fn(&Loaded) -> Result<Beside>,
) -> Result<Report> {
    let data = Loaded::read(&options.data)?;
    for (other, what) in [(train, "train"), (dev, "dev")] {
        notes.extend(other.map(|other| overlap(&data, other, what)).transpose()?.flatten());
    }
    let (statements, right) = (data.statements(), data.labels());
    let mut answered = Vec::new();
    for (name, path) in &options.predictions {
        answered.push(Answered::read(name, path, &data, options.sure)?);
    }
    let names = systems.iter().map(|system| system.name()).chain(answered.iter().map(|row| row.name.as_str()));
    one_name_each(&names.collect::<Vec<_>>())?;
    let asked = systems.iter().map(|system| Answered::of(system.as_ref(), &statements, options.sure, dev));
    answered.splice(0..0, asked.collect::<Result<Vec<_>>>()?);

    let Beside { evidence, apart, parts } = beside(&data)?;
    let slices = slices(&data.rows);
    let mut rows: Vec<Row> =
        answered.iter().map(|answers| answers.row(&right, &slices, options.seed, RESAMPLES)).collect();
    rows.extend(annotators(&data, &slices, options.seed, &mut notes));
    let stem = options.data.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let report = Report {
        split: options.split.clone().unwrap_or(stem),
        train: train.map(|train| train.facts.clone()),
        dev: dev.map(|dev| dev.facts.clone()),
        seed: options.seed,
        resamples: RESAMPLES,
        commit: options.commit.clone().unwrap_or_else(|| "unknown".to_string()),
        rows,
        compared: compared(&right, &answered, options.seed),
        evidence,
        apart,
        parts,
        notes,
        data: data.facts.clone(),
    };
    if let Some(out) = &options.out {
        write::files(out, &report, &write::predictions(&data.rows, &answered)?)?;
    }
    Ok(report)
}

/// # Errors
/// If two answerers have the same name: no reader could tell their rows apart.
fn one_name_each(names: &[&str]) -> Result<()> {
    match names.iter().enumerate().find(|(place, name)| names[..*place].contains(name)) {
        None => Ok(()),
        Some((_, name)) => Err(Error::input(format!("two systems are called \"{name}\""))
            .at("--systems and --predictions")
            .hint("give every system a name of its own")),
    }
}

/// Every answerer against every other.
fn compared(right: &[Label], answered: &[Answered], seed: u64) -> Vec<Compared> {
    let draws = Draws { seed, rows: right.len(), resamples: RESAMPLES };
    let mut compared = Vec::new();
    for (one, first) in answered.iter().enumerate() {
        for second in &answered[one + 1..] {
            let gap = compare::compare(right, &first.labels, &second.labels, draws);
            compared.push(Compared {
                first: first.name.clone(),
                second: second.name.clone(),
                macro_f1: Estimate::new(gap.macro_f1.value, gap.macro_f1.interval),
                only_first: gap.only_first,
                only_second: gap.only_second,
                p: rounded(gap.p),
                noise: gap.macro_f1.is_noise(),
            });
        }
    }
    compared
}

/// How an annotator's label is taken from a row.
type Column = fn(&LabelledStatement) -> Option<Label>;

/// The second and third annotator, as far as the file has them.
fn annotators(data: &Loaded, slices: &[Slice], seed: u64, notes: &mut Vec<String>) -> Vec<Row> {
    let columns: [(&str, Column); 2] =
        [("second annotator", |row| row.second_annotator), ("third annotator", |row| row.third_annotator)];
    let mut rows = Vec::new();
    for (name, given) in columns {
        let scored = |slice: &Slice| {
            let (right, given): (Vec<Label>, Vec<Label>) = slice
                .rows
                .iter()
                .map(|&row| &data.rows[row])
                .filter_map(|row| given(row).map(|given| (row.label, given)))
                .unzip();
            (right.len() >= slice.fewest).then(|| score::of_labels(&slice.name, &right, &given, seed, RESAMPLES))
        };
        let scores: Vec<_> = slices.iter().filter_map(scored).collect();
        let Some(all) = scores.first() else { continue };
        if all.n < data.rows.len() {
            notes.push(format!(
                "The {name} labelled {} of the {} rows; their figures are on those.",
                all.n,
                data.rows.len()
            ));
        }
        let describe = "labels given without sight of those that count".to_string();
        rows.push(Row { name: name.to_string(), kind: Kind::Annotator, describe, scores });
    }
    rows
}
