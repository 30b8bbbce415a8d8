//! What the base encoder knows before any training of ours: its vectors and logistic regression.
//!
//! **In:** labelled statements, and the encoder that our own training starts from. **Out:** five probabilities a text.
//! **Layer:** 6.
//!
//! Two rivals. `static-logistic` takes the mean of the word-piece vectors that go into the encoder, plain or weighted by
//! inverse document frequency; `minilm-logistic` the mean of the states that come out, frozen. The distance from one to
//! the other is what reading in context is worth, that from the second to our model is what training the encoder is worth.
//!
//! Every number of a vector is brought to mean 0 and variance 1 over the training rows, or the penalty would weigh most
//! on the numbers that happen to be small. Weighting and `C` are chosen together by macro-F1 on the dev rows, else by
//! five-fold cross-validation over the training rows: the same chance as `tfidf-logistic` has.

use super::logistic::{FOLDS, Fit, best, cross_validated, path};
use crate::classify::Classifier;
use crate::domain::{Label, Probabilities};
use crate::error::{Error, Result};
use crate::evaluate::{Confusion, System};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Strengths tried, from a strong penalty to a weak one. They lie lower than those of TF-IDF, whose rows have length 1.
const GRID: [f64; 8] = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0];

/// Vectors of the base encoder and logistic regression.
pub struct EmbeddingLogistic {
    name: &'static str,
    encoder: Arc<Classifier>,
    vectors: Vectors,
    scale: Scale,
    fit: Fit,
    chosen_on: String,
}

/// How a text becomes a vector.
#[derive(Debug, Clone, PartialEq)]
enum Vectors {
    /// The mean of the word-piece vectors, each piece weighted.
    Pieces(Weighting),
    /// The mean of the encoder's states.
    States,
}

/// How much each word piece counts.
#[derive(Debug, Clone, PartialEq)]
enum Weighting {
    Plain,
    /// Inverse document frequency of every piece, smoothed by one.
    Frequency(Vec<f32>),
}

/// Mean and standard deviation of every number of a vector.
#[derive(Debug, Clone, PartialEq, Default)]
struct Scale {
    means: Vec<f64>,
    deviations: Vec<f64>,
}

impl EmbeddingLogistic {
    /// `static-logistic`: the mean of the input vectors of the word pieces.
    ///
    /// # Errors
    /// If there are no texts, or not as many labels.
    pub fn of_pieces(
        encoder: Arc<Classifier>,
        (texts, labels): (&[&str], &[Label]),
        dev: Option<(&[&str], &[Label])>,
    ) -> Result<Self> {
        let weighting = Weighting::of(&encoder.piece_ids(texts)?, encoder.piece_count());
        let ways = [Vectors::Pieces(Weighting::Plain), Vectors::Pieces(weighting)];
        Self::fit("static-logistic", encoder, &ways, (texts, labels), dev)
    }

    /// `minilm-logistic`: the mean of the frozen encoder's last states.
    ///
    /// # Errors
    /// As [`EmbeddingLogistic::of_pieces`], and if the encoder cannot be run.
    pub fn of_states(
        encoder: Arc<Classifier>,
        train: (&[&str], &[Label]),
        dev: Option<(&[&str], &[Label])>,
    ) -> Result<Self> {
        Self::fit("minilm-logistic", encoder, &[Vectors::States], train, dev)
    }

