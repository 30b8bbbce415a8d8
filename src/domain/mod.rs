//! The nouns that the stages of sothat hand to one another.
//!
//! **In:** nothing. **Out:** plain values: [`Span`], [`Label`], [`Context`], [`Answers`], [`Classification`],
//! [`SlotSpan`], [`Finding`], [`Question`], [`Suggestion`], [`Analysis`]. **Layer:** 0.
//!
//! No value here reads a file, a clock or the network, and none knows how it was computed. Their JSON form (through
//! serde) is the public contract of the command line, so fields are added and never renamed.

mod analysis;
mod answers;
mod classification;
mod context;
mod deadline;
mod finding;
mod label;
mod mark;
mod plan;
mod question;
mod slot;
mod smart;
mod span;
mod statement;
mod suggestion;

pub use analysis::Analysis;
pub use answers::Answers;
pub use classification::{Classification, Evidence, Notice, Part, Passage, Probabilities, SecondOpinion};
pub use context::{Context, Person, Pronouns, Tense, YearGroup};
pub use deadline::{Deadline, DeadlineKind, DeadlinePhrase, Horizon, Precision, TimeProblem, Timing};
pub use finding::{Criterion, Finding, Level, Silenced};
pub use label::Label;
pub use mark::Mark;
pub use plan::{Child, Item, Link, Plan, PlanFinding, PlanOutcome, PlanProblem, PlanReport, Stage};
pub use question::{Question, QuestionKind};
pub use slot::{Slot, SlotSpan};
pub use smart::{SmartLine, SmartState};
pub use span::Span;
pub use statement::Statement;
pub use suggestion::{Change, Rechecked, Safety, Suggestion, SuggestionKind};
