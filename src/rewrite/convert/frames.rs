//! What stands around a statement, and statements without a subject.
//!
//! **In:** a reading under edit. **Out:** frames taken out, a subject supplied. **Layer:** 3.
//!
//! "For Sam to …", "We want Sam to …" and "Our hope is that Sam …" all wrap the same statement. One without any subject
//! ("To cook a meal", "Walks to school", "Better sleep") is the person's own.

use super::Converter;
use super::edit::Edit;
use crate::rewrite::lexicon::has;
use crate::rewrite::reading::Reading;
use crate::text::inflect::{Agreement, base_of_ing, base_of_past, base_of_third, is_mostly_verb, is_verb, present};

/// Takes out a list mark or the words "Outcome:".
pub(super) fn strip_bullet(edit: &mut Edit<'_, '_>) {
    let reading = edit.reading;
    let mut at = 0;
    while matches!(reading.word(at), "-" | "•" | "*" | "–" | "·" | "▪" | "—" | "●") {
        at += 1;
    }
    if reading.word(at + 1) == ":" && matches!(reading.word(at), "outcome" | "goal" | "target" | "aim") {
        at += 2;
    }
    if reading.word(at).chars().all(|c| c.is_ascii_digit())
        && matches!(reading.word(at + 1), "." | ")")
        && at == 0
        && !reading.word(2).is_empty()
    {
        at += 2;
    }
    if at > 0 && at < reading.tokens.len() {
        edit.replace(0..at, "", "a list mark");
    }
}

/// Takes out the wish around the statement; true if parents or staff speak in it ("we").
pub(super) fn strip_frame(edit: &mut Edit<'_, '_>) -> bool {
    let reading = edit.reading;
    let mut start = (0..reading.tokens.len()).find(|at| !edit.is_taken(*at)).unwrap_or(0);
    if reading.tokens.get(start).is_some_and(|token| token.in_deadline) {
        start = (start..reading.tokens.len()).find(|at| !reading.tokens[*at].in_deadline).unwrap_or(start);
        start += usize::from(reading.word(start) == ",");
    }
    let window = || start..(start + 12).min(reading.tokens.len());
    let subject_at = |at: usize| reading.mention_at(at).is_some_and(|mention| mention.start == at);
    let ends = |at: usize| reading.mention_at(at).map_or(at + 1, |mention| mention.end);
    let wished = |at: usize| {
        matches!(reading.word(at), "want" | "wants" | "like" | "need" | "wish" | "expect")
            || reading.word(at) == "for"
                && (start..at).any(|at| {
                    matches!(reading.word(at), "is" | "hope" | "aim" | "wish" | "goal" | "love" | "like" | "want")
                })
            || reading.word(at) == "for" && at == start
    };
    let speakers = matches!(
        reading.word(start),
        "we" | "our"
            | "i"
            | "parents"
            | "mum"
            | "dad"
            | "family"
            | "my"
            | "the"
            | "it"
            | "outcome"
            | "aim"
            | "goal"
            | "his"
            | "her"
            | "their"
    );
    for at in window() {
        if !(wished(at) && (speakers || at == start)) {
            continue;
        }
        let subject = at + 1;
        if subject_at(subject) && reading.word(ends(subject)) == "to"
            || subject_at(subject) && reading.word(reading.skip_adverbs(ends(subject))) == "to"
        {
            let whose = reading.word(start) != "for";
            edit.replace(start..subject, "", "the statement itself, without who wishes it");
            make_subject(edit, subject, ends(subject));
            return whose && matches!(reading.word(start), "we" | "our" | "i" | "my");
        }
        if reading.word(subject) == "to"
            && matches!(reading.word(at), "like" | "want" | "need")
            && reading.word(start) == "we"
        {
            return true;
        }
    }
    let hope = window().find(|at| {
        matches!(reading.word(*at), "that")
            && matches!(reading.before(*at), "is" | "hope" | "hoped" | "want" | "ensure" | "wish" | "hopes")
            && speakers
    });
    if let Some(that) = hope {
        let whose = matches!(reading.word(start), "we" | "our" | "i" | "my");
        edit.replace(start..that + 1, "", "the statement itself, without who wishes it");
        return whose;
    }
    if matches!(reading.word(start), "we" | "i")
        && matches!(reading.word(start + 1), "hope" | "think" | "believe")
        && subject_at(start + 2)
    {
        edit.replace(start..start + 2, "", "the statement itself, without who wishes it");
        return true;
    }
    matches!(reading.word(start), "our")
}

/// After the frame the object "him" is the subject of "to …".
fn make_subject(edit: &mut Edit<'_, '_>, start: usize, end: usize) {
    edit.replace(start..end, "I", "said by the person");
    edit.framed = Some((end, edit.reading.skip_adverbs(end)));
}

