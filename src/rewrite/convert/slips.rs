//! Reads past "there" for "their" and "they're" where a plan is of somebody who is they.
//!
//! **In:** a reading under edit. **Out:** replacements. **Layer:** 3.
//!
//! "Tells there friends when there upset" is of two theirs that are no places. Only where "there" cannot be a place is it
//! taken for the person's: before a noun that people have, or between "when" and a feeling.

use super::Converter;
use crate::rewrite::lexicon::has;
use crate::rewrite::reading::{Reading, Set};
use crate::text::inflect::is_verb;

const WHY: &str = "\"their\" by ear, said by the person";

impl Converter<'_, '_> {
    /// "there friends" → "my friends", "when there upset" → "when I'm upset".
    pub(super) fn by_ear(&mut self) {
        let reading = self.edit.reading;
        if reading.set != Some(Set::They) {
            return;
        }
        for at in 1..reading.tokens.len() {
            if reading.word(at) != "there" || self.edit.is_taken(at) || reading.tokens[at].quoted {
                continue;
            }
            if feels(reading, at) {
                self.edit.replace(at..at + 1, "I'm", WHY);
            } else if owns(reading, at) {
                self.edit.replace(at..at + 1, "my", WHY);
            }
        }
    }
}

/// "when there upset", but not "when there is a queue".
fn feels(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at + 1);
    let opens = matches!(reading.before(at), "when" | "if" | "because" | "whenever" | "that" | "until");
    let tells = matches!(word, "need" | "needs" | "feels" | "help" | "hurt" | "free" | "involved");
    opens && (has("feeling", word) || has("state-adjective", word) && !is_verb(word)) && !tells
}

/// "tell there friends", "on there own", but not "go there with friends".
fn owns(reading: &Reading<'_>, at: usize) -> bool {
    let (before, word) = (reading.before(at), reading.word(at + 1));
    let led = has("preposition", before)
        || matches!(before, "that" | "when" | "if" | "because" | "and")
        || is_verb(before)
        || reading.is_third(at - 1)
        || reading.is_ing(at - 1);
    let goes = matches!(
        before,
        "go" | "goes" | "going" | "be" | "is" | "get" | "gets" | "stay" | "stays" | "up" | "over" | "in"
    );
    let one = word.strip_suffix('s').unwrap_or(word);
    let had = ["female", "male", "anyone", "kin", "body", "peer", "own-share"]
        .iter()
        .any(|group| has(group, word) || has(group, one))
        || has("theirs", word)
        || has("theirs", one);
    led && !goes && had
}
