//! Two systems on the same rows, from the files of predictions that they left behind.
//!
//! **In:** [`PairOptions`]: one or two files of predictions, and perhaps one of right labels. **Out:** [`Paired`]. **Layer:** 6.
//!
//! Rows are paired by id. A row that only one side answered says nothing on the difference, so it is left out and counted;
//! a row whose right label the two files disagree on is an error, since one of them was made on other labels.

use super::answered::named;
use super::loaded::shown;
use super::run::RESAMPLES;
use crate::document::predictions::{self, Prediction};
use crate::document::statements;
use crate::domain::Label;
use crate::error::{Error, Result};
use crate::evaluate::report::rounded;
use crate::evaluate::{Confusion, Draws, Estimate, compare};
use serde::Serialize;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What is to be compared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PairOptions {
    /// A file of predictions.
    pub first: PathBuf,
    /// Another; the same if not given.
    pub second: Option<PathBuf>,
    /// The system to take from each file, for files that hold several.
    pub systems: Vec<String>,
    /// Labelled statements that say what is right, instead of the files of predictions.
    pub labels: Option<PathBuf>,
    /// Seed of the bootstrap.
    pub seed: u64,
    /// Disagreeing rows to show, at most.
    pub show: usize,
}

/// How two systems differ on the rows that both answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Paired {
    /// Name of the first system.
    pub first: String,
    /// Name of the second.
    pub second: String,
    /// The files that were read, in the order given.
    pub files: Vec<String>,
    /// Rows that both answered.
    pub n: usize,
    /// Rows that only one of them answered, left out.
    pub left_out: usize,
    /// Seed of the bootstrap.
    pub seed: u64,
    /// Bootstrap samples behind every interval.
    pub resamples: usize,
    /// Mean F1 over the labels in use.
    pub macro_f1: Figure,
    /// Share of rows given their right label.
    pub accuracy: Figure,
    /// Share of rows on the right side of outcome-or-not.
    pub outcome_accuracy: Figure,
    /// Rows that both got right.
    pub both_right: usize,
    /// Rows that only the first got right.
    pub only_first: usize,
    /// Rows that only the second got right.
    pub only_second: usize,
    /// Rows that neither got right.
    pub both_wrong: usize,
    /// McNemar's exact two-sided p.
    pub p: f64,
    /// Rows to which the two gave different labels.
    pub disagreeing: usize,
    /// Some of those, the ones on either side of outcome-or-not first.
    pub disagreements: Vec<Disagreement>,
}

/// One figure of both.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figure {
    /// Of the first system.
    pub first: f64,
    /// Of the second.
    pub second: f64,
    /// First minus second, with its paired 95 % interval.
    pub difference: Estimate,
    /// True if the interval holds 0: these rows do not tell the two apart.
    pub noise: bool,
}

/// A row to which the two gave different labels.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Disagreement {
    /// Id of the row.
    pub id: String,
    /// The statement, if a file holds it.
    pub text: Option<String>,
    /// The right label.
    pub right: Label,
    /// What the first said.
    pub first: Label,
    /// What the second said.
    pub second: Label,
}

/// Pairs two systems.
///
/// # Errors
/// If a file cannot be read, does not hold the system asked for, or holds several and none was asked for; if right labels are
/// missing or disagree; if no row was answered by both.
pub fn pair(options: &PairOptions) -> Result<Paired> {
    let second_file = options.second.as_ref().unwrap_or(&options.first);
    if !matches!((options.systems.len(), &options.second), (0, Some(_)) | (2, _)) {
        return Err(Error::input("there are not two systems to compare")
            .at("compare")
            .hint("give two files, or one file and two names: --systems ONE,TWO"));
    }
    let asked = |at: usize| options.systems.get(at).map(String::as_str);
    let first = side(&options.first, asked(0))?;
    let second = side(second_file, asked(1))?;
    let right = options.labels.as_deref().map(right_labels).transpose()?;
    let (rows, left_out) = rows(&first.1, &second.1, right.as_ref(), options)?;
    let (first, second) = match (first.0, second.0) {
        (one, two) if one == two => (format!("{one} (first)"), format!("{two} (second)")),
        names => names,
    };
    let files = std::iter::once(&options.first).chain(&options.second).chain(&options.labels);
    Ok(scored((first, second), files.map(|file| shown(file)).collect(), &rows, left_out, options))
}

