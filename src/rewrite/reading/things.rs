//! Where "they" and "them" mean things that were spoken of: "takes the tablets when they are due", "has finished with them".
//!
//! **In:** a reading, the place of the pronoun. **Out:** whether things are meant. **Layer:** 3.

use super::Reading;
use super::clause::{base, is_somebody};
use crate::rewrite::lexicon::has;

/// "have finished with them": things.
pub(super) fn is_finished_with(reading: &Reading<'_>, at: usize) -> bool {
    reading.before(at) == "with" && at > 1 && is_finished(reading, at - 2)
}

/// "gives them to them", "dresses themselves in them": things that were spoken of in several.
pub(super) fn is_thing_given(reading: &Reading<'_>, at: usize) -> bool {
    let given =
        has("transfer", &base(reading.before(at))) && reading.word(at + 1) == "to" && reading.word(at + 2) == "them";
    let worn = matches!(reading.before(at), "in" | "with")
        && at > 1
        && (reading.before(at - 1).ends_with("selves") || reading.before(at - 1).ends_with("self"));
    given || worn
}

/// "finished", "done"
pub(super) fn is_finished(reading: &Reading<'_>, at: usize) -> bool {
    reading.word(at) == "done" || base(reading.word(at)) == "finish"
}

/// "do their sums and their teacher will check them": things that were spoken of as somebody's.
pub(super) fn is_thing_checked(reading: &Reading<'_>, at: usize) -> bool {
    let several = |at: usize| {
        let word = reading.word(at);
        word.ends_with('s')
            && matches!(reading.before(at), "their" | "his" | "her" | "the" | "some")
            && !word
                .strip_suffix('s')
                .is_some_and(|one| is_somebody(one) || has("person-noun", one) || has("animal", one))
    };
    has("done-to-things", &base(reading.before(at))) && (0..at.saturating_sub(1)).any(several)
}

/// "their hearing aids … if they are not working", "the batteries … when they have run out": what was named and fails.
pub(super) fn is_aid_failing(reading: &Reading<'_>, at: usize) -> bool {
    let named = (0..at).any(|at| has("aids", reading.word(at)) && !reading.tokens[at].quoted);
    let mut act = reading.skip_adverbs(at + 1);
    while matches!(reading.word(act), "are" | "aren't" | "have" | "haven't" | "do" | "don't" | "stop" | "start" | "get")
    {
        act = reading.skip_adverbs(act + 1);
    }
    let next = reading.word(act + 1);
    let ends = !reading.tokens.get(act + 1).is_some_and(|token| token.is_word())
        || has("conjunction", next)
        || has("subordinator", next)
        || matches!(next, "properly" | "out" | "off" | "well" | "again" | "flat" | "loose" | "charging" | "cleaning");
    // "when they run out", but "when they run", "when they need to"
    let enough = match reading.word(act) {
        "run" | "ran" => matches!(next, "out" | "flat" | "low"),
        "fall" | "fallen" | "slip" => matches!(next, "off" | "out"),
        "need" => matches!(next, "charging" | "cleaning"),
        _ => true,
    };
    named && ends && enough && has("aid-state", reading.word(act))
}

/// "when they are due", "because they are dirty", but not "when they have broken something": how things are.
pub(super) fn is_thing_state(reading: &Reading<'_>, at: usize) -> bool {
    let state = reading.skip_adverbs(at + 2);
    let next = reading.word(state + 1);
    let ends = !reading.tokens.get(state + 1).is_some_and(|token| token.is_word())
        || has("conjunction", next)
        || has("preposition", next);
    reading.word(at + 1) == "are" && has("thing-state", reading.word(state)) && ends
}

/// "visit three colleges … which of them he likes", "and choose one of them": the things that were named, not people.
pub(super) fn is_some_of_things(reading: &Reading<'_>, at: usize) -> bool {
    if reading.word(at) != "them" || !matches!(reading.before(at), "of" | "between" | "about") {
        return false;
    }
    // "which of them he likes", but "which of them goes first"
    let next = reading.word(at + 1);
    let told = reading.before(at - 1) == "which"
        && (matches!(next, "he" | "she" | "they" | "we") || has("suiting", &base(next)));
    let things = |at: usize| {
        let word = reading.word(at);
        let one = word.strip_suffix('s').unwrap_or_default();
        !one.is_empty()
            && !word.ends_with("ss")
            && !is_somebody(one)
            && !has("person-noun", one)
            && !has("animal", one)
            && !has("sibling", one)
            && !has("calendar", one)
            && !has("singular-in-s", word)
    };
    let several = |from: usize| (from + 1..from + 4).take_while(|to| *to < at).any(things);
    told || (0..at).any(|from| has("several", reading.word(from)) && several(from))
}
