//! `sothat corpus`: looks over labelled statements, and passes them on.
//!
//! **In:** labelled files. **Out:** what is in them, near-copies, agreement, splits, other forms. **Layer:** 7.

use super::output::{Format as Rows, Output};
use super::{Outcome, say};
use crate::corpus::{self, Inspection, Page, SplitOptions, To};
use crate::document::labelled_files::LabelledFiles;
use crate::document::predictions;
use crate::domain::Label;
use crate::error::{Error, Result};
use crate::evaluate::agreement::{self, Agreement};
use clap::{Subcommand, ValueEnum};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Look over labelled statements: what they hold, near-copies, agreement, splits, other forms
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat corpus inspect corpus/statements/train.jsonl corpus/statements/dev.jsonl
  sothat corpus dedupe mine.csv --threshold 0.8 -o distinct.csv
  sothat corpus agreement mine.csv --second second_annotator --list 20
  sothat corpus split mine.jsonl -o splits --dev 0.1 --test 0.15 --seed 7
  sothat corpus export mine.jsonl --to fasttext -o mine.txt
  sothat corpus noise predictions.csv

A row needs text and label; what else it may hold stands in corpus/statement.schema.json. A row that cannot be read, or \
an id that stands in two places, is an error with file and line.")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Inspect(InspectArgs),
    Dedupe(DedupeArgs),
    Agreement(AgreementArgs),
    Split(SplitArgs),
    Export(ExportArgs),
    Noise(NoiseArgs),
}

/// Count what is in the files, hold their wording against real text, and look for problems
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat corpus inspect mine.jsonl
  sothat corpus inspect train.jsonl dev.jsonl test.jsonl --format md > corpus.md

