//! What an answerer said of every row, with or without probabilities.
//!
//! **In:** a [`System`] and texts, or a file of predictions made elsewhere. **Out:** [`Answered`]. **Layer:** 6.
//!
//! A program that was run elsewhere may have kept its labels only. It is then scored like an annotator: what needs
//! probabilities is left empty, not made up.

use super::loaded::{Loaded, shown};
use super::score;
use super::slices::Slice;
use crate::document::predictions::{self, Prediction};
use crate::domain::{Label, Probabilities, Statement};
use crate::error::{Error, Result};
use crate::evaluate::doubt::{Judged, choose_threshold};
use crate::evaluate::{Kind, Row, Scores, SureFrom, System};
use std::collections::BTreeMap;
use std::path::Path;

/// Accuracy that the answers called sure must reach on dev.
const SURE_ACCURACY: f64 = 0.95;

/// What counts as sure if nobody says.
const SURE_BY_DEFAULT: f64 = 0.8;

/// Ids that an error names before it only counts.
const NAMED: usize = 5;

/// An answerer and what it said.
pub(super) struct Answered {
    pub name: String,
    pub describe: String,
    /// One a row, in order.
    pub labels: Vec<Label>,
    /// One a row, if it gave any.
    pub probabilities: Option<Vec<Probabilities>>,
    /// From which confidence on it is sure, and who says so.
    pub sure: (Option<f64>, SureFrom),
}

impl Answered {
    /// Asks a system; `sure` overrides the threshold that it or the dev rows would give.
    pub(super) fn of(
        system: &dyn System,
        statements: &[Statement<'_>],
        sure: Option<f32>,
        dev: Option<&Loaded>,
    ) -> Result<Self> {
        let given = ask(system, statements)?;
        Ok(Answered {
            name: system.name().to_string(),
            describe: system.describe(),
            labels: given.iter().map(|row| row.best()).collect(),
            probabilities: Some(given),
            sure: threshold(sure, system, dev)?,
        })
    }

    /// Reads what a program outside this one said of the rows of `data`, matched by id.
    ///
    /// # Errors
    /// If the file cannot be read, holds several systems, or its ids are not those of the rows.
    pub(super) fn read(name: &str, path: &Path, data: &Loaded, sure: Option<f32>) -> Result<Self> {
        let given = predictions::read(path)?;
        let one = given.first().and_then(|first| first.system.as_deref());
        if let Some(other) = given.iter().find(|row| row.system.as_deref() != one) {
            return Err(Error::input("the file holds the predictions of several systems")
                .at(format!("{}, line {}", path.display(), other.line))
                .hint("give a file for each, with --predictions NAME=FILE.csv for each"));
        }
        let given = matched(given, data, path)?;
        let probabilities: Option<Vec<Probabilities>> = given.iter().map(|row| row.probabilities).collect();
        let what = if probabilities.is_some() { "probabilities" } else { "labels" };
        Ok(Answered {
            name: name.to_string(),
            describe: format!("{what} read from {}", shown(path)),
            labels: given.iter().map(|row| row.given).collect(),
            probabilities,
            sure: sure
                .map_or((Some(SURE_BY_DEFAULT), SureFrom::Default), |sure| (Some(f64::from(sure)), SureFrom::Given)),
        })
    }

    /// The scores on every slice.
    pub(super) fn row(&self, right: &[Label], slices: &[Slice], seed: u64, resamples: usize) -> Row {
        let scored = |slice: &Slice| -> Scores {
            let pick = |labels: &[Label]| -> Vec<Label> { slice.rows.iter().map(|&row| labels[row]).collect() };
            let right = pick(right);
            match &self.probabilities {
                None => score::of_labels(&slice.name, &right, &pick(&self.labels), seed, resamples),
                Some(given) => {
                    let given: Vec<Probabilities> = slice.rows.iter().map(|&row| given[row]).collect();
                    score::of_probabilities(&slice.name, &right, &given, self.sure, seed, resamples)
                }
            }
        };
        let scores = slices.iter().map(scored).collect();
        Row { name: self.name.clone(), kind: Kind::System, describe: self.describe.clone(), scores }
    }
}

fn ask(system: &dyn System, statements: &[Statement<'_>]) -> Result<Vec<Probabilities>> {
    let given = system.read(statements)?;
    if given.len() != statements.len() {
        return Err(Error::model(format!("{} answered {} of {} texts", system.name(), given.len(), statements.len()))
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
    let answers = ask(system, &dev.statements())?;
    let judged: Vec<Judged> =
        dev.labels().into_iter().zip(answers).map(|(label, row)| Judged::new(label, row)).collect();
    Ok((choose_threshold(&judged, SURE_ACCURACY), SureFrom::Dev))
}

/// The predictions in the order of the rows.
fn matched(given: Vec<Prediction>, data: &Loaded, path: &Path) -> Result<Vec<Prediction>> {
    let mut by_id: BTreeMap<String, Prediction> = given.into_iter().map(|row| (row.id.clone(), row)).collect();
    let mut missing = Vec::new();
    let mut found = Vec::with_capacity(data.rows.len());
    for row in &data.rows {
        match by_id.remove(&row.id) {
            Some(prediction) => found.push(prediction),
            None => missing.push(row.id.as_str()),
        }
    }
    if !missing.is_empty() {
        let what = format!("{} of the {} rows have no prediction: {}", missing.len(), data.rows.len(), named(&missing));
        return Err(Error::input(what)
            .at(path.display())
            .hint(format!("predict every row of {}, under its id", data.facts.file)));
    }
    if !by_id.is_empty() {
        let unknown: Vec<&str> = by_id.keys().map(String::as_str).collect();
        return Err(Error::input(format!(
            "there is no row for {} of the predictions: {}",
            unknown.len(),
            named(&unknown)
        ))
        .at(path.display())
        .hint(format!("leave out what is not in {}", data.facts.file)));
    }
    Ok(found)
}

/// The first few ids, quoted.
pub(super) fn named(ids: &[&str]) -> String {
    let more = if ids.len() > NAMED { ", …" } else { "" };
    let quoted: Vec<String> = ids.iter().take(NAMED).map(|id| format!("\"{id}\"")).collect();
    format!("{}{more}", quoted.join(", "))
}
