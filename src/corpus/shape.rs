//! The shape of statements: how long they are, how they begin and end.
//!
//! **In:** texts. **Out:** [`Shape`], and in words what is out of range. **Layer:** 6.
//!
//! A word is what stands between white space. Quantiles are words that some statement has: the smallest length that at least
//! that share of the statements does not exceed.

use super::published::{PUBLISHED, Published};
use crate::domain::Label;
use crate::text::words::words;
use serde::Serialize;

/// The shares of statements whose lengths are told.
pub(super) const QUANTILES: [f64; 6] = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95];

/// The shape of some statements. Shares are between 0 and 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shape {
    /// How many statements.
    pub n: usize,
    /// Lengths in words that 5, 25, 50, 75, 90 and 95 % of the statements do not exceed.
    pub words: [usize; 6],
    /// Words in the shortest and in the longest.
    pub range: (usize, usize),
    /// Share of statements of six words or fewer.
    pub short: f64,
    /// Share that ends in a full stop.
    pub full_stop: f64,
    /// Share whose first letter or digit is a lower-case letter.
    pub lower_case: f64,
    /// Share that holds a digit.
    pub digit: f64,
    /// Share with the word "will".
    pub will: f64,
    /// Share that begins with "To".
    pub to: f64,
    /// Share with "I" (also "I'm" and the like) or "my".
    pub first_person: f64,
}

impl Shape {
    /// The shape of `texts`; `None` if there are none.
    pub fn of(texts: &[&str]) -> Option<Self> {
        let mut lengths: Vec<usize> = texts.iter().map(|text| text.split_whitespace().count()).collect();
        lengths.sort_unstable();
        let share =
            |is: &dyn Fn(&str) -> bool| texts.iter().filter(|text| is(text)).count() as f64 / texts.len() as f64;
        let word = |text: &str, is: &dyn Fn(&str) -> bool| words(text).iter().any(|word| is(&word.folded()));
        let first = |text: &str| words(text).iter().find(|word| word.is_lexical()).map(|word| word.folded());
        Some(Shape {
            n: texts.len(),
            range: (*lengths.first()?, *lengths.last()?),
            words: QUANTILES.map(|share| quantile(&lengths, share)),
            short: share(&|text| text.split_whitespace().count() <= PUBLISHED.words.median),
            full_stop: share(&|text| text.trim_end().ends_with('.')),
            lower_case: share(&|text| text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)),
            digit: share(&|text| text.chars().any(|c| c.is_ascii_digit())),
            will: share(&|text| word(text, &|word| word == "will")),
            to: share(&|text| first(text).as_deref() == Some("to")),
            first_person: share(&|text| word(text, &|word| word == "i" || word == "my" || word.starts_with("i'"))),
        })
    }
}

/// The smallest of the sorted `lengths` that `share` of them do not exceed.
fn quantile(lengths: &[usize], share: f64) -> usize {
    let place = (share * lengths.len() as f64 - 1e-9).ceil().max(1.0) as usize;
    lengths[place.min(lengths.len()) - 1]
}

/// What is out of the range of published statements, in words. `labels` in the order of [`Label::ALL`].
pub(super) fn out_of_range(all: Option<&Shape>, labels: &[Option<Shape>; 5]) -> Vec<String> {
    let published = &*PUBLISHED;
    let enough = |shape: &&Shape| shape.n >= published.tolerance.fewest;
    let mut found = Vec::new();
    if let Some(all) = all.filter(enough) {
        let middle = all.words[2];
        found.extend(length(middle, published.words.median, published).map(|(much, wanted)| {
            format!("Statements are {much}: the middle one has {middle} words, of published ones {wanted}.")
        }));
    }
    for label in Label::ALL {
        let Some(shape) = labels[label.index()].as_ref().filter(enough) else { continue };
        let middle = shape.words[2];
        let wanted = published.words.medians()[label.index()];
        found.extend(length(middle, wanted, published).map(|(much, wanted)| {
            format!("The {} are {much}: the middle one has {middle} words, of published ones {wanted}.", many(label))
        }));
        let shares = &published.shares;
        let ranges = [
            (shape.full_stop, shares.full_stop, "end in a full stop"),
            (shape.lower_case, shares.lower_case, "start in lower case"),
            (shape.digit, shares.digit, "hold a digit"),
        ];
        found.extend(ranges.into_iter().filter_map(|(share, (low, high), what)| {
            let much = if share < low { "Few" } else { "Many" };
            let outside = share < low || share > high;
            outside.then(|| {
                let (share, range) = (percent(share), format!("{}–{}", whole(low), percent(high)));
                format!("{much} {} {what}: {share}, of published statements {range}.", many(label))
            })
        }));
    }
    if let Some(outcomes) = labels[Label::Outcome.index()].as_ref().filter(enough) {
        found.extend(of_outcomes(outcomes, published));
    }
    found
}

