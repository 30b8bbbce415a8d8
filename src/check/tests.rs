//! Runs every page: what stands under "Flags" is flagged at its brackets, what stands under "Leaves alone" is not.

use super::*;
use crate::domain::{Horizon, Label, Mark, Passage, Probabilities};
use crate::text::calendar::Calendar;
use crate::text::deadline::timing;
use crate::text::provision;

/// A statement of a page: its text, the words in brackets, what it is taken for and where it stands.
struct Example {
    text: String,
    marked: Vec<String>,
    label: Label,
    marks: Vec<Mark>,
    context: Context,
}

fn mark(part: &str) -> Option<Mark> {
    Mark::ALL.into_iter().find(|mark| mark.name() == part)
}

fn read(item: &str) -> Example {
    let (statement, note) = match item.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) {
        Some((statement, note))
            if note.split(", ").all(|part| {
                part.parse::<Label>().is_ok() || mark(part).is_some() || said_of_the_person(part).is_some()
            }) =>
        {
            (statement, note)
        }
        _ => (item, ""),
    };
    Example {
        text: statement.replace(['[', ']'], ""),
        marked: statement.split('[').skip(1).filter_map(|rest| Some(rest.split_once(']')?.0.to_string())).collect(),
        label: note.split(", ").find_map(|part| part.parse().ok()).unwrap_or(Label::Outcome),
        marks: note.split(", ").filter_map(mark).collect(),
        context: note.split(", ").filter_map(said_of_the_person).fold(Context::default(), |context, set| set(context)),
    }
}

/// What a part of a note says: "section F", "today 2026-11-12", "born 2016-10-10", "Year 5".
fn said_of_the_person(part: &str) -> Option<Box<dyn Fn(Context) -> Context>> {
    let date = |prefix| part.strip_prefix(prefix).and_then(|date: &str| date.parse::<jiff::civil::Date>().ok());
    if let Some(section) = part.strip_prefix("section ").map(str::to_string) {
        return Some(Box::new(move |context| Context { section: Some(section.clone()), ..context }));
    }
    if let Some(today) = date("today ") {
        return Some(Box::new(move |context| Context { today: Some(today), ..context }));
    }
    if let Some(born) = date("born ") {
        return Some(Box::new(move |context| Context { date_of_birth: Some(born), ..context }));
    }
    let year_group = part.starts_with("Year ").then(|| part.parse().ok())??;
    Some(Box::new(move |context| Context { year_group: Some(year_group), ..context }))
}

fn verdict(text: &str, label: Label, marks: &[Mark]) -> Classification {
    let provision: Vec<Passage> =
        provision::embedded_provision(text).into_iter().map(|span| Passage::new(text, span)).collect();
    let mut values = [0.025; 5];
    values[label.index()] = 0.9;
    Classification {
        label,
        confidence: 0.9,
        sure: true,
        probabilities: Probabilities::from_array(values),
        mixed: label.is_outcome() && !provision.is_empty(),
        provision,
        vague: marks.contains(&Mark::Vague),
        maintenance: marks.contains(&Mark::Maintenance),
        aspiration: marks.contains(&Mark::Aspiration),
        notice: None,
        ..Classification::default()
    }
}

fn findings(text: &str, label: Label, section: Option<&str>) -> Vec<Finding> {
    judged(text, verdict(text, label, &[]), section)
}

fn judged(text: &str, classification: Classification, section: Option<&str>) -> Vec<Finding> {
    judged_in(text, classification, &Context { section: section.map(str::to_string), ..Context::default() })
}

fn judged_in(text: &str, classification: Classification, context: &Context) -> Vec<Finding> {
    let timing = timing(text, context, &Calendar::default());
    run(&Subject { text, classification: &classification, timing: &timing, context }, &Choice::default())
}

fn names(found: &[Finding]) -> Vec<&str> {
    found.iter().map(|finding| finding.check.as_str()).collect()
}

