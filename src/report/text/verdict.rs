//! The verdict in words: what the draft is, how sure that is, which words decide, what the Code says.
//!
//! **In:** a classification. **Out:** paragraphs. **Layer:** 5.
//!
//! People do not weigh "0.74" rightly, so confidence comes in words only: sure, or not sure and what else it could be.
//! Where no verdict should be trusted, none is given, although the JSON rows carry the numbers all the same.

use super::paragraph::{Paragraph, QUOTED, STRONG, URGENT, listed, quoted};
use crate::domain::{Classification, Label, Notice};
use std::io::{self, Write};

/// Probability from which a second label is worth naming beside an unsure verdict.
const WORTH_NAMING: f32 = 0.15;
/// Weight from which a word is worth quoting as a reason.
const WORTH_QUOTING: f32 = 0.02;

/// The verdict in one sentence.
///
/// ```
/// # use sothat::domain::{Classification, Label, Probabilities};
/// # let classification = Classification { label: Label::Resource, confidence: 0.6, sure: false,
/// #     probabilities: Probabilities::from_array([0.05, 0.3, 0.03, 0.02, 0.6]),
/// #     mixed: false, provision: vec![], notice: None, ..Classification::default() };
/// assert_eq!(
///     sothat::report::text::sentence(&classification),
///     "This looks like a resource, but I am not sure: it could also be a service."
/// );
/// ```
pub fn sentence(classification: &Classification) -> String {
    let label = classification.label;
    let article = label.with_article();
    match (classification.sure, label.is_outcome(), classification.mixed) {
        (true, true, false) => "This is an outcome.".to_string(),
        (true, true, true) => "This is an outcome with provision built into it.".to_string(),
        (true, false, false) => format!("This is {article}, not an outcome."),
        (true, false, true) => format!("This is {article}, although there is an outcome in it."),
        (false, _, _) => match alternatives(classification).as_slice() {
            [] => format!("This looks like {article}, but I am not sure."),
            others => {
                let others: Vec<&str> = others.iter().map(|label| label.with_article()).collect();
                format!("This looks like {article}, but I am not sure: it could also be {}.", others.join(" or "))
            }
        },
    }
}

/// The labels that an unsure verdict may be mistaken for, likeliest first; two at most.
pub(super) fn alternatives(classification: &Classification) -> Vec<Label> {
    let probability = |label: &Label| classification.probabilities.of(*label);
    let mut others: Vec<Label> = Label::ALL
        .into_iter()
        .filter(|label| *label != classification.label && probability(label) >= WORTH_NAMING)
        .collect();
    others.sort_by(|a, b| probability(b).total_cmp(&probability(a)));
    others.truncate(2);
    others
}

/// The words that speak most for the label, quoted, in the order of the text.
pub(super) fn deciding_words(classification: &Classification) -> Vec<String> {
    let mut evidence: Vec<_> =
        classification.evidence.iter().flatten().filter(|evidence| evidence.weight >= WORTH_QUOTING).collect();
    evidence.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    evidence.truncate(3);
    evidence.sort_by_key(|evidence| evidence.span);
    evidence.into_iter().map(|evidence| quoted(&evidence.text)).collect()
}

/// Writes the verdict and its reasons. Returns false if nothing more should be said of the draft.
pub(super) fn write(
    out: &mut dyn Write,
    width: usize,
    classification: &Classification,
    name: Option<&str>,
) -> io::Result<bool> {
    let mut say = |text: &str| Paragraph::default().plain(text).write(out, width);
    match classification.notice {
        Some(Notice::Safeguarding) => {
            Paragraph::default()
                .styled(URGENT, "This may be about harm to a child, and this is not the place for it.")
                .plain(" Tell the designated safeguarding lead today. If a child is in danger now, call 999.")
                .write(out, width)?;
            return Ok(false);
        }
        Some(Notice::NotEnglish) => {
            say("This does not look like English, so I give no verdict. I can only read English drafts.")?;
            return Ok(false);
        }
        Some(Notice::NotAStatement) => {
            say("This does not look like a statement, so I give no verdict: it may be a name, a date or a heading. \
                 Give me the words that stand under it.")?;
            return Ok(false);
        }
        Some(Notice::Truncated) => {
            say("This is long, and I have read only the beginning. What follows is about that part.")?;
        }
        Some(Notice::SeveralStatements) => {
            say(
                "There seem to be several statements here. What I say of them is about all together; below, each outcome also \
                 stands in a line of its own. One at a time works better.",
            )?;
        }
        None => {}
    }
    Paragraph::default().styled(STRONG, &sentence(classification)).write(out, width)?;
    reason(classification, name).write(out, width)?;
    if !classification.label.is_outcome() {
        Paragraph::indented(2, 2)
            .plain("An outcome says what will be different for the person because of the help (SEND Code of Practice, 9.66).")
            .write(out, width)?;
    }
    if !classification.provision.is_empty() {
        let provision: Vec<String> = classification.provision.iter().map(|passage| quoted(&passage.text)).collect();
        let (are, belong) = if provision.len() == 1 { ("is", "belongs") } else { ("are", "belong") };
        Paragraph::indented(2, 2)
            .styled(QUOTED, &listed(&provision))
            .plain(&format!(" {are} provision, which {belong} in Section F."))
            .write(out, width)?;
    }
    Ok(true)
}

