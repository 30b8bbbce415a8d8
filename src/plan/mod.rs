//! A whole plan: the thread from hopes to provision, and what is weak in it.
//!
//! **In:** a [`Plan`], a vector for each item, and the analysis and time of each outcome. **Out:** [`Link`]s and
//! [`PlanFinding`]s. **Layer:** 3.
//!
//! Vectors and analyses come in as plain values, so nothing here knows a model. Findings keep to one a matter: an outcome
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

use crate::domain::{Analysis, Link, Plan, PlanFinding, Timing};
pub use likeness::rarity;

/// What is known of a plan when it is looked over.
pub struct Reading<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// What each item is about, in the order of [`Plan::items`].
    pub vectors: &'a [Vec<f32>],
    /// What is said of each outcome by itself, in order.
    pub analyses: &'a [Analysis],
    /// What each outcome says of time, in order.
    pub timings: &'a [Timing],
}

/// The thread, and everything that is weak: what is about the whole plan first, then item by item.
pub fn look_over(reading: &Reading<'_>) -> (Vec<Link>, Vec<PlanFinding>) {
    let plan = reading.plan;
    let thread = thread::thread(plan, reading.vectors);
    let mut findings: Vec<PlanFinding> = Vec::new();
    findings.extend(statements::number(plan));
    findings.extend(coverage::coverage(plan));
    findings.extend(statements::statements(plan, reading.analyses));
    findings.extend(time::time(plan, reading.timings, &thread));
    findings.extend(names::names(plan));
    findings.extend(duplicates::duplicates(plan));
    findings.extend(gaps::gaps(plan, &thread));
    let order: Vec<&str> = plan.items().map(|(_, item)| item.id.as_str()).collect();
    let place = |finding: &PlanFinding| match &finding.item {
        None => 0,
        Some(id) => 1 + order.iter().position(|other| other == id).unwrap_or(order.len()),
    };
    findings.sort_by_cached_key(|finding| (place(finding), std::cmp::Reverse(finding.level)));
    (thread.links, findings)
}
