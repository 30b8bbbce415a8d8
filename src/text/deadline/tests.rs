//! What is a deadline and what is not: the examples of the tables, the traps, and slips of the pen. What each means, and
//! what is wrong with it.

use super::*;
use crate::domain::{Context, Horizon, TimeProblem, Timing, YearGroup};
use crate::text::calendar::Calendar;
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// The text without its brackets, and what stood in them.
fn bracketed(example: &str) -> (String, Vec<String>) {
    let text = example.replace(['[', ']'], "");
    let marked = example.split('[').skip(1).map(|rest| rest.split(']').next().unwrap_or(rest).to_string()).collect();
    (text, marked)
}

fn stated(text: &str) -> Vec<String> {
    deadlines(text).into_iter().map(|deadline| deadline.text).collect()
}

#[test]
fn every_example_of_the_deadline_table_is_found_at_its_brackets_and_of_its_kind() {
    let mut wrong = Vec::new();
    for (kind_name, example) in DEADLINES.entries() {
        let (text, marked) = bracketed(example);
        let found = deadlines(&text);
        let texts: Vec<String> = found.iter().map(|deadline| deadline.text.clone()).collect();
        if texts != marked || found.iter().any(|deadline| Some(deadline.kind) != kind(kind_name)) {
            wrong.push(format!("{kind_name}: {example} → {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_example_of_the_duration_table_is_found_at_its_brackets() {
    let mut wrong = Vec::new();
    for (_, example) in DURATIONS.entries() {
        let (text, marked) = bracketed(example);
        let found: Vec<String> = durations(&text).iter().map(|span| span.slice(&text).to_string()).collect();
        if found != marked {
            wrong.push(format!("{example} → {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn frequencies_durations_ages_and_levels_are_no_deadlines() {
    for text in [
        "Music therapy for 12 months",
        "Sits with a book for 20 minutes",
        "Weekly swimming with his class",
        "Makes her own lunch every college day",
        "Ivo, aged 5, uses one sign",
        "Reads a Year 2 reading book",
        "Tells an adult what went well at the end of the day",
        "By the end of each lesson he has written the date",
        "Gets to town by bus",
        "Dresses by himself",
        "Starts within 2 minutes of being asked",
        "Packs her bag within a minute",
        "Joins in Year 3 maths",
        "Spells 15 words by heart",
        "Has her coat on before school",
        "Washes his hands before lunch",
        "In bed by 9pm",
        "Reading age goes up by 12 months",
        "Raises his attendance by 20%",
        "Two seizures or fewer in 6 months",
        "Helped by Year 6 buddies at break",
        "Supported by April at lunchtime",
        "Stays calm when he is 5 points behind",
        "Waits when she is 2 minutes early",
        "Meets the nurse at the end of each term",
        "Is working at end of Year 5 expectations",
        "Sings at the end of term assembly",
        "Taken home by college transport",
        "One short break every half term",
        "At the start and end of the college day she signs in",
        "Goes for walks in the summer",
        "Multiplies two digits by 12",
        "Is one of the Year 7 choir",
        "May ask for help",
        "Hands work in before the deadline",
    ] {
        assert_eq!(stated(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_length_of_time_is_found_where_it_is_no_deadline() {
    for (text, expected) in [
        ("Counselling for 12 months", "for 12 months"),
        ("Physio over six weeks", "over six weeks"),
        ("Stays on task for 20 minutes by July 2027", "for 20 minutes"),
    ] {
        let found: Vec<&str> = durations(text).into_iter().map(|span| span.slice(text)).collect();
        assert_eq!(found, [expected], "{text}");
    }
    assert!(durations("Over the next two years he learns to drive").is_empty());
    assert!(durations("Within six months he sleeps alone").is_empty());
}

#[test]
fn slips_capitals_and_odd_spacing_are_understood() {
    for (text, expected) in [
        ("BY THE END OF YEAR 9 SHE WILL COOK", "BY THE END OF YEAR 9"),
        ("by end of yr.4 he will tell the time", "by end of yr.4"),
        ("by the end of recepton he will share", "by the end of recepton"),
        ("By the end of Key Satge 2 he swims", "By the end of Key Satge 2"),
        ("by septmber she has a locker", "by septmber"),
        ("By  the\tend of  Y6 she swims", "By  the\tend of  Y6"),
        ("by the time hes 16 he has a bank card", "by the time hes 16"),
        ("By the end of year nine he bakes", "By the end of year nine"),
        ("by July ’27 she bakes", "by July ’27"),
        ("Bakes bread, by the end of KS4.", "by the end of KS4"),
        ("By KS4 she bakes", "By KS4"),
    ] {
        assert_eq!(stated(text), [expected], "{text}");
    }
}

#[test]
fn two_deadlines_in_one_statement_are_both_found_in_order() {
    assert_eq!(
        stated("By Easter 2027 or the end of Year 10, she will have visited two colleges."),
        ["By Easter 2027", "the end of Year 10"]
    );
    assert_eq!(
        stated("By the end of KS2, when he leaves Year 6, he swims."),
        ["By the end of KS2", "when he leaves Year 6"]
    );
}

#[test]
fn offsets_count_characters_not_bytes() {
    let text = "Zoë’s plan – by July 2027 she bakes";
    let found = deadlines(text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].span.start, "Zoë’s plan – ".chars().count());
    assert_eq!(found[0].span.slice(text), "by July 2027");
}

proptest! {
    #[test]
    fn no_text_whatever_makes_it_panic_and_every_deadline_slices_back(text in "(by |end of |Year |KS|[0-9]{1,4}|/|\\PC| |the |time |he is |within ){0,14}") {
        for deadline in deadlines(&text) {
            prop_assert_eq!(deadline.span.slice(&text), deadline.text);
        }
        for span in durations(&text) {
            prop_assert!(!span.is_empty());
        }
    }
}

#[test]
fn a_stretch_is_apart_where_it_touches_no_other() {
    let span = |start, end| Span { start, end };
    let others = [span(2, 4), span(6, 9)];
    for (start, end) in [(0, 2), (4, 6), (9, 12), (0, 1)] {
        assert!(apart(span(start, end), &others), "{start}..{end}");
    }
    for (start, end) in [(0, 3), (3, 4), (5, 7), (0, 12), (8, 20)] {
        assert!(!apart(span(start, end), &others), "{start}..{end}");
    }
    assert!(apart(span(0, 5), &[]));
}

/// In Year 5 on 12 November 2026, born on 10 October 2016.
fn in_year_5() -> Context {
    Context {
        year_group: Some(YearGroup::Year(5)),
        date_of_birth: Some(date(2016, 10, 10)),
        today: Some(date(2026, 11, 12)),
        ..Context::default()
    }
}

fn read(text: &str, context: &Context) -> Timing {
    timing(text, context, &Calendar::default())
}

fn meant(text: &str, context: &Context) -> Option<Date> {
    read(text, context).stated().and_then(|deadline| deadline.date)
}

#[test]
fn every_kind_of_deadline_means_its_day() {
    // Year 5 in 2026/27: Year 6 ends in July 2028, Year 7 begins after August 2028.
    for (text, (year, month, of)) in [
        ("By 31/07/27", (2027, 7, 31)),
        ("By 07/31/27", (2027, 7, 31)),
        ("By 2027-07-31", (2027, 7, 31)),
        ("By 1st September 2027", (2027, 9, 1)),
        ("By Friday 23rd July 2027", (2027, 7, 23)),
        ("By May 31st, 2027", (2027, 5, 31)),
        ("By July 2027", (2027, 7, 31)),
        ("By July ’27", (2027, 7, 31)),
        ("By February", (2027, 2, 28)),
        ("By the last day of February 2028", (2028, 2, 29)),
        ("Before September 2027", (2027, 8, 31)),
        ("By June or July 2027", (2027, 7, 31)),
        ("By June of Year 6", (2028, 6, 30)),
        ("By Easter 2027", (2027, 3, 28)),
        ("Before the Christmas holidays", (2026, 12, 18)),
        ("By the end of the autumn term", (2026, 12, 18)),
        ("By the end of next term", (2027, 3, 26)),
        ("At the start of next term", (2027, 1, 4)),
        ("By the end of the summer term of Year 6", (2028, 7, 22)),
        ("By the end of the summer holidays", (2027, 8, 31)),
        ("By February half term", (2027, 2, 14)),
        ("By Autumn 1 2027", (2027, 10, 24)),
        ("By the end of Year 6", (2028, 7, 22)),
        ("By the end of Year 5 or 6", (2028, 7, 22)),
        ("By the time he starts Year 7", (2028, 8, 31)),
        ("When she leaves Y6", (2028, 7, 22)),
        ("By 2027/28", (2028, 7, 22)),
        ("By the end of the school year", (2027, 7, 22)),
        ("By the end of the next academic year", (2028, 7, 22)),
        ("By the new school year", (2027, 8, 31)),
        ("By the end of KS2", (2028, 7, 22)),
        ("On transfer to KS3", (2028, 8, 31)),
        ("By his 16th birthday", (2032, 10, 10)),
        ("By age 16", (2032, 10, 10)),
        ("By age 16-18", (2034, 10, 10)),
        ("By the end of primary school", (2028, 7, 22)),
        ("Before moving to secondary", (2028, 8, 31)),
        ("By the end of this phase", (2028, 7, 22)),
        ("By the end of secondary school", (2033, 7, 22)),
        ("By adulthood", (2034, 10, 10)),
        ("Within six months", (2027, 5, 12)),
        ("Within the next 6-12 months", (2027, 11, 12)),
        ("Within a fortnight", (2026, 11, 26)),
        ("Over the next two years", (2028, 11, 12)),
        ("Within two terms", (2027, 3, 26)),
        ("By this time next year", (2027, 11, 12)),
        ("By the end of the month", (2026, 11, 30)),
    ] {
        assert_eq!(meant(text, &in_year_5()), Some(date(year, month, of)), "{text}");
    }
}

#[test]
fn what_nothing_settles_has_no_day() {
    for text in [
        "By the next annual review",
        "By the end of his bricklaying course",
        "On leaving college",
        "Within six weeks of discharge",
        "By the end of 8th grade",
        "By the end of P7",
        "By the end of the plan",
    ] {
        let timing = read(text, &in_year_5());
        assert_eq!(timing.stated().map(|deadline| deadline.date), Some(None), "{text}: {timing:?}");
        assert!(timing.has(TimeProblem::Unresolved), "{text}");
    }
    let nothing_known = Context::default();
    for text in ["By the end of Year 6", "By age 16", "Within six months", "By July", "By the end of term"] {
        assert_eq!(meant(text, &nothing_known), None, "{text}");
    }
    assert_eq!(meant("By July 2027", &nothing_known), Some(date(2027, 7, 31)));
}

#[test]
fn a_stated_year_group_wins_over_the_birthday() {
    let context = Context { year_group: Some(YearGroup::Year(4)), ..in_year_5() };
    assert_eq!(meant("By the end of Year 6", &context), Some(date(2029, 7, 22)));
    let context = Context { year_group: None, ..in_year_5() };
    assert_eq!(meant("By the end of Year 6", &context), Some(date(2028, 7, 22)));
}

#[test]
fn local_term_dates_are_followed() {
    let calendar = Calendar { summer_ends: (7, 16), ..Calendar::default() };
    let timing = timing("By the end of Year 6", &in_year_5(), &calendar);
    assert_eq!(timing.found[0].date, Some(date(2028, 7, 16)));
}

#[test]
fn a_day_beside_a_deadline_settles_or_contradicts_it() {
    assert_eq!(meant("By the end of his course in 2028 he cooks", &in_year_5()), Some(date(2028, 7, 22)));
    assert_eq!(meant("When I finish college in June 2028 I cook", &in_year_5()), Some(date(2028, 6, 30)));
    assert_eq!(meant("By the end of Year 6 (July 2028) he cooks", &in_year_5()), Some(date(2028, 7, 22)));
    for text in ["By the end of Year 6, in July 2027, he cooks", "He cooks by the end of Year 6 (2027)"] {
        let timing = read(text, &in_year_5());
        assert_eq!((timing.deadline, timing.problems), (None, vec![TimeProblem::Conflict]), "{text}");
    }
}

#[test]
fn two_deadlines_agree_contradict_each_other_or_are_steps() {
    let timing = read("By July 2028, at the end of Year 6, he cooks", &in_year_5());
    assert_eq!(timing.stated().and_then(|deadline| deadline.date), Some(date(2028, 7, 22)));
    for text in ["By July 2027 or the end of Year 6 he cooks", "By July 2027 he cooks an egg by the end of Year 6"] {
        assert!(read(text, &in_year_5()).has(TimeProblem::Conflict), "{text}");
    }
    for text in [
        "By Christmas he reads ten words, by the end of Year 6 forty",
        "He reads ten words by Christmas and forty words by the end of Year 6",
    ] {
        assert_eq!(meant(text, &in_year_5()), Some(date(2028, 7, 22)), "{text}");
    }
}

#[test]
fn what_is_wrong_with_a_deadline_is_told() {
    for (text, problems) in [
        ("By the end of Year 2 he cooks", vec![TimeProblem::Past]),
        ("By age 8 he cooks", vec![TimeProblem::Past]),
        ("By age 10 he cooks", vec![]),
        ("By July 27 he cooks", vec![TimeProblem::Ambiguous]),
        ("By 07/08/27 he cooks", vec![]),
        ("By the end of the year he cooks", vec![TimeProblem::Ambiguous]),
        ("Cooking for 12 months", vec![TimeProblem::DurationOnly]),
        ("Two terms of cooking", vec![TimeProblem::DurationOnly]),
        ("Cooks for 20 minutes", vec![]),
        ("Cooks", vec![]),
    ] {
        assert_eq!(read(text, &in_year_5()).problems, problems, "{text}");
    }
}

#[test]
fn the_horizon_follows_the_phase() {
    // Key Stage 2 ends in July 2028, more than a year away, so what lies beyond it is long.
    for (text, expected) in [
        ("By July 2027", Some(Horizon::Short)),
        ("By 12 November 2027", Some(Horizon::Short)),
        ("By the end of Year 6", Some(Horizon::Medium)),
        ("Before moving to secondary", Some(Horizon::Medium)),
        ("By the end of Year 7", Some(Horizon::Long)),
        ("By adulthood", Some(Horizon::Long)),
        ("By July 2025", None),
        ("By the next annual review", None),
    ] {
        assert_eq!(read(text, &in_year_5()).horizon, expected, "{text}");
    }
    let year_6 = Context { year_group: Some(YearGroup::Year(6)), date_of_birth: None, ..in_year_5() };
    assert_eq!(read("By the end of Year 9", &year_6).horizon, Some(Horizon::Medium));
    assert_eq!(read("By the end of Year 10", &year_6).horizon, Some(Horizon::Long));
    let unknown = Context { today: in_year_5().today, ..Context::default() };
    assert_eq!(read("By July 2027", &unknown).horizon, Some(Horizon::Short));
    assert_eq!(read("By July 2030", &unknown).horizon, None);
}

proptest! {
    #[test]
    fn no_text_and_no_context_make_it_panic(
        text in "(by |end of |Year |KS|[0-9]{1,4}|/|of |July |age |within |terms |years |course |next |the |time |he is |Easter |half term ){0,12}",
        year in -9999_i16..=9999,
        born in -9999_i16..=9999,
        group in 1_u8..=14,
        age in 0_u8..=255,
    ) {
        let context = Context {
            year_group: (age % 2 == 0).then_some(YearGroup::Year(group)),
            date_of_birth: (age % 3 == 0).then(|| date(born, 2, 28)),
            age: Some(age),
            today: (age % 5 > 0).then(|| date(year, 8, 31)),
            ..Context::default()
        };
        let timing = read(&text, &context);
        prop_assert!(timing.deadline.is_none_or(|at| at < timing.found.len()));
    }
}
