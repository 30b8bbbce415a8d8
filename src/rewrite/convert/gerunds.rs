//! Doings that are subjects: "Being able to swim will help Sam".
//!
//! **In:** a reading and where its statement begins. **Out:** whether it opens with such a subject. **Layer:** 3.
//!
//! "Walking to school with his friends" is what the person does and takes an "I"; where a verb follows that has no other
//! subject, the doing is what is spoken of, and only that verb changes ("Being able to swim helps me").

use crate::rewrite::lexicon::{has, is_auxiliary};
use crate::rewrite::reading::{Case, Reading};
use crate::text::inflect::{base_of_third, is_verb};

/// How far off the verb of such a subject may stand.
const WINDOW: usize = 24;

/// True if the statement that begins at `start` has a doing for its subject.
pub(super) fn is_subject(reading: &Reading<'_>, start: usize) -> bool {
    predicate(reading, start).is_some()
}

/// The verb of the doing that is the subject of the statement that begins at `start`.
pub(super) fn predicate(reading: &Reading<'_>, start: usize) -> Option<usize> {
    let head = reading.skip_adverbs(start);
    let doing = reading.is_ing(head) || matches!(reading.word(head), "being" | "having");
    if doing { verb(reading, head) } else { None }
}

/// Where the verb stands whose subject the doing at `head` is.
fn verb(reading: &Reading<'_>, head: usize) -> Option<usize> {
    // A clause inside ("people who do not know him") has a verb of its own, after which the next one is looked for.
    let mut inner = false;
    for at in head + 1..(head + WINDOW).min(reading.tokens.len()) {
        let (word, before) = (reading.word(at), reading.before(at));
        if !reading.tokens[at].is_word() && word != "-" || reading.tokens[at].quoted {
            return None;
        }
        if matches!(word, "so" | "and" | "but") {
            let joins = !inner && at + 1 < reading.tokens.len() && !reading.opens_verb_group(at + 1);
            match word {
                "and" if joins => continue,
                _ => return None,
            }
        }
        if has("subordinator", word) || word == "to" {
            inner |= word != "to" && !matches!(word, "before" | "after" | "than" | "as");
            continue;
        }
        let own = is_pronoun(before)
            || reading.mention_at(at - 1).is_some_and(|mention| mention.case == Case::Subject)
            || reading.mention_at(at).is_some();
        let third = reading.is_third(at)
            || base_of_third(word).is_some_and(|base| is_verb(&base)) && reading.mention_at(at + 1).is_some();
        let finite = is_auxiliary(word) || third && !has("determiner", before);
        if !finite || at == head + 1 && !has("modal", word) && !is_auxiliary(word) {
            continue;
        }
        let opened = has("subordinator", before);
        if own || opened || inner && !has("modal", word) {
            // "what he will", "who will": the clause's own.
            inner &= !(own || opened);
            continue;
        }
        if matches!(word, "do" | "have" | "does") && !inner {
            continue;
        }
        return Some(at);
    }
    None
}

fn is_pronoun(word: &str) -> bool {
    matches!(word, "he" | "she" | "they" | "it" | "we" | "i" | "you" | "not")
}
