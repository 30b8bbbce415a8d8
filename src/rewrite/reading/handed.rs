//! Decides who acts once something was handed over or told: "gives his dad his planner so that he can sign it".
//!
//! **In:** a [`Walk`] that has come to a subject pronoun. **Out:** [`Who`]. **Layer:** 3.

use super::Reading;
use super::clause::{Clause, Who, base};
use super::coreference::Walk;
use super::people::Fit;
use crate::rewrite::lexicon::has;
use crate::text::inflect::base_of_past;

impl Walk {
    /// "gives his dad his planner so that he can sign it": who is able to do what the deed makes possible.
    pub(super) fn who_gains(&self, reading: &Reading<'_>, at: usize, last: &Clause) -> Who {
        // "tells an adult so that he can be kept safe": what is done for somebody is done for the person.
        let done_for = |at: usize| reading.word(at) == "be" && base_of_past(reading.word(at + 1)).is_some();
        if (at + 1..at + 3).any(done_for) {
            return Who::Person;
        }
        let does = base(self.predicate(reading, at));
        let denied = (at + 1..at + 4).any(|at| reading.word(at) == "not" || reading.word(at).ends_with("n't"));
        if !self.handed(reading, last) || denied {
            let spared = does == "worry" && self.handed(reading, last);
            return if spared { Who::Rival } else { Who::Person };
        }
        let with_it = (at + 3..at + 6).any(|at| matches!(reading.word(at), "it" | "them"))
            && !matches!(does.as_str(), "use" | "find" | "lose" | "forget" | "need" | "have" | "learn" | "practise");
        if has("receiving", &does) || with_it { Who::Rival } else { Who::Person }
    }

    /// True if the person gave, told or showed the rival something, so that they can do something with it.
    pub(super) fn handed(&self, reading: &Reading<'_>, last: &Clause) -> bool {
        let main = self.main.filter(|_| last.opener.is_some()).unwrap_or(*last);
        (main.object == Some(Who::Rival) || main.inner == Some(Who::Rival))
            && (has("handing", &main.does(reading)) || is_let_know(reading, &main))
            && main.subject == Who::Person
    }

    /// "tells a trusted adult and goes to her tent before she comes back": nobody asks what some adult or other does then.
    pub(super) fn is_indefinite(&self, reading: &Reading<'_>, at: usize, opener: &str, last: &Clause) -> bool {
        let Some(rival) = self.others.iter().rfind(|other| other.at < at && other.fit != Fit::Never) else {
            return false;
        };
        // "a trusted adult", "a very kind teacher"
        let article = (rival.at.saturating_sub(3)..rival.at).rev().find(|at| has("determiner", reading.word(*at)));
        let some = article.is_some_and(|at| matches!(reading.word(at), "a" | "an" | "any"))
            && has("grown-up", reading.word(rival.at));
        let does = base(self.predicate(reading, at));
        let answers = matches!(does.as_str(), "ask" | "answer" | "reply" | "offer" | "speak" | "say" | "arrive");
        let waits = last.verb.is_some_and(|verb| (verb..at).any(|at| has("waiting", &base(reading.word(at)))));
        last.subject == Who::Person
            && some
            && !answers
            && (matches!(opener, "before" | "after") || opener == "until" && !waits)
    }
}

/// "let staff know"
pub(super) fn is_let_know(reading: &Reading<'_>, last: &Clause) -> bool {
    last.verb.is_some_and(|verb| (verb..verb + 6).any(|at| reading.word(at) == "know"))
}
