//! What a model says of itself: `meta.json`.
//!
//! **In:** JSON. **Out:** [`Meta`]. **Layer:** 2.

use super::network::Shape;
use super::probability::Scale;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a model says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// Name of the model and of its folder.
    pub name: String,
    /// The measures of the network.
    pub(crate) shape: Shape,
    /// SHA-256 of each file beside this one, in hexadecimal.
    pub files: BTreeMap<String, String>,
    /// Share of each label that was spread over all labels in training; taken off again when logits become probabilities.
    #[serde(default)]
    pub smoothing: f32,
    /// The logarithms of the probabilities are divided by this; chosen on dev.
    pub temperature: f32,
    /// A verdict is `sure` from this probability on; chosen on dev.
    pub sure_from: f32,
    /// A mark is set from this probability on, in the order of [`crate::domain::Mark::ALL`]; chosen on dev.
    pub marks_from: [f32; 4],
    /// A text is no statement from this probability on; chosen on dev.
    pub other_from: f32,
    /// Where the base weights come from: package, licence, hashes.
    pub base: serde_json::Value,
    /// How the model was trained: corpus hash, seed, figures on dev.
    pub training: serde_json::Value,
}

impl Meta {
    /// How the model's logits become probabilities.
    pub(super) fn scale(&self) -> Scale {
        Scale { smoothing: self.smoothing, temperature: self.temperature }
    }

    /// Reads `meta.json`.
    ///
    /// # Errors
    /// If it is not the JSON of a model that this program can run.
    pub fn parse(text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(|error| {
            Error::model("the model's description cannot be read").because(error).hint("install the model again")
        })
    }
}
