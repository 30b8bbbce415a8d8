//! How far a figure would move if other rows of the same kind had been drawn.
//!
//! **In:** a number of rows and figures as functions of row numbers. **Out:** 95 % percentile bootstrap intervals.
//! **Layer:** 6.
//!
//! Rows are drawn with replacement, without stratification: how many rows of each label a sample holds is part of the
//! doubt. Draw `k` of a seed is the same for every figure and every system over the same rows, so that systems can be
//! compared draw by draw.
//!
//! ```
//! use sothat::evaluate::Draws;
//! let right = [1.0, 1.0, 0.0, 1.0];
//! let draws = Draws { seed: 1, rows: 4, resamples: 200 };
//! let intervals = draws.intervals(|rows| [Some(rows.iter().map(|&row| right[row]).sum::<f64>() / 4.0)]);
//! let (low, high) = intervals[0].unwrap();
//! assert!(low < 0.75 && 0.75 < high);
//! ```

/// Seeded draws of rows with replacement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// The same seed gives the same draws.
    pub seed: u64,
    /// How many rows there are, and how many each draw holds.
    pub rows: usize,
    /// How many draws are made.
    pub resamples: usize,
}

impl Draws {
    /// What `figures` gives on each draw; a draw holds row numbers below `rows`.
    pub fn each<const N: usize>(self, figures: impl Fn(&[usize]) -> [Option<f64>; N]) -> Vec<[Option<f64>; N]> {
        let mut drawn = vec![0; self.rows];
        (0..self.resamples)
            .map(|draw| {
                let mut numbers = SplitMix::new(self.seed, draw as u64);
                drawn.fill_with(|| numbers.below(self.rows));
                figures(&drawn)
            })
            .collect()
    }

    /// The 95 % interval of each figure: the 2.5th and 97.5th percentile over the draws on which it is defined.
    pub fn intervals<const N: usize>(self, figures: impl Fn(&[usize]) -> [Option<f64>; N]) -> [Option<(f64, f64)>; N] {
        let values = self.each(figures);
        std::array::from_fn(|figure| percentiles(values.iter().filter_map(|draw| draw[figure]).collect()))
    }
}

/// The 95 % interval of a share (Wilson 1927), `hits` of `rows`; `None` without rows. Where none or all of the rows hit, draws
/// of them would claim to know it exactly.
pub fn wilson(hits: usize, rows: usize) -> Option<(f64, f64)> {
    const Z: f64 = 1.959_963_984_540_054;
    if rows == 0 {
        return None;
    }
    let n = rows as f64;
    let share = hits as f64 / n;
    let centre = share + Z * Z / (2.0 * n);
    let reach = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + Z * Z / n;
    Some((((centre - reach) / whole).max(0.0), ((centre + reach) / whole).min(1.0)))
}

/// The 2.5th and 97.5th percentile, interpolated between neighbours; `None` without values.
pub fn percentiles(mut values: Vec<f64>) -> Option<(f64, f64)> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let at = |share: f64| {
        let place = share * last as f64;
        let below = place.floor() as usize;
        let above = values[(below + 1).min(last)];
        values[below] + (place - place.floor()) * (above - values[below])
    };
    Some((at(0.025), at(0.975)))
}

/// SplitMix64 (Steele, Lea and Flood 2014): a few lines that give the same numbers on every machine and for ever,
/// which crates of random numbers do not promise across their versions.
pub(super) struct SplitMix(u64);

impl SplitMix {
    /// The numbers of one stream of a seed.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut numbers = SplitMix(seed);
        let base = numbers.next();
        SplitMix(base ^ stream.wrapping_mul(0xD134_2543_DE82_EF95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number under `end`; its bias, under `end` / 2⁶⁴, is of no account.
    pub(super) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share_right(rows: usize, right: usize, seed: u64) -> (f64, f64) {
        let draws = Draws { seed, rows, resamples: 1000 };
        let share = |drawn: &[usize]| drawn.iter().filter(|&&row| row < right).count() as f64 / rows as f64;
        draws.intervals(|drawn| [Some(share(drawn))])[0].unwrap()
    }

    #[test]
    fn the_interval_of_a_share_is_about_two_standard_errors_either_way() {
        // 60 of 100 right: standard error √(0.6 · 0.4 / 100) ≈ 0.049, so about 0.504 to 0.696.
        let (low, high) = share_right(100, 60, 7);
        assert!((low - 0.504).abs() < 0.025 && (high - 0.696).abs() < 0.025, "{low} to {high}");
    }

    #[test]
    fn the_same_seed_gives_the_same_interval_and_another_seed_another() {
        assert_eq!(share_right(500, 401, 3), share_right(500, 401, 3));
        assert_ne!(share_right(500, 401, 3), share_right(500, 401, 4));
    }

    #[test]
    fn a_share_of_none_or_all_is_still_in_doubt() {
        // With z² = 3.8415: none of 10 reaches up to z² / (10 + z²) = 0.2775, all of 10 down to 10 / 13.8415 = 0.7225.
        let ((low, high), (least, most)) = (wilson(0, 10).unwrap(), wilson(10, 10).unwrap());
        assert!(low.abs() < 1e-12 && (high - 0.2775).abs() < 1e-4, "{low} to {high}");
        assert!((least - 0.7225).abs() < 1e-4 && (most - 1.0).abs() < 1e-12, "{least} to {most}");
        assert_eq!(wilson(0, 0), None);
    }

    #[test]
    fn percentiles_interpolate_between_neighbours() {
        // 0 … 40: the 2.5th percentile stands at place 1, the 97.5th at place 39. 0 and 1: at 0.025 and 0.975.
        assert_eq!(percentiles((0..=40).map(f64::from).collect()), Some((1.0, 39.0)));
        let (low, high) = percentiles(vec![1.0, 0.0]).unwrap();
        assert!((low - 0.025).abs() < 1e-12 && (high - 0.975).abs() < 1e-12);
        assert_eq!(percentiles(Vec::new()), None);
    }

    #[test]
    fn a_figure_that_no_draw_defines_has_no_interval() {
        let draws = Draws { seed: 1, rows: 3, resamples: 10 };
        assert_eq!(draws.intervals(|_| [None, Some(0.5)]), [None, Some((0.5, 0.5))]);
    }

    proptest! {
        #[test]
        fn draws_stay_within_the_rows(seed: u64, rows in 1..50usize) {
            let draws = Draws { seed, rows, resamples: 5 };
            for [most] in draws.each(|drawn| [drawn.iter().max().map(|&row| row as f64)]) {
                prop_assert!(most.unwrap() < rows as f64);
            }
        }
    }
}
