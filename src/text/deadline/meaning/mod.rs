//! The day that a deadline means.
//!
//! **In:** the words of a deadline, what is known of the person, a calendar. **Out:** [`Meaning`]. **Layer:** 1.
//!
//! Each kind of deadline has its reader. The words have been recognised already, so a reader looks only for what it
//! needs (which year group, which month, start or end) and may pass over the rest. What text and context do not settle
//! has no day: nothing is guessed.
//!
//! Limits: American grades, Scottish years and courses without a year have no day.

mod dates;
mod lengths;
mod phases;
mod stages;
mod terms;
mod words;

use crate::domain::{Context, DeadlineKind, Precision};
use crate::text::calendar::{Calendar, Cohort, SchoolYear};
use jiff::civil::Date;
pub(super) use phases::is_about_adulthood;
use words::Words;

/// What is known when a deadline is read.
pub(super) struct Known<'a> {
    pub(super) context: &'a Context,
    pub(super) calendar: &'a Calendar,
    pub(super) today: Option<Date>,
    pub(super) cohort: Option<Cohort>,
}

impl<'a> Known<'a> {
    pub(super) fn new(context: &'a Context, calendar: &'a Calendar) -> Self {
        Known { context, calendar, today: context.today, cohort: Cohort::of(context) }
    }
}

/// The day that a deadline means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The last day meant; `None` if it is not settled.
    pub(super) date: Option<Date>,
    /// How exactly the words name it.
    pub(super) precision: Precision,
    /// How many days off another careful reader might be.
    pub(super) tolerance: i32,
    /// True if the words can be read in two ways.
    pub(super) ambiguous: bool,
}

impl Meaning {
    fn new(date: Option<Date>, precision: Precision) -> Self {
        let tolerance = match precision {
            Precision::Day => 7,
            Precision::Month => 31,
            Precision::Term => 41,
            Precision::Year => 366,
        };
        Meaning { date, precision, tolerance, ambiguous: false }
    }

    /// A deadline whose day nothing settles.
    fn unsettled() -> Self {
        Meaning::new(None, Precision::Year)
    }

    fn within(mut self, days: i32) -> Self {
        self.tolerance = days;
        self
    }

    fn doubtful(mut self, ambiguous: bool) -> Self {
        self.ambiguous = ambiguous;
        self
    }
}

/// The day that the words of a deadline mean.
pub(super) fn meaning(text: &str, kind: DeadlineKind, known: &Known<'_>) -> Meaning {
    let words = Words::new(text);
    let read = match kind {
        DeadlineKind::Date => dates::read(&words, known),
        DeadlineKind::Term => terms::read(&words, known),
        DeadlineKind::YearGroup => stages::year_group(&words, known),
        DeadlineKind::KeyStage => stages::key_stage(&words, known),
        DeadlineKind::Age => stages::age(&words, known),
        DeadlineKind::Phase => phases::phase(&words, known),
        DeadlineKind::Relative => lengths::read(&words, known),
        DeadlineKind::Review => None,
    };
    read.unwrap_or_else(Meaning::unsettled)
}

/// True if a term or day that comes round every year may be the one written beside it: "half term (Feb 2027)".
pub(super) fn comes_round(text: &str, kind: DeadlineKind, own: Date, beside: Date) -> bool {
    let words = Words::new(text);
    let every_year = matches!(kind, DeadlineKind::Date | DeadlineKind::Term)
        && words.year().is_none()
        && words.academic_year().is_none()
        && !words.has(&["year", "yr", "y"]);
    let months = (own.month() - beside.month()).abs();
    let named = words.month().is_some() || words.has(&["autumn", "spring", "summer", "easter", "christmas"]);
    every_year && (!named || months.min(12 - months) <= 2)
}

/// The day that is written beside a deadline: "in July 2027", "(2028)". A bare year beside a stage is a school year's end.
pub(super) fn beside(text: &str, kind: DeadlineKind, known: &Known<'_>) -> Meaning {
    let words = Words::new(text);
    if words.has(&["autumn", "spring", "summer"]) {
        return terms::read(&words, known).unwrap_or_else(Meaning::unsettled);
    }
    let bare_year = words.year().filter(|_| words.month().is_none() && words.numbers().len() == 1);
    match bare_year {
        Some(year) if kind != DeadlineKind::Date => {
            Meaning::new(known.calendar.year_ends(SchoolYear(year - 1)), Precision::Term)
        }
        _ => dates::read(&words, known).unwrap_or_else(Meaning::unsettled),
    }
}
