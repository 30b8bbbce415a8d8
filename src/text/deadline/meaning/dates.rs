//! Days, months and feasts: "31/07/27", "by July 2027", "before Christmas".
//!
//! **In:** the words of a deadline. **Out:** its [`Meaning`]. **Layer:** 1.
//!
//! Numbers stand in British order, day before month; only what has no such reading (07/31/27) is read the American way.
//! "July 27" without a day is July 2027 in a plan, and said to be ambiguous.

use super::words::{Words, full_year};
use super::{Known, Meaning, stages};
use crate::domain::Precision;
use crate::text::calendar::{SchoolYear, Term, day, easter, good_friday};
use jiff::ToSpan;
use jiff::civil::Date;

/// The day that a date means.
pub(super) fn read(words: &Words, known: &Known<'_>) -> Option<Meaning> {
    if words.has_like(&["easter", "christmas"]) || words.has(&["xmas"]) || words.has_run(&["new", "year"]) {
        return feast(words, known);
    }
    if let Some(date) = named_day(words, known) {
        return date;
    }
    match words.month() {
        Some((at, month)) => named_month(words, at, month, known),
        None => in_numbers(words, known),
    }
}

/// Days with a name of their own; those that the moon or a faith moves have no day here.
fn named_day(words: &Words, known: &Known<'_>) -> Option<Option<Meaning>> {
    let from_easter = |days: i64| move |year: i16| easter(year)?.checked_add(days.days()).ok();
    let find = |whole: &dyn Fn(i16) -> Option<Date>| -> Option<Meaning> {
        let date = match words.year() {
            Some(year) => whole(year),
            None => next_on_or_after(known.today?, whole),
        };
        Some(Meaning::new(date, Precision::Day))
    };
    if words.has(&["bonfire"]) {
        Some(find(&|year| day(year, 11, 5)))
    } else if words.has(&["halloween", "hallowe'en"]) {
        Some(find(&|year| day(year, 10, 31)))
    } else if words.has_run(&["good", "friday"]) {
        Some(find(&from_easter(-2)))
    } else if words.has(&["palm"]) {
        Some(find(&from_easter(-7)))
    } else if words.has(&["mothering", "mother's", "mothers"]) {
        Some(find(&from_easter(-21)))
    } else if words.has(&["shrove", "pancake"]) {
        Some(find(&from_easter(-47)))
    } else if words.has(&["whitsun", "whit"]) {
        Some(find(&from_easter(49)))
    } else {
        words.has(&["eid", "diwali", "hanukkah", "ramadan", "vaisakhi", "passover"]).then_some(None)
    }
}

/// "31 July 2027", "July 2027", "July 27", "the end of September".
fn named_month(words: &Words, at: usize, month: i8, known: &Known<'_>) -> Option<Meaning> {
    let all = words.all();
    let number = |word: &String| word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse::<i8>().ok();
    let ordinal = |word: &String| word.ends_with(['t', 'd', 'h']);
    let before = match at.checked_sub(1).map(|at| all[at].as_str()) {
        Some("of") => at.checked_sub(2).and_then(|at| all.get(at)),
        _ => at.checked_sub(1).and_then(|at| all.get(at)),
    };
    let before = before.filter(|word| is_day(word)).and_then(number).filter(|of| (1..=31).contains(of));
    let next = all[at + 1..].iter().find(|word| !matches!(word.as_str(), "." | "," | "the"));
    let marked = next.is_some_and(|word| matches!(word.as_str(), "'" | "‘" | "’"));
    let after = next.filter(|word| is_day(word) && !marked).and_then(|word| Some((number(word)?, ordinal(word))));
    let in_group = stages::year_of_group(words, known).map(|year| if month >= 9 { year.0 } else { year.0 + 1 });
    let year = words.year().or(in_group).or_else(|| words.year_from(known.today?.year()));
    let (of, year, ambiguous) = match (before, after, year) {
        (Some(of), Some((year, false)), None) if year >= 20 => (Some(of), Some(i16::from(year) + 2000), false),
        (Some(of), _, year) => (Some(of), year, false),
        (None, Some((of, true)), year) | (None, Some((of @ 1..=31, false)), year @ Some(_)) => (Some(of), year, false),
        (None, Some((of @ 1..=19, false)), None) => (Some(of), None, false),
        (None, Some((year @ 20..=49, false)), None) => (None, Some(i16::from(year) + 2000), true),
        (None, _, year) => (None, year, false),
    };
    let whole = |year: i16| match of {
        Some(of) => day(year, month, of),
        None if words.has(&["before", "prior", "ahead"]) && !words.is_end() => day(year, month, 1)?.yesterday().ok(),
        None if words.has(&["start", "beginning"]) => day(year, month, 1),
        None if words.has(&["early", "first"]) => day(year, month, 10),
        None if words.is_middle() => day(year, month, 15),
        None => day(year, month, 1).map(Date::last_of_month),
    };
    let date = match (year, known.today) {
        (Some(year), _) => whole(year),
        (None, Some(today)) => next_on_or_after(today, whole),
        (None, None) => None,
    };
    let last_day = words.has_run(&["last", "day"]);
    let precision = if of.is_some() || last_day { Precision::Day } else { Precision::Month };
    Some(Meaning::new(date, precision).doubtful(ambiguous))
}

