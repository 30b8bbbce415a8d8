//! Rows that belong together, step by step.
//!
//! **In:** pairs of row numbers. **Out:** groups, each called by its first row. **Layer:** 6.
//!
//! What is linked to something that is linked to a row is in that row's group: a copy of a copy must not stand on the
//! other side of a split.

/// Row numbers 0 to n − 1, every one in a group of its own until it is joined to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Groups {
    above: Vec<usize>,
}

impl Groups {
    /// `n` rows, each alone.
    pub(super) fn new(n: usize) -> Self {
        Groups { above: (0..n).collect() }
    }

    /// The first row of the group that `row` is in.
    pub(super) fn first(&mut self, mut row: usize) -> usize {
        while self.above[row] != row {
            self.above[row] = self.above[self.above[row]];
            row = self.above[row];
        }
        row
    }

    /// Puts the groups of both rows together.
    pub(super) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.above[one.max(other)] = one.min(other);
    }

    /// True if both rows are in one group already.
    pub(super) fn together(&mut self, one: usize, other: usize) -> bool {
        self.first(one) == self.first(other)
    }

    /// The rows of every group in order, the groups in the order of their first rows.
    pub(super) fn lists(mut self) -> Vec<Vec<usize>> {
        let mut lists = vec![Vec::new(); self.above.len()];
        for row in 0..lists.len() {
            let first = self.first(row);
            lists[first].push(row);
        }
        lists.retain(|list: &Vec<usize>| !list.is_empty());
        lists
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_linked_step_by_step_are_one_group_called_by_its_first_row() {
        let mut groups = Groups::new(6);
        groups.join(4, 2);
        groups.join(5, 4);
        groups.join(1, 5);
        assert_eq!(groups.first(5), 1);
        assert!(groups.together(2, 5) && !groups.together(0, 1));
        assert_eq!(groups.lists(), [vec![0], vec![1, 2, 4, 5], vec![3]]);
    }
}
