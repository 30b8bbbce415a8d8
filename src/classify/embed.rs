//! Texts as vectors, for rivals that learn from the encoder without training it.
//!
//! **In:** texts. **Out:** one vector a text: the mean of the encoder's last states, or of the word pieces that go in.
//! **Layer:** 2.
//!
//! Nothing here is scaled or centred: what a rival does with a vector is the rival's business.

use super::network::Batch;
use super::{Classifier, Pieces};
use crate::domain::Statement;
use crate::error::{Error, Result};

impl Classifier {
    /// The mean of each text's last states, the marks at both ends included, in order.
    ///
    /// # Errors
    /// If the model cannot be run.
    pub fn embeddings(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>> {
        self.batched(texts, |batch| self.network.forward(batch, None)?.pooled.to_vec2::<f32>())
    }

    /// The mean of each text's states half-way through the layers, in order.
    ///
    /// # Errors
    /// If the model cannot be run.
    pub fn middle_states(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>> {
        self.batched(texts, |batch| self.network.forward(batch, None)?.middle.to_vec2::<f32>())
    }

    /// What `read` makes of each text, in order; it is given packed batches.
    pub(super) fn batched<T: Clone + Default + Send>(
        &self,
        texts: &[&str],
        read: impl Fn(&Batch) -> candle_core::Result<Vec<T>> + Sync,
    ) -> Result<Vec<T>> {
        let pieces = self.cut(&bare(texts))?;
        let pieces: Vec<&[u32]> = pieces.iter().map(|pieces| pieces.ids.as_slice()).collect();
        self.side_by_side(&pieces, T::default(), |batch| {
            let statements: Vec<&[u32]> = batch.iter().map(|&at| pieces[at]).collect();
            read(&Batch::new(&statements))
        })
    }

    /// The word pieces of each text as numbers below [`Classifier::piece_count`], without the marks at both ends.
    ///
    /// # Errors
    /// If the tokenizer refuses a text, which it does for none that is known.
    pub fn piece_ids(&self, texts: &[&str]) -> Result<Vec<Vec<u32>>> {
        let inner = |pieces: Pieces| pieces.ids[1..pieces.ids.len().max(2) - 1].to_vec();
        Ok(self.cut(&bare(texts))?.into_iter().map(inner).collect())
    }

    /// Number of word pieces that the model knows.
    pub fn piece_count(&self) -> usize {
        self.meta.shape.vocabulary
    }

    /// The mean of the vectors that stand for each text's word pieces before the encoder has read them, each piece counted
    /// with the weight that `weight` gives its number. Zeros for a text whose pieces weigh nothing.
    ///
    /// # Errors
    /// As [`Classifier::piece_ids`].
    pub fn piece_means(&self, texts: &[&str], weight: impl Fn(u32) -> f32) -> Result<Vec<Vec<f32>>> {
        let table = self
            .network
            .word
            .to_vec2::<f32>()
            .map_err(|error| Error::model("the model could not be run").because(error).at(&self.meta.name))?;
        let mean = |ids: Vec<u32>| {
            let mut sum = vec![0f32; self.meta.shape.width];
            let mut total = 0.0;
            for id in ids {
                let weight = weight(id);
                total += weight;
                sum.iter_mut().zip(&table[id as usize]).for_each(|(sum, part)| *sum += weight * part);
            }
            if total > 0.0 {
                sum.iter_mut().for_each(|part| *part /= total);
            }
            sum
        };
        Ok(self.piece_ids(texts)?.into_iter().map(mean).collect())
    }
}

/// Texts without a heading.
fn bare<'a>(texts: &[&'a str]) -> Vec<Statement<'a>> {
    texts.iter().map(|&text| text.into()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Classifier {
        crate::models::embedded().unwrap()
    }

    #[test]
    fn texts_side_by_side_get_the_vectors_that_each_gets_alone() {
        let texts = ["a laptop", "she walks to school on her own every day of the week", "", "a laptop"];
        let classifier = shipped();
        let together = classifier.embeddings(&texts).unwrap();
        assert_eq!(together.len(), 4);
        for (text, vector) in texts.iter().zip(&together) {
            let alone = &classifier.embeddings(&[text]).unwrap()[0];
            assert!(vector.iter().zip(alone).all(|(one, two)| (one - two).abs() < 1e-5), "{text}");
        }
        assert_ne!(together[0], together[1]);
    }

    #[test]
    fn the_head_over_a_vector_gives_the_logits_of_the_classifier() {
        let classifier = shipped();
        let texts = ["5 hours of TA support"];
        let vector = classifier.embeddings(&texts).unwrap().remove(0);
        let logits = classifier.score(&classifier.cut(&bare(&texts)).unwrap()).unwrap()[0].label;
        let weights = super::super::storage::unpack(include_bytes!("../../models/sothat-minilm/model.safetensors"));
        let weights = weights.unwrap();
        let head = weights["heads.label.weight"].to_vec2::<f32>().unwrap();
        let bias = weights["heads.label.bias"].to_vec1::<f32>().unwrap();
        for (label, logit) in logits.into_iter().enumerate() {
            let sum: f32 = head[label].iter().zip(&vector).map(|(weight, part)| weight * part).sum();
            assert!((sum + bias[label] - logit).abs() < 1e-3, "{label}: {} is not {logit}", sum + bias[label]);
        }
    }

    #[test]
    fn a_weighted_mean_of_pieces_lies_between_the_pieces_as_the_weights_say() {
        let classifier = shipped();
        let (one, two) = ("laptop", "desk");
        let ids = classifier.piece_ids(&[one, two, "laptop desk"]).unwrap();
        assert_eq!((ids[0].len(), ids[1].len()), (1, 1), "each is one piece");
        assert_eq!(ids[2], [ids[0][0], ids[1][0]]);
        let weight = |id: u32| if id == ids[0][0] { 3.0 } else { 1.0 };
        let means = classifier.piece_means(&[one, two, "laptop desk", ""], weight).unwrap();
        for ((mean, one), two) in means[2].iter().zip(&means[0]).zip(&means[1]) {
            assert!((mean - (0.75 * one + 0.25 * two)).abs() < 1e-6);
        }
        assert!(means[3].iter().all(|part| *part == 0.0));
    }
}
