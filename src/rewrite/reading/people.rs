//! Finds the people of a draft beside the person, who may be the one that a pronoun stands for.
//!
//! **In:** a [`Reading`] whose names are marked. **Out:** [`Other`]s, in order. **Layer:** 3.
//!
//! Nobody can tell a man from a woman by a first name, so a name fits any pronoun; so do "carer" and "friend", but less
//! surely than "mum" fits "she".

use super::Reading;
use super::clause::base;
use super::person::Set;
use crate::rewrite::lexicon::has;
use std::collections::HashSet;
use std::sync::LazyLock;

/// How well somebody fits the person's pronouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Of another gender or number.
    Never,
    /// Of no given gender: a carer, a friend.
    Perhaps,
    /// A mother for "she", a name for anything.
    Well,
}

/// Somebody beside the person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Other {
    /// The token that names them.
    pub(super) at: usize,
    /// Whether the person's pronouns may mean them.
    pub(super) fit: Fit,
}

/// Everybody beside the person, in order.
pub(super) fn others(reading: &Reading<'_>, set: &Set) -> Vec<Other> {
    let mut found: Vec<Other> =
        (0..reading.tokens.len()).filter_map(|at| fit(reading, set, at).map(|fit| Other { at, fit })).collect();
    // "asks the carer where she is" of a boy: the carer is a woman.
    let foreign: (&[&str], &str) = match set {
        Set::He => (&["she", "her", "hers", "herself"], "female"),
        Set::She => (&["he", "him", "his", "himself"], "male"),
        Set::They | Set::Other(_) => (&[], ""),
    };
    let told = (0..reading.tokens.len()).find(|at| {
        foreign.0.contains(&reading.word(*at)) && !reading.tokens[*at].quoted && reading.mention_at(*at).is_none()
    });
    if let Some(pronoun) = told
        && !(0..pronoun).any(|at| has(foreign.1, stem(reading.word(at))))
        && let Some(last) = found.iter_mut().rfind(|other| other.at < pronoun)
    {
        last.fit = Fit::Never;
    }
    found
}

/// Without the endings of an owner.
fn stem(word: &str) -> &str {
    word.trim_end_matches('\'').trim_end_matches("'s")
}

fn fit(reading: &Reading<'_>, set: &Set, at: usize) -> Option<Fit> {
    let token = &reading.tokens[at];
    if token.quoted || reading.mention_at(at).is_some() || !token.is_word() {
        return None;
    }
    let word = stem(&token.folded);
    // "when they miss her": a verb, not a teacher.
    if word == "miss" && !token.is_capitalised() {
        return None;
    }
    // "a family meal": what kind of meal it is.
    if word == "family" && is_adjective(reading, at) {
        return None;
    }
    // "will cook", "can partner": no person.
    if has("modal", reading.before(at)) && !token.is_capitalised() {
        return None;
    }
    let found = if let Some(found) = fit_of_noun(word, set) {
        found
    } else if has("person-noun", word) && is_another(reading, at) {
        if *set == Set::They { Fit::Never } else { Fit::Perhaps }
    } else if is_name(reading, at) {
        // "his sister, Rae": what the noun says holds for the name.
        let noun = if reading.before(at) == "," { at.checked_sub(2) } else { at.checked_sub(1) };
        let known = noun.and_then(|noun| fit_of_noun(reading.word(noun), set)).filter(|fit| *fit == Fit::Never);
        known.unwrap_or(if *set == Set::They { Fit::Never } else { Fit::Well })
    } else {
        return None;
    };
    let two = *set != Set::They && is_one_of_two(reading, at);
    let named_next = has("anyone", word) && at + 1 < reading.tokens.len() && is_name(reading, at + 1);
    // "head of year", "head up": no head teacher.
    let no_noun = word == "head" && !matches!(reading.before(at), "the" | "new");
    (!(named_next || no_noun)).then_some(if two { Fit::Never } else { found })
}

