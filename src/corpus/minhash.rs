//! Finds the pairs of sets that may be alike without comparing every set with every other.
//!
//! **In:** sets of hashes, a likeness. **Out:** pairs worth comparing. **Layer:** 6.
//!
//! MinHash (Broder 1997): two sets agree in the smallest value of a random function with a probability equal to their
//! Jaccard likeness. A signature of 128 such values is cut into bands; sets that agree in a whole band are worth a look
//! (locality-sensitive hashing, Indyk and Motwani 1998). Bands are as long as they can be while a pair exactly as alike as
//! asked is missed less than once in ten thousand times; the caller compares what is found, so nothing is found wrongly.

use super::shingles::mixed;
use rayon::prelude::*;

/// Values in a signature.
const VALUES: usize = 128;

/// The most that a pair exactly at the likeness asked for may be missed.
const MISSED: f64 = 1e-4;

/// Gives every pair `(earlier, later)` that shares a band to `look`; a pair that shares several is given as often. The
/// order is the same on every run.
pub(super) fn candidates(sets: &[&[u64]], likeness: f64, seed: u64, mut look: impl FnMut(usize, usize)) {
    let functions: Vec<(u64, u64)> = (0..VALUES as u64)
        .map(|place| mixed(seed ^ mixed(place + 1)))
        .map(|start| (mixed(start) | 1, mixed(start ^ 0x9E37_79B9_7F4A_7C15)))
        .collect();
    let signatures: Vec<Vec<u64>> = sets.par_iter().map(|set| signature(set, &functions)).collect();
    for band in 0..VALUES / rows(likeness) {
        let range = band * rows(likeness)..(band + 1) * rows(likeness);
        let mut keyed: Vec<(u64, usize)> = signatures
            .iter()
            .enumerate()
            .filter(|(set, _)| !sets[*set].is_empty())
            .map(|(set, values)| (values[range.clone()].iter().fold(0, |key, value| mixed(key ^ value)), set))
            .collect();
        keyed.sort_unstable();
        for bucket in keyed.chunk_by(|one, other| one.0 == other.0) {
            for (place, (_, later)) in bucket.iter().enumerate() {
                bucket[..place].iter().for_each(|(_, earlier)| look(*earlier, *later));
            }
        }
    }
}

/// The smallest value of each function over the set.
fn signature(set: &[u64], functions: &[(u64, u64)]) -> Vec<u64> {
    let smallest = |(times, plus): &(u64, u64)| {
        set.iter().map(|piece| piece.wrapping_mul(*times).wrapping_add(*plus)).min().unwrap_or(u64::MAX)
    };
    functions.iter().map(smallest).collect()
}

/// Values in a band.
fn rows(likeness: f64) -> usize {
    let missed = |rows: usize| (1.0 - likeness.powi(rows as i32)).powi((VALUES / rows) as i32);
    (1..=VALUES).rev().find(|rows| missed(*rows) <= MISSED).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn bands_are_as_long_as_the_likeness_allows() {
        // At 0.8: five values, 25 bands: (1 − 0.8⁵)²⁵ ≈ 4.9e-5; six values, 21 bands: (1 − 0.8⁶)²¹ ≈ 1.7e-3.
        assert_eq!(rows(0.8), 5);
        // At 0.5: two values, 64 bands: 0.75⁶⁴ ≈ 1e-8; three values, 42 bands: 0.875⁴² ≈ 3.7e-3.
        assert_eq!(rows(0.5), 2);
        assert_eq!(rows(1.0), VALUES);
    }

    #[test]
    fn a_pair_nine_tenths_alike_is_found_and_two_strangers_are_not() {
        let set = |range: std::ops::Range<u64>| range.map(mixed).collect::<Vec<u64>>();
        // 0 to 18 and 1 to 19: 18 in both, 20 in either.
        let sets = [set(0..19), set(100..120), set(1..20), Vec::new(), Vec::new()];
        let mut found = BTreeSet::new();
        let sets: Vec<&[u64]> = sets.iter().map(Vec::as_slice).collect();
        candidates(&sets, 0.8, 1, |one, other| {
            found.insert((one, other));
        });
        assert_eq!(found, BTreeSet::from([(0, 2)]));
    }
}
