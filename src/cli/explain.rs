//! `sothat explain`: what a check or a label means.
//!
//! **In:** the name of a check or label. **Out:** its page. **Layer:** 7.

use super::Outcome;
use super::output::Output;
use crate::check::CHECKS;
use crate::document::nearest::did_you_mean;
use crate::error::{Error, Result};
use crate::report::text::page;
use crate::report::topics;
use clap::ValueEnum;
use serde::Serialize;

/// Say what a check or a label means, with examples and its source
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat explain outcome
  sothat explain missing-deadline
  sothat explain --all")]
pub(super) struct Args {
    /// A check, as it stands in the findings, or a label; nothing for a list
    #[arg(value_name = "CHECK", conflicts_with = "all")]
    names: Vec<String>,
    /// All pages, one after another
    #[arg(long)]
    all: bool,
    /// How pages are written [default: text on a terminal, else the Markdown they are written in]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// As written
    Markdown,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Page {
    id: &'static str,
    text: &'static str,
}

/// The pages of the labels, then those of the checks.
fn pages() -> Vec<Page> {
    let labels = topics::PAGES.iter().map(|(id, text)| Page { id, text });
    labels.chain(CHECKS.iter().map(|check| Page { id: check.about().id, text: check.about().page })).collect()
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let pages = pages();
    let chosen: Vec<Page> =
        if args.all { pages } else { args.names.iter().map(|name| find(&pages, name)).collect::<Result<_>>()? };
    let format = args.format.unwrap_or_else(Format::suitable);
    let mut out = Output::new(match format {
        Format::Json => super::output::Format::Json,
        Format::Jsonl => super::output::Format::Jsonl,
        Format::Text | Format::Markdown => super::output::Format::Text,
    });
    if chosen.is_empty() {
        out.text(|out| {
            writeln!(out, "There are pages for:\n")?;
            self::pages().iter().try_for_each(|page| writeln!(out, "  {}", page.id))?;
            writeln!(out, "\nRead one with: sothat explain outcome")
        })?;
    }
    for (index, chosen) in chosen.iter().enumerate() {
        match format {
            Format::Json | Format::Jsonl => out.row(chosen)?,
            Format::Text | Format::Markdown => out.text(|out| {
                if index > 0 {
                    out.write_all(b"\n\n")?;
                }
                match format {
                    Format::Text => page::write(out, Output::width(), chosen.text),
                    _ => out.write_all(chosen.text.as_bytes()),
                }
            })?,
        }
    }
    out.finish()?;
    Ok(Outcome::Done)
}

impl Format {
    fn suitable() -> Format {
        use std::io::IsTerminal;
        if std::io::stdout().is_terminal() { Format::Text } else { Format::Markdown }
    }
}

fn find(pages: &[Page], name: &str) -> Result<Page> {
    let wanted = name.trim().to_lowercase().replace(['_', ' '], "-");
    pages.iter().find(|page| page.id == wanted).copied().ok_or_else(|| {
        let meant = did_you_mean(&wanted, pages.iter().map(|page| page.id)).map_or(String::new(), |m| format!("{m} "));
        Error::input(format!("there is no page \"{}\"", name.trim()))
            .at("arguments")
            .hint(format!("{meant}sothat explain lists all pages"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_is_answered_with_the_nearest() {
        let error = find(&pages(), "outcom").unwrap_err().to_string();
        assert!(error.contains("did you mean \"outcome\"?"), "{error}");
        assert_eq!(find(&pages(), "Outcome").unwrap().id, "outcome");
    }
}
