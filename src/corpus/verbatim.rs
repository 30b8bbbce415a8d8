//! Rows passed on as they stand.
//!
//! **In:** files and row numbers. **Out:** bytes of a file with just these rows. **Layer:** 6.
//!
//! Removing or moving rows is no reason to rewrite them: whoever compares the files sees rows that went, and no others.

use crate::document::labelled_files::LabelledFiles;
use crate::document::statements::Form;
use crate::error::{Error, Result};

/// The one form that all files are written in, and the header that all CSV files share.
///
/// # Errors
/// If there are two forms or two headers.
pub(super) fn form(files: &LabelledFiles) -> Result<(Form, Option<&str>)> {
    let first = &files.files[0];
    for file in &files.files {
        if file.form != first.form {
            return Err(Error::input(format!("one file is CSV and another JSONL, as {}", first.name))
                .at(&file.name)
                .hint("bring them into one form: sothat corpus export"));
        }
        if file.header != first.header {
            return Err(Error::input(format!("the columns are others than those of {}", first.name))
                .at(format!("{}, line 1", file.name))
                .hint("bring the files into one form: sothat corpus export"));
        }
    }
    Ok((first.form, first.header.as_deref()))
}

/// The ending of files in this form, with its dot.
pub(super) fn ending(form: Form, header: Option<&str>) -> &'static str {
    match form {
        Form::Jsonl => ".jsonl",
        Form::Csv if header.is_some_and(|header| header.contains('\t') && !header.contains(',')) => ".tsv",
        Form::Csv => ".csv",
    }
}

/// The rows, byte for byte, one a line, under the header if there is one.
pub(super) fn rows(files: &LabelledFiles, header: Option<&str>, rows: impl IntoIterator<Item = usize>) -> Vec<u8> {
    let rows = rows.into_iter().map(|row| files.rows[row].placed.source.as_str());
    let mut bytes = Vec::new();
    for line in header.into_iter().chain(rows) {
        bytes.extend_from_slice(line.as_bytes());
        bytes.push(b'\n');
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> LabelledFiles {
        let file = |(name, text): &(&str, &str)| {
            (name.to_string(), Form::of(std::path::Path::new(name)).unwrap(), text.as_bytes().to_vec())
        };
        LabelledFiles::parse(files.iter().map(file).collect()).unwrap()
    }

    #[test]
    fn rows_keep_their_bytes_and_csv_its_header() {
        let read = files(&[
            ("a.csv", "text,label\n\"a, b\" ,output\nx,output\n"),
            ("b.csv", "text,label\n\"two\nlines\",output\n"),
        ]);
        let (_, header) = form(&read).unwrap();
        assert_eq!(rows(&read, header, [0, 2]), b"text,label\n\"a, b\" ,output\n\"two\nlines\",output\n");
    }

    #[test]
    fn two_forms_or_two_headers_are_refused() {
        let jsonl = "{\"text\":\"x\",\"label\":\"output\"}\n";
        let mixed = files(&[("a.jsonl", jsonl), ("b.csv", "text,label\nx,output\n")]);
        assert!(
            form(&mixed).unwrap_err().to_string().starts_with("one file is CSV and another JSONL, as a.jsonl · b.csv")
        );
        let headers = files(&[("a.csv", "text,label\nx,output\n"), ("b.csv", "label,text\noutput,y\n")]);
        assert!(form(&headers).unwrap_err().to_string().contains("than those of a.csv · b.csv, line 1"));
    }
}
