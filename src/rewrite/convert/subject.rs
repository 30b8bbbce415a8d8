//! Gives a subject to a statement that has none.
//!
//! **In:** a reading under edit in which no verb of the person was found. **Out:** a subject supplied. **Layer:** 3.
//!
//! "To cook a meal", "Walks to school" and "Better sleep" are the person's own; "Behaviour at lunchtimes" tells nothing
//! and is left alone.

use super::bare_nouns::is_hyphened;
use super::frames::is_people;
use super::things_to_change::{change_thing, is_changed, is_counting};
use super::{Converter, gerunds};
use crate::rewrite::lexicon::{has, is_auxiliary};
use crate::rewrite::reading::{Case, Mention, Reading};
use crate::text::inflect::{
    Agreement, base_of_ing, base_of_past, base_of_third, is_mostly_verb, is_verb, participle, present,
};
use std::ops::Range;

const WHY: &str = "said by the person";

/// Gives a subject to a statement that has none.
pub(super) fn supply(converter: &mut Converter<'_, '_>) {
    let reading = converter.edit.reading;
    let start = opening(reading);
    if let Some(mention) = reading.mention_at(start).filter(|mention| mention.case == Case::Possessive) {
        return owned(converter, mention.start, mention.end);
    }
    // "It'd be good if …": has its own subject, whatever follows.
    let opens = reading.word(start);
    if matches!(opens, "it" | "i" | "we" | "there")
        || opens.contains('\'') && matches!(opens.split('\'').next(), Some("it" | "i" | "we" | "there" | "that"))
    {
        return;
    }
    // "If it rains he'll stay in": the subject stands behind the clause.
    let told = || reading.mentions.iter().any(|m| m.case == Case::Subject && reading.opens_verb_group(m.end));
    let contracted =
        || reading.mentions.iter().any(|m| m.case == Case::Subject && reading.before(m.end).contains('\''));
    if has_predicate(reading, start)
        || gerunds::is_subject(reading, start)
        || has("subordinator", opens) && (told() || contracted())
    {
        return;
    }
    // "More friends": no adverb here.
    let more = reading.word(start) == "more" && !reading.is_third(start + 1);
    let head = if more { start } else { reading.skip_adverbs(start) };
    let word = reading.word(head).to_string();
    let next = reading.word(head + 1);
    // "Own bedroom", "Own bank account by 18": here "own" is no verb.
    if word == "own" && reading.tokens.get(head + 1).is_some_and(|t| t.is_word()) && !has("determiner", next) {
        return converter.edit.insert(start, "I have my", WHY);
    }
    // "Preparing for adulthood": the name of a part of the plan.
    if word == "preparing" && next == "for" && reading.word(head + 2) == "adulthood" {
        converter.untold = true;
        return;
    }
    if is_limit(reading, head) {
        return noun_phrase(converter, start, head);
    }
    // "No longer relies on", "Never hits": after these the "-s" form is no plural.
    let led = (start..head).any(|at| has("leading-adverb", reading.word(at)));
    let opened = base_of_third(&word).is_some_and(|base| is_verb(&base) && (led || opens_with(reading, head, &base)));
    let third = reading.is_third(head) || opened;
    let first = if led { head } else { start };
    if reading.word(start) == "by" || !(led && third || opened) && other_subject(reading, first) {
        return;
    }
    // "No longer anxious at lunch", "No longer a worry to her mum"
    let was = has("article", &word) || is_feeling(&word) && !is_noun_phrase(reading, head);
    if reading.before(head) == "longer" && was {
        return converter.edit.insert(start, "I am", WHY);
    }
    // "To support Sam in lessons": what others do.
    let of_person = |m: &Mention| m.case == Case::Object && !m.pronoun;
    if word == "to" && reading.mention_at(head + 2).is_some_and(of_person) {
        converter.untold = true;
        return;
    }
    if word == "to" && head + 1 < reading.tokens.len() {
        converter.future_group(start, head + 1, Agreement::First, true, reading.word(start) == "not");
    } else if is_auxiliary(&word) || matches!(word.as_str(), "needs" | "wants" | "hopes" | "wishes") {
        converter.verb_group(start, Agreement::First, true);
    } else if word == "able" {
        let adverbs: Vec<&str> = (start..head).map(|at| reading.word(at)).collect();
        converter.edit.replace(start..head + 1, &["am", &adverbs.join(" "), "able"].join(" ").replace("  ", " "), WHY);
        converter.edit.has_verb = true;
        converter.coordinated(head + 1, Agreement::First, super::verbs::Shape::Finite);
    } else if word == "being" && next == "able" && reading.word(head + 2) == "to" {
        converter.edit.replace(start..head + 3, "can", WHY);
        converter.coordinated(head + 4, Agreement::First, super::verbs::Shape::Bare);
    } else if word == "being" || word == "be" {
        converter.future_group(start, head, Agreement::First, true, false);
        if word == "being" {
            converter.edit.replace(head..head + 1, "am", WHY);
        }
    } else if third && !is_verb(&word) {
        let base = base_of_third(&word).unwrap_or(word);
        converter.edit.replace(head..head + 1, &present(&base, Agreement::First), WHY);
        converter.edit.has_verb = true;
        converter.verb_group(head, Agreement::First, true);
    } else if is_doing(reading, head) && done_to_person(reading, head) {
        converter.untold = true;
        return;
    } else if is_doing(reading, head) {
        let base = base_of_ing(&word).unwrap_or_default();
        if has("stative", &base) {
            converter.edit.replace(head..head + 1, &base, WHY);
        } else if has("telic", &base) && base != "learn" {
            converter.edit.replace(head..head + 1, &format!("have {}", participle(&base)), WHY);
        } else {
            // "No longer hitting": "I am no longer hitting".
            converter.edit.insert(start, "I am", WHY);
            return;
        }
    } else if is_bare_verb(reading, head)
        && reading.mention_at(head + 1).is_some_and(|mention| mention.case == Case::Object)
    {
        // "Help him with his coat": done by somebody else.
        converter.untold = true;
        return;
    } else if is_bare_verb(reading, head) {
        converter.future_group(start, start, Agreement::First, true, false);
    } else {
        return noun_phrase(converter, start, head);
    }
    converter.edit.insert(start, "I", WHY);
}

