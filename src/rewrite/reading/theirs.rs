//! Whose a thing is where the deed alone tells it: a hand that is held out, a door that is knocked on, a favour.
//!
//! **In:** a [`Walk`] that has come to a possessive, beside somebody for whom it may stand. **Out:** answers that
//! [`whose`](super::whose) goes by. **Layer:** 3.

use super::Reading;
use super::clause::base;
use super::coreference::Walk;
use super::person::Case;
use super::whom::stem;
use crate::rewrite::lexicon::has;

impl Walk {
    /// "is invited by his friend to his house": the place of whoever invites.
    pub(super) fn is_guest(&self, reading: &Reading<'_>, rival: usize, at: usize) -> bool {
        let bid = |at: &usize| {
            matches!(reading.word(*at), "invited" | "asked")
                || reading.word(*at) == "invitation" && reading.word(at + 1) == "from"
        };
        let asked = (rival.saturating_sub(6)..rival).any(|at| bid(&at));
        asked && matches!(reading.before(at), "to" | "at") && has("hosting", reading.word(at + 1))
    }

    /// "shown by Luka how his talker works": what the person shows is the person's.
    pub(super) fn is_shown_by_person(&self, reading: &Reading<'_>) -> bool {
        let Some(opener) = self.clause.opener.filter(|opener| has("content", reading.word(*opener))) else {
            return false;
        };
        let shown = |at: usize| has("explaining", &base(reading.word(at)));
        reading.mentions.iter().chain(&self.found).any(|mention| {
            let by = mention.start.checked_sub(1).filter(|by| reading.word(*by) == "by");
            mention.end == opener && mention.case == Case::Object && by.is_some_and(|by| by > 0 && shown(by - 1))
        })
    }

    /// "thanks his uncle by washing his van", "helps her nan by digging her garden": a favour is done to what is theirs.
    pub(super) fn is_favour(&self, reading: &Reading<'_>, rival: usize, at: usize) -> bool {
        let Some(by) = (at.saturating_sub(3)..at).rev().find(|at| reading.word(*at) == "by") else { return false };
        let done = |at: &usize| matches!(base(reading.word(*at)).as_str(), "thank" | "repay" | "help" | "surprise");
        // "asks for help from an adult by putting up her hand"
        let done = |at: &usize| done(at) && !has("preposition", reading.word(at + 1));
        let Some(verb) = (by.saturating_sub(6)..by).rev().find(done).filter(|_| reading.word(by + 1).ends_with("ing"))
        else {
            return false;
        };
        // "helps his dad by making his bed": at home the child's own things are what parents would have to see to.
        let thanks = matches!(base(reading.word(verb)).as_str(), "thank" | "repay");
        let parent = has("parent", stem(reading.word(rival)));
        let own = matches!(reading.word(at + 1), "own" | "room" | "bed" | "homework" | "toys" | "things" | "best");
        !own && (thanks || !parent)
    }
}

/// "holds out her hand", "nods his head", "puts up her hand": nobody moves another's like that.
pub(super) fn is_gesture(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.before(at);
    let particle = matches!(before, "out" | "up");
    let Some(act) = at.checked_sub(if particle { 2 } else { 1 }).filter(|act| reading.is_third(*act)) else {
        return false;
    };
    let verb = base(reading.word(act));
    match reading.word(at + 1) {
        "hand" | "hands" | "arms" | "arm" | "thumb" | "thumbs" | "finger" | "fingers" => {
            let whole = matches!(verb.as_str(), "raise" | "wave" | "point" | "clap");
            whole || particle && matches!(verb.as_str(), "hold" | "put" | "stretch" | "reach" | "stick" | "open")
        }
        "head" => matches!(verb.as_str(), "nod" | "shake"),
        "voice" => matches!(verb.as_str(), "raise" | "lower"),
        _ => false,
    }
}

/// "knocks on her door", "rings his bell": one's own is not knocked on.
pub(super) fn is_knocked_on(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.before(at);
    let next = reading.word(at + 1);
    let bedroom = matches!(next, "bedroom" | "front") && reading.word(at + 2) == "door";
    let knocks =
        matches!(before, "on" | "at") && at > 1 && matches!(base(reading.before(at - 1)).as_str(), "knock" | "tap");
    knocks && (next == "door" || bedroom) || matches!(next, "bell" | "doorbell") && base(before) == "ring"
}

/// "Mum's new partner", "his dad's girlfriend": who lives with a parent of the person's.
pub(super) fn is_parents_partner(reading: &Reading<'_>, at: usize) -> bool {
    let lives_with = matches!(stem(reading.word(at)), "partner" | "boyfriend" | "girlfriend" | "husband" | "wife");
    lives_with
        && (at.saturating_sub(3)..at)
            .any(|at| reading.word(at).ends_with("'s") && has("parent", stem(reading.word(at))))
}
