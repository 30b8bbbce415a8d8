//! What the person answered.
//!
//! **In:** `--answer give=…` or the `answers` of a row. **Out:** [`Answers`]. **Layer:** 0.

use crate::domain::QuestionKind;
use serde::{Deserialize, Serialize};

/// Answers to the questions; empty answers count as none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields are the kinds of question")]
pub struct Answers {
    pub give: Option<String>,
    #[serde(rename = "do")]
    pub does: Option<String>,
    pub possible: Option<String>,
    pub measure: Option<String>,
    #[serde(rename = "where")]
    pub place: Option<String>,
    pub when: Option<String>,
    pub who: Option<String>,
    pub barrier: Option<String>,
    pub why: Option<String>,
}

impl Answers {
    /// The answer to a kind of question, trimmed; `None` if it is missing or blank.
    pub fn get(&self, kind: QuestionKind) -> Option<&str> {
        self.slot(kind).as_deref().map(str::trim).filter(|text| !text.is_empty())
    }

    /// Gives the answer to a kind of question.
    pub fn set(&mut self, kind: QuestionKind, text: impl Into<String>) {
        let slot = match kind {
            QuestionKind::Give => &mut self.give,
            QuestionKind::Do => &mut self.does,
            QuestionKind::Possible => &mut self.possible,
            QuestionKind::Measure => &mut self.measure,
            QuestionKind::Where => &mut self.place,
            QuestionKind::When => &mut self.when,
            QuestionKind::Who => &mut self.who,
            QuestionKind::Barrier => &mut self.barrier,
            QuestionKind::Why => &mut self.why,
        };
        *slot = Some(text.into());
    }

    fn slot(&self, kind: QuestionKind) -> &Option<String> {
        match kind {
            QuestionKind::Give => &self.give,
            QuestionKind::Do => &self.does,
            QuestionKind::Possible => &self.possible,
            QuestionKind::Measure => &self.measure,
            QuestionKind::Where => &self.place,
            QuestionKind::When => &self.when,
            QuestionKind::Who => &self.who,
            QuestionKind::Barrier => &self.barrier,
            QuestionKind::Why => &self.why,
        }
    }
}
