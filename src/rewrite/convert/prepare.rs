//! Cuts a statement out of what stands around it, before the statement itself is read.
//!
//! **In:** a text with its deadlines, the context. **Out:** [`Prepared`]: the same with less around it. **Layer:** 3.
//!
//! A heading ("Outcome 2:"), an age after the name, a wish around the statement ("We want Sam to …") and a deadline inside
//! the verb group all hide a plain statement. Each is found by a pass of its own over a reading and cut out of the
//! text, which is then read again: so the converter meets "Sam will …" and needs to know of none of them.

use super::{frames, headings};
use crate::domain::{Change, Context, DeadlinePhrase, Person, Span};
use crate::rewrite::lexicon::{has, is_auxiliary};
use crate::rewrite::reading::{Case, Reading};
use crate::text::inflect::{base_of_ing, is_verb};
use std::ops::Range;

/// One thing to be changed in a text, by tokens of the reading in which it was found.
pub(super) struct Cut {
    /// The tokens that go.
    pub(super) tokens: Range<usize>,
    /// What stands there instead.
    pub(super) to: String,
    /// Before which token they are to stand, if they are only moved.
    pub(super) front: Option<usize>,
    /// Why.
    pub(super) why: &'static str,
    /// True if words are lost that say something.
    pub(super) drops: bool,
}

impl Cut {
    /// The tokens are taken out.
    pub(super) fn out(tokens: Range<usize>, why: &'static str) -> Self {
        Cut { tokens, to: String::new(), front: None, why, drops: false }
    }

    /// The tokens are replaced.
    pub(super) fn put(tokens: Range<usize>, to: &str, why: &'static str) -> Self {
        Cut { to: to.to_string(), ..Cut::out(tokens, why) }
    }
}

/// A text that holds little but the statement.
pub(super) struct Prepared {
    pub(super) text: String,
    pub(super) changes: Vec<Change>,
    /// True if words were taken out that say something.
    pub(super) dropped: bool,
    /// True if parents or staff speak in it ("we").
    pub(super) parents: bool,
    deadlines: Vec<(Range<usize>, DeadlinePhrase)>,
}

/// How often a text is cut at most; each pass leaves less to find.
const ROUNDS: usize = 12;

/// Cuts away what stands around the statement in `text`.
pub(super) fn prepare(text: &str, deadlines: &[DeadlinePhrase], context: &Context) -> Prepared {
    let deadlines = deadlines.iter().map(|phrase| (phrase.span.bytes(text), phrase.clone())).collect();
    let mut prepared =
        Prepared { text: text.to_string(), changes: Vec::new(), dropped: false, parents: false, deadlines };
    for _ in 0..ROUNDS {
        let phrases = prepared.deadlines();
        let reading = Reading::new(&prepared.text, &phrases, context);
        let mut cuts = headings::cut(&reading);
        let mut parents = cuts.first().is_some_and(|cut| is_parents(&reading, &cut.tokens));
        if context.person == Person::First && cuts.is_empty() {
            cuts = ages(&reading);
            if cuts.is_empty() {
                cuts = parted(&reading);
            }
            if cuts.is_empty() {
                cuts = noted(&reading);
            }
            if cuts.is_empty() && !super::speaks_for_itself(&reading) {
                (cuts, parents) = frames::cut(&reading);
            }
        }
        if cuts.is_empty() {
            break;
        }
        let places: Vec<Range<usize>> = places(&reading);
        let gaps: Vec<String> = reading.tokens.iter().map(|token| token.gap.to_string()).collect();
        cuts.sort_by_key(|cut| std::cmp::Reverse(cut.tokens.start));
        for cut in cuts {
            prepared.apply(&cut, &places, &gaps);
        }
        prepared.parents |= parents;
    }
    prepared
}

/// "Parents: Leo to talk to us": the heading tells who speaks.
fn is_parents(reading: &Reading<'_>, heading: &Range<usize>) -> bool {
    heading.start == 0
        && heading.len() < 6
        && heading.clone().any(|at| matches!(reading.word(at), "parents" | "parent" | "mum" | "dad"))
}

/// Where each token stands in the text, in bytes.
fn places(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let mut end = 0;
    reading
        .tokens
        .iter()
        .map(|token| {
            let start = end + token.gap.len();
            end = start + token.text.len();
            start..end
        })
        .collect()
}

