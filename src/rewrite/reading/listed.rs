//! Lists of what somebody else does: "if anyone touches him, sends him pictures or asks for money".
//!
//! **In:** a reading and a comma. **Out:** whether the verb after it is somebody else's. **Layer:** 3.

use super::Reading;
use super::clause::{is_several, is_somebody};
use super::person::Case;
use crate::rewrite::lexicon::has;
use crate::text::inflect::{base_of_third, is_verb};

/// True if the verb after the comma goes on with what another does in a clause of their own: a list that "or" closes, in
/// what is to be ("will leave if a peer shouts, swears or kicks") or of what is done to the person.
pub(super) fn is_anothers_list(reading: &Reading<'_>, comma: usize) -> bool {
    if is_list_of_several(reading, comma) {
        return true;
    }
    let third = |at: usize| base_of_third(reading.word(at)).is_some_and(|base| is_verb(&base));
    if reading.word(comma) != "," || !third(comma + 1) {
        return false;
    }
    let from = (0..comma).rev().find(|at| reading.is_stop(*at) || reading.word(*at) == ";").map_or(0, |stop| stop + 1);
    let opens = |at: &usize| matches!(reading.word(*at), "if" | "when" | "whenever" | "who" | "unless" | "because");
    let Some(opener) = (from..comma).rev().find(opens) else { return false };
    let one = |word: &str| is_somebody(word) || has("person-noun", word) || is_any(word);
    let acts = |at: &usize| third(*at) && (one(reading.before(*at)) || reading.before(*at) == "who");
    let placed = |at: &usize| third(*at) && has("whereabouts", reading.before(*at)) && one(reading.word(at - 2));
    let first = (opener + 1..comma).find(|at| acts(at) || *at > 1 && placed(at));
    let by_person = (opener..comma).any(|at| {
        let mention = reading.mention_at(at);
        mention.is_some_and(|mention| mention.case == Case::Subject)
            || matches!(reading.word(at), "he" | "she" | "they" | "it")
    });
    let end = (comma + 2..comma + 10).find(|at| reading.is_stop(*at) || matches!(reading.word(*at), "and" | ";"));
    let closed = (comma + 2..end.unwrap_or(comma + 10)).any(|at| reading.word(at) == "or" && third(at + 1));
    let to_person = matches!(reading.word(comma + 2), "him" | "her" | "them" | "me");
    let anyone = (opener + 1..comma)
        .any(|at| is_any(reading.word(at)) || matches!(reading.word(at), "stranger" | "adult" | "peer"));
    let willed = (from..opener).any(|at| matches!(reading.word(at), "will" | "to"))
        && !(from..opener).any(|at| reading.is_third(at));
    first.is_some() && !by_person && closed && (willed || anyone && to_person)
}

/// "if boys push him, laugh at him or take his ball": of several, where the last before it was done to the person as well.
fn is_list_of_several(reading: &Reading<'_>, comma: usize) -> bool {
    let bare = |at: usize| is_verb(reading.word(at)) && !has("preposition", reading.word(at));
    let answers =
        has("telling", reading.word(comma + 1)) || matches!(reading.word(comma + 1), "ignore" | "let" | "leave");
    if reading.word(comma) != "," || !bare(comma + 1) || answers {
        return false;
    }
    let from = (0..comma).rev().find(|at| reading.is_stop(*at) || reading.word(*at) == ";").map_or(0, |stop| stop + 1);
    let Some(opener) = (from..comma).rev().find(|at| matches!(reading.word(*at), "if" | "when")) else { return false };
    let several = (opener + 1..comma).any(|at| is_several(reading.word(at)));
    let pronoun = |at: usize| matches!(reading.word(at), "him" | "her" | "them");
    let before = pronoun(comma - 1) && !(opener..comma - 1).any(|at| matches!(reading.word(at), "he" | "she" | "they"));
    let same = (comma + 2..comma + 4).any(|at| reading.word(at) == reading.before(comma));
    let end = (comma + 2..comma + 9).find(|at| reading.is_stop(*at) || matches!(reading.word(*at), "and" | ";"));
    let closed = (comma + 2..end.unwrap_or(comma + 9)).any(|at| reading.word(at) == "or" && bare(at + 1));
    several && before && same && closed
}

fn is_any(word: &str) -> bool {
    matches!(word, "anyone" | "anybody" | "someone" | "somebody")
}
