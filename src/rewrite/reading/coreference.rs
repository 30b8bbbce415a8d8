//! Decides which pronouns mean the person and which mean somebody else.
//!
//! **In:** a [`Reading`] whose names are marked. **Out:** the same with pronouns marked. **Layer:** 3.
//!
//! Pronouns of another gender are never the person's. Of the person's own gender, a pronoun is theirs unless somebody
//! who fits stands nearer ("her mum … she"), or grammar forbids it: the object of the person's own verb is another
//! person ("Poppy hands her the tablet").
//!
//! Limits: "tells her mum when she …" is undecidable by grammar; feelings and needs go to the teller, the rest to the
//! mother.

use super::person::{Case, Set};
use super::{Mention, Reading};
use crate::rewrite::lexicon::{has, is_adverb};
use crate::text::inflect::is_verb;

/// Marks the pronouns that mean the person.
pub(super) fn mark_pronouns(reading: &mut Reading<'_>) {
    let Some(set) = reading.set.clone() else { return };
    let mut others: Vec<usize> = Vec::new();
    for at in 0..reading.tokens.len() {
        if reading.tokens[at].quoted || reading.mention_at(at).is_some() {
            continue;
        }
        let cases = set.cases(reading.word(at));
        let case = match cases {
            [] => continue,
            [Case::Possessive, Case::Object] => {
                if is_possessive(reading, at) {
                    Case::Possessive
                } else {
                    Case::Object
                }
            }
            [Case::Possessive, Case::Own] => {
                if reading.is_stop(at + 1) || reading.word(at + 1) == "," {
                    Case::Own
                } else {
                    Case::Possessive
                }
            }
            [case, ..] => *case,
        };
        if means_person(reading, &set, at, case, &others) {
            let place = reading.mentions.partition_point(|mention| mention.start < at);
            reading.mentions.insert(place, Mention { start: at, end: at + 1, case, pronoun: true });
        } else {
            others.push(at);
        }
    }
}

/// Tells "her coat" from "help her".
fn is_possessive(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.word(at + 1);
    let causative = matches!(
        reading.before(at),
        "help"
            | "helps"
            | "helping"
            | "let"
            | "lets"
            | "letting"
            | "make"
            | "makes"
            | "making"
            | "watch"
            | "see"
            | "hear"
    );
    let closed = next.is_empty()
        || !reading.tokens[at + 1].is_word() && next != "\"" && next != "“" && next != "‘"
        || has("preposition", next)
        || (has("determiner", next)
            && !matches!(next, "two" | "three" | "four" | "five" | "six" | "one" | "more" | "few" | "most" | "ten"))
        || has("conjunction", next)
        || has("subordinator", next)
        || matches!(
            next,
            "back"
                | "away"
                | "again"
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
        );
    !closed && !(causative && (is_verb(next) || is_adverb(next)))
}

fn means_person(reading: &Reading<'_>, set: &Set, at: usize, case: Case, others: &[usize]) -> bool {
    let rival = rival(reading, set, at);
    let person = reading.mentions.iter().rfind(|mention| mention.start < at && mention.case != Case::Possessive);
    match case {
        Case::Subject => {
            let Some(rival) = rival else { return true };
            if person.is_some_and(|mention| mention.start > rival) || purpose(reading, at) {
                return true;
            }
            if *set == Set::They {
                return true;
            }
            told(reading, rival, at)
        }
        Case::Possessive | Case::Own => {
            let Some(rival) = rival else { return true };
            let pleonastic = matches!(reading.before(at), "is" | "was") && reading.before(at - 1) == "it"
                || reading.before(at) == "it's";
            if pleonastic && *set != Set::They {
                return false;
            }
            let last_other = others.iter().rev().find(|other| set.cases(reading.word(**other)) == [Case::Subject]);
            let nearer = last_other.is_some_and(|other| person.is_none_or(|mention| mention.start < *other));
            let rivals_own = rival_is_subject(reading, rival, at)
                && person.is_none_or(|mention| mention.start < rival)
                && *set != Set::They;
            !nearer && !rivals_own
        }
        Case::Object => {
            !bound_by_person(reading, at)
                || (rival.is_none() && !anyone_before(reading, at) && !direct_subject(reading, at))
        }
        Case::Reflexive => {
            let last_other = others.last();
            let person = reading.mentions.iter().rfind(|mention| mention.start < at && mention.case == Case::Subject);
            last_other.is_none_or(|other| {
                set.cases(reading.word(*other)) != [Case::Subject]
                    || person.is_some_and(|mention| mention.start > *other)
            })
        }
    }
}

