//! How far two annotators agree.
//!
//! **In:** two columns of labelled files, or two files with the same ids. **Out:** an [`Agreement`]: shares, Cohen's κ with 95 %
//! intervals, agreement on each label, the rows on which they differ. **Layer:** 6.
//!
//! Nothing here says who is right. Agreement on a label is 2 · both / (first + second): the F1 of either annotator
//! against the other, the same whoever comes first. κ is left out where both gave one answer throughout: there is
//! nothing to agree on by chance or otherwise.
//!
//! ```
//! use sothat::document::{labelled_files::LabelledFiles, statements::Form};
//! use sothat::evaluate::agreement::between_columns;
//! let csv = b"text,label,second_annotator\nreads,outcome,outcome\na laptop,resource,output\n".to_vec();
//! let files = LabelledFiles::parse(vec![("mine.csv".into(), Form::Csv, csv)])?;
//! let agreement = between_columns(&files, "label", "second_annotator", 1)?;
//! assert_eq!((agreement.n, agreement.raw.value, agreement.disagreements.len()), (2, 0.5, 1));
//! # Ok::<(), sothat::Error>(())
//! ```

mod pairs;
mod slots;
mod text;

pub use pairs::{between_columns, between_files};
pub use slots::{SlotAgreement, SlotKind};

use crate::domain::{Label, Span};
use crate::evaluate::{Confusion, Draws, Estimate};
use serde::Serialize;

/// Bootstrap samples behind every interval.
const RESAMPLES: usize = 1000;

/// What two annotators said of the same statements.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    /// The first annotator: a column, or a file.
    pub first: String,
    /// The second.
    pub second: String,
    /// Statements that both labelled.
    pub n: usize,
    /// Rows that only one of them labelled, or neither.
    pub left_out: usize,
    /// Seed of the bootstrap.
    pub seed: u64,
    /// Share of statements with the same label.
    pub raw: Estimate,
    /// Cohen's κ over the five labels.
    pub kappa: Option<Estimate>,
    /// Share of statements on the same side of outcome-or-not.
    pub outcome_raw: Estimate,
    /// Cohen's κ of outcome-or-not.
    pub outcome_kappa: Option<Estimate>,
    /// Agreement on each label that either gave.
    pub labels: Vec<LabelAgreement>,
    /// First annotator's labels down, the second's across, in the order of [`Label::ALL`].
    pub confusion: Confusion,
    /// Agreement on marks such as "mixed", where both gave them.
    pub marks: Vec<MarkAgreement>,
    /// Agreement on parts, where both marked them.
    pub slots: Option<SlotAgreement>,
    /// Statements that were given two labels.
    pub disagreements: Vec<Disagreement>,
}

/// Agreement on one label.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelAgreement {
    /// Which.
    pub label: Label,
    /// Statements that the first annotator gave it.
    pub first: usize,
    /// Statements that the second gave it.
    pub second: usize,
    /// Statements that both gave it.
    pub both: usize,
    /// Of the first annotator's, the share that the second agrees with; 0 if the first gave none.
    pub of_first: f64,
    /// Of the second annotator's, the share that the first agrees with; 0 if the second gave none.
    pub of_second: f64,
    /// 2 · both / (first + second).
    pub f1: f64,
}

/// Agreement on a mark.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MarkAgreement {
    /// The field: "mixed", "vague", …
    pub mark: String,
    /// Statements on which both said yes or no.
    pub n: usize,
    /// Statements that the first annotator marked.
    pub first: usize,
    /// Statements that the second marked.
    pub second: usize,
    /// Statements that both marked.
    pub both: usize,
    /// Share of statements with the same answer.
    pub raw: Estimate,
    /// Cohen's κ.
    pub kappa: Option<Estimate>,
}

/// A statement that was given two labels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// File and line.
    pub place: String,
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// What the first annotator said.
    pub first: Label,
    /// What the second said.
    pub second: Label,
}

/// A share and κ with their intervals.
struct Figures {
    raw: Estimate,
    kappa: Option<Estimate>,
}

/// Share of equal pairs and κ over the answers `answer` gives, each below `kinds`.
fn figures(pairs: &[(usize, usize)], kinds: usize, seed: u64) -> Figures {
    let draws = Draws { seed, rows: pairs.len(), resamples: RESAMPLES };
    let of = |rows: &mut dyn Iterator<Item = (usize, usize)>| -> [Option<f64>; 2] {
        let mut counts = vec![(0.0, 0.0); kinds];
        let (mut n, mut same) = (0.0, 0.0);
        for (one, two) in rows {
            counts[one].0 += 1.0;
            counts[two].1 += 1.0;
            n += 1.0;
            same += f64::from(u8::from(one == two));
        }
        let chance: f64 = counts.iter().map(|(one, two): &(f64, f64)| one * two / (n * n)).sum();
        let kappa = (1.0 - chance > 1e-12).then(|| (same / n - chance) / (1.0 - chance));
        [(n > 0.0).then(|| same / n), kappa]
    };
    let [raw, kappa] = of(&mut pairs.iter().copied());
    let [raw_range, kappa_range] = draws.intervals(|rows| of(&mut rows.iter().map(|row| pairs[*row])));
    let estimate = |value: Option<f64>, range: Option<(f64, f64)>| Some(Estimate::new(value?, range?));
    let none = Estimate { value: 0.0, low: 0.0, high: 0.0 };
    Figures { raw: estimate(raw, raw_range).unwrap_or(none), kappa: estimate(kappa, kappa_range) }
}

