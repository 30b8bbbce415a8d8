//! Finds the words that say by when.
use crate::domain::{DeadlinePhrase, Span};

/// The deadlines that `text` states, in order. Durations and frequencies ("for 12 months", "20 minutes", "weekly") are not deadlines.
pub fn deadlines(_text: &str) -> Vec<DeadlinePhrase> {
    Vec::new()
}

/// Stretches that say how long something lasts ("for 12 months", "over six weeks"), which are no deadlines.
pub fn durations(_text: &str) -> Vec<Span> {
    Vec::new()
}
