//! Tells whether a text holds several statements: a paragraph or a list.
//!
//! **In:** a text. **Out:** yes or no. **Layer:** 1.
//!
//! Two short sentences are often one thought, so a sentence counts from four words on and a list from two items.

use crate::text::words::words;

/// Abbreviations whose point ends no sentence.
const ABBREVIATIONS: [&str; 44] = [
    "e.g", "i.e", "eg", "ie", "etc", "mr", "mrs", "ms", "dr", "st", "approx", "min", "mins", "max", "hr", "hrs", "wk",
    "wks", "wkly", "yr", "yrs", "no", "nos", "incl", "inc", "vs", "prof", "dept", "tel", "ext", "ref", "re", "jan",
    "feb", "aug", "sept", "oct", "nov", "dec", "yr", "fte", "p.m", "a.m", "rev",
];

/// True for two sentences or more, and for a list of two items or more.
pub(super) fn is_several(text: &str) -> bool {
    let items = text.lines().filter(|line| is_item(line)).count();
    let full_lines = text.lines().filter(|line| is_full(line) && !starts_lower(line)).count();
    let ends_lines = text.lines().filter(|line| line.trim_end().ends_with(['.', ';', '!', '?'])).count();
    items >= 2 || full_lines >= 2 && ends_lines >= 2 || sentences(text).len() >= 2
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let bullet = line.starts_with(['•', '*', '·', '▪', '●', '○', '–', '-', '➢', '\u{f0b7}']);
    let number = line.split_once(['.', ')']).is_some_and(|(number, rest)| {
        (1..=2).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit()) && rest.starts_with([' ', '\t'])
    });
    (bullet || number) && words(line).iter().filter(|word| word.is_lexical()).count() >= 2
}

fn starts_lower(line: &str) -> bool {
    line.trim_start().starts_with(char::is_lowercase)
}

fn is_full(sentence: &str) -> bool {
    words(sentence).iter().filter(|word| word.is_lexical()).count() >= 4
}

/// The statements of a text that holds several: its full sentences, or the items of its list. What is too short to say anything
/// by itself is left out.
pub fn statements(text: &str) -> Vec<&str> {
    let items: Vec<&str> = text.lines().filter(|line| is_item(line)).map(without_bullet).collect();
    if items.len() >= 2 {
        return items;
    }
    text.lines().flat_map(sentences).map(str::trim).collect()
}

/// A list item without what marks it as one.
fn without_bullet(line: &str) -> &str {
    let marks = |c: char| !c.is_alphabetic() && !matches!(c, '“' | '"' | '‘' | '\'' | '[' | '£');
    let line = line.trim();
    match line.split_once([' ', '\t']) {
        Some((mark, rest)) if mark.chars().all(marks) => rest.trim_start(),
        _ => line.trim_start_matches(marks),
    }
}

/// The sentences of four words or more.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')) {
        let rest = &text[at + mark.len_utf8()..];
        let next = rest.trim_start_matches(['"', '\'', '”', '’', ')']);
        let begins = next.trim_start().chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        let ends = next.trim_start().is_empty() || next.starts_with(char::is_whitespace) && begins;
        let before = text[start..at].rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
        let initial = before.chars().count() == 1 && before.chars().all(char::is_uppercase) && before != "I";
        let abbreviated = mark == '.' && (initial || ABBREVIATIONS.contains(&before.to_lowercase().as_str()));
        if ends && (!abbreviated || next.trim_start().is_empty()) {
            let end = at + mark.len_utf8();
            found.push(&text[start..end]);
            start = end;
        }
    }
    found.push(&text[start..]);
    found.retain(|sentence| is_full(sentence));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_lists_hold_several_statements() {
        for text in [
            "Ada will read a page to the class. She will also write her name.",
            "- reads a page aloud\n- writes her name",
            "By the end of Year 13 Ned will:\n1. cook one meal a week\n2. ring his brother",
            "Does she want to swim more? We think she would like to join a club.",
        ] {
            assert!(is_several(text), "{text}");
        }
    }

    #[test]
    fn a_paragraph_is_taken_apart_at_its_sentences_and_a_list_at_its_items() {
        let text = "Ada sees Mrs. Bell on Mondays. Then she will also write her name. Yes.";
        assert_eq!(statements(text), ["Ada sees Mrs. Bell on Mondays.", "Then she will also write her name."]);
        assert_eq!(
            statements("By July Ned will:\n1. cook one meal\n2) ring his brother"),
            ["cook one meal", "ring his brother"]
        );
        assert_eq!(
            statements("• £5 a week of his own\n– 2 hours of TA time"),
            ["£5 a week of his own", "2 hours of TA time"]
        );
        assert_eq!(statements(""), [""; 0]);
    }

    #[test]
    fn one_sentence_with_points_in_it_is_one_statement() {
        for text in [
            "Ms. Ortiz and Mr. Bell to meet approx. 3 times a term.",
            "Sam will try new activities, e.g. Scouts or a club in town.",
            "Physio 2 x a week.",
            "Ada will read a page aloud to the class\nand write her name at the top of it",
            "Reading. Writing. Maths.",
            "Turns up on time. Stays.",
            "Mrs O. Grady will get from bed to chair with her frame",
        ] {
            assert!(!is_several(text), "{text}");
        }
    }
}
