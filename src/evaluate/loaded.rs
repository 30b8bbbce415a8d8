//! A file of labelled statements, with what identifies it.
//!
//! **In:** a path. **Out:** [`Loaded`]: rows, and the facts that a report states of them. **Layer:** 6.
//!
//! Figures on rows that a system has learned from are worth nothing, so [`overlap`] refuses the same file twice and counts
//! single texts that stand on both sides.

use crate::document::statements::{self, Form, LabelledStatement};
use crate::domain::{Label, Statement};
use crate::error::{Error, Result};
use crate::evaluate::DataFile;
use crate::models::sha256;
use crate::text::words::words;
use std::collections::BTreeSet;
use std::path::Path;

/// The rows of a file with what identifies them.
pub(super) struct Loaded {
    pub facts: DataFile,
    pub rows: Vec<LabelledStatement>,
}

impl Loaded {
    /// Reads the file and takes its SHA-256.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let bytes = statements::bytes(path)?;
        let rows = statements::parse(&bytes, Form::of(path)?, &path.display().to_string())?;
        let sha256 = sha256(&bytes);
        Ok(Loaded { facts: DataFile { file: shown(path), sha256, n: rows.len() }, rows })
    }

    pub(super) fn texts(&self) -> Vec<&str> {
        self.rows.iter().map(|row| row.text.as_str()).collect()
    }

    /// The rows as a classifier reads them, each under its heading if it has one.
    pub(super) fn statements(&self) -> Vec<Statement<'_>> {
        self.rows.iter().map(LabelledStatement::statement).collect()
    }

    pub(super) fn labels(&self) -> Vec<Label> {
        self.rows.iter().map(|row| row.label).collect()
    }
}

/// A path as a report may show it: as it was given, or the bare name if it was absolute, which would tell of the machine.
pub(super) fn shown(path: &Path) -> String {
    let shown = if path.is_absolute() { path.file_name().map_or(path, Path::new) } else { path };
    shown.display().to_string().replace('\\', "/")
}

/// A note on texts that stand in both files.
///
/// # Errors
/// If the two files are one and the same.
pub(super) fn overlap(data: &Loaded, other: &Loaded, what: &str) -> Result<Option<String>> {
    if data.facts.sha256 == other.facts.sha256 {
        return Err(Error::input(format!("the rows to answer are the {what} rows themselves"))
            .at(&data.facts.file)
            .hint("give a file that nothing was fitted to or chosen on"));
    }
    let bare =
        |text: &str| words(text).iter().filter(|word| word.is_lexical()).map(|word| word.folded()).collect::<Vec<_>>();
    let known: BTreeSet<Vec<String>> = other.rows.iter().map(|row| bare(&row.text)).collect();
    let shared = data.rows.iter().filter(|row| known.contains(&bare(&row.text))).count();
    let note = format!("{shared} of the {} texts also stand in the {what} file: figures flatter.", data.rows.len());
    Ok((shared > 0).then_some(note))
}
