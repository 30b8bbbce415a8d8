//! Rows out: the JSON objects that other programs read.
//!
//! **In:** a row and what was found. **Out:** serialisable values, one a row. **Layer:** 5.
//!
//! The fields and their order are a contract: fields are added, never renamed or dropped.
//!
//! ```
//! use sothat::report::rows::Failed;
//! let row = Failed { id: &7, error: "the row has no text".into() };
//! assert_eq!(serde_json::to_string(&row).unwrap(), r#"{"id":7,"error":"the row has no text"}"#);
//! ```

use crate::domain::{
    Analysis, Classification, Deadline, Finding, Horizon, Question, Silenced, SmartLine, Suggestion, TimeProblem,
    Timing,
};
use serde::Serialize;
use serde_json::{Map, Value};

/// A row of `classify`.
#[derive(Debug, Serialize)]
pub struct Classified<'a, I> {
    /// As given, or the number of the row.
    pub id: &'a I,
    /// The statement as given.
    pub text: &'a str,
    /// What it is.
    #[serde(flatten)]
    pub classification: &'a Classification,
    /// Keys of the row that this program does not know.
    pub input: &'a Map<String, Value>,
}

/// A row of `suggest`.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are those of `Classified` and `Analysis`")]
pub struct Suggested<'a, I> {
    pub id: &'a I,
    pub text: &'a str,
    pub classification: &'a Classification,
    pub findings: &'a [Finding],
    pub smart: &'a [SmartLine],
    pub questions: &'a [Question],
    pub suggestions: &'a [Suggestion],
    pub input: &'a Map<String, Value>,
}

impl<'a, I> Suggested<'a, I> {
    /// The row for an analysis of `text`.
    pub fn new(id: &'a I, text: &'a str, analysis: &'a Analysis, input: &'a Map<String, Value>) -> Self {
        let Analysis { classification, findings, smart, questions, suggestions, .. } = analysis;
        Suggested { id, text, classification, findings, smart, questions, suggestions, input }
    }
}

/// A row of `deadline`.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are those of `Timing`")]
pub struct Timed<'a, I> {
    pub id: &'a I,
    pub text: &'a str,
    /// True if the statement says by when.
    pub has_deadline: bool,
    pub deadline: Option<usize>,
    pub found: &'a [Deadline],
    pub horizon: Option<Horizon>,
    pub problems: &'a [TimeProblem],
    pub input: &'a Map<String, Value>,
}

impl<'a, I> Timed<'a, I> {
    /// The row for what `text` says of time.
    pub fn new(id: &'a I, text: &'a str, timing: &'a Timing, input: &'a Map<String, Value>) -> Self {
        let Timing { deadline, found, horizon, problems } = timing;
        let has_deadline = !found.is_empty();
        Timed { id, text, has_deadline, deadline: *deadline, found, horizon: *horizon, problems, input }
    }
}

/// A row of `check`: a statement of a document.
#[derive(Debug, Serialize)]
pub struct Checked<'a, I> {
    /// As given, or the number of the statement.
    pub id: &'a I,
    /// The statement as it was found.
    pub text: &'a str,
    /// The document.
    pub file: &'a str,
    /// The line on which it begins, if the document has lines.
    pub line: Option<u64>,
    /// The section in which it stands.
    pub section: Option<&'a str>,
    /// The heading under which it stands.
    pub heading: Option<&'a str>,
    /// What it is.
    pub classification: &'a Classification,
    /// What is weak in it.
    pub findings: &'a [Finding],
    /// What is weak in it and was let stand, with the reason.
    pub silenced: &'a [Silenced],
    /// Checks that were to be let stand and found nothing.
    pub silenced_in_vain: &'a [&'static str],
    /// The five letters of SMART; empty for what is no outcome.
    pub smart: &'a [SmartLine],
    /// Keys of the row that this program does not know.
    pub input: &'a Map<String, Value>,
}

/// A row that could not be used.
#[derive(Debug, Serialize)]
pub struct Failed<'a, I> {
    /// As given, or the number of the row.
    pub id: &'a I,
    /// What went wrong, where, and what to do.
    pub error: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Evidence, Label, Probabilities, Span};

    fn verdict() -> Classification {
        Classification {
            label: Label::Resource,
            confidence: 0.5,
            sure: true,
            probabilities: Probabilities::from_array([0.25, 0.25, 0.0, 0.0, 0.5]),
            mixed: false,
            provision: Vec::new(),
            notice: None,
            ..Classification::default()
        }
    }

    #[test]
    fn a_classified_row_has_every_promised_field_in_order() {
        let mut classification = verdict();
        classification.evidence =
            Some(vec![Evidence { span: Span { start: 0, end: 7 }, text: "5 hours".into(), weight: 0.5 }]);
        let row = Classified { id: &"1", text: "5 hours of TA", classification: &classification, input: &Map::new() };
        assert_eq!(
            serde_json::to_string(&row).unwrap(),
            concat!(
                r#"{"id":"1","text":"5 hours of TA","label":"resource","confidence":0.5,"sure":true,"#,
                r#""probabilities":{"outcome":0.25,"service":0.25,"activity":0.0,"output":0.0,"resource":0.5},"#,
                r#""mixed":false,"provision":[],"notice":null,"#,
                r#""vague":false,"maintenance":false,"aspiration":false,"#,
                r#""evidence":[{"start":0,"end":7,"text":"5 hours","weight":0.5}],"input":{}}"#
            )
        );
    }

    #[test]
    fn without_evidence_the_field_is_absent() {
        let row = Classified { id: &"1", text: "x", classification: &verdict(), input: &Map::new() };
        assert!(serde_json::to_value(&row).unwrap().get("evidence").is_none());
    }
}