    fn fit(
        name: &'static str,
        encoder: Arc<Classifier>,
        ways: &[Vectors],
        (texts, labels): (&[&str], &[Label]),
        dev: Option<(&[&str], &[Label])>,
    ) -> Result<Self> {
        if texts.is_empty() || texts.len() != labels.len() {
            return Err(Error::input("there is nothing to fit").hint("give training rows, each with text and label"));
        }
        let mut found: Option<(f64, Self)> = None;
        for vectors in ways {
            let rows = vectors.of(&encoder, texts)?;
            let (scale, mut fits) = fitted(&rows, labels);
            let (scores, chosen_on): (Vec<f64>, String) = match dev {
                Some((dev_texts, dev_labels)) => {
                    let dev_rows = scale.apply(&vectors.of(&encoder, dev_texts)?);
                    let score =
                        |fit: &Fit| fit.pairs(&dev_rows, dev_labels).into_iter().collect::<Confusion>().macro_f1();
                    (fits.iter().map(score).collect(), format!("on {} dev rows", dev_texts.len()))
                }
                None => (folded(&rows, labels), format!("by {FOLDS}-fold cross-validation")),
            };
            let place = best(&scores);
            if found.as_ref().is_none_or(|(score, _)| scores[place] > *score) {
                let (encoder, vectors, fit) = (Arc::clone(&encoder), vectors.clone(), fits.swap_remove(place));
                found = Some((scores[place], EmbeddingLogistic { name, encoder, vectors, scale, fit, chosen_on }));
            }
        }
        found.map(|(_, system)| system).ok_or_else(|| Error::input("there is no way to make vectors"))
    }
}

/// The scale of `rows`, and a fit for each strength of the grid.
fn fitted(rows: &[Vec<f32>], labels: &[Label]) -> (Scale, Vec<Fit>) {
    let scale = Scale::of(rows);
    let fits = path(&scale.apply(rows), labels, scale.means.len(), &GRID);
    (scale, fits)
}

/// Macro-F1 of each strength by cross-validation.
fn folded(rows: &[Vec<f32>], labels: &[Label]) -> Vec<f64> {
    cross_validated(rows.len(), |rest, held| {
        let pick = |places: &[usize]| -> (Vec<Vec<f32>>, Vec<Label>) {
            places.iter().map(|&row| (rows[row].clone(), labels[row])).unzip()
        };
        let ((rest, rest_labels), (held, held_labels)) = (pick(rest), pick(held));
        let (scale, fits) = fitted(&rest, &rest_labels);
        let held = scale.apply(&held);
        fits.iter().map(|fit| fit.pairs(&held, &held_labels)).collect()
    })
}

impl Vectors {
    fn of(&self, encoder: &Classifier, texts: &[&str]) -> Result<Vec<Vec<f32>>> {
        match self {
            Vectors::States => encoder.embeddings(texts),
            Vectors::Pieces(weighting) => encoder.piece_means(texts, |piece| weighting.weight(piece)),
        }
    }
}

impl Weighting {
    /// ln((1 + n) / (1 + texts with the piece)) + 1, as for words in `tfidf-logistic`.
    fn of(texts: &[Vec<u32>], pieces: usize) -> Self {
        let mut seen = vec![0usize; pieces];
        for text in texts {
            text.iter().collect::<BTreeSet<_>>().into_iter().for_each(|&piece| seen[piece as usize] += 1);
        }
        let n = texts.len() as f32;
        Weighting::Frequency(seen.into_iter().map(|seen| ((1.0 + n) / (1.0 + seen as f32)).ln() + 1.0).collect())
    }

    fn weight(&self, piece: u32) -> f32 {
        match self {
            Weighting::Plain => 1.0,
            Weighting::Frequency(weights) => weights[piece as usize],
        }
    }
}

impl Scale {
    fn of(rows: &[Vec<f32>]) -> Self {
        let n = rows.len().max(1) as f64;
        let width = rows.first().map_or(0, Vec::len);
        let mean = |value: &dyn Fn(&[f32]) -> f64| rows.iter().map(|row| value(row)).sum::<f64>() / n;
        let means: Vec<f64> = (0..width).map(|at| mean(&|row| f64::from(row[at]))).collect();
        let spread = |at: usize| mean(&|row| (f64::from(row[at]) - means[at]).powi(2)).sqrt();
        let deviations = (0..width).map(spread).collect();
        Scale { means, deviations }
    }

    /// Mean 0, variance 1; what never varied in training stays 0.
    fn apply(&self, rows: &[Vec<f32>]) -> Vec<Vec<f64>> {
        let scaled = |((value, mean), deviation): ((&f32, &f64), &f64)| {
            if *deviation > 1e-9 { (f64::from(*value) - mean) / deviation } else { 0.0 }
        };
        rows.iter().map(|row| row.iter().zip(&self.means).zip(&self.deviations).map(scaled).collect()).collect()
    }
}

