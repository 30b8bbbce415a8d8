//! How many statements carry which value, over the five labels.
//!
//! **In:** rows. **Out:** [`Count`]s and [`SlotCount`]s. **Layer:** 6.

use crate::document::labelled_files::LabelledFiles;
use crate::document::statements::LabelledStatement;
use crate::domain::{Label, Slot};
use serde::Serialize;
use std::collections::HashMap;

/// Statements that share a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The value: a domain, an author, a file.
    pub name: String,
    /// Statements with it.
    pub n: usize,
    /// Of these, how many carry each label, in the order of [`Label::ALL`].
    pub labels: [usize; 5],
}

/// Parts of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SlotCount {
    /// Which part.
    pub slot: Slot,
    /// Parts of this kind.
    pub spans: usize,
    /// Statements with at least one.
    pub statements: usize,
}

/// Counts of the values that `value` gives, in the order in which they first appear; rows without a value are passed over.
pub(super) fn by(files: &LabelledFiles, value: impl Fn(&LabelledStatement, usize) -> Option<String>) -> Vec<Count> {
    let mut counts: Vec<Count> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in &files.rows {
        let Some(name) = value(row.statement(), row.file) else { continue };
        let place = *places.entry(name.clone()).or_insert_with(|| {
            counts.push(Count { name, n: 0, labels: [0; 5] });
            counts.len() - 1
        });
        counts[place].n += 1;
        counts[place].labels[row.statement().label.index()] += 1;
    }
    counts
}

/// As [`by`], in order of name.
pub(super) fn sorted(mut counts: Vec<Count>) -> Vec<Count> {
    counts.sort_by(|one, other| one.name.cmp(&other.name));
    counts
}

/// Counts of one mark: yes, no; nothing if no row has it.
pub(super) fn mark(files: &LabelledFiles, name: &str, mark: fn(&LabelledStatement) -> Option<bool>) -> Vec<Count> {
    let word = |value: bool| format!("{name}: {}", if value { "yes" } else { "no" });
    let mut counts = by(files, |row, _| mark(row).map(word));
    counts.sort_by_key(|count| std::cmp::Reverse(count.name.clone()));
    counts
}

/// Parts by kind, in the order of [`Slot::ALL`]; kinds that do not occur are left out.
pub(super) fn slots(files: &LabelledFiles) -> Vec<SlotCount> {
    let of = |slot: Slot| {
        let each = files.rows.iter().filter_map(|row| row.statement().slots.as_ref());
        let each: Vec<usize> =
            each.map(|parts| parts.iter().filter(|part| part.slot == slot).count()).filter(|n| *n > 0).collect();
        SlotCount { slot, spans: each.iter().sum(), statements: each.len() }
    };
    Slot::ALL.into_iter().map(of).filter(|count| count.spans > 0).collect()
}

/// How far the label farthest from the mean stands from it, as a share of the mean, and which label it is. Negative if it
/// is rarer than the mean; the first such label if two are as far; `None` without rows.
pub(super) fn imbalance(labels: [usize; 5]) -> Option<(Label, f64)> {
    let mean = labels.iter().sum::<usize>() as f64 / 5.0;
    let away = |label: Label| (labels[label.index()] as f64 - mean) / mean;
    let farther = |best: Label, label: Label| if away(label).abs() > away(best).abs() { label } else { best };
    let farthest = Label::ALL.into_iter().reduce(farther)?;
    (mean > 0.0).then(|| (farthest, away(farthest)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::statements::Form;

    fn files() -> LabelledFiles {
        let csv = "text,label,domain,mixed,slots\n\
                   reads daily,outcome,send,yes,\"[{\"\"start\"\":0,\"\"end\"\":5,\"\"slot\"\":\"\"ability\"\"},{\"\"start\"\":6,\"\"end\"\":11,\"\"slot\"\":\"\"frequency\"\"}]\"\n\
                   a laptop,resource,,no,[]\n\
                   swims,outcome,ngo,no,\n";
        LabelledFiles::parse(vec![("a.csv".into(), Form::Csv, csv.into())]).unwrap()
    }

    #[test]
    fn values_are_counted_over_labels_and_missing_ones_passed_over() {
        let counts = sorted(by(&files(), |row, _| row.domain.clone()));
        let found: Vec<(&str, usize)> = counts.iter().map(|count| (count.name.as_str(), count.n)).collect();
        assert_eq!(found, [("ngo", 1), ("send", 1)]);
        let mixed = mark(&files(), "mixed", |row| row.mixed);
        assert_eq!((mixed[0].name.as_str(), mixed[0].labels), ("mixed: yes", [1, 0, 0, 0, 0]));
        assert_eq!((mixed[1].name.as_str(), mixed[1].labels), ("mixed: no", [1, 0, 0, 0, 1]));
        assert!(mark(&files(), "vague", |row| row.vague).is_empty());
    }

    #[test]
    fn parts_are_counted_by_kind_and_by_statement() {
        let found: Vec<(Slot, usize, usize)> =
            slots(&files()).iter().map(|count| (count.slot, count.spans, count.statements)).collect();
        assert_eq!(found, [(Slot::Frequency, 1, 1), (Slot::Ability, 1, 1)]);
    }

    #[test]
    fn imbalance_is_the_largest_step_from_the_mean() {
        // Mean 10: steps 0, +1, −1, +3, −3; the first of the two as far.
        let (label, away) = imbalance([10, 11, 9, 13, 7]).unwrap();
        assert_eq!((label, away), (Label::Output, 0.3));
        assert_eq!(imbalance([0; 5]), None);
    }
}
