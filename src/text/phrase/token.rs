//! Tokens: the words and marks of a text in the form in which phrases compare them.
//!
//! **In:** a text. **Out:** [`Token`]s. **Layer:** 1.
//!
//! A hyphen between two words is left out, so that "half-term" and "half term" are the same two tokens.

use crate::domain::Span;
use crate::text::words::{Word, words};

/// A word or a mark, with what a phrase needs to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// As written.
    pub text: &'a str,
    /// Lower case, with plain apostrophes.
    pub folded: String,
    /// In Unicode scalar values.
    pub span: Span,
    /// Byte offset of its beginning.
    pub byte: usize,
    /// True if it is a word or a number and no mark.
    pub lexical: bool,
    /// True if it is the first of a text, a line or a sentence.
    pub opens: bool,
    /// True if white space stands before it.
    pub spaced: bool,
}

/// The tokens of a text.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let words = words(text);
    let mut found: Vec<Token<'_>> = Vec::with_capacity(words.len());
    let mut opens = true;
    let mut after = 0;
    for (index, word) in words.iter().enumerate() {
        let gap = &text[after..word.byte];
        after = word.byte + word.text.len();
        opens |= gap.contains('\n');
        if is_joint(&words, index) {
            continue;
        }
        let lexical = word.is_lexical();
        found.push(Token {
            text: word.text,
            folded: word.folded(),
            span: word.span,
            byte: word.byte,
            lexical,
            opens: opens && lexical,
            spaced: !gap.is_empty() || word.byte == 0,
        });
        opens = match word.text {
            "." | "!" | "?" | ":" | ";" | "•" | "*" | "·" | "–" | "—" | "-" => true,
            _ => opens && !lexical,
        };
    }
    found
}

/// True for a hyphen that touches words on both sides.
fn is_joint(words: &[Word<'_>], index: usize) -> bool {
    let (Some(before), Some(after)) = (index.checked_sub(1).and_then(|at| words.get(at)), words.get(index + 1)) else {
        return false;
    };
    let word = words[index];
    matches!(word.text, "-" | "\u{2010}" | "\u{2011}")
        && before.is_lexical()
        && after.is_lexical()
        && before.span.end == word.span.start
        && word.span.end == after.span.start
}

/// Numbers in letters that occur in plans.
const NUMBER_WORDS: [&str; 34] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "dozen",
    "half",
    "once",
    "twice",
    "couple",
    "several",
];

/// The value of "9" or "nine", up to twenty in letters.
pub(in crate::text) fn value(folded: &str) -> Option<u32> {
    match NUMBER_WORDS[..20].iter().position(|word| *word == folded) {
        Some(position) => u32::try_from(position + 1).ok(),
        None => folded.parse().ok(),
    }
}

/// The value of "3rd" or "third", up to twentieth in letters.
pub(in crate::text) fn ordinal(folded: &str) -> Option<u32> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    match WORDS.iter().position(|word| *word == folded) {
        Some(position) => u32::try_from(position + 1).ok(),
        None => ["st", "nd", "rd", "th"].iter().find_map(|ending| folded.strip_suffix(ending))?.parse().ok(),
    }
}

/// True for a number in digits ("5", "17.5", "1,000") or in letters ("five").
pub fn is_number(folded: &str) -> bool {
    let digits = folded.chars().any(|c| c.is_ascii_digit())
        && folded.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    digits || NUMBER_WORDS[..29].contains(&folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphen_inside_a_word_is_no_token_but_a_dash_is() {
        let found: Vec<String> = tokens("half-term - maths").into_iter().map(|token| token.folded).collect();
        assert_eq!(found, ["half", "term", "-", "maths"]);
    }

    #[test]
    fn the_first_word_of_a_sentence_or_line_opens_it() {
        let found = tokens("E1: By May he\nreads. \"Then\" he");
        let opening: Vec<&str> = found.iter().filter(|token| token.opens).map(|token| token.text).collect();
        assert_eq!(opening, ["E1", "By", "reads", "Then"]);
    }
}
