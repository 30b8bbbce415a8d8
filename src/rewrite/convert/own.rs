//! Drafts in the first person that leave the person out at the front: "Stay at my nan's", "A quiet place I can go to".
//!
//! **In:** a reading in which the person speaks. **Out:** whether "I" or "I have" is to be supplied. **Layer:** 3.
//!
//! What asks others for something ("Help me with my coat", "Respect my wishes") opens with a bare verb as well, and is left alone.

use super::subject::is_bare_verb;
use crate::rewrite::lexicon::has;
use crate::rewrite::reading::Reading;

/// "Stay in a hotel with my cousins": a bare verb at the front, and nothing is asked of others by it.
pub(crate) fn opens_with_base(reading: &Reading<'_>) -> bool {
    let said = |word: &str| (0..reading.tokens.len()).any(|at| reading.word(at) == word && !reading.tokens[at].quoted);
    let verb = reading.word(0);
    let asks = has("asked-of-others", verb) || has("causing", verb) || has("got", verb);
    let own = says_i(reading) || said("my") || said("myself");
    own && !asks && !said("me") && !said("please") && !reading.tokens[0].quoted && is_bare_verb(reading, 0)
}

/// "A quiet place I can go to", "Someone I can talk to": a thing that the person tells of, and no more.
pub(crate) fn opens_with_thing(reading: &Reading<'_>) -> bool {
    if !matches!(reading.word(0), "a" | "an" | "someone" | "somebody" | "somewhere") || reading.tokens[0].quoted {
        return false;
    }
    let Some(own) = (1..reading.tokens.len()).find(|at| reading.word(*at) == "i") else { return false };
    let before = own - usize::from(matches!(reading.word(own - 1), "that" | "where" | "who" | "which" | "so" | "when"));
    let thing = (1..before).all(|at| {
        let token = &reading.tokens[at];
        token.is_word() && !token.quoted && !reading.opens_verb_group(at) && reading.word(at) != "to"
    });
    // "A friend I sit with helps me": what follows must not tell a second thing of the first.
    let told = (own + 1..reading.tokens.len())
        .any(|at| reading.is_third(at) || matches!(reading.word(at), "will" | "is" | "has" | "would"));
    let told = told && !matches!(reading.word(own - 1), "so" | "when");
    thing && before > usize::from(reading.word(0).len() < 3) && !told
}

fn says_i(reading: &Reading<'_>) -> bool {
    (1..reading.tokens.len()).any(|at| reading.word(at) == "i")
}
