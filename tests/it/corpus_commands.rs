//! `sothat corpus` as people and programs use it, on good files and on bad.

use assert_cmd::Command;
use serde_json::Value;
use sothat::corpus::DOMAINS;
use sothat::document::statements;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn sothat(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sothat"));
    command.arg("corpus").args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// What a command that succeeds prints.
fn said(arguments: &[&str]) -> String {
    String::from_utf8(sothat(arguments).assert().success().get_output().stdout.clone()).unwrap()
}

/// What a command that cannot be run says.
fn refused(arguments: &[&str]) -> String {
    let output = sothat(arguments).assert().code(2).get_output().clone();
    assert!(output.stdout.is_empty(), "results on standard output");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("sothat: ") && said.matches(" · ").count() >= 2, "no what · where · what to do: {said}");
    said
}

/// A new folder with these files; and their paths.
fn files(name: &str, files: &[(&str, &str)]) -> (PathBuf, Vec<String>) {
    let folder = std::env::temp_dir().join(format!("sothat-corpus-{}-{name}", std::process::id()));
    let _nothing_to_remove = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let write = |(name, text): &(&str, &str)| {
        fs::write(folder.join(name), text).unwrap();
        folder.join(name).display().to_string()
    };
    let paths = files.iter().map(write).collect();
    (folder, paths)
}

const TRAIN: &str = "corpus/statements/train.jsonl";
const DEV: &str = "corpus/statements/dev.jsonl";

#[test]
fn inspect_counts_the_corpus_in_all_three_forms() {
    let text = said(&["inspect", TRAIN, DEV]);
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    let rows =
        |path: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap().lines().count();
    let all = rows(TRAIN) + rows(DEV);
    assert!(text.starts_with(&format!("{all} statements\n")), "{text}");
    let json: Value = serde_json::from_str(&said(&["inspect", TRAIN, DEV, "--format", "json"])).unwrap();
    assert_eq!(
        (json["statements"].as_u64(), json["files"][1]["n"].as_u64()),
        (Some(all as u64), Some(rows(DEV) as u64))
    );
    let labels: u64 = json["labels"].as_array().unwrap().iter().filter_map(Value::as_u64).sum();
    assert_eq!(labels, all as u64);
    let page = said(&["inspect", DEV, "--format", "md"]);
    assert!(page.starts_with("# ") && page.contains("\n## Problems\n") && page.contains("|---|---:|"), "{page}");
}

#[test]
fn the_domains_known_are_those_of_the_schema() {
    let schema: Value = serde_json::from_str(include_str!("../../corpus/statement.schema.json")).unwrap();
    assert_eq!(schema["properties"]["domain"]["enum"], serde_json::json!(DOMAINS));
}

