//! Measures how often a system is right, beside its rivals and beside people.
//!
//! **In:** labelled statements and the names of systems. **Out:** a [`Report`]: figures with 95 % intervals, for the
//! terminal and as JSON, CSV, Markdown and pictures. **Layer:** 6.
//!
//! Everything compared implements [`System`], ours and every rival alike, and one run writes all of them: no figure is
//! copied by hand, and the rows that we lose are printed like the others. Annotators stand in the same table, since what
//! a second person reaches is the only scale on which 0.8 means anything.
//!
//! ```
//! use sothat::domain::Label::{Outcome, Resource};
//! use sothat::evaluate::{Confusion, KeywordRules, System};
//! let given = KeywordRules::shipped().predict(&["a laptop", "I can cook a meal"])?;
//! let right = [Resource, Outcome];
//! let confusion: Confusion = right.into_iter().zip(given.iter().map(|row| row.best())).collect();
//! assert_eq!(confusion.macro_f1(), 1.0);
//! # Ok::<(), sothat::Error>(())
//! ```

pub mod agreement;
mod answered;
mod apart;
pub mod checks;
pub mod compare;
mod confusion;
pub mod deletion;
pub mod doubt;
mod embedding_logistic;
mod evidence;
pub mod flags;
mod interval;
mod keyword_rules;
mod learning_curve;
mod loaded;
mod logistic;
mod majority;
mod minimise;
pub mod paired;
mod paired_text;
mod parts;
mod per_label;
mod pictures;
pub mod plans;
pub mod readme;
mod render;
mod report;
pub mod rewrites;
mod run;
mod score;
mod shipped;
mod slice_tables;
mod slices;
pub mod slots;
mod systems;
mod table;
#[cfg(test)]
mod tests;
mod tfidf;
mod tfidf_logistic;
mod write;

pub use apart::{Apart, Group};
pub use confusion::{Confusion, LabelFigures};
pub use embedding_logistic::EmbeddingLogistic;
pub use evidence::Evidence;
pub use interval::{Draws, percentiles, wilson};
pub use keyword_rules::KeywordRules;
pub use learning_curve::LearningCurve;
pub use majority::Majority;
pub use paired::{PairOptions, Paired, pair};
pub use parts::Parts;
pub use report::{Compared, DataFile, Estimate, Kind, LabelScores, Report, RiskScores, Row, Scores, Sure, SureFrom};
pub use run::{Options, evaluate, run};
pub use shipped::Shipped;
pub use systems::SYSTEMS;
pub use tfidf_logistic::TfidfLogistic;

use crate::domain::{Probabilities, Statement};
use crate::error::Result;

/// Anything that tells what statements are.
pub trait System {
    /// The short name that stands in tables: lower case, hyphens.
    fn name(&self) -> &str;

    /// One line on what it is and how it was tuned.
    fn describe(&self) -> String;

    /// Five probabilities for each text, in order.
    ///
    /// # Errors
    /// If the system cannot answer at all; a strange text is answered with doubt, not with an error.
    fn predict(&self, texts: &[&str]) -> Result<Vec<Probabilities>>;

    /// The same for statements whose heading may be known. A system that makes nothing of headings reads the bare texts.
    ///
    /// # Errors
    /// As [`System::predict`].
    fn read(&self, statements: &[Statement<'_>]) -> Result<Vec<Probabilities>> {
        let texts: Vec<&str> = statements.iter().map(|statement| statement.text).collect();
        self.predict(&texts)
    }

    /// The confidence from which the system calls itself sure, if it has settled on one.
    fn threshold(&self) -> Option<f32> {
        None
    }
}
