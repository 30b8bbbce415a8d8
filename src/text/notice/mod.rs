//! Tells when a text is nothing that a verdict should be given on.
//!
//! **In:** a text. **Out:** at most one [`Notice`]. **Layer:** 1.
//!
//! A notice where none belongs is worse than one that is missed, so every rule here wants proof: a bare heading must be
//! listed, a foreign text must show foreign function words, harm must be told in so many words. Safeguarding comes
//! first, because it matters most. [`Notice::Truncated`] is for those who read only the beginning of a text.
//!
//! ```
//! use sothat::domain::Notice;
//! use sothat::text::notice::notice;
//! assert_eq!(notice("as above"), Some(Notice::NotAStatement));
//! assert_eq!(notice("SaLT x2/wk"), None);
//! ```
//!
//! Limits: short foreign texts without function words, and languages that are not listed in `languages.tsv`, pass as
//! English; so does harm that is told in unusual words.

mod language;
mod placeholder;
mod several;

use crate::domain::Notice;
use crate::text::phrase::{Phrases, tokens};
pub use several::statements;
use std::sync::LazyLock;

static HARM: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("safeguarding.tsv")).expect("the table is part of the program and a test reads it")
});

/// Words that turn a telling of harm into its absence: "so that he does not hurt himself".
const NEGATIONS: [&str; 22] = [
    "not", "no", "never", "without", "stop", "stops", "instead", "don't", "doesn't", "didn't", "won't", "reduce",
    "fewer", "less", "rather", "prevent", "dont", "doesnt", "avoid", "nobody", "if", "training",
];

/// What the reader must know before trusting a verdict on `text`; `None` for an ordinary statement.
pub fn notice(text: &str) -> Option<Notice> {
    if tells_of_harm(text) {
        Some(Notice::Safeguarding)
    } else if language::is_foreign(text) {
        Some(Notice::NotEnglish)
    } else if placeholder::is_no_statement(text) {
        Some(Notice::NotAStatement)
    } else if several::is_several(text) {
        Some(Notice::SeveralStatements)
    } else {
        None
    }
}

/// True if the text says in plain words that somebody harms a child, or that the person means to harm themselves.
fn tells_of_harm(text: &str) -> bool {
    let tokens = tokens(text);
    HARM.find(&tokens).iter().any(|hit| {
        let before = &tokens[hit.first.saturating_sub(4)..hit.first];
        !before
            .iter()
            .rev()
            .take_while(|token| !matches!(token.text, "." | ";" | ":" | "," | "!"))
            .any(|token| NEGATIONS.contains(&token.folded.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn harm_told_in_plain_words_is_a_safeguarding_matter() {
        for text in [
            "my dad hits me when he is drunk",
            "He says his stepdad hit him on Sunday",
            "she was slapped by her mum",
            "I want to kill myself",
            "wants to hurt himself",
            "my uncle touches me and I don't like it",
            "He is not safe at home with his mum's boyfriend",
            "came in with bruises on her arms again",
            "I’m scared of my dad",
            "she has been sexually abused",
            "wants to die",
            "scared to go home",
            "he hits me every night",
            "I have bruises where she grabbed me",
            "RSE work on consent (she has been sending pics)",
            "He keeps sending pictures of himself",
        ] {
            assert_eq!(notice(text), Some(Notice::Safeguarding), "{text}");
        }
    }

    #[test]
    fn services_and_outcomes_about_safety_are_no_safeguarding_matter() {
        for text in [
            "Counselling service to reduce anxiety and self-harm",
            "Stop hitting other children",
            "Safe at home and in the community",
            "Child protection training for all staff",
            "Feels safe at home",
            "Will cross the road without hurting himself",
            "Domestic abuse support for women and children",
            "To not hurt himself when upset",
            "Touches the switch to choose a song",
            "Hits the drum in time",
            "No longer hits his brother",
            "Tells an adult if somebody upsets him",
            "Scared of dogs",
            "Mum hits the right note: he loves singing with her",
            "Suicide prevention training",
            "Knows what can happen when people share nudes",
            "He has been sending pictures of the garden to his nan",
        ] {
            assert_eq!(notice(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,80}") {
            let _ = notice(&text);
        }
    }
}
