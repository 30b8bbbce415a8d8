//! sothat: from a vague draft to a person-centred outcome.

pub mod assistant;
pub mod batch;
pub mod check;
pub mod classify;
pub mod cli;
pub mod document;
pub mod domain;
mod error;
pub mod report;
pub mod rewrite;
pub mod text;

pub use error::{Error, Result};
