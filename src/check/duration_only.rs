//! Flags an outcome that says how long or how often but not by when.
//!
//! **In:** an outcome without deadlines. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! `missing-deadline` says that the day is missing; this check says why the words that are there are none.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Level, Span};
use crate::text::deadline::durations;
use crate::text::phrase::{Phrases, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("duration_only.tsv")).expect("the table is part of the program and a test reads it")
});

/// See `duration_only.md`.
pub(super) struct DurationOnly;

const ABOUT: About = About {
    id: "duration-only",
    level: Level::Warning,
    criterion: Some(Criterion::T),
    source: "SEND Code of Practice 9.66",
    page: include_str!("duration_only.md"),
};

impl Check for DurationOnly {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        let Some((span, what)) = only_lasting(subject) else { return Vec::new() };
        let said = span.slice(subject.text);
        vec![(span, format!("“{said}” says {what}, not by when. Keep it, and put the date or the stage beside it."))]
    }
}

/// The first words that say how long or how often in an outcome without a deadline, and which of the two.
fn only_lasting(subject: &Subject<'_>) -> Option<(Span, &'static str)> {
    if !subject.is_outcome() || subject.has_deadline() {
        return None;
    }
    let hits = PHRASES.find(&tokens(subject.text)).into_iter();
    let listed = hits.map(|hit| (hit.span, if hit.kind == "often" { "how often" } else { "how long" }));
    let lasting = durations(subject.text).into_iter().map(|span| (span, "how long"));
    listed.chain(lasting).min_by_key(|(span, _)| (span.start, usize::MAX - span.end))
}
