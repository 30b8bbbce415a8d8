//! How well the yes-or-no marks of a statement are set: mixed, vague, maintenance, aspiration.
//!
//! **In:** for every row, what a person marked and what a system said. **Out:** [`FlagScores`]. **Layer:** 6.
//!
//! Marks are rare, so accuracy says little: never setting one is right nine times in ten. F1 of *yes* is reported.
//!
//! ```
//! use sothat::evaluate::flags::flag;
//! let scores = flag("vague", &[(true, true), (true, false), (false, false), (false, false)], 1, 100);
//! assert_eq!((scores.precision, scores.recall), (1.0, 0.5));
//! ```

use super::table::Table;
use crate::document::statements::LabelledStatement;
use crate::evaluate::report::rounded;
use crate::evaluate::{Draws, Estimate};
use serde::{Deserialize, Serialize};

/// What a person marked on a row; nothing if nobody looked.
pub type Gold = fn(&LabelledStatement) -> Option<bool>;

/// The marks that labelled statements carry, with where each stands.
pub const FLAGS: [(&str, Gold); 4] = [
    ("mixed", |row| row.mixed),
    ("vague", |row| row.vague),
    ("maintenance", |row| row.maintenance),
    ("aspiration", |row| row.aspiration),
];

/// How well one mark is set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FlagScores {
    /// The name of the mark.
    pub name: String,
    /// Rows on which a person said yes or no.
    pub n: usize,
    /// Rows on which that was yes.
    pub support: usize,
    /// Rows on which the system said yes.
    pub predicted: usize,
    /// Share of the system's yeses that are right; 0 if there is none.
    pub precision: f64,
    /// Share of the right yeses that the system found; 0 if there is none.
    pub recall: f64,
    /// Harmonic mean; nothing if neither ever said yes.
    pub f1: Option<Estimate>,
}

/// The scores of one mark; each row is what is right and what was said.
pub fn flag(name: &str, rows: &[(bool, bool)], seed: u64, resamples: usize) -> FlagScores {
    let (support, predicted, hits) = tally(rows.iter());
    let draws = Draws { seed, rows: rows.len(), resamples };
    let [interval] = draws.intervals(|drawn| [f1(tally(drawn.iter().map(|&row| &rows[row])))]);
    let ratio = |whole: usize| if whole == 0 { 0.0 } else { rounded(hits as f64 / whole as f64) };
    FlagScores {
        name: name.to_string(),
        n: rows.len(),
        support,
        predicted,
        precision: ratio(predicted),
        recall: ratio(support),
        f1: f1((support, predicted, hits)).map(|value| Estimate::new(value, interval.unwrap_or((value, value)))),
    }
}

/// The scores of every mark of [`FLAGS`] that somebody set or withheld in `rows`. `said` gives what the system says of the
/// row with that number, by the name of the mark; rows that nobody looked at are left out.
pub fn flags(
    rows: &[LabelledStatement],
    said: impl Fn(&str, usize) -> bool,
    seed: u64,
    resamples: usize,
) -> Vec<FlagScores> {
    let scored = |(name, gold): (&str, Gold)| {
        let pairs: Vec<(bool, bool)> = rows
            .iter()
            .enumerate()
            .filter_map(|(number, row)| gold(row).map(|right| (right, said(name, number))))
            .collect();
        (!pairs.is_empty()).then(|| flag(name, &pairs, seed, resamples))
    };
    FLAGS.into_iter().filter_map(scored).collect()
}

/// As a Markdown table.
pub fn to_markdown(scores: &[FlagScores]) -> String {
    table(scores).markdown()
}

/// A line a mark.
pub(super) fn table(scores: &[FlagScores]) -> Table {
    let mut table = Table::new(["mark", "n", "yes", "said yes", "precision", "recall", "F1 of yes"]);
    for mark in scores {
        let f1 =
            mark.f1.map_or_else(|| "–".to_string(), |f1| format!("{:.3} ({:.3}–{:.3})", f1.value, f1.low, f1.high));
        table.push([
            mark.name.clone(),
            mark.n.to_string(),
            mark.support.to_string(),
            mark.predicted.to_string(),
            format!("{:.3}", mark.precision),
            format!("{:.3}", mark.recall),
            f1,
        ]);
    }
    table
}

/// Right yeses, said yeses, and those that are both.
fn tally<'a>(rows: impl Iterator<Item = &'a (bool, bool)>) -> (usize, usize, usize) {
    rows.fold((0, 0, 0), |(support, predicted, hits), &(right, said)| {
        (support + usize::from(right), predicted + usize::from(said), hits + usize::from(right && said))
    })
}

fn f1((support, predicted, hits): (usize, usize, usize)) -> Option<f64> {
    (support + predicted > 0).then(|| 2.0 * hits as f64 / (support + predicted) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::statements::{Form, parse};

    #[test]
    fn figures_agree_with_those_worked_out_by_hand() {
        // Yes is right 3 times and said 4 times, twice rightly: P 1/2, R 2/3, F1 4/7.
        let rows = [(true, true), (true, true), (true, false), (false, true), (false, true), (false, false)];
        let scores = flag("mixed", &rows, 1, 500);
        assert_eq!((scores.n, scores.support, scores.predicted), (6, 3, 4));
        assert_eq!((scores.precision, scores.recall, scores.f1.unwrap().value), (0.5, 0.666667, 0.571429));
        assert!(scores.f1.unwrap().low < 0.571429 && scores.f1.unwrap().high > 0.571429);
    }

    #[test]
    fn a_mark_that_neither_ever_set_has_no_f1() {
        assert_eq!(flag("vague", &[(false, false)], 1, 10).f1, None);
        assert_eq!(flag("vague", &[], 1, 10).n, 0);
    }

    #[test]
    fn rows_that_nobody_looked_at_are_left_out_and_marks_that_nobody_set_as_well() {
        let text = "{\"text\":\"a\",\"label\":\"outcome\",\"vague\":true}\n{\"text\":\"b\",\"label\":\"outcome\"}\n\
                    {\"text\":\"c\",\"label\":\"outcome\",\"vague\":false,\"mixed\":false}\n";
        let rows = parse(text.as_bytes(), Form::Jsonl, "f").unwrap();
        // The system calls the first row vague and nothing else.
        let found = flags(&rows, |name, row| name == "vague" && row == 0, 1, 50);
        assert_eq!(
            found.iter().map(|mark| (mark.name.as_str(), mark.n)).collect::<Vec<_>>(),
            [("mixed", 1), ("vague", 2)]
        );
        assert_eq!((found[0].f1, found[1].f1.unwrap().value), (None, 1.0));
        assert!(to_markdown(&found).contains("| vague | 2 | 1 | 1 | 1.000 | 1.000 | 1.000 (1.000–1.000) |"));
    }
}
