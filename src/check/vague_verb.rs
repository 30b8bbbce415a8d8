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

/// Words after "so" that begin the reason for an outcome, in which a feeling may well stand.
const PURPOSE: [&str; 7] = ["that", "he", "she", "they", "i", "we", "people"];

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
        let tokens = tokens(subject.text);
        let purpose =
            tokens.windows(2).position(|pair| pair[0].folded == "so" && PURPOSE.contains(&pair[1].folded.as_str()));
        let main = &tokens[..purpose.unwrap_or(tokens.len())];
        let hits =
            PHRASES.find(main).into_iter().filter(|hit| !(counted && matches!(hit.kind, "direction" | "knowing")));
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
