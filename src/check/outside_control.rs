//! Flags an outcome whose change is other people's.
//!
//! **In:** a statement offered as an outcome. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! What counts is who stands where a clause begins: at the beginning, after the deadline, after the comma of
//! a phrase in front. Of family and other children whatever they do is theirs; what staff do is provision, so of staff
//! only what they are, feel and think. That others come to know of something ("people understand what he says") is the
//! person's own change.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Level, Span};
use crate::text::phrase::{Phrases, Token, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("outside_control.tsv")).expect("the table is part of the program and a test reads it")
});

/// Words with which a phrase in front of the clause begins.
const BEFORE: [&str; 16] = [
    "by",
    "in",
    "at",
    "over",
    "within",
    "during",
    "after",
    "when",
    "on",
    "before",
    "from",
    "until",
    "throughout",
    "once",
    "across",
    "for",
];

/// The most tokens of a phrase in front of the clause.
const FRONT: usize = 10;

/// See `outside_control.md`.
pub(super) struct OutsideControl;

const ABOUT: About = About {
    id: "outside-control",
    level: Level::Question,
    criterion: Some(Criterion::A),
    source: "SEND Code of Practice 9.66",
    page: include_str!("outside_control.md"),
};

impl Check for OutsideControl {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.in_outcome_section() {
            return Vec::new();
        }
        let tokens = tokens(subject.text);
        let is_outcome = subject.classification.label.is_outcome();
        let counts = |kind: &str| kind == "staff" || kind == "people" && is_outcome;
        let clause = clauses(subject, &tokens).into_iter().filter_map(|at| PHRASES.at(&tokens, at));
        let hit = clause.filter(|hit| counts(hit.kind)).min_by_key(|hit| hit.first);
        let hit = hit.or_else(|| PHRASES.find(&tokens).into_iter().find(|hit| hit.kind == "passive"));
        hit.map_or_else(Vec::new, |hit| {
            let message = format!(
                "“{}” tells of a change in other people, which the person cannot bring about. \
                 What will the person themself do or feel?",
                hit.span.slice(subject.text)
            );
            vec![(hit.span, message)]
        })
    }
}

/// Where a clause of the first sentence may begin: at its beginning, with what follows its deadline, with what follows the comma of a phrase in front.
fn clauses(subject: &Subject<'_>, tokens: &[Token<'_>]) -> Vec<usize> {
    let lexical_from = |from: usize| (from..tokens.len()).find(|at| tokens[*at].lexical);
    let first = tokens.iter().position(|token| matches!(token.text, "." | "!" | "?" | ";" | "–" | "—" | "-"));
    let first = first.unwrap_or(tokens.len());
    let mut found: Vec<usize> = (0..first).filter(|at| tokens[*at].opens).collect();
    for at in found.clone() {
        if BEFORE.contains(&tokens[at].folded.as_str()) {
            let comma = (at..tokens.len()).take(FRONT).find(|at| tokens[*at].folded == ",");
            found.extend(comma.and_then(|comma| lexical_from(comma + 1)));
        }
    }
    for deadline in &subject.timing.found {
        let span = deadline.phrase.span;
        let begin = tokens.partition_point(|token| token.span.start < span.start);
        if found.contains(&begin) {
            found.extend(lexical_from(tokens.partition_point(|token| token.span.start < span.end)));
        }
    }
    let owner = |at: usize| tokens[at].folded.ends_with("'s") || tokens[at].folded.ends_with("s'");
    found.iter().map(|&at| if owner(at) { at + 1 } else { at }).filter(|at| *at < tokens.len()).collect()
}
