//! What is wrong with labelled rows that can all be read.
//!
//! **In:** files of labelled statements. **Out:** [`Problem`]s, the gravest kinds first. **Layer:** 6.
//!
//! A row that cannot be read is an error, with file and line. The problems here are of another sort: every row is well
//! formed, and together they would still spoil a figure.

use super::alike::alike;
use super::count::imbalance;
use super::shingles::folded;
use crate::document::labelled_files::{FileRow, LabelledFiles};
use crate::document::nearest::did_you_mean;
use crate::domain::Label;
use crate::error::Result;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

/// The kinds of text that the corpus knows, as in `corpus/statement.schema.json`.
pub const DOMAINS: [&str; 5] = ["send", "adult_social_care", "logic_model", "ngo", "iep"];

/// How alike two rows of different files may be.
const LEAK: f64 = 0.8;

/// A label with less than this share of the mean is rare.
const RARE: f64 = 0.5;

/// Any seed would do; the same one gives the same result.
const SEED: u64 = 1;

/// A kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// One text carries two labels.
    TwoLabels,
    /// Near-copies stand in different files.
    Leak,
    /// A family stands in different files.
    FamilyInTwoFiles,
    /// One text stands twice in a file, with one label.
    Repeated,
    /// A domain that the corpus does not know.
    UnknownDomain,
    /// White space before or after the text.
    OuterSpace,
    /// A label with few statements.
    RareLabel,
}

impl ProblemKind {
    /// The name, as it stands in JSON.
    pub fn name(self) -> &'static str {
        match self {
            ProblemKind::TwoLabels => "two-labels",
            ProblemKind::Leak => "leak",
            ProblemKind::FamilyInTwoFiles => "family-in-two-files",
            ProblemKind::Repeated => "repeated",
            ProblemKind::UnknownDomain => "unknown-domain",
            ProblemKind::OuterSpace => "outer-space",
            ProblemKind::RareLabel => "rare-label",
        }
    }

    /// What problems of this kind are called together, and what to do about them.
    pub fn advice(self) -> (&'static str, &'static str) {
        match self {
            ProblemKind::TwoLabels => ("One text, two labels", "decide by the guideline and correct one of the rows"),
            ProblemKind::Leak => {
                ("Near-copies in different files", "remove one of them, or split again with sothat corpus split")
            }
            ProblemKind::FamilyInTwoFiles => (
                "Families in different files",
                "put each family into one file, or split again with sothat corpus split",
            ),
            ProblemKind::Repeated => ("Texts that stand twice", "remove one of the rows: sothat corpus dedupe"),
            ProblemKind::UnknownDomain => ("Unknown domains", "correct the domain, or leave it out"),
            ProblemKind::OuterSpace => {
                ("White space around the text", "remove it, unless parts are marked by position")
            }
            ProblemKind::RareLabel => ("Rare labels", "add statements of the label, or do not trust its figures"),
        }
    }
}

/// Something that would spoil a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Which kind.
    pub kind: ProblemKind,
    /// What is wrong, in words.
    pub what: String,
    /// The rows it is about; none if it is about all.
    pub rows: Vec<RowPlace>,
}

/// Where a row stands, and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowPlace {
    /// The file, as it was named.
    pub file: String,
    /// The line on which the row begins.
    pub line: usize,
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: Label,
    /// Its text.
    pub text: String,
}

impl RowPlace {
    pub(super) fn of(files: &LabelledFiles, row: &FileRow) -> Self {
        let statement = row.statement();
        RowPlace {
            file: files.files[row.file].name.clone(),
            line: row.placed.line,
            id: statement.id.clone(),
            label: statement.label,
            text: statement.text.clone(),
        }
    }
}

/// Reads the files and looks for problems.
///
/// # Errors
/// If a file cannot be read, a row breaks the form, or an id stands in two places.
pub fn check(files: &[PathBuf]) -> Result<Vec<Problem>> {
    Ok(problems(&LabelledFiles::read(files)?))
}

