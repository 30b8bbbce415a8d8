//! The command line as people and programs use it, on good input and on bad.

use assert_cmd::Command;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

fn sothat(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sothat"));
    command.args(arguments);
    command
}

/// An empty folder of its own for every test.
fn folder(name: &str) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let unique = format!("sothat-{}-{}-{name}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let folder = std::env::temp_dir().join(unique);
    fs::create_dir_all(&folder).expect("a temporary folder can be made");
    folder
}

/// Rows of JSONL that a command gives for this standard input; it must succeed.
fn rows(arguments: &[&str], input: impl Into<Vec<u8>>) -> Vec<Value> {
    let output = sothat(arguments).write_stdin(input).assert().success().get_output().stdout.clone();
    let output = String::from_utf8(output).expect("results are UTF-8");
    output.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
}

fn classify(form: &str, input: impl Into<Vec<u8>>) -> Vec<Value> {
    rows(&["classify", "-", "--input", form], input)
}

/// What a command that cannot be run says on standard error.
fn refused(arguments: &[&str], input: impl Into<Vec<u8>>) -> String {
    let output = sothat(arguments).write_stdin(input).assert().code(2).get_output().clone();
    assert!(output.stdout.is_empty(), "results on standard output");
    let said = String::from_utf8(output.stderr).expect("errors are UTF-8");
    assert!(said.starts_with("sothat: ") && said.matches(" · ").count() >= 2, "no what · where · what to do: {said}");
    said
}

#[test]
fn every_classified_row_has_the_promised_fields() {
    let row = &classify("lines", "5 hours of TA support\n")[0];
    let keys: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "id",
            "text",
            "label",
            "confidence",
            "sure",
            "probabilities",
            "mixed",
            "provision",
            "notice",
            "vague",
            "maintenance",
            "aspiration",
            "input"
        ]
    );
    assert_eq!((&row["id"], &row["text"], &row["input"]), (&json!("1"), &json!("5 hours of TA support"), &json!({})));
}

#[test]
fn evidence_slices_back_to_the_text() {
    let text = "Zoë will have 5 hours – “1:1” – of TA support 🙂";
    let row = &rows(&["classify", "-", "--evidence"], text)[0];
    let evidence = row["evidence"].as_array().expect("a list");
    assert!(!evidence.is_empty(), "{row}");
    for evidence in evidence {
        let (start, end) = (evidence["start"].as_u64().unwrap(), evidence["end"].as_u64().unwrap());
        let slice: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
        assert_eq!(evidence["text"], slice);
    }
}

#[test]
fn parts_slice_back_to_the_text_and_come_only_when_asked_for() {
    let text = "By July 2027 Zoë will order her own lunch 🙂 in the canteen, twice a week";
    let row = &rows(&["classify", "-", "--slots"], text)[0];
    let parts = row["slots"].as_array().expect("a list");
    assert!(!parts.is_empty(), "{row}");
    for part in parts {
        let (start, end) = (part["start"].as_u64().unwrap(), part["end"].as_u64().unwrap());
        let slice: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
        assert_eq!(part["text"], slice);
        part["slot"].as_str().unwrap().parse::<sothat::domain::Slot>().expect("a slot that is known");
    }
    assert!(classify("lines", text)[0].get("slots").is_none());
}

#[test]
fn a_heading_is_context_for_rows_that_bring_none_of_their_own() {
    let text = "Mrs Bloor, Tuesdays after lunch";
    let under = |heading: &str| rows(&["classify", "-", "--heading", heading], text)[0]["probabilities"].clone();
    let bare = classify("lines", text)[0]["probabilities"].clone();
    assert_ne!(under("What has been delivered"), bare);
    let row = json!({"text": text, "context": {"heading": "What has been delivered"}}).to_string();
    let brought = rows(&["classify", "-", "--input", "jsonl", "--heading", "Inputs"], row);
    assert_eq!(brought[0]["probabilities"], under("What has been delivered"));
    assert_eq!(under(" "), bare);
}

#[test]
fn every_suggested_row_has_the_promised_fields() {
    let row = &rows(&["suggest", "5", "hours", "of", "TA", "support", "--name", "Sam"], "")[0];
    assert_eq!(row["text"], "5 hours of TA support");
    for (key, is_kind) in [
        ("classification", Value::is_object as fn(&Value) -> bool),
        ("findings", Value::is_array),
        ("questions", Value::is_array),
        ("suggestions", Value::is_array),
        ("input", Value::is_object),
    ] {
        assert!(is_kind(&row[key]), "{key}: {row}");
    }
}

