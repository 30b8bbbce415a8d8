//! What was found about the checks, as values.
//!
//! **In:** counts. **Out:** [`CheckReport`] and its parts, which are also the form of `results.json`. **Layer:** 6.

use crate::domain::Level;
use crate::evaluate::interval::wilson;
use crate::evaluate::report::rounded;
use crate::evaluate::{DataFile, Estimate};
use serde::{Deserialize, Serialize};

/// A run over annotated statements.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckReport {
    /// The rows.
    pub data: DataFile,
    /// What the rows are called: `test`, `dev`, …
    pub split: String,
    /// Seed of the bootstrap behind the overall figures.
    pub seed: u64,
    /// Bootstrap samples behind them.
    pub resamples: usize,
    /// The commit of the program that ran, or "unknown".
    pub commit: String,
    /// The model that told what the statements are.
    pub model: String,
    /// False alarms of all checks together: over all rows, then in each section.
    pub overall: Vec<Overall>,
    /// One entry a check, in the order of the list.
    pub checks: Vec<CheckScores>,
    /// Faults that readers raised and no check looks for.
    pub without_check: Vec<Unchecked>,
}

/// False alarms of all checks together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overall {
    /// `all`, `E` or `F`.
    pub section: String,
    /// Rows in it.
    pub n: usize,
    /// Good statements among them: those without a fault of level error or warning.
    pub good: usize,
    /// Findings of level error or warning in the good ones; each is a false alarm.
    pub findings: usize,
    /// Good statements with such a finding.
    pub alarmed: usize,
    /// Findings per 100 good statements; bootstrap interval.
    pub findings_per_100: Estimate,
    /// Good statements with a finding, per 100; Wilson interval.
    pub alarmed_per_100: Estimate,
}

/// How often one check is right. A row counts once, however often the check speaks of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckScores {
    /// Its id.
    pub check: String,
    /// The level of its findings.
    pub level: Level,
    /// The section that it is about, whose rows count: `E`, or `F` for all that hold provision.
    pub section: String,
    /// Rows of that section.
    pub n: usize,
    /// Rows that have the fault.
    pub support: usize,
    /// Rows of which the check speaks.
    pub said: usize,
    /// Rows of which it speaks rightly.
    pub hits: usize,
    /// Good statements among the rows.
    pub good: usize,
    /// Good statements of which it speaks.
    pub false_alarms: usize,
    /// Share of what it says that is right; nothing if it says nothing or nobody raised the fault.
    pub precision: Option<Estimate>,
    /// Share of the faults that it finds; nothing if there is none.
    pub recall: Option<Estimate>,
    /// Good statements of which it speaks, per 100; nothing if no statement is good.
    pub alarms_per_100: Option<Estimate>,
    /// Cohen's κ between the two readers on this fault; nothing if there were no two, or nothing to agree on.
    pub readers_kappa: Option<f64>,
}

impl CheckScores {
    /// The counts before the first row.
    pub(super) fn none(check: &str, level: Level, section: char) -> Self {
        CheckScores {
            check: check.to_string(),
            level,
            section: section.to_string(),
            n: 0,
            support: 0,
            said: 0,
            hits: 0,
            good: 0,
            false_alarms: 0,
            precision: None,
            recall: None,
            alarms_per_100: None,
            readers_kappa: None,
        }
    }

    /// The shares of the counts, each with its interval.
    pub(super) fn finish(self, kappa: Option<f64>) -> Self {
        let estimate = |hits: usize, rows: usize, scale: f64| {
            let (low, high) = wilson(hits, rows)?;
            Some(Estimate::new(scale * hits as f64 / rows as f64, (scale * low, scale * high)))
        };
        let precision = if self.support == 0 { None } else { estimate(self.hits, self.said, 1.0) };
        CheckScores {
            precision,
            recall: estimate(self.hits, self.support, 1.0),
            alarms_per_100: estimate(self.false_alarms, self.good, 100.0),
            readers_kappa: kappa.map(rounded),
            ..self
        }
    }
}

/// A fault for which there is no check yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unchecked {
    /// Its id.
    pub fault: String,
    /// Rows that have it.
    pub rows: usize,
}
