//! A rewrite offered to the writer.
//!
//! **In:** a draft, its context and answers. **Out:** [`Suggestion`]. **Layer:** 0.
//!
//! A suggestion never holds a number, date, name or place that is in neither text, context nor answers: what is missing
//! stands in the text as a visible gap, `[by when?]`.

use crate::domain::{Finding, Label};
use serde::{Deserialize, Serialize};

/// What a suggestion does with the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuggestionKind {
    /// The same statement in the asked person and tense, otherwise unchanged.
    FirstPerson,
    /// An outcome composed of the person's own answers.
    FromAnswers,
    /// The statement with its missing deadline as a gap or from the context.
    Deadline,
    /// The statement with a gap for what would show that it is achieved.
    Measurable,
    /// The outcome alone, with its provision handed back separately.
    Split,
    /// An example to think with.
    Illustration,
}

/// How far a suggestion may be trusted as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Safety {
    /// Says the same as the draft; may be applied as it is.
    KeepsMeaning,
    /// Has gaps that only the person can fill.
    NeedsAnswer,
    /// An example to think with, never to paste.
    Illustration,
}

/// One thing that was changed, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The words of the draft; empty if something was added.
    pub from: String,
    /// The words of the suggestion; empty if something was taken out.
    pub to: String,
    /// The reason, in a few words.
    pub why: String,
}

/// What the classifier and the checks say of the suggestion itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rechecked {
    /// The suggestion's own label.
    pub label: Label,
    /// Its calibrated probability, 0 to 1.
    pub confidence: f32,
    /// What the checks say of it.
    pub findings: Vec<Finding>,
}

/// A rewrite offered to the writer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The rewrite. Gaps stand in it as `[how often?]`.
    pub text: String,
    /// What it does with the draft.
    pub kind: SuggestionKind,
    /// How far it may be trusted as it stands.
    pub safety: Safety,
    /// What the gaps ask for, without brackets and question mark, in order.
    pub gaps: Vec<String>,
    /// What was changed, and why.
    pub changes: Vec<Change>,
    /// The provision taken out, for Section F; only for [`SuggestionKind::Split`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provision: Option<String>,
    /// What the classifier and the checks say of it; `None` until it was rechecked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rechecked: Option<Rechecked>,
}
