//! The wish around a statement: who hopes, wants or plans that it comes about.
//!
//! **In:** a reading. **Out:** the tokens to take out, so that "Sam will …" or "Sam to …" is left. **Layer:** 3.
//!
//! "For Sam to …", "We want Sam to …", "Our hope is that Sam …" and "What we want for Sam is for her to …" all wrap the
//! same statement. A frame is only taken off where a word of wishing stands between somebody who may wish and the person,
//! so that "The other children want him to play" stays what it is.

use super::change::{changes, of_both};
use super::denied::{denied, is_denied, tells_of_person};
use super::prepare::Cut;
use super::wishers::{period, wishers_later};
use crate::rewrite::lexicon::{has, is_auxiliary};
use crate::rewrite::reading::{Case, Mention, Reading, Set};
use crate::text::inflect::{base_of_ing, base_of_past, is_mostly_verb, is_verb};

pub(super) const WHY: &str = "the statement itself, without who wishes it";

/// How far a frame may reach.
const WINDOW: usize = 16;

/// Takes out the wish around the statement; true if parents or staff speak in it ("we").
pub(super) fn cut(reading: &Reading<'_>) -> (Vec<Cut>, bool) {
    let start = opening(reading);
    if let Some(cuts) = denied(reading, start) {
        return (cuts, true);
    }
    if let Some(cuts) = super::change::raised(reading, start) {
        return (cuts, false);
    }
    let Some(frame) = find(reading, start) else { return (together(reading, start), false) };
    // "Our aim by July is for Sam to": no date goes with the frame.
    if let Some(dated) = period(reading, frame.start, frame.end) {
        // "Sam's goal for the next year is to": what cannot be moved keeps its frame.
        if reading.before(dated.start) == "the" {
            return (Vec::new(), false);
        }
        let cut = Cut::put(dated, ",", "the deadline comes first");
        return (vec![Cut { front: Some(frame.start), ..cut }], false);
    }
    let end = frame.end + usize::from(reading.word(frame.end) == ",");
    // "Over the year we would like Tom to": a comma stands for it, so that the opening is one.
    let open =
        frame.start > 0 && reading.tokens[frame.start - 1].is_word() && !reading.tokens[frame.start - 1].in_deadline;
    let mut cuts = vec![Cut::put(frame.start..end, if open { "," } else { "" }, WHY)];
    let subject = reading.mention_at(frame.end).filter(|mention| mention.start == frame.end);
    if let Some(mention) = subject
        && frame.kind != Kind::That
        && mention.pronoun
        && (mention.case != Case::Possessive || frame.kind == Kind::See || towards_owner(reading, &frame, mention))
        && let Some(set) = &reading.set
    {
        cuts.push(Cut::put(mention.start..mention.end, &subject_form(set), WHY));
    } else if let Some(mention) = subject
        && mention.pronoun
        && reading.word(mention.end) == "to"
        && let Some(set) = &reading.set
    {
        cuts.push(Cut::put(mention.start..mention.end, &subject_form(set), WHY));
    } else if subject.is_none()
        && let Some(set) = reading.set.as_ref().filter(|set| set.cases(reading.word(frame.end)).contains(&Case::Object))
    {
        cuts.push(Cut::put(frame.end..frame.end + 1, &subject_form(set), WHY));
    }
    // "Sam's friends to include him" → "Sam's friends will include him"
    if frame.kind == Kind::To
        && subject.is_some_and(|mention| mention.case == Case::Possessive)
        && let Some(to) = infinitive(reading, frame.end)
        && reading.word(to + 1) != "not"
        && reading.before(to) != "not"
    {
        cuts.push(Cut::put(to..to + 1, "will", WHY));
    }
    match frame.kind {
        Kind::That => {
            cuts.extend(later_thats(reading, frame.end));
            // "we would hope that Sam could live alone"
            let distant = (frame.start..frame.end).any(|at| matches!(reading.word(at), "would" | "hoped"));
            let verb = subject.map_or(frame.end + 1, |mention| mention.end);
            match reading.word(verb) {
                "could" if distant => cuts.push(Cut::put(verb..verb + 1, "can", WHY)),
                "would" if distant => cuts.push(Cut::put(verb..verb + 1, "will", WHY)),
                _ => {}
            }
        }
        Kind::See => cuts.extend(seen(reading, frame.end)),
        Kind::Towards => {
            cuts.extend(doing(reading, frame.end).map(|(at, base)| Cut::put(at..at + 1, &format!("will {base}"), WHY)))
        }
        Kind::If => {
            let verb = subject.map_or(frame.end + 1, |mention| after_subject(reading, mention));
            let Some(to) = real(reading.word(verb)) else { return (Vec::new(), false) };
            cuts.push(Cut::put(verb..verb + 1, &to, WHY));
        }
        Kind::To => {}
    }
    cuts.extend(wishers_later(reading, &(frame.start..frame.end)));
    (cuts, true)
}

