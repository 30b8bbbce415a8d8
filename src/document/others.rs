//! Reads texts that are no statements: headings, names, dates, other languages.
//!
//! **In:** a JSONL file, `{"text": …, "notice": "not-a-statement" | "not-english" | null}` a line. **Out:** [`Other`]s in the order
//! of the file. **Layer:** 5.
//!
//! A notice of null says that the text is a statement after all, though it looks like none; such rows show false alarms.

use crate::document::statements;
use crate::domain::Notice;
use crate::error::{Error, Result};
use serde::Deserialize;
use std::path::Path;

/// A text, and the notice that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Other {
    /// The text.
    pub text: String,
    /// Why it is no statement; `None` if it is one.
    pub notice: Option<Notice>,
}

/// The rows of the file at `path`.
///
/// # Errors
/// If the file cannot be read, or a line is no such row; the message names the line.
pub fn read(path: &Path) -> Result<Vec<Other>> {
    let bytes = statements::bytes(path)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Error::input("the file is not UTF-8 text").at(path.display()).hint("save it again as UTF-8"))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            let row: Other = serde_json::from_str(line).map_err(|error| {
                Error::input("the line is no text with its notice")
                    .because(error)
                    .at(format!("{}, line {}", path.display(), at + 1))
                    .hint("write {\"text\": \"N/A\", \"notice\": \"not-a-statement\"}")
            })?;
            if row.text.trim().is_empty() {
                return Err(Error::input("the text is empty")
                    .at(format!("{}, line {}", path.display(), at + 1))
                    .hint("give every row a text, or leave the row out"));
            }
            Ok(row)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_and_a_broken_one_is_named_with_its_line() {
        let path = std::env::temp_dir().join(format!("sothat-others-{}.jsonl", std::process::id()));
        std::fs::write(&path, "{\"text\":\"N/A\",\"notice\":\"not-a-statement\"}\n\n{\"text\":\"TAF 14/3\",\"notice\":null,\"label\":\"activity\"}\n").unwrap();
        let rows = read(&path).unwrap();
        assert_eq!(rows.iter().map(|row| row.notice).collect::<Vec<_>>(), [Some(Notice::NotAStatement), None]);
        std::fs::write(&path, "{\"text\":\"N/A\",\"notice\":\"nothing\"}\n").unwrap();
        assert!(read(&path).unwrap_err().to_string().contains("line 1"));
        std::fs::remove_file(path).unwrap();
    }
}
