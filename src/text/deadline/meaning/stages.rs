//! Year groups, key stages and ages: "by the end of Year 9", "when he is 16".
//!
//! **In:** the words of a deadline. **Out:** its [`Meaning`]. **Layer:** 1.
//!
//! A stage that begins is meant to have been reached on the last day of the summer holiday before, one that ends on the
//! last day of school. "By Year 9" alone means the end of Year 9, with much room.

use super::words::{Words, count};
use super::{Known, Meaning, terms};
use crate::domain::{Precision, YearGroup};
use crate::text::calendar::{Phase, SchoolYear, age_on, birthday, day};
use jiff::ToSpan;

/// The day on which a stage begins or ends.
fn edge(words: &Words, known: &Known<'_>, year: SchoolYear) -> Meaning {
    if words.is_start() {
        return Meaning::new(year.plus(-1).last_day(), Precision::Term).within(60);
    }
    if words.is_middle() {
        return Meaning::new(terms::middle(year, known), Precision::Term).within(60);
    }
    let ends = Meaning::new(known.calendar.year_ends(year), Precision::Term);
    if words.is_end() { ends } else { ends.within(410) }
}

/// The year group that the words name; of "Year 5 or 6" the later.
pub(super) fn group(words: &Words) -> Option<YearGroup> {
    let all = words.all();
    let numbered = |word: &str| -> Option<YearGroup> {
        let year = u8::try_from(count(word)?).ok()?;
        (1..=14).contains(&year).then_some(YearGroup::Year(year))
    };
    for (at, word) in all.iter().enumerate().rev() {
        let mut rest = all[at + 1..].iter().filter(|word| *word != ".").map(String::as_str);
        let (next, joint, other) = (rest.next().unwrap_or(""), rest.next(), rest.next());
        let later = || joint.filter(|joint| matches!(*joint, "/" | "or" | "and")).and(other).and_then(numbered);
        match word.as_str() {
            "year" | "yr" | "y" | "yrs" | "years" if next == "r" => return Some(YearGroup::Reception),
            "year" | "yr" | "y" | "yrs" | "years" => {
                if let Some(group) = numbered(next) {
                    return later().or(Some(group));
                }
            }
            "fs2" => return Some(YearGroup::Reception),
            "fs1" | "preschool" | "pre" => return Some(YearGroup::Nursery),
            _ => {
                let digits = ["year", "yr", "y"].iter().find_map(|prefix| word.strip_prefix(prefix));
                if let Some(group) = digits.and_then(|digits| digits.parse::<u8>().ok()) {
                    return (1..=14).contains(&group).then_some(YearGroup::Year(group));
                }
            }
        }
    }
    if words.has_like(&["reception"]) {
        return Some(YearGroup::Reception);
    }
    words.has_like(&["nursery"]).then_some(YearGroup::Nursery)
}

/// The school year of the year group that the words name.
pub(super) fn year_of_group(words: &Words, known: &Known<'_>) -> Option<SchoolYear> {
    Some(known.cohort?.school_year(group(words)?))
}

/// "by the end of Year 9", "when she starts Year 3", "by 2026/27", "by the end of the year".
pub(super) fn year_group(words: &Words, known: &Known<'_>) -> Option<Meaning> {
    if let Some(year) = words.academic_year() {
        return Some(edge(words, known, SchoolYear(year)));
    }
    if words.has(&["grade"]) || words.all().iter().any(|word| is_scottish(word)) {
        return None;
    }
    if group(words).is_some() {
        let year = year_of_group(words, known)?;
        if words.has(&EVENTS) {
            return Some(Meaning::new(known.calendar.year_ends(year), Precision::Year));
        }
        return Some(edge(words, known, year));
    }
    if words.has(&["sats", "gcse", "gcses"]) {
        return examinations(words, known);
    }
    let today = known.today?;
    if words.has(&["plan", "iep"]) {
        return None;
    }
    if words.has(&["calendar"]) {
        let later = i16::from(words.has(&["next", "coming"]));
        return Some(Meaning::new(day(today.year().checked_add(later)?, 12, 31), Precision::Month));
    }
    let this = SchoolYear::containing(today);
    let over = known.calendar.year_ends(this).is_some_and(|ends| ends < today);
    let year = this.plus(i16::from(words.has(&["next", "coming"]) || over));
    let named = words.has(&["school", "academic", "college"]);
    // What is still to begin is the year after this one.
    let begins = words.is_start() || words.has(&["new"]);
    if begins {
        return Some(Meaning::new(this.last_day(), Precision::Term).within(60).doubtful(!named));
    }
    Some(edge(words, known, year).within(41).doubtful(!named && !words.has_run(&["year", "end"])))
}

