//! Precision, recall and F1 of each label, laid out as researchers know it from scikit-learn.
//!
//! **In:** a [`Report`]. **Out:** its classification reports as text and Markdown. **Layer:** 6.
//!
//! The five labels, then accuracy, then two means over the labels in use: each counted alike (macro), and each by its rows
//! (weighted). A label that nobody used is left out, as scikit-learn leaves it out.

use super::table::Table;
use crate::domain::Label;
use crate::evaluate::{Confusion, Report};

impl Report {
    /// The classification report of every answerer over all rows, for the terminal.
    pub fn to_classification_text(&self) -> String {
        let one = |(name, table): (&str, Table)| format!("Classification report: {name}\n{}\n", table.columns());
        self.classification().map(one).collect()
    }

    /// The same as Markdown, a heading an answerer.
    pub(super) fn classification_markdown(&self) -> String {
        self.classification().map(|(name, table)| format!("**{name}**\n\n{}\n", table.markdown())).collect()
    }

    fn classification(&self) -> impl Iterator<Item = (&str, Table)> {
        self.rows.iter().map(|row| (row.name.as_str(), table(&row.scores[0].confusion)))
    }
}

/// Precision, recall, F1 and support of the labels in use, then accuracy and the two means.
fn table(confusion: &Confusion) -> Table {
    let mut table = Table::new(["", "precision", "recall", "f1-score", "support"]);
    let n = confusion.n();
    let shown = |figures: [f64; 3]| figures.map(|figure| format!("{figure:.3}"));
    let mut used = 0.0;
    let (mut plain, mut weighted) = ([0.0; 3], [0.0; 3]);
    for label in Label::ALL {
        let found = confusion.label(label);
        let Some(f1) = found.f1 else { continue };
        let figures = [found.precision, found.recall, f1];
        used += 1.0;
        for (at, figure) in figures.into_iter().enumerate() {
            plain[at] += figure;
            weighted[at] += figure * found.support as f64;
        }
        table.push([label.to_string()].into_iter().chain(shown(figures)).chain([found.support.to_string()]));
    }
    let mean = |sums: [f64; 3], count: f64| shown(sums.map(|sum| if count > 0.0 { sum / count } else { 0.0 }));
    let accuracy = format!("{:.3}", confusion.accuracy());
    table.push(["accuracy".to_string(), String::new(), String::new(), accuracy, n.to_string()]);
    for (name, figures) in [("macro avg", mean(plain, used)), ("weighted avg", mean(weighted, n as f64))] {
        table.push([name.to_string()].into_iter().chain(figures).chain([n.to_string()]));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use Label::{Outcome, Service};

    #[test]
    fn the_figures_are_those_worked_out_by_hand() {
        // Right O O O S; given O O S S. Outcome: P 2/2, R 2/3, F1 4/5. Service: P 1/2, R 1/1, F1 2/3.
        // Macro: 3/4, 5/6, 11/15. Weighted by 3 and 1 of 4: P 3.5/4, R 3/4, F1 (2.4 + 2/3) / 4.
        let pairs = [(Outcome, Outcome), (Outcome, Outcome), (Outcome, Service), (Service, Service)];
        let confusion: Confusion = pairs.into_iter().collect();
        let wanted = "              precision  recall  f1-score  support\n\
outcome           1.000   0.667     0.800        3\n\
service           0.500   1.000     0.667        1\n\
accuracy                            0.750        4\n\
macro avg         0.750   0.833     0.733        4\n\
weighted avg      0.875   0.750     0.767        4\n";
        assert_eq!(table(&confusion).columns(), wanted);
    }

    #[test]
    fn nothing_to_report_on_is_nought_and_no_panic() {
        assert!(table(&Confusion::default()).columns().contains("macro avg         0.000"));
    }
}
