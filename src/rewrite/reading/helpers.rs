//! What helpers and hosts do for the person: "a TA trained by his physio", "an employer who understands his autism".
//!
//! **In:** a [`Walk`] that has come to a pronoun in what somebody else does. **Out:** answers that
//! [`whose`](super::whose), [`whom`](super::whom) and [`reached`](super::reached) go by. **Layer:** 3.

use super::Reading;
use super::clause::{Clause, Who, base, phrase_start};
use super::coreference::Walk;
use super::people::{Fit, Other};
use super::whom::stem;
use crate::rewrite::lexicon::has;

/// How far what is used may stand before the help that it is.
const WITHIN: usize = 20;

impl Walk {
    /// The last one before `at` for whom the pronouns may stand.
    fn rival_before(&self, at: usize) -> Option<usize> {
        self.others.iter().rfind(|other| other.at < at && other.fit != Fit::Never).map(|other| other.at)
    }

    /// "a TA trained by his physio", "an employer who understands his autism": what is the person's though another has to
    /// do with it. Nobody asks who treats a helper that has no name.
    pub(super) fn is_needed_by_person(&self, reading: &Reading<'_>, at: usize) -> bool {
        let Some(rival) = self.rival_before(at) else { return false };
        let next = reading.word(at + 1);
        let treated = is_some_helper(reading, rival)
            && (has("treats", next)
                || has("professional", next)
                || has("school-person", next)
                || has("parent", next)
                || next == "speech")
            && (rival..at).any(|at| matches!(reading.word(at), "by" | "from"));
        let had = |at: usize| has("need", reading.word(at + 1)) || has("need", reading.word(at + 2));
        // "her cousin, who has epilepsy, and knows her needs"
        // "her sister, who is learning to understand her feelings"
        let learns =
            |at: usize| matches!(base(reading.word(at)).as_str(), "learn" | "try" | "start" | "begin" | "struggle");
        let own = (rival..at).any(|at| base(reading.word(at)) == "have" && had(at) || learns(at));
        let heeded = (rival..at).any(|at| has("heeding", &base(reading.word(at))));
        let need = has("need", next) || (rival..at).any(|at| base(reading.word(at)) == "adapt");
        treated || heeded && need && !own
    }

    /// "led by a TA …, so that he keeps": what a helper without a name does, is for the person.
    pub(super) fn is_helped(&self, reading: &Reading<'_>, at: usize, last: &Clause) -> bool {
        let agent = |rival: usize| matches!(reading.before(phrase_start(reading, rival)), "by" | "with" | "from");
        // The one who trained the helper may stand between.
        self.others
            .iter()
            .filter(|other| other.at < at && is_some_helper(reading, other.at))
            .any(|other| agent(other.at) || last.subject != Who::Person && self.rival_before(at) == Some(other.at))
    }

    /// "the clippers are too loud for him", "a word is hard for her": for whom it is so.
    pub(super) fn hard_for_whom(&self, reading: &Reading<'_>, at: usize) -> Option<Who> {
        if reading.before(at) != "for" || at < 3 {
            return None;
        }
        let how = reading.word(at - 2);
        let too = (at.saturating_sub(5)..at - 2).any(|at| reading.word(at) == "too");
        let so = reading.before(at - 2);
        let told = matches!(base(so).as_str(), "be" | "feel" | "get" | "become" | "seem" | "look") || has("degree", so);
        if !(too || has("easing", how) && how != "time" && told || how == "right" && told) {
            return None;
        }
        let main = self.main.filter(|_| self.clause.opener.is_some()).unwrap_or(self.clause);
        let deed = main.does(reading);
        let favour = has("transfer", &deed) || matches!(deed.as_str(), "carry" | "lift" | "hold" | "do" | "slow");
        let from = main.verb.unwrap_or(at);
        let others = self.others.iter().any(|other| (from..at).contains(&other.at) && other.fit != Fit::Never);
        // "when her sister says it is too fast for her"
        let said = self.rival_before(at).is_some_and(|rival| {
            (rival + 1..rival + 4)
                .any(|at| reading.word(at) == "says" || reading.word(at) == "finds" || reading.word(at) == "thinks")
        });
        Some(if said || favour && others && main.subject == Who::Person { Who::Rival } else { Who::Person })
    }

    /// "uses the steps taught by his therapist to help him stay calm": what the person uses helps the person.
    pub(super) fn is_helped_by_thing(&self, reading: &Reading<'_>, at: usize) -> bool {
        let helps = reading.before(at) == "help" && at > 1 && reading.before(at - 1) == "to";
        let uses =
            |at: &usize| matches!(base(reading.word(*at)).as_str(), "use" | "follow" | "wear" | "try" | "choose");
        let Some(verb) = (at.saturating_sub(WITHIN)..at).rev().find(uses) else { return false };
        let met = |other: &Other| {
            other.fit == Fit::Never || matches!(reading.before(phrase_start(reading, other.at)), "by" | "with" | "from")
        };
        helps && self.others.iter().filter(|other| (verb..at).contains(&other.at)).all(met)
    }

    /// "which of the three suits her": what suits somebody is none of the people.
    pub(super) fn is_thing_suiting(&self, reading: &Reading<'_>, which: usize) -> bool {
        let verb = (which + 2..which + 6)
            .find(|at| reading.word(*at).strip_suffix('s').is_some_and(|one| has("suiting", one)));
        verb.is_some_and(|verb| self.others.iter().all(|other| !(which..verb).contains(&other.at)))
    }

    /// "Sam and his sister go to their dad's and he takes them": who has the two with him, as neither takes both.
    pub(super) fn is_host(&self, reading: &Reading<'_>, at: usize) -> bool {
        let Some(host) = self.rival_before(at) else { return false };
        let joined = self.others.iter().any(|other| other.at < host && self.joins_person(reading, other.at));
        let verb = reading.skip_adverbs(at + 1);
        let verb = verb + usize::from(has("modal", reading.word(verb)));
        joined && !self.joins_person(reading, host) && reading.word(verb + 1) == "them" && reading.before(at) == "and"
    }
}

/// "a TA", "a member of staff", "someone": a helper who is not one known person.
fn is_some_helper(reading: &Reading<'_>, at: usize) -> bool {
    let word = stem(reading.word(at));
    let some = (at.saturating_sub(3)..at)
        .rev()
        .find(|at| has("determiner", reading.word(*at)) || matches!(reading.word(*at), "his" | "her" | "their"))
        .is_some_and(|at| matches!(reading.word(at), "a" | "an" | "any" | "another"));
    let helper = has("grown-up", word) || has("helper", word) || has("professional", word);
    matches!(word, "someone" | "somebody") || some && helper
}

/// "her mum and her partner": the mother's.
pub(super) fn is_partner_of_parent(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.before(at), "and" | "&" | "or")
        && at > 1
        && has("parent", reading.word(at - 2))
        && matches!(reading.word(at + 1), "partner" | "boyfriend" | "girlfriend" | "husband" | "wife")
}
