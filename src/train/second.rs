//! Fits the second reader to statements in which readers have marked what is weak.
//!
//! **In:** a model, annotated statements. **Out:** `second_reader.safetensors` beside the model, its hash in `meta.json`.
//! **Layer:** 6.
//!
//! One logistic regression a weakness, over the statements of its section, and one a section for "anything at all".
//! Numbers are brought to mean 0 and variance 1 first and the scale is folded into the weights afterwards. Plain gradient
//! descent from zero with an L2 penalty, a fixed number of rounds: the early stop is part of the penalty.
//!
//! When a reader contradicts its check is chosen on statements of authors who were left out of the fit: below the
//! probability that eight of a hundred statements with the weakness stay under.

use super::base::{pretty, write};
use crate::classify::Classifier;
use crate::classify::second::SecondReader;
use crate::document::annotated::{self, Annotated};
use crate::error::{Error, Result};
use crate::models::{self, META, SECOND_READER, sha256};
use rayon::prelude::*;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const ROUNDS: usize = 400;
const STEP: f64 = 0.5;
const PENALTY: f64 = 0.02;

/// Weaknesses with fewer marked statements than this get no reader.
const FEWEST: usize = 20;

/// Share of the statements with a weakness that a reader may contradict.
const LOST: f64 = 0.08;

/// Sections that have a reader for "anything at all".
const SECTIONS: [&str; 2] = ["E", "F"];

/// Fits a second reader for the model in `folder` to the statements in `rows` and writes it there. Gives the number of
/// statements behind each regression, by its name.
///
/// # Errors
/// If the model, the rows or the folder cannot be read or written.
pub fn second_reader(folder: &Path, rows: &Path) -> Result<BTreeMap<String, usize>> {
    let (annotated, bytes) = annotated::read(rows)?;
    let parts = models::parts(folder)?;
    let mut meta = parts.meta;
    let classifier = Classifier::from_parts(meta.clone(), &parts.tokenizer, &parts.weights)?;
    let texts: Vec<&str> = annotated.iter().map(|row| row.text.as_str()).collect();
    let states = classifier.middle_states(&texts)?;
    let mut fits: BTreeMap<String, Vec<f32>> = BTreeMap::new();
    let mut marked: BTreeMap<String, usize> = BTreeMap::new();
    for section in SECTIONS {
        let here: Vec<usize> = (0..annotated.len()).filter(|&at| stands_in(&annotated[at], section)).collect();
        let (scale, numbers) = standardised(&here.iter().map(|&at| states[at].as_slice()).collect::<Vec<_>>());
        let faults: BTreeSet<&str> =
            here.iter().flat_map(|&at| annotated[at].faults.iter().map(String::as_str)).collect();
        let author = |&at: &usize| annotated[at].author.clone().unwrap_or_else(|| format!("{}", at % 10));
        let authors: Vec<String> = here.iter().map(author).collect();
        let any = (format!("section {section}"), here.iter().map(|&at| !annotated[at].faults.is_empty()).collect());
        let each = faults.iter().map(|fault| {
            let holds = |&at: &usize| annotated[at].faults.iter().any(|one| one == fault);
            (fault.to_string(), here.iter().map(holds).collect::<Vec<bool>>())
        });
        let wanted: Vec<(String, Vec<bool>)> = std::iter::once(any).chain(each).collect();
        let enough = |(_, holds): &&(String, Vec<bool>)| holds.iter().filter(|one| **one).count() >= FEWEST;
        let found: Vec<(String, usize, Vec<f32>)> = wanted
            .par_iter()
            .filter(enough)
            .map(|(name, holds)| {
                let mut weights = scale.unfold(&fit(&numbers, holds));
                weights.push(floor(&numbers, holds, &authors));
                (name.clone(), holds.iter().filter(|one| **one).count(), weights)
            })
            .collect();
        for (name, count, weights) in found {
            marked.insert(name.clone(), count);
            fits.insert(name, weights);
        }
    }
    if fits.is_empty() {
        return Err(Error::input("no weakness is marked often enough to learn it").at(rows.display()));
    }
    let packed = SecondReader::pack(&fits)?;
    meta.files.insert(SECOND_READER.to_string(), sha256(&packed));
    if let Some(training) = meta.training.as_object_mut() {
        let file = rows.display().to_string();
        let about = json!({"file": file, "sha256": sha256(&bytes), "statements": annotated.len()});
        training.insert("second_reader".to_string(), about);
    }
    write(folder, SECOND_READER, &packed)?;
    write(folder, META, pretty(&meta)?.as_bytes())?;
    Ok(marked)
}

fn stands_in(row: &Annotated, section: &str) -> bool {
    row.context.section.as_deref().is_some_and(|given| given.trim().trim_start_matches("Section ") == section)
}

