//! A plan looked over: JSON for programs, one page of HTML with the thread drawn.
//!
//! **In:** a plan and its report. **Out:** JSON values, HTML. **Layer:** 5.
//!
//! The text for terminals is in [`super::text::planned`].

pub mod html;
pub mod rows;
pub(in crate::report) mod tree;
pub(in crate::report) mod words;
