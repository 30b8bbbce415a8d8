//! What a statement can be besides its label: mixed, vague, maintenance, aspiration.
//!
//! **In:** nothing. **Out:** [`Mark`]. **Layer:** 0.
//!
//! `corpus/GUIDELINE.md` defines each. `Mixed` is asked of every statement, the others of outcomes only.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A yes-or-no question about a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// It holds both an outcome and a provision.
    Mixed,
    /// An outcome that nobody could see or count.
    Vague,
    /// An outcome that keeps a state instead of changing it.
    Maintenance,
    /// An outcome that is a hope for life as a whole.
    Aspiration,
}

impl Mark {
    /// All marks in the order in which the model stores them.
    pub const ALL: [Mark; 4] = [Mark::Mixed, Mark::Vague, Mark::Maintenance, Mark::Aspiration];

    /// The lower-case name, as it stands in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Mark::Mixed => "mixed",
            Mark::Vague => "vague",
            Mark::Maintenance => "maintenance",
            Mark::Aspiration => "aspiration",
        }
    }

    /// Position in [`Mark::ALL`], 0 to 3.
    pub fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
