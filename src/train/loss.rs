//! What training makes small.
//!
//! **In:** labelled statements and the network. **Out:** one number, a tensor with gradients. **Layer:** 6.
//!
//! Four losses are added: cross-entropy of the label (smoothed), of statement or not, of the marks that annotators gave, and of
//! the slot tags where parts are marked, taken from the first piece of every word. Rows without parts or a mark say nothing about them. All
//! of it is composed of primitive operations, which all have a backward pass.

use super::config::Config;
use super::noise::{Rough, roughen};
use super::tags;
use crate::classify::network::{Batch, Dropout, Network};
use crate::classify::slots;
use crate::classify::tokens::Pieceworker;
use crate::document::statements::LabelledStatement;
use crate::domain::{Label, Mark, Statement};
use crate::error::{Error, Result};
use candle_core::{Device, Tensor};
use rand::Rng;
use rand::rngs::StdRng;

/// What the network learns from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Example {
    /// A statement with its label, and perhaps marks and parts.
    Labelled(Box<LabelledStatement>),
    /// A text that is no statement.
    Other(String),
}

impl Example {
    /// The text.
    pub(super) fn text(&self) -> &str {
        match self {
            Example::Labelled(row) => &row.text,
            Example::Other(text) => text,
        }
    }

    /// The label, if it is a statement.
    fn label(&self) -> Option<Label> {
        match self {
            Example::Labelled(row) => Some(row.label),
            Example::Other(_) => None,
        }
    }
}

/// Statements as the network is shown them, with what it should say.
#[derive(Default)]
struct Shown {
    ids: Vec<Vec<u32>>,
    /// Smoothed targets, a row of labels a statement.
    labels: Vec<f32>,
    /// Target and weight of every mark, a row of marks a statement.
    marks: Vec<f32>,
    asked: Vec<f32>,
    /// 1 for a text that is no statement.
    other: Vec<f32>,
    /// Places of first pieces in the batch whose tag is known, their tags, and how many each statement has.
    places: Vec<u32>,
    tags: Vec<usize>,
    lengths: Vec<usize>,
}

impl Shown {
    fn new(rows: &[&Example], config: &Config, pieceworker: &Pieceworker, random: &mut StdRng) -> Result<Self> {
        let mut shown = Shown::default();
        let spread = config.label_smoothing as f32 / Label::ALL.len() as f32;
        let mut start = 0;
        for row in rows {
            let Rough { text, parts, heading } = match row {
                Example::Labelled(row) => roughen(row.as_ref(), &config.noise, random),
                Example::Other(text) => roughen(text.as_str(), &config.noise, random),
            };
            let statement = Statement { text: &text, heading: heading.as_deref() };
            let (pieces, words) = pieceworker.words(statement)?;
            if let Some(parts) = parts.filter(|_| !words.is_empty()) {
                shown.places.extend(words.iter().map(|word| (start + word.first) as u32));
                shown.tags.extend(slots::encode(&words, &parts));
                shown.lengths.push(words.len());
            }
            start += pieces.ids.len();
            shown.ids.push(pieces.ids);
            match row {
                Example::Labelled(row) => {
                    let target =
                        |label| spread + if label == row.label { 1.0 - config.label_smoothing as f32 } else { 0.0 };
                    shown.labels.extend(Label::ALL.map(target));
                    shown.marks.extend(Mark::ALL.map(|mark| f32::from(row.mark(mark) == Some(true))));
                    shown.asked.extend(Mark::ALL.map(|mark| f32::from(row.mark(mark).is_some())));
                    shown.other.push(0.0);
                }
                Example::Other(_) => {
                    shown.labels.extend([0.0; Label::ALL.len()]);
                    shown.marks.extend([0.0; Mark::ALL.len()]);
                    shown.asked.extend([0.0; Mark::ALL.len()]);
                    shown.other.push(1.0);
                }
            }
        }
        Ok(shown)
    }
}

