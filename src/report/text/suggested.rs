//! Everything that sothat has to say about one draft, in the order in which a reader needs it.
//!
//! **In:** an analysis. **Out:** text. **Layer:** 5.
//!
//! Verdict and reason, what to look at, SMART, questions, what could be written instead, how to go on. Every section is left out
//! when it would be empty.

use super::paragraph::{GAP, Paragraph, QUIET, QUOTED, STRONG, listed, quoted};
use super::{smart, verdict};
use crate::domain::{
    Analysis, Answers, Change, Finding, Level, Question, QuestionKind, Safety, Suggestion, SuggestionKind,
};
use std::io::{self, Write};

/// What the text shows beside the analysis.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// Columns of the terminal.
    pub width: usize,
    /// What the row is called if there are several.
    pub id: Option<&'a str>,
    /// Name of the person.
    pub name: Option<&'a str>,
    /// What was answered already.
    pub answers: &'a Answers,
    /// Whether to say how answers are given on the command line.
    pub how_to_answer: bool,
}

/// Writes everything that was found about one draft.
///
/// # Errors
/// If it cannot be written.
pub fn write(out: &mut dyn Write, view: &View<'_>, analysis: &Analysis) -> io::Result<()> {
    let width = view.width;
    let mut heading = Paragraph::default();
    if let Some(id) = view.id {
        heading = heading.plain(&format!("{id}. "));
    }
    heading.styled(QUOTED, &quoted(&analysis.text)).write(out, width)?;
    out.write_all(b"\n")?;
    if !verdict::write(out, width, &analysis.classification, view.name)? {
        return Ok(());
    }
    findings(out, view, analysis)?;
    if !analysis.smart.is_empty() {
        out.write_all(b"\n")?;
        smart::write(out, width, 0, &analysis.smart)?;
    }
    let open: Vec<&Question> =
        analysis.questions.iter().filter(|question| view.answers.get(question.kind).is_none()).collect();
    questions(out, width, &open, analysis.classification.label.is_outcome())?;
    suggestions(out, view, analysis)?;
    if view.how_to_answer && !open.is_empty() {
        how_to_answer(out, width, &open)?;
    }
    Ok(())
}

/// Writes the suggestions alone, for somebody who has just answered the questions.
///
/// # Errors
/// If it cannot be written.
pub fn suggestions(out: &mut dyn Write, view: &View<'_>, analysis: &Analysis) -> io::Result<()> {
    let width = view.width;
    if analysis.suggestions.is_empty() {
        let classification = &analysis.classification;
        let nothing_open = analysis.findings.is_empty() && analysis.questions.is_empty();
        if nothing_open && classification.sure && classification.label.is_outcome() {
            out.write_all(b"\n")?;
            Paragraph::default().plain("I found nothing to improve.").write(out, width)?;
        }
        return Ok(());
    }
    title(out, width, "What you could write")?;
    for (index, suggestion) in analysis.suggestions.iter().enumerate() {
        Paragraph::indented(2, 5)
            .plain(&format!("{}. ", index + 1))
            .with_gaps(STRONG, &suggestion.text)
            .write(out, width)?;
        safety(suggestion).write(out, width)?;
        let told: Vec<&Change> =
            suggestion.changes.iter().filter(|change| change.from != analysis.text.trim()).collect();
        if !told.is_empty() {
            changes(&told).write(out, width)?;
        }
        if let Some(provision) = &suggestion.provision {
            Paragraph::indented(5, 5)
                .plain("For Section F, where provision is written: ")
                .styled(QUOTED, &quoted(provision))
                .write(out, width)?;
        }
        let label = suggestion.rechecked.as_ref().map(|rechecked| rechecked.label);
        if let Some(label) = label.filter(|label| !label.is_outcome()) {
            Paragraph::indented(5, 5)
                .plain(&format!(
                    "Read again, this still looks like {}. Change it before you use it.",
                    label.with_article()
                ))
                .write(out, width)?;
        }
    }
    Ok(())
}

fn title(out: &mut dyn Write, width: usize, text: &str) -> io::Result<()> {
    out.write_all(b"\n")?;
    Paragraph::default().styled(STRONG, text).write(out, width)
}

fn findings(out: &mut dyn Write, view: &View<'_>, analysis: &Analysis) -> io::Result<()> {
    let width = view.width;
    let groups = [
        (Level::Error, "What to put right"),
        (Level::Warning, "What could be stronger"),
        (Level::Question, "What to think about"),
    ];
    for (level, heading) in groups {
        let group: Vec<&Finding> = analysis
            .findings
            .iter()
            .filter(|finding| finding.level == level && !said_already(finding, view, analysis))
            .collect();
        if group.is_empty() {
            continue;
        }
        title(out, width, heading)?;
        for finding in group {
            let paragraph = told(Paragraph::indented(2, 4).plain("- "), finding, &analysis.text);
            paragraph.styled(QUIET, &format!(" ({})", finding.source)).write(out, width)?;
        }
    }
    Ok(())
}

