//! Tells whether a text is no statement at all: a placeholder, a bare heading, a date, a name, an address.
//!
//! **In:** a text. **Out:** yes or no. **Layer:** 1.

use crate::text::deadline::deadlines;
use crate::text::phrase::{Phrases, tokens};
use std::sync::LazyLock;

static PLACEHOLDERS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("placeholders.tsv")).expect("the table is part of the program and a test reads it")
});

/// No heading or date has more words.
const MOST_WORDS: usize = 20;

/// True if there is nothing in the text that a verdict could be about.
pub(super) fn is_no_statement(text: &str) -> bool {
    let tokens = tokens(text);
    let lexical: Vec<usize> = (0..tokens.len()).filter(|at| tokens[*at].lexical).collect();
    let (Some(&first), Some(&last)) = (lexical.first(), lexical.last()) else { return true };
    let ratio = matches!(text.trim(), "1:1" | "2:1" | "1-1");
    if !ratio && tokens[first..=last].iter().all(|token| !token.folded.chars().any(char::is_alphabetic)) {
        return true;
    }
    if is_address(text.trim()) {
        return true;
    }
    let heading = lexical.len() <= 4 && text.trim_end().ends_with(':');
    let listed = PLACEHOLDERS.at(&tokens, first).is_some_and(|hit| hit.end > last);
    if lexical.len() > MOST_WORDS {
        return false;
    }
    let found = deadlines(text);
    let only_a_date = !found.is_empty()
        && lexical.iter().all(|&at| {
            found.iter().any(|date| date.span.start <= tokens[at].span.start && tokens[at].span.end <= date.span.end)
        });
    heading || listed || only_a_date
}

/// An e-mail or web address and nothing else.
fn is_address(text: &str) -> bool {
    let mail = text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let web = ["http://", "https://", "www."].iter().any(|start| text.to_lowercase().starts_with(start));
    !text.contains(char::is_whitespace) && (mail || web)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_headings_dates_names_and_addresses_are_no_statements() {
        for text in [
            "",
            " \t\n",
            "…",
            "👍👍",
            "42",
            "14/07/2026",
            "12.5%",
            "N/A",
            "n/a.",
            "None",
            "see above",
            "TBC",
            "as above",
            "Section E",
            "Outcomes",
            "Name:",
            "Date of birth:",
            "a.parent@example.org",
            "https://example.org/plan",
            "Mrs J Smith",
            "Dr Okafor",
            "July 2027",
            "By the end of Year 6",
            "Section F: Provision",
            "Outcome 3",
            "not applicable",
            "By when?",
            "Monday",
            "ditto",
        ] {
            assert!(is_no_statement(text), "{text}");
        }
    }

    #[test]
    fn short_statements_are_statements() {
        for text in [
            "Swimming",
            "Volunteers",
            "Training",
            "SaLT",
            "Reads",
            "Home",
            "Mrs Smith to visit weekly",
            "Dr Okafor's clinic",
            "Tablet",
            "Befriending",
            "1:1",
            "2 hours",
            "Social worker",
            "Happy",
            "Year 6 residential",
            "Transport",
            "Name writing",
            "No help",
            "Section 17 funding",
            "Review completed",
            "Outcomes star",
            "0.5 FTE TA",
            "Working",
            "Mentoring",
            "3 visits",
        ] {
            assert!(!is_no_statement(text), "{text}");
        }
    }
}