Problems looked for: one text under two labels, near-copies and families in different files, texts that stand twice, \
unknown domains, white space around the text, rare labels. The figures of published statements were measured on 349.")]
struct InspectArgs {
    /// Labelled statements, JSONL or CSV
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// How the result is written
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// List near-copies, and write the files without them
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat corpus dedupe train.jsonl dev.jsonl
  sothat corpus dedupe mine.csv --threshold 0.9 -o distinct.csv

Two statements are as alike as the share of their words, or of their runs of four letters, that stand in both; the larger \
counts. What is linked step by step is one group. With -o the first of each group is written, every row as it was.")]
struct DedupeArgs {
    /// Labelled statements, JSONL or CSV
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// How alike near-copies are, from 0.5 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.8)]
    threshold: f64,
    /// Seed of the search
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The file to write, with the ending of the files read
    #[arg(short = 'o', long = "output", value_name = "OUT")]
    out: Option<PathBuf>,
    /// Replace the output file if it is there already
    #[arg(long)]
    force: bool,
    /// How the list is written
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Measure how far two annotators agree
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat corpus agreement train.jsonl dev.jsonl --first author_label
  sothat corpus agreement mine.csv --second third_annotator --list 20
  sothat corpus agreement anna.jsonl ben.jsonl --paired

Rows that only one of the two labelled are left out and counted. With --paired the two files hold the same statements \
under the same ids; marks such as mixed and the parts of statements are then compared too.")]
struct AgreementArgs {
    /// Labelled statements, JSONL or CSV
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The field with the first annotator's labels
    #[arg(long, value_name = "FIELD", default_value = "label")]
    first: String,
    /// The field with the second annotator's labels
    #[arg(long, value_name = "FIELD", default_value = "second_annotator")]
    second: String,
    /// Compare two files whose rows have the same ids instead of two fields
    #[arg(long, conflicts_with_all = ["first", "second"])]
    paired: bool,
    /// How many of the statements with two labels are listed
    #[arg(long, value_name = "N", default_value_t = 0)]
    list: usize,
    /// Seed of the bootstrap
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// How the result is written
    #[arg(long, value_enum, default_value = "text")]
    format: Plain,
}

/// Split into train, dev and test, never parting what belongs together
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat corpus split mine.jsonl -o splits
  sothat corpus split a.csv b.csv -o splits --dev 0.1 --test 0 --seed 7 --force

Rows with one family, or with half of their words in common, stay together. Labels and domains keep their shares as far \
as that allows. Rows are written as they were; the same rows and seed give the same files.")]
struct SplitArgs {
    /// Labelled statements, JSONL or CSV
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The folder for train, dev and test
    #[arg(short = 'o', long = "output", value_name = "FOLDER")]
    out: PathBuf,
    /// Share of the rows for dev, 0 for none
    #[arg(long, value_name = "SHARE", default_value_t = 0.1, allow_negative_numbers = true)]
    dev: f64,
    /// Share of the rows for test, 0 for none
    #[arg(long, value_name = "SHARE", default_value_t = 0.15, allow_negative_numbers = true)]
    test: f64,
    /// Seed of the split
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
    /// How the counts are written
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Write the rows in another form
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat corpus export mine.jsonl --to csv -o mine.csv
  sothat corpus export mine.csv --to fasttext -o provision.txt --only service,activity,output,resource
  sothat corpus export mine.jsonl --to conll -o parts.conll

csv and jsonl keep all fields and read back equal; fasttext has a label and a text a line; conll a token and its part a \
line, for statements whose parts have been marked.")]
struct ExportArgs {
    /// Labelled statements, JSONL or CSV
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The form to write
    #[arg(long, value_enum, value_name = "FORM")]
    to: ToArg,
    /// The file to write
    #[arg(short = 'o', long = "output", value_name = "OUT")]
    out: PathBuf,
    /// Only these labels, separated by commas
    #[arg(long, value_name = "LABELS", value_delimiter = ',', value_parser = label)]
    only: Vec<Label>,
    /// Replace the output file if it is there already
    #[arg(long)]
    force: bool,
}

/// List the rows whose label a model doubts that has not learned from them
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat evaluate half-b.jsonl --systems models/trial-half-a -o b && sothat corpus noise b/predictions.csv

Train on one half and predict the other, so that no row is judged by a model that has learned its label. Then read every \
doubted row by the guideline: doubt is not proof.")]
struct NoiseArgs {
    /// predictions.csv of an evaluation of one model
    #[arg(value_name = "PREDICTIONS", required = true)]
    files: Vec<PathBuf>,
    /// How the list is written
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON object
    Json,
    /// Markdown
    Md,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Plain {
    /// For people
    Text,
    /// One JSON object
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ToArg {
    /// A header, then rows
    Csv,
    /// One JSON object a line
    Jsonl,
    /// __label__resource a laptop
    Fasttext,
    /// A token and its part a line
    Conll,
}

fn label(text: &str) -> std::result::Result<Label, String> {
    text.parse().map_err(|error: Error| error.to_string())
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    match &args.command {
        Action::Inspect(args) => {
            let found = Inspection::of(&LabelledFiles::read(&args.files)?);
            show(args.format, &found, Inspection::page)?;
        }
        Action::Dedupe(args) => {
            let files = LabelledFiles::read(&args.files)?;
            let out = args.out.as_deref().map(|out| (out, args.force));
            let found = corpus::dedupe(&files, args.threshold, args.seed, out)?;
            show(args.format, &found, corpus::Deduped::page)?;
            args.out.as_deref().into_iter().for_each(|out| written(found.kept, out));
        }
        Action::Agreement(args) => {
            let found = agree(args)?;
            print(&match args.format {
                Plain::Text => found.to_text(args.list),
                Plain::Json => json(&found)?,
            })?;
        }
        Action::Split(args) => {
            let options = SplitOptions { dev: args.dev, test: args.test, seed: args.seed, force: args.force };
            let done = corpus::split(&LabelledFiles::read(&args.files)?, &args.out, &options)?;
            show(args.format, &done, corpus::Split::page)?;
        }
        Action::Export(args) => {
            let to = match args.to {
                ToArg::Csv => To::Csv,
                ToArg::Jsonl => To::Jsonl,
                ToArg::Fasttext => To::FastText,
                ToArg::Conll => To::Conll,
            };
            let done = corpus::export(&LabelledFiles::read(&args.files)?, to, &args.only)?;
            done.save(&args.out, args.force)?;
            done.notes.iter().for_each(|note| say(&format!("sothat: {note}")));
            written(done.rows, &args.out);
        }
        Action::Noise(args) => {
            let mut read = Vec::new();
            for file in &args.files {
                read.extend(predictions::read(file)?);
            }
            let files: Vec<String> = args.files.iter().map(|file| file.display().to_string()).collect();
            let found = corpus::doubted(&read).map_err(|error| error.at(files.join(", ")))?;
            show(args.format, &found, corpus::Noise::page)?;
        }
    }
    Ok(Outcome::Done)
}

fn agree(args: &AgreementArgs) -> Result<Agreement> {
    if !args.paired {
        return agreement::between_columns(&LabelledFiles::read(&args.files)?, &args.first, &args.second, args.seed);
    }
    let [first, second] = args.files.as_slice() else {
        return Err(Error::input(format!("{} files cannot be paired", args.files.len()))
            .at("arguments")
            .hint("give two files with --paired: one of each annotator"));
    };
    let read = |path: &PathBuf| LabelledFiles::read(std::slice::from_ref(path));
    agreement::between_files(&read(first)?, &read(second)?, args.seed)
}

fn show<T: Serialize>(format: Format, found: &T, page: impl Fn(&T) -> Page) -> Result<()> {
    print(&match format {
        Format::Text => page(found).to_text(),
        Format::Md => page(found).to_markdown(),
        Format::Json => json(found)?,
    })
}

fn json(value: &impl Serialize) -> Result<String> {
    let json = serde_json::to_string_pretty(value)
        .map_err(|cause| Error::io("the result cannot be written as JSON").because(cause))?;
    Ok(json + "\n")
}

fn print(text: &str) -> Result<()> {
    let mut out = Output::new(Rows::Text);
    out.text(|out| out.write_all(text.as_bytes()))?;
    out.finish()
}

fn written(rows: usize, out: &Path) {
    let rows = if rows == 1 { "1 row".to_string() } else { format!("{rows} rows") };
    say(&format!("{rows} written to {}", out.display()));
}
