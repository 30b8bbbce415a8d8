//! A second reader of what is weak in a statement, beside the words that the checks look for.
//!
//! **In:** states from the middle of the encoder. **Out:** how likely each weakness is. **Layer:** 2.
//!
//! Words alone cry wolf: "develops her own films" holds a word that is vague nearly everywhere else. Logistic regressions
//! over the mean state of the encoder's middle layer, one a check, were fitted to statements in which readers had marked
//! what is weak; a check speaks only if its reader does not contradict it. The middle was taken because the last
//! states have learnt to tell outcomes from provision and forgotten most else: over authors who were left out of the
//! fit, "is anything weak here?" had an area under the curve of 0.83 from the last layer and 0.91 from the middle in
//! Section E, 0.82 and 0.98 in Section F.

use super::probability::sigmoid;
use super::storage;
use crate::domain::SecondOpinion;
use crate::error::{Error, Result};
use candle_core::Tensor;
use std::collections::{BTreeMap, HashMap};

/// Begins the name of a regression in the file; the id of the check follows.
const PREFIX: &str = "weak.";

/// One regression a check.
pub(crate) struct SecondReader {
    names: Vec<String>,
    /// \[width, regressions\].
    weights: Tensor,
    /// \[regressions\].
    biases: Vec<f32>,
    /// Below this probability a reader contradicts its check.
    floors: Vec<f32>,
}

impl SecondReader {
    /// The regressions in the bytes of a file that [`SecondReader::pack`] made, for states of this width.
    ///
    /// # Errors
    /// If the bytes are no such file.
    pub(crate) fn parse(bytes: &[u8], width: usize) -> Result<Self> {
        let unfit = |why: &str| Error::model(format!("the second reader does not fit the model: {why}"));
        let mut rows: Vec<(String, Vec<f32>)> = Vec::new();
        for (name, tensor) in storage::unpack(bytes)? {
            let name = name.strip_prefix(PREFIX).ok_or_else(|| unfit(&name))?.to_string();
            let row = tensor.to_vec1::<f32>().map_err(|error| unfit(&name).because(error))?;
            if row.len() != width + 2 {
                return Err(unfit(&name));
            }
            rows.push((name, row));
        }
        rows.sort_by(|one, two| one.0.cmp(&two.0));
        let flat = (0..width).flat_map(|at| rows.iter().map(move |(_, row)| row[at])).collect::<Vec<f32>>();
        let weights = Tensor::from_vec(flat, (width, rows.len()), &candle_core::Device::Cpu)
            .map_err(|error| unfit("its shape").because(error))?;
        let biases = rows.iter().map(|(_, row)| row[width]).collect();
        let floors = rows.iter().map(|(_, row)| row[width + 1]).collect();
        Ok(SecondReader { names: rows.into_iter().map(|(name, _)| name).collect(), weights, biases, floors })
    }

    /// The file form of regressions by their names, each `width` weights, a bias and a floor.
    #[cfg(feature = "train")]
    pub(crate) fn pack(rows: &BTreeMap<String, Vec<f32>>) -> Result<Vec<u8>> {
        let names: Vec<String> = rows.keys().map(|name| format!("{PREFIX}{name}")).collect();
        let tensor = |row: &Vec<f32>| Tensor::from_vec(row.clone(), row.len(), &candle_core::Device::Cpu);
        let tensors = names
            .iter()
            .zip(rows.values())
            .map(|(name, row)| Ok((name.clone(), tensor(row)?)))
            .collect::<candle_core::Result<HashMap<_, _>>>()
            .map_err(|error| Error::model("the second reader cannot be written").because(error))?;
        storage::pack(&names, &tensors)
    }

    /// Logits of each regression for each statement, from the mean middle states \[statements, width\].
    pub(super) fn logits(&self, middle: &Tensor) -> candle_core::Result<Vec<Vec<f32>>> {
        let mut rows = middle.matmul(&self.weights)?.to_vec2::<f32>()?;
        for row in &mut rows {
            row.iter_mut().zip(&self.biases).for_each(|(logit, bias)| *logit += bias);
        }
        Ok(rows)
    }

    /// Opinions by name from the logits of one statement.
    pub(super) fn named(&self, logits: &[f32]) -> BTreeMap<String, SecondOpinion> {
        let opinion = |(logit, floor): (&f32, &f32)| {
            let likely = (sigmoid(*logit) * 1e4).round() / 1e4;
            SecondOpinion { likely, contradicts: likely < *floor }
        };
        self.names.iter().cloned().zip(logits.iter().zip(&self.floors).map(opinion)).collect()
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_reads_the_same_and_what_does_not_fit_says_so() {
        let rows = BTreeMap::from([
            ("masking".to_string(), vec![1.0, -1.0, 0.5, 0.9]),
            ("jargon".to_string(), vec![0.0, 2.0, -0.5, 0.1]),
        ]);
        let bytes = SecondReader::pack(&rows).unwrap();
        let reader = SecondReader::parse(&bytes, 2).unwrap();
        let middle = Tensor::new(&[[2f32, 1.0]], &candle_core::Device::Cpu).unwrap();
        let said = reader.named(&reader.logits(&middle).unwrap()[0]);
        assert_eq!(said["masking"], SecondOpinion { likely: 0.8176, contradicts: true }, "σ(2 − 1 + 0.5) < 0.9");
        assert_eq!(said["jargon"], SecondOpinion { likely: 0.8176, contradicts: false }, "σ(2 − 0.5) > 0.1");
        assert!(SecondReader::parse(&bytes, 3).is_err());
    }
}
