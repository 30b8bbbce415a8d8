//! Reads `[terms]`: when terms end where the person goes to school.
//!
//! **In:** `summer = "07-16"`, or under `[terms."2026/27"]` exact days. **Out:** a [`Calendar`]. **Layer:** 5.
//!
//! A term that ends in the wrong season, or a day that lies in another school year, is a slip of the pen that would move every
//! deadline, so it is refused.

use super::File;
use crate::document::date;
use crate::error::{Error, Result};
use crate::text::calendar::{Calendar, SchoolYear, Term};
use jiff::civil::Date;
use std::ops::{Range, RangeInclusive};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

const NAMES: [&str; 3] = ["autumn", "spring", "summer"];
const HALVES: [&str; 3] = ["autumn-half-term", "spring-half-term", "summer-half-term"];

/// Months in which a term can end, and in which its half term can begin.
const MONTHS: [RangeInclusive<i8>; 3] = [11..=12, 2..=4, 6..=8];
const HALF_MONTHS: [RangeInclusive<i8>; 3] = [10..=11, 1..=3, 5..=6];

/// Fills `calendar` from the table.
pub(super) fn read(file: &File<'_>, table: &DeTable<'_>, calendar: &mut Calendar) -> Result<()> {
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let term = NAMES.iter().position(|known| *known == name);
        let half = HALVES.iter().position(|known| *known == name);
        match (term, half, value.get_ref()) {
            (Some(term), _, DeValue::String(_)) => {
                let day = month_day(file, value, name, &MONTHS[term])?;
                match Term::ALL[term] {
                    Term::Autumn => calendar.autumn_ends = day,
                    Term::Spring => calendar.spring_ends = Some(day),
                    Term::Summer => calendar.summer_ends = day,
                }
            }
            (_, Some(half), DeValue::String(_)) => {
                calendar.half_terms[half] = month_day(file, value, name, &HALF_MONTHS[half])?;
            }
            (None, None, DeValue::Table(days)) => {
                let year = school_year(name).ok_or_else(|| {
                    let error = Error::input(format!("\"{name}\" is not a school year"));
                    file.wrong(key.span(), error).hint("write [terms.\"2026/27\"]")
                })?;
                exact(file, days, year, calendar)?;
            }
            (None, None, _) => {
                return Err(file.unknown(key.span(), "term", name, NAMES.into_iter().chain(HALVES)));
            }
            _ => return Err(not_a_day(file, value.span(), name)),
        }
    }
    Ok(())
}

/// A month and a day of it, as "07-16".
fn month_day(
    file: &File<'_>,
    value: &Spanned<DeValue<'_>>,
    name: &str,
    months: &RangeInclusive<i8>,
) -> Result<(i8, i8)> {
    let given = file.text_of(value, name)?;
    let parts = given.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    // 2027 has no 29 February, which most school years do not have either.
    let (month, day) = parts
        .filter(|(month, day)| Date::new(2027, *month, *day).is_ok())
        .ok_or_else(|| not_a_day(file, value.span(), given))?;
    if !months.contains(&month) {
        return Err(season(file, value.span(), given, name));
    }
    Ok((month, day))
}

/// The ends of terms in one school year.
fn exact(file: &File<'_>, table: &DeTable<'_>, year: SchoolYear, calendar: &mut Calendar) -> Result<()> {
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let Some(term) = NAMES.iter().position(|known| *known == name) else {
            return Err(file.unknown(key.span(), "term", name, NAMES));
        };
        let given = match value.get_ref() {
            DeValue::Datetime(day) => day.to_string(),
            _ => file.text_of(value, name)?.to_string(),
        };
        let day = date(&given).map_err(|error| file.wrong(value.span(), error))?;
        if SchoolYear::containing(day) != year {
            let error = Error::input(format!("{given} does not lie in that school year"));
            let hint = format!("a school year runs from 1 September {} to 31 August", year.0);
            return Err(file.wrong(value.span(), error).hint(hint));
        }
        if !MONTHS[term].contains(&day.month()) {
            return Err(season(file, value.span(), &given, name));
        }
        calendar.known.entry(year).or_default()[term] = Some(day);
    }
    Ok(())
}

