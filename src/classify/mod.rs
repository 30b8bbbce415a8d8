//! The classifier: tokenise, encode, five probabilities, and the words that moved them.
//!
//! **In:** statements, and a model's files as bytes. **Out:** [`Classification`]s. **Layer:** 2.
//!
//! Several workers of one thread each run over batches sorted by length, because matrix products of this size gain little
//! from two threads but batches side by side gain all of it. Sorting keeps a worker's batches alike; nothing is
//! padded, so it changes no number.

mod embed;
mod evidence;
pub(crate) mod kernels;
mod meta;
pub(crate) mod network;
pub(crate) mod storage;
pub(crate) mod tokens;

pub use meta::Meta;

use crate::domain::{Classification, Label, Notice, Passage, Probabilities};
use crate::error::{Error, Result};
use crate::text::{self, clip};
use network::{Batch, Network};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokens::{Pieces, Pieceworker};

/// Tokens in a batch, about. Larger batches fall out of the processor's cache, smaller ones waste its vector units.
const BATCH_TOKENS: usize = 768;

/// Tells what a statement is.
pub struct Classifier {
    meta: Meta,
    pieceworker: Pieceworker,
    network: Network,
    workers: Vec<ThreadPool>,
}

/// What the network alone says of a statement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scores {
    /// Logits of the labels in the order of [`Label::ALL`].
    pub label: [f32; 5],
    /// Logit of being mixed.
    pub mixed: f32,
}

