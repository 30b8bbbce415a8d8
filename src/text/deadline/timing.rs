//! What a statement says of time, as a whole.
//!
//! **In:** a text, what is known of the person, a calendar. **Out:** [`Timing`]. **Layer:** 1.

use super::deadlines;
use crate::domain::{Context, Deadline, Timing};
use crate::text::calendar::Calendar;

/// What `text` says of time: its deadlines with their days, which counts, how far ahead it lies, what is wrong with it.
pub fn timing(text: &str, _context: &Context, _calendar: &Calendar) -> Timing {
    let found: Vec<Deadline> =
        deadlines(text).into_iter().map(|phrase| Deadline { phrase, date: None, precision: None }).collect();
    Timing { deadline: (!found.is_empty()).then_some(0), found, ..Timing::default() }
}
