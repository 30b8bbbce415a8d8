//! The flags that say how rows are read.
//!
//! **In:** `--input csv --column goal`. **Out:** [`Options`]. **Layer:** 7.

use crate::document::rows::{Form, Options};
use crate::domain::{Answers, Context};
use clap::ValueEnum;

/// How rows are read.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Reading")]
pub(super) struct InputArgs {
    /// How rows are written [default: by the ending of the file name, else lines]
    #[arg(long, value_enum, value_name = "FORM")]
    pub(super) input: Option<FormArg>,
    /// The CSV column that holds the statements [default: text]
    #[arg(long, value_name = "NAME")]
    pub(super) column: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormArg {
    /// One statement a line
    Lines,
    /// One JSON object a line: {"text": "…"}
    Jsonl,
    /// A header, then rows
    Csv,
}

impl InputArgs {
    /// How rows are read, with what is known of all of them.
    pub(super) fn options(&self, context: Context, answers: Answers) -> Options {
        let form = match self.input {
            Some(FormArg::Lines) => Some(Form::Lines),
            Some(FormArg::Jsonl) => Some(Form::Jsonl),
            Some(FormArg::Csv) => Some(Form::Csv),
            None if self.column.is_some() => Some(Form::Csv),
            None => None,
        };
        Options { form, column: self.column.clone(), context, answers }
    }
}
