//! Finds help that is welded on to an outcome, by its cue words.
//!
//! **In:** a text. **Out:** spans from the cue ("with support from …") to the end of that phrase. **Layer:** 1.
//!
//! The cues are in `cues.tsv`, each with an example. A cue alone does not say where the phrase ends, so the end is
//! sought from there on: a comma, "so that", "to" and a verb, a deadline, or the subject of the clause that follows.
//! How much help is a measure, not provision, when it is little: "with one prompt", "with no adult help".
//!
//! ```
//! use sothat::text::provision::embedded_provision;
//! let text = "With daily support from his TA, Amir will write a sentence.";
//! assert_eq!(embedded_provision(text)[0].slice(text), "With daily support from his TA");
//! assert!(embedded_provision("Amir reads with his brother").is_empty());
//! ```

use crate::domain::Span;
use crate::text::deadline::deadlines;
use crate::text::phrase::{Phrases, Token, tokens};
use std::cell::LazyCell;
use std::sync::LazyLock;

static CUES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::parse(include_str!("cues.tsv")).expect("the table is part of the program and a test reads it")
});

/// Words that begin something new after the help has been named.
const STOPS: [&str; 33] = [
    "so", "in", "until", "till", "when", "whenever", "while", "which", "that", "because", "but", "he", "she", "they",
    "i", "we", "he'll", "she'll", "they'll", "i'll", "by", "before", "after", "as", "if", "where", "without", "every",
    "thereby", "then", "whilst", "until", "within",
];

/// Verbs that tell that the clause after the help has begun, so that its subject stands before them.
const MODALS: [&str; 12] =
    ["will", "can", "could", "should", "is", "are", "am", "was", "has", "have", "shall", "would"];

/// Stretches of `text` that name help welded on to an outcome: "with support from his TA", "through weekly sessions".
pub fn embedded_provision(text: &str) -> Vec<Span> {
    let tokens = tokens(text);
    let by_when = LazyCell::new(|| deadlines(text));
    let mut found: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let felt = at > 0 && matches!(tokens[at - 1].folded.as_str(), "feel" | "feels" | "feeling" | "felt");
        match CUES.at(&tokens, at).filter(|_| !felt) {
            Some(hit) => {
                let until = by_when.iter().map(|deadline| deadline.span.start).find(|start| *start >= hit.span.end);
                let end = phrase_end(&tokens, hit.end, until.unwrap_or(usize::MAX));
                found.push(Span { start: hit.span.start, end: tokens[end - 1].span.end });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The first token after the phrase whose cue ends at `from`.
fn phrase_end(tokens: &[Token<'_>], from: usize, until: usize) -> usize {
    let mut end = from;
    while let Some(token) = tokens.get(end) {
        let word = token.folded.as_str();
        let mark = !token.lexical && !matches!(word, "/" | "&" | "'" | "\"" | "+" | "@");
        let next = tokens.get(end + 1).map_or("", |next| next.folded.as_str());
        let verb_follows =
            word == "to" && !matches!(next, "a" | "an" | "the" | "his" | "her" | "my" | "their" | "one" | "1");
        let joins_clause = matches!(word, "and" | "&" | "or")
            && (STOPS.contains(&next) || MODALS.contains(&next) || matches!(next, "be" | "to" | "use" | "uses"));
        let decimal = word == ":" && tokens.get(end + 1).is_some_and(|next| !next.spaced && next.lexical);
        let done_by = word == "by"
            && matches!(tokens[end - 1].folded.as_str(), "delivered" | "led" | "run" | "provided" | "given" | "taught");
        let stops = STOPS.contains(&word) && !done_by;
        if token.span.start >= until || mark && !decimal || stops || verb_follows || joins_clause {
            break;
        }
        if MODALS.contains(&word) {
            return before_subject(tokens, from, end);
        }
        end += 1;
    }
    end
}

/// Steps back from the verb at `verb` over its subject, but never into the cue.
fn before_subject(tokens: &[Token<'_>], from: usize, verb: usize) -> usize {
    let is_article = |token: &Token<'_>| matches!(token.folded.as_str(), "the" | "a" | "my" | "our" | "this");
    let subject = (from..verb).rev().take(3).find(|&at| is_article(&tokens[at]));
    subject.unwrap_or_else(|| verb.saturating_sub(1)).max(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quoted(text: &str) -> Vec<&str> {
        embedded_provision(text).into_iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn every_example_of_the_cue_table_is_found_at_its_brackets() {
        let mut wrong = Vec::new();
        for (_, example) in CUES.entries() {
            let text = example.replace(['[', ']'], "");
            let marked: Vec<&str> = example.split('[').skip(1).filter_map(|rest| rest.split(']').next()).collect();
            if quoted(&text) != marked {
                wrong.push(format!("{example} → {:?}", quoted(&text)));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn company_tools_and_little_help_are_no_provision() {
        for text in [
            "Eats lunch without support",
            "Walks to the shop with his friends",
            "Washes with less support than now",
            "Gets dressed with no adult help",
            "Packs his bag with one prompt",
            "Packs her bag with no more than two prompts from an adult",
            "Cuts up food using a knife and fork",
            "Swims with his brother",
            "Plays with adults and children",
            "Talks with his teacher about the weekend",
            "Bakes with help from his nan",
            "Feels supported by the adults at school",
            "Copes through the day",
            "Gets home after school",
            "Travels by bus",
            "Has the support of good friends",
            "Lives at home with his mum",
        ] {
            assert_eq!(quoted(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn the_phrase_ends_where_the_outcome_begins() {
        for (text, expected) in [
            ("With 1:1 support she will stay in class", "With 1:1 support"),
            ("With a daily ELSA slot Ines will say how she feels", "With a daily ELSA slot"),
            ("With speech therapy the student will produce k", "With speech therapy"),
            ("Sorts his post with help from a support worker by July 2027", "with help from a support worker"),
            ("Through weekly counselling to name three worries", "Through weekly counselling"),
        ] {
            assert_eq!(quoted(text), [expected], "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(with |support |by |attending |1:1|will |the |to |,|\\PC| ){0,14}") {
            for span in embedded_provision(&text) {
                prop_assert!(!span.slice(&text).is_empty());
            }
        }
    }
}
