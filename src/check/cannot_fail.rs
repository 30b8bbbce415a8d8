//! Flags an outcome that any movement at all would meet.
//!
//! **In:** an outcome without an amount. **Out:** spans and what to say of them. **Layer:** 2.

use super::clauses::Clauses;
use super::{About, Check, Subject};
use crate::domain::{Criterion, Level, Span};
use crate::text::phrase::Phrases;
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("cannot_fail.tsv")).expect("the table is part of the program and a test reads it")
});

/// See `cannot_fail.md`.
pub(super) struct CannotFail;

const ABOUT: About = About {
    id: "cannot-fail",
    level: Level::Warning,
    criterion: Some(Criterion::M),
    source: "SEND Code of Practice 9.61",
    page: include_str!("cannot_fail.md"),
};

impl Check for CannotFail {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        let say = |span: Span| {
            let said = span.slice(subject.text);
            format!("With “{said}” the smallest change would count. Say how far it should have gone by then.")
        };
        any_movement(subject).map(|(span, _)| (span, say(span))).into_iter().collect()
    }
}

/// The first words that make any movement enough, in an outcome that says no amount, and their kind.
pub(super) fn any_movement(subject: &Subject<'_>) -> Option<(Span, &'static str)> {
    if !subject.is_outcome() {
        return None;
    }
    let clauses = Clauses::of(subject);
    if clauses.has_amount() {
        return None;
    }
    let hits = PHRASES.find(clauses.main()).into_iter();
    hits.filter(|hit| !clauses.is_embedded(hit.first)).map(|hit| (hit.span, hit.kind)).next()
}
