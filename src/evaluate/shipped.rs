//! The classifier of this program, as one system among others.
//!
//! **In:** a [`Classifier`]. **Out:** its calibrated probabilities. **Layer:** 6.
//!
//! It is run exactly as `sothat classify` runs it, so that a published figure is one that a reader can repeat.

use super::loaded::shown;
use crate::classify::Classifier;
use crate::domain::{Probabilities, Statement};
use crate::error::Result;
use crate::evaluate::System;
use crate::models;
use std::path::Path;

/// What `sothat classify` says.
pub struct Shipped {
    name: String,
    classifier: Classifier,
    described: String,
    threshold: Option<f32>,
}

impl Shipped {
    /// Wraps a classifier; `described` says in a few words which model it is.
    pub fn new(classifier: Classifier, described: impl Into<String>) -> Self {
        Shipped { name: "sothat".to_string(), classifier, described: described.into(), threshold: None }
    }

    /// A classifier with the threshold that its own description states.
    fn of(classifier: Classifier, described: &str) -> Self {
        let threshold = classifier.meta().sure_from;
        Self::new(classifier, described).sure_at(threshold)
    }

    /// The model in a folder, under the folder's name, so that several models can stand in one table.
    ///
    /// # Errors
    /// If the model cannot be loaded.
    pub fn open(folder: &Path) -> Result<Self> {
        let classifier = models::open(folder)?;
        let name = folder.file_name().map_or_else(|| classifier.meta().name.clone(), |name| name.display().to_string());
        Ok(Shipped { name, ..Self::of(classifier, &format!("the model in {}", shown(folder))) })
    }

    /// The model inside the executable.
    ///
    /// # Errors
    /// If the model cannot be loaded.
    pub fn embedded() -> Result<Self> {
        Ok(Self::of(models::embedded()?, "the model inside this program"))
    }

    /// States the confidence at which the model calls itself sure.
    #[must_use]
    pub fn sure_at(mut self, threshold: f32) -> Self {
        self.threshold = Some(threshold);
        self
    }
}

impl System for Shipped {
    fn name(&self) -> &str {
        &self.name
    }

    fn describe(&self) -> String {
        self.described.clone()
    }

    fn predict(&self, texts: &[&str]) -> Result<Vec<Probabilities>> {
        self.classifier.probabilities(texts)
    }

    fn read(&self, statements: &[Statement<'_>]) -> Result<Vec<Probabilities>> {
        self.classifier.probabilities(statements)
    }

    fn threshold(&self) -> Option<f32> {
        self.threshold
    }
}
