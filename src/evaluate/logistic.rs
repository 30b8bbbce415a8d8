//! Multinomial logistic regression, for every rival that learns weights over features.
//!
//! **In:** rows of features, sparse or dense, and their labels. **Out:** [`Fit`]s over a grid of penalties, and which of
//! them answered best. **Layer:** 6.
//!
//! L2 penalty, intercepts free. `C` means what it does in scikit-learn: the larger, the weaker the penalty. Rows are
//! scored on all cores and added up in their order, so that the same rows give the same fit on every machine.

use super::minimise::minimise;
use crate::domain::{Label, Probabilities};
use crate::evaluate::Confusion;
use rayon::prelude::*;

/// Where the fit stops: no part of the gradient of the mean loss is larger. scikit-learn stops at the same place.
const TOLERANCE: f64 = 1e-4;

/// Parts into which the training rows fall when there are no dev rows.
pub(super) const FOLDS: usize = 5;

/// The features of a text.
pub(super) trait Features: Sync {
    /// Calls `each` with the number and the value of every feature that is not 0.
    fn visit(&self, each: impl FnMut(usize, f64));
}

impl Features for Vec<(usize, f64)> {
    fn visit(&self, mut each: impl FnMut(usize, f64)) {
        for &(feature, value) in self {
            each(feature, value);
        }
    }
}

impl Features for Vec<f64> {
    fn visit(&self, mut each: impl FnMut(usize, f64)) {
        for (feature, &value) in self.iter().enumerate() {
            each(feature, value);
        }
    }
}

/// Weights that were fitted at one strength.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fit {
    /// Five weights a feature, then five intercepts.
    weights: Vec<f64>,
    /// The strength `C`.
    pub strength: f64,
}

impl Fit {
    /// Five probabilities for a text.
    pub(super) fn answer(&self, row: &impl Features) -> Probabilities {
        Probabilities::from_array(softmax(&self.weights, self.weights.len() - 5, row).map(|value| value as f32))
    }

    /// Right and given labels.
    pub(super) fn pairs<R: Features>(&self, rows: &[R], labels: &[Label]) -> Vec<(Label, Label)> {
        rows.iter().zip(labels).map(|(row, label)| (*label, self.answer(row).best())).collect()
    }
}

/// A fit for each strength of `grid`, each begun where the last ended, which saves most of the work. Rows have `features`
/// features.
pub(super) fn path<R: Features>(rows: &[R], labels: &[Label], features: usize, grid: &[f64]) -> Vec<Fit> {
    let mut weights = vec![0.0; features * 5 + 5];
    grid.iter()
        .map(|&strength| {
            weights = fitted(rows, labels, strength, std::mem::take(&mut weights));
            Fit { weights: weights.clone(), strength }
        })
        .collect()
}

/// Macro-F1 of each candidate on rows that none of them was fitted to. `fits` gives the candidates that learned from the
/// row numbers of its first argument, each with right and given label for those of its second; row `i` is in fold `i` mod 5.
pub(super) fn cross_validated(
    rows: usize,
    fits: impl Fn(&[usize], &[usize]) -> Vec<Vec<(Label, Label)>> + Sync,
) -> Vec<f64> {
    let folds: Vec<Vec<Vec<(Label, Label)>>> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| {
            let (held, rest): (Vec<usize>, Vec<usize>) = (0..rows).partition(|row| row % FOLDS == fold);
            if rest.is_empty() { Vec::new() } else { fits(&rest, &held) }
        })
        .collect();
    let candidates = folds.iter().map(Vec::len).max().unwrap_or(0);
    let pairs = |place: usize| folds.iter().filter_map(move |fold| fold.get(place)).flatten().copied();
    (0..candidates).map(|place| pairs(place).collect::<Confusion>().macro_f1()).collect()
}

/// The place of the highest score, the first on a tie, which is that of the strongest penalty.
pub(super) fn best(scores: &[f64]) -> usize {
    let mut best = 0;
    for (place, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = place;
        }
    }
    best
}

