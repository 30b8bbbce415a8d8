//! Reads an answer in whatever form it was given and says it in the first person.
//!
//! **In:** "shows me the skills I need", "to be able to cook", "he could join in", "confidence". **Out:** [`Answer`].
//! **Layer:** 3.
//!
//! Answers come as verb phrases, clauses, noun phrases and wishes about a thing ("it would let him …"). Each is brought
//! to one of three forms that a frame can hold. What fits none is kept as a noun phrase, which "I have …" can hold.

use super::convert::convert;
use super::lexicon::{has, is_adverb};
use crate::domain::{Context, Person, Tense};
use crate::text::inflect::{Agreement, base_of_ing, base_of_third, ing, is_mostly_verb, is_verb, present};
use crate::text::words::words;

/// An answer in a form that a frame can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// A verb phrase in its base form: "live in my own flat".
    Verb(String),
    /// A whole clause: "my friends understand me".
    Clause(String),
    /// A noun phrase: "confidence".
    Noun(String),
    /// A quality: "more confident at break".
    Quality(String),
}

/// Openings that say only that something is made possible; a verb phrase follows.
const LEADS: [&str; 51] = [
    "so that i can ",
    "so i can ",
    "so that i could ",
    "so i could ",
    "so that i am able to ",
    "so that ",
    "so ",
    "to be able to ",
    "be able to ",
    "being able to ",
    "i can ",
    "i could ",
    "i will be able to ",
    "i would be able to ",
    "i am able to ",
    "i'd be able to ",
    "i'll be able to ",
    "it would let me ",
    "it lets me ",
    "lets me ",
    "let me ",
    "it would help me to ",
    "it would help me ",
    "it helps me to ",
    "it helps me ",
    "helps me to ",
    "helps me ",
    "help me to ",
    "help me ",
    "it would allow me to ",
    "allows me to ",
    "allow me to ",
    "enables me to ",
    "enable me to ",
    "it would mean i can ",
    "it would make it possible to ",
    "i would like to ",
    "i'd like to ",
    "i would love to ",
    "i'd love to ",
    "i want to ",
    "that i can ",
    "that i could ",
    "that i am able to ",
    "for me to be able to ",
    "for me to ",
    "me to be able to ",
    "me to ",
    "could ",
    "can ",
    "to ",
];

/// Answers that answer nothing.
const NOTHING: [&str; 14] = [
    "i don't know",
    "don't know",
    "dont know",
    "i do not know",
    "not sure",
    "i'm not sure",
    "unsure",
    "no idea",
    "n/a",
    "na",
    "none",
    "nothing",
    "tbc",
    "see above",
];

/// True if an answer says something.
pub(super) fn says_something(text: &str) -> bool {
    let folded = text.trim().trim_end_matches(['.', '!', '?', ' ']).to_lowercase().replace('’', "'");
    folded.chars().any(char::is_alphanumeric) && !NOTHING.contains(&folded.as_str())
}

/// Openings before a noun phrase.
const GIFTS: [&str; 9] = [
    "it would give me ",
    "it will give me ",
    "it gives me ",
    "gives me ",
    "give me ",
    "i would have ",
    "i will have ",
    "i have ",
    "having ",
];

impl Answer {
    /// Reads `text`, in which the person may be spoken of by name or pronoun.
    pub(super) fn read(text: &str, context: &Context) -> Answer {
        let text = text.trim().trim_end_matches(['.', ';', ',', '!', ' ']);
        let mut said = own_words(text, context);
        for _ in 0..2 {
            let folded = said.to_lowercase().replace('’', "'");
            if let Some(gift) = GIFTS.iter().find(|gift| folded.starts_with(*gift)) {
                return Answer::Noun(cut(&said, gift));
            }
            let Some(lead) = LEADS.iter().find(|lead| folded.starts_with(*lead)) else { break };
            let rest = cut(&said, lead);
            let first = rest.split_whitespace().next().unwrap_or_default().to_lowercase();
            if !matches!(*lead, "so " | "so that ") {
                return if has("modal", &first) { Answer::Clause(rest) } else { Answer::Verb(rest) };
            }
            said = rest;
        }
        form(said)
    }

