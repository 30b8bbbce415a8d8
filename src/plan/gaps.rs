//! Where the thread is broken.
//!
//! **In:** a plan and its thread. **Out:** needs, outcomes, provision and hopes to which nothing leads or from which nothing
//! follows. **Layer:** 3.
//!
//! A gap in the links that the author made is a fact and a warning; one in links that are only proposed may be the fault
//! of the program and is a question unless nothing comes near. A list that is empty is told once, not at every item.

use super::thread::Thread;
use super::weights::GAPS;
use crate::domain::{Item, Level, Plan, PlanFinding};

/// The Code's paragraphs behind the gaps.
const OUTCOMES: &str = "SEND Code of Practice 9.66";
const HOPES: &str = "SEND Code of Practice 9.64";
const PROVISION: &str = "SEND Code of Practice 9.69";

/// Finds gaps.
pub(super) fn gaps(plan: &Plan, thread: &Thread) -> Vec<PlanFinding> {
    let mut findings = Vec::new();
    if !plan.outcomes.is_empty() {
        findings.extend(needs(plan, thread));
        findings.extend(hopes(plan, thread));
    }
    findings.extend(outcomes(plan, thread));
    findings.extend(provision(plan, thread));
    findings
}

fn finding(check: &str, item: &Item, level: Level, message: String, source: &str) -> PlanFinding {
    PlanFinding { check: check.to_string(), item: Some(item.id.clone()), level, message, source: source.to_string() }
}

/// A warning if the author linked the items of `stage`, so that what is missing was left out, else a question.
fn level(items: &[Item], parents: &[Item]) -> Level {
    let links = |item: &Item| item.serves.iter().any(|id| parents.iter().any(|parent| parent.id == *id));
    if items.iter().any(links) { Level::Warning } else { Level::Question }
}

/// True if the author linked the two.
fn is_given(from: &Item, to: &Item) -> bool {
    to.serves.contains(&from.id)
}

fn needs(plan: &Plan, thread: &Thread) -> Vec<PlanFinding> {
    let level = level(&plan.outcomes, &plan.needs);
    let mut findings = Vec::new();
    for (at, need) in plan.needs.iter().enumerate().filter(|(at, need)| !has_outcome(plan, thread, *at, need)) {
        let ids = |items: &[Item], parents: &[Option<usize>]| -> Vec<String> {
            let here = items.iter().zip(parents).filter(|(_, parent)| **parent == Some(at));
            here.map(|(item, _)| item.id.clone()).collect()
        };
        let nearest = ids(&plan.outcomes, &thread.need_of_outcome);
        let helped = ids(&plan.provision, &thread.need_of_provision);
        let (check, kind) = match need.section {
            'C' => ("health-or-care-need-without-outcome", "health need "),
            'D' => ("health-or-care-need-without-outcome", "care need "),
            _ => ("need-without-outcome", "need "),
        };
        let (id, who) = (&need.id, plan.who());
        let message = match (nearest.as_slice(), helped.as_slice()) {
            ([], []) => format!(
                "The {kind}{id} leads to no outcome that I can see. Say what should be different for {who}, or which outcome covers it."
            ),
            ([], helped) => format!(
                "The {kind}{id} leads to no outcome that I can see. {} may help with it: ask what that is to change for {who}, and write the outcome.",
                helped.join(" and ")
            ),
            (nearest, _) => format!(
                "Is {} meant to come from the {kind}{id}? If not, {id} leads to no outcome: say what should be different for {who}.",
                nearest.join(" or ")
            ),
        };
        findings.push(finding(check, need, level, message, OUTCOMES));
    }
    findings
}

/// True if a need leads to an outcome.
pub(super) fn has_outcome(plan: &Plan, thread: &Thread, at: usize, need: &Item) -> bool {
    plan.outcomes.iter().enumerate().any(|(outcome, item)| {
        let close = thread.need_of_outcome[outcome] == Some(at) && thread.needs_outcomes.at(at, outcome) >= GAPS.need;
        is_given(need, item) || close
    })
}

fn hopes(plan: &Plan, thread: &Thread) -> Vec<PlanFinding> {
    let level = level(&plan.needs, &plan.aspirations).max(level(&plan.outcomes, &plan.aspirations));
    let moved = |(at, hope): &(usize, &Item)| {
        let by_need = plan.needs.iter().enumerate().any(|(need, item)| {
            let close = thread.hope_of_need[need] == Some(*at) && thread.hopes_needs.at(*at, need) >= GAPS.hope_by_need;
            (is_given(hope, item) || close) && has_outcome(plan, thread, need, item)
        });
        by_need
            || plan.outcomes.iter().enumerate().any(|(outcome, item)| {
                is_given(hope, item) || thread.hopes_outcomes.at(*at, outcome) >= GAPS.hope_by_outcome
            })
    };
    plan.aspirations.iter().enumerate().filter(|hope| !moved(hope)).map(|(_, hope)| {
        let message = format!(
            "I am not sure that any outcome moves the hope {} forward. Ask what would be a step towards it that {} can take in this phase.",
            hope.id,
            plan.who()
        );
        finding("aspiration-without-outcome", hope, level, message, HOPES)
    }).collect()
}

