//! How unlikely the marked tags are among all sequences of tags.
//!
//! **In:** logits of the tags of every word, how readily one tag follows another, and the marked tags. **Out:** one number with
//! gradients. **Layer:** 6.
//!
//! The loss of a linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001): the log of the sum over
//! all allowed sequences of e to their sum of logits and steps, less that sum for the marked sequence. Statements are ordered from
//! long to short, so that every step is taken for all that have not ended at once.

use super::loss::log_sum;
use crate::classify::network::TAGS;
use crate::classify::slots::{OUTSIDE, may_follow};
use candle_core::{Device, Result, Tensor};

/// Added where a tag may not follow: e to it is nothing.
const NEVER: f32 = -1e4;

/// −log-probability of the marked tags, the sum over statements.
///
/// `logits` is \[words, [`TAGS`]\], the words of all statements one after the other; `lengths` says how many words each has, none of them 0;
/// `marked` has one tag a word; `follows` is \[[`TAGS`] before, [`TAGS`] after\].
pub(super) fn unlikeliness(logits: &Tensor, follows: &Tensor, lengths: &[usize], marked: &[usize]) -> Result<Tensor> {
    let steps = follows.add(&hard_rules()?)?;
    all(logits, &steps, lengths)?.sub(&one(logits, follows, lengths, marked)?)
}

/// [`NEVER`] where a tag may not follow another, \[before, tag\].
fn hard_rules() -> Result<Tensor> {
    let rules: Vec<f32> = (0..TAGS)
        .flat_map(|before| (0..TAGS).map(move |tag| if may_follow(before, tag) { 0.0 } else { NEVER }))
        .collect();
    Tensor::from_vec(rules, (TAGS, TAGS), &Device::Cpu)
}

/// The log of the sum over all sequences, the sum over statements.
fn all(logits: &Tensor, steps: &Tensor, lengths: &[usize]) -> Result<Tensor> {
    let mut start = 0;
    let mut statements: Vec<(usize, usize)> = Vec::with_capacity(lengths.len());
    for &length in lengths {
        statements.push((start, length));
        start += length;
    }
    statements.sort_by_key(|&(_, length)| std::cmp::Reverse(length));
    let row_of_words = |at: usize| -> Result<Tensor> {
        let going_on = statements.iter().take_while(|&&(_, length)| length > at);
        let places: Vec<u32> = going_on.map(|&(start, _)| (start + at) as u32).collect();
        logits.index_select(&Tensor::new(places, &Device::Cpu)?, 0)
    };
    let ended = |sums: &Tensor| log_sum(sums, 1)?.sum_all();
    let first: Vec<f32> = (0..TAGS).map(|tag| if may_follow(OUTSIDE, tag) { 0.0 } else { NEVER }).collect();
    let mut sums = row_of_words(0)?.broadcast_add(&Tensor::new(first, &Device::Cpu)?)?;
    let mut whole = Tensor::zeros((), candle_core::DType::F32, &Device::Cpu)?;
    let longest = statements.first().map_or(0, |&(_, length)| length);
    for at in 1..longest {
        let words = row_of_words(at)?;
        let (before, now) = (sums.dim(0)?, words.dim(0)?);
        if now < before {
            whole = whole.add(&ended(&sums.narrow(0, now, before - now)?)?)?;
            sums = sums.narrow(0, 0, now)?;
        }
        let reached = sums.unsqueeze(2)?.broadcast_add(&steps.unsqueeze(0)?)?;
        sums = log_sum(&reached, 1)?.squeeze(1)?.add(&words)?;
    }
    whole.add(&ended(&sums)?)
}

