//! The classifier: tokenise, encode, five probabilities, marks, parts, and the words that moved the decision.
//!
//! **In:** statements, and a model's files as bytes. **Out:** [`Classification`]s. **Layer:** 2.
//!
//! Several workers of one thread each run over batches sorted by length, because matrix products of this size gain little
//! from two threads but batches side by side gain all of it. Nothing is padded, so what is read beside a statement changes
//! no number.

mod embed;
mod evidence;
pub(crate) mod kernels;
pub(crate) mod matter;
pub(crate) mod memo;
mod meta;
pub(crate) mod network;
pub(crate) mod probability;
pub(crate) mod second;
pub(crate) mod slots;
pub(crate) mod storage;
pub(crate) mod tokens;

pub use meta::Meta;

use crate::domain::{
    Classification, Label, Mark, Notice, Part, Passage, Probabilities, Slot, SlotSpan, Span, Statement,
};
use crate::error::{Error, Result};
use crate::text::{self, clip};
use evidence::{Answer, Variant};
use matter::Folded;
use memo::Memo;
use network::{Batch, Network};
use probability::sigmoid;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use second::SecondReader;
use slots::Steps;
use std::borrow::Cow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokens::{Pieces, Pieceworker, Whole};

/// Tokens in a batch, about. Larger batches fall out of the processor's cache, smaller ones waste its vector units.
const BATCH_TOKENS: usize = 768;

/// Words whose verdicts are kept, at most.
const WORDS: usize = 8192;

/// Tells what a statement is.
pub struct Classifier {
    meta: Meta,
    pieceworker: Pieceworker,
    network: Network,
    steps: Steps,
    second: Option<SecondReader>,
    matter: Option<Folded>,
    /// What was said of single words.
    words: Memo<Probabilities>,
    workers: Vec<ThreadPool>,
}

/// What the network alone says of a statement.
#[derive(Debug, Clone)]
pub(crate) struct Scores {
    /// Logits of the labels in the order of [`Label::ALL`].
    pub label: [f32; 5],
    /// Logits of the marks in the order of [`Mark::ALL`].
    pub marks: [f32; 4],
    /// Logit of being no statement at all.
    pub other: f32,
    /// Logits of the second reader; empty without one.
    pub(crate) weak: Vec<f32>,
    /// Logits of the slot tags of every token; empty unless asked for.
    pub(crate) tags: Vec<Vec<f32>>,
}

impl Scores {
    pub(crate) const NONE: Scores =
        Scores { label: [0.0; 5], marks: [0.0; 4], other: 0.0, weak: Vec::new(), tags: Vec::new() };

    /// The likeliest label.
    #[cfg(feature = "train")]
    pub(crate) fn best(&self) -> Label {
        Probabilities::from_array(self.label).best()
    }
}

/// How the words that moved a decision are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Search {
    /// Not at all.
    #[default]
    None,
    /// Each word alone, read together with the text: costs as much as reading the text twice more.
    Quick,
    /// Runs of words, alone and taken out, in a second reading: names the words that move the decision most.
    Thorough,
}

