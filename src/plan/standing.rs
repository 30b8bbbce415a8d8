//! How alone an item stands in its plan.
//!
//! **In:** grids of scores and a thread through them. **Out:** five numbers an item. **Layer:** 3.
//!
//! A need without an outcome is seldom far from every outcome: some outcome is a little about it. What gives it away is that
//! this outcome has a better need. So an item is judged by its own partner, by the best that it could have, and by how
//! much of all the others' liking falls to it (`weights.rs` says what that means for each kind of gap).

use super::matching::Grid;
use super::weights::Alone;

/// Numbers of a standing, in this order: the score of the own partner, the best score of any partner, the greatest nearness of
/// vectors, the shares in the liking of all possible partners together, and what else goes with it.
pub(super) const STANDINGS: usize = 5;

/// The score of somebody without a partner, and the lowest that counts.
pub(super) const NOBODY: f32 = -6.0;
/// The best score among no one.
pub(super) const NOTHING: f32 = -4.0;

pub(super) type Standing = [f32; STANDINGS];

/// True if what has this standing has no partner in the plan.
pub(super) fn is_alone(standing: &Standing, rule: &Alone) -> bool {
    let sum: f32 = standing.iter().zip(rule.weights).map(|(number, weight)| number * weight).sum();
    sum + rule.base >= rule.least
}

/// The best score in the row of a parent.
pub(super) fn best_child(grid: &Grid, parent: usize) -> f32 {
    (0..grid.children()).map(|child| grid.at(parent, child)).reduce(f32::max).unwrap_or(NOTHING)
}

/// The best score in the column of a child.
pub(super) fn best_parent(grid: &Grid, child: usize) -> f32 {
    (0..grid.parents()).map(|parent| grid.at(parent, child)).reduce(f32::max).unwrap_or(NOTHING)
}

/// The shares of a parent in what each child gives its parents: e to the score, as a share of the child's sum.
pub(super) fn shares_of_children(grid: &Grid, parent: usize) -> f32 {
    (0..grid.children()).map(|child| share(grid.at(parent, child), |at| grid.at(at, child), grid.parents())).sum()
}

/// The shares of a child in what each parent gives its children.
pub(super) fn shares_of_parents(grid: &Grid, child: usize) -> f32 {
    (0..grid.parents()).map(|parent| share(grid.at(parent, child), |at| grid.at(parent, at), grid.children())).sum()
}

fn share(own: f32, rival: impl Fn(usize) -> f32, rivals: usize) -> f32 {
    1.0 / (0..rivals).map(|at| (rival(at) - own).exp()).sum::<f32>()
}

/// The best score of a parent with the children that are its own, [`NOBODY`] if there is none.
pub(super) fn own_child(grid: &Grid, parents: &[Option<usize>], parent: usize) -> f32 {
    let own = parents.iter().enumerate().filter(|(_, of)| **of == Some(parent));
    own.map(|(child, _)| grid.at(parent, child)).fold(NOBODY, f32::max)
}

/// The score of a child with its own parent, [`NOBODY`] if it has none.
pub(super) fn own_parent(grid: &Grid, parents: &[Option<usize>], child: usize) -> f32 {
    parents[child].map_or(NOBODY, |parent| grid.at(parent, child).max(NOBODY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_all_parents_in_one_child_are_one_together() {
        let grid = Grid::new(3, 1, |parent, _| parent as f32 * 700.0 - 900.0);
        let sum: f32 = (0..3).map(|parent| shares_of_children(&grid, parent)).sum();
        assert!((sum - 1.0).abs() < 1e-5, "{sum}");
    }

    #[test]
    fn a_parent_whose_children_all_have_a_better_one_stands_lower_than_one_that_is_liked() {
        let grid = Grid::new(2, 2, |parent, child| if parent == 0 { 2.0 } else { 1.9 - child as f32 });
        assert!(shares_of_children(&grid, 0) > shares_of_children(&grid, 1));
        assert_eq!(own_child(&grid, &[Some(0), Some(0)], 1), NOBODY);
        assert_eq!(own_parent(&grid, &[Some(0), None], 0), 2.0);
        assert_eq!((best_child(&grid, 1), best_parent(&grid, 1)), (1.9, 2.0));
    }
}
