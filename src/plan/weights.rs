//! The numbers of the thread, and where they come from.
//!
//! **In:** nothing. **Out:** weights of the ways of looking, worths of the assignment, thresholds of the gaps. **Layer:** 3.
//!
//! Weights are logistic regressions, of linked and unlinked pairs and of items with and without a partner, over the
//! development plans (`corpus/plans`, authors a, b, c and m) and those of the threads whose authors the matter reader of
//! that fit had not seen (eight of sixteen). The order of the lists was learnt from the plans alone, since the threads are shuffled. The
//! rest was searched for on the same plans and four of another make. No other plan was looked at.
//!
//! The search could choose between few false findings and few missed ones. Findings in links that are only proposed are
//! questions, and what a question costs is a moment, while a need that nobody answers costs a year: so it leans to asking.
//!
//! Limits: who the ways cannot tell apart, no threshold can. PLANS.md gives the figures.

use super::likeness::WAYS;
use super::matching::{Grid, Worth};
use super::standing::STANDINGS;
use crate::domain::Stage;

/// How the log odds of a link between two stages add up.
pub(super) struct Pair {
    pub from: Stage,
    pub to: Stage,
    pub weights: [f32; WAYS],
    pub base: f32,
}

pub(super) const HOPE_NEED: Pair =
    Pair { from: Stage::Aspiration, to: Stage::Need, weights: [0.93, 3.22, 10.87, 1.23, 0.0, 1.82], base: -1.43 };
pub(super) const NEED_OUTCOME: Pair =
    Pair { from: Stage::Need, to: Stage::Outcome, weights: [0.71, 5.35, 11.56, 3.1, 0.0, 2.74], base: -2.88 };
pub(super) const OUTCOME_PROVISION: Pair =
    Pair { from: Stage::Outcome, to: Stage::Provision, weights: [1.05, 5.25, 10.17, 3.73, 0.0, 2.58], base: -2.06 };
pub(super) const HOPE_OUTCOME: Pair =
    Pair { from: Stage::Aspiration, to: Stage::Outcome, weights: [1.01, 0.64, 10.67, 1.81, 0.0, 1.32], base: -0.95 };
pub(super) const NEED_PROVISION: Pair =
    Pair { from: Stage::Need, to: Stage::Provision, weights: [0.97, 3.39, 9.31, 2.44, 1.11, 3.4], base: -2.44 };

/// A need with an outcome; an outcome without a need.
pub(super) const NEED: Worth = Worth { cover: 1.0, alone: -2.0 };
/// An outcome with provision; provision without an outcome.
pub(super) const OUTCOME: Worth = Worth { cover: 1.0, alone: -1.0 };
/// A hope with a need; a need without a hope.
pub(super) const HOPE: Worth = Worth { cover: 2.0, alone: -1.0 };

/// How much the need of an outcome counts when its provision is looked for, and the other way round.
pub(super) const BY_NEED: f32 = 0.3;
/// What an outcome without a need counts for then.
pub(super) const NO_NEED: f32 = -1.5;
/// How much the outcomes of a need count when its hope is looked for.
pub(super) const BY_OUTCOME: f32 = 0.9;
/// How much more likely provision is to serve an outcome than a need directly.
pub(super) const DIRECT: f32 = 3.0;

/// How alone an item stands, from its standing: the log odds that nothing in the plan goes with it. Above `least` a gap is
/// told.
pub(super) struct Alone {
    pub weights: [f32; STANDINGS],
    pub base: f32,
    pub least: f32,
}

pub(super) const NEED_ALONE: Alone = Alone { weights: [-0.12, -0.15, -2.59, -2.31, -0.45], base: -0.36, least: -3.25 };
pub(super) const OUTCOME_WITHOUT_NEED: Alone =
    Alone { weights: [-0.15, -0.2, -1.44, -1.31, 0.0], base: -2.16, least: -2.5 };
pub(super) const OUTCOME_WITHOUT_PROVISION: Alone =
    Alone { weights: [-0.11, -0.25, -1.59, -0.34, -0.28], base: -2.91, least: -3.0 };
pub(super) const OUTCOME_WITHOUT_HOPE: Alone =
    Alone { weights: [-0.19, -0.17, -0.69, -1.13, 0.0], base: -2.99, least: -2.75 };
pub(super) const PROVISION_ALONE: Alone =
    Alone { weights: [-0.1, -0.15, -3.32, -0.92, -0.51], base: -1.71, least: -2.75 };
pub(super) const HOPE_ALONE: Alone = Alone { weights: [-0.12, -0.32, -2.29, -1.58, -0.43], base: 0.65, least: -2.5 };

/// How likely a proposed link is right, from its score and its lead over the next best parent.
pub(super) fn strength(grid: &Grid, parent: usize, child: usize) -> f32 {
    let own = grid.at(parent, child);
    let rival = (0..grid.parents()).filter(|other| *other != parent).map(|other| grid.at(other, child));
    let lead = own - rival.fold(own - 4.0, f32::max);
    let logit = 1.1 + 0.39 * own + 0.2 * lead;
    (1.0 / (1.0 + (-logit).exp())).clamp(0.01, 0.99)
}
