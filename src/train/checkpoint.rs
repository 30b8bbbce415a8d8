//! Keeps what a training run has reached, so that an interrupted run goes on where it stopped.
//!
//! **In:** tensors at the end of a stage or an epoch. **Out:** the same tensors, in a later run of the same experiment.
//! **Layer:** 6.
//!
//! Checkpoints stand in `models/<name>.part/`, apart from the model itself, which is replaced only when all stages are
//! done. They carry the fingerprint of the experiment (config, corpus, base weights); those of another experiment are
//! thrown away, never mixed in. Chance starts afresh in every epoch, so a resumed run gives the same model as one
//! that was never stopped.

use super::base::write;
use crate::error::{Error, Result};
use candle_core::{Device, Tensor};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The file that says which experiment the checkpoints are of.
const FINGERPRINT: &str = "experiment.txt";

/// The folder of a run's checkpoints.
pub(super) struct Checkpoint {
    folder: PathBuf,
}

impl Checkpoint {
    /// Opens the folder for an experiment; what another experiment left there is removed.
    pub(super) fn open(folder: PathBuf, fingerprint: &str) -> Result<Self> {
        let known = std::fs::read_to_string(folder.join(FINGERPRINT)).unwrap_or_default();
        if known != fingerprint {
            if folder.exists() {
                std::fs::remove_dir_all(&folder).map_err(|error| failed(error, &folder))?;
            }
            write(&folder, FINGERPRINT, fingerprint.as_bytes())?;
        }
        Ok(Checkpoint { folder })
    }

    /// The tensors of a stage, and the numbers kept with them (for instance the epochs done); `None` if it was not reached.
    /// A damaged file counts as not reached.
    pub(super) fn read(&self, stage: &str) -> Option<(HashMap<String, Tensor>, Vec<f64>)> {
        let mut tensors = candle_core::safetensors::load(self.path(stage), &Device::Cpu).ok()?;
        let numbers = tensors.remove(NUMBERS)?.to_vec1::<f64>().ok()?;
        Some((tensors, numbers))
    }

    /// Keeps the tensors of a stage with some numbers.
    pub(super) fn write(&self, stage: &str, tensors: &HashMap<String, Tensor>, numbers: &[f64]) -> Result<()> {
        let unwritable = |error: candle_core::Error| {
            Error::io("the checkpoint cannot be written")
                .because(error)
                .at(self.path(stage).display())
                .hint("make room on the disk; training goes on from the last checkpoint when it is started again")
        };
        let numbers = Tensor::new(numbers, &Device::Cpu).map_err(unwritable)?;
        let all = tensors.iter().map(|(name, tensor)| (name.as_str(), tensor)).chain([(NUMBERS, &numbers)]);
        let bytes = safetensors::serialize(all, None).map_err(|error| unwritable(candle_core::Error::wrap(error)))?;
        write(&self.folder, &format!("{stage}.safetensors"), &bytes)
    }

    /// Removes what was kept of a stage.
    pub(super) fn forget(&self, stage: &str) {
        let _it_may_not_be_there = std::fs::remove_file(self.path(stage));
    }

    /// Removes all checkpoints: the model is written.
    pub(super) fn close(self) -> Result<()> {
        std::fs::remove_dir_all(&self.folder).map_err(|error| failed(error, &self.folder))
    }

    fn path(&self, stage: &str) -> PathBuf {
        self.folder.join(format!("{stage}.safetensors"))
    }
}

/// The name under which the numbers are kept among the tensors.
const NUMBERS: &str = "numbers";

fn failed(error: std::io::Error, folder: &Path) -> Error {
    Error::io("the old checkpoints cannot be removed").because(error).at(folder.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_comes_back_but_only_to_the_same_experiment() {
        let folder = std::env::temp_dir().join(format!("sothat-checkpoint-{}", std::process::id()));
        let tensors = HashMap::from([("a".to_string(), Tensor::new(&[1.5f32, 2.0], &Device::Cpu).unwrap())]);
        let checkpoint = Checkpoint::open(folder.clone(), "one").unwrap();
        assert!(checkpoint.read("stage").is_none());
        checkpoint.write("stage", &tensors, &[3.25]).unwrap();
        let (found, numbers) = Checkpoint::open(folder.clone(), "one").unwrap().read("stage").unwrap();
        assert_eq!((found["a"].to_vec1::<f32>().unwrap(), numbers), (vec![1.5, 2.0], vec![3.25]));
        std::fs::write(folder.join("stage.safetensors"), b"half").unwrap();
        assert!(checkpoint.read("stage").is_none());
        checkpoint.write("stage", &tensors, &[3.25]).unwrap();
        assert!(Checkpoint::open(folder.clone(), "two").unwrap().read("stage").is_none());
        checkpoint.close().unwrap();
        assert!(!folder.exists());
    }
}
