//! A comparison as people read it.
//!
//! **In:** a [`Paired`]. **Out:** text for the terminal, Markdown. **Layer:** 6.
//!
//! The verdict comes in words, and says *noise* when it is noise: a difference with a minus sign and three decimals looks
//! like knowledge to everybody.

use super::table::Table;
use crate::evaluate::Paired;
use crate::evaluate::paired::{Disagreement, Figure};

/// From which p on McNemar's test tells nothing.
const USUAL: f64 = 0.05;

impl Paired {
    /// For the terminal.
    pub fn to_text(&self) -> String {
        let mut text = format!("{} against {}\n{}\n\n", self.first, self.second, self.facts());
        text += &format!("{}\n{}\n\n", self.figures().columns(), self.verdict());
        text += &format!(
            "{}\nMcNemar's exact test on the rows that only one got right: {}\n",
            self.counts().columns(),
            self.shown_p()
        );
        if !self.disagreements.is_empty() {
            text += &format!("\n{}\n", self.disagreement_title());
        }
        for row in &self.disagreements {
            let Disagreement { id, text: statement, right, first, second } = row;
            text += &format!("{id}: {right}; {} says {first}, {} says {second}\n", self.first, self.second);
            text +=
                &statement.as_ref().map_or_else(String::new, |statement| format!("    “{}”\n", one_line(statement)));
        }
        text
    }

    /// As Markdown.
    pub fn to_markdown(&self) -> String {
        let mut text = format!("# {} against {}\n\n{}\n\n", self.first, self.second, self.facts());
        text += &format!("{}\n{}\n\n", self.figures().markdown(), self.verdict());
        text += &format!(
            "{}\nMcNemar's exact test on the rows that only one got right: {}\n",
            self.counts().markdown(),
            self.shown_p()
        );
        if !self.disagreements.is_empty() {
            let mut table = Table::new(["statement", "id", "right", &self.first, &self.second]);
            for row in &self.disagreements {
                let statement = row.text.as_deref().map_or_else(|| "–".to_string(), one_line);
                table.push([
                    statement,
                    row.id.clone(),
                    row.right.to_string(),
                    row.first.to_string(),
                    row.second.to_string(),
                ]);
            }
            text += &format!("\n## {}\n\n{}", self.disagreement_title(), table.markdown());
        }
        text
    }

    /// What follows from the figures, in words.
    pub fn verdict(&self) -> String {
        if self.disagreeing == 0 {
            return format!("The two gave the same label to each of the {} rows.", self.n);
        }
        let gap = self.macro_f1.difference;
        if self.macro_f1.noise {
            let mut words = format!(
                "Noise: the difference in macro-F1 could be nothing, for its interval ({:+.3} to {:+.3}) holds 0. \
                 These {} rows do not tell the two apart.",
                gap.low, gap.high, self.n
            );
            if self.p < USUAL {
                words += &format!(" McNemar's test on accuracy does ({}): more rows would settle it.", self.shown_p());
            }
            return words;
        }
        let (better, worse) = if gap.value > 0.0 { (&self.first, &self.second) } else { (&self.second, &self.first) };
        let mut words = format!(
            "{better} is better than {worse} by {:.3} in macro-F1; the interval ({:+.3} to {:+.3}) does not hold 0.",
            gap.value.abs(),
            gap.low,
            gap.high
        );
        if self.p >= USUAL {
            words += &format!(
                " McNemar's test on accuracy does not confirm it ({}): more rows would settle it.",
                self.shown_p()
            );
        }
        words
    }

    fn facts(&self) -> String {
        let left = match self.left_out {
            0 => String::new(),
            some => format!("; {some} answers without a partner left out"),
        };
        format!(
            "Paired on {} rows of {}{left}; seed {}; 95 % intervals from {} bootstrap samples.",
            self.n,
            self.files.join(" and "),
            self.seed,
            self.resamples
        )
    }

    fn figures(&self) -> Table {
        let mut table = Table::new(["figure", &self.first, &self.second, "difference", ""]);
        let figures = [
            ("macro-F1", self.macro_f1),
            ("accuracy", self.accuracy),
            ("outcome or not, accuracy", self.outcome_accuracy),
        ];
        for (name, Figure { first, second, difference, noise }) in figures {
            table.push([
                name.to_string(),
                format!("{first:.3}"),
                format!("{second:.3}"),
                format!("{:+.3} ({:+.3} to {:+.3})", difference.value, difference.low, difference.high),
                if noise { "noise" } else { "" }.to_string(),
            ]);
        }
        table
    }

    fn counts(&self) -> Table {
        let mut table = Table::new(["right", "rows"]);
        table.push(["both".to_string(), self.both_right.to_string()]);
        table.push([format!("only {}", self.first), self.only_first.to_string()]);
        table.push([format!("only {}", self.second), self.only_second.to_string()]);
        table.push(["neither".to_string(), self.both_wrong.to_string()]);
        table
    }

    fn shown_p(&self) -> String {
        if self.p < 0.001 { "p < 0.001".to_string() } else { format!("p = {:.3}", self.p) }
    }

    fn disagreement_title(&self) -> String {
        format!("Where they disagree: {} of {} rows", self.disagreements.len(), self.disagreeing)
    }
}

/// A statement on one line.
fn one_line(statement: &str) -> String {
    statement.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Label;
    use crate::evaluate::Estimate;

    fn paired(value: f64, interval: (f64, f64), p: f64) -> Paired {
        let noise = interval.0 <= 0.0 && interval.1 >= 0.0;
        let figure = Figure { first: 0.9, second: 0.8, difference: Estimate::new(value, interval), noise };
        let row = Disagreement {
            id: "a".into(),
            text: Some("a\nclub | gym".into()),
            right: Label::Service,
            first: Label::Service,
            second: Label::Activity,
        };
        Paired {
            first: "ours".into(),
            second: "theirs".into(),
            files: vec!["p.csv".into()],
            n: 50,
            left_out: 0,
            seed: 1,
            resamples: 1000,
            macro_f1: figure,
            accuracy: figure,
            outcome_accuracy: figure,
            both_right: 40,
            only_first: 5,
            only_second: 0,
            both_wrong: 5,
            p,
            disagreeing: 5,
            disagreements: vec![row],
        }
    }

    #[test]
    fn the_verdict_says_noise_when_the_interval_holds_nought() {
        assert!(
            paired(0.1, (-0.02, 0.2), 0.4).verdict().starts_with("Noise: the difference in macro-F1 could be nothing")
        );
        assert!(paired(0.1, (-0.02, 0.2), 0.01).verdict().ends_with("does (p = 0.010): more rows would settle it."));
        let better = paired(-0.1, (-0.2, -0.05), 0.0001).verdict();
        assert_eq!(
            better,
            "theirs is better than ours by 0.100 in macro-F1; the interval (-0.200 to -0.050) does not hold 0."
        );
        assert!(paired(0.1, (0.05, 0.2), 0.06).verdict().contains("does not confirm it (p = 0.060)"));
    }

    #[test]
    fn a_statement_with_line_breaks_and_pipes_stays_one_cell() {
        let found = paired(0.1, (0.05, 0.2), 0.06);
        assert!(found.to_markdown().contains("| a club \\| gym | a | service | service | activity |"));
        assert!(found.to_text().contains("a: service; ours says service, theirs says activity\n    “a club | gym”\n"));
    }
}
