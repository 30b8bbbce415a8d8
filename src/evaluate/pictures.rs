//! The pictures of a run.
//!
//! **In:** a [`Report`]. **Out:** names and texts of SVG files. **Layer:** 6.
//!
//! Confusions and reliability are those of the first system, which is ours unless somebody asked otherwise; the
//! risk–coverage picture holds every system that gives probabilities.

use crate::domain::Label;
use crate::evaluate::doubt::Bin;
use crate::evaluate::{Kind, Report, Row};
use crate::report::charts::{self, ReliabilityBin};

impl Report {
    /// Every picture that this run allows, with the name of its file.
    pub fn pictures(&self) -> Vec<(&'static str, String)> {
        let mut pictures = Vec::new();
        let mut systems = self.rows.iter().filter(|row| row.kind == Kind::System);
        if let Some(first) = systems.clone().next() {
            let table = first.scores[0].confusion;
            let counts = Label::ALL.map(|right| Label::ALL.map(|given| table.count(right, given)));
            pictures.push(("confusion.svg", charts::confusion(&first.name, counts)));
        }
        let bins = |row: &Row| -> Vec<ReliabilityBin> {
            let bins = row.scores[0].risk.iter().flat_map(|risk| &risk.bins);
            bins.map(|&Bin { n, confidence, accuracy }| ReliabilityBin { n, confidence, accuracy }).collect()
        };
        if let Some((row, bins)) = systems.clone().map(|row| (row, bins(row))).find(|(_, bins)| !bins.is_empty()) {
            pictures.push(("reliability.svg", charts::reliability(&row.name, &bins)));
        }
        let curve = |row: &Row| {
            let curve = &row.scores[0].risk.as_ref()?.curve;
            Some((row.name.clone(), curve.iter().map(|point| (point.coverage, point.risk)).collect()))
        };
        let curves: Vec<(String, Vec<(f64, f64)>)> = systems.by_ref().filter_map(curve).collect();
        if !curves.is_empty() {
            pictures.push(("risk_coverage.svg", charts::risk_coverage(&curves)));
        }
        pictures
    }
}
