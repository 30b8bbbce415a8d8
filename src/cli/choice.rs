//! Chooses the model.
//!
//! **In:** `--model NAME`. **Out:** a [`Classifier`]. **Layer:** 7.

use crate::classify::Classifier;
use crate::error::Result;
use crate::models;
use std::path::{Path, PathBuf};

/// The model inside the program; or the folder of that name, here or under `models/`.
pub(super) fn choose(name: Option<&str>) -> Result<Classifier> {
    match name {
        None => models::embedded(),
        Some(name) => models::open(&folder(name)),
    }
}

fn folder(name: &str) -> PathBuf {
    let inside = Path::new("models").join(name);
    if inside.is_dir() { inside } else { PathBuf::from(name) }
}
