//! The mean of each statement's tokens.
//!
//! **In:** x \[tokens, width\] packed, and where each statement begins. **Out:** \[statements, width\]. **Layer:** 2.

use super::math::add_scaled;
use super::{copied, values};
use candle_core::{CpuStorage, CustomOp1, Layout, Result, Shape, Tensor};
use std::sync::Arc;

/// The mean of the rows of each segment; segment `i` is rows `starts[i]..starts[i + 1]`.
pub(crate) fn segment_mean(x: &Tensor, starts: &Arc<[usize]>) -> Result<Tensor> {
    x.apply_op1(SegmentMean { starts: Arc::clone(starts) })
}

struct SegmentMean {
    starts: Arc<[usize]>,
}

impl CustomOp1 for SegmentMean {
    fn name(&self) -> &'static str {
        "segment-mean"
    }

    fn cpu_fwd(&self, x: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let (x, (_, width)) = (values(x, layout)?, layout.shape().dims2()?);
        let segments = self.starts.len() - 1;
        let mut out = vec![0f32; segments * width];
        for (out, bounds) in out.chunks_exact_mut(width).zip(self.starts.windows(2)) {
            let share = 1.0 / (bounds[1] - bounds[0]) as f32;
            for row in x[bounds[0] * width..bounds[1] * width].chunks_exact(width) {
                add_scaled(out, row, share);
            }
        }
        Ok((CpuStorage::F32(out), Shape::from((segments, width))))
    }

    fn bwd(&self, x: &Tensor, _: &Tensor, grad: &Tensor) -> Result<Option<Tensor>> {
        let (_, width) = x.dims2()?;
        let above = copied(grad)?;
        let mut out = Vec::with_capacity(x.elem_count());
        for (above, bounds) in above.chunks_exact(width).zip(self.starts.windows(2)) {
            let share = 1.0 / (bounds[1] - bounds[0]) as f32;
            for _ in bounds[0]..bounds[1] {
                out.extend(above.iter().map(|g| g * share));
            }
        }
        Ok(Some(Tensor::from_vec(out, x.shape(), x.device())?))
    }
}
