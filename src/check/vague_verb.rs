//! Flags words that name a direction or a feeling which nobody can see being reached.
//!
//! **In:** an outcome. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! A number takes the vagueness out of a direction ("improve his reading age by 12 months"), not out of a feeling. Where
//! no word of the table stands and the verdict says that nobody could see it, the whole statement is quoted.

use super::clauses::Clauses;
use super::{About, Check, Subject, aspiration, bare_percentage, cannot_fail};
use crate::domain::{Criterion, Level, Span};
use crate::text::phrase::{Hit, Phrases, Token};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("vague_verb.tsv")).expect("the table is part of the program and a test reads it")
});

/// What has gone can be seen to have gone, whatever the verdict says of it.
const LOSSES: [&str; 10] = ["no", "gone", "stop", "stops", "stopped", "fewer", "less", "ceased", "never", "without"];

/// See `vague_verb.md`.
pub(super) struct VagueVerb;

const ABOUT: About = About {
    id: "vague-verb",
    level: Level::Warning,
    criterion: Some(Criterion::S),
    source: "SEND Code of Practice 9.66",
    page: include_str!("vague_verb.md"),
};

impl Check for VagueVerb {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn find(&self, subject: &Subject<'_>) -> Vec<(Span, String)> {
        let movement = cannot_fail::any_movement(subject).map(|(span, _)| span);
        let say = |(span, kind): (Span, &str)| {
            let said = span.slice(subject.text);
            let shared = movement.is_some_and(|other| span.start < other.end && other.start < span.end);
            let message = match kind {
                _ if shared => format!("Nor does “{said}” say what somebody would see the person doing by then."),
                "feeling" => {
                    format!("Nobody can see “{said}” from outside. What would the person be doing that shows it?")
                }
                "knowing" => {
                    format!("Nobody can see “{said}” from outside. What will the person say or do that shows it?")
                }
                "whole" => "This can be read in many ways. What would somebody see the person doing?".to_string(),
                _ => format!("“{said}” can be read in many ways. What would somebody see the person doing?"),
            };
            (span, message)
        };
        vague(subject).into_iter().take(2).map(say).collect()
    }
}

/// The words of an outcome that nobody can see being reached, one a piece of it, each with its kind; "whole" for the statement itself.
pub(super) fn vague(subject: &Subject<'_>) -> Vec<(Span, &'static str)> {
    if !subject.is_outcome() {
        return Vec::new();
    }
    let clauses = Clauses::of(subject);
    let counted = |kind: &str| clauses.has_amount() && matches!(kind, "direction" | "knowing");
    let hits = PHRASES.find(clauses.main()).into_iter();
    let shown =
        |hit: &Hit<'_>| clauses.is_shown_after(hit.end) || hit.kind == "knowing" && clauses.is_acted_on_after(hit.end);
    let stays =
        hits.filter(|hit| hit.kind != "told" && !counted(hit.kind) && !clauses.is_embedded(hit.first) && !shown(hit));
    let mut found: Vec<_> = stays.map(|hit| (hit.span, hit.kind)).collect();
    found.dedup_by_key(|(span, _)| clauses.piece(*span).first().map(|token| token.span));
    let classification = subject.classification;
    let lost = |token: &Token<'_>| LOSSES.contains(&token.folded.as_str());
    let by_verdict = classification.vague && !classification.aspiration && !clauses.tokens.iter().any(lost);
    let told_elsewhere = || !bare_percentage::bare(subject).is_empty() || aspiration::hope(subject).is_some();
    if found.is_empty() && by_verdict && !told_elsewhere() && !clauses.has_amount() && !clauses.is_shown_after(0) {
        return vec![(subject.whole(), "whole")];
    }
    found
}
