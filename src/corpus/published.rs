//! The figures of published statements that a corpus is held against.
//!
//! **In:** `published.toml`, inside the program. **Out:** [`Published`]. **Layer:** 6.

use serde::Deserialize;
use std::sync::LazyLock;

/// What was measured on published statements. Shares are between 0 and 1.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Published {
    /// How many statements were measured.
    pub(super) statements: usize,
    /// Which.
    pub(super) source: String,
    /// Lengths in words.
    pub(super) words: Lengths,
    /// Shares, as the lowest and the highest of the labels.
    pub(super) shares: Shares,
    /// Shares of outcomes.
    pub(super) outcomes: Openings,
    /// What still counts as alike.
    pub(super) tolerance: Tolerance,
}

/// Lengths in words: medians, and the spread of outcomes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lengths {
    pub(super) median: usize,
    pub(super) outcome: usize,
    pub(super) service: usize,
    pub(super) activity: usize,
    pub(super) output: usize,
    pub(super) resource: usize,
    pub(super) outcome_range: (usize, usize),
    pub(super) outcome_most: usize,
}

impl Lengths {
    /// Medians in the order of [`crate::domain::Label::ALL`].
    pub(super) fn medians(&self) -> [usize; 5] {
        [self.outcome, self.service, self.activity, self.output, self.resource]
    }
}

/// Shares that were measured on every label.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shares {
    pub(super) full_stop: (f64, f64),
    pub(super) lower_case: (f64, f64),
    pub(super) digit: (f64, f64),
}

/// Shares of outcomes with certain words.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Openings {
    pub(super) will: f64,
    pub(super) to: f64,
    pub(super) first_person: f64,
}

/// What still counts as alike.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tolerance {
    /// Words by which a middle length may differ.
    pub(super) words: usize,
    /// A share may be this many times as large or as small.
    pub(super) factor: f64,
    /// Statements under which nothing is said.
    pub(super) fewest: usize,
}

/// The figures of `published.toml`.
pub(super) static PUBLISHED: LazyLock<Published> = LazyLock::new(|| {
    toml::from_str(include_str!("published.toml")).expect("a test reads published.toml before anything ships")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guideline_tells_the_same_figures() {
        let guideline = include_str!("../../corpus/GUIDELINE.md");
        let guideline = guideline.split_whitespace().collect::<Vec<_>>().join(" ");
        let figures = &*PUBLISHED;
        let percent = |share: f64| (share * 100.0).round();
        let ((low, high), most) = (figures.words.outcome_range, figures.words.median);
        assert_eq!((most, figures.words.medians()), (6, [6, 6, 4, 4, 4]));
        for told in [
            format!("{} published statements: half are six words or shorter", figures.statements),
            format!("outcomes run from {low} to {high} words (median {})", figures.words.outcome),
            format!(
                "services have a median of {}, activities, outputs and resources of {}",
                figures.words.service, figures.words.activity
            ),
            format!(
                "between {} and {} % end in a full stop",
                percent(figures.shares.full_stop.0),
                percent(figures.shares.full_stop.1)
            ),
            format!(
                "{}–{} % start in lower case",
                percent(figures.shares.lower_case.0),
                percent(figures.shares.lower_case.1)
            ),
            format!("{}–{} % hold a digit", percent(figures.shares.digit.0), percent(figures.shares.digit.1)),
            format!("{} % of outcomes say \"will\"", percent(figures.outcomes.will)),
            format!("{} % start \"To …\"", percent(figures.outcomes.to)),
            format!("{} % say I or my", percent(figures.outcomes.first_person)),
        ] {
            assert!(guideline.contains(&told), "the guideline does not say: {told}");
        }
    }
}
