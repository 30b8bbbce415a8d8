//! The corpus keeps its schema, its splits apart, and the figures of its datasheet true.

use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(path)).unwrap()
}

fn rows(split: &str) -> Vec<Value> {
    read(&format!("statements/{split}.jsonl")).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn all() -> Vec<Value> {
    [rows("train"), rows("dev")].concat()
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
            let right_type = (field["type"] == "boolean") == value.is_boolean();
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
fn the_datasheet_tells_the_agreement_that_the_rows_show() {
    let datasheet = read("README.md");
    for (authors, marker) in [("abc", "a to c"), ("defghijklmn", "d to n")] {
        let pairs: Vec<(String, String)> = all()
            .iter()
            .filter(|row| authors.contains(row["author"].as_str().unwrap()))
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
