//! Reads rows: drafts with what is known of the person, one after another.
//!
//! **In:** lines, JSONL or CSV. **Out:** [`Row`]s, with a [`BadRow`] wherever one cannot be used. **Layer:** 5.
//!
//! One broken row must not cost the other ten thousand, so a bad row is an item like any other; only what ends the
//! reading altogether (a file that cannot be read, a missing column) is an error. Rows are read as they are asked for,
//! never the whole file.
//!
//! ```
//! use sothat::document::rows::{Form, Options, Rows};
//! let input = "{\"id\":7,\"text\":\"5 hours of TA support\",\"school\":\"Elm\"}\n{\"text\":12}\n";
//! let rows: Vec<_> = Rows::new(Box::new(input.as_bytes()), "example", &Options::of(Form::Jsonl))?.collect();
//! let first = rows[0].as_ref().unwrap().as_ref().unwrap();
//! assert_eq!((first.text.as_str(), first.input["school"].as_str()), ("5 hours of TA support", Some("Elm")));
//! let second = rows[1].as_ref().unwrap().as_ref().unwrap_err();
//! assert!(second.error.to_string().starts_with("the text is a number"));
//! # Ok::<(), sothat::Error>(())
//! ```
//!
//! Limits: a line over 8 MiB is a bad row; an unclosed quotation mark in CSV swallows what follows it.

use super::csv_rows::CsvRows;
use super::json_rows;
use super::source::{Reader, Source};
use crate::domain::{Answers, Context};
use crate::error::{Error, Result};
use serde::Serialize;
use serde_json::{Map, Number, Value};
use std::borrow::Cow;
use std::io::{self, BufRead};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// Longest line that is read, in bytes.
pub const LONGEST_LINE: usize = 8 << 20;

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One statement a line; blank lines are passed over.
    Lines,
    /// One JSON object a line.
    Jsonl,
    /// A header, then rows separated by commas, semicolons or tabs (whichever the header uses).
    Csv,
}

impl Form {
    /// By the ending of the file name; lines if that says nothing.
    pub fn of(source: &Source) -> Form {
        match source.extension().as_deref() {
            Some("csv" | "tsv" | "tab") => Form::Csv,
            Some("jsonl" | "ndjson") => Form::Jsonl,
            _ => Form::Lines,
        }
    }
}

/// What a row is called: as given, or its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Id {
    /// A string, or the 1-based number of a row that gave none.
    Text(String),
    /// A number.
    Number(Number),
}

impl Id {
    pub(super) fn of_row(number: usize) -> Id {
        Id::Text(number.to_string())
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Id::Text(text) => f.write_str(text),
            Id::Number(number) => number.fmt(f),
        }
    }
}

/// A draft, what is known of the person, what the person answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// As given, or the number of the row.
    pub id: Id,
    /// The draft as given.
    pub text: String,
    /// What is known of the person.
    pub context: Context,
    /// What the person answered.
    pub answers: Answers,
    /// Keys that this program does not know, in the order given; columns of a CSV file other than text and id.
    pub input: Map<String, Value>,
}

impl Row {
    /// The draft for reading: see [`harmless`].
    pub fn readable(&self) -> Cow<'_, str> {
        harmless(&self.text)
    }
}

/// A row that cannot be used, and why.
#[derive(Debug)]
pub struct BadRow {
    /// As given if it could be read, else the number of the row.
    pub id: Id,
    /// Why it cannot be used.
    pub error: Error,
    /// What else the row held, as far as it could be read.
    pub input: Map<String, Value>,
}

/// A row, good or bad.
pub type Entry = std::result::Result<Row, BadRow>;

/// How rows are to be read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// How they are written; `None` to go by the ending of the file name.
    pub form: Option<Form>,
    /// The CSV column that holds the statements; `None` for `text`.
    pub column: Option<String>,
    /// Context for rows that say nothing else.
    pub context: Context,
    /// Answers for rows that give none.
    pub answers: Answers,
}

impl Options {
    /// Rows of this form, otherwise nothing special.
    pub fn of(form: Form) -> Self {
        Options { form: Some(form), ..Options::default() }
    }
}

