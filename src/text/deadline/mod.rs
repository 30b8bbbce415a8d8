//! Finds the words that say by when.
//!
//! **In:** a text. **Out:** [`DeadlinePhrase`]s (where and of what kind) and durations. **Layer:** 1.
//!
//! What counts is listed in `phrases.tsv`, one form a line with an example, so that a colleague who meets a new form
//! adds a line. When the day itself falls depends on the person and on today, so that is worked out elsewhere. A length
//! of time ("for 12 months"), a frequency ("weekly") or a book for a year group is no deadline; [`durations`] finds the
//! first, because "for a year" is so often taken for one.
//!
//! ```
//! use sothat::text::deadline::deadlines;
//! let found = deadlines("By the end of Year 9 she will read for 20 minutes a day.");
//! assert_eq!(found[0].text, "By the end of Year 9");
//! assert_eq!(found.len(), 1);
//! ```
//!
//! Limits: "before school" and "by Friday" are read as times of the day or week, not as deadlines.

mod timing;

use crate::domain::{DeadlineKind, DeadlinePhrase, Span};
use crate::text::phrase::{Hit, Phrases, Token, tokens};
use std::sync::LazyLock;
pub use timing::timing;

static DEADLINES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("phrases.tsv")).expect("the table is part of the program and a test reads it")
});

static DURATIONS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("durations.tsv")).expect("the table is part of the program and a test reads it")
});

/// Months and seasons that are also first names.
const NAMES: [&str; 8] = ["april", "may", "june", "jan", "summer", "august", "autumn", "easter"];

/// What people do for others, so that "by April" after it names who did it.
const DONE_BY: [&str; 26] = [
    "supported",
    "helped",
    "led",
    "run",
    "taught",
    "seen",
    "supervised",
    "accompanied",
    "prompted",
    "assisted",
    "driven",
    "taken",
    "cared",
    "collected",
    "written",
    "overseen",
    "managed",
    "modelled",
    "encouraged",
    "told",
    "asked",
    "given",
    "monitored",
    "facilitated",
    "chosen",
    "liked",
];

/// The deadlines that `text` states, in order. Durations and frequencies ("for 12 months", "20 minutes", "weekly") are not deadlines.
pub fn deadlines(text: &str) -> Vec<DeadlinePhrase> {
    let tokens = tokens(text);
    let hits = DEADLINES.find(&tokens);
    hits.into_iter()
        .filter(|hit| !names_a_helper(&tokens, hit))
        .filter_map(|hit| {
            let kind = kind(hit.kind)?;
            let last = &tokens[hit.end - 1];
            let said = &text[tokens[hit.first].byte..last.byte + last.text.len()];
            Some(DeadlinePhrase { span: hit.span, text: said.to_string(), kind })
        })
        .collect()
}

/// Stretches that say how long something lasts ("for 12 months", "over six weeks"), which are no deadlines.
pub fn durations(text: &str) -> Vec<Span> {
    let tokens = tokens(text);
    let deadlines: Vec<Span> = DEADLINES.find(&tokens).into_iter().map(|hit| hit.span).collect();
    DURATIONS.find(&tokens).into_iter().map(|hit| hit.span).filter(|span| apart(*span, &deadlines)).collect()
}

/// True if `span` touches none of `others`, which must be in order and apart from one another.
pub(super) fn apart(span: Span, others: &[Span]) -> bool {
    let next = others.partition_point(|other| other.end <= span.start);
    others.get(next).is_none_or(|other| span.end <= other.start)
}

/// "supported by April": a person, not a month.
fn names_a_helper(tokens: &[Token<'_>], hit: &Hit<'_>) -> bool {
    hit.end == hit.first + 2
        && NAMES.contains(&tokens[hit.end - 1].folded.as_str())
        && hit.first > 0
        && DONE_BY.contains(&tokens[hit.first - 1].folded.as_str())
}

/// The kind that the first column of the table names.
fn kind(name: &str) -> Option<DeadlineKind> {
    Some(match name {
        "date" => DeadlineKind::Date,
        "term" => DeadlineKind::Term,
        "year_group" => DeadlineKind::YearGroup,
        "key_stage" => DeadlineKind::KeyStage,
        "age" => DeadlineKind::Age,
        "phase" => DeadlineKind::Phase,
        "review" => DeadlineKind::Review,
        "relative" => DeadlineKind::Relative,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
