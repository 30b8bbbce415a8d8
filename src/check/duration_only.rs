//! Flags an outcome that says how long or how often but not by when.
//!
//! **In:** an outcome without deadlines. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! `missing-deadline` says that the day is missing; this check says why the words that are there are none.

use super::{About, Check, Subject, missing_deadline};
use crate::domain::{Criterion, Level, Span};
use crate::text::deadline::durations;
use crate::text::phrase::{Phrases, Token, tokens};
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
    if !subject.is_outcome() || missing_deadline::has_deadline(subject) {
        return None;
    }
    let tokens = tokens(subject.text);
    let hits = PHRASES.find(&tokens).into_iter();
    let provision = &subject.classification.provision;
    let stands = |span: &Span| provision.iter().all(|help| span.end <= help.span.start || help.span.end <= span.start);
    let listed = hits.map(|hit| (hit.span, if hit.kind == "often" { "how often" } else { "how long" }));
    let lasting =
        durations(subject.text).into_iter().filter(|span| lasts(&tokens, *span)).map(|span| (span, "how long"));
    listed.chain(lasting).filter(|(span, _)| stands(span)).min_by_key(|(span, _)| (span.start, usize::MAX - span.end))
}

/// False for minutes that measure how soon or how exactly: "within two minutes", "to the nearest five minutes".
fn lasts(tokens: &[Token<'_>], span: Span) -> bool {
    const OTHERWISE: [&str; 10] = ["within", "in", "under", "nearest", "every", "given", "than", "by", "to", "after"];
    let at = tokens.partition_point(|token| token.span.start < span.start);
    !at.checked_sub(1).is_some_and(|before| OTHERWISE.contains(&tokens[before].folded.as_str()))
}
