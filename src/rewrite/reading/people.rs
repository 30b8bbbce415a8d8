//! Finds the people of a draft beside the person, who may be the one that a pronoun stands for.
//!
//! **In:** a [`Reading`] whose names are marked. **Out:** [`Other`]s, in order. **Layer:** 3.
//!
//! Nobody can tell a man from a woman by a first name, so a name fits any pronoun; so do "carer" and "friend", but less
//! surely than "mum" fits "she".

use super::Reading;
use super::person::Set;
use crate::rewrite::lexicon::has;

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
    (0..reading.tokens.len()).filter_map(|at| fit(reading, set, at).map(|fit| Other { at, fit })).collect()
}

fn fit(reading: &Reading<'_>, set: &Set, at: usize) -> Option<Fit> {
    let token = &reading.tokens[at];
    if token.quoted || reading.mention_at(at).is_some() || !token.is_word() {
        return None;
    }
    // "mum's car" speaks of a car; "her mum's there" is rare enough to be left.
    let owner = token.folded.ends_with("'s") || token.folded.ends_with('\'');
    let word = token.folded.trim_end_matches('\'').trim_end_matches("'s");
    let plural = word.strip_suffix('s').filter(|one| has("anyone", one) || has("female", one) || has("male", one));
    let found = if has("female", word) {
        if *set == Set::She { Fit::Well } else { Fit::Never }
    } else if has("male", word) {
        if *set == Set::He { Fit::Well } else { Fit::Never }
    } else if has("plural-people", word) || plural.is_some() {
        if *set == Set::They { Fit::Well } else { Fit::Never }
    } else if has("anyone", word) || has("animal", word) {
        if *set == Set::They { Fit::Never } else { Fit::Perhaps }
    } else if is_name(reading, at) {
        if *set == Set::They { Fit::Never } else { Fit::Well }
    } else {
        return None;
    };
    let two = *set != Set::They && is_one_of_two(reading, at);
    let named_next = has("anyone", word) && at + 1 < reading.tokens.len() && is_name(reading, at + 1);
    (!(owner && found == Fit::Perhaps && !has("animal", word) || named_next)).then_some(if two {
        Fit::Never
    } else {
        found
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

/// A capitalised word where a name can stand: after "cousin", "friend", "with", after a verb, or as a subject.
fn is_name(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    let word = token.folded.trim_end_matches("'s");
    let before = reading.before(at);
    let usual = has("anyone", before)
        || has("animal", before)
        || has("female", before)
        || has("male", before)
        || matches!(
            before,
            "with" | "and" | "to" | "alongside" | "beside" | "for" | "miss" | "mr" | "mrs" | "ms" | "dr"
        )
        || matches!(before, "tell" | "ask" | "let" | "lets" | "help" | "helps" | "while" | "when" | "feeds" | "than")
        || crate::text::inflect::is_verb(before)
        || crate::text::inflect::base_of_third(before).is_some_and(|base| crate::text::inflect::is_mostly_verb(&base));
    token.is_capitalised()
        && !token.opens
        && !token.is_abbreviation()
        && !token.in_deadline
        && word.chars().count() > 2
        && !has("not-a-name", word)
        && !has("male", word)
        && !has("female", word)
        && !has("calendar", word)
        && (usual || reading.opens_verb_group(at + 1))
}
