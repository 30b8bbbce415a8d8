//! Makes models: from base weights and a labelled corpus to a folder that the program can run.
//!
//! **In:** a committed config, which is the experiment; base weights; the corpus. **Out:** `models/<name>/`. **Layer:** 6.
//!
//! [`import`] turns the published MiniLM weights into our form once; [`run`] trains from there. Everything random comes
//! from the config's seeds, so the same config over the same corpus gives the same model on the same kind of machine.
//! An interrupted run goes on from its last whole stage, and within a seed from its last whole epoch. Nothing half-made replaces a model: files are written aside and
//! renamed at the end.

mod base;
mod calibrate;
mod checkpoint;
mod config;
mod fit;
mod learn;
mod loss;
mod matter;
mod noise;
mod optimiser;
mod package;
mod second;
mod tags;

pub use base::{Import, import};
pub use config::{Config, Contrast, Language, Noise};
pub use fit::{Progress, Watch, calibrate, run};
pub use matter::{SHARDS, matter_reader};
pub use package::card;
pub use second::second_reader;
