//! Which words moved the decision.
//!
//! **In:** a text, and a way to classify variants of it. **Out:** [`Evidence`], strongest first. **Layer:** 2.
//!
//! The method is occlusion: each run of one to three words is taken out in turn, and what the label's probability
//! loses is the run's weight. It needs no gradient, asks the model exactly the question that a reader would ask ("would
//! you still say so without these words?"), and can be repeated by hand. Limits: words that say the same thing twice
//! hide each other; of a text over [`WORDS`] words only the beginning is tried.

use crate::domain::{Evidence, Label, Probabilities, Span};
use crate::text::words::{Word, words};

/// Words of a text that are tried, at most.
pub(crate) const WORDS: usize = 48;
/// Words in a run, at most.
const RUN: usize = 3;
/// Runs that are given back, at most.
const RUNS: usize = 3;
/// A run counts from this loss of probability on; the strongest counts always.
const ENOUGH: f32 = 0.05;
/// What a run must gain for each further word, so that the shortest run that explains is preferred.
const PRICE: f32 = 0.02;

/// Runs of words to take out, with the text that remains.
pub(crate) fn variants(text: &str) -> Vec<(Span, String)> {
    let words: Vec<Word<'_>> = words(text).into_iter().filter(Word::is_lexical).take(WORDS).collect();
    let mut found = Vec::new();
    for length in 1..=RUN.min(words.len().saturating_sub(1)) {
        for run in words.windows(length) {
            let (first, last) = (run[0], run[length - 1]);
            let mut rest = text[..first.byte].to_string();
            rest.push_str(&text[last.byte + last.text.len()..]);
            found.push((Span { start: first.span.start, end: last.span.end }, rest));
        }
    }
    if words.len() == 1 {
        found.push((words[0].span, String::new()));
    }
    found
}

/// The runs that carried `label`, strongest first, given the probabilities of the text and of each variant.
pub(crate) fn weigh(
    text: &str,
    label: Label,
    whole: Probabilities,
    variants: &[(Span, String)],
    without: &[Probabilities],
) -> Vec<Evidence> {
    let mut runs: Vec<(f32, f32, Span)> = variants
        .iter()
        .zip(without)
        .map(|((span, _), rest)| {
            let loss = whole.of(label) - rest.of(label);
            let words = span.slice(text).split_whitespace().count() as f32;
            let odds = log_odds(whole.of(label)) - log_odds(rest.of(label));
            (loss - PRICE * (words - 1.0) + 0.01 * odds, loss, *span)
        })
        .collect();
    runs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
    let mut chosen: Vec<Evidence> = Vec::new();
    for (_, loss, span) in runs {
        let apart = chosen.iter().all(|other| span.end <= other.span.start || other.span.end <= span.start);
        if apart && (chosen.is_empty() || loss >= ENOUGH) {
            chosen.push(Evidence { span, text: span.slice(text).to_string(), weight: (loss * 1e4).round() / 1e4 });
        }
        if chosen.len() == RUNS {
            break;
        }
    }
    chosen
}

fn log_odds(p: f32) -> f32 {
    let p = p.clamp(1e-4, 1.0 - 1e-4);
    (p / (1.0 - p)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_run_whose_loss_hurts_most_comes_first() {
        let text = "5 hours of TA support";
        let variants = variants(text);
        let whole = Probabilities::from_array([0.0, 0.1, 0.0, 0.0, 0.9]);
        let without: Vec<Probabilities> = variants
            .iter()
            .map(|(_, rest)| {
                let kept = if rest.contains("hours") { 0.9 } else { 0.2 };
                Probabilities::from_array([0.0, 1.0 - kept, 0.0, 0.0, kept])
            })
            .collect();
        let found = weigh(text, Label::Resource, whole, &variants, &without);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].text.as_str(), found[0].weight), ("hours", 0.7));
        assert_eq!(found[0].span.slice(text), "hours");
    }

    #[test]
    fn a_text_of_one_word_has_that_word_as_its_evidence() {
        assert_eq!(variants("Swimming").len(), 1);
        assert!(variants("…").is_empty());
    }
}
