//! What two statements are compared by: their words, and their runs of letters.
//!
//! **In:** a text. **Out:** [`Shingles`], and how alike two sets are. **Layer:** 6.
//!
//! Words alone are blind to slips ("recieve"), runs of four letters alone to a changed order; a copy is caught by either.
//! Case, punctuation and the form of apostrophes do not count. Pieces are kept as 64-bit hashes: among a million different
//! pieces the chance that any two share one is under one in ten million.

use crate::text::words::words;

/// Letters in a run.
const RUN: usize = 4;

/// The pieces of a statement, each once, in order of their hashes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Shingles {
    /// Its words.
    pub(super) words: Vec<u64>,
    /// Its runs of four letters, a space before the first word, between words and after the last.
    pub(super) runs: Vec<u64>,
}

impl Shingles {
    /// The pieces of `text`; a text without letters and digits is one piece, itself.
    pub(super) fn of(text: &str) -> Self {
        let folded = folded(text);
        let padded: Vec<char> = format!(" {folded} ").chars().collect();
        let run = |letters: &[char]| hash(letters.iter().flat_map(|letter| u32::from(*letter).to_le_bytes()));
        Shingles {
            words: set(folded.split(' ').map(|word| hash(word.bytes()))),
            runs: set(padded.windows(RUN.min(padded.len())).map(run)),
        }
    }

    /// How alike two statements are: the larger share of pieces in common, by words or by runs; 1 for the same words.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        jaccard(&self.words, &other.words).max(jaccard(&self.runs, &other.runs))
    }
}

/// The words of `text` in lower case with single spaces between them; white space and case aside, `text` itself if it has
/// none.
pub(super) fn folded(text: &str) -> String {
    let lexical: Vec<String> = words(text).iter().filter(|word| word.is_lexical()).map(|word| word.folded()).collect();
    if lexical.is_empty() { text.trim().to_lowercase() } else { lexical.join(" ") }
}

/// Pieces in both over pieces in either; 0 if both are empty.
pub(super) fn jaccard(one: &[u64], other: &[u64]) -> f64 {
    let (mut left, mut right, mut both) = (0, 0, 0);
    while left < one.len() && right < other.len() {
        let order = one[left].cmp(&other[right]);
        left += usize::from(order.is_le());
        right += usize::from(order.is_ge());
        both += usize::from(order.is_eq());
    }
    let either = one.len() + other.len() - both;
    if either == 0 { 0.0 } else { both as f64 / either as f64 }
}

fn set(pieces: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut pieces: Vec<u64> = pieces.collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

/// FNV-1a, then mixed so that every bit of the result hangs on every byte.
pub(super) fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    mixed(bytes.into_iter().fold(0xCBF2_9CE4_8422_2325, step))
}

/// The last step of SplitMix64: the same on every machine and for ever.
pub(super) fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn likeness(one: &str, other: &str) -> f64 {
        Shingles::of(one).likeness(&Shingles::of(other))
    }

    #[test]
    fn case_marks_and_order_do_not_count() {
        assert_eq!(folded("  Zoë’s LUNCH (1:1). "), "zoë's lunch 1:1");
        assert_eq!(likeness("A laptop.", "a laptop"), 1.0);
        assert_eq!(likeness("dogs walk cats", "cats walk dogs"), 1.0);
    }

    #[test]
    fn likeness_is_the_share_of_words_worked_out_by_hand() {
        // {5, hours, of, ta, support} and {6, hours, of, ta, support}: 4 in both, 6 in either. " 5 hours of ta support "
        // has 23 letters and so 20 runs; the two that hold the figure differ: 18 in both, 22 in either.
        let (one, other) = (Shingles::of("5 hours of TA support"), Shingles::of("6 hours of TA support"));
        assert_eq!(jaccard(&one.words, &other.words), 4.0 / 6.0);
        assert_eq!((one.runs.len(), jaccard(&one.runs, &other.runs)), (20, 18.0 / 22.0));
    }

    #[test]
    fn a_slip_is_seen_through_by_runs_of_letters() {
        // Each has 12 runs; " rec", "ves ", "es h", "s he", " hel", "help" and "elp " are in both, 7 of 17.
        let (one, other) = (Shingles::of("recieves help"), Shingles::of("receives help"));
        assert_eq!(jaccard(&one.words, &other.words), 1.0 / 3.0);
        assert_eq!(one.likeness(&other), 7.0 / 17.0);
    }

    #[test]
    fn a_text_without_words_is_like_itself_only() {
        assert_eq!(likeness("???", " ??? "), 1.0);
        assert_eq!(likeness("???", "!!!"), 0.0);
        assert_eq!(jaccard(&[], &[]), 0.0);
    }

    proptest! {
        #[test]
        fn likeness_is_even_handed_and_whole_for_the_same_text(one in "\\PC{0,30}", other in "\\PC{0,30}") {
            prop_assert_eq!(likeness(&one, &other), likeness(&other, &one));
            prop_assert!((0.0..=1.0).contains(&likeness(&one, &other)));
            prop_assert_eq!(likeness(&one, &one), 1.0);
        }
    }
}
