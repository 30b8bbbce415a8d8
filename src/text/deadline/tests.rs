//! What is a deadline and what is not: the examples of the tables, the traps, and slips of the pen.

use super::*;
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
