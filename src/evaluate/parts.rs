//! How well our own model finds the parts of statements and sets their marks.
//!
//! **In:** labelled statements, some with parts and marks, and the model that was asked for. **Out:** [`Parts`]. **Layer:** 6.
//!
//! The model is run exactly as `sothat classify --slots` runs it. Rows that nobody marked say nothing.

use super::evidence::model;
use super::flags::{self, FlagScores};
use super::loaded::Loaded;
use super::slots::{self, SlotReport, slots};
use crate::classify::Wanted;
use crate::document::statements::LabelledStatement;
use crate::domain::{Classification, Mark, SlotSpan};
use crate::error::Result;
use serde::{Deserialize, Serialize};

/// Scores of parts and marks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parts {
    /// Which model was measured.
    pub system: String,
    /// Parts, on the rows whose parts somebody marked.
    pub slots: SlotReport,
    /// Marks, each on the rows that somebody looked at for it.
    pub marks: Vec<FlagScores>,
}

/// Measures the first model among the systems `asked` for, ours if none was named; nothing if none of them is a model or
/// no row has parts or marks.
///
/// # Errors
/// If the model cannot be loaded or run.
pub(super) fn measure(asked: &[String], data: &Loaded, seed: u64, resamples: usize) -> Result<Option<Parts>> {
    let marked = |row: &LabelledStatement| Mark::ALL.into_iter().any(|mark| row.mark(mark).is_some());
    if !data.rows.iter().any(|row| row.slots.is_some() || marked(row)) {
        return Ok(None);
    }
    let Some((system, classifier)) = model(asked)? else { return Ok(None) };
    let said = classifier.classify(&data.statements(), Wanted { slots: true, ..Wanted::default() })?;
    let found: Vec<Vec<SlotSpan>> = said.iter().map(spans).collect();
    let marked: Vec<slots::Statement<'_>> = data
        .rows
        .iter()
        .zip(&found)
        .filter_map(|(row, found)| Some(slots::Statement { text: &row.text, gold: row.slots.as_deref()?, found }))
        .collect();
    let says = |mark: &str, row: usize| {
        let verdict: &Classification = &said[row];
        match mark {
            "mixed" => verdict.mixed,
            "vague" => verdict.vague,
            "maintenance" => verdict.maintenance,
            _ => verdict.aspiration,
        }
    };
    let marks = flags::flags(&data.rows, says, seed, resamples);
    Ok(Some(Parts { system, slots: slots(&marked, seed, resamples), marks }))
}

/// The parts of a verdict, without their words.
fn spans(verdict: &Classification) -> Vec<SlotSpan> {
    verdict.slots.iter().flatten().map(|part| part.place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn data(name: &str, rows: &str) -> Loaded {
        let path = std::env::temp_dir().join(format!("sothat-parts-{}-{name}.jsonl", std::process::id()));
        fs::write(&path, rows).unwrap();
        let data = Loaded::read(&path).unwrap();
        fs::remove_file(path).unwrap();
        data
    }

    #[test]
    fn only_rows_with_parts_are_counted_and_every_row_with_a_mark() {
        let rows = "{\"text\":\"Walks to school by July\",\"label\":\"outcome\",\"vague\":false,\"slots\":[{\"start\":16,\"end\":23,\"slot\":\"deadline\"}]}\n\
                    {\"text\":\"a laptop\",\"label\":\"resource\",\"mixed\":false}\n";
        let found = measure(&[], &data("some", rows), 1, 20).unwrap().unwrap();
        assert_eq!((found.system.as_str(), found.slots.n), ("sothat", 1));
        assert_eq!(
            found.marks.iter().map(|mark| (mark.name.as_str(), mark.n)).collect::<Vec<_>>(),
            [("mixed", 1), ("vague", 1)]
        );
        assert_eq!(found.slots.together().unwrap().support, 1);
    }

    #[test]
    fn without_parts_or_without_a_model_there_is_nothing_to_measure() {
        let bare = data("bare", "{\"text\":\"a laptop\",\"label\":\"resource\"}\n");
        assert_eq!(measure(&[], &bare, 1, 20).unwrap(), None);
        let some = data("other", "{\"text\":\"Walks\",\"label\":\"outcome\",\"slots\":[]}\n");
        assert_eq!(measure(&["majority".to_string()], &some, 1, 20).unwrap(), None);
    }
}
