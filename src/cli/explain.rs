//! `sothat explain`: what a check, a label or a profile means.
//!
//! **In:** the name of one. **Out:** its page, and for a check how often it was right. **Layer:** 7.

use super::Outcome;
use super::output::Output;
use crate::check::{About, CHECKS, Entry, PROFILES, Profile};
use crate::document::nearest::did_you_mean;
use crate::error::{Error, Result};
use crate::evaluate::checks;
use crate::report::text::page;
use crate::report::topics;
use clap::ValueEnum;
use serde::Serialize;
use std::borrow::Cow;

/// Say what a check, a label or a profile means, with examples and its source
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat explain outcome
  sothat explain missing-deadline
  sothat explain support-plan
  sothat explain --all")]
pub(super) struct Args {
    /// A check, as it stands in the findings, a label, or a profile; nothing for a list
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
    text: Cow<'static, str>,
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

/// The pages of the labels, then those of the checks, then those of the profiles.
fn pages() -> Result<Vec<Page>> {
    let labels = topics::PAGES.iter().map(|(id, text)| Ok(Page { id, text: Cow::Borrowed(text), measured: None }));
    let checks = CHECKS.iter().map(|check| check.about());
    let checks = checks
        .map(|About { id, page, .. }| Ok(Page { id, text: Cow::Borrowed(page), measured: checks::sentence(id)? }));
    let profiles =
        PROFILES.iter().map(|profile| Ok(Page { id: profile.name, text: differs(profile).into(), measured: None }));
    labels.chain(checks).chain(profiles).collect()
}

/// What a profile does otherwise, as a page.
fn differs(profile: &Profile) -> String {
    let mut page = format!("# {}: {}\n\n", profile.name, profile.purpose);
    if profile.entries.is_empty() {
        return page + "Every check runs at the level of its own. This is the profile without settings.\n";
    }
    page += "Checks that this profile treats in its own way; all others run as in an EHC plan.\n\n";
    for Entry { check, level, reason } in &profile.entries {
        let level = level.map_or_else(|| "off".to_string(), |level| format!("{level:?}").to_lowercase());
        page += &format!("- {check}, {level}: {reason}\n");
    }
    page + &format!("\nTo use it, write profile = \"{}\" in sothat.toml.\n", profile.name)
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
