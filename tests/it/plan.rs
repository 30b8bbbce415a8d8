//! `sothat plan` on good plans and on bad ones.

use assert_cmd::Command;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn sothat(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sothat"));
    command.args(arguments);
    command
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What `sothat plan -` prints for a plan on standard input, with its exit code and standard error.
fn planned(plan: &str, more: &[&str]) -> (String, i32, String) {
    let output =
        sothat(&[&["plan", "-"], more].concat()).write_stdin(plan).output().expect("the program can be started");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    (text(output.stdout), output.status.code().unwrap_or(-1), text(output.stderr))
}

/// A plan in which every item says what it is for.
fn linked() -> Value {
    json!({
        "child": {"name": "Nadia", "pronouns": "she/her", "year_group": "Year 5"},
        "today": "2026-11-12",
        "aspirations": ["Nadia wants to read to her little brother.", "She wants a friend to come for tea."],
        "needs": [
            {"id": "B1", "text": "Nadia reads slowly and loses her place.", "for": ["A1"]},
            {"id": "B2", "text": "Nadia watches other children play and does not know how to join in.", "for": ["A2"]},
            {"id": "C1", "text": "Her asthma keeps her indoors about one break in three.", "for": ["A2"]}
        ],
        "outcomes": [
            {"id": "E1", "text": "By the end of Year 6 Nadia reads a picture book of 20 pages aloud to her brother.", "for": ["B1"]},
            {"id": "E2", "text": "By July 2027 Nadia plays a game with one or two classmates at break, three days a week.", "for": ["B2"]},
            {"id": "E3", "text": "By July 2027 Nadia takes her own inhaler before PE, every time.", "for": ["C1"]}
        ],
        "provision": [
            {"id": "F1", "text": "A specialist teacher teaches Nadia for 30 minutes, three times a week.", "for": ["E1"]},
            {"id": "F2", "text": "A teaching assistant starts a game at every break and steps back after five minutes.", "for": ["E2"]},
            {"id": "G1", "text": "The asthma nurse shows her once a term how to use her inhaler.", "for": ["E3"]}
        ]
    })
}

#[test]
fn a_plan_that_its_author_linked_comes_back_as_a_tree_without_findings() {
    let (text, code, said) = planned(&linked().to_string(), &["--format", "text", "--fail-on", "question"]);
    let expected = "\
Plan for Nadia, Year 5

2 hopes, 3 needs, 3 outcomes and 3 items of provision.
I found nothing to put right.

The thread

  Hope A1: Nadia wants to read to her little brother.
      Need B1: Nadia reads slowly and loses her place.
          Outcome E1: By the end of Year 6 Nadia reads a picture book of 20
            pages aloud to her brother.
              Provision F1: A specialist teacher teaches Nadia for 30 minutes,
                three times a week.

  Hope A2: She wants a friend to come for tea.
      Need B2: Nadia watches other children play and does not know how to join
        in.
          Outcome E2: By July 2027 Nadia plays a game with one or two classmates
            at break, three days a week.
              Provision F2: A teaching assistant starts a game at every break
                and steps back after five minutes.
      Health need C1: Her asthma keeps her indoors about one break in three.
          Outcome E3: By July 2027 Nadia takes her own inhaler before PE, every
            time.
              Health provision G1: The asthma nurse shows her once a term how to
                use her inhaler.
";
    assert_eq!((text.as_str(), code, said.as_str()), (expected, 0, ""));
}

#[test]
fn links_that_the_author_gave_win_and_what_nobody_linked_is_told() {
    let mut plan = linked();
    plan["outcomes"][2]["for"] = json!(["B2"]);
    let (text, code, _) = planned(&plan.to_string(), &["--format", "json", "--fail-on", "warning"]);
    let report: Value = serde_json::from_str(&text).unwrap();
    let link = json!({"from": "B2", "to": "E3", "strength": 1.0, "given": true});
    assert!(report["links"].as_array().unwrap().contains(&link), "{}", report["links"]);
    let found: Vec<(&str, &str)> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|finding| Some((finding["check"].as_str()?, finding["item"].as_str()?)))
        .collect();
    assert_eq!(found, [("health-or-care-need-without-outcome", "C1")]);
    assert_eq!(code, 1);
    assert_eq!(report["outcomes"][0]["id"], "E1");
    assert_eq!(report["outcomes"][0]["classification"]["label"], "outcome");
}

