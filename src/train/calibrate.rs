//! Chooses temperature and thresholds on dev.
//!
//! **In:** what the network says of the dev statements, and their labels. **Out:** [`Calibration`]. **Layer:** 6.
//!
//! Temperature scaling (Guo and others, 2017), after the smoothing of labels is undone: one number, so that a probability of 0.8 is
//! right four times in five. It never changes which label is the likeliest.

use crate::classify::Scores;
use crate::classify::probability::{Scale, sigmoid};
use crate::document::statements::LabelledStatement;
use crate::domain::{Label, Mark};

/// What was chosen on dev.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Calibration {
    /// How logits become probabilities.
    pub scale: Scale,
    /// `sure` from this probability on.
    pub sure_from: f32,
    /// A mark is set from this probability on, in the order of [`Mark::ALL`].
    pub marks_from: [f32; 4],
    /// A text is no statement from this probability on.
    pub other_from: f32,
}

/// Chooses on dev: the temperature with the least log loss once `smoothing` is undone, the lowest `sure` threshold that reaches `accuracy`, and for each
/// mark the threshold with the best F1 over the rows that were asked for it, and for being no statement the lowest threshold at which
/// at most one statement in 200 is told apart wrongly. `others` are logits of further texts, and whether they are no statements.
pub(super) fn choose(
    scores: &[Scores],
    dev: &[LabelledStatement],
    others: &[(f32, bool)],
    accuracy: f64,
    smoothing: f32,
) -> Calibration {
    let labels: Vec<Label> = dev.iter().map(|row| row.label).collect();
    let scale = Scale { smoothing, temperature: temperature(scores, &labels, smoothing) };
    let marks_from = Mark::ALL.map(|mark| {
        let asked =
            scores.iter().zip(dev).filter_map(|(score, row)| Some((score.marks[mark.index()], row.mark(mark)?)));
        mark_from(&asked.collect::<Vec<_>>())
    });
    let statements = scores.iter().map(|score| score.other);
    let other_from = other_from(statements.chain(others.iter().filter(|(_, none)| !none).map(|(logit, _)| *logit)));
    Calibration { scale, sure_from: sure_from(scores, &labels, scale, accuracy), marks_from, other_from }
}

/// False alarms that are borne: this share of the statements.
const FALSE_ALARMS: f64 = 0.005;

/// The lowest threshold, a half or more, that at most [`FALSE_ALARMS`] of these statements reach.
fn other_from(statements: impl Iterator<Item = f32>) -> f32 {
    let mut odd: Vec<f32> = statements.map(sigmoid).collect();
    odd.sort_by(|a, b| b.total_cmp(a));
    let borne = (odd.len() as f64 * FALSE_ALARMS) as usize;
    let highest = odd.get(borne).copied().unwrap_or(0.0);
    // Just over the oddest statement that must not be told apart.
    (highest + 0.01).clamp(0.5, 1.0)
}

/// The lowest confidence at which the answers from there on are right as often as `accuracy` asks; 1 if there is none.
fn sure_from(scores: &[Scores], labels: &[Label], scale: Scale, accuracy: f64) -> f32 {
    let mut verdicts: Vec<(f32, bool)> = scores
        .iter()
        .zip(labels)
        .map(|(score, label)| {
            let p = scale.probabilities(score.label);
            (p[score.best().index()], score.best() == *label)
        })
        .collect();
    verdicts.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut sure_from = 1.0;
    let mut right = 0usize;
    for (count, (confidence, is_right)) in verdicts.iter().enumerate() {
        right += usize::from(*is_right);
        if right as f64 / (count + 1) as f64 >= accuracy {
            sure_from = *confidence;
        }
    }
    sure_from
}

/// The threshold with the best F1 over logits and what is true; a half if none finds anything.
fn mark_from(rows: &[(f32, bool)]) -> f32 {
    let candidates = (1..20).map(|i| i as f32 / 20.0);
    let best = candidates.fold((0.5, 0.0), |best, from| {
        let f1 = f1(rows, from);
        if f1 > best.1 { (from, f1) } else { best }
    });
    best.0
}

/// The temperature with the least log loss, by golden-section search between 0.3 and 5.
fn temperature(scores: &[Scores], labels: &[Label], smoothing: f32) -> f32 {
    let loss = |temperature: f32| -> f64 {
        let scale = Scale { smoothing, temperature };
        let of = |(score, label): (&Scores, &Label)| {
            -f64::from(scale.probabilities(score.label)[label.index()].max(1e-12).ln())
        };
        scores.iter().zip(labels).map(of).sum()
    };
    let ratio = 0.618_034f32;
    let (mut low, mut high) = (0.3f32, 5.0f32);
    for _ in 0..40 {
        let (a, b) = (high - ratio * (high - low), low + ratio * (high - low));
        if loss(a) < loss(b) { high = b } else { low = a }
    }
    (low + high) / 2.0
}

fn f1(rows: &[(f32, bool)], from: f32) -> f64 {
    let (mut both, mut said, mut is) = (0.0, 0.0, 0.0);
    for (logit, mark) in rows {
        let says = sigmoid(*logit) >= from;
        both += f64::from(says && *mark);
        said += f64::from(says);
        is += f64::from(*mark);
    }
    if both == 0.0 { 0.0 } else { 2.0 * both / (said + is) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Scale = Scale { smoothing: 0.0, temperature: 1.0 };

    fn score(logit: f32) -> Scores {
        Scores { label: [logit, 0.0, 0.0, 0.0, 0.0], ..Scores::NONE }
    }

    #[test]
    fn overconfidence_is_cooled_down() {
        // Logit 8 against four zeros claims 0.999, but three in four are right: the fitting temperature makes it 0.75,
        // which is a gap of ln(0.75 / 0.0625) = 2.485, so 8 / 2.485 = 3.22.
        let scores = vec![score(8.0); 4];
        let labels = [Label::Outcome, Label::Outcome, Label::Outcome, Label::Service];
        let found = temperature(&scores, &labels, 0.0);
        assert!((found - 3.22).abs() < 0.02, "{found}");
    }

    #[test]
    fn sure_begins_where_the_asked_accuracy_still_holds() {
        let scores = [score(9.0), score(6.0), score(3.0), score(1.0)];
        let labels = [Label::Outcome, Label::Outcome, Label::Service, Label::Outcome];
        let found = sure_from(&scores, &labels, PLAIN, 0.95);
        // The second is right and the third is not: e⁶ / (e⁶ + 4).
        assert!((found - 0.990_182).abs() < 1e-5, "{found}");
        assert_eq!(sure_from(&[score(1.0)], &[Label::Service], PLAIN, 0.95), 1.0);
    }

    #[test]
    fn the_threshold_of_no_statement_lies_over_all_but_one_statement_in_two_hundred() {
        let mut logits = vec![-3.0; 198];
        // Probabilities 0.73 and 0.88: of 200 statements one may be told apart wrongly.
        logits.extend([1.0, 2.0]);
        let from = other_from(logits.into_iter());
        assert!(0.731 < from && from < 0.88, "{from}");
        assert_eq!(other_from([-3.0].into_iter()), 0.5);
    }

    #[test]
    fn a_mark_is_set_where_its_f1_is_best() {
        // Probabilities 0.88, 0.73, 0.27: only a threshold over 0.27 and up to 0.73 finds both and nothing else.
        let from = mark_from(&[(2.0, true), (1.0, true), (-1.0, false)]);
        assert!(0.27 < from && from <= 0.73, "{from}");
        assert_eq!(mark_from(&[(2.0, false)]), 0.5);
    }
}
