//! The stages of a training run.
//!
//! **In:** a [`Config`]. **Out:** a model folder; on the way, a [`Progress`] an epoch. **Layer:** 6.
//!
//! Base weights → masked-language-model training on the texts → supervised-contrastive training → for each seed the whole
//! encoder with all heads → the seeds' weights averaged. The first two stages are optional. Within a seed the epoch that does
//! best on dev is kept, measured on the weights as they are shipped, that is after rounding to bytes; of the seeds and
//! their average, the best. Heads begin alike for every seed, so that the average means something.

use super::base::pretty;
use super::calibrate::{Calibration, choose};
use super::checkpoint::Checkpoint;
use super::config::Config;
use super::learn::{Learner, Weights, epoch};
use super::loss::{Example, broken, of_labels, of_language, of_likeness};
use super::package;
use crate::classify::network::Shape;
use crate::classify::probability::Scale;
use crate::classify::tokens::Pieceworker;
use crate::classify::{Classifier, Meta, Scores, storage};
use crate::document::others::{self, Other};
use crate::document::statements::{LabelledStatement, read};
use crate::domain::{Label, Statement};
use crate::error::{Error, Result};
use crate::models::{META, TOKENIZER, WEIGHTS, sha256};
use candle_core::{Device, Tensor};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

/// Where a run stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// What is being done: `language`, `contrast`, `seed 1`, …, `average`.
    pub stage: String,
    /// Passes finished, counted from 1.
    pub epoch: usize,
    /// Passes in all, at most.
    pub epochs: usize,
    /// Mean training loss of the pass; nothing where nothing was trained.
    pub loss: Option<f64>,
    /// The criterion on dev, where the stage has one; macro-F1 over the five labels on the command line.
    pub dev: Option<f64>,
}

/// Hears how a run goes.
pub trait Watch {
    /// A pass has ended.
    fn passed(&mut self, progress: &Progress);
    /// `done` of `all` steps of a pass are made.
    fn stepped(&mut self, done: usize, all: usize);
}

/// A model of one seed, with what it reached.
struct Candidate {
    name: String,
    weights: Weights,
    dev: f64,
    epoch: usize,
}

/// One experiment with everything that its stages need.
struct Run<'a> {
    config: &'a Config,
    base: Meta,
    tokenizer: Vec<u8>,
    pieceworker: Pieceworker,
    /// What is learned from, statements first, then texts that are none.
    train: Vec<Example>,
    statements: usize,
    dev: Vec<LabelledStatement>,
    others_dev: Vec<Other>,
    checkpoint: Checkpoint,
}

