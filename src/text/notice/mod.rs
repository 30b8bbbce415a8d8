//! Tells when a text is nothing that a verdict should be given on.
use crate::domain::Notice;

/// What the reader must know before trusting a verdict on `text`; `None` for an ordinary statement.
pub fn notice(_text: &str) -> Option<Notice> {
    None
}
