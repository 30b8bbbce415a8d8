//! `sothat plan`: the thread through a whole plan, and what is weak in it.
//!
//! **In:** a plan as JSON. **Out:** a readable tree, JSON, or one page of HTML. **Layer:** 7.

use super::output::{LevelArg, Output};
use super::settings::SettingsArgs;
use super::{Outcome, say, today};
use crate::document::date;
use crate::document::plan_file;
use crate::document::source::Source;
use crate::domain::{Plan, PlanReport};
use crate::error::{Error, Result};
use crate::report::plan::{html, rows};
use crate::report::text::planned;
use clap::ValueEnum;
use jiff::civil::Date;
use std::io::{IsTerminal, Read};
use std::path::PathBuf;

/// Longest plan file that is read, in bytes.
const LONGEST: u64 = 32 << 20;

/// Follow the thread through a whole plan: hopes, needs, outcomes, provision, and where it is broken
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat plan plan.json
  sothat plan plan.json --format html > plan.html
  sothat plan plan.json --format json --today 2026-11-12
  sothat plan - --fail-on warning < plan.json

A plan is a JSON object with child (name, pronouns, year_group, date_of_birth), today, aspirations, needs, outcomes and
provision. Items are texts, or objects with text and, if you like, id, section, area and for: the ids of what they are for.
Links that you give with for are kept; the others are proposed.")]
pub(super) struct Args {
    /// The plan as JSON; - for standard input
    #[arg(value_name = "PLAN.json")]
    plan: PathBuf,
    /// The day to reckon from, if neither the plan nor the calendar says it
    #[arg(long, value_name = "DATE", value_parser = date)]
    today: Option<Date>,
    /// How the report is written [default: text on a terminal, else json]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// End with exit code 1 if there is a finding, or a slip in the file, at this level or above
    #[arg(long, value_enum, value_name = "LEVEL")]
    fail_on: Option<LevelArg>,
    /// Another model than the one inside the program: a name under models/, or a folder
    #[arg(long, value_name = "NAME")]
    model: Option<String>,
    #[command(flatten)]
    settings: SettingsArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON object
    Json,
    /// One page, for the browser or the printer
    Html,
    /// Not written yet
    #[value(hide = true)]
    Docx,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let suitable = if std::io::stdout().is_terminal() { Format::Text } else { Format::Json };
    let format = args.format.unwrap_or(suitable);
    if format == Format::Docx {
        return Err(Error::input("plans are not written as Word files yet")
            .at("--format docx")
            .hint("use --format html, which Word opens, or text or json"));
    }
    let (plan, mut report) = read(args, format)?;
    let problems = std::mem::take(&mut report.problems);
    if format != Format::Json {
        for problem in &problems {
            let hint = problem.hint.as_ref().map_or(String::new(), |hint| format!(" · {hint}"));
            say(&format!("sothat: {} · {}{hint}", problem.message, problem.path));
        }
    }
    report.problems = problems;
    let mut out = Output::new(super::output::Format::Text);
    match format {
        Format::Json => out.text(|out| {
            serde_json::to_writer(&mut *out, &rows::Planned::new(&report))?;
            out.write_all(b"\n")
        })?,
        Format::Html => out.text(|out| out.write_all(html::page(&plan, &report).as_bytes()))?,
        Format::Text | Format::Docx => out.text(|out| planned::write(out, Output::width(), &plan, &report))?,
    }
    out.finish()?;
    let level = args.fail_on.map(LevelArg::level);
    let found = level.is_some_and(|level| {
        report.findings.iter().any(|finding| finding.level >= level)
            || report.problems.iter().any(|problem| problem.level >= level)
    });
    Ok(if found { Outcome::Found } else { Outcome::Done })
}

fn read(args: &Args, format: Format) -> Result<(Plan, PlanReport)> {
    let source = Source::new(args.plan.clone());
    if source.extension().as_deref() == Some("docx") {
        return Err(Error::input("plans in Word files cannot be read yet")
            .at(&source)
            .hint("copy the items into a JSON file; sothat plan --help shows its form"));
    }
    let mut bytes = Vec::new();
    let reader = source.open(&Default::default())?;
    let cannot = |cause: std::io::Error| Error::io("the plan cannot be read").because(cause).at(&source);
    reader.take(LONGEST + 1).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() as u64 > LONGEST {
        return Err(Error::input("the file is too long for a plan").at(&source).hint("give the plan of one person"));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| Error::input("the file is not in UTF-8").at(&source).hint("save it as UTF-8 and try again"))?;
    let (plan, problems) = plan_file::read(&text, args.today, today).map_err(|error| error.at(&source))?;
    let assistant = args.settings.assistant(args.model.as_deref())?;
    // Only JSON holds what is to be said of each outcome by itself.
    let mut report = if format == Format::Json { assistant.plan(&plan)? } else { assistant.thread(&plan)? };
    report.problems = problems;
    Ok((plan, report))
}