/// The rows of one source.
pub struct Rows {
    body: Body,
    defaults: (Context, Answers),
    name: String,
    number: usize,
    ended: bool,
}

enum Body {
    Lines(Reader, Form, usize),
    Csv(Box<CsvRows>),
}

impl Rows {
    /// The rows of a file or of standard input. `read` counts the bytes.
    ///
    /// # Errors
    /// If it cannot be opened or holds no rows of text, or if a CSV file lacks the column.
    pub fn open(source: &Source, options: &Options, read: &Arc<AtomicU64>) -> Result<Self> {
        let form = options.form.unwrap_or_else(|| Form::of(source));
        Rows::new(source.open(read)?, &source.to_string(), &Options { form: Some(form), ..options.clone() })
    }

    /// The rows of `reader`, which errors call `name`. Without a form in `options` they are lines.
    ///
    /// # Errors
    /// If a CSV file has no such column, or the header cannot be read.
    pub fn new(reader: Reader, name: &str, options: &Options) -> Result<Self> {
        let body = match options.form.unwrap_or(Form::Lines) {
            Form::Csv => Body::Csv(Box::new(CsvRows::new(reader, name, options.column.as_deref())?)),
            form => Body::Lines(reader, form, 0),
        };
        let defaults = (options.context.clone(), options.answers.clone());
        Ok(Rows { body, defaults, name: name.to_string(), number: 0, ended: false })
    }

    /// Counts rows from `first` + 1 on, so that several files in one run do not share numbers.
    #[must_use]
    pub fn numbered_after(mut self, first: usize) -> Self {
        self.number = first;
        self
    }

    /// Number of the last row that was read.
    pub fn number(&self) -> usize {
        self.number
    }

    /// The line on which the last row that was read begins.
    pub fn line(&self) -> u64 {
        match &self.body {
            Body::Lines(_, _, line) => *line as u64,
            Body::Csv(rows) => rows.line(),
        }
    }

    /// The columns of a CSV file in order, with the one that holds the statements; `None` for other forms.
    pub fn columns(&self) -> Option<(&[String], &str)> {
        match &self.body {
            Body::Csv(rows) => Some(rows.columns()),
            Body::Lines(..) => None,
        }
    }

    fn next_line(&mut self) -> io::Result<Option<Entry>> {
        let Body::Lines(reader, form, line) = &mut self.body else { return Ok(None) };
        loop {
            let Some(read) = read_line(reader)? else { return Ok(None) };
            *line += 1;
            let blank = matches!(&read, Line::Whole(bytes) if bytes.iter().all(u8::is_ascii_whitespace));
            if blank && *form == Form::Lines {
                continue;
            }
            self.number += 1;
            let place = format!("{}, line {line}", self.name);
            let bad = |error: Error| BadRow { id: Id::of_row(self.number), error: error.at(&place), input: Map::new() };
            let entry = match read {
                Line::TooLong => Err(bad(Error::input(format!("the line is longer than {} MiB", LONGEST_LINE >> 20))
                    .hint("give every statement a line of its own"))),
                Line::Whole(_) if blank => Err(bad(Error::input("the line is blank").hint("give a JSON object"))),
                Line::Whole(bytes) => match (String::from_utf8(bytes), *form) {
                    (Err(_), _) => Err(bad(Error::input("the line is not valid UTF-8").hint("save the file as UTF-8"))),
                    (Ok(text), Form::Jsonl) => json_rows::read(&text, self.number, &self.defaults, &place),
                    (Ok(text), _) if text.trim().is_empty() => Err(bad(no_text())),
                    (Ok(text), _) => {
                        let (context, answers) = self.defaults.clone();
                        Ok(Row { id: Id::of_row(self.number), text, context, answers, input: Map::new() })
                    }
                },
            };
            return Ok(Some(entry));
        }
    }
}

