//! How often each check is right, and how often it cries wolf.
//!
//! **In:** statements in which readers have marked what is weak, and an [`Assistant`]. **Out:** a [`CheckReport`], for the
//! terminal and as JSON, CSV and Markdown. **Layer:** 6.
//!
//! A linter that cries wolf is switched off, so beside precision and recall stands what a person who writes well meets: on how
//! many of 100 good statements a check speaks. A check is measured on the section that it is about, which its page says. What
//! is published, in the README and by `sothat explain`, is read from the committed file of one run, and never typed.

mod published;
mod render;
mod report;

pub(super) use published::read;
pub use published::{published, sentence};
pub use report::{CheckReport, CheckScores, Overall, Unchecked};

use super::interval::wilson;
use super::loaded::shown;
use super::write;
use crate::assistant::Assistant;
use crate::check::{About, CHECKS, Page};
use crate::classify::Wanted;
use crate::document::annotated::{self, Annotated};
use crate::domain::{Finding, Level, Statement};
use crate::error::Result;
use crate::evaluate::{DataFile, Draws, Estimate};
use crate::models::sha256;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Bootstrap samples behind the overall figures.
const RESAMPLES: usize = 1000;

/// What is to be measured on what.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// The annotated statements, JSONL.
    pub data: PathBuf,
    /// Seed of the bootstrap.
    pub seed: u64,
    /// The folder for the result files; none are written without.
    pub out: Option<PathBuf>,
    /// The commit of this program, which only the caller can know.
    pub commit: Option<String>,
    /// What the rows are called in the report; else the name of the file.
    pub split: Option<String>,
}

/// Runs the checks over annotated statements, writes the files if a folder is given, and returns the report.
///
/// # Errors
/// If a file cannot be read or written, a row is broken, or the model cannot be run.
pub fn run(options: &Options, assistant: &Assistant) -> Result<CheckReport> {
    let (rows, bytes) = annotated::read(&options.data)?;
    let facts = DataFile { file: shown(&options.data), sha256: sha256(&bytes), n: rows.len() };
    let found = find(&rows, assistant)?;
    let stem = options.data.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let report = CheckReport {
        data: facts,
        split: options.split.clone().unwrap_or(stem),
        seed: options.seed,
        resamples: RESAMPLES,
        commit: options.commit.clone().unwrap_or_else(|| "unknown".to_string()),
        model: assistant.classifier().meta().name.clone(),
        overall: overall(&rows, &found, options.seed),
        checks: CHECKS.iter().map(|check| scores(check.about(), &rows, &found)).collect(),
        without_check: without_check(&rows),
    };
    if let Some(out) = &options.out {
        let files = [
            ("results.json", report.to_json()?),
            ("results.csv", report.to_csv()?),
            ("results.md", report.to_markdown()),
            ("predictions.csv", predictions(&rows, &found)?),
        ];
        write::together(out, &files)?;
    }
    Ok(report)
}

/// What the checks say of every row.
fn find(rows: &[Annotated], assistant: &Assistant) -> Result<Vec<Vec<Finding>>> {
    let statements: Vec<Statement<'_>> =
        rows.iter().map(|row| Statement { text: &row.text, heading: row.context.heading.as_deref() }).collect();
    let verdicts = assistant.classifier().classify(&statements, Wanted { weak: true, ..Wanted::default() })?;
    let findings = |(row, verdict): (&Annotated, _)| assistant.findings(&row.text, verdict, &row.context);
    Ok(rows.iter().zip(&verdicts).map(findings).collect())
}

/// The section that a check is about: F if every statement that its page flags stands there, else E.
fn section(about: &'static About) -> char {
    let page = Page { about };
    let in_provision = |item: &str| ["section F", "section G", "section H"].iter().any(|place| item.contains(place));
    if page.items("Flags").all(in_provision) { 'F' } else { 'E' }
}

/// True if the row stands in that section: F stands for all that hold provision.
fn stands_in(row: &Annotated, section: char) -> bool {
    let given = row.context.section.as_deref().unwrap_or_default().to_uppercase();
    let letter = given.trim().trim_start_matches("SECTION").trim().chars().next();
    match section {
        'F' => matches!(letter, Some('F' | 'G' | 'H')),
        other => letter == Some(other),
    }
}

/// True if readers found no fault: they call good what they would let stand in a plan, whatever level a check has here.
fn is_good(row: &Annotated) -> bool {
    row.faults.is_empty()
}

