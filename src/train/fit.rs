//! The training loop.
//!
//! **In:** a [`Config`]. **Out:** a model folder; on the way, a [`Progress`] line an epoch. **Layer:** 6.
//!
//! The whole encoder learns, with the label and the mixed-or-not loss together. Batches are packed, so no work is spent on
//! padding. The epoch that does best on dev is kept, measured on the weights as they are shipped, that is after
//! rounding to bytes.

use super::calibrate::{Calibration, choose};
use super::config::Config;
use super::optimiser::AdamW;
use super::package;
use super::{base::pretty, noise::roughen};
use crate::classify::network::{Batch, Network, Shape};
use crate::classify::tokens::Pieceworker;
use crate::classify::{Classifier, Meta, Scores, storage};
use crate::document::statements::{LabelledStatement, read};
use crate::domain::Label;
use crate::error::{Error, Result};
use crate::models::{META, TOKENIZER, WEIGHTS, sha256};
use candle_core::backprop::GradStore;
use candle_core::{Device, Tensor, Var};
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Gradients longer than this are shortened to it.
const CLIP: f64 = 1.0;

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Passes finished, counted from 1.
    pub epoch: usize,
    /// Passes in all.
    pub epochs: usize,
    /// Mean training loss of the pass.
    pub loss: f64,
    /// The criterion on dev; macro-F1 over the five labels on the command line.
    pub dev: f64,
}

/// Trains a model and writes it to `models/<name>` below `root`. The epoch with the highest `criterion` of right and given
/// labels on dev is kept; `watch` hears of every epoch, `step` of every step (done, all).
///
/// # Errors
/// If the base model or the corpus cannot be read, or the model cannot be written.
pub fn run(
    root: &Path,
    config: &Config,
    criterion: impl Fn(&[Label], &[Label]) -> f64,
    mut watch: impl FnMut(Progress),
    mut step: impl FnMut(usize, usize),
) -> Result<()> {
    let base = root.join(&config.base);
    let (meta, tokenizer, weights) = open(&base)?;
    let shape = meta.shape.clone();
    let pieceworker = Pieceworker::new(&tokenizer, shape.positions)?;
    let (train, dev) = (read(&root.join(&config.train))?, read(&root.join(&config.dev))?);
    let mut random = StdRng::seed_from_u64(config.seed);
    let variables = variables(&shape, &weights, &mut random).map_err(broken)?;
    let mut optimiser = AdamW::new(rates(config, &shape, &variables)).map_err(broken)?;
    let tensors: HashMap<String, Tensor> =
        variables.iter().map(|(name, var)| (name.clone(), var.as_tensor().clone())).collect();
    let network = Network::new(&shape, &tensors).map_err(broken)?;

    let steps = config.epochs * train.len().div_ceil(config.batch);
    let mut done = 0;
    let mut best: Option<(f64, usize, Vec<u8>)> = None;
    let mut order: Vec<usize> = (0..train.len()).collect();
    for epoch in 1..=config.epochs {
        order.shuffle(&mut random);
        let mut losses = 0.0;
        for batch in order.chunks(config.batch) {
            let rows: Vec<&LabelledStatement> = batch.iter().map(|&at| &train[at]).collect();
            let (loss, gradients) = gradients(&network, &pieceworker, &rows, config, &mut random)?;
            losses += loss * rows.len() as f64;
            optimiser.step(&gradients, share(done, steps, config.warm_up), CLIP).map_err(broken)?;
            done += 1;
            step(done, steps);
        }
        let packed = package::pack(&shape, &tensors)?;
        let (scores, labels) = judge(&meta, &tokenizer, &packed, &dev)?;
        let score = criterion(&labels, &guesses(&scores));
        watch(Progress { epoch, epochs: config.epochs, loss: losses / train.len() as f64, dev: score });
        if best.as_ref().is_none_or(|(highest, ..)| score > *highest) {
            best = Some((score, epoch, packed));
        }
    }
    let (dev_macro_f1, epoch, packed) = best.ok_or_else(|| Error::input("the config asks for no epoch"))?;
    let (scores, labels) = judge(&meta, &tokenizer, &packed, &dev)?;
    let mixed: Vec<bool> = dev.iter().map(|row| row.mixed.unwrap_or(false)).collect();
    let Calibration { temperature, sure_from, mixed_from } = choose(&scores, &labels, &mixed, config.sure_accuracy);
    let hash = |path: &Path| -> Result<String> {
        std::fs::read(root.join(path))
            .map(|bytes| sha256(&bytes))
            .map_err(|error| Error::io("the corpus cannot be read").because(error).at(path.display()))
    };
    let meta = Meta {
        name: config.name.clone(),
        shape,
        files: BTreeMap::from([(WEIGHTS.to_string(), sha256(&packed)), (TOKENIZER.to_string(), sha256(&tokenizer))]),
        temperature,
        sure_from,
        mixed_from,
        base: meta.base,
        training: json!({
            "train": {"file": config.train, "sha256": hash(&config.train)?, "statements": train.len()},
            "dev": {"file": config.dev, "sha256": hash(&config.dev)?, "statements": dev.len()},
            "seed": config.seed,
            "epoch": epoch,
            "dev_macro_f1": (dev_macro_f1 * 1e4).round() / 1e4,
        }),
    };
    let folder = root.join("models").join(&config.name);
    package::write_all(&folder, &[(WEIGHTS, &packed), (TOKENIZER, &tokenizer), (META, pretty(&meta)?.as_bytes())])
}

