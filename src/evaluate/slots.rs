//! How well the parts of statements are found: by when, how much, where, with what help.
//!
//! **In:** statements with the parts that a person marked and those that a system found. **Out:** [`SlotReport`]. **Layer:** 6.
//!
//! Two measures, because one alone misleads. A part counts as found only if its beginning, its end and its kind are all
//! right; under that measure "by the end of Year 6" found without its "by" is as wrong as nothing. So the words that both
//! sides gave to a kind are counted as well. Intervals come from drawing statements, not parts: parts of one statement
//! stand or fall together.
//!
//! ```
//! use sothat::domain::{Slot, SlotSpan, Span};
//! use sothat::evaluate::slots::{Statement, slots};
//! let part = |start, end| SlotSpan { span: Span { start, end }, slot: Slot::Deadline };
//! let (gold, found) = ([part(11, 23)], [part(14, 23)]);
//! let report = slots(&[Statement { text: "I can swim by next year", gold: &gold, found: &found }], 1, 100);
//! let deadline = report.score(Slot::Deadline).unwrap();
//! assert_eq!((deadline.f1.unwrap().value, deadline.overlap.unwrap().value), (0.0, 0.8));
//! ```

use super::table::Table;
use crate::domain::{Slot, SlotSpan};
use crate::evaluate::report::rounded;
use crate::evaluate::{Draws, Estimate};
use crate::text::words::words;
use serde::{Deserialize, Serialize};

/// Kinds of parts, and one place more for all of them together.
const KINDS: usize = Slot::ALL.len() + 1;

/// The place of all kinds together.
const ALL: usize = Slot::ALL.len();

/// A statement with its parts, right and found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Statement<'a> {
    /// The statement.
    pub text: &'a str,
    /// The parts that a person marked.
    pub gold: &'a [SlotSpan],
    /// The parts that the system found.
    pub found: &'a [SlotSpan],
}

/// Scores of every kind that occurs, and of all together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SlotReport {
    /// Statements that were marked.
    pub n: usize,
    /// Seed of the bootstrap.
    pub seed: u64,
    /// Bootstrap samples behind every interval.
    pub resamples: usize,
    /// One entry a kind that was marked or found anywhere, then one for all kinds together.
    pub scores: Vec<SlotScore>,
}

/// How well one kind of part is found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SlotScore {
    /// Which kind; nothing for all together.
    pub slot: Option<Slot>,
    /// Parts that a person marked.
    pub support: usize,
    /// Parts that the system found.
    pub predicted: usize,
    /// Share of the found parts that are exactly right; 0 if none was found.
    pub precision: f64,
    /// Share of the marked parts that were found exactly; 0 if none was marked.
    pub recall: f64,
    /// Harmonic mean of the two; nothing without any part.
    pub f1: Option<Estimate>,
    /// F1 over the words in parts, however the parts are cut; nothing without any such word.
    pub overlap: Option<Estimate>,
}

/// Counts over some statements, for one kind.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    gold: usize,
    found: usize,
    hits: usize,
    gold_words: usize,
    found_words: usize,
    common_words: usize,
}

/// Scores the parts found in `statements`; intervals from `resamples` draws of statements.
pub fn slots(statements: &[Statement], seed: u64, resamples: usize) -> SlotReport {
    let counted: Vec<[Counts; KINDS]> = statements.iter().map(count).collect();
    let whole = total(&counted, 0..counted.len());
    let draws = Draws { seed, rows: statements.len(), resamples };
    let intervals: [Option<(f64, f64)>; 2 * KINDS] = draws.intervals(|drawn| {
        let sums = total(&counted, drawn.iter().copied());
        std::array::from_fn(|figure| if figure < KINDS { sums[figure].f1() } else { sums[figure - KINDS].overlap() })
    });
    let estimate = |value: Option<f64>, place: usize| {
        value.map(|value| Estimate::new(value, intervals[place].unwrap_or((value, value))))
    };
    let score = |kind: usize| SlotScore {
        slot: Slot::ALL.get(kind).copied(),
        support: whole[kind].gold,
        predicted: whole[kind].found,
        precision: rounded(ratio(whole[kind].hits, whole[kind].found)),
        recall: rounded(ratio(whole[kind].hits, whole[kind].gold)),
        f1: estimate(whole[kind].f1(), kind),
        overlap: estimate(whole[kind].overlap(), KINDS + kind),
    };
    let used = |kind: &usize| *kind == ALL || whole[*kind].gold + whole[*kind].found > 0;
    SlotReport { n: statements.len(), seed, resamples, scores: (0..KINDS).filter(used).map(score).collect() }
}