fn reason(classification: &Classification, name: Option<&str>) -> Paragraph {
    let words = deciding_words(classification);
    let meaning = meaning(classification.label, name.unwrap_or("the person"));
    let paragraph = Paragraph::indented(2, 2);
    if !classification.sure {
        return match words.is_empty() {
            true => paragraph.plain("More words would help: who will do what, where and with whom?"),
            false => paragraph.plain("What points that way: ").styled(QUOTED, &listed(&words)).plain("."),
        };
    }
    match words.len() {
        0 => paragraph.plain(&format!("It {meaning}")),
        1 => paragraph.plain("What decides it: ").styled(QUOTED, &words[0]).plain(&format!(" {meaning}")),
        _ => paragraph
            .plain("What decides it: ")
            .styled(QUOTED, &listed(&words))
            .plain(&format!(". The draft {meaning}")),
    }
}

/// What a label means, as the end of a sentence.
fn meaning(label: Label, who: &str) -> String {
    match label {
        Label::Outcome => format!("says what {who} will be, have, feel or be able to do."),
        Label::Service => format!("names help that someone gives, not what it changes for {who}."),
        Label::Activity => format!("names something that is done or joined in with, not what it changes for {who}."),
        Label::Output => format!("names something delivered or counted, not what it changes for {who}."),
        Label::Resource => {
            format!("names something put in (time, people, things, space or money), not what it changes for {who}.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Evidence, Probabilities, Span};

    fn classification(values: [f32; 5], sure: bool) -> Classification {
        let probabilities = Probabilities::from_array(values);
        let label = probabilities.best();
        Classification {
            label,
            confidence: probabilities.of(label),
            sure,
            probabilities,
            mixed: false,
            provision: Vec::new(),
            notice: None,
            ..Classification::default()
        }
    }

    fn said(classification: &Classification, name: Option<&str>) -> String {
        let mut out = Vec::new();
        write(&mut out, 200, classification, name).unwrap();
        anstream::adapter::strip_str(std::str::from_utf8(&out).unwrap()).to_string()
    }

    #[test]
    fn an_unsure_verdict_names_what_else_it_could_be() {
        assert_eq!(
            sentence(&classification([0.3, 0.4, 0.2, 0.05, 0.05], false)),
            "This looks like a service, but I am not sure: it could also be an outcome or an activity."
        );
    }

    #[test]
    fn the_reason_quotes_the_words_that_weigh_most_in_their_order() {
        let mut verdict = classification([0.0, 0.1, 0.0, 0.0, 0.9], true);
        let evidence = |start, text: &str, weight| Evidence {
            span: Span { start, end: start + text.chars().count() },
            text: text.into(),
            weight,
        };
        verdict.evidence = Some(vec![evidence(0, "5 hours", 0.6), evidence(11, "TA", -0.2)]);
        assert!(said(&verdict, Some("Sam")).contains("“5 hours” names something put in"));
        assert!(said(&verdict, Some("Sam")).contains("for Sam."));
        assert!(!said(&verdict, None).contains("TA"));
    }

    #[test]
    fn harm_to_a_child_is_met_with_who_to_tell_and_no_verdict() {
        let mut verdict = classification([0.9, 0.1, 0.0, 0.0, 0.0], true);
        verdict.notice = Some(Notice::Safeguarding);
        let said = said(&verdict, None);
        assert!(said.contains("designated safeguarding lead") && said.contains("999") && !said.contains("outcome"));
    }

    #[test]
    fn another_language_gets_no_verdict() {
        let mut verdict = classification([0.9, 0.1, 0.0, 0.0, 0.0], true);
        verdict.notice = Some(Notice::NotEnglish);
        assert!(said(&verdict, None).starts_with("This does not look like English, so I give no verdict."));
    }
}
