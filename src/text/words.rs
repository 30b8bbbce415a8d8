//! Words of a text, with the place where each stands.
//!
//! **In:** a text. **Out:** [`Word`]s in order. **Layer:** 1.
//!
//! Word boundaries are those of Unicode (UAX 29), with what people write in plans kept whole: "1:1", "SaLT/OT" is two
//! words and a slash. Punctuation is a word of its own, so that `text` can be put together again from the gaps.
//!
//! ```
//! use sothat::text::words::words;
//! let found: Vec<&str> = words("1:1 for Zoë’s maths").iter().map(|word| word.text).collect();
//! assert_eq!(found, ["1:1", "for", "Zoë’s", "maths"]);
//! ```

use crate::domain::Span;
use unicode_segmentation::UnicodeSegmentation;

/// A word or a punctuation mark, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// As written.
    pub text: &'a str,
    /// In Unicode scalar values.
    pub span: Span,
    /// Byte offset of its beginning, for slicing without counting again.
    pub byte: usize,
}

impl Word<'_> {
    /// True if it holds a letter or a digit, that is, if it is no punctuation.
    pub fn is_lexical(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }

    /// Lower case, with typographic apostrophes made plain.
    pub fn folded(&self) -> String {
        self.text.to_lowercase().replace(['’', '‘'], "'")
    }
}

/// The words and punctuation marks of `text`, without white space.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let pieces: Vec<(usize, &str)> = text.split_word_bound_indices().collect();
    let mut found = Vec::new();
    let (mut at, mut scalars) = (0, 0);
    while at < pieces.len() {
        let byte = pieces[at].0;
        let together = if is_ratio(&pieces[at..]) { 3 } else { 1 };
        let end = pieces.get(at + together).map_or(text.len(), |(next, _)| *next);
        let piece = &text[byte..end];
        let length = piece.chars().count();
        if !piece.chars().all(char::is_whitespace) {
            found.push(Word { text: piece, span: Span { start: scalars, end: scalars + length }, byte });
        }
        scalars += length;
        at += together;
    }
    found
}

/// True if the pieces begin with a ratio such as "1:1", which Unicode cuts in three.
fn is_ratio(pieces: &[(usize, &str)]) -> bool {
    let number = |piece: &str| piece.chars().all(|c| c.is_ascii_digit());
    matches!(pieces, [(_, left), (_, ":"), (_, right), ..] if number(left) && number(right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_word_slices_back_to_the_text(text in "\\PC{0,60}") {
            for word in words(&text) {
                prop_assert_eq!(word.span.slice(&text), word.text);
                prop_assert!(text[word.byte..].starts_with(word.text));
            }
        }
    }
}
