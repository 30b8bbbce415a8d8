//! Says of an outcome whether it is specific, measurable and time-bound, and asks whether it is achievable and realistic.
//!
//! **In:** a [`Subject`] whose verdict has parts, and what the checks found. **Out:** five [`SmartLine`]s, or none for what is no
//! outcome. **Layer:** 2.
//!
//! Findings go before parts: an outcome whose verb cannot be seen is not specific, whatever else it says. A check that a profile
//! lowers to a question still tells the letter; one that only ever asks does not.

use super::{Subject, page};
use crate::domain::{Criterion, Finding, Level, Notice, Slot, SmartLine, SmartState, Span};
use crate::text::measure::measures;

/// Words that are quoted for one letter, at most.
const QUOTED: usize = 2;

/// The five letters of SMART, in order.
pub fn smart(subject: &Subject<'_>, findings: &[Finding]) -> Vec<SmartLine> {
    if !subject.is_outcome() || !matches!(subject.classification.notice, None | Some(Notice::Truncated)) {
        return Vec::new();
    }
    let line = |criterion, state, text: String| SmartLine { criterion, state, text };
    let decided = |criterion, said: Option<Vec<String>>, ask: &str| match (weak(criterion, subject, findings), said) {
        (Some(words), _) if !words.is_empty() => {
            line(criterion, SmartState::Missing, format!("not yet: {words}. {ask}"))
        }
        (Some(_), _) | (None, None) => line(criterion, SmartState::Missing, format!("not yet. {ask}")),
        (None, Some(words)) if words.is_empty() => line(criterion, SmartState::Said, "yes".to_string()),
        (None, Some(words)) => line(criterion, SmartState::Said, format!("yes, {}", words.join(", "))),
    };
    let ask = |criterion, question: &str| line(criterion, SmartState::Ask, format!("ask. {question}"));
    let specific = (!subject.classification.vague).then(|| parts(subject, &[Slot::Ability]));
    vec![
        decided(Criterion::S, specific, "What would one see or hear?"),
        decided(Criterion::M, measured(subject), "How will everybody know?"),
        ask(Criterion::A, "Is it within reach by then, with the help in the plan?"),
        ask(Criterion::R, "Does it fit the person's life, and is it in their hands?"),
        decided(Criterion::T, by_when(subject), "By when?"),
    ]
}

/// The words at which a fault of this letter was found, empty if it is about the whole; `None` without such a fault.
fn weak(criterion: Criterion, subject: &Subject<'_>, findings: &[Finding]) -> Option<String> {
    let counts = |finding: &&Finding| {
        let level = page(&finding.check).map_or(finding.level, |page| page.about.level);
        finding.criterion == Some(criterion) && level >= Level::Warning
    };
    let found = findings.iter().find(counts)?;
    let part = found.span != subject.whole() && !found.span.is_empty();
    Some(if part { quoted(found.span.slice(subject.text)) } else { String::new() })
}

/// The words that say how one will know; `None` without any.
fn measured(subject: &Subject<'_>) -> Option<Vec<String>> {
    let marked = parts(subject, &[Slot::Measure, Slot::Frequency]);
    let words = || quotes(subject, measures(subject.text).into_iter());
    let found = if marked.is_empty() { words() } else { marked };
    (!found.is_empty()).then_some(found)
}

/// The words that say by when; `None` without any.
fn by_when(subject: &Subject<'_>) -> Option<Vec<String>> {
    match subject.timing.stated() {
        Some(deadline) => Some(quotes(subject, std::iter::once(deadline.phrase.span))),
        None => Some(parts(subject, &[Slot::Deadline])).filter(|parts| !parts.is_empty()),
    }
}

fn parts(subject: &Subject<'_>, wanted: &[Slot]) -> Vec<String> {
    let parts = subject.classification.slots.iter().flatten().filter(|part| wanted.contains(&part.slot()));
    quotes(subject, parts.map(|part| part.place.span))
}

fn quotes(subject: &Subject<'_>, spans: impl Iterator<Item = Span>) -> Vec<String> {
    spans.filter(|span| !span.is_empty()).take(QUOTED).map(|span| quoted(span.slice(subject.text))).collect()
}

fn quoted(words: &str) -> String {
    format!("“{}”", words.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Choice, run};
    use crate::domain::{Classification, Context, Label, Part, SlotSpan};
    use crate::text::calendar::Calendar;
    use crate::text::deadline::timing;

    fn lines(text: &str, label: Label, ability: Option<&str>, choice: &Choice) -> Vec<SmartLine> {
        let slots = ability.map(|words| {
            let start = text.find(words).expect("ASCII words of the text");
            let span = Span { start, end: start + words.len() };
            vec![Part::new(text, SlotSpan { span, slot: Slot::Ability })]
        });
        let classification = Classification { label, slots, ..Classification::default() };
        let context = Context::default();
        let timing = timing(text, &context, &Calendar::default());
        let subject = Subject { text, classification: &classification, timing: &timing, context: &context };
        smart(&subject, &run(&subject, choice))
    }

    fn said(text: &str, ability: Option<&str>) -> Vec<String> {
        lines(text, Label::Outcome, ability, &Choice::default()).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn what_the_words_say_is_quoted_and_what_depends_on_the_person_is_asked() {
        let said = said("By July 2027 she cooks a meal twice a week", Some("cooks a meal"));
        assert_eq!((said[0].as_str(), said[4].as_str()), ("yes, “cooks a meal”", "yes, “By July 2027”"));
        assert!(said[1].starts_with("yes, ") && said[1].contains("twice a week"), "{}", said[1]);
        assert!(said[2].starts_with("ask. ") && said[3].starts_with("ask. "));
    }

    #[test]
    fn a_fault_of_a_letter_goes_before_its_parts() {
        let said = said("To improve his confidence", Some("improve his confidence"));
        assert!(said[0].starts_with("not yet: “improve"), "{}", said[0]);
        assert_eq!((said[1].as_str(), said[4].as_str()), ("not yet. How will everybody know?", "not yet. By when?"));
    }

    #[test]
    fn a_letter_is_told_from_the_words_where_its_check_is_off_or_only_asks() {
        let mut choice = Choice::default();
        choice.set("missing-deadline", None);
        choice.set("vague-verb", Some(Level::Question));
        let lines = lines("To improve his confidence", Label::Outcome, None, &choice);
        assert_eq!([lines[0].state, lines[4].state], [SmartState::Missing; 2]);
    }

    #[test]
    fn what_is_no_outcome_is_not_measured_by_it() {
        assert!(lines("a laptop", Label::Resource, None, &Choice::default()).is_empty());
    }
}
