//! Reads statements that somebody has labelled, for training and for evaluation.
//!
//! **In:** a JSONL file (`{"text": …, "label": …}` a line) or a CSV file with the columns `text` and `label`. **Out:**
//! [`LabelledStatement`]s in the order of the file. **Layer:** 5.
//!
//! The first row that breaks the form ends the reading, with file, line and remedy: a figure computed on rows that were
//! silently dropped would be worth nothing. Columns that this program does not know are passed over, since research
//! files carry their own.
//!
//! ```
//! use sothat::document::statements::{Form, parse};
//! let rows = parse(b"text,label,contested\n\"a laptop, on loan\",resource,yes\n", Form::Csv, "mine.csv")?;
//! assert_eq!((rows[0].id.as_str(), rows[0].text.as_str(), rows[0].contested), ("1", "a laptop, on loan", Some(true)));
//! # Ok::<(), sothat::Error>(())
//! ```

use crate::domain::{Label, Mark, Slot, SlotSpan, Span, Statement};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::path::Path;

/// A statement and the labels that annotators gave it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LabelledStatement {
    /// As given; the 1-based row number where the file has none, with a stroke if another row was given that.
    pub id: String,
    /// The statement, untouched.
    pub text: String,
    /// The label that counts as right.
    pub label: Label,
    /// True if it holds both an outcome and a provision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mixed: Option<bool>,
    /// The kind of text it stands for: `send`, `adult_social_care`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// What a second annotator said, without seeing `label`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_annotator: Option<Label>,
    /// What a third annotator said, without seeing `label`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub third_annotator: Option<Label>,
    /// True if two labels are possible even under the guideline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contested: Option<bool>,
    /// The heading, form field or table column under which it stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Statements on one idea share it; a family never stands in two splits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// The label on the other side of the line that it is close to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boundary: Option<Label>,
    /// `real` if it is shaped like real text (fragments, cells, slips), `full` if it is a tidy sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<String>,
    /// Who composed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// True for an outcome that nobody could see or count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vague: Option<bool>,
    /// True for an outcome that keeps a state instead of changing it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maintenance: Option<bool>,
    /// True for a hope for life as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aspiration: Option<bool>,
    /// Its parts in order, without overlap; `None` if nobody marked them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slots: Option<Vec<SlotSpan>>,
}

impl LabelledStatement {
    /// The statement as the classifier reads it.
    pub fn statement(&self) -> Statement<'_> {
        Statement { text: &self.text, heading: self.heading.as_deref() }
    }

    /// What an annotator said of a mark; `None` if nobody was asked.
    pub fn mark(&self, mark: Mark) -> Option<bool> {
        match mark {
            Mark::Mixed => self.mixed,
            Mark::Vague => self.vague,
            Mark::Maintenance => self.maintenance,
            Mark::Aspiration => self.aspiration,
        }
    }
}

/// A statement with what its file says of it beyond what this program reads.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The line on which the row begins, counted from 1.
    pub line: usize,
    /// The row as it stands in the file, without the line break at its end.
    pub source: String,
    /// All its fields under their names, also those that this program does not know; in CSV all are text.
    pub fields: Map<String, Value>,
    /// True if the file gives the row its id.
    pub has_id: bool,
    /// What was read.
    pub statement: LabelledStatement,
}

/// How the rows of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One JSON object a line.
    Jsonl,
    /// A header, then rows separated by commas, semicolons or tabs (whichever the header uses).
    Csv,
}

impl Form {
    /// The form that the ending of `path` stands for.
    ///
    /// # Errors
    /// If the ending is none of `.jsonl`, `.ndjson`, `.csv` and `.tsv`.
    pub fn of(path: &Path) -> Result<Self> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("jsonl" | "ndjson") => Ok(Form::Jsonl),
            Some("csv" | "tsv") => Ok(Form::Csv),
            _ => Err(Error::input("labelled statements cannot be read from this kind of file")
                .at(path.display())
                .hint("give a .jsonl file (one JSON object a line) or a .csv file, with \"text\" and \"label\"")),
        }
    }
}

/// The rows of the file at `path`.
///
/// # Errors
/// If the file cannot be read, and as [`parse`].
pub fn read(path: &Path) -> Result<Vec<LabelledStatement>> {
    let form = Form::of(path)?;
    parse(&bytes(path)?, form, &path.display().to_string())
}

