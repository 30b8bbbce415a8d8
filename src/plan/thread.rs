//! The thread through a plan: which hope, need, outcome and provision belong together.
//!
//! **In:** a plan and how alike its items are. **Out:** [`Thread`]: links, and how sure each is. **Layer:** 3.
//!
//! Careful readers give nearly every outcome one need, every provision one outcome and every need one hope, so links are found
//! as an assignment: each child its best parent, thinking of the whole plan (`matching.rs`). Provision is also held against
//! the need that its outcome comes from, in turn, until nothing changes; provision that suits a need without an outcome
//! better than any outcome serves that need directly. Links that the author gave are kept, whatever the numbers say.

use super::likeness::{Likeness, WAYS};
use super::matching::{Grid, assign};
use super::weights::{self, Pair};
use crate::domain::{Item, Link, Plan, Stage};

/// One child and the parent that was found for it.
pub(super) type Parents = Vec<Option<usize>>;

/// Which items belong together, by their places in the lists of the plan.
pub(super) struct Thread {
    /// The hope of each need.
    pub hope_of_need: Parents,
    /// The need of each outcome.
    pub need_of_outcome: Parents,
    /// The outcome of each provision.
    pub outcome_of_provision: Parents,
    /// The need of provision that serves no outcome.
    pub need_of_provision: Parents,
    /// The hope that the author gave for each outcome.
    pub hope_of_outcome: Parents,
    /// Scores of hope and need, as the assignment saw them.
    pub hopes_needs: Grid,
    /// Scores of need and outcome, as the assignment saw them.
    pub needs_outcomes: Grid,
    /// Scores of outcome and provision, as the assignment saw them.
    pub outcomes_provision: Grid,
    /// Scores of hope and outcome.
    pub hopes_outcomes: Grid,
    /// Every link.
    pub links: Vec<Link>,
}

/// Scores of a pair of stages: log odds that a parent and a child belong together.
fn grid(likeness: &Likeness, plan: &Plan, pair: &Pair) -> Grid {
    let (from, to) = (pair.from, pair.to);
    Grid::new(plan.stage(from).len(), plan.stage(to).len(), |parent, child| {
        let ways: [f32; WAYS] = likeness.between((from, parent), (to, child));
        pair.base + ways.iter().zip(pair.weights).map(|(way, weight)| way * weight).sum::<f32>()
    })
}

/// The parents that the author gave: of each item the first that stands in `stage`.
fn given(parents: &[Item], children: &[Item]) -> Parents {
    let place = |id: &String| parents.iter().position(|parent| parent.id == *id);
    children.iter().map(|child| child.serves.iter().find_map(place)).collect()
}

