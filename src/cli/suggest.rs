//! `sothat suggest`: everything there is to say about a draft.
//!
//! **In:** a draft, or rows on standard input, with what is known of the person. **Out:** verdict, findings, questions,
//! suggestions. **Layer:** 7.

use super::context::{Answer, ContextArgs, answer, answers};
use super::input::InputArgs;
use super::output::{Format, Output, OutputArgs};
use super::settings::SettingsArgs;
use super::{Outcome, prompt, say, today};
use crate::assistant::Assistant;
use crate::document::feed::Feed;
use crate::document::rows::{BadRow, Id, Options, Row, harmless};
use crate::document::source::Source;
use crate::domain::{Analysis, Notice};
use crate::error::{Error, Result};
use crate::report::rows::{Failed, Suggested};
use crate::report::text::suggested::{View, write};
use std::io::{self, IsTerminal, Write};

/// Say what a draft is, why, what to ask and what could be written instead
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat suggest \"5 hours of TA support\" --name Sam --pronouns he --year-group 9
  sothat suggest \"swimming\" --answer give=\"time with my cousins\" --answer possible=\"go to the pool with them\"
  sothat suggest - --input jsonl --format jsonl < drafts.jsonl")]
pub(super) struct Args {
    /// The draft; - for rows on standard input; nothing to be asked for it
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
    /// The answer to a question: give, do, possible, measure, where, when, who, barrier or why
    #[arg(long = "answer", value_name = "KIND=TEXT", value_parser = answer)]
    answers: Vec<Answer>,
    /// At most this many suggestions
    #[arg(short = 'n', long, value_name = "N")]
    number: Option<usize>,
    /// Another model than the one inside the program: a name under models/, or a folder
    #[arg(long, value_name = "NAME")]
    model: Option<String>,
    #[command(flatten)]
    context: ContextArgs,
    #[command(flatten)]
    settings: SettingsArgs,
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let options = args.input.options(args.context.context(today), answers(&args.answers));
    match args.text.as_slice() {
        [dash] if dash == "-" => rows(args, options),
        _ if args.input.input.is_some() || args.input.column.is_some() => Err(Error::input("--input and --column are for rows")
            .at("arguments")
            .hint("to read rows from standard input, give - instead of a draft")),
        [] if io::stdin().is_terminal() && io::stderr().is_terminal() => asked(args, options),
        [] => Err(Error::input("there is no draft").at("arguments").hint(
            "give it in quotation marks, sothat suggest \"5 hours of TA support\"; or - to read drafts from standard input",
        )),
        words => one(args, words.join(" "), options),
    }
}

/// The draft on the command line.
fn one(args: &Args, text: String, options: Options) -> Result<Outcome> {
    let row = only_row(text, options)?;
    let assistant = args.settings.assistant(args.model.as_deref())?;
    let analysis = analyse(args, &assistant, &row)?;
    let mut page = Page::new(args, false);
    page.write(&row, &analysis)?;
    page.out.finish()?;
    Ok(ended(args.output.fails(&analysis.findings)))
}

/// The draft that the person types when asked, and the answers if they like.
fn asked(args: &Args, options: Options) -> Result<Outcome> {
    let Some(text) = prompt::ask("What does the draft say?")? else { return Ok(Outcome::Done) };
    let mut row = only_row(text, options)?;
    let assistant = args.settings.assistant(args.model.as_deref())?;
    let mut analysis = analyse(args, &assistant, &row)?;
    let mut page = Page::new(args, true);
    if page.out.format() == Format::Text {
        page.write(&row, &analysis)?;
        page.out.flush()?;
    }
    if analysis.classification.notice.is_none_or(gives_a_verdict)
        && prompt::answers(&analysis.questions, &mut row.answers)?
    {
        analysis = analyse(args, &assistant, &row)?;
        if page.out.format() == Format::Text {
            let (answers, width) = (row.answers.clone(), Output::width());
            let view = View { width, id: None, name: None, answers: &answers, how_to_answer: false };
            page.out.text(|out| crate::report::text::suggested::suggestions(out, &view, &analysis))?;
        }
    }
    if page.out.format() != Format::Text {
        page.write(&row, &analysis)?;
    }
    page.out.finish()?;
    Ok(ended(args.output.fails(&analysis.findings)))
}

