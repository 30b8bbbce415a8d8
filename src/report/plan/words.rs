//! What is said of a plan in every form of report: title, summary, kinds of items, kinds of links.
//!
//! **In:** a plan and its report. **Out:** plain sentences. **Layer:** 5.

use super::tree::Node;
use crate::domain::{Level, Link, Plan, PlanReport, Stage};
use crate::report::charts::ThreadLine;

/// Strength from which a proposed link is called likely.
const LIKELY: f32 = 0.7;
/// Strength under which it is called a guess.
const GUESS: f32 = 0.45;

/// "Plan for Imogen, Year 11".
pub(in crate::report) fn title(plan: &Plan) -> String {
    let mut title = format!("Plan for {}", plan.child.name.as_deref().unwrap_or("a young person"));
    if let Some(group) = plan.child.year_group {
        title += &format!(", {group}");
    }
    if let Some(name) = &plan.title {
        title += &format!(" ({name})");
    }
    title
}

/// What there is and how much of it wants a look, in a few sentences.
pub(in crate::report) fn summary(plan: &Plan, report: &PlanReport) -> Vec<String> {
    let mut said = Vec::new();
    let counted = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    said.push(format!(
        "{}, {}, {} and {}.",
        counted(plan.aspirations.len(), "hope", "hopes"),
        counted(plan.needs.len(), "need", "needs"),
        counted(plan.outcomes.len(), "outcome", "outcomes"),
        counted(plan.provision.len(), "item of provision", "items of provision"),
    ));
    let of = |level: Level| report.findings.iter().filter(|finding| finding.level == level).count();
    let parts: Vec<String> = [
        (of(Level::Error), "thing to put right", "things to put right"),
        (of(Level::Warning), "thing that could be stronger", "things that could be stronger"),
        (of(Level::Question), "question to ask", "questions to ask"),
    ]
    .into_iter()
    .filter(|(n, _, _)| *n > 0)
    .map(|(n, one, many)| counted(n, one, many))
    .collect();
    said.push(match parts.as_slice() {
        [] => "I found nothing to put right.".to_string(),
        [one] => format!("I found {one}."),
        [most @ .., last] => format!("I found {} and {last}.", most.join(", ")),
    });
    let proposed = report.links.iter().filter(|link| !link.given).count();
    let given = report.links.len() - proposed;
    match (given, proposed) {
        (_, 0) => {}
        (0, 1) => said.push("The one link is a proposal, since the plan gives none: check it.".to_string()),
        (0, _) => said.push(format!("All {proposed} links are proposals, since the plan gives none: check them.")),
        (given, proposed) => said.push(format!(
            "{} by the plan; {} and may be wrong: check {}.",
            counted(given, "link is given", "links are given"),
            counted(proposed, "is a proposal", "are proposals"),
            if proposed == 1 { "it" } else { "them" }
        )),
    }
    if !report.problems.is_empty() {
        said.push(format!(
            "{} could not be read as written; the rest was.",
            counted(report.problems.len(), "place in the file", "places in the file")
        ));
    }
    said
}

/// How a link is meant, in words: nothing for a given one.
pub(in crate::report) fn link_in_words(link: &Link) -> Option<&'static str> {
    if link.given {
        return None;
    }
    Some(match link.strength {
        strength if strength >= LIKELY => "proposed, likely",
        strength if strength >= GUESS => "proposed",
        _ => "proposed, a guess",
    })
}

/// How a link is drawn.
pub(in crate::report) fn link_line(link: &Link) -> ThreadLine {
    match link {
        Link { given: true, .. } => ThreadLine::Given,
        Link { strength, .. } if *strength >= GUESS => ThreadLine::Proposed,
        _ => ThreadLine::Guess,
    }
}

/// "Hope", "Health need", "Outcome", "Care provision".
pub(in crate::report) fn kind(node: &Node<'_>) -> &'static str {
    match (node.stage, node.item.section) {
        (Stage::Aspiration, _) => "Hope",
        (Stage::Need, 'C') => "Health need",
        (Stage::Need, 'D') => "Care need",
        (Stage::Need, _) => "Need",
        (Stage::Outcome, _) => "Outcome",
        (Stage::Provision, 'G') => "Health provision",
        (Stage::Provision, 'H') => "Care provision",
        (Stage::Provision, _) => "Provision",
    }
}

/// "To put right", "Could be stronger", "To ask".
pub(in crate::report) fn level_in_words(level: Level) -> &'static str {
    match level {
        Level::Error => "To put right",
        Level::Warning => "Could be stronger",
        Level::Question => "To ask",
    }
}
