//! How near texts are to the kinds of the library, by vectors.
//!
//! **In:** vectors of the library's phrases and of texts. **Out:** [`Topics`]. **Layer:** 2.
//!
//! Words say what they say; vectors also say what they nearly say. A kind is as near as the mean of its three nearest phrases.

use super::{Topics, kinds, phrases};
use rayon::prelude::*;

/// Phrases of a kind that count.
const NEAREST: usize = 3;

/// Vectors of every phrase of the library, ready to be compared.
pub struct Nearness {
    mean: Vec<f32>,
    /// Kind and unit vector of every phrase.
    phrases: Vec<(usize, Vec<f32>)>,
}

impl Nearness {
    /// From one vector a phrase, in the order of [`phrases`].
    pub fn new(vectors: Vec<Vec<f32>>) -> Self {
        let width = vectors.first().map_or(0, Vec::len);
        let mut mean = vec![0f32; width];
        for vector in &vectors {
            mean.iter_mut().zip(vector).for_each(|(mean, part)| *mean += part / vectors.len() as f32);
        }
        let phrases =
            phrases().into_iter().zip(vectors).map(|((kind, _), vector)| (kind, unit(&vector, &mean))).collect();
        Nearness { mean, phrases }
    }

    /// Likeness of each text to every kind, −1 to 1.
    pub fn topics(&self, texts: &[Vec<f32>]) -> Vec<Topics> {
        texts.par_iter().map(|text| self.one(&unit(text, &self.mean))).collect()
    }

    fn one(&self, text: &[f32]) -> Topics {
        let mut best = vec![[-1f32; NEAREST]; kinds().len()];
        for (kind, phrase) in &self.phrases {
            let mut near: f32 = phrase.iter().zip(text).map(|(a, b)| a * b).sum();
            for place in &mut best[*kind] {
                if near > *place {
                    std::mem::swap(&mut near, place);
                }
            }
        }
        best.into_iter().map(|nearest| nearest.iter().sum::<f32>() / NEAREST as f32).collect()
    }
}

fn unit(vector: &[f32], mean: &[f32]) -> Vec<f32> {
    let apart: Vec<f32> = vector.iter().zip(mean).map(|(part, mean)| part - mean).collect();
    let length = apart.iter().map(|part| part * part).sum::<f32>().sqrt().max(1e-6);
    apart.into_iter().map(|part| part / length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_nearest_to_the_kind_whose_phrases_point_its_way() {
        let vectors: Vec<Vec<f32>> =
            phrases().iter().map(|(kind, _)| if *kind == 7 { vec![1.0, 0.0] } else { vec![0.0, 1.0] }).collect();
        let near = &Nearness::new(vectors).topics(&[vec![1.0, 0.1]])[0];
        assert!((0..near.len()).all(|kind| kind == 7 || near[kind] < near[7]));
    }
}
