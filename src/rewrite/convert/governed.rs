//! What a joined verb hangs on, if it does not stand by itself: "wants to stay and sleep", "allows him to sit and eat".
//!
//! **In:** a reading and places in it. **Out:** answers about them. **Layer:** 3.

use crate::rewrite::lexicon::has;
use crate::rewrite::reading::{Case, Reading};
use crate::text::inflect::{base_of_ing, base_of_past, base_of_third, is_verb};

/// True if the predicate before the mark or "and" at `at` is an infinitive that hangs on another word: "wants to stay", "how to
/// ask", but not "uses his card to ask", where what follows may be told of its own.
pub(super) fn is_governed(reading: &Reading<'_>, from: usize, at: usize) -> bool {
    let opens =
        |to: &usize| matches!(reading.word(*to), "to" | "too") && is_verb(reading.word(reading.skip_adverbs(to + 1)));
    let Some(to) = (from.max(1)..at).rev().find(opens) else { return false };
    let before = reading.before(to);
    let governs = before == "how"
        || has("capacity", before)
        || has("state-adjective", before)
        || [base_of_third(before), base_of_past(before), base_of_ing(before), Some(before.to_string())]
            .into_iter()
            .flatten()
            .any(|base| has("governing", &base));
    governs && !(reading.skip_adverbs(to + 1) + 1..at).any(|at| reading.opens_verb_group(at))
}

/// True if another "to" with its verb follows the one at `to`: "to read, to write and to count".
pub(super) fn is_list(reading: &Reading<'_>, to: usize) -> bool {
    (to + 1..reading.tokens.len())
        .take_while(|at| !reading.is_stop(*at))
        .any(|at| reading.word(at) == "to" && is_verb(reading.word(at + 1)) && has("conjunction", reading.before(at)))
}

/// "allows him to sit and join in", "helps him rest and sleep": what follows is done by whom it is made possible for.
pub(super) fn is_let(reading: &Reading<'_>, from: usize, at: usize) -> bool {
    (from..at).any(|to| {
        let verb = to + usize::from(reading.word(to) == "to");
        let whom = to > 0 && reading.mention_at(to - 1).is_some_and(|mention| mention.case == Case::Object);
        whom && is_verb(reading.word(verb)) && (verb > to || reading.mention_at(to).is_none())
    })
}

/// True if the predicate before `at` tells what one can do, with a clause at its end: "can spot danger when near roads".
pub(super) fn able_to(reading: &Reading<'_>, from: usize, at: usize) -> bool {
    let able = (from.saturating_sub(4)..at).any(|at| matches!(reading.word(at), "can" | "able"));
    let clause = (from..at).any(|at| has("subordinator", reading.word(at)));
    able && clause && !(from..at).any(|at| reading.is_third(at))
}

/// True where the sentence ends, which is not at the dot of "in a small rm. with".
pub(super) fn ends(reading: &Reading<'_>, at: usize) -> bool {
    let goes_on = |token: &crate::rewrite::reading::Token<'_>| {
        token.text.starts_with(char::is_lowercase) && !token.quoted && !token.gap.contains('\n')
    };
    let short = reading.word(at) == "." && (1..=4).contains(&reading.before(at).chars().count());
    // "e.g. Scouts, the drama group"
    let example = reading.word(at) == "." && matches!(reading.before(at), "e.g" | "i.e" | "eg" | "ie");
    reading.is_stop(at) && !example && !(short && reading.tokens.get(at + 1).is_some_and(goes_on))
}

/// "to have a friend who likes him and to be asked": a list of what is to be, which a clause with no "to" of its own parts.
pub(super) fn is_wished_list(reading: &Reading<'_>, from: usize, at: usize) -> bool {
    let to = |at: usize| reading.word(at) == "to" && is_verb(reading.word(reading.skip_adverbs(at + 1)));
    let Some(clause) = (from..at).rev().find(|at| has("subordinator", reading.word(*at))) else { return false };
    reading.word(at) == "and" && to(at + 1) && !(clause..at).any(to) && (0..from).any(to)
}

/// "a session in which he will", "a quiet corner where he will": tells of the noun before it, and asks nothing.
pub(super) fn is_relative(reading: &Reading<'_>, opener: usize) -> bool {
    // "where he feels calm and where nobody will": as the first of the two.
    if reading.before(opener) == "and" {
        let first = (1..opener).rev().find(|at| reading.word(*at) == reading.word(opener));
        return first.is_some_and(|first| is_relative(reading, first));
    }
    let noun = match reading.word(opener) {
        "which" | "whom" if has("preposition", reading.before(opener)) => {
            if opener > 2 && reading.before(opener - 1) == "," {
                return true;
            }
            opener.checked_sub(2)
        }
        "where" => opener.checked_sub(1),
        _ => None,
    };
    let Some(noun) = noun else { return false };
    // "tell the driver where he will sit", "know in which room he will be"
    let asks = |at: usize| {
        let word = reading.word(at);
        let base = base_of_third(word).or_else(|| base_of_ing(word)).or_else(|| base_of_past(word));
        [Some(word), base.as_deref()]
            .into_iter()
            .flatten()
            .any(|base| has("telling", base) || has("thinking", base) || has("choosing", base))
    };
    let far = noun.saturating_sub(6);
    let named = reading.tokens[noun].is_word()
        && !has("conjunction", reading.word(noun))
        && !has("preposition", reading.word(noun))
        && (far..noun).any(|at| {
            has("determiner", reading.word(at)) || reading.mention_at(at).is_some_and(|m| m.case == Case::Possessive)
        });
    named && !(far..=noun).any(asks)
}
