//! Figures by domain and shape, side by side.
//!
//! **In:** a [`Report`]. **Out:** one table a figure: slices down, answerers across. **Layer:** 6.
//!
//! The full table of figures for every slice would fill pages; what a reader looks for is where a system is weak, and that
//! shows when the slices of one figure stand under one another. The full figures are in `results.csv` and `results.json`.

use super::slices::{ALL, UNCONTESTED};
use super::table::Table;
use crate::evaluate::{Estimate, Kind, Report, Scores};

/// A figure with its heading.
type Figure = (&'static str, fn(&Scores) -> Estimate);

/// The figures that are shown by slice.
const FIGURES: [Figure; 2] =
    [("Macro-F1", |scores| scores.macro_f1), ("Outcome or not, accuracy", |scores| scores.outcome_accuracy)];

impl Report {
    /// A table a figure, with its title; nothing if there is no slice by domain or shape.
    pub(super) fn slice_tables(&self) -> Vec<(&'static str, Table)> {
        let slices: Vec<&str> = self.slices().into_iter().filter(|slice| is_part(slice)).collect();
        if slices.is_empty() {
            return Vec::new();
        }
        let table = |(title, figure): Figure| {
            let names = self.rows.iter().map(|row| match row.kind {
                Kind::System => row.name.clone(),
                Kind::Annotator => format!("({})", row.name),
            });
            let mut table = Table::new(["slice".to_string(), "n".to_string()].into_iter().chain(names));
            for slice in slices.iter().copied() {
                let found: Vec<Option<&Scores>> = self.rows.iter().map(|row| row.scores_on(slice)).collect();
                let n = found.iter().flatten().map(|scores| scores.n).max().unwrap_or_default();
                let cells = found.into_iter().map(|scores| {
                    scores.map_or_else(
                        || "–".to_string(),
                        |scores| {
                            let Estimate { value, low, high } = figure(scores);
                            format!("{value:.3} ({low:.3}–{high:.3})")
                        },
                    )
                });
                table.push([slice.to_string(), n.to_string()].into_iter().chain(cells));
            }
            (title, table)
        };
        FIGURES.into_iter().map(table).collect()
    }

    /// The slices that any row was scored on, in order.
    pub(super) fn slices(&self) -> Vec<&str> {
        let mut slices: Vec<&str> = Vec::new();
        for scores in self.rows.iter().flat_map(|row| &row.scores) {
            if !slices.contains(&scores.slice.as_str()) {
                slices.push(&scores.slice);
            }
        }
        slices
    }
}

/// True for a slice by domain or shape.
pub(super) fn is_part(slice: &str) -> bool {
    slice != ALL && slice != UNCONTESTED
}
