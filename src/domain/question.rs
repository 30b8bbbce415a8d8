//! A question to put to the person or to those who know them.
//!
//! **In:** a draft and its label. **Out:** [`Question`]. **Layer:** 0.

use serde::{Deserialize, Serialize};

/// What a question is after. The first three uncover an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionKind {
    /// What would it give you?
    Give,
    /// What would it do for you?
    Do,
    /// What would it make possible for you?
    Possible,
    /// How will we know?
    Measure,
    /// Where will it happen?
    Where,
    /// When, or by when?
    When,
    /// With whom?
    Who,
    /// What is getting in the way?
    Barrier,
    /// Why does it matter to you?
    Why,
}

/// A question in words that fit the draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What it is after.
    pub kind: QuestionKind,
    /// The question itself.
    pub text: String,
    /// Example answers to think with; never taken over unasked.
    pub examples: Vec<String>,
}
