//! `sothat check`: documents, every statement found, labelled and checked.
//!
//! **In:** files. **Out:** what needs attention, statement by statement; or a row a statement for programs. **Layer:** 7.

use super::context::ContextArgs;
use super::input::InputArgs;
use super::output::{Format, LevelArg, Output, OutputArgs};
use super::settings::SettingsArgs;
use super::{Outcome, say, today};
use crate::batch::{self, Checked};
use crate::document::draft::{self, Found, Item};
use crate::document::rows::BadRow;
use crate::document::source::Source;
use crate::domain::Answers;
use crate::error::{Error, Result};
use crate::report::rows;
use crate::report::text::checked::{Page, Statement};
use std::path::PathBuf;

/// Check a document: every statement in it, where it stands, and what could be better
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat check plan.md
  sothat check outcomes.csv --column outcome --section E
  sothat check plan.txt --format jsonl --fail-on error

Text and Markdown hold one statement a line or bullet; headings such as \"Section E\", \"Outcomes\" or \"Provision\" say where
the statements below them stand. Rows of CSV and JSONL may have section, heading and allow.

To let a finding stand, write below the statement, or in the field allow of its row:
  sothat: allow missing-measure – agreed with the family
The reason is kept, and what was let stand is counted. What holds for all documents goes into sothat.toml.")]
pub(super) struct Args {
    /// Files; - for standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// In text for people, the level from which findings are shown
    #[arg(long, value_enum, value_name = "LEVEL", default_value = "warning")]
    show: LevelArg,
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
    let sources: Vec<Source> = args.files.iter().map(Source::new).collect();
    if sources.iter().filter(|source| **source == Source::Stdin).count() > 1 {
        return Err(Error::input("standard input is named twice").at("-").hint("it can be read only once"));
    }
    let options = args.input.options(args.context.context(today), Answers::default());
    let mut items = Vec::new();
    for source in &sources {
        items.extend(draft::read(source, &options, items.len())?);
    }
    let assistant = args.settings.assistant(args.model.as_deref())?;
    if items.is_empty() {
        say("sothat: there are no statements in the input");
    }
    let mut out = Output::new(args.output.format());
    let mut page = Page::new(Output::width(), args.show.level());
    let mut found = false;
    for (item, checked) in items.iter().zip(batch::check(&assistant, &items)?) {
        if let Some(Ok(checked)) = &checked {
            found |= args.output.fails(&checked.findings);
        }
        write(&mut out, &mut page, item, checked)?;
    }
    if out.format() == Format::Text {
        out.text(|out| page.finish(out))?;
    }
    out.finish()?;
    Ok(if found { Outcome::Found } else { Outcome::Done })
}

fn write(out: &mut Output, page: &mut Page, item: &Item, checked: Option<Result<Checked>>) -> Result<()> {
    let (id, error) = match (item, checked) {
        (Ok(found), Some(Ok(checked))) => return statement(out, page, found, &checked),
        (Ok(found), Some(Err(error))) => (&found.row.id, error.to_string()),
        (Ok(found), None) => (&found.row.id, "there is no verdict on this statement".to_string()),
        (Err(BadRow { id, error, .. }), _) => (id, error.to_string()),
    };
    match out.format() {
        Format::Text => out.text(|out| page.write_failed(out, &id.to_string(), &error)),
        _ => out.row(&rows::Failed { id, error }),
    }
}

fn statement(out: &mut Output, page: &mut Page, found: &Found, checked: &Checked) -> Result<()> {
    let Found { row, file, line, .. } = found;
    let Checked { classification, findings, silenced, in_vain, smart } = checked;
    if out.format() != Format::Text {
        return out.row(&rows::Checked {
            id: &row.id,
            text: &row.text,
            file,
            line: *line,
            section: row.context.section.as_deref(),
            heading: row.context.heading.as_deref(),
            classification,
            findings,
            silenced,
            silenced_in_vain: in_vain,
            smart,
            input: &row.input,
        });
    }
    let place = line.map_or_else(|| file.clone(), |line| format!("{file}, line {line}"));
    out.text(|out| {
        page.write(
            out,
            &Statement {
                id: &row.id.to_string(),
                text: &row.text,
                place: &place,
                section: row.context.section.as_deref(),
                classification,
                findings,
                silenced,
                in_vain,
                smart,
            },
        )
    })
}
