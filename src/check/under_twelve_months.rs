//! Asks whether an outcome that is less than a year away is a target for the support plan.
//!
//! **In:** an outcome in Section E and today's date. **Out:** spans and what to say of them. **Layer:** 2.

use super::{About, Check, Subject};
use crate::domain::{Criterion, Horizon, Level, Span};
use crate::text::calendar::long;
use jiff::civil::Date;

/// See `under_twelve_months.md`.
pub(super) struct UnderTwelveMonths;

const ABOUT: About = About {
    id: "under-twelve-months",
    level: Level::Question,
    criterion: Some(Criterion::T),
    source: "SEND Code of Practice 9.69",
    page: include_str!("under_twelve_months.md"),
};

impl Check for UnderTwelveMonths {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        let short = subject.is_outcome() && subject.timing.horizon == Some(Horizon::Short);
        let Some(deadline) = subject.timing.stated().filter(|_| short) else { return Vec::new() };
        let Some(date) = deadline.date.filter(|date| !ends_a_school_year(*date)) else { return Vec::new() };
        let said = &deadline.phrase.text;
        vec![(
            deadline.phrase.span,
            format!(
                "“{said}” ({}) is less than a year away and not the end of a school year. Is it a step for the support plan, on the way to an outcome here?",
                long(date)
            ),
        )]
    }
}

/// True from mid-June to the first days of September: whatever the local term dates, the end of a school year is meant.
fn ends_a_school_year(date: Date) -> bool {
    match date.month() {
        6 => date.day() >= 15,
        7 | 8 => true,
        9 => date.day() <= 5,
        _ => false,
    }
}
