//! The numbers of the thread, and where they come from.
//!
//! **In:** nothing. **Out:** weights of the ways of looking, worths of the assignment, thresholds of the gaps. **Layer:** 3.
//!
//! Weights are logistic regressions of linked and unlinked pairs over the
//! development plans (`corpus/plans`, authors a, b, c and m; those of u and v helped to set the thresholds of hopes) and those of the threads whose authors the matter reader of
//! that fit had not seen (eight of sixteen; the shipped one has seen all forty since). The order of the lists was learnt from the plans alone, since the threads are shuffled. The
//! rest was searched for on the same plans and four of another make. No other plan was looked at.
//!
//! The search could choose between few false findings and few missed ones. Findings in links that are only proposed are
//! questions, and what a question costs is a moment, while a need that nobody answers costs a year: so it leans to asking.
//!
//! Limits: who the ways cannot tell apart, no threshold can. PLANS.md gives the figures.

use super::likeness::WAYS;
use super::matching::{Grid, Worth};
use crate::domain::Stage;

/// How the log odds of a link between two stages add up.
pub(super) struct Pair {
    pub from: Stage,
    pub to: Stage,
    pub weights: [f32; WAYS],
    pub base: f32,
}

pub(super) const HOPE_NEED: Pair =
    Pair { from: Stage::Aspiration, to: Stage::Need, weights: [0.82, 2.54, 10.98, 1.26, 0.0, 2.31], base: -1.32 };
pub(super) const NEED_OUTCOME: Pair =
    Pair { from: Stage::Need, to: Stage::Outcome, weights: [0.6, 4.87, 11.68, 2.9, 0.0, 2.84], base: -2.77 };
pub(super) const OUTCOME_PROVISION: Pair =
    Pair { from: Stage::Outcome, to: Stage::Provision, weights: [0.91, 4.58, 10.22, 3.61, 0.0, 3.03], base: -2.02 };
pub(super) const HOPE_OUTCOME: Pair =
    Pair { from: Stage::Aspiration, to: Stage::Outcome, weights: [0.88, 0.0, 10.71, 1.67, 0.0, 2.04], base: -0.97 };
pub(super) const NEED_PROVISION: Pair =
    Pair { from: Stage::Need, to: Stage::Provision, weights: [0.88, 2.69, 9.31, 2.2, 1.08, 3.64], base: -2.34 };

/// A need with an outcome; an outcome without a need.
pub(super) const NEED: Worth = Worth { cover: 0.0, alone: -2.0 };
/// An outcome with provision; provision without an outcome.
pub(super) const OUTCOME: Worth = Worth { cover: 1.5, alone: -1.5 };
/// A hope with a need; a need without a hope.
pub(super) const HOPE: Worth = Worth { cover: 3.0, alone: -1.0 };

/// How much the need of an outcome counts when its provision is looked for, and the other way round.
pub(super) const BY_NEED: f32 = 0.5;
/// What an outcome without a need counts for then.
pub(super) const NO_NEED: f32 = -1.5;
/// How much the outcomes of a need count when its hope is looked for.
pub(super) const BY_OUTCOME: f32 = 0.6;
/// How much more likely provision is to serve an outcome than a need directly.
pub(super) const DIRECT: f32 = 3.0;

/// Scores under which a link is too weak to close a gap.
pub(super) struct Gaps {
    pub need: f32,
    pub outcome_need: f32,
    pub outcome_provision: f32,
    pub provision: f32,
    pub hope_by_need: f32,
    pub hope_by_outcome: f32,
    pub outcome_hope_by_need: f32,
    pub outcome_hope: f32,
}

pub(super) const GAPS: Gaps = Gaps {
    need: 1.0,
    outcome_need: -0.5,
    outcome_provision: -0.5,
    provision: 0.0,
    hope_by_need: 1.0,
    hope_by_outcome: 0.5,
    outcome_hope_by_need: -1.0,
    outcome_hope: 0.5,
};

/// How likely a proposed link is right, from its score and its lead over the next best parent.
pub(super) fn strength(grid: &Grid, parent: usize, child: usize) -> f32 {
    let own = grid.at(parent, child);
    let rival = (0..grid.parents()).filter(|other| *other != parent).map(|other| grid.at(other, child));
    let lead = own - rival.fold(own - 4.0, f32::max);
    let logit = 1.1 + 0.39 * own + 0.2 * lead;
    (1.0 / (1.0 + (-logit).exp())).clamp(0.01, 0.99)
}
