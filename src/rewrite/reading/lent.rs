//! Who is done with what was lent, and who stays when another one leaves.
//!
//! **In:** a reading, the places of somebody else and of a subject pronoun. **Out:** whom it means. **Layer:** 3.

use super::Reading;
use super::clause::{Who, base};
use super::coreference::Walk;
use super::people::Fit;
use super::things::is_finished;
use crate::rewrite::lexicon::has;

/// "lends his pens to a friend and asks for them when he has finished": who borrows is done with what was lent.
pub(super) fn borrower(reading: &Reading<'_>, rival: usize, at: usize) -> Option<Who> {
    let changes_hands = |at: &usize| matches!(base(reading.word(*at)).as_str(), "lend" | "borrow");
    let verb = (rival.saturating_sub(7)..rival).rev().find(changes_hands)?;
    let done = (at + 1..at + 4).find(|at| is_finished(reading, *at))?;
    let with_it = reading.word(done + 1) == "with" || reading.is_stop(done + 1) || reading.is_ing(done + 1);
    let one_sentence = !(verb..at).any(|at| reading.is_stop(at) || reading.word(at) == ";");
    let perfect = matches!(reading.before(done), "has" | "have" | "is" | "are");
    let who = if base(reading.word(verb)) == "lend" { Who::Rival } else { Who::Person };
    (with_it && one_sentence && perfect).then_some(who)
}

/// "arrives with his dad and stays once he has gone": who stays is not who leaves.
pub(super) fn stays_behind(reading: &Reading<'_>, rival: usize, at: usize) -> bool {
    let verb = (at + 1..at + 3).find(|at| matches!(base(reading.word(*at)).as_str(), "go" | "leave"));
    let closed = |at: usize| {
        let next = reading.word(at + 1);
        reading.is_stop(at + 1) || matches!(next, "," | ";" | "for" | "home" | "off") || has("conjunction", next)
    };
    let stays = |at: usize| matches!(base(reading.word(at)).as_str(), "stay" | "settle" | "remain" | "cope" | "calm");
    let grown_up = has("grown-up", super::whom::stem(reading.word(rival)));
    grown_up && verb.is_some_and(closed) && (rival + 1..at).any(stays)
}

impl Walk {
    /// "asks before taking his things", "asks before she borrows her clothes", of a brother or a friend: nobody asks before
    /// taking what is their own. `at` is the owner.
    pub(super) fn asks_first(&self, reading: &Reading<'_>, at: usize) -> bool {
        let rival = self.others.iter().rfind(|other| other.at < at && other.fit != Fit::Never);
        let equal = rival.is_some_and(|other| !has("grown-up", super::whom::stem(reading.word(other.at))));
        let taken = |word: &str| has("taking", &base(word)) || matches!(base(word).as_str(), "play" | "go" | "enter");
        let Some(take) = (at.saturating_sub(3)..at).rev().find(|at| taken(reading.word(*at))) else { return false };
        let Some(before) = (take.saturating_sub(3)..take).rev().find(|at| reading.word(*at) == "before") else {
            return false;
        };
        let asked = (before.saturating_sub(3)..before).any(|at| base(reading.word(at)) == "ask");
        let thing = |at: usize| has("lent-out", reading.word(at)) || has("lent-out", reading.word(at + 1));
        equal && asked && thing(at + 1)
    }
}