fn broken(error: candle_core::Error) -> Error {
    Error::model("training failed").because(error)
}

/// Description, tokenizer and weights of the base model, hashes checked.
fn open(folder: &Path) -> Result<(Meta, Vec<u8>, HashMap<String, Tensor>)> {
    let parts = crate::models::parts(folder)
        .map_err(|error| error.hint("make the base model first: sothat model import FOLDER (see models/base.toml)"))?;
    Ok((parts.meta, parts.tokenizer, storage::unpack(&parts.weights)?))
}

/// Trainable copies of the base weights; the heads start as small random numbers.
fn variables(
    shape: &Shape,
    weights: &HashMap<String, Tensor>,
    random: &mut StdRng,
) -> candle_core::Result<Vec<(String, Var)>> {
    shape
        .variables()
        .into_iter()
        .map(|(name, dims)| {
            let var = if name.starts_with("heads.") && name.ends_with("weight") {
                let count = dims.iter().product();
                let numbers: Vec<f32> = (0..count).map(|_| random.random_range(-0.03f32..0.03)).collect();
                Var::from_vec(numbers, dims, &Device::Cpu)?
            } else {
                match weights.get(&name) {
                    Some(tensor) => Var::from_tensor(tensor)?,
                    None => candle_core::bail!("the base model has no {name}"),
                }
            };
            Ok((name, var))
        })
        .collect()
}

/// Every variable with its highest learning rate and its weight decay: matrices decay, vectors do not.
fn rates(config: &Config, shape: &Shape, variables: &[(String, Var)]) -> Vec<(Var, f64, f64)> {
    variables
        .iter()
        .map(|(name, var)| {
            let depth = match name.strip_prefix("layers.").and_then(|rest| rest.split('.').next()) {
                Some(layer) => shape.layers - 1 - layer.parse::<usize>().unwrap_or(0),
                None => shape.layers,
            };
            let rate = match name.starts_with("heads.") {
                true => config.head_learning_rate,
                false => config.learning_rate * config.layer_decay.powi(depth as i32),
            };
            (var.clone(), rate, if var.rank() == 2 { config.weight_decay } else { 0.0 })
        })
        .collect()
}

