//! Flags provision that is written as advice.
//!
//! **In:** a statement that stands in Section F. **Out:** spans and what to say of them. **Layer:** 2.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Level, Span};
use crate::text::phrase::{Phrases, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("recommendation_wording.tsv"))
        .expect("the table is part of the program and a test reads it")
});

/// See `recommendation_wording.md`.
pub(super) struct RecommendationWording;

const ABOUT: About = About {
    id: "recommendation-wording",
    level: Level::Warning,
    criterion: Some(Criterion::S),
    source: "SEND Code of Practice 9.69",
    page: include_str!("recommendation_wording.md"),
};

impl Check for RecommendationWording {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.in_provision_section() {
            return Vec::new();
        }
        let say = |said: &str| format!("“{said}” reads as advice. If it is agreed, write it as what will be given.");
        let hits = PHRASES.find(&tokens(subject.text)).into_iter().filter(|hit| hit.kind == "advice");
        hits.map(|hit| (hit.span, say(hit.span.slice(subject.text)))).collect()
    }
}