/// Five weights a feature and five intercepts that fit `rows` to `labels` best.
fn fitted<R: Features>(rows: &[R], labels: &[Label], strength: f64, start: Vec<f64>) -> Vec<f64> {
    let size = start.len() - 5;
    let n = rows.len() as f64;
    let penalty = 1.0 / (strength * n);
    minimise(start, TOLERANCE, |weights, slope| {
        let squares: f64 = weights[..size].iter().map(|weight| weight * weight).sum();
        for (part, weight) in slope.iter_mut().zip(&weights[..size]) {
            *part = penalty * weight;
        }
        slope[size..].fill(0.0);
        let answers: Vec<[f64; 5]> = rows.par_iter().map(|row| softmax(weights, size, row)).collect();
        let mut loss = 0.0;
        for ((row, label), given) in rows.iter().zip(labels).zip(answers) {
            loss -= given[label.index()].max(f64::MIN_POSITIVE).ln();
            let error: [f64; 5] = std::array::from_fn(|k| (given[k] - f64::from(u8::from(k == label.index()))) / n);
            row.visit(|feature, value| {
                for (part, error) in slope[feature * 5..feature * 5 + 5].iter_mut().zip(error) {
                    *part += error * value;
                }
            });
            for (part, error) in slope[size..].iter_mut().zip(error) {
                *part += error;
            }
        }
        loss / n + 0.5 * penalty * squares
    })
}

fn softmax(weights: &[f64], size: usize, row: &impl Features) -> [f64; 5] {
    let mut scores: [f64; 5] = std::array::from_fn(|k| weights[size + k]);
    row.visit(|feature, value| {
        for (score, weight) in scores.iter_mut().zip(&weights[feature * 5..feature * 5 + 5]) {
            *score += weight * value;
        }
    });
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let powers = scores.map(|score| (score - most).exp());
    let total: f64 = powers.iter().sum();
    powers.map(|power| power / total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Label::{Outcome, Service};

    #[test]
    fn without_features_the_intercepts_give_the_label_frequencies() {
        // Rows without a feature: the best fit is the plain frequencies: 3/4 and 1/4, others near 0.
        let rows: Vec<Vec<f64>> = vec![Vec::new(); 4];
        let given = path(&rows, &[Outcome, Outcome, Outcome, Service], 0, &[1.0])[0].answer(&rows[0]);
        assert!((given.outcome - 0.75).abs() < 1e-3 && (given.service - 0.25).abs() < 1e-3, "{given:?}");
    }

    #[test]
    fn a_dense_row_and_the_same_row_written_sparsely_get_the_same_fit() {
        let dense = [vec![1.0, 0.0, 2.0], vec![0.0, 1.0, 0.0], vec![0.5, 0.0, 1.0], vec![0.0, 2.0, 0.0]];
        let sparse: Vec<Vec<(usize, f64)>> = dense
            .iter()
            .map(|row| row.iter().copied().enumerate().filter(|(_, value)| *value != 0.0).collect())
            .collect();
        let labels = [Outcome, Service, Outcome, Service];
        let (one, two) = (path(&dense, &labels, 3, &[1.0, 10.0]), path(&sparse, &labels, 3, &[1.0, 10.0]));
        for (one, two) in one.iter().zip(&two) {
            assert!(one.weights.iter().zip(&two.weights).all(|(one, two)| (one - two).abs() < 1e-9));
        }
    }

    #[test]
    fn at_the_best_weights_penalty_and_pull_of_the_rows_are_in_balance() {
        // One feature: 1 in the row that is an outcome, −1 in the one that is a service; C = 1. Where the slope is 0 the weight
        // is C times the sum of value · (right − given): w = (1 − p) + r, p and r being the shares given to outcome. The two
        // labels are mirror images, so r = 1 − p and p = 1 / (1 + e^(−4 (1 − p))), which p = 0.7395 solves.
        let rows = [vec![1.0], vec![-1.0]];
        let fit = &path(&rows, &[Outcome, Service], 1, &[1.0])[0];
        let (p, r) = (fit.answer(&rows[0]).outcome, fit.answer(&rows[1]).outcome);
        assert!((fit.weights[0] - f64::from(1.0 - p + r)).abs() < 1e-3, "{fit:?}");
        assert!((p - 0.7395).abs() < 0.005 && (r - 0.2605).abs() < 0.005, "{p} {r}");
    }

    #[test]
    fn folds_answer_every_row_once_and_never_one_they_learned_from() {
        let scores = cross_validated(11, |rest, held| {
            assert!(held.iter().all(|row| !rest.contains(row)) && rest.len() + held.len() == 11);
            vec![held.iter().map(|_| (Outcome, Outcome)).collect(), held.iter().map(|_| (Outcome, Service)).collect()]
        });
        assert_eq!((scores.clone(), best(&scores)), (vec![1.0, 0.0], 0));
    }
}
