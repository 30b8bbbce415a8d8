//! Where "they" means what somebody has or does, and no people: "talks about her worries before they get too big".
//!
//! **In:** a reading, the place of the pronoun. **Out:** whether things are meant. **Layer:** 3.
//!
//! Two things have to agree: something of the kind was named in several, and what is told of it is told of nobody.

use super::Reading;
use super::clause::base;
use crate::rewrite::lexicon::has;

/// "her worries … before they get too big", "his meals while they are hot", "their bills before they are due".
pub(super) fn is_thing_told(reading: &Reading<'_>, at: usize) -> bool {
    if reading.word(at) != "they" {
        return false;
    }
    let named = |group: &str| (0..at).any(|from| has(group, reading.word(from)) && !reading.tokens[from].quoted);
    let mut act = reading.skip_adverbs(at + 1);
    while has("modal", reading.word(act)) || matches!(reading.word(act), "have" | "are" | "do") {
        act = reading.skip_adverbs(act + 1);
    }
    let linked =
        matches!(base(reading.word(act)).as_str(), "get" | "become" | "grow" | "feel" | "seem" | "turn" | "go");
    let joined = matches!(reading.before(act), "are" | "become" | "not") || linked;
    let from = if linked { act + 1 } else { act };
    let worded = |group: &str| {
        (from..from + 4)
            .take_while(|at| reading.tokens.get(*at).is_some_and(|token| token.is_word()))
            .any(|at| has(group, reading.word(at)))
    };
    // "when his tablets are running out"
    let runs_out = base(reading.word(act)) == "run"
        && matches!(reading.word(act + 1), "out" | "low")
        && reading.word(act + 2) != "of";
    if runs_out && (0..at).any(|from| reading.word(from).ends_with('s') && reading.word(from).len() > 4) {
        return true;
    }
    named("troubles") && (joined && worded("trouble-state") || has("trouble-act", &base(reading.word(act))))
        || named("kept-things") && joined && worded("kept-state")
}