#[test]
fn exemplary_plans_get_nothing_above_a_question() {
    for number in 1..=10 {
        let file = root().join(format!("corpus/plans/pl-a{number}.json"));
        let file = file.to_str().expect("the path is UTF-8");
        let output = sothat(&["plan", file, "--format", "text", "--fail-on", "warning"]).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(0), "{file}\n{text}");
    }
}

#[test]
fn every_slip_is_told_with_its_place_and_the_rest_is_checked() {
    let plan = json!({
        "child": {"name": "Sam", "year_group": "Year 4", "date_of_birth": "2010-02-01"},
        "today": "07/08/27",
        "aspiration": ["To swim"],
        "aspirations": ["To swim in the sea"],
        "needs": [{"id": "B1", "text": "Sam cannot float yet."}, {"id": "B1", "text": "Sam is afraid of deep water."}],
        "outcomes": [
            {"id": "E1", "text": "By 31/02/2028 Sam swims ten metres.", "for": ["B1", "B9"]},
            {"id": "E2", "text": "Sam floats on his back for a minute.", "for": ["F1"]}
        ],
        "provision": [{"id": "F1", "text": "A swimming teacher, 30 minutes a week.", "for": ["E2"]}]
    });
    let (text, code, _) = planned(&plan.to_string(), &["--format", "json"]);
    let report: Value = serde_json::from_str(&text).unwrap();
    let mut paths: Vec<&str> =
        report["problems"].as_array().unwrap().iter().filter_map(|problem| problem["path"].as_str()).collect();
    paths.sort_unstable();
    let expected = [
        "aspiration",
        "child.year_group",
        "needs[1].id",
        "outcomes[0].for[1]",
        "outcomes[0].text",
        "outcomes[1].for[0]",
        "today",
    ];
    assert_eq!((paths.as_slice(), code), (&expected[..], 0));
    let links = report["links"].as_array().unwrap();
    assert!(links.iter().any(|link| link["from"] == "B1" && link["to"] == "E1" && link["given"] == true), "{links:?}");
    let (_, _, said) = planned(&plan.to_string(), &["--format", "text"]);
    assert!(
        said.contains("sothat: there is no key \"aspiration\" in a plan · aspiration · did you mean \"aspirations\"?"),
        "{said}"
    );
    assert!(said.contains("go round in a circle") && said.contains("7 August 2027"), "{said}");
}

#[test]
fn what_is_no_plan_is_an_error_with_exit_code_2() {
    for (plan, what) in [
        ("{\"needs\": [\"a\",", "not valid JSON"),
        ("[1, 2]", "a list, not a plan"),
        ("{\"chapters\": []}", "no aspirations, needs, outcomes or provision"),
        ("", "the file is empty"),
    ] {
        let (text, code, said) = planned(plan, &[]);
        assert_eq!((text.as_str(), code), ("", 2), "{plan}");
        assert!(said.starts_with("sothat: ") && said.contains(what) && said.matches(" · ").count() >= 2, "{said}");
    }
    let (_, code, said) = planned(&linked().to_string(), &["--format", "docx"]);
    assert!(code == 2 && said.contains("--format html"), "{said}");
    let missing = sothat(&["plan", "there-is-no-such-plan.json"]).output().unwrap();
    assert_eq!(missing.status.code(), Some(2));
}

