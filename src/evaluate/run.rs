//! One evaluation: reads the rows, fits and asks the systems, scores them beside the annotators.
//!
//! **In:** [`Options`]. **Out:** a [`Report`], and its files under `out`. **Layer:** 6.
//!
//! Settings are chosen on `dev` only and figures taken on `data` only; a file that stands on both sides is refused, and
//! single texts that do are counted in the notes.

use super::{score, write};
use crate::document::statements::{self, Form, LabelledStatement};
use crate::domain::{Label, Probabilities};
use crate::error::{Error, Result};
use crate::evaluate::doubt::{Judged, choose_threshold};
use crate::evaluate::report::rounded;
use crate::evaluate::{
    Compared, DataFile, Draws, Estimate, KeywordRules, Kind, Majority, Report, Row, Scores, Shipped, SureFrom, System,
    TfidfLogistic, compare,
};
use crate::models::sha256;
use crate::text::words::words;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The systems that can be asked for by name.
pub const SYSTEMS: [&str; 4] = ["sothat", "tfidf-logistic", "keyword-rules", "majority"];

/// Systems that learn from training rows and cannot do without.
const FITTED: [&str; 2] = ["tfidf-logistic", "majority"];

/// Accuracy that the answers called sure must reach on dev.
const SURE_ACCURACY: f64 = 0.95;

/// What counts as sure if nobody says.
const SURE_BY_DEFAULT: f64 = 0.8;

/// Bootstrap samples behind every interval.
const RESAMPLES: usize = 1000;

/// What is to be measured on what.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// The labelled rows to answer: JSONL or CSV.
    pub data: PathBuf,
    /// The rows to fit baselines to.
    pub train: Option<PathBuf>,
    /// The rows to choose settings on.
    pub dev: Option<PathBuf>,
    /// Names out of [`SYSTEMS`]; all that can be run if empty.
    pub systems: Vec<String>,
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
}

/// The rows of a file with what identifies them.
struct Loaded {
    facts: DataFile,
    rows: Vec<LabelledStatement>,
}

impl Loaded {
    fn read(path: &Path) -> Result<Self> {
        let bytes = statements::bytes(path)?;
        let rows = statements::parse(&bytes, Form::of(path)?, &path.display().to_string())?;
        let sha256 = sha256(&bytes);
        let shown = if path.is_absolute() { path.file_name().map_or(path, Path::new) } else { path };
        let file = shown.display().to_string().replace('\\', "/");
        Ok(Loaded { facts: DataFile { file, sha256, n: rows.len() }, rows })
    }

    fn texts(&self) -> Vec<&str> {
        self.rows.iter().map(|row| row.text.as_str()).collect()
    }

    fn labels(&self) -> Vec<Label> {
        self.rows.iter().map(|row| row.label).collect()
    }
}

/// Runs the systems named in `options`, writes the files if a folder is given, and returns the report.
///
/// # Errors
/// If a file cannot be read or written, a row is broken, a system is unknown or lacks training rows, or the data file is
/// the training or dev file.
pub fn run(options: &Options) -> Result<Report> {
    let train = options.train.as_deref().map(Loaded::read).transpose()?;
    let dev = options.dev.as_deref().map(Loaded::read).transpose()?;
    let mut notes = Vec::new();
    let mut systems: Vec<Box<dyn System>> = Vec::new();
    for name in wanted(&options.systems, train.is_some(), &mut notes)? {
        systems.push(build(name, train.as_ref(), dev.as_ref())?);
    }
    evaluate_with(options, &systems, train.as_ref(), dev.as_ref(), notes)
}

/// As [`run`], with systems of your own instead of those named in `options`.
///
/// # Errors
/// As [`run`], and if a system fails or leaves a text unanswered.
pub fn evaluate(options: &Options, systems: &[Box<dyn System>]) -> Result<Report> {
    let train = options.train.as_deref().map(Loaded::read).transpose()?;
    let dev = options.dev.as_deref().map(Loaded::read).transpose()?;
    evaluate_with(options, systems, train.as_ref(), dev.as_ref(), Vec::new())
}

