//! Wishes that are denied: "We don't want Sam to be left out", "does not need Mum to stay".
//!
//! **In:** a reading. **Out:** the tokens to take out, or that nothing may be. **Layer:** 3.
//!
//! A frame that is taken off with its "not" leaves the opposite of what was written ("I am left out"). So the "not" goes on to what is
//! wished where somebody else wishes, and where the person is the one who does not need or want, all of it stays.

use super::frames::{WHY, infinitive, subject_form};
use super::prepare::Cut;
use crate::rewrite::lexicon::{has, is_auxiliary};
use crate::rewrite::reading::{Case, Reading};

/// "We don't want Sam to be left out" → "Sam will not be left out".
pub(super) fn denied(reading: &Reading<'_>, start: usize) -> Option<Vec<Cut>> {
    let who = (start..start + 3).find(|at| {
        matches!(reading.word(*at), "we" | "i") || has("wisher", reading.word(*at)) || has("parent", reading.word(*at))
    })?;
    let not = match (reading.word(who + 1), reading.word(who + 2)) {
        ("don't" | "doesn't", _) => who + 1,
        ("do" | "does", "not") => who + 2,
        _ => return None,
    };
    let person = not + 2;
    let mention = reading.mention_at(person).filter(|mention| mention.case != Case::Possessive)?;
    let to = infinitive(reading, person).filter(|to| *to == mention.end)?;
    if reading.word(not + 1) != "want" || reading.mention_at(who).is_some() {
        return None;
    }
    let mut cuts = vec![Cut::out(start..person, WHY), Cut::put(to..to + 1, "will not", WHY)];
    if let Some(set) = reading.set.as_ref().filter(|_| mention.pronoun) {
        cuts.push(Cut::put(mention.start..mention.end, &subject_form(set), WHY));
    }
    Some(cuts)
}

/// True if the "need" or "want" at `at` is denied.
pub(super) fn is_denied(reading: &Reading<'_>, at: usize) -> bool {
    let denies = |at: usize| {
        matches!(reading.word(at), "not" | "never" | "longer" | "without") || reading.word(at).ends_with("n't")
    };
    (at.saturating_sub(2)..at).any(denies)
}

/// "Sleeps in …": a statement that opens with the person's verb.
pub(super) fn tells_of_person(reading: &Reading<'_>, start: usize) -> bool {
    let head = reading.skip_adverbs(start);
    reading.is_third(head) || is_auxiliary(reading.word(head))
}
