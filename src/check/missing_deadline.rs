//! Flags an outcome that does not say by when.
//!
//! **In:** an outcome without deadlines. **Out:** spans and what to say of them. **Layer:** 2.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Level, Span};

/// See `missing_deadline.md`.
pub(super) struct MissingDeadline;

const ABOUT: About = About {
    id: "missing-deadline",
    level: Level::Error,
    criterion: Some(Criterion::T),
    source: "SEND Code of Practice 9.66",
    page: include_str!("missing_deadline.md"),
};

impl Check for MissingDeadline {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.is_outcome() || subject.has_deadline() {
            return Vec::new();
        }
        let message = "This does not say by when. The end of the key stage or phase is usual; \
                       a year group, a month or an age will do as well.";
        vec![(subject.whole(), message.to_string())]
    }
}
