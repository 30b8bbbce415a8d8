//! The baseline that a careful person could write in a day: ordered rules over cue words.
//!
//! **In:** a table of rules (`keyword_rules.tsv`). **Out:** the label of the first rule that fits. **Layer:** 6.
//!
//! The table is written from `corpus/GUIDELINE.md`. A line is a label, a pattern and the reason. Patterns are words to
//! be found in order, side by side: `thera*` and `*ing` are parts of words, `0` is any number, `*` any word, `a|b` either,
//! `x?` may be missing, `...` any number of words, `^` and `$` the beginning and the end, `@name` a list given on a line
//! of its own. A line labelled `cut` ends the main clause where it fits. Articles and punctuation are passed over. The
//! first line that fits decides; if none does, the statement is an outcome.
//!
//! Limits: rules know no doubt, so their confidence is the share of training rows on which a label was right. They were
//! tuned by looking at pilot statements; rows drawn from those flatter them.
//!
//! ```
//! use sothat::evaluate::{KeywordRules, System};
//! let rules = KeywordRules::shipped();
//! assert_eq!(rules.predict(&["Access to a laptop"])?[0].best().name(), "resource");
//! # Ok::<(), sothat::Error>(())
//! ```

use crate::domain::{Label, Probabilities};
use crate::error::{Error, Result};
use crate::evaluate::System;
use crate::text::words::words;
use std::collections::HashMap;

const TABLE: &str = include_str!("keyword_rules.tsv");

/// What a label's rules are trusted with before any row was seen, and how many rows that opinion weighs.
const PRIOR: (f32, f32) = (0.7, 5.0);

/// Words looked at: the main clause of a statement stands well before this, and matching stays quick on any text.
const MOST_WORDS: usize = 60;

/// Never less confident than this: the label given must stay the likeliest.
const LEAST_CONFIDENCE: f32 = 0.21;

/// Ordered rules over cue words.
#[derive(Debug, Clone)]
pub struct KeywordRules {
    cuts: Vec<Pattern>,
    rules: Vec<(Label, Pattern)>,
    confidence: [f32; 5],
}

#[derive(Debug, Clone, PartialEq)]
struct Pattern {
    starts: bool,
    ends: bool,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Gap,
    Word { choices: Vec<Choice>, optional: bool },
}

#[derive(Debug, Clone, PartialEq)]
enum Choice {
    Any,
    Number,
    Exactly(String),
    Begins(String),
    Ends(String),
}

impl KeywordRules {
    /// The rules that come with the program.
    pub fn shipped() -> Self {
        Self::parse(TABLE, "keyword_rules.tsv").expect("a test reads the table that is compiled in")
    }

    /// The rules of a table; `name` is what errors call it.
    ///
    /// # Errors
    /// On a line without label, pattern and reason, an unknown label or list, and an empty table; the line is named.
    pub fn parse(table: &str, name: &str) -> Result<Self> {
        let mut lists: HashMap<&str, Vec<Choice>> = HashMap::new();
        let mut read = KeywordRules { cuts: Vec::new(), rules: Vec::new(), confidence: [PRIOR.0; 5] };
        for (number, line) in table.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |what: String| {
                Error::input(what)
                    .at(format!("{name}, line {}", number + 1))
                    .hint("write a label (or \"cut\", or a list's @name), a pattern and a reason, parted by tabs")
            };
            let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
            let &[head, pattern, reason] = fields.as_slice() else {
                return Err(wrong(format!("the line has {} fields, not 3", fields.len())));
            };
            if pattern.is_empty() || reason.is_empty() {
                return Err(wrong("the line has no pattern or no reason".to_string()));
            }
            if let Some(list) = head.strip_prefix('@') {
                lists.entry(list).or_default().extend(pattern.split_whitespace().map(Choice::new));
                continue;
            }
            let pattern = Pattern::new(pattern, &lists).map_err(wrong)?;
            match head.parse() {
                Ok(label) => read.rules.push((label, pattern)),
                Err(_) if head == "cut" => read.cuts.push(pattern),
                Err(_) => return Err(wrong(format!("\"{head}\" is not a label"))),
            }
        }
        if read.rules.is_empty() {
            return Err(Error::input("the table holds no rules").at(name).hint("write at least one"));
        }
        Ok(read)
    }

    /// Sets the confidence in each label from rows whose label is known. The rules stay as they are.
    #[must_use]
    pub fn calibrated(mut self, texts: &[&str], labels: &[Label]) -> Self {
        let (mut right, mut given) = ([PRIOR.0 * PRIOR.1; 5], [PRIOR.1; 5]);
        for (text, label) in texts.iter().zip(labels) {
            let answer = self.label(text);
            given[answer.index()] += 1.0;
            right[answer.index()] += f32::from(u8::from(answer == *label));
        }
        self.confidence = std::array::from_fn(|k| (right[k] / given[k]).max(LEAST_CONFIDENCE));
        self
    }

    /// The label of the first rule that fits; `Outcome` if none does.
    pub fn label(&self, text: &str) -> Label {
        let words = cue_words(text);
        let end = self.cuts.iter().filter_map(|cut| cut.find(&words)).filter(|&at| at > 0).min().unwrap_or(words.len());
        let clause = &words[..end];
        self.rules
            .iter()
            .find(|(_, pattern)| pattern.find(clause).is_some())
            .map_or(Label::Outcome, |(label, _)| *label)
    }
}

