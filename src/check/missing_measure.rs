//! Flags an outcome of which nobody could tell whether it has been reached.
//!
//! **In:** an outcome without a measure. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! A doing either happens or not, so only a quality, a beginning or a bare comparison lacks a measure, and only if neither
//! a number nor a frequency stands beside it. A percentage that nobody counts is the matter of `bare-percentage`.

use super::clauses::Clauses;
use super::{About, Check, Subject, bare_percentage, cannot_fail, several_outcomes, vague_verb};
use crate::domain::{Criterion, Level, Span};
use crate::text::phrase::{Hit, Phrases};
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
        if !subject.is_outcome() {
            return Vec::new();
        }
        let vague = vague_verb::vague(subject);
        let measured = clauses.has_amount() || !bare_percentage::bare(subject).is_empty();
        let missing = if measured {
            // Of two outcomes in one sentence, one may be measured and the other not.
            several_outcomes::second(&clauses).is_some()
                && vague.iter().any(|(span, _)| !clauses.measures(clauses.piece(*span)))
        } else {
            // A beginning of something that can be seen has happened or not.
            let moved = cannot_fail::any_movement(subject).is_some_and(|(_, kind)| kind != "beginning");
            let quoted = |at: usize| at > 0 && matches!(clauses.tokens[at - 1].folded.as_str(), "'" | "‘" | "\"" | "“");
            let counts = |hit: &Hit<'_>| hit.kind == "more" && !quoted(hit.first);
            let mut hits = PHRASES.find(clauses.main()).into_iter().filter(counts);
            !vague.is_empty()
                || moved
                || hits.any(|hit| !clauses.is_embedded(hit.first) && !clauses.is_shown_after(hit.end))
        };
        if !missing {
            return Vec::new();
        }
        let opening = if vague.is_empty() {
            "Nothing here tells when it has been reached."
        } else {
            "Once it says what would be seen, it needs something to tell by."
        };
        let message = format!("{opening} One measure is enough: how often, how much, how well or with what help.");
        vec![(subject.whole(), message)]
    }
}
