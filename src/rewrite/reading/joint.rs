//! Finds where the person and somebody else are meant together: "Sam and his sister … themselves".
//!
//! **In:** a [`Reading`] whose mentions are marked. **Out:** [`Joint`] subjects, and the plural pronouns that mean both.
//! **Layer:** 3.
//!
//! The walk that tells "he" of one from "he" of another is made once more for "they", with the two in the place of the person.
//! Where the two are no subject ("goes there with her friend"), see [`company`](super::company).

use super::clause::phrase_start;
use super::company::{at_once, companions, is_alone_with, is_part_of};
use super::coreference::{Walk, walk};
use super::people::{Fit, Other, others};
use super::person::{Case, Set};
use super::things::is_some_of_things;
use super::worries::is_thing_told;
use super::{Mention, Reading};
use crate::rewrite::lexicon::has;
use crate::text::inflect::{is_mostly_verb, is_verb};
use std::ops::Range;

/// A subject of two: the person and somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Joint {
    /// The tokens of both.
    pub(crate) all: Range<usize>,
    /// The tokens that name the other one.
    pub(crate) partner: Range<usize>,
    /// Where the verb group of both begins.
    pub(crate) verb: usize,
}

impl Walk {
    /// True for the second of "Sam and his sister", who do what follows together.
    pub(super) fn joins_person(&self, reading: &Reading<'_>, at: usize) -> bool {
        let start = phrase_start(reading, at);
        let Some(link) = start.checked_sub(1) else { return false };
        let person = reading.mentions.iter().any(|mention| mention.end == link && mention.case == Case::Subject);
        // "Sam, his mum and his dad"
        let listed = || {
            self.others.iter().any(|other| other.at + 1 == link && self.joins_person(reading, other.at))
                && (at + 1..at + 9).chain(link..at).any(|at| reading.word(at) == "and")
        };
        matches!(reading.word(link), "and" | "&") && (person || listed())
            || reading.word(link) == "," && listed()
            || reading.word(link) == "," && person && self.is_list(reading, at)
    }

    /// True if "and" and somebody else follow the one at `at`, who then is one of a list.
    fn is_list(&self, reading: &Reading<'_>, at: usize) -> bool {
        let and = (at + 1..at + 6).find(|at| matches!(reading.word(*at), "and" | "&"));
        and.is_some_and(|and| {
            let plain = (at + 1..and).all(|at| !reading.opens_verb_group(at));
            plain && self.others.iter().any(|other| (and + 1..and + 5).contains(&other.at))
        })
    }
}

/// The subjects of two.
pub(super) fn joint_subjects(reading: &Reading<'_>) -> Vec<Joint> {
    // Whom "they" may mean is no matter here: everybody counts.
    let people = others(reading, &Set::They);
    reading
        .mentions
        .iter()
        .filter(|mention| mention.case == Case::Subject && !reading.tokens[mention.start].quoted)
        .filter_map(|mention| {
            partner_after(reading, mention, &people).or_else(|| partner_before(reading, mention, &people))
        })
        .collect()
}

