//! Writes scored rows as JSONL or CSV.
//!
//! **In:** a row, its verdict and findings. **Out:** a line of a file. **Layer:** 6.
//!
//! A CSV file keeps the columns it came with, in their order, and ours follow under names that begin with `sothat_`; the
//! columns of an earlier scoring are replaced. Rows from elsewhere get `id`, `text` and, as JSON, `input`.

use crate::document::rows::{Id, harmless};
use crate::domain::{Classification, Finding, Label};
use crate::error::{Error, Result};
use serde::Serialize;
use serde_json::{Map, Value};
use std::io::{self, Write};
use std::path::Path;

/// Columns that scoring adds.
const OURS: [&str; 14] = [
    "sothat_label",
    "sothat_confidence",
    "sothat_sure",
    "sothat_outcome",
    "sothat_service",
    "sothat_activity",
    "sothat_output",
    "sothat_resource",
    "sothat_mixed",
    "sothat_provision",
    "sothat_notice",
    "sothat_findings",
    "sothat_finding_count",
    "sothat_error",
];

/// The form of the scored file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Csv,
    Jsonl,
}

impl Form {
    /// By the ending of the file name.
    pub(super) fn of(path: &Path) -> Result<Form> {
        match path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).as_deref() {
            Some("csv") => Ok(Form::Csv),
            Some("jsonl" | "ndjson") => Ok(Form::Jsonl),
            _ => Err(Error::input("scored files are written as CSV or JSONL")
                .at(format!("-o {}", path.display()))
                .hint("let the name end in .csv or .jsonl")),
        }
    }
}

/// A row on its way out.
pub(super) struct Record<'a> {
    pub(super) id: &'a Id,
    pub(super) text: &'a str,
    pub(super) input: &'a Map<String, Value>,
    pub(super) found: std::result::Result<(&'a Classification, &'a [Finding]), String>,
}

/// Which columns the CSV inputs have; `None` if some input is no CSV.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) names: Vec<String>,
    pub(super) text: String,
}

/// Writes rows in one of the forms.
pub(super) struct Table {
    form: Form,
    columns: Option<Columns>,
}

#[derive(Serialize)]
struct Scored<'a> {
    id: &'a Id,
    text: &'a str,
    #[serde(flatten)]
    classification: &'a Classification,
    findings: Vec<&'a str>,
    finding_count: usize,
    input: &'a Map<String, Value>,
}

impl Table {
    pub(super) fn new(form: Form, mut columns: Option<Columns>) -> Table {
        if let Some(columns) = &mut columns {
            columns.names.retain(|name| !OURS.contains(&name.as_str()));
        }
        Table { form, columns }
    }

    /// Writes the header, if the form has one.
    pub(super) fn header(&self, out: &mut impl Write) -> io::Result<()> {
        if self.form == Form::Jsonl {
            return Ok(());
        }
        let given: Vec<&str> = match &self.columns {
            Some(columns) => columns.names.iter().map(String::as_str).collect(),
            None => vec!["id", "text", "input"],
        };
        line(out, given.into_iter().chain(OURS))
    }

    /// Writes a row.
    pub(super) fn row(&self, out: &mut impl Write, record: &Record<'_>) -> io::Result<()> {
        if self.form == Form::Csv {
            return line(out, self.given(record).into_iter().chain(ours(record)));
        }
        match &record.found {
            Ok((classification, findings)) => {
                let ids: Vec<&str> = findings.iter().map(|finding| finding.check.as_str()).collect();
                let (id, text, input, finding_count) = (record.id, record.text, record.input, ids.len());
                serde_json::to_writer(
                    &mut *out,
                    &Scored { id, text, classification, findings: ids, finding_count, input },
                )?;
            }
            Err(error) => {
                let failed = crate::report::rows::Failed { id: record.id, error: error.clone() };
                serde_json::to_writer(&mut *out, &failed)?;
            }
        }
        out.write_all(b"\n")
    }

    fn given(&self, record: &Record<'_>) -> Vec<String> {
        let Some(columns) = &self.columns else {
            let input =
                if record.input.is_empty() { String::new() } else { Value::from(record.input.clone()).to_string() };
            return vec![record.id.to_string(), record.text.to_string(), input];
        };
        let cell = |name: &String| match record.input.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None if *name == columns.text => record.text.to_string(),
            None if name.eq_ignore_ascii_case("id") => record.id.to_string(),
            None => String::new(),
        };
        columns.names.iter().map(cell).collect()
    }
}

fn ours(record: &Record<'_>) -> Vec<String> {
    let (classification, findings) = match &record.found {
        Ok(found) => *found,
        Err(error) => {
            let mut cells = vec![String::new(); OURS.len() - 1];
            cells.push(error.clone());
            return cells;
        }
    };
    let mut cells =
        vec![classification.label.to_string(), classification.confidence.to_string(), classification.sure.to_string()];
    cells.extend(Label::ALL.iter().map(|label| classification.probabilities.of(*label).to_string()));
    cells.push(classification.mixed.to_string());
    let provision: Vec<&str> = classification.provision.iter().map(|passage| passage.text.as_str()).collect();
    cells.push(harmless(&provision.join("; ")).into_owned());
    let notice = classification.notice.and_then(|notice| serde_json::to_value(notice).ok());
    cells.push(notice.as_ref().and_then(Value::as_str).unwrap_or_default().to_string());
    let ids: Vec<&str> = findings.iter().map(|finding| finding.check.as_str()).collect();
    cells.extend([ids.join(" "), ids.len().to_string(), String::new()]);
    cells
}

fn line<C: AsRef<[u8]>>(out: &mut impl Write, cells: impl IntoIterator<Item = C>) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells).map_err(io::Error::other)?;
    out.write_all(&writer.into_inner().map_err(|cause| io::Error::other(cause.to_string()))?)
}
