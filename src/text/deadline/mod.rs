//! Finds the words that say by when.
//!
//! **In:** a text. **Out:** [`DeadlinePhrase`]s (where and of what kind) and durations. **Layer:** 1.
//!
//! What counts is listed in `phrases.tsv`, one form a line with an example, so that a colleague who meets a new form
//! adds a line. When the day itself falls depends on the person and on today: [`timing()`] works that out. A length
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

mod meaning;
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

/// Days that are written beside a deadline.
static BESIDE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("beside.tsv")).expect("the table is part of the program and a test reads it")
});

/// Months and seasons that are also first names.
const NAMES: [&str; 8] = ["april", "may", "june", "jan", "summer", "august", "autumn", "easter"];

/// What people do for others, so that "by April" or "by Year 6" after it names who did it.
const DONE_BY: [&str; 44] = [
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
    "provided",
    "delivered",
    "marked",
    "offered",
    "staffed",
    "hosted",
    "read",
    "planned",
    "prepared",
    "checked",
    "observed",
    "covered",
    "shared",
    "produced",
    "designed",
    "used",
    "made",
    "shown",
];

/// A deadline, and the day that is written beside it: "by the end of Year 9, in July 2027".
pub(super) struct Stated {
    /// All of its words.
    pub(super) phrase: DeadlinePhrase,
    /// Its words without the day beside it.
    pub(super) words: String,
    /// The day beside it.
    pub(super) beside: Option<String>,
}

/// The deadlines that `text` states, in order. Durations and frequencies ("for 12 months", "20 minutes", "weekly") are not deadlines.
pub fn deadlines(text: &str) -> Vec<DeadlinePhrase> {
    stated(text).into_iter().map(|stated| stated.phrase).collect()
}

/// The deadlines that `text` states, each with the day beside it.
pub(super) fn stated(text: &str) -> Vec<Stated> {
    let tokens = tokens(text);
    let said = |first: usize, end: usize| {
        let last = &tokens[end - 1];
        text[tokens[first].byte..last.byte + last.text.len()].to_string()
    };
    let mut found: Vec<Stated> = Vec::new();
    let mut after = 0;
    for hit in DEADLINES.find(&tokens) {
        let told = names_a_helper(&tokens, &hit) || tells_of_the_past(&tokens, &hit);
        let Some(kind) = kind(hit.kind).filter(|_| hit.first >= after && !told) else {
            continue;
        };
        let beside = BESIDE.at(&tokens, hit.end);
        after = beside.map_or(hit.end, |beside| beside.end);
        let span = Span { start: hit.span.start, end: beside.map_or(hit.span.end, |beside| beside.span.end) };
        found.push(Stated {
            phrase: DeadlinePhrase { span, text: said(hit.first, after), kind },
            words: said(hit.first, hit.end),
            beside: beside.map(|beside| said(beside.first, beside.end)),
        });
    }
    found
}

/// Lengths of weeks or longer, which are often taken for deadlines: "for 12 months", but not "for 20 minutes".
pub fn lasting(text: &str) -> impl Iterator<Item = Span> {
    const SHORT: [&str; 17] = [
        "day",
        "days",
        "night",
        "nights",
        "minute",
        "minutes",
        "min",
        "mins",
        "hour",
        "hours",
        "hr",
        "hrs",
        "consecutive",
        "possible",
        "needed",
        "required",
        "necessary",
    ];
    let is_long = |span: &Span| tokens(span.slice(text)).iter().all(|token| !SHORT.contains(&token.folded.as_str()));
    durations(text).into_iter().filter(is_long)
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

/// "supported by April", "marked by Year 6": people, not a month or a stage.
fn names_a_helper(tokens: &[Token<'_>], hit: &Hit<'_>) -> bool {
    let bare = hit.end == hit.first + 2 && NAMES.contains(&tokens[hit.end - 1].folded.as_str())
        || hit.kind == "year_group" && hit.end <= hit.first + 3;
    bare && hit.first > 0 && DONE_BY.contains(&tokens[hit.first - 1].folded.as_str())
}

/// "Until the age of 7 he was fed": a time that is over, told of.
fn tells_of_the_past(tokens: &[Token<'_>], hit: &Hit<'_>) -> bool {
    let past = |token: &Token<'_>| matches!(token.folded.as_str(), "was" | "were" | "had" | "did" | "could" | "used");
    let since = |token: &Token<'_>| matches!(token.folded.as_str(), "from" | "since" | "after" | "beyond");
    let first = tokens[hit.first].folded.as_str();
    matches!(first, "until" | "till" | "before" | "at" | "by" | "in") && tokens[hit.end..].iter().take(3).any(past)
        || hit.first > 0 && since(&tokens[hit.first - 1])
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
