//! How often conversions into the first person are right, and whether anything is ever made up.
//!
//! **In:** drafts with accepted wordings (JSONL, `corpus/REWRITES.md`), an assistant. **Out:** [`RewriteFigures`]. **Layer:** 6.
//!
//! Case, punctuation and spacing are folded when wordings are compared. A draft without an accepted wording is right if no
//! conversion is offered. Whether something was made up is asked of every suggestion, not only of the conversion: a number
//! that stands in neither draft nor context and was not worked out from the year group or age.

use super::table::Table;
use super::write::together;
use crate::assistant::Assistant;
use crate::document::statements;
use crate::domain::{Answers, Context, Suggestion, SuggestionKind};
use crate::error::{Error, Result};
use crate::evaluate::interval::wilson;
use crate::text::deadline::deadlines;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A draft, and how it may stand in the first person.
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Row {
    #[serde(default)]
    id: String,
    text: String,
    #[serde(default)]
    context: Context,
    accept: Vec<String>,
    #[serde(default)]
    must_keep: Vec<String>,
    #[serde(default)]
    must_not: Vec<String>,
}

/// The figures of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RewriteFigures {
    /// Name of the model.
    pub model: String,
    /// Drafts.
    pub drafts: usize,
    /// Drafts whose conversion is one of the accepted wordings.
    pub accepted: usize,
    /// Drafts with an accepted wording in which every phrase that must stay has stayed.
    pub kept: usize,
    /// Drafts whose conversion holds a forbidden string.
    pub forbidden: usize,
    /// Drafts that state a deadline.
    pub dated: usize,
    /// How many of them still state it, to the word but for whom it speaks of.
    pub dated_kept: usize,
    /// Suggestions of whatever kind.
    pub suggestions: usize,
    /// How many of them hold a number of their own.
    pub invented: usize,
    /// Conversions that are converted again when they are given back.
    pub unsettled: usize,
    /// Ids of drafts whose conversion is not accepted.
    pub missed: Vec<String>,
}

/// Measures the assistant on the drafts of a file.
///
/// # Errors
/// If the file cannot be read, a line is no such row, or the model cannot be run.
pub fn run(path: &Path, assistant: &Assistant) -> Result<RewriteFigures> {
    let bytes = statements::bytes(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut figures = RewriteFigures {
        model: assistant.classifier().meta().name.clone(),
        drafts: 0,
        accepted: 0,
        kept: 0,
        forbidden: 0,
        dated: 0,
        dated_kept: 0,
        suggestions: 0,
        invented: 0,
        unsettled: 0,
        missed: Vec::new(),
    };
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let row: Row = serde_json::from_str(line).map_err(|error| {
            Error::input("the row is no draft with accepted wordings")
                .because(error)
                .at(format!("{}, line {}", path.display(), at + 1))
                .hint("write {\"text\": \"…\", \"context\": {…}, \"accept\": [\"…\"]}")
        })?;
        judge(&row, assistant, &mut figures)?;
    }
    if figures.drafts == 0 {
        return Err(Error::input("the file holds no drafts").at(path.display()).hint("give one JSON object a line"));
    }
    Ok(figures)
}

fn judge(row: &Row, assistant: &Assistant, figures: &mut RewriteFigures) -> Result<()> {
    let suggestions = assistant.analyse(&row.text, &row.context, &Answers::default())?.suggestions;
    let converted = suggestions.iter().find(|one| one.kind == SuggestionKind::FirstPerson);
    let said = converted.map_or(row.text.as_str(), |one| one.text.as_str());
    figures.drafts += 1;
    let right = if row.accept.is_empty() {
        converted.is_none()
    } else {
        row.accept.iter().any(|wording| fold(wording) == fold(said))
    };
    figures.accepted += usize::from(right);
    if !right {
        figures.missed.push(if row.id.is_empty() { figures.drafts.to_string() } else { row.id.clone() });
    }
    let lower = said.to_lowercase();
    figures.kept += usize::from(row.must_keep.iter().all(|phrase| lower.contains(&phrase.to_lowercase())));
    let spaced = format!(" {said} ");
    figures.forbidden += usize::from(converted.is_some() && row.must_not.iter().any(|never| spaced.contains(never)));
    let stated = deadlines(&row.text);
    if let (Some(deadline), Some(_)) = (stated.first(), converted) {
        figures.dated += 1;
        figures.dated_kept += usize::from(keeps(&deadline.text, said));
    }
    figures.suggestions += suggestions.len();
    figures.invented += suggestions.iter().filter(|one| invents(one, row)).count();
    if let Some(converted) = converted {
        let again = assistant.analyse(&converted.text, &row.context, &Answers::default())?.suggestions;
        figures.unsettled += usize::from(again.iter().any(|one| one.kind == SuggestionKind::FirstPerson));
    }
    Ok(())
}

/// Lower case, letters and digits alone, single spaces.
fn fold(text: &str) -> String {
    let plain = text.to_lowercase().replace(['\'', '’'], "");
    let letters: String = plain.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True if every number and every longer word of the deadline, but for those that speak of the person, stands in the text.
fn keeps(deadline: &str, text: &str) -> bool {
    let said = fold(text);
    let has = |word: &&str| said.split(' ').any(|one| one == *word);
    let telling = |word: &&str| word.chars().any(|c| c.is_ascii_digit()) || word.len() > 5 && !word.ends_with('s');
    fold(deadline).split(' ').filter(telling).all(|word| has(&word))
}

/// True if a suggestion holds a number that is in neither draft nor context and that no year group or age leads to.
fn invents(suggestion: &Suggestion, row: &Row) -> bool {
    let known = format!("{} {}", row.text, serde_json::to_string(&row.context).unwrap_or_default());
    let proposed = suggestion.text.starts_with("By the end of ")
        && (row.context.year_group.is_some() || row.context.age.is_some() || row.context.date_of_birth.is_some());
    let body = if proposed { suggestion.text.split_once(',').map_or("", |(_, rest)| rest) } else { &suggestion.text };
    body.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).any(|number| !known.contains(number))
}

impl RewriteFigures {
    /// For people.
    pub fn to_text(&self) -> String {
        let share = |part: usize, of: usize| if of == 0 { 0.0 } else { part as f64 / of as f64 };
        let (low, high) = wilson(self.accepted, self.drafts).unwrap_or_default();
        let mut table = Table::new(["", "count", "of", "share"]);
        for (what, part, of) in [
            ("accepted", self.accepted, self.drafts),
            ("phrases kept", self.kept, self.drafts),
            ("forbidden strings", self.forbidden, self.drafts),
            ("stated deadlines kept", self.dated_kept, self.dated),
            ("suggestions with a number of their own", self.invented, self.suggestions),
            ("conversions that change again", self.unsettled, self.drafts),
        ] {
            table.push([what.to_string(), part.to_string(), of.to_string(), format!("{:.3}", share(part, of))]);
        }
        format!(
            "{} drafts; model {}. Accepted {:.3} ({low:.3}–{high:.3}).\n\n{}",
            self.drafts,
            self.model,
            share(self.accepted, self.drafts),
            table.columns()
        )
    }

    /// Writes `rewrites.json` into a folder.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let json = serde_json::to_string_pretty(self).map_err(|error| Error::io("no JSON").because(error))? + "\n";
        together(folder, &[("rewrites.json", json)])
    }
}