fn scores(about: &'static About, rows: &[Annotated], found: &[Vec<Finding>]) -> CheckScores {
    let section = section(about);
    let has = |ids: &[String]| ids.iter().any(|id| id == about.id);
    let mut tally = CheckScores::none(about.id, about.level, section);
    let mut readers: Vec<(bool, bool)> = Vec::new();
    for (row, findings) in rows.iter().zip(found).filter(|(row, _)| stands_in(row, section) && !has(&row.doubt)) {
        let (right, said) = (has(&row.faults), findings.iter().any(|finding| finding.check == about.id));
        let good = is_good(row);
        tally.n += 1;
        tally.support += usize::from(right);
        tally.said += usize::from(said);
        tally.hits += usize::from(right && said);
        tally.good += usize::from(good);
        tally.false_alarms += usize::from(good && said && !right);
        if let (Some(first), Some(second)) = (&row.first, &row.second) {
            readers.push((has(first), has(second)));
        }
    }
    tally.finish(kappa(&readers))
}

/// Cohen's κ of two yes-or-no answers; nothing if both gave one and the same answer throughout.
fn kappa(pairs: &[(bool, bool)]) -> Option<f64> {
    let n = pairs.len() as f64;
    let share = |of: fn(&(bool, bool)) -> bool| pairs.iter().filter(|pair| of(pair)).count() as f64 / n;
    let (first, second, same) = (share(|pair| pair.0), share(|pair| pair.1), share(|pair| pair.0 == pair.1));
    let chance = first * second + (1.0 - first) * (1.0 - second);
    (n > 0.0 && chance < 1.0).then(|| (same - chance) / (1.0 - chance))
}

/// False alarms over all sections and on each: every finding of level error or warning in a good statement is one.
fn overall(rows: &[Annotated], found: &[Vec<Finding>], seed: u64) -> Vec<Overall> {
    let slice = |name: &str, section: Option<char>| {
        let inside: Vec<(&Annotated, &Vec<Finding>)> =
            rows.iter().zip(found).filter(|(row, _)| section.is_none_or(|section| stands_in(row, section))).collect();
        let counts: Vec<usize> = inside
            .iter()
            .filter(|(row, _)| is_good(row))
            .map(|(_, findings)| findings.iter().filter(|finding| finding.level >= Level::Warning).count())
            .collect();
        let (good, findings) = (counts.len(), counts.iter().sum::<usize>());
        let alarmed = counts.iter().filter(|count| **count > 0).count();
        let of_100 = |count: usize| if good == 0 { 0.0 } else { 100.0 * count as f64 / good as f64 };
        let draws = Draws { seed, rows: good, resamples: RESAMPLES };
        let [interval] = draws.intervals(|drawn| [Some(of_100(drawn.iter().map(|&row| counts[row]).sum()))]);
        let (low, high) = wilson(alarmed, good).unwrap_or_default();
        (!inside.is_empty()).then(|| Overall {
            section: name.to_string(),
            n: inside.len(),
            good,
            findings,
            alarmed,
            findings_per_100: Estimate::new(of_100(findings), interval.unwrap_or_default()),
            alarmed_per_100: Estimate::new(of_100(alarmed), (100.0 * low, 100.0 * high)),
        })
    };
    [("all", None), ("E", Some('E')), ("F", Some('F'))].into_iter().filter_map(|(name, of)| slice(name, of)).collect()
}

/// Faults that readers raised and no check looks for, with how often.
fn without_check(rows: &[Annotated]) -> Vec<Unchecked> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for fault in rows.iter().flat_map(|row| &row.faults).filter(|id| crate::check::page(id).is_none()) {
        *counts.entry(fault).or_default() += 1;
    }
    counts.into_iter().map(|(fault, rows)| Unchecked { fault: fault.to_string(), rows }).collect()
}

/// One line for every fault that was raised by readers or by a check, so that a wrong figure can be looked into.
fn predictions(rows: &[Annotated], found: &[Vec<Finding>]) -> Result<String> {
    let header = ["id", "section", "good", "check", "annotated", "said", "text"].map(String::from).to_vec();
    let mut lines = vec![header];
    for (row, findings) in rows.iter().zip(found) {
        let mut ids: Vec<&str> = row.faults.iter().map(String::as_str).collect();
        ids.extend(findings.iter().map(|finding| finding.check.as_str()));
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let annotated = row.faults.iter().any(|fault| fault == id);
            let said = findings.iter().any(|finding| finding.check == id);
            let section = row.context.section.clone().unwrap_or_default();
            let flags = [is_good(row), annotated, said].map(|flag| flag.to_string());
            let [good, annotated, said] = flags;
            lines.push(vec![row.id.clone(), section, good, id.to_string(), annotated, said, row.text.clone()]);
        }
    }
    write::csv_text(lines)
}

#[cfg(test)]
mod tests;
