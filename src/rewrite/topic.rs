//! The thing a draft is about, as a noun phrase that fits into a question.
//!
//! **In:** a draft that is no outcome. **Out:** "5 hours of TA support", "a communication book", or "this".
//! **Layer:** 3.
//!
//! Only openings that are sure to stand before a noun phrase are taken off ("will have access to", "he needs a"). What
//! then still holds a verb, or is long, is called "this": a clumsy question is worse than a plain one.

use super::lexicon::has;
use crate::text::inflect::{base_of_third, is_mostly_verb};
use crate::text::words::{Word, words};

/// Longest topic in words that a question can carry.
const LONGEST: usize = 10;

/// What a question calls the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Topic {
    /// A noun phrase in mid-sentence form, or "this".
    pub(super) text: String,
}

/// Openings that hold no content; what follows each is a noun phrase.
const OPENINGS: [&str; 37] = [
    "to have access to",
    "will have access to",
    "to have",
    "will have",
    "to receive",
    "will receive",
    "will be given",
    "to be given",
    "will be provided with",
    "to be provided with",
    "provision of",
    "provide",
    "needs",
    "need",
    "requires",
    "require",
    "would benefit from",
    "to access",
    "will access",
    "continue with",
    "continue to receive",
    "continue to have",
    "continue",
    "to continue",
    "should have",
    "should receive",
    "will attend",
    "to attend",
    "attend",
    "to get",
    "will get",
    "request for",
    "use of",
    "will take part in",
    "to take part in",
    "will be offered",
    "has",
];

/// The topic of `text`.
pub(super) fn topic(text: &str, name: Option<&str>) -> Topic {
    let first_line = text.trim().trim_matches(|c: char| matches!(c, '.' | '-' | '•' | '*' | ':' | ' ' | ';' | ','));
    let found = words(first_line);
    let this = Topic { text: "this".to_string() };
    if found.is_empty() || first_line.contains(['.', ';', '?', '!', '\n', '[', '"']) && !first_line.contains("1.") {
        return this;
    }
    let mut start = subject_length(&found, name);
    let had_subject = start > 0;
    let mut opened = false;
    let mut best = 0;
    for opening in OPENINGS {
        let parts: Vec<&str> = opening.split(' ').collect();
        let matches =
            parts.iter().enumerate().all(|(at, part)| found.get(start + at).is_some_and(|word| word.folded() == *part));
        if matches && parts.len() > best {
            best = parts.len();
        }
    }
    if best > 0 && start + best < found.len() {
        start += best;
        opened = true;
    }
    if had_subject && !opened {
        return this;
    }
    let cut = (start + 1..found.len())
        .find(|at| {
            matches!(
                found[*at].folded().as_str(),
                "so" | "because"
                    | "which"
                    | "who"
                    | "when"
                    | "where"
                    | "if"
                    | "until"
                    | "every"
                    | "each"
                    | "once"
                    | "twice"
                    | "per"
                    | "since"
            ) || found[*at].folded() == "in" && found.get(at + 1).is_some_and(|word| word.folded() == "order")
        })
        .unwrap_or(found.len());
    // An amount at the end belongs to the help and not to what it is called.
    let amount = |at: usize| {
        let number = found[at].text.trim_start_matches(['x', 'X']);
        let grade = matches!(found[at - 1].folded().as_str(), "level" | "stage" | "year" | "key" | "tier" | "grade");
        number.starts_with(|c: char| c.is_ascii_digit()) && !number.contains([':', '-']) && !grade
    };
    let whose = |at: usize| {
        found[at].folded() == "for" && found.get(at + 1).is_some_and(|next| has("pronoun-object", &next.folded()))
    };
    let cut = (start + 1..cut)
        .find(|at| {
            amount(*at)
                || whose(*at)
                || found[*at].text == ","
                || found[*at].text == "–"
                || found[*at].text == ":" && found.get(at + 1).is_none_or(|next| next.byte > found[*at].byte + 1)
                || found[*at].folded() == "and" && found.get(at + 1).is_some_and(|next| is_mostly_verb(&next.folded()))
        })
        .unwrap_or(cut);
    // "OT block of 6": what led to the amount goes with it, but "up" to the verb before it ("catch up 3 x a week").
    let led = |word: &str| {
        has("preposition", word) && word != "up" || has("shorthand", word) || matches!(word, "and" | "&" | "or")
    };
    let mut cut = cut;
    while cut > start + 1 && led(&found[cut - 1].folded()) {
        cut -= 1;
    }
    let lone_verb = cut == start + 1 && is_mostly_verb(&found[start].folded());
    let lexical = found[start..cut].iter().filter(|word| word.is_lexical()).count();
    if has("preposition", &found[start].folded())
        || lexical == 0
        || lone_verb
        || lexical > LONGEST
        || holds_verb(&found[start..cut], opened)
    {
        return this;
    }
    let from = found[start].byte;
    let to = found[cut - 1].byte + found[cut - 1].text.len();
    let text = first_line[from..to].trim_end_matches(['(', '[', '-', ' ', ',']).trim();
    Topic { text: if is_title(text) { text.to_string() } else { in_sentence(text, name) } }
}

/// "Toe by Toe", "Entry Level 3 Maths": the name of a course or scheme, with a capital in its second word or after a little one.
fn is_title(text: &str) -> bool {
    let capital = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    let found: Vec<&str> = text.split_whitespace().collect();
    let [first, rest @ ..] = found.as_slice() else { return false };
    let folded = first.to_lowercase();
    let second = rest.iter().find(|word| !matches!(**word, "by" | "of" | "the")).filter(|word| capital(word));
    capital(first)
        && !has("determiner", &folded)
        && !has("shorthand", &folded)
        && second.is_some_and(|word| in_sentence(word, None) != **word)
}

