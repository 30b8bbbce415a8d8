//! The English school calendar: school years, terms, half terms, Easter.
//!
//! **In:** days and school years. **Out:** days on which years, terms and half terms end. **Layer:** 1.
//!
//! A school year is named by the calendar year in which it begins. Dates are set locally; without them a school year
//! ends on 22 July, the autumn term on 18 December and the spring term on the Friday before Easter Sunday. A year that
//! falls outside the calendar's range gives no day instead of a wrong one.
//!
//! ```
//! use sothat::text::calendar::{Calendar, SchoolYear, Term};
//! use jiff::civil::date;
//! let year = SchoolYear::containing(date(2026, 11, 12));
//! assert_eq!(year, SchoolYear(2026));
//! assert_eq!(Calendar::default().ends(year, Term::Spring), Some(date(2027, 3, 26)));
//! ```

mod cohort;

pub use cohort::{Cohort, Mismatch, Phase, age_on, birthday, mismatch};

use jiff::civil::{Date, Weekday};
use std::collections::BTreeMap;

/// A school year by the calendar year in which it begins: 2026 for 1 September 2026 to 31 August 2027.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchoolYear(pub i16);

impl SchoolYear {
    /// The school year in which a day lies; the summer holiday belongs to the year just ended.
    pub fn containing(day: Date) -> Self {
        SchoolYear(if day.month() >= 9 { day.year() } else { day.year() - 1 })
    }

    /// The school year `years` later, or earlier if negative.
    pub fn plus(self, years: i16) -> Self {
        SchoolYear(self.0.saturating_add(years))
    }

    /// Its last day, 31 August.
    pub fn last_day(self) -> Option<Date> {
        day(self.0.saturating_add(1), 8, 31)
    }
}

/// A third of the school year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// September to December.
    Autumn,
    /// January to Easter.
    Spring,
    /// Easter to July.
    Summer,
}

impl Term {
    /// The terms in the order of the school year.
    pub const ALL: [Term; 3] = [Term::Autumn, Term::Spring, Term::Summer];
}

/// When terms end where the person goes to school. The default is this project's convention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Month and day on which the autumn term ends.
    pub autumn_ends: (i8, i8),
    /// Month and day on which the spring term ends; the Friday before Easter Sunday if there is none.
    pub spring_ends: Option<(i8, i8)>,
    /// Month and day on which the summer term, and the school year, end.
    pub summer_ends: (i8, i8),
    /// Month and day of the last school day before each half term, in the order of [`Term::ALL`].
    pub half_terms: [(i8, i8); 3],
    /// Ends of terms that are known for one school year, in the order of [`Term::ALL`]; they win over the rest.
    pub known: BTreeMap<SchoolYear, [Option<Date>; 3]>,
}

impl Default for Calendar {
    fn default() -> Self {
        Calendar {
            autumn_ends: (12, 18),
            spring_ends: None,
            summer_ends: (7, 22),
            half_terms: [(10, 24), (2, 14), (5, 30)],
            known: BTreeMap::new(),
        }
    }
}

impl Calendar {
    /// The last day of a term.
    pub fn ends(&self, year: SchoolYear, term: Term) -> Option<Date> {
        if let Some(known) = self.known.get(&year).and_then(|terms| terms[term as usize]) {
            return Some(known);
        }
        let following = year.0.checked_add(1)?;
        match (term, self.spring_ends) {
            (Term::Autumn, _) => day(year.0, self.autumn_ends.0, self.autumn_ends.1),
            (Term::Spring, Some((month, of))) => day(following, month, of),
            (Term::Spring, None) => good_friday(following),
            (Term::Summer, _) => day(following, self.summer_ends.0, self.summer_ends.1),
        }
    }

    /// The first day of a term: 1 September, the first Monday from 3 January, the Monday after two weeks of Easter holiday.
    pub fn begins(&self, year: SchoolYear, term: Term) -> Option<Date> {
        match term {
            Term::Autumn => day(year.0, 9, 1),
            Term::Spring => {
                let earliest = day(year.0.checked_add(1)?, 1, 3)?;
                if earliest.weekday() == Weekday::Monday {
                    return Some(earliest);
                }
                earliest.nth_weekday(1, Weekday::Monday).ok()
            }
            Term::Summer => self.ends(year, Term::Spring)?.checked_add(jiff::Span::new().days(17)).ok(),
        }
    }

    /// The last day of school in a school year.
    pub fn year_ends(&self, year: SchoolYear) -> Option<Date> {
        self.ends(year, Term::Summer)
    }

    /// The last day of school before the half term of a term.
    pub fn half_term(&self, year: SchoolYear, term: Term) -> Option<Date> {
        let (month, of) = self.half_terms[term as usize];
        day(if term == Term::Autumn { year.0 } else { year.0.checked_add(1)? }, month, of)
    }

    /// The terms that end on or after a day, each with its last day, in order and without end.
    pub fn terms_from(&self, from: Date) -> impl Iterator<Item = (Term, Date)> {
        let first = SchoolYear::containing(from);
        let years = (0..).map(move |years| first.plus(years));
        let terms = years.flat_map(|year| Term::ALL.map(|term| (year, term)));
        terms.map_while(|(year, term)| Some((term, self.ends(year, term)?))).filter(move |(_, ends)| *ends >= from)
    }
}

/// A day in words: "22 July 2027".
pub fn long(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// A day, if there is one.
pub(super) fn day(year: i16, month: i8, of: i8) -> Option<Date> {
    Date::new(year, month, of).ok()
}

/// Easter Sunday by the Gregorian rule (Meeus, *Astronomical Algorithms*, chapter 8).
pub fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (golden, century, of_century) = (y % 19, y / 100, y % 100);
    let leap_centuries = century / 4;
    let moon = (century + 8) / 25;
    let epact = (19 * golden + century - leap_centuries - (century - moon + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let sum = epact + weekday - 7 * late + 114;
    day(year, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?)
}

/// The Friday before Easter Sunday.
pub fn good_friday(year: i16) -> Option<Date> {
    easter(year)?.checked_sub(jiff::Span::new().days(2)).ok()
}

#[cfg(test)]
mod tests;
