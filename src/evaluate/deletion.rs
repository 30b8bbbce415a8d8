//! Whether the words that a system names as its evidence are those that move it.
//!
//! **In:** texts with evidence, and a function that classifies texts. **Out:** [`Deletion`]. **Layer:** 6.
//!
//! The strongest few words of the evidence are taken out, and as many words drawn blindly. If the label's probability
//! falls no more for the first than for the second, the evidence is decoration. Both removals see the same texts, so the
//! difference has a paired interval. This is the deletion test of the literature on explanations (comprehensiveness in
//! DeYoung and others, 2020, against chance).
//!
//! Limits: our evidence is itself found by taking words out, so a drop is what it promises, not proof of a reason. And texts
//! with words missing are unlike those that a model has learned from; the random removals are there to show how much of a
//! drop that alone makes.

use super::interval::SplitMix;
use crate::domain::{Probabilities, Span};
use crate::error::{Error, Result};
use crate::evaluate::{Draws, Estimate};
use crate::text::words::{Word, words};
use serde::{Deserialize, Serialize};

/// A text and its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained<'a> {
    /// The text.
    pub text: &'a str,
    /// Where the evidence stands, the strongest first.
    pub evidence: Vec<Span>,
}

/// How the test is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Words to take out of each text, at most.
    pub words: usize,
    /// Blind removals of each text.
    pub draws: usize,
    /// Seed of the blind removals and of the bootstrap.
    pub seed: u64,
    /// Bootstrap samples behind every interval.
    pub resamples: usize,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Deletion {
    /// Texts that were tried.
    pub n: usize,
    /// Texts without evidence, or without any word beside it.
    pub left_out: usize,
    /// Words taken out of each text, at most.
    pub words: usize,
    /// Blind removals of each text.
    pub draws: usize,
    /// How far the probability of the label falls.
    pub drop: Effect,
    /// Share of the decisions that change.
    pub changed: Effect,
}

/// One measure after both removals; the intervals come from drawing texts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// Without words of the evidence.
    pub evidence: Estimate,
    /// Without words drawn blindly.
    pub random: Estimate,
    /// The first minus the second.
    pub difference: Estimate,
}

/// What one text gave: drop and change without evidence, mean drop and share of changes without words drawn blindly.
type Measured = [f64; 4];

/// Takes words out of the texts of `rows` and asks `classify` again; it must answer every text, in order.
///
/// # Errors
/// If `classify` fails or leaves a text unanswered.
pub fn deletion(
    rows: &[Explained],
    plan: Plan,
    classify: impl Fn(&[&str]) -> Result<Vec<Probabilities>>,
) -> Result<Deletion> {
    let mut variants: Vec<String> = Vec::new();
    let mut tried = 0;
    for (number, row) in rows.iter().enumerate() {
        let all: Vec<Word> = words(row.text).into_iter().filter(Word::is_lexical).collect();
        let chosen = strongest(&all, &row.evidence, plan.words);
        if chosen.is_empty() || chosen.len() == all.len() {
            continue;
        }
        tried += 1;
        variants.push(row.text.to_string());
        variants.push(without(row.text, &all, &chosen));
        for draw in 0..plan.draws {
            let stream = (number * plan.draws + draw) as u64;
            variants.push(without(row.text, &all, &blind(all.len(), chosen.len(), plan.seed, stream)));
        }
    }
    let asked: Vec<&str> = variants.iter().map(String::as_str).collect();
    let said = classify(&asked)?;
    if said.len() != asked.len() {
        return Err(Error::model(format!("{} of {} texts were answered", said.len(), asked.len()))
            .at("the deletion test")
            .hint("a classifier must answer every text, in order"));
    }
    let measured: Vec<Measured> = said.chunks(2 + plan.draws).map(measure).collect();
    Ok(effects(&measured, rows.len() - tried, plan))
}

/// Places among `all` words of the first `most` that the evidence covers, span after span.
fn strongest(all: &[Word], evidence: &[Span], most: usize) -> Vec<usize> {
    let mut chosen = Vec::new();
    for span in evidence {
        for (place, word) in all.iter().enumerate() {
            let inside = word.span.start < span.end && span.start < word.span.end;
            if inside && chosen.len() < most && !chosen.contains(&place) {
                chosen.push(place);
            }
        }
    }
    chosen
}

/// `count` different places below `all`, every set of them as likely as every other.
pub(super) fn blind(all: usize, count: usize, seed: u64, stream: u64) -> Vec<usize> {
    let mut numbers = SplitMix::new(seed, stream);
    let mut places: Vec<usize> = (0..all).collect();
    for at in 0..count.min(all) {
        places.swap(at, at + numbers.below(all - at));
    }
    places.truncate(count);
    places
}

/// `text` without the words at these places of `all`; white space and punctuation stay.
fn without(text: &str, all: &[Word], places: &[usize]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for (place, word) in all.iter().enumerate() {
        if places.contains(&place) {
            kept.push_str(&text[from..word.byte]);
            from = word.byte + word.text.len();
        }
    }
    kept.push_str(&text[from..]);
    kept
}