/// The bytes of the file at `path`, with an error that says what to do.
///
/// # Errors
/// If the file cannot be read.
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|source| {
        Error::io("the file cannot be read")
            .at(path.display())
            .because(source)
            .hint("check the path and that you may read the file")
    })
}

/// The rows in `bytes`; `name` is what errors call the file.
///
/// # Errors
/// On bytes that are not UTF-8, broken JSON or CSV, a row without text or label, an unknown label, an id given twice, and
/// a file without rows. Each error names the line.
pub fn parse(bytes: &[u8], form: Form, name: &str) -> Result<Vec<LabelledStatement>> {
    Ok(parse_placed(bytes, form, name)?.into_iter().map(|placed| placed.statement).collect())
}

/// As [`parse`], each row with its line and with fields that this program does not know.
///
/// # Errors
/// As [`parse`].
pub fn parse_placed(bytes: &[u8], form: Form, name: &str) -> Result<Vec<Placed>> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count();
        Error::input("the file is not UTF-8 text")
            .at(place(name, line))
            .hint("save it again as UTF-8 (in a spreadsheet: \"CSV UTF-8\")")
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let records = match form {
        Form::Jsonl => json_records(text, name)?,
        Form::Csv => csv_records(text, name)?,
    };
    let mut lines: HashMap<String, usize> = HashMap::new();
    for Record { line, fields, .. } in &records {
        let Some(id) = given_id(fields).map_err(|error| error.at(place(name, *line)))? else { continue };
        if let Some(first) = lines.insert(id.clone(), *line) {
            return Err(Error::input(format!("the id \"{id}\" stands on line {first} already"))
                .at(place(name, *line))
                .hint("give every row an id of its own, or leave ids out altogether"));
        }
    }
    let mut rows = Vec::with_capacity(records.len());
    for Record { line, source, fields } in records {
        let number = rows.len() + 1;
        let id = given_id(&fields)?;
        let has_id = id.is_some();
        let statement = statement(&fields, id.unwrap_or_else(|| free_id(number, &lines)))
            .map_err(|error| error.at(place(name, line)))?;
        rows.push(Placed { line, source, fields, has_id, statement });
    }
    if rows.is_empty() {
        return Err(Error::input("the file holds no statements")
            .at(name)
            .hint("give at least one row with \"text\" and \"label\""));
    }
    Ok(rows)
}

fn place(name: &str, line: usize) -> String {
    format!("{name}, line {line}")
}

/// A row before it is understood: its first line, its words in the file, its fields.
struct Record {
    line: usize,
    source: String,
    fields: Map<String, Value>,
}

/// One object a line; blank lines are passed over.
fn json_records(text: &str, name: &str) -> Result<Vec<Record>> {
    let mut records = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let value: Value = serde_json::from_str(line).map_err(|source| {
            Error::input("the line is not valid JSON")
                .at(format!("{}, column {}", place(name, index + 1), source.column()))
                .hint("write one JSON object a line, like {\"text\": \"a laptop\", \"label\": \"resource\"}")
        })?;
        let Value::Object(fields) = value else {
            return Err(Error::input("the line is JSON, but no object")
                .at(place(name, index + 1))
                .hint("write one object a line, like {\"text\": \"a laptop\", \"label\": \"resource\"}"));
        };
        records.push(Record { line: index + 1, source: line.to_string(), fields });
    }
    Ok(records)
}

