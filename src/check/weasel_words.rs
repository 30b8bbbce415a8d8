//! Flags words in Section F that leave it open whether anything will be given.
//!
//! **In:** a statement that stands in Section F. **Out:** spans and what to say of them. **Layer:** 2.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Level, Span};
use crate::text::phrase::{Phrases, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("weasel_words.tsv")).expect("the table is part of the program and a test reads it")
});

/// See `weasel_words.md`.
pub(super) struct WeaselWords;

const ABOUT: About = About {
    id: "weasel-words",
    level: Level::Warning,
    criterion: Some(Criterion::S),
    source: "SEND Code of Practice 9.69",
    page: include_str!("weasel_words.md"),
};

impl Check for WeaselWords {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.in_provision_section() {
            return Vec::new();
        }
        let say = |said: &str, why: &str| format!("“{said}” {why}. Say exactly what will be given.");
        let hits = PHRASES.find(&tokens(subject.text));
        let sized = hits.iter().any(|hit| hit.kind == "size");
        let counts = |kind: &str| kind == "weasel" || kind == "group" && !sized;
        hits.into_iter()
            .filter(|hit| counts(hit.kind))
            .map(|hit| (hit.span, say(hit.span.slice(subject.text), hit.note)))
            .collect()
    }
}
