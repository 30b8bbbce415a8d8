//! Splits a corpus into train, dev and test without parting what belongs together.
//!
//! **In:** files of labelled statements, shares, a seed. **Out:** `train`, `dev` and `test` files in a folder, and counts.
//! **Layer:** 6.
//!
//! Rows of one family go to one side. Families are dealt one after the other, the largest first, each to the side on which
//! label, domain and both together then stand nearest to their shares; the seed decides the order among families of one
//! size. The same rows and seed give the same files.

use super::families::families;
use super::page::Page;
use super::shingles::{hash, mixed};
use super::{save, verbatim};
use crate::document::labelled_files::LabelledFiles;
use crate::domain::Label;
use crate::error::{Error, Result};
use crate::models::sha256;
use serde::Serialize;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// How a corpus is to be split.
#[derive(Debug, Clone, PartialEq)]
pub struct SplitOptions {
    /// Share of the rows for choosing, 0 for none.
    pub dev: f64,
    /// Share of the rows for testing, 0 for none.
    pub test: f64,
    /// The same seed gives the same split.
    pub seed: u64,
    /// Replace files that are there already.
    pub force: bool,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Split {
    /// The files: train, dev, test; those without a share are missing.
    pub files: Vec<SplitFile>,
    /// Families, rows alone included.
    pub families: usize,
    /// Rows in the largest family.
    pub largest_family: usize,
    /// Seed of the split.
    pub seed: u64,
}

/// One side of a split.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SplitFile {
    /// The path.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Share of the rows that was asked for.
    pub share: f64,
    /// Rows in it.
    pub n: usize,
    /// Of these, how many carry each label, in the order of [`Label::ALL`].
    pub labels: [usize; 5],
}

/// Splits the rows and writes the files into `folder`, which is made if it is not there.
///
/// # Errors
/// If the shares leave nothing to train on, the files are of two forms, a side would be empty, or a file is there already
/// and may not be replaced, or cannot be written.
pub fn split(files: &LabelledFiles, folder: &Path, options: &SplitOptions) -> Result<Split> {
    let sides = sides(options)?;
    let (form, header) = verbatim::form(files)?;
    no_other_split(folder, &sides, verbatim::ending(form, header))?;
    let groups = families(files);
    let shares: Vec<f64> = sides.iter().map(|(_, share)| *share).collect();
    let dealt = deal(files, &groups, &shares, options.seed);
    let mut written = Vec::new();
    let mut listed = Vec::new();
    for (side, (name, share)) in sides.iter().enumerate() {
        let rows: Vec<usize> = (0..files.rows.len()).filter(|row| dealt[*row] == side).collect();
        if rows.is_empty() {
            return Err(Error::input(format!("no rows are left for {name}"))
                .at("--dev, --test")
                .hint("give more rows, or 0 as the share of that side"));
        }
        let mut labels = [0; 5];
        rows.iter().for_each(|row| labels[files.rows[*row].statement().label.index()] += 1);
        let path: PathBuf = folder.join(format!("{name}{}", verbatim::ending(form, header)));
        let n = rows.len();
        let bytes = verbatim::rows(files, header, rows);
        listed.push(SplitFile { file: path.display().to_string(), sha256: sha256(&bytes), share: *share, n, labels });
        written.push((path, bytes));
    }
    std::fs::create_dir_all(folder).map_err(|cause| {
        Error::io("the folder cannot be made").at(folder.display()).because(cause).hint("choose another one")
    })?;
    save::save(&written, options.force)?;
    let largest_family = groups.iter().map(Vec::len).max().unwrap_or(0);
    Ok(Split { files: listed, families: groups.len(), largest_family, seed: options.seed })
}

/// The sides that get rows, with their shares; train first.
fn sides(options: &SplitOptions) -> Result<Vec<(&'static str, f64)>> {
    for (flag, share) in [("--dev", options.dev), ("--test", options.test)] {
        if !(0.0..1.0).contains(&share) {
            return Err(Error::input(format!("{share} is no share")).at(flag).hint("give a number from 0 to under 1"));
        }
    }
    let train = 1.0 - options.dev - options.test;
    if train <= 1e-9 {
        return Err(Error::input("dev and test leave nothing to train on")
            .at("--dev, --test")
            .hint("give shares that are under 1 together"));
    }
    let all = [("train", train), ("dev", options.dev), ("test", options.test)];
    Ok(all.into_iter().filter(|(_, share)| *share > 0.0).collect())
}

