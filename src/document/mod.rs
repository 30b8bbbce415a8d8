//! Files that people bring, read into values.
//!
//! **In:** files. **Out:** labelled statements. **Layer:** 5.

pub mod statements;
