//! One pass over the training statements.
//!
//! **In:** weights, statements, a loss. **Out:** better weights. **Layer:** 6.
//!
//! Batches are packed, so no work is spent on padding; statements of about the same length come together, so that the shards
//! of a step take about as long as one another.

use super::config::Config;
use super::fit::Watch;
use super::loss::{Example, broken};
use super::optimiser::AdamW;
use crate::classify::network::{Network, Shape};
use crate::error::{Error, Result};
use candle_core::backprop::GradStore;
use candle_core::{Tensor, Var};
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use std::collections::HashMap;

/// Gradients longer than this are shortened to it.
const CLIP: f64 = 1.0;
/// Batches that are drawn together and sorted by length.
const BUCKET: usize = 8;

/// Named weights.
pub(super) type Weights = HashMap<String, Tensor>;

/// A network whose weights move.
pub(super) struct Learner {
    /// The network over the moving weights.
    pub network: Network,
    /// What moves them.
    pub optimiser: AdamW,
    tensors: Weights,
}

impl Learner {
    /// Trainable copies of these weights. `rate` is the highest learning rate of the top layer.
    pub(super) fn new(shape: &Shape, weights: &Weights, config: &Config, rate: f64) -> candle_core::Result<Self> {
        let mut variables = Vec::new();
        for (name, _) in shape.variables() {
            match weights.get(&name) {
                Some(tensor) => variables.push((name, Var::from_tensor(&tensor.copy()?)?)),
                None => candle_core::bail!("the base model has no {name}"),
            }
        }
        let tensors: Weights = variables.iter().map(|(name, var)| (name.clone(), var.as_tensor().clone())).collect();
        let network = Network::new(shape, &tensors)?;
        let optimiser = AdamW::new(rates(config, shape, rate, variables))?;
        Ok(Learner { network, optimiser, tensors })
    }

    /// The weights as they are now; further training changes them.
    pub(super) fn weights(&self) -> Weights {
        self.tensors.clone()
    }
}

/// Every variable with its highest learning rate and its weight decay: matrices decay, vectors do not.
fn rates(config: &Config, shape: &Shape, rate: f64, variables: Vec<(String, Var)>) -> Vec<(String, Var, f64, f64)> {
    variables
        .into_iter()
        .map(|(name, var)| {
            let depth = match name.strip_prefix("layers.").and_then(|rest| rest.split('.').next()) {
                Some(layer) => shape.layers - 1 - layer.parse::<usize>().unwrap_or(0),
                None => shape.layers,
            };
            let rate = match name.starts_with("heads.") {
                true => config.head_learning_rate,
                false => rate * config.layer_decay.powi(depth as i32),
            };
            let decay = if var.rank() == 2 { config.weight_decay } else { 0.0 };
            (name, var, rate, decay)
        })
        .collect()
}

/// One pass: the mean loss. `(pass, passes)` says where in the stage it stands, which sets the learning rate.
pub(super) fn epoch(
    learner: &mut Learner,
    train: &[Example],
    config: &Config,
    (pass, passes): (usize, usize),
    random: &mut StdRng,
    watch: &mut dyn Watch,
    loss: &(impl Fn(&Learner, &[&Example], &mut StdRng) -> Result<Tensor> + Sync),
) -> Result<f64> {
    let batches = batches(train, config.batch, random);
    let (each, mut losses) = (batches.len(), 0.0);
    for (at, batch) in batches.iter().enumerate() {
        let of_shard = |rows: &[&Example], random: &mut StdRng| loss(learner, rows, random);
        let (mean, gradients) = gradients(batch, config.shards, random, &of_shard)?;
        losses += mean * batch.len() as f64;
        let share = share((pass - 1) * each + at, passes * each, config.warm_up);
        learner.optimiser.step(&gradients, share, CLIP).map_err(broken)?;
        watch.stepped(at + 1, each);
    }
    Ok(losses / train.len() as f64)
}

/// All statements in batches of about the same length, in random order.
fn batches<'a>(train: &'a [Example], size: usize, random: &mut StdRng) -> Vec<Vec<&'a Example>> {
    let mut order: Vec<&Example> = train.iter().collect();
    order.shuffle(random);
    for bucket in order.chunks_mut(size * BUCKET) {
        bucket.sort_by_key(|row| row.text().len());
    }
    let mut batches: Vec<Vec<&Example>> = order.chunks(size).map(<[_]>::to_vec).collect();
    batches.shuffle(random);
    for batch in &mut batches {
        batch.shuffle(random);
    }
    batches
}

/// Share of the highest learning rate at a step: up in a line over the warm-up, then down to zero.
pub(super) fn share(done: usize, steps: usize, warm_up: f64) -> f64 {
    let (at, warm) = (done as f64 + 1.0, (steps as f64 * warm_up).max(1.0));
    if at < warm { at / warm } else { ((steps as f64 - at) / (steps as f64 - warm).max(1.0)).max(0.0) }
}

/// The mean loss of the shards of a batch, weighted by their rows, and their gradients, whose sum is the gradient of that mean.
///
/// Each shard has a thread and a source of chance of its own. Their number comes from the config and not from the
/// machine, so that it does not change the result.
pub(super) fn gradients<R: Sync>(
    rows: &[&R],
    shards: usize,
    random: &mut StdRng,
    loss: &(impl Fn(&[&R], &mut StdRng) -> Result<Tensor> + Sync),
) -> Result<(f64, Vec<GradStore>)> {
    let shards: Vec<(&[&R], u64)> =
        rows.chunks(rows.len().div_ceil(shards)).map(|shard| (shard, random.random())).collect();
    let work = |shard: &[&R], seed: u64| -> Result<(f64, GradStore)> {
        let mean = loss(shard, &mut StdRng::seed_from_u64(seed))?;
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

    #[test]
    fn every_statement_is_in_one_batch_and_batches_are_of_one_length() {
        let rows: Vec<Example> = (0..64).map(|n| Example::Other("x".repeat(n + 1))).collect();
        let found = batches(&rows, 8, &mut StdRng::seed_from_u64(1));
        let mut lengths: Vec<usize> = found.concat().iter().map(|row| row.text().len()).collect();
        lengths.sort_unstable();
        assert_eq!(lengths, (1..=64).collect::<Vec<_>>());
        for batch in &found {
            let lengths: Vec<usize> = batch.iter().map(|row| row.text().len()).collect();
            assert!(lengths.iter().max().unwrap() - lengths.iter().min().unwrap() == 7, "{lengths:?}");
        }
    }
}
