//! Where results go: text for people, JSON for programs, and quietly nowhere if the reader has left.
//!
//! **In:** rows. **Out:** standard output. **Layer:** 7.

use super::unwritable;
use crate::domain::{Classification, Finding, Level, Notice};
use crate::error::{Error, Result};
use anstream::AutoStream;
use clap::ValueEnum;
use serde::Serialize;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Writing")]
pub(super) struct OutputArgs {
    /// How results are written [default: text on a terminal, else jsonl]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// End with exit code 1 if there is a finding at this level or above
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(super) fail_on: Option<LevelArg>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum LevelArg {
    /// Not what the Code asks for
    Error,
    /// A weakness, or worse
    Warning,
    /// Something to ask, or worse
    Question,
}

impl LevelArg {
    pub(super) fn level(self) -> Level {
        match self {
            LevelArg::Error => Level::Error,
            LevelArg::Warning => Level::Warning,
            LevelArg::Question => Level::Question,
        }
    }
}

impl OutputArgs {
    /// The format that was asked for, else the one that suits standard output.
    pub(super) fn format(&self) -> Format {
        let suitable = if io::stdout().is_terminal() { Format::Text } else { Format::Jsonl };
        self.format.unwrap_or(suitable)
    }

    /// True if there is a finding at or above `--fail-on`.
    pub(super) fn fails(&self, findings: &[Finding]) -> bool {
        let level = self.fail_on.map(LevelArg::level);
        level.is_some_and(|level| findings.iter().any(|finding| finding.level >= level))
    }

    /// True if a verdict alone is at or above `--fail-on`: no outcome counts as an error, provision inside an outcome as
    /// a warning. Where the notice says that there is no verdict, nothing does.
    pub(super) fn fails_verdict(&self, classification: &Classification) -> bool {
        if matches!(classification.notice, Some(Notice::NotEnglish | Notice::NotAStatement | Notice::Safeguarding)) {
            return false;
        }
        match self.fail_on {
            None => false,
            Some(LevelArg::Error) => !classification.label.is_outcome(),
            Some(LevelArg::Warning | LevelArg::Question) => !classification.label.is_outcome() || classification.mixed,
        }
    }
}

/// Standard output in one of the formats.
pub(super) struct Output {
    out: BufWriter<AutoStream<StdoutLock<'static>>>,
    format: Format,
    rows: usize,
}

impl Output {
    pub(super) fn new(format: Format) -> Self {
        Output { out: BufWriter::with_capacity(1 << 16, AutoStream::auto(io::stdout().lock())), format, rows: 0 }
    }

    /// Columns of the terminal, at most 100; 80 if there is no terminal.
    pub(super) fn width() -> usize {
        terminal_size::terminal_size().map_or(80, |(terminal_size::Width(width), _)| usize::from(width).clamp(30, 100))
    }

    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// Writes a row for programs.
    pub(super) fn row(&mut self, row: &impl Serialize) -> Result<()> {
        let before: &[u8] = match (self.format, self.rows) {
            (Format::Json, 0) => b"[\n",
            (Format::Json, _) => b",\n",
            _ => b"",
        };
        self.out.write_all(before).map_err(unwritable)?;
        serde_json::to_writer(&mut self.out, row).map_err(|cause| unwritable(cause.into()))?;
        if self.format != Format::Json {
            self.out.write_all(b"\n").map_err(unwritable)?;
        }
        self.rows += 1;
        Ok(())
    }

    /// Writes text for people.
    pub(super) fn text(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        self.rows += 1;
        write(&mut self.out).map_err(unwritable)
    }

    /// Sends on what has been written so far.
    pub(super) fn flush(&mut self) -> Result<()> {
        self.out.flush().map_err(unwritable)
    }

    /// Writes what is still missing at the end.
    pub(super) fn finish(mut self) -> Result<()> {
        let end: &[u8] = match (self.format, self.rows) {
            (Format::Json, 0) => b"[]\n",
            (Format::Json, _) => b"\n]\n",
            _ => b"",
        };
        self.out.write_all(end).map_err(unwritable)?;
        self.flush()
    }
}

/// True if results could not be written because whoever read them has left, as `head` does.
pub(super) fn is_closed_pipe(error: &Error) -> bool {
    let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<io::Error>());
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
