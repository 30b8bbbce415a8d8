//! Terms, half terms and seasons: "the autumn term of Year 7", "by February half-term", "by next summer".
//!
//! **In:** the words of a deadline. **Out:** its [`Meaning`]. **Layer:** 1.

use super::words::{Words, count};
use super::{Known, Meaning, stages};
use crate::domain::Precision;
use crate::text::calendar::{SchoolYear, Term, day};
use jiff::civil::Date;

/// The end of a term, or of its first half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    term: Term,
    first_half: bool,
}

/// The day on which a term ends.
pub(super) fn read(words: &Words, known: &Known<'_>) -> Option<Meaning> {
    let half = words.has(&["half", "halfterm", "halfterms"]);
    let named = named(words, half);
    let holiday = words.has(&["holiday", "holidays", "hols", "break", "vacation", "recess"]);
    let year = stages::year_of_group(words, known)
        .or_else(|| words.academic_year().map(SchoolYear))
        .or_else(|| Some(year_of(named?.term, words.year()?)));
    if words.has(&["semester", "quarter", "trimester"]) {
        return None;
    }
    let ends = |stretch: Stretch, year: SchoolYear| -> Option<Date> {
        match stretch {
            _ if holiday && stretch.term == Term::Summer && words.is_end() => year.last_day(),
            _ if words.has(&["start", "beginning"]) => known.calendar.begins(year, stretch.term),
            Stretch { term, first_half: true } => known.calendar.half_term(year, term),
            Stretch { term, .. } => known.calendar.ends(year, term),
        }
    };
    let date = match (named, year) {
        (Some(stretch), Some(year)) => ends(stretch, year),
        (Some(stretch), None) => next(known.today?, |year| ends(stretch, year)),
        (None, Some(year)) => known.calendar.year_ends(year),
        (None, None) if half => {
            let halves = Term::ALL.map(|term| Stretch { term, first_half: true });
            let known_today = known.today?;
            halves.iter().filter_map(|half| next(known_today, |year| ends(*half, year))).min()
        }
        (None, None) => following(words, known),
    };
    let precision = Precision::Term;
    let ambiguous = numbered(words).is_some_and(|number| number <= 3) && words.has(&["term"]) && !seasoned(words);
    Some(Meaning::new(date, precision).within(if half { 14 } else { 41 }).doubtful(ambiguous))
}

/// "next term", "this term", "the end of term", "the start of next term".
fn following(words: &Words, known: &Known<'_>) -> Option<Date> {
    let today = known.today?;
    let mut ahead = known.calendar.terms_from(today);
    let begins = |(term, ends): (Term, Date)| known.calendar.begins(SchoolYear::containing(ends), term);
    let first = ahead.next()?;
    let within = begins(first).is_some_and(|begins| begins <= today);
    let to_begin = words.has(&["start", "beginning", "new"]);
    let chosen = if (to_begin || words.has(&["next", "coming"])) && within { ahead.next()? } else { first };
    if to_begin { begins(chosen) } else { Some(chosen.1) }
}

fn seasoned(words: &Words) -> bool {
    words.has_like(&["autumn", "spring", "summer", "aut", "spr", "sum"])
}

/// The number after "term", "autumn" and the like; of "T3" 3.
fn numbered(words: &Words) -> Option<u32> {
    let after = words.after(&["term", "autumn", "spring", "summer", "aut", "spr", "sum"]);
    let direct = after.and_then(|rest| rest.iter().find(|word| *word != "term")).and_then(|word| count(word));
    let joined = words.all().iter().find_map(|word| sixth(word));
    direct.or(joined).filter(|number| (1..=6).contains(number))
}

/// The number of "T4" or "HT4", where the school year is counted in sixths.
fn sixth(word: &str) -> Option<u32> {
    word.strip_prefix("ht").or_else(|| word.strip_prefix('t'))?.parse().ok()
}

/// The term that the words name.
fn named(words: &Words, half: bool) -> Option<Stretch> {
    let seasons = [("autumn", "aut", Term::Autumn), ("spring", "spr", Term::Spring), ("summer", "sum", Term::Summer)];
    let season = seasons.into_iter().find(|(full, short, _)| words.has_like(&[full]) || words.has(&[short]));
    let number = numbered(words);
    if let Some((_, _, term)) = season {
        return Some(Stretch { term, first_half: half || number == Some(1) });
    }
    if let Some((_, month)) = words.month().filter(|_| half) {
        let term = match month {
            9..=12 => Term::Autumn,
            1..=3 => Term::Spring,
            _ => Term::Summer,
        };
        return Some(Stretch { term, first_half: true });
    }
    if words.has(&["easter"]) {
        return Some(Stretch { term: Term::Spring, first_half: false });
    }
    if words.has(&["christmas", "xmas"]) {
        return Some(Stretch { term: Term::Autumn, first_half: false });
    }
    let in_six = words.all().iter().any(|word| sixth(word).is_some()) || number > Some(3);
    match number {
        Some(number @ 1..=6) if in_six => {
            let term = Term::ALL[(number as usize - 1) / 2];
            return Some(Stretch { term, first_half: number % 2 == 1 });
        }
        Some(number @ 1..=3) => return Some(Stretch { term: Term::ALL[number as usize - 1], first_half: false }),
        _ => {}
    }
    let counted = [("first", Term::Autumn), ("second", Term::Spring), ("third", Term::Summer), ("final", Term::Summer)];
    let counted = counted.into_iter().chain([("last", Term::Summer)]).find(|(word, _)| words.has_run(&[word, "term"]));
    counted.map(|(_, term)| Stretch { term, first_half: false })
}

/// The school year whose term lies in this calendar year.
fn year_of(term: Term, year: i16) -> SchoolYear {
    SchoolYear(if term == Term::Autumn { year } else { year - 1 })
}

/// The first of the days in the school years from today's that is not over.
fn next(today: Date, ends: impl Fn(SchoolYear) -> Option<Date>) -> Option<Date> {
    let first = SchoolYear::containing(today);
    (0..=2).filter_map(|later| ends(first.plus(later))).find(|date| *date >= today)
}

/// The middle of a school year, when its spring term is half over.
pub(super) fn middle(year: SchoolYear, known: &Known<'_>) -> Option<Date> {
    known.calendar.half_term(year, Term::Spring).or_else(|| day(year.0.checked_add(1)?, 2, 14))
}