fn csv_records(text: &str, name: &str) -> Result<Vec<Record>> {
    let header = text.lines().next().unwrap_or_default();
    let count = |mark: char| header.matches(mark).count();
    let delimiter = [',', ';', '\t'].into_iter().rev().max_by_key(|&mark| count(mark)).map_or(b',', |mark| mark as u8);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let broken = |source: csv::Error, line: usize| {
        let error = match source.kind() {
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                Error::input(format!("the row has {len} fields, the header has {expected_len}"))
            }
            _ => Error::input("the row is not valid CSV").because(source),
        };
        error.at(place(name, line)).hint("put quotation marks around text that holds a comma or a line break")
    };
    let columns: Vec<String> =
        reader.headers().map_err(|source| broken(source, 1))?.iter().map(|name| name.trim().to_lowercase()).collect();
    if let Some(missing) = ["text", "label"].into_iter().find(|wanted| !columns.iter().any(|column| column == wanted)) {
        return Err(Error::input(format!("there is no column \"{missing}\""))
            .at(place(name, 1))
            .hint("name the columns in the first line, \"text\" and \"label\" among them"));
    }
    let mut records = Vec::new();
    let mut row = csv::StringRecord::new();
    let (mut line, mut counted) = (1, 0);
    loop {
        // Lines are counted here, since the reader's own count is one behind after a Windows line end.
        let before = (reader.position().byte() as usize).min(text.len());
        let from = text.len() - text[before..].trim_start_matches(['\r', '\n']).len();
        line += text[counted..from].matches('\n').count();
        counted = from;
        if !reader.read_record(&mut row).map_err(|source| broken(source, line))? {
            break;
        }
        let end = (reader.position().byte() as usize).clamp(from, text.len());
        let source = text[from..end].trim_end_matches(['\r', '\n']).to_string();
        let fields = columns.iter().zip(&row).map(|(column, value)| (column.clone(), Value::from(value))).collect();
        records.push(Record { line, source, fields });
    }
    Ok(records)
}

fn given_id(fields: &Map<String, Value>) -> Result<Option<String>> {
    match fields.get("id") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Number(id)) => Ok(Some(id.to_string())),
        Some(Value::String(id)) if id.trim().is_empty() => Ok(None),
        Some(Value::String(id)) => Ok(Some(id.clone())),
        Some(_) => Err(Error::input("\"id\" is neither text nor a number").hint("write it as text")),
    }
}

/// The number of the row; if some row was given that as its id, with as many strokes as it takes to differ.
fn free_id(number: usize, given: &HashMap<String, usize>) -> String {
    let mut id = number.to_string();
    while given.contains_key(&id) {
        id.push('\'');
    }
    id
}

fn statement(fields: &Map<String, Value>, id: String) -> Result<LabelledStatement> {
    let text = words_of(fields, "text")?
        .ok_or_else(|| Error::input("the row has no text").hint("give every row a \"text\", or leave the row out"))?;
    let label = label(fields, "label")?.ok_or_else(|| {
        Error::input("the row has no label").hint("use outcome, service, activity, output or resource")
    })?;
    let slots = slots(fields, &text)?;
    Ok(LabelledStatement {
        id,
        text,
        label,
        mixed: truth(fields, "mixed")?,
        domain: words_of(fields, "domain")?,
        second_annotator: self::label(fields, "second_annotator")?,
        third_annotator: self::label(fields, "third_annotator")?,
        contested: truth(fields, "contested")?,
        heading: words_of(fields, "heading")?,
        family: words_of(fields, "family")?,
        boundary: self::label(fields, "boundary")?,
        shape: words_of(fields, "shape")?,
        author: words_of(fields, "author")?,
        vague: truth(fields, "vague")?,
        maintenance: truth(fields, "maintenance")?,
        aspiration: truth(fields, "aspiration")?,
        slots,
    })
}

/// The parts of a statement; each must lie inside `text`, after the one before it.
fn slots(fields: &Map<String, Value>, text: &str) -> Result<Option<Vec<SlotSpan>>> {
    let listed = match fields.get("slots") {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(listed)) if listed.trim().is_empty() => return Ok(None),
        Some(Value::String(listed)) => serde_json::from_str(listed).unwrap_or(Value::Null),
        Some(listed) => listed.clone(),
    };
    let form = || {
        Error::input("\"slots\" cannot be read")
            .hint("write a list like [{\"start\": 0, \"end\": 9, \"slot\": \"deadline\"}]")
    };
    let length = text.chars().count();
    let mut found: Vec<SlotSpan> = Vec::new();
    for part in listed.as_array().ok_or_else(form)? {
        let place = |name: &str| part[name].as_u64().and_then(|at| usize::try_from(at).ok()).ok_or_else(form);
        let span = Span { start: place("start")?, end: place("end")? };
        let slot: Slot = part["slot"].as_str().ok_or_else(form)?.parse()?;
        if span.is_empty() || span.end > length {
            return Err(Error::input(format!(
                "the {slot} from {} to {} lies outside the text, which has {length} characters",
                span.start, span.end
            ))
            .hint("count Unicode characters from 0, the end not included"));
        }
        if found.last().is_some_and(|last| last.span.end > span.start) {
            return Err(Error::input(format!("the {slot} from {} begins before the part before it ends", span.start))
                .hint("list parts in order, without overlap"));
        }
        found.push(SlotSpan { span, slot });
    }
    Ok(Some(found))
}

