//! `sothat explain`: what a check or a label means.
//!
//! **In:** the name of a check or label. **Out:** its page, and for a check how often it was right. **Layer:** 7.

use super::Outcome;
use super::output::Output;
use crate::check::{About, CHECKS};
use crate::document::nearest::did_you_mean;
use crate::error::{Error, Result};
use crate::evaluate::checks;
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

#[derive(Debug, Clone, Serialize)]
struct Page {
    id: &'static str,
    text: &'static str,
    /// How often the check was right, in a sentence; a label has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    measured: Option<String>,
}

impl Page {
    /// The page with its figures under a heading of their own.
    fn whole(&self) -> String {
        match &self.measured {
            None => self.text.to_string(),
            Some(measured) => format!("{}\n\n## How often it is right\n{measured}\n", self.text.trim_end()),
        }
    }
}

/// The pages of the labels, then those of the checks.
fn pages() -> Result<Vec<Page>> {
    let labels = topics::PAGES.iter().map(|(id, text)| Ok(Page { id, text, measured: None }));
    let checks = CHECKS.iter().map(|check| check.about());
    let checks = checks.map(|About { id, page, .. }| Ok(Page { id, text: page, measured: checks::sentence(id)? }));
    labels.chain(checks).collect()
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let pages = pages()?;
    let chosen: Vec<&Page> = match args.all {
        true => pages.iter().collect(),
        false => args.names.iter().map(|name| find(&pages, name)).collect::<Result<_>>()?,
    };
    let format = args.format.unwrap_or_else(Format::suitable);
    let mut out = Output::new(match format {
        Format::Json => super::output::Format::Json,
        Format::Jsonl => super::output::Format::Jsonl,
        Format::Text | Format::Markdown => super::output::Format::Text,
    });
    if chosen.is_empty() {
        out.text(|out| {
            writeln!(out, "There are pages for:\n")?;
            pages.iter().try_for_each(|page| writeln!(out, "  {}", page.id))?;
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
                    Format::Text => page::write(out, Output::width(), &chosen.whole()),
                    _ => out.write_all(chosen.whole().as_bytes()),
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

fn find<'a>(pages: &'a [Page], name: &str) -> Result<&'a Page> {
    let wanted = name.trim().to_lowercase().replace(['_', ' '], "-");
    pages.iter().find(|page| page.id == wanted).ok_or_else(|| {
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
        let pages = pages().unwrap();
        let error = find(&pages, "outcom").unwrap_err().to_string();
        assert!(error.contains("did you mean \"outcome\"?"), "{error}");
        assert_eq!(find(&pages, "Outcome").unwrap().id, "outcome");
    }

    #[test]
    fn the_page_of_a_check_says_how_often_it_is_right() {
        for page in pages().unwrap() {
            let is_check = crate::check::page(page.id).is_some();
            assert_eq!(page.whole().contains("\n## How often it is right\n"), is_check, "{}", page.id);
            assert_eq!(page.measured, checks::sentence(page.id).unwrap(), "{}", page.id);
        }
    }
}
