//! Near-copies among many statements.
//!
//! **In:** texts, a likeness between 0.5 and 1. **Out:** groups of near-copies, and how near each is. **Layer:** 6.
//!
//! Candidates come from MinHash over words and over runs of letters; each is then compared exactly, so every link is
//! a true one. Texts with the same pieces are put together first, since a thousand copies of one line would be half a million
//! pairs.

use super::groups::Groups;
use super::minhash;
use super::shingles::Shingles;
use rayon::prelude::*;
use std::collections::HashMap;

/// Earlier rows of a group that a row is compared with to say how near it is.
const COMPARED: usize = 100;

/// Rows that are near-copies, linked step by step.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Alike {
    /// The first row of the group.
    pub(super) first: usize,
    /// The others in order, each with its likeness to the earlier row of the group that it is most like.
    pub(super) others: Vec<(usize, f64)>,
}

/// Groups of two and more among `texts`, in the order of their first rows.
pub(super) fn alike(texts: &[&str], likeness: f64, seed: u64) -> Vec<Alike> {
    let shingles: Vec<Shingles> = texts.par_iter().map(|text| Shingles::of(text)).collect();
    let mut groups = Groups::new(texts.len());
    let mut known: HashMap<&Shingles, usize> = HashMap::new();
    let mut distinct = Vec::new();
    for (row, set) in shingles.iter().enumerate() {
        match known.get(set) {
            Some(first) => groups.join(*first, row),
            None => {
                known.insert(set, row);
                distinct.push(row);
            }
        }
    }
    for pieces in [|set: &Shingles| set.words.as_slice(), |set: &Shingles| set.runs.as_slice()] as [Pieces; 2] {
        let sets: Vec<&[u64]> = distinct.iter().map(|row| pieces(&shingles[*row])).collect();
        minhash::candidates(&sets, likeness, seed, |one, other| {
            let (one, other) = (distinct[one], distinct[other]);
            if !groups.together(one, other) && shingles[one].likeness(&shingles[other]) >= likeness {
                groups.join(one, other);
            }
        });
    }
    let nearest = |earlier: &[usize], row: usize| {
        let near = earlier.iter().take(COMPARED).map(|other| shingles[*other].likeness(&shingles[row]));
        near.fold(0.0, f64::max)
    };
    groups
        .lists()
        .into_iter()
        .filter(|rows| rows.len() > 1)
        .map(|rows| Alike {
            first: rows[0],
            others: (1..rows.len()).map(|place| (rows[place], nearest(&rows[..place], rows[place]))).collect(),
        })
        .collect()
}

/// Which of the two sets is looked at.
type Pieces = fn(&Shingles) -> &[u64];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn copies_and_near_copies_are_one_group_and_the_rest_is_left_out() {
        let texts = [
            "to walk to the shop on her own every Saturday",
            "a laptop",
            "to walk to the shop on her own every Sunday",
            "A laptop!",
            "better sleep",
        ];
        // Nine different words each ("to" counts once), eight of them in both: 8 of 10.
        let found = alike(&texts, 0.75, 1);
        assert_eq!(found.iter().map(|group| group.first).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(found[1].others, [(3, 1.0)]);
        assert_eq!(found[0].others[0].0, 2);
        assert!(alike(&texts, 0.95, 1).iter().all(|group| group.first == 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn it_links_what_comparing_all_pairs_links(texts in proptest::collection::vec(
            proptest::collection::vec(prop::sample::select(vec!["the", "laptop", "hours", "reads", "help", "weekly"]), 1..7),
            2..30,
        )) {
            let texts: Vec<String> = texts.iter().map(|words| words.join(" ")).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let mut groups = Groups::new(texts.len());
            let shingles: Vec<Shingles> = texts.iter().map(|text| Shingles::of(text)).collect();
            for later in 0..texts.len() {
                for earlier in 0..later {
                    if shingles[earlier].likeness(&shingles[later]) >= 0.8 {
                        groups.join(earlier, later);
                    }
                }
            }
            let wanted: Vec<Vec<usize>> = groups.lists().into_iter().filter(|rows| rows.len() > 1).collect();
            let found: Vec<Vec<usize>> = alike(&texts, 0.8, 7)
                .iter()
                .map(|group| std::iter::once(group.first).chain(group.others.iter().map(|other| other.0)).collect())
                .collect();
            prop_assert_eq!(found, wanted);
        }
    }
}
