//! Finds the words that mean the person by role or by a stand-in: "the pupil", "\[name\]", "he/she".
//!
//! **In:** tokens. **Out:** [`Mention`]s. **Layer:** 3.

use super::clause::{base, is_somebody};
use super::person::{Case, Set, case_of_name};
use super::{Mention, Reading};
use crate::rewrite::lexicon::has;
use crate::text::inflect::base_of_past;

/// "the pupil", "YP", "Child A", "my son", "\[name\]".
pub(super) fn roles(reading: &Reading<'_>, alone: bool, set: Option<&Set>) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let says_i = reading.tokens.iter().any(|token| token.text == "I" && !token.quoted);
    let mut at = 0;
    while at < reading.tokens.len() {
        let mut end = at;
        let word = |at: usize| reading.word(at).trim_end_matches("'s");
        // "passes it to the girl next to her": with a name in the text, a girl is another one.
        let noun = |at: usize| has("person-noun", word(at)) || alone && !says_i && matches!(word(at), "boy" | "girl");
        // "the above-named pupil", "the above child"
        let named = above(reading, at + 1);
        let above_named = matches!(word(at), "the" | "this") && named > at + 1;
        let young_person =
            word(at + 1) == "young" && matches!(word(at + 2), "person" | "man" | "woman" | "lady" | "adult");
        let ours = alone
            && matches!(word(at), "my" | "our")
            && matches!(word(at + 1), "son" | "daughter" | "child" | "boy" | "girl" | "lad" | "lass");
        let bare = word(at) == "young" && word(at + 1) == "person" && reading.tokens[at].is_capitalised();
        let above_young = word(named) == "young" && matches!(word(named + 1), "person" | "man" | "woman" | "adult");
        if above_named && (noun(named) || above_young) {
            end = named + 1 + usize::from(above_young);
        } else if matches!(word(at), "the" | "this") && young_person {
            end = at + 3;
        } else if matches!(word(at), "the" | "this") && noun(at + 1) || ours || bare {
            end = at + 2;
        } else if word(at) == "[" && (word(at + 1).contains("name") || word(at + 2) == "name" || word(at + 2) == "s") {
            end = (at..at + 6).find(|at| reading.word(*at) == "]").map_or(at, |close| close + 1);
            if matches!(reading.word(end), "'" | "’") && reading.word(end + 1) == "s" {
                end += 2;
            }
        } else if noun(at) && (reading.tokens[at].is_capitalised() || reading.tokens[at].opens) {
            let subject =
                reading.opens_verb_group(at + 1) || reading.word(at + 1) == "to" || reading.word(at).ends_with("'s");
            let lettered =
                reading.tokens.get(at + 1).is_some_and(|t| t.text.chars().count() == 1 && t.is_capitalised());
            if lettered {
                end = at + 2;
            } else if subject || reading.tokens[at].is_abbreviation() {
                end = at + 1;
            }
        } else if alone && matches!(reading.tokens[at].text, "XX" | "XXX" | "X" | "xx" | "X's" | "XX's") {
            end = at + 1;
        }
        if end == at || reading.tokens[at].quoted || !alone && is_met_by_person(reading, at) {
            at += 1;
            continue;
        }
        let owned = reading.word(end - 1).ends_with("'s") || reading.word(end - 1) == "s";
        found.push(Mention { start: at, end, case: case_of_name(reading, at, end, owned), pronoun: false });
        at = end;
    }
    if let Some(letter) = found.iter().find_map(|mention| lettered(reading, mention)) {
        found.extend(again(reading, letter, &found));
        found.sort_by_key(|mention| mention.start);
    }
    if !set.is_some_and(|set| !alone && is_anothers(reading, set)) {
        found.extend(slashed(reading));
    }
    found
}

/// "says sorry to the child", "gives the pupil beside him a turn" in what the person, who has a name, does: another one.
fn is_met_by_person(reading: &Reading<'_>, at: usize) -> bool {
    let Some(last) = at.checked_sub(1).filter(|_| reading.word(at) == "the") else { return false };
    let from = (0..at).rev().find(|at| reading.is_stop(*at) || reading.word(*at) == ";").map_or(0, |stop| stop + 1);
    // Nobody else has come up who may be doing it.
    let theirs = |at: usize| {
        let word = reading.word(at);
        has("subordinator", word) || has("staff", word) || is_somebody(word) || matches!(word, "we" | "i" | "it" | "by")
    };
    let particle = has("preposition", reading.word(last)) || reading.word(last) == "to";
    let sorry = matches!(reading.before(last), "sorry" | "kind" | "polite" | "nice" | "gentle" | "next");
    let verb = if particle { last.saturating_sub(1) } else { last };
    let plain = verb > from && !matches!(reading.before(verb), "be" | "is" | "been");
    let hurts = matches!(base(reading.word(verb)).as_str(), "hit" | "push" | "kick" | "bite" | "hurt");
    let done = has("towards-another", &base(reading.word(verb)))
        && base_of_past(reading.word(verb)).is_none_or(|base| base == reading.word(verb))
        && (hurts || !reading.word(verb).ends_with("ing"));
    plain && !(from..at).any(theirs) && (particle && sorry || done)
}