impl Prepared {
    /// The deadlines, by where they stand now.
    pub(super) fn deadlines(&self) -> Vec<DeadlinePhrase> {
        self.deadlines
            .iter()
            .map(|(bytes, phrase)| DeadlinePhrase {
                span: Span::from_bytes(&self.text, bytes.clone()),
                ..phrase.clone()
            })
            .collect()
    }

    fn apply(&mut self, cut: &Cut, places: &[Range<usize>], gaps: &[String]) {
        let (Some(first), Some(last)) = (places.get(cut.tokens.start), places.get(cut.tokens.end - 1)) else { return };
        let from = self.text[first.start..last.end].to_string();
        self.dropped |= cut.drops;
        if let Some(front) = cut.front.and_then(|front| places.get(front)) {
            return self.move_to(first.start..last.end, front.start, &cut.to);
        }
        self.changes.push(Change { from, to: cut.to.clone(), why: cut.why.to_string() });
        if !cut.to.is_empty() {
            return self.splice(first.start..last.end, &cut.to);
        }
        let start = cut.tokens.start.checked_sub(1).map_or(0, |before| places[before].end);
        let end = places.get(cut.tokens.end).map_or(self.text.len(), |next| next.start);
        let gap = if start == 0 { "" } else { gaps.get(cut.tokens.end).map_or("", String::as_str) };
        self.splice(start..end, gap);
    }

    /// Replaces bytes and shifts the deadlines behind them.
    fn splice(&mut self, range: Range<usize>, to: &str) {
        self.deadlines.retain(|(bytes, _)| bytes.end <= range.start || bytes.start >= range.end);
        for (bytes, _) in self.deadlines.iter_mut().filter(|(bytes, _)| bytes.start >= range.end) {
            *bytes = bytes.start + to.len() - range.len()..bytes.end + to.len() - range.len();
        }
        self.text.replace_range(range, to);
    }

    /// Moves what is in `range` before `at`, followed by `mark`; the marks that parted it are gone.
    fn move_to(&mut self, range: Range<usize>, at: usize, mark: &str) {
        let inside: Vec<(Range<usize>, DeadlinePhrase)> = self
            .deadlines
            .iter()
            .filter(|(bytes, _)| bytes.start >= range.start && bytes.end <= range.end)
            .cloned()
            .collect();
        let phrase = self.text[range.clone()].to_string();
        let part = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')');
        let start = self.text[..range.start].trim_end_matches(part).len();
        let end = self.text.len() - self.text[range.end..].trim_start_matches(part).len();
        let moved = range.start;
        self.splice(start..end, " ");
        let opens = self.text[..at].trim().is_empty();
        if opens {
            let after = self.text[at..].chars().next().map_or(0, char::len_utf8);
            let first = self.text[at..].split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'').next();
            // "Will will, with help, …": a capital before a modal verb is a name's.
            let common = |word: &str| has("not-a-name", word) && !has("modal", word);
            if first.is_some_and(|word| word != "I" && common(&word.to_lowercase())) {
                let small = self.text[at..at + after].to_lowercase();
                self.splice(at..at + after, &small);
            }
        }
        let phrase = if opens { super::capitalised(&phrase) } else { phrase };
        self.splice(at..at, &format!("{phrase}{mark} "));
        for (bytes, phrase) in inside {
            self.deadlines.push((bytes.start - moved + at..bytes.end - moved + at, phrase));
        }
    }
}

/// Ages and pronouns after the name: "(15)", ", who is 11,", "(they/them, aged 13)".
fn ages(reading: &Reading<'_>) -> Vec<Cut> {
    if let Some(whose) = signed(reading) {
        return vec![Cut { drops: true, ..Cut::out(whose, "whose outcome it is is known from the plan") }];
    }
    let child = our_child(reading);
    if !child.is_empty() {
        return child;
    }
    let named = reading.mentions.iter().filter(|mention| mention.case != Case::Possessive);
    named
        .filter_map(|mention| {
            let end = age(reading, mention.end)?;
            Some(Cut { drops: true, ..Cut::out(mention.end..end, "the age is known from the plan") })
        })
        .take(1)
        .collect()
}

