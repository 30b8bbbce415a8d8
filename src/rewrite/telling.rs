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
    suited(phrase).iter().map(|gap| format!("[{gap}]")).collect::<Vec<_>>().join(" ")
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
    for word in words(phrase) {
        let word = word.folded();
        let bases = [Some(word.clone()), base_of_third(&word), base_of_ing(&word), base_of_past(&word)];
        let bases: Vec<String> = bases.into_iter().flatten().collect();
        if let Some((_, gaps)) = SUITED.iter().find(|(group, _)| bases.iter().any(|base| has(group, base))) {
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
        assert_eq!(gaps("…"), "[how often?] [with how much help?]");
    }
}