#[test]
fn every_page_is_true() {
    let mut wrong = Vec::new();
    for id in ids() {
        let page = page(id).expect("the id comes from the list");
        for (heading, flags) in [("Flags", true), ("Leaves alone", false)] {
            assert!(page.items(heading).count() >= 3, "{id}.md has too few statements under {heading}");
            for item in page.items(heading) {
                let example = read(item);
                let verdict = verdict(&example.text, example.label, &example.marks);
                let found: Vec<String> = judged_in(&example.text, verdict, &example.context)
                    .iter()
                    .filter(|finding| finding.check == id)
                    .map(|finding| finding.span.slice(&example.text).to_string())
                    .collect();
                let expected = if flags { example.marked } else { Vec::new() };
                if found != expected || flags && found.is_empty() {
                    wrong.push(format!("{id}.md, {heading}: {item} → {found:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_page_says_what_why_what_to_do_and_who_says_so() {
    for id in ids() {
        let page = page(id).expect("the id comes from the list");
        assert!(page.markdown().starts_with("# "), "{id}.md begins with its title");
        for heading in ["Why", "What to do", "Source"] {
            assert!(!page.section(heading).is_empty(), "{id}.md has no section {heading}");
        }
        let source = page.about.source.trim_start_matches("SEND Code of Practice ");
        assert!(page.section("Source").contains(source), "{id}.md names its source, {source}");
    }
}

#[test]
fn a_statement_that_is_no_outcome_is_not_flooded() {
    for label in [Label::Service, Label::Activity, Label::Output, Label::Resource] {
        for finding in findings("Will improve his skills with support for 12 months", label, None) {
            assert!(
                matches!(finding.check.as_str(), "describes-provision" | "receives-provision" | "three-questions"),
                "{}",
                finding.check
            );
        }
    }
}

#[test]
fn an_outcome_by_verdict_that_is_help_by_its_words_gets_no_fault_of_an_outcome() {
    let found = findings("To be given opportunities to develop his confidence", Label::Outcome, Some("E"));
    assert_eq!(names(&found), ["describes-provision", "receives-provision"]);
}

#[test]
fn a_statement_that_may_well_be_an_outcome_is_not_called_provision() {
    let mut classification = verdict("Edging along", Label::Activity, &[]);
    classification.probabilities = Probabilities::from_array([0.4, 0.0, 0.6, 0.0, 0.0]);
    let found = judged("Edging along", classification, Some("E"));
    assert!(found.iter().all(|finding| finding.level == Level::Question), "{found:?}");
}

#[test]
fn a_vague_wish_is_told_each_thing_once() {
    let found = findings("Improve literacy", Label::Outcome, Some("E"));
    assert_eq!(names(&found), ["vague-verb", "missing-deadline", "missing-measure"]);
    let messages: std::collections::BTreeSet<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(messages.len(), 3);
}

#[test]
fn a_hope_is_not_also_called_several_outcomes() {
    let found = findings("When I grow up I will read books to my children and drive a bus", Label::Outcome, Some("E"));
    assert!(names(&found).contains(&"aspiration") && !names(&found).contains(&"several-outcomes"), "{found:?}");
}

#[test]
fn of_two_changes_the_one_without_a_measure_is_missed() {
    let text = "By July 2027 he is calm and he reads his books three times a week";
    let found = findings(text, Label::Outcome, Some("E"));
    assert_eq!(names(&found), ["vague-verb", "several-outcomes", "missing-measure"]);
}

#[test]
fn a_well_written_outcome_is_left_in_peace() {
    for text in [
        "By the end of Year 6 Ngozi orders her own lunch at the hatch on four days out of five",
        "By July 2027 I get the 14 bus to college and home again without anyone with me",
        "By Christmas 2027 Tomos tells his tutor when he needs a break, with his card or in words",
        "Spells 80% of the words on the Year 3 list by Easter 2027",
        "By age 16 Ada knows which foods make her ill and reads the label before she eats",
        "Still lives at home with her dad until the end of Year 11, weekends included",
    ] {
        let found = findings(text, Label::Outcome, Some("E"));
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn odd_texts_are_read_without_panic() {
    for text in
        ["%", "100 % per cent of", "so that", "by", "and and and", "é % and \u{301}", "50%)", "more", "Be", "of 5%"]
    {
        for label in Label::ALL {
            let found = findings(text, label, None);
            assert!(found.iter().all(|finding| finding.span.end <= text.chars().count()), "{text}");
        }
    }
}

#[test]
fn a_text_with_a_notice_against_it_gets_no_findings() {
    let mut classification = verdict("as above", Label::Service, &[]);
    classification.notice = Some(Notice::NotAStatement);
    let context = Context::default();
    let timing = Timing::default();
    let subject = Subject { text: "as above", classification: &classification, timing: &timing, context: &context };
    assert!(run(&subject, &Choice::default()).is_empty());
}

#[test]
fn the_message_quotes_the_words_and_names_the_label() {
    let found = findings("5 hours of TA support", Label::Resource, Some("E"));
    let message = &found[0].message;
    assert!(message.contains("a resource") && message.contains("“5 hours of TA support”"), "{message}");
    assert_eq!(found[0].source, "SEND Code of Practice 9.66");
}

#[test]
fn findings_come_in_the_order_of_the_text_those_about_all_of_it_last_and_slice_back_to_it() {
    let text = "  Zoë will develop her understanding, with support from her TA  ";
    let found = findings(text, Label::Outcome, None);
    let about_all = |finding: &&Finding| finding.span.slice(text) == text.trim();
    let parts: Vec<&Finding> = found.iter().take_while(|finding| !about_all(finding)).collect();
    assert!(parts.windows(2).all(|pair| pair[0].span.start <= pair[1].span.start));
    assert!(parts.len() >= 2 && found[parts.len()..].iter().all(|finding| about_all(&finding)), "{found:?}");
    assert!(found.iter().all(|finding| !finding.span.slice(text).is_empty()));
}

#[test]
fn an_outcome_to_be_kept_is_never_called_no_change() {
    for text in
        ["To continue to live at home until the end of Year 11", "By July 2027 Bo still walks to the shop every week"]
    {
        assert!(findings(text, Label::Outcome, None).is_empty(), "{text}: {:?}", findings(text, Label::Outcome, None));
    }
}

#[test]
fn two_questions_are_the_most_and_the_most_useful_are_kept() {
    let found = findings("Attends all lessons, counts to 20 and takes turns", Label::Outcome, None);
    let asked: Vec<&str> =
        found.iter().filter(|found| found.level == Level::Question).map(|found| found.check.as_str()).collect();
    assert_eq!(asked, ["so-that-missing", "circumstances-unstated"]);
}

#[test]
fn an_outcome_that_lies_far_ahead_is_asked_what_it_will_make_possible() {
    let timing = Timing { horizon: Some(Horizon::Long), ..Timing::default() };
    let asks = |text: &str| {
        let (classification, context) = (verdict(text, Label::Outcome, &[]), Context::default());
        let subject = Subject { text, classification: &classification, timing: &timing, context: &context };
        run(&subject, &Choice::default()).iter().any(|finding| finding.check == "so-that-missing")
    };
    assert!(asks("By the age of 25 he rides the bus alone"));
    assert!(!asks("By the age of 25 he rides the bus alone so that he can choose his job"));
}

#[test]
fn nothing_more_is_asked_of_an_outcome_that_is_vague_or_a_hope_for_life() {
    let text = "Attends all lessons and counts to 20";
    let (timing, context) = (Timing::default(), Context::default());
    for (vague, aspiration) in [(true, false), (false, true)] {
        let classification = Classification { vague, aspiration, ..verdict(text, Label::Outcome, &[]) };
        let subject = Subject { text, classification: &classification, timing: &timing, context: &context };
        assert!(run(&subject, &Choice::default()).iter().all(|finding| finding.level != Level::Question));
    }
}

#[test]
fn no_text_makes_a_check_panic() {
    for text in
        ["", " ", ",", "’s", "By", "By May", "(OT", "so", "1:", "½", "e.g", "\u{301}", "By July 2027, mum’s", "2hrs ,"]
    {
        for section in [None, Some("E"), Some("F")] {
            for label in Label::ALL {
                let found = findings(text, label, section);
                assert!(found.iter().all(|finding| finding.span.end <= text.chars().count()));
            }
        }
    }
}

#[test]
fn a_section_is_known_however_it_is_written() {
    for given in [
        "E",
        " e ",
        "E.",
        "(E)",
        "Section E",
        "section e:",
        "SectionE",
        "Sec E",
        "E: Outcomes",
        "E – outcomes",
        "E outcomes",
        "Outcomes",
        "outcome",
    ] {
        assert_eq!(section_letter(given), Some('E'), "{given}");
    }
    for given in ["F", "Sec F", "F: Provision", "Provision", "Special educational provision", "section f (provision)"] {
        assert_eq!(section_letter(given), Some('F'), "{given}");
    }
    assert_eq!((section_letter("H1"), section_letter("Section G")), (Some('H'), Some('G')));
}

#[test]
fn a_section_that_is_no_section_counts_as_not_given() {
    for given in ["", "  ", ":", "Section", "Second page", "Z", "English", "A plan for the year", "12", "SEMH", "é"] {
        assert_eq!(section_letter(given), None, "{given}");
    }
}
