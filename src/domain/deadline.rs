//! What a statement says of time: the words that say by when, the day that they mean, and what is wrong with it.
//!
//! **In:** a match in the text, later the day that it means. **Out:** [`DeadlinePhrase`], [`Timing`]. **Layer:** 0.

use crate::domain::Span;
use jiff::civil::Date;
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

/// How exactly a deadline names its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A written day.
    Day,
    /// A month, or a length from today.
    Month,
    /// The end of a term or of a school year.
    Term,
    /// Some time within a year, as with an age.
    Year,
}

/// A deadline, and the day on which it ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The words.
    #[serde(flatten)]
    pub phrase: DeadlinePhrase,
    /// The last day meant; `None` if text and context do not settle it.
    pub date: Option<Date>,
    /// How exactly the words name the day; `None` if there is none.
    pub precision: Option<Precision>,
}

/// How far ahead a deadline lies, seen from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Horizon {
    /// Within twelve months.
    Short,
    /// Later, up to the end of the phase, or of the next one if the present one ends within twelve months.
    Medium,
    /// Beyond that, or about adulthood.
    Long,
}

/// What is the matter with the time that a statement states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeProblem {
    /// The day lies before today.
    Past,
    /// Two deadlines that cannot both hold, or one that the year group or age contradicts.
    Conflict,
    /// A length of time that is often taken for a deadline.
    DurationOnly,
    /// The words can be read in two ways.
    Ambiguous,
    /// A deadline whose day text and context do not settle.
    Unresolved,
}

/// What a statement says of time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Timing {
    /// Place in `found` of the deadline that counts; `None` without a deadline.
    pub deadline: Option<usize>,
    /// Every deadline that is stated, in order.
    pub found: Vec<Deadline>,
    /// How far ahead it lies; `None` without a day.
    pub horizon: Option<Horizon>,
    /// What is the matter with it, each at most once.
    pub problems: Vec<TimeProblem>,
}

impl Timing {
    /// The deadline that counts.
    pub fn stated(&self) -> Option<&Deadline> {
        self.found.get(self.deadline?)
    }

    /// True if this is the matter with it.
    pub fn has(&self, problem: TimeProblem) -> bool {
        self.problems.contains(&problem)
    }
}
