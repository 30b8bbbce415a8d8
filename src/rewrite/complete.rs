//! What an outcome still needs: the person's own voice, a deadline, a way to tell, and nothing welded on.
//!
//! **In:** a draft that is an outcome. **Out:** one suggestion for each thing missing. **Layer:** 3.

use super::compose::{by_when, voiced};
use super::convert::convert;
use super::lexicon::{has, is_adverb, is_auxiliary};
use super::reading::{Case, Mention, Reading};
use super::{Draft, suggestion, telling, topic, when};
use crate::domain::{Change, Person, Safety, Suggestion, SuggestionKind};
use crate::text::inflect::{base_of_ing, base_of_past, base_of_third, is_mostly_verb, is_verb};
use crate::text::measure::measures;
use crate::text::words::words;

/// Words before the person in a statement that is about them, at most.
const EARLY: usize = 8;

/// A statement of more words than this says more than a vague word.
const LONG: usize = 12;

/// The same statement in the asked person and tense; none if it stands so already.
pub(super) fn first_person(draft: &Draft<'_>) -> Option<Suggestion> {
    let converted = convert(draft.text, draft.deadlines, draft.context)?;
    let dropped = converted.dropped;
    let mut found = suggestion(draft, converted.text, SuggestionKind::FirstPerson, converted.changes);
    if dropped {
        found.safety = Safety::NeedsAnswer;
    }
    Some(found)
}

/// The same, for a draft that is taken for help: only if somebody does more in it than get what is given.
pub(super) fn told_of_the_person(draft: &Draft<'_>) -> Option<Suggestion> {
    let found = words(draft.text);
    let folded: Vec<String> = found.iter().map(|word| word.folded()).collect();
    // Help "so she might talk a bit", or with a word about the person in brackets, tells of no doing.
    let hoped = folded.windows(3).any(|words| words[0] == "so" && words[2] == "might");
    let reading = Reading::new(draft.text, draft.deadlines, draft.context);
    let bracketed = |mention: &Mention| {
        (0..mention.start).rev().find_map(|at| match reading.word(at) {
            "(" => Some(true),
            ")" => Some(false),
            _ => None,
        })
    };
    let aside = !reading.mentions.is_empty() && reading.mentions.iter().all(|one| bracketed(one) == Some(true));
    if hoped || aside {
        return None;
    }
    let doing = folded.iter().enumerate().any(|(at, word)| tells_doing(&folded, at, word))
        || opens_with_doing(draft)
        || super::telling::opens_with_verb(&Reading::new(draft.text, draft.deadlines, draft.context));
    let (both, given) = (super::helped::tells_of_both(draft), super::helped::has_effect(draft));
    if is_own_thing(draft) && !super::is_plea(draft.text) {
        return first_person(draft);
    }
    if !(doing || given)
        || super::is_plea(draft.text)
        || super::tells_of_helpers(draft.text) && !both
        || !both && !given && !is_about_the_person(draft, &folded)
    {
        return None;
    }
    let found = first_person(draft)?;
    // A name between quotation marks is left where it stands, and half a conversion is none.
    let name = draft.context.name.as_deref().filter(|name| !name.is_empty());
    if name.is_some_and(|name| {
        words(&found.text).iter().find(|word| word.is_lexical()).is_some_and(|word| word.text == name)
    }) {
        return None;
    }
    // "Physio done daily by staff to keep his hips …" names what is had; nobody does it.
    let has_had = || folded.iter().any(|word| matches!(word.as_str(), "have" | "has" | "having" | "had"));
    let text = found.text.to_lowercase();
    let owns = text.split("i have ").skip(1).any(|rest| {
        let next = rest.split_whitespace().next().unwrap_or_default();
        base_of_past(next).is_none() || has("determiner", next)
    });
    if owns && !given && !has_had() && !opens_with_doing(draft) {
        return None;
    }
    let safety = if super::is_several(draft) { Safety::NeedsAnswer } else { found.safety };
    Some(Suggestion { safety, ..found })
}

/// "A quiet place I can go to": help, told by the person.
fn is_own_thing(draft: &Draft<'_>) -> bool {
    let reading = Reading::new(draft.text, draft.deadlines, draft.context);
    reading.mentions.is_empty() && super::convert::opens_with_thing(&reading)
}

/// "Going to the pool with his class", but not "Working with Sam on his speech", which is what others do.
fn opens_with_doing(draft: &Draft<'_>) -> bool {
    let reading = Reading::new(draft.text, draft.deadlines, draft.context);
    let own = |mention: &Mention| mention.pronoun && mention.case != Case::Object;
    let doing = base_of_ing(reading.word(0))
        .is_some_and(|base| is_mostly_verb(&base) && !has("got", &base) && !has("causing", &base));
    doing && reading.mentions.first().is_some_and(own) && !reading.mentions.iter().any(|mention| !mention.pronoun)
}

