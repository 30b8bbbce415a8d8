//! Asks whether something is new or to be kept, and at what level.
//!
//! **In:** an outcome in words of keeping. **Out:** spans and what to ask. **Layer:** 2.
//!
//! Keeping a good state is an outcome like any other. Without a word on how it is now, nobody could tell at a review whether it
//! has been kept, or whether something new was meant.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Level, Span};
use crate::text::measure::{has_number, measures};
use crate::text::phrase::{Phrases, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("new_or_kept.tsv")).expect("the table is part of the program and a test reads it")
});

/// See `new_or_kept.md`.
pub(super) struct NewOrKept;

const ABOUT: About = About {
    id: "new-or-kept",
    level: Level::Question,
    criterion: Some(Criterion::M),
    source: "SEND Code of Practice 9.66",
    page: include_str!("new_or_kept.md"),
};

impl Check for NewOrKept {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        let no_outcome = !subject.is_outcome() || subject.classification.aspiration;
        if no_outcome || has_number(subject.text) {
            return Vec::new();
        }
        let hit = PHRASES.find(&tokens(subject.text)).into_iter().find(|hit| hit.kind == "kept");
        // "Carry" in "carry on" is no feat.
        let measured =
            |own: Span| measures(subject.text).iter().any(|span| span.end <= own.start || own.end <= span.start);
        hit.filter(|hit| !measured(hit.span)).map_or_else(Vec::new, |hit| {
            let said = hit.span.slice(subject.text);
            let message = format!(
                "“{said}”: is this new, or something to be kept? If it is to be kept, say how it is now: \
                 how often, how well, with what help."
            );
            vec![(hit.span, message)]
        })
    }
}
