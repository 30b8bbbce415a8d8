//! Which words moved the decision.
//!
//! **In:** a text, and a way to classify variants of it. **Out:** [`Evidence`], strongest first. **Layer:** 2.
//!
//! The method is occlusion, both ways round. For each run of one to three words it asks: what does the label's probability
//! lose without these words, and what do these words alone give it, beside an empty text? The weight is the mean of the two
//! (comprehensiveness and sufficiency, DeYoung and others, 2020). The first alone is blind to words that say the same
//! thing twice ("four hours of access to a flat"), the second to words that only count together. Anybody can repeat it by
//! hand. Limits: of a text over 40 words only the beginning is tried, the less of it the longer it is.

use crate::domain::{Evidence, Label, Probabilities, Span};
use crate::text::words::{Word, words};

/// Words that all variants of a text may have together, so that the longest text is answered in about a second.
const BUDGET: usize = 6000;
/// Words of a text that are tried, at least and at most.
const TRIED: (usize, usize) = (6, 48);
/// Words in a run, at most.
const RUN: usize = 3;
/// Runs that are given back, at most.
const RUNS: usize = 3;
/// A run counts from this weight on; the strongest counts always.
const ENOUGH: f32 = 0.2;
/// What a run must gain for each further word, so that the shortest run that explains is preferred.
const PRICE: f32 = 0.03;
/// A run neither begins nor ends with one of these, unless there is no other: they explain nothing to a reader.
const GLUE: [&str; 31] = [
    "a", "an", "and", "as", "at", "by", "for", "from", "her", "him", "his", "in", "into", "it", "its", "my", "of",
    "on", "or", "our", "that", "the", "their", "them", "this", "to", "up", "with", "your", "is", "s",
];

/// A run of words, the text without it, and the run alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variant {
    /// Where the run stands.
    pub span: Span,
    /// The text without the run.
    pub without: String,
    /// The run alone.
    pub alone: String,
}

/// The runs of words to try.
pub(crate) fn variants(text: &str) -> Vec<Variant> {
    let mut words: Vec<Word<'_>> = words(text).into_iter().filter(Word::is_lexical).collect();
    words.truncate((BUDGET / words.len().max(1) / RUN).clamp(TRIED.0, TRIED.1));
    let runs = |glue: bool| -> Vec<Variant> {
        let mut found = Vec::new();
        for length in 1..=RUN.min(words.len()) {
            for run in words.windows(length) {
                let (first, last) = (run[0], run[length - 1]);
                let is_glue = |word: Word<'_>| GLUE.contains(&word.folded().as_str());
                if !glue && (is_glue(first) || is_glue(last)) {
                    continue;
                }
                let end = last.byte + last.text.len();
                found.push(Variant {
                    span: Span { start: first.span.start, end: last.span.end },
                    without: format!("{}{}", &text[..first.byte], &text[end..]),
                    alone: text[first.byte..end].to_string(),
                });
            }
        }
        found
    };
    let telling = runs(false);
    if telling.is_empty() { runs(true) } else { telling }
}

/// The runs that carried `label`, strongest first, given the probabilities of the text, of an empty text, and of each
/// variant without and alone.
pub(crate) fn weigh(
    text: &str,
    label: Label,
    (whole, empty): (Probabilities, Probabilities),
    variants: &[Variant],
    answers: &[(Probabilities, Probabilities)],
) -> Vec<Evidence> {
    let mut runs: Vec<(f32, f32, Span)> = variants
        .iter()
        .zip(answers)
        .map(|(variant, (without, alone))| {
            let weight = (whole.of(label) - without.of(label) + alone.of(label) - empty.of(label)) / 2.0;
            let words = variant.alone.split_whitespace().count() as f32;
            (weight - PRICE * (words - 1.0), weight, variant.span)
        })
        .collect();
    runs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
    let mut chosen: Vec<Evidence> = Vec::new();
    for (_, weight, span) in runs {
        let apart = chosen.iter().all(|other| span.end <= other.span.start || other.span.end <= span.start);
        if apart && (chosen.is_empty() || weight >= ENOUGH) {
            chosen.push(Evidence { span, text: span.slice(text).to_string(), weight: (weight * 1e4).round() / 1e4 });
        }
        if chosen.len() == RUNS {
            break;
        }
    }
    joined(text, chosen)
}

/// Neighbours made one: "Four" and "hours" are "Four hours". A joined run has the weight of its stronger part.
fn joined(text: &str, mut chosen: Vec<Evidence>) -> Vec<Evidence> {
    chosen.sort_by_key(|evidence| evidence.span);
    let mut found: Vec<Evidence> = Vec::new();
    for evidence in chosen {
        match found.last_mut() {
            Some(last) if Span { start: last.span.end, end: evidence.span.start }.slice(text).trim().is_empty() => {
                last.span.end = evidence.span.end;
                last.text = last.span.slice(text).to_string();
                last.weight = last.weight.max(evidence.weight);
            }
            _ => found.push(evidence),
        }
    }
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(p: f32) -> Probabilities {
        Probabilities::from_array([0.0, 1.0 - p, 0.0, 0.0, p])
    }

    #[test]
    fn the_run_that_counts_both_ways_comes_first() {
        let text = "5 hours of TA support";
        let variants = variants(text);
        let says = |words: &str| resource(if words.contains("hours") { 0.9 } else { 0.2 });
        let answers: Vec<_> = variants.iter().map(|v| (says(&v.without), says(&v.alone))).collect();
        let found = weigh(text, Label::Resource, (says(text), says("")), &variants, &answers);
        // Without "hours" 0.9 falls to 0.2, alone it lifts 0.2 to 0.9: the mean of 0.7 and 0.7.
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].text.as_str(), found[0].weight), ("hours", 0.7));
        assert_eq!(found[0].span.slice(text), "hours");
    }

    #[test]
    fn neighbours_are_quoted_together() {
        let text = "Four hours of a flat";
        let part = |words: &str, weight| {
            let start = text.find(words).unwrap();
            Evidence { span: Span { start, end: start + words.len() }, text: words.to_string(), weight }
        };
        let found = joined(text, vec![part("hours", 0.4), part("Four", 0.3), part("flat", 0.5)]);
        let found: Vec<(&str, f32)> = found.iter().map(|evidence| (evidence.text.as_str(), evidence.weight)).collect();
        assert_eq!(found, [("flat", 0.5), ("Four hours", 0.4)]);
    }

    #[test]
    fn no_run_begins_or_ends_with_glue_unless_there_is_nothing_else() {
        let runs: Vec<String> = variants("hours of the day").into_iter().map(|variant| variant.alone).collect();
        assert_eq!(runs, ["hours", "day"]);
        assert_eq!(variants("for him").len(), 3);
    }

    #[test]
    fn a_text_of_one_word_has_that_word_as_its_evidence() {
        assert_eq!(variants("Swimming").len(), 1);
        assert!(variants("…").is_empty());
    }
}
