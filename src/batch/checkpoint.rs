//! Remembers how far a file has been scored, so that a run that was interrupted goes on where it stopped.
//!
//! **In:** the inputs and settings of a run, its progress. **Out:** a small JSON file beside the unfinished one.
//! **Layer:** 6.
//!
//! The unfinished file is cut back to the bytes that the last checkpoint counts, so it never matters in the middle of
//! which row a run was stopped. A run goes on only from the same inputs (by size and SHA-256) with the same model and settings.

use crate::error::{Error, Result};
use crate::models::sha256_of;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// What a run is about; two runs with the same plan write the same file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Plan {
    pub(super) version: String,
    /// Hashes of the model's files, so that one file never holds the verdicts of two models.
    pub(super) model: BTreeMap<String, String>,
    pub(super) inputs: Vec<Input>,
    pub(super) settings: String,
}

/// One input as it was when the run began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Input {
    name: String,
    bytes: u64,
    sha256: String,
}

/// How far a run has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Done {
    pub(super) rows: usize,
    pub(super) failed: usize,
    pub(super) findings: [usize; 3],
    pub(super) bytes: u64,
}

#[derive(Serialize, Deserialize)]
struct Record {
    plan: Plan,
    done: Done,
}

impl Input {
    /// Size and hash of a file.
    pub(super) fn of(path: &Path) -> Result<Input> {
        let unreadable = |cause: io::Error| Error::io("the input cannot be read").because(cause).at(path.display());
        let file = File::open(path).map_err(unreadable)?;
        let (bytes, sha256) = sha256_of(file).map_err(unreadable)?;
        Ok(Input { name: path.display().to_string(), bytes, sha256 })
    }

    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }
}

/// `name.csv` → `name.csv.part`.
pub(super) fn part(out: &Path) -> PathBuf {
    with_ending(out, ".part")
}

fn record(out: &Path) -> PathBuf {
    with_ending(out, ".part.json")
}

fn with_ending(out: &Path, ending: &str) -> PathBuf {
    let mut name = out.as_os_str().to_os_string();
    name.push(ending);
    name.into()
}

/// How far an earlier run with the same plan has come; `None` if there is none or its file is shorter than it says.
pub(super) fn find(out: &Path, plan: &Plan) -> Option<Done> {
    let found: Record = serde_json::from_slice(&fs::read(record(out)).ok()?).ok()?;
    let bytes = fs::metadata(part(out)).ok()?.len();
    (found.plan == *plan && bytes >= found.done.bytes).then_some(found.done)
}

/// Writes down how far the run has come; whole or not at all.
pub(super) fn save(out: &Path, plan: &Plan, done: Done) -> Result<()> {
    let unwritable = |cause: io::Error| Error::io("the checkpoint cannot be written").because(cause).at(out.display());
    let text = serde_json::to_vec(&Record { plan: plan.clone(), done }).map_err(|cause| unwritable(cause.into()))?;
    let aside = with_ending(out, ".part.json.new");
    fs::write(&aside, text).map_err(unwritable)?;
    fs::rename(&aside, record(out)).map_err(unwritable)
}

/// Gives the finished file its name and clears the rest away.
pub(super) fn finish(out: &Path) -> Result<()> {
    fs::rename(part(out), out)
        .map_err(|cause| Error::io("the finished file cannot be renamed").because(cause).at(part(out).display()))?;
    forget(out)
}

/// Removes the checkpoint of an earlier run, if there is one.
pub(super) fn forget(out: &Path) -> Result<()> {
    match fs::remove_file(record(out)) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
            Err(Error::io("the checkpoint cannot be removed").because(cause).at(record(out).display()))
        }
        _ => Ok(()),
    }
}