/// The nearest person before `at` who fits the pronouns and is somebody else.
fn rival(reading: &Reading<'_>, set: &Set, at: usize) -> Option<usize> {
    let group = match set {
        Set::He => "male",
        Set::She => "female",
        _ => "plural-people",
    };
    (0..at).rev().find(|at| {
        let token = &reading.tokens[*at];
        let word = token.folded.trim_end_matches("'s");
        let plural = *set == Set::They && word.ends_with('s') && has("anyone", word.trim_end_matches('s'));
        !token.quoted
            && reading.mention_at(*at).is_none()
            && !(*set != Set::They && is_one_of_two(reading, *at))
            && (has(group, word) || plural || *set != Set::They && is_other_name(reading, *at))
    })
}

/// "mum and dad" are two, so neither is the "he" or "she" that follows.
fn is_one_of_two(reading: &Reading<'_>, at: usize) -> bool {
    let someone = |at: usize| {
        let word = reading.word(at);
        has("male", word) || has("female", word) || has("anyone", word)
    };
    let joined = |between: usize, other: usize| matches!(reading.word(between), "and" | "&") && someone(other);
    joined(at + 1, at + 2) || at >= 2 && joined(at - 1, at - 2)
}

/// A capitalised word after "cousin", "friend", "with" and the like: somebody else's name.
fn is_other_name(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    token.is_capitalised()
        && !token.opens
        && !token.is_abbreviation()
        && !token.in_deadline
        && !has("not-a-name", token.folded.trim_end_matches("'s"))
        && !has("male", &token.folded)
        && !has("female", &token.folded)
        && (has("anyone", reading.before(at))
            || matches!(reading.before(at), "with" | "and" | "cousin" | "tell" | "ask" | "sister" | "brother"))
}

/// "so that she can …" speaks of whom the sentence is about.
fn purpose(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.before(at);
    before == "so" || before == "time" || before == "that" && matches!(reading.before(at - 1), "so" | "order")
}

/// "tells her mum when she is worried": the teller.
fn told(reading: &Reading<'_>, rival: usize, at: usize) -> bool {
    let telling = (rival.saturating_sub(4)..rival).any(|at| has("telling", reading.word(at)));
    let next = reading.skip_adverbs(at + 1);
    let felt = has("feeling", reading.word(next))
        || matches!(reading.word(next), "is" | "isn't" | "gets" | "has" | "'s") && {
            let complement = reading.skip_adverbs(next + 1);
            has("feeling", reading.word(complement))
                || reading.word(complement) == "in" && reading.word(complement + 1) == "pain"
        }
        || reading.word(at).ends_with("'s") && has("feeling", reading.word(next));
    telling && felt
}

/// "when Mum says it is her turn": somebody else is the subject of the clause.
fn rival_is_subject(reading: &Reading<'_>, rival: usize, at: usize) -> bool {
    let after = reading.skip_adverbs(rival + 1);
    let clause = (rival + 1..at).all(|at| !matches!(reading.word(at), "," | "and" | "but" | ";" | "so"));
    clause && (reading.opens_verb_group(after)) && !reading.tokens[rival + 1].text.starts_with(',')
}

/// True if the person is the subject of the verb whose direct object stands at `at`.
fn bound_by_person(reading: &Reading<'_>, at: usize) -> bool {
    let Some(verb) = at.checked_sub(1) else { return false };
    if has("preposition", reading.word(verb))
        || !reading.tokens[verb].is_word()
        || has("conjunction", reading.word(verb))
    {
        return false;
    }
    let mut back = verb;
    while back > 0 {
        back -= 1;
        let word = reading.word(back);
        if let Some(mention) = reading.mention_at(back) {
            return mention.case == Case::Subject;
        }
        if has("subordinator", word) || matches!(word, "so" | "," | ";" | "." | ":") {
            return false;
        }
        if has("modal", word)
            || is_adverb(word)
            || matches!(word, "to" | "be" | "not" | "able" | "and" | "have" | "for")
        {
            continue;
        }
        let known = is_verb(word)
            || crate::text::inflect::base_of_third(word)
                .is_some_and(|base| crate::text::inflect::is_mostly_verb(&base));
        let noun_before = !known && matches!(reading.word(back + 1), "to")
            || has("modal", reading.word(back + 1))
            || back + 1 == verb && !known;
        if noun_before {
            return false;
        }
    }
    true
}

fn direct_subject(reading: &Reading<'_>, at: usize) -> bool {
    reading.mentions.iter().any(|mention| mention.case == Case::Subject && mention.start < at && !mention.pronoun)
}

fn anyone_before(reading: &Reading<'_>, at: usize) -> bool {
    (0..at).any(|at| has("anyone", reading.word(at).trim_end_matches('s')) || has("staff", reading.word(at)))
}