/// The problems of rows that have been read, the gravest kinds first, in the order of the rows.
pub fn problems(files: &LabelledFiles) -> Vec<Problem> {
    let mut found = same_text(files);
    found.extend(leaks(files));
    found.extend(families(files));
    found.extend(files.rows.iter().filter_map(|row| domain(files, row)));
    found.extend(files.rows.iter().filter_map(|row| {
        let text = &row.statement().text;
        let what = "White space stands before or after the text.".to_string();
        let spaced = text.trim() != text;
        spaced.then(|| Problem { kind: ProblemKind::OuterSpace, what, rows: vec![RowPlace::of(files, row)] })
    }));
    found.extend(rare(files));
    found.sort_by_key(|problem| problem.kind);
    found
}

/// Rows with the same words: under two labels, or twice in one file.
fn same_text(files: &LabelledFiles) -> Vec<Problem> {
    let mut groups: Vec<Vec<&FileRow>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in &files.rows {
        let place = *places.entry(folded(&row.statement().text)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push(row);
    }
    let problem = |kind, what: String, rows: &[&FileRow]| Problem {
        kind,
        what,
        rows: rows.iter().map(|row| RowPlace::of(files, row)).collect(),
    };
    let mut found = Vec::new();
    for rows in groups.iter().filter(|rows| rows.len() > 1) {
        let labels: Vec<&str> = Label::ALL
            .into_iter()
            .filter(|label| rows.iter().any(|row| row.statement().label == *label))
            .map(Label::name)
            .collect();
        if labels.len() > 1 {
            let what = format!("The same words are labelled {}.", labels.join(" and "));
            found.push(problem(ProblemKind::TwoLabels, what, rows));
        }
        if labels.len() == 1 && rows.iter().all(|row| row.file == rows[0].file) {
            let what = format!("The same words stand in {} rows.", rows.len());
            found.push(problem(ProblemKind::Repeated, what, rows));
        }
    }
    found
}

/// Near-copies that stand in different files.
fn leaks(files: &LabelledFiles) -> Vec<Problem> {
    if files.files.len() < 2 {
        return Vec::new();
    }
    let texts: Vec<&str> = files.rows.iter().map(|row| row.statement().text.as_str()).collect();
    let mut found = Vec::new();
    for group in alike(&texts, LEAK, SEED) {
        let rows: Vec<&FileRow> = std::iter::once(group.first)
            .chain(group.others.iter().map(|other| other.0))
            .map(|row| &files.rows[row])
            .collect();
        if rows.iter().any(|row| row.file != rows[0].file) {
            let what = format!("{} near-copies stand in different files.", rows.len());
            let rows = rows.into_iter().map(|row| RowPlace::of(files, row)).collect();
            found.push(Problem { kind: ProblemKind::Leak, what, rows });
        }
    }
    found
}

fn families(files: &LabelledFiles) -> Vec<Problem> {
    let mut families: BTreeMap<&str, Vec<&FileRow>> = BTreeMap::new();
    for row in &files.rows {
        if let Some(family) = &row.statement().family {
            families.entry(family).or_default().push(row);
        }
    }
    families
        .into_iter()
        .filter(|(_, rows)| rows.iter().any(|row| row.file != rows[0].file))
        .map(|(family, rows)| Problem {
            kind: ProblemKind::FamilyInTwoFiles,
            what: format!("The family \"{family}\" stands in different files."),
            rows: rows.into_iter().map(|row| RowPlace::of(files, row)).collect(),
        })
        .collect()
}

fn domain(files: &LabelledFiles, row: &FileRow) -> Option<Problem> {
    let domain = row.statement().domain.as_deref().filter(|domain| !DOMAINS.contains(domain))?;
    let meant = did_you_mean(domain, DOMAINS)
        .map_or(String::new(), |meant| format!(" {}{}", meant[..1].to_uppercase(), &meant[1..]));
    let what = format!("\"{domain}\" is not a domain of the corpus.{meant}");
    Some(Problem { kind: ProblemKind::UnknownDomain, what, rows: vec![RowPlace::of(files, row)] })
}

fn rare(files: &LabelledFiles) -> Vec<Problem> {
    let mut labels = [0; 5];
    files.rows.iter().for_each(|row| labels[row.statement().label.index()] += 1);
    let mean = files.rows.len() as f64 / 5.0;
    let few = Label::ALL.into_iter().filter(|label| (labels[label.index()] as f64) < RARE * mean);
    if imbalance(labels).is_none() {
        return Vec::new();
    }
    few.map(|label| Problem {
        kind: ProblemKind::RareLabel,
        what: format!(
            "{} has {} of {} statements, under half of an even share.",
            label,
            labels[label.index()],
            files.rows.len()
        ),
        rows: Vec::new(),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::statements::Form;

    /// Files of rows `text,label,domain,family`.
    fn files(bodies: &[&str]) -> LabelledFiles {
        let file = |(place, body): (usize, &&str)| {
            (format!("{place}.csv"), Form::Csv, format!("text,label,domain,family\n{body}").into_bytes())
        };
        LabelledFiles::parse(bodies.iter().enumerate().map(file).collect()).unwrap()
    }

    /// Kind and lines of what is found, rare labels left out: few rows cannot be balanced.
    fn found(bodies: &[&str]) -> Vec<(ProblemKind, Vec<String>)> {
        let place = |row: &RowPlace| format!("{}:{}", row.file, row.line);
        problems(&files(bodies))
            .iter()
            .filter(|problem| problem.kind != ProblemKind::RareLabel)
            .map(|problem| (problem.kind, problem.rows.iter().map(place).collect()))
            .collect()
    }

    fn lines(lines: &[&str]) -> Vec<String> {
        lines.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn one_text_under_two_labels_is_found_whatever_its_case_and_marks() {
        let wrong = found(&["A laptop.,resource,,\nreads,outcome,,\na laptop,output,,\n"]);
        assert_eq!(wrong, [(ProblemKind::TwoLabels, lines(&["0.csv:2", "0.csv:4"]))]);
    }

    #[test]
    fn one_text_twice_in_a_file_is_repeated_and_in_two_files_a_leak() {
        assert_eq!(
            found(&["a laptop,resource,,\nA laptop,resource,,\n"]),
            [(ProblemKind::Repeated, lines(&["0.csv:2", "0.csv:3"]))]
        );
        assert_eq!(
            found(&["a laptop,resource,,\n", "A laptop,resource,,\n"]),
            [(ProblemKind::Leak, lines(&["0.csv:2", "1.csv:2"]))]
        );
    }

    #[test]
    fn near_copies_within_one_file_are_no_leak() {
        let near = "walks to the shop on her own every Saturday,outcome,,\n";
        let copy = "walks to the shop on her own every Sunday,outcome,,\n";
        assert_eq!(found(&[&format!("{near}{copy}")]), []);
        // Eight of ten words in common.
        assert_eq!(found(&[near, copy]), [(ProblemKind::Leak, lines(&["0.csv:2", "1.csv:2"]))]);
    }

    #[test]
    fn a_family_in_two_files_an_unknown_domain_and_white_space_are_found() {
        let wrong = found(&["reads,outcome,sendd,f1\n", "\" swims\",outcome,send,f1\n"]);
        assert_eq!(
            wrong,
            [
                (ProblemKind::FamilyInTwoFiles, lines(&["0.csv:2", "1.csv:2"])),
                (ProblemKind::UnknownDomain, lines(&["0.csv:2"])),
                (ProblemKind::OuterSpace, lines(&["1.csv:2"])),
            ]
        );
        let problems = problems(&files(&["reads,outcome,sendd,\n"]));
        assert_eq!(problems[0].what, "\"sendd\" is not a domain of the corpus. Did you mean \"send\"?");
    }

    #[test]
    fn a_label_under_half_of_an_even_share_is_rare() {
        // Ten rows: an even share is two; one is just half of it, none is under.
        let body = "a b,outcome,,\nc d,outcome,,\ne f,outcome,,\ng h,service,,\ni j,service,,\nk l,activity,,\nm n,activity,,\n\
                    o p,output,,\nq r,output,,\ns t,output,,\n";
        let rare =
            |body: &str| -> Vec<String> { problems(&files(&[body])).into_iter().map(|problem| problem.what).collect() };
        assert_eq!(rare(body), ["resource has 0 of 10 statements, under half of an even share."]);
        assert!(rare(&body.replace("s t,output", "s t,resource")).is_empty());
    }
}
