//! The same sentence in two items.
//!
//! **In:** a plan. **Out:** `repeated-sentence`, at the later of the two. **Layer:** 3.
//!
//! Two sentences count as the same if their words are, whatever the marks, the case and the child's name. Short ones ("Daily.", "1:1
//! in class") may well stand twice.

use crate::domain::{Level, Plan, PlanFinding};
use crate::text::phrase::tokens;
use std::collections::HashMap;

/// Words that a sentence must have to be more than a phrase that happens to come twice.
const LEAST_WORDS: usize = 6;
/// Longest quotation of the sentence, in characters.
const QUOTED: usize = 90;

/// Finds sentences that stand in two items.
pub(super) fn duplicates(plan: &Plan) -> Vec<PlanFinding> {
    let mut first: HashMap<Vec<String>, &str> = HashMap::new();
    let mut findings = Vec::new();
    for (_, item) in plan.items() {
        let mut told = false;
        for sentence in sentences(&item.text) {
            let words: Vec<String> =
                tokens(sentence).into_iter().filter(|token| token.lexical).map(|token| token.folded).collect();
            if words.len() < LEAST_WORDS {
                continue;
            }
            match first.get(&words) {
                Some(other) if *other != item.id => {
                    if !told {
                        findings.push(finding(&item.id, other, sentence));
                        told = true;
                    }
                }
                Some(_) => {}
                None => drop(first.insert(words, &item.id)),
            }
        }
    }
    findings
}

fn finding(item: &str, other: &str, sentence: &str) -> PlanFinding {
    let mut quoted: String = sentence.chars().take(QUOTED).collect();
    if quoted.len() < sentence.len() {
        quoted = format!("{} …", quoted.trim_end());
    }
    PlanFinding {
        check: "repeated-sentence".to_string(),
        item: Some(item.to_string()),
        level: Level::Warning,
        message: format!(
            "The same sentence stands in {other}: “{quoted}” Say here what is particular to {item}, or take it out of one of the two."
        ),
        source: "SEND Code of Practice 9.66".to_string(),
    }
}

/// Sentences: what stands between full stops, question marks, exclamation marks and line ends. "Mr." and "e.g." cut one
/// short, which only makes its parts shorter.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .char_indices()
            .find(|(at, c)| {
                let after = rest[at + c.len_utf8()..].chars().next();
                *c == '\n'
                    || matches!(c, '.' | '!' | '?')
                        && after.is_none_or(|after| after.is_whitespace() || matches!(after, '”' | '"'))
            })
            .map_or(rest.len(), |(at, c)| at + c.len_utf8());
        let (sentence, after) = rest.split_at(end);
        rest = after;
        Some(sentence.trim_matches(|c: char| c.is_whitespace() || matches!(c, '”' | '"' | '“')))
    })
    .filter(|sentence| !sentence.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Item;

    fn found(texts: &[&str]) -> Vec<String> {
        let item = |(at, text): (usize, &&str)| Item {
            id: format!("B{}", at + 1),
            section: 'B',
            area: None,
            text: text.to_string(),
            serves: Vec::new(),
        };
        let plan = Plan { needs: texts.iter().enumerate().map(item).collect(), ..Plan::default() };
        duplicates(&plan).into_iter().filter_map(|finding| finding.item).collect()
    }

    #[test]
    fn the_later_item_is_told_once_whatever_marks_and_case() {
        let texts = [
            "Noise hurts. When it is loud she cannot find her words at all.",
            "She stammers. when it is loud, she cannot find her words at all! When it is loud she cannot find her words at all.",
        ];
        assert_eq!(found(&texts), ["B2"]);
    }

    #[test]
    fn short_phrases_may_come_twice() {
        assert!(found(&["Every day in class.", "Every day in class."]).is_empty());
    }

    #[test]
    fn a_decimal_point_ends_no_sentence() {
        assert_eq!(sentences("At 8.40 each day. Then again").collect::<Vec<_>>(), ["At 8.40 each day.", "Then again"]);
    }
}
