//! Files that people bring, read into values.
//!
//! **In:** files and standard input. **Out:** [`rows::Row`]s, one after another. **Layer:** 5.
//!
//! Real files are untidy: byte-order marks, Windows line ends, spreadsheets saved in the wrong encoding, one broken row
//! among thousands. What spoils a whole file is an error that says what to do; what spoils a row stays with that row.

pub mod allow;
pub mod annotated;
mod context_keys;
mod csv_rows;
pub mod draft;
pub mod feed;
mod json_rows;
pub mod labelled_files;
pub mod nearest;
pub mod others;
pub mod plan_file;
pub mod predictions;
pub mod rows;
pub mod settings;
pub mod source;
pub mod statements;

pub use context_keys::date;
