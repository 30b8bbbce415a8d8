//! Roughens training statements the way hands, scanners and forms do.
//!
//! **In:** a statement and a source of chance. **Out:** the same statement, perhaps with a slip. **Layer:** 6.
//!
//! Applied afresh in every epoch and after the split, to training statements only. No noise changes what a statement says,
//! so labels stay true; headings are drawn without regard to the label, so that the model learns to pass over them.

use super::config::Noise;
use rand::Rng;

/// Headings that stand before statements in forms and tables.
const HEADINGS: [&str; 12] = [
    "Outcome 2:",
    "Target –",
    "E3:",
    "F:",
    "Aim:",
    "Goal:",
    "Provision:",
    "1.",
    "•",
    "Section F –",
    "Objective:",
    "What:",
];

/// The statement, perhaps roughened.
pub(super) fn roughen(text: &str, noise: &Noise, random: &mut impl Rng) -> String {
    let mut text = text.to_string();
    if random.random_bool(noise.apostrophe) {
        text.retain(|c| c != '\'' && c != '’');
    }
    if random.random_bool(noise.typo) {
        text = slip(&text, random);
    }
    if random.random_bool(noise.full_stop) {
        match text.strip_suffix('.') {
            Some(bare) => text = bare.to_string(),
            None if text.ends_with(char::is_alphanumeric) => text.push('.'),
            None => {}
        }
    }
    if random.random_bool(noise.heading) {
        text = format!("{} {text}", HEADINGS[random.random_range(0..HEADINGS.len())]);
    }
    text
}

/// One slip of the hand in a word of five letters or more.
fn slip(text: &str, random: &mut impl Rng) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_string).collect();
    let long: Vec<usize> = words
        .iter()
        .enumerate()
        .filter(|(_, word)| word.chars().count() >= 5 && word.chars().all(char::is_alphabetic))
        .map(|(at, _)| at)
        .collect();
    if long.is_empty() {
        return text.to_string();
    }
    let word = &mut words[long[random.random_range(0..long.len())]];
    let mut letters: Vec<char> = word.chars().collect();
    let at = random.random_range(1..letters.len() - 1);
    match random.random_range(0..3) {
        0 => letters.swap(at, at + 1),
        1 => {
            letters.remove(at);
        }
        _ => letters.insert(at, letters[at]),
    }
    *word = letters.into_iter().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{SeedableRng, rngs::StdRng};

    #[test]
    fn without_noise_nothing_changes() {
        let none = Noise { typo: 0.0, full_stop: 0.0, heading: 0.0, apostrophe: 0.0 };
        assert_eq!(roughen("Sam’s laptop.", &none, &mut StdRng::seed_from_u64(1)), "Sam’s laptop.");
    }

    #[test]
    fn a_slip_changes_one_long_word_by_at_most_one_letter() {
        for seed in 0..50 {
            let rough = slip("to use the laptop", &mut StdRng::seed_from_u64(seed));
            assert!(rough.starts_with("to use the "), "{rough}");
            assert!(rough.len().abs_diff("to use the laptop".len()) <= 1, "{rough}");
        }
    }
}