#[test]
fn inspect_names_problems_with_file_and_line() {
    let (_, paths) = files(
        "problems",
        &[
            ("train.csv", "text,label,domain\nA laptop.,resource,sendd\nreads a book,outcome,send\n"),
            ("test.csv", "text,label,domain\na laptop,output,send\nReads a book,outcome,send\n"),
        ],
    );
    let text = said(&["inspect", &paths[0], &paths[1]]);
    for part in [
        "One text, two labels: 1.",
        "Near-copies in different files: 2.",
        "Unknown domains: 1.",
        "Did you mean \"send\"?",
        "test.csv line 3",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn every_bad_row_is_refused_with_file_and_line() {
    let good = "{\"id\":\"a\",\"text\":\"reads\",\"label\":\"outcome\"}\n";
    for (name, text, what) in [
        ("label", "{\"text\":\"x\",\"label\":\"goal\"}", "\"goal\" is not a label"),
        (
            "span",
            "{\"text\":\"x\",\"label\":\"outcome\",\"slots\":[{\"start\":0,\"end\":2,\"slot\":\"person\"}]}",
            "lies outside the text",
        ),
        ("json", "{\"text\":", "not valid JSON"),
        ("twice", "{\"id\":\"a\",\"text\":\"x\",\"label\":\"output\"}", "the id \"a\" stands in"),
    ] {
        let (_, paths) = files(name, &[("one.jsonl", good), ("two.jsonl", &format!("\n{text}\n"))]);
        for command in ["inspect", "dedupe", "agreement"] {
            let said = refused(&[command, &paths[0], &paths[1]]);
            assert!(said.contains(what) && said.contains("two.jsonl, line 2"), "{command}: {said}");
        }
    }
}

#[test]
fn dedupe_lists_groups_and_writes_the_rest_as_it_was() {
    let rows = [
        "{\"text\":\"a  laptop\", \"label\":\"resource\"}",
        "{\"text\":\"reads\",\"label\":\"outcome\"}",
        "{\"label\":\"resource\",\"text\":\"A laptop.\"}",
    ];
    let (folder, paths) = files("dedupe", &[("all.jsonl", &rows.join("\n"))]);
    let out = folder.join("distinct.jsonl").display().to_string();
    let text = said(&["dedupe", &paths[0], "-o", &out]);
    assert!(text.contains("3 rows, 1 of them") && text.contains("line 3 resource: \"A laptop.\""), "{text}");
    assert_eq!(fs::read_to_string(&out).unwrap(), format!("{}\n{}\n", rows[0], rows[1]));
    assert!(refused(&["dedupe", &paths[0], "-o", &out]).contains("--force"));
    said(&["dedupe", &paths[0], "-o", &out, "--force"]);
}

/// Statements of eleven words out of two thousand; every tenth is the one before it and a twelfth word.
fn many(rows: usize) -> String {
    let mut state = 1u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut before = String::new();
    (0..rows)
        .map(|row| {
            let words: Vec<String> = (0..11).map(|_| format!("w{}x", next(2000))).collect();
            let text = if row % 10 == 9 { format!("{before} changed") } else { words.join(" ") };
            before.clone_from(&text);
            format!("{{\"text\":\"{text}\",\"label\":\"output\"}}\n")
        })
        .collect()
}

#[test]
fn dedupe_manages_a_hundred_thousand_rows() {
    let (_, paths) = files("many", &[("many.jsonl", &many(100_000))]);
    let began = Instant::now();
    let json: Value = serde_json::from_str(&said(&["dedupe", &paths[0], "--format", "json"])).unwrap();
    // Eleven of twelve words in common.
    assert_eq!((json["kept"].as_u64(), json["groups"].as_array().unwrap().len()), (Some(90_000), 10_000));
    assert!(began.elapsed() < Duration::from_secs(120), "{:?}", began.elapsed());
}

#[test]
fn agreement_gives_the_figures_of_the_datasheet() {
    // Those who wrote before the guideline was ordered, and those who wrote under it.
    let (_, paths) = {
        let all =
            [TRAIN, DEV].map(|path| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap());
        let by = |authors: &str| -> String {
            let of = |line: &&str| {
                let row: Value = serde_json::from_str(line).unwrap();
                authors.contains(row["author"].as_str().unwrap())
            };
            all.iter().flat_map(|text| text.lines()).filter(of).map(|line| format!("{line}\n")).collect()
        };
        files("datasheet", &[("early.jsonl", &by("abc")), ("late.jsonl", &by("defghijklmn"))])
    };
    let datasheet = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/README.md")).unwrap();
    for (path, authors) in paths.iter().zip(["a to c", "d to n"]) {
        let json: Value =
            serde_json::from_str(&said(&["agreement", path, "--first", "author_label", "--format", "json"])).unwrap();
        let row = format!("| authors {authors} | {} | {:.3} |", json["n"], json["kappa"]["value"].as_f64().unwrap());
        assert!(datasheet.contains(&row), "the datasheet lacks: {row}");
    }
}

#[test]
fn agreement_pairs_two_files_by_id() {
    let one = "id,text,label,vague\na,reads,outcome,yes\nb,a laptop,resource,\n";
    let (_, paths) = files("paired", &[("anna.csv", one), ("ben.csv", &one.replace("resource", "output"))]);
    let text = said(&["agreement", &paths[0], &paths[1], "--paired", "--list", "5"]);
    assert!(text.contains("anna.csv, line 3 (b): resource or output") && text.contains("\nvague"), "{text}");
    assert!(refused(&["agreement", &paths[0], "--paired"]).contains("1 files cannot be paired"));
    assert!(refused(&["agreement", &paths[0], "--second", "secnd"]).contains("no row has a field \"secnd\""));
}

#[test]
fn split_parts_no_family_keeps_every_row_and_overwrites_nothing() {
    let (folder, _) = files("split", &[]);
    let out = folder.join("splits").display().to_string();
    let arguments = ["split", DEV, "-o", &out, "--dev", "0.2", "--test", "0.2", "--seed", "3", "--format", "json"];
    let json: Value = serde_json::from_str(&said(&arguments)).unwrap();
    let paths: Vec<String> =
        json["files"].as_array().unwrap().iter().map(|file| file["file"].as_str().unwrap().into()).collect();
    assert_eq!(paths.len(), 3);
    let sorted = |text: String| {
        let mut lines: Vec<String> = text.lines().map(String::from).collect();
        lines.sort();
        lines
    };
    let written: String = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let all = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(DEV)).unwrap();
    assert_eq!(sorted(written), sorted(all.clone()));
    for (file, share) in json["files"].as_array().unwrap().iter().zip([0.6, 0.2, 0.2]) {
        let wanted = share * all.lines().count() as f64;
        assert!((file["n"].as_f64().unwrap() - wanted).abs() <= 0.02 * wanted.max(50.0), "{file}");
    }
    let found: Value =
        serde_json::from_str(&said(&["inspect", &paths[0], &paths[1], &paths[2], "--format", "json"])).unwrap();
    let kinds: Vec<&Value> = found["problems"].as_array().unwrap().iter().map(|problem| &problem["kind"]).collect();
    assert!(!kinds.iter().any(|kind| *kind == "leak" || *kind == "family-in-two-files"), "{kinds:?}");
    assert!(refused(&arguments).contains("there already"));
}

#[test]
fn export_writes_every_form_and_csv_reads_back_equal() {
    let (folder, _) = files("export", &[]);
    let out = |name: &str| folder.join(name).display().to_string();
    said(&["export", DEV, "--to", "csv", "-o", &out("dev.csv")]);
    let read = |path: &str| statements::read(Path::new(path)).unwrap();
    assert_eq!(read(&out("dev.csv")), read(&format!("{}/{DEV}", env!("CARGO_MANIFEST_DIR"))));
    said(&["export", &out("dev.csv"), "--to", "jsonl", "-o", &out("again.jsonl")]);
    assert_eq!(read(&out("again.jsonl")), read(&out("dev.csv")));
    said(&["export", DEV, "--to", "fasttext", "--only", "resource,output", "-o", &out("dev.txt")]);
    let text = fs::read_to_string(out("dev.txt")).unwrap();
    assert!(text.lines().all(|line| line.starts_with("__label__resource ") || line.starts_with("__label__output ")));
    assert!(refused(&["export", DEV, "--to", "csv", "-o", &out("dev.csv")]).contains("--force"));
    assert!(
        refused(&["export", DEV, "--to", "csv", "-o", &out("x.csv"), "--only", "goal"])
            .contains("\"goal\" is not a label")
    );
    said(&["export", DEV, "--to", "conll", "-o", &out("dev.conll")]);
    let tags = fs::read_to_string(out("dev.conll")).unwrap();
    assert!(tags.lines().any(|line| line.ends_with("B-ability")), "no part was written");
    fs::write(out("bare.csv"), "text,label\na laptop,resource\n").unwrap();
    assert!(refused(&["export", &out("bare.csv"), "--to", "conll", "-o", &out("x.conll")]).contains("parts"));
}

#[test]
fn every_subcommand_shows_an_example_and_a_slip_is_told() {
    for command in ["inspect", "dedupe", "agreement", "split", "export"] {
        assert!(said(&[command, "--help"]).contains(&format!("  sothat corpus {command} ")), "{command}");
    }
    assert!(refused(&["inspct", DEV]).contains("did you mean \"inspect\"?"));
}