    /// As a sentence about now: "I am living in my own flat".
    pub(super) fn achieved(&self) -> String {
        match self {
            Answer::Clause(clause) => clause.clone(),
            Answer::Noun(noun) => format!("I have {noun}"),
            Answer::Quality(quality) => format!("I am {quality}"),
            Answer::Verb(phrase) => {
                let (verb, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
                let base = verb.to_lowercase();
                let found = words(rest);
                let joined = found
                    .windows(2)
                    .any(|pair| has("conjunction", &pair[0].folded()) && is_mostly_verb(&pair[1].folded()));
                let spoken = if base == "be" {
                    present("be", Agreement::First)
                } else if matches!(base.as_str(), "live" | "stay" | "work" | "study") && !joined {
                    format!("am {}", ing(&base))
                } else if has("stative", &base) || matches!(base.as_str(), "keep" | "live" | "stay" | "not") {
                    base
                } else {
                    format!("can {base}")
                };
                let spoken = if spoken == "not" { "do not".to_string() } else { spoken };
                format!("I {spoken} {rest}").trim().to_string()
            }
        }
    }

    /// As something that has become possible: "I can live in my own flat"; what one is, has or feels stays as it is.
    pub(super) fn able(&self) -> String {
        match self {
            Answer::Verb(phrase) => {
                let verb = phrase.split(' ').next().unwrap_or_default().to_lowercase();
                let joined = || {
                    let found: Vec<String> = words(phrase).iter().map(|word| word.folded()).collect();
                    found.windows(2).any(|pair| pair[0] == "and" && pair[1] == "be")
                };
                if matches!(verb.as_str(), "be" | "not") || has("stative", &verb) && !joined() {
                    self.achieved()
                } else {
                    format!("I can {phrase}")
                }
            }
            other => other.achieved(),
        }
    }

    /// After "so that": "I can live in my own flat".
    pub(super) fn purpose(&self) -> String {
        match self {
            Answer::Verb(phrase) if !phrase.to_lowercase().starts_with("be ") => {
                let verb = phrase.split(' ').next().unwrap_or_default().to_lowercase();
                if matches!(verb.as_str(), "feel" | "have" | "know" | "not") {
                    self.achieved()
                } else {
                    format!("I can {phrase}")
                }
            }
            other => other.achieved(),
        }
    }
}

/// The answer with the person's name and pronouns turned into I, me and my.
pub(super) fn own_words(text: &str, context: &Context) -> String {
    let spoken = Context { person: Person::First, tense: Tense::Achieved, ..context.clone() };
    // A lone verb or noun phrase must not be given a subject here, so only words about the person are exchanged.
    let reading = super::reading::Reading::new(text, &[], &spoken);
    let subject = reading
        .mentions
        .first()
        .is_some_and(|mention| mention.start == 0 && mention.case == super::reading::Case::Subject);
    let converted = if subject { convert(text, &[], &spoken).map(|converted| converted.text) } else { None };
    let text = converted.unwrap_or_else(|| exchange(text, &reading));
    lowered(text.trim(), context)
}

/// Exchanges the words for the person alone.
fn exchange(text: &str, reading: &super::reading::Reading<'_>) -> String {
    use super::reading::Case;
    let mut out = String::new();
    for (at, token) in reading.tokens.iter().enumerate() {
        let mention = reading.mention_at(at);
        if mention.is_some_and(|mention| mention.start != at) {
            continue;
        }
        out.push_str(token.gap);
        let contraction = token.folded.split_once('\'').map(|(_, tail)| tail.to_string());
        match mention.map(|mention| mention.case) {
            None => {
                let after = at > 0 && reading.mention_at(at - 1).is_some_and(|mention| mention.case == Case::Subject);
                let base = if after {
                    crate::text::inflect::base_of_third(&token.folded).filter(|base| is_verb(base))
                } else {
                    None
                };
                match base {
                    Some(base) => out.push_str(&present(&base, Agreement::First)),
                    None if after && token.folded == "are" => out.push_str("am"),
                    None => out.push_str(token.text),
                }
            }
            Some(Case::Subject) => out.push_str(match contraction.as_deref() {
                Some("s" | "re") => "I am",
                Some("ll") => "I will",
                Some("d") => "I would",
                _ => "I",
            }),
            Some(Case::Object) => out.push_str("me"),
            Some(Case::Possessive) => out.push_str("my"),
            Some(Case::Own) => out.push_str("mine"),
            Some(Case::Reflexive) => out.push_str("myself"),
        }
    }
    out.push_str(reading.tail);
    if out.is_empty() { text.to_string() } else { out }
}

fn lowered(text: &str, context: &Context) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    if matches!(first, "I" | "I'm" | "I’m" | "I'll" | "I'd" | "Mum" | "Dad") {
        text.to_string()
    } else {
        super::topic::in_sentence(text, context.name.as_deref())
    }
}

fn cut(text: &str, lead: &str) -> String {
    text.chars().skip(lead.chars().count()).collect::<String>().trim().to_string()
}

