//! Counts of who said what, and the figures that follow from the counts alone.
//!
//! **In:** pairs of the right and the given label. **Out:** [`Confusion`]: accuracy, precision, recall, F1, κ. **Layer:**
//! 6.
//!
//! **Absent labels:** macro-F1 is the mean over the labels that stand in either the right or the given answers, as
//! scikit-learn has it. A label that nobody used is left out of the mean; a label that was given but is never right
//! counts with F1 0. Precision without predictions and recall without support are 0.
//!
//! ```
//! use sothat::domain::Label::{Outcome, Service};
//! use sothat::evaluate::Confusion;
//! let confusion: Confusion = [(Outcome, Outcome), (Service, Outcome)].into_iter().collect();
//! assert_eq!(confusion.accuracy(), 0.5);
//! ```

use crate::domain::Label;
use serde::{Deserialize, Serialize};

/// How often each right label (row) was given as each label (column), in the order of [`Label::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Confusion {
    counts: [[usize; 5]; 5],
}

/// How well one label is found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LabelFigures {
    /// Share of the rows given this label that carry it; 0 if none was given it.
    pub precision: f64,
    /// Share of the rows carrying this label that were given it; 0 if none carries it.
    pub recall: f64,
    /// Harmonic mean of the two; `None` if the label stands in neither.
    pub f1: Option<f64>,
    /// Rows that carry the label.
    pub support: usize,
    /// Rows that were given the label.
    pub predicted: usize,
}

impl FromIterator<(Label, Label)> for Confusion {
    fn from_iter<I: IntoIterator<Item = (Label, Label)>>(pairs: I) -> Self {
        let mut confusion = Confusion::default();
        for (right, given) in pairs {
            confusion.counts[right.index()][given.index()] += 1;
        }
        confusion
    }
}

impl Confusion {
    /// Rows labelled `right` that were given `given`.
    pub fn count(&self, right: Label, given: Label) -> usize {
        self.counts[right.index()][given.index()]
    }

    /// Number of rows.
    pub fn n(&self) -> usize {
        self.counts.iter().flatten().sum()
    }

    /// Share of rows given their right label; 0 without rows.
    pub fn accuracy(&self) -> f64 {
        ratio(Label::ALL.into_iter().map(|label| self.count(label, label)).sum(), self.n())
    }

    /// Precision, recall, F1 and support of one label.
    pub fn label(&self, label: Label) -> LabelFigures {
        let hits = self.count(label, label);
        let support = Label::ALL.into_iter().map(|given| self.count(label, given)).sum();
        let predicted = Label::ALL.into_iter().map(|right| self.count(right, label)).sum();
        LabelFigures {
            precision: ratio(hits, predicted),
            recall: ratio(hits, support),
            f1: f1(hits, support, predicted),
            support,
            predicted,
        }
    }

    /// Mean F1 over the labels in use; 0 without rows.
    pub fn macro_f1(&self) -> f64 {
        mean(Label::ALL.into_iter().filter_map(|label| self.label(label).f1))
    }

    /// Share of rows on the right side of outcome-or-not, the side being that of the likeliest of the five labels.
    pub fn outcome_accuracy(&self) -> f64 {
        let (yes, no) = self.sides();
        ratio(yes + no, self.n())
    }

    /// Mean of the F1 of "outcome" and the F1 of "not an outcome".
    pub fn outcome_macro_f1(&self) -> f64 {
        let (yes, no) = self.sides();
        let outcome = self.label(Label::Outcome);
        let n = self.n();
        mean(
            [f1(yes, outcome.support, outcome.predicted), f1(no, n - outcome.support, n - outcome.predicted)]
                .into_iter()
                .flatten(),
        )
    }

    /// Cohen's κ between the two sides: agreement beyond chance, 1 at most. 0 where chance alone gives full agreement.
    pub fn kappa(&self) -> f64 {
        let n = self.n() as f64;
        let chance: f64 = Label::ALL
            .into_iter()
            .map(|label| self.label(label))
            .map(|figures| (figures.support as f64 / n) * (figures.predicted as f64 / n))
            .sum();
        if n == 0.0 || 1.0 - chance < 1e-12 { 0.0 } else { (self.accuracy() - chance) / (1.0 - chance) }
    }

    /// Rows rightly called outcomes, rows rightly called something else.
    fn sides(&self) -> (usize, usize) {
        let outcome = self.label(Label::Outcome);
        let yes = self.count(Label::Outcome, Label::Outcome);
        (yes, self.n() + yes - outcome.support - outcome.predicted)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn f1(hits: usize, support: usize, predicted: usize) -> Option<f64> {
    (support + predicted > 0).then(|| 2.0 * hits as f64 / (support + predicted) as f64)
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0), |(sum, n), value| (sum + value, n + 1));
    if n == 0 { 0.0 } else { sum / f64::from(n) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Label::{Activity, Outcome, Output, Resource, Service};
    use proptest::prelude::*;

    fn close(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-9, "{left} is not {right}");
    }