/// How well a noun fits; `None` if it means nobody.
fn fit_of_noun(word: &str, set: &Set) -> Option<Fit> {
    let fits = |set_of: Set, fit: Fit| Some(if *set == set_of { fit } else { Fit::Never });
    let plural = |one: &str| ["anyone", "female", "male", "animal", "person-noun"].iter().any(|group| has(group, one));
    if has("female", word) {
        fits(Set::She, Fit::Well)
    } else if has("male", word) {
        fits(Set::He, Fit::Well)
    } else if has("plural-people", word) || word.strip_suffix('s').is_some_and(plural) {
        fits(Set::They, Fit::Well)
    } else if has("anyone", word) || has("animal", word) {
        Some(if *set == Set::They { Fit::Never } else { Fit::Perhaps })
    } else {
        None
    }
}

/// True if a noun that follows can only be what the one at `at` tells the kind of.
fn is_adjective(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.word(at + 1);
    let joins = ["conjunction", "subordinator", "modal", "auxiliary"].iter().any(|group| has(group, next));
    let verb = crate::text::inflect::is_verb(next) || reading.opens_verb_group(at + 1) || reading.is_ing(at + 1);
    reading.tokens.get(at + 1).is_some_and(super::Token::is_word) && !joins && !verb && !reading.verb_follow(at + 1)
}

/// "another pupil", "a younger child"
fn is_another(reading: &Reading<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|at| matches!(reading.word(at), "another" | "other" | "a" | "one"))
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

/// True for a first name that is common in England and no other word.
fn is_first_name(word: &str) -> bool {
    static NAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
        let lines = include_str!("../../text/first_names.tsv").lines().filter(|line| !line.starts_with("# "));
        lines.flat_map(str::split_whitespace).collect()
    });
    NAMES.contains(word)
}

/// True if a statement that never names the person opens with somebody else: "Bea will share", "Tom's brother".
pub(super) fn opens_with_another(reading: &Reading<'_>) -> bool {
    let Some(first) = reading.tokens.first().filter(|token| token.is_capitalised() && !token.is_abbreviation()) else {
        return false;
    };
    let word = stem(&first.folded);
    let known = ["not-a-name", "male", "female", "anyone", "calendar", "plural-people", "person-noun", "quality"];
    let common = known.iter().any(|group| has(group, word))
        || crate::text::inflect::is_verb(word)
        || base(word) != word
        || word.ends_with("ing");
    let owner = first.folded.ends_with("'s")
        && (1..3).any(|at| fit_of_noun(reading.word(at), &Set::He).is_some() || reading.word(at) == "friends");
    let verb = reading.skip_adverbs(2);
    let does = has("modal", reading.word(1))
        && crate::text::inflect::is_verb(reading.word(verb))
        && !has("befalling", reading.word(verb))
        || is_first_name(first.text) && reading.is_third(1) && !has("befalling", &base(reading.word(1)));
    reading.name.is_some() && reading.mentions.is_empty() && !first.in_deadline && !common && (owner || does)
}

/// A capitalised word where a name can stand: after "cousin", "friend", "with", after a verb, or as a subject.
fn is_name(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    let word = stem(&token.folded);
    let before = reading.before(at);
    let usual = has("anyone", before)
        || has("animal", before)
        || has("female", before)
        || has("male", before)
        || matches!(
            before,
            "with"
                | "and"
                | "to"
                | "from"
                | "by"
                | "of"
                | "without"
                | "alongside"
                | "beside"
                | "for"
                | "miss"
                | "mr"
                | "mrs"
                | "ms"
                | "dr"
        )
        || matches!(before, "tell" | "ask" | "let" | "lets" | "help" | "helps" | "while" | "when" | "feeds" | "than")
        || before == "at"
            && matches!(base(reading.before(at - 1)).as_str(), "look" | "smile" | "shout" | "laugh" | "wave")
        || before == "," && at > 1 && fit_of_noun(reading.word(at - 2), &Set::They).is_some()
        || crate::text::inflect::is_verb(before)
        || crate::text::inflect::base_of_third(before).is_some_and(|base| crate::text::inflect::is_mostly_verb(&base));
    if at == 0 && !token.folded.ends_with("'s") && opens_with_another(reading) {
        return true;
    }
    token.is_capitalised()
        && !token.opens
        && !token.is_abbreviation()
        && !token.in_deadline
        && word.chars().count() > 1
        && !matches!(word, "dr" | "st" | "no" | "or")
        && !has("not-a-name", word)
        && !has("male", word)
        && !has("female", word)
        && !has("calendar", word)
        && (usual || reading.opens_verb_group(at + 1))
}
