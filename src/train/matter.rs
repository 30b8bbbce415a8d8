//! Trains the matter reader: which hope, need, outcome and provision of a plan belong together.
//!
//! **In:** a model, published base weights, whole plans with their links. **Out:** `matter_reader.safetensors` beside the
//! model, its hash in `meta.json`. **Layer:** 6.
//!
//! The layers below the middle stay as they are, so every text is read up to there once. Of each plan the loss asks three
//! things: which of the parents is a child's own, which of the children are a parent's, and whether a pair belongs together at
//! all, so that somebody without a partner stands apart. As in use, vectors are taken less the mean of their stage, which
//! only says what kind of text it is.

use super::base::{pretty, write};
use super::checkpoint::Checkpoint;
use super::fit::{Progress, Watch, chance};
use super::learn::{Weights, gradients, share};
use super::loss::{broken, dropout, log_sum, yes_or_no};
use super::optimiser::AdamW;
use crate::classify::Classifier;
use crate::classify::matter::MatterReader;
use crate::classify::storage;
use crate::document::plan_file;
use crate::domain::{Level, Plan, Stage};
use crate::error::{Error, Result};
use crate::models::{self, MATTER_READER, META, sha256};
use candle_core::{Device, Tensor, Var};
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

const SEED: u64 = 1;
const EPOCHS: usize = 3;
/// Plans of a step.
const PLANS: usize = 4;
/// Parts of a step that are read side by side, each by a thread of its own.
pub const SHARDS: usize = 2;
const RATE: f64 = 5e-5;
/// Learning rate of the scales and biases of "belongs together at all".
const LINE_RATE: f64 = 1e-2;
const DECAY: f64 = 0.01;
const WARM_UP: f64 = 0.1;
const CLIP: f64 = 1.0;
const DROPOUT: f64 = 0.1;
/// Likenesses are multiplied by this before they compete.
const SHARPNESS: f64 = 10.0;
/// Scale and bias of "belongs together at all" to begin with.
const LINE: [f32; 2] = [8.0, -3.0];
/// The variable of them, beside the layers.
const LINES: &str = "lines";

/// Stages that are held against each other; the last two by way of what lies between.
const PAIRS: [(Stage, Stage); 5] = [
    (Stage::Aspiration, Stage::Need),
    (Stage::Need, Stage::Outcome),
    (Stage::Outcome, Stage::Provision),
    (Stage::Aspiration, Stage::Outcome),
    (Stage::Need, Stage::Provision),
];

/// A plan with its links.
struct Threaded {
    plan: Plan,
    links: BTreeSet<(String, String)>,
}

/// A plan, read half-way.
struct Prepared {
    /// The states of every item's tokens, in the order of the stages.
    states: Vec<Tensor>,
    /// Number of items of each stage.
    counts: [usize; 4],
    /// For each of [`PAIRS`], whether parent and child belong together, by rows of parents.
    together: Vec<Vec<f32>>,
}

/// Trains a matter reader for the model in `folder`, from the upper layers of the model in `base`, on the plans in `threads`,
/// and writes it there. An interrupted run goes on from its last whole epoch.
///
/// # Errors
/// If a model, the plans or the folder cannot be read or written.
pub fn matter_reader(folder: &Path, base: &Path, threads: &Path, watch: &mut dyn Watch) -> Result<()> {
    let (plans, bytes) = read(threads)?;
    let parts = models::parts(folder)?;
    let mut meta = parts.meta;
    let base = models::parts(base)
        .map_err(|error| error.hint("make the base model first: sothat model import FOLDER (see models/base.toml)"))?;
    let classifier = Classifier::from_parts(meta.clone(), &parts.tokenizer, &parts.weights)?;
    let prepared: Vec<Prepared> = plans.iter().map(|plan| prepare(&classifier, plan)).collect::<Result<_>>()?;

    let fingerprint = format!("{}\n{:?}\n{:?}", sha256(&bytes), meta.files.get(models::WEIGHTS), base.meta.files);
    let checkpoint = Checkpoint::open(folder.join("matter_reader.part"), &fingerprint)?;
    let mut learner = Learner::new(&meta.shape, &storage::unpack(&base.weights)?).map_err(broken)?;
    let mut done = 0;
    if let Some((state, numbers)) = checkpoint.read("last")
        && let [steps, passes] = numbers[..]
    {
        learner.optimiser.restore(&state, steps).map_err(broken)?;
        done = passes as usize;
    }
    for pass in done + 1..=EPOCHS {
        let loss = learner.epoch(&prepared, pass, watch)?;
        watch.passed(&Progress {
            stage: "matter".to_string(),
            epoch: pass,
            epochs: EPOCHS,
            loss: Some(loss),
            dev: None,
        });
        let (state, steps) = learner.optimiser.state().map_err(broken)?;
        checkpoint.write("last", &state, &[steps, pass as f64])?;
    }
    let packed = storage::pack(&MatterReader::variables(&meta.shape), &learner.weights)?;
    meta.files.insert(MATTER_READER.to_string(), sha256(&packed));
    if let Some(training) = meta.training.as_object_mut() {
        let about = json!({"file": threads.display().to_string(), "sha256": sha256(&bytes), "plans": plans.len()});
        training.insert("matter_reader".to_string(), about);
    }
    write(folder, MATTER_READER, &packed)?;
    write(folder, META, pretty(&meta)?.as_bytes())?;
    checkpoint.close()
}