/// True if the person is spoken of before any "so that", or the draft opens with a verb whose subject they are.
fn is_about_the_person(draft: &Draft<'_>, words: &[String]) -> bool {
    let reading = Reading::new(draft.text, draft.deadlines, draft.context);
    // What comes first is what the statement is about; further on the person may only be one of those spoken of.
    let early = |mention: &Mention| (0..mention.start).filter(|at| !reading.tokens[*at].in_deadline).count() <= EARLY;
    let purpose = (1..reading.tokens.len()).find(|at| reading.word(*at) == "so").unwrap_or(usize::MAX);
    let opens = super::telling::opens_with_verb(&reading)
        || words.first().is_some_and(|word| {
            matches!(word.as_str(), "to" | "will" | "can") || base_of_third(word).is_some_and(|base| is_verb(&base))
        });
    opens || reading.mentions.iter().any(|mention| mention.start < purpose && early(mention))
}

/// True if the word at `at` opens a verb group that tells a doing, or is its verb, and nothing is got or provided by it.
fn tells_doing(words: &[String], at: usize, word: &str) -> bool {
    let before = at.checked_sub(1).map_or("", |at| words[at].as_str());
    let finite = base_of_third(word).filter(|base| is_verb(base));
    if let Some(base) = finite
        && (is_mostly_verb(&base) || matches!(before, "he" | "she" | "who"))
        && !is_auxiliary(word)
    {
        return !has("got", &base) && !has("wanting", &base);
    }
    let verb = words[at + 1..].iter().find(|word| {
        !is_adverb(word) && !matches!(word.as_str(), "not" | "be" | "been" | "being" | "have" | "able" | "to" | "like")
    });
    let opens = is_auxiliary(word) || matches!(word, "to" | "wants" | "hopes" | "needs");
    let Some(verb) = verb.filter(|_| opens) else { return false };
    if has("state-adjective", verb) {
        return true;
    }
    let active =
        [Some(verb.clone()), base_of_third(verb), base_of_ing(verb)].into_iter().flatten().find(|base| is_verb(base));
    match (active, base_of_past(verb)) {
        (Some(base), _) => !has("got", &base),
        (None, Some(base)) => !has("got", &base) && !has("done-for", &base),
        (None, None) => false,
    }
}

/// "I just want her to be happy": told by somebody else, and not turned into the person's own words.
fn is_somebodys_wish(draft: &Draft<'_>) -> bool {
    let folded: Vec<String> = words(draft.text).iter().map(|word| word.folded()).collect();
    let speaks = folded.first().is_some_and(|word| matches!(word.as_str(), "i" | "we" | "mum" | "dad" | "parents"));
    let other = folded.iter().any(|word| matches!(word.as_str(), "him" | "her" | "them" | "he" | "she"));
    speaks && other && convert(draft.text, draft.deadlines, draft.context).is_none()
}

fn spoken(draft: &Draft<'_>) -> String {
    if let Some(converted) = convert(draft.text, draft.deadlines, draft.context) {
        return converted.text;
    }
    let text = draft.text.trim();
    // "Learn to cook and do my own shopping": said by the person, who only left themselves out.
    let opens = words(text).first().is_some_and(|word| is_mostly_verb(&word.folded()));
    match opens && draft.context.person == Person::First {
        true => format!("I can {}", topic::in_sentence(text, None)),
        false => text.to_string(),
    }
}

/// The statement with a gap for its deadline; none if it states one.
pub(super) fn deadline(draft: &Draft<'_>) -> Option<Suggestion> {
    // Dating what nobody can check makes it no better; there the way to tell brings the date along.
    let unseen = draft.classification.vague || draft.is_flagged("vague-verb");
    if is_vague(draft.text) || unseen && !tells_circumstances(draft.text) {
        return None;
    }
    let said = split(draft).map_or_else(|| spoken(draft), |own| own.text);
    let (text, change) = dated(draft, &said)?;
    Some(suggestion(draft, text, SuggestionKind::Deadline, vec![change]))
}

/// A statement with the proposed deadline, or a gap, in front; none if the draft states one.
fn dated(draft: &Draft<'_>, said: &str) -> Option<(String, Change)> {
    if !draft.deadlines.is_empty() || is_somebodys_wish(draft) {
        return None;
    }
    // "By July, I want to be left alone": nobody wants it until then.
    let folded: Vec<String> = words(said).iter().take(2).map(|word| word.folded()).collect();
    let wishes = |word: &String| matches!(word.as_str(), "want" | "don't" | "wish" | "hope");
    if folded.first().is_some_and(|word| word == "i") && folded.get(1).is_some_and(wishes) {
        return None;
    }
    let said = topic::in_sentence(said, draft.context.name.as_deref());
    let (by, why) = match when::propose(draft.context) {
        Some(proposed) => (proposed.text, format!("no deadline is stated. {}", proposed.why)),
        None => ("By [by when?]".to_string(), "no deadline is stated".to_string()),
    };
    Some((format!("{by}, {said}"), Change { from: String::new(), to: format!("{by},"), why }))
}

