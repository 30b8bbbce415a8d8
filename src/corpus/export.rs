//! Labelled statements in the forms that other programs read.
//!
//! **In:** files of labelled statements. **Out:** CSV, JSONL, fastText lines, CoNLL tokens. **Layer:** 6.
//!
//! CSV and JSONL keep everything, fields that this program does not know included, and read back equal. The other two keep
//! what their programs can use: label and text; tokens and the parts they belong to.

use super::save::save;
use crate::document::labelled_files::{FileRow, LabelledFiles};
use crate::domain::{Label, Slot};
use crate::error::{Error, Result};
use crate::text::words::words;
use serde_json::{Map, Value};
use std::path::Path;

/// A form to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// A header, then rows; parts as JSON in one column.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// `__label__resource a laptop`.
    FastText,
    /// A token a line with `B-deadline`, `I-deadline` or `O` after a tab, an empty line after each statement.
    Conll,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The file.
    pub text: String,
    /// Rows in it.
    pub rows: usize,
    /// What a reader of the file must know.
    pub notes: Vec<String>,
}

impl Exported {
    /// Writes the file at `out`, all of it or nothing.
    ///
    /// # Errors
    /// If it is there already and may not be replaced by `force`, or cannot be written.
    pub fn save(&self, out: &Path, force: bool) -> Result<()> {
        save(&[(out.to_path_buf(), self.text.clone().into_bytes())], force)
    }
}

/// The rows in another form; `only` these labels, all if empty.
///
/// # Errors
/// If no row is left, or a row cannot be put into that form.
pub fn export(files: &LabelledFiles, to: To, only: &[Label]) -> Result<Exported> {
    let mut rows: Vec<&FileRow> =
        files.rows.iter().filter(|row| only.is_empty() || only.contains(&row.statement().label)).collect();
    let mut notes = Vec::new();
    if to == To::Conll {
        let before = rows.len();
        rows.retain(|row| row.statement().slots.is_some());
        if rows.len() < before {
            notes.push(format!(
                "left out, because nobody has marked their parts: {} of {before} rows",
                before - rows.len()
            ));
        }
    }
    if rows.is_empty() {
        let names: Vec<&str> = files.files.iter().map(|file| file.name.as_str()).collect();
        return Err(Error::input("no row is left to write")
            .at(names.join(", "))
            .hint("check --only, and for conll that parts are marked"));
    }
    let text = match to {
        To::Csv => csv(&rows)?,
        To::Jsonl => jsonl(&rows)?,
        To::FastText => rows.iter().map(|row| fasttext(files, row)).collect::<Result<_>>()?,
        To::Conll => {
            let (text, cut) = conll(&rows);
            if cut > 0 {
                notes.push(format!("widened to whole tokens, because they begin or end inside one: {cut} parts"));
            }
            text
        }
    };
    Ok(Exported { text, rows: rows.len(), notes })
}

/// What we know of a row under our names, then what else its file says.
fn fields(row: &FileRow) -> Result<Map<String, Value>> {
    let known = serde_json::to_value(row.statement())
        .map_err(|cause| Error::io("the row cannot be written as JSON").because(cause))?;
    let Value::Object(mut fields) = known else { return Ok(Map::new()) };
    for (name, value) in &row.placed.fields {
        if !KNOWN.contains(&name.as_str()) && !fields.contains_key(name) {
            fields.insert(name.clone(), value.clone());
        }
    }
    Ok(fields)
}

/// Fields that are read; what is missing among them stays missing.
const KNOWN: [&str; 17] = [
    "id",
    "text",
    "label",
    "mixed",
    "domain",
    "second_annotator",
    "third_annotator",
    "contested",
    "heading",
    "family",
    "boundary",
    "shape",
    "author",
    "vague",
    "maintenance",
    "aspiration",
    "slots",
];

fn jsonl(rows: &[&FileRow]) -> Result<String> {
    let mut text = String::new();
    for row in rows {
        text += &Value::Object(fields(row)?).to_string();
        text.push('\n');
    }
    Ok(text)
}

