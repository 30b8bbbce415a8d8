//! The five labels a statement can have.
//!
//! **In:** their lower-case names. **Out:** [`Label`]. **Layer:** 0.
//!
//! `outcome` is the only one that a plan's Section E asks for (SEND Code of Practice 2015, 9.66); the other four are the
//! kinds of provision that drafts most often give instead. `corpus/GUIDELINE.md` draws the lines between them.
//!
//! ```
//! use sothat::domain::Label;
//! assert_eq!("resource".parse::<Label>().unwrap(), Label::Resource);
//! assert!("goal".parse::<Label>().is_err());
//! ```

use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// A difference, or a good state kept, in a person's life.
    #[default]
    Outcome,
    /// Help that someone gives, ongoing.
    Service,
    /// Something that people take part in or that staff do.
    Activity,
    /// Something finished or counted: a deliverable.
    Output,
    /// Something put in: hours, staff posts, equipment, space, money.
    Resource,
}

impl Label {
    /// All labels in the order in which probabilities are stored.
    pub const ALL: [Label; 5] = [Label::Outcome, Label::Service, Label::Activity, Label::Output, Label::Resource];

    /// The lower-case name, as it stands in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Label::Outcome => "outcome",
            Label::Service => "service",
            Label::Activity => "activity",
            Label::Output => "output",
            Label::Resource => "resource",
        }
    }

    /// The name with its article: "an outcome", "a service".
    pub fn with_article(self) -> &'static str {
        match self {
            Label::Outcome => "an outcome",
            Label::Service => "a service",
            Label::Activity => "an activity",
            Label::Output => "an output",
            Label::Resource => "a resource",
        }
    }

    /// Position in [`Label::ALL`], 0 to 4.
    pub fn index(self) -> usize {
        self as usize
    }

    /// True if the statement says what will be different for the person.
    pub fn is_outcome(self) -> bool {
        self == Label::Outcome
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Label {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wanted = text.trim().to_lowercase();
        Label::ALL.into_iter().find(|label| label.name() == wanted).ok_or_else(|| {
            Error::input(format!("\"{}\" is not a label", text.trim()))
                .hint("use outcome, service, activity, output or resource")
        })
    }
}
