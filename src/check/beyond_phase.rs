//! Asks for the step on the way to a deadline that lies beyond the next phase of education.
//!
//! **In:** an outcome, the year group and today's date. **Out:** spans and what to say of them. **Layer:** 2.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Horizon, Level, Span};
use crate::text::calendar::long;

/// See `beyond_phase.md`.
pub(super) struct BeyondPhase;

const ABOUT: About = About {
    id: "beyond-phase",
    level: Level::Question,
    criterion: Some(Criterion::T),
    source: "SEND Code of Practice 9.68",
    page: include_str!("beyond_phase.md"),
};

impl Check for BeyondPhase {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        let Some(deadline) =
            subject.timing.stated().filter(|_| subject.is_outcome() && subject.timing.horizon == Some(Horizon::Long))
        else {
            return Vec::new();
        };
        let said = &deadline.phrase.text;
        let when = deadline.date.map_or(String::new(), |date| format!(" ({})", long(date)));
        vec![(
            deadline.phrase.span,
            format!(
                "“{said}”{when} lies beyond the present phase of education. What is the step towards it by the end of this phase?"
            ),
        )]
    }
}
