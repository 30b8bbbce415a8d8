//! Makes models: from base weights and a labelled corpus to a folder that the program can run.
//!
//! **In:** a committed config, which is the experiment; base weights; the corpus. **Out:** `models/<name>/`. **Layer:** 6.
//!
//! [`import`] turns the published MiniLM weights into our form once; [`run`] trains from there. Everything random comes
//! from the config's seed, so the same config over the same corpus gives the same model on the same kind of machine.
//! Nothing half-made replaces a model: files are written aside and renamed at the end.

mod base;
mod calibrate;
mod config;
mod fit;
mod noise;
mod optimiser;
mod package;

pub use base::{Import, import};
pub use config::Config;
pub use fit::{Progress, run};
pub use package::card;
