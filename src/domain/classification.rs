//! What the classifier says of a statement.
//!
//! **In:** probabilities from the model, notices from the text. **Out:** [`Classification`]. **Layer:** 0.
//!
//! The verdict always carries its doubt: calibrated probabilities, whether the program is `sure`, and a [`Notice`] when
//! the text is something that no verdict should be trusted on.

use crate::domain::{Label, Slot, SlotSpan, Span};
use serde::{Deserialize, Serialize};

/// Calibrated probability of each label; the five add up to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Default)]
#[allow(missing_docs, reason = "the fields are the labels")]
pub struct Probabilities {
    pub outcome: f32,
    pub service: f32,
    pub activity: f32,
    pub output: f32,
    pub resource: f32,
}

impl Probabilities {
    /// From values in the order of [`Label::ALL`].
    pub fn from_array(values: [f32; 5]) -> Self {
        let [outcome, service, activity, output, resource] = values;
        Probabilities { outcome, service, activity, output, resource }
    }

    /// Values in the order of [`Label::ALL`].
    pub fn to_array(self) -> [f32; 5] {
        [self.outcome, self.service, self.activity, self.output, self.resource]
    }

    /// Probability of one label, 0 to 1.
    pub fn of(self, label: Label) -> f32 {
        self.to_array()[label.index()]
    }

    /// The likeliest label; the first in [`Label::ALL`] on a tie.
    pub fn best(self) -> Label {
        let values = self.to_array();
        let mut best = Label::Outcome;
        for label in Label::ALL {
            if values[label.index()] > values[best.index()] {
                best = label;
            }
        }
        best
    }
}

/// Words that moved the decision, with how much.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where the words stand, in Unicode scalar values.
    #[serde(flatten)]
    pub span: Span,
    /// The words themselves.
    pub text: String,
    /// Mean of what the label's probability loses without the words and what the words alone give it beside an empty
    /// text; −1 to 1, positive supports the label.
    pub weight: f32,
}

/// A stretch of the text, quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Where the words stand, in Unicode scalar values.
    #[serde(flatten)]
    pub span: Span,
    /// The words themselves.
    pub text: String,
}

impl Passage {
    /// The words of `text` under `span`.
    pub fn new(text: &str, span: Span) -> Self {
        Passage { span, text: span.slice(text).to_string() }
    }
}

/// A part of the statement, quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which part, and where it stands.
    #[serde(flatten)]
    pub place: SlotSpan,
    /// The words themselves.
    pub text: String,
}

impl Part {
    /// The words of `text` at `place`.
    pub fn new(text: &str, place: SlotSpan) -> Self {
        Part { place, text: place.span.slice(text).to_string() }
    }

    /// Which part it is.
    pub fn slot(&self) -> Slot {
        self.place.slot
    }
}

/// Something about the text that the reader must know before trusting the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// The text does not look like English.
    NotEnglish,
    /// The text is no statement: a name, a date, "N/A", a bare heading.
    NotAStatement,
    /// Only the beginning of the text was read.
    Truncated,
    /// The text holds several statements; the verdict is about all of them together.
    SeveralStatements,
    /// The text may be telling of harm to a child; this is not the place for it.
    Safeguarding,
}

/// What a second reader says of one weakness.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SecondOpinion {
    /// How likely the statement has it, 0 to 1.
    pub likely: f32,
    /// True if that is so little that a check which finds it is more likely wrong than right.
    pub contradicts: bool,
}

/// The verdict on one statement. The default says nothing: no certainty, no marks, no notice.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Classification {
    /// The likeliest label.
    pub label: Label,
    /// The calibrated probability of `label`, 0 to 1.
    pub confidence: f32,
    /// True if `confidence` is over the model's threshold and there is no notice against it.
    pub sure: bool,
    /// The calibrated probability of every label.
    pub probabilities: Probabilities,
    /// True if the statement holds both an outcome and a provision.
    pub mixed: bool,
    /// The provision inside a mixed statement.
    pub provision: Vec<Passage>,
    /// What the reader must know before trusting the verdict.
    pub notice: Option<Notice>,
    /// True for an outcome that nobody could see or count.
    #[serde(default)]
    pub vague: bool,
    /// True for an outcome that keeps a state instead of changing it.
    #[serde(default)]
    pub maintenance: bool,
    /// True for an outcome that is a hope for life as a whole.
    #[serde(default)]
    pub aspiration: bool,
    /// The words that moved the decision; `None` if they were not asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Vec<Evidence>>,
    /// By when, how much, where and so on; `None` if they were not asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slots: Option<Vec<Part>>,
    /// What a second reader says of each weakness, by the id of its check; `section E` and `section F` stand for any weakness
    /// there. `None` if it was not asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weak: Option<std::collections::BTreeMap<String, SecondOpinion>>,
}
