//! Finds the lowest point of a smooth convex function.
//!
//! **In:** a function that gives its value and writes its gradient. **Out:** where it is lowest. **Layer:** 6.
//!
//! L-BFGS with ten remembered steps and backtracking line search: it needs no step size to be tuned, which plain
//! gradient descent does, and it gives the same answer on every run.

/// Steps and gradient changes remembered.
const MEMORY: usize = 10;

/// Rounds after which it stops wherever it stands; fits of this program need far fewer.
const ROUNDS: usize = 500;

/// The point near `start` at which no part of the gradient exceeds `tolerance`.
pub(super) fn minimise(start: Vec<f64>, tolerance: f64, value: impl Fn(&[f64], &mut [f64]) -> f64) -> Vec<f64> {
    let mut at = start;
    let mut slope = vec![0.0; at.len()];
    let mut height = value(&at, &mut slope);
    let mut memory: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    for _ in 0..ROUNDS {
        if slope.iter().all(|part| part.abs() <= tolerance) {
            break;
        }
        let mut direction = downhill(&slope, &memory);
        let mut descent = dot(&direction, &slope);
        if descent >= 0.0 {
            memory.clear();
            direction = slope.iter().map(|part| -part).collect();
            descent = -dot(&slope, &slope);
        }
        let mut step = if memory.is_empty() { 1.0 / dot(&slope, &slope).sqrt().max(1.0) } else { 1.0 };
        let mut next_slope = vec![0.0; at.len()];
        let found = loop {
            let next: Vec<f64> = at.iter().zip(&direction).map(|(here, way)| here + step * way).collect();
            let next_height = value(&next, &mut next_slope);
            if next_height <= height + 1e-4 * step * descent {
                break Some((next, next_height));
            }
            step *= 0.5;
            if step < 1e-12 {
                break None;
            }
        };
        let Some((next, next_height)) = found else { break };
        let moved: Vec<f64> = next.iter().zip(&at).map(|(new, old)| new - old).collect();
        let turned: Vec<f64> = next_slope.iter().zip(&slope).map(|(new, old)| new - old).collect();
        let curvature = dot(&moved, &turned);
        if curvature > 1e-12 * dot(&turned, &turned) {
            if memory.len() == MEMORY {
                memory.remove(0);
            }
            memory.push((moved, turned, 1.0 / curvature));
        }
        (at, slope, height) = (next, next_slope, next_height);
    }
    at
}

/// The two-loop recursion: minus the slope, bent by what the remembered steps tell of the curvature.
fn downhill(slope: &[f64], memory: &[(Vec<f64>, Vec<f64>, f64)]) -> Vec<f64> {
    let mut way: Vec<f64> = slope.iter().map(|part| -part).collect();
    let mut shares = Vec::with_capacity(memory.len());
    for (moved, turned, scale) in memory.iter().rev() {
        let share = scale * dot(moved, &way);
        add(&mut way, -share, turned);
        shares.push(share);
    }
    if let Some((_, turned, scale)) = memory.last() {
        let size = 1.0 / (scale * dot(turned, turned));
        way.iter_mut().for_each(|part| *part *= size);
    }
    for ((moved, turned, scale), share) in memory.iter().zip(shares.into_iter().rev()) {
        let back = scale * dot(turned, &way);
        add(&mut way, share - back, moved);
    }
    way
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(left, right)| left * right).sum()
}

fn add(to: &mut [f64], times: f64, what: &[f64]) {
    for (to, what) in to.iter_mut().zip(what) {
        *to += times * what;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_finds_the_bottom_of_a_stretched_bowl() {
        // (x − 3)² + 1000 (y + 1)²: lowest at (3, −1).
        let lowest = minimise(vec![0.0, 0.0], 1e-9, |at, slope| {
            slope[0] = 2.0 * (at[0] - 3.0);
            slope[1] = 2000.0 * (at[1] + 1.0);
            (at[0] - 3.0).powi(2) + 1000.0 * (at[1] + 1.0).powi(2)
        });
        assert!((lowest[0] - 3.0).abs() < 1e-6 && (lowest[1] + 1.0).abs() < 1e-6, "{lowest:?}");
    }

    #[test]
    fn a_start_at_the_bottom_stays_there() {
        assert_eq!(
            minimise(vec![0.0], 1e-9, |at, slope| {
                slope[0] = 2.0 * at[0];
                at[0] * at[0]
            }),
            vec![0.0]
        );
    }
}
