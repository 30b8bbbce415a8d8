//! Names who wished, where a pronoun means them after the wish is gone: "tells her about his day" is "tells my mum".
//!
//! **In:** a reading and the tokens of the frame in it. **Out:** the pronoun to replace. **Layer:** 3.

use super::frames::{is_people, stem};
use super::prepare::Cut;
use crate::rewrite::lexicon::has;
use crate::rewrite::reading::{Case, Reading, Set};
use crate::text::inflect::is_verb;
use std::ops::Range;

/// "Parents would like Sam to stay at home while they shop": with the frame goes whom "they" stands for.
pub(super) fn wishers_later(reading: &Reading<'_>, frame: &Range<usize>) -> Option<Cut> {
    let wishes = |word: &str| (frame.start..frame.end).any(|at| reading.word(at) == word);
    let who = match (wishes("parents"), wishes("mum") && wishes("dad")) {
        (true, _) => "my parents",
        (_, true) => "my mum and dad",
        _ if wishes("staff") => "staff",
        _ => return wisher_later(reading, frame),
    };
    let they = (frame.end..reading.tokens.len()).find(|at| matches!(reading.word(*at), "they" | "them"))?;
    let plural = |word: &str| word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("'s");
    let other = (frame.end..they)
        .any(|at| plural(reading.word(at)) && !reading.is_third(at) || has("plural-people", reading.word(at)));
    (reading.set != Some(Set::They) && !other && !reading.tokens[they].quoted)
        .then(|| Cut::put(they..they + 1, who, "the frame that named them is gone"))
}

/// "Mum would like Sam to tell her about his day": with the frame goes whom "her" stands for. Of a boy it cannot be "she"; of
/// a girl only an object of her own doings tells, which would be "herself".
fn wisher_later(reading: &Reading<'_>, frame: &Range<usize>) -> Option<Cut> {
    let place = (frame.start..frame.end).find(|at| {
        let who = stem(reading.word(*at));
        has("parent", who) || has("wisher", who) && (has("female", who) || has("male", who))
    })?;
    let who = stem(reading.word(place));
    let sort = reading.before(place);
    let called =
        if matches!(sort, "foster" | "birth" | "adoptive") { format!("{sort} {who}") } else { who.to_string() };
    let set = if has("female", who) { Set::She } else { Set::He };
    let same = reading.set.as_ref() == Some(&set);
    let doer = reading.mention_at(frame.end).is_some_and(|mention| mention.case != Case::Possessive);
    let owner = |at: usize| {
        let next = reading.word(at + 1);
        // "let her know", "help her cook"
        let causes = matches!(reading.before(at), "let" | "help" | "make" | "watch" | "see") && is_verb(next);
        let closed = causes || reading.is_stop(at + 1) || has("preposition", next) || has("subordinator", next);
        reading.word(at) == "his" || reading.word(at) == "her" && !closed
    };
    let (at, case) = (frame.end + 1..reading.tokens.len())
        .take_while(|at| !(reading.is_stop(*at) || same && has("subordinator", reading.word(*at))))
        .filter(|at| !reading.tokens[*at].quoted && (same && !owner(*at) || reading.mention_at(*at).is_none()))
        .find_map(|at| set.cases(reading.word(at)).last().map(|case| (at, *case)))?;
    let group = if set == Set::She { "female" } else { "male" };
    let other =
        (frame.end + 1..at).any(|at| has(group, stem(reading.word(at))) || same && is_people(stem(reading.word(at))));
    let to = if owner(at) { format!("my {called}'s") } else { format!("my {called}") };
    let plain = owner(at) || matches!(case, Case::Subject | Case::Object) && !reading.word(at).contains('\'');
    let object = case == Case::Object && doer && !owner(at);
    (!other && plain && (!same || object)).then(|| Cut::put(at..at + 1, &to, "the frame that named them is gone"))
}

/// A time told within a frame: "by July", "this year".
pub(super) fn period(reading: &Reading<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let dated = |at: usize| reading.tokens.get(at).is_some_and(|token| token.in_deadline);
    if let Some(from) = (start..end).find(|at| dated(*at)) {
        return Some(from..(from..end).find(|at| !dated(*at)).unwrap_or(end));
    }
    let this = |at: &usize| {
        matches!(reading.word(*at), "this" | "next")
            && matches!(reading.word(at + 1), "year" | "term" | "month" | "half-term")
    };
    (start + 1..end.saturating_sub(1)).find(this).map(|at| at..at + 2)
}

/// "so that we are not late", "so we can all sleep": the family's "we" in a purpose holds the person, to whom nothing is done in it.
pub(super) fn is_all_of_them(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.before(at);
    let purpose = before == "so" || before == "that" && at > 1 && reading.before(at - 1) == "so";
    let end = (at + 1..).find(|at| reading.is_stop(*at) || reading.word(*at) == ",").unwrap_or(at);
    let shared = (at + 1..end.min(at + 6)).any(|at| has("done-by-all", reading.word(at)));
    reading.word(at) == "we"
        && purpose
        && shared
        && (at..end).all(|at| reading.mention_at(at).is_none_or(|mention| mention.case == Case::Possessive))
}
