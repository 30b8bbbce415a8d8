//! What a check says of a statement.
//!
//! **In:** a check's match. **Out:** [`Finding`], [`Silenced`]. **Layer:** 0.

use crate::domain::Span;
use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Something to ask, not a fault.
    Question,
    /// A weakness.
    Warning,
    /// Not what the Code asks for.
    Error,
}

/// The letter of SMART that a finding belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Criterion {
    /// Specific.
    S,
    /// Measurable.
    M,
    /// Achievable.
    A,
    /// Realistic.
    R,
    /// Time-bound.
    T,
}

/// What a check says of a statement, at which words, and which paragraph says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Id of the check, for instance `missing-deadline`.
    pub check: String,
    /// How much it matters.
    pub level: Level,
    /// The letter of SMART, if it is one of them.
    pub criterion: Option<Criterion>,
    /// What is the matter, in one or two plain sentences.
    pub message: String,
    /// The words it is about; the whole text if it is about something missing.
    #[serde(flatten)]
    pub span: Span,
    /// The paragraph or guidance that says so.
    pub source: String,
}

/// A finding that somebody has decided to let stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Silenced {
    /// What the check says.
    #[serde(flatten)]
    pub finding: Finding,
    /// Why it is let stand.
    pub reason: String,
}
