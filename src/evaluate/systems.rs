//! The systems that can be asked for by name, and what each needs before it can answer.
//!
//! **In:** names, training and dev rows, the base encoder's folder. **Out:** [`System`]s. **Layer:** 6.
//!
//! Asked for by name, a system that lacks what it needs is an error; asked for nothing, all that can be run are run and a
//! note says which were left out and why.

use super::loaded::{Loaded, shown};
use crate::classify::Classifier;
use crate::domain::Label;
use crate::error::{Error, Result};
use crate::evaluate::{EmbeddingLogistic, KeywordRules, Majority, Shipped, System, TfidfLogistic};
use crate::models;
use std::path::Path;
use std::sync::Arc;

/// The systems that can be asked for by name.
pub const SYSTEMS: [&str; 6] =
    ["sothat", "minilm-logistic", "static-logistic", "tfidf-logistic", "keyword-rules", "majority"];

/// Systems that learn from training rows and cannot do without.
const FITTED: [&str; 4] = ["minilm-logistic", "static-logistic", "tfidf-logistic", "majority"];

/// Systems that take their vectors from the base encoder.
const BASED: [&str; 2] = ["minilm-logistic", "static-logistic"];

/// Where `sothat model import` puts the base encoder.
pub(super) const BASE: &str = "models/base";

/// What systems are made from.
pub(super) struct Makings<'a> {
    /// The rows to fit to.
    pub train: Option<&'a Loaded>,
    /// The rows to choose settings on.
    pub dev: Option<&'a Loaded>,
    /// The folder of the base encoder, which need not be there.
    pub base: &'a Path,
}

/// The systems `asked` for in their order, each once; all that can be made if none is named.
pub(super) fn systems(asked: &[String], makings: &Makings, notes: &mut Vec<String>) -> Result<Vec<Box<dyn System>>> {
    let names = wanted(asked, makings, notes)?;
    let encoder = match names.iter().any(|name| BASED.contains(name)) {
        true => Some(Arc::new(models::open(makings.base)?)),
        false => None,
    };
    names.into_iter().map(|name| build(name, makings, encoder.as_ref())).collect()
}

fn wanted<'a>(asked: &'a [String], makings: &Makings, notes: &mut Vec<String>) -> Result<Vec<&'a str>> {
    let based = makings.base.join(models::META).is_file();
    let untrained = |name: &str| makings.train.is_none() && FITTED.contains(&name);
    let baseless = |name: &str| !based && BASED.contains(&name);
    if asked.is_empty() {
        let mut left = |lacks: &dyn Fn(&str) -> bool, what: &str| {
            let names: Vec<&str> = SYSTEMS.into_iter().filter(|name| lacks(name)).collect();
            if !names.is_empty() {
                notes.push(format!("Not run, for want of {what}: {}.", names.join(", ")));
            }
        };
        left(&untrained, "training rows");
        let base = format!("the base encoder in {} (sothat model import)", shown(makings.base));
        left(&|name| baseless(name) && !untrained(name), &base);
        return Ok(SYSTEMS.into_iter().filter(|name| !untrained(name) && !baseless(name)).collect());
    }
    let mut names: Vec<&str> = Vec::new();
    for name in asked {
        if !SYSTEMS.contains(&name.as_str()) && !Path::new(name).is_dir() {
            return Err(Error::input(format!("there is no system \"{name}\""))
                .at("--systems")
                .hint(format!("use {}, or the folder of a model", SYSTEMS.join(", "))));
        }
        if untrained(name) {
            return Err(Error::input(format!("{name} needs rows to learn from"))
                .at("--systems")
                .hint("give a training file with --train"));
        }
        if baseless(name) {
            return Err(Error::input(format!("{name} needs the base encoder, which is not there"))
                .at(makings.base.display())
                .hint("make it with \"sothat model import\", or name its folder with --base"));
        }
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    Ok(names)
}

fn build(name: &str, makings: &Makings, encoder: Option<&Arc<Classifier>>) -> Result<Box<dyn System>> {
    let (texts, labels) = makings.train.map(|train| (train.texts(), train.labels())).unwrap_or_default();
    let dev = makings.dev.map(|dev| (dev.texts(), dev.labels()));
    let dev: Option<(&[&str], &[Label])> = dev.as_ref().map(|(texts, labels)| (texts.as_slice(), labels.as_slice()));
    let encoder = || encoder.map(Arc::clone).ok_or_else(|| Error::model("the base encoder is not loaded"));
    Ok(match name {
        "sothat" => Box::new(Shipped::embedded()?),
        "minilm-logistic" => Box::new(EmbeddingLogistic::of_states(encoder()?, (&texts, &labels), dev)?),
        "static-logistic" => Box::new(EmbeddingLogistic::of_pieces(encoder()?, (&texts, &labels), dev)?),
        "tfidf-logistic" => Box::new(TfidfLogistic::fit(&texts, &labels, dev)?),
        "keyword-rules" => Box::new(KeywordRules::shipped().calibrated(&texts, &labels)),
        "majority" => Box::new(Majority::fit(&labels)),
        folder => Box::new(Shipped::open(Path::new(folder))?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn makings(base: &str) -> Makings<'_> {
        Makings { train: None, dev: None, base: Path::new(base) }
    }

    #[test]
    fn without_training_rows_what_learns_is_left_out_with_one_note() {
        let mut notes = Vec::new();
        let names = wanted(&[], &makings("no/such/folder"), &mut notes).unwrap();
        assert_eq!(names, ["sothat", "keyword-rules"]);
        let note = "Not run, for want of training rows: minilm-logistic, static-logistic, tfidf-logistic, majority.";
        assert_eq!(notes, [note]);
    }

    #[test]
    fn without_the_base_encoder_its_two_systems_are_left_out_or_refused_by_name() {
        let folder = std::env::temp_dir().join(format!("sothat-systems-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("train.csv"), "text,label\na laptop,resource\n").unwrap();
        let train = Loaded::read(&folder.join("train.csv")).unwrap();
        let makings = Makings { train: Some(&train), ..makings("no/such/folder") };
        let mut notes = Vec::new();
        let names = wanted(&[], &makings, &mut notes).unwrap();
        assert_eq!(names, ["sothat", "tfidf-logistic", "keyword-rules", "majority"]);
        assert!(notes[0].starts_with("Not run, for want of the base encoder in no/such/folder"), "{notes:?}");
        let refusal = wanted(&["static-logistic".to_string()], &makings, &mut notes).unwrap_err().to_string();
        assert!(refusal.starts_with("static-logistic needs the base encoder, which is not there · no/such/folder ·"));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