impl System for KeywordRules {
    fn name(&self) -> &str {
        "keyword-rules"
    }

    fn describe(&self) -> String {
        format!("{} hand-written rules over cue words, the first that fits decides", self.rules.len())
    }

    fn predict(&self, texts: &[&str]) -> Result<Vec<Probabilities>> {
        let spread = |label: Label| {
            let confidence = self.confidence[label.index()];
            let mut values = [(1.0 - confidence) / 4.0; 5];
            values[label.index()] = confidence;
            Probabilities::from_array(values)
        };
        Ok(texts.iter().map(|text| spread(self.label(text))).collect())
    }
}

/// Folded words without articles and punctuation; `#` stays, for people write it for "number of".
fn cue_words(text: &str) -> Vec<String> {
    let kept = |word: &String| !matches!(word.as_str(), "a" | "an" | "the");
    words(text)
        .iter()
        .filter(|word| word.is_lexical() || word.text == "#")
        .map(|word| word.folded())
        .filter(kept)
        .take(MOST_WORDS)
        .collect()
}

impl Choice {
    fn new(written: &str) -> Self {
        match (written, written.strip_prefix('*'), written.strip_suffix('*')) {
            ("*", _, _) => Choice::Any,
            ("0", _, _) => Choice::Number,
            (_, Some(end), _) => Choice::Ends(end.to_string()),
            (_, _, Some(beginning)) => Choice::Begins(beginning.to_string()),
            _ => Choice::Exactly(written.to_string()),
        }
    }

    fn fits(&self, word: &str) -> bool {
        match self {
            Choice::Any => true,
            Choice::Number => is_number(word),
            Choice::Exactly(wanted) => word == wanted,
            Choice::Begins(beginning) => word.starts_with(beginning),
            Choice::Ends(end) => word.ends_with(end),
        }
    }
}

fn is_number(word: &str) -> bool {
    const NAMED: [&str; 16] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty",
        "dozen", "fifty", "hundred",
    ];
    word.starts_with(|letter: char| letter.is_numeric())
        || NAMED.contains(&word)
        || word.strip_prefix('x').is_some_and(|rest| rest.starts_with(|letter: char| letter.is_numeric()))
}

impl Pattern {
    fn new(written: &str, lists: &HashMap<&str, Vec<Choice>>) -> Result<Self, String> {
        let mut pattern = Pattern { starts: false, ends: false, parts: Vec::new() };
        for part in written.split_whitespace() {
            match part {
                "^" => pattern.starts = true,
                "$" => pattern.ends = true,
                "..." => pattern.parts.push(Part::Gap),
                _ => {
                    let bare = part.strip_suffix('?').unwrap_or(part);
                    let mut choices = Vec::new();
                    for choice in bare.split('|') {
                        match choice.strip_prefix('@') {
                            Some(list) => choices.extend(
                                lists.get(list).ok_or(format!("there is no list \"@{list}\" above"))?.iter().cloned(),
                            ),
                            None => choices.push(Choice::new(choice)),
                        }
                    }
                    pattern.parts.push(Part::Word { choices, optional: bare != part });
                }
            }
        }
        Ok(pattern)
    }

