//! Reads rows of a CSV file.
//!
//! **In:** CSV with a header; commas, semicolons or tabs. **Out:** rows with their other columns. **Layer:** 5.
//!
//! Only the text column and, if there is one, `id` mean something; every other column is handed back unread, so that a
//! column that happens to be called `name` is never taken for the name of the person.

use super::nearest::did_you_mean;
use super::rows::{BadRow, Entry, Id, Row, no_text};
use super::source::Reader;
use crate::domain::{Answers, Context};
use crate::error::{Error, Result};
use csv::ByteRecord;
use serde_json::{Map, Value};

/// The rows of a CSV file.
pub(super) struct CsvRows {
    reader: csv::Reader<Reader>,
    record: ByteRecord,
    columns: Vec<String>,
    text: usize,
    id: Option<usize>,
    name: String,
}

impl CsvRows {
    /// Reads the header. Without `column`, the statements stand under `text`.
    pub(super) fn new(mut reader: Reader, name: &str, column: Option<&str>) -> Result<Self> {
        let unreadable = |cause: csv::Error| Error::io("the CSV cannot be read").because(cause).at(name);
        let start = reader.fill_buf().map_err(|cause| unreadable(cause.into()))?;
        let delimiter = delimiter(start);
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(true).from_reader(reader);
        let columns = unique(reader.byte_headers().map_err(unreadable)?);
        let wanted = column.unwrap_or("text").trim();
        let position = |wanted: &str| {
            let exact = columns.iter().position(|name| name == wanted);
            exact.or_else(|| columns.iter().position(|name| name.eq_ignore_ascii_case(wanted)))
        };
        let text = match position(wanted) {
            Some(text) => text,
            None if columns.is_empty() => 0,
            None => return Err(no_column(wanted, &columns).at(name)),
        };
        let id = position("id").filter(|id| *id != text);
        Ok(CsvRows { reader, record: ByteRecord::new(), columns, text, id, name: name.to_string() })
    }

    /// All columns in order, and the one that holds the statements.
    pub(super) fn columns(&self) -> (&[String], &str) {
        (&self.columns, self.columns.get(self.text).map_or("text", String::as_str))
    }

    /// The line on which the last row begins.
    pub(super) fn line(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::line)
    }

    /// The next row; `None` after the last.
    pub(super) fn next_row(&mut self, number: usize, defaults: &(Context, Answers)) -> Result<Option<Entry>> {
        let more = self.reader.read_byte_record(&mut self.record);
        if !more.map_err(|cause| Error::io("the CSV cannot be read").because(cause).at(&self.name))? {
            return Ok(None);
        }
        let line = self.line();
        let lossy = |index: usize| self.record.get(index).map(|cell| String::from_utf8_lossy(cell).into_owned());
        let id = self.id.and_then(lossy).filter(|id| !id.trim().is_empty()).map_or(Id::of_row(number), Id::Text);
        let mut input = Map::new();
        for (index, column) in self.columns.iter().enumerate() {
            if index != self.text && Some(index) != self.id {
                input.insert(column.clone(), Value::String(lossy(index).unwrap_or_default()));
            }
        }
        let bad =
            |error: Error, id: Id, input| BadRow { id, error: error.at(format!("{}, line {line}", self.name)), input };
        let entry = match String::from_utf8(self.record.get(self.text).unwrap_or_default().to_vec()) {
            Err(_) => {
                Err(bad(Error::input("the text is not valid UTF-8").hint("save the file as \"CSV UTF-8\""), id, input))
            }
            Ok(text) if text.trim().is_empty() => Err(bad(no_text(), id, input)),
            Ok(text) => Ok(Row { id, text, context: defaults.0.clone(), answers: defaults.1.clone(), input }),
        };
        Ok(Some(entry))
    }
}

fn no_column(wanted: &str, columns: &[String]) -> Error {
    const SHOWN: usize = 12;
    let shown: Vec<&str> = columns.iter().map(String::as_str).take(SHOWN).collect();
    let more = if columns.len() > SHOWN { ", …" } else { "" };
    let meant =
        did_you_mean(wanted, columns.iter().map(String::as_str)).map_or(String::new(), |meant| format!("{meant} "));
    Error::input(format!("there is no column \"{wanted}\"")).hint(format!(
        "{meant}name the column that holds the statements with --column; there are: {}{more}",
        shown.join(", ")
    ))
}

/// Whichever of comma, semicolon and tab the first line holds most of.
fn delimiter(start: &[u8]) -> u8 {
    let header = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |wanted: u8| header.iter().filter(|byte| **byte == wanted).count();
    let mut best = b',';
    for candidate in [b';', b'\t'] {
        if count(candidate) > count(best) {
            best = candidate;
        }
    }
    best
}

/// Column names, trimmed; nameless and repeated ones get a number so that none is lost.
fn unique(header: &ByteRecord) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(header.len());
    for (index, cell) in header.iter().enumerate() {
        let name = String::from_utf8_lossy(cell).trim().to_string();
        let base = if name.is_empty() { format!("column_{}", index + 1) } else { name };
        let mut unique = base.clone();
        let mut copy = 2;
        while names.contains(&unique) {
            unique = format!("{base}_{copy}");
            copy += 1;
        }
        names.push(unique);
    }
    names
}

#[cfg(test)]
mod tests {
    use crate::document::rows::{Entry, Form, Options, Rows};

    fn open(input: &'static str, column: Option<&str>) -> crate::Result<Rows> {
        let options = Options { column: column.map(str::to_string), ..Options::of(Form::Csv) };
        Rows::new(Box::new(input.as_bytes()), "test.csv", &options)
    }

    fn rows(input: &'static str) -> Vec<Entry> {
        open(input, None).unwrap().map(|row| row.unwrap()).collect()
    }

    #[test]
    fn cells_with_commas_quotes_and_line_ends_are_whole() {
        let rows = rows("id,text,school\r\n7,\"a laptop, \"\"on loan\"\"\nfrom home\",Elm\r\n");
        let row = rows[0].as_ref().unwrap();
        assert_eq!((row.id.to_string().as_str(), row.text.as_str()), ("7", "a laptop, \"on loan\"\nfrom home"));
        assert_eq!(row.input["school"], "Elm");
    }

    #[test]
    fn semicolons_and_tabs_are_recognised() {
        assert_eq!(rows("id;text\n1;a laptop, on loan\n")[0].as_ref().unwrap().text, "a laptop, on loan");
        assert_eq!(rows("id\ttext\n1\ta laptop\n")[0].as_ref().unwrap().text, "a laptop");
    }

    #[test]
    fn an_empty_cell_is_a_bad_row() {
        let rows = rows("text,school\n,Elm\nswimming,Oak\n");
        assert!(rows[0].is_err());
        assert_eq!(rows[1].as_ref().unwrap().text, "swimming");
    }

    #[test]
    fn a_missing_column_is_named_with_those_there_are() {
        let error = open("Outcom,School\nx,y\n", Some("outcome")).err().unwrap().to_string();
        assert!(error.contains("there is no column \"outcome\" · test.csv"), "{error}");
        assert!(error.contains("did you mean \"Outcom\"?") && error.contains("there are: Outcom, School"), "{error}");
    }

    #[test]
    fn repeated_columns_are_all_kept() {
        let row_input = rows("text,note,note\nx,a,b\n")[0].as_ref().unwrap().input.clone();
        assert_eq!((row_input["note"].as_str(), row_input["note_2"].as_str()), (Some("a"), Some("b")));
    }
}