/// Gives a subject to a statement that has none.
pub(super) fn supply_subject(converter: &mut Converter<'_, '_>) {
    let reading = converter.edit.reading;
    let count = reading.tokens.len();
    let mut start = (0..count).find(|at| !converter.edit.is_taken(*at) && reading.tokens[*at].is_word()).unwrap_or(0);
    if reading.tokens[start].in_deadline {
        start = (start..count)
            .find(|at| !reading.tokens[*at].in_deadline && reading.tokens[*at].is_word())
            .unwrap_or(start);
    } else if reading.word(start) == "by"
        && let Some(comma) = (start..count).find(|at| reading.word(*at) == ",")
        && comma + 1 < count
    {
        start = comma + 1;
    }
    // "Supported by a TA, will join in": the subject belongs after the comma.
    if base_of_past(reading.word(start)).is_some()
        && !is_verb(reading.word(start))
        && let Some(comma) = (start..(start + 12).min(count)).find(|at| reading.word(*at) == ",")
        && matches!(reading.word(comma + 1), "will" | "can" | "is" | "should")
    {
        start = comma + 1;
    }
    let head = reading.skip_adverbs(start);
    let word = reading.word(head).to_string();
    const WHY: &str = "said by the person";
    if reading.word(start) == "by" || other_subject(reading, start) {
        return;
    }
    if word == "to" && head + 1 < count {
        converter.future_group(start, head + 1, Agreement::First, true, reading.word(start) == "not");
    } else if matches!(
        word.as_str(),
        "will"
            | "should"
            | "won't"
            | "is"
            | "has"
            | "can"
            | "cannot"
            | "isn't"
            | "does"
            | "doesn't"
            | "needs"
            | "are"
            | "could"
    ) {
        converter.verb_group(start, Agreement::First, true);
    } else if word == "able" {
        converter.edit.replace(start..head + 1, "am able", WHY);
    } else if word == "being" && reading.word(head + 1) == "able" && reading.word(head + 2) == "to" {
        converter.edit.replace(start..head + 3, "can", WHY);
    } else if word == "being" || word == "be" {
        converter.future_group(start, head, Agreement::First, true, false);
        if word == "being" {
            converter.edit.replace(head..head + 1, "am", WHY);
        }
    } else if reading.is_third(head) && !(is_verb(&word)) {
        let base = base_of_third(&word).unwrap_or(word);
        converter.edit.replace(head..head + 1, &present(&base, Agreement::First), WHY);
        converter.edit.has_verb = true;
        converter.verb_group(head, Agreement::First, true);
    } else if base_of_ing(&word)
        .is_some_and(|base| is_mostly_verb(&base) || is_verb(&base) && takes_object(reading, head + 1))
        && !matches!(reading.word(head + 1), "is" | "will" | "skills" | "and")
    {
        let base = base_of_ing(&word).unwrap_or_default();
        let to = if has("stative", &base) { base } else { format!("am {}", word.to_lowercase()) };
        converter.edit.replace(head..head + 1, &to, WHY);
    } else if is_verb(&word)
        && (is_mostly_verb(&word) || reading.verb_follow(head + 1) || reading.is_ing(head + 1))
        && !has("quality", &word)
    {
        converter.future_group(start, start, Agreement::First, true, false);
    } else if let Some(to) = noun_to(reading, head) {
        let possessed = has("determiner", &word) || reading.mention_at(head).is_some();
        let agreement = if reading.before(to).ends_with('s') && !reading.before(to).ends_with("ss") {
            Agreement::Plural
        } else {
            Agreement::Third
        };
        converter.future_group(to, to + 1, agreement, true, false);
        if !possessed {
            converter.edit.insert(start, "my", "the person's own");
        }
        return;
    } else if has("state-adjective", &word) && !is_noun_phrase(reading, head)
        || has("quality", &word) && matches!(reading.word(head + 1), "at" | "able")
    {
        converter.edit.insert(start, "I am", WHY);
        return;
    } else if has("quality", &word)
        || has("article", &word)
        || reading.mentions.iter().any(|mention| mention.start > start)
    {
        converter.edit.insert(start, "I have", WHY);
        return;
    } else {
        return;
    }
    converter.edit.insert(start, "I", WHY);
}

/// True if what stands at `at` follows a doing rather than the name of one: "walking to", "cooking a", but not "toileting at".
fn takes_object(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.word(at), "to" | "with" | "his" | "her" | "their" | "my" | "a" | "an" | "the" | "by")
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

/// "Speech to be clearer": where the "to" stands.
fn noun_to(reading: &Reading<'_>, head: usize) -> Option<usize> {
    let to = (head + 1..(head + 6).min(reading.tokens.len())).find(|at| reading.word(*at) == "to")?;
    let plain = (head..to).all(|at| {
        reading.tokens[at].is_word() && !has("preposition", reading.word(at)) && !has("staff", reading.word(at))
    });
    let verb = reading.word(to + 1);
    let change = matches!(
        verb,
        "be" | "improve" | "increase" | "become" | "remain" | "decrease" | "reduce" | "develop" | "grow"
    );
    (plain && change).then_some(to)
}

/// True if the statement has a finite verb whose subject is somebody or something else.
fn other_subject(reading: &Reading<'_>, start: usize) -> bool {
    let mut at = start + 1;
    while at < reading.tokens.len() && at < start + 8 {
        let word = reading.word(at);
        if has("subordinator", word) || matches!(word, "to" | "," | "so" | "that") {
            return false;
        }
        if has("modal", word)
            || matches!(word, "is" | "are" | "has" | "have" | "does" | "do") && !is_verb(reading.word(start))
        {
            return !matches!(reading.word(start), "will" | "can" | "not") && !reading.is_third(start);
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
