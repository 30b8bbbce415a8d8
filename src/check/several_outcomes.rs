//! Flags two or more outcomes in one sentence.
//!
//! **In:** an outcome with two changes. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! The sentence is cut at commas and "and". A piece with a verb of its own is a change, and the table says which parts of
//! life it is about. Two changes that have no part in common can be reached one without the other; "gets up and gets
//! dressed" cannot be told apart in this way and is left alone, as is every piece about nothing that the table knows.

use super::clauses::Clauses;
use super::{About, Check, Subject, aspiration};
use crate::domain::{Criterion, Level, Span};
use crate::text::inflect::{base_of_past, base_of_third, is_verb};
use crate::text::phrase::{Phrases, Token};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("several_outcomes.tsv")).expect("the table is part of the program and a test reads it")
});

/// Words that begin a condition.
const CONDITIONS: [&str; 6] = ["if", "when", "whenever", "because", "until", "while"];

/// See `several_outcomes.md`.
pub(super) struct SeveralOutcomes;

const ABOUT: About = About {
    id: "several-outcomes",
    level: Level::Warning,
    criterion: Some(Criterion::S),
    source: "SEND Code of Practice 9.66",
    page: include_str!("several_outcomes.md"),
};

impl Check for SeveralOutcomes {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.is_outcome() || aspiration::hope(subject).is_some() {
            return Vec::new();
        }
        let say = |span: Span| {
            let said = span.slice(subject.text);
            format!(
                "“{said}” is an outcome of its own. Give each a line, so that one can be reached without the other."
            )
        };
        second(&Clauses::of(subject)).map(|span| (span, say(span))).into_iter().collect()
    }
}

/// The words of the first change that has nothing in common with an earlier one.
pub(super) fn second(clauses: &Clauses<'_>) -> Option<Span> {
    let main = clauses.main();
    if let Some(joined) = PHRASES.find(main).into_iter().find(|hit| hit.kind == "joined") {
        return Some(joined.span);
    }
    let ends = |token: &Token<'_>| {
        matches!(token.folded.as_str(), "and" | "&" | "+" | "," | ";" | "." | "–" | "—" | "•" | "(" | ")")
    };
    let mut seen: Vec<BTreeSet<&str>> = Vec::new();
    for piece in main.split(ends).filter(|piece| !piece.is_empty()) {
        let Some(begin) = verb(piece, seen.is_empty()) else { continue };
        // What somebody does "if he is worried" is about the doing, not about worry.
        let stated = piece[begin..].iter().position(|token| CONDITIONS.contains(&token.folded.as_str()));
        let piece_stated = &piece[..stated.map_or(piece.len(), |at| begin + at)];
        let parts: BTreeSet<&str> =
            PHRASES.find(piece_stated).iter().map(|hit| hit.kind).filter(|kind| *kind != "between").collect();
        if parts.is_empty() {
            continue;
        }
        if seen.iter().any(|earlier| earlier.is_disjoint(&parts)) && !goes_back(&piece[begin..]) {
            let last = piece.last().map_or(piece[begin].span, |token| token.span);
            return Some(Span { start: piece[begin].span.start, end: last.end });
        }
        seen.push(parts);
    }
    None
}

/// True if the verb is about something in an earlier piece: "writes a story and reads it to Gran".
fn goes_back(piece: &[Token<'_>]) -> bool {
    piece.iter().skip(1).take(2).any(|token| matches!(token.folded.as_str(), "it" | "them" | "there" | "this"))
}

/// Where the verb of a piece stands: at its beginning, but for pronouns and the like; anywhere in the first, which also
/// holds the deadline and the name.
fn verb(piece: &[Token<'_>], first: bool) -> Option<usize> {
    let is_one = |token: &Token<'_>| {
        let word = token.folded.as_str();
        let known = |base: Option<String>| base.is_some_and(|base| is_verb(&base));
        is_verb(word)
            || known(base_of_third(word))
            || known(base_of_past(word))
            || matches!(word, "has" | "is" | "less" | "more")
    };
    if first {
        return Some(0);
    }
    let opening = piece.iter().position(|token| {
        PHRASES.at(std::slice::from_ref(token), 0).is_none_or(|hit| hit.kind != "between") && token.lexical
    })?;
    let begins = is_one(&piece[opening])
        || opening > 0 && matches!(piece[opening - 1].folded.as_str(), "has" | "have" | "is" | "be");
    begins.then_some(if opening > 0 && !is_one(&piece[opening]) { opening - 1 } else { opening })
}
