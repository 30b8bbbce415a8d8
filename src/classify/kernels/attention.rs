//! Multi-head attention within each statement of a packed batch.
//!
//! **In:** queries, keys and values side by side, \[tokens, 3 × width\]. **Out:** \[tokens, width\]. **Layer:** 2.
//!
//! Statements are a few tokens long, so attention is under one per cent of the arithmetic; what counts is that it
//! needs no padding, no mask and no intermediate tensor.

use super::math::{add_scaled, dot, exp, mix};
use super::{copied, values, widest};
use candle_core::{CpuStorage, CustomOp1, Layout, Result, Shape, Tensor};
use std::sync::Arc;

/// Attention of `heads` heads; statement `i` is rows `starts[i]..starts[i + 1]` of `qkv`.
pub(crate) fn attention(qkv: &Tensor, starts: &Arc<[usize]>, heads: usize) -> Result<Tensor> {
    qkv.apply_op1(Attention { starts: Arc::clone(starts), heads })
}

struct Attention {
    starts: Arc<[usize]>,
    heads: usize,
}

/// Scores are computed so many at a time; a row of them is filled up to a multiple of it.
const LANES: usize = 8;

/// The keys of one head turned so that what all tokens have in one place lies together, \[depth, tokens filled up\].
#[inline(always)]
fn turn(keys: &[f32], stride: usize, depth: usize, length: usize, turned: &mut Vec<f32>) {
    let filled = length.next_multiple_of(LANES);
    turned.clear();
    turned.resize(depth * filled, 0.0);
    for j in 0..length {
        for (d, key) in keys[j * stride..j * stride + depth].iter().enumerate() {
            turned[d * filled + j] = *key;
        }
    }
}

/// Weights of the `length` tokens of a statement as seen from `query`, into `weights`, which is filled up as the keys are.
#[inline(always)]
fn weigh(query: &[f32], turned: &[f32], length: usize, weights: &mut [f32]) {
    let scale = 1.0 / (query.len() as f32).sqrt();
    weights.fill(0.0);
    let filled = weights.len();
    for (q, keys) in query.iter().zip(turned.chunks_exact(filled)) {
        add_scaled(weights, keys, q * scale);
    }
    weights[length..].fill(f32::NEG_INFINITY);
    let chunks = weights.as_chunks_mut::<LANES>().0;
    let mut highest = [f32::NEG_INFINITY; LANES];
    for chunk in chunks.iter() {
        for i in 0..LANES {
            highest[i] = if chunk[i] > highest[i] { chunk[i] } else { highest[i] };
        }
    }
    let highest = highest.into_iter().fold(f32::NEG_INFINITY, f32::max);
    let mut total = [0f32; LANES];
    for chunk in chunks.iter_mut() {
        for i in 0..LANES {
            chunk[i] = exp(chunk[i] - highest);
            total[i] += chunk[i];
        }
    }
    let share = 1.0 / total.into_iter().sum::<f32>();
    for weight in weights {
        *weight *= share;
    }
}

impl CustomOp1 for Attention {
    fn name(&self) -> &'static str {
        "packed-attention"
    }

    fn cpu_fwd(&self, qkv: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let (x, (tokens, stride)) = (values(qkv, layout)?, layout.shape().dims2()?);
        let width = stride / 3;
        let depth = width / self.heads;
        let mut out = vec![0f32; tokens * width];
        widest(
            #[inline(always)]
            || {
                let (mut weights, mut turned) = (Vec::new(), Vec::new());
                for bounds in self.starts.windows(2) {
                    let length = bounds[1] - bounds[0];
                    let x = &x[bounds[0] * stride..bounds[1] * stride];
                    let out = &mut out[bounds[0] * width..bounds[1] * width];
                    weights.resize(length.next_multiple_of(LANES), 0.0);
                    for at in (0..width).step_by(depth) {
                        turn(&x[width + at..], stride, depth, length, &mut turned);
                        for i in 0..length {
                            let query = &x[i * stride + at..i * stride + at + depth];
                            weigh(query, &turned, length, &mut weights);
                            let out = &mut out[i * width + at..i * width + at + depth];
                            mix(&x[2 * width + at..], stride, &weights[..length], out);
                        }
                    }
                }
            },
        );
        Ok((CpuStorage::F32(out), Shape::from((tokens, width))))
    }

    fn bwd(&self, qkv: &Tensor, _: &Tensor, grad: &Tensor) -> Result<Option<Tensor>> {
        let (_, stride) = qkv.dims2()?;
        let width = stride / 3;
        let depth = width / self.heads;
        let scale = 1.0 / (depth as f32).sqrt();
        let (x, above) = (copied(qkv)?, copied(grad)?);
        let mut out = vec![0f32; x.len()];
        widest(
            #[inline(always)]
            || {
                let (mut weights, mut slopes, mut turned) = (Vec::new(), Vec::new(), Vec::new());
                for bounds in self.starts.windows(2) {
                    let length = bounds[1] - bounds[0];
                    let x = &x[bounds[0] * stride..bounds[1] * stride];
                    let above = &above[bounds[0] * width..bounds[1] * width];
                    let out = &mut out[bounds[0] * stride..bounds[1] * stride];
                    weights.resize(length.next_multiple_of(LANES), 0.0);
                    slopes.resize(length, 0.0);
                    for at in (0..width).step_by(depth) {
                        turn(&x[width + at..], stride, depth, length, &mut turned);
                        for i in 0..length {
                            let query = &x[i * stride + at..i * stride + at + depth];
                            let above = &above[i * width + at..i * width + at + depth];
                            weigh(query, &turned, length, &mut weights);
                            for (j, slope) in slopes.iter_mut().enumerate() {
                                let value = j * stride + 2 * width + at;
                                *slope = dot(above, &x[value..value + depth]);
                            }
                            let mean = dot(&weights[..length], &slopes);
                            for j in 0..length {
                                let (key, value) = (j * stride + width + at, j * stride + 2 * width + at);
                                let slope = weights[j] * (slopes[j] - mean) * scale;
                                add_scaled(&mut out[value..value + depth], above, weights[j]);
                                add_scaled(&mut out[key..key + depth], query, slope);
                                let to = i * stride + at;
                                add_scaled(&mut out[to..to + depth], &x[key..key + depth], slope);
                            }
                        }
                    }
                }
            },
        );
        Ok(Some(Tensor::from_vec(out, qkv.shape(), qkv.device())?))
    }
}
