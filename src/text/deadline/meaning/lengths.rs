//! Lengths of time from today: "within six months", "over the next two years", "by the end of this school year".
//!
//! **In:** the words of a deadline. **Out:** its [`Meaning`]. **Layer:** 1.
//!
//! A length from anything but today ("six weeks post discharge") has no day. Of a range the longer end counts.

use super::words::{Words, count};
use super::{Known, Meaning, terms};
use crate::domain::Precision;
use crate::text::calendar::{SchoolYear, Term};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A length of time that plans count in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Days,
    Weeks,
    Fortnights,
    Months,
    HalfTerms,
    Terms,
    HalfYears,
    Years,
}

/// Events from which a length can be counted instead of today.
const FROM: [&str; 15] = [
    "starting",
    "start",
    "joining",
    "moving",
    "discharge",
    "admission",
    "diagnosis",
    "surgery",
    "beginning",
    "leaving",
    "returning",
    "return",
    "placement",
    "arrival",
    "move",
];

/// The day that lies so far ahead.
pub(super) fn read(words: &Words, known: &Known<'_>) -> Option<Meaning> {
    let today = known.today?;
    if words.has(&["of", "from", "after", "post"]) && words.has(&FROM) {
        return None;
    }
    let unit = unit(words)?;
    let school = words.has(&["school", "academic", "college"]);
    if unit == Unit::Years && school && counted(words).is_none_or(|count| count == 1) {
        return Some(school_year(words, known, today));
    }
    if words.has_run(&["this", "time", "next"]) {
        let date = if unit == Unit::Terms { nth_term(known, today, 2) } else { ahead(today, unit, 1) };
        return Some(Meaning::new(date, Precision::Month));
    }
    let single = counted(words).is_none();
    if single && words.has(&["by", "before", "until", "end", "this", "current"]) {
        return Some(current_or_next(words, known, today, unit));
    }
    let count = counted(words).unwrap_or(1);
    Some(match unit {
        Unit::Terms => Meaning::new(nth_term(known, today, count), Precision::Term).within(60),
        Unit::HalfTerms => Meaning::new(nth_half(known, today, count), Precision::Term).within(60),
        _ => Meaning::new(ahead(today, unit, count), Precision::Month),
    })
}

fn unit(words: &Words) -> Option<Unit> {
    if words.has_run(&["half", "a", "year"]) {
        return Some(Unit::HalfYears);
    }
    if words.has_run(&["half", "term"]) || words.has_run(&["half", "a", "term"]) || words.has_run(&["half", "terms"]) {
        return Some(Unit::HalfTerms);
    }
    words.all().iter().find_map(|word| {
        Some(match word.trim_end_matches('\'').trim_end_matches("'s") {
            "days" | "day" => Unit::Days,
            "weeks" | "week" | "wks" | "wk" => Unit::Weeks,
            "fortnight" | "fortnights" => Unit::Fortnights,
            "months" | "month" | "mths" | "mth" => Unit::Months,
            "terms" | "term" => Unit::Terms,
            "years" | "year" | "yrs" | "yr" | "winters" | "summers" | "autumns" | "springs" => Unit::Years,
            _ => return None,
        })
    })
}

/// How many; of "12 to 18" the later, of "a couple" two, of "a few" three.
fn counted(words: &Words) -> Option<u32> {
    if words.has(&["couple"]) {
        return Some(2);
    }
    if words.has(&["few"]) {
        return Some(3);
    }
    let plain = |word: &&String| !matches!(word.as_str(), "first" | "second" | "third");
    words.all().iter().filter(plain).filter_map(|word| count(word)).next_back()
}

/// "by the end of this school year", "next academic year".
fn school_year(words: &Words, known: &Known<'_>, today: Date) -> Meaning {
    let this = SchoolYear::containing(today);
    let over = known.calendar.year_ends(this).is_some_and(|ends| ends < today);
    let year = this.plus(i16::from(words.has(&["next", "coming", "following"]) || over));
    Meaning::new(known.calendar.year_ends(year), Precision::Term)
}

/// "by the end of the month", "by next month", "this term".
fn current_or_next(words: &Words, known: &Known<'_>, today: Date, unit: Unit) -> Meaning {
    let next = words.has(&["next", "coming", "following"]);
    match unit {
        Unit::Months => {
            let month = if next { today.checked_add(1.month()).ok() } else { Some(today) };
            Meaning::new(month.map(Date::last_of_month), Precision::Month)
        }
        Unit::Terms => {
            let mut ahead = known.calendar.terms_from(today);
            let first = ahead.next();
            let within = first.is_some_and(|(term, ends)| {
                known.calendar.begins(SchoolYear::containing(ends), term).is_some_and(|begins| begins <= today)
            });
            let chosen = if next && within { ahead.next() } else { first };
            Meaning::new(chosen.map(|(_, ends)| ends), Precision::Term)
        }
        Unit::Weeks if !next => {
            let friday = (0..7).filter_map(|days| today.checked_add(days.days()).ok());
            let friday = friday.into_iter().find(|day| day.weekday() == Weekday::Friday);
            Meaning::new(friday, Precision::Day)
        }
        Unit::Years if words.is_middle() => {
            Meaning::new(terms::middle(SchoolYear::containing(today), known), Precision::Term)
        }
        _ => Meaning::new(ahead(today, unit, 1), Precision::Month),
    }
}

fn ahead(today: Date, unit: Unit, count: u32) -> Option<Date> {
    let count = i64::from(count.min(1000));
    let length = match unit {
        Unit::Days => count.days(),
        Unit::Weeks => count.weeks(),
        Unit::Fortnights => (2 * count).weeks(),
        Unit::Months => count.months(),
        Unit::HalfYears => (6 * count).months(),
        Unit::Years => count.years(),
        Unit::HalfTerms | Unit::Terms => return None,
    };
    today.checked_add(length).ok()
}

/// The end of the `count`th term that is not over.
fn nth_term(known: &Known<'_>, today: Date, count: u32) -> Option<Date> {
    let place = usize::try_from(count.clamp(1, 100)).ok()?;
    known.calendar.terms_from(today).nth(place - 1).map(|(_, ends)| ends)
}

/// The end of the `count`th half term that is not over.
fn nth_half(known: &Known<'_>, today: Date, count: u32) -> Option<Date> {
    let first = SchoolYear::containing(today);
    let years = (0..=20).map(|later| first.plus(later));
    let ends = years.flat_map(|year| Term::ALL.map(|term| (year, term))).flat_map(|(year, term)| {
        [known.calendar.half_term(year, term), known.calendar.ends(year, term)].into_iter().flatten()
    });
    ends.filter(|ends| *ends >= today).nth(usize::try_from(count.max(1)).ok()? - 1)
}
