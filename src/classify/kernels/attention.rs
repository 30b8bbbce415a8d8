//! Multi-head attention within each statement of a packed batch.
//!
//! **In:** queries, keys and values side by side, \[tokens, 3 × width\]. **Out:** \[tokens, width\]. **Layer:** 2.
//!
//! Statements are a few tokens long, so attention is under one per cent of the arithmetic; what counts is that it
//! needs no padding, no mask and no intermediate tensor.

use super::math::{add_scaled, dot, exp};
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

impl Attention {
    /// Weights of every token of a statement as seen from `query`, into `weights`.
    #[inline(always)]
    fn weigh(query: &[f32], keys: &[f32], stride: usize, weights: &mut [f32]) {
        let scale = 1.0 / (query.len() as f32).sqrt();
        let mut highest = f32::NEG_INFINITY;
        for (j, weight) in weights.iter_mut().enumerate() {
            *weight = scale * dot(query, &keys[j * stride..j * stride + query.len()]);
            highest = highest.max(*weight);
        }
        let mut total = 0.0;
        for weight in weights.iter_mut() {
            *weight = exp(*weight - highest);
            total += *weight;
        }
        let share = 1.0 / total;
        for weight in weights {
            *weight *= share;
        }
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
                let mut weights = Vec::new();
                for bounds in self.starts.windows(2) {
                    let length = bounds[1] - bounds[0];
                    let x = &x[bounds[0] * stride..bounds[1] * stride];
                    let out = &mut out[bounds[0] * width..bounds[1] * width];
                    weights.resize(length, 0.0);
                    for at in (0..width).step_by(depth) {
                        for i in 0..length {
                            let query = &x[i * stride + at..i * stride + at + depth];
                            Self::weigh(query, &x[width + at..], stride, &mut weights);
                            let out = &mut out[i * width + at..i * width + at + depth];
                            for (j, weight) in weights.iter().enumerate() {
                                let value = j * stride + 2 * width + at;
                                add_scaled(out, &x[value..value + depth], *weight);
                            }
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
                let (mut weights, mut slopes) = (Vec::new(), Vec::new());
                for bounds in self.starts.windows(2) {
                    let length = bounds[1] - bounds[0];
                    let x = &x[bounds[0] * stride..bounds[1] * stride];
                    let above = &above[bounds[0] * width..bounds[1] * width];
                    let out = &mut out[bounds[0] * stride..bounds[1] * stride];
                    weights.resize(length, 0.0);
                    slopes.resize(length, 0.0);
                    for at in (0..width).step_by(depth) {
                        for i in 0..length {
                            let query = &x[i * stride + at..i * stride + at + depth];
                            let above = &above[i * width + at..i * width + at + depth];
                            Self::weigh(query, &x[width + at..], stride, &mut weights);
                            for (j, slope) in slopes.iter_mut().enumerate() {
                                let value = j * stride + 2 * width + at;
                                *slope = dot(above, &x[value..value + depth]);
                            }
                            let mean = dot(&weights, &slopes);
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