fn evaluate_with(
    options: &Options,
    systems: &[Box<dyn System>],
    train: Option<&Loaded>,
    dev: Option<&Loaded>,
    mut notes: Vec<String>,
) -> Result<Report> {
    let data = Loaded::read(&options.data)?;
    for (other, what) in [(train, "train"), (dev, "dev")] {
        notes.extend(other.map(|other| overlap(&data, other, what)).transpose()?.flatten());
    }
    let (texts, right) = (data.texts(), data.labels());
    let open: Vec<usize> = (0..data.rows.len()).filter(|&row| data.rows[row].contested != Some(true)).collect();
    let sliced = !open.is_empty() && data.rows.iter().any(|row| row.contested.is_some());

    let mut rows = Vec::new();
    let mut answers: Vec<Vec<Probabilities>> = Vec::new();
    for system in systems {
        let given = ask(system.as_ref(), &texts)?;
        let sure = threshold(options.sure, system.as_ref(), dev)?;
        let scored = |slice: &str, places: &[usize]| -> Scores {
            let (right, given): (Vec<Label>, Vec<Probabilities>) =
                places.iter().map(|&row| (right[row], given[row])).unzip();
            score::of_probabilities(slice, &right, &given, sure, options.seed, RESAMPLES)
        };
        let all: Vec<usize> = (0..texts.len()).collect();
        let mut scores = vec![scored("all", &all)];
        if sliced {
            scores.push(scored("uncontested", &open));
        }
        rows.push(Row { name: system.name().to_string(), kind: Kind::System, describe: system.describe(), scores });
        answers.push(given);
    }
    rows.extend(annotators(&data, sliced, options.seed, &mut notes));

    let mut compared = Vec::new();
    for (one, first) in systems.iter().enumerate() {
        for (two, second) in systems.iter().enumerate().skip(one + 1) {
            let labels = |place: usize| -> Vec<Label> { answers[place].iter().map(|row| row.best()).collect() };
            let draws = Draws { seed: options.seed, rows: right.len(), resamples: RESAMPLES };
            let gap = compare::compare(&right, &labels(one), &labels(two), draws);
            compared.push(Compared {
                first: first.name().to_string(),
                second: second.name().to_string(),
                macro_f1: Estimate::new(gap.macro_f1, gap.interval),
                only_first: gap.only_first,
                only_second: gap.only_second,
                p: rounded(gap.p),
                noise: gap.is_noise(),
            });
        }
    }
    let stem = options.data.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let report = Report {
        split: options.split.clone().unwrap_or(stem),
        train: train.map(|train| train.facts.clone()),
        dev: dev.map(|dev| dev.facts.clone()),
        seed: options.seed,
        resamples: RESAMPLES,
        commit: options.commit.clone().unwrap_or_else(|| "unknown".to_string()),
        rows,
        compared,
        notes,
        data: data.facts.clone(),
    };
    if let Some(out) = &options.out {
        write::files(out, &report, &write::predictions(&data.rows, systems, &answers)?)?;
    }
    Ok(report)
}

/// The systems to run, in the order asked for, each once.
fn wanted<'a>(asked: &'a [String], trained: bool, notes: &mut Vec<String>) -> Result<Vec<&'a str>> {
    if asked.is_empty() {
        let (ready, left): (Vec<&str>, Vec<&str>) =
            SYSTEMS.into_iter().partition(|name| trained || !FITTED.contains(name));
        if !left.is_empty() {
            notes.push(format!("Not run, for want of training rows: {}.", left.join(", ")));
        }
        return Ok(ready);
    }
    let mut names: Vec<&str> = Vec::new();
    for name in asked {
        if !SYSTEMS.contains(&name.as_str()) && !Path::new(name).is_dir() {
            return Err(Error::input(format!("there is no system \"{name}\""))
                .hint(format!("use {}, or the folder of a model", SYSTEMS.join(", "))));
        }
        if FITTED.contains(&name.as_str()) && !trained {
            return Err(Error::input(format!("{name} needs rows to learn from")).hint("give a training file"));
        }
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    Ok(names)
}

