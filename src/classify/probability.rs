//! From logits to probabilities that mean what they say.
//!
//! **In:** logits. **Out:** probabilities. **Layer:** 2.
//!
//! A network that learns from smoothed labels (share s of each label spread over all) does best to say (1 − s)·p + s/5 where the
//! truth is p, so that it never claims more than 1 − s + s/5. [`Scale`] takes the spread share off again; what is left of over- or
//! underconfidence, one temperature mends (Guo and others, 2017). Neither changes which label is the likeliest.

use crate::domain::Label;

/// Number of labels.
const LABELS: usize = Label::ALL.len();
/// The least probability that is left when the spread share is taken off, so that no label is ruled out for good.
const LEAST: f32 = 1e-4;

/// How logits become probabilities.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    /// Share of each label that was spread over all labels in training, 0 to under 1.
    pub smoothing: f32,
    /// The logarithms of the probabilities are divided by this.
    pub temperature: f32,
}

impl Scale {
    /// The probabilities that these logits stand for.
    pub(crate) fn probabilities(self, logits: [f32; LABELS]) -> [f32; LABELS] {
        if self.smoothing == 0.0 {
            return softmax(logits.map(|logit| logit / self.temperature));
        }
        let spread = self.smoothing / LABELS as f32;
        let undone = softmax(logits).map(|p| ((p - spread) / (1.0 - self.smoothing)).max(LEAST));
        softmax(undone.map(|p| p.ln() / self.temperature))
    }
}

/// Probabilities from logits.
pub(crate) fn softmax(logits: [f32; LABELS]) -> [f32; LABELS] {
    let highest = logits.iter().fold(f32::NEG_INFINITY, |a, &b| a.max(b));
    let powers = logits.map(|logit| (logit - highest).exp());
    let total: f32 = powers.iter().sum();
    powers.map(|power| power / total)
}

/// Probability from a logit.
pub(crate) fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_that_fits_smoothed_labels_is_read_back_to_the_truth() {
        let truth = [0.9f32, 0.06, 0.02, 0.015, 0.005];
        let smoothing = 0.05;
        let logits = truth.map(|p| ((1.0 - smoothing) * p + smoothing / 5.0).ln() + 3.0);
        let found = Scale { smoothing, temperature: 1.0 }.probabilities(logits);
        assert!(found.iter().zip(truth).all(|(found, p)| (found - p).abs() < 1e-5), "{found:?}");
    }

    #[test]
    fn without_smoothing_only_the_temperature_counts() {
        let found = Scale { smoothing: 0.0, temperature: 2.0 }.probabilities([4.0, 0.0, 0.0, 0.0, 0.0]);
        // e² / (e² + 4) = 0.6488.
        assert!((found[0] - 0.6488).abs() < 1e-4, "{found:?}");
    }

    #[test]
    fn a_label_that_was_never_shown_keeps_a_little() {
        let found = Scale { smoothing: 0.1, temperature: 1.0 }.probabilities([30.0, 0.0, 0.0, 0.0, 0.0]);
        assert!(found[1] > 0.0 && found[0] > 0.999, "{found:?}");
    }
}
