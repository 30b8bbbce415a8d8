//! Gives every child of a thread its parent, thinking of the whole plan.
//!
//! **In:** a score for every parent and child, what covering a parent is worth, what having no parent costs. **Out:** one
//! parent a child, or none. **Layer:** 3.
//!
//! Taking the best parent for each child leaves parents empty that a careful reader would fill: two outcomes on reading and
//! one need on reading, while the need beside it, a little less alike, has none. A parent with a child is worth `cover` here, and
//! chains of exchanges ("this one takes that child, whose parent takes another") are followed while they gain.

use std::collections::HashMap;

/// Scores, parents down and children across.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    parents: usize,
    children: usize,
    scores: Vec<f32>,
}

impl Grid {
    pub(super) fn new(parents: usize, children: usize, score: impl Fn(usize, usize) -> f32) -> Self {
        let scores = (0..parents).flat_map(|parent| (0..children).map(move |child| (parent, child)));
        Grid { parents, children, scores: scores.map(|(parent, child)| score(parent, child)).collect() }
    }

    pub(super) fn at(&self, parent: usize, child: usize) -> f32 {
        self.scores[parent * self.children + child]
    }

    pub(super) fn parents(&self) -> usize {
        self.parents
    }

    /// The best parent of a child.
    pub(super) fn best(&self, child: usize) -> Option<(usize, f32)> {
        let scored = (0..self.parents).map(|parent| (parent, self.at(parent, child)));
        scored.max_by(|one, two| one.1.total_cmp(&two.1).then(two.0.cmp(&one.0)))
    }
}

/// Plans with more pairs than this get the best parent for each child and nothing more.
const MOST_PAIRS: usize = 20_000;

/// What covering a parent is worth, and what a child without a parent scores.
#[derive(Debug, Clone, Copy)]
pub(super) struct Worth {
    pub cover: f32,
    pub alone: f32,
}

/// One parent a child, or none. Children in `fixed` keep the parent that they have there.
pub(super) fn assign(grid: &Grid, worth: Worth, fixed: &[Option<usize>]) -> Vec<Option<usize>> {
    let is_fixed = |child: usize| fixed.get(child).copied().flatten();
    let mut parent_of: Vec<Option<usize>> = (0..grid.children)
        .map(|child| {
            is_fixed(child).or_else(|| grid.best(child).filter(|best| best.1 > worth.alone).map(|best| best.0))
        })
        .collect();
    if grid.parents * grid.children > MOST_PAIRS {
        return parent_of;
    }
    let movable: Vec<usize> = (0..grid.children).filter(|child| is_fixed(*child).is_none()).collect();
    for _ in 0..2 * grid.parents {
        let best = (0..grid.parents)
            .filter(|parent| !parent_of.contains(&Some(*parent)))
            .filter_map(|parent| exchange(grid, worth, &parent_of, &movable, parent))
            .max_by(|one, two| one.0.total_cmp(&two.0));
        let Some((_, moves)) = best else { break };
        for (parent, child) in moves {
            parent_of[child] = Some(parent);
        }
    }
    parent_of
}

