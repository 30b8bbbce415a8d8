//! Documents as people write them, and what is found in each.

use super::*;
use proptest::prelude::*;

fn items(text: &str) -> Vec<Item> {
    parse(text.as_bytes(), "plan.md", &Context::default(), 0).unwrap()
}

/// Line, section and text of every statement.
fn found(text: &str) -> Vec<(u64, String, String)> {
    let place = |found: Found| (found.line.unwrap(), found.row.context.section.unwrap_or_default(), found.row.text);
    items(text).into_iter().map(|item| place(item.unwrap())).collect()
}

fn refused(text: &str) -> String {
    parse(text.as_bytes(), "plan.md", &Context::default(), 0).unwrap_err().to_string()
}

#[test]
fn headings_bullets_and_numbers_are_taken_off_and_lines_are_counted() {
    let text = "\u{feff}# Plan for Bo\r\n\r\n## Section E: Outcomes\r\n1. Bo orders his own lunch\r\n2) Bo walks home\r\n\r\n\
                ## Section F\r\n• a laptop\r\n- [ ] weekly music therapy\r\n(b) 1.5 hours of TA support\r\n";
    let expected = [
        (4, "E", "Bo orders his own lunch"),
        (5, "E", "Bo walks home"),
        (8, "F", "a laptop"),
        (9, "F", "weekly music therapy"),
        (10, "F", "1.5 hours of TA support"),
    ];
    assert_eq!(found(text), expected.map(|(line, section, text)| (line, section.to_string(), text.to_string())));
}

#[test]
fn a_heading_is_handed_on_until_the_next_and_a_higher_one_ends_the_section() {
    let text = "# Section E\n## At school\nReads\n## At home\nSleeps\n# Notes\nSee above\n";
    let places: Vec<(Option<String>, Option<String>)> =
        items(text).into_iter().map(|item| item.unwrap().row.context).map(|of| (of.section, of.heading)).collect();
    let some = |text: &str| Some(text.to_string());
    assert_eq!(places, [(some("E"), some("At school")), (some("E"), some("At home")), (None, some("Notes"))]);
}

#[test]
fn a_bullet_may_run_over_several_lines_and_other_lines_stand_alone() {
    let text = "- Bo orders\n  his own lunch\nBo walks home\n  and back\n";
    let texts: Vec<String> = found(text).into_iter().map(|(.., text)| text).collect();
    assert_eq!(texts, ["Bo orders his own lunch", "Bo walks home", "and back"]);
}

#[test]
fn a_table_gives_a_statement_a_cell_with_its_column_as_heading() {
    let text = "| Outcomes | Provision |\n|---|---|\n| Bo walks home | a **red** coat |\n| | 7 |\n";
    assert_eq!(
        found(text),
        [(3, "E".into(), "Bo walks home".into()), (3, "F".into(), "a red coat".into())] as [(u64, String, String); 2]
    );
    assert_eq!(items(text)[1].as_ref().unwrap().row.context.heading.as_deref(), Some("Provision"));
}

#[test]
fn a_statement_may_bring_its_kind_and_its_id() {
    let all = items("Outcome 1: Bo walks home\nProvision: a coat\nF2. a map of the village\n");
    let all: Vec<&Found> = all.iter().map(|item| item.as_ref().unwrap()).collect();
    let sections: Vec<&str> = all.iter().filter_map(|found| found.row.context.section.as_deref()).collect();
    assert_eq!(sections, ["E", "F", "F"]);
    assert_eq!((all[2].row.id.to_string().as_str(), all[2].row.text.as_str()), ("F2", "a map of the village"));
    assert_eq!(all[1].row.id.to_string(), "2");
}

#[test]
fn a_silence_speaks_of_the_statement_above_or_at_the_beginning_of_the_one_below() {
    let text = "sothat: allow vague-verb – his words\n- Bo is happy\n- Bo is calm\n  sothat: allow masking – asked for\n\
                sothat: allow missing-measure – as above\n- Bo reads\n";
    let allowed: Vec<Vec<&str>> = items(text)
        .into_iter()
        .map(|item| item.unwrap().allowed.iter().map(|allowed| allowed.check).collect())
        .collect();
    assert_eq!(allowed, [vec!["vague-verb"], vec!["masking", "missing-measure"], vec![]]);
}

#[test]
fn a_silence_that_is_not_understood_or_speaks_of_nothing_is_named_with_its_line() {
    assert!(refused("Bo reads\nsothat: allow vague-verb\n").contains("without a reason · plan.md, line 2 · write"));
    assert!(refused("\nsothat: allow vage-verb – x\nBo\n").contains("plan.md, line 2 · did you mean \"vague-verb\"?"));
    assert!(refused("Bo reads\n\nsothat: allow vague-verb – x\n").contains("no statement follows · plan.md, line 3"));
}

#[test]
fn rules_comments_and_a_broken_line_cost_nothing_else() {
    let bytes = b"Bo reads\n\n---\n<!-- later -->\n\xff\xfe\nBo swims\n";
    let all = parse(bytes, "plan.md", &Context::default(), 6).unwrap();
    assert_eq!(all.len(), 3);
    assert!(all[1].as_ref().unwrap_err().error.to_string().contains("plan.md, line 5"));
    assert_eq!(all[2].as_ref().unwrap().row.id.to_string(), "9");
}

#[test]
fn statements_of_another_reader_keep_their_ids_and_a_bad_silence_stays_with_its_statement() {
    let context = Context { section: Some("E".into()), ..Context::default() };
    let allow = |text: &str| Some(Value::from(text));
    let items = statements(
        "plan.json",
        [
            ("E1".into(), "Bo reads".into(), context.clone(), allow("vague-verb – agreed")),
            ("E2".into(), "Bo swims".into(), context, allow("vague-verb")),
        ],
    );
    assert_eq!(items[0].as_ref().unwrap().allowed[0].check, "vague-verb");
    assert!(items[1].as_ref().unwrap_err().error.to_string().contains("plan.json, E2"));
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse(&bytes, "f", &Context::default(), 0);
    }

    #[test]
    fn no_text_makes_the_reader_panic_or_lose_a_plain_line(text in "[-|#*(E1.:\t =•é]{0,12}[a-z]{3} [a-z]{3}\\PC{0,12}") {
        let _ = parse(text.as_bytes(), "f", &Context::default(), 0);
    }
}
