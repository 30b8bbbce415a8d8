//! Several files of labelled statements as one corpus, every row with its place.
//!
//! **In:** paths of JSONL and CSV files. **Out:** [`LabelledFiles`]. **Layer:** 5.
//!
//! Files that are worked on together must tell their rows apart, so an id that stands in two of them is refused with both
//! places, as one that stands twice in a file is. A file given twice is refused for the same reason.

use super::statements::{self, Form, LabelledStatement, Placed};
use crate::error::{Error, Result};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Rows of several files, in the order of the files and of the rows in them.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelledFiles {
    /// The files, as they were named.
    pub files: Vec<LabelledFile>,
    /// All rows.
    pub rows: Vec<FileRow>,
}

/// One of the files.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelledFile {
    /// The path as it was given.
    pub name: String,
    /// How its rows are written.
    pub form: Form,
    /// The first line of a CSV file, without the line break; nothing in JSONL.
    pub header: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A row and the file it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct FileRow {
    /// Place of the file in [`LabelledFiles::files`].
    pub file: usize,
    /// The row, its line, its fields.
    pub placed: Placed,
}

impl FileRow {
    /// The statement itself.
    pub fn statement(&self) -> &LabelledStatement {
        &self.placed.statement
    }
}

impl LabelledFiles {
    /// Reads the files.
    ///
    /// # Errors
    /// If there are none, one cannot be read or is given twice, a row breaks the form, or an id stands in two places.
    pub fn read(paths: &[PathBuf]) -> Result<Self> {
        let mut files = Vec::new();
        for (place, path) in paths.iter().enumerate() {
            if paths[..place].iter().any(|other| same(other, path)) {
                return Err(Error::input("the file is given twice").at(path.display()).hint("name every file once"));
            }
            files.push((path.display().to_string(), Form::of(path)?, statements::bytes(path)?));
        }
        Self::parse(files)
    }

    /// The rows in `files`: names, forms and bytes.
    ///
    /// # Errors
    /// As [`LabelledFiles::read`].
    pub fn parse(files: Vec<(String, Form, Vec<u8>)>) -> Result<Self> {
        if files.is_empty() {
            return Err(Error::input("there is no file to read").hint("name at least one .jsonl or .csv file"));
        }
        let mut rows = Vec::new();
        for (file, (name, form, bytes)) in files.iter().enumerate() {
            let placed = statements::parse_placed(bytes, *form, name)?;
            rows.extend(placed.into_iter().map(|placed| FileRow { file, placed }));
        }
        let files = files.into_iter().map(|(name, form, bytes)| {
            let header = (form == Form::Csv).then(|| header(&bytes));
            LabelledFile { name, form, header, bytes }
        });
        let mut read = LabelledFiles { files: files.collect(), rows };
        read.refuse_ids_in_two_files()?;
        read.tell_unnamed_rows_apart();
        Ok(read)
    }

    /// Where a row stands, for errors and lists: `train.jsonl, line 12`.
    pub fn place(&self, row: &FileRow) -> String {
        format!("{}, line {}", self.files[row.file].name, row.placed.line)
    }

    fn refuse_ids_in_two_files(&self) -> Result<()> {
        let mut seen: HashMap<&str, &FileRow> = HashMap::new();
        for row in self.rows.iter().filter(|row| row.placed.has_id) {
            let id = row.statement().id.as_str();
            if let Some(first) = seen.insert(id, row) {
                return Err(Error::input(format!("the id \"{id}\" stands in {} already", self.place(first)))
                    .at(self.place(row))
                    .hint("give every row an id of its own over all files, or leave ids out altogether"));
            }
        }
        Ok(())
    }

    /// Row numbers stand in for missing ids, and begin again in every file: strokes keep them apart.
    fn tell_unnamed_rows_apart(&mut self) {
        let mut taken: std::collections::HashSet<String> =
            self.rows.iter().filter(|row| row.placed.has_id).map(|row| row.statement().id.clone()).collect();
        for row in self.rows.iter_mut().filter(|row| !row.placed.has_id) {
            let id = &mut row.placed.statement.id;
            while !taken.insert(id.clone()) {
                id.push('\'');
            }
        }
    }
}

/// True if both name one file, however they are written; a file that is not there is the same as nothing else.
fn same(one: &Path, other: &Path) -> bool {
    one == other || matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

fn header(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.trim_start_matches('\u{feff}').lines().find(|line| !line.is_empty()).unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(files: &[(&str, &str)]) -> Result<LabelledFiles> {
        let files = files
            .iter()
            .map(|(name, text)| (name.to_string(), Form::of(Path::new(name)).unwrap(), text.as_bytes().to_vec()));
        LabelledFiles::parse(files.collect())
    }

    #[test]
    fn rows_keep_their_file_their_line_and_their_bytes() {
        let jsonl = "{\"text\":\"a laptop\",\"label\":\"resource\"}\n\n{\"label\":\"outcome\", \"text\":\"reads\"}\n";
        let csv = "label,text,note\r\nservice,\"two\r\nlines\",x\r\noutput,report,y\r\n";
        let read = read(&[("a.jsonl", jsonl), ("b.csv", csv)]).unwrap();
        let places: Vec<String> = read.rows.iter().map(|row| read.place(row)).collect();
        assert_eq!(places, ["a.jsonl, line 1", "a.jsonl, line 3", "b.csv, line 2", "b.csv, line 4"]);
        let sources: Vec<&str> = read.rows.iter().map(|row| row.placed.source.as_str()).collect();
        assert_eq!(
            sources[1..],
            ["{\"label\":\"outcome\", \"text\":\"reads\"}", "service,\"two\r\nlines\",x", "output,report,y"]
        );
        assert_eq!(read.rows[3].placed.fields["note"], "y");
        assert_eq!(read.files[1].header.as_deref(), Some("label,text,note"));
    }

    #[test]
    fn an_id_in_two_files_is_refused_with_both_places() {
        let row = "{\"id\":\"s1\",\"text\":\"a laptop\",\"label\":\"resource\"}\n";
        let error = read(&[("a.jsonl", row), ("b.csv", "id,text,label\ns0,x,output\ns1,y,output\n")]).unwrap_err();
        assert!(
            error.to_string().starts_with("the id \"s1\" stands in a.jsonl, line 1 already · b.csv, line 3 · give"),
            "{error}"
        );
    }

    #[test]
    fn rows_without_ids_are_told_apart_over_files() {
        let csv = "text,label\nx,output\n";
        let read = read(&[("a.csv", csv), ("b.csv", csv), ("c.csv", "id,text,label\n1,z,output\n")]).unwrap();
        let ids: Vec<&str> = read.rows.iter().map(|row| row.statement().id.as_str()).collect();
        assert_eq!(ids, ["1'", "1''", "1"]);
    }

    #[test]
    fn no_file_and_the_same_file_twice_are_refused() {
        assert!(read(&[]).unwrap_err().is_input());
        let path = PathBuf::from("corpus/statements/dev.jsonl");
        let twice =
            LabelledFiles::read(&[path.clone(), PathBuf::from("corpus").join("../corpus/statements/dev.jsonl")]);
        assert!(twice.unwrap_err().to_string().starts_with("the file is given twice · corpus"));
    }
}
