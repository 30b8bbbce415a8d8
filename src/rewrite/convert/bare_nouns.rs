//! Gives "my" to what notes leave bare: "sleeps in own bed", "uses walker on the field".
//!
//! **In:** a reading under edit. **Out:** replacements. **Layer:** 3.
//!
//! Plans are typed in haste and drop small words. "Own" has an owner, and it is the person wherever nobody else stands
//! before it; an aid that one wears or leans on is one's own. What others own is left as it was written.

use super::Converter;
use super::frames::is_people;
use crate::rewrite::lexicon::has;
use crate::rewrite::reading::Reading;
use crate::text::inflect::{base_of_ing, base_of_past, base_of_third, is_verb};

const WHY: &str = "the person's own";

impl Converter<'_, '_> {
    /// "own bed" → "my own bed", "use walker" → "use my walker".
    pub(super) fn owners(&mut self) {
        let reading = self.edit.reading;
        for at in 1..reading.tokens.len() {
            let token = &reading.tokens[at];
            if token.quoted || token.in_deadline || self.edit.is_taken(at) || !self.is_persons(at) {
                continue;
            }
            // "Sam and his brother have own rooms": both own them.
            let owner = if reading.joint.is_empty() { "my" } else { "our" };
            if is_bare_own(reading, at) || is_bare_aid(reading, at) {
                self.edit.insert(at, owner, WHY);
            }
        }
    }

    /// True if nobody but the person can be the one who acts at `at`: no other stands in the clause, or as the subject of one before.
    fn is_persons(&self, at: usize) -> bool {
        let reading = self.edit.reading;
        let another = |at: usize| {
            !self.edit.is_taken(at)
                && reading.mention_at(at).is_none()
                && (is_people(reading.word(at)) || matches!(reading.word(at), "he" | "she" | "they" | "it" | "each"))
        };
        let clause = (0..at).rev().find(|at| matches!(reading.word(*at), "," | ";" | ".")).unwrap_or(0);
        let with =
            |at: usize| has("preposition", reading.before(at)) || at > 1 && has("preposition", reading.word(at - 2));
        self.edit.has_verb && !(clause..at).any(another) && !(0..clause).any(|at| another(at) && !with(at))
    }
}

/// "in own bed", "cut own food", but not "will own a bike", "her own".
fn is_bare_own(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.before(at);
    let noun =
        reading.tokens.get(at + 1).is_some_and(|token| token.is_word()) && !has("determiner", reading.word(at + 1));
    let alone = before == "on";
    let joined = has("conjunction", before) && noun;
    reading.word(at) == "own"
        && reading.mention_at(at - 1).is_none()
        && (alone || noun && (has("preposition", before) && before != "to" || is_doing(before)) || joined && at > 1)
}

/// "uses walker on the field", but not "uses walker bags".
fn is_bare_aid(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.word(at + 1);
    let ends = !reading.tokens.get(at + 1).is_some_and(|token| token.is_word())
        || has("preposition", next)
        || has("conjunction", next)
        || has("subordinator", next);
    let used = |word: &str| matches!(word, "use" | "uses" | "using" | "wear" | "wears");
    has("worn-aid", reading.word(at)) && ends && used(reading.before(at))
}

/// True for a form of a verb that takes an object.
fn is_doing(word: &str) -> bool {
    has("opening-verb", word)
        || is_verb(word) && !has("modal", word) && word != "to"
        || [base_of_third(word), base_of_ing(word), base_of_past(word)].into_iter().flatten().any(|base| is_verb(&base))
}

/// "Age-appropriate understanding of time", "Long-lasting friendships": a hyphened adjective before what a person has.
pub(super) fn is_hyphened(reading: &Reading<'_>, head: usize) -> bool {
    let glued = |at: usize| reading.word(at) == "-" && reading.tokens[at].gap.is_empty();
    let second = head + 2;
    let adjective = |word: &str| {
        ["ate", "ing", "ed", "able", "ive", "al", "ful", "ic"].iter().any(|end| word.ends_with(end))
            || matches!(word, "quality" | "term")
    };
    let noun = (second + 1..second + 3).find(|at| has("held", reading.word(*at)));
    glued(head + 1)
        && adjective(reading.word(second))
        && noun.is_some_and(|noun| {
            (second + 1..noun).all(|at| reading.tokens[at].is_word() && !has("preposition", reading.word(at)))
        })
}
