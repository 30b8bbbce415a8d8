//! Flags an outcome that does not say by when.
//!
//! **In:** an outcome without deadlines. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! People say by when in more ways than any list holds. Where a year stands in the words, or what is very like a deadline,
//! no error is raised.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Level, Span};
use crate::text::phrase::{Phrases, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("missing_deadline.tsv")).expect("the table is part of the program and a test reads it")
});

/// See `missing_deadline.md`.
pub(super) struct MissingDeadline;

const ABOUT: About = About {
    id: "missing-deadline",
    level: Level::Error,
    criterion: Some(Criterion::T),
    source: "SEND Code of Practice 9.66",
    page: include_str!("missing_deadline.md"),
};

impl Check for MissingDeadline {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.is_outcome() || has_deadline(subject) {
            return Vec::new();
        }
        let message = "This does not say by when. The end of the key stage or phase is usual; \
                       a year group, a month or an age will do as well.";
        vec![(subject.whole(), message.to_string())]
    }
}

/// True if the statement says by when, in words that are read as a deadline or are very like one.
pub(super) fn has_deadline(subject: &Subject<'_>) -> bool {
    let is_year =
        |word: &str| word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit());
    let near = || {
        let tokens = tokens(subject.text);
        tokens.iter().any(|token| is_year(token.text)) || !PHRASES.find(&tokens).is_empty()
    };
    !subject.timing.found.is_empty() || near()
}