impl SlotReport {
    /// The scores of one kind, if it was marked or found anywhere.
    pub fn score(&self, slot: Slot) -> Option<&SlotScore> {
        self.scores.iter().find(|score| score.slot == Some(slot))
    }

    /// The scores of all kinds together.
    pub fn together(&self) -> Option<&SlotScore> {
        self.scores.iter().find(|score| score.slot.is_none())
    }

    /// As a Markdown table, with where it comes from.
    pub fn to_markdown(&self) -> String {
        format!("{}\n{}\n", self.table().markdown(), self.facts())
    }

    /// What was counted, and how.
    pub(super) fn facts(&self) -> String {
        format!(
            "{} statements; a part is found exactly if beginning, end and kind are right; seed {}; 95 % intervals from {} \
             bootstrap samples of statements.",
            self.n, self.seed, self.resamples
        )
    }

    /// A line a kind, then all together.
    pub(super) fn table(&self) -> Table {
        let mut table = Table::new(["part", "marked", "found", "precision", "recall", "F1, exact", "F1, words"]);
        let full = |estimate: Option<Estimate>| match estimate {
            None => "–".to_string(),
            Some(Estimate { value, low, high }) => format!("{value:.3} ({low:.3}–{high:.3})"),
        };
        for score in &self.scores {
            table.push([
                score.slot.map_or_else(|| "all (micro)".to_string(), |slot| slot.to_string()),
                score.support.to_string(),
                score.predicted.to_string(),
                format!("{:.3}", score.precision),
                format!("{:.3}", score.recall),
                full(score.f1),
                full(score.overlap),
            ]);
        }
        table
    }
}

impl Counts {
    fn f1(&self) -> Option<f64> {
        (self.gold + self.found > 0).then(|| ratio(2 * self.hits, self.gold + self.found))
    }

    fn overlap(&self) -> Option<f64> {
        let words = self.gold_words + self.found_words;
        (words > 0).then(|| ratio(2 * self.common_words, words))
    }

    fn add(&mut self, other: &Counts) {
        self.gold += other.gold;
        self.found += other.found;
        self.hits += other.hits;
        self.gold_words += other.gold_words;
        self.found_words += other.found_words;
        self.common_words += other.common_words;
    }
}

/// The counts of one statement, by kind and together.
fn count(statement: &Statement) -> [Counts; KINDS] {
    let words: Vec<_> = words(statement.text).into_iter().filter(|word| word.is_lexical()).collect();
    let mut counts = [Counts::default(); KINDS];
    for slot in Slot::ALL {
        let of =
            |parts: &[SlotSpan]| -> Vec<SlotSpan> { parts.iter().filter(|part| part.slot == slot).copied().collect() };
        let (gold, found) = (of(statement.gold), of(statement.found));
        let covered = |parts: &[SlotSpan]| -> Vec<bool> {
            let inside = |word: &crate::text::words::Word| {
                parts.iter().any(|part| word.span.start < part.span.end && part.span.start < word.span.end)
            };
            words.iter().map(inside).collect()
        };
        let (gold_words, found_words) = (covered(&gold), covered(&found));
        let own = Counts {
            gold: gold.len(),
            found: found.len(),
            hits: gold.iter().filter(|part| found.contains(part)).count(),
            gold_words: gold_words.iter().filter(|inside| **inside).count(),
            found_words: found_words.iter().filter(|inside| **inside).count(),
            common_words: gold_words.iter().zip(&found_words).filter(|(gold, found)| **gold && **found).count(),
        };
        counts[slot.index()] = own;
        counts[ALL].add(&own);
    }
    counts
}

