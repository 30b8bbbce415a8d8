//! Drafts that open with those who help and yet tell of the person: "Staff will know that Sam needs a break".
//!
//! **In:** a draft. **Out:** whether it may be put into the person's own words. **Layer:** 3.
//!
//! "TA to scribe" is help and nothing else. What others know of the person changes the person's day, and where a sentence
//! of the person's own follows, the help is what it rests on; both can be said in the first person.

use super::lexicon::has;
use super::reading::{Case, Mention, Reading};
use super::{Draft, tells_of_helpers};

/// True for a draft that opens with helpers who know something of the person, or after whom the person does something.
pub(super) fn tells_of_both(draft: &Draft<'_>) -> bool {
    let reading = Reading::new(draft.text, draft.deadlines, draft.context);
    let will = (1..6).any(|at| matches!(reading.word(at), "will" | "should" | "must"));
    will && tells_of_helpers(draft.text) && (is_known(&reading) || is_followed(&reading) || is_given(&reading))
}

/// "Teachers will know that Sam lip-reads".
fn is_known(reading: &Reading<'_>) -> bool {
    let Some(will) = (1..6).find(|at| matches!(reading.word(*at), "will" | "should" | "must")) else { return false };
    let verb = reading.skip_adverbs(will + 1);
    has("knowing-of", reading.word(verb)) && reading.mentions.iter().any(|mention| mention.start > verb)
}

/// "Staff will give Sam five minutes' warning so that he can finish": given to the person, and it leads to a doing of theirs.
fn is_given(reading: &Reading<'_>) -> bool {
    let Some(will) = (1..6).find(|at| matches!(reading.word(*at), "will" | "should" | "must")) else { return false };
    let verb = reading.skip_adverbs(will + 1);
    let given = matches!(reading.word(verb), "give" | "offer" | "show" | "tell" | "remind" | "warn" | "let");
    let to_person = reading
        .mention_at(verb + 1)
        .is_some_and(|mention| matches!(mention.case, Case::Object | Case::Subject) && mention.start == verb + 1);
    let effect = |mention: &Mention| {
        mention.start > verb + 2
            && mention.case == Case::Subject
            && (reading.before(mention.start) == "so"
                || reading.before(mention.start) == "that" && reading.before(mention.start - 1) == "so")
            && reading.opens_verb_group(mention.end)
    };
    given && to_person && reading.mentions.iter().any(effect)
}

/// "…, and with them Sam will go": a statement of its own with the person as its subject.
fn is_followed(reading: &Reading<'_>) -> bool {
    let opens = |at: usize| matches!(reading.before(at), "and" | ";" | "but") || reading.tokens[at].opens && at > 0;
    let led = |start: usize| {
        (start.saturating_sub(3)..start).rev().find(|at| has("preposition", reading.word(*at))).is_some_and(&opens)
    };
    let own = |mention: &&Mention| mention.case == Case::Subject && reading.opens_verb_group(mention.end);
    reading.mentions.iter().filter(own).any(|mention| opens(mention.start) || led(mention.start))
}

/// "A place at the centre, which Sam likes", "Weekly help so that he can": what is given leads to something of the person's.
pub(super) fn has_effect(draft: &Draft<'_>) -> bool {
    let reading = Reading::new(draft.text, draft.deadlines, draft.context);
    let leads = (1..reading.tokens.len()).any(|at| {
        matches!((reading.before(at), reading.word(at)), ("resulting", "in") | ("leading", "to") | ("result", "in"))
    });
    let told = |mention: &Mention| {
        mention.case == Case::Subject
            && matches!(reading.before(mention.start), "which" | "that" | "so" | "where")
            && reading.opens_verb_group(mention.end)
    };
    leads || reading.mentions.iter().any(told)
}
