//! What stands in front of a statement and is no part of it: list marks, numbers, headings.
//!
//! **In:** a reading. **Out:** the tokens to take out. **Layer:** 3.
//!
//! "Outcome 2:", "b)", "SALT target 3 –" and "Communication and interaction:" say where a statement stands in a plan. A
//! heading that names no outcome or target is only taken off if a statement follows, so that "Attendance: 90%" stays, and
//! never if it says when or where ("At home: Sam sleeps in his own bed").

use super::prepare::Cut;
use crate::rewrite::lexicon::{has, is_auxiliary};
use crate::rewrite::reading::Reading;
use crate::text::inflect::{base_of_ing, is_mostly_verb, is_verb};

/// The list mark or heading at the front, if there is one.
pub(super) fn cut(reading: &Reading<'_>) -> Vec<Cut> {
    if let Some(end) = named_first(reading) {
        return vec![Cut::out(0..end, "a heading, no part of the statement")];
    }
    // "Working towards: writing his name"
    if reading.word(0) == "working"
        && matches!(reading.word(1), "towards" | "toward" | "on")
        && reading.word(2) == ":"
        && let Some(base) = base_of_ing(reading.word(3)).filter(|base| is_verb(base))
    {
        return vec![Cut::put(0..4, &format!("To {base}"), "a heading, no part of the statement")];
    }
    // "Sam: to sit with his class": the name stands where a heading would, and the mark goes.
    if let Some(mention) = reading.mention_at(0)
        && matches!(reading.word(mention.end), ":" | "-" | "–" | "—")
        && matches!(reading.word(mention.end + 1), "to" | "will" | "can" | "should" | "is" | "has")
    {
        return vec![Cut::out(mention.end..mention.end + 1, "a list mark")];
    }
    // "Sam's targets: to walk"
    if let Some(mention) = reading.mention_at(0)
        && let Some(colon) = (mention.end + 1..mention.end + 4).find(|at| reading.word(*at) == ":")
        && has("heading", reading.before(colon))
        && colon + 1 < reading.tokens.len()
    {
        return vec![Cut::out(0..colon + 1, "a heading, no part of the statement")];
    }
    let end = match list_mark(reading) {
        0 => heading(reading).unwrap_or(0),
        end => end,
    };
    let statement = (end..reading.tokens.len()).any(|at| reading.tokens[at].is_word());
    if end == 0 || !statement || (0..end).any(|at| reading.tokens[at].quoted) {
        return Vec::new();
    }
    vec![Cut::out(
        0..end,
        if reading.tokens[0].is_word() { "a heading, no part of the statement" } else { "a list mark" },
    )]
}

/// "Young person: Sam. Outcome: …": whom the plan is about, told before the statement; gives where that ends.
fn named_first(reading: &Reading<'_>) -> Option<usize> {
    let colon = (1..4).find(|at| reading.word(*at) == ":")?;
    let label = |at: usize| has("person-noun", reading.word(at)) || matches!(reading.word(at), "name" | "person");
    let mention = reading.mention_at(colon + 1).filter(|mention| !mention.pronoun && label(colon - 1))?;
    let surname = (mention.end..reading.tokens.len()).find(|at| !reading.tokens[*at].is_capitalised());
    let close = surname.unwrap_or(mention.end);
    let line = reading.tokens.get(close).is_some_and(|token| token.gap.contains('\n'));
    let marked = matches!(reading.word(close), "." | "," | ";" | "-" | "–" | "|");
    let end = close + usize::from(marked);
    ((marked || line) && end < reading.tokens.len()).then_some(end)
}