/// The keys of an object in order.
fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// The objects of a list, which must not be empty.
fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    let list = value[key].as_array().expect("a list");
    assert!(!list.is_empty(), "{key}: {value}");
    list
}

#[test]
fn self_harm_is_not_taken_apart_and_handed_back() {
    let row = &rows(&["suggest", "Self harm to reduce. Keep on top of it w/ mum", "--name", "Ida"], "")[0];
    let said: Vec<&str> = list(row, "suggestions").iter().filter_map(|one| one["text"].as_str()).collect();
    assert!(!said.is_empty());
    assert!(said.iter().all(|text| !text.contains("harm") && !text.contains("on top of it")), "{said:?}");
}

#[test]
fn what_is_inside_a_suggested_row_has_the_promised_fields() {
    let finding = ["check", "level", "criterion", "message", "start", "end", "source"];
    let mut rechecked = 0;
    for draft in ["5 hours of TA support", "Sam will read more, with support from his TA."] {
        let row = &rows(&["suggest", draft, "--name", "Sam"], "")[0];
        assert_eq!(
            keys(row),
            ["id", "text", "classification", "findings", "smart", "questions", "suggestions", "input"]
        );
        let of_verdict = [
            "label",
            "confidence",
            "sure",
            "probabilities",
            "mixed",
            "provision",
            "notice",
            "vague",
            "maintenance",
            "aspiration",
            "evidence",
            "slots",
        ];
        assert_eq!(keys(&row["classification"]), of_verdict);
        assert_eq!(
            keys(&row["classification"]["probabilities"]),
            ["outcome", "service", "activity", "output", "resource"]
        );
        list(row, "findings").iter().for_each(|found| assert_eq!(keys(found), finding));
        list(row, "questions").iter().for_each(|asked| assert_eq!(keys(asked), ["kind", "text", "examples"]));
        for suggestion in list(row, "suggestions") {
            let mut promised = vec!["text", "kind", "safety", "gaps", "changes", "rechecked"];
            if suggestion["kind"] == "split" {
                promised.insert(5, "provision");
            }
            assert_eq!(keys(suggestion), promised);
            list(suggestion, "changes").iter().for_each(|change| assert_eq!(keys(change), ["from", "to", "why"]));
            assert_eq!(keys(&suggestion["rechecked"]), ["label", "confidence", "findings"]);
            for found in suggestion["rechecked"]["findings"].as_array().expect("a list") {
                assert_eq!(keys(found), finding);
                rechecked += 1;
            }
        }
    }
    assert!(rechecked > 0, "no suggestion had a finding, so their keys have not been seen");
}

/// Words in lower case, those of gaps left out.
fn words_outside_gaps(text: &str) -> Vec<String> {
    let outside: String = text.split('[').map(|part| part.split_once(']').map_or(part, |(_, after)| after)).collect();
    let words = outside.to_lowercase();
    words
        .split(|c: char| !c.is_alphanumeric() && c != '’')
        .filter(|word| !word.is_empty())
        .map(str::to_string)
        .collect()
}

#[test]
fn a_resource_and_three_answers_make_an_outcome_in_the_persons_own_words() {
    const FUNCTION_WORDS: [&str; 34] = [
        "a", "able", "am", "and", "be", "by", "can", "do", "for", "have", "how", "i", "in", "is", "it", "know",
        "living", "me", "my", "of", "on", "so", "that", "the", "this", "to", "we", "what", "when", "which", "will",
        "with", "because", "know",
    ];
    let draft = "Four hours of access to a mock flat";
    let answers = [
        "give=time to find out what living on my own is like",
        "do=shows me the skills I need",
        "possible=live in my own flat, relying less on my parents and carers",
    ];
    let mut arguments = vec!["suggest", draft];
    answers.iter().for_each(|answer| arguments.extend(["--answer", answer]));
    let row = &rows(&arguments, "")[0];
    assert_eq!(row["classification"]["label"], "resource");
    let given: Vec<String> = answers.iter().chain([&draft]).flat_map(|text| words_outside_gaps(text)).collect();
    let wanted = list(row, "suggestions").iter().any(|suggestion| {
        let text = suggestion["text"].as_str().expect("a text");
        let own = |word: &String| given.contains(word) || FUNCTION_WORDS.contains(&word.as_str());
        suggestion["kind"] == "from-answers"
            && text.to_lowercase().contains("my own flat, relying less on my parents and carers")
            && text.to_lowercase().contains("[by when?]")
            && text.contains(" I ")
            && words_outside_gaps(text).iter().all(own)
    });
    assert!(wanted, "{row:#}");
}

