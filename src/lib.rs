//! From a vague draft to a person-centred outcome.
//!
//! An Education, Health and Care plan must state *outcomes*: the difference made to a young person, not the help given
//! (SEND Code of Practice 2015, 9.66). Most drafts give the help instead. sothat reads a draft, tells which it is and why,
//! asks what the help would give, do and make possible, and composes an outcome from the answers. It runs on the
//! writer's own machine; nothing it reads leaves it.
//!
//! # A tour in four steps
//!
//! **1. A draft goes in, an [`Analysis`](domain::Analysis) comes out.** [`assistant::Assistant::analyse`] is the main path and
//! short enough to read whole.
//!
//! ```
//! use sothat::assistant::Assistant;
//! use sothat::domain::{Answers, Context, Label, QuestionKind};
//!
//! let assistant = Assistant::new(sothat::models::embedded()?);
//! let draft = "5 hours of TA support";
//! let analysis = assistant.analyse(draft, &Context::default(), &Answers::default())?;
//! assert_eq!(analysis.classification.label, Label::Resource);
//! assert_eq!(analysis.findings[0].check, "describes-provision");
//! assert_eq!(analysis.questions[2].text, "What would 5 hours of TA support make possible for you?");
//! # Ok::<(), sothat::Error>(())
//! ```
//!
//! **2. Three stages do the work, and none knows another.** [`classify`] says what the draft is (a small BERT encoder in
//! candle, see `classify/network.rs`); [`check`] says what is weak in it (one file and one page a check); [`rewrite`]
//! asks and composes. They speak in [`domain`] values and read words through [`text`].
//!
//! **3. Answers become an outcome, and nothing is made up.** What the person did not say stays a visible gap.
//!
//! ```
//! # use sothat::assistant::Assistant;
//! # use sothat::domain::{Answers, Context, QuestionKind};
//! # let assistant = Assistant::new(sothat::models::embedded()?);
//! let mut answers = Answers::default();
//! answers.set(QuestionKind::Possible, "have lunch with my friends without an adult next to me");
//! let analysis = assistant.analyse("5 hours of TA support", &Context::default(), &answers)?;
//! let best = &analysis.suggestions[0];
//! assert_eq!(best.text, "By [by when?], I have lunch with my friends without an adult next to me.");
//! assert_eq!(best.gaps, ["by when"]);
//! # Ok::<(), sothat::Error>(())
//! ```
//!
//! **4. Around that, edges.** [`document`] reads rows, [`report`] writes for people and programs, [`batch`] scores files,
//! [`evaluate`] measures systems beside annotators, [`corpus`] looks after labelled statements, `train` makes models, [`cli`] is the
//! command line.
//!
//! ARCHITECTURE.md draws the layers and says why things are as they are; CONTRIBUTING.md says how to add to them.

pub mod assistant;
pub mod batch;
pub mod check;
pub mod classify;
pub mod cli;
pub mod corpus;
pub mod document;
pub mod domain;
mod error;
pub mod evaluate;
pub mod models;
pub mod plan;
pub mod purpose;
pub mod report;
pub mod rewrite;
pub mod text;
#[cfg(feature = "train")]
pub mod train;

pub use error::{Error, Result};