/// Adds the message, and the words that it is about unless it quotes them or they are nearly all.
pub(super) fn told(paragraph: Paragraph, finding: &Finding, text: &str) -> Paragraph {
    let paragraph = paragraph.plain(&finding.message);
    let words = finding.span.slice(text).trim();
    let whole = words.chars().count() * 10 > text.trim().chars().count() * 8;
    if words.is_empty() || whole || finding.message.contains(words) {
        return paragraph;
    }
    paragraph.plain(" The words: ").styled(QUOTED, &quoted(words)).plain(".")
}

/// True for what the verdict itself has said, and for a question that is asked further down or was answered.
fn said_already(finding: &Finding, view: &View<'_>, analysis: &Analysis) -> bool {
    let asked = |kinds: &[QuestionKind]| {
        let put = |kind: &QuestionKind| analysis.questions.iter().any(|question| question.kind == *kind);
        kinds.iter().any(|kind| put(kind) || view.answers.get(*kind).is_some())
    };
    match finding.check.as_str() {
        "describes-provision" => !analysis.classification.label.is_outcome(),
        "embedded-provision" => !analysis.classification.provision.is_empty(),
        "three-questions" => asked(&[QuestionKind::Give, QuestionKind::Do, QuestionKind::Possible]),
        "so-that-missing" => asked(&[QuestionKind::Possible, QuestionKind::Why]),
        "importance-unstated" => asked(&[QuestionKind::Why]),
        "circumstances-unstated" => asked(&[QuestionKind::Where, QuestionKind::Who]),
        "barrier-unstated" => asked(&[QuestionKind::Barrier]),
        _ => false,
    }
}

fn questions(out: &mut dyn Write, width: usize, open: &[&Question], is_outcome: bool) -> io::Result<()> {
    if open.is_empty() {
        return Ok(());
    }
    let heading = match (open.len(), is_outcome) {
        (1, _) => "A question to ask",
        (_, true) => "Questions to ask",
        (_, false) => "Questions that lead to the outcome",
    };
    title(out, width, heading)?;
    for (index, question) in open.iter().enumerate() {
        Paragraph::indented(2, 5).plain(&format!("{}. {}", index + 1, question.text)).write(out, width)?;
        let examples: Vec<String> = question.examples.iter().take(2).map(|example| quoted(example)).collect();
        if !examples.is_empty() {
            Paragraph::indented(5, 5)
                .styled(QUIET, &format!("For example: {}", examples.join(" or ")))
                .write(out, width)?;
        }
    }
    Ok(())
}

fn safety(suggestion: &Suggestion) -> Paragraph {
    let paragraph = Paragraph::indented(5, 5);
    let gaps: Vec<String> = suggestion.gaps.iter().map(|gap| format!("[{gap}?]")).collect();
    match suggestion.safety {
        Safety::Illustration => paragraph.plain("Only an example to think with, not one to paste."),
        Safety::NeedsAnswer if gaps.is_empty() => paragraph.plain("Check with the person before you use it."),
        Safety::NeedsAnswer => paragraph.plain("Fill in first: ").styled(GAP, &listed(&gaps)).plain("."),
        Safety::KeepsMeaning => paragraph.plain(match suggestion.kind {
            SuggestionKind::FirstPerson => {
                "It says the same as the draft. Check that these are the person's own words."
            }
            _ => "It says the same as the draft, so you can use it as it is.",
        }),
    }
}

/// What changed; that the whole draft gave way to something new needs no saying.
fn changes(changes: &[&Change]) -> Paragraph {
    let mut paragraph = Paragraph::indented(5, 5).styled(QUIET, "What changed: ");
    for (index, change) in changes.iter().enumerate() {
        let what = match (change.from.trim().is_empty(), change.to.trim().is_empty()) {
            (true, true) => String::new(),
            (true, false) => format!("{} added", quoted(&change.to)),
            (false, true) => format!("{} taken out", quoted(&change.from)),
            (false, false) => format!("{} is now {}", quoted(&change.from), quoted(&change.to)),
        };
        let why = change.why.trim().trim_end_matches('.');
        let said = match (what.is_empty(), why.is_empty()) {
            (false, false) => format!("{what} ({why})"),
            _ => format!("{what}{why}"),
        };
        let end = if index + 1 == changes.len() { "." } else { "; " };
        paragraph = paragraph.styled(QUIET, &format!("{said}{end}"));
    }
    paragraph
}

