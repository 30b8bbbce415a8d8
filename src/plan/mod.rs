//! A whole plan: the thread from hopes to provision, and what is weak in it.
//!
//! **In:** a [`Plan`], a vector for each item, and what is known of each outcome by itself. **Out:** [`Link`]s and
//! [`PlanFinding`]s. **Layer:** 3.
//!
//! Vectors and verdicts come in as plain values, so nothing here knows a model. Findings keep to one a matter: an outcome
//! that is provision is not also called vague, and a list that is empty is told once.

mod concepts;
mod coverage;
mod duplicates;
mod gaps;
mod likeness;
mod matching;
mod names;
mod people;
mod statements;
mod thread;
mod time;
mod weights;

use crate::domain::{Classification, Finding, Link, Plan, PlanFinding, Timing};
use std::collections::HashMap;

/// What is known of an outcome by itself when its plan is looked over.
pub struct Judged {
    /// What the classifier says of it.
    pub classification: Classification,
    /// What the checks say of it.
    pub findings: Vec<Finding>,
    /// What it says of time.
    pub timing: Timing,
}

/// What the outcomes are about, of what all items are.
fn outcomes_of<'a>(plan: &Plan, matter: &'a [Vec<f32>]) -> &'a [Vec<f32>] {
    let from = plan.aspirations.len() + plan.needs.len();
    matter.get(from..from + plan.outcomes.len()).unwrap_or_default()
}

/// The thread, and everything that is weak: what is about the whole plan first, then item by item. `judged` are in the order
/// of the outcomes, `matter` says what each item is about in the order of [`Plan::items`].
pub fn look_over(plan: &Plan, matter: &[Vec<f32>], judged: &[Judged]) -> (Vec<Link>, Vec<PlanFinding>) {
    let thread = thread::thread(plan, matter);
    let mut findings: Vec<PlanFinding> = Vec::new();
    findings.extend(statements::number(plan));
    findings.extend(coverage::coverage(plan));
    findings.extend(statements::statements(plan, judged));
    findings.extend(time::time(plan, judged, &thread, outcomes_of(plan, matter)));
    findings.extend(names::names(plan));
    findings.extend(duplicates::duplicates(plan));
    findings.extend(gaps::gaps(plan, &thread));
    let order: HashMap<&str, usize> =
        plan.items().enumerate().map(|(at, (_, item))| (item.id.as_str(), at + 1)).collect();
    let place =
        |finding: &PlanFinding| finding.item.as_deref().map_or(0, |id| order.get(id).copied().unwrap_or(usize::MAX));
    findings.sort_by_key(|finding| (place(finding), std::cmp::Reverse(finding.level)));
    (thread.links, findings)
}
