//! Flags a percentage in an outcome that nobody will count.
//!
//! **In:** an outcome with a percentage. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! "80% of the time" needs somebody with a stopwatch; "80% of twenty spellings" is marked anyway. Where the words do not
//! tell what the percentage is of, it is left alone.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Level, Span};
use crate::text::inflect::{base_of_third, is_verb};
use crate::text::phrase::{Phrases, Token, is_number, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("bare_percentage.tsv")).expect("the table is part of the program and a test reads it")
});

/// See `bare_percentage.md`.
pub(super) struct BarePercentage;

const ABOUT: About = About {
    id: "bare-percentage",
    level: Level::Warning,
    criterion: Some(Criterion::M),
    source: "SEND Code of Practice 9.61",
    page: include_str!("bare_percentage.md"),
};

impl Check for BarePercentage {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        let say = |span: Span| {
            let said = span.slice(subject.text);
            format!(
                "Who would count “{said}”? A few plain cases are easier to check, such as “on three days out of five”."
            )
        };
        bare(subject).into_iter().take(1).map(|span| (span, say(span))).collect()
    }
}

/// The percentages of an outcome that nobody will count, each with what it is said to be of.
pub(super) fn bare(subject: &Subject<'_>) -> Vec<Span> {
    if !subject.is_outcome() {
        return Vec::new();
    }
    let tokens = tokens(subject.text);
    let found = percentages(&tokens).into_iter();
    found
        .filter_map(|(first, end)| Some(Span { start: tokens[first].span.start, end: reach(&tokens, first, end)? }))
        .collect()
}

/// The percentages of a text that are of something counted.
pub(super) fn counted(text: &str) -> Vec<Span> {
    let tokens = tokens(text);
    let found = percentages(&tokens).into_iter().filter(|&(first, end)| reach(&tokens, first, end).is_none());
    found.map(|(first, end)| Span { start: tokens[first].span.start, end: tokens[end - 1].span.end }).collect()
}

/// Where each percentage begins and ends among the tokens.
fn percentages(tokens: &[Token<'_>]) -> Vec<(usize, usize)> {
    let folded = |at: usize| tokens.get(at).map_or("", |token| token.folded.as_str());
    let starts = (0..tokens.len()).filter(|&at| is_number(folded(at)));
    let ends = starts.filter_map(|at| match (folded(at + 1), folded(at + 2)) {
        ("%" | "percent" | "pc", _) => Some((at, at + 2)),
        ("per", "cent") => Some((at, at + 3)),
        _ => None,
    });
    ends.collect()
}

/// The end of the words that nobody will count, or nothing if the percentage of `first..end` is of something counted.
fn reach(tokens: &[Token<'_>], first: usize, end: usize) -> Option<usize> {
    let hits = PHRASES.find(tokens);
    if hits.iter().any(|hit| hit.kind == "attended") {
        return None;
    }
    let after = end + tokens[end..].iter().take_while(|token| token.folded == ")").count();
    if let Some(hit) = PHRASES.at(tokens, after).filter(|hit| hit.kind == "nothing") {
        return Some(hit.span.end);
    }
    let word = |at: usize| tokens.get(at).map_or("", |token| token.folded.as_str());
    let of_something = word(after) == "of" || word(after + 2) == "of";
    let fewer_of_many = first.checked_sub(1).is_some_and(|before| word(before) == "by")
        && tokens[first.saturating_sub(4)..first].iter().any(|token| is_plural(&token.folded));
    let is_counted = hits.iter().any(|hit| hit.kind == "counted") || of_something || fewer_of_many;
    (!is_counted).then(|| tokens[end - 1].span.end)
}

/// True for a word that looks like more than one of a thing, and is no verb: "outbursts", not "reduces".
fn is_plural(word: &str) -> bool {
    let verb = base_of_third(word).is_some_and(|base| is_verb(&base));
    word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("'s") && !verb
}
