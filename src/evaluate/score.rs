//! Turns answers into scores with intervals.
//!
//! **In:** right labels, and labels or probabilities given to the same rows. **Out:** [`Scores`]. **Layer:** 6.
//!
//! All figures of a draw are computed together, on the same rows, and the same draws serve every answerer.

use crate::domain::{Label, Probabilities};
use crate::evaluate::doubt::{Bin, Judged, WhenSure, bins, calibration_error, log_loss, risk_coverage, when_sure};
use crate::evaluate::report::rounded;
use crate::evaluate::{Confusion, Draws, Estimate, LabelScores, RiskScores, Scores, Sure, SureFrom};

/// Points of the risk–coverage curve: every five per cent.
const POINTS: usize = 20;

/// Five figures over the whole, then F1 of each label.
const COUNTED: usize = 10;

/// Scores of plain labels, as annotators give them.
pub(super) fn of_labels(slice: &str, right: &[Label], given: &[Label], seed: u64, resamples: usize) -> Scores {
    let draws = Draws { seed, rows: right.len(), resamples };
    let tally =
        |rows: &mut dyn Iterator<Item = usize>| -> Confusion { rows.map(|row| (right[row], given[row])).collect() };
    let whole = tally(&mut (0..right.len()));
    let values = counted(&whole);
    let intervals = draws.intervals(|drawn| counted(&tally(&mut drawn.iter().copied())));
    let estimate =
        |place: usize| values[place].map(|value| Estimate::new(value, intervals[place].unwrap_or((value, value))));
    let sure_of = |place: usize| estimate(place).unwrap_or(Estimate::new(0.0, (0.0, 0.0)));
    let labels = Label::ALL.into_iter().map(|label| {
        let figures = whole.label(label);
        LabelScores {
            label,
            precision: rounded(figures.precision),
            recall: rounded(figures.recall),
            f1: estimate(5 + label.index()),
            support: figures.support,
            predicted: figures.predicted,
        }
    });
    Scores {
        slice: slice.to_string(),
        n: right.len(),
        macro_f1: sure_of(0),
        accuracy: sure_of(1),
        outcome_accuracy: sure_of(2),
        outcome_macro_f1: sure_of(3),
        kappa: sure_of(4),
        labels: labels.collect(),
        confusion: whole,
        risk: None,
    }
}

/// Scores of probabilities; `sure` is the threshold and who set it.
pub(super) fn of_probabilities(
    slice: &str,
    right: &[Label],
    given: &[Probabilities],
    sure: (Option<f64>, SureFrom),
    seed: u64,
    resamples: usize,
) -> Scores {
    let labels: Vec<Label> = given.iter().map(|row| row.best()).collect();
    let judged: Vec<Judged> = right.iter().zip(given).map(|(label, row)| Judged::new(*label, *row)).collect();
    Scores {
        risk: Some(risk(&judged, sure, Draws { seed, rows: right.len(), resamples })),
        ..of_labels(slice, right, &labels, seed, resamples)
    }
}

fn counted(confusion: &Confusion) -> [Option<f64>; COUNTED] {
    let [a, b, c, d, e] = Label::ALL.map(|label| confusion.label(label).f1);
    [
        Some(confusion.macro_f1()),
        Some(confusion.accuracy()),
        Some(confusion.outcome_accuracy()),
        Some(confusion.outcome_macro_f1()),
        Some(confusion.kappa()),
        a,
        b,
        c,
        d,
        e,
    ]
}

fn risk(judged: &[Judged], (threshold, from): (Option<f64>, SureFrom), draws: Draws) -> RiskScores {
    let never = WhenSure { accuracy: None, coverage: 0.0 };
    let figures = |rows: &[Judged]| {
        let sure = threshold.map_or(never, |threshold| when_sure(rows.iter().copied(), threshold));
        [
            Some(calibration_error(rows.iter().copied())),
            Some(log_loss(rows.iter().copied())),
            sure.accuracy,
            Some(sure.coverage),
        ]
    };
    let values = figures(judged);
    let intervals = draws.intervals(|drawn| figures(&drawn.iter().map(|&row| judged[row]).collect::<Vec<_>>()));
    let estimate =
        |place: usize| values[place].map(|value| Estimate::new(value, intervals[place].unwrap_or((value, value))));
    let defined = |place: usize| estimate(place).unwrap_or(Estimate::new(0.0, (0.0, 0.0)));
    let mut curve = risk_coverage(judged, POINTS);
    for point in &mut curve {
        (point.coverage, point.risk, point.confidence) =
            (rounded(point.coverage), rounded(point.risk), rounded(point.confidence));
    }
    let round = |bin: Bin| Bin { confidence: rounded(bin.confidence), accuracy: rounded(bin.accuracy), ..bin };
    RiskScores {
        bins: bins(judged.iter().copied()).map(round).to_vec(),
        calibration_error: defined(0),
        log_loss: defined(1),
        sure: Sure { threshold: threshold.map(rounded), from, accuracy: estimate(2), coverage: defined(3) },
        curve,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Label::{Outcome, Service};

    #[test]
    fn probabilities_are_scored_by_their_likeliest_label() {
        let outcome = Probabilities::from_array([0.9, 0.1, 0.0, 0.0, 0.0]);
        let service = Probabilities::from_array([0.4, 0.6, 0.0, 0.0, 0.0]);
        let right = [Outcome, Service, Outcome, Outcome];
        let given = [outcome, service, service, outcome];
        let scores = of_probabilities("all", &right, &given, (Some(0.8), SureFrom::Given), 1, 300);
        assert_eq!((scores.accuracy.value, scores.n), (0.75, 4));
        let risk = scores.risk.unwrap();
        assert_eq!((risk.sure.accuracy.unwrap().value, risk.sure.coverage.value, risk.curve.len()), (1.0, 0.5, 20));
        assert!(scores.accuracy.low <= 0.75 && 0.75 <= scores.accuracy.high);
    }

    #[test]
    fn a_label_nobody_used_has_no_f1() {
        let scores = of_labels("all", &[Outcome, Service], &[Outcome, Outcome], 1, 50);
        assert!(scores.labels[4].f1.is_none() && scores.labels[0].f1.is_some());
        assert_eq!(scores.labels[1].support, 1);
    }

    #[test]
    fn without_a_threshold_nothing_is_sure() {
        let given = [Probabilities::from_array([1.0, 0.0, 0.0, 0.0, 0.0])];
        let risk = of_probabilities("all", &[Outcome], &given, (None, SureFrom::Dev), 1, 10).risk.unwrap();
        assert_eq!((risk.sure.accuracy, risk.sure.coverage.value), (None, 0.0));
    }
}