#[test]
fn an_empty_section_is_told_once() {
    let mut plan = linked();
    plan["outcomes"] = json!([]);
    plan["provision"] = json!([{"text": "A teaching assistant, ten hours a week."}]);
    let (text, _, _) = planned(&plan.to_string(), &["--format", "json"]);
    let report: Value = serde_json::from_str(&text).unwrap();
    let checks: Vec<&str> =
        report["findings"].as_array().unwrap().iter().filter_map(|finding| finding["check"].as_str()).collect();
    assert_eq!(checks, ["too-few-outcomes"]);
    assert_eq!(report["problems"][0]["path"], "outcomes");
}

#[test]
fn five_hundred_outcomes_are_read() {
    let outcomes: Vec<String> =
        (0..500).map(|number| format!("By July 2027 she reads page {number} of a book to a friend.")).collect();
    let plan = json!({"needs": ["She reads slowly."], "outcomes": outcomes, "provision": ["A reading teacher."], "aspirations": ["To read."]});
    let (text, code, _) = planned(&plan.to_string(), &["--format", "text", "--today", "2026-11-12"]);
    assert_eq!(code, 0);
    assert!(text.contains("The plan has 500 outcomes."), "{}", text.chars().take(600).collect::<String>());
}

#[test]
fn the_page_is_whole_and_draws_every_item() {
    let (page, code, _) = planned(&linked().to_string(), &["--format", "html"]);
    assert_eq!(code, 0);
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<svg ") && page.trim_end().ends_with("</html>"));
    for id in ["A1", "A2", "B1", "B2", "C1", "E1", "E2", "E3", "F1", "F2", "G1"] {
        assert!(page.contains(&format!(">{id}</text>")), "{id} is not drawn");
    }
}

#[test]
fn evaluate_plans_writes_its_figures() {
    let folder = std::env::temp_dir().join(format!("sothat-plans-{}", std::process::id()));
    let plan = root().join("corpus/plans/pl-b1.json");
    let (plan, out) = (plan.to_str().unwrap(), folder.to_str().unwrap());
    let output = sothat(&["evaluate", "plans", plan, "-o", out]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let figures: Value = serde_json::from_str(&fs::read_to_string(Path::new(out).join("plans.json")).unwrap()).unwrap();
    assert_eq!(figures["plans"][0]["plan"], "pl-b1");
    assert!(fs::read_to_string(Path::new(out).join("plans.md")).unwrap().starts_with("# Whole plans"));
    let _ = fs::remove_dir_all(folder);
}

/// Texts as they stand in plans and as they never should.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z0-9 ,.'’/£é🦊-]{0,80}",
        "(By|In) (July|Year|age) [0-9]{1,9} (he|Zoe|I) (reads|is happier)",
        "\\PC{0,30}"
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_texts_make_the_assistant_panic(
        needs in prop::collection::vec(text(), 0..4),
        outcomes in prop::collection::vec(text(), 0..4),
        provision in prop::collection::vec(text(), 0..4),
        hopes in prop::collection::vec(text(), 0..3),
        name in prop::option::of(text()),
        born in prop::option::of("[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}"),
    ) {
        thread_local! {
            static ASSISTANT: sothat::assistant::Assistant =
                sothat::assistant::Assistant::new(sothat::models::embedded().expect("the model is inside"));
        }
        let plan = json!({"child": {"name": name, "date_of_birth": born, "pronouns": "he", "year_group": 9}, "needs": needs,
            "outcomes": outcomes, "provision": provision, "aspirations": hopes});
        let (plan, problems) =
            sothat::document::plan_file::read(&plan.to_string(), None, || jiff::civil::date(2026, 11, 12)).unwrap();
        let mut report = ASSISTANT.with(|assistant| assistant.thread(&plan)).unwrap();
        report.problems = problems;
        prop_assert!(report.links.iter().all(|link| (0.0..=1.0).contains(&link.strength)));
        prop_assert!(sothat::report::plan::html::page(&plan, &report).contains("</html>"));
        let mut out = Vec::new();
        sothat::report::text::planned::write(&mut out, 80, &plan, &report).unwrap();
    }
}