/// False for a year, in full or after an apostrophe.
fn is_day(word: &str) -> bool {
    full_year(word).is_none() && !word.starts_with('\'')
}

/// "31/07/27", "31.07.2027", "2027-07-31", "07/2027", "31/7", "2028".
fn in_numbers(words: &Words, known: &Known<'_>) -> Option<Meaning> {
    let numbers: Vec<i16> = words.numbers().into_iter().filter_map(|number| i16::try_from(number).ok()).collect();
    let full = |year: i16| if year < 100 { year + 2000 } else { year };
    let small = |number: i16| i8::try_from(number).ok();
    let date = match numbers[..] {
        [year, month, of] if year >= 2000 => day(year, small(month)?, small(of)?),
        [month, of, year] if of > 12 && month <= 12 => day(full(year), small(month)?, small(of)?),
        [of, month, year] => day(full(year), small(month)?, small(of)?),
        [month, year] if year >= 2000 => {
            let date = day(year, small(month)?, 1).map(Date::last_of_month);
            return Some(Meaning::new(date, Precision::Month));
        }
        [of, month] => {
            let (of, month) = (small(of)?, small(month)?);
            known.today.and_then(|today| next_on_or_after(today, |year| day(year, month, of)))
        }
        [year] if year >= 2000 && words.has(&["early"]) => {
            return Some(Meaning::new(day(year, 3, 31), Precision::Month));
        }
        [year] if year >= 2000 && words.is_middle() => return Some(Meaning::new(day(year, 6, 30), Precision::Month)),
        [year] if year >= 2000 => return Some(Meaning::new(day(year, 12, 31), Precision::Year)),
        _ => return None,
    };
    Some(Meaning::new(date, Precision::Day))
}

/// Christmas, Easter, New Year, and the holidays named after them.
fn feast(words: &Words, known: &Known<'_>) -> Option<Meaning> {
    let holiday = words.has(&["holiday", "holidays", "hols", "break", "vacation", "recess"]);
    let spring = words.has(&["easter"]);
    let whole = |year: i16| match (spring, holiday, words.is_end()) {
        (true, false, _) => easter(year),
        (true, true, false) => good_friday(year),
        (true, true, true) => known.calendar.begins(SchoolYear(year.checked_sub(1)?), Term::Summer)?.yesterday().ok(),
        (false, true, true) => known.calendar.begins(SchoolYear(year), Term::Spring)?.yesterday().ok(),
        (false, true, false) => known.calendar.ends(SchoolYear(year), Term::Autumn),
        (false, false, _) if words.has(&["christmas", "xmas"]) => day(year, 12, 25),
        (false, false, _) => day(year, 1, 1),
    };
    let in_group = stages::year_of_group(words, known).map(|year| if spring { year.0 + 1 } else { year.0 });
    let year = words.year().or(in_group).or_else(|| words.year_from(known.today?.year()));
    let date = match year {
        Some(year) => whole(year),
        None => known.today.and_then(|today| next_on_or_after(today, whole)),
    };
    Some(Meaning::new(date, Precision::Day))
}

/// The first day of the years from today's that is not over.
fn next_on_or_after(today: Date, whole: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let years = (-1..=8).filter_map(|later| today.year().checked_add(later));
    years.filter_map(whole).find(|date| *date >= today)
}
