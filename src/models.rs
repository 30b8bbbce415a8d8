//! Finds a model: the one inside the executable, or a folder.
//!
//! **In:** nothing, or a folder with `meta.json`, `model.safetensors` and `tokenizer.json`. **Out:** a [`Classifier`].
//! **Layer:** 5.
//!
//! A folder's files are held against the hashes in its `meta.json` before anything is read from them: an altered model
//! is an error that names the file and both hashes, never a different verdict.

use crate::classify::{Classifier, Meta};
use crate::error::{Error, Result};
use sha2::{Digest, Sha256};
use std::io;
use std::path::Path;

/// The weights' file name.
pub const WEIGHTS: &str = "model.safetensors";
/// The tokenizer's file name.
pub const TOKENIZER: &str = "tokenizer.json";
/// The second reader's file name; a model may be without.
pub const SECOND_READER: &str = "second_reader.safetensors";
/// The matter reader's file name; a model may be without.
pub const MATTER_READER: &str = "matter_reader.safetensors";
/// The description's file name.
pub const META: &str = "meta.json";

/// The model inside the executable.
///
/// # Errors
/// If the executable was built without a model (feature `embed`), or over files that do not fit together.
#[cfg(feature = "embed")]
pub fn embedded() -> Result<Classifier> {
    let meta = Meta::parse(include_str!("../models/sothat-minilm/meta.json"))?;
    let matter: &[u8] = include_bytes!("../models/sothat-minilm/matter_reader.safetensors");
    let classifier = Classifier::from_parts(
        meta,
        include_bytes!("../models/sothat-minilm/tokenizer.json"),
        include_bytes!("../models/sothat-minilm/model.safetensors"),
    )?
    .with_second_reader(include_bytes!("../models/sothat-minilm/second_reader.safetensors"))?;
    Ok(classifier.with_matter_reader(matter.into()))
}

/// The model inside the executable: this one was built without.
///
/// # Errors
/// Always.
#[cfg(not(feature = "embed"))]
pub fn embedded() -> Result<Classifier> {
    Err(Error::model("this program was built without a model").hint("give a model's folder: --model FOLDER"))
}

/// The model in a folder.
///
/// # Errors
/// If a file is missing, or its hash is not the one in `meta.json`.
pub fn open(folder: &Path) -> Result<Classifier> {
    let parts = parts(folder)?;
    let mut classifier = Classifier::from_parts(parts.meta, &parts.tokenizer, &parts.weights)?;
    if let Some(bytes) = parts.second_reader {
        classifier = classifier.with_second_reader(&bytes)?;
    }
    if let Some(bytes) = parts.matter_reader {
        classifier = classifier.with_matter_reader(bytes.into());
    }
    Ok(classifier)
}

/// The contents of a model's folder, hashes checked.
pub(crate) struct Parts {
    pub meta: Meta,
    pub tokenizer: Vec<u8>,
    pub weights: Vec<u8>,
    pub second_reader: Option<Vec<u8>>,
    pub matter_reader: Option<Vec<u8>>,
}

/// Reads a model's folder and holds every file against its hash.
pub(crate) fn parts(folder: &Path) -> Result<Parts> {
    let read = |name: &str| {
        std::fs::read(folder.join(name)).map_err(|error| {
            Error::model(format!("the model's {name} cannot be read"))
                .because(error)
                .at(folder.join(name).display())
                .hint("give the folder of a model, or leave out --model to use the built-in one")
        })
    };
    let text = String::from_utf8(read(META)?)
        .map_err(|error| Error::model("meta.json is not text").because(error).at(folder.join(META).display()))?;
    let meta = Meta::parse(&text).map_err(|error| error.at(folder.join(META).display()))?;
    let named = |name: &str| meta.files.contains_key(name).then(|| read(name)).transpose();
    let (second_reader, matter_reader) = (named(SECOND_READER)?, named(MATTER_READER)?);
    let parts = Parts { tokenizer: read(TOKENIZER)?, weights: read(WEIGHTS)?, second_reader, matter_reader, meta };
    let readers = [(SECOND_READER, &parts.second_reader), (MATTER_READER, &parts.matter_reader)];
    let readers = readers.into_iter().filter_map(|(name, bytes)| Some((name, bytes.as_ref()?)));
    for (name, bytes) in [(TOKENIZER, &parts.tokenizer), (WEIGHTS, &parts.weights)].into_iter().chain(readers) {
        let found = sha256(bytes);
        let wanted = parts.meta.files.get(name).map_or("none", String::as_str);
        if found != wanted {
            return Err(Error::model(format!(
                "{name} has been altered: its SHA-256 is {found}, meta.json says {wanted}"
            ))
            .at(folder.join(name).display())
            .hint("restore the file, or leave out --model to use the built-in model"));
        }
    }
    Ok(parts)
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Length and SHA-256, in hexadecimal, of all that `reader` gives, however long it is.
///
/// # Errors
/// If it cannot be read to its end.
pub fn sha256_of(mut reader: impl io::Read) -> io::Result<(u64, String)> {
    let mut hash = Sha256::new();
    let length = io::copy(&mut reader, &mut hash)?;
    Ok((length, hexadecimal(&hash.finalize())))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
