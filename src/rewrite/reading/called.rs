//! Tells names from the modal verbs that are spelt alike: "her friend Will.", "plays with May and Ned".
//!
//! **In:** tokens. **Out:** the same, with the names among them no longer folded to a verb. **Layer:** 3.
//!
//! Everything after this goes by the folded word, so a name keeps its capital there: "Will" is in no group of words.
//!
//! Limits: "May" after a preposition of time is the month, also where a girl is meant ("by May").

use super::Token;
use crate::rewrite::lexicon::{has, is_adverb, is_auxiliary};
use crate::text::inflect::{is_mostly_verb, is_verb};

/// Folds "Will" and "May" to themselves wherever they can be no verb.
pub(super) fn unmask_names(tokens: &mut [Token<'_>]) {
    for at in 0..tokens.len() {
        if is_name(tokens, at) {
            let text = tokens[at].text.replace('’', "'");
            tokens[at].folded = text;
        }
    }
}

/// True if a capital letter inside a sentence stands where no verb can.
fn is_name(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    let stem = token.folded.strip_suffix("'s").unwrap_or(&token.folded);
    if token.opens || token.quoted || token.in_deadline || !token.is_capitalised() || token.is_abbreviation() {
        return false;
    }
    match stem {
        "will" => names_here(tokens, at),
        "may" => !is_dated(tokens, at) && names_here(tokens, at),
        _ => false,
    }
}

/// After a preposition, "and", a verb or a noun for somebody; or where neither a verb nor an adverb follows.
fn names_here(tokens: &[Token<'_>], at: usize) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.folded.as_str());
    let before = at.checked_sub(1).map_or("", word);
    let next = word(at + 1);
    let verb = is_verb(next) && !has("preposition", next) || is_adverb(next) || matches!(next, "be" | "not" | "have");
    // "Sam Will Learn": capitals throughout, where only the place of the word tells.
    let governed = has("preposition", before)
        || matches!(before, "and" | "or" | "&") && joins_people(tokens, at - 1)
        || matches!(before, "miss" | "mr" | "mrs" | "ms")
        || is_mostly_verb(before)
        || crate::text::inflect::base_of_third(before).is_some_and(|base| is_mostly_verb(&base));
    governed && (!is_auxiliary(next) || word(at) != next) || !verb && next != "i"
}

/// "Ned and Will", "her brother and Will", but "uses the sink and Will wash": whether "and" at `at` follows somebody.
fn joins_people(tokens: &[Token<'_>], at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|last| tokens[last].is_capitalised() || super::clause::is_somebody(&tokens[last].folded))
}

/// "in May", "May 2027", "1 May", "next May": the month.
fn is_dated(tokens: &[Token<'_>], at: usize) -> bool {
    let digit = |at: usize| tokens.get(at).is_some_and(|t| t.text.starts_with(|c: char| c.is_ascii_digit()));
    let before = at.checked_sub(1).map_or("", |at| tokens[at].folded.as_str());
    let timed =
        ["by", "in", "until", "till", "of", "early", "late", "mid", "the", "next", "last", "this", "from", "since"];
    let timed = timed.contains(&before) || matches!(before, "before" | "after" | "during" | "each" | "every" | "half");
    timed || digit(at + 1) || at > 0 && digit(at - 1) || at > 0 && has("calendar", before)
}
