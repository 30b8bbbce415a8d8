//! Asks the three questions that lead from provision to an outcome.
//!
//! **In:** a statement offered as an outcome that is provision. **Out:** spans and what to ask. **Layer:** 2.
//!
//! Not where the statement goes on to say what the provision is for, since that answers them, nor where it may well be an
//! outcome after all.

use super::so_that_missing::tells_purpose;
use super::{About, Check, Subject, describes_provision};
use crate::domain::{Level, Span};

/// See `three_questions.md`.
pub(super) struct ThreeQuestions;

const ABOUT: About = About {
    id: "three-questions",
    level: Level::Question,
    criterion: None,
    source: "SEND Code of Practice 9.66",
    page: include_str!("three_questions.md"),
};

impl Check for ThreeQuestions {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        let classification = subject.classification;
        let answered = classification.mixed || tells_purpose(subject.text);
        let is_provision = !classification.label.is_outcome() && describes_provision::is_provision(subject);
        if !subject.in_outcome_section() || !is_provision || answered || subject.whole().is_empty() {
            return Vec::new();
        }
        let message = "What would this give the person, do for them, and make possible for them? \
                       One of the answers is the outcome.";
        vec![(subject.whole(), message.to_string())]
    }
}
