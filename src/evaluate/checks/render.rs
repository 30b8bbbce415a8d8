//! The report on the checks as people and programs read it.
//!
//! **In:** a [`CheckReport`]. **Out:** text for the terminal, Markdown, CSV, JSON, the table for the README. **Layer:** 6.

use super::{CheckReport, CheckScores};
use crate::error::{Error, Result};
use crate::evaluate::Estimate;
use crate::evaluate::table::Table;
use crate::evaluate::write::{csv_text, three};

impl CheckReport {
    /// For the terminal.
    pub fn to_text(&self) -> String {
        let (overall, checks) = (self.overall_table().columns(), self.table().columns());
        let mut text = format!("{}\n\nFalse alarms of all checks together\n{overall}\n", self.facts());
        text += &format!("Each check on the section that it is about\n{checks}\n{}\n", self.legend());
        if !self.without_check.is_empty() {
            text += &format!("\nFaults that no check looks for yet: {}.\n", self.unchecked());
        }
        text
    }

    /// The whole report.
    pub fn to_markdown(&self) -> String {
        let mut text = format!("# Checks on {}\n\n{}\n\n", self.split, self.facts());
        text += &format!("## False alarms of all checks together\n\n{}\n", self.overall_table().markdown());
        text += &format!("## Each check\n\n{}\n{}\n", self.table().markdown(), self.legend());
        if !self.without_check.is_empty() {
            text += &format!("\n## Faults that no check looks for yet\n\n{}.\n", self.unchecked());
        }
        text
    }

    /// The short table for a README.
    pub fn to_readme(&self) -> String {
        let mut table =
            Table::new(["check", "rows with the fault", "precision", "recall", "false alarms per 100 good"]);
        for scores in &self.checks {
            let with = format!("{} of {} ({})", scores.support, scores.n, scores.section);
            let [precision, recall, alarms] = figures(scores);
            table.push([scores.check.clone(), with, precision, recall, alarms]);
        }
        let all = self.overall.first().map_or_else(String::new, |all| {
            format!(
                "All checks together: {} findings of level error or warning per 100 good statements. ",
                full(Some(all.findings_per_100), 1)
            )
        });
        format!("{}\n{all}{}\n", table.markdown(), self.facts())
    }

    /// As `results.json`.
    ///
    /// # Errors
    /// If it cannot be written as JSON.
    pub fn to_json(&self) -> Result<String> {
        let text = serde_json::to_string_pretty(self)
            .map_err(|cause| Error::io("the report cannot be written as JSON").because(cause))?;
        Ok(text + "\n")
    }

    /// One line a check, each complete in itself.
    pub(super) fn to_csv(&self) -> Result<String> {
        let mut header: Vec<String> =
            ["check", "level", "section", "n", "support", "said", "hits", "good", "false_alarms"]
                .map(String::from)
                .into();
        for figure in ["precision", "recall", "alarms_per_100"] {
            header.extend(["", "_low", "_high"].map(|end| format!("{figure}{end}")));
        }
        header.extend(["readers_kappa", "split", "file", "sha256", "seed", "resamples", "commit"].map(String::from));
        let mut lines = vec![header];
        for scores in &self.checks {
            let mut line = vec![scores.check.clone(), level(scores), scores.section.clone()];
            let counts = [scores.n, scores.support, scores.said, scores.hits, scores.good, scores.false_alarms];
            line.extend(counts.map(|count| count.to_string()));
            line.extend([scores.precision, scores.recall, scores.alarms_per_100].into_iter().flat_map(three));
            line.push(scores.readers_kappa.map_or_else(String::new, |kappa| kappa.to_string()));
            line.extend([self.split.clone(), self.data.file.clone(), self.data.sha256.clone()]);
            line.extend([self.seed.to_string(), self.resamples.to_string(), self.commit.clone()]);
            lines.push(line);
        }
        csv_text(lines)
    }

    /// On which rows and by which program the figures were made.
    fn facts(&self) -> String {
        let hash: String = self.data.sha256.chars().take(12).collect();
        format!(
            "Split {}: {} (n = {}, sha256 {hash}); model {}; seed {}; commit {}; 95 % intervals (Wilson; for findings per 100, \
             from {} bootstrap samples).",
            self.split, self.data.file, self.data.n, self.model, self.seed, self.commit, self.resamples
        )
    }

    fn legend(&self) -> String {
        "A good statement is one in which readers found no fault. Precision is given where somebody raised the fault at all. κ is the \
         agreement of the two readers before a third decided."
            .to_string()
    }

    fn unchecked(&self) -> String {
        let listed: Vec<String> =
            self.without_check.iter().map(|unchecked| format!("{} ({})", unchecked.fault, unchecked.rows)).collect();
        listed.join(", ")
    }

    fn overall_table(&self) -> Table {
        let mut table =
            Table::new(["section", "n", "good", "findings per 100 good", "good ones with a finding, per 100"]);
        for slice in &self.overall {
            table.push([
                slice.section.clone(),
                slice.n.to_string(),
                slice.good.to_string(),
                full(Some(slice.findings_per_100), 1),
                full(Some(slice.alarmed_per_100), 1),
            ]);
        }
        table
    }

    fn table(&self) -> Table {
        let mut table = Table::new([
            "check",
            "level",
            "section",
            "n",
            "with fault",
            "said",
            "precision",
            "recall",
            "false alarms per 100 good",
            "κ",
        ]);
        for scores in &self.checks {
            let counts = [scores.n, scores.support, scores.said].map(|count| count.to_string());
            let mut line = vec![scores.check.clone(), level(scores), scores.section.clone()];
            line.extend(counts);
            line.extend(figures(scores));
            line.push(scores.readers_kappa.map_or_else(|| "–".to_string(), |kappa| format!("{kappa:.2}")));
            table.push(line);
        }
        table
    }
}

fn figures(scores: &CheckScores) -> [String; 3] {
    [full(scores.precision, 2), full(scores.recall, 2), full(scores.alarms_per_100, 1)]
}

fn level(scores: &CheckScores) -> String {
    format!("{:?}", scores.level).to_lowercase()
}

/// A figure with its interval.
fn full(estimate: Option<Estimate>, places: usize) -> String {
    estimate.map_or_else(
        || "–".to_string(),
        |Estimate { value, low, high }| format!("{value:.places$} ({low:.places$}–{high:.places$})"),
    )
}