/// The sum of logits and steps along the marked tags of all statements.
fn one(logits: &Tensor, follows: &Tensor, lengths: &[usize], marked: &[usize]) -> Result<Tensor> {
    let tags: Vec<u32> = marked.iter().map(|&tag| tag as u32).collect();
    let words = logits.gather(&Tensor::from_vec(tags, (marked.len(), 1), &Device::Cpu)?, 1)?.sum_all()?;
    let mut steps: Vec<u32> = Vec::with_capacity(marked.len());
    let mut rest = marked;
    for &length in lengths {
        let (statement, others) = rest.split_at(length);
        steps.extend(statement.windows(2).map(|pair| (pair[0] * TAGS + pair[1]) as u32));
        rest = others;
    }
    if steps.is_empty() {
        return Ok(words);
    }
    words.add(&follows.flatten_all()?.index_select(&Tensor::new(steps, &Device::Cpu)?, 0)?.sum_all()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use candle_core::{DType, Var};
    use rand::rngs::StdRng;
    use rand::{Rng, SeedableRng};

    const LENGTHS: [usize; 4] = [2, 3, 1, 3];
    const MARKED: [usize; 9] = [0, 1, 3, 4, 0, 5, 1, 2, 2];

    fn random(rows: usize, seed: u64) -> Var {
        let mut random = StdRng::seed_from_u64(seed);
        let numbers: Vec<f32> = (0..rows * TAGS).map(|_| random.random_range(-2.0f32..2.0)).collect();
        Var::from_vec(numbers, (rows, TAGS), &Device::Cpu).unwrap()
    }

    /// Every allowed sequence of tags of this length.
    fn sequences(length: usize) -> Vec<Vec<usize>> {
        (0..length).fold(vec![Vec::new()], |begun, _| {
            let longer = |tags: &Vec<usize>| -> Vec<Vec<usize>> {
                let before = tags.last().copied().unwrap_or(OUTSIDE);
                let allowed = (0..TAGS).filter(|&tag| may_follow(before, tag));
                allowed.map(|tag| tags.iter().copied().chain([tag]).collect()).collect()
            };
            begun.iter().flat_map(longer).collect()
        })
    }

    #[test]
    fn the_loss_is_that_of_the_marked_among_all_sequences_written_out() {
        let (logits, follows) = (random(9, 1), random(TAGS, 2));
        let rows = logits.to_vec2::<f32>().unwrap();
        let steps = follows.to_vec2::<f32>().unwrap();
        let score = |tags: &[usize], start: usize| -> f64 {
            let words: f32 = tags.iter().enumerate().map(|(at, &tag)| rows[start + at][tag]).sum();
            f64::from(words + tags.windows(2).map(|pair| steps[pair[0]][pair[1]]).sum::<f32>())
        };
        let (mut start, mut wanted) = (0, 0.0);
        for length in LENGTHS {
            let whole: f64 = sequences(length).iter().map(|tags| score(tags, start).exp()).sum();
            wanted += whole.ln() - score(&MARKED[start..start + length], start);
            start += length;
        }
        let found = unlikeliness(&logits, &follows, &LENGTHS, &MARKED).unwrap().to_scalar::<f32>().unwrap();
        assert!((f64::from(found) - wanted).abs() < 1e-3, "{found}, written out {wanted}");
    }

    #[test]
    fn gradients_are_the_slopes_of_the_loss() {
        let (logits, follows) = (random(9, 3), random(TAGS, 4));
        let gradients = unlikeliness(&logits, &follows, &LENGTHS, &MARKED).unwrap().backward().unwrap();
        for (var, is_logits) in [(&logits, true), (&follows, false)] {
            let slopes = gradients.get(var).unwrap().flatten_all().unwrap().to_vec1::<f32>().unwrap();
            let at = (0..slopes.len()).max_by(|&a, &b| slopes[a].abs().total_cmp(&slopes[b].abs())).unwrap();
            let moved = |by: f32| {
                let mut numbers = var.flatten_all().unwrap().to_vec1::<f32>().unwrap();
                numbers[at] += by;
                let other = Tensor::from_vec(numbers, var.shape(), &Device::Cpu).unwrap();
                let (logits, follows) =
                    if is_logits { (&other, follows.as_tensor()) } else { (logits.as_tensor(), &other) };
                unlikeliness(logits, follows, &LENGTHS, &MARKED).unwrap().to_scalar::<f32>().unwrap()
            };
            let measured = (moved(0.05) - moved(-0.05)) / 0.1;
            assert!((measured - slopes[at]).abs() < 0.01 * slopes[at].abs().max(1.0), "{measured} / {}", slopes[at]);
        }
    }

    #[test]
    fn a_sequence_that_stands_alone_is_certain() {
        let mut numbers = vec![0f32; 2 * TAGS];
        numbers[1] = 100.0;
        numbers[TAGS + 2] = 100.0;
        let logits = Tensor::from_vec(numbers, (2, TAGS), &Device::Cpu).unwrap();
        let follows = Tensor::zeros((TAGS, TAGS), DType::F32, &Device::Cpu).unwrap();
        assert!(unlikeliness(&logits, &follows, &[2], &[1, 2]).unwrap().to_scalar::<f32>().unwrap().abs() < 1e-3);
    }
}