impl Iterator for Rows {
    type Item = Result<Entry>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = match &mut self.body {
            Body::Csv(rows) => {
                let next = rows.next_row(self.number + 1, &self.defaults);
                self.number += usize::from(matches!(next, Ok(Some(_))));
                next
            }
            Body::Lines(..) => {
                self.next_line().map_err(|cause| Error::io("the input cannot be read").because(cause).at(&self.name))
            }
        };
        self.ended = !matches!(next, Ok(Some(_)));
        next.transpose()
    }
}

pub(super) fn no_text() -> Error {
    Error::input("the row has no text")
}

/// `text` with control characters (NUL, escape codes) as spaces, one for one, so that offsets hold for both. Tabs and
/// line ends stay.
///
/// ```
/// use sothat::document::rows::harmless;
/// assert_eq!(harmless("5\0hours\tof \u{1b}[31mTA"), "5 hours\tof  [31mTA");
/// ```
pub fn harmless(text: &str) -> Cow<'_, str> {
    let harmful = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    if text.contains(harmful) { text.replace(harmful, " ").into() } else { text.into() }
}

enum Line {
    Whole(Vec<u8>),
    TooLong,
}

/// The next line without its end; `None` after the last.
fn read_line(reader: &mut Reader) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    let (mut any, mut too_long) = (false, false);
    loop {
        let buffer = match reader.fill_buf() {
            Ok(buffer) => buffer,
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
            Err(cause) => return Err(cause),
        };
        if buffer.is_empty() && !any {
            return Ok(None);
        }
        any = true;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let used = end.unwrap_or(buffer.len());
        too_long |= line.len() + used > LONGEST_LINE;
        if !too_long {
            line.extend_from_slice(&buffer[..used]);
        }
        let last = end.is_some() || buffer.is_empty();
        reader.consume(used + usize::from(end.is_some()));
        if last {
            line.pop_if(|byte| *byte == b'\r');
            return Ok(Some(if too_long { Line::TooLong } else { Line::Whole(line) }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(input: &'static [u8], form: Form) -> Vec<Entry> {
        let rows = Rows::new(Box::new(input), "test", &Options::of(form)).unwrap();
        rows.map(|row| row.unwrap()).collect()
    }

    fn texts(input: &'static [u8], form: Form) -> Vec<String> {
        rows(input, form).into_iter().map(|row| row.map_or_else(|bad| bad.error.to_string(), |row| row.text)).collect()
    }

    #[test]
    fn windows_line_ends_and_blank_lines_leave_no_trace() {
        assert_eq!(texts(b"a laptop\r\n\r\n  \nswimming", Form::Lines), ["a laptop", "swimming"]);
    }

    #[test]
    fn rows_are_numbered_without_the_blank_lines() {
        let ids: Vec<String> =
            rows(b"\na laptop\n\nswimming\n", Form::Lines).into_iter().map(|row| row.unwrap().id.to_string()).collect();
        assert_eq!(ids, ["1", "2"]);
    }

    #[test]
    fn an_invalid_line_leaves_the_others_alone() {
        let texts = texts(b"a laptop\n\xff\xfe\nswimming\n", Form::Lines);
        assert_eq!((texts[0].as_str(), texts[2].as_str()), ("a laptop", "swimming"));
        assert!(texts[1].starts_with("the line is not valid UTF-8 · test, line 2"), "{}", texts[1]);
    }

    #[test]
    fn a_blank_line_of_jsonl_is_a_bad_row() {
        let texts = texts(b"{\"text\":\"a laptop\"}\n\n{\"text\":\"swimming\"}", Form::Jsonl);
        assert_eq!(texts.len(), 3);
        assert!(texts[1].starts_with("the line is blank"));
    }

    #[test]
    fn a_line_that_is_too_long_is_a_bad_row() {
        let mut input = vec![b'a'; LONGEST_LINE + 1];
        input.extend_from_slice(b"\nswimming");
        let rows: Vec<Entry> = Rows::new(Box::new(io::Cursor::new(input)), "test", &Options::of(Form::Lines))
            .unwrap()
            .map(|row| row.unwrap())
            .collect();
        assert!(rows[0].is_err());
        assert_eq!(rows[1].as_ref().unwrap().text, "swimming");
    }
}
