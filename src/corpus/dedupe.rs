//! Near-copies: which they are, and the corpus without them.
//!
//! **In:** files of labelled statements, a likeness. **Out:** [`Deduped`]; on demand a file with the first row of each group
//! of near-copies. **Layer:** 6.
//!
//! A group holds all that is linked step by step, so its first and last row may be less alike than asked.

use super::alike::alike;
use super::check::RowPlace;
use super::page::{Page, shortened, shown};
use super::{save, verbatim};
use crate::document::labelled_files::LabelledFiles;
use crate::document::statements::Form;
use crate::error::{Error, Result};
use serde::Serialize;
use std::collections::HashSet;
use std::path::Path;

/// The least likeness that can be asked for: below it, half of English is alike.
const LEAST: f64 = 0.5;

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Deduped {
    /// Rows in all files.
    pub rows: usize,
    /// Rows that are no near-copy of an earlier one.
    pub kept: usize,
    /// The likeness asked for.
    pub threshold: f64,
    /// Groups of near-copies, in the order of their first rows.
    pub groups: Vec<NearCopies>,
}

/// Rows that are near-copies of one another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NearCopies {
    /// The row that stays.
    pub first: RowPlace,
    /// The others.
    pub others: Vec<NearCopy>,
}

/// A row that is a near-copy of an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NearCopy {
    /// How alike it and the earlier row of its group that it is most like are, 0 to 1.
    pub likeness: f64,
    /// The row.
    pub row: RowPlace,
}

/// Finds near-copies, and writes the rest to `out` if it is given.
///
/// # Errors
/// If `threshold` is not between 0.5 and 1; if `out` is there and may not be replaced, has another ending than the
/// files, or cannot be written; if the files are of two forms and `out` is given.
pub fn dedupe(files: &LabelledFiles, threshold: f64, seed: u64, out: Option<(&Path, bool)>) -> Result<Deduped> {
    if !(LEAST..=1.0).contains(&threshold) {
        return Err(Error::input(format!("{threshold} is no likeness to look for"))
            .at("--threshold")
            .hint("give a number from 0.5 to 1, like 0.8"));
    }
    let texts: Vec<&str> = files.rows.iter().map(|row| row.statement().text.as_str()).collect();
    let groups = alike(&texts, threshold, seed);
    let copies: HashSet<usize> = groups.iter().flat_map(|group| group.others.iter().map(|other| other.0)).collect();
    if let Some((out, force)) = out {
        let (form, header) = verbatim::form(files)?;
        if Form::of(out)? != form {
            return Err(Error::input("rows are kept as they are, so the form cannot change")
                .at(out.display())
                .hint(format!("give a file that ends in {}", verbatim::ending(form, header))));
        }
        let kept = (0..texts.len()).filter(|row| !copies.contains(row));
        save::save(&[(out.to_path_buf(), verbatim::rows(files, header, kept))], force)?;
    }
    let place = |row: usize| RowPlace::of(files, &files.rows[row]);
    let group = |group: &super::alike::Alike| NearCopies {
        first: place(group.first),
        others: group
            .others
            .iter()
            .map(|(row, likeness)| NearCopy { likeness: (likeness * 1e4).round() / 1e4, row: place(*row) })
            .collect(),
    };
    let groups = groups.iter().map(group).collect();
    Ok(Deduped { rows: texts.len(), kept: texts.len() - copies.len(), threshold, groups })
}

impl Deduped {
    /// Every group with its rows.
    pub fn page(&self) -> Page {
        let mut page = Page::default();
        let gone = self.rows - self.kept;
        page.heading(format!(
            "{} rows, {gone} of them near-copies of an earlier row (likeness {} or more)",
            self.rows, self.threshold
        ));
        let others =
            |group: &NearCopies| group.others.iter().filter(|copy| copy.row.label != group.first.label).count();
        let relabelled: usize = self.groups.iter().map(others).sum();
        if relabelled > 0 {
            page.text(format!(
                "{relabelled} of them carry another label than the first row of their group; look at these."
            ));
        }
        for group in &self.groups {
            page.text(row(&group.first));
            page.list(group.others.iter().map(|copy| format!("{:.2} {}", copy.likeness, row(&copy.row))).collect());
        }
        page
    }
}

fn row(place: &RowPlace) -> String {
    let RowPlace { file, line, label, text, .. } = place;
    format!("{} line {line} {label}: \"{}\"", shortened(file, 40), shortened(&shown(text), 120))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> LabelledFiles {
        let row = |id: &str, text: &str| format!("{{\"id\": \"{id}\",  \"text\":\"{text}\",\"label\":\"outcome\"}}\n");
        let one = row("a", "walks to the shop on her own every Saturday") + &row("b", "sleeps");
        let two = row("c", "Walks to the shop on her own every Sunday.") + &row("d", "Sleeps!") + &row("e", "eats");
        let file = |name: &str, text: String| (name.to_string(), Form::Jsonl, text.into_bytes());
        LabelledFiles::parse(vec![file("one.jsonl", one), file("two.jsonl", two)]).unwrap()
    }

    #[test]
    fn groups_name_both_places_and_how_alike_the_rows_are() {
        let found = dedupe(&files(), 0.8, 1, None).unwrap();
        assert_eq!((found.rows, found.kept, found.groups.len()), (5, 3, 2));
        let group = &found.groups[1];
        assert_eq!((group.first.file.as_str(), group.first.line), ("one.jsonl", 2));
        assert_eq!(
            (group.others[0].row.file.as_str(), group.others[0].row.line, group.others[0].likeness),
            ("two.jsonl", 2, 1.0)
        );
        let text = found.page().to_text();
        assert!(
            text.contains("one.jsonl line 1 outcome: \"walks") && text.contains("- 1.00 two.jsonl line 2"),
            "{text}"
        );
    }

    #[test]
    fn near_copies_under_another_label_are_pointed_out() {
        let csv = "text,label\na laptop,resource\nA laptop,output\na laptop!,resource\n";
        let files = LabelledFiles::parse(vec![("a.csv".into(), Form::Csv, csv.into())]).unwrap();
        let text = dedupe(&files, 0.8, 1, None).unwrap().page().to_text();
        assert!(text.contains("\n1 of them carry another label than the first row"), "{text}");
    }

    #[test]
    fn the_first_of_each_group_is_written_byte_for_byte() {
        let out = std::env::temp_dir().join(format!("sothat-dedupe-{}.jsonl", std::process::id()));
        dedupe(&files(), 0.8, 1, Some((&out, true))).unwrap();
        let written = std::fs::read_to_string(&out).unwrap();
        let wanted: Vec<String> =
            [0, 1, 4].iter().map(|row| format!("{}\n", files().rows[*row].placed.source)).collect();
        assert_eq!(written, wanted.concat());
        assert!(dedupe(&files(), 0.8, 1, Some((&out, false))).unwrap_err().to_string().contains("there already"));
        let csv = dedupe(&files(), 0.8, 1, Some((Path::new("x.csv"), false))).unwrap_err().to_string();
        assert!(csv.starts_with("rows are kept as they are, so the form cannot change · x.csv"), "{csv}");
    }

    #[test]
    fn a_likeness_below_a_half_is_refused() {
        for threshold in [0.49, 1.01, f64::NAN] {
            assert!(dedupe(&files(), threshold, 1, None).unwrap_err().is_input());
        }
    }
}