/// Which form an answer without a lead has.
fn form(text: String) -> Answer {
    let found = words(&text);
    let word = |at: usize| found.get(at).map(|word| word.folded()).unwrap_or_default();
    let mut head = 0;
    while is_adverb(&word(head)) && !matches!(word(head).as_str(), "more" | "not") && head + 1 < found.len() {
        head += 1;
    }
    let first = word(head);
    let rest: String = found.get(head + 1).map_or(String::new(), |next| text[next.byte..].to_string());
    let to_me = found.iter().skip(head + 1).take(2).any(|word| word.folded() == "me");
    let followed = |at: usize| {
        let next = word(at);
        next.is_empty()
            || has("determiner", &next)
            || has("preposition", &next)
            || is_adverb(&next)
            || matches!(next.as_str(), "to" | "me" | "myself" | "it" | "that" | "how" | "what")
    };
    if matches!(first.as_str(), "i" | "i'm" | "i'll" | "i've" | "it" | "we") {
        return Answer::Clause(text.clone());
    }
    if let Some(base) = base_of_third(&first).filter(|base| is_mostly_verb(base) || is_verb(base) && followed(head + 1))
    {
        if to_me {
            let shown = rest.strip_prefix("me ").unwrap_or(&rest).to_string();
            let next = shown.split_whitespace().next().unwrap_or_default().to_lowercase();
            return match base.as_str() {
                "show" | "teach" | "tell" if !matches!(next.as_str(), "to") => Answer::Verb(format!("know {shown}")),
                "make" | "keep" => {
                    let verb = if is_verb(&next) {
                        String::new()
                    } else if base == "keep" {
                        "stay ".to_string()
                    } else {
                        "be ".to_string()
                    };
                    Answer::Verb(format!("{verb}{shown}"))
                }
                _ => Answer::Clause(format!("this {text}")),
            };
        }
        return Answer::Verb(format!("{base} {rest}").trim().to_string());
    }
    if let Some(base) = base_of_ing(&first).filter(|base| is_verb(base) && head == 0) {
        return Answer::Verb(format!("{base} {rest}").trim().to_string());
    }
    if has("state-adjective", &first) && !has("preposition", &first)
        || matches!(first.as_str(), "more" | "less" | "better")
            && matches!(
                word(head + 1).as_str(),
                "confident"
                    | "independent"
                    | "relaxed"
                    | "comfortable"
                    | "able"
                    | "anxious"
                    | "worried"
                    | "settled"
                    | "at"
                    | "involved"
                    | "aware"
            )
    {
        return Answer::Quality(text.clone());
    }
    let clause_verb = (1..4).find(|at| {
        has("auxiliary", &word(*at))
            || has("modal", &word(*at))
            || is_mostly_verb(&word(*at))
                && matches!(word(0).as_str(), "my" | "people" | "others" | "everyone" | "friends" | "adults" | "staff")
    });
    if clause_verb.is_some_and(|at| {
        (0..at).all(|at| !matches!(word(at).as_str(), "who" | "that" | "which" | "to" | "for" | "of" | "when" | "how"))
    }) && !is_verb(&first)
    {
        return Answer::Clause(text.clone());
    }
    if is_mostly_verb(&first)
        || is_verb(&first)
            && followed(head + 1)
            && found.len() > head + 1
            && !matches!(word(head + 1).as_str(), "for" | "of" | "to" | "with" | "from" | "in")
        || first == "be"
        || has("answer-verb", &first) && found.len() > 1
    {
        return Answer::Verb(text.clone());
    }
    Answer::Noun(text.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Pronouns;

    fn said(text: &str) -> String {
        let context = Context { name: Some("Ben".to_string()), pronouns: Some(Pronouns::He), ..Context::default() };
        Answer::read(text, &context).achieved()
    }

    #[test]
    fn an_answer_that_answers_nothing_is_none() {
        for text in ["?", "I don’t know.", "N/A", "not sure", "…"] {
            assert!(!says_something(text), "{text}");
        }
        assert!(says_something("friends"));
    }

    #[test]
    fn every_form_of_answer_becomes_a_sentence_in_the_first_person() {
        for (answer, expected) in [
            (
                "live in my own flat, relying less on my parents and carers",
                "I am living in my own flat, relying less on my parents and carers",
            ),
            ("I can cook my tea", "I can cook my tea"),
            ("I'd like to cook my tea", "I can cook my tea"),
            ("can cook his tea", "I can cook my tea"),
            ("that he can cook his tea", "I can cook my tea"),
            ("chat with his nan on the phone", "I can chat with my nan on the phone"),
            ("use the bus", "I can use the bus"),
            ("to be able to cook my tea", "I can cook my tea"),
            ("being able to cook my tea", "I can cook my tea"),
            ("so I can go out with friends", "I can go out with friends"),
            ("shows me the skills I need", "I know the skills I need"),
            ("confidence", "I have confidence"),
            ("Independence", "I have independence"),
            ("he could join in at break", "I can join in at break"),
            ("it would let him join in", "I can join in"),
            ("feel safe on the bus", "I feel safe on the bus"),
            ("make friends", "I can make friends"),
            ("time to find out what living on my own is like", "I have time to find out what living on my own is like"),
            ("helps Ben tell his mum how he feels", "I can tell my mum how I feel"),
            ("more confident with new people", "I am more confident with new people"),
        ] {
            assert_eq!(said(answer), expected, "{answer}");
        }
    }
}
