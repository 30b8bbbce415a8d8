//! A report as people read it.
//!
//! **In:** a [`Report`]. **Out:** text for the terminal, Markdown, the table for the README. **Layer:** 6.
//!
//! Every table says on which rows, by which program and with which seed it was made, so that a table cut out of its page
//! can still be traced.

use super::slice_tables::is_part;
use super::slices::{ALL, REAL};
use super::table::Table;
use crate::domain::Label;
use crate::evaluate::{Estimate, Kind, Parts, Report, Row, Scores, Sure, SureFrom, flags};

impl Report {
    /// For the terminal: facts, systems, labels, comparisons, notes.
    pub fn to_text(&self) -> String {
        let mut text = format!("{}\n\n", self.facts());
        for slice in self.slices().into_iter().filter(|slice| !is_part(slice)) {
            text += &format!("{}\n{}\n", slice_title(slice, self), self.main_table(slice).columns());
        }
        for (title, table) in self.slice_tables() {
            text += &format!("{title} by slice\n{}\n", table.columns());
        }
        text += &format!("F1 of each label\n{}\n", self.label_table().columns());
        if !self.compared.is_empty() {
            text += &format!("System against system\n{}\n", self.compared_table().columns());
        }
        if let Some(evidence) = &self.evidence {
            let (facts, table, verdict) = (evidence.facts(), evidence.table().columns(), evidence.verdict());
            text += &format!("Evidence put to the test\n{facts}\n{table}{verdict}\n\n");
        }
        if let Some(apart) = &self.apart {
            text += &format!("Told apart by {} ({})\n{}\n", apart.system, apart.file, apart.table().columns());
        }
        if let Some(Parts { system, slots, marks }) = &self.parts {
            text += &format!("Parts found by {system}\n{}\n{}\n", slots.facts(), slots.table().columns());
            text += &format!("Marks set by {system}\n{}\n", flags::table(marks).columns());
        }
        text + &self.notes.iter().map(|note| format!("Note: {note}\n")).collect::<String>()
    }

    /// The whole report, confusion tables included.
    pub fn to_markdown(&self) -> String {
        let mut text = format!("# Results on {}\n\n{}\n\n", self.split, self.facts());
        for slice in self.slices().into_iter().filter(|slice| !is_part(slice)) {
            text += &format!("## {}\n\n{}\n", slice_title(slice, self), self.main_table(slice).markdown());
        }
        text += "Figures in brackets are 95 % bootstrap intervals. Macro-F1 is the mean over the labels in use; outcome or not \
                 takes the side of the likeliest label; calibration error (ECE) has ten equal-width bins.\n\n";
        text += "## Who answered\n\n";
        for row in &self.rows {
            text += &format!("- **{}**: {}{}\n", row.name, row.describe, sure_note(row));
        }
        text += "\n";
        for (title, table) in self.slice_tables() {
            text += &format!("## {title} by slice\n\n{}\n", table.markdown());
        }
        text += &format!("## F1 of each label\n\n{}\n", self.label_table().markdown());
        text += &format!("## Classification reports\n\nOver all rows.\n\n{}", self.classification_markdown());
        if !self.compared.is_empty() {
            text += &format!("## System against system\n\n{}\n", self.compared_table().markdown());
            text += "The difference is that of macro-F1, paired over the same draws; p is McNemar's exact test on the rows that just \
                     one of the two got right.\n\n";
        }
        if let Some(evidence) = &self.evidence {
            let (facts, table, verdict) = (evidence.facts(), evidence.table().markdown(), evidence.verdict());
            text += &format!("## Evidence put to the test\n\n{facts}\n\n{table}\n{verdict}\n\n");
        }
        for (title, body) in
            [("No statements, told apart", self.apart_markdown()), ("Parts found and marks set", self.parts_markdown())]
        {
            text += &body.map_or_else(String::new, |body| format!("## {title}\n\n{body}\n"));
        }
        text += "## Confusions\n\nRight labels down, given labels across.\n\n";
        for row in &self.rows {
            text += &format!("**{}**\n\n{}\n", row.name, confusion_table(&row.scores[0]).markdown());
        }
        if !self.notes.is_empty() {
            text += "## Notes\n\n";
            text += &self.notes.iter().map(|note| format!("- {note}\n")).collect::<String>();
        }
        text
    }

    /// The short table for a README: all rows, every answerer, the losing ones too; the first answerer on the statements
    /// shaped like real text, if there are enough; and where it comes from.
    pub fn to_readme(&self) -> String {
        let mut table =
            Table::new(["system", "macro-F1, five labels", "outcome or not, accuracy", "ECE", "κ with the labels"]);
        for row in &self.rows {
            let scores = &row.scores[0];
            let error = scores.risk.as_ref().map_or_else(dash, |risk| brief(risk.calibration_error));
            let figures = [full(scores.macro_f1), full(scores.outcome_accuracy), error, brief(scores.kappa)];
            table.push(std::iter::once(named(row)).chain(figures));
        }
        if let Some((row, scores)) = self.rows.first().and_then(|row| Some((row, row.scores_on(REAL)?))) {
            let error = scores.risk.as_ref().map_or_else(dash, |risk| brief(risk.calibration_error));
            let name = format!("{}, {REAL} (n = {})", named(row), scores.n);
            table.push([name, full(scores.macro_f1), full(scores.outcome_accuracy), error, brief(scores.kappa)]);
        }
        format!("{}\n{}\n", table.markdown(), self.facts())
    }