/// The "J" of "Pupil J".
fn lettered<'a>(reading: &Reading<'a>, mention: &Mention) -> Option<&'a str> {
    let last = reading.tokens[mention.end - 1].text.trim_end_matches("'s").trim_end_matches("’s");
    (mention.end > mention.start + 1 && last.chars().count() == 1 && last.chars().all(char::is_uppercase))
        .then_some(last)
}

/// "J's TA", where "Pupil J" was told of before.
fn again(reading: &Reading<'_>, letter: &str, found: &[Mention]) -> Vec<Mention> {
    let from = found.first().map_or(0, |mention| mention.end);
    (from..reading.tokens.len())
        .filter(|at| letter != "I" && letter != "A" && !reading.tokens[*at].quoted)
        .filter(|at| found.iter().all(|mention| !(mention.start..mention.end).contains(at)))
        .filter_map(|at| {
            let text = reading.tokens[at].text;
            let owned = text != letter;
            let named = text == letter || text.strip_prefix(letter).is_some_and(|end| matches!(end, "'s" | "’s"));
            named.then(|| {
                let case = case_of_name(reading, at, at + 1, owned);
                Mention { start: at, end: at + 1, case, pronoun: false }
            })
        })
        .collect()
}

/// Past "above-named", "aforementioned" and their like, which only the person is called; `at` if there is none.
fn above(reading: &Reading<'_>, at: usize) -> usize {
    match reading.word(at) {
        "above" if matches!(reading.word(at + 1), "named" | "mentioned") => at + 2,
        "above" if reading.word(at + 1) == "-" && matches!(reading.word(at + 2), "named" | "mentioned") => at + 3,
        "above" | "abovenamed" | "aforementioned" | "aforenamed" | "named" => at + 1,
        _ => at,
    }
}

/// "tells him or her" of somebody whose own pronouns are known and used: another one is meant.
fn is_anothers(reading: &Reading<'_>, set: &Set) -> bool {
    matches!(set, Set::He | Set::She)
        && (0..reading.tokens.len())
            .any(|at| !reading.tokens[at].quoted && !set.cases(reading.word(at)).is_empty() && !in_pair(reading, at))
}

/// True for either word of "him or her" and "his/her".
pub(super) fn in_pair(reading: &Reading<'_>, at: usize) -> bool {
    let of = |set: Set, at: usize| !set.cases(reading.word(at)).is_empty();
    // "himself or his sister" is of one.
    let pair = |one: usize, two: usize| of(Set::He, one) && of(Set::She, two) || of(Set::She, one) && of(Set::He, two);
    let join = |at: usize| matches!(reading.word(at), "or" | "/");
    join(at + 1) && pair(at, at + 2) || at > 1 && join(at - 1) && pair(at - 2, at)
}

/// "he/she", "his / her", "s/he", "him or her", "(s)he".
fn slashed(reading: &Reading<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    for at in 0..reading.tokens.len() {
        let join = reading.word(at + 1);
        if join != "/" && join != "or" || reading.tokens[at].quoted {
            continue;
        }
        let case = match (reading.word(at), reading.word(at + 2)) {
            ("he", "she") | ("she", "he") | ("s", "he") => Case::Subject,
            ("his", "her") | ("her", "his") => Case::Possessive,
            ("him", "her") | ("her", "him") => Case::Object,
            ("him", "herself") | ("himself", "herself") | ("herself", "himself") => Case::Reflexive,
            _ => continue,
        };
        let case = if case == Case::Possessive && reading.is_stop(at + 3) { Case::Object } else { case };
        let third = matches!(reading.word(at + 3), "/") && matches!(reading.word(at + 4), "they" | "their" | "them");
        let end = if third { at + 5 } else { at + 3 };
        let bracketed = reading.before(at) == "[" && reading.word(end) == "]";
        found.push(Mention {
            start: at - usize::from(bracketed),
            end: end + usize::from(bracketed),
            case,
            pronoun: true,
        });
    }
    found
}