/// Share of the highest learning rate at a step: up in a line over the warm-up, then down to zero.
fn share(done: usize, steps: usize, warm_up: f64) -> f64 {
    let (at, warm) = (done as f64 + 1.0, (steps as f64 * warm_up).max(1.0));
    if at < warm { at / warm } else { ((steps as f64 - at) / (steps as f64 - warm).max(1.0)).max(0.0) }
}

/// The mean loss of a batch, and the gradients of its shards, whose sum is the gradient of that mean.
///
/// Each shard has a thread and a source of chance of its own. Their number comes from the config and not from the
/// machine, so that it does not change the result.
fn gradients(
    network: &Network,
    pieceworker: &Pieceworker,
    rows: &[&LabelledStatement],
    config: &Config,
    random: &mut StdRng,
) -> Result<(f64, Vec<GradStore>)> {
    let shards: Vec<(&[&LabelledStatement], u64)> =
        rows.chunks(rows.len().div_ceil(config.shards)).map(|shard| (shard, random.random())).collect();
    let work = |shard: &[&LabelledStatement], seed: u64| -> Result<(f64, GradStore)> {
        let mean = loss(network, pieceworker, shard, config, &mut StdRng::seed_from_u64(seed))?;
        let part = (mean * (shard.len() as f64 / rows.len() as f64)).map_err(broken)?;
        Ok((f64::from(part.to_scalar::<f32>().map_err(broken)?), part.backward().map_err(broken)?))
    };
    let done: Vec<Result<(f64, GradStore)>> = std::thread::scope(|scope| {
        let threads: Vec<_> = shards.iter().map(|&(shard, seed)| scope.spawn(move || work(shard, seed))).collect();
        let stopped = || Err(Error::model("a training thread stopped"));
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| stopped())).collect()
    });
    let (losses, gradients): (Vec<f64>, Vec<GradStore>) =
        done.into_iter().collect::<Result<Vec<_>>>()?.into_iter().unzip();
    Ok((losses.iter().sum(), gradients))
}

/// Label loss with smoothing plus weighted mixed loss, both means over the rows.
fn loss(
    network: &Network,
    pieceworker: &Pieceworker,
    rows: &[&LabelledStatement],
    config: &Config,
    random: &mut StdRng,
) -> Result<Tensor> {
    let mut pieces = Vec::with_capacity(rows.len());
    for row in rows {
        pieces.push(pieceworker.cut(&roughen(&row.text, &config.noise, random))?.ids);
    }
    let spread = config.label_smoothing as f32 / Label::ALL.len() as f32;
    let mut targets = vec![spread; rows.len() * Label::ALL.len()];
    for (row, target) in rows.iter().zip(targets.chunks_exact_mut(Label::ALL.len())) {
        target[row.label.index()] += 1.0 - config.label_smoothing as f32;
    }
    let mixed: Vec<f32> = rows.iter().map(|row| f32::from(row.mixed.unwrap_or(false))).collect();
    let slices: Vec<&[u32]> = pieces.iter().map(Vec::as_slice).collect();
    let keep = 1.0 - config.dropout;
    let mut mask = |rows: usize, width: usize| {
        let numbers: Vec<f32> =
            (0..rows * width).map(|_| if random.random_bool(keep) { 1.0 / keep as f32 } else { 0.0 }).collect();
        Tensor::from_vec(numbers, (rows, width), &Device::Cpu)
    };
    let whole = || -> candle_core::Result<Tensor> {
        let reading = network.forward(&Batch::new(&slices), Some(&mut mask))?;
        let targets = Tensor::from_vec(targets, (rows.len(), Label::ALL.len()), &Device::Cpu)?;
        let label = (log_softmax(&reading.label)? * targets)?.sum_all()?.neg()?;
        let mixed_target = Tensor::from_vec(mixed, (rows.len(), 1), &Device::Cpu)?;
        let mixed = candle_nn::loss::binary_cross_entropy_with_logit(&reading.mixed, &mixed_target)?;
        (label / rows.len() as f64)? + (mixed * config.mixed_weight)?
    };
    whole().map_err(broken)
}

