//! Which ways of telling suit a doing.
//!
//! **In:** a doing in words. **Out:** questions that stand as gaps: how often, for how long, with how much help … **Layer:** 3.
//!
//! A number for a measure is the person's to give. What the program can do is to ask for the ones that fit: nobody asks how often
//! somebody knows the alphabet, or how many of it they stay asleep. Two are offered, and one of them is enough; of what is reached
//! once, or lasts, only the one question that fits anything.

use super::lexicon::has;
use super::reading::{Case, Mention, Reading};
use crate::text::inflect::{base_of_ing, base_of_past, base_of_third, is_verb};
use crate::text::words::words;

/// Groups of the lexicon and the two questions that suit their verbs, the more particular first.
const SUITED: [(&str, &[&str]); 6] = [
    ("is-reached-once", &[ANYTHING]),
    ("lasts", &["for how long?", "with how much help?"]),
    ("is-counted", &["how much or how many?", "with how much help?"]),
    ("is-felt", &["how often?", "who would notice?"]),
    ("takes-one-somewhere", &["where?", "with how much help?"]),
    ("is-done-with-others", &["how often?", "who with?"]),
];

/// For any other doing.
const OTHERWISE: &[&str] = &["how often?", "with how much help?"];
/// Fits whatever else fits nothing: being and having, and what is done once in a life.
const ANYTHING: &str = "how will we know?";

/// Gaps to choose from, in brackets, for what is told in `phrase`: by its first verb that suits one question more than another.
pub(super) fn gaps(phrase: &str) -> String {
    let open: Vec<&str> = suited(phrase).iter().copied().filter(|gap| !is_told(phrase, gap)).collect();
    let open = if open.is_empty() { vec![ANYTHING] } else { open };
    open.iter().map(|gap| format!("[{gap}]")).collect::<Vec<_>>().join(" ")
}

/// True if a phrase answers the question already: "by myself", "with my friends", "every morning", "in every lesson".
fn is_told(phrase: &str, gap: &str) -> bool {
    let folded = format!(" {} ", phrase.to_lowercase());
    let any = |cues: &[&str]| cues.iter().any(|cue| folded.contains(cue));
    match gap {
        "how often?" => any(&[" every ", " each ", " most ", " always ", " daily ", " safe "]),
        "with how much help?" => any(&[" by myself ", " on my own ", " alone ", " safe "]),
        "who with?" => any(&[
            " with my ",
            " with people",
            " with other",
            " with friends",
            " my brothers",
            " my family ",
            " by myself ",
        ]),
        _ => false,
    }
}

/// "Dev to hand in his work", "Wear her splints at night", "Help his dad feed the hens": a doing that only the person can do,
/// but not "Help him with his coat", which is done for them.
pub(super) fn opens_with_verb(reading: &Reading<'_>) -> bool {
    let Some(first) = reading.mentions.first() else { return false };
    if first.start == 0 && first.case == Case::Subject {
        let verb = reading.skip_adverbs(first.end + 1);
        let next = reading.word(verb + 1);
        let goes_on = has("determiner", next) || has("preposition", next) || reading.mention_at(verb + 1).is_some();
        let gets = reading.word(verb) == "get"
            && matches!(next, "to" | "up" | "dressed" | "ready" | "into" | "on" | "along" | "out");
        let plain = !has("determiner", reading.word(verb)) && !has("got", reading.word(verb)) && goes_on;
        return reading.word(first.end) == "to" && reading.word(verb) != "be" && (plain || gets);
    }
    let verb = reading.word(0);
    let own = |mention: &Mention| mention.pronoun && mention.case == Case::Possessive;
    let alone = reading.mentions.iter().all(|mention| mention.pronoun && mention.case != Case::Object);
    has("own-doing", verb) && alone && own(first) && (verb != "help" || first.start == 1)
}

fn suited(phrase: &str) -> &'static [&'static str] {
    let mut does = false;
    let mut is = false;
    let held = words(phrase).iter().any(|word| has("had-or-not", &word.folded()));
    let found: Vec<String> = words(phrase).iter().map(|word| word.folded()).collect();
    for (at, word) in found.iter().enumerate() {
        let (word, rest) = (word.clone(), &found[at + 1..]);
        let bases = [Some(word.clone()), base_of_third(&word), base_of_ing(&word), base_of_past(&word)];
        let bases: Vec<String> = bases.into_iter().flatten().collect();
        let fits = |group: &str| bases.iter().any(|base| has(group, base)) && (group != "is-counted" || is_many(rest));
        if let Some((_, gaps)) = SUITED.iter().find(|(group, _)| fits(group)) {
            return gaps;
        }
        if held && bases.iter().any(|base| matches!(base.as_str(), "get" | "find" | "keep" | "have" | "hold")) {
            return &[ANYTHING];
        }
        is |= bases.iter().any(|base| matches!(base.as_str(), "be" | "have")) || word == "am";
        // The first verb decides; what comes after it is its object.
        does = bases.iter().any(|base| is_verb(base) && !has("opens-a-doing", base));
        if does {
            break;
        }
    }
    if is && !does { &[ANYTHING] } else { OTHERWISE }
}

/// True if what follows a verb are several things: "signs in the street", not "what I would like to do".
fn is_many(rest: &[String]) -> bool {
    let object = rest
        .iter()
        .take(3)
        .take_while(|word| !matches!(word.as_str(), "what" | "how" | "and" | "by" | "with" | "in" | "at"));
    object
        .into_iter()
        .any(|word| word.ends_with('s') && !word.ends_with("ss") && word.len() > 3 && !has("determiner", word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_doing_is_asked_what_suits_it() {
        assert_eq!(gaps("I can sit through a story"), "[for how long?] [with how much help?]");
        assert_eq!(gaps("I read signs in the street"), "[how much or how many?] [with how much help?]");
        assert_eq!(gaps("I feel calm at dinner time"), "[how often?] [who would notice?]");
        assert_eq!(gaps("I am able to travel by bus"), "[where?] [with how much help?]");
        assert_eq!(gaps("I have joined in with games"), "[how often?] [who with?]");
        assert_eq!(gaps("I make my own sandwich"), "[how often?] [with how much help?]");
        assert_eq!(gaps("I have got married and have children"), "[how will we know?]");
        assert_eq!(gaps("I am part of the band"), "[how will we know?]");
        assert_eq!(gaps("I earn a wage"), "[how will we know?]");
        assert_eq!(gaps("I can get a job that I want"), "[how will we know?]");
        assert_eq!(gaps("I can get to college by myself"), "[how often?]");
        assert_eq!(gaps("I can know what is happening"), "[how often?] [with how much help?]");
        assert_eq!(gaps("I play with my friends"), "[how often?]");
        assert_eq!(gaps("I can be safe at school"), "[how will we know?]");
        assert_eq!(gaps("…"), "[how often?] [with how much help?]");
    }
}
