//! A statement as the classifier reads it.
//!
//! **In:** a text, and the heading it stood under if that is known. **Out:** [`Statement`]. **Layer:** 0.
//!
//! A verbless fragment often cannot be decided alone: "Tom, with a stopwatch" under "Who will do it?" is not what it is
//! under "How will we know?". A heading is context, never part of the statement: no span points into it.

/// A statement and the heading, form field or table column under which it stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement<'a> {
    /// The statement.
    pub text: &'a str,
    /// What it stood under, if that is known.
    pub heading: Option<&'a str>,
}

impl<'a> From<&'a str> for Statement<'a> {
    fn from(text: &'a str) -> Self {
        Statement { text, heading: None }
    }
}
