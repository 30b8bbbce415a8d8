//! The baseline that has learned only how often each label occurs.
//!
//! **In:** labelled statements. **Out:** their label frequencies, for every text. **Layer:** 6.
//!
//! What it scores is what a figure on these rows is worth for nothing.
//!
//! ```
//! use sothat::domain::Label::{Outcome, Service};
//! use sothat::evaluate::{Majority, System};
//! let system = Majority::fit(&[Outcome, Outcome, Service]);
//! assert_eq!(system.predict(&["anything"])?[0].best(), Outcome);
//! # Ok::<(), sothat::Error>(())
//! ```

use crate::domain::{Label, Probabilities};
use crate::error::Result;
use crate::evaluate::System;

/// Always the commonest label of the training rows.
#[derive(Debug, Clone)]
pub struct Majority {
    probabilities: Probabilities,
    rows: usize,
}

impl Majority {
    /// Counts `labels`; each label starts with a count of one, so that none has probability 0.
    pub fn fit(labels: &[Label]) -> Self {
        let mut counts = [1.0f32; 5];
        for label in labels {
            counts[label.index()] += 1.0;
        }
        let total: f32 = counts.iter().sum();
        Majority { probabilities: Probabilities::from_array(counts.map(|count| count / total)), rows: labels.len() }
    }
}

impl System for Majority {
    fn name(&self) -> &str {
        "majority"
    }

    fn describe(&self) -> String {
        format!("always \"{}\", the commonest of {} training labels", self.probabilities.best(), self.rows)
    }

    fn predict(&self, texts: &[&str]) -> Result<Vec<Probabilities>> {
        Ok(vec![self.probabilities; texts.len()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_smoothed_shares_and_add_up_to_one() {
        // One outcome, two outputs: (1 + 1, 1, 1, 2 + 1, 1) / 8.
        let given = Majority::fit(&[Label::Outcome, Label::Output, Label::Output]).predict(&["x", "y"]).unwrap();
        assert_eq!(given[1].to_array(), [0.25, 0.125, 0.125, 0.375, 0.125]);
        assert_eq!(given.len(), 2);
    }
}
