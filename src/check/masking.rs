//! Flags a statement that asks the person to hide or train away who they are.
//!
//! **In:** a statement offered as an outcome, whatever its label. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! Judged by the words of the demand only; whether a wish is the person's own cannot be read from the text.

use super::{About, Check, Subject};
use crate::domain::{Level, Span};
use crate::text::phrase::{Phrases, Token, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("masking.tsv")).expect("the table is part of the program and a test reads it")
});

/// See `masking.md`.
pub(super) struct Masking;

const ABOUT: About = About {
    id: "masking",
    level: Level::Warning,
    criterion: None,
    source: "SEND Code of Practice 9.64",
    page: include_str!("masking.md"),
};

/// The words that ask for masking. What ends a way to keep calm is masking, and no other fault besides.
pub(super) fn demands(tokens: &[Token<'_>]) -> Vec<Span> {
    PHRASES.find(tokens).into_iter().filter(|hit| hit.kind == "masking").map(|hit| hit.span).collect()
}

impl Check for Masking {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.in_outcome_section() {
            return Vec::new();
        }
        let say = |said: &str| {
            format!(
                "“{said}” may ask the person to hide a difference rather than help them. \
                 What is it for, and is there a way that suits the person?"
            )
        };
        demands(&tokens(subject.text)).into_iter().map(|span| (span, say(span.slice(subject.text)))).collect()
    }
}
