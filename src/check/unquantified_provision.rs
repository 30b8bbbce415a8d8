//! Flags provision in Section F that says not how much, how often or by whom.
//!
//! **In:** a statement that stands in Section F. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! All three are asked of a service; an activity passes with how much or how often. Of equipment only its name is
//! asked, so resources are left alone.

use super::{About, Check, Subject};
use crate::domain::Label;
use crate::domain::{Criterion, Level, Span};
use crate::text::phrase::{Phrases, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("unquantified_provision.tsv"))
        .expect("the table is part of the program and a test reads it")
});

/// See `unquantified_provision.md`.
pub(super) struct UnquantifiedProvision;

const ABOUT: About = About {
    id: "unquantified-provision",
    level: Level::Error,
    criterion: Some(Criterion::M),
    source: "SEND Code of Practice 9.69",
    page: include_str!("unquantified_provision.md"),
};

impl Check for UnquantifiedProvision {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        let label = subject.classification.label;
        if !subject.in_provision_section() || matches!(label, Label::Resource | Label::Output | Label::Outcome) {
            return Vec::new();
        }
        let hits = PHRASES.find(&tokens(subject.text));
        let has = |kind: &str| hits.iter().any(|hit| hit.kind == kind || hit.kind == "both" && kind != "role");
        let mut missing = Vec::new();
        if !has("amount") {
            missing.push("how long or how much");
        }
        if !has("frequency") {
            missing.push("how often");
        }
        if !has("role") {
            missing.push("who gives it");
        }
        let enough = match label {
            Label::Activity => has("amount") || has("frequency"),
            _ => has("amount") && has("frequency") && has("role"),
        };
        if enough {
            return Vec::new();
        }
        let list = missing.join(", ");
        vec![(
            subject.whole(),
            format!("Provision should be specific enough to be checked. This does not say: {list}."),
        )]
    }
}