fn outcomes(plan: &Plan, thread: &Thread) -> Vec<PlanFinding> {
    let mut findings = Vec::new();
    let provision_level = level(&plan.provision, &plan.outcomes);
    let need_level = level(&plan.outcomes, &plan.needs);
    let hope_level = level(&plan.outcomes, &plan.aspirations);
    for (at, outcome) in plan.outcomes.iter().enumerate() {
        let served = plan.provision.iter().enumerate().any(|(provision, item)| {
            let close = thread.outcome_of_provision[provision] == Some(at)
                && thread.outcomes_provision.at(at, provision) >= GAPS.outcome_provision;
            is_given(outcome, item) || close
        });
        if !served && !plan.provision.is_empty() {
            let nearest = thread.outcome_of_provision.iter().position(|of| *of == Some(at));
            let message = match nearest {
                Some(nearest) => format!(
                    "Is {} meant to help with {}? If not, no provision does: say in Section F, G or H who will do what for it, and how often.",
                    plan.provision[nearest].id, outcome.id
                ),
                None => format!(
                    "No provision seems to help with {}. Say in Section F, G or H who will do what for it, and how often.",
                    outcome.id
                ),
            };
            findings.push(finding("outcome-without-provision", outcome, provision_level, message, PROVISION));
        }
        let given_any = !outcome.serves.is_empty();
        let need = thread.need_of_outcome[at]
            .filter(|need| given_any || thread.needs_outcomes.at(*need, at) >= GAPS.outcome_need);
        if need.is_none() && !given_any && !plan.needs.is_empty() {
            let message = format!(
                "{} comes from no need that is described. If it belongs in the plan, describe the need in Section B, C or D.",
                outcome.id
            );
            findings.push(finding("outcome-without-need", outcome, need_level, message, OUTCOMES));
        }
        let by_need = need.is_some_and(|need| {
            let hope = thread.hope_of_need[need];
            hope.is_some_and(|hope| {
                is_given(&plan.aspirations[hope], &plan.needs[need])
                    || thread.hopes_needs.at(hope, need) >= GAPS.outcome_hope_by_need
            })
        });
        let directly = thread.hopes_outcomes.best(at).is_some_and(|(_, score)| score >= GAPS.outcome_hope);
        let given = outcome.serves.iter().any(|id| plan.aspirations.iter().any(|hope| hope.id == *id));
        if !(plan.aspirations.is_empty() || by_need || directly || given) {
            let message = format!(
                "{} serves nothing that {} or the family hopes for, as far as I can see. Ask whether it matters to them, or which hope it serves.",
                outcome.id,
                plan.who()
            );
            findings.push(finding("outcome-without-aspiration", outcome, hope_level, message, HOPES));
        }
    }
    findings
}

fn provision(plan: &Plan, thread: &Thread) -> Vec<PlanFinding> {
    if plan.outcomes.is_empty() {
        return Vec::new();
    }
    let level = level(&plan.provision, &plan.outcomes);
    let mut findings = Vec::new();
    for (at, provision) in plan.provision.iter().enumerate() {
        let given = provision.serves.iter().any(|id| plan.outcomes.iter().any(|outcome| outcome.id == *id));
        let serves = thread.outcome_of_provision[at]
            .is_some_and(|outcome| thread.outcomes_provision.at(outcome, at) >= GAPS.provision);
        if given || serves {
            continue;
        }
        let need = thread.need_of_provision[at].map(|need| &plan.needs[need].id);
        let message = match need {
            Some(need) => format!(
                "{} helps with {need}, which leads to no outcome: once there is one, {} has something to serve.",
                provision.id, provision.id
            ),
            None => format!(
                "{} serves no outcome that I can see. Say which it is for, or ask whether it is still needed.",
                provision.id
            ),
        };
        findings.push(finding("provision-without-outcome", provision, level, message, PROVISION));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::thread::thread;

    fn item(id: &str, text: &str, serves: &[&str]) -> Item {
        let section = id.chars().next().unwrap_or('E');
        let serves = serves.iter().map(ToString::to_string).collect();
        Item { id: id.to_string(), section, area: None, text: text.to_string(), serves }
    }

    fn found(plan: &Plan) -> Vec<(String, String, Level)> {
        let findings = gaps(plan, &thread(plan, &[]));
        findings.into_iter().map(|found| (found.check, found.item.unwrap_or_default(), found.level)).collect()
    }

    /// A plan in which everything is linked by its author.
    fn linked() -> Plan {
        Plan {
            aspirations: vec![item("A1", "Read comics", &[]), item("A2", "Sleep over", &[])],
            needs: vec![item("B1", "Reads slowly", &["A1"]), item("C1", "Wakes at night", &["A2"])],
            outcomes: vec![item("E1", "Reads a comic", &["B1"]), item("E2", "Sleeps all night", &["C1"])],
            provision: vec![item("F1", "Reading lessons", &["E1"]), item("G1", "A sleep nurse", &["E2"])],
            ..Plan::default()
        }
    }

    #[test]
    fn a_plan_whose_author_linked_everything_has_no_gap_whatever_the_texts_say() {
        let mut plan = linked();
        plan.provision[0].text = "Something else altogether".into();
        assert_eq!(found(&plan), []);
    }

    #[test]
    fn what_the_author_left_unlinked_and_nothing_suits_is_a_warning() {
        let mut plan = linked();
        plan.needs.push(item("D1", "Zzz", &["A2"]));
        assert_eq!(found(&plan), [("health-or-care-need-without-outcome".into(), "D1".into(), Level::Warning)]);
    }

    #[test]
    fn an_empty_list_is_not_told_at_every_item() {
        let mut plan = linked();
        plan.provision.clear();
        assert_eq!(found(&plan), []);
        plan.outcomes.clear();
        assert_eq!(found(&plan), []);
    }
}
