//! Flags a hope for life as a whole that stands among the outcomes.
//!
//! **In:** an outcome. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! A hope with a date and an amount beside it has become a step that a plan can be held to, so it is left alone.

use super::clauses::Clauses;
use super::{About, Check, Subject, missing_deadline};
use crate::domain::{Criterion, Level, Span};
use crate::text::phrase::Phrases;
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("aspiration.tsv")).expect("the table is part of the program and a test reads it")
});

/// See `aspiration.md`.
pub(super) struct Aspiration;

const ABOUT: About = About {
    id: "aspiration",
    level: Level::Warning,
    criterion: Some(Criterion::R),
    source: "SEND Code of Practice 9.65",
    page: include_str!("aspiration.md"),
};

impl Check for Aspiration {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        let say = |span: Span| {
            let said = span.slice(subject.text);
            format!(
                "“{said}” is a hope for life, which Section A keeps. What step towards it can be reached in this phase?"
            )
        };
        hope(subject).map(|span| (span, say(span))).into_iter().collect()
    }
}

/// The words of the hope; all of them where only the verdict says so.
pub(super) fn hope(subject: &Subject<'_>) -> Option<Span> {
    if !subject.is_outcome() {
        return None;
    }
    let clauses = Clauses::of(subject);
    let undated = !missing_deadline::has_deadline(subject);
    let hits = PHRASES.find(clauses.main()).into_iter();
    let said = hits
        .filter(|hit| if hit.kind == "life" { undated || !clauses.has_amount() } else { undated })
        .find(|hit| !clauses.is_embedded(hit.first));
    let by_verdict = subject.classification.aspiration && undated;
    said.map(|hit| hit.span).or_else(|| by_verdict.then(|| subject.whole()))
}
