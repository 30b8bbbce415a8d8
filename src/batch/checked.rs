//! Checks the statements of documents.
//!
//! **In:** statements with their places, and what somebody lets stand. **Out:** [`Checked`] for each, in order. **Layer:** 6.
//!
//! What is let stand is taken out of the findings and kept beside them with its reason: it is counted, and never lost.

use super::{BATCH, verdicts};
use crate::assistant::Assistant;
use crate::classify::Wanted;
use crate::document::allow::Allowed;
use crate::document::draft::{Found, Item};
use crate::domain::{Classification, Finding, Silenced, SmartLine, Statement};
use crate::error::Result;
use rayon::prelude::*;

/// What a statement of a document is, and what is weak in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// What it is.
    pub classification: Classification,
    /// What is weak in it.
    pub findings: Vec<Finding>,
    /// What is weak in it and was let stand.
    pub silenced: Vec<Silenced>,
    /// Checks that were to be let stand and found nothing.
    pub in_vain: Vec<&'static str>,
    /// The five letters of SMART; empty for what is no outcome.
    pub smart: Vec<SmartLine>,
}

/// Checks the items in order; `None` where an item itself is bad.
///
/// # Errors
/// If the model cannot be run at all.
pub fn check(assistant: &Assistant, items: &[Item]) -> Result<Vec<Option<Result<Checked>>>> {
    let mut all = Vec::with_capacity(items.len());
    for batch in items.chunks(BATCH) {
        let found: Vec<&Found> = batch.iter().filter_map(|item| item.as_ref().ok()).collect();
        let readable: Vec<_> = found.iter().map(|found| found.row.readable()).collect();
        let statements: Vec<Statement<'_>> = found
            .iter()
            .zip(&readable)
            .map(|(found, text)| Statement { text, heading: found.row.context.heading.as_deref() })
            .collect();
        let wanted = Wanted { slots: true, weak: true, ..Wanted::default() };
        let checked: Vec<Result<Checked>> = verdicts(assistant.classifier(), &statements, wanted)?
            .into_par_iter()
            .zip(readable.par_iter())
            .zip(found.par_iter())
            .map(|((verdict, text), found)| {
                let mut classification = verdict?;
                let findings = assistant.findings(text, &classification, &found.row.context);
                let smart = assistant.smart(text, &classification, &found.row.context);
                let (findings, silenced, in_vain) = apart(findings, &found.allowed);
                classification.weak = None;
                Ok(Checked { classification, findings, silenced, in_vain, smart })
            })
            .collect();
        let mut checked = checked.into_iter();
        all.extend(batch.iter().map(|item| item.as_ref().ok().and_then(|_| checked.next())));
    }
    Ok(all)
}

/// Findings that stand, those that are let stand, and what was allowed in vain.
fn apart(findings: Vec<Finding>, allowed: &[Allowed]) -> (Vec<Finding>, Vec<Silenced>, Vec<&'static str>) {
    let (mut stand, mut silenced): (Vec<Finding>, Vec<Silenced>) = (Vec::new(), Vec::new());
    for finding in findings {
        match allowed.iter().find(|allowed| allowed.check == finding.check) {
            Some(allowed) => silenced.push(Silenced { finding, reason: allowed.reason.clone() }),
            None => stand.push(finding),
        }
    }
    let silent = |check: &str| !silenced.iter().any(|silenced| silenced.finding.check == check);
    let in_vain = allowed.iter().map(|allowed| allowed.check).filter(|check| silent(check)).collect();
    (stand, silenced, in_vain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::draft::parse;
    use crate::domain::Context;

    fn checked(text: &str) -> Vec<Checked> {
        let assistant = Assistant::new(crate::models::embedded().unwrap());
        let items = parse(text.as_bytes(), "plan.md", &Context::default(), 0).unwrap();
        check(&assistant, &items).unwrap().into_iter().map(|checked| checked.unwrap().unwrap()).collect()
    }

    fn ids(findings: &[Finding]) -> Vec<&str> {
        findings.iter().map(|finding| finding.check.as_str()).collect()
    }

    #[test]
    fn what_is_let_stand_is_kept_with_its_reason_and_what_was_allowed_in_vain_is_told() {
        let text =
            "Section E\n- Joss will be happier\nsothat: allow missing-deadline, masking – the review says when\n";
        let checked = &checked(text)[0];
        assert!(!ids(&checked.findings).contains(&"missing-deadline"), "{:?}", ids(&checked.findings));
        assert_eq!(checked.silenced[0].finding.check, "missing-deadline");
        assert_eq!(checked.silenced[0].reason, "the review says when");
        assert_eq!(checked.in_vain, ["masking"]);
    }

    #[test]
    fn help_is_a_fault_in_section_e_and_none_in_section_f() {
        let text = "Section E: Outcomes\n5 hours of TA support\nSection F: Provision\n5 hours of TA support a week\n";
        let checked = checked(text);
        assert!(ids(&checked[0].findings).contains(&"describes-provision"), "{:?}", ids(&checked[0].findings));
        assert!(!ids(&checked[1].findings).contains(&"describes-provision"), "{:?}", ids(&checked[1].findings));
    }
}
