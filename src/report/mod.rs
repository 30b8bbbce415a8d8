//! Results on their way out: rows for programs, plain English for people.
//!
//! **In:** verdicts, analyses and figures. **Out:** JSON objects ([`rows`]), text ([`text`]) or pictures ([`charts`]). **Layer:** 5.

pub mod charts;
pub mod plan;
pub mod rows;
pub mod text;
pub mod topics;
