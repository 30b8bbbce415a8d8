//! The experiment: everything that a training run depends on, in one TOML file.
//!
//! **In:** `config.toml`. **Out:** [`Config`]. **Layer:** 6.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// A training run. Unknown keys are errors, so that a misspelt knob is not silently ignored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Name of the model and of its folder under `models/`.
    pub name: String,
    /// Folder of the base model that `sothat model import` wrote.
    pub base: PathBuf,
    /// Labelled statements to learn from.
    pub train: PathBuf,
    /// Labelled statements to choose on: the best epoch, temperature, thresholds.
    pub dev: PathBuf,
    /// Everything random comes from this number.
    pub seed: u64,
    /// Passes over the training statements.
    pub epochs: usize,
    /// Statements in a step.
    pub batch: usize,
    /// Parts of a step that are worked on side by side, one thread each; changes the numbers, so it is part of the experiment.
    pub shards: usize,
    /// Highest learning rate of the encoder.
    pub learning_rate: f64,
    /// Highest learning rate of the heads, which start from nothing.
    pub head_learning_rate: f64,
    /// Each layer learns at this fraction of the rate of the layer above it; embeddings come below the lowest layer.
    pub layer_decay: f64,
    /// Fraction of all steps over which the learning rate rises from zero; afterwards it falls to zero in a line.
    pub warm_up: f64,
    /// Decoupled weight decay of matrices.
    pub weight_decay: f64,
    /// Fraction of states silenced in training.
    pub dropout: f64,
    /// Share of each target that is spread evenly over all labels.
    pub label_smoothing: f64,
    /// Weight of the mixed-or-not loss beside the label loss.
    pub mixed_weight: f64,
    /// Accuracy on dev that `sure` must reach.
    pub sure_accuracy: f64,
    /// Chance of each kind of noise in a training statement.
    pub noise: Noise,
}

/// Chance of each kind of noise in a training statement, 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Noise {
    /// Two letters change places, or one is lost or doubled.
    pub typo: f64,
    /// The final full stop is put there or taken away.
    pub full_stop: f64,
    /// A heading such as "Target 2:" is put before the text.
    pub heading: f64,
    /// Apostrophes are lost.
    pub apostrophe: f64,
}

impl Config {
    /// Reads a config file.
    ///
    /// # Errors
    /// If it cannot be read, is no TOML, or has an unknown or missing key; the message names the line.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Error::io("the config cannot be read")
                .because(error)
                .at(path.display())
                .hint("give the path of a config.toml")
        })?;
        let config: Config = toml::from_str(&text)
            .map_err(|error| Error::input("the config cannot be used").because(error).at(path.display()))?;
        if config.batch == 0 || config.epochs == 0 || config.shards == 0 {
            return Err(Error::input("batch, epochs and shards must be 1 or more").at(path.display()));
        }
        Ok(config)
    }
}
