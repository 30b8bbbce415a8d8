//! Settings and figures from outside: `sothat.toml`, profiles, and `sothat evaluate checks`.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

fn folder(name: &str) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let unique = format!("sothat-settings-{}-{}-{name}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let folder = std::env::temp_dir().join(unique);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn sothat(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sothat"));
    command.args(arguments).current_dir(folder);
    command
}

/// Ids and levels of what is found in a draft.
fn findings(folder: &Path, draft: &str, more: &[&str]) -> Vec<(String, String)> {
    let arguments: Vec<&str> = ["suggest", draft].into_iter().chain(more.iter().copied()).collect();
    let output = sothat(folder, &arguments).assert().success().get_output().stdout.clone();
    let row: Value = serde_json::from_slice(&output).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_string();
    row["findings"].as_array().unwrap().iter().map(|found| (text(&found["check"]), text(&found["level"]))).collect()
}

fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = sothat(folder, arguments).assert().code(2).get_output().clone();
    assert!(output.stdout.is_empty(), "results on standard output");
    String::from_utf8(output.stderr).unwrap()
}

const DRAFT: &str = "Joss will improve his reading";

fn level(found: &[(String, String)], check: &str) -> Option<String> {
    found.iter().find(|(id, _)| id == check).map(|(_, level)| level.clone())
}

#[test]
fn settings_in_the_folder_are_found_and_a_named_file_goes_before_them() {
    let folder = folder("found");
    let without = findings(&folder, DRAFT, &[]);
    assert_eq!(level(&without, "missing-deadline").as_deref(), Some("error"));
    fs::write(folder.join("sothat.toml"), "[checks]\nmissing-deadline = \"off\"\nmissing-measure = \"question\"\n")
        .unwrap();
    let with = findings(&folder, DRAFT, &[]);
    assert_eq!(level(&with, "missing-deadline"), None);
    assert_eq!(level(&with, "missing-measure").as_deref(), Some("question"));
    fs::write(folder.join("other.toml"), "profile = \"support-plan\"\n").unwrap();
    let other = findings(&folder, DRAFT, &["--settings", "other.toml"]);
    assert_eq!(level(&other, "missing-deadline").as_deref(), Some("warning"));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn scored_files_follow_the_settings() {
    let folder = folder("score");
    fs::write(folder.join("drafts.txt"), format!("{DRAFT}\n")).unwrap();
    fs::write(folder.join("s.toml"), "[checks]\nmissing-deadline = \"off\"\n").unwrap();
    sothat(&folder, &["score", "drafts.txt", "-o", "a.jsonl"]).assert().success();
    sothat(&folder, &["score", "drafts.txt", "-o", "b.jsonl", "--settings", "s.toml"]).assert().success();
    let holds = |file: &str| fs::read_to_string(folder.join(file)).unwrap().contains("\"missing-deadline\"");
    assert!(holds("a.jsonl") && !holds("b.jsonl"));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn settings_that_are_not_understood_stop_every_command_with_file_line_and_suggestion() {
    let folder = folder("bad");
    for (text, what, hint) in [
        ("[checks]\nvage-verb = \"off\"\n", "s.toml, line 2", "did you mean \"vague-verb\"?"),
        ("profile = \"suport-plan\"\n", "s.toml, line 1", "did you mean \"support-plan\"?"),
        ("[terms]\n\nsummer = \"16-07\"\n", "s.toml, line 3", "07-16"),
        ("[checks]\nvague-verb = \"eror\"\n", "s.toml, line 2", "did you mean \"error\"?"),
        ("[chekcs]\n", "s.toml, line 1", "did you mean \"checks\"?"),
        ("profile = \n", "s.toml, line 1", "profile = \"ehcp\""),
    ] {
        fs::write(folder.join("s.toml"), text).unwrap();
        let said = refused(&folder, &["suggest", DRAFT, "--settings", "s.toml"]);
        assert!(said.contains(what) && said.contains(hint), "{text}: {said}");
    }
    assert!(
        refused(&folder, &["suggest", DRAFT, "--settings", "none.toml"]).contains("there is no such file · none.toml")
    );
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn checks_are_measured_on_annotated_statements_and_all_forms_are_written() {
    let folder = folder("evaluate");
    let rows = [
        r#"{"id":"a","text":"Better at maths","section":"E","faults":["missing-deadline","vague-verb","missing-measure"]}"#,
        r#"{"id":"b","text":"By July 2027 she walks to school on her own four days a week","section":"E","faults":[]}"#,
        r#"{"id":"c","text":"Music therapy","section":"F","faults":["unquantified-provision","not-a-check-yet"]}"#,
    ];
    fs::write(folder.join("mine.jsonl"), rows.join("\n")).unwrap();
    let output =
        sothat(&folder, &["evaluate", "checks", "mine.jsonl", "-o", "out", "--commit", "c0ffee"]).assert().success();
    let said = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    assert!(said.contains("n = 3") && said.contains("not-a-check-yet (1)") && said.contains("commit c0ffee"), "{said}");
    let report: Value = serde_json::from_str(&fs::read_to_string(folder.join("out/results.json")).unwrap()).unwrap();
    let deadline = report["checks"].as_array().unwrap().iter().find(|row| row["check"] == "missing-deadline").unwrap();
    assert_eq!(
        (deadline["n"].as_u64(), deadline["support"].as_u64(), deadline["hits"].as_u64()),
        (Some(2), Some(1), Some(1))
    );
    assert_eq!((deadline["good"].as_u64(), deadline["false_alarms"].as_u64()), (Some(1), Some(0)));
    for file in ["results.csv", "results.md", "predictions.csv"] {
        assert!(fs::read_to_string(folder.join("out").join(file)).unwrap().contains("missing-deadline"), "{file}");
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn annotated_rows_that_break_the_form_are_refused_and_labelled_files_are_measured_as_before() {
    let folder = folder("refused");
    fs::write(folder.join("mine.jsonl"), "{\"text\":\"Better\",\"section\":\"E\"}\n").unwrap();
    assert!(refused(&folder, &["evaluate", "checks", "mine.jsonl"]).contains("mine.jsonl, line 1"));
    assert!(refused(&folder, &["evaluate", "checks", "none.jsonl"]).contains("none.jsonl"));
    assert!(refused(&folder, &["evaluate", "checks"]).contains("something is missing"));
    fs::write(folder.join("l.csv"), "text,label\na laptop,resource\nI can cook a meal,outcome\n").unwrap();
    sothat(&folder, &["evaluate", "l.csv", "--systems", "keyword-rules"]).assert().success();
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn every_check_is_explained_with_the_figures_of_the_committed_run() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output =
        sothat(here, &["explain", "--all", "--format", "jsonl"]).assert().success().get_output().stdout.clone();
    let pages: Vec<Value> =
        output.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    let results = fs::read_to_string(here.join("benches/accuracy/checks/results.json")).unwrap();
    let results: Value = serde_json::from_str(&results).unwrap();
    for scores in results["checks"].as_array().unwrap() {
        let page = pages.iter().find(|page| page["id"] == scores["check"]).unwrap();
        let said = page["measured"].as_str().unwrap();
        let count = |key: &str| scores[key].as_u64().unwrap();
        assert!(said.contains(&format!("on {} statements of Section", count("n"))), "{said}");
        if count("support") > 0 {
            assert!(said.contains(&format!("({} of {})", count("hits"), count("support"))), "{said}");
        }
        let whole =
            sothat(here, &["explain", page["id"].as_str().unwrap()]).assert().success().get_output().stdout.clone();
        assert!(String::from_utf8(whole).unwrap().contains(said));
    }
}