/// Log-probabilities from primitive operations, which all have a backward pass.
fn log_softmax(logits: &Tensor) -> candle_core::Result<Tensor> {
    let shifted = logits.broadcast_sub(&logits.max_keepdim(1)?.detach())?;
    shifted.broadcast_sub(&shifted.exp()?.sum_keepdim(1)?.log()?)
}

/// What the model as it would be shipped says of the dev statements.
fn judge(base: &Meta, tokenizer: &[u8], packed: &[u8], dev: &[LabelledStatement]) -> Result<(Vec<Scores>, Vec<Label>)> {
    let classifier = Classifier::from_parts(base.clone(), tokenizer, packed)?;
    let texts: Vec<&str> = dev.iter().map(|row| row.text.as_str()).collect();
    let scores = classifier.score(&classifier.cut(&texts)?)?;
    Ok((scores, dev.iter().map(|row| row.label).collect()))
}

fn guesses(scores: &[Scores]) -> Vec<Label> {
    let best = |score: &Scores| crate::domain::Probabilities::from_array(score.label).best();
    scores.iter().map(best).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_learning_rate_rises_then_falls_to_nothing() {
        assert!((share(0, 100, 0.1) - 0.1).abs() < 1e-9);
        assert!((share(9, 100, 0.1) - 1.0).abs() < 1e-9);
        assert!((share(54, 100, 0.1) - 0.5).abs() < 1e-9);
        assert_eq!(share(99, 100, 0.1), 0.0);
    }

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

    #[test]
    fn every_variable_gets_a_gradient() {
        let shape = tiny();
        let variables = random_weights(&shape);
        let tensors = variables.iter().map(|(name, var)| (name.clone(), var.as_tensor().clone())).collect();
        let network = Network::new(&shape, &tensors).unwrap();
        let reading = network.forward(&Batch::new(&[&[1, 5, 9, 2], &[1, 30, 2]]), None).unwrap();
        let loss = log_softmax(&reading.label).unwrap().get(0).unwrap().get(2).unwrap();
        let loss = loss.add(&reading.mixed.sum_all().unwrap()).unwrap();
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
            label.add(&reading.mixed.sum_all().unwrap()).unwrap()
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
                format!("{{\"id\":\"{id}\",\"text\":\"{text}\",\"label\":\"{label}\",\"mixed\":false}}\n")
            })
            .collect();
        std::fs::write(root.join("train.jsonl"), &rows).unwrap();
        std::fs::write(root.join("dev.jsonl"), &rows).unwrap();
        root
    }

    fn trained(root: &Path, seed: u64) -> Vec<u8> {
        let text =
            std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("models/sothat-minilm/config.toml"))
                .unwrap();
        let config = Config {
            name: format!("run-{seed}"),
            train: "train.jsonl".into(),
            dev: "dev.jsonl".into(),
            seed,
            epochs: 3,
            batch: 4,
            ..toml::from_str(&text).unwrap()
        };
        let right = |a: &[Label], b: &[Label]| a.iter().zip(b).filter(|(a, b)| a == b).count() as f64;
        run(root, &config, right, |_| {}, |_, _| {}).unwrap();
        std::fs::read(root.join("models").join(&config.name).join(WEIGHTS)).unwrap()
    }

    #[test]
    fn the_same_seed_gives_the_same_model_and_another_seed_another() {
        let (one, two) = (laboratory("one"), laboratory("two"));
        let first = trained(&one, 7);
        assert_eq!(sha256(&first), sha256(&trained(&two, 7)));
        assert_ne!(sha256(&first), sha256(&trained(&one, 8)));
        crate::models::open(&one.join("models/run-7")).unwrap();
        std::fs::remove_dir_all(one).unwrap();
        std::fs::remove_dir_all(two).unwrap();
    }
}