#[test]
fn empty_input_gives_no_rows() {
    assert!(classify("lines", "").is_empty());
    assert!(classify("lines", "\n \r\n\t\n").is_empty());
    sothat(&["classify", "-", "--format", "json"]).write_stdin("").assert().success().stdout("[]\n");
}

#[test]
fn an_empty_draft_is_refused() {
    assert!(refused(&["suggest", ""], "").contains("the draft is empty"));
    assert!(refused(&["suggest", "  ", "\t"], "").contains("the draft is empty"));
    assert!(refused(&["suggest"], "").contains("there is no draft"));
}

#[test]
fn a_line_of_a_megabyte_is_one_row() {
    let mut input = "support ".repeat(1 << 17);
    input.push_str("\nswimming\n");
    let rows = classify("lines", input);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1]["text"], "swimming");
}

#[test]
fn a_nul_or_an_escape_code_does_no_harm() {
    let rows = classify("lines", "5 hours\0of TA \u{1b}[31msupport\nswimming\n");
    assert_eq!(rows[0]["text"], "5 hours\0of TA \u{1b}[31msupport");
    assert!(rows[0]["label"].is_string());
    let shown = sothat(&["classify", "-", "--format", "text"]).write_stdin("a\u{1b}[31mb\u{7}\n").output().unwrap();
    assert!(!shown.stdout.contains(&0x1b) && !shown.stdout.contains(&7));
}

#[test]
fn an_invalid_row_leaves_the_others_alone() {
    let rows = classify("lines", b"a laptop\n\xff\xfe\xfd!\nswimming\n".to_vec());
    assert_eq!((&rows[0]["text"], &rows[2]["text"]), (&json!("a laptop"), &json!("swimming")));
    assert_eq!(rows[1]["id"], "2");
    assert!(rows[1]["error"].as_str().unwrap().contains("UTF-8"));
}

#[test]
fn byte_order_mark_and_windows_line_ends_leave_no_trace() {
    let rows = classify("lines", "\u{FEFF}a laptop\r\n\r\nswimming\r\n");
    let texts: Vec<&Value> = rows.iter().map(|row| &row["text"]).collect();
    assert_eq!(texts, ["a laptop", "swimming"]);
}

#[test]
fn smart_quotes_emoji_and_right_to_left_text_come_back_as_given() {
    let texts = ["Amal’s “calm” corner…", "I can 🙂 with my friends 👩‍👩‍👧", "دعم في الفصل", "שלום"];
    let rows = classify("lines", texts.join("\n"));
    for (row, text) in rows.iter().zip(texts) {
        assert_eq!(row["text"], text);
        assert!(row["label"].is_string(), "{row}");
    }
}

#[test]
fn bad_json_rows_say_so_in_their_place() {
    let rows = classify(
        "jsonl",
        "{\"id\":1,\"text\":\"a laptop\"}\n{\"id\":2,\n\n{\"id\":4}\n{\"id\":5,\"text\":7}\n{\"id\":6,\"text\":\" \"}\n{\"id\":7,\"text\":\"x\",\"context\":{\"year_group\":\"Year 99\"}}\n",
    );
    let failed: Vec<bool> = rows.iter().map(|row| row["error"].is_string()).collect();
    assert_eq!(failed, [false, true, true, true, true, true, true]);
    assert_eq!(rows[1], json!({"id": "2", "error": rows[1]["error"]}));
    assert_eq!((&rows[3]["id"], &rows[4]["id"]), (&json!(4), &json!(5)));
    assert!(rows[6]["error"].as_str().unwrap().contains("context.year_group"), "{}", rows[6]);
}

