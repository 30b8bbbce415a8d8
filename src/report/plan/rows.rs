//! The JSON object of `plan`.
//!
//! **In:** a report. **Out:** a serialisable value. **Layer:** 5.
//!
//! The fields and their order are a contract: fields are added, never renamed or dropped.

use crate::domain::{Link, PlanFinding, PlanProblem, PlanReport};
use crate::report::rows::Suggested;
use serde::Serialize;
use serde_json::Map;

/// Everything about a plan.
#[derive(Debug, Serialize)]
pub struct Planned<'a> {
    /// The thread.
    pub links: &'a [Link],
    /// What is weak in the plan.
    pub findings: &'a [PlanFinding],
    /// Every outcome by itself, as `suggest` has it.
    pub outcomes: Vec<Suggested<'a, String>>,
    /// What in the file could not be used.
    pub problems: &'a [PlanProblem],
}

impl<'a> Planned<'a> {
    /// The object for a report.
    pub fn new(report: &'a PlanReport) -> Self {
        static NOTHING: std::sync::LazyLock<Map<String, serde_json::Value>> = std::sync::LazyLock::new(Map::new);
        let row = |outcome: &'a crate::domain::PlanOutcome| {
            Suggested::new(&outcome.id, &outcome.analysis.text, &outcome.analysis, &NOTHING)
        };
        Planned {
            links: &report.links,
            findings: &report.findings,
            outcomes: report.outcomes.iter().map(row).collect(),
            problems: &report.problems,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Level;

    #[test]
    fn the_object_has_every_promised_field_in_order() {
        let report = PlanReport {
            links: vec![Link { from: "A1".into(), to: "E2".into(), strength: 0.5, given: false }],
            findings: vec![PlanFinding {
                check: "need-without-outcome".into(),
                item: Some("B2".into()),
                level: Level::Warning,
                message: "m".into(),
                source: "s".into(),
            }],
            ..PlanReport::default()
        };
        let expected = concat!(
            r#"{"links":[{"from":"A1","to":"E2","strength":0.5,"given":false}],"#,
            r#""findings":[{"check":"need-without-outcome","item":"B2","level":"warning","message":"m","source":"s"}],"#,
            r#""outcomes":[],"problems":[]}"#
        );
        assert_eq!(serde_json::to_string(&Planned::new(&report)).unwrap(), expected);
    }
}
