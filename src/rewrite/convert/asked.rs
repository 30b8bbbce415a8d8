//! Wishes inside a question ("which club he would like to join and why"), and who else may wish: "Mrs Okafor", "the SENCo".
//!
//! **In:** a reading and a place in it. **Out:** answers about them. **Layer:** 3.

use crate::rewrite::lexicon::has;
use crate::rewrite::reading::Reading;

/// How far before its subject a question may open: "which of the three clubs he would like".
const FAR: usize = 6;

/// True if the verb group at `at` stands in a clause that is opened by a question word: what is wished there is what is told.
pub(super) fn is_asked(reading: &Reading<'_>, at: usize) -> bool {
    let asks = |word: &str| matches!(word, "which" | "what" | "where" | "who" | "whom" | "how" | "why" | "whether");
    let from = at.saturating_sub(FAR);
    let Some(opener) = (from..at).rev().find(|at| asks(reading.word(*at))) else { return false };
    // "Sam, who would like to": a relative clause asks nothing, nor is anything asked across a comma.
    opener + 1 < at
        && reading.before(opener) != ","
        && (opener..at).all(|at| reading.tokens[at].is_word() && !reading.tokens[at].quoted)
        && !(opener + 1..at).any(|at| reading.opens_verb_group(at))
}

/// True for those who work with the person and "Mrs Okafor", who wish something for them: the word at `at` ends their name.
pub(super) fn is_known_wisher(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at).split('\'').next().unwrap_or_default();
    let person = reading.mention_at(at).is_some();
    let titled = (1..3).any(|back| {
        let title = at.checked_sub(back).map_or("", |at| reading.word(at));
        matches!(title, "mr" | "mrs" | "ms" | "miss" | "mx" | "dr")
    });
    let named = reading.tokens.get(at).is_some_and(|token| token.is_capitalised() && token.is_word());
    !person && (has("professional", word) || has("staff", word) || titled && named)
}
