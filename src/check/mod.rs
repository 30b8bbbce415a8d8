//! Checks: each tells one weakness of a statement.
use crate::domain::{Classification, Context, DeadlinePhrase, Finding};

/// What a check looks at.
pub struct Subject<'a> {
    /// The statement.
    pub text: &'a str,
    /// What the classifier says of it.
    pub classification: &'a Classification,
    /// The deadlines it states.
    pub deadlines: &'a [DeadlinePhrase],
    /// What is known of the person.
    pub context: &'a Context,
}

/// Everything that the checks find in a statement, in the order of the text.
pub fn run(_subject: &Subject<'_>) -> Vec<Finding> {
    Vec::new()
}