/// "Sam and his brother to share" → "Sam and his brother will share": the same, and read more easily.
fn together(reading: &Reading<'_>, start: usize) -> Vec<Cut> {
    let subject = reading.mention_at(start).filter(|mention| mention.start == start && mention.case == Case::Subject);
    let to = subject
        .filter(|mention| matches!(reading.word(mention.end), "and" | "&"))
        .and_then(|_| infinitive(reading, start));
    to.map(|to| Cut::put(to..to + 1, "will", "said of both")).into_iter().collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A whole statement follows.
    That,
    /// "Sam to …" or "to …" follows.
    To,
    /// "Sam choosing …" follows.
    See,
    /// "Sam being able to …" follows, which is not so yet.
    Towards,
    /// "Sam could …" follows.
    If,
}

struct Frame {
    start: usize,
    end: usize,
    kind: Kind,
}

pub(super) fn stem(word: &str) -> &str {
    word.split('\'').next().unwrap_or(word)
}

/// Where the statement and its frame begin: after a deadline or another opening that a comma closes.
fn opening(reading: &Reading<'_>) -> usize {
    let count = reading.tokens.len();
    let dated = |at: usize| reading.tokens.get(at).is_some_and(|token| token.in_deadline);
    if dated(0) {
        let end = (0..count).find(|at| !dated(*at)).unwrap_or(0);
        return end + usize::from(reading.word(end) == ",");
    }
    if matches!(reading.word(0), "this" | "next") && reading.word(2) == "," {
        return 3;
    }
    if has("preposition", reading.word(0)) && !matches!(reading.word(0), "for" | "as" | "to") {
        let comma = (1..count.min(10)).find(|at| reading.word(*at) == ",");
        // "Over the year we would like Sam to": the opening stays.
        let speaks = |word: &str| {
            matches!(
                word,
                "we" | "i" | "our" | "parents" | "mum" | "dad" | "staff" | "everyone" | "carers" | "teachers"
            )
        };
        let wisher = || (1..count.min(12)).find(|at| speaks(stem(reading.word(*at))));
        return comma.map(|comma| comma + 1).or_else(wisher).unwrap_or(count);
    }
    0
}

