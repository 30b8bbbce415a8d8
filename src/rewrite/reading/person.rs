//! Finds the words that name the person, and which pronouns are theirs.
//!
//! **In:** tokens and context. **Out:** [`Mention`]s by name or role, a [`Set`] of pronouns. **Layer:** 3.
//!
//! A name from the context is looked for first, also when it is an ordinary word ("Will", "May"): then it must be
//! capitalised and stand where a name can. Without one, a role ("the pupil", "YP") or a capitalised subject is taken.
//!
//! Limits: a name that only opens a sentence, has no pronoun after it and no modal either is not recognised.

use super::clause::base;
use super::{Mention, Reading, Token};
use crate::domain::{Context, Pronouns};
use crate::rewrite::lexicon::{has, is_adverb, is_auxiliary};
use crate::text::words::words;

/// How a mention stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// he
    Subject,
    /// him
    Object,
    /// his
    Possessive,
    /// his (standing alone)
    Own,
    /// himself
    Reflexive,
}

/// A set of third-person pronouns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Set {
    /// he, him, his
    He,
    /// she, her, hers
    She,
    /// they, them, their
    They,
    /// Any other, as subject, object, possessive.
    Other([String; 3]),
}

impl Set {
    /// The set that the context names.
    pub(crate) fn of(pronouns: &Pronouns) -> Set {
        match pronouns {
            Pronouns::He => Set::He,
            Pronouns::She => Set::She,
            Pronouns::They => Set::They,
            // "ze/zir" names two forms; the second is then the possessive as well, but for "xe/xem" and "ey/em".
            Pronouns::Other(text) => {
                let forms: Vec<String> = text.split('/').map(|form| form.trim().to_lowercase()).collect();
                let nth = |at: usize| forms.get(at).or(forms.last()).cloned().unwrap_or_default();
                let owner = match nth(1).as_str() {
                    "xem" if forms.len() == 2 => "xyr".to_string(),
                    "em" if forms.len() == 2 => "eir".to_string(),
                    _ => nth(2),
                };
                Set::Other([nth(0), nth(1), owner])
            }
        }
    }

    /// The cases that `word` can have in this set; `her` has two. Contractions count as subjects.
    pub(crate) fn cases(&self, word: &str) -> &'static [Case] {
        let head = word.split('\'').next().unwrap_or(word);
        match (self, word) {
            (Set::He, "he") | (Set::She, "she") | (Set::They, "they") => &[Case::Subject],
            (Set::He, "him") | (Set::They, "them") => &[Case::Object],
            (Set::He, "his") => &[Case::Possessive, Case::Own],
            (Set::She, "her") => &[Case::Possessive, Case::Object],
            (Set::She, "hers") | (Set::They, "theirs") => &[Case::Own],
            (Set::They, "their") => &[Case::Possessive],
            (Set::He, "himself" | "hisself") | (Set::She, "herself") => &[Case::Reflexive],
            (Set::They, "themself" | "themselves" | "theirself" | "theirselves") => &[Case::Reflexive],
            (Set::Other(forms), _) if forms[0] == word => &[Case::Subject],
            (Set::Other(forms), _) if forms[1] == word && is_alike(&forms[2], word) => {
                &[Case::Possessive, Case::Object]
            }
            (Set::Other(forms), _) if forms[1] == word => &[Case::Object],
            // "zirs", for a set that names "zir"
            (Set::Other(forms), _)
                if word.strip_suffix('s').is_some_and(|stem| forms[1..].iter().any(|f| f == stem)) =>
            {
                &[Case::Own]
            }
            (Set::Other(forms), _) if forms[2] == word => &[Case::Possessive],
            (Set::Other(forms), _)
                if word.strip_suffix("self").is_some_and(|stem| forms[1] == stem || forms[2] == stem) =>
            {
                &[Case::Reflexive]
            }
            _ if head != word && matches!((self, head), (Set::He, "he") | (Set::She, "she") | (Set::They, "they")) => {
                &[Case::Subject]
            }
            _ => &[],
        }
    }

    fn holding(word: &str) -> Option<Set> {
        [Set::He, Set::She, Set::They].into_iter().find(|set| !set.cases(word).is_empty())
    }
}

