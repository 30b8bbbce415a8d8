//! Says what is wrong with the arguments: what · where · what to do.
//!
//! **In:** clap's errors. **Out:** one line on standard error, or the help that was asked for. **Layer:** 7.

use super::say;
use crate::document::nearest::did_you_mean;
use crate::error::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::process::ExitCode;

/// Prints help or version if that is what was asked for, else what is wrong.
pub(super) fn report(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _nobody_listens = error.print();
        return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
    }
    say(&format!("sothat: {}", translated(error)));
    ExitCode::from(2)
}

fn translated(error: &clap::Error) -> Error {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    let first = |kind| context(kind).into_iter().next().unwrap_or_default();
    let argument = first(ContextKind::InvalidArg);
    let flag = argument.split([' ', '=']).next().unwrap_or_default().to_string();
    match error.kind() {
        ErrorKind::InvalidValue => {
            let (value, valid) = (first(ContextKind::InvalidValue), context(ContextKind::ValidValue));
            if value.is_empty() {
                return Error::input(format!("{flag} needs a value")).hint(format!("give one of {}", valid.join(", ")));
            }
            let meant =
                did_you_mean(&value, valid.iter().map(String::as_str)).map_or(String::new(), |m| format!("; {m}"));
            Error::input(format!("\"{value}\" is not a value of {flag}"))
                .at("arguments")
                .hint(format!("use {}{meant}", alternatives(&valid)))
        }
        ErrorKind::ValueValidation => {
            let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            match cause.split_once(" · ") {
                Some((what, hint)) => Error::input(what).at(flag).hint(hint),
                None => {
                    let value = first(ContextKind::InvalidValue);
                    Error::input(format!("\"{value}\" is not a value of {flag}")).at("arguments").hint("see --help")
                }
            }
        }
        ErrorKind::UnknownArgument => {
            let meant: Vec<String> = context(ContextKind::SuggestedArg);
            let hint = match meant.first() {
                Some(meant) => format!("did you mean {meant}?"),
                None => "see --help for the flags there are; put a draft in quotation marks".to_string(),
            };
            Error::input(format!("there is no {flag} here")).at("arguments").hint(hint)
        }
        ErrorKind::InvalidSubcommand => {
            let wanted = first(ContextKind::InvalidSubcommand);
            let names = |command: &clap::Command| -> Vec<String> {
                command.get_subcommands().map(|command| command.get_name().to_string()).collect()
            };
            let definition = super::definition();
            let inner: Vec<String> = definition.get_subcommands().flat_map(names).collect();
            let names = names(&definition);
            let hint = did_you_mean(&wanted, names.iter().chain(&inner).map(String::as_str)).unwrap_or_else(|| {
                format!("use {}; for a verdict on a draft, sothat suggest \"…\"", alternatives(&names))
            });
            Error::input(format!("there is no command \"{wanted}\"")).at("arguments").hint(hint)
        }
        ErrorKind::MissingRequiredArgument => {
            Error::input(format!("something is missing: {}", context(ContextKind::InvalidArg).join(", ")))
                .at("arguments")
                .hint("see --help")
        }
        ErrorKind::ArgumentConflict => {
            let prior = first(ContextKind::PriorArg);
            Error::input(format!("{flag} and {prior} do not go together")).at("arguments").hint("leave one of them out")
        }
        _ => {
            let text = error.to_string();
            let line = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
            Error::input(line).at("arguments").hint("see --help")
        }
    }
}

/// "a, b or c".
fn alternatives(names: &[String]) -> String {
    match names {
        [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        names => names.concat(),
    }
}