/// The frame that begins at `start`.
fn find(reading: &Reading<'_>, start: usize) -> Option<Frame> {
    let frame = |end: usize, kind: Kind| Some(Frame { start, end, kind });
    let first = reading.word(start);
    if matches!(first, "hopefully" | "ideally") {
        return frame(start + 1 + usize::from(reading.word(start + 1) == ","), Kind::That);
    }
    if first == "for" && infinitive(reading, start + 1).is_some() {
        return frame(start + 1, Kind::To);
    }
    // "For Sam's confidence to grow"
    if first == "for" && reading.mention_at(start + 1).is_some_and(|mention| changes(reading, mention)) {
        return frame(start + 1, Kind::To);
    }
    if let Some(end) = of_both(reading, start) {
        return frame(end, Kind::To);
    }
    // "To enable Sam to join in"
    let enables = matches!(reading.word(start + 1), "enable" | "allow" | "help" | "support" | "empower" | "encourage");
    if first == "to" && enables && infinitive(reading, start + 2).is_some() {
        return frame(start + 2, Kind::To);
    }
    let dated = |at: &usize| reading.tokens.get(*at).is_some_and(|token| token.in_deadline || token.folded == ",");
    let told = (start + 1..start + 10).find(|at| !dated(at)).unwrap_or(start + 1);
    if first == "that" && reading.mention_at(told).is_some() && !has("modal", reading.word(told)) {
        return frame(start + 1, Kind::That);
    }
    // "We're working towards Sam being able to …"
    let towards = (start..start + 5).find(|at| {
        matches!(reading.word(*at), "towards" | "toward")
            || reading.word(*at) == "to" && reading.before(*at) == "forward"
    });
    if let Some(towards) = towards
        && matches!(reading.before(towards), "working" | "forward")
        && doing(reading, towards + 1).is_some()
    {
        return frame(towards + 1, Kind::Towards);
    }
    // "Would like Sam to …", "Want her to …": the wisher is not named.
    let open = start + 1 + usize::from(first == "would" && matches!(reading.word(start + 1), "like" | "love" | "want"));
    if matches!(first, "would" | "want") && infinitive_of_person(reading, open) {
        return frame(open, Kind::To);
    }
    // "To see Sam playing", "Would like to see her playing", "To get Sam eating"
    let to = if first == "would" { open } else { start };
    let shown = matches!(reading.word(to + 1), "see" | "get");
    if reading.word(to) == "to"
        && shown
        && reading.mention_at(to + 2).is_some_and(|m| reading.is_ing(m.end) && sees(reading, m))
    {
        return frame(to + 2, Kind::See);
    }
    // "So that Sam can"
    if first == "so" && reading.word(start + 1) == "that" && reading.mention_at(start + 2).is_some() {
        return frame(start + 2, Kind::That);
    }
    // "It would mean a lot to us if Sam could", "We'd be over the moon if she said"
    let wished = matches!(first, "it'd" | "we'd" | "i'd")
        || matches!(first, "it" | "we" | "i") && reading.word(start + 1) == "would";
    if wished
        && let Some(at) = (start + 2..start + 10).find(|at| reading.word(*at) == "if")
        && reading.mention_at(at + 1).is_some_and(|m| real(reading.word(after_subject(reading, m))).is_some())
    {
        return frame(at + 1, Kind::If);
    }
    // "For Sam, the aim is to …"
    if first == "for"
        && let Some(mention) = reading.mention_at(start + 1)
        && reading.word(mention.end) == ","
    {
        let inner = wish(reading, mention.end + 1, true)?;
        return Some(Frame { start, ..inner });
    }
    wish(reading, start, false)
}

/// A wish that begins at `start`; `owned` if it is known to be the person's or for the person.
fn wish(reading: &Reading<'_>, start: usize, owned: bool) -> Option<Frame> {
    let frame = |end: usize, kind: Kind| Some(Frame { start, end, kind });
    if reading.mention_at(start).is_some_and(|mention| mention.case == Case::Subject) {
        return None;
    }
    let mut owned = owned || reading.mention_at(start).is_some() || matches!(reading.word(start), "the" | "an" | "a");
    let (mut wished, mut wisher) = (false, false);
    for at in start..(start + WINDOW).min(reading.tokens.len()) {
        let word = reading.word(at);
        // "does not need Mum to stay": the other way round without its "not".
        if has("wanting", word) && is_denied(reading, at) {
            return None;
        }
        // "Falls asleep alone, wants Mum to stay": a list of what the person does, not what somebody wishes.
        if at > start
            && reading.is_third(at)
            && matches!(reading.before(at), "," | ";" | "and")
            && tells_of_person(reading, start)
        {
            return None;
        }
        wisher |= has("wisher", stem(word)) || super::asked::is_known_wisher(reading, at);
        wisher |= has("wish", word) && !has("wanting", word) && !is_people(reading.before(at));
        // "His reading will be good enough for his brother to enjoy": a measure, not a wish.
        if matches!(word, "enough" | "too")
            || reading.is_stop(at)
            || has("modal", word) && !matches!(word, "would" | "will")
            || reading.tokens[at].quoted
        {
            return None;
        }
        if word == "will" && !matches!(reading.word(at + 1), "be" | "need") {
            return None;
        }
        let glad = matches!(word, "happy" | "pleased" | "glad" | "help") && reading.word(at + 1) == "if";
        wished |= has("wish", word) || glad;
        if !wished || !wisher {
            continue;
        }
        if word == "that" && subject_follows(reading, at + 1) {
            return frame(at + 1, Kind::That);
        }
        // "to get Sam to the point where he can"
        let stage =
            matches!(word, "point" | "stage" | "place") && matches!(reading.word(at + 1), "where" | "that" | "when");
        if stage && reading.mention_at(at + 2).is_some() {
            return frame(at + 2, Kind::That);
        }
        // "What matters is Sam being able to"
        let named =
            || reading.mention_at(at + 1).is_some_and(|mention| !mention.pronoun && mention.case != Case::Possessive);
        if word == "is" && named() && doing(reading, at + 1).is_some() {
            return frame(at + 1, Kind::Towards);
        }
        if word == "if" && reading.mention_at(at + 1).is_some() {
            return frame(at + 1, Kind::If);
        }
        if (matches!(word, "for" | "to") || has("wanting", word)) && infinitive(reading, at + 1).is_some() {
            return frame(at + 1, Kind::To);
        }
        owned |= word == "for" && reading.mention_at(at + 1).is_some();
        if word == "see" && reading.mention_at(at + 1).is_some_and(|mention| sees(reading, mention)) {
            return frame(at + 1, Kind::See);
        }
        if matches!(word, "is" | "be" | "was") && reading.word(at + 1) == "to" && owned {
            let helps =
                matches!(reading.word(at + 2), "help" | "support" | "enable" | "ensure" | "provide" | "give" | "get");
            let ours = matches!(stem(reading.word(start)), "our" | "we" | "my" | "i");
            return if helps || ours || super::result::far_wish(reading, at + 2) {
                None
            } else {
                frame(at + 1, Kind::To)
            };
        }
        if has("wish", word) && reading.mention_at(at + 1).is_some_and(|m| m.start == at + 1 && hoped(reading, m)) {
            return frame(at + 1, Kind::That);
        }
    }
    None
}

