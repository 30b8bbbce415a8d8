//! Results on their way out: rows for programs, plain English for people.
//!
//! **In:** verdicts and analyses. **Out:** JSON objects ([`rows`]) or text ([`text`]). **Layer:** 5.

pub mod rows;
pub mod text;
pub mod topics;
