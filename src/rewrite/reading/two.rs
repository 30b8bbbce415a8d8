//! Decides who acts where two pronouns stand in one clause: "when she tells her to", "says he can stay with him".
//!
//! **In:** a [`Walk`] that has come to a subject pronoun with an object pronoun behind it. **Out:** [`Who`]. **Layer:** 3.

use super::Reading;
use super::case::case_here;
use super::clause::{Clause, Who, base, purpose};
use super::coreference::Walk;
use super::person::{Case, Set};
use super::things::is_finished_with;
use super::whom::occasion_of;
use crate::rewrite::lexicon::has;

impl Walk {
    /// Two pronouns in one clause are two people: who of them acts.
    pub(super) fn of_two(&self, reading: &Reading<'_>, at: usize, last: &Clause, opener: &str) -> Option<Who> {
        let object = self.object_ahead(reading, at)?;
        let does = base(self.predicate(reading, at));
        if self.set == Set::They && !self.fits_before(at) {
            return None;
        }
        // "his uncle says he can start with him": who says so is the one with whom it is done.
        let says = matches!(base(reading.before(at)).as_str(), "say" | "promise" | "agree")
            || reading.before(at) == "that"
                && matches!(base(reading.before(at.saturating_sub(1))).as_str(), "say" | "promise" | "agree");
        let told = if opener == "that" { last.subject } else { self.clause.subject };
        if says
            && told == Who::Rival
            && matches!(reading.word(at + 1), "can" | "may" | "could")
            && has("preposition", reading.before(object))
        {
            return Some(Who::Person);
        }
        let relative = opener.is_empty()
            && at > 0
            && reading.tokens[at - 1].is_word()
            && !reading.tokens[at].opens
            && !matches!(reading.before(at), "and" | "but" | "then" | "so" | "that" | "or");
        let main = opener.is_empty() && !relative;
        // "when she sees her", but "when she wants her to stop"
        let tells = has("telling", &last.does(reading)) && last.does(reading) != "say";
        let meets = has("meeting", &does) && (tells || reading.word(object + 1) != "to");
        let verb = last.does(reading);
        let known = verb == "know" && last.inner != Some(Who::Rival);
        let knows = opener == "that" && (known || !has("telling", &verb));
        // "his tutor tells him what he has heard about him"
        let told_that = last.subject == Who::Rival && last.object == Some(Who::Person) && opener == "what";
        let meets = meets && !purpose(reading, at) && !knows && !told_that;
        // but "answers what he has asked him", "does what she asked her"
        let answers = opener == "what"
            && matches!(verb.as_str(), "answer" | "do" | "follow" | "remember" | "hear" | "understand" | "forget");
        let asks = does == "ask" && has("content", opener) && !occasion_of(opener) && !answers;
        let before = opener == "before" && self.main.unwrap_or(*last).subject != Who::Rival;
        if asks || main || meets || before || reading.word(object + 1) == "and" {
            return Some(Who::Person);
        }
        if purpose(reading, at) {
            let handed = self.handed(reading, last);
            return Some(if handed { Who::Rival } else { Who::Person });
        }
        let sorry = last
            .verb
            .is_some_and(|from| (from..at).any(|at| matches!(base(reading.word(at)).as_str(), "sorry" | "apologise")));
        if sorry {
            return Some(Who::Person);
        }
        // "stops when his friend tells him that he is hurting him"
        let accused = last.subject == Who::Rival && last.object == Some(Who::Person);
        if accused
            && opener == "that"
            && matches!(does.as_str(), "hurt" | "annoy" | "bother" | "upset" | "scare" | "push")
        {
            return Some(Who::Person);
        }
        let telling = has("telling", &last.does(reading)) && last.object == Some(Who::Rival);
        let occasion = matches!(opener, "when" | "if" | "until" | "while" | "after" | "before" | "as" | "once");
        // "shows what he did to him"
        let done_to = opener == "what" && matches!(does.as_str(), "do" | "say") && reading.before(object) == "to";
        Some(if telling && !done_to && !known && !occasion && !relative { Who::Person } else { Who::Rival })
    }

    /// True if the person is named later in the clause whose subject stands at `at`, or in one that hangs on it.
    pub(super) fn is_named_ahead(&self, reading: &Reading<'_>, at: usize) -> bool {
        (at + 1..reading.tokens.len())
            .take_while(|at| {
                let word = reading.word(*at);
                reading.tokens[*at].is_word() && !has("conjunction", word) && word != "so"
            })
            .any(|at| reading.mention_at(at).is_some_and(|mention| !mention.pronoun))
    }

    /// "the dentist tells her what she is about to do": who treats somebody says beforehand what they do.
    pub(super) fn is_announced(&self, reading: &Reading<'_>, at: usize, last: &Clause) -> bool {
        let Some(verb) = last.verb.filter(|_| last.doer() != Who::Person) else { return false };
        let told = has("telling", &last.act(reading)) || has("explaining", &last.act(reading));
        let person =
            self.found.iter().any(|mention| mention.case == Case::Object && (verb..at).contains(&mention.start));
        let treats = self
            .others
            .iter()
            .rfind(|other| other.at < verb)
            .is_some_and(|other| has("treats", reading.word(other.at)));
        let coming = matches!(self.predicate(reading, at), "about" | "going" | "doing");
        told && treats && person && coming && last.act(reading) != "show"
    }

    /// An object pronoun of the same set that the verb after the subject at `at` governs.
    fn object_ahead(&self, reading: &Reading<'_>, at: usize) -> Option<usize> {
        (at + 2..at + 9)
            .take_while(|at| {
                let word = reading.word(*at);
                let ends = has("subordinator", word)
                    || matches!(word, "and" | "but" | "so" | "or" | "he" | "she" | "they" | "we" | "you")
                    || reading.is_ing(at + 1) && has("preposition", word)
                    || self.set.cases(word).contains(&Case::Subject);
                !ends && reading.tokens.get(*at).is_some_and(|token| token.is_word())
            })
            .find(|next| {
                let cases = self.set.cases(reading.word(*next));
                let before = reading.before(*next);
                cases.contains(&Case::Object)
                    && case_here(reading, *next, cases) == Case::Object
                    && !matches!(before, "beside" | "near" | "around" | "behind")
                    && !is_finished_with(reading, *next)
                    // "what she has with her"
                    && !(before == "with" && matches!(reading.before(*next - 1), "has" | "it" | "them"))
            })
    }
}
