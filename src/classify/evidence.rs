//! Which words moved the decision.
//!
//! **In:** a text, and a way to classify variants of it. **Out:** [`Evidence`], strongest first. **Layer:** 2.
//!
//! The method is occlusion, both ways round. For a run of one to three words it asks: what does the label's probability
//! lose without these words, and what do these words alone give it, beside an empty text? The weight is the mean of the two
//! (comprehensiveness and sufficiency, DeYoung and others, 2020). The first alone is blind to words that say the same
//! thing twice ("four hours of access to a flat"), the second to words that only count together. Anybody can repeat it by
//! hand. Since a word alone costs least to ask about, all are asked that first, and the dearer question is put to the strongest
//! and to the runs around them. Where half a second is too long, [`quick`] makes do with the first question. Limits: of a text over 40 words only the beginning is tried, the less of it the longer it is.

use crate::domain::{Evidence, Label, Probabilities, Span};
use crate::text::words::{Word, words};

/// Words that all variants of a text may have together, so that the longest text is answered in about a second.
const BUDGET: usize = 6000;
/// Words of a text that are tried, at least and at most.
const TRIED: (usize, usize) = (6, 48);
/// Words in a run, at most.
const RUN: usize = 3;
/// Single words that are tried without, and of these those around which longer runs are tried.
const STRONGEST: usize = 4;
const GROWN: usize = 2;
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

/// What was said of a variant: without the run, and of the run alone.
pub(crate) type Answer = (Probabilities, Probabilities);

/// The single words to try.
pub(crate) fn singles(text: &str) -> Vec<Variant> {
    let words = tried(text);
    let telling = runs(text, &words, 1, false);
    if telling.is_empty() { runs(text, &words, 1, true) } else { telling }
}

/// The runs to put both questions to: the single words that give the label most by themselves, and the longer runs around the
/// strongest of them. `alone` is what was said of each single word.
pub(crate) fn variants(text: &str, label: Label, singles: Vec<Variant>, alone: &[Probabilities]) -> Vec<Variant> {
    let words = tried(text);
    let telling = singles.first().is_some_and(|word| !is_glue(&word.alone));
    let mut order: Vec<(f32, Variant)> = alone.iter().map(|said| said.of(label)).zip(singles).collect();
    order.sort_by(|one, two| two.0.total_cmp(&one.0).then(one.1.span.cmp(&two.1.span)));
    order.truncate(STRONGEST);
    let mut found: Vec<Variant> = order.into_iter().map(|(_, single)| single).collect();
    let grown: Vec<Span> = found.iter().take(GROWN).map(|single| single.span).collect();
    let holds = |run: &Variant| grown.iter().any(|word| run.span.start <= word.start && word.end <= run.span.end);
    found.extend((2..=RUN).flat_map(|length| runs(text, &words, length, !telling)).filter(holds));
    found
}

/// The words of a text that are tried.
fn tried(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = words(text).into_iter().filter(Word::is_lexical).collect();
    words.truncate((BUDGET / words.len().max(1) / RUN).clamp(TRIED.0, TRIED.1));
    words
}

fn is_glue(word: &str) -> bool {
    GLUE.contains(&word.to_lowercase().as_str())
}

/// Every run of this many words, those that begin or end with glue only if that is asked for.
fn runs(text: &str, words: &[Word<'_>], length: usize, glue: bool) -> Vec<Variant> {
    let ends = |run: &&[Word<'_>]| glue || !(is_glue(run[0].text) || is_glue(run[length - 1].text));
    let variant = |run: &[Word<'_>]| {
        let (first, last) = (run[0], run[length - 1]);
        let end = last.byte + last.text.len();
        Variant {
            span: Span { start: first.span.start, end: last.span.end },
            without: format!("{}{}", &text[..first.byte], &text[end..]),
            alone: text[first.byte..end].to_string(),
        }
    };
    words.windows(length).filter(ends).map(variant).collect()
}

/// What a run gives the label, given what is said of the whole text and of an empty one.
fn weight(label: Label, (whole, empty): (Probabilities, Probabilities), (without, alone): Answer) -> f32 {
    (whole.of(label) - without.of(label) + alone.of(label) - empty.of(label)) / 2.0
}

/// The single words that give `label` most by themselves, strongest first. `said` is what was said of each of `singles`.
pub(crate) fn quick(
    text: &str,
    label: Label,
    empty: Probabilities,
    singles: &[Variant],
    said: &[Probabilities],
) -> Vec<Evidence> {
    let gain = |said: &Probabilities| said.of(label) - empty.of(label);
    choose(text, singles.iter().zip(said).map(|(single, said)| (gain(said), gain(said), single.span)).collect())
}

/// The runs that carried `label`, strongest first, given the probabilities of the text, of an empty text, and of each
/// variant without and alone.
pub(crate) fn weigh(
    text: &str,
    label: Label,
    said: (Probabilities, Probabilities),
    variants: &[Variant],
    answers: &[Answer],
) -> Vec<Evidence> {
    let runs = variants
        .iter()
        .zip(answers)
        .map(|(variant, answer)| {
            let weight = weight(label, said, *answer);
            let words = variant.alone.split_whitespace().count() as f32;
            (weight - PRICE * (words - 1.0), weight, variant.span)
        })
        .collect();
    choose(text, runs)
}

/// The strongest runs that do not overlap. Each run has a rank, a weight and a place.
fn choose(text: &str, mut runs: Vec<(f32, f32, Span)>) -> Vec<Evidence> {
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
        let variants = singles(text);
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
        let alone = |runs: Vec<Variant>| runs.into_iter().map(|run| run.alone).collect::<Vec<_>>();
        assert_eq!(alone(singles("hours of the day")), ["hours", "day"]);
        assert_eq!(alone(singles("for him")), ["for", "him"]);
        let all = |text: &str| {
            let singles = singles(text);
            let said = vec![resource(0.5); singles.len()];
            alone(variants(text, Label::Resource, singles, &said))
        };
        assert_eq!(all("for him"), ["for", "him", "for him"]);
        assert_eq!(all("hours of day"), ["hours", "day", "hours of day"]);
    }

    #[test]
    fn longer_runs_are_tried_around_the_words_that_say_most_alone() {
        let text = "she sees two kind tall men who bring new blue boots";
        let singles = singles(text);
        let strong = |word: &str| ["two", "kind", "tall", "men"].contains(&word);
        let said: Vec<_> = singles.iter().map(|run| resource(if strong(&run.alone) { 0.9 } else { 0.1 })).collect();
        let found = variants(text, Label::Resource, singles, &said);
        let (short, long): (Vec<_>, Vec<_>) = found.iter().partition(|run| !run.alone.contains(' '));
        assert!(short.iter().all(|run| strong(&run.alone)) && short.len() == STRONGEST);
        assert!(long.iter().any(|run| run.alone == "two kind tall"));
        assert!(long.iter().all(|run| run.alone.contains("two") || run.alone.contains("kind")));
    }

    #[test]
    fn a_text_of_one_word_has_that_word_as_its_evidence() {
        assert_eq!(singles("Swimming").len(), 1);
        assert!(singles("…").is_empty());
    }
}
