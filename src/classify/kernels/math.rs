//! Exponential, error function and sums that the compiler can turn into vector instructions.
//!
//! **In:** f32. **Out:** f32. **Layer:** 2.
//!
//! Limits: `exp` is within 2 units in the last place on −87…88 and clamps outside; `erf` is within 2e-7 (formula 7.1.26
//! of Abramowitz and Stegun, *Handbook of Mathematical Functions*, 1964).

/// e to the power of `x`.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    /// 1.5 × 2²³: adding it rounds to the nearest whole number, which then stands in the low bits.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 88.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    let r = (x - n * 0.693_359_4) + n * 2.121_944_4e-4;
    let p =
        1.0 + r * (1.0 + r * (0.5 + r * (0.166_666_66 + r * (0.041_666_46 + r * (0.008_333_68 + r * 0.001_398_2)))));
    let power = f32::from_bits(((shifted.to_bits() as i32).wrapping_sub(0x4B40_0000) + 127).wrapping_shl(23) as u32);
    p * power
}

/// The error function.
#[inline(always)]
pub(super) fn erf(x: f32) -> f32 {
    let a = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * a);
    let poly = t * (0.254_829_6 + t * (-0.284_496_74 + t * (1.421_413_7 + t * (-1.453_152_1 + t * 1.061_405_4))));
    (1.0 - poly * exp(-a * a)).copysign(x)
}

/// Sum of products, in sixteen lanes.
#[inline(always)]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0f32; 16];
    let (a16, a_rest) = a.as_chunks::<16>();
    let (b16, b_rest) = b.as_chunks::<16>();
    for (x, y) in a16.iter().zip(b16) {
        for i in 0..16 {
            lanes[i] += x[i] * y[i];
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(x, y)| x * y).sum();
    folded(lanes) + rest
}

/// The sum of the lanes, halves on halves: one after the other would take longer than what they hold took to compute.
#[inline(always)]
pub(super) fn folded(mut lanes: [f32; 16]) -> f32 {
    for half in [8, 4, 2, 1] {
        for i in 0..half {
            lanes[i] += lanes[i + half];
        }
    }
    lanes[0]
}

/// Sum, in sixteen lanes.
#[inline(always)]
pub(super) fn sum(a: &[f32]) -> f32 {
    let mut lanes = [0f32; 16];
    let (a16, rest) = a.as_chunks::<16>();
    for x in a16 {
        for i in 0..16 {
            lanes[i] += x[i];
        }
    }
    folded(lanes) + rest.iter().sum::<f32>()
}

/// Adds `factor` times `from` to `to`.
#[inline(always)]
pub(super) fn add_scaled(to: &mut [f32], from: &[f32], factor: f32) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += factor * from;
    }
}

/// The sum of rows, each times its weight; the rows begin `stride` apart.
#[inline(always)]
pub(super) fn mix(rows: &[f32], stride: usize, weights: &[f32], out: &mut [f32]) {
    let (chunks, rest) = out.as_chunks_mut::<16>();
    let whole = chunks.len() * 16;
    for (chunk, out) in chunks.iter_mut().enumerate() {
        let mut lanes = [0f32; 16];
        for (row, weight) in weights.iter().enumerate() {
            let row = &rows[row * stride + chunk * 16..][..16];
            for i in 0..16 {
                lanes[i] += weight * row[i];
            }
        }
        *out = lanes;
    }
    rest.fill(0.0);
    for (row, weight) in weights.iter().enumerate() {
        let from = row * stride + whole;
        add_scaled(rest, &rows[from..from + rest.len()], *weight);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_that_of_the_standard_library() {
        for i in -8700..8800 {
            let x = i as f32 / 100.0;
            let wanted = f64::from(x).exp();
            assert!((f64::from(exp(x)) / wanted - 1.0).abs() < 1e-6, "exp({x}) = {} not {wanted}", exp(x));
        }
    }

    #[test]
    fn the_error_function_has_its_known_values() {
        // Values of erf from Abramowitz and Stegun, table 7.1.
        for (x, wanted) in [(0.0, 0.0), (0.5, 0.520_499_9), (1.0, 0.842_700_8), (2.0, 0.995_322_3)] {
            assert!((erf(x) - wanted).abs() < 3e-7, "erf({x}) = {}", erf(x));
            assert!((erf(-x) + wanted).abs() < 3e-7);
        }
    }

    #[test]
    fn sums_count_every_element() {
        let a: Vec<f32> = (0..37).map(|i| i as f32).collect();
        assert_eq!(sum(&a), 666.0);
        assert_eq!(dot(&a, &[2.0; 37]), 1332.0);
    }

    #[test]
    fn rows_are_mixed_by_their_weights() {
        let rows: Vec<f32> = (0..80).map(|i| i as f32).collect();
        let mut out = [9.0; 19];
        mix(&rows, 40, &[2.0, 0.5], &mut out);
        let wanted: Vec<f32> = (0..19).map(|i| 2.0 * i as f32 + 0.5 * (40 + i) as f32).collect();
        assert_eq!(out.as_slice(), wanted);
    }
}
