//! Flags help that is welded on to a true outcome.
//!
//! **In:** an outcome with provision in it. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! The verdict's stretches also hold aids, places and company. Only one that names a helper, a service or something
//! arranged is quoted, and none that names family or hardly any help.

use super::{About, Check, Subject};
use crate::domain::{Level, Span};
use crate::text::phrase::{Phrases, Token, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("embedded_provision.tsv"))
        .expect("the table is part of the program and a test reads it")
});

/// See `embedded_provision.md`.
pub(super) struct EmbeddedProvision;

const ABOUT: About = About {
    id: "embedded-provision",
    level: Level::Warning,
    criterion: None,
    source: "SEND Code of Practice 9.66",
    page: include_str!("embedded_provision.md"),
};

impl Check for EmbeddedProvision {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.is_outcome() {
            return Vec::new();
        }
        let say = |span: Span| {
            let said = span.slice(subject.text);
            format!(
                "“{said}” is the help, not the outcome. The outcome stands without it; \
                 the help belongs in Section F, where it can be specified."
            )
        };
        let spans = subject.classification.provision.iter().map(|passage| passage.span);
        spans.filter(|span| names_help(span.slice(subject.text))).map(|span| (span, say(span))).collect()
    }
}

/// True if the words name a helper, a service or something arranged, and neither family nor hardly any help.
fn names_help(said: &str) -> bool {
    let tokens = tokens(said);
    // What a course asks for, or what the help is like, is no help that brings the change about.
    if tokens.first().is_some_and(|token| matches!(token.folded.as_str(), "the" | "which" | "what" | "where")) {
        return false;
    }
    let hits = PHRASES.find(&tokens);
    hits.iter().any(|hit| hit.kind == "help") && !hits.iter().any(|hit| hit.kind == "own")
}

/// The words of a text that name a helper, a service or something arranged.
pub(super) fn helpers(tokens: &[Token<'_>]) -> Vec<Span> {
    PHRASES.find(tokens).into_iter().filter(|hit| hit.kind == "help").map(|hit| hit.span).collect()
}
