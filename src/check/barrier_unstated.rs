//! Asks what is getting in the way.
//!
//! **In:** a settled outcome. **Out:** spans and what to ask. **Layer:** 2.
//!
//! Coming into school, sleeping and eating with others are things that most people do unless something holds them back. What it is
//! decides what would help, so it is asked where the statement does not hint at it.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Level, Span};
use crate::text::phrase::{Phrases, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("barrier_unstated.tsv")).expect("the table is part of the program and a test reads it")
});

/// See `barrier_unstated.md`.
pub(super) struct BarrierUnstated;

const ABOUT: About = About {
    id: "barrier-unstated",
    level: Level::Question,
    criterion: Some(Criterion::A),
    source: "SEND Code of Practice 9.66",
    page: include_str!("barrier_unstated.md"),
};

impl Check for BarrierUnstated {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.is_settled_outcome() {
            return Vec::new();
        }
        let tokens = tokens(subject.text);
        let hits = PHRASES.find(&tokens);
        let held = hits.iter().find(|hit| hit.kind == "held");
        let answered = hits.iter().any(|hit| hit.kind == "answer");
        held.filter(|_| !answered).map_or_else(Vec::new, |hit| {
            let said = hit.span.slice(subject.text);
            vec![(hit.span, format!("What is getting in the way of “{said}” now, and does the plan answer to that?"))]
        })
    }
}
