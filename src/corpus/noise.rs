//! Rows whose label a model that has not learned from them doubts: candidates for label noise.
//!
//! **In:** predictions on held-out rows, with the label that each row carries. **Out:** [`Noise`]: doubted rows, the most
//! doubted first. **Layer:** 6.
//!
//! Confident learning (Northcutt and others, 2021). A model is surer of some labels than of others, so each label has a
//! threshold of its own: the mean probability of that label over the rows that carry it. A row is doubted if another label
//! passes its threshold and is likelier than the row's own. Doubt is not proof: a person reads every row by the
//! guideline, and what was changed is written down.
//!
//! ```
//! use sothat::corpus::doubted;
//! use sothat::document::predictions::parse;
//! let rows = "id,text,label,given,outcome,service,activity,output,resource\n\
//!             a,a laptop,resource,resource,0,0,0,0.1,0.9\nb,a desk,output,resource,0,0,0,0.1,0.9\n";
//! let noise = doubted(&parse(rows, "mine.csv")?)?;
//! assert_eq!(noise.rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["b"]);
//! # Ok::<(), sothat::Error>(())
//! ```
//!
//! Limits: it finds what one model finds odd, which misses errors that the model has learned to make, and of two labels
//! that are both possible it doubts the rarer one.

use super::page::Page;
use crate::document::predictions::Prediction;
use crate::domain::Label;
use crate::error::{Error, Result};
use serde::Serialize;

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Noise {
    /// Rows looked at.
    pub n: usize,
    /// The probability that a label must reach to count as an alternative, in the order of [`Label::ALL`]; 1 for a label that no
    /// row carries.
    pub thresholds: [f32; 5],
    /// The doubted rows, the most doubted first.
    pub rows: Vec<Doubted>,
}

/// A row whose label is doubted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Doubted {
    /// The id of the row.
    pub id: String,
    /// The statement, if the predictions hold it.
    pub text: Option<String>,
    /// The label that it carries.
    pub label: Label,
    /// The label that the model would give it.
    pub instead: Label,
    /// How much likelier the model finds that, 0 to 1.
    pub margin: f32,
}

/// The rows among `predictions` whose label is doubted.
///
/// # Errors
/// If a prediction does not say what label the row carries, has no probabilities, or is another system's.
pub fn doubted(predictions: &[Prediction]) -> Result<Noise> {
    let lacks = |row: &Prediction, what: &str| {
        Error::input(format!("the prediction has no {what}"))
            .at(format!("line {}", row.line))
            .hint("give the predictions.csv that \"sothat evaluate -o\" writes for a model")
    };
    let one = predictions.first().and_then(|row| row.system.as_deref());
    if let Some(other) = predictions.iter().find(|row| row.system.as_deref() != one) {
        return Err(Error::input("there are predictions of several systems")
            .at(format!("line {}", other.line))
            .hint("evaluate with one system only: --systems NAME"));
    }
    let mut read = Vec::with_capacity(predictions.len());
    for row in predictions {
        let label = row.right.ok_or_else(|| lacks(row, "right label"))?;
        let given = row.probabilities.ok_or_else(|| lacks(row, "probabilities"))?;
        read.push((row, label, given.to_array()));
    }
    let thresholds = Label::ALL.map(|label| {
        let own: Vec<f32> =
            read.iter().filter(|(_, carried, _)| *carried == label).map(|(.., given)| given[label.index()]).collect();
        if own.is_empty() { 1.0 } else { own.iter().sum::<f32>() / own.len() as f32 }
    });
    let mut rows: Vec<Doubted> = read
        .into_iter()
        .filter_map(|(row, label, given)| {
            let passing = Label::ALL.into_iter().filter(|other| given[other.index()] >= thresholds[other.index()]);
            let instead =
                passing.reduce(|best, one| if given[one.index()] > given[best.index()] { one } else { best })?;
            let margin = given[instead.index()] - given[label.index()];
            (margin > 0.0).then(|| Doubted { id: row.id.clone(), text: row.text.clone(), label, instead, margin })
        })
        .collect();
    rows.sort_by(|a, b| b.margin.total_cmp(&a.margin).then_with(|| a.id.cmp(&b.id)));
    Ok(Noise { n: predictions.len(), thresholds, rows })
}

impl Noise {
    /// The rows as a page.
    pub fn page(&self) -> Page {
        let mut page = Page::default();
        page.text(format!(
            "{} of {} rows are doubted. Doubt is not proof: read each by the guideline.",
            self.rows.len(),
            self.n
        ));
        let header = ["statement", "id", "label", "instead", "margin"].map(String::from).to_vec();
        let line = |row: &Doubted| {
            let words = row.text.clone().unwrap_or_default();
            vec![words, row.id.clone(), row.label.to_string(), row.instead.to_string(), format!("{:.2}", row.margin)]
        };
        if !self.rows.is_empty() {
            page.table(std::iter::once(header).chain(self.rows.iter().map(line)).collect());
        }
        page
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::predictions::parse;

    const HEADER: &str = "id,label,given,outcome,service,activity,output,resource\n";

    #[test]
    fn a_label_must_pass_its_own_threshold_to_cast_doubt() {
        // Services are held at 0.9 and 0.7, so the threshold is 0.8. Of the activities, one is called a service at 0.85 and is
        // doubted, one at 0.75 and is not, although that is the likeliest label.
        let rows = format!(
            "{HEADER}a,service,service,0,0.9,0.1,0,0\nb,service,service,0,0.7,0.3,0,0\n\
             c,activity,service,0,0.85,0.15,0,0\nd,activity,service,0,0.75,0.25,0,0\n"
        );
        let noise = doubted(&parse(&rows, "f.csv").unwrap()).unwrap();
        assert!((noise.thresholds[Label::Service.index()] - 0.8).abs() < 1e-6);
        assert!((noise.thresholds[Label::Activity.index()] - 0.2).abs() < 1e-6);
        assert_eq!(noise.thresholds[Label::Outcome.index()], 1.0);
        let found: Vec<(&str, Label)> = noise.rows.iter().map(|row| (row.id.as_str(), row.instead)).collect();
        assert_eq!(found, [("c", Label::Service)]);
        assert!((noise.rows[0].margin - 0.7).abs() < 1e-6);
    }

    #[test]
    fn predictions_without_probabilities_are_refused_with_their_line() {
        let rows = parse("id,label,given\na,service,service\n", "f.csv").unwrap();
        let refusal = doubted(&rows).unwrap_err().to_string();
        assert!(
            refusal.starts_with("the prediction has no probabilities · line 2 · give the predictions.csv"),
            "{refusal}"
        );
    }
}