impl Classifier {
    /// A classifier from the contents of a model's files. Hashes are the caller's business.
    ///
    /// # Errors
    /// If the files do not fit together.
    pub fn from_parts(meta: Meta, tokenizer: &[u8], weights: &[u8]) -> Result<Self> {
        let weights = storage::unpack(weights)?;
        let unfit = |error: candle_core::Error| {
            Error::model("the weights do not fit the model's description").because(error).at(&meta.name)
        };
        let network = Network::new(&meta.shape, &weights).map_err(unfit)?;
        let pieceworker = Pieceworker::new(tokenizer, meta.shape.positions)?;
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let workers = (0..threads)
            .map(|_| ThreadPoolBuilder::new().num_threads(1).build())
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| Error::model("no worker thread could be started").because(error))?;
        Ok(Classifier { meta, pieceworker, network, workers })
    }

    /// What the model says of itself.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// Classifies statements, in order. With `evidence`, says which words moved each decision, which costs about six
    /// further readings a word.
    ///
    /// # Errors
    /// If the model cannot be run; never because of what a statement says.
    pub fn classify(&self, texts: &[&str], evidence: bool) -> Result<Vec<Classification>> {
        let pieces = self.cut(texts)?;
        let scores = self.score(&pieces)?;
        let mut verdicts: Vec<Classification> = texts
            .iter()
            .zip(pieces.iter().zip(scores))
            .map(|(text, (pieces, scores))| self.verdict(clip(text), pieces.truncated, scores))
            .collect();
        if evidence {
            for (text, verdict) in texts.iter().zip(&mut verdicts) {
                let text = clip(text);
                let variants = evidence::variants(text);
                let mut asked: Vec<&str> = vec![""];
                asked.extend(variants.iter().flat_map(|variant| [variant.without.as_str(), variant.alone.as_str()]));
                let scores = self.score(&self.cut(&asked)?)?;
                let said: Vec<Probabilities> = scores.iter().map(|scores| self.calibrated(scores)).collect();
                let pairs: Vec<(Probabilities, Probabilities)> =
                    said[1..].as_chunks::<2>().0.iter().map(|&[without, alone]| (without, alone)).collect();
                let found = evidence::weigh(text, verdict.label, (verdict.probabilities, said[0]), &variants, &pairs);
                verdict.evidence = Some(found);
            }
        }
        Ok(verdicts)
    }

    /// The calibrated probabilities alone, in order: tokenise and encode, without looking at the words.
    ///
    /// # Errors
    /// If the model cannot be run.
    pub fn probabilities(&self, texts: &[&str]) -> Result<Vec<Probabilities>> {
        Ok(self.score(&self.cut(texts)?)?.iter().map(|scores| self.calibrated(scores)).collect())
    }

    /// Word pieces in all these texts together, the marks around each included.
    ///
    /// # Errors
    /// If the tokenizer refuses a text, which it does for none that is known.
    pub fn count_tokens(&self, texts: &[&str]) -> Result<usize> {
        Ok(self.cut(texts)?.iter().map(|pieces| pieces.ids.len()).sum())
    }

    fn verdict(&self, text: &str, truncated: bool, scores: Scores) -> Classification {
        let probabilities = self.calibrated(&scores);
        let label = probabilities.best();
        let confidence = probabilities.of(label);
        let notice = text::notice::notice(text).or(truncated.then_some(Notice::Truncated));
        let doubtful = matches!(notice, Some(Notice::NotEnglish | Notice::NotAStatement | Notice::Safeguarding));
        let provision = if label == Label::Outcome { text::provision::embedded_provision(text) } else { Vec::new() };
        let mixed = sigmoid(scores.mixed) >= self.meta.mixed_from || !provision.is_empty();
        Classification {
            label,
            confidence,
            sure: confidence >= self.meta.sure_from && !doubtful,
            probabilities,
            mixed,
            provision: provision.into_iter().map(|span| Passage::new(text, span)).collect(),
            notice,
            evidence: None,
        }
    }

    /// Calibrated probabilities: the softmax of the logits over the temperature.
    fn calibrated(&self, scores: &Scores) -> Probabilities {
        Probabilities::from_array(softmax(scores.label.map(|logit| logit / self.meta.temperature)))
    }

    /// Cuts every text into word pieces.
    pub(crate) fn cut(&self, texts: &[&str]) -> Result<Vec<Pieces>> {
        texts.iter().map(|text| self.pieceworker.cut(text)).collect()
    }

    /// What the network says of each statement, in order.
    pub(crate) fn score(&self, pieces: &[Pieces]) -> Result<Vec<Scores>> {
        let batches = batches(pieces, self.workers.len());
        let next = AtomicUsize::new(0);
        let results = Mutex::new(Ok(vec![Scores { label: [0.0; 5], mixed: 0.0 }; pieces.len()]));
        let work = || {
            while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
                let read = self.read(pieces, batch);
                let mut results = results.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                match (&mut *results, read) {
                    (Ok(all), Ok(scores)) => batch.iter().zip(scores).for_each(|(&at, score)| all[at] = score),
                    (results @ Ok(_), Err(error)) => *results = Err(error),
                    (Err(_), _) => return,
                }
            }
        };
        std::thread::scope(|scope| {
            for worker in self.workers.iter().take(batches.len()).skip(1) {
                scope.spawn(|| worker.install(work));
            }
            self.workers[0].install(work);
        });
        results
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .map_err(|error| Error::model("the model could not be run").because(error).at(&self.meta.name))
    }

    fn read(&self, pieces: &[Pieces], batch: &[usize]) -> candle_core::Result<Vec<Scores>> {
        let statements: Vec<&[u32]> = batch.iter().map(|&at| pieces[at].ids.as_slice()).collect();
        let reading = self.network.forward(&Batch::new(&statements), None)?;
        let labels = reading.label.to_vec2::<f32>()?;
        let mixed = reading.mixed.flatten_all()?.to_vec1::<f32>()?;
        Ok(labels
            .iter()
            .zip(mixed)
            .map(|(logits, mixed)| Scores { label: std::array::from_fn(|i| logits[i]), mixed })
            .collect())
    }
}

/// Indices of statements in batches of about [`BATCH_TOKENS`] tokens, longest first, at least one batch a worker.
fn batches(pieces: &[Pieces], workers: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(pieces[at].ids.len()));
    let total: usize = pieces.iter().map(|pieces| pieces.ids.len()).sum();
    let limit = BATCH_TOKENS.min(total.div_ceil(workers.max(1))).max(1);
    let mut batches: Vec<Vec<usize>> = Vec::new();
    let mut tokens = usize::MAX;
    for at in order {
        if tokens >= limit {
            batches.push(Vec::new());
            tokens = 0;
        }
        if let Some(batch) = batches.last_mut() {
            batch.push(at);
            tokens += pieces[at].ids.len();
        }
    }
    batches
}

/// Probabilities from logits.
pub(crate) fn softmax(logits: [f32; 5]) -> [f32; 5] {
    let highest = logits.iter().fold(f32::NEG_INFINITY, |a, &b| a.max(b));
    let powers = logits.map(|logit| (logit - highest).exp());
    let total: f32 = powers.iter().sum();
    powers.map(|power| power / total)
}

/// Probability from a logit.
pub(crate) fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}
