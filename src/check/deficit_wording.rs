//! Flags wording about what the person must stop, lose or lack.
//!
//! **In:** a statement offered as an outcome, whatever its label. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! Fewer of what hurts the person ("fewer seizures") is no such wording. What asks for masking ("without humming") is
//! told by that check alone.

use super::{About, Check, Subject, masking};
use crate::domain::{Level, Span};
use crate::text::phrase::{Phrases, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("deficit_wording.tsv")).expect("the table is part of the program and a test reads it")
});

/// See `deficit_wording.md`.
pub(super) struct DeficitWording;

const ABOUT: About = About {
    id: "deficit-wording",
    level: Level::Warning,
    criterion: None,
    source: "SEND Code of Practice 9.66",
    page: include_str!("deficit_wording.md"),
};

impl Check for DeficitWording {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.in_outcome_section() {
            return Vec::new();
        }
        let tokens = tokens(subject.text);
        let masked = masking::demands(&tokens);
        let free = |span: Span| masked.iter().all(|other| span.end <= other.start || other.end <= span.start);
        let hits = PHRASES.find(&tokens).into_iter().filter(|hit| hit.kind != "other" && free(hit.span));
        hits.map(|hit| {
            let said = hit.span.slice(subject.text);
            let message = match hit.kind {
                "stop" => format!("“{said}” {}. What will the person be doing when it goes well?", hit.note),
                _ => format!("“{said}” {}. Say what the person will do or have, in words they could read.", hit.note),
            };
            (hit.span, message)
        })
        .collect()
    }
}