/// "We hope Sam will": a statement after the wish, without "that".
fn hoped(reading: &Reading<'_>, mention: &Mention) -> bool {
    match mention.case {
        Case::Subject => reading.opens_verb_group(mention.end),
        Case::Possessive => (mention.end..mention.end + 4).any(|at| has("modal", reading.word(at))),
        _ => false,
    }
}

/// Where the "-ing" form after a subject that begins at `at` stands, and its verb: "Sam being", "her sleeping", "his mum leaving".
fn doing(reading: &Reading<'_>, at: usize) -> Option<(usize, String)> {
    let mention = reading.mention_at(at).filter(|mention| mention.start == at)?;
    let verb = (mention.end..mention.end + 4).find(|at| reading.is_ing(*at))?;
    let between = reading.skip_adverbs(mention.end);
    let plain = between == verb
        || mention.case == Case::Possessive && (mention.end..verb).any(|at| is_people(reading.word(at)));
    base_of_ing(reading.word(verb)).filter(|_| plain).map(|base| (verb, base))
}

/// "towards her sleeping", but not "towards her mum leaving her".
fn towards_owner(reading: &Reading<'_>, frame: &Frame, mention: &Mention) -> bool {
    frame.kind == Kind::Towards
        && doing(reading, mention.start).is_some_and(|(verb, _)| verb == reading.skip_adverbs(mention.end))
}

/// True if a person or thing that can be a subject stands at `at`.
fn subject_follows(reading: &Reading<'_>, at: usize) -> bool {
    reading.mention_at(at).is_some()
        || (at..(at + 7).min(reading.tokens.len()))
            .any(|at| reading.mention_at(at).is_some_and(|m| m.case == Case::Subject))
        || (at + 1..(at + 7).min(reading.tokens.len()))
            .any(|at| has("modal", reading.word(at)) || has("auxiliary", reading.word(at)))
}

/// Where the "to" of "Sam to …" or "Sam's friends to …" stands, if its subject begins at `at`.
pub(super) fn infinitive(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let mention = reading.mention_at(at).filter(|mention| mention.start == at);
    let end = match mention {
        Some(mention) if mention.case != Case::Possessive => mention.end,
        _ => people(reading, at)?,
    };
    let to = joined(reading, end);
    let to = reading.skip_adverbs(to);
    let verb = reading.skip_adverbs(to + 1);
    (reading.word(to) == "to" && is_verb(reading.word(verb))).then_some(to)
}

/// True if "Sam to …", "her to …" or "his sisters to …" begins at `at`.
pub(super) fn is_wished(reading: &Reading<'_>, at: usize) -> bool {
    infinitive(reading, at).is_some_and(|to| reading.mentions.iter().any(|mention| (at..to).contains(&mention.start)))
}

/// True if "Sam to …" or "her to …" begins at `at`, but not "his mum to …".
fn infinitive_of_person(reading: &Reading<'_>, at: usize) -> bool {
    reading.mention_at(at).is_some_and(|mention| mention.case != Case::Possessive) && infinitive(reading, at).is_some()
}

