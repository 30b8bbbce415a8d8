//! The deletion test of our own model over the rows of a file.
//!
//! **In:** labelled statements and the model that was asked for. **Out:** [`Evidence`]: a [`Deletion`] and how to read it.
//! **Layer:** 6.
//!
//! Evidence costs about six further readings a word, so at most [`MOST`] rows are tried, drawn with the seed of the run.

use super::deletion::{Deletion, Explained, Plan, blind, deletion};
use super::loaded::Loaded;
use super::systems::SYSTEMS;
use super::table::Table;
use crate::classify::{Classifier, Wanted};
use crate::error::{Error, Result};
use crate::evaluate::Estimate;
use crate::models;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Rows that are tried, at most.
const MOST: usize = 300;

/// Words taken out of a text, at most: as many as the shortest evidence that we print has room for.
const WORDS: usize = 3;

/// Blind removals of each text.
const DRAWS: usize = 10;

/// The deletion test of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Which model was tested.
    pub system: String,
    /// What came of it.
    #[serde(flatten)]
    pub deletion: Deletion,
}

/// The first model among the systems `asked` for, with its name; ours if none was named, nothing if none of them is a model.
///
/// # Errors
/// If the model cannot be loaded.
pub(super) fn model(asked: &[String]) -> Result<Option<(String, Classifier)>> {
    let ours = SYSTEMS[0].to_string();
    let is_model = |name: &&String| **name == ours || !SYSTEMS.contains(&name.as_str());
    let Some(name) = (if asked.is_empty() { Some(&ours) } else { asked.iter().find(is_model) }) else {
        return Ok(None);
    };
    let classifier = if *name == ours { models::embedded()? } else { models::open(Path::new(name))? };
    let called = Path::new(name).file_name().map_or_else(|| name.clone(), |name| name.to_string_lossy().into_owned());
    Ok(Some((called, classifier)))
}

/// Tests the first model among the systems `asked` for; ours if none was named.
///
/// # Errors
/// If systems were named and none of them is a model, or if the model cannot be loaded or run.
pub(super) fn test(asked: &[String], data: &Loaded, seed: u64, resamples: usize) -> Result<Evidence> {
    let (system, classifier) = model(asked)?.ok_or_else(|| {
        Error::input("none of the systems gives evidence")
            .at("--evidence")
            .hint(format!("name {} or the folder of a model among the systems", SYSTEMS[0]))
    })?;
    let mut drawn = blind(data.rows.len(), MOST.min(data.rows.len()), seed, 0);
    drawn.sort_unstable();
    let texts: Vec<&str> = drawn.into_iter().map(|row| data.rows[row].text.as_str()).collect();
    let plan = Plan { words: WORDS, draws: DRAWS, seed, resamples };
    Ok(Evidence {
        system,
        deletion: deletion(&explained(&classifier, &texts)?, plan, |asked| classifier.probabilities(asked))?,
    })
}

fn explained<'a>(classifier: &Classifier, texts: &[&'a str]) -> Result<Vec<Explained<'a>>> {
    let verdicts =
        classifier.classify(texts, Wanted { evidence: crate::classify::Search::Thorough, ..Wanted::default() })?;
    let row = |(text, verdict): (&&'a str, crate::domain::Classification)| Explained {
        text,
        evidence: verdict.evidence.unwrap_or_default().into_iter().map(|evidence| evidence.span).collect(),
    };
    Ok(texts.iter().zip(verdicts).map(row).collect())
}

impl Evidence {
    /// The sentence above the table.
    pub(super) fn facts(&self) -> String {
        let Deletion { n, left_out, words, draws, .. } = self.deletion;
        format!(
            "Up to {words} words of the evidence of {} taken out of {n} texts, beside as many words drawn blindly ({draws} draws a \
             text); {left_out} texts left out that have no word beside their evidence. Evidence is itself found by taking words out, so this \
             shows that it does what it says, not why.",
            self.system
        )
    }

    /// Both measures after both removals.
    pub(super) fn table(&self) -> Table {
        let mut table = Table::new(["taken out", "evidence", "drawn blindly", "difference"]);
        let full = |estimate: Estimate| format!("{:.3} ({:.3} to {:.3})", estimate.value, estimate.low, estimate.high);
        for (name, effect) in
            [("the label's probability falls by", self.deletion.drop), ("decisions that change", self.deletion.changed)]
        {
            table.push([name.to_string(), full(effect.evidence), full(effect.random), full(effect.difference)]);
        }
        table
    }

    /// What follows, in words.
    pub(super) fn verdict(&self) -> &'static str {
        match self.deletion.drop.difference {
            Estimate { low, .. } if low > 0.0 => "The evidence moves the decision more than words drawn blindly do.",
            Estimate { high, .. } if high < 0.0 => "The evidence moves the decision less than words drawn blindly do.",
            _ => "These texts do not show that the evidence moves the decision more than words drawn blindly do.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data() -> Loaded {
        let folder = std::env::temp_dir().join(format!("sothat-evidence-{:?}", std::thread::current().id()));
        std::fs::create_dir_all(&folder).unwrap();
        let text = "text,label\n5 hours of TA support,resource\na new laptop for typing,resource\n\
                    weekly visits by a nurse,service\nreads a book on her own at home,outcome\n";
        std::fs::write(folder.join("data.csv"), text).unwrap();
        let data = Loaded::read(&folder.join("data.csv")).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        data
    }

    #[test]
    fn our_model_is_tested_on_every_row_of_a_short_file_and_the_same_again() {
        let found = test(&[], &data(), 1, 100).unwrap();
        assert_eq!((found.system.as_str(), found.deletion.n + found.deletion.left_out), ("sothat", 4));
        assert!(found.deletion.drop.evidence.value > 0.0, "{found:?}");
        assert_eq!(found, test(&["majority".to_string(), "sothat".to_string()], &data(), 1, 100).unwrap());
    }

    #[test]
    fn systems_without_evidence_are_refused() {
        let refusal = test(&["majority".to_string()], &data(), 1, 10).unwrap_err().to_string();
        assert!(refusal.starts_with("none of the systems gives evidence · --evidence · name sothat"), "{refusal}");
    }
}
