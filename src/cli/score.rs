//! `sothat score`: files of statements, scored.
//!
//! **In:** files. **Out:** one file with a verdict and findings for every row. **Layer:** 7.

use super::context::ContextArgs;
use super::input::InputArgs;
use super::output::LevelArg;
use super::settings::SettingsArgs;
use super::{Outcome, choice, say, today};
use crate::assistant::Assistant;
use crate::batch::{self, Progress, Score, Scored};
use crate::document::source::Source;
use crate::domain::Answers;
use crate::error::Result;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How often a run without a terminal says how far it is.
const BETWEEN_LINES: Duration = Duration::from_secs(30);

/// Score files of statements: label, probabilities, findings, a row for every row
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat score drafts.csv -o scored.csv
  sothat score autumn.csv spring.csv --column outcome -o year.jsonl

The result is written to OUT.part and gets its name when it is complete. A run that was interrupted goes on where it
stopped if it is started again with the same files. A CSV file keeps its columns; ours begin with sothat_.")]
pub(super) struct Args {
    /// Files, one statement a line, or CSV or JSONL; - for standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,
    /// The file to write, .csv or .jsonl
    #[arg(short = 'o', long = "output", value_name = "OUT")]
    out: PathBuf,
    /// Replace the output file if it is there already
    #[arg(long)]
    force: bool,
    /// Whether to go on where an interrupted run stopped
    #[arg(long, value_name = "YES|NO", default_value = "yes", default_missing_value = "yes", num_args = 0..=1)]
    #[arg(require_equals = true, value_parser = ["yes", "no"])]
    resume: String,
    /// End with exit code 1 if there is a finding at this level or above
    #[arg(long, value_enum, value_name = "LEVEL")]
    fail_on: Option<LevelArg>,
    /// Another model than the one inside the program: a name under models/, or a folder
    #[arg(long, value_name = "NAME")]
    model: Option<String>,
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    context: ContextArgs,
    #[command(flatten)]
    settings: SettingsArgs,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let settings = args.settings.read()?;
    let job = Score {
        sources: args.inputs.iter().map(Source::new).collect(),
        options: args.input.options(args.context.context(today), Answers::default()),
        out: args.out.clone(),
        force: args.force,
        resume: args.resume == "yes",
        settings: format!("{:?} {:?} {:?} {settings:?}", args.model, args.input, args.context),
    };
    let assistant = Assistant::new(choice::choose(args.model.as_deref())?).with(settings.choice, settings.calendar);
    let began = Instant::now();
    let mut display = Display::new();
    let scored = batch::score(&job, &assistant, |progress| display.show(progress))?;
    display.end();
    say(&summary(&scored, &job, began.elapsed()));
    let found = args.fail_on.is_some_and(|level| scored.found(level.level()));
    Ok(if found { Outcome::Found } else { Outcome::Done })
}

fn summary(scored: &Scored, job: &Score, took: Duration) -> String {
    let mut text = format!("{} rows scored in {:.1} s", HumanCount(scored.rows as u64), took.as_secs_f64());
    if scored.resumed > 0 {
        text.push_str(&format!(", {} of them by an earlier run", HumanCount(scored.resumed as u64)));
    }
    if scored.failed > 0 {
        text.push_str(&format!("; {} could not be read and say why", HumanCount(scored.failed as u64)));
    }
    text.push_str(&format!(": {}", job.out.display()));
    text
}

/// A bar on a terminal, a line now and then elsewhere.
enum Display {
    Bar(ProgressBar),
    Lines(Instant),
}

impl Display {
    fn new() -> Self {
        if !io::stderr().is_terminal() {
            return Display::Lines(Instant::now());
        }
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {percent:>3} %  {msg} rows  {eta} left") {
            bar.set_style(style);
        }
        Display::Bar(bar)
    }

    fn show(&mut self, progress: Progress) {
        let rows = HumanCount(progress.rows as u64);
        match self {
            Display::Bar(bar) => {
                bar.set_length(progress.total.unwrap_or(progress.bytes.max(1)));
                bar.set_position(progress.bytes);
                bar.set_message(rows.to_string());
            }
            Display::Lines(last) if last.elapsed() >= BETWEEN_LINES => {
                *last = Instant::now();
                let percent = progress.total.filter(|total| *total > 0).map(|total| progress.bytes * 100 / total);
                say(&match percent {
                    Some(percent) => format!("sothat: {rows} rows scored, {percent} % read"),
                    None => format!("sothat: {rows} rows scored"),
                });
            }
            Display::Lines(_) => {}
        }
    }

    fn end(&self) {
        if let Display::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}
