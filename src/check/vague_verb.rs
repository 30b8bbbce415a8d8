//! Flags words that name a direction or a feeling which nobody can see being reached.
//!
//! **In:** an outcome. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! A number takes the vagueness out of "improve": "improve his reading age by 12 months" can be checked.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Level, Span};
use crate::text::measure::has_number;
use crate::text::phrase::{Phrases, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("vague_verb.tsv")).expect("the table is part of the program and a test reads it")
});

/// See `vague_verb.md`.
pub(super) struct VagueVerb;

const ABOUT: About = About {
    id: "vague-verb",
    level: Level::Warning,
    criterion: Some(Criterion::S),
    source: "SEND Code of Practice 9.66",
    page: include_str!("vague_verb.md"),
};

impl Check for VagueVerb {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.is_outcome() {
            return Vec::new();
        }
        let counted = has_number(subject.text);
        let hits = PHRASES.find(&tokens(subject.text)).into_iter().filter(|hit| !(counted && hit.kind == "direction"));
        hits.take(2)
            .map(|hit| {
                let said = hit.span.slice(subject.text);
                let ask = match hit.kind {
                    "feeling" => "What would the person be doing that shows it?",
                    "knowing" => "What will the person say or do that shows it?",
                    _ => "From what to what, and what would somebody see?",
                };
                (hit.span, format!("“{said}” can be read in many ways. {ask}"))
            })
            .collect()
    }
}
