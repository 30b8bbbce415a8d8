//! Everything that sothat has to say about one draft.
//!
//! **In:** the results of the stages. **Out:** [`Analysis`]. **Layer:** 0.

use crate::domain::{Classification, Finding, Question, SmartLine, Suggestion};
use serde::{Deserialize, Serialize};

/// Everything that sothat has to say about one draft: what it is, what is weak, what to ask, what to write.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// The draft as given.
    pub text: String,
    /// What it is.
    pub classification: Classification,
    /// What is weak in it.
    pub findings: Vec<Finding>,
    /// The five letters of SMART, in order; nothing for what is no outcome.
    #[serde(default)]
    pub smart: Vec<SmartLine>,
    /// What to ask; the three questions first if it is not an outcome.
    pub questions: Vec<Question>,
    /// What could be written instead, best first.
    pub suggestions: Vec<Suggestion>,
}