/// Finds the thread.
pub(super) fn thread(plan: &Plan, matter: &[Vec<f32>]) -> Thread {
    let likeness = Likeness::new(plan, matter);
    let hopes_needs = grid(&likeness, plan, &weights::HOPE_NEED);
    let needs_outcomes = grid(&likeness, plan, &weights::NEED_OUTCOME);
    let outcomes_provision = grid(&likeness, plan, &weights::OUTCOME_PROVISION);
    let hopes_outcomes = grid(&likeness, plan, &weights::HOPE_OUTCOME);
    let needs_provision = grid(&likeness, plan, &weights::NEED_PROVISION);
    let fixed_need = given(&plan.needs, &plan.outcomes);
    let fixed_outcome = given(&plan.outcomes, &plan.provision);
    let direct_need = given(&plan.needs, &plan.provision);

    let mut need_of_outcome = assign(&needs_outcomes, weights::NEED, &fixed_need);
    let mut outcome_of_provision: Parents = Vec::new();
    let mut need_of_provision: Parents = Vec::new();
    let (mut outcomes_seen, mut needs_seen) = (outcomes_provision.clone(), needs_outcomes.clone());
    for _ in 0..4 {
        outcomes_seen = Grid::new(plan.outcomes.len(), plan.provision.len(), |outcome, provision| {
            let by_need = need_of_outcome[outcome].map_or(weights::NO_NEED, |need| needs_provision.at(need, provision));
            outcomes_provision.at(outcome, provision) + weights::BY_NEED * by_need
        });
        outcome_of_provision = assign(&outcomes_seen, weights::OUTCOME, &fixed_outcome);
        need_of_provision = directly(&outcome_of_provision, &need_of_outcome, &outcomes_seen, &needs_provision);
        for (provision, direct) in direct_need.iter().enumerate() {
            if direct.is_some() && fixed_outcome[provision].is_none() {
                need_of_provision[provision] = *direct;
            }
            if fixed_outcome[provision].is_some() {
                need_of_provision[provision] = None;
            } else if need_of_provision[provision].is_some() {
                outcome_of_provision[provision] = None;
            }
        }
        needs_seen = Grid::new(plan.needs.len(), plan.outcomes.len(), |need, outcome| {
            let served = |provision: &usize| outcome_of_provision[*provision] == Some(outcome);
            let by_provision: f32 =
                (0..plan.provision.len()).filter(served).map(|provision| needs_provision.at(need, provision)).sum();
            needs_outcomes.at(need, outcome) + weights::BY_NEED * by_provision
        });
        let again = assign(&needs_seen, weights::NEED, &fixed_need);
        if again == need_of_outcome {
            break;
        }
        need_of_outcome = again;
    }
    let hopes_seen = Grid::new(plan.aspirations.len(), plan.needs.len(), |hope, need| {
        let outcomes: Vec<usize> =
            (0..plan.outcomes.len()).filter(|outcome| need_of_outcome[*outcome] == Some(need)).collect();
        let by_outcome: f32 = outcomes.iter().map(|outcome| hopes_outcomes.at(hope, *outcome)).sum();
        hopes_needs.at(hope, need) + weights::BY_OUTCOME * by_outcome / outcomes.len().max(1) as f32
    });
    let hope_of_need = assign(&hopes_seen, weights::HOPE, &given(&plan.aspirations, &plan.needs));
    let hope_of_outcome = given(&plan.aspirations, &plan.outcomes);
    let mut thread = Thread {
        hope_of_need,
        need_of_outcome,
        outcome_of_provision,
        need_of_provision,
        hope_of_outcome,
        hopes_needs: hopes_seen,
        needs_outcomes: needs_seen,
        outcomes_provision: outcomes_seen,
        hopes_outcomes,
        links: Vec::new(),
    };
    thread.links = links(plan, &thread, &needs_provision);
    thread
}

/// Provision that suits a need without an outcome better than the outcome that was found for it.
fn directly(outcome_of: &Parents, need_of: &Parents, outcomes: &Grid, needs: &Grid) -> Parents {
    let empty: Vec<usize> = (0..needs.parents()).filter(|need| !need_of.contains(&Some(*need))).collect();
    let choose = |(provision, outcome): (usize, &Option<usize>)| {
        let now = outcome.map_or(weights::OUTCOME.alone, |outcome| outcomes.at(outcome, provision));
        let scored =
            empty.iter().map(|need| (*need, (1.0 + weights::BY_NEED) * needs.at(*need, provision) - weights::DIRECT));
        scored.max_by(|one, two| one.1.total_cmp(&two.1)).filter(|best| best.1 > now).map(|best| best.0)
    };
    outcome_of.iter().enumerate().map(choose).collect()
}

/// Every link: all that the author gave, and a proposal for each child without one.
fn links(plan: &Plan, thread: &Thread, needs_provision: &Grid) -> Vec<Link> {
    let mut links = Vec::new();
    for (_, child) in plan.items() {
        let given = |from: &String| Link { from: from.clone(), to: child.id.clone(), strength: 1.0, given: true };
        links.extend(child.serves.iter().map(given));
    }
    let mut propose = |from: Stage, to: Stage, parents: &Parents, grid: &Grid| {
        for (child, parent) in parents.iter().enumerate() {
            let Some(parent) = *parent else { continue };
            let (from, to) = (&plan.stage(from)[parent].id, &plan.stage(to)[child].id);
            if links.iter().any(|link| link.given && link.from == *from && link.to == *to) {
                continue;
            }
            let strength = weights::strength(grid, parent, child);
            links.push(Link { from: from.clone(), to: to.clone(), strength, given: false });
        }
    };
    propose(Stage::Aspiration, Stage::Need, &thread.hope_of_need, &thread.hopes_needs);
    propose(Stage::Need, Stage::Outcome, &thread.need_of_outcome, &thread.needs_outcomes);
    propose(Stage::Outcome, Stage::Provision, &thread.outcome_of_provision, &thread.outcomes_provision);
    propose(Stage::Need, Stage::Provision, &thread.need_of_provision, needs_provision);
    links
}
