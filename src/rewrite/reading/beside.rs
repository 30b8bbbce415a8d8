//! What may stand between somebody and what they do: "someone online asks", "the boys in his class hit", "an adult – ideally
//! Mrs Hill – helps".
//!
//! **In:** a [`Reading`] and the token after a noun. **Out:** the token after what was said beside it. **Layer:** 3.

use super::Reading;
use super::clause::{base, past_apposition, phrase_start};
use super::coreference::Walk;
use crate::rewrite::lexicon::has;
use crate::text::inflect::is_verb;

/// Past "online", "at school", "next door" or "in his class", if a verb follows; else `at`. Only for a noun that `opens` its
/// clause, or the place may be where the person is.
pub(super) fn past_place(reading: &Reading<'_>, at: usize, opens: bool, plural: bool) -> usize {
    if !opens {
        return at;
    }
    let acts = |at: usize| {
        let verb = reading.skip_adverbs(at);
        let bare = plural && is_verb(reading.word(verb)) && !has("preposition", reading.word(verb));
        reading.opens_verb_group(at) || bare && reading.verb_follow(verb + 1)
    };
    if has("whereabouts", reading.word(at)) && acts(at + 1) {
        return at + 1;
    }
    let next_door = reading.word(at) == "next" && reading.word(at + 1) == "door";
    if next_door && acts(at + 2) {
        return at + 2;
    }
    if !has("placing", reading.word(at)) {
        return at;
    }
    let plain = |at: &usize| {
        let word = reading.word(*at);
        reading.tokens.get(*at).is_some_and(|token| token.is_word())
            && !["conjunction", "subordinator", "modal", "auxiliary"].iter().any(|group| has(group, word))
            && word != "to"
    };
    let noun = |at: usize| !has("determiner", reading.word(at)) && !has("preposition", reading.word(at));
    (at + 2..at + 6)
        .find(|end| noun(end - 1) && acts(*end))
        .filter(|end| (at + 1..*end).all(|at| plain(&at)))
        .unwrap_or(at)
}

/// True if the noun phrase that starts at `start` is the first thing of its clause.
pub(super) fn opens_its_clause(reading: &Reading<'_>, start: usize) -> bool {
    let before = reading.before(start);
    // "one of the boys in his class hits him"
    if before == "of" && start > 2 && has("several-or-one", reading.word(start - 2)) {
        return opens_its_clause(reading, start - 2);
    }
    matches!(before, "when" | "whenever" | "if" | "because" | "unless" | "until" | "while" | "that" | "once" | "even")
}

/// Past "– ideally Mrs Hill –" or "(her nan or her TA)", if what it was said of goes on after it; else `at`.
pub(super) fn past_dashes(reading: &Reading<'_>, at: usize) -> usize {
    let closes: &[&str] = match reading.word(at) {
        "(" => &[")"],
        "–" | "-" | "—" => &["–", "-", "—"],
        _ => return at,
    };
    let tight = reading.tokens[at].gap.is_empty() && reading.word(at) != "(";
    let close = (at + 2..at + 10)
        .take_while(|at| !reading.is_stop(*at))
        .find(|at| closes.contains(&reading.word(*at)) && (closes[0] == ")" || !reading.tokens[*at].gap.is_empty()));
    close.filter(|_| !tight).map_or(at, |close| close + 1)
}

impl Walk {
    /// What stands in brackets or between dashes leaves the clause as it was.
    pub(super) fn resume(&mut self, reading: &Reading<'_>, at: usize) {
        if let Some((_, clause)) = self.resumed.iter().rfind(|(from, _)| *from == at) {
            self.clause = *clause;
        }
        let close = past_dashes(reading, at);
        if close > at && self.resumed.iter().all(|(from, _)| *from != close && *from != at + 1) {
            self.resumed.push((close, self.clause));
        }
    }
}

/// The verb of "lets people they trust hug them", where the noun stands at `noun` and the pronoun at `at`.
pub(super) fn let_do_it(reading: &Reading<'_>, noun: usize, at: usize) -> Option<usize> {
    let lets = matches!(base(reading.before(phrase_start(reading, noun))).as_str(), "let" | "help" | "make" | "have");
    let next = past_dashes(reading, past_apposition(reading, reading.skip_adverbs(at + 1) + 1));
    let verb = reading.word(next);
    let bare = is_verb(verb) && !reading.is_third(next) && !has("preposition", verb) && !has("modal", verb);
    (lets && bare && reading.verb_follow(next + 1) | matches!(reading.word(next + 1), "her" | "him")).then_some(next)
}
