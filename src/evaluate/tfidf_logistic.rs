//! The baseline of text research: stemmed TF-IDF and logistic regression.
//!
//! **In:** labelled statements. **Out:** five probabilities a text. **Layer:** 6.
//!
//! Multinomial logistic regression with an L2 penalty (the intercepts go free), the strength `C` chosen from a small
//! grid on the dev rows, by macro-F1: it is given the same chance to be tuned as our own model. `C` means what it does
//! in scikit-learn: the larger, the weaker the penalty. Without dev rows, five-fold cross-validation over the training
//! rows chooses.
//!
//! Limits: it sees words and pairs, no meaning; a text without any known word gets the label frequencies.

use super::minimise::minimise;
use super::tfidf::{Sparse, Vocabulary};
use crate::domain::{Label, Probabilities};
use crate::error::{Error, Result};
use crate::evaluate::{Confusion, System};
use rayon::prelude::*;

/// Strengths tried, from a strong penalty to a weak one.
const GRID: [f64; 6] = [0.3, 1.0, 3.0, 10.0, 30.0, 100.0];

/// Parts into which the training rows fall when there are no dev rows.
const FOLDS: usize = 5;

/// Where the fit stops: no part of the gradient of the mean loss is larger. scikit-learn stops at the same place.
const TOLERANCE: f64 = 1e-4;

/// Stemmed TF-IDF and logistic regression.
#[derive(Debug, Clone, PartialEq)]
pub struct TfidfLogistic {
    vocabulary: Vocabulary,
    /// Five weights a feature, then five intercepts.
    weights: Vec<f64>,
    strength: f64,
    chosen_on: String,
}

impl TfidfLogistic {
    /// Fits `texts` to their `labels`, and chooses `C` on the `dev` texts and labels.
    ///
    /// # Errors
    /// If there are no texts, or not as many labels.
    pub fn fit(texts: &[&str], labels: &[Label], dev: Option<(&[&str], &[Label])>) -> Result<Self> {
        if texts.is_empty() || texts.len() != labels.len() {
            return Err(Error::input("there is nothing to fit").hint("give training rows, each with text and label"));
        }
        let mut fits = Self::path(texts, labels);
        let (scores, chosen_on): (Vec<f64>, String) = match dev {
            Some((dev_texts, dev_labels)) => {
                let score = |fit: &Self| fit.pairs(dev_texts, dev_labels).into_iter().collect::<Confusion>().macro_f1();
                (fits.iter().map(score).collect(), format!("on {} dev rows", dev_texts.len()))
            }
            None => (cross_validated(texts, labels), format!("by {FOLDS}-fold cross-validation")),
        };
        let mut best = 0;
        for (place, score) in scores.iter().enumerate() {
            if *score > scores[best] {
                best = place;
            }
        }
        Ok(TfidfLogistic { chosen_on, ..fits.swap_remove(best) })
    }

    /// A fit for each strength of the grid, each begun where the last ended, which saves most of the work.
    fn path(texts: &[&str], labels: &[Label]) -> Vec<Self> {
        let vocabulary = Vocabulary::fit(texts);
        let rows: Vec<Sparse> = texts.iter().map(|text| vocabulary.vector(text)).collect();
        let mut weights = vec![0.0; vocabulary.len() * 5 + 5];
        GRID.into_iter()
            .map(|strength| {
                weights = fitted(&rows, labels, strength, std::mem::take(&mut weights));
                let (vocabulary, weights) = (vocabulary.clone(), weights.clone());
                TfidfLogistic { vocabulary, weights, strength, chosen_on: String::new() }
            })
            .collect()
    }

    fn probabilities(&self, text: &str) -> Probabilities {
        let given = softmax(&self.weights, self.vocabulary.len() * 5, &self.vocabulary.vector(text));
        Probabilities::from_array(given.map(|value| value as f32))
    }

    /// Right and given labels.
    fn pairs(&self, texts: &[&str], labels: &[Label]) -> Vec<(Label, Label)> {
        texts.iter().zip(labels).map(|(text, label)| (*label, self.probabilities(text).best())).collect()
    }
}

/// Macro-F1 of each strength over all rows, each answered by a fit that has not seen it. Row `i` is in fold `i` mod 5.
fn cross_validated(texts: &[&str], labels: &[Label]) -> Vec<f64> {
    let folds: Vec<Vec<Vec<(Label, Label)>>> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| {
            let rows = texts.iter().copied().zip(labels.iter().copied()).enumerate();
            let (held, rest): (Vec<_>, Vec<_>) = rows.partition(|(row, _)| row % FOLDS == fold);
            let (rest_texts, rest_labels): (Vec<&str>, Vec<Label>) = rest.into_iter().map(|(_, row)| row).unzip();
            let (held_texts, held_labels): (Vec<&str>, Vec<Label>) = held.into_iter().map(|(_, row)| row).unzip();
            let fits = if rest_texts.is_empty() { Vec::new() } else { TfidfLogistic::path(&rest_texts, &rest_labels) };
            fits.iter().map(|fit| fit.pairs(&held_texts, &held_labels)).collect()
        })
        .collect();
    let pairs = |place: usize| folds.iter().filter_map(move |fold| fold.get(place)).flatten().copied();
    (0..GRID.len()).map(|place| pairs(place).collect::<Confusion>().macro_f1()).collect()
}