/// From the answers to the whole text, to the text without evidence, and to the texts after blind removals.
fn measure(said: &[Probabilities]) -> Measured {
    let label = said[0].best();
    let drop = |given: &Probabilities| f64::from(said[0].of(label)) - f64::from(given.of(label));
    let changed = |given: &Probabilities| f64::from(u8::from(given.best() != label));
    let draws = (said.len() - 2).max(1) as f64;
    [
        drop(&said[1]),
        changed(&said[1]),
        said[2..].iter().map(drop).sum::<f64>() / draws,
        said[2..].iter().map(changed).sum::<f64>() / draws,
    ]
}

fn effects(measured: &[Measured], left_out: usize, plan: Plan) -> Deletion {
    let figures = |rows: &mut dyn ExactSizeIterator<Item = usize>| -> [f64; 6] {
        let n = rows.len().max(1) as f64;
        let mut sums = [0.0; 4];
        for row in rows {
            sums.iter_mut().zip(measured[row]).for_each(|(sum, value)| *sum += value / n);
        }
        let [drop, changed, blind_drop, blind_changed] = sums;
        [drop, blind_drop, drop - blind_drop, changed, blind_changed, changed - blind_changed]
    };
    let values = figures(&mut (0..measured.len()));
    let draws = Draws { seed: plan.seed, rows: measured.len(), resamples: plan.resamples };
    let intervals = draws.intervals(|drawn| figures(&mut drawn.iter().copied()).map(Some));
    let estimate = |at: usize| Estimate::new(values[at], intervals[at].unwrap_or((values[at], values[at])));
    let effect = |at: usize| Effect { evidence: estimate(at), random: estimate(at + 1), difference: estimate(at + 2) };
    Deletion { n: measured.len(), left_out, words: plan.words, draws: plan.draws, drop: effect(0), changed: effect(3) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: Plan = Plan { words: 2, draws: 400, seed: 1, resamples: 200 };

    /// Resource at 0.9 as long as "hours" stands there, else service at 0.6 and resource at 0.4.
    fn hours(texts: &[&str]) -> Result<Vec<Probabilities>> {
        let said = |text: &&str| {
            let resource = if text.contains("hours") { 0.9 } else { 0.4 };
            Probabilities::from_array([0.0, 1.0 - resource, 0.0, 0.0, resource])
        };
        Ok(texts.iter().map(said).collect())
    }

    fn row(text: &'static str, evidence: &[&str]) -> Explained<'static> {
        let span = |words: &&str| {
            let start = text.find(words).unwrap();
            Span::from_bytes(text, start..start + words.len())
        };
        Explained { text, evidence: evidence.iter().map(span).collect() }
    }

    #[test]
    fn removing_the_word_that_counts_drops_more_than_chance_by_the_odds_worked_out_by_hand() {
        // One word of five: the evidence always takes "hours", chance in one of five draws; the drop is 0.5 or nothing.
        let found = deletion(&[row("Five hours of TA support", &["hours"])], PLAN, hours).unwrap();
        assert_eq!(
            (found.n, found.left_out, found.drop.evidence.value, found.changed.evidence.value),
            (1, 0, 0.5, 1.0)
        );
        // 400 draws of one in five: standard error 0.02, so within 0.06 of it.
        assert!((found.changed.random.value - 0.2).abs() < 0.06, "{found:?}");
        assert!((found.drop.random.value - 0.5 * found.changed.random.value).abs() < 1e-5);
        assert!((found.drop.difference.value - (0.5 - found.drop.random.value)).abs() < 2e-6);
    }

    #[test]
    fn evidence_beside_the_point_drops_nothing_and_less_than_chance() {
        let found = deletion(&[row("Five hours of TA support", &["TA support"])], PLAN, hours).unwrap();
        assert_eq!((found.drop.evidence.value, found.changed.evidence.value), (0.0, 0.0));
        assert!(found.drop.difference.high < 0.0, "{found:?}");
    }

    #[test]
    fn texts_without_evidence_or_without_other_words_are_left_out_and_counted() {
        let rows = [row("Five hours", &[]), row("hours", &["hours"]), row("Five hours", &["hours"])];
        let found = deletion(&rows, PLAN, hours).unwrap();
        assert_eq!((found.n, found.left_out), (1, 2));
        assert_eq!(deletion(&[], PLAN, hours).unwrap().n, 0);
    }

    #[test]
    fn the_strongest_words_go_first_and_punctuation_stays() {
        let text = "Zoë’s – 5 hours, of TA!";
        let all: Vec<Word> = words(text).into_iter().filter(Word::is_lexical).collect();
        let evidence = row(text, &["TA", "5 hours"]).evidence;
        let chosen = strongest(&all, &evidence, 2);
        assert_eq!(chosen.iter().map(|&place| all[place].text).collect::<Vec<_>>(), ["TA", "5"]);
        assert_eq!(without(text, &all, &chosen), "Zoë’s –  hours, of !");
    }

    #[test]
    fn blind_places_are_different_within_bounds_and_the_same_for_the_same_seed() {
        for stream in 0..50 {
            let mut places = blind(7, 3, 9, stream);
            assert_eq!(places, blind(7, 3, 9, stream));
            places.sort_unstable();
            places.dedup();
            assert!(places.len() == 3 && places[2] < 7);
        }
    }

    #[test]
    fn an_unanswered_text_is_an_error() {
        let refused = deletion(&[row("Five hours", &["hours"])], PLAN, |_| Ok(Vec::new())).unwrap_err();
        assert!(refused.to_string().starts_with("0 of 402 texts were answered · the deletion test ·"));
    }
}
