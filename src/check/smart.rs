//! Says of an outcome whether it is specific, measurable and time-bound, and asks whether it is achievable and realistic.
//!
//! **In:** a [`Subject`] whose verdict has parts. **Out:** five [`SmartLine`]s, or none for what is no outcome. **Layer:** 2.
//!
//! Findings go before parts: an outcome whose verb cannot be seen is not specific, whatever else it says. The letters do not
//! depend on which checks somebody has switched off; checks that only ever ask tell none of them.

use super::{Choice, Subject, run};
use crate::domain::{Criterion, Finding, Level, Notice, Slot, SmartLine, SmartState, Span};
use crate::text::measure::measures;

/// Words that are quoted for one letter, at most.
const QUOTED: usize = 2;

/// The five letters of SMART, in order.
pub fn smart(subject: &Subject<'_>) -> Vec<SmartLine> {
    if !subject.is_outcome() || !matches!(subject.classification.notice, None | Some(Notice::Truncated)) {
        return Vec::new();
    }
    let findings = run(subject, &Choice::default());
    let line = |criterion, state, text: String| SmartLine { criterion, state, text };
    let decided = |criterion, said: Option<Vec<String>>, ask: &str| match (weak(criterion, subject, &findings), said) {
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
        decided(Criterion::M, Some(measured(subject)), "How will everybody know?"),
        ask(Criterion::A, "Is it within reach by then, with the help in the plan?"),
        ask(Criterion::R, "Does it fit the person's life, and is it in their hands?"),
        decided(Criterion::T, by_when(subject), "By when?"),
    ]
}

/// The words at which a fault of this letter was found, empty if it is about the whole; `None` without such a fault.
fn weak(criterion: Criterion, subject: &Subject<'_>, findings: &[Finding]) -> Option<String> {
    let counts = |finding: &&Finding| finding.criterion == Some(criterion) && finding.level >= Level::Warning;
    let found = findings.iter().find(counts)?;
    let part = found.span != subject.whole() && !found.span.is_empty();
    Some(if part { quoted(found.span.slice(subject.text)) } else { String::new() })
}

/// The words that say how one will know. None for a doing that either happens or not.
fn measured(subject: &Subject<'_>) -> Vec<String> {
    let marked = parts(subject, &[Slot::Measure, Slot::Frequency]);
    let help = &subject.classification.provision;
    let own = |span: &Span| help.iter().all(|help| span.end <= help.span.start || help.span.end <= span.start);
    if marked.is_empty() { quotes(subject, measures(subject.text).into_iter().filter(own)) } else { marked }
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
    use crate::domain::{Classification, Context, Label, Part, Passage, SlotSpan};
    use crate::text::calendar::Calendar;
    use crate::text::deadline::timing;

    /// The letters of a text of ASCII in which these words are marked.
    fn lines(text: &str, label: Label, ability: &str, help: &str) -> Vec<SmartLine> {
        let place = |words: &str| text.find(words).map(|start| Span { start, end: start + words.len() }).unwrap();
        let classification = Classification {
            label,
            slots: Some(vec![Part::new(text, SlotSpan { span: place(ability), slot: Slot::Ability })]),
            provision: vec![Passage::new(text, place(help))],
            ..Classification::default()
        };
        let context = Context::default();
        let timing = timing(text, &context, &Calendar::default());
        smart(&Subject { text, classification: &classification, timing: &timing, context: &context })
    }

    fn said(text: &str, ability: &str, help: &str) -> Vec<String> {
        lines(text, Label::Outcome, ability, help).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn what_the_words_say_is_quoted_and_what_depends_on_the_person_is_asked() {
        let said = said("By July 2027 she cooks a meal twice a week", "cooks a meal", "");
        assert_eq!((said[0].as_str(), said[4].as_str()), ("yes, “cooks a meal”", "yes, “By July 2027”"));
        assert!(said[1].starts_with("yes, ") && said[1].contains("twice a week"), "{}", said[1]);
        assert!(said[2].starts_with("ask. ") && said[3].starts_with("ask. "));
    }

    #[test]
    fn a_fault_of_a_letter_goes_before_its_parts() {
        let said = said("To improve his confidence", "improve his confidence", "");
        assert!(said[0].starts_with("not yet: “improve"), "{}", said[0]);
        assert_eq!((said[1].as_str(), said[4].as_str()), ("not yet. How will everybody know?", "not yet. By when?"));
    }

    #[test]
    fn help_that_is_welded_on_is_never_quoted_as_a_measure() {
        let said = said("She orders her lunch, with support from a TA", "orders her lunch", "with support from a TA");
        assert!(!said[1].contains("support"), "{}", said[1]);
    }

    #[test]
    fn what_is_no_outcome_is_not_measured_by_it() {
        assert!(lines("a laptop", Label::Resource, "a laptop", "").is_empty());
    }
}