/// How many tokens at the front are a bullet or a number.
fn list_mark(reading: &Reading<'_>) -> usize {
    let spaced = |at: usize| reading.tokens.get(at).is_some_and(|token| !token.gap.is_empty());
    if has("bullet", reading.word(0)) || reading.word(0) == "o" && reading.tokens[0].text == "o" && spaced(1) {
        return 1;
    }
    let open = usize::from(matches!(reading.word(0), "(" | "["));
    let word = reading.word(open);
    let digits = word.chars().all(|c| c.is_ascii_digit() || c == '.') && word.starts_with(|c: char| c.is_ascii_digit());
    let letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let roman = matches!(word, "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix");
    let number = digits && word.len() < 5 || word.len() == 2 && word.starts_with(|c: char| c.is_ascii_digit());
    match reading.word(open + 1) {
        ")" if number || letter || roman => open + 2,
        "]" if open == 1 && number => open + 2,
        "." | ":" if open == 0 && (number || roman) && spaced(2) => 2,
        "-" | "–" | "—" if open == 0 && number && spaced(1) && spaced(2) && opens_statement(reading, 2) => 2,
        _ => 0,
    }
}

/// Where the heading at the front ends.
fn heading(reading: &Reading<'_>) -> Option<usize> {
    let count = reading.tokens.len().min(10);
    let spaced = |at: usize| reading.tokens.get(at).is_some_and(|token| !token.gap.is_empty());
    let line = |at: usize| reading.tokens.get(at).is_some_and(|token| token.gap.contains('\n'));
    for at in 1..count {
        let named = (0..at).any(|at| has("heading", reading.word(at)));
        let numbered = at > 1 && reading.word(at - 1).starts_with(|c: char| c.is_ascii_digit());
        let (end, ends) = match reading.word(at) {
            ":" => (at + 1, named || tells(reading, at + 1)),
            "–" | "—" | "-" | "|" if spaced(at) && spaced(at + 1) => {
                (at + 1, opens_statement(reading, at + 1) || named && tells(reading, at + 1))
            }
            "." if named && numbered && spaced(at + 1) => (at + 1, true),
            _ if line(at) => (at, named || tells(reading, at)),
            _ => (at, named && numbered && at == 2 && reading.mention_at(at).is_some()),
        };
        if ends {
            return is_heading(reading, at, named).then_some(end);
        }
        if matches!(reading.word(at), "." | ";" | "!" | "?" | ":") {
            return None;
        }
    }
    None
}

/// True if the tokens before `end` can be a heading: no person, no verb, no time or place.
fn is_heading(reading: &Reading<'_>, end: usize, named: bool) -> bool {
    let first = reading.word(0);
    let says = |at: usize| {
        let (word, token) = (reading.word(at), &reading.tokens[at]);
        token.in_deadline
            || reading.mention_at(at).is_some()
            || is_auxiliary(word)
            || matches!(word, "he" | "she" | "they" | "i" | "we" | "you" | "my" | "who")
            || !named
                && (has("calendar", word) && !has("school-subject", word)
                    || matches!(word, "term" | "spring" | "summer" | "autumn" | "winter"))
    };
    let placed = has("preposition", first) || has("subordinator", first) || has("determiner", first) || first == "to";
    let written =
        reading.tokens[0].is_capitalised() || reading.tokens[0].text.starts_with(|c: char| c.is_ascii_digit());
    (0..end).all(|at| !says(at)) && (named || !placed && written)
}

/// True if what begins at `at` tells something: it opens a statement, or a verb follows soon.
fn tells(reading: &Reading<'_>, at: usize) -> bool {
    opens_statement(reading, at)
        || has("quality", reading.word(at))
        || reading.word(0) == "transition" && has("article", reading.word(at))
        || has("state-adjective", reading.word(at))
        || (at..(at + 12).min(reading.tokens.len()))
            .take_while(|at| !reading.is_stop(*at))
            .any(|at| is_auxiliary(reading.word(at)))
}

/// True if a subject, a verb or a frame begins at `at`.
fn opens_statement(reading: &Reading<'_>, at: usize) -> bool {
    let at = reading.skip_adverbs(at);
    let word = reading.word(at);
    reading.mention_at(at).is_some()
        || reading.tokens.get(at).is_some_and(|token| token.in_deadline)
        || matches!(word, "to" | "for" | "that" | "we" | "i" | "my" | "be" | "being" | "able" | "it" | "by" | "parents")
        || is_auxiliary(word)
        || reading.is_third(at)
        || reading.is_ing(at) && reading.word(at + 1) != "and"
        || is_mostly_verb(word)
}