/// "At least one of the boys will", "Staff who work with him will": a subject, though it opens like a noun phrase.
fn has_predicate(reading: &Reading<'_>, start: usize) -> bool {
    let modal = |at: &usize| matches!(reading.word(*at), "will" | "should" | "must" | "won't");
    let told = |at: usize| {
        let before = reading.before(at);
        matches!(before, "who" | "that" | "which" | "he" | "she" | "they" | "it" | "we")
            || has("conjunction", before)
            || reading.mention_at(at - 1).is_some_and(|mention| mention.case == Case::Subject)
    };
    let relative = (start + 1..start + 8).find(|at| reading.word(*at) == "who");
    let limit = is_limit(reading, start);
    let Some(from) = relative.or(limit.then_some(start + 1)) else { return false };
    let verb = (from + 1..reading.tokens.len()).take_while(|at| !reading.is_stop(*at)).find(modal);
    verb.is_some_and(|verb| {
        !told(verb) && !reading.tokens[verb].quoted && !(from + 1..verb).any(|at| has("subordinator", reading.word(at)))
    })
}

/// "Uses Makaton signs", "Shares toys", but not "Visits, trips and walks".
pub(super) fn opens_with(reading: &Reading<'_>, head: usize, base: &str) -> bool {
    let next = reading.word(head + 1);
    let object = reading.tokens.get(head + 1).is_some_and(|token| token.is_word());
    object && has("opening-verb", base) && !has("conjunction", next) && !has("preposition", next) && !is_auxiliary(next)
}

/// True if a statement without a subject opens with its verb: "share toys", but not "support at lunch".
pub(super) fn is_bare_verb(reading: &Reading<'_>, head: usize) -> bool {
    let (word, next) = (reading.word(head), reading.word(head + 1));
    let noun = matches!(word, "access" | "support" | "help" | "need" | "contact")
        && (has("preposition", next) || has("subordinator", next) || next == "to" && !is_verb(reading.word(head + 2)));
    let likely =
        is_mostly_verb(word) || has("opening-verb", word) || reading.verb_follow(head + 1) || reading.is_ing(head + 1);
    let named = ["tion", "ment", "ance", "ence"].iter().any(|end| word.ends_with(end)) && !has("determiner", next);
    let noun = noun
        || named
        || has("counting", word) && next == "of"
        || matches!(next, "pattern" | "patterns" | "routine" | "routines" | "hygiene" | "skills");
    is_verb(word) && likely && !noun && (!has("quality", word) || has("determiner", next))
}

