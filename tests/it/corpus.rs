//! The corpus keeps its schema, its splits apart, and the figures of its datasheet true.

use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(path)).unwrap()
}

fn lines(path: &str) -> Vec<Value> {
    read(path).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn rows(split: &str) -> Vec<Value> {
    lines(&format!("statements/{split}.jsonl"))
}

/// The files of the corpus.
const SPLITS: [&str; 3] = ["train", "dev", "test"];

fn all() -> Vec<Value> {
    SPLITS.map(rows).concat()
}

fn counted<'a>(rows: &'a [Value], field: &str) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry(row[field].as_str().unwrap()).or_default() += 1;
    }
    counts
}

#[test]
fn every_row_has_the_fields_of_the_schema_and_no_others() {
    let schema: Value = serde_json::from_str(&read("statement.schema.json")).unwrap();
    let known = schema["properties"].as_object().unwrap();
    for row in all() {
        for key in schema["required"].as_array().unwrap() {
            assert!(row.get(key.as_str().unwrap()).is_some(), "{row} has no {key}");
        }
        for (key, value) in row.as_object().unwrap() {
            let field = known.get(key).unwrap_or_else(|| panic!("{key} is not in the schema"));
            let listed = field["enum"].as_array().is_none_or(|values| values.contains(value));
            let right_type =
                (field["type"] == "boolean") == value.is_boolean() && (field["type"] == "array") == value.is_array();
            assert!(listed && right_type, "{key} in {row}");
        }
    }
}

#[test]
fn no_id_and_no_text_stands_twice() {
    let (mut ids, mut texts) = (HashSet::new(), HashSet::new());
    for row in all() {
        assert!(ids.insert(row["id"].to_string()), "{row}");
        let letters = |c: &char| c.is_alphanumeric();
        let folded: String = row["text"].as_str().unwrap().to_lowercase().chars().filter(letters).collect();
        assert!(texts.insert(folded), "{row}");
    }
}

#[test]
fn the_program_reads_every_file_and_finds_no_family_or_near_copy_of_test_elsewhere() {
    let paths: Vec<_> = SPLITS
        .iter()
        .map(|split| Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("corpus/statements/{split}.jsonl")))
        .collect();
    // Spans inside the text, known labels and parts, ids that differ: the reader holds rows to all of it.
    let read = sothat::document::labelled_files::LabelledFiles::read(&paths).unwrap();
    assert_eq!(read.rows.len(), all().len());
    let mut homes: BTreeMap<String, HashSet<&str>> = BTreeMap::new();
    for split in SPLITS {
        for row in rows(split) {
            if let Some(family) = row.get("family") {
                homes.entry(family.to_string()).or_default().insert(split);
            }
        }
    }
    let torn: Vec<_> = homes.iter().filter(|(_, splits)| splits.len() > 1).collect();
    assert!(torn.is_empty(), "families in two splits: {torn:?}");
    let authors = |split: &str| -> HashSet<String> {
        rows(split).iter().map(|row| row["author"].as_str().unwrap().to_string()).collect()
    };
    assert!(authors("test").is_disjoint(&authors("train")) && authors("test").is_disjoint(&authors("dev")));
}

#[test]
fn the_corpus_is_as_large_and_as_balanced_as_the_datasheet_says() {
    let all = all();
    let labels = counted(&all, "label");
    let mean = all.len() as f64 / 5.0;
    for (label, count) in &labels {
        assert!((*count as f64 / mean - 1.0).abs() <= 0.2, "{label}: {count} of {}", all.len());
    }
    let holds = |test: &dyn Fn(&Value) -> bool| all.iter().filter(|row| test(row)).count();
    let datasheet = read("README.md");
    let figures = [
        ("statements", all.len(), 8000),
        ("special educational needs", holds(&|row| row["domain"] == "send"), all.len() * 6 / 10),
        ("boundary cases", holds(&|row| row.get("boundary").is_some()), 2500),
        ("mixed", holds(&|row| row["mixed"] == true), 800),
        ("with their parts marked", holds(&|row| row.get("slots").is_some()), 3000),
        ("labelled twice", holds(&|row| row.get("second_annotator").is_some()), 2200),
        ("in the test split", rows("test").len(), 1200),
    ];
    for (what, count, least) in figures {
        assert!(count >= least, "{what}: {count}, not {least}");
        let line = format!("| {what} | {count} |");
        assert!(datasheet.contains(&line), "the datasheet lacks: {line}");
    }
}

#[test]
fn the_test_split_is_frozen_and_labelled_twice() {
    let text = read("statements/test.jsonl");
    let hash = sothat::models::sha256(text.as_bytes());
    assert!(read("README.md").contains(&hash), "test.jsonl is not the frozen one: its SHA-256 is {hash}");
    assert!(rows("test").iter().all(|row| row.get("second_annotator").is_some()));
}

