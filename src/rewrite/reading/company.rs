//! Finds where "they" and its forms mean the person and somebody with whom the person is: "goes there with her friend".
//!
//! **In:** a [`Reading`] whose mentions are marked, without a subject of two. **Out:** the pronouns that mean both.
//! **Layer:** 3.
//!
//! Only what can mean nobody else is taken: "them both", "they all", "himself and his brother … they", and what two
//! people do together ("before they cross").

use super::case::case_here;
use super::clause::base;
use super::coreference::walked;
use super::people::{Fit, Other, others};
use super::person::{Case, Set};
use super::worries::is_thing_told;
use super::{Mention, Reading};
use crate::rewrite::lexicon::has;

/// "Kit and the new pupil are paired, and they show her": of two, the one who does something to the other.
pub(super) fn is_alone_with(
    reading: &Reading<'_>,
    mention: &Mention,
    people: &[Other],
    partner: &std::ops::Range<usize>,
) -> bool {
    let object = (mention.end..mention.end + 6)
        .take_while(|at| {
            let word = reading.word(*at);
            let ends = has("subordinator", word) || has("conjunction", word) || matches!(word, "he" | "she");
            !ends && reading.tokens.get(*at).is_some_and(|token| token.is_word())
        })
        .find(|at| match reading.word(*at) {
            "him" => true,
            "her" => case_here(reading, *at, &[Case::Possessive, Case::Object]) == Case::Object,
            _ => false,
        });
    // "Kit and their sister visit their gran, and they help her": the gran.
    let third = people.iter().any(|other| other.at < mention.start && !partner.contains(&other.at));
    let several = partner.clone().any(|at| {
        let word = reading.word(at);
        matches!(word, "and" | ",")
            || word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("'s")
            || has("plural-people", word)
    });
    let Some(object) = object.filter(|_| mention.case == Case::Subject && !third && !several) else {
        return false;
    };
    let group = if reading.word(object) == "her" { "male" } else { "female" };
    people.iter().filter(|other| other.at < mention.start).all(|other| !has(group, reading.word(other.at)))
}

/// "lets himself and his brother in": the person and somebody were the objects of one verb before `at`.
fn is_paired_with_self(reading: &Reading<'_>, at: usize, people: &[Other]) -> bool {
    reading.mentions.iter().any(|mention| {
        let somebody = |other: &Other| (mention.end + 1..mention.end + 5).contains(&other.at) && other.at < at;
        mention.case == Case::Reflexive
            && matches!(reading.word(mention.end), "and" | "&")
            && people.iter().any(somebody)
    })
}

/// "comes to one of them and they go in together": of several the one with whom the person is.
fn is_one_of_several(reading: &Reading<'_>, at: usize) -> bool {
    (at.saturating_sub(8)..at)
        .any(|at| reading.word(at) == "one" && reading.word(at + 1) == "of" && reading.before(at) != "and")
}

/// "goes with their friend and they sit together": two, where the pronouns of one are those of several.
pub(super) fn at_once(reading: &mut Reading<'_>) -> Vec<Mention> {
    let people = others(reading, &Set::They);
    let near: Vec<bool> = (0..reading.tokens.len()).map(|at| is_done_together(reading, at)).collect();
    // "whom they both miss": one person is never both
    let reading_both: Vec<bool> = (0..reading.tokens.len()).map(|at| reading.word(at) == "both").collect();
    // "without either of them": the person and the one who was named
    let part: Vec<bool> = (0..reading.tokens.len()).map(|at| is_part_of(reading, at) && is_one(&people, at)).collect();
    let (both, one): (Vec<Mention>, Vec<Mention>) = reading.mentions.drain(..).partition(|mention| {
        let company = people.iter().any(|other| other.at < mention.start);
        let both = reading_both.get(mention.end) == Some(&true);
        let together = mention.case == Case::Subject && (both || near.get(mention.end) == Some(&true)) && company;
        mention.pronoun && (together || part.get(mention.start) == Some(&true))
    });
    // "if either of them upsets them" of mum and dad: nobody is some of themselves.
    reading.mentions =
        one.into_iter().filter(|mention| !mention.pronoun || !is_part_of(reading, mention.start)).collect();
    both
}

/// "either of them", "each of them"
pub(super) fn is_part_of(reading: &Reading<'_>, at: usize) -> bool {
    reading.before(at) == "of"
        && at > 1
        && matches!(reading.before(at - 1), "both" | "all" | "either" | "neither" | "each")
}

/// True if one person, and nobody else, was spoken of before `at`.
fn is_one(people: &[Other], at: usize) -> bool {
    let mut before = people.iter().filter(|other| other.at < at);
    before.next().is_some_and(|other| other.fit == Fit::Never) && before.next().is_none()
}

