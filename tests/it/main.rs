//! Everything that is tested from outside, in one program so that it is linked once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

mod checking;
mod cli;
mod corpus;
mod corpus_commands;
mod deadlines;
mod invention;
mod model;
mod plan;
mod readme;
mod research;
mod settings;
mod tidy;