/// "Sam and his sister, Rae, will", "Aaron and the boy he sits with will".
fn partner_after(reading: &Reading<'_>, mention: &Mention, people: &[Other]) -> Option<Joint> {
    let from = mention.end + 1;
    if let Some(joint) = others_after(reading, mention) {
        return Some(joint);
    }
    if let Some(joint) = listed_after(reading, mention, people) {
        return Some(joint);
    }
    if !matches!(reading.word(mention.end), "and" | "&" | "or" | "nor")
        || mention.pronoun && reading.word(mention.end) == "&"
    {
        return None;
    }
    let head = people.iter().find(|other| other.at >= from && other.at < from + 5)?.at;
    let starts = phrase_start(reading, head);
    if starts != from
        && head != from
        && !(from..head).all(|at| !reading.opens_verb_group(at) && !ends_phrase(reading, at))
    {
        return None;
    }
    let mut at = head + 1;
    // "her friend Amy", "the staff team"
    while people.iter().any(|other| other.at == at) {
        at += 1;
    }
    // "her sister Lily (4)"
    if reading.word(at) == "("
        && let Some(close) = (at + 1..at + 8).find(|at| reading.word(*at) == ")")
    {
        at = close + 1;
    }
    if reading.word(at) == ","
        && let Some(close) = (at + 2..at + 6).find(|at| reading.word(*at) == ",")
        && reading.tokens[at + 1].is_word()
        && !(at + 1..close).any(|at| reading.opens_verb_group(at))
    {
        at = close + 1;
    }
    // "her friend Rae, who lives near her,"
    if reading.word(at) == ","
        && reading.word(at + 1) == "who"
        && let Some(close) = (at + 3..at + 10).find(|at| reading.word(*at) == ",")
        && opens_joint_verb(reading, close + 1, false)
    {
        at = close + 1;
    }
    let relative = reading.mention_at(at).is_some_and(|mention| mention.pronoun && mention.case == Case::Subject)
        || matches!(reading.word(at), "from" | "in" | "at" | "next" | "who");
    let limit = if relative { at + 12 } else { at + 1 };
    let verb = (at + usize::from(relative) * 2..limit).find(|verb| opens_joint_verb(reading, *verb, relative))?;
    Some(Joint { all: mention.start..verb, partner: from..verb, verb })
}

/// "Sam and the rest of 4B will": a phrase that ends with a modal, whoever is meant by it.
fn others_after(reading: &Reading<'_>, mention: &Mention) -> Option<Joint> {
    let from = mention.end + 1;
    let opens = has("determiner", reading.word(from)) || reading.mention_at(from).is_some_and(|m| m.pronoun);
    let verb = (from + 1..from + 7).find(|at| has("modal", reading.word(*at)))?;
    let plain = |at: usize| {
        let word = reading.word(at);
        !reading.opens_verb_group(at) && (word == "of" || !ends_phrase(reading, at)) && !has("subordinator", word)
    };
    (matches!(reading.word(mention.end), "and" | "&") && opens && (from..verb).all(plain)).then_some(Joint {
        all: mention.start..verb,
        partner: from..verb,
        verb,
    })
}

/// "Sam, his mum and his dad will": a list of people, of whom the person is the first.
fn listed_after(reading: &Reading<'_>, mention: &Mention, people: &[Other]) -> Option<Joint> {
    let from = mention.end + 1;
    let somebody = |at: usize| {
        let named = reading.tokens.get(at).is_some_and(|token| token.is_capitalised() && !token.in_deadline);
        named && !has("calendar", reading.word(at)) || people.iter().any(|other| other.at == at)
    };
    let and = (from + 1..from + 9).find(|at| matches!(reading.word(*at), "and" | "&"))?;
    let last = (and + 1..and + 5).find(|at| somebody(*at))?;
    let listed = |at: usize| match reading.word(at) {
        "," => somebody(at - 1),
        _ => somebody(at) || !reading.opens_verb_group(at) && !ends_phrase(reading, at),
    };
    let verb = last + 1;
    (reading.word(mention.end) == ","
        && somebody(and - 1)
        && (from..and).all(listed)
        && opens_joint_verb(reading, verb, false))
    .then_some(Joint { all: mention.start..verb, partner: from..verb, verb })
}

/// "His sister and Sam will": the partner comes first.
fn partner_before(reading: &Reading<'_>, mention: &Mention, people: &[Other]) -> Option<Joint> {
    let and = mention.start.checked_sub(1)?;
    let head = and.checked_sub(1)?;
    let opens = |start: usize| {
        start == 0
            || !reading.tokens[start - 1].is_word()
            || reading.tokens[start - 1].in_deadline
            || reading.before(start) == "for"
    };
    let start = phrase_start(reading, head);
    let somebody =
        people.iter().any(|other| other.at == head) || reading.tokens[head].is_capitalised() && head == start;
    (matches!(reading.word(and), "and" | "&")
        && somebody
        && !reading.tokens[head].in_deadline
        && opens(start)
        && opens_joint_verb(reading, mention.end, false))
    .then_some(Joint { all: start..mention.end, partner: start..and, verb: mention.end })
}