    /// For a model card: the README's table, then parts and marks, what is told apart, and the evidence put to the test.
    pub fn to_card(&self) -> String {
        let mut text = self.to_readme();
        for (title, body) in
            [("Parts and marks", self.parts_markdown()), ("No statements, told apart", self.apart_markdown())]
        {
            text += &body.map_or_else(String::new, |body| format!("\n### {title}\n\n{body}"));
        }
        if let Some(evidence) = &self.evidence {
            let (facts, table, verdict) = (evidence.facts(), evidence.table().markdown(), evidence.verdict());
            text += &format!("\n### Evidence put to the test\n\n{facts}\n\n{table}\n{verdict}\n");
        }
        text
    }

    fn parts_markdown(&self) -> Option<String> {
        let Parts { slots, marks, .. } = self.parts.as_ref()?;
        Some(format!("{}\n{}", slots.to_markdown(), flags::to_markdown(marks)))
    }

    fn apart_markdown(&self) -> Option<String> {
        let apart = self.apart.as_ref()?;
        Some(format!("Texts: {}.\n\n{}", apart.file, apart.table().markdown()))
    }

    /// One paragraph: which rows, which program, which seed.
    fn facts(&self) -> String {
        let file = |data: &super::DataFile| {
            format!("{} (n = {}, sha256 {})", data.file, data.n, &data.sha256[..12.min(data.sha256.len())])
        };
        let mut parts = vec![format!("Split {}: {}", self.split, file(&self.data))];
        parts.extend(self.train.as_ref().map(|train| format!("baselines fitted to {}", file(train))));
        parts.extend(self.dev.as_ref().map(|dev| format!("settings chosen on {}", file(dev))));
        parts.push(format!("seed {}", self.seed));
        parts.push(format!("commit {}", self.commit));
        parts.push(format!("95 % intervals from {} bootstrap samples", self.resamples));
        format!("{}.", parts.join("; "))
    }

    fn main_table(&self, slice: &str) -> Table {
        let mut table = Table::new([
            "system",
            "n",
            "macro-F1",
            "accuracy",
            "outcome or not, accuracy",
            "outcome or not, macro-F1",
            "κ",
            "ECE",
            "log loss",
            "accuracy when sure",
            "sure",
        ]);
        for row in &self.rows {
            let Some(scores) = row.scores_on(slice) else { continue };
            let counted =
                [scores.macro_f1, scores.accuracy, scores.outcome_accuracy, scores.outcome_macro_f1, scores.kappa];
            let doubt = match &scores.risk {
                None => std::array::from_fn(|_| dash()),
                Some(risk) => [
                    full(risk.calibration_error),
                    full(risk.log_loss),
                    risk.sure.accuracy.map_or_else(dash, full),
                    full(risk.sure.coverage),
                ],
            };
            table.push([named(row), scores.n.to_string()].into_iter().chain(counted.map(full)).chain(doubt));
        }
        table
    }

    fn label_table(&self) -> Table {
        let mut table = Table::new(std::iter::once("system").chain(Label::ALL.map(Label::name)));
        if let Some(first) = self.rows.first() {
            let support = first.scores[0].labels.iter().map(|scores| scores.support.to_string());
            table.push(std::iter::once("(rows)".to_string()).chain(support));
        }
        for row in &self.rows {
            let cells = row.scores[0].labels.iter().map(|scores| scores.f1.map_or_else(dash, full));
            table.push(std::iter::once(named(row)).chain(cells));
        }
        table
    }

    fn compared_table(&self) -> Table {
        let mut table =
            Table::new(["first – second", "difference", "only first right", "only second right", "p", "verdict"]);
        for pair in &self.compared {
            let verdict = match (pair.noise, pair.macro_f1.value > 0.0) {
                (true, _) => "no difference shown".to_string(),
                (false, true) => format!("{} is better", pair.first),
                (false, false) => format!("{} is better", pair.second),
            };
            let p = if pair.p < 0.001 { "< 0.001".to_string() } else { format!("{:.3}", pair.p) };
            table.push([
                format!("{} – {}", pair.first, pair.second),
                format!("{:+.3} ({:+.3} to {:+.3})", pair.macro_f1.value, pair.macro_f1.low, pair.macro_f1.high),
                pair.only_first.to_string(),
                pair.only_second.to_string(),
                p,
                verdict,
            ]);
        }
        table
    }
}

fn confusion_table(scores: &Scores) -> Table {
    let mut table = Table::new(std::iter::once("").chain(Label::ALL.map(Label::name)));
    for right in Label::ALL {
        let counts = Label::ALL.map(|given| scores.confusion.count(right, given).to_string());
        table.push(std::iter::once(right.name().to_string()).chain(counts));
    }
    table
}

fn slice_title(slice: &str, report: &Report) -> String {
    match slice {
        ALL => format!("All {} rows", report.data.n),
        _ => "Uncontested rows".to_string(),
    }
}

fn named(row: &Row) -> String {
    match row.kind {
        Kind::System => row.name.clone(),
        Kind::Annotator => format!("({})", row.name),
    }
}

fn sure_note(row: &Row) -> String {
    let Some(risk) = &row.scores[0].risk else { return String::new() };
    match risk.sure {
        Sure { threshold: None, .. } => "; never sure: no confidence keeps 95 % accuracy on dev".to_string(),
        Sure { threshold: Some(threshold), from, .. } => {
            let from = match from {
                SureFrom::Given => "as asked",
                SureFrom::System => "its own threshold",
                SureFrom::Dev => "chosen on dev for 95 % accuracy",
                SureFrom::Default => "by default",
            };
            format!("; sure from {threshold:.3} ({from})")
        }
    }
}

fn full(estimate: Estimate) -> String {
    format!("{:.3} ({:.3}–{:.3})", estimate.value, estimate.low, estimate.high)
}

fn brief(estimate: Estimate) -> String {
    format!("{:.3}", estimate.value)
}

fn dash() -> String {
    "–".to_string()
}