#[test]
fn ids_and_unknown_keys_come_back_as_given() {
    let rows = classify(
        "jsonl",
        "{\"zeta\":[1],\"id\":17,\"text\":\"a laptop\",\"alpha\":{\"b\":null}}\n{\"id\":\"17\",\"text\":\"swimming\"}\n",
    );
    assert_eq!((&rows[0]["id"], &rows[1]["id"]), (&json!(17), &json!("17")));
    assert_eq!(rows[0]["input"].to_string(), r#"{"zeta":[1],"alpha":{"b":null}}"#);
}

#[test]
fn suggest_reads_rows_with_context_and_answers() {
    let input = "{\"id\":1,\"text\":\"swimming\",\"context\":{\"name\":\"Ada\",\"age\":9},\"answers\":{\"give\":\"time with my cousins\"},\"ward\":\"B\"}\n{\"id\":2}\n";
    let rows = rows(&["suggest", "-", "--input", "jsonl"], input);
    let holds = |key: &str, words: &str| {
        list(&rows[0], key).iter().any(|item| item["text"].as_str().expect("a text").contains(words))
    };
    assert!(holds("questions", "Ada"), "{}", rows[0]);
    assert!(holds("suggestions", "time with my cousins"), "{}", rows[0]);
    assert_eq!((&rows[0]["id"], &rows[0]["input"]), (&json!(1), &json!({"ward": "B"})));
    assert!(rows[1]["error"].as_str().unwrap().contains("the row has no text"));
}

#[test]
fn a_number_limits_the_suggestions() {
    let count = |more: &[&str]| {
        let row = &rows(&[&["suggest", "Sam will read more."], more].concat(), "")[0];
        row["suggestions"].as_array().expect("a list").len()
    };
    assert!(count(&[]) > 1);
    assert_eq!(count(&["-n", "1"]), 1);
}

#[test]
fn unusable_arguments_are_refused_with_what_to_do() {
    assert!(refused(&["classify", "-", "--format", "xml"], "").contains("text, json or jsonl"));
    assert!(refused(&["classify", "-", "--evidnce"], "").contains("--evidence"));
    assert!(refused(&["clasify", "-"], "").contains("did you mean \"classify\"?"));
    assert!(refused(&["suggest", "x", "--year-group", "99"], "").contains("--year-group"));
    assert!(refused(&["suggest", "x", "--dob", "32/01/2020"], "").contains("31/07/2027"));
    assert!(refused(&["suggest", "x", "--answer", "giv=time"], "").contains("did you mean \"give\"?"));
    assert!(refused(&["suggest", "x", "--fail-on", "never"], "").contains("error, warning or question"));
    assert!(refused(&["explain", "outcom"], "").contains("did you mean \"outcome\"?"));
    let output =
        sothat(&["classify", "-", "--model", "no-such-model"]).write_stdin("x").assert().code(2).get_output().clone();
    assert!(String::from_utf8(output.stderr).unwrap().contains("no-such-model"));
}

#[test]
fn files_that_cannot_be_read_are_refused() {
    let folder = folder("refused");
    let path = |name: &str, content: &[u8]| {
        fs::write(folder.join(name), content).unwrap();
        folder.join(name).display().to_string()
    };
    assert!(refused(&["classify", "no-such-file.txt"], "").contains("there is no such file · no-such-file.txt"));
    assert!(refused(&["classify", &folder.display().to_string()], "").contains("folder"));
    let utf16: Vec<u8> = "\u{FEFF}a laptop".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(refused(&["classify", &path("wide.txt", &utf16)], "").contains("UTF-16"));
    assert!(refused(&["classify", &path("plan.docx", b"PK\x03\x04....")], "").contains("Word"));
    let csv = path("drafts.csv", b"Outcomes,School\nswimming,Elm\n");
    let said = refused(&["classify", &csv, "--column", "outcome"], "");
    assert!(said.contains("did you mean \"Outcomes\"?") && said.contains("there are: Outcomes, School"), "{said}");
}

#[test]
fn several_files_are_read_by_their_endings_and_numbered_through() {
    let folder = folder("several");
    fs::write(folder.join("a.txt"), "a laptop\n").unwrap();
    fs::write(folder.join("b.csv"), "text,school\nswimming,Elm\n").unwrap();
    fs::write(folder.join("c.jsonl"), "{\"text\":\"a friend\"}\n").unwrap();
    let names: Vec<String> = ["a.txt", "b.csv", "c.jsonl"].map(|name| folder.join(name).display().to_string()).into();
    let rows = rows(&["classify", &names[0], &names[1], &names[2]], "");
    let found: Vec<(&str, &str)> =
        rows.iter().map(|row| (row["id"].as_str().unwrap(), row["text"].as_str().unwrap())).collect();
    assert_eq!(found, [("1", "a laptop"), ("2", "swimming"), ("3", "a friend")]);
    assert_eq!(rows[1]["input"], json!({"school": "Elm"}));
}

#[cfg(unix)]
#[test]
fn piped_paths_are_read_once_and_lose_no_row() {
    let found = rows(&["classify", "/dev/stdin"], "a laptop\nswimming\n");
    assert_eq!(found.iter().map(|row| &row["text"]).collect::<Vec<_>>(), ["a laptop", "swimming"]);

    let folder = folder("fifo");
    let (pipe, out) = (folder.join("drafts.csv"), folder.join("scored.jsonl"));
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for arguments in [vec!["classify"], vec!["score", "-o", out.to_str().unwrap()]] {
        let writer = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::write(pipe, "text,school\na laptop,Elm\nswimming,Oak\n")
        });
        let mut command = sothat(&arguments);
        let output =
            command.arg(&pipe).timeout(std::time::Duration::from_secs(60)).assert().success().get_output().clone();
        writer.join().unwrap().unwrap();
        let results = if out.exists() { fs::read(&out).unwrap() } else { output.stdout };
        let results = String::from_utf8(results).unwrap();
        assert_eq!(results.lines().count(), 2, "{arguments:?}: {results}");
        assert!(results.contains("\"swimming\"") && results.contains("Elm"), "{arguments:?}: {results}");
    }
    assert!(!folder.join("scored.jsonl.part.json").exists());
}

