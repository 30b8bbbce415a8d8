//! What follows a matrix product: bias, bias and GELU, bias and residual, each in one pass.
//!
//! **In:** x \[rows, width\], or in panels of columns \[panels, rows, width / panels\]; bias \[width\]. **Out:** \[rows, width\].
//! **Layer:** 2.
//!
//! Gradients flow through x \[rows, width\] only.

use super::math::{erf, exp};
use super::{copied, values, widest};
use candle_core::{CpuStorage, CustomOp2, CustomOp3, Layout, Result, Shape, Tensor};

/// x + bias.
pub(crate) fn bias_add(x: &Tensor, bias: &Tensor) -> Result<Tensor> {
    x.apply_op2(bias, BiasAdd)
}

/// gelu(x + bias), with the exact (error function) form of GELU.
pub(crate) fn bias_gelu(x: &Tensor, bias: &Tensor) -> Result<Tensor> {
    x.apply_op2(bias, BiasGelu)
}

/// x + bias + residual.
pub(crate) fn bias_residual(x: &Tensor, bias: &Tensor, residual: &Tensor) -> Result<Tensor> {
    x.apply_op3(bias, residual, BiasResidual)
}

struct BiasAdd;
struct BiasGelu;
struct BiasResidual;

/// Calls `part` with each part of x that lies together, the bias that belongs to it, where it goes, and the place itself.
fn each_part(
    x: (&CpuStorage, &Layout),
    bias: (&CpuStorage, &Layout),
    part: impl Fn(&[f32], &[f32], usize, &mut [f32]),
) -> Result<(CpuStorage, Shape)> {
    let (panels, rows, width) = match *x.1.dims() {
        [rows, width] => (1, rows, width),
        [panels, rows, width] => (panels, rows, width),
        _ => candle_core::bail!("rows or panels of rows are wanted, not {:?}", x.1.shape()),
    };
    let (x, bias) = (values(x.0, x.1)?, values(bias.0, bias.1)?);
    let mut out = vec![0f32; x.len()];
    widest(
        #[inline(always)]
        || {
            for (at, out) in out.chunks_exact_mut(width).enumerate() {
                let (row, panel) = (at / panels, at % panels);
                let from = (panel * rows + row) * width;
                part(&x[from..from + width], &bias[panel * width..(panel + 1) * width], at * width, out);
            }
        },
    );
    Ok((CpuStorage::F32(out), Shape::from((rows, panels * width))))
}

impl CustomOp2 for BiasAdd {
    fn name(&self) -> &'static str {
        "bias-add"
    }

    fn cpu_fwd(&self, x: &CpuStorage, lx: &Layout, b: &CpuStorage, lb: &Layout) -> Result<(CpuStorage, Shape)> {
        each_part(
            (x, lx),
            (b, lb),
            #[inline(always)]
            |x, bias, _, out| {
                for ((out, x), b) in out.iter_mut().zip(x).zip(bias) {
                    *out = x + b;
                }
            },
        )
    }

    fn bwd(&self, _: &Tensor, _: &Tensor, _: &Tensor, grad: &Tensor) -> Result<(Option<Tensor>, Option<Tensor>)> {
        Ok((Some(grad.clone()), Some(grad.sum(0)?)))
    }
}

impl CustomOp2 for BiasGelu {
    fn name(&self) -> &'static str {
        "bias-gelu"
    }

    fn cpu_fwd(&self, x: &CpuStorage, lx: &Layout, b: &CpuStorage, lb: &Layout) -> Result<(CpuStorage, Shape)> {
        each_part(
            (x, lx),
            (b, lb),
            #[inline(always)]
            |x, bias, _, out| {
                for ((out, x), b) in out.iter_mut().zip(x).zip(bias) {
                    let x = x + b;
                    *out = 0.5 * x * (1.0 + erf(x * std::f32::consts::FRAC_1_SQRT_2));
                }
            },
        )
    }

    fn bwd(&self, x: &Tensor, b: &Tensor, _: &Tensor, grad: &Tensor) -> Result<(Option<Tensor>, Option<Tensor>)> {
        /// 1 / √(2π), the height of the normal density.
        const DENSITY: f32 = 0.398_942_3;
        let (mut out, bias, above) = (copied(x)?, copied(b)?, copied(grad)?);
        widest(
            #[inline(always)]
            || {
                for (row, above) in out.chunks_exact_mut(bias.len()).zip(above.chunks_exact(bias.len())) {
                    for ((x, b), above) in row.iter_mut().zip(&bias).zip(above) {
                        let z = *x + b;
                        let below = 0.5 * (1.0 + erf(z * std::f32::consts::FRAC_1_SQRT_2));
                        *x = above * (below + z * DENSITY * exp(-0.5 * z * z));
                    }
                }
            },
        );
        let grad_x = Tensor::from_vec(out, x.shape(), x.device())?;
        let grad_bias = grad_x.sum(0)?;
        Ok((Some(grad_x), Some(grad_bias)))
    }
}

impl CustomOp3 for BiasResidual {
    fn name(&self) -> &'static str {
        "bias-residual"
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        lx: &Layout,
        b: &CpuStorage,
        lb: &Layout,
        r: &CpuStorage,
        lr: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let residual = values(r, lr)?;
        each_part(
            (x, lx),
            (b, lb),
            #[inline(always)]
            |x, bias, at, out| {
                let residual = &residual[at..at + out.len()];
                for (((out, x), b), r) in out.iter_mut().zip(x).zip(bias).zip(residual) {
                    *out = x + b + r;
                }
            },
        )
    }

    fn bwd(
        &self,
        _: &Tensor,
        _: &Tensor,
        _: &Tensor,
        _: &Tensor,
        grad: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>, Option<Tensor>)> {
        Ok((Some(grad.clone()), Some(grad.sum(0)?), Some(grad.clone())))
    }
}
