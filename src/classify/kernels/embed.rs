//! The sum of a token's word and place embeddings.
//!
//! **In:** word \[vocabulary, width\] and place \[positions, width\] tables, and which rows each token takes. **Out:** \[tokens, width\].
//! **Layer:** 2.

use super::math::add_scaled;
use super::{copied, values};
use candle_core::{CpuStorage, CustomOp2, Layout, Result, Shape, Tensor};
use std::sync::Arc;

/// Row `ids[t]` of `word` plus row `places[t]` of `place` for every token `t`.
pub(crate) fn embed(word: &Tensor, place: &Tensor, ids: &Arc<[u32]>, places: &Arc<[u32]>) -> Result<Tensor> {
    for (rows, table) in [(ids, word), (places, place)] {
        let known = table.dim(0)?;
        if let Some(row) = rows.iter().find(|&&row| row as usize >= known) {
            candle_core::bail!("there is no row {row} in a table of {known}");
        }
    }
    word.apply_op2(place, Embed { ids: Arc::clone(ids), places: Arc::clone(places) })
}

struct Embed {
    ids: Arc<[u32]>,
    places: Arc<[u32]>,
}

fn row(table: &[f32], at: u32, width: usize) -> &[f32] {
    &table[at as usize * width..(at as usize + 1) * width]
}

impl CustomOp2 for Embed {
    fn name(&self) -> &'static str {
        "embed"
    }

    fn cpu_fwd(&self, word: &CpuStorage, lw: &Layout, place: &CpuStorage, lp: &Layout) -> Result<(CpuStorage, Shape)> {
        let (word, place, (_, width)) = (values(word, lw)?, values(place, lp)?, lw.shape().dims2()?);
        let mut out = Vec::with_capacity(self.ids.len() * width);
        for (&id, &at) in self.ids.iter().zip(self.places.iter()) {
            out.extend(row(word, id, width).iter().zip(row(place, at, width)).map(|(w, p)| w + p));
        }
        Ok((CpuStorage::F32(out), Shape::from((self.ids.len(), width))))
    }

    fn bwd(
        &self,
        word: &Tensor,
        place: &Tensor,
        _: &Tensor,
        grad: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let (above, width) = (copied(grad)?, word.dim(1)?);
        let scatter = |table: &Tensor, rows: &[u32]| {
            let mut out = vec![0f32; table.elem_count()];
            for (above, &at) in above.chunks_exact(width).zip(rows) {
                add_scaled(&mut out[at as usize * width..(at as usize + 1) * width], above, 1.0);
            }
            Tensor::from_vec(out, table.shape(), table.device())
        };
        Ok((Some(scatter(word, &self.ids)?), Some(scatter(place, &self.places)?)))
    }
}