/// "eat together", "will meet": what the verb group at `at` tells, nobody does alone.
fn is_done_together(reading: &Reading<'_>, at: usize) -> bool {
    let verb = reading.skip_adverbs(at);
    let verb = if has("modal", reading.word(verb)) || reading.word(verb) == "are" { verb + 1 } else { verb };
    let next = reading.word(verb + 1);
    let alone = !reading.tokens.get(verb + 1).is_some_and(|token| token.is_word())
        || has("conjunction", next)
        || has("preposition", next);
    base(reading.word(verb)) == "meet" && alone || (at..at + 4).any(|at| reading.word(at) == "together")
}

/// True if beside the person only one other, a man or a woman, was spoken of before `at`, and nothing that is several.
fn only_two(reading: &Reading<'_>, people: &[Other], at: usize) -> bool {
    let mut before = people.iter().filter(|other| other.at < at);
    let one = before.next().is_some_and(|other| {
        let word = reading.word(other.at).trim_end_matches("'s");
        has("male", word) || has("female", word)
    });
    let several = (0..at).any(|at| {
        let word = reading.word(at);
        word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("'s")
            && !reading.is_third(at)
            && !has("singular-in-s", word)
            || has("plural-people", word)
            || has("whoever", word)
            || word == "them" && reading.before(at) != "of"
            || matches!(word, "and" | "or") && reading.tokens[at].is_word() && has("determiner", reading.word(at + 1))
    });
    one && before.next().is_none() && !several
}

/// "dropped them both", "where they all are", "before they cross", where a companion was named.
pub(super) fn companions(reading: &Reading<'_>) -> Vec<Mention> {
    let people = others(reading, &Set::They);
    let many = |at: usize| people.iter().any(|other| other.at < at && other.fit == Fit::Well);
    let pair = |at: usize| {
        people
            .iter()
            .any(|other| other.at < at && matches!(reading.before(other.at), "and" | "&") && other.fit == Fit::Never)
    };
    // "with his sister while their mum reads"
    let family = |at: usize| people.iter().any(|other| other.at < at && has("sibling", reading.word(other.at)));
    let company = |at: usize| people.iter().any(|other| other.at < at);
    let walked = walked(reading, Set::They);
    walked
        .found
        .iter()
        .copied()
        .filter(|mention| !is_thing_told(reading, mention.start))
        .filter(|mention| {
            let (at, next) = (mention.start, reading.word(mention.end));
            let alike = mention.case == Case::Object
                && matches!(next, "the" | "alike" | "equal" | "apart" | "closer" | "different")
                && (next != "the" || reading.word(mention.end + 1) == "same")
                && matches!(base(reading.before(at)).as_str(), "make" | "keep" | "set" | "bring");
            let whole = alike
                || matches!(next, "all" | "both" | "each")
                || matches!(next, "are" | "have") && matches!(reading.word(mention.end + 1), "all" | "both")
                || is_part_of(reading, at);
            // "hugs both of them" after "her mum and dad"
            let theirs = is_part_of(reading, at) && pair(at);
            let mut act = reading.skip_adverbs(mention.end);
            while has("modal", reading.word(act)) || matches!(reading.word(act), "are" | "have") {
                act = reading.skip_adverbs(act + 1);
            }
            // "tells her teacher if they are not working": hearing aids are not, people do.
            let runs = reading.word(act) == "working";
            let act = base(reading.word(act));
            let with = act == "do" && (mention.end..mention.end + 4).any(|at| reading.word(at) == "together");
            let together =
                mention.case == Case::Subject && (has("together", &act) && !runs && !many(at) && !pair(at) || with);
            let home = mention.case == Case::Possessive && has("kin", next) && !many(at) && !pair(at) && family(at);
            let partner = with && (at.saturating_sub(6)..at).any(|at| reading.word(at) == "with");
            // "says so to them both": what the person does is done to others.
            let done_by_person =
                mention.case == Case::Object && !alike && !is_part_of(reading, at) && walked.by_person.contains(&at);
            // "lets himself and his brother in … that they are home"
            let paired = mention.case != Case::Object && is_paired_with_self(reading, at, &people) && !many(at);
            let rejoined = mention.case == Case::Subject
                && (mention.end..mention.end + 8)
                    .take_while(|at| reading.tokens.get(*at).is_some_and(|token| token.is_word()))
                    .any(|at| reading.word(at) == "together")
                && is_one_of_several(reading, at);
            if paired || rejoined {
                return true;
            }
            // "what they said to her": who does it to the person is somebody else.
            let meets_person = mention.case == Case::Subject
                && (mention.end..mention.end + 6)
                    .take_while(|at| reading.tokens.get(*at).is_some_and(|token| token.is_word()))
                    .take_while(|at| !has("conjunction", reading.word(*at)) && !has("subordinator", reading.word(*at)))
                    .any(|at| reading.mention_at(at).is_some_and(|mention| mention.case == Case::Object));
            !theirs
                && !meets_person
                && !done_by_person
                && (company(at) || partner)
                && (whole || together || home || only_two(reading, &people, at))
        })
        .collect()
}