/// The plans of a file, one a line, and the bytes of the file.
fn read(path: &Path) -> Result<(Vec<Threaded>, Vec<u8>)> {
    let bytes =
        std::fs::read(path).map_err(|error| Error::io("the plans cannot be read").because(error).at(path.display()))?;
    let text = String::from_utf8_lossy(&bytes);
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let plans = lines
        .map(|(at, line)| {
            let place = format!("{}:{}", path.display(), at + 1);
            threaded(line).map_err(|error| error.at(place))
        })
        .collect::<Result<Vec<_>>>()?;
    match plans.len() {
        0 => Err(Error::input("there is no plan to learn from").at(path.display())),
        _ => Ok((plans, bytes)),
    }
}

fn threaded(line: &str) -> Result<Threaded> {
    let clock = || jiff::civil::date(2026, 1, 1);
    let (plan, problems) = plan_file::read(line, None, clock)?;
    if let Some(problem) = problems.iter().find(|problem| problem.level == Level::Error) {
        return Err(Error::input(problem.message.clone()));
    }
    let value: Value = serde_json::from_str(line).map_err(|error| Error::input("no JSON").because(error))?;
    let links: BTreeSet<(String, String)> = value
        .get("gold_links")
        .and_then(|links| serde_json::from_value(links.clone()).ok())
        .ok_or_else(|| Error::input("the plan has no gold_links").hint("give pairs of ids: [[\"B1\", \"E1\"], …]"))?;
    let ids: BTreeSet<&str> = plan.items().map(|(_, item)| item.id.as_str()).collect();
    if let Some(id) = links.iter().flat_map(|(from, to)| [from, to]).find(|id| !ids.contains(id.as_str())) {
        return Err(Error::input(format!("gold_links names {id}, which is no item of the plan")));
    }
    Ok(Threaded { plan, links })
}

fn prepare(classifier: &Classifier, threaded: &Threaded) -> Result<Prepared> {
    let texts: Vec<&str> = threaded.plan.items().map(|(_, item)| item.text.as_str()).collect();
    let linked = |from: &str, to: &str| threaded.links.contains(&(from.to_string(), to.to_string()));
    let together = |&(from, to): &(Stage, Stage)| {
        let between = match (from, to) {
            (Stage::Aspiration, Stage::Outcome) => threaded.plan.stage(Stage::Need),
            (Stage::Need, Stage::Provision) => threaded.plan.stage(Stage::Outcome),
            _ => &[],
        };
        let mut rows = Vec::new();
        for parent in threaded.plan.stage(from) {
            for child in threaded.plan.stage(to) {
                let by_way = between.iter().any(|way| linked(&parent.id, &way.id) && linked(&way.id, &child.id));
                rows.push(f32::from(u8::from(by_way || linked(&parent.id, &child.id))));
            }
        }
        rows
    };
    Ok(Prepared {
        states: classifier.states_half_way(&texts)?,
        counts: Stage::ALL.map(|stage| threaded.plan.stage(stage).len()),
        together: PAIRS.iter().map(together).collect(),
    })
}

