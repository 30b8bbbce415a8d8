//! Who said what of which statement.
//!
//! **In:** labelled files. **Out:** pairs of answers, measured. **Layer:** 6.
//!
//! A statement that only one annotator labelled is left out and counted. Under one id two files must have one text: else
//! nobody could say what was agreed on.

use super::{Agreement, Asked, Pair, Part, measure};
use crate::document::labelled_files::{FileRow, LabelledFiles};
use crate::document::nearest::did_you_mean;
use crate::document::statements::LabelledStatement;
use crate::domain::Label;
use crate::error::{Error, Result};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

/// How a mark is taken from a row.
type Mark = fn(&LabelledStatement) -> Option<bool>;

/// Marks that two files can both give.
const MARKS: [(&str, Mark); 5] = [
    ("mixed", |row| row.mixed),
    ("contested", |row| row.contested),
    ("vague", |row| row.vague),
    ("maintenance", |row| row.maintenance),
    ("aspiration", |row| row.aspiration),
];

/// Agreement between two columns that hold labels.
///
/// # Errors
/// If a column is in no row, holds something that is no label, or no row has both.
pub fn between_columns(files: &LabelledFiles, first: &str, second: &str, seed: u64) -> Result<Agreement> {
    for (flag, column) in [("--first", first), ("--second", second)] {
        if !files.rows.iter().any(|row| row.placed.fields.contains_key(column)) {
            return Err(no_column(files, column).at(flag));
        }
    }
    let mut pairs = Vec::new();
    for row in &files.rows {
        let (one, two) = (label(files, row, first)?, label(files, row, second)?);
        pairs.push(Pair { labels: one.zip(two), ..pair(files, row) });
    }
    let left_out = pairs.iter().filter(|pair| pair.labels.is_none()).count();
    let asked = Asked { first: first.to_string(), second: second.to_string(), marks: Vec::new(), left_out };
    refuse_none(&pairs, &asked)?;
    Ok(measure(&pairs, asked, seed))
}

/// Agreement between two files whose rows have the same ids: their labels, marks and parts.
///
/// # Errors
/// If a row has no id, one id stands on two texts, or the files share no row.
pub fn between_files(first: &LabelledFiles, second: &LabelledFiles, seed: u64) -> Result<Agreement> {
    let mut others: HashMap<&str, &FileRow> = HashMap::new();
    for (files, row) in [first, second].iter().flat_map(|files| files.rows.iter().map(move |row| (*files, row))) {
        if !row.placed.has_id {
            return Err(Error::input("the row has no id, and files are paired by id")
                .at(files.place(row))
                .hint("give every row the same id in both files"));
        }
    }
    others.extend(second.rows.iter().map(|row| (row.statement().id.as_str(), row)));
    let mut pairs = Vec::new();
    for row in &first.rows {
        let Some(other) = others.remove(row.statement().id.as_str()) else { continue };
        pairs.push(both(first, row, second, other)?);
    }
    let left_out = first.rows.len() - pairs.len() + others.len();
    let marks = MARKS.map(|(name, _)| name.to_string()).to_vec();
    let name = |files: &LabelledFiles| files.files.iter().map(|file| file.name.clone()).collect::<Vec<_>>().join(", ");
    let asked = Asked { first: name(first), second: name(second), marks, left_out };
    refuse_none(&pairs, &asked)?;
    Ok(measure(&pairs, asked, seed))
}

fn both(first: &LabelledFiles, row: &FileRow, second: &LabelledFiles, other: &FileRow) -> Result<Pair> {
    let (one, two) = (row.statement(), other.statement());
    if one.text != two.text {
        return Err(Error::input(format!(
            "under the id \"{}\" stands another text than in {}",
            two.id,
            first.place(row)
        ))
        .at(second.place(other))
        .hint("pair files whose rows have the same texts under the same ids"));
    }
    let parts = |row: &LabelledStatement| -> Option<Vec<Part>> {
        row.slots.as_ref().map(|parts| parts.iter().map(|part| (part.slot, part.span)).collect())
    };
    Ok(Pair {
        labels: Some((one.label, two.label)),
        marks: MARKS.iter().map(|(_, mark)| mark(one).zip(mark(two))).collect(),
        slots: parts(one).zip(parts(two)),
        ..pair(first, row)
    })
}

fn pair(files: &LabelledFiles, row: &FileRow) -> Pair {
    let statement = row.statement();
    Pair { place: files.place(row), id: statement.id.clone(), text: statement.text.clone(), ..Pair::default() }
}

fn label(files: &LabelledFiles, row: &FileRow, column: &str) -> Result<Option<Label>> {
    let at = |error: Error| error.at(format!("{}, \"{column}\"", files.place(row)));
    match row.placed.fields.get(column) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
        Some(Value::String(text)) => text.parse().map(Some).map_err(at),
        Some(other) => {
            Err(at(Error::input(format!("{other} is not a label"))
                .hint("use outcome, service, activity, output or resource")))
        }
    }
}

