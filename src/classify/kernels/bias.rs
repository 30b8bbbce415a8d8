//! What follows a matrix product: bias, bias and GELU, bias and residual, each in one pass.
//!
//! **In:** x \[rows, width\], bias \[width\]. **Out:** \[rows, width\]. **Layer:** 2.

use super::math::{erf, exp};
use super::{copied, values};
use candle_core::{CpuStorage, CustomOp2, CustomOp3, Layout, Result, Shape, Tensor};
use pulp::Arch;

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

fn each_row(
    x: (&CpuStorage, &Layout),
    bias: (&CpuStorage, &Layout),
    row: impl Fn(&[f32], &[f32], &mut Vec<f32>),
) -> Result<(CpuStorage, Shape)> {
    let (values_x, bias) = (values(x.0, x.1)?, values(bias.0, bias.1)?);
    let mut out = Vec::with_capacity(values_x.len());
    Arch::new().dispatch(|| {
        for x in values_x.chunks_exact(bias.len()) {
            row(x, bias, &mut out);
        }
    });
    Ok((CpuStorage::F32(out), x.1.shape().clone()))
}

impl CustomOp2 for BiasAdd {
    fn name(&self) -> &'static str {
        "bias-add"
    }

    fn cpu_fwd(&self, x: &CpuStorage, lx: &Layout, b: &CpuStorage, lb: &Layout) -> Result<(CpuStorage, Shape)> {
        each_row(
            (x, lx),
            (b, lb),
            #[inline(always)]
            |x, bias, out| out.extend(x.iter().zip(bias).map(|(x, b)| x + b)),
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
        each_row(
            (x, lx),
            (b, lb),
            #[inline(always)]
            |x, bias, out| {
                out.extend(x.iter().zip(bias).map(|(x, b)| {
                    let x = x + b;
                    0.5 * x * (1.0 + erf(x * std::f32::consts::FRAC_1_SQRT_2))
                }));
            },
        )
    }

    fn bwd(&self, x: &Tensor, b: &Tensor, _: &Tensor, grad: &Tensor) -> Result<(Option<Tensor>, Option<Tensor>)> {
        /// 1 / √(2π), the height of the normal density.
        const DENSITY: f32 = 0.398_942_3;
        let (mut out, bias, above) = (copied(x)?, copied(b)?, copied(grad)?);
        Arch::new().dispatch(|| {
            for (row, above) in out.chunks_exact_mut(bias.len()).zip(above.chunks_exact(bias.len())) {
                for ((x, b), above) in row.iter_mut().zip(&bias).zip(above) {
                    let z = *x + b;
                    let below = 0.5 * (1.0 + erf(z * std::f32::consts::FRAC_1_SQRT_2));
                    *x = above * (below + z * DENSITY * exp(-0.5 * z * z));
                }
            }
        });
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
        let (x, bias, residual) = (values(x, lx)?, values(b, lb)?, values(r, lr)?);
        let mut out = Vec::with_capacity(x.len());
        Arch::new().dispatch(|| {
            for (x, residual) in x.chunks_exact(bias.len()).zip(residual.chunks_exact(bias.len())) {
                out.extend(x.iter().zip(bias).zip(residual).map(|((x, b), r)| x + b + r));
            }
        });
        Ok((CpuStorage::F32(out), lx.shape().clone()))
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
