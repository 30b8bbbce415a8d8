//! What can be seen of a clause from the words around one place: what opens it, whose it is, what is done in it.
//!
//! **In:** a [`Reading`] whose names are marked. **Out:** [`Clause`], and answers about single tokens. **Layer:** 3.

use super::Reading;
use super::beside::{opens_its_clause, past_dashes, past_place};
use super::person::{Case, Set};
use crate::rewrite::lexicon::{has, is_adverb, is_auxiliary};
use crate::text::inflect::{base_of_ing, base_of_past, base_of_third, is_verb};

/// Who does what a clause tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// The person whose outcome it is.
    Person,
    /// Somebody for whom the same pronouns would stand.
    Rival,
    /// Anybody or anything else.
    Else,
}

/// One clause, as far as it has been read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clause {
    /// Who does it.
    pub(super) subject: Who,
    /// True once a mention or somebody stood as its subject.
    pub(super) stated: bool,
    /// The subject inside "lets him …", "asks her to …".
    pub(super) inner: Option<Who>,
    /// To whom something is done or said.
    pub(super) object: Option<Who>,
    /// The verb, once it has been met.
    pub(super) verb: Option<usize>,
    /// Whom a relative clause without an opener tells of: "a man he knows speaks".
    pub(super) told_of: Option<Who>,
    /// The word that opened it, if it is no main clause.
    pub(super) opener: Option<usize>,
}

impl Clause {
    pub(super) fn of(subject: Who, opener: Option<usize>) -> Self {
        Clause { subject, stated: false, inner: None, object: None, verb: None, told_of: None, opener }
    }

    /// Who does what is told at this point.
    pub(super) fn doer(&self) -> Who {
        self.inner.unwrap_or(self.subject)
    }

    /// The base of what is done, past "has" and "is": "take" of "has taken".
    pub(super) fn act(&self, reading: &Reading<'_>) -> String {
        let Some(verb) = self.verb else { return String::new() };
        let next = reading.skip_adverbs(verb + 1);
        let perfect =
            matches!(reading.word(verb), "has" | "have" | "had") && base_of_past(reading.word(next)).is_some();
        let going = matches!(reading.word(verb), "is" | "are") && reading.is_ing(next);
        base(reading.word(if perfect || going { next } else { verb }))
    }

    /// The base of its verb; empty if there is none yet.
    pub(super) fn does(&self, reading: &Reading<'_>) -> String {
        base(self.verb.map_or("", |verb| reading.word(verb)))
    }
}

/// The base of a verb in whatever form.
pub(super) fn base(word: &str) -> String {
    match word {
        "is" | "are" | "am" | "was" | "were" | "been" => "be".to_string(),
        _ if is_verb(word) => word.to_string(),
        _ => base_of_third(word)
            .or_else(|| base_of_ing(word))
            .or_else(|| base_of_past(word))
            .unwrap_or_else(|| word.to_string()),
    }
}

/// A noun that means somebody.
pub(super) fn is_somebody(word: &str) -> bool {
    ["female", "male", "anyone"].iter().any(|group| has(group, word))
}

/// A noun that means several people.
pub(super) fn is_several(word: &str) -> bool {
    has("plural-people", word) || word.strip_suffix('s').is_some_and(is_somebody)
}

/// Verbs after which the one named next does what follows.
pub(super) fn causes(word: &str) -> bool {
    has("causing", &base(word))
}

/// A word that opens a clause with a subject of its own; "that" and "who" only if one follows.
pub(super) fn opens_clause(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    let reason = word == "so" && !matches!(reading.word(at + 1), "much" | "far" | "many" | "long");
    // "the first time he asks", "every time she is cross"
    if word == "time" && is_occasion(reading.before(at)) && reading.word(at + 1) != "to" {
        return (at + 1..at + 4).any(|next| reading.opens_verb_group(next));
    }
    if !(has("subordinator", word) || reason) || matches!(word, "than" | "till") {
        return false;
    }
    // "once a week"
    if word == "once" && matches!(reading.word(at + 1), "a" | "per" | "each" | "every" | "or" | "in" | "more") {
        return false;
    }
    // "asks how to do it" has no subject of its own.
    if reading.word(at + 1) == "to" && has("content", word) {
        return false;
    }
    // "as long as she asks" opens with its second "as".
    if word == "as" && matches!(reading.word(at + 1), "long" | "soon" | "far" | "much" | "often" | "many" | "well") {
        return false;
    }
    // "before bed", "after school", "until the bell" open no clause.
    let timed = matches!(word, "before" | "after" | "until" | "since" | "as");
    !timed
        || (at + 1..at + 7).take_while(|next| !reading.is_stop(*next)).any(|next| {
            reading.opens_verb_group(next)
                || matches!(reading.word(next), "he" | "she" | "they" | "it" | "we")
                    && is_verb(reading.word(reading.skip_adverbs(next + 1)))
        })
}