/// "My daughter Ada", "our lad, Sam,": the name is enough.
fn our_child(reading: &Reading<'_>) -> Vec<Cut> {
    let why = "whose outcome it is is known from the plan";
    let at = (0..reading.tokens.len()).find(|at| {
        matches!(reading.word(*at), "my" | "our")
            && matches!(reading.word(at + 1), "son" | "daughter" | "child" | "boy" | "girl" | "lad" | "lass")
            && !reading.tokens[*at].quoted
    });
    let Some(at) = at else { return Vec::new() };
    let comma = reading.word(at + 2) == ",";
    let name = at + 2 + usize::from(comma);
    let Some(mention) = reading.mentions.iter().find(|mention| mention.start == name && !mention.pronoun) else {
        return Vec::new();
    };
    let mut cuts = vec![Cut::out(at..name, why)];
    if comma && reading.word(mention.end) == "," {
        cuts.push(Cut::out(mention.end..mention.end + 1, why));
    }
    cuts
}

/// "(Sam, Yr 5)" after the last sentence.
fn signed(reading: &Reading<'_>) -> Option<Range<usize>> {
    let count = reading.tokens.len();
    let last = count - usize::from(matches!(reading.word(count.wrapping_sub(1)), "." | ","));
    let close = last.checked_sub(1).filter(|close| reading.word(*close) == ")")?;
    let open = (1..close).rev().find(|open| reading.word(*open) == "(")?;
    let mention = reading.mention_at(open + 1).filter(|mention| !mention.pronoun && mention.start == open + 1)?;
    let ended = matches!(reading.before(open), "." | "!" | "?") || mention.end == close;
    let told = (mention.end..close).all(|at| reading.word(at) == "," || in_age(reading, at));
    (told && ended).then_some(open..close + 1)
}

/// Where the age that begins at `from` ends.
fn age(reading: &Reading<'_>, from: usize) -> Option<usize> {
    let told = |from: usize, end: usize| {
        let number = (from..end).any(|at| years(reading.word(at)) || year_group(reading.word(at)));
        let pronouns = (from..end).any(|at| reading.word(at) == "/");
        (number || pronouns).then_some(())
    };
    let run = |from: usize| {
        let far = (from + 12).min(reading.tokens.len());
        (from..far).find(|at| !in_age(reading, *at)).unwrap_or(far)
    };
    match reading.word(from) {
        "(" => {
            let far = (from + 12).min(reading.tokens.len());
            let end = (from + 1..far).find(|at| !in_age(reading, *at) && reading.word(*at) != ",").unwrap_or(far);
            told(from + 1, end)?;
            (reading.word(end) == ")").then_some(end + 1)
        }
        "," => {
            let end = run(from + 1);
            told(from + 1, end)?;
            let follows = reading.opens_verb_group(end) && reading.word(end) != ":" || reading.word(end) == "to";
            match reading.word(end) {
                "," => Some(end + 1),
                _ if follows && matches!(reading.word(from + 1), "age" | "aged" | "who") => Some(end),
                _ => None,
            }
        }
        "aged" => {
            let end = run(from);
            told(from, end)?;
            Some(end + usize::from(reading.word(end) == ","))
        }
        _ => None,
    }
}

fn in_age(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    year_group(word)
        || years(word)
        || matches!(word, "½" | "¼" | "¾")
        || has("age", word)
        || word == "is" && reading.before(at) == "who"
}

/// A number that can be the age of somebody with a plan.
fn years(word: &str) -> bool {
    let whole = word.strip_suffix(".5").unwrap_or(word);
    whole.parse::<u8>().is_ok_and(|years| years <= 25)
}

/// "Y7", "yr7".
fn year_group(word: &str) -> bool {
    ["year", "yr", "y"].iter().any(|mark| word.strip_prefix(mark).is_some_and(years))
}

