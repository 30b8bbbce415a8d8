//! Flags a statement that names help or a thing instead of the difference it makes.
//!
//! **In:** a verdict other than outcome. **Out:** spans and what to say of them. **Layer:** 2.
//!
//! The purpose after "so that" is left out of the quotation: it is the part worth keeping.

use super::{About, Check, Subject, embedded_provision, receives_provision};
use crate::domain::{Label, Level, Span};
use crate::text::phrase::{Phrases, Token, tokens};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("describes_provision.tsv"))
        .expect("the table is part of the program and a test reads it")
});

/// Chance of being an outcome from which a statement is given the benefit of the doubt.
const DOUBT: f32 = 0.2;

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
        let tokens = tokens(subject.text);
        let whole = subject.whole();
        if !subject.in_outcome_section() || whole.is_empty() || !is_provision(subject) {
            return Vec::new();
        }
        let hits = PHRASES.find(&tokens).into_iter();
        let purpose = hits.filter(|hit| hit.kind == "purpose").find(|hit| {
            hit.first > 0 && !is_needed(&tokens[hit.first - 1]) && !is_of_circumstance(tokens.get(hit.end))
        });
        let end = purpose.map_or(whole.end, |hit| tokens[hit.first - 1].span.end);
        let span = Span { start: whole.start, end };
        let verb = if classification.sure { "describes" } else { "reads like" };
        let label = match classification.label {
            Label::Outcome => "help that is given",
            other => other.with_article(),
        };
        let said = span.slice(subject.text);
        let hint = match purpose {
            Some(hit) => {
                // "So he can" is quoted whole.
                let modal =
                    tokens.get(hit.end).filter(|next| matches!(next.folded.as_str(), "can" | "will" | "could" | "is"));
                let quoted = Span { end: modal.map_or(hit.span.end, |next| next.span.end), ..hit.span };
                format!("What comes after “{}” is nearer to an outcome.", quoted.slice(subject.text))
            }
            None => "An outcome says what will be different in the person’s life because of it.".to_string(),
        };
        vec![(span, format!("This {verb} {label}, “{said}”, and not yet the difference it makes. {hint}"))]
    }
}

/// True if the statement is provision beyond reasonable doubt, by its verdict, or by its words where the verdict wavers.
pub(super) fn is_provision(subject: &Subject<'_>) -> bool {
    let classification = subject.classification;
    let given = || receives_provision::given(subject).is_some();
    if classification.label.is_outcome() {
        let by_staff = || PHRASES.at(&tokens(subject.text), 0).is_some_and(|hit| hit.kind == "staff");
        return given() || by_staff();
    }
    let offered = || PHRASES.find(&tokens(subject.text)).iter().any(|hit| hit.kind == "offer");
    given() || offered() || classification.probabilities.outcome < DOUBT && !is_own_doing(subject)
}

/// True if the words say that the person does it without help or takes part in ordinary life, whatever the verdict. What
/// help is for ("a pendant so that she can live alone") does not say that, nor do words beside a helper.
pub(super) fn is_own_doing(subject: &Subject<'_>) -> bool {
    const PURPOSES: [&str; 13] =
        ["so", "until", "that", "which", "where", "who", "enabling", "for", "meeting", "to", "towards", "hope", "aim"];
    let tokens = tokens(subject.text);
    let own: Vec<_> = PHRASES.find(&tokens).into_iter().filter(|hit| hit.kind == "own").collect();
    let Some(first) = own.first() else { return false };
    let leads = |token: &Token<'_>| PURPOSES.contains(&token.folded.as_str());
    let apart = |help: &Span| own.iter().all(|hit| help.end <= hit.span.start || hit.span.end <= help.start);
    let helped = || embedded_provision::helpers(&tokens).iter().any(apart);
    let before = &tokens[..first.first];
    let opens = before.iter().rposition(|token| token.folded == ".").map_or(0, |mark| mark + 1);
    let opens = opens + usize::from(before.get(opens).is_some_and(|token| token.folded == "to"));
    !before[opens..].iter().any(leads) && !helped()
}

/// "To support at interviews" and "to help in class" say where help is given.
fn is_of_circumstance(next: Option<&Token<'_>>) -> bool {
    next.is_some_and(|token| matches!(token.folded.as_str(), "at" | "in" | "during" | "on" | "around" | "within"))
}

/// "Needs to improve" names no purpose.
fn is_needed(token: &Token<'_>) -> bool {
    matches!(token.folded.as_str(), "need" | "needs" | "want" | "wants" | "able" | "continue" | "continues")
}
