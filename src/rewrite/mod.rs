//! Questions and rewrites.

pub mod convert;
mod lexicon;
mod reading;

use crate::domain::{Answers, Classification, Context, DeadlinePhrase, Question, Suggestion};

/// What the rewriter works from.
pub struct Draft<'a> {
    /// The draft as given.
    pub text: &'a str,
    /// What the classifier says of it.
    pub classification: &'a Classification,
    /// The deadlines it states.
    pub deadlines: &'a [DeadlinePhrase],
    /// What is known of the person.
    pub context: &'a Context,
    /// What the person answered.
    pub answers: &'a Answers,
}

/// Questions in words that fit the draft; the three questions first if it is not an outcome.
pub fn questions(_draft: &Draft<'_>) -> Vec<Question> {
    Vec::new()
}

/// Rewrites of the draft, best first, not yet rechecked.
pub fn suggestions(_draft: &Draft<'_>) -> Vec<Suggestion> {
    Vec::new()
}