/// The statement with gaps to choose from for what would show that it is achieved; none if it says so.
pub(super) fn measurable(draft: &Draft<'_>) -> Option<Suggestion> {
    if !measure_is_missing(draft.text) {
        return None;
    }
    let spoken = spoken(draft);
    let base = spoken.trim_end_matches(['.', ' ', ';', ',']);
    let third = draft.context.person == Person::Third;
    let vague = is_vague(draft.text) || draft.classification.vague && super::is_bare(draft.text);
    if vague && (super::is_bare(draft.text) || !tells_circumstances(draft.text)) {
        return Some(instead(draft));
    }
    let gaps = telling::gaps(base);
    let (text, added) = if vague && !third {
        let added = format!("I can [what will you be able to do?] {gaps}.");
        (format!("{base}: {added}"), added)
    } else if vague {
        let added = "We will know by [how will we know?].".to_string();
        (format!("{base}. {added}"), added)
    } else {
        (format!("{base} {gaps}."), gaps)
    };
    let why = match vague {
        true => "nothing shows how one would tell: say what would be seen, and keep the way of telling that fits",
        false => "nothing shows how one would tell: one of these is enough",
    };
    let mut changes = vec![Change { from: String::new(), to: added, why: why.to_string() }];
    let mut text = text;
    if vague && let Some((whole, change)) = dated(draft, &text) {
        text = whole;
        changes.insert(0, change);
    }
    Some(suggestion(draft, text, SuggestionKind::Measurable, changes))
}

/// True if a statement says more than what is hoped for: where, with whom, when, of how much.
fn tells_circumstances(text: &str) -> bool {
    let found: Vec<String> = words(text).iter().map(|word| word.folded()).collect();
    let tells = |word: &String| {
        matches!(word.as_str(), "at" | "with" | "when" | "during" | "so" | "by" | "through" | "on" | "from" | "about")
    };
    found.len() > LONG || found.iter().any(tells)
}

/// What could stand in the place of a vague aim: nothing of it is worth keeping but its date.
fn instead(draft: &Draft<'_>) -> Suggestion {
    let (by, _) = by_when(draft);
    let doing = match draft.classification.maintenance {
        true => "I can still [what would you like to keep doing?]",
        false => "I can [what will you be able to do then?]",
    };
    let text = format!("{by}, {doing} [how often?] [with how much help?].");
    let text = voiced(text, draft.context);
    let why = "nobody can see whether this has been reached: say what will be seen instead, and how one would tell";
    let change = Change { from: draft.text.trim().to_string(), to: text.clone(), why: why.to_string() };
    suggestion(draft, text, SuggestionKind::Measurable, vec![change])
}

/// The outcome without the provision welded on; none unless what is left is a statement.
pub(super) fn split(draft: &Draft<'_>) -> Option<Suggestion> {
    let passages = &draft.classification.provision;
    if !draft.classification.mixed || passages.is_empty() {
        return None;
    }
    let letters: Vec<char> = draft.text.chars().collect();
    let inside = |at: usize| passages.iter().any(|passage| (passage.span.start..passage.span.end).contains(&at));
    let cuts_a_word = passages.iter().any(|passage| {
        letters.get(passage.span.end).is_some_and(|next| next.is_alphanumeric() || matches!(next, '%' | '-'))
    });
    if cuts_a_word {
        return None;
    }
    let mut left = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let closes = *letter == ',' && at > 0 && inside(at - 1);
        if closes && left.trim_end().ends_with(',') {
            left.truncate(left.trim_end().len() - 1);
        } else if !inside(at) {
            left.push(*letter);
        }
    }
    let left =
        left.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",").replace(",,", ",").replace(" .", ".");
    let left = left.trim_matches([',', ' ', ';', '–', '-']).to_string();
    if words(&left).iter().filter(|word| word.is_lexical()).count() < 3
        || is_vague(&left) && !tells_circumstances(&left)
    {
        return None;
    }
    // "Zofia will – with 1:1 support – read": a quotation that ran on has taken the verb with it, and nothing is left to say.
    let last = words(&left).into_iter().rfind(|word| word.is_lexical()).map(|word| word.folded()).unwrap_or_default();
    if matches!(last.as_str(), "will" | "can" | "could" | "should" | "to" | "be" | "able") {
        return None;
    }
    let deadlines = crate::text::deadline::deadlines(&left);
    let text = convert(&left, &deadlines, draft.context).map_or(left, |converted| converted.text);
    let provision = passages.iter().map(|passage| passage.text.trim()).collect::<Vec<_>>().join("; ");
    let change =
        Change { from: provision.clone(), to: String::new(), why: "this is provision, for Section F".to_string() };
    let mut found = suggestion(draft, super::convert::capitalised(&text), SuggestionKind::Split, vec![change]);
    found.provision = Some(provision);
    Some(found)
}

/// True if nothing in the text shows how one would tell, by the cue words of `text/measure`; the check `missing-measure` is stricter.
pub(super) fn measure_is_missing(text: &str) -> bool {
    measures(text).is_empty()
}

/// True if the statement rests on a word that nobody can observe.
pub(super) fn is_vague(text: &str) -> bool {
    let found = words(text);
    found.iter().take(14).any(|word| has("vague", &word.folded())) && measure_is_missing(text)
}
