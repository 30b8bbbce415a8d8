//! Flags words and short forms that the family would not use, and sentences too long to follow.
//!
//! **In:** a statement offered as an outcome. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! The third column of the table is the plain word that the message offers. Each term is told once a statement. A draft
//! that is no outcome is looked at only where its section is known to be E: elsewhere it may be provision in its place.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Level, Span};
use crate::text::phrase::{Hit, Phrases, Token, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("jargon.tsv")).expect("the table is part of the program and a test reads it")
});

/// The most words that one sentence may have.
const LONGEST: usize = 40;

/// See `jargon.md`.
pub(super) struct Jargon;

const ABOUT: About = About {
    id: "jargon",
    level: Level::Question,
    criterion: Some(Criterion::S),
    source: "SEND Code of Practice 9.61",
    page: include_str!("jargon.md"),
};

impl Check for Jargon {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.is_outcome() && subject.section() != Some('E') {
            return Vec::new();
        }
        let tokens = tokens(subject.text);
        let mut told: Vec<String> = Vec::new();
        let mut found: Vec<(Span, String)> = Vec::new();
        for hit in PHRASES.find(&tokens) {
            let said = hit.span.slice(subject.text);
            let known = told.contains(&said.to_lowercase());
            if known || hit.kind == "other" || hit.kind == "short" && is_explained(&tokens, &hit) {
                continue;
            }
            told.push(said.to_lowercase());
            let message = match hit.kind {
                "short" => format!("Not every family knows “{said}”. In plain words: {}.", hit.note),
                _ => format!("“{said}” is not a word that most families use. In plain words: {}.", hit.note),
            };
            found.push((hit.span, message));
        }
        found.extend(sentences(subject.text, &tokens).into_iter().filter_map(|span| {
            let count = span.slice(subject.text).split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
            let count = count.count();
            let message =
                format!("This sentence has {count} words. Two or three short ones are easier to follow and to review.");
            (count > LONGEST).then_some((span, message))
        }));
        found
    }
}

/// True for a short form in brackets, or with brackets after it: "occupational therapist (OT)", "OT (help with hands)".
fn is_explained(tokens: &[Token<'_>], hit: &Hit<'_>) -> bool {
    let is = |at: Option<usize>, mark: &str| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.folded == mark);
    is(Some(hit.end), "(") || is(hit.first.checked_sub(1), "(") && is(Some(hit.end), ")")
}

/// The sentences of a text; a line is the end of one.
fn sentences(text: &str, tokens: &[Token<'_>]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut first: Option<usize> = None;
    for (at, token) in tokens.iter().enumerate() {
        let start = *first.get_or_insert(token.span.start);
        let next = tokens.get(at + 1);
        let starts_low = next.is_some_and(|next| next.text.starts_with(char::is_lowercase));
        let ends = matches!(token.text, "." | "!" | "?") && !starts_low
            || next.is_none_or(|next| text[token.byte + token.text.len()..next.byte].contains('\n'));
        if ends {
            found.push(Span { start, end: token.span.end });
            first = None;
        }
    }
    found
}