/// Mean and deviation of every number.
struct Scale {
    means: Vec<f64>,
    deviations: Vec<f64>,
}

impl Scale {
    /// Weights for numbers as they come, from weights for standardised ones; the bias is the last.
    fn unfold(&self, weights: &[f64]) -> Vec<f32> {
        let width = self.means.len();
        let mut bias = weights[width];
        let mut unfolded: Vec<f32> = Vec::with_capacity(width + 1);
        for ((weight, deviation), mean) in weights.iter().zip(&self.deviations).zip(&self.means) {
            let weight = weight / deviation;
            bias -= weight * mean;
            unfolded.push(weight as f32);
        }
        unfolded.push(bias as f32);
        unfolded
    }
}

fn standardised(rows: &[&[f32]]) -> (Scale, Vec<Vec<f64>>) {
    let width = rows.first().map_or(0, |row| row.len());
    let count = rows.len().max(1) as f64;
    let mean = |at: usize| rows.iter().map(|row| f64::from(row[at])).sum::<f64>() / count;
    let means: Vec<f64> = (0..width).map(mean).collect();
    let deviation = |at: usize| {
        let sum: f64 = rows.iter().map(|row| (f64::from(row[at]) - means[at]).powi(2)).sum();
        (sum / count).sqrt() + 1e-6
    };
    let deviations: Vec<f64> = (0..width).map(deviation).collect();
    let scaled = |row: &&[f32]| (0..width).map(|at| (f64::from(row[at]) - means[at]) / deviations[at]).collect();
    let numbers = rows.iter().map(scaled).collect();
    (Scale { means, deviations }, numbers)
}

/// The probability that a share [`LOST`] of the rows that hold stays under, each scored by a fit without its author.
fn floor(rows: &[Vec<f64>], holds: &[bool], authors: &[String]) -> f32 {
    let mut reached: Vec<f64> = Vec::new();
    for author in authors.iter().collect::<BTreeSet<_>>() {
        let (held, rest): (Vec<usize>, Vec<usize>) = (0..rows.len()).partition(|&at| authors[at] == *author);
        let pick = |part: &[usize]| part.iter().map(|&at| rows[at].clone()).collect::<Vec<_>>();
        let weights = fit(&pick(&rest), &rest.iter().map(|&at| holds[at]).collect::<Vec<_>>());
        let likely = |at: &usize| 1.0 / (1.0 + (-logit(&rows[*at], &weights)).exp());
        reached.extend(held.iter().filter(|at| holds[**at]).map(likely));
    }
    reached.sort_by(f64::total_cmp);
    reached.get((reached.len() as f64 * LOST) as usize).copied().unwrap_or(0.0) as f32
}

fn logit(row: &[f64], weights: &[f64]) -> f64 {
    weights[row.len()] + row.iter().zip(weights).map(|(number, weight)| number * weight).sum::<f64>()
}

/// Weights and, last, a bias.
fn fit(rows: &[Vec<f64>], holds: &[bool]) -> Vec<f64> {
    let width = rows.first().map_or(0, Vec::len);
    let mut weights = vec![0.0; width + 1];
    for _ in 0..ROUNDS {
        let mut slope = vec![0.0; width + 1];
        for (row, holds) in rows.iter().zip(holds) {
            let off = 1.0 / (1.0 + (-logit(row, &weights)).exp()) - f64::from(u8::from(*holds));
            slope.iter_mut().zip(row).for_each(|(slope, number)| *slope += off * number);
            slope[width] += off;
        }
        for (at, weight) in weights.iter_mut().enumerate() {
            let penalty = if at < width { PENALTY * *weight } else { 0.0 };
            *weight -= STEP * (slope[at] / rows.len() as f64 + penalty);
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regression_tells_apart_what_one_number_tells_apart_whatever_its_scale() {
        let rows: Vec<Vec<f32>> = (0..40).map(|at| vec![1000.0 + at as f32, 0.001 * ((at * 7) % 5) as f32]).collect();
        let holds: Vec<bool> = (0..40).map(|at| at >= 20).collect();
        let (scale, numbers) = standardised(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let weights = scale.unfold(&fit(&numbers, &holds));
        let said = |row: &[f32]| weights[2] + row[0] * weights[0] + row[1] * weights[1];
        assert!(said(&rows[2]) < -1.0 && said(&rows[37]) > 1.0, "{} {}", said(&rows[2]), said(&rows[37]));
        let authors: Vec<String> = (0..40).map(|at| (at % 4).to_string()).collect();
        let floor = floor(&numbers, &holds, &authors);
        assert!(floor > 0.2 && floor < 0.9, "the least of twenty that hold, by fits that left it out: {floor}");
    }
}
