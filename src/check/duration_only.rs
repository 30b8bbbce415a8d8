//! Flags an outcome that says how long but not by when.
//!
//! **In:** an outcome without deadlines. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! Minutes and hours measure what the person does ("for 20 minutes"), so only days and longer count here.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Level, Span};
use crate::text::deadline::lasting;

/// See `duration_only.md`.
pub(super) struct DurationOnly;

const ABOUT: About = About {
    id: "duration-only",
    level: Level::Warning,
    criterion: Some(Criterion::T),
    source: "SEND Code of Practice 9.66",
    page: include_str!("duration_only.md"),
};

impl Check for DurationOnly {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        let Some(span) = subject.is_outcome().then(|| only_lasting(subject)).flatten() else { return Vec::new() };
        let said = span.slice(subject.text);
        vec![(
            span,
            format!("“{said}” says how long, not by when. Add the date or the stage by which this will be so."),
        )]
    }
}

/// The first length of days or longer in a statement that states no deadline.
pub(super) fn only_lasting(subject: &Subject<'_>) -> Option<Span> {
    if subject.timing.found.is_empty() { lasting(subject.text).next() } else { None }
}