/// The best chain of exchanges that gives an empty parent a child, if any gains: each parent with the child that it takes.
fn exchange(
    grid: &Grid,
    worth: Worth,
    parent_of: &[Option<usize>],
    movable: &[usize],
    empty: usize,
) -> Option<(f32, Vec<(usize, usize)>)> {
    let mut count = vec![0usize; grid.parents];
    parent_of.iter().flatten().for_each(|parent| count[*parent] += 1);
    let mut gain: HashMap<usize, f32> = HashMap::from([(empty, worth.cover)]);
    let mut via: HashMap<usize, (usize, usize)> = HashMap::new();
    let mut best: Option<(f32, usize, usize)> = None;
    let back = |via: &HashMap<usize, (usize, usize)>, mut at: usize, to: usize| {
        while at != empty {
            at = via[&at].0;
            if at == to {
                return true;
            }
        }
        false
    };
    for _ in 0..grid.parents {
        let mut changed = false;
        let mut open: Vec<usize> = gain.keys().copied().collect();
        open.sort_unstable();
        for parent in open {
            for &child in movable {
                let from = parent_of[child];
                if from == Some(parent) {
                    continue;
                }
                let total =
                    gain[&parent] + grid.at(parent, child) - from.map_or(worth.alone, |from| grid.at(from, child));
                match from {
                    Some(from) if count[from] == 1 => {
                        let better = gain.get(&from).is_none_or(|known| total > known + 1e-6);
                        if from != empty && better && !(parent == from || back(&via, parent, from)) {
                            gain.insert(from, total);
                            via.insert(from, (parent, child));
                            changed = true;
                        }
                    }
                    _ => {
                        if total > best.map_or(1e-6, |best| best.0) {
                            best = Some((total, parent, child));
                        }
                    }
                }
            }
        }
        if !changed {
            break;
        }
    }
    let (total, mut parent, child) = best?;
    let mut moves = vec![(parent, child)];
    for _ in 0..grid.parents {
        if parent == empty {
            return Some((total, moves));
        }
        let (next, child) = *via.get(&parent)?;
        moves.push((next, child));
        parent = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORTH: Worth = Worth { cover: 1.0, alone: -1.0 };

    fn grid(rows: &[&[f32]]) -> Grid {
        Grid::new(rows.len(), rows.first().map_or(0, |row| row.len()), |parent, child| rows[parent][child])
    }

    #[test]
    fn an_empty_parent_takes_the_child_that_costs_least() {
        // Both children like the first parent best; the second child loses 0.5 by moving, the parent gains 1.
        assert_eq!(assign(&grid(&[&[2.0, 1.0], &[0.0, 0.5]]), WORTH, &[]), [Some(0), Some(1)]);
    }

    #[test]
    fn a_parent_that_nothing_suits_stays_empty() {
        assert_eq!(assign(&grid(&[&[2.0, 2.0], &[-1.0, -1.0]]), WORTH, &[]), [Some(0), Some(0)]);
    }

    #[test]
    fn a_chain_of_exchanges_is_followed() {
        // The third parent only suits child 0, whose parent is then content with child 1 of the crowded one.
        let grid = grid(&[&[1.0, 0.9, -5.0], &[-5.0, 1.0, 1.0], &[0.8, -5.0, -5.0]]);
        assert_eq!(assign(&grid, WORTH, &[]), [Some(2), Some(0), Some(1)]);
    }

    #[test]
    fn a_child_that_suits_nobody_has_no_parent_and_a_fixed_one_keeps_its_own() {
        assert_eq!(
            assign(&grid(&[&[-3.0, -3.0]]), Worth { cover: 0.0, alone: -1.0 }, &[None, Some(0)]),
            [None, Some(0)]
        );
    }

    proptest! {
        #[test]
        fn exchanges_never_make_the_whole_worse(scores in prop::collection::vec(-3f32..3.0, 30), parents in 1usize..6) {
            let children = 30 / parents;
            let grid = Grid::new(parents, children, |parent, child| scores[parent * children + child]);
            let value = |parent_of: &[Option<usize>]| {
                let links: f32 = parent_of.iter().enumerate().map(|(child, parent)| parent.map_or(WORTH.alone, |parent| grid.at(parent, child))).sum();
                let covered = (0..parents).filter(|parent| parent_of.contains(&Some(*parent))).count();
                links + covered as f32 * WORTH.cover
            };
            let plain: Vec<Option<usize>> = (0..children).map(|child| grid.best(child).filter(|best| best.1 > WORTH.alone).map(|best| best.0)).collect();
            prop_assert!(value(&assign(&grid, WORTH, &[])) >= value(&plain) - 1e-4);
        }
    }
}