/// True if the third form is the second again, or only what stands alone: "ze/zir/zirs".
fn is_alike(third: &str, second: &str) -> bool {
    third.strip_suffix('s').unwrap_or(third) == second
}

/// Mentions by name or role, in order, and the name if there is one.
pub(super) fn names(reading: &Reading<'_>, context: &Context) -> (Vec<Mention>, Option<String>) {
    let by_name = context.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let mut found = by_name.map_or_else(Vec::new, |name| of_name(reading, name));
    let set = context.pronouns.as_ref().map(Set::of);
    found.extend(super::roles::roles(reading, found.is_empty(), set.as_ref()));
    let mut known = by_name.map(str::to_string);
    if found.is_empty()
        && let Some(name) = by_name.is_none().then(|| guess(reading)).flatten()
    {
        found = of_name(reading, &name);
        known = Some(name);
    }
    found.sort_by_key(|mention| mention.start);
    found.dedup_by_key(|mention| mention.start);
    (found, known)
}

/// Where `name` stands as a name.
fn of_name(reading: &Reading<'_>, name: &str) -> Vec<Mention> {
    let parts: Vec<String> = words(name).iter().map(|part| part.folded()).collect();
    let Some(first) = parts.first() else { return Vec::new() };
    let is_word = has("modal", first)
        || has("not-a-name", first)
        || crate::text::inflect::is_verb(first)
        || has("word-name", first);
    let mut found = Vec::new();
    let mut at = 0;
    while at < reading.tokens.len() {
        let token = &reading.tokens[at];
        let folded = token.folded.to_lowercase();
        let (stem, owned) = match folded.strip_suffix("'s") {
            Some(stem) => (stem, true),
            None if folded.ends_with("'ll") => (folded.trim_end_matches("'ll"), false),
            None => match folded.strip_suffix('\'') {
                Some(stem) => (stem, true),
                None => (folded.as_str(), false),
            },
        };
        let alike = stem == first
            || (stem.len() >= 3
                && first.len() >= 3
                && !is_word
                && token.is_capitalised()
                && (stem.starts_with(first.as_str()) && stem.len() <= first.len() + 2
                    || first.starts_with(stem) && !has("not-a-name", stem)));
        // "is known as Quinn": what one is called is no mention.
        let called = matches!(reading.before(at), "called" | "named")
            || reading.before(at) == "as" && at > 1 && matches!(base(reading.word(at - 2)).as_str(), "know" | "to")
            || matches!(reading.before(at), "him" | "her" | "them") && at > 1 && base(reading.word(at - 2)) == "call";
        let again = owned && found.iter().any(|mention: &Mention| !reading.tokens[mention.start].is_capitalised());
        // "joy will share": the name in small letters, where only a name can stand.
        let small = token.opens
            && !owned
            && reading.opens_verb_group(at + 1)
            && !matches!(reading.word(at + 2), "that" | "to" | "for");
        let capitalised = token.is_capitalised() || (!is_word && stem.len() > 2) || small || again;
        let whole = parts.len() > 1 && reading.word(at + 1).trim_end_matches("'s") == parts[1];
        if !alike
            || called
            || token.quoted
            || !capitalised
            || (is_word && !whole && !stands_as_name(reading, at, owned))
        {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        for part in &parts[1..] {
            if reading.word(end).trim_end_matches("'s") == part {
                end += 1;
            } else if part != "-" {
                break;
            }
        }
        end = hyphenated(reading, end);
        let bare_owner = reading.word(end) == "'" || reading.word(end) == "’";
        let owned = owned || bare_owner || reading.word(end - 1).ends_with("'s");
        if bare_owner {
            end += 1;
        }
        found.push(Mention { start: at, end, case: case_of_name(reading, at, end, owned), pronoun: false });
        at = end;
    }
    found
}

/// Past what a hyphen joins to a name: "Mei-Ling".
fn hyphenated(reading: &Reading<'_>, end: usize) -> usize {
    let joined = |at: usize| reading.tokens.get(at).is_some_and(|token| token.gap.is_empty());
    let hyphen = matches!(reading.word(end), "-" | "‐" | "‑") && joined(end) && joined(end + 1);
    let name = hyphen && reading.tokens.get(end + 1).is_some_and(Token::is_capitalised);
    if name { hyphenated(reading, end + 2) } else { end }
}

/// True if a capitalised word that is also an ordinary one can be a name here.
fn stands_as_name(reading: &Reading<'_>, at: usize, owned: bool) -> bool {
    let next = reading.tokens.get(at + 1);
    let numbered = next.is_some_and(|token| token.text.starts_with(|c: char| c.is_ascii_digit()));
    let before = reading.before(at);
    let dated = numbered
        || matches!(before, "by" | "in" | "until" | "of" | "early" | "late" | "mid" | "the" | "next" | "last")
            && !owned
            && !reading.opens_verb_group(at + 1);
    !dated
        && (!reading.tokens[at].opens
            || owned
            || reading.opens_verb_group(at + 1)
            || before == "for"
            || reading.word(at + 1) == "to"
            || reading.word(at + 1) == "and"
            || reading.word(at + 1) == "("
            || reading.word(at + 1) == "," && matches!(reading.word(at + 2), "aged" | "age" | "who"))
}

pub(super) fn case_of_name(reading: &Reading<'_>, at: usize, end: usize, owned: bool) -> Case {
    if owned {
        let next = reading.word(end);
        let to = next == "to" && crate::text::inflect::is_verb(reading.word(end + 1));
        let placed = has("preposition", next)
            && !matches!(
                next,
                "up" | "next" | "past" | "inside" | "outside" | "under" | "like" | "off" | "over" | "out"
            );
        let contracted = (to
            || placed
            || matches!(
                next,
                "able" | "going" | "not" | "got" | "been" | "a" | "an" | "the" | "now" | "always" | "never" | "still"
            ))
            && reading.word(end - 1).ends_with("'s");
        // "a friend of Sam's will come"
        let alone = reading.is_stop(end)
            || reading.before(at) == "of"
                && (reading.word(end) == ";" || reading.word(end) == "," || reading.opens_verb_group(end) || placed);
        return match (contracted, alone) {
            (_, true) => Case::Own,
            (true, _) => Case::Subject,
            _ => Case::Possessive,
        };
    }
    let before = reading.before(at);
    let mut next = skip_aside(reading, end);
    if matches!(reading.word(next), "and" | "&") {
        // "We want Sam and his dad to cook": they are the subject of what is wanted.
        let wished = matches!(before, "for" | "want" | "like" | "wants" | "need");
        let stop = |at: &usize| matches!(reading.word(*at), "," | "." | "to") || reading.opens_verb_group(*at);
        if wished && (next + 1..next + 7).find(stop).is_some_and(|at| reading.word(at) == "to") {
            return Case::Subject;
        }
        next = (next + 1..next + 6)
            .find(|at| has("modal", reading.word(*at)) || has("auxiliary", reading.word(*at)))
            .unwrap_or(next);
    }
    let governed = matches!(
        before,
        "help" | "helps" | "helping" | "let" | "lets" | "allow" | "allows" | "makes" | "enables" | "gives" | "shows"
    ) || has("preposition", before) && before != "for"
        || before == "for" && reading.word(next) != "to"
        || crate::text::inflect::base_of_ing(before).is_some_and(|base| crate::text::inflect::is_verb(&base))
        || crate::text::inflect::is_verb(before)
            && (!reading.opens_verb_group(next) || at > 1 && reading.word(at - 2) == "who")
        || crate::text::inflect::base_of_third(before).is_some_and(|base| {
            // "what triggers Sam"
            let opener = at.checked_sub(2).map_or("", |at| reading.word(at));
            crate::text::inflect::is_mostly_verb(&base) || matches!(opener, "what" | "who" | "that" | "which" | "it")
        });
    // "those who know Sam will see it", "people who do not know Sam will", but "who think Sam will"
    let opener = (0..at.saturating_sub(1))
        .rev()
        .find(|at| !(is_auxiliary(reading.word(*at)) || is_adverb(reading.word(*at)) || reading.word(*at) == "not"));
    let known = opener.is_some_and(|opener| matches!(reading.word(opener), "who" | "that"))
        && !matches!(before, "think" | "thinks" | "believe" | "say" | "says" | "hope" | "feel")
        && crate::text::inflect::is_verb(&base(before));
    if known {
        return Case::Object;
    }
    if reading.opens_verb_group(next)
        && !(has("preposition", before)
            && !in_deadline(reading, at)
            && !matches!(before, "than" | "as" | "after" | "before"))
    {
        Case::Subject
    } else if governed {
        if in_deadline(reading, at) { Case::Subject } else { Case::Object }
    } else {
        Case::Subject
    }
}

fn in_deadline(reading: &Reading<'_>, at: usize) -> bool {
    at > 0 && reading.tokens[at - 1].in_deadline
}

/// Past brackets, commas and a deadline that stand between a subject and its verb.
pub(super) fn skip_aside(reading: &Reading<'_>, mut at: usize) -> usize {
    loop {
        match reading.word(at) {
            "(" => match (at..(at + 12).min(reading.tokens.len())).find(|at| reading.word(*at) == ")") {
                Some(close) => at = close + 1,
                None => return at,
            },
            "," if reading.tokens.get(at + 1).is_some_and(|token| token.in_deadline)
                || matches!(reading.word(at + 1), "aged" | "by") =>
            {
                at += 1
            }
            "aged" => at += 2,
            "," if at > 0 && reading.tokens[at - 1].text.starts_with(|c: char| c.is_ascii_digit()) => at += 1,
            "by" if !reading.tokens[at].in_deadline => {
                match (at..(at + 9).min(reading.tokens.len())).find(|at| has("modal", reading.word(*at))) {
                    Some(modal) => return modal,
                    None => return at,
                }
            }
            _ if reading.tokens.get(at).is_some_and(|token| token.in_deadline) => at += 1,
            _ => return at,
        }
    }
}

/// What looks like a name, when the context gives none: the one in a frame ("Mrs Dale would like Sam to …"), else a subject.
fn guess(reading: &Reading<'_>) -> Option<String> {
    named(reading, true).or_else(|| named(reading, false))
}

fn named(reading: &Reading<'_>, framed: bool) -> Option<String> {
    let pronoun = reading.tokens.iter().any(|token| Set::holding(&token.folded).is_some());
    for (at, token) in reading.tokens.iter().enumerate() {
        let stem = token.folded.strip_suffix("'s").unwrap_or(&token.folded);
        if !token.is_capitalised()
            || token.is_abbreviation()
            || token.quoted
            || token.in_deadline
            || has("not-a-name", stem)
            || has("male", stem)
            || has("female", stem)
            || stem.len() < 2
        {
            continue;
        }
        let end = hyphenated(reading, at + 1);
        let owned = reading.word(end - 1).ends_with("'s");
        let next = skip_aside(reading, end);
        let in_frame = matches!(reading.before(at), "for" | "want" | "wants" | "like") && reading.word(end) == "to";
        let titled =
            matches!(reading.before(at), "mr" | "mrs" | "miss" | "ms" | "dr" | "nurse" | "uncle" | "aunt" | "auntie");
        if titled || framed && !in_frame {
            continue;
        }
        let subject = in_frame || reading.opens_verb_group(next);
        let abstract_noun =
            ["tion", "ment", "ness", "ance", "ence", "ity", "ing", "ship", "hood", "ism", "ies", "ls", "ts", "ics"]
                .iter()
                .any(|end| stem.ends_with(end));
        let common = crate::text::inflect::is_verb(stem) || abstract_noun;
        if (subject || owned) && (!token.opens || !common && (pronoun || subject)) {
            let name: Vec<&str> = (at..end).map(|at| reading.tokens[at].text).collect();
            let length = name.concat().chars().count() - if owned { 2 } else { 0 };
            return Some(name.concat().chars().take(length).collect());
        }
    }
    None
}

/// The person's pronouns: those of the context, or the first ones after a mention.
pub(super) fn pronouns(reading: &Reading<'_>, context: &Context) -> Option<Set> {
    let given = context.pronouns.as_ref().map(Set::of);
    let from = reading.mentions.first().map_or(0, |mention| mention.start);
    let in_text = |from: usize| {
        reading.tokens.iter().skip(from).filter(|token| !token.quoted).find_map(|token| Set::holding(&token.folded))
    };
    match given {
        Some(set) => {
            let used = reading.tokens.iter().any(|token| !set.cases(&token.folded).is_empty());
            let subject = reading.tokens.first().and_then(|token| Set::holding(&token.folded));
            if !used && reading.mentions.is_empty() && subject.is_some() { subject } else { Some(set) }
        }
        None => in_text(from).or_else(|| in_text(0)),
    }
}
