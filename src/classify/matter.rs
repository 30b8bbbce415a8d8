//! What a text is about, as a vector that puts a need beside the outcome that would come of meeting it.
//!
//! **In:** states from the middle of the encoder. **Out:** one vector a text. **Layer:** 2.
//!
//! The encoder's last layers have learnt to tell outcomes from provision and forgotten the matter: by their mean states
//! 0.28 of the outcomes of a plan lie nearest to their own need. So a second set of last layers stands on the same middle:
//! begun as the published sentence encoder's, and trained to bring together what belongs together in whole plans
//! (`corpus/threads`), whose needs, outcomes and provision seldom share a word.

use super::network::{Batch, Layer, Shape};
use super::{Classifier, kernels, storage};
use crate::error::{Error, Result};
use candle_core::Tensor;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// A matter reader that is unpacked when it is first asked: most commands never ask.
pub(crate) struct Folded {
    bytes: Cow<'static, [u8]>,
    reader: OnceLock<MatterReader>,
}

impl Folded {
    /// From the contents of the reader's file.
    pub(crate) fn new(bytes: Cow<'static, [u8]>) -> Self {
        Folded { bytes, reader: OnceLock::new() }
    }

    fn unfold(&self, shape: &Shape) -> Result<&MatterReader> {
        if let Some(reader) = self.reader.get() {
            return Ok(reader);
        }
        let reader = MatterReader::parse(&self.bytes, shape)?;
        Ok(self.reader.get_or_init(|| reader))
    }
}

/// The upper layers that read for the matter.
pub(crate) struct MatterReader {
    layers: Vec<Layer>,
}

impl MatterReader {
    /// The names of the variables, which are those of the encoder's upper layers.
    #[cfg(feature = "train")]
    pub(crate) fn variables(shape: &Shape) -> Vec<String> {
        let upper: Vec<String> = (shape.layers / 2..shape.layers).map(|layer| format!("layers.{layer}.")).collect();
        let names = shape.variables().into_iter().map(|(name, _)| name);
        names.filter(|name| upper.iter().any(|layer| name.starts_with(layer))).collect()
    }

    /// Layers over these weights. Tensors that belong to candle `Var`s get gradients.
    pub(crate) fn new(shape: &Shape, weights: &HashMap<String, Tensor>) -> candle_core::Result<Self> {
        let layers = (shape.layers / 2..shape.layers).map(|at| Layer::new(shape, at, weights));
        Ok(MatterReader { layers: layers.collect::<candle_core::Result<_>>()? })
    }

    /// The layers in the bytes of a file.
    ///
    /// # Errors
    /// If the bytes are no such file, or of another shape.
    fn parse(bytes: &[u8], shape: &Shape) -> Result<Self> {
        let unfit = |error| Error::model("the matter reader does not fit the model").because(error);
        MatterReader::new(shape, &storage::unpack(bytes)?).map_err(unfit)
    }

    /// Mean state of every text after the last layer, \[texts, width\], from the states half-way, \[tokens, width\].
    pub(crate) fn read(
        &self,
        half_way: &Tensor,
        starts: &Arc<[usize]>,
        drop: &mut impl FnMut(Tensor) -> candle_core::Result<Tensor>,
    ) -> candle_core::Result<Tensor> {
        let top = self.layers.iter().try_fold(half_way.clone(), |x, layer| layer.forward(&x, starts, drop))?;
        kernels::segment_mean(&top, starts)
    }
}

impl Classifier {
    /// What each text is about, in order. Zeros if the model has no matter reader.
    ///
    /// # Errors
    /// If the reader does not fit the model, or the model cannot be run.
    pub fn matter(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>> {
        let width = self.meta.shape.width;
        let Some(reader) = &self.matter else { return Ok(vec![vec![0.0; width]; texts.len()]) };
        let reader = reader.unfold(&self.meta.shape).map_err(|error| error.at(&self.meta.name))?;
        self.batched(texts, |batch| reader.read(&self.network.half_way(batch)?, &batch.starts, &mut Ok)?.to_vec2())
    }

    /// The states of each text's tokens half-way through the layers, \[tokens, width\], in order.
    #[cfg(feature = "train")]
    pub(crate) fn states_half_way(&self, texts: &[&str]) -> Result<Vec<Tensor>> {
        let split = |batch: &Batch| -> candle_core::Result<Vec<Tensor>> {
            let states = self.network.half_way(batch)?;
            batch.starts.windows(2).map(|ends| states.narrow(0, ends[0], ends[1] - ends[0])?.copy()).collect()
        };
        Ok(self
            .batched(texts, |batch| Ok(split(batch)?.into_iter().map(Some).collect()))?
            .into_iter()
            .flatten()
            .collect())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_need_lies_nearer_to_its_own_outcome_than_to_another() {
        let classifier = crate::models::embedded().unwrap();
        let vectors = classifier
            .matter(&[
                "Nobody outside the family can make out what he says",
                "She falls on stairs and tires after a few steps",
                "He orders his own chips and is understood the first time",
                "She climbs to the library on the second floor",
            ])
            .unwrap();
        let near = |one: usize, two: usize| {
            let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
            let (one, two) = (&vectors[one], &vectors[two]);
            dot(one, two) / (dot(one, one) * dot(two, two)).sqrt()
        };
        assert!(near(0, 2) > near(0, 3) && near(1, 3) > near(1, 2));
    }
}
