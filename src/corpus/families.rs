//! Rows that must stay on one side of a split.
//!
//! **In:** files of labelled statements. **Out:** groups of rows. **Layer:** 6.
//!
//! Rows that share a `family`, or half of their words, belong together. Here no pair may be missed, so it is not left to
//! chance as the search for near-copies is: if two sets of words are half alike, they share one of their rarest words.
//! How many of the rarest follows from the size of the set (prefix filtering, Chaudhuri, Ganti and Kaushik 2006), and rare
//! words stand in few rows, which makes it quick.

use super::groups::Groups;
use super::shingles::{Shingles, jaccard};
use crate::document::labelled_files::LabelledFiles;
use std::collections::HashMap;

/// Share of words in common that makes a family.
pub(super) const ALIKE: f64 = 0.5;

/// Groups of rows, those alone included, in the order of their first rows.
pub(super) fn families(files: &LabelledFiles) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(files.rows.len());
    let mut named: HashMap<&str, usize> = HashMap::new();
    for (row, of) in files.rows.iter().enumerate() {
        if let Some(family) = &of.statement().family {
            groups.join(*named.entry(family).or_insert(row), row);
        }
    }
    let sets: Vec<Vec<u64>> = files.rows.iter().map(|row| Shingles::of(&row.statement().text).words).collect();
    link(&sets, ALIKE, &mut groups);
    groups.lists()
}

/// Joins all sets at least this alike.
fn link(sets: &[Vec<u64>], likeness: f64, groups: &mut Groups) {
    let mut frequency: HashMap<u64, usize> = HashMap::new();
    sets.iter().flatten().for_each(|word| *frequency.entry(*word).or_default() += 1);
    let mut known: HashMap<&[u64], usize> = HashMap::new();
    let mut standing: HashMap<u64, Vec<usize>> = HashMap::new();
    for (row, set) in sets.iter().enumerate() {
        if let Some(first) = known.get(set.as_slice()) {
            groups.join(*first, row);
            continue;
        }
        known.insert(set, row);
        let mut rarest = set.clone();
        rarest.sort_unstable_by_key(|word| (frequency[word], *word));
        let shared = (likeness * set.len() as f64 - 1e-9).ceil() as usize;
        for word in &rarest[..set.len() + 1 - shared.max(1)] {
            let rows = standing.entry(*word).or_default();
            for other in rows.iter().copied() {
                if !groups.together(row, other) && jaccard(set, &sets[other]) >= likeness {
                    groups.join(row, other);
                }
            }
            rows.push(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::statements::Form;
    use proptest::prelude::*;

    #[test]
    fn a_shared_family_or_half_of_the_words_keep_rows_together() {
        let csv = "text,label,family\nreads a book daily,outcome,f1\na laptop,resource,\nswims,outcome,f1\n\
                   reads a book weekly,outcome,\nlaptop,resource,\nbetter sleep,outcome,\nthe laptop she has,resource,\n";
        let files = LabelledFiles::parse(vec![("a.csv".into(), Form::Csv, csv.into())]).unwrap();
        // "reads a book daily" and "… weekly": 3 of 5. "a laptop" and "laptop": 1 of 2. "the laptop she has": 1 of 5, 1 of 4.
        assert_eq!(families(&files), [vec![0, 2, 3], vec![1, 4], vec![5], vec![6]]);
    }

    proptest! {
        #[test]
        fn no_pair_that_is_alike_is_missed(
            sets in proptest::collection::vec(proptest::collection::btree_set(0..12u64, 0..7), 1..40),
            likeness in prop::sample::select(vec![0.5, 0.6, 0.8, 1.0]),
        ) {
            let sets: Vec<Vec<u64>> = sets.into_iter().map(|set| set.into_iter().collect()).collect();
            let mut wanted = Groups::new(sets.len());
            for later in 0..sets.len() {
                for earlier in 0..later {
                    let same = sets[earlier] == sets[later];
                    if same || jaccard(&sets[earlier], &sets[later]) >= likeness {
                        wanted.join(earlier, later);
                    }
                }
            }
            let mut found = Groups::new(sets.len());
            link(&sets, likeness, &mut found);
            prop_assert_eq!(found.lists(), wanted.lists());
        }
    }
}
