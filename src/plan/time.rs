//! What is the matter with the time of outcomes, seen beside the rest of the plan.
//!
//! **In:** a plan, what each outcome says of time, the thread. **Out:** `deadline-past`, `deadline-conflict`,
//! `stepping-stone-missing`. **Layer:** 3.

use super::Judged;
use super::thread::Thread;
use crate::domain::{Deadline, Horizon, Level, Plan, PlanFinding, TimeProblem, Timing};
use jiff::civil::Date;

/// "22 July 2027".
fn plain(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// Likeness from which an outcome is about the matter of another, so that it may be a step towards it.
const ALIKE: f32 = 0.5;

/// Finds what is the matter with the time of each outcome. `judged`, and `matter`, which says what they are about, are in the
/// order of the outcomes.
pub(super) fn time(plan: &Plan, judged: &[Judged], thread: &Thread, matter: &[Vec<f32>]) -> Vec<PlanFinding> {
    let mut findings = Vec::new();
    for (at, (outcome, Judged { timing, .. })) in plan.outcomes.iter().zip(judged).enumerate() {
        let mut add = |check: &str, level, message: String, source: &str| {
            findings.push(PlanFinding {
                check: check.to_string(),
                item: Some(outcome.id.clone()),
                level,
                message,
                source: source.to_string(),
            });
        };
        let stated = timing.stated();
        let said = stated.map_or("the deadline", |deadline| deadline.phrase.text.as_str());
        if timing.has(TimeProblem::Conflict) {
            add("deadline-conflict", Level::Warning, conflict(plan, timing, said), "SEND Code of Practice 9.66");
        } else if timing.has(TimeProblem::Past) {
            let day = stated.and_then(|deadline| deadline.date);
            let when = day.map_or_else(String::new, |day| format!(" ({})", plain(day)));
            let message = format!(
                "“{said}”{when} has already passed. Say whether the outcome was reached; if not, agree on a new date."
            );
            add("deadline-past", Level::Warning, message, "SEND Code of Practice 9.66");
        } else if timing.horizon == Some(Horizon::Long) && !has_step(plan, judged, thread, matter, at) {
            let when =
                stated.and_then(|deadline| deadline.date).map_or_else(String::new, |day| format!(", {},", plain(day)));
            let message = format!(
                "This lies far ahead{when} and no nearer outcome leads there. What would {} be able to do by the end of this phase, on the way?",
                plan.who()
            );
            add("stepping-stone-missing", Level::Warning, message, "SEND Code of Practice 9.68");
        }
    }
    findings
}

fn conflict(plan: &Plan, timing: &Timing, said: &str) -> String {
    let days: Vec<&Deadline> = timing.found.iter().filter(|deadline| deadline.date.is_some()).collect();
    let told = |deadline: &&Deadline| {
        format!("“{}” is {}", deadline.phrase.text, deadline.date.map_or_else(String::new, plain))
    };
    match days.as_slice() {
        [one, two, ..] if one.date != two.date => {
            format!("{}, but {}. Both cannot hold; keep the one that is meant.", told(one), told(two))
        }
        _ => {
            let known = match (plan.child.year_group, plan.child.date_of_birth) {
                (Some(group), _) => format!(" ({group} now)"),
                (None, Some(born)) => format!(" (born on {})", plain(born)),
                (None, None) => String::new(),
            };
            format!(
                "“{said}” does not go together with {}’s year group or age{known}. Check which of them is right.",
                plan.who()
            )
        }
    }
}

/// True if an outcome with an earlier day comes from the same need, is about the same matter, or is said to serve the same
/// hope. A hope that they only seem to share makes no step: most outcomes share one.
fn has_step(plan: &Plan, judged: &[Judged], thread: &Thread, matter: &[Vec<f32>], far: usize) -> bool {
    let day = |at: usize| judged.get(at).and_then(|judged| judged.timing.stated()).and_then(|deadline| deadline.date);
    let need = |at: usize| thread.need_of_outcome.get(at).copied().flatten();
    let hope = |at: usize| thread.hope_of_outcome.get(at).copied().flatten();
    let alike = |at: usize| match (matter.get(at), matter.get(far)) {
        (Some(one), Some(two)) => likeness(one, two) >= ALIKE,
        _ => false,
    };
    (0..plan.outcomes.len()).filter(|at| *at != far).any(|at| {
        let nearer = match (day(at), day(far)) {
            (Some(near), Some(far)) => near < far,
            _ => judged
                .get(at)
                .is_some_and(|judged| matches!(judged.timing.horizon, Some(Horizon::Short | Horizon::Medium))),
        };
        let same = |of: &dyn Fn(usize) -> Option<usize>| of(at).is_some() && of(at) == of(far);
        nearer && (same(&need) || same(&hope) || alike(at))
    })
}

/// The cosine of two vectors.
fn likeness(one: &[f32], two: &[f32]) -> f32 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
    dot(one, two) / (dot(one, one) * dot(two, two)).sqrt().max(f32::MIN_POSITIVE)
}
