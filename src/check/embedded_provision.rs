//! Flags help that is welded on to a true outcome.
//!
//! **In:** an outcome with provision in it. **Out:** spans and what to say of them. **Layer:** 2.

use super::{About, Check, Subject};
use crate::domain::{Level, Span};

/// See `embedded_provision.md`.
pub(super) struct EmbeddedProvision;

const ABOUT: About = About {
    id: "embedded-provision",
    level: Level::Warning,
    criterion: None,
    source: "SEND Code of Practice 9.66",
    page: include_str!("embedded_provision.md"),
};

impl Check for EmbeddedProvision {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        if !subject.is_outcome() {
            return Vec::new();
        }
        let say = |span: Span| {
            let said = span.slice(subject.text);
            format!(
                "“{said}” is the help, not the outcome. The outcome stands without it; \
                 the help belongs in Section F, where it can be specified."
            )
        };
        let spans = subject.classification.provision.iter().map(|passage| passage.span);
        spans.filter(|span| !span.is_empty()).map(|span| (span, say(span))).collect()
    }
}