fn ends_phrase(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    !reading.tokens[at].is_word() || has("preposition", word) || has("conjunction", word) || word == "to"
}

/// A verb group of two: no "-s" form, and after a relative clause only what cannot belong to it.
fn opens_joint_verb(reading: &Reading<'_>, at: usize, relative: bool) -> bool {
    let word = reading.word(at);
    let finite =
        has("modal", word) || matches!(word, "are" | "have" | "both" | "each" | "need" | "do" | "aren't" | "don't");
    if relative {
        return finite && reading.mention_at(at - 1).is_none_or(|mention| mention.case != Case::Subject);
    }
    let verb = reading.skip_adverbs(at);
    let bare = is_verb(reading.word(verb))
        && !has("preposition", reading.word(verb))
        && (is_mostly_verb(reading.word(verb)) || reading.verb_follow(verb + 1));
    let like =
        reading.word(verb) == "like" && (has("determiner", reading.word(verb + 1)) || reading.word(verb + 1) == "to");
    finite
        || bare
        || like
        || has("modal", reading.word(verb))
        || word == "to" && is_verb(reading.word(reading.skip_adverbs(at + 1)))
}

/// The plural pronouns that mean the person and another; those that were taken for the person alone go to them.
pub(super) fn both_meant(reading: &mut Reading<'_>) -> Vec<Mention> {
    let Some(set) = reading.set.clone() else { return Vec::new() };
    let Some(from) = reading.joint.iter().map(|joint| joint.verb).min() else {
        return if set == Set::They { at_once(reading) } else { companions(reading) };
    };
    if set == Set::They {
        // "agree what time they will be home": of one of them, as the set is one person's.
        let told = |at: usize| at > 1 && matches!(reading.word(at - 2), "what" | "where" | "which" | "how");
        let people = others(reading, &Set::They);
        let partner = reading.joint.first().map_or(0..0, |joint| joint.partner.clone());
        let single: Vec<usize> = reading
            .mentions
            .iter()
            .filter(|mention| told(mention.start) || is_alone_with(reading, mention, &people, &partner))
            .map(|mention| mention.start)
            .collect();
        let (both, one) = reading
            .mentions
            .drain(..)
            .partition(|mention| mention.pronoun && mention.start >= from && !single.contains(&mention.start));
        reading.mentions = one;
        let mut both: Vec<Mention> = both;
        both.extend(parts(reading, from, &both));
        return both;
    }
    let both = |mention: &Mention| {
        mention.start >= from && !is_some_of_things(reading, mention.start) && !is_thing_told(reading, mention.start)
    };
    let mut both: Vec<Mention> = walk(reading, Set::They).into_iter().filter(both).collect();
    both.extend(parts(reading, from, &both));
    both
}

/// "each of them" after "Sam and his two sisters", where nobody else has come up.
fn parts(reading: &Reading<'_>, from: usize, known: &[Mention]) -> Vec<Mention> {
    let people = others(reading, &Set::They);
    let several = |at: usize| people.iter().any(|other| (from..at).contains(&other.at) && other.fit == Fit::Well);
    (from..reading.tokens.len())
        .filter(|at| reading.word(*at) == "them" && is_part_of(reading, *at) && !several(*at))
        .filter(|at| !reading.tokens[*at].quoted && known.iter().all(|mention| mention.start != *at))
        .map(|at| Mention { start: at, end: at + 1, case: Case::Object, pronoun: true })
        .collect()
}