/// How many words the subject takes ("He", "Sam", "The pupil"); 0 if the text opens with none.
fn subject_length(found: &[Word<'_>], name: Option<&str>) -> usize {
    let word = |at: usize| found.get(at).map(|word: &Word<'_>| word.folded()).unwrap_or_default();
    let first = word(0);
    if matches!(first.as_str(), "he" | "she" | "they" | "i" | "we" | "yp" | "pupil" | "student")
        || name.is_some_and(|name| name.to_lowercase() == first)
    {
        1
    } else if first == "the" && has("person-noun", &word(1)) {
        2
    } else if first == "the" && word(1) == "young" && word(2) == "person" {
        3
    } else if found.len() > 2
        && found[0].text.starts_with(char::is_uppercase)
        && matches!(word(1).as_str(), "will" | "needs" | "requires" | "should" | "would" | "has")
        && !has("not-a-name", &first)
    {
        1
    } else {
        0
    }
}

/// True if the words hold a verb, so that they are no noun phrase.
fn holds_verb(found: &[Word<'_>], opened: bool) -> bool {
    let first = found[0].folded();
    let imperative = !opened
        && (is_mostly_verb(&first) && !first.ends_with("ed")
            || matches!(
                first.as_str(),
                "staff" | "to" | "will" | "use" | "run" | "work" | "visit" | "review" | "train" | "support"
            ) && found.get(1).is_some_and(|next| {
                matches!(
                    next.folded().as_str(),
                    "to" | "the" | "a" | "with" | "his" | "her" | "their" | "staff" | "be" | "him" | "them"
                ) || first == "to"
            }));
    imperative
        || found.iter().enumerate().any(|(at, word)| {
            let folded = word.folded();
            let next = found.get(at + 1).map(Word::folded).unwrap_or_default();
            has("modal", &folded)
                || has("auxiliary", &folded) && folded != "do"
                || at > 0 && folded == "to" && has("helper", &found[at - 1].folded())
                || at > 0
                    && folded == "to"
                    && (crate::text::inflect::is_verb(&next) && is_mostly_verb(&next)
                        || matches!(next.as_str(), "support" | "help" | "work" | "look" | "be"))
                || at > 0
                    && matches!(
                        folded.as_str(),
                        "made"
                            | "written"
                            | "delivered"
                            | "completed"
                            | "held"
                            | "sent"
                            | "agreed"
                            | "done"
                            | "given"
                            | "arranged"
                            | "trained"
                            | "provided"
                            | "purchased"
                            | "ordered"
                            | "reviewed"
                            | "updated"
                            | "attended"
                            | "opened"
                            | "passed"
                            | "gained"
                            | "set"
                            | "put"
                    )
                || at > 0 && matches!(folded.as_str(), "needs" | "need") && next.ends_with("ing")
                || at > 0
                    && base_of_third(&folded).is_some_and(|base| is_mostly_verb(&base))
                    && (has("determiner", &next) || matches!(next.as_str(), "him" | "them"))
        })
}

/// Lowers the first letter unless the word is an abbreviation or a name.
pub(super) fn in_sentence(text: &str, name: Option<&str>) -> String {
    let first = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | ',')).next().unwrap_or_default();
    let letters = first.chars().filter(|c| c.is_alphabetic());
    let capitals = letters.clone().filter(|c| c.is_uppercase()).count();
    let title = matches!(
        first,
        "Mr" | "Mrs"
            | "Miss"
            | "Ms"
            | "Dr"
            | "Year"
            | "English"
            | "Makaton"
            | "Braille"
            | "French"
            | "PECS"
            | "Lego"
            | "I"
            | "I'm"
    );
    let same_name = name.is_some_and(|name| first.trim_end_matches("'s").eq_ignore_ascii_case(name));
    // "Tommy's brother": somebody's name, as far as anybody can tell.
    let owner = first.strip_suffix("'s").or_else(|| first.strip_suffix("’s")).map(str::to_lowercase);
    let somebody = owner.is_some_and(|owner| !has("not-a-name", &owner) && !has("plural-people", &owner));
    if capitals > 1 || title || same_name || somebody || capitals == 1 && letters.count() == 1 && first != "A" {
        return text.to_string();
    }
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().collect::<String>() + chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_a_noun_phrase_or_this() {
        for (text, expected) in [
            ("5 hours of TA support", "5 hours of TA support"),
            ("Short breaks", "short breaks"),
            ("will have access to a nurture group", "a nurture group"),
            ("Continue hydrotherapy", "hydrotherapy"),
            ("He needs a communication book", "a communication book"),
            ("SaLT", "SaLT"),
            ("Tommy’s laptop", "Tommy’s laptop"),
            ("Children's services", "children's services"),
            ("Full time 1:1", "full time 1:1"),
            ("With an adult beside him he will read", "this"),
            ("ELSA sessions", "ELSA sessions"),
            ("Toe by Toe 20 mins a day", "Toe by Toe"),
            ("Entry Level 3 Maths", "Entry Level 3 Maths"),
            ("Entry Level 3 Maths passed", "this"),
            ("Weekly Makaton", "weekly Makaton"),
            ("Swimming with Mr Jones", "swimming with Mr Jones"),
            ("Her selective mutism needs addressing – small steps", "this"),
            ("Going swimming.", "going swimming"),
            ("A laptop so that he can write more", "a laptop"),
            ("OT to look at seating", "this"),
            ("Referral made to CAMHS", "this"),
            ("Teach him to wash his hands", "this"),
            ("", "this"),
        ] {
            assert_eq!(topic(text, None).text, expected, "{text}");
        }
    }
}
