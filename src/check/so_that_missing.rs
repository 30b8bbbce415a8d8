//! Asks what an outcome will make possible.
//!
//! **In:** a settled outcome that does not say what it is for. **Out:** spans and what to ask. **Layer:** 2.
//!
//! Most outcomes show by themselves what they are good for. Asked are those that lie far ahead, and exercises ("counts to 20")
//! that are no part of an ordinary day.

use super::{About, Check, Subject};
use crate::domain::{Horizon, Level, Span};
use crate::text::phrase::{Phrases, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("so_that_missing.tsv")).expect("the table is part of the program and a test reads it")
});

/// See `so_that_missing.md`.
pub(super) struct SoThatMissing;

const ABOUT: About = About {
    id: "so-that-missing",
    level: Level::Question,
    criterion: None,
    source: "SEND Code of Practice 9.66",
    page: include_str!("so_that_missing.md"),
};

impl Check for SoThatMissing {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.is_settled_outcome() || tells_purpose(subject.text) {
            return Vec::new();
        }
        let tokens = tokens(subject.text);
        let hits = PHRASES.find(&tokens);
        let exercise = hits.iter().find(|hit| hit.kind == "exercise");
        if subject.timing.horizon == Some(Horizon::Long) {
            let message = "This looks years ahead. What will it make possible then? Say it after “so that”.";
            vec![(subject.whole(), message.to_string())]
        } else if let Some(hit) = exercise.filter(|_| hits.iter().all(|hit| hit.kind != "life")) {
            let said = hit.span.slice(subject.text);
            let message = format!("What will “{said}” make possible in an ordinary day? Say it after “so that”.");
            vec![(hit.span, message)]
        } else {
            Vec::new()
        }
    }
}

/// True if the text says what something is for: "so that …", "in order to …".
pub(super) fn tells_purpose(text: &str) -> bool {
    PHRASES.find(&tokens(text)).iter().any(|hit| hit.kind == "purpose")
}
