//! The command line: turns arguments into calls and results into text, and does nothing else.
//!
//! **In:** arguments, standard input, terminal, today's date. **Out:** results on standard output, errors on standard
//! error, an exit code: 0 done, 1 findings at or above `--fail-on`, 2 unusable arguments or input. **Layer:** 7.
//!
//! Every command is a file of its own with an `Args` and a `run`, and a line in `Command`.

mod check;
mod choice;
mod classify;
mod compare;
mod completions;
mod context;
mod corpus;
mod deadline;
mod evaluate;
mod explain;
mod input;
mod man;
#[cfg(feature = "train")]
mod model;
mod output;
mod plan;
mod prompt;
mod score;
mod settings;
mod suggest;
#[cfg(feature = "train")]
mod train;
mod usage;

use crate::error::Error;
use clap::{CommandFactory, Parser, Subcommand};
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

const ABOUT: &str = "From a vague draft to a person-centred outcome";

const LONG_ABOUT: &str = "From a vague draft to a person-centred outcome.

Tells whether a draft for a plan (an EHC plan, a support plan) is an outcome or the help towards one, quotes the words \
that decide it, asks the questions that lead to the outcome, and offers rewrites with visible gaps. It works on this \
computer only: nothing is sent anywhere.";

const EXAMPLES: &str = "Examples:
  sothat suggest \"5 hours of TA support\" --name Sam --pronouns he
  sothat classify drafts.txt
  sothat deadline \"By the end of Year 9 she cooks for two\" --year-group 7
  sothat check plan.md
  sothat plan plan.json
  sothat score drafts.csv -o scored.csv
  sothat explain outcome";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "sothat", version, about = ABOUT, long_about = LONG_ABOUT, after_help = EXAMPLES)]
#[command(arg_required_else_help = true, max_term_width = 100, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Suggest(suggest::Args),
    Classify(classify::Args),
    Deadline(deadline::Args),
    Check(check::Args),
    Plan(plan::Args),
    Score(score::Args),
    Explain(explain::Args),
    Evaluate(evaluate::Args),
    Corpus(corpus::Args),
    Compare(compare::Args),
    #[cfg(feature = "train")]
    Train(train::Args),
    #[cfg(feature = "train")]
    Model(model::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// How a command ended that did what it was asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    /// There were findings at or above `--fail-on`.
    Found,
}

/// Runs the program with the arguments it was started with.
pub fn main() -> ExitCode {
    run(std::env::args_os())
}

fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage::report(&error),
    };
    let done = match &cli.command {
        Command::Suggest(args) => suggest::run(args),
        Command::Classify(args) => classify::run(args),
        Command::Deadline(args) => deadline::run(args),
        Command::Check(args) => check::run(args),
        Command::Plan(args) => plan::run(args),
        Command::Score(args) => score::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Evaluate(args) => evaluate::run(args),
        Command::Corpus(args) => corpus::run(args),
        Command::Compare(args) => compare::run(args),
        #[cfg(feature = "train")]
        Command::Train(args) => train::run(args),
        #[cfg(feature = "train")]
        Command::Model(args) => model::run(args),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
    };
    match done {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("sothat: {error}"));
            ExitCode::from(2)
        }
    }
}

/// The program's own definition of its command line, for completions and manual pages.
fn definition() -> clap::Command {
    Cli::command()
}

/// Says something to the person, beside the results. If standard error is closed there is nobody to tell.
fn say(text: &str) {
    let _nobody_listens = writeln!(io::stderr().lock(), "{text}");
}

/// An error for results that cannot be written.
fn unwritable(cause: io::Error) -> Error {
    Error::io("the results cannot be written").because(cause).at("standard output")
}

/// The date of this computer, read here and nowhere else.
fn today() -> jiff::civil::Date {
    jiff::Zoned::now().date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        definition().debug_assert();
    }

    #[test]
    fn every_command_has_an_example_in_its_help() {
        for command in definition().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains(&format!("sothat {}", command.get_name())), "{}", command.get_name());
        }
    }
}
