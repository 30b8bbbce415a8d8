//! Finds the words by which somebody could tell whether an outcome has been reached.
//!
//! **In:** a text. **Out:** spans: how often, how much, with what help, where, with whom, or a plain feat. **Layer:** 1.
//!
//! The cues are in `cues.tsv`. Numbers inside a deadline measure nothing and are left out.
//!
//! ```
//! use sothat::text::measure::measures;
//! let text = "By Year 9 she cooks twice a week.";
//! assert_eq!(measures(text).iter().map(|span| span.slice(text)).collect::<Vec<_>>(), ["cooks", "twice a week"]);
//! assert!(measures("By Year 9 she is more confident").is_empty());
//! ```

use crate::domain::Span;
use crate::text::deadline::{apart, deadlines};
use crate::text::phrase::{Hit, Phrases, is_number, tokens};
use std::sync::LazyLock;

static CUES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("cues.tsv")).expect("the table is part of the program and a test reads it")
});

/// The words of `text` that say how often, how much, with what help, where or with whom, or name a feat that can be seen.
pub fn measures(text: &str) -> Vec<Span> {
    let by_when: Vec<Span> = deadlines(text).iter().map(|deadline| deadline.span).collect();
    CUES.find(&tokens(text)).into_iter().map(|hit| hit.span).filter(|span| apart(*span, &by_when)).collect()
}

/// The words of `text` that say how much or how often, and no percentage: "three times a week", "at least 15". "Always" and
/// "one" measure nothing by themselves, and a percentage is no better than what it is a percentage of.
pub fn amounts(text: &str) -> Vec<Span> {
    let by_when: Vec<Span> = deadlines(text).iter().map(|deadline| deadline.span).collect();
    let tokens = tokens(text);
    let stated = |hit: &Hit<'_>| {
        let bare = hit.end == hit.first + 1 && tokens[hit.first].folded == "one";
        let next = |at: usize| tokens.get(hit.end + at).map_or("", |token| token.folded.as_str());
        let percentage = matches!(tokens[hit.end - 1].folded.as_str(), "%" | "percent" | "cent")
            || matches!((next(0), next(1)), ("percent", _) | ("per", "cent") | ("cent", _));
        matches!(hit.kind, "often" | "much") && !bare && !percentage
    };
    let hits = CUES.find(&tokens).into_iter().filter(stated);
    hits.map(|hit| hit.span).filter(|span| apart(*span, &by_when)).collect()
}

/// True if a number stands outside every deadline: "improve his reading age by 12 months".
pub fn has_number(text: &str) -> bool {
    let by_when: Vec<Span> = deadlines(text).iter().map(|deadline| deadline.span).collect();
    let counts = |word: &str| is_number(word) && word != "one" || matches!(word, "once" | "twice" | "half");
    tokens(text).iter().any(|token| counts(&token.folded) && apart(token.span, &by_when))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_the_cue_table_is_found_at_its_brackets() {
        let mut wrong = Vec::new();
        for (_, example) in CUES.entries() {
            let text = example.replace(['[', ']'], "");
            let marked: Vec<&str> = example.split('[').skip(1).filter_map(|rest| rest.split(']').next()).collect();
            let found: Vec<&str> = measures(&text).into_iter().map(|span| span.slice(&text)).collect();
            if found != marked {
                wrong.push(format!("{example} → {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn an_amount_is_a_number_or_a_frequency_and_no_percentage() {
        let said = |text: &str| amounts(text).into_iter().map(|span| span.slice(text).to_string()).collect::<Vec<_>>();
        assert_eq!(said("By Year 9 she cooks twice a week"), ["twice a week"]);
        assert_eq!(said("Reads at least 40 words"), ["at least 40"]);
        for text in ["Calm 80% of the time", "Calm 80 per cent of the time", "Always calm", "Has one friend"] {
            assert!(amounts(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_wish_without_anything_to_see_has_no_measure() {
        for text in [
            "To be happy",
            "More confident by July 2027",
            "By age 14 he will reach his potential",
            "Better communication",
        ] {
            assert!(measures(text).is_empty(), "{text}");
            assert!(!has_number(text), "{text}");
        }
    }
}
