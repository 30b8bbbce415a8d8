//! `sothat check` from outside: documents in every form, good and bad.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

fn folder(name: &str) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let unique = format!("sothat-checking-{}-{}-{name}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let folder = std::env::temp_dir().join(unique);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn sothat(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sothat"));
    command.args(arguments).current_dir(folder);
    command
}

fn rows(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let output = sothat(folder, arguments).assert().success().get_output().stdout.clone();
    String::from_utf8(output).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn checks(row: &Value, key: &str) -> Vec<String> {
    row[key].as_array().unwrap().iter().map(|found| found["check"].as_str().unwrap().to_string()).collect()
}

const PLAN: &str = "# Plan\n\n## Section E: Outcomes\n\n- Weekly music therapy\n- Joss will improve his reading\n  sothat: allow \
                    missing-measure – agreed with the family\n- By July 2027 Joss walks to school on his own four days a week\n\n\
                    ## Section F: Provision\n\n- Weekly music therapy\n";

#[test]
fn every_statement_of_a_document_is_found_labelled_and_checked_where_it_stands() {
    let folder = folder("plan");
    fs::write(folder.join("plan.md"), PLAN).unwrap();
    let rows = rows(&folder, &["check", "plan.md"]);
    let places: Vec<(Option<u64>, Option<&str>)> =
        rows.iter().map(|row| (row["line"].as_u64(), row["section"].as_str())).collect();
    assert_eq!(places, [(Some(5), Some("E")), (Some(6), Some("E")), (Some(8), Some("E")), (Some(12), Some("F"))]);
    assert!(checks(&rows[0], "findings").contains(&"describes-provision".to_string()));
    assert!(!checks(&rows[3], "findings").contains(&"describes-provision".to_string()));
    assert!(!checks(&rows[1], "findings").contains(&"missing-measure".to_string()));
    assert_eq!(rows[1]["silenced"][0]["check"], "missing-measure");
    assert_eq!(rows[1]["silenced"][0]["reason"], "agreed with the family");
    assert_eq!(rows[0]["smart"].as_array().unwrap().len(), 0);
    let letters: Vec<&str> =
        rows[2]["smart"].as_array().unwrap().iter().map(|line| line["criterion"].as_str().unwrap()).collect();
    assert_eq!(letters, ["S", "M", "A", "R", "T"]);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn people_read_what_needs_attention_and_a_summary() {
    let folder = folder("text");
    fs::write(folder.join("plan.md"), PLAN).unwrap();
    let output =
        sothat(&folder, &["check", "plan.md", "--format", "text"]).assert().success().get_output().stdout.clone();
    let said = String::from_utf8(output).unwrap();
    for part in
        ["“Weekly music therapy” (Section E, plan.md, line 5)", "Put right: ", "SMART", "Time-bound: not yet. By when?"]
    {
        assert!(said.contains(part), "{part} is missing\n{said}");
    }
    assert!(!said.contains("walks to school"), "what is well is shown\n{said}");
    assert!(said.contains("4 statements: ") && said.contains("missing-measure (1)"), "{said}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn findings_at_the_level_asked_for_end_with_exit_code_1_unless_they_are_let_stand() {
    let folder = folder("fail");
    fs::write(folder.join("a.txt"), "Section E\nWeekly music therapy\n").unwrap();
    sothat(&folder, &["check", "a.txt", "--fail-on", "error"]).assert().code(1);
    sothat(&folder, &["check", "a.txt"]).assert().code(0);
    let allowed = "Section E\nWeekly music therapy\nsothat: allow describes-provision – to be settled at the meeting\n";
    fs::write(folder.join("a.txt"), allowed).unwrap();
    sothat(&folder, &["check", "a.txt", "--fail-on", "error"]).assert().code(0);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn rows_may_name_their_section_and_what_is_let_stand() {
    let folder = folder("rows");
    let csv = "id,text,section,allow\n1,Weekly music therapy,F,\n2,Weekly music therapy,E,describes-provision – agreed\n\
               3,Weekly music therapy,E,describes-provision\n";
    fs::write(folder.join("a.csv"), csv).unwrap();
    let found = rows(&folder, &["check", "a.csv"]);
    assert!(!checks(&found[0], "findings").contains(&"describes-provision".to_string()));
    assert_eq!(checks(&found[1], "silenced"), ["describes-provision"]);
    assert!(found[2]["error"].as_str().unwrap().contains("silenced without a reason · a.csv, line 4"), "{}", found[2]);
    let jsonl = "{\"text\":\"Weekly music therapy\",\"context\":{\"section\":\"F\"}}\n{\"text\":\"Weekly music therapy\",\"section\":\"E\"}\n";
    fs::write(folder.join("a.jsonl"), jsonl).unwrap();
    let found = rows(&folder, &["check", "a.jsonl"]);
    let faulty: Vec<bool> =
        found.iter().map(|row| checks(row, "findings").contains(&"describes-provision".to_string())).collect();
    assert_eq!(faulty, [false, true]);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_silence_that_is_not_understood_is_an_error_that_names_the_line() {
    let folder = folder("silence");
    for (line, said) in [
        ("sothat: allow missing-measure", "missing-measure is silenced without a reason · a.md, line 3"),
        ("sothat: allow missing-mesure – agreed", "did you mean \"missing-measure\"?"),
    ] {
        fs::write(folder.join("a.md"), format!("# Section E\nJoss reads\n{line}\n")).unwrap();
        let output = sothat(&folder, &["check", "a.md"]).assert().code(2).get_output().clone();
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(said) && error.contains("a.md, line 3") && output.stdout.is_empty(), "{error}");
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn standard_input_is_read_and_unusable_input_says_what_to_do() {
    let folder = folder("input");
    let output = sothat(&folder, &["check", "-"]).write_stdin("Outcomes\n- Joss reads\n").assert().success();
    let row: Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    assert_eq!((row["file"].as_str(), row["section"].as_str()), (Some("standard input"), Some("E")));
    let empty = sothat(&folder, &["check", "-"]).write_stdin("\n\n").assert().success().get_output().clone();
    assert!(empty.stdout.is_empty() && String::from_utf8(empty.stderr).unwrap().contains("no statements"));
    for arguments in
        [&["check"] as &[&str], &["check", "none.md"], &["check", "-", "-"], &["check", "-", "--format", "pdf"]]
    {
        let said = sothat(&folder, arguments).assert().code(2).get_output().stderr.clone();
        assert!(String::from_utf8(said).unwrap().starts_with("sothat: "), "{arguments:?}");
    }
    fs::write(folder.join("plan.docx"), b"PK\x03\x04word").unwrap();
    let said = sothat(&folder, &["check", "plan.docx"]).assert().code(2).get_output().stderr.clone();
    assert!(String::from_utf8(said).unwrap().contains("Word"));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_profile_changes_what_a_document_is_checked_for() {
    let folder = folder("profile");
    fs::write(folder.join("a.txt"), "Joss walks to school on his own\n").unwrap();
    fs::write(folder.join("sothat.toml"), "profile = \"logic-model\"\n").unwrap();
    let found = rows(&folder, &["check", "a.txt"]);
    let deadline = found[0]["findings"].as_array().unwrap().iter().find(|found| found["check"] == "missing-deadline");
    assert_eq!(deadline.map(|found| found["level"].clone()), Some(Value::from("question")));
    fs::remove_dir_all(folder).unwrap();
}