fn no_column(files: &LabelledFiles, column: &str) -> Error {
    let names: BTreeSet<&str> =
        files.rows.iter().flat_map(|row| row.placed.fields.keys()).map(String::as_str).collect();
    let hint = did_you_mean(column, names.iter().copied())
        .unwrap_or_else(|| format!("use one of {}", names.into_iter().collect::<Vec<_>>().join(", ")));
    Error::input(format!("no row has a field \"{column}\"")).hint(hint)
}

fn refuse_none(pairs: &[Pair], asked: &Asked) -> Result<()> {
    if pairs.iter().any(|pair| pair.labels.is_some()) {
        return Ok(());
    }
    Err(Error::input("no statement is labelled by both")
        .at(format!("{} and {}", asked.first, asked.second))
        .hint("check the columns, or that the files have ids in common"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::statements::Form;

    fn csv(name: &str, text: &str) -> LabelledFiles {
        LabelledFiles::parse(vec![(name.into(), Form::Csv, text.as_bytes().to_vec())]).unwrap()
    }

    const ROWS: &str = "id,text,label,author_label,second_annotator\n\
                        a,reads,outcome,outcome,outcome\nb,a laptop,resource,output,resource\nc,swims,outcome,activity,\n\
                        d,report,output,output,resource\n";

    #[test]
    fn columns_are_compared_on_the_rows_that_have_both() {
        let found = between_columns(&csv("m.csv", ROWS), "author_label", "second_annotator", 1).unwrap();
        assert_eq!((found.n, found.left_out), (3, 1));
        // Output, output, outcome against resource, resource, outcome: one in three alike; the rest two in three not outcomes.
        assert!((found.raw.value - 1.0 / 3.0).abs() < 1e-6);
        assert_eq!((found.outcome_raw.value, found.outcome_kappa.unwrap().value), (1.0, 1.0));
        // Chance: outcome 1/3 · 1/3 = 1/9; κ = (3/9 − 1/9) / (8/9) = 1/4.
        assert!((found.kappa.unwrap().value - 0.25).abs() < 1e-6);
        let differ: Vec<&str> = found.disagreements.iter().map(|row| row.place.as_str()).collect();
        assert_eq!(differ, ["m.csv, line 3", "m.csv, line 5"]);
        let output = found.labels.iter().find(|label| label.label == Label::Output).unwrap();
        assert_eq!((output.first, output.second, output.both, output.f1), (2, 0, 0, 0.0));
    }

    #[test]
    fn a_column_that_is_not_there_or_holds_no_label_is_refused() {
        let refused = |first: &str| between_columns(&csv("m.csv", ROWS), first, "label", 1).unwrap_err().to_string();
        assert_eq!(
            refused("autor_label"),
            "no row has a field \"autor_label\" · --first · did you mean \"author_label\"?"
        );
        assert!(refused("id").starts_with("\"a\" is not a label · m.csv, line 2, \"id\" · use outcome"));
        let empty = csv("m.csv", "text,label,second_annotator\nx,output,\n");
        let error = between_columns(&empty, "label", "second_annotator", 1).unwrap_err().to_string();
        assert!(error.starts_with("no statement is labelled by both · label and second_annotator"), "{error}");
    }

    const MARKED: &str = "id,text,label,mixed,slots\n\
                          a,reads,outcome,yes,\"[{\"\"start\"\":0,\"\"end\"\":5,\"\"slot\"\":\"\"ability\"\"}]\"\nb,swims,outcome,no,\n";

    #[test]
    fn two_files_are_paired_by_id_with_marks_and_parts() {
        let one = csv("one.csv", MARKED);
        let two = csv(
            "two.csv",
            &MARKED.replace("swims,outcome,no", "swims,activity,yes").replace("\nb", "\nc,eats,outcome,,\nb"),
        );
        let found = between_files(&one, &two, 1).unwrap();
        assert_eq!((found.n, found.left_out, found.raw.value), (2, 1, 0.5));
        let mixed = &found.marks[0];
        assert_eq!((mixed.mark.as_str(), mixed.n, mixed.first, mixed.second, mixed.both), ("mixed", 2, 1, 2, 1));
        assert_eq!(found.marks.len(), 1);
        assert_eq!(found.slots.unwrap().all.f1, 1.0);
        assert_eq!(found.disagreements[0].place, "one.csv, line 3");
    }

    #[test]
    fn files_without_ids_or_with_other_texts_are_refused() {
        let one = csv("one.csv", MARKED);
        let other =
            between_files(&one, &csv("two.csv", &MARKED.replace("a,reads", "a,READS")), 1).unwrap_err().to_string();
        assert!(
            other.starts_with("under the id \"a\" stands another text than in one.csv, line 2 · two.csv, line 2 ·")
        );
        let none = between_files(&one, &csv("two.csv", "text,label\nx,output\n"), 1).unwrap_err().to_string();
        assert!(none.starts_with("the row has no id, and files are paired by id · two.csv, line 2 ·"), "{none}");
    }
}
