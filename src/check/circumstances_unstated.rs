//! Asks where, when and with whom.
//!
//! **In:** a settled outcome. **Out:** spans and what to ask. **Layer:** 2.
//!
//! Only of doings that are easier in one place or company than in another (talking, eating, waiting), and only where neither place
//! nor company nor occasion is named.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Level, Span};
use crate::text::phrase::{Phrases, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("circumstances_unstated.tsv"))
        .expect("the table is part of the program and a test reads it")
});

/// See `circumstances_unstated.md`.
pub(super) struct CircumstancesUnstated;

const ABOUT: About = About {
    id: "circumstances-unstated",
    level: Level::Question,
    criterion: Some(Criterion::S),
    source: "SEND Code of Practice 9.66",
    page: include_str!("circumstances_unstated.md"),
};

impl Check for CircumstancesUnstated {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.is_settled_outcome() {
            return Vec::new();
        }
        let tokens = tokens(subject.text);
        let hits = PHRASES.find(&tokens);
        let doing = hits.iter().find(|hit| hit.kind == "doing");
        let placed = hits.iter().any(|hit| hit.kind == "where");
        doing.filter(|_| !placed).map_or_else(Vec::new, |hit| {
            let said = hit.span.slice(subject.text);
            let message = format!("Where, when and with whom: “{said}” can be easy in one place and hard in another.");
            vec![(hit.span, message)]
        })
    }
}
