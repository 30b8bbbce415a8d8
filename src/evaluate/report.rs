//! What a run found, as values.
//!
//! **In:** nothing. **Out:** [`Report`] and its parts, which are also the form of `results.json`. **Layer:** 6.
//!
//! Every figure is rounded to six decimals, so that a committed file does not change with the machine's last bit.

use crate::domain::Label;
use crate::evaluate::doubt::{Bin, RiskPoint};
use crate::evaluate::{Apart, Confusion, Evidence, Parts};
use serde::{Deserialize, Serialize};

/// A run: what was measured on what, and what came out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The rows that were answered.
    pub data: DataFile,
    /// What the rows are called: `test`, `dev`, …
    pub split: String,
    /// The rows that systems were fitted to.
    pub train: Option<DataFile>,
    /// The rows on which settings were chosen.
    pub dev: Option<DataFile>,
    /// Seed of the bootstrap.
    pub seed: u64,
    /// Bootstrap samples behind every interval.
    pub resamples: usize,
    /// The commit of the program that ran, or "unknown".
    pub commit: String,
    /// Systems in the order asked for, then annotators.
    pub rows: Vec<Row>,
    /// Every system against every other.
    pub compared: Vec<Compared>,
    /// Whether the words that our model names as evidence move it, if that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// Whether texts that are no statements are told apart, if such were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart: Option<Apart>,
    /// How well our model finds parts and sets marks, if rows have them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<Parts>,
    /// What a reader must know before trusting the figures.
    pub notes: Vec<String>,
}

/// A file of labelled statements.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DataFile {
    /// The path as it was given, or the bare name if that path was absolute.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Statements in it.
    pub n: usize,
}

/// A figure and its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The figure over all rows.
    pub value: f64,
    /// 2.5th percentile of the bootstrap.
    pub low: f64,
    /// 97.5th percentile.
    pub high: f64,
}

impl Estimate {
    /// Rounds all three to six decimals.
    pub fn new(value: f64, (low, high): (f64, f64)) -> Self {
        Estimate { value: rounded(value), low: rounded(low), high: rounded(high) }
    }
}

/// `value` at six decimals; minus nought becomes nought.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6 + 0.0
}

/// Who answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A program.
    System,
    /// A second or third annotator, measured against the same labels.
    Annotator,
}

/// One answerer and its scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The name that stands in tables.
    pub name: String,
    /// Program or annotator.
    pub kind: Kind,
    /// What it is and how it was tuned.
    pub describe: String,
    /// Over all rows first, then over the slices that the file allows.
    pub scores: Vec<Scores>,
}

impl Row {
    /// The scores on a slice, if the answerer was scored on it.
    pub fn scores_on(&self, slice: &str) -> Option<&Scores> {
        self.scores.iter().find(|scores| scores.slice == slice)
    }
}

/// What an answerer scored on one slice of the rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// `all`, `uncontested`, or a field and its value: `domain send`, `shape real`.
    pub slice: String,
    /// Rows in it.
    pub n: usize,
    /// Mean F1 over the labels in use.
    pub macro_f1: Estimate,
    /// Share of rows given their right label.
    pub accuracy: Estimate,
    /// Share of rows on the right side of outcome-or-not.
    pub outcome_accuracy: Estimate,
    /// Mean F1 of outcome and not an outcome.
    pub outcome_macro_f1: Estimate,
    /// Cohen's κ with the labels.
    pub kappa: Estimate,
    /// One entry a label, in the order of [`Label::ALL`].
    pub labels: Vec<LabelScores>,
    /// Right labels down, given labels across, in the order of [`Label::ALL`].
    pub confusion: Confusion,
    /// What the probabilities are worth; nothing for those who gave labels only, as annotators do.
    pub risk: Option<RiskScores>,
}

/// How well one label is found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LabelScores {
    /// Which.
    pub label: Label,
    /// Share of the rows given it that carry it.
    pub precision: f64,
    /// Share of the rows carrying it that were given it.
    pub recall: f64,
    /// Harmonic mean; nothing if the label was neither right nor given anywhere.
    pub f1: Option<Estimate>,
    /// Rows that carry it.
    pub support: usize,
    /// Rows that were given it.
    pub predicted: usize,
}

/// What the probabilities are worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RiskScores {
    /// Expected calibration error, ten equal-width bins.
    pub calibration_error: Estimate,
    /// Mean −ln of the right label's probability.
    pub log_loss: Estimate,
    /// Accuracy and coverage of the sure answers.
    pub sure: Sure,
    /// Wrong answers by share of rows answered, the most confident first.
    pub curve: Vec<RiskPoint>,
    /// Ten bins of confidence with how often their answers are right; empty in files of older versions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bins: Vec<Bin>,
}

/// Accuracy and coverage of the sure answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sure {
    /// The least confidence that counts as sure; nothing if none reaches 95 % on dev.
    pub threshold: Option<f64>,
    /// Who set it.
    pub from: SureFrom,
    /// Share of the sure answers that are right; nothing if none is sure.
    pub accuracy: Option<Estimate>,
    /// Share of all answers that are sure.
    pub coverage: Estimate,
}

/// Who set the threshold of being sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SureFrom {
    /// The person who started the run.
    Given,
    /// The system itself.
    System,
    /// The lowest confidence that keeps 95 % accuracy on the dev rows.
    Dev,
    /// 0.8, for want of anything better.
    Default,
}

/// Two systems on the same rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    /// The first system.
    pub first: String,
    /// The second.
    pub second: String,
    /// Macro-F1 of the first minus that of the second, with its paired interval.
    pub macro_f1: Estimate,
    /// Rows that only the first got right.
    pub only_first: usize,
    /// Rows that only the second got right.
    pub only_second: usize,
    /// McNemar's exact two-sided p.
    pub p: f64,
    /// True if the interval holds 0: these rows do not tell the two apart.
    pub noise: bool,
}
