//! Looks after labelled statements: what is in them, what is wrong with them, and how they are split and passed on.
//!
//! **In:** files of labelled statements. **Out:** an [`Inspection`], [`Problem`]s, groups of near-duplicates, splits, other
//! forms. **Layer:** 6.
//!
//! A figure is worth what the rows behind it are worth. What spoils rows quietly is looked for here before anything is
//! trained or measured: one text under two labels, a near-copy of a training row among the test rows, wording tidier than
//! anybody writes. Agreement between annotators is a measurement and lives with the others, in
//! `evaluate::agreement`.
//!
//! ```
//! use sothat::corpus::{Inspection, problems};
//! use sothat::document::labelled_files::LabelledFiles;
//! use sothat::document::statements::Form;
//! let csv = b"text,label\nA laptop,resource\na laptop.,output\n".to_vec();
//! let files = LabelledFiles::parse(vec![("mine.csv".into(), Form::Csv, csv)])?;
//! assert_eq!(problems(&files)[0].kind.name(), "two-labels");
//! assert_eq!(Inspection::of(&files).statements, 2);
//! # Ok::<(), sothat::Error>(())
//! ```

mod alike;
mod check;
mod count;
mod dedupe;
mod export;
mod families;
mod groups;
mod inspect;
mod inspected;
mod minhash;
mod noise;
mod page;
mod published;
mod save;
mod shape;
mod shingles;
mod split;
mod verbatim;

pub use check::{DOMAINS, Problem, ProblemKind, RowPlace, check, problems};
pub use count::{Count, SlotCount};
pub use dedupe::{Deduped, NearCopies, NearCopy, dedupe};
pub use export::{Exported, To, export};
pub use inspect::{FurtherLabels, InspectedFile, Inspection, Values};
pub use noise::{Doubted, Noise, doubted};
pub use page::Page;
pub use shape::Shape;
pub use split::{Split, SplitFile, SplitOptions, split};
