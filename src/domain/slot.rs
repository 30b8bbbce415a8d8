//! The parts that a statement can have: by when, how much, where, with what help.
//!
//! **In:** nothing. **Out:** [`Slot`], [`SlotSpan`]. **Layer:** 0.
//!
//! `corpus/GUIDELINE.md` says where each part begins and ends. Parts never overlap.
//!
//! ```
//! use sothat::domain::Slot;
//! assert_eq!("deadline".parse::<Slot>().unwrap(), Slot::Deadline);
//! assert!("date".parse::<Slot>().is_err());
//! ```

use crate::domain::Span;
use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A part of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Slot {
    /// By when: "by the end of Year 6".
    Deadline,
    /// How much, how well, with how little help: "in four out of five tries".
    Measure,
    /// Where, when in the day, in whose company: "at lunchtime with a friend".
    Setting,
    /// What the person uses, or the help of family and friends: "using a word mat".
    Support,
    /// How often: "twice a week".
    Frequency,
    /// What it is for: "so that she can shop on her own".
    Purpose,
    /// Provision inside a mixed statement: "through weekly speech therapy".
    Provision,
    /// Whose life it is: "Amir", "the student", "I".
    Person,
    /// What the person does, is, has or feels: "order his own lunch".
    Ability,
}

impl Slot {
    /// All slots in the order in which the model stores them.
    pub const ALL: [Slot; 9] = [
        Slot::Deadline,
        Slot::Measure,
        Slot::Setting,
        Slot::Support,
        Slot::Frequency,
        Slot::Purpose,
        Slot::Provision,
        Slot::Person,
        Slot::Ability,
    ];

    /// The lower-case name, as it stands in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Slot::Deadline => "deadline",
            Slot::Measure => "measure",
            Slot::Setting => "setting",
            Slot::Support => "support",
            Slot::Frequency => "frequency",
            Slot::Purpose => "purpose",
            Slot::Provision => "provision",
            Slot::Person => "person",
            Slot::Ability => "ability",
        }
    }

    /// Position in [`Slot::ALL`], 0 to 8.
    pub fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Slot {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wanted = text.trim().to_lowercase();
        Slot::ALL.into_iter().find(|slot| slot.name() == wanted).ok_or_else(|| {
            let names = Slot::ALL.map(Slot::name).join(", ");
            Error::input(format!("\"{}\" is not a slot", text.trim())).hint(format!("use one of {names}"))
        })
    }
}

/// A part of a statement and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SlotSpan {
    /// Where it stands, in Unicode scalar values.
    #[serde(flatten)]
    pub span: Span,
    /// Which part it is.
    pub slot: Slot,
}