/// Trains a model and writes it to `models/<name>` below `root`. Epochs and seeds are chosen by the highest `criterion` of
/// right and given labels on dev. A run that was interrupted goes on from its last whole stage,
/// and within a seed from its last whole epoch.
///
/// # Errors
/// If the base model or the corpus cannot be read, or the model cannot be written.
pub fn run(
    root: &Path,
    config: &Config,
    criterion: impl Fn(&[Label], &[Label]) -> f64,
    watch: &mut dyn Watch,
) -> Result<()> {
    let parts = crate::models::parts(&root.join(&config.base))
        .map_err(|error| error.hint("make the base model first: sothat model import FOLDER (see models/base.toml)"))?;
    let hash = |path: &Path| -> Result<String> {
        std::fs::read(root.join(path))
            .map(|bytes| sha256(&bytes))
            .map_err(|error| Error::io("the corpus cannot be read").because(error).at(path.display()))
    };
    let hashes = (hash(&config.train)?, hash(&config.dev)?, hash(&config.others)?);
    let fingerprint = format!("{config:?}\n{hashes:?}\n{:?}\n", parts.meta.files);
    let mut train = read(&root.join(&config.train))?;
    train.truncate(config.take.unwrap_or(usize::MAX));
    let statements = train.len();
    let others = others::read(&root.join(&config.others))?.into_iter().filter(|row| row.notice.is_some());
    let labelled = train.into_iter().map(|row| Example::Labelled(Box::new(row)));
    let train = labelled.chain(others.map(|row| Example::Other(row.text))).collect();
    let run = Run {
        config,
        pieceworker: Pieceworker::new(&parts.tokenizer, parts.meta.shape.positions)?,
        train,
        statements,
        others_dev: others::read(&root.join(&config.others_dev))?,
        dev: read(&root.join(&config.dev))?,
        checkpoint: Checkpoint::open(root.join("models").join(format!("{}.part", config.name)), &fingerprint)?,
        tokenizer: parts.tokenizer,
        base: parts.meta,
    };
    let begun = beginning(&run.base.shape, storage::unpack(&parts.weights)?).map_err(broken)?;
    let begun = run.language(begun, watch)?;
    let begun = run.contrast(begun, watch)?;
    let mut candidates = Vec::new();
    for &seed in &config.seeds {
        candidates.push(run.seed(seed, &begun, &criterion, watch)?);
    }
    let reached: Vec<_> = candidates
        .iter()
        .map(|one| json!({"name": one.name, "epoch": one.epoch, "dev_macro_f1": (one.dev * 1e4).round() / 1e4}))
        .collect();
    if candidates.len() > 1 {
        candidates.push(run.average(&candidates, &criterion, watch)?);
    }
    let best = candidates
        .into_iter()
        .reduce(|best, one| if one.dev > best.dev { one } else { best })
        .ok_or_else(|| Error::input("the config names no seed"))?;

    let packed = package::pack(&run.base.shape, &best.weights)?;
    let scores = run.judge(&packed)?;
    let others = judged_others(&run.shipped(&packed)?, &run.others_dev)?;
    let Calibration { scale, sure_from, marks_from, other_from } =
        choose(&scores, &run.dev, &others, config.sure_accuracy, config.label_smoothing as f32);
    let meta = Meta {
        name: config.name.clone(),
        shape: run.base.shape.clone(),
        files: BTreeMap::from([
            (WEIGHTS.to_string(), sha256(&packed)),
            (TOKENIZER.to_string(), sha256(&run.tokenizer)),
        ]),
        smoothing: scale.smoothing,
        temperature: scale.temperature,
        sure_from,
        marks_from,
        other_from,
        base: run.base.base.clone(),
        training: json!({
            "train": {"file": config.train, "sha256": hashes.0, "statements": run.statements},
            "others": {"file": config.others, "sha256": hashes.2, "texts": run.train.len() - run.statements},
            "dev": {"file": config.dev, "sha256": hashes.1, "statements": run.dev.len()},
            "seeds": reached,
            "chosen": best.name,
            "dev_macro_f1": (best.dev * 1e4).round() / 1e4,
        }),
    };
    let folder = root.join("models").join(&config.name);
    let described = pretty(&meta)?;
    let files: [(&str, &[u8]); 3] = [(WEIGHTS, &packed), (TOKENIZER, &run.tokenizer), (META, described.as_bytes())];
    package::write_all(&folder, &files)?;
    run.checkpoint.close()
}

/// Chooses temperature and thresholds of a finished model anew, on the dev rows and with the accuracy that the config names, and
/// writes them into the model's description. The weights stay as they are.
///
/// # Errors
/// If the model, the config's files or the description cannot be read or written.
pub fn calibrate(root: &Path, config: &Config) -> Result<()> {
    let folder = root.join("models").join(&config.name);
    let parts = crate::models::parts(&folder)?;
    let classifier = Classifier::from_parts(parts.meta.clone(), &parts.tokenizer, &parts.weights)?;
    let dev = read(&root.join(&config.dev))?;
    let others = others::read(&root.join(&config.others_dev))?;
    let scores = judged(&classifier, &dev)?;
    let others = judged_others(&classifier, &others)?;
    let Calibration { scale: Scale { smoothing, temperature }, sure_from, marks_from, other_from } =
        choose(&scores, &dev, &others, config.sure_accuracy, config.label_smoothing as f32);
    let meta = Meta { smoothing, temperature, sure_from, marks_from, other_from, ..parts.meta };
    package::write_all(&folder, &[(META, pretty(&meta)?.as_bytes())])
}

/// What a model says of labelled statements.
fn judged(classifier: &Classifier, rows: &[LabelledStatement]) -> Result<Vec<Scores>> {
    let statements: Vec<Statement<'_>> = rows.iter().map(LabelledStatement::statement).collect();
    classifier.score(&classifier.cut(&statements)?)
}

