//! sothat: from a vague draft to a person-centred outcome.

pub mod assistant;
pub mod check;
pub mod classify;
pub mod document;
pub mod domain;
mod error;
pub mod evaluate;
pub mod rewrite;
pub mod text;

pub use error::{Error, Result};