fn how_to_answer(out: &mut dyn Write, width: usize, open: &[&Question]) -> io::Result<()> {
    let flags: Vec<String> = open
        .iter()
        .take(3)
        .filter_map(|question| serde_json::to_value(question.kind).ok())
        .filter_map(|kind| Some(format!("--answer {}=\"…\"", kind.as_str()?)))
        .collect();
    out.write_all(b"\n")?;
    Paragraph::default()
        .plain("To work the answers in, run the command again with ")
        .styled(STRONG, &flags.join(" "))
        .plain(if flags.len() > 1 { " (as many of them as you have)." } else { "." })
        .write(out, width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Classification, Label, Notice, Probabilities, Rechecked, Span};

    fn analysis() -> Analysis {
        Analysis {
            text: "Sam will have 5 hours of TA support".into(),
            classification: Classification {
                label: Label::Resource,
                confidence: 0.9,
                sure: true,
                probabilities: Probabilities::from_array([0.0, 0.1, 0.0, 0.0, 0.9]),
                mixed: false,
                provision: Vec::new(),
                notice: None,
                ..Classification::default()
            },
            findings: vec![Finding {
                check: "receives-provision".into(),
                level: Level::Error,
                criterion: None,
                message: "It says what Sam will be given.".into(),
                span: Span { start: 4, end: 13 },
                source: "SEND Code of Practice 9.66".into(),
            }],
            smart: Vec::new(),
            questions: vec![Question {
                kind: QuestionKind::Give,
                text: "What would 5 hours of TA support give Sam?".into(),
                examples: vec!["more time with friends".into()],
            }],
            suggestions: vec![Suggestion {
                text: "By [by when?], I [what can you do?].".into(),
                kind: SuggestionKind::FromAnswers,
                safety: Safety::NeedsAnswer,
                gaps: vec!["by when".into(), "what can you do".into()],
                changes: vec![Change { from: "Sam".into(), to: "I".into(), why: "first person".into() }],
                provision: None,
                rechecked: Some(Rechecked { label: Label::Outcome, confidence: 0.9, findings: Vec::new() }),
            }],
        }
    }

    fn said(analysis: &Analysis, answers: &Answers) -> String {
        let mut out = Vec::new();
        let view = View { width: 90, id: None, name: Some("Sam"), answers, how_to_answer: true };
        write(&mut out, &view, analysis).unwrap();
        anstream::adapter::strip_str(std::str::from_utf8(&out).unwrap()).to_string()
    }

    #[test]
    fn everything_is_said_in_the_order_a_reader_needs_it() {
        let said = said(&analysis(), &Answers::default());
        let order = [
            "This is a resource, not an outcome.",
            "9.66",
            "The words: “will have”.",
            "What would 5 hours of TA support give Sam?",
            "For example: “more time with friends”",
            "1. By [by when?], I [what can you do?].",
            "Fill in first: [by when?] and [what can you do?].",
            "“Sam” is now “I” (first person).",
            "--answer give=\"…\"",
        ];
        let places: Vec<usize> =
            order.iter().map(|part| said.find(part).unwrap_or_else(|| panic!("{part}\n{said}"))).collect();
        assert!(places.is_sorted(), "{said}");
    }

    #[test]
    fn a_question_that_was_answered_is_not_asked_again() {
        let mut answers = Answers::default();
        answers.set(QuestionKind::Give, "time to find out");
        assert!(!said(&analysis(), &answers).contains("What would 5 hours"));
    }

    #[test]
    fn a_question_of_a_check_is_told_only_if_it_is_not_asked_below() {
        let mut analysis = analysis();
        let finding = |check: &str, message: &str| Finding {
            check: check.into(),
            level: Level::Question,
            message: message.into(),
            ..analysis.findings[0].clone()
        };
        let found = [finding("three-questions", "Three at once?"), finding("new-or-kept", "New or kept?")];
        analysis.findings.extend(found);
        let text = said(&analysis, &Answers::default());
        assert!(!text.contains("Three at once?") && text.contains("New or kept?"), "{text}");
        let mut answers = Answers::default();
        answers.set(QuestionKind::Give, "time to find out");
        analysis.questions.clear();
        assert!(!said(&analysis, &answers).contains("Three at once?"));
        assert!(said(&analysis, &Answers::default()).contains("Three at once?"));
    }

    #[test]
    fn no_rewrite_is_offered_where_a_child_may_be_in_danger() {
        let mut analysis = analysis();
        analysis.classification.notice = Some(Notice::Safeguarding);
        let said = said(&analysis, &Answers::default());
        assert!(said.contains("safeguarding lead") && !said.contains("What you could write"), "{said}");
    }
}
