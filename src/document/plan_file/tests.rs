//! Plans with every kind of slip.

use crate::domain::{Level, Plan, PlanProblem};
use crate::error::Result;
use proptest::prelude::*;

fn read(text: &str) -> Result<(Plan, Vec<PlanProblem>)> {
    super::read(text, None, || jiff::civil::date(2026, 11, 12))
}

/// Path and message of every problem.
fn problems(text: &str) -> Vec<(String, String)> {
    read(text).unwrap().1.into_iter().map(|problem| (problem.path, problem.message)).collect()
}

fn whole(more: &str) -> String {
    format!(
        r#"{{"aspirations":["Swim"],"needs":["Cannot swim yet"],"outcomes":["Swims a length"],"provision":["Lessons"]{more}}}"#
    )
}

#[test]
fn plain_strings_get_the_ids_of_their_list() {
    let (plan, problems) = read(&whole("")).unwrap();
    let ids: Vec<&str> = plan.items().map(|(_, item)| item.id.as_str()).collect();
    assert_eq!(ids, ["A1", "B1", "E1", "F1"]);
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn the_letter_of_an_id_names_the_section_if_nothing_else_does() {
    let (plan, _) =
        read(r#"{"needs":[{"id":"C1","text":"Asthma"},{"id":"x","section":"Section d","text":"Sleep"}]}"#).unwrap();
    assert_eq!(plan.needs.iter().map(|need| need.section).collect::<String>(), "CD");
}

#[test]
fn every_slip_is_told_with_its_place_and_the_rest_is_read() {
    let text = r#"{"chid":{}, "today":"31/02/2027", "child":{"name":7,"year_group":"Year 99","date_of_birth":"07/08/12"},
        "aspirations":["Swim"], "needs":[{"id":"B1","txt":"x","text":"a"},{"id":"B1","text":"b","for":["A1","A9"]},5],
        "outcomes":[{"text":"Swims","for":["F1"]},{"text":" "}], "provision":[{"text":"Lessons","for":["E1","F1"]}]}"#;
    let (plan, problems) = read(text).unwrap();
    let paths: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
    let expected = [
        "chid",
        "today",
        "child.name",
        "child.year_group",
        "child.date_of_birth",
        "needs[0].txt",
        "needs[2]",
        "outcomes[1]",
        "needs[1].id",
        "needs[1].for[1]",
        "outcomes[0].for[0]",
        "provision[0].for[1]",
    ];
    assert_eq!(paths, expected);
    let needs: Vec<&str> = plan.needs.iter().map(|need| need.id.as_str()).collect();
    assert_eq!(needs, ["B1", "B1 (2)"]);
    assert_eq!(plan.needs[1].serves, ["A1"]);
    assert_eq!(plan.provision[0].serves, ["E1"]);
}

#[test]
fn a_misspelt_key_comes_with_the_right_one() {
    let (_, problems) = read(&whole(r#","provison":[]"#)).unwrap();
    assert_eq!(problems[0].hint.as_deref(), Some("did you mean \"provision\"?"));
}

#[test]
fn links_that_go_round_in_a_circle_are_told_and_taken_out() {
    let text = r#"{"needs":[{"text":"n","for":["E1"]}],"outcomes":[{"text":"o","for":["B1"]}],"aspirations":["a"],"provision":["p"]}"#;
    let (plan, problems) = read(text).unwrap();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].path, "needs[0].for[0]");
    assert!(problems[0].message.contains("circle"), "{}", problems[0].message);
    assert!(plan.needs[0].serves.is_empty());
    assert_eq!(plan.outcomes[0].serves, ["B1"]);
}

#[test]
fn a_day_that_can_be_read_in_two_ways_is_read_the_british_way_and_asked_about() {
    let (plan, problems) = read(&whole(r#","today":"07/08/27""#)).unwrap();
    assert_eq!(plan.today, Some(jiff::civil::date(2027, 8, 7)));
    assert_eq!(problems[0].level, Level::Question);
    assert!(problems[0].message.ends_with("7 August 2027"), "{}", problems[0].message);
    assert!(read(&whole(r#","today":"25/08/27""#)).unwrap().1.is_empty(), "there is no 25th month");
}

#[test]
fn a_day_that_does_not_exist_is_told_inside_a_text_as_well() {
    let text =
        r#"{"aspirations":["a"],"needs":["n"],"outcomes":["By 31/02/2027 I swim 1/2 a length."],"provision":["p"]}"#;
    assert_eq!(problems(text), [("outcomes[0].text".to_string(), "there is no day 31/02/2027".to_string())]);
}

#[test]
fn a_year_group_that_cannot_be_is_told() {
    let child = |more: &str| whole(&format!(r#","today":"2026-11-12","child":{{"year_group":"Year 4",{more}}}"#));
    assert_eq!(problems(&child(r#""date_of_birth":"2010-02-01""#))[0].0, "child.year_group");
    assert_eq!(problems(&child(r#""age":15"#))[0].0, "child.year_group");
    assert!(
        problems(&child(r#""date_of_birth":"2018-02-01""#)).is_empty(),
        "born in the school year 2017, Year 4 in 2026"
    );
}

#[test]
fn an_empty_list_is_told() {
    assert_eq!(problems(r#"{"needs":["n"],"outcomes":[],"provision":["p"],"aspirations":["a"]}"#)[0].0, "outcomes");
}

#[test]
fn what_is_no_plan_is_an_error() {
    for text in ["", "[]", "{}", "7", "{\"needs\":", "null", "{\"chapters\":[]}"] {
        assert!(read(text).unwrap_err().is_input(), "{text}");
    }
}

/// Any JSON, not too deep.
fn json() -> impl Strategy<Value = serde_json::Value> {
    let key = prop_oneof![
        Just("child"),
        Just("needs"),
        Just("outcomes"),
        Just("provision"),
        Just("aspirations"),
        Just("for"),
        Just("id"),
        Just("text"),
        Just("section"),
        Just("today"),
        Just("name"),
        Just("age"),
        Just("year_group"),
        Just("date_of_birth"),
    ];
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        "[AEB1-9/é ]{0,9}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(serde_json::Value::Array),
            prop::collection::vec((key.clone(), inner), 0..6).prop_map(|pairs| serde_json::Value::Object(
                pairs.into_iter().map(|(k, v)| (k.to_string(), v)).collect()
            )),
        ]
    })
}

proptest! {
    #[test]
    fn no_json_makes_the_reader_panic(value in json()) {
        let _ = read(&value.to_string());
    }

    #[test]
    fn links_of_what_is_read_always_lead_back(value in json()) {
        if let Ok((plan, _)) = read(&value.to_string()) {
            let stages: std::collections::HashMap<_, _> = plan.items().map(|(stage, item)| (item.id.clone(), stage)).collect();
            for (stage, item) in plan.items() {
                prop_assert!(item.serves.iter().all(|id| stages[id] < stage));
            }
        }
    }
}