/// Where the statement begins, past a deadline and past "Supported by a TA,".
pub(super) fn opening(reading: &Reading<'_>) -> usize {
    let count = reading.tokens.len();
    let mut start = (0..count).find(|at| reading.tokens[*at].is_word()).unwrap_or(0);
    if reading.tokens[start].in_deadline {
        let past = |at: &usize| !reading.tokens[*at].in_deadline && reading.tokens[*at].is_word();
        start = (start..count).find(past).unwrap_or(start);
    } else if reading.word(start) == "by"
        && let Some(comma) = (start..count).find(|at| reading.word(*at) == ",")
        && comma + 1 < count
    {
        start = comma + 1;
    }
    let led = base_of_past(reading.word(start)).is_some() && !is_verb(reading.word(start));
    let comma = (start..(start + 12).min(count)).find(|at| reading.word(*at) == ",");
    match comma {
        Some(comma) if led && matches!(reading.word(comma + 1), "will" | "can" | "is" | "should") => comma + 1,
        _ => start,
    }
}

/// "Teaching him to swim", "Working with Sam": what others do.
fn done_to_person(reading: &Reading<'_>, head: usize) -> bool {
    reading.mention_at(head + 1).is_some_and(|mention| mention.case == Case::Object)
        || reading.mention_at(head + 2).is_some_and(|mention| mention.case == Case::Object && !mention.pronoun)
}

/// True for an "-ing" form that tells what is done and does not name a subject taught: "walking to", not "spelling, …".
fn is_doing(reading: &Reading<'_>, head: usize) -> bool {
    let next = reading.word(head + 1);
    let listed = next == "," && reading.mentions.is_empty();
    base_of_ing(reading.word(head)).is_some_and(|base| {
        is_mostly_verb(&base)
            || is_verb(&base) && (takes_object(reading, head + 1) || reading.mention_at(head + 1).is_some())
    }) && !matches!(next, "is" | "will" | "skills" | "and")
        && !listed
}

/// "Better sleep", "Happy at school", "Speech to be clearer", "The confidence to speak".
fn noun_phrase(converter: &mut Converter<'_, '_>, start: usize, head: usize) {
    let reading = converter.edit.reading;
    let word = reading.word(head);
    let next = reading.word(head + 1);
    let counted = is_limit(reading, head);
    let later = reading.mentions.iter().find(|mention| mention.start > start);
    let helps = has("staff", word) && reading.mentions.is_empty();
    if let Some(to) = predicate(reading, head).filter(|_| !helps) {
        change_thing(converter, start, head, to);
    } else if let Some(to) = capacity(reading, head) {
        let bare =
            !has("determiner", word) && !reading.before(to).ends_with("ies") && reading.before(to) != "strategies";
        converter.edit.insert(start, if bare { "I have the" } else { "I have" }, WHY);
    } else if !counted
        && (matches!(word, "toilet" | "potty") && reading.word(head + 1) == "trained"
            || has("state-adjective", word) && !is_noun_phrase(reading, head)
            || has("quality", word) && matches!(next, "at" | "able")
            || matches!(word, "more" | "less") && is_feeling(next) && !is_noun_phrase(reading, head + 1))
    {
        converter.edit.insert(start, "I am", WHY);
    } else if counted
        || word == "access" && next == "to" && leads_on(reading)
        || has("quality", word)
        || is_hyphened(reading, head)
        || has("article", word)
        || later.is_some_and(|mention| !is_told(reading, start..mention.start))
    {
        if later.is_some_and(|mention| mention.case == Case::Object && reading.before(mention.start) == "of") {
            converter.untold = true;
            return;
        }
        for_whom(converter, start);
        converter.edit.insert(start, had(reading, head), WHY);
    } else {
        converter.untold = !is_told(reading, 0..reading.tokens.len());
    }
}

