//! Tells the cases of a pronoun that has two: "her coat" from "help her", "in his" from "in his bag".
//!
//! **In:** a [`Reading`] and the place of the pronoun. **Out:** its [`Case`]. **Layer:** 3.
//!
//! An owner needs a noun: where only adverbs, or words for how somebody is, stand between "her" and the end of the phrase, it
//! is an object ("invites her round", "keeps her safe at school"). What is in no list may be a noun, so that "her" owns it.

use super::Reading;
use super::clause::{base, is_several, is_somebody};
use super::person::Case;
use crate::rewrite::lexicon::{has, is_adverb};
use crate::text::inflect::{base_of_past, is_mostly_verb, is_verb};

/// The case of a pronoun that has two.
pub(super) fn case_here(reading: &Reading<'_>, at: usize, cases: &[Case]) -> Case {
    match cases {
        [Case::Possessive, Case::Object] | [Case::Object, Case::Possessive] if is_possessive(reading, at) => {
            Case::Possessive
        }
        [Case::Possessive, Case::Object] | [Case::Object, Case::Possessive] => Case::Object,
        [Case::Possessive, Case::Own] if stands_alone(reading, at) => Case::Own,
        [case, ..] => *case,
        [] => Case::Subject,
    }
}

/// "in his.", "leave his alone", "feeds Ben his": nothing follows that could be owned.
fn stands_alone(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.word(at + 1);
    let placed = has("preposition", next) && !matches!(next, "next" | "past" | "inside" | "outside" | "up" | "like");
    reading.is_stop(at + 1)
        || placed
        || has("subordinator", next) && next != "whole"
        || matches!(next, "," | ";" | ")" | "alone" | "and" | "or" | "but" | "then" | "too" | "to" | "is" | "are")
}

/// Tells "her coat" from "help her".
fn is_possessive(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.word(at + 1);
    let before = base(reading.before(at));
    let perceives = matches!(before.as_str(), "watch" | "see" | "hear");
    let acts = |word: &str| is_verb(word) && (!perceives || is_mostly_verb(word));
    let causative = perceives || matches!(before.as_str(), "let" | "help" | "make");
    let counted = matches!(next, "two" | "three" | "four" | "five" | "six" | "one" | "more" | "few" | "most" | "ten");
    // "floats on her back", but "gives her back the ball"
    let body = next == "back" && matches!(reading.before(at), "on" | "behind" | "down" | "along" | "of" | "with");
    let particle = !body && matches!(next, "up" | "down" | "out" | "off" | "back" | "away" | "over" | "on" | "in");
    // "help her support worker" names somebody, "help her support Ben" does not.
    let named = is_somebody(reading.word(at + 2));
    let homeward =
        next == "home" && matches!(before.as_str(), "walk" | "take" | "drive" | "bring" | "send" | "see" | "get");
    // "her after-school club"
    let joined = reading.word(at + 2) == "-" && reading.tokens[at + 2].gap.is_empty();
    let closed = homeward
        || next == "names" && before == "call"
        || next == "be" && matches!(before.as_str(), "leave" | "let")
        || next.is_empty()
        || !reading.tokens[at + 1].is_word() && next != "\"" && next != "“" && next != "‘"
        || has("preposition", next) && !matches!(next, "next" | "per" | "past" | "inside" | "outside")
        || next == "next" && reading.word(at + 2) == "to"
        // "walks behind her rather than holding her"
        || next == "rather" && reading.word(at + 2) == "than"
        || particle
        || has("determiner", next) && !counted && next != "no"
        || counted && reading.word(at + 2) == "times" && !reading.word(at + 3).starts_with("table")
        || counted
            && (has("transfer", &before) || matches!(before.as_str(), "ask" | "tell" | "teach"))
            // "tell her two closest friends"
            && !(at + 2..at + 5)
                .take_while(|at| reading.tokens.get(*at).is_some_and(|token| token.is_word()))
                .take_while(|at| !has("preposition", reading.word(*at)) && !has("determiner", reading.word(*at)))
                .any(|at| is_several(reading.word(at)))
        || has("conjunction", next)
        || has("subordinator", next) && next != "whole"
        || has("modal", next) && next != "will"
        || has("mass", next)
            && matches!(before.as_str(), "give" | "offer" | "show" | "allow" | "bring" | "cause")
            // "showing her help card"
            && !has("shown", reading.word(at + 2))
        || matches!(
            next,
            "again"
                | "alone"
                | "too"
                | "so"
                | "not"
                | "is"
                | "was"
                | "will"
                | "himself"
                | "herself"
                | "it"
                | "he"
                | "she"
                | "they"
                | "i"
                | "we"
                | "you"
                | "to"
        );
    // "without her crying", not "without her hearing aids"
    let absolute = before == "without" && reading.is_ing(at + 1) && !has("doing-noun", next);
    // "makes her own bed"
    next == "own"
        || joined
        || !closed
            && !owns_nothing(reading, at)
            && !absolute
            && !(causative && !named && (acts(next) || is_adverb(next)))
}

/// True if no noun follows that could be owned: "invites her round", "tells her straight away", "keeps her safe and well".
fn owns_nothing(reading: &Reading<'_>, at: usize) -> bool {
    let before = base(reading.before(at));
    let made_so = has("making-so", &before);
    let placed = |word: &str| is_adverb(word) || has("after-object", word);
    let how = |at: usize| {
        let word = reading.word(at);
        // "makes her needs known"
        let felt = has("feeling", word) && !is_verb(&base(word));
        felt || ["state-adjective", "how-one-is", "degree"].iter().any(|group| has(group, word))
            || reading.is_ing(at) && !has("doing-noun", word)
            || base_of_past(word).is_some_and(|base| base != word)
    };
    let mut last = at;
    loop {
        let next = last + 1;
        // "her first two weeks"
        let counted = last > at && matches!(reading.word(next), "one" | "two" | "three" | "four" | "five" | "six");
        if placed(reading.word(next)) || made_so && how(next) || counted {
            last = next;
        } else if last > at && made_so && matches!(reading.word(next), "and" | "or" | ",") && how(next + 1) {
            last = next + 1;
        } else {
            break;
        }
    }
    // "which of them suits her best", "takes her swimming"
    let suited = has("suiting", &before)
        && matches!(reading.word(at + 1), "best" | "better" | "most" | "least" | "well" | "fine")
        && ends_phrase(reading, at + 2);
    let outing = has("takes-along", &before) && reading.is_ing(at + 1) && ends_phrase(reading, at + 2);
    outing || suited || last > at && ends_phrase(reading, last + 1)
}

/// True if what stands at `at` can belong to no noun phrase that is open before it.
fn ends_phrase(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    let hyphen = reading.word(at + 1) == "-" && reading.tokens[at + 1].gap.is_empty();
    !reading.tokens.get(at).is_some_and(|token| token.is_word() || token.text == "-")
        || ["preposition", "conjunction", "subordinator", "determiner"].iter().any(|group| has(group, word)) && !hyphen
        || matches!(word, "to" | "so" | "he" | "she" | "they" | "it" | "we" | "i" | "you")
}
