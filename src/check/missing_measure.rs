//! Flags an outcome of which nobody could tell whether it has been reached.
//!
//! **In:** an outcome without a measure. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! A doing either happens or not, so only a quality, a beginning or a bare comparison lacks a measure, and only if neither
//! a number nor a frequency stands beside it. A percentage that nobody counts is the matter of `bare-percentage`.

use super::clauses::Clauses;
use super::{About, Check, Subject, bare_percentage, cannot_fail, vague_verb};
use crate::domain::{Criterion, Level, Span};
use crate::text::phrase::Phrases;
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("missing_measure.tsv")).expect("the table is part of the program and a test reads it")
});

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
        let clauses = Clauses::of(subject);
        if !subject.is_outcome() || clauses.has_amount() || !bare_percentage::bare(subject).is_empty() {
            return Vec::new();
        }
        let words = !vague_verb::vague(subject).is_empty() || cannot_fail::any_movement(subject).is_some();
        let compared = || {
            let mut hits = PHRASES.find(clauses.main()).into_iter();
            hits.any(|hit| !clauses.is_embedded(hit.first) && !clauses.is_shown_after(hit.end))
        };
        if !words && !compared() {
            return Vec::new();
        }
        let message = "Nothing here tells when it has been reached. One measure is enough: \
                       how often, how much, how well or with what help.";
        vec![(subject.whole(), message.to_string())]
    }
}