#[test]
fn the_datasheet_tells_the_agreement_that_the_rows_show() {
    let datasheet = read("README.md");
    let groups: [(&[&str], &str); 5] = [
        (&["a", "b", "c"], "a to c"),
        (&["d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"], "d to n"),
        (&["q", "r"], "q and r"),
        (&["ac", "ad", "ae", "af", "ag", "ah", "ai", "aj", "ak", "al", "am", "an", "ao"], "ac to ao"),
        (&["u", "v", "w", "x"], "u to x (test)"),
    ];
    for (authors, marker) in groups {
        let pairs: Vec<(String, String)> = all()
            .iter()
            .filter(|row| authors.contains(&row["author"].as_str().unwrap()))
            .filter_map(|row| Some((row["author_label"].to_string(), row.get("second_annotator")?.to_string())))
            .collect();
        let n = pairs.len() as f64;
        let mut counts: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
        for (one, two) in &pairs {
            counts.entry(one).or_default().0 += 1.0;
            counts.entry(two).or_default().1 += 1.0;
        }
        let agreed = pairs.iter().filter(|(one, two)| one == two).count() as f64 / n;
        let chance: f64 = counts.values().map(|(one, two)| one * two / n / n).sum();
        let row = format!("| authors {marker} | {} | {:.3} |", pairs.len(), (agreed - chance) / (1.0 - chance));
        assert!(datasheet.contains(&row), "the datasheet lacks: {row}");
    }
}

#[test]
fn every_fault_of_the_annotated_drafts_stands_on_the_page_for_its_section() {
    let page = read("CHECKS.md");
    let mut known: BTreeMap<&str, HashSet<&str>> = BTreeMap::new();
    for (section, part) in ["E", "F"].into_iter().zip(page.split("\n## Faults in Section ").skip(1)) {
        let table = part.split("\n## ").next().unwrap();
        known.insert(section, table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect());
    }
    assert_eq!((known["E"].len(), known["F"].len()), (16, 3));
    let mut ids = HashSet::new();
    let of = |split: &'static str| lines(&format!("checks/{split}.jsonl")).into_iter().map(move |row| (split, row));
    for (split, row) in of("dev").chain(of("test")) {
        assert!(ids.insert(row["id"].to_string()), "{row}");
        // Some rows of dev were read by one annotator; those of test by two.
        assert!(split == "dev" || row["second_annotator"].is_array(), "{row}");
        assert!(row["faults"].is_array() && row["first_annotator"].is_array(), "{row}");
        for field in ["faults", "first_annotator", "second_annotator"] {
            for fault in row[field].as_array().into_iter().flatten() {
                assert!(known[row["section"].as_str().unwrap()].contains(fault.as_str().unwrap()), "{fault} in {row}");
            }
        }
    }
}

#[test]
fn every_dated_draft_has_a_day_or_says_why_not() {
    let rows: Vec<Value> =
        ["dev", "test"].iter().flat_map(|split| lines(&format!("deadlines/{split}.jsonl"))).collect();
    let ids: HashSet<String> = rows.iter().map(|row| row["id"].to_string()).collect();
    assert!(ids.len() == rows.len() && rows.len() >= 400);
    for row in &rows {
        let expected = &row["expected"];
        let problems: Vec<&str> =
            expected["problems"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        let dated = expected["date"].as_str().map(|day| day.parse::<jiff::civil::Date>().unwrap());
        assert_eq!(expected["kind"] == "none", expected["has_deadline"] == false, "{row}");
        let undated = problems.contains(&"unresolved") || problems.contains(&"conflict");
        assert!(expected["has_deadline"] == false || dated.is_some() != undated, "{row}");
        let today: jiff::civil::Date = row["context"]["today"].as_str().unwrap().parse().unwrap();
        assert_eq!(problems.contains(&"past"), dated.is_some_and(|day| day < today), "{row}");
    }
}

#[test]
fn every_link_and_defect_of_the_plans_points_to_an_item() {
    let page = read("PLANS.md");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/plans");
    let plans: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(plans.len() >= 30);
    for path in plans {
        let plan: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let items = ["aspirations", "needs", "outcomes", "provision"]
            .map(|kind| plan[kind].as_array().unwrap().clone())
            .concat();
        let ids: HashSet<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), items.len(), "{}", path.display());
        for end in plan["gold_links"].as_array().unwrap().iter().flat_map(|link| link.as_array().unwrap()) {
            assert!(ids.contains(end.as_str().unwrap()), "{end} in {}", path.display());
        }
        for defect in plan["defects"].as_array().unwrap() {
            let known = page.contains(&format!("`{}`", defect["type"].as_str().unwrap()));
            assert!(
                known && defect["item"].as_str().is_none_or(|item| ids.contains(item)),
                "{defect} in {}",
                path.display()
            );
        }
    }
}

#[test]
fn every_accepted_rewrite_keeps_and_leaves_out_what_its_row_says() {
    let rows: Vec<Value> = ["dev", "test"].iter().flat_map(|split| lines(&format!("rewrites/{split}.jsonl"))).collect();
    let ids: HashSet<String> = rows.iter().map(|row| row["id"].to_string()).collect();
    assert!(ids.len() == rows.len() && rows.len() >= 400);
    for row in &rows {
        let strings =
            |field: &str| row[field].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect::<Vec<_>>();
        for wording in strings("accept") {
            let padded = format!(" {wording} ");
            assert!(strings("must_not").iter().all(|words| !padded.contains(words)), "{wording} in {row}");
            let folded = wording.to_lowercase();
            assert!(
                strings("must_keep").iter().all(|words| folded.contains(&words.to_lowercase())),
                "{wording} in {row}"
            );
        }
    }
}
