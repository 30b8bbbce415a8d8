//! `sothat deadline`: what deadline a statement states, and when that is.
//!
//! **In:** a statement, or rows on standard input, with what is known of the person. **Out:** the words, the day, how far
//! ahead it lies and what is wrong with it. **Layer:** 7.

use super::context::ContextArgs;
use super::input::InputArgs;
use super::output::{Format, Output, OutputArgs};
use super::settings::SettingsArgs;
use super::{Outcome, say, today};
use crate::document::feed::Feed;
use crate::document::rows::{BadRow, Id, Row, harmless};
use crate::document::source::Source;
use crate::domain::{Answers, TimeProblem, Timing};
use crate::error::{Error, Result};
use crate::report::rows::{Failed, Timed};
use crate::report::text::timed;
use crate::text::calendar::Calendar;
use crate::text::deadline::timing;
use std::io::{self, IsTerminal};

/// Say by when a statement is to have come true, and which day that is
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat deadline \"By the end of Key Stage 2 he reads a bus timetable\" --year-group 4
  sothat deadline \"By her 16th birthday Ada has her own bank card\" --dob 2012-02-29
  sothat deadline - --input jsonl < statements.jsonl")]
pub(super) struct Args {
    /// The statement; - for rows on standard input
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
    #[command(flatten)]
    context: ContextArgs,
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    settings: SettingsArgs,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let context = args.context.context(today);
    let calendar = args.settings.read()?.calendar;
    match args.text.as_slice() {
        [dash] if dash == "-" => {}
        _ if args.input.input.is_some() || args.input.column.is_some() => {
            return Err(Error::input("--input and --column are for rows")
                .at("arguments")
                .hint("to read rows from standard input, give - instead of a statement"));
        }
        [] => {
            return Err(Error::input("there is no statement").at("arguments").hint(
                "give it in quotation marks, sothat deadline \"By July 2027 she cooks\"; or - to read them from standard input",
            ));
        }
        words => {
            let text = words.join(" ");
            if text.trim().is_empty() {
                return Err(Error::input("the statement is empty").at("arguments").hint("give a few words"));
            }
            let row = Row {
                id: Id::Text("1".into()),
                text,
                context,
                answers: Answers::default(),
                input: serde_json::Map::new(),
            };
            let mut page = Page::new(args, calendar);
            let found = page.write(&row, false)?;
            page.out.finish()?;
            return Ok(if found { Outcome::Found } else { Outcome::Done });
        }
    }
    if io::stdin().is_terminal() {
        say("Type one statement a line; end with Ctrl-D.");
    }
    let mut feed = Feed::start(vec![Source::Stdin], args.input.options(context, Answers::default()))?;
    let mut page = Page::new(args, calendar);
    let (mut any, mut found) = (false, false);
    while let Some(batch) = feed.batch(crate::batch::BATCH)? {
        any = true;
        for entry in batch {
            match entry {
                Ok(row) => found |= page.write(&row, true)?,
                Err(BadRow { id, error, .. }) => page.write_failed(&id, &error)?,
            }
        }
        page.out.flush()?;
    }
    if !any {
        say("sothat: there are no statements in the input");
    }
    page.out.finish()?;
    Ok(if found { Outcome::Found } else { Outcome::Done })
}

struct Page<'a> {
    out: Output,
    calendar: Calendar,
    args: &'a Args,
}

impl<'a> Page<'a> {
    fn new(args: &'a Args, calendar: Calendar) -> Self {
        Page { out: Output::new(args.output.format()), calendar, args }
    }

    /// Writes a row; true if it is at or above `--fail-on`.
    fn write(&mut self, row: &Row, several: bool) -> Result<bool> {
        let timing = timing(&row.readable(), &row.context, &self.calendar);
        match self.out.format() {
            Format::Text => {
                let (id, width) = (row.id.to_string(), Output::width());
                self.out.text(|out| {
                    timed::write(out, width, several.then_some(id.as_str()), &row.text, &timing, &row.context)
                })?;
            }
            _ => self.out.row(&Timed::new(&row.id, &row.text, &timing, &row.input))?,
        }
        Ok(self.args.output.fails_timing(&timing))
    }

    fn write_failed(&mut self, id: &Id, error: &Error) -> Result<()> {
        match self.out.format() {
            Format::Text => {
                let line = format!("{}. This row cannot be read: {error}\n", harmless(&id.to_string()));
                self.out.text(|out| out.write_all(line.as_bytes()))
            }
            _ => self.out.row(&Failed { id, error: error.to_string() }),
        }
    }
}

impl OutputArgs {
    /// True if what a statement says of time is at or above `--fail-on`: no deadline counts as an error, a day that is
    /// past or contradicted or only a length as a warning, what the context does not settle as a question.
    fn fails_timing(&self, timing: &Timing) -> bool {
        use crate::domain::Level::{Error, Question, Warning};
        let problem = |problem: &TimeProblem| match problem {
            TimeProblem::Past | TimeProblem::Conflict | TimeProblem::DurationOnly => Warning,
            TimeProblem::Ambiguous | TimeProblem::Unresolved => Question,
        };
        let worst = timing.problems.iter().map(problem).chain(timing.found.is_empty().then_some(Error)).max();
        self.fail_on.is_some_and(|level| worst >= Some(level.level()))
    }
}