/// What a note tells without its verb: "No more biting the others" will stop, "Hearing aids worn all day" will be worn by the person.
/// And what a parent feels about it, which is not the person's to say.
fn noted(reading: &Reading<'_>) -> Vec<Cut> {
    let base = |at: usize| base_of_ing(reading.word(at)).filter(|base| is_verb(base));
    if reading.word(0) == "no" && reading.word(1) == "more" && base(2).is_some() {
        return vec![Cut::put(0..2, "Will stop", "said as something that happens")];
    }
    // "Get her eating something other than crisps".
    let got = reading.mention_at(1).filter(|mention| mention.start == 1 && base(mention.end).is_some());
    if let Some(mention) = got.filter(|_| reading.word(0) == "get") {
        return vec![Cut::put(0..mention.end, "Will be", "what others do for it falls away")];
    }
    let worn = (1..reading.tokens.len().min(4)).find(|at| reading.word(*at) == "worn");
    let thing = |at: usize| reading.tokens[at].is_word() && !is_auxiliary(reading.word(at));
    if let Some(worn) = worn.filter(|worn| has("worn-aid", reading.before(*worn)) && (0..*worn).all(thing)) {
        return vec![
            Cut::put(0..1, &format!("Will wear {}", reading.word(0)), "said as something that the person does"),
            Cut::out(worn..worn + 1, "said as something that the person does"),
        ];
    }
    let felt = (2..reading.tokens.len()).find(|at| {
        matches!(reading.before(*at), "and" | ",")
            && matches!(reading.word(*at), "it" | "this")
            && has("grieves", reading.word(at + 1))
    });
    match felt {
        Some(at) => {
            let end = reading.tokens.len() - usize::from(reading.word(reading.tokens.len() - 1) == ".");
            vec![Cut { drops: true, ..Cut::out(at - 1..end, "what somebody else feels") }]
        }
        None => Vec::new(),
    }
}

/// A deadline or an aside that parts a verb group: "will, by July 2026, be able to".
fn parted(reading: &Reading<'_>) -> Vec<Cut> {
    let mut first = 0;
    for at in 1..reading.tokens.len() {
        if reading.tokens[at].opens && matches!(reading.before(at), "." | "!" | "?") {
            first = at;
        }
        let runs = deadline_at(reading, at).or_else(|| aside_at(reading, at));
        let Some((end, front)) = runs else { continue };
        if at <= first {
            continue;
        }
        let front = if front == 0 { first } else { front };
        let plain = front == first && reading.tokens[at].in_deadline;
        let mark = if plain && reading.mention_at(front).is_some_and(|m| m.start == front) { "" } else { "," };
        let cut = Cut::put(at..end, mark, "the deadline comes first");
        return vec![Cut { front: Some(front), ..cut }];
    }
    Vec::new()
}

/// The end of a deadline that begins at `at` inside a verb group or before it.
fn deadline_at(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    let inside = |at: usize| reading.tokens.get(at).is_some_and(|token| token.in_deadline && !token.quoted);
    if !inside(at) || inside(at - 1) {
        return None;
    }
    let end = (at..reading.tokens.len()).find(|at| !inside(*at))?;
    let comma = matches!(reading.before(at), "," | "(");
    let before = at.checked_sub(1 + usize::from(comma))?;
    let closed = matches!(reading.word(end), "," | ")");
    let next = reading.skip_adverbs(end + usize::from(closed));
    let verb = is_verb(reading.word(next)) || reading.word(next) == "to";
    let word = reading.word(before);
    let wish = matches!(word, "like" | "want" | "wants" | "hopes" | "needs" | "need" | "able");
    let parts = (has("modal", word) || word == "to" || comma && closed && has("auxiliary", word)) && verb
        || comma && closed && has("auxiliary", word)
        || wish && reading.word(next) == "to";
    let told = |from: usize| {
        (from..at)
            .any(|at| has("modal", reading.word(at)) || has("auxiliary", reading.word(at)) || reading.is_third(at))
    };
    let start = (0..at).rev().find(|at| reading.tokens[*at].opens).unwrap_or(0);
    let subject = reading.mention_at(before).is_some_and(|m| m.end == before + 1 && m.case == Case::Subject);
    let leads = (subject || comma && closed)
        && !told(start)
        && (has("modal", reading.word(next))
            || subject && (reading.opens_verb_group(next) || reading.word(next) == "to"));
    (parts || leads).then_some((end, 0))
}

/// The end of an aside between commas after "will": "will, with help, …".
fn aside_at(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    let modal = at.checked_sub(2)?;
    let opens = reading.before(at) == ","
        && matches!(reading.word(modal), "will" | "should" | "can" | "to" | "must")
        && (has("preposition", reading.word(at)) || has("subordinator", reading.word(at)));
    if !opens || reading.tokens[at].quoted {
        return None;
    }
    let end = (at..(at + 12).min(reading.tokens.len())).find(|at| reading.word(*at) == ",")?;
    let plain = (at..end).all(|at| !has("modal", reading.word(at)) && !reading.tokens[at].quoted);
    let next = reading.skip_adverbs(end + 1);
    let subject = reading.mentions.iter().find(|m| m.end == modal && m.case == Case::Subject)?;
    (plain && is_verb(reading.word(next))).then_some((end, subject.start))
}
