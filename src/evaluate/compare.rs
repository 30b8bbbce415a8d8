//! Whether one system is better than another, or only luckier on these rows.
//!
//! **In:** the right labels and two systems' answers to the same rows. **Out:** [`Difference`]: differences in macro-F1 and
//! accuracy with paired bootstrap intervals, and McNemar's exact test on the rows where just one of them is right.
//! **Layer:** 6.
//!
//! Two overlapping intervals do not show that two systems are equal: both saw the same rows, and what is hard for one is
//! often hard for the other. Drawing the same rows for both takes that out.
//!
//! ```
//! use sothat::evaluate::compare::mcnemar;
//! assert!((mcnemar(0, 6) - 2.0 / 64.0).abs() < 1e-12);
//! ```

use crate::domain::Label;
use crate::evaluate::{Confusion, Draws};

/// A figure of the first system minus that of the second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// Over all rows.
    pub value: f64,
    /// 95 % interval, by paired bootstrap.
    pub interval: (f64, f64),
}

impl Gap {
    /// True if the interval holds 0: these rows do not tell the two apart.
    pub fn is_noise(&self) -> bool {
        self.interval.0 <= 0.0 && self.interval.1 >= 0.0
    }
}

/// How two systems differ on the same rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// In macro-F1.
    pub macro_f1: Gap,
    /// In accuracy.
    pub accuracy: Gap,
    /// In accuracy at outcome-or-not.
    pub outcome_accuracy: Gap,
    /// Rows that only the first got right.
    pub only_first: usize,
    /// Rows that only the second got right.
    pub only_second: usize,
    /// McNemar's exact two-sided p of the two counts.
    pub p: f64,
}

/// How `first` and `second` differ in answering rows labelled `right`; all three are in the order of the rows.
pub fn compare(right: &[Label], first: &[Label], second: &[Label], draws: Draws) -> Difference {
    let gaps = |rows: &mut dyn Iterator<Item = usize>| {
        let (one, two): (Vec<_>, Vec<_>) =
            rows.map(|row| ((right[row], first[row]), (right[row], second[row]))).unzip();
        let (one, two): (Confusion, Confusion) = (one.into_iter().collect(), two.into_iter().collect());
        [
            one.macro_f1() - two.macro_f1(),
            one.accuracy() - two.accuracy(),
            one.outcome_accuracy() - two.outcome_accuracy(),
        ]
    };
    let values = gaps(&mut (0..right.len()));
    let intervals = draws.intervals(|drawn| gaps(&mut drawn.iter().copied()).map(Some));
    let gap = |at: usize| Gap { value: values[at], interval: intervals[at].unwrap_or((values[at], values[at])) };
    let only = |good: &[Label], bad: &[Label]| {
        right.iter().zip(good.iter().zip(bad)).filter(|(right, (good, bad))| good == right && bad != right).count()
    };
    let (only_first, only_second) = (only(first, second), only(second, first));
    Difference {
        macro_f1: gap(0),
        accuracy: gap(1),
        outcome_accuracy: gap(2),
        only_first,
        only_second,
        p: mcnemar(only_first, only_second),
    }
}

/// McNemar's exact test: the two-sided probability that a fair coin splits as unevenly as `first` to `second`.
pub fn mcnemar(first: usize, second: usize) -> f64 {
    let n = (first + second) as f64;
    let mut term = -n * std::f64::consts::LN_2;
    let mut tail = term.exp();
    for k in 1..=first.min(second) {
        term += (n - k as f64 + 1.0).ln() - (k as f64).ln();
        tail += term.exp();
    }
    (2.0 * tail).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Label::{Outcome, Service};
    use proptest::prelude::*;

    fn draws(rows: usize) -> Draws {
        Draws { seed: 5, rows, resamples: 500 }
    }

    #[test]
    fn mcnemar_agrees_with_binomial_tails_worked_out_by_hand() {
        // 2 to 8: 2 · (1 + 10 + 45) / 1024. 1 to 3: 2 · (1 + 4) / 16. No difference, or an even split: 1.
        assert!((mcnemar(2, 8) - 112.0 / 1024.0).abs() < 1e-12);
        assert!((mcnemar(3, 1) - 0.625).abs() < 1e-12);
        assert_eq!((mcnemar(0, 0), mcnemar(4, 4)), (1.0, 1.0));
        assert!(mcnemar(400, 3000) >= 0.0 && mcnemar(400, 3000) < 1e-300);
    }

    #[test]
    fn a_system_compared_with_itself_differs_by_nothing() {
        let right = [Outcome, Service, Outcome, Service];
        let given = [Outcome, Outcome, Outcome, Service];
        let same = compare(&right, &given, &given, draws(4));
        for gap in [same.macro_f1, same.accuracy, same.outcome_accuracy] {
            assert_eq!((gap.value, gap.interval, gap.is_noise()), (0.0, (0.0, 0.0), true));
        }
        assert_eq!(same.p, 1.0);
    }

    #[test]
    fn a_clear_difference_is_told_from_noise() {
        // First always right; second always says outcome on 20 + 20 rows: F1 2/3 and 0, so the gap is 1 − 1/3.
        let right: Vec<Label> = (0..40).map(|row| if row % 2 == 0 { Outcome } else { Service }).collect();
        let lazy = vec![Outcome; 40];
        let gap = compare(&right, &right, &lazy, draws(40));
        assert!((gap.macro_f1.value - 2.0 / 3.0).abs() < 1e-12);
        // Half of the rows are right by the lazy one, and all on the right side by the first.
        assert_eq!((gap.accuracy.value, gap.outcome_accuracy.value), (0.5, 0.5));
        assert_eq!((gap.only_first, gap.only_second, gap.macro_f1.is_noise()), (20, 0, false));
    }

    proptest! {
        #[test]
        fn turning_the_two_round_turns_the_sign(rows in proptest::collection::vec((0..5usize, 0..5usize, 0..5usize), 1..40)) {
            let column = |pick: fn(&(usize, usize, usize)) -> usize| -> Vec<Label> { rows.iter().map(|row| Label::ALL[pick(row)]).collect() };
            let (right, first, second) = (column(|row| row.0), column(|row| row.1), column(|row| row.2));
            let there = compare(&right, &first, &second, draws(rows.len()));
            let back = compare(&right, &second, &first, draws(rows.len()));
            for (there, back) in [(there.macro_f1, back.macro_f1), (there.accuracy, back.accuracy)] {
                prop_assert!((there.value + back.value).abs() < 1e-12);
                prop_assert!((there.interval.0 + back.interval.1).abs() < 1e-9);
            }
            prop_assert_eq!((there.only_first, there.p), (back.only_second, back.p));
        }
    }
}
