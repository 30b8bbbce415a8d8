//! The few tensor operations of the encoder that candle has not, or has without a backward pass.
//!
//! **In:** contiguous f32 tensors on the CPU. **Out:** tensors, with gradients. **Layer:** 2.
//!
//! candle 0.11 trains silently wrong through its fused `LayerNorm` and softmax (they have no backward and raise no
//! error), and composing both from primitive operations costs an allocation and a pass over memory each. These kernels
//! are fused, have hand-derived gradients (each proved against candle's primitives in a test), and let a batch be *packed*:
//! statements of different length lie one after the other without padding, and attention looks within each only.
//!
//! Loops are plain Rust; [`pulp`] compiles each for the widest vector instructions that the processor has ([`widest`]).

mod attention;
mod bias;
mod embed;
mod math;
mod mean;
mod norm;

pub(crate) use attention::attention;
pub(crate) use bias::{bias_add, bias_gelu, bias_residual};
pub(crate) use embed::embed;
pub(crate) use mean::segment_mean;
pub(crate) use norm::layer_norm;

use candle_core::{CpuStorage, Layout, Result, Tensor};
use pulp::Arch;

/// Runs `work`, compiled for the widest vector instructions that the processor has. That takes a closure written in the
/// call itself and marked `#[inline(always)]`: one of its own, or handed on, is compiled for any processor.
#[inline(always)]
fn widest<R>(work: impl FnOnce() -> R) -> R {
    Arch::new().dispatch(work)
}

/// The values of a contiguous f32 argument.
fn values<'a>(storage: &'a CpuStorage, layout: &Layout) -> Result<&'a [f32]> {
    match layout.contiguous_offsets() {
        Some((start, end)) => Ok(&storage.as_slice::<f32>()?[start..end]),
        None => candle_core::bail!("this kernel needs a contiguous tensor"),
    }
}

/// The values of a tensor, copied, row after row.
fn copied(tensor: &Tensor) -> Result<Vec<f32>> {
    tensor.flatten_all()?.to_vec1::<f32>()
}