/// A statement that two annotators were asked about.
#[derive(Debug, Clone, Default)]
struct Pair {
    place: String,
    id: String,
    text: String,
    labels: Option<(Label, Label)>,
    /// Pairs of answers, in the order of the marks asked for.
    marks: Vec<Option<(bool, bool)>>,
    slots: Option<(Vec<Part>, Vec<Part>)>,
}

/// A part: which, and where.
type Part = (crate::domain::Slot, Span);

/// Names of both annotators, the marks that were compared, and how many rows lack a second answer.
struct Asked {
    first: String,
    second: String,
    marks: Vec<String>,
    left_out: usize,
}

fn measure(pairs: &[Pair], asked: Asked, seed: u64) -> Agreement {
    let labelled: Vec<(&Pair, (Label, Label))> = pairs.iter().filter_map(|pair| Some((pair, pair.labels?))).collect();
    let labels: Vec<(Label, Label)> = labelled.iter().map(|(_, labels)| *labels).collect();
    let confusion: Confusion = labels.iter().copied().collect();
    let numbers = |number: fn(Label) -> usize| -> Vec<(usize, usize)> {
        labels.iter().map(|(one, two)| (number(*one), number(*two))).collect()
    };
    let five = figures(&numbers(Label::index), Label::ALL.len(), seed);
    let outcome = figures(&numbers(|label| usize::from(label.is_outcome())), 2, seed);
    let mark = |(place, name): (usize, &String)| {
        let answers: Vec<(bool, bool)> = pairs.iter().filter_map(|pair| *pair.marks.get(place)?).collect();
        let numbers: Vec<(usize, usize)> =
            answers.iter().map(|(one, two)| (usize::from(*one), usize::from(*two))).collect();
        let Figures { raw, kappa } = figures(&numbers, 2, seed);
        (!answers.is_empty()).then(|| MarkAgreement {
            mark: name.clone(),
            n: answers.len(),
            first: answers.iter().filter(|(one, _)| *one).count(),
            second: answers.iter().filter(|(_, two)| *two).count(),
            both: answers.iter().filter(|(one, two)| *one && *two).count(),
            raw,
            kappa,
        })
    };
    Agreement {
        n: labels.len(),
        left_out: asked.left_out,
        seed,
        raw: five.raw,
        kappa: five.kappa,
        outcome_raw: outcome.raw,
        outcome_kappa: outcome.kappa,
        labels: Label::ALL.into_iter().filter_map(|label| on_label(&confusion, label)).collect(),
        confusion,
        marks: asked.marks.iter().enumerate().filter_map(mark).collect(),
        slots: slots::measure(pairs.iter().filter_map(|pair| pair.slots.as_ref())),
        disagreements: labelled
            .iter()
            .filter(|(_, (one, two))| one != two)
            .map(|(pair, (first, second))| Disagreement {
                place: pair.place.clone(),
                id: pair.id.clone(),
                text: pair.text.clone(),
                first: *first,
                second: *second,
            })
            .collect(),
        first: asked.first,
        second: asked.second,
    }
}

fn on_label(confusion: &Confusion, label: Label) -> Option<LabelAgreement> {
    let found = confusion.label(label);
    found.f1.map(|f1| LabelAgreement {
        label,
        first: found.support,
        second: found.predicted,
        both: confusion.count(label, label),
        of_first: found.recall,
        of_second: found.precision,
        f1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-6, "{left} is not {right}");
    }

    #[test]
    fn kappa_of_yes_and_no_is_that_worked_out_by_hand() {
        // Both yes 4, both no 3, only the first 2, only the second 1: raw 0.7; yes 6 and 5 of ten, no 4 and 5:
        // chance 0.3 + 0.2 = 0.5; κ = 0.2 / 0.5.
        let pairs: Vec<(usize, usize)> = [vec![(1, 1); 4], vec![(0, 0); 3], vec![(1, 0); 2], vec![(0, 1); 1]].concat();
        let found = figures(&pairs, 2, 1);
        close(found.raw.value, 0.7);
        let kappa = found.kappa.unwrap();
        close(kappa.value, 0.4);
        assert!(kappa.low < 0.4 && kappa.high > 0.4 && kappa.low >= -1.0 && kappa.high <= 1.0);
    }

    #[test]
    fn where_both_always_say_the_same_one_thing_there_is_no_kappa() {
        let found = figures(&[(0, 0); 8], 2, 1);
        assert_eq!((found.raw.value, found.kappa), (1.0, None));
        assert_eq!(figures(&[], 2, 1).kappa, None);
    }

    proptest! {
        #[test]
        fn kappa_is_that_of_the_confusions(pairs in proptest::collection::vec((0..5usize, 0..5usize), 1..60)) {
            let confusion: Confusion = pairs.iter().map(|&(one, two)| (Label::ALL[one], Label::ALL[two])).collect();
            let found = figures(&pairs, 5, 1);
            prop_assert!((found.raw.value - confusion.accuracy()).abs() < 1e-6);
            prop_assert!((found.kappa.map_or(0.0, |kappa| kappa.value) - confusion.kappa()).abs() < 1e-6);
        }
    }
}