/// The year that "2026/27", "2026-27" or "2026/2027" names.
fn school_year(name: &str) -> Option<SchoolYear> {
    let (first, second) = name.split_once(['/', '-', '–'])?;
    let year: i16 = first.trim().parse().ok().filter(|year| (1900..=2200).contains(year))?;
    let next = (year + 1).to_string();
    let second = second.trim();
    (second == next || second == &next[2..]).then_some(SchoolYear(year))
}

fn not_a_day(file: &File<'_>, span: Range<usize>, given: &str) -> Error {
    let error = Error::input(format!("\"{given}\" is not a day of the year"));
    file.wrong(span, error).hint("write month and day, \"07-16\"; days of one year go under [terms.\"2026/27\"]")
}

fn season(file: &File<'_>, span: Range<usize>, given: &str, name: &str) -> Error {
    let error = Error::input(format!("{given} cannot be right for {name}"));
    file.wrong(span, error).hint("write the month first, \"07-16\" for 16 July, and the last day of the term")
}

#[cfg(test)]
mod tests {
    use crate::document::settings::Settings;
    use crate::text::calendar::{Calendar, SchoolYear, Term};
    use jiff::civil::date;

    fn calendar(text: &str) -> Calendar {
        Settings::parse(text, "s.toml").unwrap().calendar
    }

    #[test]
    fn exact_days_of_a_year_win_over_the_days_of_every_year() {
        let text = "[terms]\nsummer = \"07-16\"\nautumn = \"12-19\"\nspring = \"04-01\"\n[terms.\"2026/27\"]\nautumn = \"2026-12-11\"\n\
                    [terms.\"2027-2028\"]\nsummer = 2028-07-20\nspring = \"31/03/2028\"\n";
        let calendar = calendar(text);
        let ends = |year, term| calendar.ends(SchoolYear(year), term);
        assert_eq!(ends(2026, Term::Autumn), Some(date(2026, 12, 11)));
        assert_eq!(ends(2025, Term::Autumn), Some(date(2025, 12, 19)));
        assert_eq!(
            (ends(2026, Term::Summer), ends(2026, Term::Spring)),
            (Some(date(2027, 7, 16)), Some(date(2027, 4, 1)))
        );
        assert_eq!(
            (ends(2027, Term::Summer), ends(2027, Term::Spring)),
            (Some(date(2028, 7, 20)), Some(date(2028, 3, 31)))
        );
    }

    #[test]
    fn half_terms_may_be_set_too() {
        assert_eq!(calendar("[terms]\nspring-half-term = \"02-19\"\n").half_terms, [(10, 24), (2, 19), (5, 30)]);
    }

    #[test]
    fn a_day_that_cannot_be_right_is_named_with_its_line() {
        for (text, what, line) in [
            ("[terms]\nsummer = \"16-07\"", "\"16-07\" is not a day of the year", 2),
            ("[terms]\nsummer = \"12-07\"", "12-07 cannot be right for summer", 2),
            ("[terms]\nspring = \"02-29\"", "\"02-29\" is not a day of the year", 2),
            ("[terms]\nsummer = \"16 July\"", "\"16 July\" is not a day of the year", 2),
            ("[terms]\nsummer = 7", "\"summer\" is not a day of the year", 2),
            ("[terms]\nsumer = \"07-16\"", "there is no term \"sumer\"", 2),
            ("[terms.\"2026/28\"]\nsummer = \"2027-07-16\"", "\"2026/28\" is not a school year", 1),
            ("[terms.summer]\nx = \"07-16\"", "\"summer\" is not a day of the year", 1),
            ("[terms.\"2026/27\"]\nautumn = \"2027-12-11\"", "2027-12-11 does not lie in that school year", 2),
            ("[terms.\"2026/27\"]\n\nautumn = \"2027-07-11\"", "2027-07-11 cannot be right for autumn", 3),
            ("[terms.\"2026/27\"]\nautumn = \"2026-12-41\"", "\"2026-12-41\" is not a date", 2),
            ("[terms.\"2026/27\"]\nwinter = \"2026-12-11\"", "there is no term \"winter\"", 2),
        ] {
            let error = Settings::parse(text, "s.toml").unwrap_err().to_string();
            assert!(error.starts_with(what) && error.contains(&format!("s.toml, line {line}")), "{text}: {error}");
        }
    }
}
