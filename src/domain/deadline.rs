//! A stretch of a statement that says by when.
//!
//! **In:** a match in the text. **Out:** [`DeadlinePhrase`]. **Layer:** 0.

use crate::domain::Span;
use serde::{Deserialize, Serialize};

/// How a deadline is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineKind {
    /// A day or month: "by 31/07/27", "by July 2027".
    Date,
    /// A school term: "by the end of the autumn term".
    Term,
    /// A school year: "by the end of Year 9", "by the end of the year".
    YearGroup,
    /// A key stage: "by the end of KS2".
    KeyStage,
    /// An age: "by age 14", "by the time he is 16".
    Age,
    /// A phase or course: "by the end of primary school", "before he moves to college".
    Phase,
    /// A review: "by the next annual review".
    Review,
    /// From now on: "within six months", "over the next two years".
    Relative,
}

/// Words that say by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlinePhrase {
    /// Where the words stand, in Unicode scalar values; "by" and "within" included.
    #[serde(flatten)]
    pub span: Span,
    /// The words themselves.
    pub text: String,
    /// How it is put.
    pub kind: DeadlineKind,
}
