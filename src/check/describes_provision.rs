//! Flags a statement that names help or a thing instead of the difference it makes.
//!
//! **In:** a verdict other than outcome. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! The purpose after "so that" is left out of the quotation: it is the part worth keeping.

use super::{About, Check, Subject};
use crate::domain::{Level, Span};
use crate::text::phrase::{Phrases, tokens};
use std::sync::LazyLock;

static PURPOSES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("describes_provision.tsv"))
        .expect("the table is part of the program and a test reads it")
});

/// See `describes_provision.md`.
pub(super) struct DescribesProvision;

const ABOUT: About = About {
    id: "describes-provision",
    level: Level::Error,
    criterion: None,
    source: "SEND Code of Practice 9.66",
    page: include_str!("describes_provision.md"),
};

impl Check for DescribesProvision {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        let classification = subject.classification;
        if !subject.in_outcome_section() || classification.label.is_outcome() {
            return Vec::new();
        }
        let whole = subject.whole();
        if whole.is_empty() {
            return Vec::new();
        }
        let tokens = tokens(subject.text);
        let purpose = PURPOSES.find(&tokens).into_iter().find(|hit| hit.first > 0);
        let end = purpose.map_or(whole.end, |hit| tokens[hit.first - 1].span.end);
        let span = Span { start: whole.start, end };
        let (verb, label) =
            (if classification.sure { "describes" } else { "reads like" }, classification.label.with_article());
        let said = span.slice(subject.text);
        let hint = match purpose {
            Some(hit) => format!("What comes after “{}” is nearer to an outcome.", hit.span.slice(subject.text)),
            None => "An outcome says what will be different in the person’s life because of it.".to_string(),
        };
        vec![(span, format!("This {verb} {label}, “{said}”, and not yet the difference it makes. {hint}"))]
    }
}