/// Layers that move.
struct Learner {
    reader: MatterReader,
    weights: Weights,
    /// A scale and a bias for each of [`PAIRS`].
    lines: Tensor,
    optimiser: AdamW,
}

impl Learner {
    fn new(shape: &crate::classify::network::Shape, base: &Weights) -> candle_core::Result<Self> {
        let mut variables = Vec::new();
        for name in MatterReader::variables(shape) {
            match base.get(&name) {
                Some(tensor) => variables.push((name, Var::from_tensor(&tensor.copy()?)?)),
                None => candle_core::bail!("the base model has no {name}"),
            }
        }
        let weights: Weights = variables.iter().map(|(name, var)| (name.clone(), var.as_tensor().clone())).collect();
        let lines = Var::from_vec(LINE.repeat(PAIRS.len()), (PAIRS.len(), 2), &Device::Cpu)?;
        let reader = MatterReader::new(shape, &weights)?;
        let moved = variables.into_iter().map(|(name, var)| (name, var, RATE, DECAY));
        let moved = moved.chain([(LINES.to_string(), lines.clone(), LINE_RATE, 0.0)]);
        Ok(Learner { reader, weights, lines: lines.as_tensor().clone(), optimiser: AdamW::new(moved.collect())? })
    }

    /// One pass over the plans: the mean loss.
    fn epoch(&mut self, plans: &[Prepared], pass: usize, watch: &mut dyn Watch) -> Result<f64> {
        let mut random = chance(SEED, "matter", pass);
        let mut order: Vec<&Prepared> = plans.iter().collect();
        order.shuffle(&mut random);
        let each = order.len().div_ceil(PLANS);
        let mut losses = 0.0;
        for (at, batch) in order.chunks(PLANS).enumerate() {
            let loss = |plans: &[&Prepared], random: &mut StdRng| self.loss(plans, random).map_err(broken);
            let (mean, gradients) = gradients(batch, SHARDS, &mut random, &loss)?;
            losses += mean * batch.len() as f64;
            let share = share((pass - 1) * each + at, EPOCHS * each, WARM_UP);
            self.optimiser.step(&gradients, share, CLIP).map_err(broken)?;
            watch.stepped(at + 1, each);
        }
        Ok(losses / order.len() as f64)
    }

    /// The mean loss of some plans, which are read together.
    fn loss(&self, plans: &[&Prepared], random: &mut StdRng) -> candle_core::Result<Tensor> {
        let states: Vec<&Tensor> = plans.iter().flat_map(|plan| &plan.states).collect();
        let mut starts = vec![0];
        for state in &states {
            starts.push(starts[starts.len() - 1] + state.dim(0)?);
        }
        let starts: Arc<[usize]> = starts.into();
        let mut mask = dropout(DROPOUT, random);
        let mut drop = |x: Tensor| x.mul(&mask(x.dim(0)?, x.dim(1)?)?);
        let vectors = self.reader.read(&Tensor::cat(&states, 0)?, &starts, &mut drop)?;
        let mut sum = Tensor::zeros((), candle_core::DType::F32, &Device::Cpu)?;
        let mut at = 0;
        for plan in plans {
            let mut stages = HashMap::new();
            for (stage, count) in Stage::ALL.into_iter().zip(plan.counts) {
                if count > 1 {
                    stages.insert(stage, centred(&vectors.narrow(0, at, count)?)?);
                }
                at += count;
            }
            for (pair, (from, to)) in PAIRS.iter().enumerate() {
                if let (Some(parents), Some(children)) = (stages.get(from), stages.get(to)) {
                    sum = (sum + self.pair_loss(pair, parents, children, &plan.together[pair])?)?;
                }
            }
        }
        sum / (plans.len() * PAIRS.len()) as f64
    }