/// The predictions of one system, with its name.
fn side(path: &Path, asked: Option<&str>) -> Result<(String, Vec<Prediction>)> {
    let mut rows = predictions::read(path)?;
    let mut names: Vec<String> = rows.iter().filter_map(|row| row.system.clone()).collect();
    names.sort_unstable();
    names.dedup();
    match asked {
        Some(asked) if names.iter().any(|name| name == asked) => {
            rows.retain(|row| row.system.as_deref() == Some(asked));
            return Ok((asked.to_string(), rows));
        }
        Some(asked) if !names.is_empty() => {
            let there = names.join(", ");
            return Err(Error::input(format!("there is no system \"{asked}\""))
                .at(path.display())
                .hint(format!("use one of {there}")));
        }
        _ => {}
    }
    if names.len() > 1 {
        return Err(Error::input(format!("the file holds the predictions of {} systems", names.len()))
            .at(path.display())
            .hint(format!("say which with --systems: {}", names.join(", "))));
    }
    let stem = || path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    Ok((asked.map(str::to_string).or_else(|| names.pop()).unwrap_or_else(stem), rows))
}

/// Right label and text of every row of a labelled file.
type RightLabels = HashMap<String, (Label, String)>;

fn right_labels(path: &Path) -> Result<RightLabels> {
    Ok(statements::read(path)?.into_iter().map(|row| (row.id, (row.label, row.text))).collect())
}

/// The rows that both answered, in the order of the first, and how many were left out.
fn rows(
    first: &[Prediction],
    second: &[Prediction],
    right: Option<&RightLabels>,
    options: &PairOptions,
) -> Result<(Vec<Disagreement>, usize)> {
    let by_id: HashMap<&str, &Prediction> = second.iter().map(|row| (row.id.as_str(), row)).collect();
    let mut rows = Vec::new();
    let (mut unlabelled, mut torn) = (Vec::new(), Vec::new());
    for one in first {
        let Some(two) = by_id.get(one.id.as_str()) else { continue };
        let stated = right.map(|right| right.get(&one.id));
        let label = match stated {
            Some(stated) => stated.map(|(label, _)| *label),
            None => {
                if one.right.zip(two.right).is_some_and(|(one, two)| one != two) {
                    torn.push(one.id.as_str());
                }
                one.right.or(two.right)
            }
        };
        let Some(label) = label else {
            unlabelled.push(one.id.as_str());
            continue;
        };
        let text = stated.flatten().map(|(_, text)| text.clone()).or_else(|| one.text.clone().or(two.text.clone()));
        rows.push(Disagreement { id: one.id.clone(), text, right: label, first: one.given, second: two.given });
    }
    if !torn.is_empty() {
        return Err(Error::input(format!(
            "the files disagree on what is right for {} rows: {}",
            torn.len(),
            named(&torn)
        ))
        .at(options.first.display())
        .hint("say what is right with --label FILE"));
    }
    if !unlabelled.is_empty() {
        let what = format!("nothing says what is right for {} rows: {}", unlabelled.len(), named(&unlabelled));
        return Err(Error::input(what)
            .at(options.labels.as_ref().unwrap_or(&options.first).display())
            .hint("give labelled statements with these ids: --label FILE"));
    }
    if rows.is_empty() {
        return Err(Error::input("no row was answered by both")
            .at(options.first.display())
            .hint("give predictions for the same rows, under the same ids"));
    }
    let left_out = first.len() + second.len() - 2 * rows.len();
    Ok((rows, left_out))
}

