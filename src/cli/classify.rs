//! `sothat classify`: what each statement is.
//!
//! **In:** files or standard input, one statement a row. **Out:** a verdict a row, in order. **Layer:** 7.

use super::input::InputArgs;
use super::output::{Format, Output, OutputArgs};
use super::{Outcome, choice, say};
use crate::batch::{BATCH, verdicts};
use crate::classify::{Search, Wanted};
use crate::document::feed::Feed;
use crate::document::rows::{BadRow, Entry, Row};
use crate::document::source::Source;
use crate::domain::{Answers, Classification, Context, Statement};
use crate::error::Result;
use crate::report::rows::{Classified, Failed};
use crate::report::text::classified::Tally;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

/// Tell what each statement is: an outcome, a service, an activity, an output or a resource
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat classify drafts.txt
  sothat classify plans.csv --column outcome --format text
  sothat classify - --evidence < drafts.jsonl --input jsonl
  sothat classify column.txt --heading \"Who will do it?\" --slots")]
pub(super) struct Args {
    /// Files, one statement a line, or CSV or JSONL; - for standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Say which words decide, and how much
    #[arg(long)]
    evidence: bool,
    /// Mark the parts of each statement: by when, how much, where, how often, with what help
    #[arg(long)]
    slots: bool,
    /// The heading, form field or table column under which the statements stand (rows of JSONL may say otherwise)
    #[arg(long, value_name = "TEXT")]
    heading: Option<String>,
    /// Another model than the one inside the program: a name under models/, or a folder
    #[arg(long, value_name = "NAME")]
    model: Option<String>,
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let mut sources: Vec<Source> = args.files.iter().map(Source::new).collect();
    if sources.is_empty() {
        sources.push(Source::Stdin);
    }
    if sources.contains(&Source::Stdin) && io::stdin().is_terminal() {
        say("Type one statement a line; end with Ctrl-D.");
    }
    let context = Context { heading: args.heading.clone(), ..Context::default() };
    let mut feed = Feed::start(sources, args.input.options(context, Answers::default()))?;
    let classifier = choice::choose(args.model.as_deref())?;
    let mut page = Page { out: Output::new(args.output.format()), tally: Tally::default(), width: Output::width() };
    let (mut any, mut found) = (false, false);
    while let Some(batch) = feed.batch(BATCH)? {
        any = true;
        let readable: Vec<_> = batch.iter().flatten().map(Row::readable).collect();
        let statements: Vec<Statement<'_>> = batch
            .iter()
            .flatten()
            .zip(&readable)
            .map(|(row, text)| Statement { text, heading: row.context.heading.as_deref() })
            .collect();
        let evidence = if args.evidence { Search::Thorough } else { Search::None };
        let wanted = Wanted { evidence, slots: args.slots, weak: args.slots };
        let mut verdicts = verdicts(&classifier, &statements, wanted)?.into_iter();
        for entry in &batch {
            let verdict = entry.is_ok().then(|| verdicts.next()).flatten();
            if let Some(Ok(classification)) = &verdict {
                found |= args.output.fails_verdict(classification);
            }
            page.write(entry, verdict)?;
        }
        page.out.flush()?;
    }
    if !any {
        say("sothat: there are no statements in the input");
    }
    page.finish()?;
    Ok(if found { Outcome::Found } else { Outcome::Done })
}

struct Page {
    out: Output,
    tally: Tally,
    width: usize,
}

impl Page {
    fn write(&mut self, entry: &Entry, verdict: Option<Result<Classification>>) -> Result<()> {
        let (tally, width) = (&mut self.tally, self.width);
        let (id, error) = match (entry, verdict) {
            (Ok(Row { id, text, input, .. }), Some(Ok(classification))) => {
                return match self.out.format() {
                    Format::Text => self.out.text(|out| tally.write(out, width, id, text, &classification)),
                    _ => self.out.row(&Classified { id, text, classification: &classification, input }),
                };
            }
            (Ok(row), Some(Err(error))) => (&row.id, error.to_string()),
            (Ok(row), None) => (&row.id, String::from("there is no verdict on this row")),
            (Err(BadRow { id, error, .. }), _) => (id, error.to_string()),
        };
        match self.out.format() {
            Format::Text => self.out.text(|out| tally.write_failed(out, width, id, &error)),
            _ => self.out.row(&Failed { id, error }),
        }
    }

    fn finish(mut self) -> Result<()> {
        if self.out.format() == Format::Text {
            self.out.text(|out| self.tally.write_sum(out, self.width))?;
        }
        self.out.finish()
    }
}