/// What is out of range among outcomes alone: their spread, and the words they are known by.
fn of_outcomes(shape: &Shape, published: &Published) -> Vec<String> {
    let mut found = Vec::new();
    let (shortest, longest) = published.words.outcome_range;
    if shape.words[0] < shortest {
        let five = shape.words[0];
        found.push(format!("Some outcomes are very short: one in twenty has {five} words or fewer, of published ones none has under {shortest}."));
    }
    if shape.words[5] > longest {
        let five = shape.words[5];
        found.push(format!("Some outcomes are very long: one in twenty has {five} words or more, of published ones none has over {longest}."));
    }
    if shape.words[4] >= published.words.outcome_most {
        let (tenth, most) = (shape.words[4], published.words.outcome_most);
        found.push(format!("Long outcomes are many: one in ten has {tenth} words or more, of published ones nine in ten have under {most}."));
    }
    let shares = [
        (shape.will, published.outcomes.will, "say \"will\""),
        (shape.to, published.outcomes.to, "begin with \"To\""),
        (shape.first_person, published.outcomes.first_person, "say I or my"),
    ];
    found.extend(shares.into_iter().filter_map(|(share, wanted, what)| {
        let factor = published.tolerance.factor;
        let much = if share < wanted { "Few" } else { "Many" };
        let outside = share > wanted * factor || share < wanted / factor;
        outside.then(|| format!("{much} outcomes {what}: {}, of published ones {}.", percent(share), percent(wanted)))
    }));
    found
}

/// "long" or "short" and the published length, if the length differs by more than the tolerance.
fn length(words: usize, wanted: usize, published: &Published) -> Option<(&'static str, usize)> {
    let much = if words > wanted { "long" } else { "short" };
    (words.abs_diff(wanted) > published.tolerance.words).then_some((much, wanted))
}

/// Statements with this label, in words.
fn many(label: Label) -> &'static str {
    match label {
        Label::Outcome => "outcomes",
        Label::Service => "services",
        Label::Activity => "activities",
        Label::Output => "outputs",
        Label::Resource => "resources",
    }
}

fn whole(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// A share in whole per cent.
pub(super) fn percent(share: f64) -> String {
    format!("{} %", whole(share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_lengths_that_occur() {
        // Ten statements of 1 to 10 words: half of them have 5 or fewer, nine 9 or fewer; 5 % of ten is less than one.
        let lengths: Vec<usize> = (1..=10).collect();
        assert_eq!(QUANTILES.map(|share| quantile(&lengths, share)), [1, 3, 5, 8, 9, 10]);
        assert_eq!(quantile(&[7], 0.05), 7);
    }

    #[test]
    fn shares_are_those_counted_by_hand() {
        let texts = [
            "To read a book.",
            "better sleep",
            "“my own” flat",
            "5 hours of TA support",
            "I’m calm; he will be",
            "Willing",
        ];
        let shape = Shape::of(&texts).unwrap();
        assert_eq!((shape.n, shape.range, shape.words[2]), (6, (1, 5), 3));
        let sixth = |n: usize| n as f64 / 6.0;
        assert_eq!((shape.full_stop, shape.lower_case, shape.digit), (sixth(1), sixth(2), sixth(1)));
        assert_eq!((shape.will, shape.to, shape.first_person, shape.short), (sixth(1), sixth(1), sixth(2), 1.0));
        assert_eq!(Shape::of(&[]), None);
    }

    fn shapes(outcomes: &[&str]) -> [Option<Shape>; 5] {
        [Shape::of(outcomes), None, None, None, None]
    }

    #[test]
    fn what_is_out_of_range_is_said_in_words() {
        // Twenty outcomes alike: nine words (three more than the six of published ones), a full stop each, a capital, no
        // digit, "will" in all, nobody says I or begins with To.
        let texts = ["She will walk to the shop on her own."; 20];
        assert_eq!(
            out_of_range(None, &shapes(&texts)),
            [
                "The outcomes are long: the middle one has 9 words, of published ones 6.",
                "Many outcomes end in a full stop: 100 %, of published statements 4–22 %.",
                "Few outcomes start in lower case: 0 %, of published statements 8–21 %.",
                "Few outcomes hold a digit: 0 %, of published statements 9–22 %.",
                "Many outcomes say \"will\": 100 %, of published ones 16 %.",
                "Few outcomes begin with \"To\": 0 %, of published ones 4 %.",
                "Few outcomes say I or my: 0 %, of published ones 15 %.",
            ]
        );
    }

    #[test]
    fn nothing_is_said_of_a_handful() {
        let texts = ["She will walk to the shop on her own."; 19];
        assert!(out_of_range(Shape::of(&texts).as_ref(), &shapes(&texts)).is_empty());
    }

    #[test]
    fn outcomes_of_one_word_and_of_forty_are_out_of_range() {
        let long = "word ".repeat(40);
        let texts: Vec<&str> = std::iter::repeat_n("sleep", 10).chain(std::iter::repeat_n(long.as_str(), 10)).collect();
        let said = out_of_range(None, &shapes(&texts)).join("\n");
        for part in [
            "one in twenty has 1 words or fewer",
            "one in twenty has 40 words or more",
            "one in ten has 40 words or more",
        ] {
            assert!(said.contains(part), "{said}");
        }
    }
}