/// A model's logit of being no statement for further texts, and whether they are none (some look so only).
fn judged_others(classifier: &Classifier, rows: &[Other]) -> Result<Vec<(f32, bool)>> {
    let texts: Vec<Statement<'_>> = rows.iter().map(|row| row.text.as_str().into()).collect();
    let scores = classifier.score(&classifier.cut(&texts)?)?;
    Ok(scores.iter().zip(rows).map(|(score, row)| (score.other, row.notice.is_some())).collect())
}

impl Run<'_> {
    /// Masked-language-model training on the training texts.
    fn language(&self, begun: Weights, watch: &mut dyn Watch) -> Result<Weights> {
        let stage = &self.config.language;
        let mask = self.pieceworker.id("[MASK]").ok_or_else(|| Error::model("the tokenizer has no [MASK]"))?;
        let vocabulary = self.base.shape.vocabulary;
        self.prepare("language", stage.epochs, stage.learning_rate, begun, watch, |learner, rows, random| {
            of_language(&learner.network, &self.pieceworker, rows, self.config, (vocabulary, mask), random)
        })
    }

    /// Supervised-contrastive training on the labels.
    fn contrast(&self, begun: Weights, watch: &mut dyn Watch) -> Result<Weights> {
        let (epochs, rate) = (self.config.contrast.epochs, self.config.learning_rate);
        self.prepare("contrast", epochs, rate, begun, watch, |learner, rows, random| {
            of_likeness(&learner.network, &self.pieceworker, rows, self.config, random)
        })
    }

    /// A stage without a choice on dev: all its epochs, then on with the last weights.
    fn prepare(
        &self,
        name: &str,
        epochs: usize,
        rate: f64,
        begun: Weights,
        watch: &mut dyn Watch,
        loss: impl Fn(&Learner, &[&Example], &mut StdRng) -> Result<Tensor> + Sync,
    ) -> Result<Weights> {
        if epochs == 0 {
            return Ok(begun);
        }
        if let Some((kept, _)) = self.checkpoint.read(name) {
            return Ok(kept);
        }
        let mut learner = Learner::new(&self.base.shape, &begun, self.config, rate).map_err(broken)?;
        for pass in 1..=epochs {
            let mut random = chance(self.config.seeds[0], name, pass);
            let mean = epoch(&mut learner, &self.train, self.config, (pass, epochs), &mut random, watch, &loss)?;
            watch.passed(&Progress { stage: name.to_string(), epoch: pass, epochs, loss: Some(mean), dev: None });
        }
        let weights = learner.weights();
        self.checkpoint.write(name, &weights, &[])?;
        Ok(weights)
    }

    /// The whole model for one seed; its best epoch on dev.
    fn seed(
        &self,
        seed: u64,
        begun: &Weights,
        criterion: &impl Fn(&[Label], &[Label]) -> f64,
        watch: &mut dyn Watch,
    ) -> Result<Candidate> {
        let (name, config) = (format!("seed-{seed}"), self.config);
        let candidate = |weights: Weights, numbers: &[f64]| Candidate {
            name: name.clone(),
            weights,
            dev: numbers.first().copied().unwrap_or(0.0),
            epoch: numbers.get(1).map_or(0, |epoch| *epoch as usize),
        };
        if let Some((weights, numbers)) = self.checkpoint.read(&name) {
            return Ok(candidate(weights, &numbers));
        }
        let (best_of, last_of) = (format!("{name}-best"), format!("{name}-last"));
        let mut learner = Learner::new(&self.base.shape, begun, config, config.learning_rate).map_err(broken)?;
        let mut best: Option<Candidate> = None;
        let mut done = 0;
        if let (Some((kept, numbers)), Some((state, at))) =
            (self.checkpoint.read(&best_of), self.checkpoint.read(&last_of))
            && let [steps, passes] = at[..]
        {
            learner.optimiser.restore(&state, steps).map_err(broken)?;
            best = Some(candidate(kept, &numbers));
            done = passes as usize;
        }
        let loss = |learner: &Learner, rows: &[&Example], random: &mut StdRng| {
            of_labels(&learner.network, &self.pieceworker, rows, config, random)
        };
        for pass in done + 1..=config.epochs {
            if best.as_ref().is_some_and(|best| pass > best.epoch + config.patience) {
                break;
            }
            let mut random = chance(seed, "labels", pass);
            let mean = epoch(&mut learner, &self.train, config, (pass, config.epochs), &mut random, watch, &loss)?;
            let weights = learner.weights();
            let dev = self.criterion(&weights, criterion)?;
            let stage = format!("seed {seed}");
            watch.passed(&Progress { stage, epoch: pass, epochs: config.epochs, loss: Some(mean), dev: Some(dev) });
            if best.as_ref().is_none_or(|best| dev > best.dev) {
                let numbers = [dev, pass as f64];
                self.checkpoint.write(&best_of, &weights, &numbers)?;
                best = Some(candidate(copied(&weights).map_err(broken)?, &numbers));
            }
            let (state, steps) = learner.optimiser.state().map_err(broken)?;
            self.checkpoint.write(&last_of, &state, &[steps, pass as f64])?;
        }
        let best = best.ok_or_else(|| Error::input("the config asks for no epoch"))?;
        self.checkpoint.write(&name, &best.weights, &[best.dev, best.epoch as f64])?;
        self.checkpoint.forget(&best_of);
        self.checkpoint.forget(&last_of);
        Ok(best)
    }

    /// The mean of the seeds' weights.
    fn average(
        &self,
        candidates: &[Candidate],
        criterion: &impl Fn(&[Label], &[Label]) -> f64,
        watch: &mut dyn Watch,
    ) -> Result<Candidate> {
        let mut weights = Weights::new();
        let mean = |name: &String| -> candle_core::Result<Tensor> {
            let all: Vec<Tensor> = candidates.iter().map(|one| one.weights[name].clone()).collect();
            Tensor::stack(&all, 0)?.mean(0)
        };
        for name in candidates[0].weights.keys() {
            weights.insert(name.clone(), mean(name).map_err(broken)?);
        }
        let dev = self.criterion(&weights, criterion)?;
        watch.passed(&Progress { stage: "average".to_string(), epoch: 1, epochs: 1, loss: None, dev: Some(dev) });
        Ok(Candidate { name: "average".to_string(), weights, dev, epoch: 0 })
    }

    /// The criterion on dev of these weights as they would be shipped.
    fn criterion(&self, weights: &Weights, criterion: &impl Fn(&[Label], &[Label]) -> f64) -> Result<f64> {
        let given: Vec<Label> =
            self.judge(&package::pack(&self.base.shape, weights)?)?.iter().map(Scores::best).collect();
        let right: Vec<Label> = self.dev.iter().map(|row| row.label).collect();
        Ok(criterion(&right, &given))
    }

    /// What the model as it would be shipped says of the dev statements.
    fn judge(&self, packed: &[u8]) -> Result<Vec<Scores>> {
        judged(&self.shipped(packed)?, &self.dev)
    }

    /// The model as it would be shipped.
    fn shipped(&self, packed: &[u8]) -> Result<Classifier> {
        Classifier::from_parts(self.base.clone(), &self.tokenizer, packed)
    }
}