fn is_occasion(word: &str) -> bool {
    matches!(word, "first" | "second" | "next" | "last" | "every" | "each" | "any")
}

/// The conjunction that governs the clause: "when" for all that tell of occasions.
pub(super) fn conjunction<'a>(reading: &'a Reading<'_>, opener: Option<usize>) -> &'a str {
    match opener.map_or("", |at| reading.word(at)) {
        "time" | "whenever" => "when",
        word => word,
    }
}

/// The first token of the noun phrase whose head stands at `at`.
pub(super) fn phrase_start(reading: &Reading<'_>, at: usize) -> usize {
    let opens = |at: usize| {
        has("determiner", reading.word(at))
            || is_owner(reading.word(at))
            || reading.mention_at(at).is_some_and(|mention| mention.case == Case::Possessive)
            || reading.word(at).ends_with("'s")
    };
    if matches!(reading.word(at), "him" | "her" | "them") {
        return at;
    }
    let parts = |at: &usize| {
        let word = reading.word(*at);
        reading.tokens[*at].is_word()
            && !is_auxiliary(word)
            && (!causes(word) || matches!(word, "teaching" | "support" | "training"))
            && !has("preposition", word)
            && !has("conjunction", word)
            && !matches!(word, "to" | "when" | "if" | "because" | "until" | "while" | "that")
    };
    let grown_up = reading.word(at).starts_with("grown-") && at > 2;
    let at = if grown_up { at - 2 } else { at };
    let mut first = at;
    if !reading.tokens[at].is_capitalised() || is_somebody(reading.before(at)) {
        let from = (at.saturating_sub(4)..at).rev().take_while(parts).find(|at| opens(*at));
        first = from.unwrap_or(at);
    }
    while first > 0 && (opens(first - 1) || has("size", reading.word(first - 1))) {
        first -= 1;
    }
    first
}

/// True if the noun at `at` is followed by its verb and governed by nothing.
pub(super) fn is_subject(reading: &Reading<'_>, at: usize) -> bool {
    let mut next = at + 1;
    if reading.tokens.get(next).is_some_and(|token| token.is_capitalised()) {
        next += 1;
    }
    // "a cousin of Sam's"
    if reading.word(next) == "of"
        && let Some(owner) = reading.mention_at(next + 1).filter(|mention| mention.case == Case::Own)
    {
        next = owner.end;
    }
    next = past_apposition(reading, next);
    let word = reading.word(at);
    let peers = |one: &str| is_somebody(one) || has("person-noun", one);
    let plural = has("plural-people", word) || word.strip_suffix('s').is_some_and(peers);
    let start = phrase_start(reading, at);
    let opens = opens_its_clause(reading, start) || reading.word(start) == "that" && start < at;
    // "someone online asks", "when an adult – his TA, say – helps"
    next = past_place(reading, past_dashes(reading, next), opens, plural && reading.before(at) != "one");
    let before = reading.before(phrase_start(reading, at));
    // "which of her carers helps", "one of his friends is"
    let part = before == "of"
        && matches!(
            reading.before(phrase_start(reading, at) - 1),
            "which" | "one" | "some" | "none" | "each" | "both" | "most" | "all" | "two" | "any"
        );
    // "before Samir asks him to", "until her mum has gone"
    let start = phrase_start(reading, at);
    let timed = matches!(before, "before" | "after" | "until" | "since") && opens_clause(reading, start - 1);
    let governed =
        has("preposition", before) && !part && !timed && !matches!(before, "for" | "than" | "as") || causes(before);
    let verb = reading.skip_adverbs(next);
    // "his mum and her partner both love him"
    let plural = plural || matches!(reading.word(next), "both" | "each");
    let verb = verb + usize::from(matches!(reading.word(verb), "both" | "each"));
    let bare = plural && is_verb(reading.word(verb)) && !has("preposition", reading.word(verb));
    (reading.opens_verb_group(next) || bare) && !governed
}

