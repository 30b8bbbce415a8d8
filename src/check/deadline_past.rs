//! Flags an outcome whose deadline is over.
//!
//! **In:** an outcome and today's date. **Out:** spans and what to say of them. **Layer:** 2.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Level, Span, TimeProblem};
use crate::text::calendar::long;

/// See `deadline_past.md`.
pub(super) struct DeadlinePast;

const ABOUT: About = About {
    id: "deadline-past",
    level: Level::Warning,
    criterion: Some(Criterion::T),
    source: "SEND Code of Practice 9.66",
    page: include_str!("deadline_past.md"),
};

impl Check for DeadlinePast {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        let Some(deadline) =
            subject.timing.stated().filter(|_| subject.is_outcome() && subject.timing.has(TimeProblem::Past))
        else {
            return Vec::new();
        };
        let said = &deadline.phrase.text;
        let when = deadline.date.map_or(String::new(), |date| format!(", {},", long(date)));
        vec![(
            deadline.phrase.span,
            format!(
                "“{said}”{when} is over. Has it been reached? If so, record that; if not, say what is to be so by when now."
            ),
        )]
    }
}
