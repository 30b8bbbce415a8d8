//! What the plan is told of its outcomes one by one, and of their number.
//!
//! **In:** a plan, and what is known of each outcome. **Out:** `outcome-is-provision`, `vague-outcome`, `too-few-outcomes`,
//! `too-many-outcomes`. **Layer:** 3.

use super::Judged;
use crate::domain::{Label, Level, Notice, Plan, PlanFinding};

/// Fewer are seldom enough for a whole plan, more are seldom read (guidance says three to ten).
const FEWEST: usize = 3;
const MOST: usize = 8;
/// From here on it is a matter for the next review, not a remark.
const FAR_TOO_MANY: usize = 10;
/// Probability of being an outcome up to which a statement is called provision although the verdict is not sure.
const UNLIKELY: f32 = 0.25;

fn finding(check: &str, item: Option<&str>, level: Level, message: String, source: &str) -> PlanFinding {
    PlanFinding { check: check.to_string(), item: item.map(str::to_string), level, message, source: source.to_string() }
}

/// True for an outcome that is a service, activity, output or resource.
pub(super) fn is_provision(judged: &Judged) -> bool {
    let verdict = &judged.classification;
    let silent = matches!(verdict.notice, Some(Notice::NotEnglish | Notice::NotAStatement | Notice::Safeguarding));
    let receives = judged.findings.iter().any(|finding| finding.check == "receives-provision");
    let named = !verdict.label.is_outcome() && (verdict.sure || verdict.probabilities.outcome < UNLIKELY);
    !silent && (named || receives)
}

/// What the help is that stands where an outcome should.
fn help(judged: &Judged) -> &'static str {
    match judged.classification.label {
        Label::Outcome => "what will be had or attended",
        other => other.with_article(),
    }
}

/// True for an outcome of which nobody could see whether it has come true.
fn is_vague(judged: &Judged) -> bool {
    let has = |check: &str| judged.findings.iter().any(|finding| finding.check == check);
    let unmeasured = has("missing-measure");
    (has("vague-verb") || has("cannot-fail")) && unmeasured
        || judged.classification.vague && (unmeasured || has("vague-verb"))
}

/// Finds outcomes that are none or that nobody could check. `judged` are in the order of the outcomes.
pub(super) fn statements(plan: &Plan, judged: &[Judged]) -> Vec<PlanFinding> {
    let mut findings = Vec::new();
    for (outcome, judged) in plan.outcomes.iter().zip(judged) {
        let id = Some(outcome.id.as_str());
        if is_provision(judged) {
            let message = format!(
                "{} names {}, not what will be different for {}. Move it to Section F, and say here what it is to make possible.",
                outcome.id,
                help(judged),
                plan.who()
            );
            findings.push(finding("outcome-is-provision", id, Level::Error, message, "SEND Code of Practice 9.66"));
        } else if judged.classification.label.is_outcome() && is_vague(judged) {
            let message = format!(
                "Nobody could tell whether {} has come true. Say what will be seen: how often, how much, with what help, where or with whom.",
                outcome.id
            );
            findings.push(finding("vague-outcome", id, Level::Warning, message, "SEND Code of Practice 9.66"));
        }
    }
    findings
}

/// Says so if there are too few or too many outcomes.
pub(super) fn number(plan: &Plan) -> Option<PlanFinding> {
    let n = plan.outcomes.len();
    let outcomes = if n == 1 { "outcome" } else { "outcomes" };
    if n == 0 {
        let message =
            "The plan has no outcome. Ask what should be different for the young person by the end of this phase.";
        return Some(finding(
            "too-few-outcomes",
            None,
            Level::Error,
            message.to_string(),
            "SEND Code of Practice 9.64",
        ));
    }
    if n < FEWEST {
        let message = format!(
            "The plan has only {n} {outcomes}. Three to eight are usual; ask what else should be different by the end of this phase."
        );
        return Some(finding("too-few-outcomes", None, Level::Question, message, "SEND Code of Practice 9.64"));
    }
    if n > MOST {
        let level = if n > FAR_TOO_MANY { Level::Warning } else { Level::Question };
        let message = format!(
            "The plan has {n} outcomes. Three to eight are usual; choose with {} which matter most, and move smaller steps to the support plan.",
            plan.who()
        );
        return Some(finding("too-many-outcomes", None, level, message, "SEND Code of Practice 9.69"));
    }
    None
}