/// What is wanted beside the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted {
    /// The words that moved the decision.
    pub evidence: Search,
    /// The parts of the statement, which costs next to nothing.
    pub slots: bool,
    /// What the second reader says, which costs next to nothing.
    pub weak: bool,
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
        let steps = Steps::new(&network.follows.to_vec2().map_err(unfit)?);
        let pieceworker = Pieceworker::new(tokenizer, meta.shape.positions)?;
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let workers = (0..threads)
            .map(|_| ThreadPoolBuilder::new().num_threads(1).build())
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| Error::model("no worker thread could be started").because(error))?;
        let words = Memo::new(WORDS);
        Ok(Classifier { meta, pieceworker, network, steps, second: None, matter: None, words, workers })
    }

    /// The same with a second reader, from the contents of its file.
    ///
    /// # Errors
    /// If the file does not fit the model.
    pub fn with_second_reader(self, bytes: &[u8]) -> Result<Self> {
        let second = SecondReader::parse(bytes, self.meta.shape.width).map_err(|error| error.at(&self.meta.name))?;
        Ok(Classifier { second: Some(second), ..self })
    }

    /// The same with a matter reader, from the contents of its file, which are looked at when it is first asked.
    #[must_use]
    pub fn with_matter_reader(self, bytes: Cow<'static, [u8]>) -> Self {
        Classifier { matter: Some(Folded::new(bytes)), ..self }
    }

    /// What the model says of itself.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// Classifies statements, in order.
    ///
    /// # Errors
    /// If the model cannot be run; never because of what a statement says.
    pub fn classify<'a, S>(&self, statements: &[S], wanted: Wanted) -> Result<Vec<Classification>>
    where
        S: Into<Statement<'a>> + Copy,
    {
        let statements: Vec<Statement<'a>> = statements.iter().map(|&statement| statement.into()).collect();
        let (mut pieces, words): (Vec<Pieces>, Vec<Vec<Whole>>) = match wanted.slots {
            true => self.words(&statements)?.into_iter().unzip(),
            false => (self.cut(&statements)?, Vec::new()),
        };
        // The words alone are asked about together with the whole: every further call costs a passage over all weights.
        let singles: Vec<Vec<Variant>> = match wanted.evidence {
            Search::None => Vec::new(),
            _ => statements.iter().map(|statement| evidence::singles(clip(statement.text))).collect(),
        };
        let alone: Vec<Statement<'_>> = statements
            .iter()
            .zip(&singles)
            .flat_map(|(statement, singles)| {
                let texts = singles.iter().map(|single| single.alone.as_str()).chain([""]);
                texts.map(|text| Statement { text, ..*statement })
            })
            .collect();
        let mut alone: Vec<(Statement<'_>, Option<Probabilities>)> =
            alone.into_iter().map(|word| (word, self.words.of(word))).collect();
        let new: Vec<usize> = (0..alone.len()).filter(|&at| alone[at].1.is_none()).collect();
        pieces.extend(self.cut(&new.iter().map(|&at| alone[at].0).collect::<Vec<_>>())?);
        let mut scores = self.read(&pieces, if wanted.slots { statements.len() } else { 0 })?;
        for (at, scores) in new.into_iter().zip(scores.split_off(statements.len())) {
            let said = self.calibrated(&scores);
            self.words.keep(alone[at].0, said);
            alone[at].1 = Some(said);
        }
        let alone: Vec<Probabilities> = alone.into_iter().filter_map(|(_, said)| said).collect();
        let mut verdicts: Vec<Classification> = Vec::with_capacity(statements.len());
        for (at, (statement, scores)) in statements.iter().zip(scores).enumerate() {
            let text = clip(statement.text);
            let mut verdict = self.verdict(text, pieces[at].truncated, &scores);
            verdict.weak = self.second.as_ref().filter(|_| wanted.weak).map(|second| second.named(&scores.weak));
            if let Some(words) = words.get(at) {
                let parts = self.parts(text, words, scores.tags);
                verdict.provision = self.provision(text, &verdict, &parts);
                verdict.slots = Some(parts.into_iter().map(|place| Part::new(text, place)).collect());
            }
            verdicts.push(verdict);
        }
        // Without parts asked for, those that are mixed are read once more for what is provision in them.
        let read: Vec<usize> = (0..verdicts.len()).filter(|&at| !wanted.slots && verdicts[at].mixed).collect();
        let parts = self.slots(&read.iter().map(|&at| statements[at]).collect::<Vec<_>>())?;
        for (at, parts) in read.into_iter().zip(parts) {
            verdicts[at].provision = self.provision(clip(statements[at].text), &verdicts[at], &parts);
        }
        match wanted.evidence {
            Search::None => {}
            Search::Quick => self.add_quick_evidence(&statements, &mut verdicts, &singles, &alone),
            Search::Thorough => self.add_evidence(&statements, &mut verdicts, singles, &alone)?,
        }
        Ok(verdicts)
    }

    /// Adds the single words that give each verdict most by themselves. `alone` as in [`Classifier::add_evidence`].
    fn add_quick_evidence(
        &self,
        statements: &[Statement<'_>],
        verdicts: &mut [Classification],
        singles: &[Vec<Variant>],
        alone: &[Probabilities],
    ) {
        let mut alone = alone.iter().copied();
        for ((statement, verdict), singles) in statements.iter().zip(verdicts).zip(singles) {
            let said: Vec<Probabilities> = alone.by_ref().take(singles.len()).collect();
            let empty = alone.next().unwrap_or(verdict.probabilities);
            verdict.evidence = Some(evidence::quick(clip(statement.text), verdict.label, empty, singles, &said));
        }
    }

    /// Adds the words that moved each verdict. `alone` holds what was said of the single words of each statement, and of an empty one.
    fn add_evidence(
        &self,
        statements: &[Statement<'_>],
        verdicts: &mut [Classification],
        singles: Vec<Vec<Variant>>,
        alone: &[Probabilities],
    ) -> Result<()> {
        let mut alone = alone.iter().copied();
        let mut tried: Vec<(Probabilities, Vec<Variant>)> = Vec::with_capacity(statements.len());
        let mut asked: Vec<Statement<'_>> = Vec::new();
        for ((statement, verdict), singles) in statements.iter().zip(verdicts.iter()).zip(singles) {
            let said: Vec<Probabilities> = alone.by_ref().take(singles.len()).collect();
            let empty = alone.next().unwrap_or(verdict.probabilities);
            tried.push((empty, evidence::variants(clip(statement.text), verdict.label, singles, &said)));
        }
        for (statement, (_, variants)) in statements.iter().zip(&tried) {
            let texts = variants.iter().flat_map(|variant| [&variant.without, &variant.alone]);
            asked.extend(texts.map(|text| Statement { text, ..*statement }));
        }
        let scores = self.score(&self.cut(&asked)?)?;
        let mut pairs = scores.as_chunks::<2>().0.iter();
        for ((statement, verdict), (empty, variants)) in statements.iter().zip(verdicts).zip(tried) {
            let pairs = pairs.by_ref().take(variants.len());
            let answers: Vec<Answer> =
                pairs.map(|[without, alone]| (self.calibrated(without), self.calibrated(alone))).collect();
            let said = (verdict.probabilities, empty);
            verdict.evidence = Some(evidence::weigh(clip(statement.text), verdict.label, said, &variants, &answers));
        }
        Ok(())
    }

    /// The words of a mixed statement that name provision: the model's; of an outcome also those with a cue.
    fn provision(&self, text: &str, verdict: &Classification, parts: &[SlotSpan]) -> Vec<Passage> {
        if !verdict.mixed {
            return Vec::new();
        }
        let mut spans: Vec<Span> =
            parts.iter().filter(|part| part.slot == Slot::Provision).map(|part| part.span).collect();
        if verdict.label.is_outcome() && spans.is_empty() {
            spans = text::provision::embedded_provision(text);
        }
        spans.into_iter().map(|span| Passage::new(text, span)).collect()
    }

    /// The calibrated probabilities alone, in order: tokenise and encode, without looking at the words.
    ///
    /// # Errors
    /// If the model cannot be run.
    pub fn probabilities<'a, S>(&self, statements: &[S]) -> Result<Vec<Probabilities>>
    where
        S: Into<Statement<'a>> + Copy,
    {
        let statements: Vec<Statement<'a>> = statements.iter().map(|&statement| statement.into()).collect();
        Ok(self.score(&self.cut(&statements)?)?.iter().map(|scores| self.calibrated(scores)).collect())
    }

    /// The parts of each statement, in order.
    ///
    /// # Errors
    /// If the model cannot be run.
    pub fn slots(&self, statements: &[Statement<'_>]) -> Result<Vec<Vec<SlotSpan>>> {
        let (pieces, words): (Vec<Pieces>, Vec<Vec<Whole>>) = self.words(statements)?.into_iter().unzip();
        let scores = self.read(&pieces, statements.len())?;
        let rows = statements.iter().zip(words).zip(scores);
        Ok(rows.map(|((statement, words), scores)| self.parts(clip(statement.text), &words, scores.tags)).collect())
    }

    /// The pieces of every statement and the words that the network reads of it.
    fn words(&self, statements: &[Statement<'_>]) -> Result<Vec<(Pieces, Vec<Whole>)>> {
        statements.iter().map(|&statement| self.pieceworker.words(statement)).collect()
    }

    /// The parts of a text, from the logits of the tags of its tokens.
    fn parts(&self, text: &str, words: &[Whole], mut tags: Vec<Vec<f32>>) -> Vec<SlotSpan> {
        let logits: Vec<Vec<f32>> = words.iter().map(|word| std::mem::take(&mut tags[word.first])).collect();
        slots::decode(text, words, &logits, &self.steps)
    }

    /// Word pieces in all these texts together, the marks around each included.
    ///
    /// # Errors
    /// If the tokenizer refuses a text, which it does for none that is known.
    pub fn count_tokens(&self, texts: &[&str]) -> Result<usize> {
        let statements: Vec<Statement<'_>> = texts.iter().map(|&text| text.into()).collect();
        Ok(self.cut(&statements)?.iter().map(|pieces| pieces.ids.len()).sum())
    }

    fn verdict(&self, text: &str, truncated: bool, scores: &Scores) -> Classification {
        let probabilities = self.calibrated(scores);
        let label = probabilities.best();
        let confidence = probabilities.of(label);
        let is_other = sigmoid(scores.other) >= self.meta.other_from;
        let notice = text::notice::notice(text)
            .or(is_other.then_some(Notice::NotAStatement))
            .or(truncated.then_some(Notice::Truncated));
        let doubtful = matches!(notice, Some(Notice::NotEnglish | Notice::NotAStatement | Notice::Safeguarding));
        let marks: [bool; 4] = std::array::from_fn(|at| sigmoid(scores.marks[at]) >= self.meta.marks_from[at]);
        let marked = |mark: Mark| label.is_outcome() && marks[mark.index()];
        let provision = if label.is_outcome() { text::provision::embedded_provision(text) } else { Vec::new() };
        Classification {
            label,
            confidence,
            sure: confidence >= self.meta.sure_from && !doubtful,
            probabilities,
            mixed: marks[Mark::Mixed.index()] || !provision.is_empty(),
            vague: marked(Mark::Vague),
            maintenance: marked(Mark::Maintenance),
            aspiration: marked(Mark::Aspiration),
            provision: Vec::new(),
            notice,
            evidence: None,
            slots: None,
            weak: None,
        }
    }

    /// Calibrated probabilities.
    fn calibrated(&self, scores: &Scores) -> Probabilities {
        Probabilities::from_array(self.meta.scale().probabilities(scores.label))
    }

    /// Cuts every statement into word pieces.
    pub(crate) fn cut(&self, statements: &[Statement<'_>]) -> Result<Vec<Pieces>> {
        statements.par_iter().map(|&statement| self.pieceworker.cut(statement)).collect()
    }

    /// What the network says of each statement, in order.
    pub(crate) fn score(&self, pieces: &[Pieces]) -> Result<Vec<Scores>> {
        self.read(pieces, 0)
    }

    /// What the network says of each statement, in order; of the first `tagged` also the tags of their tokens.
    fn read(&self, pieces: &[Pieces], tagged: usize) -> Result<Vec<Scores>> {
        let pieces: Vec<&[u32]> = pieces.iter().map(|pieces| pieces.ids.as_slice()).collect();
        self.side_by_side(&pieces, Scores::NONE, |batch| {
            let statements: Vec<&[u32]> = batch.iter().map(|&at| pieces[at]).collect();
            let reading = self.network.forward(&Batch::new(&statements), None)?;
            let mut tags = match batch.iter().any(|&at| at < tagged) {
                true => self.network.tag(&reading.tokens)?.to_vec2::<f32>()?,
                false => Vec::new(),
            }
            .into_iter();
            let mut tags_of = |at: usize| -> Vec<Vec<f32>> {
                let own = tags.by_ref().take(pieces[at].len()).collect();
                if at < tagged { own } else { Vec::new() }
            };
            let (labels, marks) = (reading.label.to_vec2::<f32>()?, reading.marks.to_vec2::<f32>()?);
            let other = reading.other.flatten_all()?.to_vec1::<f32>()?;
            let weak = match &self.second {
                Some(second) => second.logits(&reading.middle)?,
                None => vec![Vec::new(); batch.len()],
            };
            let rows = labels.iter().zip(&marks).zip(other).zip(weak).zip(batch);
            Ok(rows
                .map(|((((label, marks), other), weak), &at)| Scores {
                    other,
                    weak,
                    tags: tags_of(at),
                    label: std::array::from_fn(|at| label[at]),
                    marks: std::array::from_fn(|at| marks[at]),
                })
                .collect())
        })
    }

    /// Runs `read` over batches of statements of about the same length, all workers at once; gives the answers in the order of
    /// `pieces`. `read` gets the indices of a batch and gives an answer for each.
    fn side_by_side<T: Clone + Send>(
        &self,
        pieces: &[&[u32]],
        empty: T,
        read: impl Fn(&[usize]) -> candle_core::Result<Vec<T>> + Sync,
    ) -> Result<Vec<T>> {
        let batches = batches(pieces, self.workers.len());
        let next = AtomicUsize::new(0);
        let results = Mutex::new(Ok(vec![empty; pieces.len()]));
        let work = || {
            while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
                let read = read(batch);
                let mut results = results.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                match (&mut *results, read) {
                    (Ok(all), Ok(answers)) => batch.iter().zip(answers).for_each(|(&at, answer)| all[at] = answer),
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
}

/// Indices of statements in batches of about [`BATCH_TOKENS`] tokens, at least one batch a worker if there are so many statements.
/// The longest are dealt out first, each to the batch that has least, so that no worker waits for another.
fn batches(pieces: &[&[u32]], workers: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(pieces[at].len()));
    let total: usize = pieces.iter().map(|pieces| pieces.len()).sum();
    let wanted = total.div_ceil(BATCH_TOKENS).max(workers).min(pieces.len());
    let mut batches: Vec<(usize, Vec<usize>)> = vec![(0, Vec::new()); wanted];
    for at in order {
        if let Some((tokens, batch)) = batches.iter_mut().min_by_key(|(tokens, _)| *tokens) {
            *tokens += pieces[at].len();
            batch.push(at);
        }
    }
    batches.into_iter().map(|(_, batch)| batch).collect()
}
