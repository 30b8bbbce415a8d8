//! Many rows at once: verdicts in batches, whole files scored, documents checked.
//!
//! **In:** rows. **Out:** verdicts, findings, scored files. **Layer:** 6.
//!
//! A batch never ends because of one row. What one row does to the model or the checks is that row's own error; only a
//! model that cannot be run at all ends the work.

mod checked;
mod checkpoint;
mod score;
mod table;

pub use checked::{Checked, check};
pub use score::{Progress, Score, Scored, score};

use crate::classify::{Classifier, Wanted};
use crate::domain::{Classification, Statement};
use crate::error::{Error, Result};

/// Rows that go to the model together: enough to fill all cores with texts of like length.
pub const BATCH: usize = 512;

/// The verdicts on many statements, in order, each with its own error.
///
/// # Errors
/// If the model cannot be run at all.
pub fn verdicts(
    classifier: &Classifier,
    statements: &[Statement<'_>],
    wanted: Wanted,
) -> Result<Vec<Result<Classification>>> {
    match classifier.classify(statements, wanted) {
        Ok(verdicts) if verdicts.len() == statements.len() => Ok(verdicts.into_iter().map(Ok).collect()),
        Ok(_) => Err(Error::model("the model gave fewer verdicts than there were statements")),
        Err(error) if error.is_model() || error.is_io() => Err(error),
        Err(error) if statements.len() == 1 => Ok(vec![Err(error)]),
        Err(_) => {
            let mut found = Vec::with_capacity(statements.len());
            for statement in statements {
                found.append(&mut verdicts(classifier, &[*statement], wanted)?);
            }
            Ok(found)
        }
    }
}
