//! Flags an outcome of which nobody could tell whether it has been reached.
//!
//! **In:** an outcome without a measure. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! How often, how much, with what help, where, with whom, or a feat that can be seen: one of them is enough.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Level, Span};
use crate::text::measure::measures;

/// See `missing_measure.md`.
pub(super) struct MissingMeasure;

const ABOUT: About = About {
    id: "missing-measure",
    level: Level::Warning,
    criterion: Some(Criterion::M),
    source: "SEND Code of Practice 9.66",
    page: include_str!("missing_measure.md"),
};

impl Check for MissingMeasure {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.is_outcome() || !measures(subject.text).is_empty() {
            return Vec::new();
        }
        let message = "How would everybody know that this has been reached? Say what will be seen: \
                       how often, how much, with what help, where or with whom.";
        vec![(subject.whole(), message.to_string())]
    }
}
