//! Temporary.
use crate::domain::Label;
pub fn macro_f1(gold: &[Label], guess: &[Label]) -> f64 {
    let mut total = 0.0;
    for label in Label::ALL {
        let tp = gold.iter().zip(guess).filter(|(a, b)| **a == label && **b == label).count() as f64;
        let n = gold.iter().filter(|a| **a == label).count() + guess.iter().filter(|a| **a == label).count();
        total += if n == 0 { 0.0 } else { 2.0 * tp / n as f64 };
    }
    total / 5.0
}
