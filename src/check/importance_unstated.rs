//! Asks to whom an outcome matters.
//!
//! **In:** a settled outcome that suits those around the person first. **Out:** spans and what to ask. **Layer:** 2.
//!
//! Attendance, rules and finished work matter to a school by themselves. Whether they matter to the person, or for them, is worth
//! asking; words of wanting or liking, the first person and a reason answer it.

use super::{About, Check, Subject};
use crate::domain::{Level, Span};
use crate::text::phrase::{Phrases, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("importance_unstated.tsv"))
        .expect("the table is part of the program and a test reads it")
});

/// See `importance_unstated.md`.
pub(super) struct ImportanceUnstated;

const ABOUT: About = About {
    id: "importance-unstated",
    level: Level::Question,
    criterion: None,
    source: "SEND Code of Practice 9.67",
    page: include_str!("importance_unstated.md"),
};

impl Check for ImportanceUnstated {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.is_settled_outcome() {
            return Vec::new();
        }
        let tokens = tokens(subject.text);
        let hits = PHRASES.find(&tokens);
        let demand = hits.iter().find(|hit| hit.kind == "demand");
        let answered = hits.iter().any(|hit| hit.kind == "answer");
        demand.filter(|_| !answered).map_or_else(Vec::new, |hit| {
            let said = hit.span.slice(subject.text);
            let message = format!(
                "“{said}” often matters first to the adults. Is it important to the person, or for them, and why?"
            );
            vec![(hit.span, message)]
        })
    }
}
