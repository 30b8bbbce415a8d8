//! Flags a statement in which the person is given help instead of being able to do something.
//!
//! **In:** any statement of Section E. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! Going to school, church or work is ordinary life, so "attend" alone proves nothing; and "has been given a part in the
//! play" is a feat, so the looser words count only in a statement that is no outcome by its verdict.

use super::clauses::Clauses;
use super::{About, Check, Subject};
use crate::domain::{Level, Span};
use crate::text::phrase::Phrases;
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
        let Some(span) = given(subject).filter(|_| subject.in_outcome_section()) else { return Vec::new() };
        let said = span.slice(subject.text);
        let message = format!(
            "“{said}” says what the person will be given, not what will change for them. \
             What will they be able to do, or how will their life be better, because of it?"
        );
        vec![(span, message)]
    }
}

/// The first words that put the person at the receiving end of help.
pub(super) fn given(subject: &Subject<'_>) -> Option<Span> {
    let clauses = Clauses::of(subject);
    let main = clauses.main();
    let is_outcome = subject.classification.label.is_outcome();
    // At every word, since looser words may stand before stricter ones: "to access a quiet space".
    let hits = (0..main.len()).filter_map(|at| PHRASES.at(main, at));
    let mut counts = hits.filter(|hit| (hit.kind == "given" || !is_outcome) && !clauses.is_embedded(hit.first));
    counts.next().map(|hit| hit.span)
}
