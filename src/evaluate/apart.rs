//! Whether texts that are no statements are told apart from those that are.
//!
//! **In:** a file of texts with the notice that belongs to each, labelled statements, and the model that was asked for.
//! **Out:** [`Apart`]. **Layer:** 6.
//!
//! Two figures that pull against each other: the share of headings, names, dates and foreign texts that get a notice, and the
//! share of statements that get one wrongly. A false alarm costs a person their verdict, so it counts for more.

use super::evidence::model;
use super::loaded::{Loaded, shown};
use super::table::Table;
use crate::classify::{Classifier, Wanted};
use crate::document::others;
use crate::domain::Notice;
use crate::error::{Error, Result};
use crate::evaluate::{Draws, Estimate};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// How well texts that are no statements are told apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Apart {
    /// Which model was measured.
    pub system: String,
    /// The file of texts.
    pub file: String,
    /// One entry a kind of text.
    pub groups: Vec<Group>,
}

/// Texts of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// What they are.
    pub name: String,
    /// How many there are.
    pub n: usize,
    /// Share of them that are said to be no statement, or not English.
    pub told: Estimate,
}

/// Measures the first model among the systems `asked` for; ours if none was named.
///
/// # Errors
/// If systems were named and none of them is a model, if the file cannot be read, or the model cannot be loaded or run.
pub(super) fn measure(asked: &[String], path: &Path, data: &Loaded, seed: u64, resamples: usize) -> Result<Apart> {
    let (system, classifier) = model(asked)?.ok_or_else(|| {
        Error::input("none of the systems tells statements apart")
            .at("--others")
            .hint("name sothat or the folder of a model among the systems")
    })?;
    let rows = others::read(path)?;
    let of = |wanted: Option<Notice>| -> Vec<&str> {
        rows.iter().filter(|row| row.notice == wanted).map(|row| row.text.as_str()).collect()
    };
    let groups = [
        ("headings, names, dates and the like", of(Some(Notice::NotAStatement))),
        ("texts in other languages", of(Some(Notice::NotEnglish))),
        ("statements that look like none", of(None)),
        ("labelled statements", data.texts()),
    ];
    let group = |(name, texts): (&str, Vec<&str>)| -> Result<Group> {
        let told = told(&classifier, &texts)?;
        let share = |count: usize| if told.is_empty() { 0.0 } else { count as f64 / told.len() as f64 };
        let draws = Draws { seed, rows: told.len(), resamples };
        let [interval] = draws.intervals(|drawn| [Some(share(drawn.iter().filter(|&&row| told[row]).count()))]);
        let value = share(told.iter().filter(|told| **told).count());
        Ok(Group {
            name: name.to_string(),
            n: told.len(),
            told: Estimate::new(value, interval.unwrap_or((value, value))),
        })
    };
    let groups = groups.into_iter().filter(|(_, texts)| !texts.is_empty()).map(group).collect::<Result<_>>()?;
    Ok(Apart { system, file: shown(path), groups })
}

/// For each text, whether it is said to be no statement.
fn told(classifier: &Classifier, texts: &[&str]) -> Result<Vec<bool>> {
    let said = classifier.classify(texts, Wanted::default())?;
    Ok(said.iter().map(|verdict| matches!(verdict.notice, Some(Notice::NotAStatement | Notice::NotEnglish))).collect())
}

impl Apart {
    /// A line a kind of text.
    pub(super) fn table(&self) -> Table {
        let mut table = Table::new(["texts", "n", "told to be no statement"]);
        for Group { name, n, told } in &self.groups {
            table.push([name.clone(), n.to_string(), format!("{:.3} ({:.3}–{:.3})", told.value, told.low, told.high)]);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_counted_apart_and_shares_are_of_their_kind() {
        let folder = std::env::temp_dir().join(format!("sothat-apart-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("data.csv"), "text,label\na laptop for typing,resource\n").unwrap();
        let rows = "{\"text\":\"N/A\",\"notice\":\"not-a-statement\"}\n{\"text\":\"reads a book at home\",\"notice\":\"not-a-statement\"}\n\
                    {\"text\":\"weekly visits by a nurse\",\"notice\":null}\n";
        std::fs::write(folder.join("others.jsonl"), rows).unwrap();
        let data = Loaded::read(&folder.join("data.csv")).unwrap();
        let found = measure(&[], &folder.join("others.jsonl"), &data, 1, 50).unwrap();
        // "N/A" is told apart by rule; the sentence that pretends to be none is not.
        let figures: Vec<(usize, f64)> = found.groups.iter().map(|group| (group.n, group.told.value)).collect();
        assert_eq!(figures, [(2, 0.5), (1, 0.0), (1, 0.0)]);
        let refusal =
            measure(&["majority".into()], &folder.join("others.jsonl"), &data, 1, 50).unwrap_err().to_string();
        assert!(refusal.starts_with("none of the systems tells statements apart · --others"), "{refusal}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
