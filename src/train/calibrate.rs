//! Chooses temperature and thresholds on dev.
//!
//! **In:** what the network says of the dev statements, and their labels. **Out:** [`Calibration`]. **Layer:** 6.
//!
//! Temperature scaling (Guo and others, 2017): one number by which all logits are divided, so that a probability of 0.8 is
//! right four times in five. It never changes which label is the likeliest.

use crate::classify::{Scores, sigmoid, softmax};
use crate::domain::Label;

/// What was chosen on dev.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Calibration {
    /// Logits are divided by this.
    pub temperature: f32,
    /// `sure` from this probability on.
    pub sure_from: f32,
    /// Mixed from this probability on.
    pub mixed_from: f32,
}

/// Chooses on dev: the temperature with the least log loss, the lowest `sure` threshold that reaches `accuracy`, and the
/// threshold for mixed with the best F1.
pub(super) fn choose(scores: &[Scores], labels: &[Label], mixed: &[bool], accuracy: f64) -> Calibration {
    let temperature = temperature(scores, labels);
    let mut verdicts: Vec<(f32, bool)> = scores
        .iter()
        .zip(labels)
        .map(|(score, label)| {
            let p = softmax(score.label.map(|logit| logit / temperature));
            let best = (0..5).fold(0, |best, i| if p[i] > p[best] { i } else { best });
            (p[best], best == label.index())
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
    let candidates = (1..20).map(|i| i as f32 / 20.0);
    let mixed_from = candidates.fold((0.5, -1.0), |best, from| {
        let f1 = f1(scores, mixed, from);
        if f1 > best.1 { (from, f1) } else { best }
    });
    Calibration { temperature, sure_from, mixed_from: mixed_from.0 }
}

/// The temperature with the least log loss, by golden-section search between 0.3 and 5.
fn temperature(scores: &[Scores], labels: &[Label]) -> f32 {
    let loss = |t: f32| -> f64 {
        let of = |(score, label): (&Scores, &Label)| {
            -f64::from(softmax(score.label.map(|logit| logit / t))[label.index()].max(1e-12).ln())
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

fn f1(scores: &[Scores], mixed: &[bool], from: f32) -> f64 {
    let (mut both, mut said, mut is) = (0.0, 0.0, 0.0);
    for (score, mixed) in scores.iter().zip(mixed) {
        let says = sigmoid(score.mixed) >= from;
        both += f64::from(says && *mixed);
        said += f64::from(says);
        is += f64::from(*mixed);
    }
    if both == 0.0 { 0.0 } else { 2.0 * both / (said + is) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(logit: f32, mixed: f32) -> Scores {
        Scores { label: [logit, 0.0, 0.0, 0.0, 0.0], mixed }
    }

    #[test]
    fn overconfidence_is_cooled_down() {
        // Logit 8 against four zeros claims 0.999, but three in four are right: the fitting temperature makes it 0.75,
        // which is a gap of ln(0.75 / 0.0625) = 2.485, so 8 / 2.485 = 3.22.
        let scores = vec![score(8.0, 0.0); 4];
        let labels = [Label::Outcome, Label::Outcome, Label::Outcome, Label::Service];
        let found = temperature(&scores, &labels);
        assert!((found - 3.22).abs() < 0.02, "{found}");
    }

    #[test]
    fn sure_begins_where_the_asked_accuracy_still_holds() {
        let scores = [score(9.0, 2.0), score(6.0, 2.0), score(3.0, -2.0), score(1.0, -2.0)];
        let labels = [Label::Outcome, Label::Outcome, Label::Service, Label::Outcome];
        let chosen = choose(&scores, &labels, &[true, true, false, false], 0.95);
        let p = softmax(scores[1].label.map(|logit| logit / chosen.temperature))[0];
        assert!((chosen.sure_from - p).abs() < 1e-6);
        assert!(f1(&scores, &[true, true, false, false], chosen.mixed_from) > 0.99);
    }
}