/// What happens on some day of a school year.
const EVENTS: [&str; 12] = [
    "residential",
    "trip",
    "prom",
    "play",
    "exams",
    "mocks",
    "options",
    "visit",
    "show",
    "concert",
    "production",
    "camp",
];

/// "P7", "S2".
fn is_scottish(word: &str) -> bool {
    word.len() == 2 && word.starts_with(['p', 's']) && word.ends_with(|c: char| c.is_ascii_digit())
}

/// Tests of Year 6 in May, examinations of Year 11 in June.
fn examinations(words: &Words, known: &Known<'_>) -> Option<Meaning> {
    let (group, month, of) = if words.has(&["sats"]) { (6, 5, 14) } else { (11, 6, 30) };
    let year = known.cohort?.school_year(YearGroup::Year(group));
    Some(Meaning::new(day(year.0.checked_add(1)?, month, of), Precision::Month))
}

/// "by the end of KS2", "when he finishes Key Stage 2", "by the end of the early years foundation stage".
pub(super) fn key_stage(words: &Words, known: &Known<'_>) -> Option<Meaning> {
    let joined = words.all().iter().find_map(|word| word.strip_prefix("ks")?.parse().ok());
    let apart =
        || words.after(&["ks", "stage", "stages", "satge", "stge", "keystage"])?.iter().find_map(|word| count(word));
    let phase = match joined.or_else(apart) {
        Some(1) => Phase::KeyStage1,
        Some(2) => Phase::KeyStage2,
        Some(3) => Phase::KeyStage3,
        Some(4) => Phase::KeyStage4,
        Some(5) => Phase::Post16,
        _ if words.has(&["early", "eyfs", "foundation"]) => Phase::EarlyYears,
        _ => return None,
    };
    let cohort = known.cohort?;
    if words.is_start() {
        let before = Phase::ALL.into_iter().take_while(|other| *other < phase).last();
        let year = before.map_or(cohort.school_year(YearGroup::Nursery).plus(-1), |before| cohort.last_year(before));
        return Some(Meaning::new(year.last_day(), Precision::Term).within(60));
    }
    Some(Meaning::new(known.calendar.year_ends(cohort.last_year(phase)), Precision::Term))
}

/// "by age 14", "by her 6th birthday", "when I'm 18".
pub(super) fn age(words: &Words, known: &Known<'_>) -> Option<Meaning> {
    if words.has(&["next"]) {
        let (born, today) = (known.context.date_of_birth?, known.today?);
        return Some(Meaning::new(birthday(born, age_on(born, today) + 1), Precision::Day));
    }
    let age = i16::try_from(words.all().iter().filter_map(|word| count(word)).max()?).ok()?;
    let exactly = words.has_like(&["birthday"]);
    let date = match (known.context.date_of_birth, known.context.age, known.today) {
        (Some(born), _, _) => birthday(born, age),
        (None, Some(now), Some(today)) => today.checked_add((i64::from(age) - i64::from(now)).years()).ok(),
        _ => None,
    };
    let precision = if exactly && known.context.date_of_birth.is_some() { Precision::Day } else { Precision::Year };
    Some(Meaning::new(date, precision))
}