/// "Access to a quiet room, resulting in fewer exclusions".
fn leads_on(reading: &Reading<'_>) -> bool {
    (1..reading.tokens.len())
        .any(|at| matches!((reading.before(at), reading.word(at)), ("resulting", "in") | ("leading", "to")))
}

/// "Sam's sisters to be able to", "Sam's confidence to speak", "Sam's improved sleep".
fn owned(converter: &mut Converter<'_, '_>, start: usize, end: usize) {
    let reading = converter.edit.reading;
    if reading.word(end) == "own" && !is_told(reading, 0..reading.tokens.len()) {
        converter.edit.replace(start..end, "I have my", WHY);
    } else if let Some(to) = predicate(reading, end) {
        converter.future_group(to, to + 1, number(reading, end, to), true, false);
    } else if is_told(reading, 0..reading.tokens.len()) {
    } else if capacity(reading, end).is_some() {
        converter.edit.replace(start..end, "I have the", WHY);
    } else if has("quality", reading.word(end)) {
        converter.edit.replace(start..end, had(reading, end), WHY);
    } else {
        converter.untold = true;
    }
}

/// "I have a better understanding", but "I have better sleep": with an article before what is one.
fn had(reading: &Reading<'_>, head: usize) -> &'static str {
    let ends = |at: usize| {
        let next = reading.word(at + 1);
        !reading.tokens.get(at + 1).is_some_and(|token| token.is_word())
            || has("preposition", next)
            || has("conjunction", next)
            || has("subordinator", next)
            || next == "to"
    };
    let one = (head + 1..head + 3).any(|at| has("counted", reading.word(at)) && ends(at));
    let graded =
        has("quality", reading.word(head)) && !matches!(reading.word(head), "more" | "less" | "fewer" | "enough");
    match (one && graded, reading.word(head).starts_with(['a', 'e', 'i', 'o'])) {
        (false, _) => "I have",
        (true, true) => "I have an",
        (true, false) => "I have a",
    }
}

/// "No more than two falls", "at least two friends".
fn is_limit(reading: &Reading<'_>, head: usize) -> bool {
    matches!((reading.word(head), reading.word(head + 1)), ("at", "least" | "most") | ("no", "more" | "fewer"))
}

/// "a college place for Sam": said by the person, for whom it is need not be told.
fn for_whom(converter: &mut Converter<'_, '_>, start: usize) {
    let reading = converter.edit.reading;
    let whom = reading.mentions.iter().find(|mention| {
        mention.start > start + 1 && mention.start < start + 12 && mention.case == Case::Object && !mention.pronoun
    });
    if let Some(mention) = whom.filter(|mention| reading.before(mention.start) == "for") {
        converter.edit.replace(mention.start - 1..mention.end, "", WHY);
    }
}

/// Where the "to" of a subject that is to do or to be something stands: "speech to be clearer", "my sisters to have".
pub(super) fn predicate(reading: &Reading<'_>, head: usize) -> Option<usize> {
    let to = (head + 1..(head + 7).min(reading.tokens.len())).find(|at| reading.word(*at) == "to")?;
    // "A friend to play with", "two friends to sit with": the person has them.
    let had = !matches!(reading.word(head), "the" | "my" | "his" | "her" | "their" | "all" | "other" | "both")
        && (has("determiner", reading.word(head)) || has("quality", reading.word(head)));
    let plain = !had
        && (head..to).all(|at| {
            let word = reading.word(at);
            (reading.tokens[at].is_word() || word == "-")
                && (!has("preposition", word) || has("place", reading.word(at + 1)) || is_counting(reading, at))
                && !is_auxiliary(word)
                && (!is_verb_here(reading, at) || is_counting(reading, at - usize::from(at > head)))
        });
    let verb = reading.word(reading.skip_adverbs(to + 1));
    let changes = is_changed(reading, reading.skip_adverbs(to + 1));
    let people = (head..to).any(|at| is_people(reading.word(at))) && is_verb(verb);
    (plain && (people || changes && !has("staff", reading.word(head)))).then_some(to)
}

/// True for what may be wished of a thing: "his speech to become clearer".
pub(super) fn is_change(verb: &str) -> bool {
    matches!(
        verb,
        "be" | "improve"
            | "increase"
            | "become"
            | "remain"
            | "decrease"
            | "reduce"
            | "develop"
            | "grow"
            | "rise"
            | "fall"
    )
}

/// True for a finite verb inside what else could be a noun phrase: "the other children want".
fn is_verb_here(reading: &Reading<'_>, at: usize) -> bool {
    reading.is_third(at) || is_mostly_verb(reading.word(at)) && is_people(reading.before(at))
}

/// "confidence to", "the skills to": where the "to" of what one is able to do stands.
fn capacity(reading: &Reading<'_>, head: usize) -> Option<usize> {
    let to = (head + 1..(head + 4).min(reading.tokens.len())).find(|at| reading.word(*at) == "to")?;
    (has("capacity", reading.before(to)) && is_verb(reading.word(to + 1))).then_some(to)
}

/// What a subject that ends before `to` agrees with.
pub(super) fn number(reading: &Reading<'_>, head: usize, to: usize) -> Agreement {
    let last = reading.before(to);
    let joined = (head..to).any(|at| reading.word(at) == "and");
    let plural = joined || has("plural-people", last) || last.ends_with('s') && !last.ends_with("ss");
    if plural { Agreement::Plural } else { Agreement::Third }
}

/// True if any finite verb stands among the tokens.
fn is_told(reading: &Reading<'_>, mut range: Range<usize>) -> bool {
    range.any(|at| {
        let word = reading.word(at);
        let before = reading.before(at);
        let owner = matches!(before, "his" | "this" | "is" | "was" | "as" | "its") || before.ends_with("'s");
        let plural = before.ends_with('s') && !owner || has("plural-people", before);
        let finite =
            is_auxiliary(word) || reading.is_third(at) || plural && (is_mostly_verb(word) || is_given(reading, at));
        finite && !reading.tokens[at].quoted
    })
}

/// "give her": a verb before somebody.
fn is_given(reading: &Reading<'_>, at: usize) -> bool {
    is_verb(reading.word(at)) && reading.mention_at(at + 1).is_some()
}

/// True if what stands at `at` follows a doing rather than the name of one: "walking to", "cooking a", but not "toileting at".
fn takes_object(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.word(at), "to" | "with" | "his" | "her" | "their" | "my" | "a" | "an" | "the" | "by")
}

