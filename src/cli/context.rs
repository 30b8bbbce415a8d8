//! The flags that say what is known of the person and what was answered.
//!
//! **In:** `--name Sam --answer give=…`. **Out:** [`Context`], [`Answers`]. **Layer:** 7.

use crate::document::date;
use crate::document::nearest::did_you_mean;
use crate::domain::{Answers, Context, Person, Pronouns, QuestionKind, Tense, YearGroup};
use crate::error::{Error, Result};
use clap::ValueEnum;
use jiff::civil::Date;

/// What is known of the person.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "What is known of the person (rows of JSONL may say otherwise)")]
pub(super) struct ContextArgs {
    /// First name, or the name the plan uses
    #[arg(long)]
    name: Option<String>,
    /// he, she, they, or another set such as ze/zir/zirs
    #[arg(long)]
    pronouns: Option<Pronouns>,
    /// Year group: 7, Y7, Reception, Nursery
    #[arg(long, value_name = "N")]
    year_group: Option<YearGroup>,
    /// Age in years
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=120))]
    age: Option<u8>,
    /// Date of birth: 2014-05-31 or 31/05/2014
    #[arg(long, value_name = "DATE", value_parser = date)]
    dob: Option<Date>,
    /// The day to reckon from, if not today
    #[arg(long, value_name = "DATE", value_parser = date)]
    today: Option<Date>,
    /// Area of need: communication, cognition, semh, sensory_physical, health, care, independence, or your own words
    /// (read, but not used yet)
    #[arg(long)]
    area: Option<String>,
    /// Section of the plan, for instance E
    #[arg(long)]
    section: Option<String>,
    /// Heading or column under which the draft stood
    #[arg(long, value_name = "TEXT")]
    heading: Option<String>,
    /// Whose voice rewrites have: "I walk", "Sam walks"
    #[arg(long, value_enum, default_value_t)]
    person: PersonArg,
    /// Whether rewrites are as if achieved, "I walk", or to come, "I will walk"
    #[arg(long, value_enum, default_value_t)]
    tense: TenseArg,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum PersonArg {
    #[default]
    First,
    Third,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum TenseArg {
    #[default]
    Achieved,
    Future,
}

impl ContextArgs {
    /// The context, with today's date from `clock` unless the flag gives it.
    pub(super) fn context(&self, clock: fn() -> Date) -> Context {
        let given =
            |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_string);
        Context {
            name: given(&self.name),
            pronouns: self.pronouns.clone(),
            year_group: self.year_group,
            age: self.age,
            date_of_birth: self.dob,
            today: Some(self.today.unwrap_or_else(clock)),
            area: given(&self.area),
            section: given(&self.section),
            heading: given(&self.heading),
            person: match self.person {
                PersonArg::First => Person::First,
                PersonArg::Third => Person::Third,
            },
            tense: match self.tense {
                TenseArg::Achieved => Tense::Achieved,
                TenseArg::Future => Tense::Future,
            },
        }
    }
}

/// An answer to one of the questions.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    kind: QuestionKind,
    text: String,
}

const KINDS: [&str; 9] = ["give", "do", "possible", "measure", "where", "when", "who", "barrier", "why"];

/// Reads `give=time to find out`.
pub(super) fn answer(argument: &str) -> Result<Answer> {
    let Some((kind, text)) = argument.split_once('=') else {
        return Err(Error::input(format!("\"{argument}\" is not an answer"))
            .hint("write the kind of question, = and the answer: --answer give=\"time to find out\""));
    };
    let folded = kind.trim().to_lowercase();
    let kind = serde_json::from_value(serde_json::Value::String(folded.clone())).map_err(|_| {
        let meant = did_you_mean(&folded, KINDS).map_or(String::new(), |meant| format!("; {meant}"));
        Error::input(format!("there is no question \"{}\"", kind.trim()))
            .hint(format!("use {}{meant}", KINDS.join(", ")))
    })?;
    Ok(Answer { kind, text: text.trim().to_string() })
}

/// All answers together; of two to the same question the later one counts.
pub(super) fn answers(given: &[Answer]) -> Answers {
    let mut answers = Answers::default();
    for Answer { kind, text } in given {
        answers.set(*kind, text.clone());
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_may_hold_equals_signs() {
        let answers = answers(&[answer("measure=4 out of 5 = enough").unwrap()]);
        assert_eq!(answers.get(QuestionKind::Measure), Some("4 out of 5 = enough"));
    }

    #[test]
    fn a_misspelt_question_is_named_with_the_nearest() {
        let error = answer("posible=x").unwrap_err().to_string();
        assert!(error.contains("did you mean \"possible\"?"), "{error}");
        assert!(answer("live in my own flat").is_err());
    }
}