    /// The word at which the pattern fits first.
    fn find(&self, words: &[String]) -> Option<usize> {
        let last = if self.starts { 0 } else { words.len() };
        (0..=last).find(|&at| self.fits(&self.parts, &words[at..]))
    }

    fn fits(&self, parts: &[Part], words: &[String]) -> bool {
        match parts.split_first() {
            None => !self.ends || words.is_empty(),
            Some((Part::Gap, rest)) => (0..=words.len()).any(|at| self.fits(rest, &words[at..])),
            Some((Part::Word { choices, optional }, rest)) => {
                let here = words.first().is_some_and(|word| choices.iter().any(|choice| choice.fits(word)));
                (here && self.fits(rest, &words[1..])) || (*optional && self.fits(rest, words))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rules(table: &str) -> KeywordRules {
        KeywordRules::parse(table, "t").unwrap()
    }

    #[test]
    fn the_first_rule_that_fits_decides() {
        let rules =
            rules("@thing\tlaptop* desk\tthings\nresource\t^ 0? @thing $\tbare thing\nservice\tsupport*\thelp\n");
        assert_eq!(rules.label("A laptop."), Label::Resource);
        assert_eq!(rules.label("two desk"), Label::Resource);
        assert_eq!(rules.label("Supported by a laptop"), Label::Service);
        assert_eq!(rules.label("Sleeps well"), Label::Outcome);
    }

    #[test]
    fn gaps_ends_and_cuts_are_kept_apart() {
        let rules = rules("cut\tso that\tpurpose\noutput\t^ 0 ... *ed $\tcounted\nactivity\t*ing\tdoing\n");
        assert_eq!(rules.label("6 long visits completed so that swimming is fun"), Label::Output);
        assert_eq!(rules.label("So that swimming"), Label::Activity);
        assert_eq!(rules.label("6 completed visits"), Label::Outcome);
    }

    #[test]
    fn a_line_that_cannot_be_used_is_named() {
        let refusal = |table| KeywordRules::parse(table, "t").unwrap_err().to_string();
        assert!(refusal("service\tx\ty\ngoal\tx\ty").starts_with("\"goal\" is not a label · t, line 2"));
        assert!(refusal("service\t@who\ty").starts_with("there is no list \"@who\" above · t, line 1"));
        assert!(refusal("service\tx").starts_with("the line has 2 fields, not 3 · t, line 1"));
        assert!(refusal("# nothing\n").starts_with("the table holds no rules"));
    }

    #[test]
    fn confidence_is_the_share_of_rows_on_which_a_label_was_right() {
        // Five rows of weight at 0.7 and five seen, 1 right: (3.5 + 1) / 10.
        let rules = rules("service\tsupport\thelp\n").calibrated(
            &["support"; 5],
            &[Label::Service, Label::Resource, Label::Resource, Label::Resource, Label::Resource],
        );
        let given = rules.predict(&["support"]).unwrap()[0];
        assert!((given.service - 0.45).abs() < 1e-6 && (given.to_array().iter().sum::<f32>() - 1.0).abs() < 1e-6);
    }

    #[test]
    fn the_shipped_rules_follow_the_guideline_on_plain_cases() {
        let rules = KeywordRules::shipped();
        for (text, label) in [
            ("I can make my own breakfast", Label::Outcome),
            ("Better sleep", Label::Outcome),
            ("will be supported by a keyworker", Label::Service),
            ("Speech and language therapy", Label::Service),
            ("Will attend the Lego therapy group", Label::Activity),
            ("Review the behaviour plan", Label::Activity),
            ("Number of families reached", Label::Output),
            ("Risk assessment written and signed", Label::Output),
            ("15 hours a week of an adult helping him", Label::Resource),
            ("an iPad with a symbol app", Label::Resource),
        ] {
            assert_eq!(rules.label(text), label, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_and_no_table_make_the_rules_panic(text in "\\PC{0,60}", table in "\\PC{0,40}") {
            let _ = KeywordRules::shipped().label(&text);
            let _ = KeywordRules::parse(&table, "t");
        }
    }
}