/// The drafts on standard input.
fn rows(args: &Args, options: Options) -> Result<Outcome> {
    if io::stdin().is_terminal() {
        say("Type one draft a line; end with Ctrl-D.");
    }
    let mut feed = Feed::start(vec![Source::Stdin], options)?;
    let assistant = args.settings.assistant(args.model.as_deref())?;
    let mut page = Page::new(args, false);
    page.several = true;
    let (mut any, mut found) = (false, false);
    while let Some(batch) = feed.batch(1)? {
        any = true;
        for entry in batch {
            match entry {
                Ok(row) => match analyse(args, &assistant, &row) {
                    Ok(analysis) => {
                        found |= args.output.fails(&analysis.findings);
                        page.write(&row, &analysis)?;
                    }
                    Err(error) if error.is_model() || error.is_io() => return Err(error),
                    Err(error) => page.write_failed(&row.id, &error)?,
                },
                Err(BadRow { id, error, .. }) => page.write_failed(&id, &error)?,
            }
        }
        page.out.flush()?;
    }
    if !any {
        say("sothat: there are no drafts in the input");
    }
    page.out.finish()?;
    Ok(ended(found))
}

fn only_row(text: String, options: Options) -> Result<Row> {
    if text.trim().is_empty() {
        return Err(Error::input("the draft is empty")
            .at("arguments")
            .hint("give a few words, for instance \"5 hours of TA support\""));
    }
    let Options { context, answers, .. } = options;
    Ok(Row { id: Id::Text("1".to_string()), text, context, answers, input: serde_json::Map::new() })
}

fn analyse(args: &Args, assistant: &Assistant, row: &Row) -> Result<Analysis> {
    let mut analysis = assistant.analyse(&row.readable(), &row.context, &row.answers)?;
    if let Some(number) = args.number {
        analysis.suggestions.truncate(number);
    }
    Ok(analysis)
}

/// False where the text says that no verdict is given, so that nothing is asked either.
fn gives_a_verdict(notice: Notice) -> bool {
    matches!(notice, Notice::Truncated | Notice::SeveralStatements)
}

fn ended(found: bool) -> Outcome {
    if found { Outcome::Found } else { Outcome::Done }
}

struct Page {
    out: Output,
    several: bool,
    written: usize,
    prompts: bool,
}

impl Page {
    fn new(args: &Args, prompts: bool) -> Self {
        Page { out: Output::new(args.output.format()), several: false, written: 0, prompts }
    }

    fn write(&mut self, row: &Row, analysis: &Analysis) -> Result<()> {
        let first = self.written == 0;
        self.written += 1;
        if self.out.format() != Format::Text {
            return self.out.row(&Suggested::new(&row.id, &row.text, analysis, &row.input));
        }
        let id = self.several.then(|| row.id.to_string());
        let view = View {
            width: Output::width(),
            id: id.as_deref(),
            name: row.context.name.as_deref(),
            answers: &row.answers,
            how_to_answer: !self.several && !self.prompts,
        };
        self.out.text(|out| {
            if !first {
                out.write_all(b"\n\n")?;
            }
            write(out, &view, analysis)
        })
    }

    fn write_failed(&mut self, id: &Id, error: &Error) -> Result<()> {
        self.written += 1;
        if self.out.format() != Format::Text {
            return self.out.row(&Failed { id, error: error.to_string() });
        }
        self.out.text(|out: &mut dyn Write| {
            writeln!(out, "\n{}. This draft cannot be read: {}", harmless(&id.to_string()), error)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_draft_is_an_error_that_says_what_to_do() {
        let error = only_row(" \t ".into(), Options::default()).unwrap_err();
        assert!(error.is_input() && error.to_string().contains("give a few words"));
        assert_eq!(only_row("swimming".into(), Options::default()).unwrap().text, "swimming");
    }
}
