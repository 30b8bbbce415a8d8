//! Reads statements in which somebody has marked what is weak.
//!
//! **In:** a JSONL file: `text`, `section`, what is known of the person, and `faults`, a list of ids of checks. **Out:**
//! [`Annotated`] statements in the order of the file. **Layer:** 5.
//!
//! `corpus/CHECKS.md` says how such files are made. The first row that breaks the form ends the reading, with file, line and
//! remedy: a figure computed on rows that were silently dropped would be worth nothing.
//!
//! ```
//! use sothat::document::annotated::parse;
//! let rows = parse("{\"text\":\"Better at maths\",\"section\":\"E\",\"faults\":[\"vague-verb\"]}\n", "mine.jsonl")?;
//! assert_eq!((rows[0].id.as_str(), rows[0].faults[0].as_str()), ("1", "vague-verb"));
//! # Ok::<(), sothat::Error>(())
//! ```

use super::context_keys::{nature, set_context};
use super::statements;
use crate::domain::Context;
use crate::error::{Error, Result};
use serde_json::{Map, Value};
use std::path::Path;

/// A statement, where it stands, and what readers found weak in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotated {
    /// As given, else the number of the row.
    pub id: String,
    /// The statement.
    pub text: String,
    /// What is known of the person; the section in any case.
    pub context: Context,
    /// Ids of the faults that count as right.
    pub faults: Vec<String>,
    /// Ids of faults that readers were in doubt about.
    pub doubt: Vec<String>,
    /// What the first reader raised; `None` if only the settled faults are given.
    pub first: Option<Vec<String>>,
    /// What the second reader raised, without seeing the first.
    pub second: Option<Vec<String>>,
    /// Who wrote the statement, if it is said: a letter stands for a person.
    pub author: Option<String>,
}

/// The rows of the file at `path`, and its bytes.
///
/// # Errors
/// If the file cannot be read, a line is no such row, or there is none; the message names the line.
pub fn read(path: &Path) -> Result<(Vec<Annotated>, Vec<u8>)> {
    let bytes = statements::bytes(path)?;
    let name = path.display().to_string();
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| Error::input("the file is not UTF-8 text").at(&name).hint("save it again as UTF-8"))?;
    let rows = parse(text, &name)?;
    Ok((rows, bytes))
}

/// The rows of `text`, which errors call `name`.
///
/// # Errors
/// As [`read`].
pub fn parse(text: &str, name: &str) -> Result<Vec<Annotated>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut rows = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let row = row(line, rows.len() + 1).map_err(|error| error.at(format!("{name}, line {}", at + 1)))?;
        rows.push(row);
    }
    if rows.is_empty() {
        return Err(Error::input("the file holds no statements").at(name).hint("give one JSON object a line"));
    }
    Ok(rows)
}

fn row(line: &str, number: usize) -> Result<Annotated> {
    const FORM: &str = "write {\"text\": \"…\", \"section\": \"E\", \"faults\": [\"vague-verb\"]}";
    let mut object: Map<String, Value> = match serde_json::from_str(line) {
        Ok(Value::Object(object)) => object,
        Ok(other) => return Err(Error::input(format!("the row is {}, not an object", nature(&other))).hint(FORM)),
        Err(cause) => return Err(Error::input("the row is not valid JSON").because(cause).hint(FORM)),
    };
    let text = match object.shift_remove("text") {
        Some(Value::String(text)) if !text.trim().is_empty() => text,
        _ => return Err(Error::input("the row has no text").hint(FORM)),
    };
    let id = match object.shift_remove("id") {
        Some(Value::String(id)) => id,
        Some(Value::Number(id)) => id.to_string(),
        _ => number.to_string(),
    };
    let faults = ids(object.shift_remove("faults"), "faults")?
        .ok_or_else(|| Error::input("the row does not say which faults it has").hint("give [] where there is none"))?;
    let doubt = ids(object.shift_remove("doubt"), "doubt")?.unwrap_or_default();
    let first = ids(object.shift_remove("first_annotator"), "first_annotator")?;
    let second = ids(object.shift_remove("second_annotator"), "second_annotator")?;
    let author = object.get("author").and_then(Value::as_str).map(str::to_string);
    let mut context = Context::default();
    if let Some(Value::Object(given)) = object.shift_remove("context") {
        set_context(&mut context, given)?;
    }
    set_context(&mut context, object)?;
    if context.section.is_none() {
        return Err(Error::input("the row does not say in which section it stands").hint(FORM));
    }
    Ok(Annotated { id, text, context, faults, doubt, first, second, author })
}

/// The ids in a list; `None` if there is no list.
fn ids(value: Option<Value>, key: &str) -> Result<Option<Vec<String>>> {
    let wrong = |value: &Value| {
        Error::input(format!("\"{key}\" is {}", nature(value)))
            .hint("give a list of ids, for instance [\"vague-verb\"]")
    };
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Array(items)) => items
            .iter()
            .map(|item| item.as_str().map(|id| id.trim().to_string()).ok_or_else(|| wrong(item)))
            .collect::<Result<Vec<_>>>()
            .map(Some),
        Some(other) => Err(wrong(&other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::YearGroup;

    #[test]
    fn what_is_known_of_the_person_is_read_beside_the_faults() {
        let line =
            r#"{"id":7,"text":"Reads","section":"E","today":"2026-11-25","year_group":"Year 3","name":"Bo","faults":[],
            "second_annotator":["vague-verb"],"author":"x"}"#
                .replace('\n', " ");
        let row = &parse(&line, "f").unwrap()[0];
        assert_eq!((row.id.as_str(), row.context.year_group), ("7", Some(YearGroup::Year(3))));
        assert_eq!(row.context.today, Some(jiff::civil::date(2026, 11, 25)));
        assert_eq!((row.faults.len(), &row.first, &row.second), (0, &None, &Some(vec!["vague-verb".to_string()])));
    }

    #[test]
    fn a_row_that_breaks_the_form_is_named_with_its_line() {
        for (row, what) in [
            ("{\"text\":\"x\",\"section\":\"E\"}", "the row does not say which faults it has"),
            ("{\"text\":\"x\",\"faults\":[]}", "the row does not say in which section it stands"),
            ("{\"section\":\"E\",\"faults\":[]}", "the row has no text"),
            ("{\"text\":\"x\",\"section\":\"E\",\"faults\":\"jargon\"}", "\"faults\" is a string"),
            ("{\"text\":\"x\",\"section\":\"E\",\"faults\":[],\"today\":\"soon\"}", "\"soon\" is not a date"),
            ("[]", "the row is a list"),
            ("{", "the row is not valid JSON"),
        ] {
            let error = parse(&format!("\n{row}"), "f.jsonl").unwrap_err().to_string();
            assert!(error.starts_with(what) && error.contains("f.jsonl, line 2"), "{row}: {error}");
        }
        assert!(parse("\n", "f").is_err());
    }
}
