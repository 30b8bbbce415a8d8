//! The calendar beside dates worked out by hand, and its laws over every birthday from 2000 to 2030.

use super::*;
use crate::domain::{Context, YearGroup};
use jiff::civil::date;
use proptest::prelude::*;

#[test]
fn easter_falls_where_printed_calendars_have_it() {
    // Dates of Easter Sunday as the Church of England publishes them.
    for (year, month, of) in [(2000, 4, 23), (2008, 3, 23), (2019, 4, 21), (2024, 3, 31), (2027, 3, 28), (2038, 4, 25)]
    {
        assert_eq!(easter(year), Some(date(year, month, of)), "{year}");
    }
}

#[test]
fn terms_end_by_the_conventions_unless_local_dates_are_given() {
    let mut calendar = Calendar::default();
    let ends = |calendar: &Calendar, term| calendar.ends(SchoolYear(2026), term);
    assert_eq!(ends(&calendar, Term::Autumn), Some(date(2026, 12, 18)));
    assert_eq!(ends(&calendar, Term::Spring), Some(date(2027, 3, 26)));
    assert_eq!(ends(&calendar, Term::Summer), Some(date(2027, 7, 22)));
    calendar.summer_ends = (7, 16);
    calendar.spring_ends = Some((4, 1));
    calendar.known.insert(SchoolYear(2026), [Some(date(2026, 12, 11)), None, None]);
    assert_eq!(ends(&calendar, Term::Autumn), Some(date(2026, 12, 11)));
    assert_eq!(ends(&calendar, Term::Spring), Some(date(2027, 4, 1)));
    assert_eq!(ends(&calendar, Term::Summer), Some(date(2027, 7, 16)));
    assert_eq!(calendar.ends(SchoolYear(2027), Term::Autumn), Some(date(2027, 12, 18)));
}

#[test]
fn the_terms_from_a_day_begin_with_the_one_it_lies_in() {
    let calendar = Calendar::default();
    let next = |from| calendar.terms_from(from).next();
    assert_eq!(next(date(2026, 11, 12)), Some((Term::Autumn, date(2026, 12, 18))));
    assert_eq!(next(date(2026, 12, 25)), Some((Term::Spring, date(2027, 3, 26))));
    assert_eq!(next(date(2027, 8, 1)), Some((Term::Autumn, date(2027, 12, 18))));
    assert_eq!(next(date(2027, 7, 22)), Some((Term::Summer, date(2027, 7, 22))));
}

#[test]
fn the_last_day_of_august_and_the_first_of_september_are_a_year_apart_in_school() {
    let (youngest, eldest) = (Cohort::born(date(2016, 8, 31)), Cohort::born(date(2016, 9, 1)));
    let today = SchoolYear::containing(date(2026, 11, 12));
    assert_eq!(youngest.group(today), Some(YearGroup::Year(6)));
    assert_eq!(eldest.group(today), Some(YearGroup::Year(5)));
}

#[test]
fn the_summer_holiday_belongs_to_the_year_just_ended() {
    let in_august = Cohort::in_group(YearGroup::Year(6), date(2027, 8, 20));
    assert_eq!(in_august, Cohort::in_group(YearGroup::Year(6), date(2027, 5, 1)));
    assert_eq!(in_august, Cohort::in_group(YearGroup::Year(7), date(2027, 9, 1)));
}

#[test]
fn a_child_of_29_february_turns_a_year_older_on_1_march_in_common_years() {
    let born = date(2012, 2, 29);
    assert_eq!(birthday(born, 16), Some(date(2028, 2, 29)));
    assert_eq!(birthday(born, 15), Some(date(2027, 3, 1)));
    assert_eq!((age_on(born, date(2027, 2, 28)), age_on(born, date(2027, 3, 1))), (14, 15));
}