/// True for an adjective of how one is or feels.
fn is_feeling(word: &str) -> bool {
    (has("state-adjective", word) || has("feeling", word)) && !is_verb(word) && base_of_third(word).is_none()
        || matches!(word, "anxious" | "distressed" | "aggressive" | "isolated")
}

/// "Happy at school" is a state, "healthy eating" is not.
fn is_noun_phrase(reading: &Reading<'_>, head: usize) -> bool {
    let next = reading.word(head + 1);
    !(matches!(reading.word(head), "able")
        || next.is_empty()
        || has("preposition", next)
        || has("conjunction", next)
        || has("subordinator", next)
        || matches!(next, "to" | "enough" | "," | "." | "about" | "that"))
}

/// True if the statement has a finite verb whose subject is somebody or something else.
fn other_subject(reading: &Reading<'_>, start: usize) -> bool {
    let opens = reading.word(start);
    if opens == "to" || matches!(opens, "will" | "can") || reading.word(reading.skip_adverbs(start)) == "to" {
        return false;
    }
    let mut at = start + 1;
    while at < reading.tokens.len() && at < start + 8 {
        let word = reading.word(at);
        if has("subordinator", word) || matches!(word, "to" | "," | "so" | "that") {
            return false;
        }
        if has("modal", word)
            || matches!(word, "is" | "are" | "has" | "have" | "does" | "do") && !is_verb(reading.word(start))
        {
            return !has("modal", opens) && opens != "not" && !reading.is_third(start);
        }
        let noun = !is_verb(reading.word(start))
            && !has("quality", reading.word(start))
            && !reading.is_third(start)
            && !reading.is_ing(start);
        if noun
            && !has("determiner", reading.before(at))
            && (is_mostly_verb(word) && reading.before(at).ends_with('s') || reading.is_third(at))
        {
            return true;
        }
        at += 1;
    }
    false
}
