//! Texts as weighted counts of their stemmed words and word pairs.
//!
//! **In:** texts. **Out:** sparse vectors of length 1. **Layer:** 6.
//!
//! The usual recipe of text research, so that the baseline is the one people know: English Snowball stems, one and two
//! words, 1 + ln(count), inverse document frequency smoothed by one, each vector scaled to length 1. Digits all become
//! 0, for "6 sessions" and "9 sessions" are the same kind of statement. No stop words are removed: "will be" and "to"
//! carry the label here.

use crate::text::words::words;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeMap;

/// Feature numbers with their weights, in rising order of number.
pub(super) type Sparse = Vec<(usize, f64)>;

/// The features seen in training, and how much each is worth.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Vocabulary {
    /// Feature to its number and inverse document frequency.
    features: BTreeMap<String, (usize, f64)>,
}

impl Vocabulary {
    /// The features of `texts`.
    pub(super) fn fit(texts: &[&str]) -> Self {
        let mut documents: BTreeMap<String, usize> = BTreeMap::new();
        for text in texts {
            for feature in counts(text).into_keys() {
                *documents.entry(feature).or_default() += 1;
            }
        }
        let n = texts.len() as f64;
        let weight = |seen: usize| ((1.0 + n) / (1.0 + seen as f64)).ln() + 1.0;
        let features = documents
            .into_iter()
            .enumerate()
            .map(|(number, (feature, seen))| (feature, (number, weight(seen))))
            .collect();
        Vocabulary { features }
    }

    /// Number of features.
    pub(super) fn len(&self) -> usize {
        self.features.len()
    }

    /// The vector of `text`; empty if none of its features was seen in training.
    pub(super) fn vector(&self, text: &str) -> Sparse {
        let mut vector: Sparse = counts(text)
            .into_iter()
            .filter_map(|(feature, count)| {
                let &(number, weight) = self.features.get(&feature)?;
                Some((number, (1.0 + f64::from(count).ln()) * weight))
            })
            .collect();
        let length = vector.iter().map(|(_, value)| value * value).sum::<f64>().sqrt();
        for (_, value) in &mut vector {
            *value /= length;
        }
        vector
    }
}

/// Stems and pairs of neighbouring stems, with how often each occurs.
fn counts(text: &str) -> BTreeMap<String, u32> {
    let stemmer = Stemmer::create(Algorithm::English);
    let stems: Vec<String> = words(text)
        .iter()
        .filter(|word| word.is_lexical())
        .map(|word| {
            let word: String =
                word.folded().chars().map(|letter| if letter.is_numeric() { '0' } else { letter }).collect();
            stemmer.stem(&word).into_owned()
        })
        .collect();
    let pairs = stems.windows(2).map(|pair| pair.join(" "));
    let mut counts = BTreeMap::new();
    for feature in stems.iter().cloned().chain(pairs) {
        *counts.entry(feature).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_stemmed_paired_and_their_digits_made_alike() {
        let found = counts("Sessions, 12 sessions!");
        let expected = [("00", 1), ("00 session", 1), ("session", 2), ("session 00", 1)];
        assert_eq!(found.iter().map(|(feature, &count)| (feature.as_str(), count)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn weights_agree_with_those_worked_out_by_hand() {
        // Two texts; "laptop" stands in both: idf ln(3/3) + 1 = 1. "new" and "new laptop" in one: ln(3/2) + 1.
        let vocabulary = Vocabulary::fit(&["new laptop", "laptop"]);
        let rare = 1.5f64.ln() + 1.0;
        let length = (1.0 + 2.0 * rare * rare).sqrt();
        let vector = vocabulary.vector("new laptop");
        let expected = [(0, 1.0 / length), (1, rare / length), (2, rare / length)];
        for ((number, value), (wanted_number, wanted)) in vector.iter().zip(expected) {
            assert_eq!(*number, wanted_number);
            assert!((value - wanted).abs() < 1e-12, "{value} is not {wanted}");
        }
        // "laptop" twice counts 1 + ln 2 before scaling; the pair "laptop laptop" was never seen.
        assert_eq!(vocabulary.vector("laptop laptop"), vec![(0, 1.0)]);
    }

    #[test]
    fn a_text_of_unknown_words_or_none_is_an_empty_vector() {
        let vocabulary = Vocabulary::fit(&["a laptop"]);
        assert!(
            vocabulary.vector("zzz").is_empty()
                && vocabulary.vector("").is_empty()
                && vocabulary.vector("?!").is_empty()
        );
    }
}
