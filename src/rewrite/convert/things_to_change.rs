//! Things of the person's that are to change: "Reading age to improve, and Sam to read for pleasure".
//!
//! **In:** a reading under edit. **Out:** replacements. **Layer:** 3.

use super::Converter;
use super::frames::is_people;
use super::subject::{is_change, number, opening, predicate};
use crate::rewrite::lexicon::has;
use crate::rewrite::reading::{Case, Reading};
use crate::text::inflect::base_of_past;

/// "Reading age to improve, and Sam to read": a thing that is to change stands before what the person does.
pub(super) fn thing_to_change(converter: &mut Converter<'_, '_>) {
    let reading = converter.edit.reading;
    let start = opening(reading);
    let owner = reading.mention_at(start).filter(|mention| mention.case == Case::Possessive);
    if owner.is_none() && reading.mention_at(start).is_some() || reading.skip_adverbs(start) > start {
        return;
    }
    let head = owner.map_or(start, |mention| mention.end);
    let Some(to) = predicate(reading, head).filter(|to| {
        let people = owner.is_some() && (head..*to).any(|at| is_people(reading.word(at)));
        people || is_changed(reading, reading.skip_adverbs(to + 1))
    }) else {
        return;
    };
    if owner.is_some() {
        if !converter.edit.is_taken(to) {
            converter.future_group(to, to + 1, number(reading, head, to), true, false);
        }
        return;
    }
    let free = !(start..to + 2).any(|at| converter.edit.is_taken(at) || reading.tokens[at].quoted);
    let people = (start..to).any(|at| is_people(reading.word(at)));
    if free && !people && !reading.is_ing(to.saturating_sub(1)) {
        change_thing(converter, start, start, to);
    }
}

/// "reading age to improve" → "my reading age has improved"; what is counted is nobody's: "the number of incidents".
pub(super) fn change_thing(converter: &mut Converter<'_, '_>, start: usize, head: usize, to: usize) {
    let reading = converter.edit.reading;
    let counts = (head + 1..to).find(|at| is_counting(reading, *at));
    converter.future_group(to, to + 1, number(reading, head, counts.unwrap_or(to)), true, false);
    let word = reading.word(head);
    if !has("determiner", word) && !has("staff", word) {
        converter.edit.insert(start, if counts.is_some() { "the" } else { "my" }, "the person's own");
    }
}

/// "number of incidents", "level of support": where the "of" of what is counted stands.
pub(super) fn is_counting(reading: &Reading<'_>, of: usize) -> bool {
    reading.word(of) == "of" && has("counting", reading.before(of))
}

/// "to improve", "to have improved".
pub(super) fn is_changed(reading: &Reading<'_>, verb: usize) -> bool {
    let past = base_of_past(reading.word(verb + 1));
    is_change(reading.word(verb)) || reading.word(verb) == "have" && past.is_some_and(|base| is_change(&base))
}
