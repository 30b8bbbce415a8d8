//! Which ways of telling suit a doing.
//!
//! **In:** a doing in words. **Out:** questions that stand as gaps: how often, for how long, with how much help … **Layer:** 3.
//!
//! A number for a measure is the person's to give. What the program can do is to ask for the ones that fit: nobody asks how often
//! somebody knows the alphabet, or how many of it they stay asleep. Two are offered, and one of them is enough; of what is reached
//! once, or lasts, only the one question that fits anything.

use super::lexicon::has;
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