/// Label, marks and slots together, each a mean over what is known of it.
pub(super) fn of_labels(
    network: &Network,
    pieceworker: &Pieceworker,
    rows: &[&Example],
    config: &Config,
    random: &mut StdRng,
) -> Result<Tensor> {
    let shown = Shown::new(rows, config, pieceworker, random)?;
    let mut whole = || -> candle_core::Result<Tensor> {
        let slices: Vec<&[u32]> = shown.ids.iter().map(Vec::as_slice).collect();
        let mut mask = dropout(config.dropout, random);
        let reading = network.forward(&Batch::new(&slices), Some(&mut mask as Dropout<'_>))?;
        let count = rows.len();
        let targets = Tensor::from_slice(&shown.labels, (count, Label::ALL.len()), &Device::Cpu)?;
        let labelled = rows.iter().filter(|row| row.label().is_some()).count().max(1);
        let mut loss = (cross_entropy(&reading.label, &targets)? / labelled as f64)?;
        let other = Tensor::from_slice(&shown.other, (count, 1), &Device::Cpu)?;
        let other = yes_or_no(&reading.other, &other)?.sum_all()?;
        loss = (loss + (other * (config.other_weight / count as f64))?)?;
        let asked: f32 = shown.asked.iter().sum();
        if asked > 0.0 {
            let shape = (count, Mark::ALL.len());
            let targets = Tensor::from_slice(&shown.marks, shape, &Device::Cpu)?;
            let asked_of = Tensor::from_slice(&shown.asked, shape, &Device::Cpu)?;
            let each = (yes_or_no(&reading.marks, &targets)? * asked_of)?.sum_all()?;
            loss = (loss + (each * (config.marks_weight / f64::from(asked)))?)?;
        }
        if !shown.places.is_empty() {
            let known = shown.places.len();
            let places = Tensor::from_slice(&shown.places, known, &Device::Cpu)?;
            let logits = network.tag(&reading.tokens.index_select(&places, 0)?)?;
            let each = tags::unlikeliness(&logits, &network.follows, &shown.lengths, &shown.tags)?;
            loss = (loss + (each * (config.slots_weight / known as f64))?)?;
        }
        Ok(loss)
    };
    whole().map_err(broken)
}

/// Supervised-contrastive loss: the mean of −log of the share that statements of the same label have in the likeness of each
/// to all others of its shard. Nothing if no two of them share a label.
pub(super) fn of_likeness(
    network: &Network,
    pieceworker: &Pieceworker,
    rows: &[&Example],
    config: &Config,
    random: &mut StdRng,
) -> Result<Tensor> {
    let shown = Shown::new(rows, config, pieceworker, random)?;
    let count = rows.len();
    let partners = |row: usize| {
        (0..count).filter(move |&other| {
            other != row && rows[row].label().is_some() && rows[other].label() == rows[row].label()
        })
    };
    let mut weights = vec![0f32; count * count];
    let mut others = vec![0f32; count * count];
    for row in 0..count {
        let found = partners(row).count();
        partners(row).for_each(|other| weights[row * count + other] = 1.0 / (found * count) as f32);
        others[row * count + row] = -1e4;
    }
    let whole = || -> candle_core::Result<Tensor> {
        let slices: Vec<&[u32]> = shown.ids.iter().map(Vec::as_slice).collect();
        let mut mask = dropout(config.dropout, random);
        let pooled = network.forward(&Batch::new(&slices), Some(&mut mask as Dropout<'_>))?.pooled;
        let length = (pooled.sqr()?.sum_keepdim(1)? + 1e-12)?.sqrt()?;
        let directions = pooled.broadcast_div(&length)?;
        let likeness = (directions.matmul(&directions.t()?)? / config.contrast.temperature)?;
        let likeness = (likeness + Tensor::from_vec(others, (count, count), &Device::Cpu)?)?;
        let weights = Tensor::from_vec(weights, (count, count), &Device::Cpu)?;
        cross_entropy(&likeness, &weights)
    };
    whole().map_err(broken)
}

/// Share of word pieces that are hidden, and of those the shares that become the mask and any piece.
const HIDDEN: f64 = 0.15;
const MASKED: f64 = 0.8;
const SWAPPED: f64 = 0.1;

/// Masked-language-model loss: how hard it is to tell hidden pieces from those around them.
pub(super) fn of_language(
    network: &Network,
    pieceworker: &Pieceworker,
    rows: &[&Example],
    config: &Config,
    (vocabulary, mask_id): (usize, u32),
    random: &mut StdRng,
) -> Result<Tensor> {
    let (mut ids, mut places, mut hidden) = (Vec::with_capacity(rows.len()), Vec::new(), Vec::new());
    let mut start = 0;
    for row in rows {
        let mut pieces = pieceworker.cut(row.text().into())?.ids;
        let inner = pieces.len().saturating_sub(2);
        let sure = random.random_range(0..inner.max(1));
        for at in 0..inner {
            if at == sure || random.random_bool(HIDDEN) {
                places.push((start + at + 1) as u32);
                hidden.push(pieces[at + 1]);
                let draw = random.random::<f64>();
                if draw < MASKED {
                    pieces[at + 1] = mask_id;
                } else if draw < MASKED + SWAPPED {
                    pieces[at + 1] = random.random_range(0..vocabulary as u32);
                }
            }
        }
        start += pieces.len();
        ids.push(pieces);
    }
    let whole = || -> candle_core::Result<Tensor> {
        let slices: Vec<&[u32]> = ids.iter().map(Vec::as_slice).collect();
        let mut mask = dropout(config.dropout, random);
        let tokens = network.forward(&Batch::new(&slices), Some(&mut mask as Dropout<'_>))?.tokens;
        let count = places.len();
        let states = tokens.index_select(&Tensor::from_vec(places, count, &Device::Cpu)?, 0)?;
        let logs = log_softmax(&network.pieces(&states)?)?;
        let hidden = Tensor::from_vec(hidden, (count, 1), &Device::Cpu)?;
        logs.gather(&hidden, 1)?.sum_all()?.neg()? / count as f64
    };
    whole().map_err(broken)
}

/// Masks that silence a share of the states and scale the rest so that the mean is kept.
pub(super) fn dropout(share: f64, random: &mut StdRng) -> impl FnMut(usize, usize) -> candle_core::Result<Tensor> {
    let keep = 1.0 - share;
    move |rows, width| {
        let numbers: Vec<f32> =
            (0..rows * width).map(|_| if random.random_bool(keep) { 1.0 / keep as f32 } else { 0.0 }).collect();
        Tensor::from_vec(numbers, (rows, width), &Device::Cpu)
    }
}

/// The sum of −target · log-probability.
fn cross_entropy(logits: &Tensor, targets: &Tensor) -> candle_core::Result<Tensor> {
    (log_softmax(logits)? * targets)?.sum_all()?.neg()
}

/// −log-probability of each yes-or-no target, from logits.
pub(super) fn yes_or_no(logits: &Tensor, targets: &Tensor) -> candle_core::Result<Tensor> {
    let tail = (logits.abs()?.neg()?.exp()? + 1.0)?.log()?;
    logits.relu()?.sub(&(logits * targets)?)?.add(&tail)
}

/// Log-probabilities.
pub(super) fn log_softmax(logits: &Tensor) -> candle_core::Result<Tensor> {
    logits.broadcast_sub(&log_sum(logits, 1)?)
}

/// The log of the sum of e to each number along a dimension, which is kept with length 1.
pub(super) fn log_sum(numbers: &Tensor, along: usize) -> candle_core::Result<Tensor> {
    let largest = numbers.max_keepdim(along)?.detach();
    numbers.broadcast_sub(&largest)?.exp()?.sum_keepdim(along)?.log()?.add(&largest)
}

pub(super) fn broken(error: candle_core::Error) -> Error {
    Error::model("training failed").because(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(tensor: &Tensor) -> f32 {
        tensor.sum_all().unwrap().to_scalar::<f32>().unwrap()
    }

    #[test]
    fn yes_or_no_is_the_log_loss_of_the_sigmoid() {
        let logits = Tensor::new(&[2.0f32, -3.0], &Device::Cpu).unwrap();
        let targets = Tensor::new(&[1.0f32, 1.0], &Device::Cpu).unwrap();
        // −ln σ(2) = 0.126928, −ln σ(−3) = 3.048587.
        assert!((number(&yes_or_no(&logits, &targets).unwrap()) - 3.175_515).abs() < 1e-5);
    }

    #[test]
    fn cross_entropy_of_even_logits_is_the_log_of_their_number() {
        let logits = Tensor::zeros((2, 4), candle_core::DType::F32, &Device::Cpu).unwrap();
        let targets = Tensor::new(&[[1.0f32, 0.0, 0.0, 0.0], [0.0, 0.5, 0.5, 0.0]], &Device::Cpu).unwrap();
        assert!((number(&cross_entropy(&logits, &targets).unwrap()) - 2.0 * 4f32.ln()).abs() < 1e-6);
    }
}