/// Past "and his brother".
fn joined(reading: &Reading<'_>, end: usize) -> usize {
    if !matches!(reading.word(end), "and" | "&") {
        return end;
    }
    // "Sam and Orla have learnt to" and "Sam and Orla like to" are told already.
    let tells = |at: usize| reading.opens_verb_group(at) || is_mostly_verb(reading.word(at));
    let to = (end + 2..end + 6).find(|at| reading.word(*at) == "to");
    to.filter(|to| !(end + 2..*to).any(tells)).unwrap_or(end)
}

/// The end of "Sam's friends", "his mum and dad", "staff".
fn people(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let end = (at..(at + 7).min(reading.tokens.len())).find(|at| reading.word(*at) == "to")?;
    let plain = (at..end).all(|at| {
        let word = reading.word(at);
        // "to Sam's family that he is able to": a clause has begun.
        let clause = has("modal", word) || is_auxiliary(word) || matches!(word, "that" | "who" | "which" | "if");
        reading.tokens[at].is_word() && !(has("preposition", word) && word != "of") && !clause
    });
    let somebody = (at..end).any(|at| is_people(reading.word(at)));
    (plain && somebody && end > at).then_some(end)
}

/// True for a noun that means people.
pub(super) fn is_people(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    ["female", "male", "anyone", "staff", "plural-people", "person-noun"]
        .iter()
        .any(|group| has(group, word) || has(group, one))
        || matches!(word, "family" | "families" | "everyone" | "everybody" | "class")
}

/// Each "that" of "… and that other pupils …" after a frame with "that".
fn later_thats(reading: &Reading<'_>, from: usize) -> Vec<Cut> {
    (from + 1..reading.tokens.len())
        .take_while(|at| !reading.is_stop(*at))
        .filter(|at| reading.word(*at) == "that" && matches!(reading.before(*at), "and" | "," | ";"))
        .filter(|at| subject_follows(reading, at + 1) || (at + 1..at + 4).any(|at| is_people(reading.word(at))))
        .map(|at| Cut::out(at..at + 1, WHY))
        .collect()
}

/// "see Sam choosing", "see her able to", "see Sam play".
fn sees(reading: &Reading<'_>, mention: &Mention) -> bool {
    let next = reading.skip_adverbs(mention.end);
    let word = reading.word(next);
    let doing = reading.is_ing(next) || matches!(word, "able" | "be") || is_mostly_verb(word);
    let named = !mention.pronoun && mention.case != Case::Possessive;
    doing && (named || mention.pronoun) || named && is_verb(word)
}

/// "Sam choosing" → "Sam is choosing", "Sam be" → "Sam to be".
fn seen(reading: &Reading<'_>, subject: usize) -> Vec<Cut> {
    let Some(mention) = reading.mention_at(subject) else { return Vec::new() };
    let next = reading.skip_adverbs(mention.end);
    let word = reading.tokens.get(next).map_or("", |token| token.text);
    let finite = if is_verb(&word.to_lowercase()) { "to" } else { "is" };
    vec![Cut::put(next..next + 1, &format!("{finite} {word}"), WHY)]
}

/// Where the verb after "Sam", "he" or "his brother" stands.
fn after_subject(reading: &Reading<'_>, mention: &Mention) -> usize {
    let noun = mention.case == Case::Possessive;
    let finite = |at: &usize| is_auxiliary(reading.word(*at)) || base_of_past(reading.word(*at)).is_some();
    if noun {
        (mention.end + 1..mention.end + 4).find(finite).unwrap_or(mention.end)
    } else {
        reading.skip_adverbs(mention.end)
    }
}

/// "could" → "can", "joined in" → "will join in": what is wished as if it were not so.
fn real(word: &str) -> Option<String> {
    let to = match word {
        "could" | "can" => "can",
        "couldn't" => "cannot",
        "would" | "will" => "will",
        "wouldn't" | "didn't" => "will not",
        "was" | "were" => "is",
        "wasn't" | "weren't" => "is not",
        "had" => "has",
        _ if is_auxiliary(word) => return None,
        _ => return base_of_past(word).map(|base| format!("will {base}")),
    };
    Some(to.to_string())
}

/// "he" for "him".
pub(super) fn subject_form(set: &Set) -> String {
    match set {
        Set::He => "he".to_string(),
        Set::She => "she".to_string(),
        Set::They => "they".to_string(),
        Set::Other(forms) => forms[0].clone(),
    }
}
