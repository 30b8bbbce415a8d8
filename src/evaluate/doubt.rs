//! How far a system's confidence can be believed.
//!
//! **In:** [`Judged`] rows: the confidence of each answer and whether it was right. **Out:** calibration error, log loss,
//! accuracy when sure, risk–coverage points. **Layer:** 6.
//!
//! A figure over all rows hides what a reader needs: when the program says it is sure, is it? Confidence is the
//! probability of the likeliest label, 0 to 1.
//!
//! ```
//! use sothat::evaluate::doubt::{Judged, when_sure};
//! let rows = [Judged { confidence: 0.9, correct: true, right: 0.9 }, Judged { confidence: 0.4, correct: false, right: 0.3 }];
//! let sure = when_sure(rows, 0.8);
//! assert_eq!((sure.accuracy, sure.coverage), (Some(1.0), 0.5));
//! ```

use crate::domain::{Label, Probabilities};
use serde::{Deserialize, Serialize};

/// One answer beside the right one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// Probability of the label given, 0 to 1.
    pub confidence: f64,
    /// True if the label given is the right one.
    pub correct: bool,
    /// Probability that the system gave to the right label, 0 to 1.
    pub right: f64,
}

impl Judged {
    /// The answer of a system to a row labelled `label`.
    pub fn new(label: Label, given: Probabilities) -> Self {
        let best = given.best();
        Judged { confidence: f64::from(given.of(best)), correct: best == label, right: f64::from(given.of(label)) }
    }
}

/// Accuracy among the answers at or above a confidence, and how many those are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WhenSure {
    /// Share of the sure answers that are right; `None` if none is sure.
    pub accuracy: Option<f64>,
    /// Share of all answers that are sure.
    pub coverage: f64,
}

/// A point of the risk–coverage curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RiskPoint {
    /// Share of rows answered, the most confident first.
    pub coverage: f64,
    /// Share of wrong answers among them.
    pub risk: f64,
    /// The lowest confidence among them.
    pub confidence: f64,
}

/// Equal-width bins of confidence.
const BINS: usize = 10;

/// Probabilities are single precision; one below this is no better known than this.
const LEAST_PROBABILITY: f64 = 1e-7;

/// Fewest dev rows on which a threshold may be chosen: on less, a lucky streak passes for certainty.
const FEWEST_SURE: usize = 20;

/// Answers whose confidence falls into one of ten equal ranges.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Bin {
    /// Answers in it.
    pub n: usize,
    /// Their mean confidence; 0 without answers.
    pub confidence: f64,
    /// Share of them that is right; 0 without answers.
    pub accuracy: f64,
}

/// The ten equal-width bins of confidence, each closed on the right, in rising order.
pub fn bins(rows: impl IntoIterator<Item = Judged>) -> [Bin; BINS] {
    let mut bins = [Bin::default(); BINS];
    for row in rows {
        let bin = &mut bins[((row.confidence * BINS as f64).ceil() as usize).clamp(1, BINS) - 1];
        bin.n += 1;
        bin.confidence += row.confidence;
        bin.accuracy += f64::from(u8::from(row.correct));
    }
    for bin in bins.iter_mut().filter(|bin| bin.n > 0) {
        bin.confidence /= bin.n as f64;
        bin.accuracy /= bin.n as f64;
    }
    bins
}

/// Expected calibration error: the gap between mean confidence and accuracy in each of the [`bins`], averaged with the
/// bins' sizes as weights. 0 without rows.
pub fn calibration_error(rows: impl IntoIterator<Item = Judged>) -> f64 {
    let bins = bins(rows);
    let n: usize = bins.iter().map(|bin| bin.n).sum();
    let gaps: f64 = bins.iter().map(|bin| bin.n as f64 * (bin.confidence - bin.accuracy).abs()).sum();
    if n == 0 { 0.0 } else { gaps / n as f64 }
}

/// Mean of −ln of the probability given to the right label, that probability held at 1e-7 or more. 0 without rows.
pub fn log_loss(rows: impl IntoIterator<Item = Judged>) -> f64 {
    let (sum, n) =
        rows.into_iter().fold((0.0, 0.0), |(sum, n), row| (sum - row.right.max(LEAST_PROBABILITY).ln(), n + 1.0));
    if n == 0.0 { 0.0 } else { sum / n }
}

/// Accuracy and coverage of the answers whose confidence is `threshold` or more.
pub fn when_sure(rows: impl IntoIterator<Item = Judged>, threshold: f64) -> WhenSure {
    let (mut n, mut sure, mut right) = (0.0, 0.0, 0.0);
    for row in rows {
        n += 1.0;
        if row.confidence >= threshold {
            sure += 1.0;
            right += f64::from(u8::from(row.correct));
        }
    }
    WhenSure { accuracy: (sure > 0.0).then(|| right / sure), coverage: if n == 0.0 { 0.0 } else { sure / n } }
}

/// The lowest confidence at which the answers of `dev` reach `accuracy`; `None` if none does over 20 rows or more.
pub fn choose_threshold(dev: &[Judged], accuracy: f64) -> Option<f64> {
    let mut chosen = None;
    for (place, group) in by_confidence(dev) {
        if place.rows >= FEWEST_SURE as f64 && place.rows - place.errors >= accuracy * place.rows {
            chosen = Some(group);
        }
    }
    chosen
}

