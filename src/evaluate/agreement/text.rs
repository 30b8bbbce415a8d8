//! Agreement as people read it.
//!
//! **In:** an [`Agreement`]. **Out:** text for the terminal. **Layer:** 6.

use super::{Agreement, Disagreement};
use crate::domain::Label;
use crate::evaluate::Estimate;
use crate::evaluate::table::Table;

/// Characters of a statement that are shown.
const SHOWN: usize = 90;

impl Agreement {
    /// All figures, and up to `list` of the statements on which the two differ.
    pub fn to_text(&self, list: usize) -> String {
        let mut text = format!("{} and {}: {} statements labelled by both", self.first, self.second, self.n);
        if self.left_out > 0 {
            text += &format!(", {} by one or neither", self.left_out);
        }
        text += &format!("\n95 % intervals from {} bootstrap samples, seed {}\n\n", super::RESAMPLES, self.seed);
        let mut table = Table::new(["", "n", "same answer", "Cohen's κ"]);
        let mut push = |name: &str, n: usize, raw: Estimate, kappa: Option<Estimate>| {
            table.push([name.to_string(), n.to_string(), full(raw), kappa.map_or_else(|| "–".into(), full)]);
        };
        push("five labels", self.n, self.raw, self.kappa);
        push("outcome or not", self.n, self.outcome_raw, self.outcome_kappa);
        self.marks.iter().for_each(|mark| push(&mark.mark, mark.n, mark.raw, mark.kappa));
        text += &table.columns();
        text += &format!("\nEach label\n{}", self.label_table().columns());
        text += &format!("\n{} down, {} across\n{}", self.first, self.second, self.confusion_table().columns());
        if let Some(table) = self.slot_table() {
            text += &format!("\nParts, marked from the same character to the same character\n{}", table.columns());
        }
        let differ = self.disagreements.len();
        if list > 0 && differ > 0 {
            text += &format!("\n{} of {differ} statements with two labels\n", list.min(differ));
            text += &self.disagreements.iter().take(list).map(line).collect::<String>();
        }
        text
    }

    fn label_table(&self) -> Table {
        let mut table = Table::new(["", "first", "second", "both", "of the first's", "of the second's", "F1"]);
        for label in &self.labels {
            let counts = [label.first, label.second, label.both].map(|n| n.to_string());
            let shares = [label.of_first, label.of_second, label.f1].map(|share| format!("{share:.3}"));
            table.push(std::iter::once(label.label.to_string()).chain(counts).chain(shares));
        }
        table
    }

    fn confusion_table(&self) -> Table {
        let mut table = Table::new(std::iter::once("").chain(Label::ALL.map(Label::name)));
        for one in Label::ALL {
            let counts = Label::ALL.map(|two| self.confusion.count(one, two).to_string());
            table.push(std::iter::once(one.to_string()).chain(counts));
        }
        table
    }

    fn slot_table(&self) -> Option<Table> {
        let slots = self.slots.as_ref()?;
        let mut table = Table::new(["", "first", "second", "both", "overlapping", "F1"]);
        for kind in std::iter::once(&slots.all).chain(&slots.kinds) {
            let counts = [kind.first, kind.second, kind.both, kind.overlapping].map(|n| n.to_string());
            let name = kind.slot.map_or_else(|| "all".to_string(), |slot| slot.to_string());
            table.push(std::iter::once(name).chain(counts).chain([format!("{:.3}", kind.f1)]));
        }
        Some(table)
    }
}

fn full(estimate: Estimate) -> String {
    format!("{:.3} ({:.3} to {:.3})", estimate.value, estimate.low, estimate.high)
}

/// A statement on one line, without what could make a terminal show something that is not there.
fn line(row: &Disagreement) -> String {
    let turns = |c: &char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}');
    let text: String = row.text.chars().filter(|c| !turns(c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let cut = if text.chars().count() > SHOWN { "…" } else { "" };
    let text: String = text.chars().take(SHOWN).collect();
    format!("- {} ({}): {} or {}\n  {text}{cut}\n", row.place, row.id, row.first, row.second)
}

#[cfg(test)]
mod tests {
    use crate::document::labelled_files::LabelledFiles;
    use crate::document::statements::Form;
    use crate::evaluate::agreement::between_columns;

    #[test]
    fn all_figures_and_as_many_rows_as_asked_for_are_shown() {
        let csv = "text,label,second_annotator\nreads,outcome,outcome\na \u{202E}laptop,resource,output\nreport,output,resource\n";
        let files = LabelledFiles::parse(vec![("m.csv".into(), Form::Csv, csv.into())]).unwrap();
        let found = between_columns(&files, "label", "second_annotator", 1).unwrap();
        let text = found.to_text(1);
        for part in [
            "3 statements labelled by both",
            "outcome or not  3  1.000",
            "1 of 2 statements",
            "- m.csv, line 3 (2): resource or output\n  a laptop\n",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("line 4") && !text.contains("Parts"), "{text}");
        assert!(!found.to_text(0).contains("line 3"));
    }
}