impl System for EmbeddingLogistic {
    fn name(&self) -> &str {
        self.name
    }

    fn describe(&self) -> String {
        let what = match &self.vectors {
            Vectors::Pieces(Weighting::Plain) => "plain mean of the input vectors of word pieces",
            Vectors::Pieces(Weighting::Frequency(_)) => "mean of the input vectors of word pieces weighted by rarity",
            Vectors::States => "mean of the last states, frozen",
        };
        let (base, strength) = (&self.encoder.meta().name, self.fit.strength);
        format!("base encoder {base}, {what}; logistic regression, C = {strength} chosen {}", self.chosen_on)
    }

    fn predict(&self, texts: &[&str]) -> Result<Vec<Probabilities>> {
        let rows = self.scale.apply(&self.vectors.of(&self.encoder, texts)?);
        Ok(rows.par_iter().map(|row| self.fit.answer(row)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Label::{Outcome, Resource, Service};

    const TEXTS: [&str; 9] = [
        "sleeps through the night",
        "walks to school on her own",
        "makes a friend at youth club",
        "a laptop",
        "two laptops and a desk",
        "a standing desk",
        "weekly support from a therapist",
        "support from the outreach team",
        "a therapist supports him weekly",
    ];
    const LABELS: [Label; 9] = [Outcome, Outcome, Outcome, Resource, Resource, Resource, Service, Service, Service];

    fn encoder() -> Arc<Classifier> {
        Arc::new(crate::models::embedded().unwrap())
    }

    #[test]
    fn both_learn_what_separates_the_labels() {
        let dev: Option<(&[&str], &[Label])> = Some((&TEXTS, &LABELS));
        let (pieces, states) = (
            EmbeddingLogistic::of_pieces(encoder(), (&TEXTS, &LABELS), dev).unwrap(),
            EmbeddingLogistic::of_states(encoder(), (&TEXTS, &LABELS), dev).unwrap(),
        );
        assert_eq!((pieces.name(), states.name()), ("static-logistic", "minilm-logistic"));
        for system in [pieces, states] {
            let given = system.predict(&["a desk", "support from a therapist", "walks on her own"]).unwrap();
            assert_eq!(given.iter().map(|row| row.best()).collect::<Vec<_>>(), [Resource, Service, Outcome]);
            assert!(system.describe().contains("chosen on 9 dev rows"), "{}", system.describe());
        }
    }

    #[test]
    fn without_dev_rows_it_is_chosen_by_folds_and_says_so() {
        let system = EmbeddingLogistic::of_pieces(encoder(), (&TEXTS, &LABELS), None).unwrap();
        assert!(system.describe().ends_with("chosen by 5-fold cross-validation"));
        assert!(EmbeddingLogistic::of_states(encoder(), (&[], &[]), None).is_err());
    }

    #[test]
    fn scaled_rows_have_mean_nought_and_variance_one_and_what_never_varies_is_nought() {
        // 1 and 3: mean 2, deviation 1. 5 and 5: never varies.
        let rows = [vec![1.0, 5.0], vec![3.0, 5.0]];
        assert_eq!(Scale::of(&rows).apply(&rows), [[-1.0, 0.0], [1.0, 0.0]]);
        assert_eq!(Scale::of(&rows).apply(&[vec![2.5, 9.0]]), [[0.5, 0.0]]);
    }

    #[test]
    fn a_piece_in_every_text_weighs_one_and_a_rare_one_more() {
        // Two texts: piece 0 in both: ln(3/3) + 1; piece 1 in one, twice: ln(3/2) + 1; piece 2 in none: ln(3/1) + 1.
        let weighting = Weighting::of(&[vec![0, 1, 1], vec![0]], 3);
        let wanted = [1.0, 1.5f32.ln() + 1.0, 3f32.ln() + 1.0];
        assert!(
            wanted.iter().enumerate().all(|(piece, wanted)| (weighting.weight(piece as u32) - wanted).abs() < 1e-6)
        );
    }
}
