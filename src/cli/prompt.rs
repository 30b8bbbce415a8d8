//! Asks for a draft and for answers on the terminal.
//!
//! **In:** what the person types. **Out:** the draft, the answers. **Layer:** 7.
//!
//! Questions go to standard error, so that results can be sent to a file all the same. Enter skips a question; the end
//! of input skips the rest.

use super::say;
use crate::document::rows::harmless;
use crate::domain::{Answers, Question};
use crate::error::{Error, Result};
use std::io::{self, BufRead, Write};

/// Questions asked one after another; more would be an interrogation.
const ASKED: usize = 3;

/// Asks for a line; `None` if the person gave none.
pub(super) fn ask(question: &str) -> Result<Option<String>> {
    let mut error = io::stderr().lock();
    let _nobody_listens = write!(error, "{question} ").and_then(|()| error.flush());
    let mut line = Vec::new();
    io::stdin()
        .lock()
        .read_until(b'\n', &mut line)
        .map_err(|cause| Error::io("what you typed cannot be read").because(cause).at("standard input"))?;
    let line = String::from_utf8_lossy(&line).trim().to_string();
    Ok((!line.is_empty()).then_some(line))
}

/// Asks the questions that have no answer yet. True if there is a new answer.
pub(super) fn answers(questions: &[Question], answers: &mut Answers) -> Result<bool> {
    let open: Vec<&Question> =
        questions.iter().filter(|question| answers.get(question.kind).is_none()).take(ASKED).collect();
    if open.is_empty() {
        return Ok(false);
    }
    say("\nIf you like, answer here, best in the person's own words. Enter skips a question.");
    let mut any = false;
    for question in open {
        if let Some(answer) = ask(&format!("{}\n>", harmless(&question.text)))? {
            answers.set(question.kind, answer);
            any = true;
        }
    }
    Ok(any)
}
