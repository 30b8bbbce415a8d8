//! Asks which of two deadlines is meant that cannot both hold.
//!
//! **In:** an outcome, the year group and today's date. **Out:** spans and what to say of them. **Layer:** 2.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Deadline, Level, Span, TimeProblem};
use crate::text::calendar::long;

/// See `deadline_conflict.md`.
pub(super) struct DeadlineConflict;

const ABOUT: About = About {
    id: "deadline-conflict",
    level: Level::Question,
    criterion: Some(Criterion::T),
    source: "SEND Code of Practice 9.66",
    page: include_str!("deadline_conflict.md"),
};

impl Check for DeadlineConflict {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        let found = &subject.timing.found;
        let (Some(first), Some(last)) = (found.first(), found.last()) else { return Vec::new() };
        if !subject.is_outcome() || !subject.timing.has(TimeProblem::Conflict) {
            return Vec::new();
        }
        let span = Span { start: first.phrase.span.start, end: last.phrase.span.end };
        let said = |deadline: &Deadline| {
            let when = deadline.date.map_or(String::new(), |date| format!(" ({})", long(date)));
            format!("“{}”{when}", deadline.phrase.text)
        };
        let message = if found.len() > 1 {
            format!("{} and {} cannot both be meant. Which is it?", said(first), said(last))
        } else {
            format!("“{}” names two different days for this person. Which is it?", first.phrase.text)
        };
        vec![(span, message)]
    }
}
