//! SMART, letter by letter.
//!
//! **In:** nothing. **Out:** [`SmartLine`]. **Layer:** 0.
//!
//! Whether an outcome is specific, measurable and time-bound can be read in its words. Whether it is achievable and realistic
//! depends on the person, so it is asked and never scored.

use crate::domain::Criterion;
use serde::{Deserialize, Serialize};

/// Whether a letter is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SmartState {
    /// The words say it.
    Said,
    /// The words do not say it, or not so that it holds.
    Missing,
    /// Only the people concerned can tell.
    Ask,
}

/// One letter of SMART.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmartLine {
    /// Which letter.
    pub criterion: Criterion,
    /// Whether it is met.
    pub state: SmartState,
    /// Why, in a few words.
    pub text: String,
}
