//! Decides, where somebody else may be meant as well, to whom something is done.
//!
//! **In:** a [`Walk`] that has come to an object. **Out:** [`Who`]. **Layer:** 3.
//!
//! What the person does is done to somebody else, or it would say "himself"; what others do is done to the person. Where
//! somebody is placed by a preposition ("an adult with him", "the girl next to her"), the person is meant.

use super::Reading;
use super::clause::{Who, base};
use super::coreference::Walk;
use super::person::{Case, Set};
use super::things::{is_finished_with, is_thing_checked, is_thing_given};
use crate::rewrite::lexicon::has;
use crate::text::inflect::base_of_past;

impl Walk {
    pub(super) fn to_whom(&self, reading: &Reading<'_>, at: usize) -> Who {
        // "their pronouns, and put people right when they get them wrong"
        let mistaken = base(reading.before(at)) == "get" && matches!(reading.word(at + 1), "wrong" | "right" | "mixed");
        if self.set == Set::They
            && (mistaken
                || is_thing_given(reading, at)
                || is_finished_with(reading, at)
                || is_thing_checked(reading, at))
        {
            return Who::Rival;
        }
        if let Some(who) = self.hard_for_whom(reading, at).filter(|_| self.fits_before(at)) {
            return who;
        }
        if self.clause.doer() != Who::Person {
            return Who::Person;
        }
        let before = reading.before(at);
        if self.is_helped_by_thing(reading, at) {
            return Who::Person;
        }
        // "can be left with her nan without her crying", "Sam and her mum shop without her running off"
        let absolute = before == "without" && reading.is_ing(at + 1);
        let cared_for = |from: usize| {
            matches!(reading.before(from), "be" | "is" | "being") && base_of_past(reading.word(from)).is_some()
                || reading
                    .mention_at(from)
                    .is_some_and(|m| m.case == Case::Subject && matches!(reading.word(m.end), "and" | "&"))
        };
        // "sleeps through, allowing her and her mum to rest"
        let follows = matches!(before, "allowing" | "enabling" | "helping" | "giving" | "leaving" | "making")
            && at > 1
            && reading.before(at - 1) == ","
            && !self.fits_before(at);
        if follows || absolute && (0..at).any(cared_for) {
            return Who::Person;
        }
        // "to be invited by his friends, and for him to say": the frame goes on.
        if before == "for"
            && reading.word(at + 1) == "to"
            && at > 1
            && matches!(reading.before(at - 1), "and" | "," | ";")
        {
            return Who::Person;
        }
        if !self.fits_before(at) {
            // "finds the toys and counts them": were it the person, it would say themselves.
            let another = self.clause.stated && self.governs(reading, at);
            return if another { Who::Rival } else { Who::Person };
        }
        let (place, start) = match before {
            "to" if reading.before(at - 1) == "next" => (true, at - 2),
            "of" if matches!(reading.before(at - 1), "front" | "ahead") => (true, at.saturating_sub(3)),
            "after" => (matches!(base(reading.before(at - 1)).as_str(), "tidy" | "clear" | "clean"), at - 1),
            "by" => (base_of_past(reading.before(at - 1)).is_none(), at - 1),
            "beside" | "near" | "behind" | "around" | "round" | "about" | "above" | "over" | "opposite" => {
                (true, at - 1)
            }
            _ => (false, at),
        };
        // "with her mum beside her", "the girl next to her" place somebody by the person.
        let besides = place && self.others.iter().any(|other| other.at + 1 == start);
        let held = self.clause.object == Some(Who::Rival)
            && place
            && (besides || (at.saturating_sub(5)..at).any(|at| reading.word(at) == "with"));
        // "needs an adult with him", but "leaves the baby with her"
        let escorted = before == "with"
            && self.others.iter().any(|other| other.at + 2 == at)
            && !matches!(self.clause.act(reading).as_str(), "leave" | "play" | "put");
        if escorted || besides || held || place && self.clause.object != Some(Who::Rival) {
            return Who::Person;
        }
        // "has her talker with her": nobody else has come up yet as the one to whom anything is done.
        let company = self.clause.verb.is_some_and(|verb| verb + 2 == at)
            || matches!(reading.before(at - 1), "there" | "together" | "home" | "time" | "out")
            || self.clause.act(reading) == "spend";
        if before == "with"
            && !company
            && self.clause.object.is_none()
            && self.before.is_none_or(|last| last.object.is_none())
        {
            return Who::Person;
        }
        Who::Rival
    }

    /// True if the verb just before `at` (or before "to", "with") is one of the clause's own, not of "something to help them".
    fn governs(&self, reading: &Reading<'_>, at: usize) -> bool {
        let particle = usize::from(matches!(reading.before(at), "to" | "with" | "at" | "after" | "for"));
        let verb = at.checked_sub(1 + particle).filter(|at| self.clause.verb == Some(*at));
        // "his medicine will be with him"
        let Some(verb) = verb.filter(|verb| reading.word(*verb) != "be") else { return false };
        let before = reading.before(verb);
        has("modal", before)
            || matches!(before, "and" | "then" | "," | "or" | "not")
            || before == "to" && reading.before(verb - 1) == "able"
            || reading.mentions.iter().chain(&self.found).any(|mention| mention.end == verb)
    }
}