fn build(name: &str, train: Option<&Loaded>, dev: Option<&Loaded>) -> Result<Box<dyn System>> {
    let (texts, labels) = train.map(|train| (train.texts(), train.labels())).unwrap_or_default();
    Ok(match name {
        "sothat" => Box::new(Shipped::embedded()?),
        "keyword-rules" => Box::new(KeywordRules::shipped().calibrated(&texts, &labels)),
        "majority" => Box::new(Majority::fit(&labels)),
        folder if !SYSTEMS.contains(&folder) => Box::new(Shipped::open(Path::new(folder))?),
        _ => {
            let dev = dev.map(|dev| (dev.texts(), dev.labels()));
            let dev = dev.as_ref().map(|(texts, labels)| (texts.as_slice(), labels.as_slice()));
            Box::new(TfidfLogistic::fit(&texts, &labels, dev)?)
        }
    })
}

/// A note on texts that stand in both files.
fn overlap(data: &Loaded, other: &Loaded, what: &str) -> Result<Option<String>> {
    if data.facts.sha256 == other.facts.sha256 {
        return Err(Error::input(format!("the rows to answer are the {what} rows themselves"))
            .at(&data.facts.file)
            .hint("give a file that nothing was fitted to or chosen on"));
    }
    let bare =
        |text: &str| words(text).iter().filter(|word| word.is_lexical()).map(|word| word.folded()).collect::<Vec<_>>();
    let known: BTreeSet<Vec<String>> = other.rows.iter().map(|row| bare(&row.text)).collect();
    let shared = data.rows.iter().filter(|row| known.contains(&bare(&row.text))).count();
    let note = format!("{shared} of the {} texts also stand in the {what} file: figures flatter.", data.rows.len());
    Ok((shared > 0).then_some(note))
}

fn ask(system: &dyn System, texts: &[&str]) -> Result<Vec<Probabilities>> {
    let given = system.predict(texts)?;
    if given.len() != texts.len() {
        return Err(Error::model(format!("{} answered {} of {} texts", system.name(), given.len(), texts.len()))
            .hint("a system must answer every text, in order"));
    }
    Ok(given)
}

fn threshold(given: Option<f32>, system: &dyn System, dev: Option<&Loaded>) -> Result<(Option<f64>, SureFrom)> {
    if let Some(given) = given {
        return Ok((Some(f64::from(given)), SureFrom::Given));
    }
    if let Some(own) = system.threshold() {
        return Ok((Some(f64::from(own)), SureFrom::System));
    }
    let Some(dev) = dev else { return Ok((Some(SURE_BY_DEFAULT), SureFrom::Default)) };
    let answers = ask(system, &dev.texts())?;
    let judged: Vec<Judged> =
        dev.labels().into_iter().zip(answers).map(|(label, row)| Judged::new(label, row)).collect();
    Ok((choose_threshold(&judged, SURE_ACCURACY), SureFrom::Dev))
}

/// How an annotator's label is taken from a row.
type Column = fn(&LabelledStatement) -> Option<Label>;

/// The second and third annotator, as far as the file has them.
fn annotators(data: &Loaded, sliced: bool, seed: u64, notes: &mut Vec<String>) -> Vec<Row> {
    let columns: [(&str, Column); 2] =
        [("second annotator", |row| row.second_annotator), ("third annotator", |row| row.third_annotator)];
    let mut rows = Vec::new();
    for (name, given) in columns {
        let scored = |slice: &str, keep: fn(&LabelledStatement) -> bool| {
            let (right, given): (Vec<Label>, Vec<Label>) = data
                .rows
                .iter()
                .filter(|row| keep(row))
                .filter_map(|row| given(row).map(|given| (row.label, given)))
                .unzip();
            (!right.is_empty()).then(|| score::of_labels(slice, &right, &given, seed, RESAMPLES))
        };
        let Some(all) = scored("all", |_| true) else { continue };
        if all.n < data.rows.len() {
            notes.push(format!(
                "The {name} labelled {} of the {} rows; their figures are on those.",
                all.n,
                data.rows.len()
            ));
        }
        let uncontested = if sliced { scored("uncontested", |row| row.contested != Some(true)) } else { None };
        let describe = "labels given without sight of those that count".to_string();
        let scores = std::iter::once(all).chain(uncontested).collect();
        rows.push(Row { name: name.to_string(), kind: Kind::Annotator, describe, scores });
    }
    rows
}