/// Refuses a folder in which a side that gets no rows this time stands already: files of two splits side by side would be taken for
/// one, and hold the same rows twice.
fn no_other_split(folder: &Path, sides: &[(&str, f64)], ending: &str) -> Result<()> {
    let idle = ["train", "dev", "test"].into_iter().filter(|name| sides.iter().all(|(side, _)| side != name));
    let left_over = idle.map(|name| folder.join(format!("{name}{ending}"))).find(|path| path.exists());
    left_over.map_or(Ok(()), |path| {
        Err(Error::input("a file of another split stands here")
            .at(path.display())
            .hint("move it away, or choose another folder"))
    })
}

/// The side of every row.
fn deal(files: &LabelledFiles, groups: &[Vec<usize>], shares: &[f64], seed: u64) -> Vec<usize> {
    let strata = strata(files);
    let kinds = strata.iter().flatten().max().map_or(0, |most| most + 1);
    let mut totals = vec![0.0; kinds];
    strata.iter().flatten().for_each(|stratum| totals[*stratum] += 1.0);
    let mut order: Vec<&Vec<usize>> = groups.iter().collect();
    let key = |group: &Vec<usize>| {
        let statement = files.rows[group[0]].statement();
        mixed(seed ^ hash(statement.id.bytes().chain([0]).chain(statement.text.bytes())))
    };
    order.sort_by_cached_key(|group| (std::cmp::Reverse(group.len()), key(group), group[0]));
    let mut have = vec![vec![0.0; kinds]; shares.len()];
    let mut dealt = vec![0; files.rows.len()];
    for group in order {
        let mut added: HashMap<usize, f64> = HashMap::new();
        group.iter().flat_map(|row| &strata[*row]).for_each(|stratum| *added.entry(*stratum).or_default() += 1.0);
        let mut added: Vec<(usize, f64)> = added.into_iter().collect();
        added.sort_unstable_by_key(|(stratum, _)| *stratum);
        // How much farther from its shares a side would be, in squares over the rows wanted.
        let cost = |side: usize| -> f64 {
            let each = added.iter().map(|(stratum, n)| {
                let wanted = shares[side] * totals[*stratum];
                let gap = have[side][*stratum] - wanted;
                n * (2.0 * gap + n) / wanted
            });
            each.sum()
        };
        let costs: Vec<f64> = (0..shares.len()).map(cost).collect();
        let side = (0..costs.len()).min_by(|one, other| costs[*one].total_cmp(&costs[*other])).unwrap_or(0);
        added.iter().for_each(|(stratum, n)| have[side][*stratum] += n);
        group.iter().for_each(|row| dealt[*row] = side);
    }
    dealt
}

/// For every row the numbers of what it counts towards: all rows, its label, its domain, both together.
fn strata(files: &LabelledFiles) -> Vec<[usize; 4]> {
    let mut numbers: HashMap<(Option<Label>, Option<&str>), usize> = HashMap::new();
    let mut number = |label, domain| {
        let next = numbers.len();
        *numbers.entry((label, domain)).or_insert(next)
    };
    let mut strata = Vec::with_capacity(files.rows.len());
    for row in &files.rows {
        let (label, domain) =
            (Some(row.statement().label), Some(row.statement().domain.as_deref().unwrap_or_default()));
        strata.push([number(None, None), number(label, None), number(None, domain), number(label, domain)]);
    }
    strata
}

