//! Reading words, without a model: clean-up, words, notices, school time, deadlines, provision cues, inflection.
//!
//! **In:** a text. **Out:** spans and phrases of it. **Layer:** 1.
//!
//! Everything here is a pure function of the text, so every later stage sees the same words at the same places.

pub mod calendar;
mod clip;
pub mod deadline;
pub mod gap;
pub mod inflect;
pub mod measure;
pub mod notice;
pub mod phrase;
pub mod provision;
pub mod words;

pub use clip::clip;
