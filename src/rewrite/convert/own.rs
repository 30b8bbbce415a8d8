//! Drafts in the first person that leave the person out at the front: "Stay at my nan's", "A quiet place I can go to".
//!
//! **In:** a reading in which the person speaks. **Out:** whether "I" or "I have" is to be supplied. **Layer:** 3.
//!
//! What asks others for something ("Help me with my coat", "Respect my wishes") opens with a bare verb as well, and is left alone.

use super::subject::is_bare_verb;
use crate::rewrite::lexicon::has;
use crate::rewrite::reading::Reading;
use crate::text::inflect::is_verb;

/// "Stay in a hotel with my cousins": a bare verb at the front, and nothing is asked of others by it.
pub(crate) fn opens_with_base(reading: &Reading<'_>) -> bool {
    let said = |word: &str| (0..reading.tokens.len()).any(|at| reading.word(at) == word && !reading.tokens[at].quoted);
    let verb = reading.word(0);
    let own = says_i(reading) || said("my") || said("myself");
    let known = matches!(verb, "have" | "be" | "get" | "play" | "choose" | "find" | "ask" | "understand");
    // "Make my own tea", "Ask for a break when I need it", but not "Make my lessons shorter"
    let own_way = (1..reading.tokens.len()).any(|at| reading.before(at) == "my" && reading.word(at) == "own");
    let alone = own_way || says_i(reading) && reading.word(1) != "my" || said("myself");
    let asks = has("help-asked", verb) || !alone && (has("asked-of-others", verb) || has("causing", verb) && !known);
    // "Number of incidents"
    let plain = !is_caused(reading) && !is_compound(reading) && reading.word(1) != "of";
    // "Be with my friends", but not "Be patient with my speech"
    let been = verb != "be" || has("preposition", reading.word(1)) || has("article", reading.word(1));
    let goes_on = reading.tokens.get(1).is_some_and(|token| token.is_word());
    let verbal = is_bare_verb(reading, 0) || has("own-doing", verb) || known && goes_on;
    let others = said("me") || said("please") || said("you") || reading.tokens[0].quoted;
    own && !asks && !others && been && plain && verbal
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

/// "Get my school to ring my mum": done by others.
fn is_caused(reading: &Reading<'_>) -> bool {
    let to = (2..6).any(|at| reading.word(at) == "to" && is_verb(reading.word(at + 1)));
    reading.word(0) == "get" && reading.word(1) != "to" && (to || reading.word(1) == "my" && reading.word(2) != "own")
}

/// "Travel training", "Play equipment": a noun of two words.
fn is_compound(reading: &Reading<'_>) -> bool {
    let doing = reading.is_ing(1) && !matches!(reading.word(0), "go" | "keep" | "start" | "try" | "practise" | "enjoy");
    doing
        || matches!(
            reading.word(1),
            "equipment" | "therapy" | "time" | "scheme" | "area" | "experience" | "support" | "group"
        )
}

fn says_i(reading: &Reading<'_>) -> bool {
    (1..reading.tokens.len()).any(|at| reading.word(at) == "i")
}