/// The text of a field; nothing if it is missing, null or blank.
fn words_of(fields: &Map<String, Value>, name: &str) -> Result<Option<String>> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(Error::input(format!("\"{name}\" is no text")).hint("write it between quotation marks")),
    }
}

fn label(fields: &Map<String, Value>, name: &str) -> Result<Option<Label>> {
    words_of(fields, name)?.map(|text| text.parse()).transpose()
}

fn truth(fields: &Map<String, Value>, name: &str) -> Result<Option<bool>> {
    let wrong =
        || Err(Error::input(format!("\"{name}\" is neither true nor false")).hint("write true, false or nothing"));
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Bool(value)) => Ok(Some(*value)),
        Some(Value::String(text)) => match text.trim().to_lowercase().as_str() {
            "" => Ok(None),
            "true" | "yes" | "1" => Ok(Some(true)),
            "false" | "no" | "0" => Ok(Some(false)),
            _ => wrong(),
        },
        Some(_) => wrong(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn jsonl(text: &str) -> Result<Vec<LabelledStatement>> {
        parse(text.as_bytes(), Form::Jsonl, "f.jsonl")
    }

    fn csv(text: &str) -> Result<Vec<LabelledStatement>> {
        parse(text.as_bytes(), Form::Csv, "f.csv")
    }

    fn refusal(result: Result<Vec<LabelledStatement>>) -> String {
        result.expect_err("it should be refused").to_string()
    }

    #[test]
    fn jsonl_rows_keep_ids_annotators_and_marks() {
        let rows = jsonl(
            "{\"id\":7,\"text\":\"a laptop\",\"label\":\"Resource\",\"second_annotator\":\"output\",\"contested\":true}\n\n\
             {\"text\":\"sleeps all night\",\"label\":\"outcome\",\"mixed\":false,\"voice\":\"parent\"}\r\n",
        )
        .unwrap();
        assert_eq!((rows[0].id.as_str(), rows[1].id.as_str()), ("7", "2"));
        assert_eq!((rows[0].label, rows[0].second_annotator), (Label::Resource, Some(Label::Output)));
        assert_eq!((rows[0].contested, rows[1].contested, rows[1].mixed), (Some(true), None, Some(false)));
    }

    #[test]
    fn csv_rows_may_hold_commas_line_breaks_and_a_byte_order_mark() {
        let rows = csv("\u{feff}Label,Text\nresource,\"a desk, and\na chair\"\noutcome,“happy”\n").unwrap();
        assert_eq!((rows[0].text.as_str(), rows[1].text.as_str()), ("a desk, and\na chair", "“happy”"));
        assert_eq!(csv("text;label\na laptop, new;resource\n").unwrap()[0].text, "a laptop, new");
    }

    #[test]
    fn an_unknown_label_is_refused_with_file_line_and_the_labels() {
        assert_eq!(
            refusal(jsonl("{\"text\":\"a\",\"label\":\"outcome\"}\n{\"text\":\"b\",\"label\":\"goal\"}")),
            "\"goal\" is not a label · f.jsonl, line 2 · use outcome, service, activity, output or resource"
        );
    }

    #[test]
    fn a_row_without_text_or_label_is_refused() {
        assert!(
            refusal(csv("text,label\nx,outcome\n  ,outcome\n")).starts_with("the row has no text · f.csv, line 3 ·")
        );
        assert!(refusal(jsonl("{\"text\":\"x\"}")).starts_with("the row has no label · f.jsonl, line 1 ·"));
        assert!(
            refusal(csv("statement,label\nx,outcome\n")).starts_with("there is no column \"text\" · f.csv, line 1 ·")
        );
    }

    #[test]
    fn an_id_given_twice_is_refused_with_both_lines() {
        let text =
            "{\"id\":\"a\",\"text\":\"x\",\"label\":\"output\"}\n{\"id\":\"a\",\"text\":\"y\",\"label\":\"output\"}";
        assert!(refusal(jsonl(text)).starts_with("the id \"a\" stands on line 1 already · f.jsonl, line 2 ·"));
    }

    #[test]
    fn a_row_without_an_id_never_takes_one_that_was_given() {
        let rows = csv("id,text,label\n,x,output\n1,y,output\n2,z,output\n").unwrap();
        assert_eq!(rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["1'", "1", "2"]);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_refused_with_their_line() {
        let error = parse(b"text,label\nx,outcome\ncaf\xe9,outcome\n", Form::Csv, "f.csv").unwrap_err().to_string();
        assert!(error.starts_with("the file is not UTF-8 text · f.csv, line 3 ·"), "{error}");
    }

    #[test]
    fn broken_json_and_ragged_csv_are_refused_with_their_line() {
        assert!(
            refusal(jsonl("{\"text\":\"x\",\"label\":\"output\"}\n{\"text\":")).contains("f.jsonl, line 2, column")
        );
        assert!(refusal(jsonl("[1]")).starts_with("the line is JSON, but no object · f.jsonl, line 1"));
        let ragged = refusal(csv("text,label\nx,outcome\na, b,outcome\n"));
        assert!(
            ragged.starts_with("the row has 3 fields, the header has 2 · f.csv, line 3 · put quotation"),
            "{ragged}"
        );
    }

    #[test]
    fn windows_line_ends_do_not_shift_the_line_that_is_named() {
        let ragged = refusal(csv("text,label\r\nx,outcome\r\n\r\na, b,outcome\r\n"));
        assert!(ragged.contains(" · f.csv, line 4 · "), "{ragged}");
        assert!(refusal(csv("text,label\r\n\"x\r\ny\",outcome\r\nz,goal\r\n")).contains(" · f.csv, line 4 · "));
    }

    #[test]
    fn parts_outside_the_text_or_over_one_another_are_refused_with_their_line() {
        let row = |slots: &str| jsonl(&format!("{{\"text\":\"Zoë reads\",\"label\":\"outcome\",\"slots\":{slots}}}"));
        let read = row(r#"[{"start":0,"end":3,"slot":"person"},{"start":4,"end":9,"slot":"ability"}]"#).unwrap();
        let slots = read[0].slots.as_deref().unwrap();
        assert_eq!(slots.iter().map(|part| part.span.slice(&read[0].text)).collect::<Vec<_>>(), ["Zoë", "reads"]);
        let outside = refusal(row(r#"[{"start":4,"end":10,"slot":"ability"}]"#));
        assert!(
            outside.starts_with(
                "the ability from 4 to 10 lies outside the text, which has 9 characters · f.jsonl, line 1"
            )
        );
        let over = refusal(row(r#"[{"start":0,"end":4,"slot":"person"},{"start":3,"end":9,"slot":"ability"}]"#));
        assert!(
            over.starts_with("the ability from 3 begins before the part before it ends · f.jsonl, line 1"),
            "{over}"
        );
        assert!(refusal(row(r#"[{"start":0,"end":4,"slot":"who"}]"#)).contains("is not a slot · f.jsonl, line 1"));
        assert!(refusal(row(r#"{"start":0}"#)).contains("cannot be read · f.jsonl, line 1"));
    }

    #[test]
    fn an_empty_file_and_an_unknown_ending_are_refused() {
        assert!(refusal(jsonl("\n \n")).starts_with("the file holds no statements · f.jsonl"));
        assert!(read(Path::new("plans.docx")).unwrap_err().to_string().contains("plans.docx · give a .jsonl"));
        assert!(read(Path::new("no/such.jsonl")).unwrap_err().is_io());
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&bytes, Form::Jsonl, "f");
            let _ = parse(&bytes, Form::Csv, "f");
        }

        #[test]
        fn what_is_written_as_jsonl_reads_back_the_same(text in "\\PC{0,30}[a-z]\\PC{0,30}", which in 0..5usize) {
            let row = LabelledStatement {
                id: "r1".into(), text, label: Label::ALL[which], mixed: Some(true), domain: None,
                second_annotator: Some(Label::Output), third_annotator: None, contested: Some(false),
                heading: Some("Goal".into()), family: Some("f1".into()), boundary: Some(Label::Service), shape: None,
                author: Some("a".into()), vague: Some(true), maintenance: None, aspiration: Some(false),
                slots: Some(vec![SlotSpan { span: Span { start: 0, end: 1 }, slot: Slot::Person }]),
            };
            let line = serde_json::to_string(&row).unwrap();
            prop_assert_eq!(jsonl(&line).unwrap(), vec![row]);
        }
    }
}