    /// Right: O O O O S S S A A U.  Given: O O O S S S O A U U.
    fn worked() -> Confusion {
        [
            (Outcome, Outcome),
            (Outcome, Outcome),
            (Outcome, Outcome),
            (Outcome, Service),
            (Service, Service),
            (Service, Service),
            (Service, Outcome),
            (Activity, Activity),
            (Activity, Output),
            (Output, Output),
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn figures_agree_with_those_worked_out_by_hand() {
        let confusion = worked();
        close(confusion.accuracy(), 0.7);
        // Outcome: 3 hits, 4 carry it, 4 were given it: P = R = F1 = 3/4.
        let outcome = confusion.label(Outcome);
        assert_eq!((outcome.support, outcome.predicted), (4, 4));
        close(outcome.f1.unwrap(), 0.75);
        // Service: 2 of 3, 3 given: 2/3. Activity: P 1/1, R 1/2: F1 2/3. Output: P 1/2, R 1/1: 2/3. Resource: unused.
        close(confusion.label(Activity).precision, 1.0);
        close(confusion.label(Activity).recall, 0.5);
        assert_eq!(confusion.label(Resource).f1, None);
        // (3/4 + 2/3 + 2/3 + 2/3) / 4 = 2.75 / 4.
        close(confusion.macro_f1(), 0.6875);
    }

    #[test]
    fn outcome_or_not_counts_confusion_among_the_other_four_as_right() {
        // 3 outcomes found, 1 missed, 1 false alarm, 5 rightly not: 8 of 10. F1: 3/4 and 2·5 / (6 + 6) = 5/6.
        close(worked().outcome_accuracy(), 0.8);
        close(worked().outcome_macro_f1(), (0.75 + 5.0 / 6.0) / 2.0);
    }

    #[test]
    fn kappa_takes_chance_away() {
        // Right O4 S3 A2 U1; given O4 S3 A1 U2: chance = (16 + 9 + 2 + 2) / 100 = 0.29; κ = (0.7 − 0.29) / 0.71.
        close(worked().kappa(), 0.41 / 0.71);
        let constant: Confusion = [(Outcome, Outcome), (Outcome, Outcome)].into_iter().collect();
        close(constant.kappa(), 0.0);
    }

    #[test]
    fn a_label_given_but_never_right_pulls_macro_f1_down_and_an_unused_one_does_not() {
        // Outcome: 1 hit, 2 carry it, 1 was given it: 2/3. Resource: given once, never right: 0. Others unused.
        let confusion: Confusion = [(Outcome, Outcome), (Outcome, Resource)].into_iter().collect();
        close(confusion.macro_f1(), 1.0 / 3.0);
    }

    #[test]
    fn nothing_to_count_gives_zeros_and_no_panic() {
        let empty = Confusion::default();
        for figure in
            [empty.accuracy(), empty.macro_f1(), empty.kappa(), empty.outcome_accuracy(), empty.outcome_macro_f1()]
        {
            close(figure, 0.0);
        }
    }

    proptest! {
        #[test]
        fn figures_stay_in_range_and_full_agreement_gives_one(pairs in proptest::collection::vec((0..5usize, 0..5usize), 1..80)) {
            let confusion: Confusion = pairs.iter().map(|&(a, b)| (Label::ALL[a], Label::ALL[b])).collect();
            for figure in [confusion.accuracy(), confusion.macro_f1(), confusion.outcome_accuracy(), confusion.outcome_macro_f1()] {
                prop_assert!((0.0..=1.0).contains(&figure));
            }
            prop_assert!((-1.0..=1.0).contains(&confusion.kappa()));
            let same: Confusion = pairs.iter().map(|&(a, _)| (Label::ALL[a], Label::ALL[a])).collect();
            prop_assert_eq!((same.accuracy(), same.macro_f1(), same.outcome_macro_f1()), (1.0, 1.0, 1.0));
        }

        #[test]
        fn kappa_is_the_same_whoever_comes_first(pairs in proptest::collection::vec((0..5usize, 0..5usize), 1..80)) {
            let one: Confusion = pairs.iter().map(|&(a, b)| (Label::ALL[a], Label::ALL[b])).collect();
            let other: Confusion = pairs.iter().map(|&(a, b)| (Label::ALL[b], Label::ALL[a])).collect();
            prop_assert!((one.kappa() - other.kappa()).abs() < 1e-12);
        }
    }
}
