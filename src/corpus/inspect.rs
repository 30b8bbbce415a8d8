//! What a corpus holds, and how it stands beside real text.
//!
//! **In:** files of labelled statements. **Out:** an [`Inspection`], also as a [`Page`]. **Layer:** 6.

use super::check::{Problem, problems};
use super::count::{Count, SlotCount, by, imbalance, mark, slots, sorted};
use super::shape::{Shape, out_of_range};
use crate::document::labelled_files::LabelledFiles;
use crate::document::statements::LabelledStatement;
use crate::domain::Label;
use crate::models::sha256;
use serde::Serialize;

/// A file that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InspectedFile {
    /// The path as it was given.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Statements in it.
    pub n: usize,
}

/// Labels given by a further annotator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FurtherLabels {
    /// `second_annotator` or `third_annotator`.
    pub annotator: String,
    /// Statements labelled.
    pub n: usize,
    /// Of these, how many as `label` has it.
    pub same: usize,
}

/// The values of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Values {
    /// What they are values of.
    pub of: &'static str,
    /// Each value with its statements.
    pub values: Vec<Count>,
}

/// How a mark is taken from a row.
type Mark = fn(&LabelledStatement) -> Option<bool>;

/// How an annotator's label is taken from a row.
type Given = fn(&LabelledStatement) -> Option<Label>;

/// What a corpus holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inspection {
    /// Statements in all files.
    pub statements: usize,
    /// The files.
    pub files: Vec<InspectedFile>,
    /// Statements with each label, in the order of [`Label::ALL`].
    pub labels: [usize; 5],
    /// The label farthest from the mean, and how far, as a share of the mean.
    pub imbalance: Option<(Label, f64)>,
    /// By file, domain, author, shape as declared, boundary.
    pub counts: Vec<Values>,
    /// By mark: mixed, contested, vague, maintenance, aspiration.
    pub marks: Vec<Count>,
    /// Statements of which somebody has marked the parts, also those without any.
    pub with_slots: usize,
    /// Parts by kind.
    pub slots: Vec<SlotCount>,
    /// Second and third labels.
    pub further_labels: Vec<FurtherLabels>,
    /// The shape of all statements.
    pub shape: Option<Shape>,
    /// The shape of each label's, in the order of [`Label::ALL`].
    pub shapes: [Option<Shape>; 5],
    /// What is out of the range of published statements, in words.
    pub out_of_range: Vec<String>,
    /// What would spoil a figure.
    pub problems: Vec<Problem>,
}

impl Inspection {
    /// Looks at all rows.
    pub fn of(files: &LabelledFiles) -> Self {
        let mut labels = [0; 5];
        files.rows.iter().for_each(|row| labels[row.statement().label.index()] += 1);
        let texts = |keep: &dyn Fn(&LabelledStatement) -> bool| -> Vec<&str> {
            files.rows.iter().map(|row| row.statement()).filter(|row| keep(row)).map(|row| row.text.as_str()).collect()
        };
        let shape = Shape::of(&texts(&|_| true));
        let shapes = Label::ALL.map(|label| Shape::of(&texts(&|row| row.label == label)));
        let file = |(place, file): (usize, &crate::document::labelled_files::LabelledFile)| InspectedFile {
            file: file.name.clone(),
            sha256: sha256(&file.bytes),
            n: files.rows.iter().filter(|row| row.file == place).count(),
        };
        let close_to = |row: &LabelledStatement, _: usize| row.boundary.map(|label| label.to_string());
        let counts = [
            ("file", by(files, |_, file| Some(files.files[file].name.clone()))),
            ("domain", sorted(by(files, |row, _| row.domain.clone()))),
            ("author", sorted(by(files, |row, _| row.author.clone()))),
            ("shape", sorted(by(files, |row, _| row.shape.clone()))),
            ("close to", sorted(by(files, close_to))),
        ];
        let marks: [(&str, Mark); 5] = [
            ("mixed", |row| row.mixed),
            ("contested", |row| row.contested),
            ("vague", |row| row.vague),
            ("maintenance", |row| row.maintenance),
            ("aspiration", |row| row.aspiration),
        ];
        Inspection {
            statements: files.rows.len(),
            files: files.files.iter().enumerate().map(file).collect(),
            labels,
            imbalance: imbalance(labels),
            counts: counts.into_iter().map(|(of, values)| Values { of, values }).collect(),
            marks: marks.into_iter().flat_map(|(name, value)| mark(files, name, value)).collect(),
            with_slots: files.rows.iter().filter(|row| row.statement().slots.is_some()).count(),
            slots: slots(files),
            further_labels: further_labels(files),
            out_of_range: out_of_range(shape.as_ref(), &shapes),
            shape,
            shapes,
            problems: problems(files),
        }
    }
}

fn further_labels(files: &LabelledFiles) -> Vec<FurtherLabels> {
    let columns: [(&str, Given); 2] =
        [("second_annotator", |row| row.second_annotator), ("third_annotator", |row| row.third_annotator)];
    let further = |(name, given): (&str, Given)| {
        let pairs: Vec<bool> = files
            .rows
            .iter()
            .filter_map(|row| given(row.statement()).map(|label| label == row.statement().label))
            .collect();
        let same = pairs.iter().filter(|same| **same).count();
        FurtherLabels { annotator: name.to_string(), n: pairs.len(), same }
    };
    columns.into_iter().map(further).filter(|further| further.n > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::statements::Form;

    fn inspect(csv: &str) -> Inspection {
        Inspection::of(&LabelledFiles::parse(vec![("a.csv".into(), Form::Csv, csv.into())]).unwrap())
    }

    #[test]
    fn everything_that_is_counted_stands_on_the_page() {
        let found = inspect(
            "text,label,domain,author,second_annotator,vague,boundary,slots\n\
             reads,outcome,send,a,outcome,no,service,\"[{\"\"start\"\":0,\"\"end\"\":5,\"\"slot\"\":\"\"ability\"\"}]\"\n\
             a laptop,resource,send,b,output,,,\n",
        );
        assert_eq!((found.labels, found.with_slots), ([1, 0, 0, 0, 1], 1));
        assert_eq!(found.further_labels, [FurtherLabels { annotator: "second_annotator".into(), n: 2, same: 1 }]);
        let text = found.page().to_text();
        for part in [
            "2 statements",
            "domain: send",
            "author: b",
            "vague: no",
            "close to: service",
            "second_annotator: 2 labels, 1 as",
            "ability",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    }
}
