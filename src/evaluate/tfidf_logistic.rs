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

use super::logistic::{FOLDS, Fit, best, cross_validated, path};
use super::tfidf::{Sparse, Vocabulary};
use crate::domain::{Label, Probabilities};
use crate::error::{Error, Result};
use crate::evaluate::{Confusion, System};
use rayon::prelude::*;

/// Strengths tried, from a strong penalty to a weak one.
const GRID: [f64; 6] = [0.3, 1.0, 3.0, 10.0, 30.0, 100.0];

/// Stemmed TF-IDF and logistic regression.
#[derive(Debug, Clone, PartialEq)]
pub struct TfidfLogistic {
    vocabulary: Vocabulary,
    fit: Fit,
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
        let (vocabulary, mut fits) = Self::path(texts, labels);
        let (scores, chosen_on): (Vec<f64>, String) = match dev {
            Some((dev_texts, dev_labels)) => {
                let rows = vectors(&vocabulary, dev_texts);
                let score = |fit: &Fit| fit.pairs(&rows, dev_labels).into_iter().collect::<Confusion>().macro_f1();
                (fits.iter().map(score).collect(), format!("on {} dev rows", dev_texts.len()))
            }
            None => {
                let scores = cross_validated(texts.len(), |rest, held| {
                    let pick = |places: &[usize]| -> (Vec<&str>, Vec<Label>) {
                        places.iter().map(|&row| (texts[row], labels[row])).unzip()
                    };
                    let ((rest, rest_labels), (held, held_labels)) = (pick(rest), pick(held));
                    let (vocabulary, fits) = Self::path(&rest, &rest_labels);
                    let rows = vectors(&vocabulary, &held);
                    fits.iter().map(|fit| fit.pairs(&rows, &held_labels)).collect()
                });
                (scores, format!("by {FOLDS}-fold cross-validation"))
            }
        };
        Ok(TfidfLogistic { vocabulary, fit: fits.swap_remove(best(&scores)), chosen_on })
    }

    /// The features of `texts`, and a fit for each strength of the grid.
    fn path(texts: &[&str], labels: &[Label]) -> (Vocabulary, Vec<Fit>) {
        let vocabulary = Vocabulary::fit(texts);
        let fits = path(&vectors(&vocabulary, texts), labels, vocabulary.len(), &GRID);
        (vocabulary, fits)
    }
}

fn vectors(vocabulary: &Vocabulary, texts: &[&str]) -> Vec<Sparse> {
    texts.iter().map(|text| vocabulary.vector(text)).collect()
}

impl System for TfidfLogistic {
    fn name(&self) -> &str {
        "tfidf-logistic"
    }

    fn describe(&self) -> String {
        let (features, strength) = (self.vocabulary.len(), self.fit.strength);
        format!(
            "stemmed words and pairs ({features} features), logistic regression, C = {strength} chosen {}",
            self.chosen_on
        )
    }

    fn predict(&self, texts: &[&str]) -> Result<Vec<Probabilities>> {
        Ok(texts.par_iter().map(|text| self.fit.answer(&self.vocabulary.vector(text))).collect())
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
    fn a_stronger_penalty_gives_a_flatter_answer() {
        let (vocabulary, fits) = TfidfLogistic::path(&TEXTS, &LABELS);
        let sure: Vec<f32> = fits.iter().map(|fit| fit.answer(&vocabulary.vector("a desk")).resource).collect();
        assert!(sure.is_sorted() && sure[0] < sure[5], "{sure:?}");
    }

    #[test]
    fn nothing_to_fit_is_an_error() {
        assert!(TfidfLogistic::fit(&[], &[], None).is_err());
    }
}