/// Five weights a feature and five intercepts that fit `rows` to `labels` best.
fn fitted(rows: &[Sparse], labels: &[Label], strength: f64, start: Vec<f64>) -> Vec<f64> {
    let size = start.len() - 5;
    let n = rows.len() as f64;
    let penalty = 1.0 / (strength * n);
    minimise(start, TOLERANCE, |weights, slope| {
        let squares: f64 = weights[..size].iter().map(|weight| weight * weight).sum();
        for (part, weight) in slope.iter_mut().zip(&weights[..size]) {
            *part = penalty * weight;
        }
        slope[size..].fill(0.0);
        let mut loss = 0.0;
        for (row, label) in rows.iter().zip(labels) {
            let given = softmax(weights, size, row);
            loss -= given[label.index()].max(f64::MIN_POSITIVE).ln();
            let error: [f64; 5] = std::array::from_fn(|k| (given[k] - f64::from(u8::from(k == label.index()))) / n);
            for &(feature, value) in row {
                for (part, error) in slope[feature * 5..feature * 5 + 5].iter_mut().zip(error) {
                    *part += error * value;
                }
            }
            for (part, error) in slope[size..].iter_mut().zip(error) {
                *part += error;
            }
        }
        loss / n + 0.5 * penalty * squares
    })
}

fn softmax(weights: &[f64], size: usize, row: &Sparse) -> [f64; 5] {
    let mut scores: [f64; 5] = std::array::from_fn(|k| weights[size + k]);
    for &(feature, value) in row {
        for (score, weight) in scores.iter_mut().zip(&weights[feature * 5..feature * 5 + 5]) {
            *score += weight * value;
        }
    }
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let powers = scores.map(|score| (score - most).exp());
    let total: f64 = powers.iter().sum();
    powers.map(|power| power / total)
}

impl System for TfidfLogistic {
    fn name(&self) -> &str {
        "tfidf-logistic"
    }

    fn describe(&self) -> String {
        let (features, strength) = (self.vocabulary.len(), self.strength);
        format!(
            "stemmed words and pairs ({features} features), logistic regression, C = {strength} chosen {}",
            self.chosen_on
        )
    }

    fn predict(&self, texts: &[&str]) -> Result<Vec<Probabilities>> {
        Ok(texts.par_iter().map(|text| self.probabilities(text)).collect())
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

    #[test]
    fn it_learns_words_that_separate_the_labels() {
        let system = TfidfLogistic::fit(&TEXTS, &LABELS, Some((&TEXTS, &LABELS))).unwrap();
        let given =
            system.predict(&["new desks", "supporting her every week", "walked to the shop on his own"]).unwrap();
        assert_eq!(given.iter().map(|row| row.best()).collect::<Vec<_>>(), [Resource, Service, Outcome]);
        assert!(system.describe().contains("chosen on 9 dev rows"));
    }

    #[test]
    fn the_same_rows_give_the_same_fit_and_probabilities_add_up() {
        let fit = || TfidfLogistic::fit(&TEXTS, &LABELS, None).unwrap();
        assert_eq!(fit(), fit());
        for row in fit().predict(&["a desk", "", "zzz"]).unwrap() {
            assert!((row.to_array().iter().sum::<f32>() - 1.0).abs() < 1e-5);
        }
    }

    #[test]
    fn without_features_the_intercepts_give_the_label_frequencies() {
        // Texts without a word have no features, so the best fit is the plain frequencies: 3/4 and 1/4, others near 0.
        let fits = TfidfLogistic::path(&["!", "!", "!", "!"], &[Outcome, Outcome, Outcome, Service]);
        let given = fits[0].probabilities("?");
        assert!((given.outcome - 0.75).abs() < 1e-3 && (given.service - 0.25).abs() < 1e-3, "{given:?}");
    }

    #[test]
    fn a_stronger_penalty_gives_a_flatter_answer() {
        let fits = TfidfLogistic::path(&TEXTS, &LABELS);
        let sure: Vec<f32> = fits.iter().map(|fit| fit.probabilities("a desk").resource).collect();
        assert!(sure.is_sorted() && sure[0] < sure[5], "{sure:?}");
    }

    #[test]
    fn nothing_to_fit_is_an_error() {
        assert!(TfidfLogistic::fit(&[], &[], None).is_err());
    }
}
