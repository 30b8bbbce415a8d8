//! Deadlines beside what careful readers made of them: the floor that `sothat deadline` must hold, and its form.

use assert_cmd::Command;
use jiff::civil::Date;
use serde_json::{Value, json};
use sothat::domain::Context;
use sothat::text::calendar::Calendar;
use sothat::text::deadline::timing;
use std::fs;
use std::path::Path;

fn rows(split: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("corpus/deadlines/{split}.jsonl"));
    let text = fs::read_to_string(path).expect("the corpus is part of the project");
    text.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
}

/// Share of rows whose deadline is rightly found or not, and of those with one whose day is right within its tolerance.
fn shares(rows: &[Value]) -> (f64, f64) {
    let (mut found, mut dated, mut stated) = (0, 0, 0);
    for row in rows {
        let context: Context = serde_json::from_value(row["context"].clone()).expect("the context can be read");
        let timing = timing(row["text"].as_str().expect("a text"), &context, &Calendar::default());
        let expected = &row["expected"];
        let has = expected["has_deadline"] == true;
        let right = has != timing.found.is_empty();
        found += usize::from(right);
        if !has {
            continue;
        }
        stated += 1;
        let wanted: Option<Date> = expected["date"].as_str().map(|day| day.parse().expect("a day"));
        let given = timing.stated().and_then(|deadline| deadline.date);
        let tolerance = expected["tolerance_days"].as_i64().expect("a number");
        dated += usize::from(match (wanted, given) {
            (None, None) => right,
            (Some(wanted), Some(given)) => i64::from(wanted.until(given).expect("near").get_days().abs()) <= tolerance,
            _ => false,
        });
    }
    (f64::from(u32::try_from(found).unwrap()) / rows.len() as f64, f64::from(dated as u32) / f64::from(stated as u32))
}

#[test]
fn deadlines_are_found_and_dated_as_careful_readers_do() {
    for split in ["dev", "test"] {
        let (has, dated) = shares(&rows(split));
        println!("{split}: has or has not {has:.3}, dated right {dated:.3}");
        assert!(has >= 0.97 && dated >= 0.95, "{split}: has or has not {has:.3}, dated right {dated:.3}");
    }
}

#[test]
fn the_command_gives_the_promised_fields() {
    let output = Command::new(env!("CARGO_BIN_EXE_sothat"))
        .args(["deadline", "-", "--input", "jsonl", "--format", "jsonl"])
        .write_stdin(
            "{\"id\":7,\"text\":\"By the end of Year 9 Ada cooks\",\"context\":{\"year_group\":7,\"today\":\"2026-11-12\"},\"school\":\"Elm\"}\n\
             {\"text\":\"Cooking for 12 months\"}\n{\"text\":5}\n",
        )
        .assert()
        .success()
        .get_output()
        .stdout
        .clone();
    let lines: Vec<Value> =
        String::from_utf8(output).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        lines[0],
        json!({
            "id": 7,
            "text": "By the end of Year 9 Ada cooks",
            "has_deadline": true,
            "deadline": 0,
            "found": [{
                "start": 0, "end": 20, "text": "By the end of Year 9", "kind": "year_group", "date": "2029-07-22",
                "precision": "term"
            }],
            "horizon": "medium",
            "problems": [],
            "input": {"school": "Elm"}
        })
    );
    assert_eq!((&lines[1]["has_deadline"], &lines[1]["deadline"]), (&json!(false), &Value::Null));
    assert_eq!(lines[1]["problems"], json!(["duration-only"]));
    assert!(lines[2]["error"].as_str().is_some_and(|error| error.contains("the text is a number")), "{}", lines[2]);
}

#[test]
fn fail_on_ends_with_1_where_there_is_no_deadline() {
    let run = |text: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sothat"));
        command.args(["deadline", text, "--fail-on", "error"]);
        command
    };
    run("Ada cooks").assert().code(1);
    run("By July 2099 Ada cooks").assert().success();
}

#[test]
fn local_dates_of_terms_are_followed() {
    let settings = std::env::temp_dir().join(format!("sothat-terms-{}.toml", std::process::id()));
    fs::write(&settings, "[terms]\nsummer = \"07-16\"\n").expect("a temporary file can be written");
    let text = "By the end of Year 9 Ada cooks";
    let mut command = Command::new(env!("CARGO_BIN_EXE_sothat"));
    command.args(["deadline", text, "--year-group", "7", "--today", "2026-11-12", "--format", "jsonl", "--settings"]);
    let output = command.arg(&settings).assert().success().get_output().stdout.clone();
    let row: Value = serde_json::from_slice(&output).expect("the row is JSON");
    assert_eq!(row["found"][0]["date"], "2029-07-16");
    fs::remove_file(settings).expect("the file is there");
}