/// Risk at `points` evenly spaced coverages, the last being 1. Rows of one confidence are taken in any order alike: a
/// point inside such a group has the risk that is expected of it.
pub fn risk_coverage(rows: &[Judged], points: usize) -> Vec<RiskPoint> {
    let groups = by_confidence(rows);
    (1..=points)
        .filter_map(|point| {
            let coverage = point as f64 / points as f64;
            let wanted = coverage * rows.len() as f64;
            let at = groups.iter().position(|(place, _)| place.rows >= wanted - 1e-9)?;
            let before = if at == 0 { Place::default() } else { groups[at - 1].0 };
            let (place, confidence) = groups[at];
            let share = (wanted - before.rows) / (place.rows - before.rows);
            let errors = before.errors + share * (place.errors - before.errors);
            Some(RiskPoint { coverage, risk: errors / wanted, confidence })
        })
        .collect()
}

/// Rows and errors down to a place in the list of answers, most confident first.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    rows: f64,
    errors: f64,
}

/// The places at which confidence falls, with the confidence before the fall.
fn by_confidence(rows: &[Judged]) -> Vec<(Place, f64)> {
    let mut sorted = rows.to_vec();
    sorted.sort_by(|left, right| right.confidence.total_cmp(&left.confidence));
    let mut groups: Vec<(Place, f64)> = Vec::new();
    let mut place = Place::default();
    for row in sorted {
        place.rows += 1.0;
        place.errors += f64::from(u8::from(!row.correct));
        match groups.last_mut() {
            Some(last) if last.1 == row.confidence => last.0 = place,
            _ => groups.push((place, row.confidence)),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn judged(confidence: f64, correct: bool) -> Judged {
        Judged { confidence, correct, right: if correct { confidence } else { 0.1 } }
    }

    fn close(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-9, "{left} is not {right}");
    }

    #[test]
    fn calibration_error_is_the_weighted_gap_worked_out_by_hand() {
        // Bin (0.9, 1]: 0.95 and 0.97, one right: |1.92 − 1| = 0.92. Bin (0.5, 0.6]: 0.6, right: |0.6 − 1| = 0.4.
        // Bin (0.3, 0.4]: 0.35, wrong: 0.35. Together (0.92 + 0.4 + 0.35) / 4.
        let rows = [judged(0.95, true), judged(0.97, false), judged(0.6, true), judged(0.35, false)];
        close(calibration_error(rows), 1.67 / 4.0);
        close(calibration_error([judged(1.0, true)]), 0.0);
    }

    #[test]
    fn bins_hold_what_falls_into_them_and_are_closed_on_the_right() {
        let bins = bins([judged(0.5, true), judged(0.51, false), judged(0.55, true), judged(0.0, false)]);
        assert_eq!((bins[4], bins[0].n), (Bin { n: 1, confidence: 0.5, accuracy: 1.0 }, 1));
        assert_eq!((bins[5].n, bins[5].accuracy), (2, 0.5));
        close(bins[5].confidence, 0.53);
    }

    #[test]
    fn log_loss_is_the_mean_surprise_and_never_infinite() {
        // (−ln 0.5 − ln 0.25) / 2 = 1.5 ln 2.
        let rows = [0.5, 0.25].map(|right| Judged { confidence: 0.5, correct: true, right });
        close(log_loss(rows), 1.5 * std::f64::consts::LN_2);
        assert!(log_loss([Judged { confidence: 1.0, correct: false, right: 0.0 }]).is_finite());
    }

    #[test]
    fn sure_counts_the_threshold_itself() {
        let rows = [judged(0.9, true), judged(0.8, false), judged(0.79, true), judged(0.3, true)];
        let sure = when_sure(rows, 0.8);
        assert_eq!((sure.accuracy, sure.coverage), (Some(0.5), 0.5));
        assert_eq!(when_sure(rows, 0.95).accuracy, None);
    }

    #[test]
    fn the_threshold_chosen_is_the_lowest_that_keeps_the_accuracy() {
        // 30 right at 0.9; then 1 wrong at 0.7 (30/31 ≥ 0.95); then 5 wrong at 0.5 (30/36 < 0.95).
        let mut dev = vec![judged(0.9, true); 30];
        dev.push(judged(0.7, false));
        dev.extend([judged(0.5, false); 5]);
        assert_eq!(choose_threshold(&dev, 0.95), Some(0.7));
        assert_eq!(choose_threshold(&dev[..19], 0.95), None);
    }

    #[test]
    fn risk_grows_with_coverage_as_worked_out_by_hand() {
        // In order of confidence: right, right, wrong, right. At 0.5: 0/2; at 1: 1/4.
        let rows = [judged(0.4, true), judged(0.9, true), judged(0.6, false), judged(0.8, true)];
        let points = risk_coverage(&rows, 2);
        assert_eq!(points[0], RiskPoint { coverage: 0.5, risk: 0.0, confidence: 0.8 });
        assert_eq!(points[1], RiskPoint { coverage: 1.0, risk: 0.25, confidence: 0.4 });
    }

    #[test]
    fn rows_of_equal_confidence_share_their_risk() {
        // Four alike, one of them wrong: any half of them is expected to hold half an error in two rows.
        let rows = [judged(0.5, false), judged(0.5, true), judged(0.5, true), judged(0.5, true)];
        close(risk_coverage(&rows, 2)[0].risk, 0.25);
    }

    proptest! {
        #[test]
        fn full_coverage_has_the_risk_of_all_rows(rows in proptest::collection::vec((0.0..=1.0f64, any::<bool>()), 1..60)) {
            let rows: Vec<Judged> = rows.into_iter().map(|(confidence, correct)| judged(confidence, correct)).collect();
            let wrong = rows.iter().filter(|row| !row.correct).count() as f64 / rows.len() as f64;
            let last = *risk_coverage(&rows, 20).last().unwrap();
            prop_assert!((last.risk - wrong).abs() < 1e-9);
            prop_assert!((0.0..=1.0).contains(&calibration_error(rows.iter().copied())));
            prop_assert!((when_sure(rows.iter().copied(), 0.0).coverage - 1.0).abs() < 1e-12);
        }
    }
}
