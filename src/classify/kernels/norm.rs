//! Layer normalisation with a backward pass.
//!
//! **In:** x \[rows, width\], weight and bias \[width\]. **Out:** \[rows, width\]. **Layer:** 2.

use super::math::{dot, folded, sum};
use super::{copied, values, widest};
use candle_core::{CpuStorage, CustomOp3, Layout, Result, Shape, Tensor};

/// Every row of `x` brought to mean 0 and variance 1, then scaled by `weight` and moved by `bias`.
pub(crate) fn layer_norm(x: &Tensor, weight: &Tensor, bias: &Tensor, epsilon: f64) -> Result<Tensor> {
    x.apply_op3(weight, bias, LayerNorm { epsilon: epsilon as f32 })
}

struct LayerNorm {
    epsilon: f32,
}

impl LayerNorm {
    /// Mean of a row and the reciprocal of its standard deviation.
    #[inline(always)]
    fn moments(&self, row: &[f32]) -> (f32, f32) {
        let width = row.len() as f32;
        let mean = sum(row) / width;
        let mut lanes = [0f32; 16];
        let (chunks, rest) = row.as_chunks::<16>();
        for x in chunks {
            for i in 0..16 {
                lanes[i] += (x[i] - mean) * (x[i] - mean);
            }
        }
        let rest: f32 = rest.iter().map(|x| (x - mean) * (x - mean)).sum();
        let variance = (folded(lanes) + rest) / width;
        (mean, 1.0 / (variance + self.epsilon).sqrt())
    }
}

impl CustomOp3 for LayerNorm {
    fn name(&self) -> &'static str {
        "layer-norm"
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        lx: &Layout,
        w: &CpuStorage,
        lw: &Layout,
        b: &CpuStorage,
        lb: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (x, weight, bias) = (values(x, lx)?, values(w, lw)?, values(b, lb)?);
        let mut out = vec![0f32; x.len()];
        widest(
            #[inline(always)]
            || {
                for (out, row) in out.chunks_exact_mut(weight.len()).zip(x.chunks_exact(weight.len())) {
                    let (mean, scale) = self.moments(row);
                    for (((out, x), w), b) in out.iter_mut().zip(row).zip(weight).zip(bias) {
                        *out = (x - mean) * scale * w + b;
                    }
                }
            },
        );
        Ok((CpuStorage::F32(out), lx.shape().clone()))
    }

    fn bwd(
        &self,
        x: &Tensor,
        weight: &Tensor,
        bias: &Tensor,
        _: &Tensor,
        grad: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>, Option<Tensor>)> {
        let (mut out, weights, above) = (copied(x)?, copied(weight)?, copied(grad)?);
        let width = weights.len();
        let (mut grad_weight, mut grad_bias) = (vec![0f32; width], vec![0f32; width]);
        let mut scaled = vec![0f32; width];
        widest(
            #[inline(always)]
            || {
                for (row, above) in out.chunks_exact_mut(width).zip(above.chunks_exact(width)) {
                    let (mean, scale) = self.moments(row);
                    for i in 0..width {
                        row[i] = (row[i] - mean) * scale;
                        grad_weight[i] += above[i] * row[i];
                        grad_bias[i] += above[i];
                        scaled[i] = above[i] * weights[i];
                    }
                    let mean_scaled = sum(&scaled) / width as f32;
                    let mean_product = dot(&scaled, row) / width as f32;
                    for i in 0..width {
                        row[i] = scale * (scaled[i] - mean_scaled - row[i] * mean_product);
                    }
                }
            },
        );
        Ok((
            Some(Tensor::from_vec(out, x.shape(), x.device())?),
            Some(Tensor::from_vec(grad_weight, weight.shape(), x.device())?),
            Some(Tensor::from_vec(grad_bias, bias.shape(), x.device())?),
        ))
    }
}
