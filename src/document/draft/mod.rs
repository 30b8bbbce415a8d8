//! Reads a document: every statement in it, where it stands, and what somebody has decided to let stand.
//!
//! **In:** text or Markdown with a statement a line or bullet; rows of CSV or JSONL; a whole plan in JSON. **Out:** [`Found`] statements, with a
//! [`BadRow`] wherever one cannot be used. **Layer:** 5.
//!
//! What a statement is judged by depends on where it stands: help is a fault in Section E and what is wanted in Section F. So
//! headings are read before statements, and rows may name their section. Readers of other forms hand their statements to
//! [`statements`], with an id, a text and a context each.
//!
//! ```
//! use sothat::document::draft::parse;
//! let text = "Section E: Outcomes\n- Sam orders his own lunch\n\nSection F\n- a laptop\n";
//! let found: Vec<_> = parse(text.as_bytes(), "plan.md", &Default::default(), 0)?.into_iter().map(Result::unwrap).collect();
//! assert_eq!((found[1].row.text.as_str(), found[1].row.context.section.as_deref()), ("a laptop", Some("F")));
//! # Ok::<(), sothat::Error>(())
//! ```

mod headings;
mod lines;

pub use lines::parse;

use super::allow::{self, Allowed};
use super::plan_file;
use super::rows::{BadRow, Entry, Form, Id, Options, Row, Rows};
use super::source::Source;
use crate::domain::{Answers, Context, PlanProblem};
use crate::error::{Error, Result};
use serde_json::{Map, Value};
use std::io::Read;
use std::sync::Arc;

/// A statement found in a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Id, text and context, its section and heading among them.
    pub row: Row,
    /// The document.
    pub file: String,
    /// The line on which it begins, counted from 1, if the document has lines.
    pub line: Option<u64>,
    /// Checks whose findings are let stand in it.
    pub allowed: Vec<Allowed>,
}

/// A statement of a document, or what stands there and cannot be used.
pub type Item = std::result::Result<Found, BadRow>;

/// The statements of a document. Ids that it does not give count from `first` + 1 on.
///
/// # Errors
/// If it cannot be read, or holds a line about silencing that is not understood.
pub fn read(source: &Source, options: &Options, first: usize) -> Result<Vec<Item>> {
    let name = source.to_string();
    match (options.form, source.extension().as_deref()) {
        (None, Some("json")) => plan(source, options),
        (Some(Form::Csv | Form::Jsonl), _) | (None, Some("csv" | "tsv" | "tab" | "jsonl" | "ndjson")) => {
            rows(source, options, first)
        }
        _ => {
            let mut bytes = Vec::new();
            source.open(&Arc::default())?.read_to_end(&mut bytes).map_err(|cause| source.unreadable(cause))?;
            parse(&bytes, &name, &options.context, first)
        }
    }
}

/// The outcomes and the provision of a whole plan. What is not in order in the file stands among them as bad rows.
fn plan(source: &Source, options: &Options) -> Result<Vec<Item>> {
    let name = source.to_string();
    let mut text = String::new();
    source.open(&Arc::default())?.read_to_string(&mut text).map_err(|cause| source.unreadable(cause))?;
    let clock = || options.context.today.unwrap_or_default();
    let (plan, problems) = plan_file::read(&text, None, clock).map_err(|error| error.at(&name))?;
    let slip = |problem: PlanProblem| {
        let error = Error::input(problem.message).at(format!("{name}, {}", problem.path));
        let error = match problem.hint {
            Some(hint) => error.hint(hint),
            None => error,
        };
        Err(BadRow { id: Id::Text(problem.path), error, input: Map::new() })
    };
    let mut items: Vec<Item> = problems.into_iter().map(slip).collect();
    let stated = plan.outcomes.iter().chain(&plan.provision).map(|item| {
        let section = Some(item.section.to_string());
        let context = Context { section, area: item.area.clone(), ..plan.context() };
        (item.id.clone(), item.text.clone(), context, None)
    });
    items.extend(statements(&name, stated));
    Ok(items)
}

/// Statements that another reader has taken out of the document `file`: of each its id, its text, what is known of the person
/// together with the section, and the value of its `allow`, if it has one.
pub fn statements(file: &str, items: impl IntoIterator<Item = (String, String, Context, Option<Value>)>) -> Vec<Item> {
    let found = |(id, text, context, allow): (String, String, Context, Option<Value>)| {
        let id = Id::Text(id);
        match allow.as_ref().map_or(Ok(Vec::new()), allow::field) {
            Ok(allowed) => {
                let row = Row { id, text, context, answers: Answers::default(), input: Map::new() };
                Ok(Found { row, file: file.to_string(), line: None, allowed })
            }
            Err(error) => {
                let place = format!("{file}, {id}");
                Err(BadRow { id, error: error.at(place), input: Map::new() })
            }
        }
    };
    items.into_iter().map(found).collect()
}

/// The rows of a CSV or JSONL file, whose keys or columns `section`, `heading` and `allow` are read as well.
fn rows(source: &Source, options: &Options, first: usize) -> Result<Vec<Item>> {
    let mut rows = Rows::open(source, options, &Arc::default())?.numbered_after(first);
    let name = source.to_string();
    let mut items = Vec::new();
    while let Some(entry) = rows.next() {
        items.push(placed(entry?, &name, rows.line()));
    }
    Ok(items)
}

fn placed(entry: Entry, file: &str, line: u64) -> Item {
    let mut row = entry?;
    let key = |wanted: &str| {
        row.input.iter().find(|(key, _)| key.trim().eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
    };
    let text = |key: Option<&Value>| {
        key.and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty()).map(str::to_string)
    };
    let (section, heading) = (text(key("section")), text(key("heading")));
    let allowed = key("allow").map_or(Ok(Vec::new()), allow::field);
    row.context.section = section.or(row.context.section.take());
    row.context.heading = heading.or(row.context.heading.take());
    match allowed {
        Ok(allowed) => Ok(Found { row, file: file.to_string(), line: Some(line), allowed }),
        Err(error) => Err(BadRow { id: row.id, error: error.at(format!("{file}, line {line}")), input: row.input }),
    }
}

#[cfg(test)]
mod tests;
