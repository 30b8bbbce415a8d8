//! Holds back sentences that nobody would say: a guard over everything that is offered.
//!
//! **In:** a suggestion's text and the draft. **Out:** whether it reads as English. **Layer:** 3.
//!
//! Only slips that rewriting itself can make are looked for: agreement with "I", an article before the wrong sound, words
//! doubled, a pronoun in the wrong case, brackets that do not close. What the draft said so already is the writer's own.

use crate::text::words::words;

/// Pairs of words that never follow each other, whatever the sentence.
const NEVER: [(&str, &str); 40] = [
    ("i", "is"),
    ("i", "has"),
    ("i", "does"),
    ("i", "are"),
    ("i", "doesn't"),
    ("i", "isn't"),
    ("i", "hasn't"),
    ("i", "to"),
    ("i", "be"),
    ("i", "being"),
    ("can", "to"),
    ("can", "can"),
    ("can", "am"),
    ("can", "is"),
    ("can", "be able"),
    ("am", "have"),
    ("am", "am"),
    ("am", "can"),
    ("am", "do"),
    ("am", "having"),
    ("have", "am"),
    ("have", "can"),
    ("i", "i"),
    ("my", "my"),
    ("me", "me"),
    ("my", "i"),
    ("my", "me"),
    ("me", "i"),
    ("by", "by"),
    ("the", "the"),
    ("to", "to"),
    ("and", "and"),
    ("a", "the"),
    ("a", "my"),
    ("the", "my"),
    ("my", "the"),
    ("my", "a"),
    ("will", "can"),
    ("myself", "myself"),
    ("and", ","),
];

/// True if nothing in `text` reads wrongly that did not stand so in `draft`.
pub(super) fn reads_well(text: &str, draft: &str) -> bool {
    let slips = slips(text);
    if slips.is_empty() {
        return true;
    }
    let known = self::slips(draft);
    slips.iter().all(|slip| known.contains(slip))
}

fn slips(text: &str) -> Vec<(String, String)> {
    let folded: Vec<String> = words(text).iter().map(|word| word.folded()).collect();
    let mut found: Vec<(String, String)> = Vec::new();
    for (at, pair) in folded.windows(2).enumerate() {
        let (one, two) = (pair[0].as_str(), pair[1].as_str());
        // "my mum and I are"
        let several = (one, two) == ("i", "are") && at > 0 && matches!(folded[at - 1].as_str(), "and" | "or" | "nor");
        if NEVER.contains(&(one, two)) && !several || wrong_article(one, two) {
            found.push((one.to_string(), two.to_string()));
        }
    }
    for (open, close) in [('(', ')'), ('[', ']')] {
        let (opened, closed) = (text.matches(open).count(), text.matches(close).count());
        if opened != closed {
            found.push((open.to_string(), close.to_string()));
        }
    }
    found
}

/// "a apple", "an cat"; letters and words whose sound the spelling does not tell are let be.
fn wrong_article(article: &str, next: &str) -> bool {
    let Some(first) = next.chars().next().filter(|first| first.is_alphabetic()) else { return false };
    let unsure = ["u", "eu", "one", "once", "ho", "h", "x", "m", "n", "s", "l", "f", "r"];
    let spelt = next.chars().count() <= 4 || unsure.iter().any(|start| next.starts_with(start));
    let vowel = matches!(first, 'a' | 'e' | 'i' | 'o');
    !spelt && (article == "a" && vowel || article == "an" && !vowel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_agreement_case_and_article_are_held_back() {
        for text in ["I has lunch", "I can to swim", "a orange ball", "an bicycle", "my my friend", "I walk (home"] {
            assert!(!reads_well(text, ""), "{text}");
        }
    }

    #[test]
    fn good_english_and_what_the_writer_said_pass() {
        for text in [
            "I have lunch",
            "an hour a day",
            "a unicorn",
            "a university place",
            "an MRI scan",
            "I can use my bus pass.",
            "My mum and I are less tired.",
        ] {
            assert!(reads_well(text, ""), "{text}");
        }
        assert!(reads_well("I like the the band", "He likes the the band"));
    }
}