#[test]
fn a_year_group_out_of_year_is_told_from_one_that_cannot_be() {
    let context = |group, born: Option<Date>, age| Context {
        year_group: Some(group),
        date_of_birth: born,
        age,
        today: Some(date(2026, 11, 12)),
        ..Context::default()
    };
    // Born in July 2015: usually in Year 7 in the autumn of 2026.
    let born = Some(date(2015, 7, 14));
    assert_eq!(mismatch(&context(YearGroup::Year(7), born, None)), None);
    let usual = YearGroup::Year(7);
    assert_eq!(mismatch(&context(YearGroup::Year(6), born, None)), Some(Mismatch::OutOfYear { usual }));
    assert_eq!(mismatch(&context(YearGroup::Year(10), born, None)), Some(Mismatch::GroupAndBirthday));
    assert_eq!(mismatch(&context(YearGroup::Year(7), born, Some(9))), Some(Mismatch::AgeAndBirthday { actual: 11 }));
    assert_eq!(mismatch(&context(YearGroup::Year(7), None, Some(11))), None);
    assert_eq!(mismatch(&context(YearGroup::Year(7), None, Some(6))), Some(Mismatch::GroupAndAge));
}

#[test]
fn years_at_the_edge_of_the_calendar_give_no_day() {
    assert_eq!(Calendar::default().ends(SchoolYear(9999), Term::Summer), None);
    assert_eq!(Calendar::default().ends(SchoolYear(i16::MAX), Term::Spring), None);
    assert_eq!(birthday(date(9990, 1, 1), 30), None);
    assert_eq!(Calendar::default().terms_from(date(9999, 12, 31)).count(), 0);
}

/// Every birthday from 1 January 2000 to 31 December 2030.
fn birthdays() -> impl Iterator<Item = Date> {
    date(2000, 1, 1).series(jiff::Span::new().days(1)).take_while(|day| *day <= date(2030, 12, 31))
}

#[test]
fn every_child_turns_n_plus_5_in_year_n() {
    for born in birthdays() {
        let cohort = Cohort::born(born);
        for year in 1..=14_u8 {
            let school_year = cohort.school_year(YearGroup::Year(year));
            let turns = birthday(born, i16::from(year) + 5).expect("the day is in range");
            assert_eq!(SchoolYear::containing(turns), school_year, "born {born}, Year {year}");
            assert_eq!(cohort.group(school_year), Some(YearGroup::Year(year)));
        }
        assert_eq!(born.year() + if born.month() >= 9 { 5 } else { 4 }, cohort.school_year(YearGroup::Reception).0);
    }
}

#[test]
fn phases_follow_one_another_without_a_gap_for_every_birthday() {
    for born in birthdays() {
        let cohort = Cohort::born(born);
        for pair in Phase::ALL.windows(2) {
            let after = cohort.last_year(pair[0]).plus(1);
            assert_eq!(cohort.phase(cohort.last_year(pair[0])), Some(pair[0]));
            assert_eq!(cohort.phase(after), Some(pair[1]), "born {born}, after {}", pair[0].name());
        }
        assert_eq!(cohort.phase(cohort.last_year(Phase::To25).plus(1)), None);
    }
}

proptest! {
    #[test]
    fn age_and_birthday_agree_on_every_day(days in 0_i64..11_000, later in 0_i64..11_000) {
        let born = date(2000, 1, 1).checked_add(jiff::Span::new().days(days)).expect("in range");
        let today = born.checked_add(jiff::Span::new().days(later)).expect("in range");
        let age = age_on(born, today);
        prop_assert!(birthday(born, age).expect("in range") <= today);
        prop_assert!(birthday(born, age + 1).expect("in range") > today);
    }

    #[test]
    fn a_stated_year_group_gives_back_itself_all_year(days in 0_i64..11_000, year in 1_u8..=14) {
        let today = date(2005, 1, 1).checked_add(jiff::Span::new().days(days)).expect("in range");
        let cohort = Cohort::in_group(YearGroup::Year(year), today);
        prop_assert_eq!(cohort.group(SchoolYear::containing(today)), Some(YearGroup::Year(year)));
    }

    #[test]
    fn terms_lie_in_order_within_their_school_year(year in 1990_i16..2090) {
        let calendar = Calendar::default();
        let year = SchoolYear(year);
        let ends: Vec<Date> = Term::ALL.into_iter().filter_map(|term| calendar.ends(year, term)).collect();
        prop_assert_eq!(ends.len(), 3);
        prop_assert!(ends.windows(2).all(|pair| pair[0] < pair[1]));
        for term in Term::ALL {
            let (begins, ends) = (calendar.begins(year, term).expect("a day"), calendar.ends(year, term).expect("a day"));
            let half = calendar.half_term(year, term).expect("a day");
            prop_assert!(begins < half && half < ends, "{term:?}: {begins} {half} {ends}");
            prop_assert_eq!(SchoolYear::containing(ends), year);
        }
    }
}