/// Past ", Joe," and ", the school dog,".
pub(super) fn past_apposition(reading: &Reading<'_>, at: usize) -> usize {
    if reading.word(at) != "," {
        return at;
    }
    // ", who she likes,"
    let close = (at + 2..at + 7).find(|at| reading.word(*at) == ",");
    if matches!(reading.word(at + 1), "who" | "whom") {
        let close = (at + 3..at + 9).find(|at| reading.word(*at) == ",");
        return close.filter(|close| reading.opens_verb_group(close + 1)).map_or(at, |close| close + 1);
    }
    let named = reading.tokens.get(at + 1).is_some_and(|token| token.is_capitalised())
        || matches!(reading.word(at + 1), "the" | "his" | "her" | "their" | "a");
    match close {
        Some(close) if named && !(at + 1..close).any(|at| reading.opens_verb_group(at)) => close + 1,
        _ => at,
    }
}

/// True for the second comma of "her twin, Rae, has": the noun before the first one goes on with its verb.
pub(super) fn ends_apposition(reading: &Reading<'_>, at: usize) -> bool {
    let noun = |comma: usize| comma > 0 && (is_somebody(reading.before(comma)) || has("kin", reading.before(comma)));
    reading.word(at) == ","
        && reading.opens_verb_group(at + 1)
        && (at.saturating_sub(5)..at)
            .any(|comma| noun(comma) && past_apposition(reading, comma) == at + 1 && comma != at)
}

pub(super) fn is_owner(word: &str) -> bool {
    matches!(word, "his" | "her" | "their" | "my" | "our")
}

/// "it", "we", "staff", "the class" and pronouns of another gender, where a verb follows.
pub(super) fn is_foreign_subject(reading: &Reading<'_>, at: usize, set: &Set) -> bool {
    let word = reading.word(at);
    let pronoun = matches!(
        word,
        "it" | "we"
            | "you"
            | "he"
            | "she"
            | "they"
            | "anyone"
            | "anybody"
            | "no-one"
            | "everyone"
            | "everybody"
            | "nobody"
            | "somebody"
            | "who"
            | "i"
    ) && set.cases(word).is_empty();
    // "anyone online asks"
    let act = past_place(reading, at + 1, pronoun && opens_its_clause(reading, at), false);
    let anyone =
        matches!(word, "anyone" | "anybody") && base_of_third(reading.word(act)).is_some_and(|base| is_verb(&base));
    // "so we know when to help him"
    let plural = matches!(word, "we" | "you" | "i" | "they") && is_verb(reading.word(reading.skip_adverbs(at + 1)));
    pronoun && (reading.opens_verb_group(act) || anyone || plural) || has("staff", word) && is_subject(reading, at)
}

/// A verb that tells what is done.
pub(super) fn is_doing(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    let before = reading.before(at);
    // "asks for help from his dad", "gets some help": a thing that is asked for and got.
    let got = matches!(base(before).as_str(), "for" | "get" | "seek" | "need" | "want" | "accept" | "request" | "some");
    if got && matches!(word, "help" | "support") {
        return false;
    }
    let marked = has("modal", before) || matches!(before, "to" | "and" | "not" | "then" | ",") || is_adverb(before);
    let named = reading.mentions.iter().any(|mention| mention.end == at && mention.case == Case::Subject);
    // "will hand his dad the form": after "will" a verb comes, whether it is in the list or not.
    let acting = reading.is_ing(at) && reading.mentions.iter().any(|mention| mention.end == at);
    let noun = is_owner(reading.before(at.saturating_sub(1))) && !is_somebody(before) && !is_several(before) && at > 1;
    if noun && !reading.is_third(at) {
        return false;
    }
    let willed = has("modal", before) && !is_adverb(word) && word != "not";
    willed
        || acting
        || is_verb(word) && (marked || at == 0 || named || !has("determiner", before) && reading.verb_follow(at + 1))
        || reading.is_third(at) && !is_owner(before) && !matches!(before, "the" | "a" | "an")
        || reading.is_ing(at)
            && matches!(before, "am" | "is" | "are" | "be" | "," | "and" | "by" | "without" | "before")
}

/// "so that she can …" speaks of whom the sentence is about.
pub(super) fn purpose(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.before(at);
    before == "so"
        || before == "time" && !is_occasion(reading.before(at - 1))
        || before == "that" && at > 1 && matches!(reading.before(at - 1), "so" | "order")
}

/// "tells her mum when she is worried": the teller feels or needs it.
pub(super) fn told(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.skip_adverbs(at + 1);
    has("feeling", reading.word(next))
        || matches!(reading.word(next), "is" | "isn't" | "gets" | "has" | "'s") && {
            let complement = reading.skip_adverbs(next + 1);
            has("feeling", reading.word(complement))
                || reading.word(complement) == "in" && reading.word(complement + 1) == "pain"
        }
}
