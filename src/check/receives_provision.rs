//! Flags a statement in which the person is given help instead of being able to do something.
//!
//! **In:** any statement of Section E. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! Going to school, church or work is ordinary life, so "attend" alone proves nothing.

use super::{About, Check, Subject};
use crate::domain::{Level, Span};
use crate::text::phrase::{Phrases, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("receives_provision.tsv"))
        .expect("the table is part of the program and a test reads it")
});

/// See `receives_provision.md`.
pub(super) struct ReceivesProvision;

const ABOUT: About = About {
    id: "receives-provision",
    level: Level::Error,
    criterion: None,
    source: "SEND Code of Practice 9.66",
    page: include_str!("receives_provision.md"),
};

impl Check for ReceivesProvision {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.in_outcome_section() {
            return Vec::new();
        }
        let hits = PHRASES.find(&tokens(subject.text));
        let first = hits.first().map(|hit| (hit.span, hit.span.slice(subject.text)));
        first.map_or_else(Vec::new, |(span, said)| {
            let message = format!(
                "“{said}” says what the person will be given, not what will change for them. \
                 What will they be able to do, or how will their life be better, because of it?"
            );
            vec![(span, message)]
        })
    }
}
