//! Whom a clause tells of that opens with "who", "that", "which" or "what": "a coach who knows him", "the letters that come".
//!
//! **In:** a [`Walk`] that has come to such a word. **Out:** [`Who`]. **Layer:** 3.

use super::Reading;
use super::clause::{Who, base, is_somebody};
use super::coreference::Walk;
use super::people::Fit;
use super::person::Case;
use crate::rewrite::lexicon::has;
use crate::text::inflect::is_verb;

impl Walk {
    /// Who does what a clause that opens at `at` tells, if its opener or the noun after it is the subject.
    pub(super) fn subject_ahead(&self, reading: &Reading<'_>, at: usize) -> Who {
        // "somebody to talk to who knows him"
        let near = if matches!(reading.before(at), "to" | "with") { 5 } else { 3 };
        let nearest = self.others.iter().rfind(|other| other.at < at && other.at + near > at);
        match reading.word(at) {
            "who" | "that"
                if reading.opens_verb_group(at + 1)
                    || reading.word(at) == "who" && self.is_past(reading, at + 1)
                    || reading.before(at).ends_with('s') && is_verb(reading.word(reading.skip_adverbs(at + 1)))
                    || has("plural-people", reading.before(at)) && is_verb(reading.word(at + 1)) =>
            {
                match nearest {
                    Some(other) if other.fit != Fit::Never => Who::Rival,
                    Some(_) => Who::Else,
                    // "the letters that come for her"
                    None if is_thing(reading, at) => Who::Else,
                    None if reading.word(at) == "who" => self.told_of_far(reading, at),
                    None => self.clause.subject,
                }
            }
            // "which of the three suits her"
            "which" if reading.word(at + 1) == "of" && self.is_thing_suiting(reading, at) => Who::Else,
            "which" if reading.word(at + 1) == "of" => self.clause.subject,
            "which" | "what" if !self.is_person_ahead(reading, at) => {
                let verb = (at + 1..at + 4).any(|next| reading.opens_verb_group(next));
                if verb { Who::Else } else { self.clause.subject }
            }
            _ => self.clause.subject,
        }
    }

    /// Whom "who" tells of where nobody stands just before it: "a friend of her choice, who", "his key person, who".
    fn told_of_far(&self, reading: &Reading<'_>, at: usize) -> Who {
        let last = at - usize::from(at > 0 && reading.before(at) == ",");
        let person = reading.mentions.iter().chain(&self.found).any(|mention| mention.end == last);
        // "Sam (Year 4), who", "who likes to talk": what stands there is no noun that could be told of.
        if person || last == 0 || !reading.tokens[last - 1].is_word() {
            return self.clause.subject;
        }
        let from = self.clause.verb.or(self.clause.opener).unwrap_or(0);
        match self.others.iter().rfind(|other| (from..at).contains(&other.at)) {
            Some(other) if other.fit != Fit::Never => Who::Rival,
            _ => Who::Else,
        }
    }

    /// True if a pronoun or somebody stands among the next three words.
    fn is_person_ahead(&self, reading: &Reading<'_>, at: usize) -> bool {
        (at + 1..at + 4).any(|next| {
            self.set.cases(reading.word(next)).contains(&Case::Subject)
                || matches!(reading.word(next), "he" | "she" | "they" | "it" | "we")
                || reading.mention_at(next).is_some()
                || self.others.iter().any(|other| other.at == next)
        })
    }

    /// "who beat him": a past form that looks like the present one.
    fn is_past(&self, reading: &Reading<'_>, at: usize) -> bool {
        let word = reading.word(at);
        is_verb(word) && !is_somebody(word) && reading.mention_at(at).is_none() && !has("preposition", word)
    }
}

/// True if "that" at `at` tells of a thing named just before it: "the letters that come".
fn is_thing(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.before(at);
    let phrase = (at.saturating_sub(4)..at).any(|at| has("determiner", reading.word(at)));
    reading.word(at) == "that" && phrase && !matches!(before, "so" | "order") && !is_verb(&base(before))
}