fn total(counted: &[[Counts; KINDS]], rows: impl Iterator<Item = usize>) -> [Counts; KINDS] {
    let mut sums = [Counts::default(); KINDS];
    for row in rows {
        sums.iter_mut().zip(&counted[row]).for_each(|(sum, counts)| sum.add(counts));
    }
    sums
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Span;

    /// The part of `text` that reads `words`.
    fn part(text: &str, words: &str, slot: Slot) -> SlotSpan {
        let start = text.find(words).unwrap();
        SlotSpan { span: Span::from_bytes(text, start..start + words.len()), slot }
    }

    #[test]
    fn figures_agree_with_those_worked_out_by_hand() {
        let one = "By Easter Zoë reads two pages at home";
        let two = "Amir swims at school";
        let gold_one = [
            part(one, "By Easter", Slot::Deadline),
            part(one, "two pages", Slot::Measure),
            part(one, "at home", Slot::Setting),
        ];
        // The deadline is right, the measure takes in "reads" as well, the setting is missed, and "Zoë" is found unasked.
        let found_one = [
            part(one, "By Easter", Slot::Deadline),
            part(one, "Zoë", Slot::Person),
            part(one, "reads two pages", Slot::Measure),
        ];
        // The right words under the wrong kind.
        let (gold_two, found_two) = ([part(two, "at school", Slot::Setting)], [part(two, "at school", Slot::Support)]);
        let report = slots(
            &[
                Statement { text: one, gold: &gold_one, found: &found_one },
                Statement { text: two, gold: &gold_two, found: &found_two },
            ],
            1,
            200,
        );
        let deadline = report.score(Slot::Deadline).unwrap();
        assert_eq!((deadline.precision, deadline.recall, deadline.f1.unwrap().value), (1.0, 1.0, 1.0));
        // Measure: no hit. Words: 2 marked, 3 found, 2 common: 4 / 5.
        let measure = report.score(Slot::Measure).unwrap();
        assert_eq!((measure.f1.unwrap().value, measure.overlap.unwrap().value), (0.0, 0.8));
        // Setting: 2 marked, none found.
        let setting = report.score(Slot::Setting).unwrap();
        assert_eq!(
            (setting.support, setting.predicted, setting.recall, setting.overlap.unwrap().value),
            (2, 0, 0.0, 0.0)
        );
        // Together: 4 marked, 4 found, 1 hit: P = R = F1 = 1/4. Words: 2 + 2 + 2 + 2 marked; 2 + 1 + 3 + 2 found; 2 + 2 common.
        let all = report.together().unwrap();
        assert_eq!(
            (all.precision, all.recall, all.f1.unwrap().value, all.overlap.unwrap().value),
            (0.25, 0.25, 0.25, 0.5)
        );
        assert!(report.score(Slot::Purpose).is_none());
        // Drawing statement two twice gives 0, statement one twice 2 · 1 / 6.
        assert_eq!((all.f1.unwrap().low, all.f1.unwrap().high), (0.0, 0.333333));
    }

    #[test]
    fn a_part_found_twice_counts_against_precision_and_hits_once() {
        let text = "by May";
        let gold = [part(text, "by May", Slot::Deadline)];
        let report = slots(&[Statement { text, gold: &gold, found: &[gold[0], gold[0]] }], 1, 10);
        let deadline = report.score(Slot::Deadline).unwrap();
        assert_eq!((deadline.precision, deadline.recall, deadline.f1.unwrap().value), (0.5, 1.0, 0.666667));
    }

    #[test]
    fn without_any_part_there_is_no_f1_and_the_table_says_so() {
        let report = slots(&[Statement { text: "a laptop", gold: &[], found: &[] }], 1, 10);
        assert_eq!((report.scores.len(), report.together().unwrap().f1), (1, None));
        assert!(report.to_markdown().contains("| all (micro) | 0 | 0 | 0.000 | 0.000 | – | – |"));
        assert_eq!(slots(&[], 1, 10).n, 0);
    }
}
