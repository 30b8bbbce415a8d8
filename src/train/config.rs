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
    /// Only the first so many of them, for a learning curve; all if it is left out. The corpus stands in random order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take: Option<usize>,
    /// Texts that are no statements, to tell apart: `{"text": …, "notice": "not-a-statement"}` a line.
    pub others: PathBuf,
    /// Texts of which some only look like none, to choose the threshold on together with the dev statements.
    pub others_dev: PathBuf,
    /// Labelled statements to choose on: the best epoch, temperature, thresholds.
    pub dev: PathBuf,
    /// Everything random comes from these numbers. One model is trained for each, and their weights are averaged.
    pub seeds: Vec<u64>,
    /// Passes over the training statements, at most.
    pub epochs: usize,
    /// Passes without a better result on dev after which a seed ends early.
    pub patience: usize,
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
    /// Weight of the loss of the marks (mixed, vague, …) beside the label loss.
    pub marks_weight: f64,
    /// Weight of the loss of the slots beside the label loss.
    pub slots_weight: f64,
    /// Weight of the loss of statement-or-not beside the label loss.
    pub other_weight: f64,
    /// Accuracy on dev that `sure` must reach.
    pub sure_accuracy: f64,
    /// Chance of each kind of noise in a training statement.
    pub noise: Noise,
    /// Masked-language-model training on the texts before anything else.
    #[serde(default)]
    pub language: Language,
    /// Supervised-contrastive training on the labels before the heads are trained.
    #[serde(default)]
    pub contrast: Contrast,
}

/// Chance of each kind of noise in a training statement, 0 to 1. Casing is not among them: the tokenizer folds it, so it
/// would change nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Noise {
    /// Two letters change places, or one is lost or doubled.
    pub typo: f64,
    /// The final full stop is put there or taken away.
    pub full_stop: f64,
    /// A heading such as "Target 2:" is put into the text, before it.
    pub heading: f64,
    /// Apostrophes are lost.
    pub apostrophe: f64,
    /// The end of a longer statement is cut off.
    pub truncation: f64,
    /// A heading is given as context to a statement that has none; as often, one that it has is withheld.
    pub context: f64,
}

/// Masked-language-model training (Devlin and others, 2019), which shows the encoder the field's words.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// Passes; 0 leaves the stage out.
    pub epochs: usize,
    /// Highest learning rate of the top layer.
    pub learning_rate: f64,
}

/// Supervised-contrastive training (Khosla and others, 2020), which draws statements of one label together.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contrast {
    /// Passes; 0 leaves the stage out.
    pub epochs: usize,
    /// Likenesses are divided by this.
    pub temperature: f64,
}

impl Config {
    /// Reads a config file.
    ///
    /// # Errors
    /// If it cannot be read, is no TOML, has an unknown or missing key (the message names the line), or a number out of range.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Error::io("the config cannot be read")
                .because(error)
                .at(path.display())
                .hint("give the path of a config.toml")
        })?;
        let config: Config = toml::from_str(&text)
            .map_err(|error| Error::input("the config cannot be used").because(error).at(path.display()))?;
        config.check().map_err(|error| error.at(path.display()))?;
        Ok(config)
    }

    fn check(&self) -> Result<()> {
        let noise = &self.noise;
        let shares = [
            ("warm_up", self.warm_up),
            ("dropout", self.dropout),
            ("label_smoothing", self.label_smoothing),
            ("sure_accuracy", self.sure_accuracy),
            ("noise.typo", noise.typo),
            ("noise.full_stop", noise.full_stop),
            ("noise.heading", noise.heading),
            ("noise.apostrophe", noise.apostrophe),
            ("noise.truncation", noise.truncation),
            ("noise.context", noise.context),
        ];
        if let Some((name, value)) = shares.into_iter().find(|(_, value)| !(0.0..=1.0).contains(value)) {
            return Err(Error::input(format!("{name} is {value}")).hint("give a number from 0 to 1"));
        }
        let sizes = [
            ("learning_rate", self.learning_rate),
            ("head_learning_rate", self.head_learning_rate),
            ("layer_decay", self.layer_decay),
            ("weight_decay", self.weight_decay),
            ("marks_weight", self.marks_weight),
            ("slots_weight", self.slots_weight),
            ("other_weight", self.other_weight),
            ("language.learning_rate", self.language.learning_rate),
            ("contrast.temperature", self.contrast.temperature),
        ];
        if let Some((name, value)) = sizes.into_iter().find(|(_, value)| !value.is_finite() || *value < 0.0) {
            return Err(Error::input(format!("{name} is {value}")).hint("give a number of 0 or more"));
        }
        if self.dropout >= 1.0 {
            return Err(Error::input("dropout is 1").hint("something must be left to learn from"));
        }
        if self.batch == 0 || self.epochs == 0 || self.shards == 0 || self.patience == 0 {
            return Err(Error::input("batch, epochs, patience and shards must be 1 or more"));
        }
        if self.train == self.dev {
            return Err(Error::input("train and dev are one file")
                .at(self.dev.display())
                .hint("name another file for dev: what was learnt by heart says nothing of new text"));
        }
        if self.take == Some(0) {
            return Err(Error::input("take is 0").hint("leave it out to learn from all statements"));
        }
        if self.contrast.epochs > 0 && self.contrast.temperature <= 0.0 {
            return Err(Error::input("contrast.temperature must be more than 0").hint("0.1 is usual"));
        }
        let mut seeds = self.seeds.clone();
        seeds.sort_unstable();
        seeds.dedup();
        if seeds.is_empty() || seeds.len() < self.seeds.len() {
            return Err(Error::input("seeds must list one number or more, each once"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/sothat-minilm/config.toml");
        std::fs::read_to_string(path).unwrap()
    }

    fn refusal(text: &str) -> String {
        let path = std::env::temp_dir().join(format!("sothat-config-{}-{}.toml", std::process::id(), text.len()));
        std::fs::write(&path, text).unwrap();
        let refused = Config::read(&path).expect_err("it should be refused").to_string();
        std::fs::remove_file(path).unwrap();
        refused
    }

    #[test]
    fn a_misspelt_knob_is_refused_with_its_name_and_line() {
        let text = format!("droput = 0.1\n{}", shipped());
        let refused = refusal(&text);
        assert!(refused.contains("droput") && refused.contains("line 1") && refused.contains(".toml"), "{refused}");
    }

    #[test]
    fn numbers_out_of_range_are_refused() {
        let with = |key: &str, value: &str| {
            let lines = shipped();
            let changed: Vec<String> = lines
                .lines()
                .map(
                    |line| if line.starts_with(&format!("{key} =")) { format!("{key} = {value}") } else { line.into() },
                )
                .collect();
            refusal(&changed.join("\n"))
        };
        assert!(with("dropout", "1.0").contains("dropout is 1"));
        assert!(with("typo", "1.5").contains("noise.typo is 1.5"));
        assert!(with("batch", "0").contains("must be 1 or more"));
        assert!(with("dev", "\"corpus/statements/train.jsonl\"").starts_with("train and dev are one file"));
        assert!(with("seeds", "[3, 3]").contains("seeds must list"));
        assert!(refusal(&format!("take = 0\n{}", shipped())).contains("take is 0"));
    }
}