fn csv(rows: &[&FileRow]) -> Result<String> {
    let rows: Vec<Map<String, Value>> = rows.iter().map(|row| fields(row)).collect::<Result<_>>()?;
    let used = |name: &&str| rows.iter().any(|row| row.contains_key(*name));
    let mut columns: Vec<String> = KNOWN.into_iter().filter(used).map(String::from).collect();
    for name in rows.iter().flat_map(Map::keys) {
        if !columns.contains(name) {
            columns.push(name.clone());
        }
    }
    let failed = |cause: csv::Error| Error::io("the rows cannot be written as CSV").because(cause);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&columns).map_err(failed)?;
    for row in &rows {
        writer.write_record(columns.iter().map(|name| row.get(name).map_or_else(String::new, cell))).map_err(failed)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|cause| Error::io("the rows cannot be written as CSV").because(cause.to_string()))?;
    String::from_utf8(bytes).map_err(|cause| Error::io("the rows cannot be written as CSV").because(cause))
}

/// Text as it is, nothing for null, all else as JSON.
fn cell(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn fasttext(files: &LabelledFiles, row: &FileRow) -> Result<String> {
    let statement = row.statement();
    let text = statement.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.contains("__label__") {
        return Err(Error::input("the text holds \"__label__\", which fastText would take for a label")
            .at(files.place(row))
            .hint("change the text, or leave the row out"));
    }
    Ok(format!("__label__{} {text}\n", statement.label))
}

/// Tokens with their parts, and how many parts begin or end inside a token.
fn conll(rows: &[&FileRow]) -> (String, usize) {
    let (mut text, mut cut) = (String::new(), 0);
    for row in rows {
        let statement = row.statement();
        let parts = statement.slots.as_deref().unwrap_or_default();
        let tokens = words(&statement.text);
        let mut before: Option<usize> = None;
        for token in &tokens {
            let part =
                parts.iter().position(|part| part.span.start < token.span.end && token.span.start < part.span.end);
            let tag = match part {
                None => "O".to_string(),
                Some(part) => tag(parts[part].slot, before == Some(part)),
            };
            text += &format!("{}\t{tag}\n", token.text);
            before = part;
        }
        text.push('\n');
        let inside = |at: usize| tokens.iter().any(|token| token.span.start < at && at < token.span.end);
        cut += parts.iter().filter(|part| inside(part.span.start) || inside(part.span.end)).count();
    }
    (text, cut)
}

fn tag(slot: Slot, goes_on: bool) -> String {
    format!("{}-{slot}", if goes_on { "I" } else { "B" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::statements::{Form, LabelledStatement};
    use crate::domain::{SlotSpan, Span};
    use proptest::prelude::*;

    fn parsed(form: Form, text: &str) -> LabelledFiles {
        LabelledFiles::parse(vec![("a".into(), form, text.as_bytes().to_vec())]).unwrap()
    }

    fn files() -> LabelledFiles {
        parsed(
            Form::Jsonl,
            "{\"id\":\"s1\",\"text\":\"By May, Zoë  swims.\",\"label\":\"outcome\",\"author_label\":\"service\",\"time\":4,\"slots\":[\
             {\"start\":0,\"end\":6,\"slot\":\"deadline\"},{\"start\":8,\"end\":11,\"slot\":\"person\"},{\"start\":13,\"end\":18,\"slot\":\"ability\"}]}\n\
             {\"id\":\"s2\",\"text\":\"a desk,\\nnew\",\"label\":\"resource\",\"mixed\":false}\n",
        )
    }

    fn text(to: To) -> String {
        export(&files(), to, &[]).unwrap().text
    }

    #[test]
    fn csv_holds_every_column_in_use_and_parts_as_json() {
        assert_eq!(
            text(To::Csv),
            "id,text,label,mixed,slots,author_label,time\n\
             s1,\"By May, Zoë  swims.\",outcome,,\"[{\"\"start\"\":0,\"\"end\"\":6,\"\"slot\"\":\"\"deadline\"\"},\
             {\"\"start\"\":8,\"\"end\"\":11,\"\"slot\"\":\"\"person\"\"},{\"\"start\"\":13,\"\"end\"\":18,\"\"slot\"\":\"\"ability\"\"}]\",service,4\n\
             s2,\"a desk,\nnew\",resource,false,,,\n"
        );
    }

    #[test]
    fn jsonl_keeps_fields_that_this_program_does_not_know() {
        let text = text(To::Jsonl);
        assert!(text.lines().next().unwrap().ends_with("\"author_label\":\"service\",\"time\":4}"), "{text}");
        let again = parsed(Form::Jsonl, &text);
        let rows = |files: &LabelledFiles| files.rows.iter().map(|row| row.statement().clone()).collect::<Vec<_>>();
        assert_eq!(rows(&again), rows(&files()));
    }

    #[test]
    fn fasttext_has_a_line_a_statement_and_no_text_that_looks_like_a_label() {
        assert_eq!(text(To::FastText), "__label__outcome By May, Zoë swims.\n__label__resource a desk, new\n");
        let odd = parsed(Form::Csv, "text,label\n__label__x,output\n");
        let error = export(&odd, To::FastText, &[]).unwrap_err().to_string();
        assert!(error.contains("· a, line 2 ·"), "{error}");
    }

    #[test]
    fn conll_has_a_token_a_line_and_leaves_out_what_nobody_marked() {
        let done = export(&files(), To::Conll, &[]).unwrap();
        assert_eq!(done.text, "By\tB-deadline\nMay\tI-deadline\n,\tO\nZoë\tB-person\nswims\tB-ability\n.\tO\n\n");
        assert_eq!((done.rows, done.notes.len()), (1, 1));
        let inside = parsed(
            Form::Jsonl,
            "{\"text\":\"rereads\",\"label\":\"outcome\",\"slots\":[{\"start\":2,\"end\":7,\"slot\":\"ability\"}]}",
        );
        let done = export(&inside, To::Conll, &[]).unwrap();
        assert_eq!((done.text.as_str(), done.notes.len()), ("rereads\tB-ability\n\n", 1));
    }

    #[test]
    fn two_parts_of_one_kind_side_by_side_stay_two() {
        let text = "{\"text\":\"daily weekly\",\"label\":\"service\",\"slots\":[{\"start\":0,\"end\":5,\"slot\":\"frequency\"},{\"start\":6,\"end\":12,\"slot\":\"frequency\"}]}";
        let done = export(&parsed(Form::Jsonl, text), To::Conll, &[]).unwrap();
        assert_eq!(done.text, "daily\tB-frequency\nweekly\tB-frequency\n\n");
    }

    #[test]
    fn only_the_labels_asked_for_are_written() {
        let done = export(&files(), To::FastText, &[Label::Resource]).unwrap();
        assert_eq!((done.rows, done.text.as_str()), (1, "__label__resource a desk, new\n"));
        assert!(export(&files(), To::Csv, &[Label::Output]).unwrap_err().is_input());
    }

    fn words_or_none() -> impl Strategy<Value = Option<String>> {
        proptest::option::of("[\"',;\r\n\t é a-z]{0,12}[a-z][\"',;\r\n\t é a-z]{0,12}")
    }

    fn label_or_none() -> impl Strategy<Value = Option<Label>> {
        proptest::option::of(prop::sample::select(Label::ALL.to_vec()))
    }

    prop_compose! {
        fn statement()(
            text in "[\"',;\r\n\t 🙂é a-z\\PC]{0,20}[a-z][\"',;\r\n\t é a-z]{0,20}",
            label in prop::sample::select(Label::ALL.to_vec()),
            marks in proptest::array::uniform5(proptest::option::of(any::<bool>())),
            words in proptest::array::uniform5(words_or_none()),
            labels in proptest::array::uniform3(label_or_none()),
            slots in proptest::option::of(proptest::collection::vec(prop::sample::select(Slot::ALL.to_vec()), 0..3)),
        ) -> LabelledStatement {
            let [mixed, contested, vague, maintenance, aspiration] = marks;
            let [domain, heading, family, shape, author] = words;
            let [second_annotator, third_annotator, boundary] = labels;
            let length = text.chars().count();
            let part = |(at, slot): (usize, Slot)| SlotSpan { span: Span { start: at, end: at + 1 }, slot };
            let slots = slots.map(|slots| slots.into_iter().enumerate().filter(|(at, _)| *at < length).map(part).collect());
            LabelledStatement {
                id: "r1".into(), text, label, mixed, domain, second_annotator, third_annotator, contested, heading, family,
                boundary, shape, author, vague, maintenance, aspiration, slots,
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_as_csv_reads_back_equal(rows in proptest::collection::vec(statement(), 1..5)) {
            let rows: Vec<LabelledStatement> =
                rows.into_iter().enumerate().map(|(at, row)| LabelledStatement { id: format!("r{at}"), ..row }).collect();
            let jsonl: String = rows.iter().map(|row| serde_json::to_string(row).unwrap() + "\n").collect();
            let csv = export(&parsed(Form::Jsonl, &jsonl), To::Csv, &[]).unwrap().text;
            let again: Vec<LabelledStatement> =
                parsed(Form::Csv, &csv).rows.into_iter().map(|row| row.placed.statement).collect();
            prop_assert_eq!(again, rows);
        }
    }
}