#[test]
fn a_row_without_a_verdict_is_no_finding() {
    let fail_on = ["classify", "-", "--fail-on", "question"];
    sothat(&fail_on).write_stdin("دعم في الفصل\nas above\n").assert().success();
    sothat(&fail_on).write_stdin("as above\n5 hours of TA support\n").assert().code(1);
}

#[test]
fn a_sender_that_waits_for_each_answer_gets_it() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_sothat"))
        .args(["classify", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for text in ["a laptop", "swimming"] {
        writeln!(input, "{text}").unwrap();
        let row: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!(row["text"], text);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_leaves_ends_the_work_quietly() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    let folder = folder("pipe");
    fs::write(folder.join("many.txt"), "a laptop\n".repeat(3000)).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_sothat"))
        .arg("classify")
        .arg(folder.join("many.txt"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{:?}", output.status);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn scoring_keeps_order_columns_and_bad_rows() {
    let folder = folder("score");
    let (input, out) = (folder.join("drafts.csv"), folder.join("scored.csv"));
    let mut csv = String::from("school,Outcome,year\n");
    for number in 0..700 {
        let text = if number == 300 { String::new() } else { format!("draft {number}, with a comma") };
        csv.push_str(&format!("Elm,\"{text}\",{number}\n"));
    }
    fs::write(&input, csv).unwrap();
    let run = |more: &[&str]| {
        let mut command = sothat(&["score"]);
        command.arg(&input).arg("-o").arg(&out).args(["--column", "outcome"]).args(more);
        command
    };
    run(&[]).assert().success().stdout("");
    let mut reader = csv::Reader::from_path(&out).unwrap();
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_string).collect();
    assert_eq!(&header[..4], ["school", "Outcome", "year", "sothat_label"]);
    let records: Vec<csv::StringRecord> = reader.records().map(|record| record.unwrap()).collect();
    assert_eq!(records.len(), 700);
    for (number, record) in records.iter().enumerate() {
        assert_eq!(&record[2], number.to_string());
        assert_eq!(record[record.len() - 1].is_empty(), number != 300, "{record:?}");
        assert_eq!(record[3].is_empty(), number == 300);
    }
    assert!(!folder.join("scored.csv.part").exists() && !folder.join("scored.csv.part.json").exists());
    run(&[]).assert().code(2);
    run(&["--force"]).assert().success();
}

#[test]
fn scoring_goes_on_where_it_was_interrupted() {
    let folder = folder("resume");
    let (input, out) = (folder.join("drafts.txt"), folder.join("scored.jsonl"));
    let (part, record) = (folder.join("scored.jsonl.part"), folder.join("scored.jsonl.part.json"));
    fs::write(&input, (0..1200).map(|number| format!("draft {number}\n")).collect::<String>()).unwrap();
    let run = || {
        let mut command = sothat(&["score"]);
        command.arg(&input).arg("-o").arg(&out);
        command
    };
    run().assert().success();
    let whole = fs::read_to_string(&out).unwrap();
    fs::remove_file(&out).unwrap();

    // A folder in the place of the finished file makes the last step fail, as a full disk would.
    fs::create_dir_all(out.join("in-the-way")).unwrap();
    run().arg("--force").assert().code(2);
    fs::remove_dir_all(&out).unwrap();
    let mut checkpoint: Value = serde_json::from_slice(&fs::read(&record).unwrap()).unwrap();
    let rows_512: usize = whole.lines().take(512).map(|line| line.len() + 1).sum();
    checkpoint["done"]["rows"] = json!(512);
    checkpoint["done"]["bytes"] = json!(rows_512);
    fs::write(&record, checkpoint.to_string()).unwrap();
    fs::write(&part, &whole[..rows_512 + 10]).unwrap();

    let output = run().assert().success().get_output().clone();
    assert!(String::from_utf8(output.stderr).unwrap().contains("512 of them by an earlier run"));
    assert_eq!(fs::read_to_string(&out).unwrap(), whole);
    assert!(!part.exists() && !record.exists());

    fs::remove_file(&out).unwrap();
    fs::write(&part, "something else").unwrap();
    fs::write(&record, checkpoint.to_string()).unwrap();
    run().assert().success();
    assert_eq!(fs::read_to_string(&out).unwrap(), whole, "a part that is too short is not trusted");
}

#[test]
fn a_run_that_does_not_go_on_clears_the_old_checkpoint() {
    let folder = folder("afresh");
    let (input, out) = (folder.join("drafts.txt"), folder.join("scored.jsonl"));
    let (part, record) = (folder.join("scored.jsonl.part"), folder.join("scored.jsonl.part.json"));
    fs::write(&input, "a laptop\nswimming\n").unwrap();
    fs::create_dir_all(out.join("in-the-way")).unwrap();
    let run = |source: &str| {
        let mut command = sothat(&["score", source, "--force"]);
        command.arg("-o").arg(&out);
        command
    };
    run(input.to_str().unwrap()).assert().code(2);
    assert!(record.exists());
    let checkpoint: Value = serde_json::from_slice(&fs::read(&record).unwrap()).unwrap();
    assert_eq!(checkpoint["plan"]["model"]["model.safetensors"].as_str().map(str::len), Some(64));

    let mut other = checkpoint.clone();
    other["plan"]["model"]["model.safetensors"] = json!("0".repeat(64));
    fs::write(&record, other.to_string()).unwrap();
    let said = run(input.to_str().unwrap()).assert().code(2).get_output().stderr.clone();
    assert!(!String::from_utf8(said).unwrap().contains("earlier run"), "went on with another model");
    assert_eq!(fs::read_to_string(&part).unwrap().lines().count(), 2);

    run("-").write_stdin("a friend\n").assert().code(2);
    assert!(!record.exists(), "the record of a file that is no longer there");
}

#[test]
fn scoring_finds_what_suggest_finds_however_long_the_line() {
    let folder = folder("long");
    let (input, out) = (folder.join("drafts.txt"), folder.join("scored.jsonl"));
    let text = "Sam will improve his reading with support from his TA for six weeks. ".repeat(15_000);
    fs::write(&input, &text).unwrap();
    sothat(&["score"]).arg(&input).arg("-o").arg(&out).timeout(std::time::Duration::from_secs(60)).assert().success();
    let scored: Value = serde_json::from_str(&fs::read_to_string(&out).unwrap()).unwrap();
    let suggested = &rows(&["suggest", "-"], text)[0];
    let found: Vec<&Value> = suggested["findings"].as_array().unwrap().iter().map(|found| &found["check"]).collect();
    assert!(!found.is_empty());
    assert_eq!(json!(found), scored["findings"]);
}

#[test]
fn scored_files_of_unknown_form_are_refused() {
    assert!(refused(&["score", "-", "-o", "scored.docx"], "swimming").contains("let the name end in .csv or .jsonl"));
}

#[test]
fn help_pages_completions_and_manual_are_there() {
    for command in ["suggest", "classify", "score", "explain", "completions", "man"] {
        let help = sothat(&[command, "--help"]).assert().success().get_output().stdout.clone();
        assert!(String::from_utf8(help).unwrap().contains("Examples:"), "{command}");
        sothat(&["man", command]).assert().success();
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        sothat(&["completions", shell]).assert().success();
    }
    sothat(&["--version"]).assert().success();
    let all = sothat(&["explain", "--all"]).assert().success().get_output().stdout.clone();
    assert!(String::from_utf8(all).unwrap().contains("# outcome"));
}

#[test]
fn text_for_people_has_no_styles_where_there_is_no_terminal() {
    let output = sothat(&["suggest", "5 hours of TA support", "--format", "text"]).output().unwrap();
    assert!(output.status.success() && !output.stdout.contains(&0x1b));
}