fn scored(
    (first, second): (String, String),
    files: Vec<String>,
    rows: &[Disagreement],
    left_out: usize,
    options: &PairOptions,
) -> Paired {
    let right: Vec<Label> = rows.iter().map(|row| row.right).collect();
    let one: Vec<Label> = rows.iter().map(|row| row.first).collect();
    let two: Vec<Label> = rows.iter().map(|row| row.second).collect();
    let gap =
        compare::compare(&right, &one, &two, Draws { seed: options.seed, rows: rows.len(), resamples: RESAMPLES });
    let tally = |given: &[Label]| right.iter().copied().zip(given.iter().copied()).collect::<Confusion>();
    let (tallied_one, tallied_two) = (tally(&one), tally(&two));
    let figure = |of: fn(&Confusion) -> f64, gap: compare::Gap| Figure {
        first: rounded(of(&tallied_one)),
        second: rounded(of(&tallied_two)),
        difference: Estimate::new(gap.value, gap.interval),
        noise: gap.is_noise(),
    };
    let mut different: Vec<&Disagreement> = rows.iter().filter(|row| row.first != row.second).collect();
    different.sort_by_key(|row| row.first.is_outcome() == row.second.is_outcome());
    Paired {
        first,
        second,
        files,
        n: rows.len(),
        left_out,
        seed: options.seed,
        resamples: RESAMPLES,
        macro_f1: figure(Confusion::macro_f1, gap.macro_f1),
        accuracy: figure(Confusion::accuracy, gap.accuracy),
        outcome_accuracy: figure(Confusion::outcome_accuracy, gap.outcome_accuracy),
        both_right: rows.iter().filter(|row| row.first == row.right && row.second == row.right).count(),
        only_first: gap.only_first,
        only_second: gap.only_second,
        both_wrong: rows.iter().filter(|row| row.first != row.right && row.second != row.right).count(),
        p: rounded(gap.p),
        disagreeing: different.len(),
        disagreements: different.into_iter().take(options.show).cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Writes files into a folder of its own, pairs them, and takes the folder away.
    fn paired(name: &str, files: &[(&str, &str)], options: impl Fn(&Path) -> PairOptions) -> Result<Paired> {
        let folder = std::env::temp_dir().join(format!("sothat-pair-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
        let paired = pair(&PairOptions { seed: 1, show: 10, ..options(&folder) });
        fs::remove_dir_all(&folder).unwrap();
        paired
    }

    fn two(folder: &Path) -> PairOptions {
        PairOptions { first: folder.join("one.csv"), second: Some(folder.join("two.csv")), ..PairOptions::default() }
    }

    const ONE: &str = "id,label,given\na,outcome,outcome\nb,service,service\nc,service,outcome\nd,output,output\n";

    #[test]
    fn counts_and_figures_are_those_worked_out_by_hand() {
        // Right: outcome, service, service, output. One misses c; two misses a and c; "x" is in two alone.
        let two_text = "id,given\nx,output\nc,activity\na,service\nb,service\nd,output\n";
        let found = paired("hand", &[("one.csv", ONE), ("two.csv", two_text)], two).unwrap();
        assert_eq!((found.n, found.left_out, found.first.as_str(), found.second.as_str()), (4, 1, "one", "two"));
        assert_eq!((found.both_right, found.only_first, found.only_second, found.both_wrong), (2, 1, 0, 1));
        assert_eq!((found.accuracy.first, found.accuracy.second, found.accuracy.difference.value), (0.75, 0.5, 0.25));
        // Outcome or not: one wrong at c; two wrong at a, right at c (activity is no outcome).
        assert_eq!((found.outcome_accuracy.first, found.outcome_accuracy.second), (0.75, 0.75));
        assert_eq!((found.p, found.macro_f1.noise, found.disagreeing), (1.0, true, 2));
        let ids: Vec<&str> = found.disagreements.iter().map(|row| row.id.as_str()).collect();
        assert_eq!((ids, found.disagreements[1].second), (vec!["a", "c"], Label::Activity));
    }

    #[test]
    fn two_systems_of_one_file_are_told_apart_by_name() {
        let text = "id,label,system,given\na,outcome,x,outcome\na,outcome,y,service\nb,service,x,service\nb,service,y,service\n";
        let both = |systems: &[&str]| {
            paired("one", &[("one.csv", text)], |folder| PairOptions {
                first: folder.join("one.csv"),
                systems: systems.iter().map(ToString::to_string).collect(),
                ..PairOptions::default()
            })
        };
        let found = both(&["y", "x"]).unwrap();
        assert_eq!((found.first.as_str(), found.only_first, found.only_second), ("y", 0, 1));
        assert!(both(&["x", "z"]).unwrap_err().to_string().starts_with("there is no system \"z\" ·"));
        assert!(both(&[]).unwrap_err().to_string().starts_with("there are not two systems to compare ·"));
    }

    #[test]
    fn labels_may_come_from_a_file_of_their_own_and_must_come_from_somewhere() {
        let bare = "id,label\na,outcome\nb,outcome\n";
        let labels = "id,text,label\na,sleeps well,outcome\nb,a club,service\n";
        let files = [("one.csv", bare), ("two.csv", bare), ("labels.csv", labels)];
        let found =
            paired("labels", &files, |folder| PairOptions { labels: Some(folder.join("labels.csv")), ..two(folder) });
        assert_eq!((found.as_ref().unwrap().both_right, found.unwrap().disagreeing), (1, 0));
        let refusal = paired("none", &files, two).unwrap_err().to_string();
        assert!(refusal.starts_with("nothing says what is right for 2 rows: \"a\", \"b\" ·"), "{refusal}");
    }

    #[test]
    fn files_that_disagree_on_what_is_right_or_share_no_row_are_refused() {
        let other = ONE.replace("a,outcome,outcome", "a,service,outcome");
        let refusal = paired("torn", &[("one.csv", ONE), ("two.csv", &other)], two).unwrap_err().to_string();
        assert!(refusal.starts_with("the files disagree on what is right for 1 rows: \"a\" ·"), "{refusal}");
        let apart = "id,label,given\nz,outcome,outcome\n";
        let refusal = paired("apart", &[("one.csv", ONE), ("two.csv", apart)], two).unwrap_err().to_string();
        assert!(refusal.starts_with("no row was answered by both ·"), "{refusal}");
    }

    #[test]
    fn the_same_name_twice_is_told_apart() {
        let text = "id,label,system,given\na,outcome,sothat,outcome\n";
        let found = paired("same", &[("one.csv", text), ("two.csv", text)], two).unwrap();
        assert_eq!((found.first.as_str(), found.second.as_str()), ("sothat (first)", "sothat (second)"));
        assert!(found.disagreements.is_empty());
    }
}
