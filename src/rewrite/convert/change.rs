//! Wishes for what is to change: "For Sam's confidence to grow", "Sam and his parents would like his sleep to be better".
//!
//! **In:** a reading. **Out:** whether and where such a wish begins. **Layer:** 3.

use super::frames::WHY;
use super::prepare::Cut;
use crate::rewrite::lexicon::has;
use crate::rewrite::reading::{Case, Mention, Reading};
use crate::text::inflect::is_verb;

/// "Sam's confidence to grow": something of the person's that is to change.
pub(super) fn changes(reading: &Reading<'_>, mention: &Mention) -> bool {
    let to = (mention.end + 1..mention.end + 6).find(|at| reading.word(*at) == "to");
    mention.case == Case::Possessive && to.is_some_and(|to| super::subject::is_change(reading.word(to + 1)))
}

/// "Sam and his parents would like his behaviour to be calmer": where what they wish begins.
pub(super) fn of_both(reading: &Reading<'_>, start: usize) -> Option<usize> {
    let mention = reading.mention_at(start).filter(|mention| mention.case == Case::Subject)?;
    let other = mention.end + 1;
    if !matches!(reading.word(mention.end), "and" | "&") {
        return None;
    }
    let wish = (other + 1..other + 6).find(|at| matches!(reading.word(*at), "would" | "want" | "wish"))?;
    let parents = (other..wish).any(|at| has("parent", reading.word(at)) || has("wisher", reading.word(at)));
    let plain = reading.word(wish) != "would";
    let end = wish + if plain { 1 } else { 2 };
    let wished = plain || matches!(reading.word(wish + 1), "like" | "love");
    let own = match reading.mention_at(end).filter(|mention| mention.start == end) {
        Some(mention) => changes(reading, mention) || mention.case == Case::Object,
        // Of two who wish, the one for whom it is wished is the person.
        None => reading.set.as_ref().is_some_and(|set| set.cases(reading.word(end)).contains(&Case::Object)),
    };
    let to = reading.word(end + 1) == "to" && is_verb(reading.word(end + 2));
    let own = own && (to || reading.mention_at(end).is_some_and(|mention| changes(reading, mention)));
    (parents && wished && own).then_some(end)
}

/// "To raise Sam's self-esteem so that he …": others raise it, and the person says that it is raised.
pub(super) fn raised(reading: &Reading<'_>, start: usize) -> Option<Vec<Cut>> {
    let done = match reading.word(start + 1) {
        "raise" => "raised",
        "boost" => "boosted",
        "lift" => "lifted",
        _ => return None,
    };
    let mention = reading.mention_at(start + 2).filter(|mention| mention.case == Case::Possessive)?;
    let noun = (mention.end..mention.end + 6).find(|at| {
        matches!(reading.word(*at), "esteem" | "self-esteem" | "confidence" | "self-confidence" | "mood" | "worth")
    })?;
    let named = (mention.end..noun).all(|at| matches!(reading.word(at), "self" | "-" | "low" | "own"));
    let text = reading.tokens[noun].text;
    (reading.word(start) == "to" && named).then(|| {
        vec![Cut::out(start..start + 2, WHY), Cut::put(noun..noun + 1, &format!("{text} will be {done}"), WHY)]
    })
}