/// The base weights with heads that start as small random numbers, the same for every experiment.
fn beginning(shape: &Shape, mut weights: Weights) -> candle_core::Result<Weights> {
    let mut random = StdRng::seed_from_u64(0);
    for (name, dims) in shape.variables() {
        if name.starts_with("heads.") && name.ends_with("weight") {
            let count = dims.iter().product();
            let numbers: Vec<f32> = (0..count).map(|_| random.random_range(-0.03f32..0.03)).collect();
            weights.insert(name, Tensor::from_vec(numbers, dims, &Device::Cpu)?);
        }
    }
    Ok(weights)
}

/// A source of chance of its own for every pass of every stage, so that a resumed run draws what an uninterrupted one would have.
pub(super) fn chance(seed: u64, stage: &str, pass: usize) -> StdRng {
    let digest = sha256(format!("{seed} {stage} {pass}").as_bytes());
    StdRng::seed_from_u64(u64::from_str_radix(&digest[..16], 16).unwrap_or(seed))
}

/// Weights that further training does not change.
fn copied(weights: &Weights) -> candle_core::Result<Weights> {
    weights.iter().map(|(name, tensor)| Ok((name.clone(), tensor.copy()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::config::{Contrast, Language};
    use super::super::loss::log_softmax;
    use super::super::tags;
    use super::*;
    use crate::classify::network::{Batch, Network, Reading};
    use candle_core::Var;
    use std::collections::HashMap;

    fn tiny() -> Shape {
        Shape { vocabulary: 40, positions: 16, width: 32, inner: 64, layers: 2, heads: 4 }
    }

    fn random_weights(shape: &Shape) -> HashMap<String, Var> {
        let mut random = StdRng::seed_from_u64(3);
        shape
            .variables()
            .into_iter()
            .map(|(name, dims)| {
                let numbers: Vec<f32> = (0..dims.iter().product()).map(|_| random.random_range(-0.5f32..0.5)).collect();
                (name, Var::from_vec(numbers, dims, &Device::Cpu).unwrap())
            })
            .collect()
    }

    /// What is made small beside the label: the marks, statement or not, and the tags of two statements of four and of three words.
    fn rest(network: &Network, reading: &Reading) -> Tensor {
        let tags = network.tag(&reading.tokens).unwrap();
        let tags = tags::unlikeliness(&tags, &network.follows, &[4, 3], &[0, 3, 4, 0, 1, 5, 6]).unwrap();
        tags.add(&reading.marks.sum_all().unwrap()).unwrap().add(&reading.other.sum_all().unwrap()).unwrap()
    }

    #[test]
    fn every_variable_gets_a_gradient() {
        let shape = tiny();
        let variables = random_weights(&shape);
        let tensors = variables.iter().map(|(name, var)| (name.clone(), var.as_tensor().clone())).collect();
        let network = Network::new(&shape, &tensors).unwrap();
        let reading = network.forward(&Batch::new(&[&[1, 5, 9, 2], &[1, 30, 2]]), None).unwrap();
        let loss = log_softmax(&reading.label).unwrap().get(0).unwrap().get(2).unwrap();
        let loss = loss.add(&rest(&network, &reading)).unwrap();
        let gradients = loss.backward().unwrap();
        for (name, var) in &variables {
            let gradient = gradients.get(var).unwrap_or_else(|| panic!("{name} has no gradient"));
            let size = gradient.abs().unwrap().sum_all().unwrap().to_scalar::<f32>().unwrap();
            assert!(size > 0.0, "the gradient of {name} is zero");
        }
    }

    #[test]
    fn gradients_are_the_slopes_of_the_loss() {
        let shape = tiny();
        let variables = random_weights(&shape);
        let loss = |tensors: &HashMap<String, Tensor>| {
            let network = Network::new(&shape, tensors).unwrap();
            let reading = network.forward(&Batch::new(&[&[1, 5, 9, 2], &[1, 30, 2]]), None).unwrap();
            let label = log_softmax(&reading.label).unwrap().get(1).unwrap().get(3).unwrap();
            label.add(&rest(&network, &reading)).unwrap()
        };
        let tensors: HashMap<String, Tensor> =
            variables.iter().map(|(name, var)| (name.clone(), var.as_tensor().clone())).collect();
        let gradients = loss(&tensors).backward().unwrap();
        for (name, var) in &variables {
            let slopes = gradients.get(var).unwrap().flatten_all().unwrap().to_vec1::<f32>().unwrap();
            let at = (0..slopes.len()).max_by(|&a, &b| slopes[a].abs().total_cmp(&slopes[b].abs())).unwrap();
            let moved = |by: f32| {
                let mut numbers = var.flatten_all().unwrap().to_vec1::<f32>().unwrap();
                numbers[at] += by;
                let mut tensors = tensors.clone();
                tensors.insert(name.clone(), Tensor::from_vec(numbers, var.shape(), &Device::Cpu).unwrap());
                loss(&tensors).to_scalar::<f32>().unwrap()
            };
            let by = 5e-3;
            let measured = (moved(by) - moved(-by)) / (2.0 * by);
            let gap = (measured - slopes[at]).abs() / slopes[at].abs().max(0.05);
            assert!(gap < 0.03, "{name}: the slope is {measured}, the gradient says {}", slopes[at]);
        }
    }

    /// A folder with a tiny base model over the shipped vocabulary, and a corpus of a few statements.
    fn laboratory(name: &str) -> std::path::PathBuf {
        let root = std::env::temp_dir().join(format!("sothat-train-{}-{name}", std::process::id()));
        let base = root.join("models/base");
        std::fs::create_dir_all(&base).unwrap();
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/sothat-minilm");
        let meta = Meta::parse(&std::fs::read_to_string(shipped.join(META)).unwrap()).unwrap();
        let shape = Shape { vocabulary: meta.shape.vocabulary, ..tiny() };
        let tensors: HashMap<String, Tensor> =
            random_weights(&shape).iter().map(|(name, var)| (name.clone(), var.as_tensor().clone())).collect();
        let (weights, tokenizer) =
            (package::pack(&shape, &tensors).unwrap(), std::fs::read(shipped.join(TOKENIZER)).unwrap());
        let files =
            BTreeMap::from([(WEIGHTS.to_string(), sha256(&weights)), (TOKENIZER.to_string(), sha256(&tokenizer))]);
        let described = pretty(&Meta { shape, files, ..meta }).unwrap();
        let parts: [(&str, &[u8]); 3] = [(WEIGHTS, &weights), (TOKENIZER, &tokenizer), (META, described.as_bytes())];
        package::write_all(&base, &parts).unwrap();
        let rows: String = ["a laptop", "I cook my own tea", "going bowling", "six sessions held", "help from a TA"]
            .iter()
            .zip(["resource", "outcome", "activity", "output", "service"])
            .enumerate()
            .map(|(id, (text, label))| {
                let slots = "[{\"start\":0,\"end\":1,\"slot\":\"person\"}]";
                format!(
                    "{{\"id\":\"{id}\",\"text\":\"{text}\",\"label\":\"{label}\",\"mixed\":false,\"slots\":{slots}}}\n"
                )
            })
            .collect();
        std::fs::write(root.join("train.jsonl"), &rows).unwrap();
        std::fs::write(root.join("dev.jsonl"), &rows).unwrap();
        std::fs::write(root.join("others.jsonl"), "{\"text\":\"N/A\",\"notice\":\"not-a-statement\"}\n").unwrap();
        root
    }

    /// Lets that many passes end and pulls the plug at the end of the next.
    struct Patient(usize);

    impl Watch for Patient {
        fn passed(&mut self, _: &Progress) {
            self.0 = self.0.checked_sub(1).expect("the plug is pulled");
        }
        fn stepped(&mut self, _: usize, _: usize) {}
    }

    fn trained(root: &Path, seed: u64, mut patience: Patient) -> Vec<u8> {
        let text =
            std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("models/sothat-minilm/config.toml"))
                .unwrap();
        let config = Config {
            name: format!("run-{seed}"),
            train: "train.jsonl".into(),
            dev: "dev.jsonl".into(),
            others: "others.jsonl".into(),
            others_dev: "others.jsonl".into(),
            seeds: vec![seed],
            epochs: 3,
            batch: 4,
            language: Language { epochs: 1, learning_rate: 1e-3 },
            contrast: Contrast { epochs: 1, temperature: 0.1 },
            ..toml::from_str(&text).unwrap()
        };
        let right = |a: &[Label], b: &[Label]| a.iter().zip(b).filter(|(a, b)| a == b).count() as f64;
        run(root, &config, right, &mut patience).unwrap();
        std::fs::read(root.join("models").join(&config.name).join(WEIGHTS)).unwrap()
    }

    #[test]
    fn the_same_seed_gives_the_same_model_and_another_seed_another() {
        let (one, two) = (laboratory("one"), laboratory("two"));
        let first = trained(&one, 7, Patient(9));
        assert_eq!(sha256(&first), sha256(&trained(&two, 7, Patient(9))));
        assert_ne!(sha256(&first), sha256(&trained(&one, 8, Patient(9))));
        crate::models::open(&one.join("models/run-7")).unwrap();
        std::fs::remove_dir_all(one).unwrap();
        std::fs::remove_dir_all(two).unwrap();
    }

    #[test]
    fn a_run_that_was_cut_off_goes_on_and_ends_with_the_same_model() {
        let (whole, cut) = (laboratory("whole"), laboratory("cut"));
        let model = cut.join("models/run-7");
        // Five passes end: language, contrast and three of the seed. Each time one more ends before the plug is pulled, so the last
        // run has one left to make; had any been forgotten, it would be cut off as well.
        for run in 0..4 {
            let broken = std::panic::catch_unwind(|| trained(&cut, 7, Patient(1)));
            assert!(broken.is_err(), "run {run}");
            assert!(!model.exists(), "nothing half-made may stand where a model belongs");
        }
        assert_eq!(sha256(&trained(&cut, 7, Patient(1))), sha256(&trained(&whole, 7, Patient(5))));
        assert!(!cut.join("models/run-7.part").exists());
        std::fs::remove_dir_all(whole).unwrap();
        std::fs::remove_dir_all(cut).unwrap();
    }
}