    fn pair_loss(
        &self,
        pair: usize,
        parents: &Tensor,
        children: &Tensor,
        together: &[f32],
    ) -> candle_core::Result<Tensor> {
        let likeness = parents.matmul(&children.t()?)?;
        let target = Tensor::from_slice(together, likeness.dims2()?, &Device::Cpu)?;
        let line = self.lines.narrow(0, pair, 1)?.flatten_all()?;
        let logits = likeness.broadcast_mul(&line.narrow(0, 0, 1)?)?.broadcast_add(&line.narrow(0, 1, 1)?)?;
        let all = yes_or_no(&logits, &target)?.mean_all()?;
        let sharp = (likeness * SHARPNESS)?;
        let links = target.sum_all()?.to_scalar::<f32>()? as f64;
        if links == 0.0 {
            return Ok(all);
        }
        // A child with two parents is content with either.
        let hidden = ((target.clone() - 1.0)? * 1e4)?;
        let own = (log_sum(&(&sharp + hidden)?, 0)? - log_sum(&sharp, 0)?)?;
        let has = target.max_keepdim(0)?;
        let of_children = ((own * &has)?.sum_all()? / has.sum_all()?.to_scalar::<f32>()? as f64)?;
        let shares = sharp.broadcast_sub(&log_sum(&sharp, 1)?)?;
        let of_parents = ((shares * target)?.sum_all()? / links)?;
        (all - of_children)? - of_parents
    }
}

/// Vectors less their mean, of length one.
fn centred(vectors: &Tensor) -> candle_core::Result<Tensor> {
    let apart = vectors.broadcast_sub(&vectors.mean_keepdim(0)?)?;
    let length = (apart.sqr()?.sum_keepdim(1)? + 1e-12)?.sqrt()?;
    apart.broadcast_div(&length)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE_OF_A_FILE: &str = r#"{"child":{"name":"Ada"},"aspirations":[{"id":"A1","text":"to be heard"}],
        "needs":[{"id":"B1","section":"B","text":"no words yet"},{"id":"B2","section":"B","text":"falls"}],
        "outcomes":[{"id":"E1","text":"asks for juice"},{"id":"E2","text":"climbs the stairs"}],
        "provision":[{"id":"F1","section":"F","text":"symbols"},{"id":"F2","section":"F","text":"physiotherapy"}],
        "gold_links":[["A1","B1"],["B1","E1"],["B2","E2"],["E1","F1"],["E2","F2"]]}"#;

    #[test]
    fn links_by_way_of_another_stage_count() {
        let classifier = crate::models::embedded().unwrap();
        let prepared = prepare(&classifier, &threaded(LINE_OF_A_FILE).unwrap()).unwrap();
        assert_eq!(prepared.counts, [1, 2, 2, 2]);
        assert_eq!(prepared.together[3], [1.0, 0.0], "hope and outcome, by way of the need");
        assert_eq!(prepared.together[4], [1.0, 0.0, 0.0, 1.0], "need and provision, by way of the outcome");
    }

    #[test]
    fn a_link_to_nothing_and_a_plan_without_links_are_errors_that_say_so() {
        let dangling = LINE_OF_A_FILE.replace(r#"["A1","B1"]"#, r#"["A1","B7"]"#);
        assert!(threaded(&dangling).err().unwrap().to_string().contains("B7"));
        let bare = LINE_OF_A_FILE
            .replace("gold_links", "title")
            .replace("[[\"A1\"", "\"")
            .split("\"title\"")
            .next()
            .unwrap()
            .trim_end()
            .trim_end_matches(',')
            .to_string()
            + "}";
        assert!(threaded(&bare).err().unwrap().to_string().contains("gold_links"));
    }

    #[test]
    fn steps_along_the_gradient_bring_together_what_belongs_together() {
        let classifier = crate::models::embedded().unwrap();
        let weights = storage::unpack(include_bytes!("../../models/sothat-minilm/model.safetensors")).unwrap();
        let prepared = prepare(&classifier, &threaded(LINE_OF_A_FILE).unwrap()).unwrap();
        let mut learner = Learner::new(&classifier.meta().shape, &weights).unwrap();
        struct Deaf;
        impl Watch for Deaf {
            fn passed(&mut self, _: &Progress) {}
            fn stepped(&mut self, _: usize, _: usize) {}
        }
        let plans = [prepared];
        let first = learner.epoch(&plans, 1, &mut Deaf).unwrap();
        for pass in 2..=EPOCHS {
            learner.epoch(&plans, pass, &mut Deaf).unwrap();
        }
        let last = learner.epoch(&plans, 1, &mut Deaf).unwrap();
        assert!(last < first, "{last} is not below {first}");
    }
}