impl Split {
    /// Sides with their counts, and the hashes of the files.
    pub fn page(&self) -> Page {
        let mut page = Page::default();
        let all: usize = self.files.iter().map(|file| file.n).sum();
        let Split { families, largest_family, seed, .. } = self;
        page.heading(format!(
            "{all} rows in {families} families, the largest of {largest_family}; no family is parted (seed {seed})"
        ));
        let header = ["file", "wanted", "n", "share"].into_iter().chain(Label::ALL.map(Label::name));
        let mut table = vec![header.map(String::from).collect::<Vec<_>>()];
        for file in &self.files {
            let share = |share: f64| format!("{:.1} %", share * 100.0);
            let figures = [share(file.share), file.n.to_string(), share(file.n as f64 / all as f64)];
            let labels = file.labels.map(|n| n.to_string());
            table.push(std::iter::once(file.file.clone()).chain(figures).chain(labels).collect());
        }
        page.table(table);
        page.list(self.files.iter().map(|file| format!("{} {}", file.sha256, file.file)).collect());
        page
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::statements::Form;
    use std::collections::BTreeMap;

    const OPTIONS: SplitOptions = SplitOptions { dev: 0.1, test: 0.2, seed: 7, force: false };

    /// Rows without a word in common: a label and a domain in turn.
    fn strangers(n: usize) -> LabelledFiles {
        let row = |at: usize| {
            let (label, domain) = (Label::ALL[at % 5], ["send", "ngo"][at / 5 % 2]);
            format!(
                "{{\"id\":\"r{at}\",\"text\":\"word{at} other{at}\",\"label\":\"{label}\",\"domain\":\"{domain}\"}}\n"
            )
        };
        let text: String = (0..n).map(row).collect();
        LabelledFiles::parse(vec![("a.jsonl".into(), Form::Jsonl, text.into_bytes())]).unwrap()
    }

    #[test]
    fn labels_and_domains_keep_their_shares_where_nothing_belongs_together() {
        let files = strangers(200);
        let dealt = deal(&files, &families(&files), &[0.7, 0.1, 0.2], 7);
        let mut counts: BTreeMap<(usize, Label, Option<String>), usize> = BTreeMap::new();
        for (row, side) in files.rows.iter().zip(&dealt) {
            *counts.entry((*side, row.statement().label, row.statement().domain.clone())).or_default() += 1;
        }
        // Twenty rows of each label and domain: 14 for train, 2 for dev, 4 for test.
        assert_eq!(counts.len(), 30);
        for ((side, label, domain), n) in counts {
            assert_eq!(n, [14, 2, 4][side], "{side} {label} {domain:?}");
        }
    }

    #[test]
    fn another_seed_gives_another_split_and_the_same_seed_the_same() {
        let files = strangers(100);
        let groups = families(&files);
        let shares = [0.7, 0.1, 0.2];
        assert_eq!(deal(&files, &groups, &shares, 7), deal(&files, &groups, &shares, 7));
        assert_ne!(deal(&files, &groups, &shares, 7), deal(&files, &groups, &shares, 8));
    }

    #[test]
    fn a_family_stays_together_however_large() {
        let csv: String = (0..40)
            .map(|at| format!("text{at} word{at},{},{}\n", Label::ALL[at % 5], if at < 12 { "f" } else { "" }))
            .collect();
        let csv = format!("text,label,family\n{csv}");
        let files = LabelledFiles::parse(vec![("a.csv".into(), Form::Csv, csv.into_bytes())]).unwrap();
        let dealt = deal(&files, &families(&files), &[0.6, 0.2, 0.2], 1);
        assert!(dealt[..12].iter().all(|side| *side == dealt[0]));
        // Twelve of forty are over a fifth: only train, which wants 24, has room. The others make up for it within a row.
        let sizes: Vec<usize> = (0..3).map(|side| dealt.iter().filter(|of| **of == side).count()).collect();
        assert_eq!(dealt[0], 0);
        assert!(sizes.iter().zip([24, 8, 8usize]).all(|(size, wanted)| size.abs_diff(wanted) <= 1), "{sizes:?}");
    }

    #[test]
    fn files_are_written_once_with_their_hashes() {
        let folder = std::env::temp_dir().join(format!("sothat-split-{}", std::process::id()));
        let files = strangers(100);
        let done = split(&files, &folder, &OPTIONS).unwrap();
        assert_eq!(done.files.iter().map(|file| file.n).collect::<Vec<_>>(), [70, 10, 20]);
        for file in &done.files {
            let bytes = std::fs::read(&file.file).unwrap();
            assert_eq!(sha256(&bytes), file.sha256);
            assert_eq!(String::from_utf8(bytes).unwrap().lines().count(), file.n);
        }
        assert!(split(&files, &folder, &OPTIONS).unwrap_err().to_string().contains("there already"));
        let again = split(&files, &folder, &SplitOptions { force: true, ..OPTIONS }).unwrap();
        assert_eq!(again, done);
        // Without a test side, the old test file would stand beside a new train file that holds its rows.
        let two_sides = SplitOptions { test: 0.0, force: true, ..OPTIONS };
        assert!(
            split(&files, &folder, &two_sides)
                .unwrap_err()
                .to_string()
                .starts_with("a file of another split stands here")
        );
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn shares_that_leave_nothing_are_refused() {
        let refused = |dev: f64, test: f64| {
            split(&strangers(10), Path::new("no-such-folder"), &SplitOptions { dev, test, ..OPTIONS })
                .unwrap_err()
                .to_string()
        };
        assert!(refused(0.5, 0.5).starts_with("dev and test leave nothing to train on · --dev, --test · "));
        assert!(refused(-0.1, 0.5).starts_with("-0.1 is no share · --dev · "));
        assert!(refused(0.001, 0.2).starts_with("no rows are left for dev · "));
    }
}
