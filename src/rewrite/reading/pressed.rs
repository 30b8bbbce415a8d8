//! Who urges and who gives no way: "says no when they push for cash", "walks off when he starts shouting".
//!
//! **In:** a reading, the clause before, the place of a subject pronoun. **Out:** whether another is meant. **Layer:** 3.

use super::Reading;
use super::clause::{Clause, base};
use crate::rewrite::lexicon::has;

/// True if what the clause before `at` tells is an answer to what others do, and this is such a doing.
pub(super) fn is_pressing(reading: &Reading<'_>, last: &Clause, predicate: &str, at: usize) -> bool {
    let Some(verb) = last.verb else { return false };
    let rest =
        |words: &[&str]| (verb + 1..verb + 5).take_while(|next| *next < at).any(|at| words.contains(&reading.word(at)));
    let refuses = match last.does(reading).as_str() {
        "say" => rest(&["no", "stop", "not"]),
        "walk" | "move" | "turn" | "step" => rest(&["away", "off"]),
        "stand" => rest(&["up", "firm"]),
        // "listens when he talks about his day"
        "listen" => return matches!(base(predicate).as_str(), "talk" | "speak" | "tell" | "explain"),
        // "does not shout at them when they win"
        "shout" | "laugh" | "hit" | "cry" | "sulk" | "push" => {
            let denied = (verb.saturating_sub(3)..verb).any(|at| matches!(reading.word(at), "not" | "without"));
            return denied && matches!(base(predicate).as_str(), "win" | "beat" | "tease");
        }
        "refuse" | "ignore" | "resist" => true,
        _ => false,
    };
    if !refuses {
        return false;
    }
    let does = base(predicate);
    let from = (at + 1..at + 6).find(|at| reading.word(*at) == predicate).unwrap_or(at + 1);
    let denied = (at + 1..from).any(|at| reading.word(at) == "not" || reading.word(at).ends_with("n't"));
    // "start shouting", but "starts to get cross"
    let begins = matches!(does.as_str(), "start" | "keep" | "begin")
        && reading.is_ing(from + 1)
        && has("pressing", &base(reading.word(from + 1)));
    let asks = does == "ask" && matches!(reading.word(from + 1), "for" | "to");
    let urges =
        does == "want" && matches!(reading.word(from + 1), "him" | "her" | "them") && reading.word(from + 2) == "to";
    !denied && (begins || has("pressing", &does) || asks && last.does(reading) == "say" || urges)
}
