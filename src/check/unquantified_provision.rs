//! Flags help in Section F of which it is not said how much or how often, or by whom.
//!
//! **In:** a statement that stands in Section F. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! How much or how often is enough, with a role beside it: "staff" and "adults" are none, nor is a therapy without its
//! therapist. Equipment and places are there or not, so a statement that begins with a thing, or that the classifier
//! takes for a resource and that names no help, is left alone.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Label, Level, Span};
use crate::text::phrase::{Hit, Phrases, Token, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("unquantified_provision.tsv"))
        .expect("the table is part of the program and a test reads it")
});

/// See `unquantified_provision.md`.
pub(super) struct UnquantifiedProvision;

const ABOUT: About = About {
    id: "unquantified-provision",
    level: Level::Error,
    criterion: Some(Criterion::M),
    source: "SEND Code of Practice 9.69",
    page: include_str!("unquantified_provision.md"),
};

impl Check for UnquantifiedProvision {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.in_provision_section() || subject.whole().is_empty() {
            return Vec::new();
        }
        let all = tokens(subject.text);
        let said = before_purpose(&all);
        let hits = PHRASES.find(said);
        let has = |kind: &str| hits.iter().any(|hit| hit.kind == kind);
        let counted = ["amount", "sessions", "frequency"].into_iter().any(has)
            || said.iter().any(|token| is_amount(&token.folded));
        if counted && has("role") || is_thing(subject.classification.label, &hits) {
            return Vec::new();
        }
        let missing = match (counted, has("role")) {
            (false, false) => "how much or how often, and who gives it (a teacher, a TA, a therapist)",
            (false, true) => "how much or how often",
            _ => "who gives it: a teacher, a TA, a therapist, a named key worker",
        };
        vec![(subject.whole(), format!("Nobody could check whether this has been given. Say {missing}."))]
    }
}

/// True for a number written together with its unit: "2hrs", "30mins", "3x".
fn is_amount(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    unit.len() < word.len()
        && matches!(unit, "h" | "hr" | "hrs" | "hour" | "hours" | "m" | "min" | "mins" | "x" | "wks")
}

/// The tokens before the words that say what the help is for, in which others than the helper are named.
fn before_purpose<'a, 'b>(tokens: &'a [Token<'b>]) -> &'a [Token<'b>] {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.folded.as_str()));
    let purpose = (1..tokens.len()).find(|&at| {
        is(at, &["so"]) && is(at + 1, &["that", "he", "she", "they", "the"])
            || is(at, &["in"]) && is(at + 1, &["order"])
            || is(at, &["to"]) && is(at + 1, &["enable", "allow"])
    });
    &tokens[..purpose.unwrap_or(tokens.len())]
}

/// True for equipment, a place or an arrangement, of which it need not be said who gives it how often.
fn is_thing(label: Label, hits: &[Hit<'_>]) -> bool {
    let has = |kind: &str| hits.iter().any(|hit| hit.kind == kind);
    let first = hits.iter().map(|hit| hit.kind).find(|kind| matches!(*kind, "thing" | "help" | "role"));
    let helps = ["help", "role", "sessions"].into_iter().any(has);
    match label {
        Label::Resource => !helps || first == Some("thing"),
        Label::Output => !has("help") || first == Some("thing"),
        _ => has("thing") && !helps,
    }
}
