//! Puts an outcome into the asked person and tense and leaves everything else.
//!
//! **In:** a text with its deadlines, the context. **Out:** [`Converted`], or `None` if it already stands so.
//! **Layer:** 3.
//!
//! First what stands around the statement goes ([`prepare`]: "Outcome 2:", "We want Sam to …"), then each mention of the person becomes I,
//! me or my, then the verbs are put right ([`verbs`]). Every step replaces tokens; what no step touches is returned to
//! the letter, so a deadline cannot be lost.

mod asked;
mod bare_nouns;
mod change;
mod coordinated;
mod denied;
mod edit;
mod frames;
mod gerunds;
mod goes_on;
mod governed;
mod headings;
mod joint;
mod listed;
mod others;
mod own;
mod prepare;
mod result;
mod sentences;
mod slips;
mod subject;
mod things_to_change;
mod third;
mod verbs;
mod wishers;

use crate::domain::{Change, Context, DeadlinePhrase, Person, Tense};
use crate::rewrite::lexicon::has;
use crate::rewrite::reading::{Case, Mention, Reading, Set};
use crate::text::deadline::deadlines;
use crate::text::inflect::{Agreement, base_of_past, is_verb};
use edit::Edit;
pub(crate) use edit::capitalised;
pub(crate) use own::opens_with_thing;

/// A converted statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Converted {
    /// The statement in the asked person and tense.
    pub(crate) text: String,
    /// What was changed, and why.
    pub(crate) changes: Vec<Change>,
    /// True if words that say something were taken out.
    pub(crate) dropped: bool,
}

/// The changes, each with words that stand in `result`; one change of the whole if some of them were overwritten.
fn settled(changes: Vec<Change>, text: &str, result: &str) -> Vec<Change> {
    let mut found = Vec::new();
    for change in changes {
        let capital = capitalised(&change.to);
        if result.contains(&change.to) {
            found.push(change);
        } else if result.contains(&capital) {
            found.push(Change { to: capital, ..change });
        } else {
            let why = "said by or of the person, as asked".to_string();
            return vec![Change { from: text.trim().to_string(), to: result.to_string(), why }];
        }
    }
    found
}

/// Converts `text`; `None` if it already stands in the asked person and tense.
pub(crate) fn convert(text: &str, given: &[DeadlinePhrase], context: &Context) -> Option<Converted> {
    let first = once(text, given, context)?;
    if context.person == Person::Third || context.tense != Tense::Achieved {
        return Some(first);
    }
    // "She'd like to keep it" has become "I would like to keep it", and what the person says of themselves is put once more.
    let Some(second) = once(&first.text, &deadlines(&first.text), context) else { return Some(first) };
    let changes = first.changes.into_iter().chain(second.changes).collect();
    Some(Converted { text: second.text, changes, dropped: first.dropped || second.dropped })
}

fn once(text: &str, given: &[DeadlinePhrase], context: &Context) -> Option<Converted> {
    let prepared = prepare::prepare(text, given, context);
    let deadlines = prepared.deadlines();
    let reading = Reading::new(&prepared.text, &deadlines, context);
    if !reading.tokens.iter().any(edit::is_lexical) {
        return None;
    }
    // "For Sarah to read": who is meant shows in the frame, which is gone by now.
    if context.name.is_none()
        && reading.name.is_none()
        && let Some(name) = Reading::new(text, given, context).name
    {
        return once(text, given, &Context { name: Some(name), ..context.clone() });
    }
    if context.person == Person::Third {
        return third::convert(text, &reading, context);
    }
    // "Him and his brother share a room": an object where the subject belongs, which nothing said about cases sets right.
    let slip = |mention: &Mention| {
        mention.start == 0 && mention.case == Case::Object && matches!(reading.word(mention.end), "and" | "&")
    };
    if reading.mentions.iter().any(slip) {
        return None;
    }
    // "Understanding of his condition by all who teach him" is no doing.
    if reading.is_ing(0) && reading.word(1) == "of" {
        return None;
    }
    let own_voice = speaks_for_itself(&reading);
    if own_voice && context.tense == Tense::Achieved && is_settled(&reading) {
        return None;
    }
    let cut_out = |word: &str| text.to_lowercase().contains(word) && !prepared.text.to_lowercase().contains(word);
    let mut converter = Converter {
        edit: Edit::new(&reading),
        tense: context.tense,
        parents: prepared.parents,
        speakers: if cut_out("parents") { "my parents" } else { "my family" },
        own_voice,
        untold: false,
    };
    converter.run();
    if converter.untold {
        return None;
    }
    let Converter { edit, .. } = converter;
    let (mut changes, dropped) = (prepared.changes, prepared.dropped);
    changes.extend(edit.changes());
    let mut result = edit.finish(&reading).trim().to_string();
    // "Eats lunch!!" is shouted at somebody.
    if result.ends_with("!!") {
        result.truncate(result.trim_end_matches('!').len());
    }
    if text.trim_start().starts_with(char::is_uppercase) {
        result = capitalised(&result);
    }
    // "For Sam's self-esteem to improve": a frame that was not understood is no sentence.
    if result.starts_with("I have for ") {
        return None;
    }
    // "Periods - coping with": the statement went on somewhere else.
    let last = reading.tokens.iter().rev().find(|token| token.is_word()).map(|token| token.folded.as_str());
    if reading.is_ing(0) && last == Some("with") {
        return None;
    }
    // "Pupil: Sam" says nothing.
    if result.trim_end_matches('.') == "I" {
        return None;
    }
    // "Kai's brother will hit him less" in Ada's plan: what nobody can say of themselves stays as it was written.
    if !own_voice && !is_own(&result, context) {
        return None;
    }
    let changes = settled(changes, text, &result);
    (fold(&result) != fold(text)).then_some(Converted { text: result, changes, dropped })
}

/// True if the person speaks in `text`.
fn is_own(text: &str, context: &Context) -> bool {
    let own = ["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"];
    Reading::new(text, &[], context).tokens.iter().any(|token| !token.quoted && own.contains(&token.folded.as_str()))
}

/// True for a statement in the person's own voice that is put as if achieved already: nothing of it looks forward or is wished, so
/// nothing is to be done.
fn is_settled(reading: &Reading<'_>) -> bool {
    let ahead = |at: usize| {
        let word = reading.word(at);
        let modal = matches!(word, "will" | "shall" | "should" | "would" | "must" | "going" | "need" | "needs");
        modal || word.ends_with("'ll") || word.ends_with("'d") || matches!(word, "want" | "hope" | "wish" | "aim")
    };
    let opens = (0..reading.tokens.len()).find(|at| reading.tokens[*at].is_word() && !reading.tokens[*at].in_deadline);
    let own = opens.is_some_and(|at| matches!(reading.word(at), "i" | "i'm" | "i've" | "my"));
    own && !(0..reading.tokens.len()).any(|at| !reading.tokens[at].quoted && ahead(at))
}

/// True if the statement is told by the person: I, my, me outside quotations and not "I would like Tom to".
pub(crate) fn speaks_for_itself(reading: &Reading<'_>) -> bool {
    // "like my brother did when he was 17": where somebody else came up first, a pronoun tells nothing of who speaks.
    let about_other = reading
        .mentions
        .iter()
        .any(|mention| !mention.pronoun || mention.case == Case::Subject && !reading.may_mean_another(mention));
    let first = |at: usize| {
        let token = &reading.tokens[at];
        !token.quoted && matches!(token.folded.as_str(), "i" | "i'm" | "i'll" | "i've" | "i'd" | "my" | "me" | "myself")
    };
    // "I want her to sleep", "I'd like his sisters to play with him": a parent speaks, and of nobody else.
    let wished = |at: usize| {
        has("wanting", reading.word(at)) && frames::is_wished(reading, at + 1)
            || matches!(reading.word(at), "hope" | "wish")
    };
    let parent = matches!(reading.word(0), "i" | "i'd" | "i'm") && !(1..reading.tokens.len()).any(first);
    let wishing = reading.word(0) == "i"
        && (1..5).any(|at| matches!(reading.word(at), "want" | "like" | "hope" | "wish"))
        && about_other
        || parent && (1..6).any(wished)
        || parent && matches!(reading.word(1), "think" | "believe" | "feel") && reading.mention_at(2 + usize::from(reading.word(2) == "that")).is_some_and(|m| has("modal", reading.word(m.end)))
        // "All I want is for Sam to be happy"
        || !(4..reading.tokens.len()).any(first)
            && (3..8).any(|at| reading.word(at) == "for" && reading.before(at) == "is" && frames::is_wished(reading, at + 1));
    let my_child = matches!(reading.word(0), "my" | "our")
        && matches!(reading.word(1), "son" | "daughter" | "child" | "boy" | "girl" | "lad" | "lass");
    let says_i = (0..reading.tokens.len()).any(|at| reading.word(at) == "i");
    (0..reading.tokens.len()).any(first) && !wishing && !my_child && (!about_other || says_i)
}

/// "he's had enough", "she's finished her work", but "he's asked a question": whether "'s" is "has".
fn is_perfect(reading: &Reading<'_>, subject: usize, at: usize) -> bool {
    let verb = reading.skip_adverbs(at);
    let (word, next) = (reading.word(verb), reading.word(verb + 1));
    let Some(base) = base_of_past(word).filter(|_| word != "able" && !reading.is_ing(verb)) else { return false };
    let object = has("determiner", next) || next.ends_with("self") || matches!(next, "it" | "them" | "him" | "me");
    // "proud of what he's done", but "does what he's told"
    let fronted =
        matches!(reading.before(subject), "what" | "everything" | "anything" | "something" | "things" | "work")
            && next != "to";
    has("had", word) || (object || fronted) && !has("asked", &base)
}

fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The walk over one reading.
struct Converter<'a, 'b> {
    edit: Edit<'a, 'b>,
    tense: Tense,
    parents: bool,
    /// Who "we" are, if parents or staff speak.
    speakers: &'static str,
    own_voice: bool,
    /// True if nothing is told: a heading or a noun phrase that no one can say of themselves.
    untold: bool,
}

impl Converter<'_, '_> {
    fn run(&mut self) {
        let mentions = if self.own_voice { Vec::new() } else { self.edit.reading.mentions.clone() };
        let mut joint_end = 0;
        for mention in &mentions {
            if self.edit.is_taken(mention.start) || mention.start < joint_end {
                continue;
            }
            if mention.case == Case::Subject
                && let Some(end) = self.joint_subject(mention)
            {
                joint_end = end;
                continue;
            }
            let word = match mention.case {
                // "easier for Sam to shop"
                Case::Subject
                    if mention.start > 1
                        && self.edit.reading.before(mention.start) == "for"
                        && self.edit.reading.word(mention.end) == "to"
                        && has("easing", self.edit.reading.before(mention.start - 1)) =>
                {
                    "me"
                }
                Case::Subject => {
                    self.subject(mention.start, mention.end);
                    continue;
                }
                // "… and for him to come in": the frame goes on after "and".
                Case::Object
                    if self.edit.reading.before(mention.start) == "for"
                        && self.edit.reading.word(mention.end) == "to"
                        && mention.start > 1
                        && matches!(self.edit.reading.before(mention.start - 1), "and" | "," | ";") =>
                {
                    // "his behaviour to be calmer, and for him to tell": the first is no doing of the person's.
                    let thing = mentions.first().is_some_and(|m| m.start == 0 && m.case == Case::Possessive);
                    self.edit.replace(
                        mention.start - 1..mention.end + 1,
                        if thing { "I" } else { "" },
                        "the statement itself, without who wishes it",
                    );
                    continue;
                }
                Case::Object => "me",
                Case::Possessive => {
                    self.frame_goes_on(mention);
                    "my"
                }
                Case::Own => "mine",
                // "by Sam himself": "by me"
                Case::Reflexive
                    if self
                        .edit
                        .reading
                        .mention_at(mention.start.wrapping_sub(1))
                        .is_some_and(|m| m.case == Case::Object) =>
                {
                    ""
                }
                Case::Reflexive => "myself",
            };
            self.edit.replace(mention.start..mention.end, word, "said by the person");
        }
        // "My daughter will tell me": the parent's "me" would be the person's.
        let anothers = |at: usize| {
            !self.own_voice
                && !self.edit.is_taken(at)
                && !self.edit.reading.tokens[at].quoted
                && matches!(self.edit.reading.word(at), "me" | "myself" | "mine")
                && !edit::is_asked_in_brackets(self.edit.reading, at)
        };
        self.untold |= (0..self.edit.reading.tokens.len()).any(anothers);
        if !self.own_voice {
            self.together();
            self.frame_of_another();
            self.frame_of_something();
        }
        if self.own_voice {
            self.own_subjects();
            // "Being calmer, I sleep": the doing goes with what follows.
            let leads = self.edit.reading.word(0) == "being" && self.edit.has_verb;
            if own::opens_with_base(self.edit.reading) {
                self.future_group(0, 0, Agreement::First, true, false);
                self.edit.insert(0, "I", "said by the person");
            } else if own::opens_with_thing(self.edit.reading) {
                self.edit.insert(0, "I have", "said by the person");
            }
            let first = usize::from(self.edit.reading.word(0) == "not" && self.edit.reading.word(1) == "to");
            if !leads
                && matches!(self.edit.reading.word(first), "to" | "able" | "being" | "be" | "will" | "can" | "should")
            {
                subject::supply(self);
            }
        } else if !self.edit.has_verb {
            subject::supply(self);
        } else {
            things_to_change::thing_to_change(self);
        }
        self.later_sentences();
        self.so_far();
        self.other_subjects();
        if !self.own_voice {
            self.by_ear();
            self.owners();
        }
        if self.parents {
            self.parents_to_family();
        } else if !self.own_voice {
            self.one_of_us();
        }
    }

    /// A mention that is a subject: "I" and the verbs that follow it.
    fn subject(&mut self, start: usize, end: usize) {
        let reading = self.edit.reading;
        // "Nia herself will"
        let own = reading.mention_at(end).is_some_and(|m| m.case == Case::Reflexive);
        let verb = self.edit.past_aside(end + usize::from(own));
        if self.inverted(start, end) {
            return;
        }
        let contraction = reading.word(end - 1).split_once('\'').map(|(_, tail)| tail.to_string());
        self.edit.replace(start..end, "I", "said by the person");
        // "Sam, who has a new chair, will": the relative clause agrees as well.
        if reading.word(end) == "," && reading.word(end + 1) == "who" {
            let head = reading.skip_adverbs(end + 2);
            self.agree(head, reading.word(head), Agreement::First);
        }
        let contraction = match contraction.as_deref() {
            Some("ll") => Some("will"),
            Some("s") => Some(if is_perfect(reading, start, verb) { "has" } else { "is" }),
            Some("re") => Some("is"),
            Some("ve") => Some("has"),
            Some("d") => Some("would"),
            _ => None,
        };
        let main = self.edit.is_main(start);
        let (had_verb, before) = (self.edit.has_verb, reading.before(start));
        if let Some(aux) = contraction {
            self.contracted(start, verb, aux, main);
        } else if reading.word(verb) != "to" || main {
            self.verb_group(verb, Agreement::First, main);
        }
        if !main || matches!(before, "so" | "that") || reading.tokens[start].in_deadline {
            self.edit.has_verb = had_verb;
        }
    }

    /// "Only when she is ready will Sam move": the verb that stands before its subject; true if there is one.
    fn inverted(&mut self, start: usize, end: usize) -> bool {
        let reading = self.edit.reading;
        let Some(verb) = start.checked_sub(1).filter(|at| *at > 0 && !self.edit.is_taken(*at)) else { return false };
        let head = reading.skip_adverbs(end);
        let (to, last) = match (reading.word(verb), reading.word(head)) {
            ("will", "be") => ("am I", head + 1),
            ("will" | "does", _) => ("do I", end),
            ("is", _) => ("am I", end),
            ("has", _) => ("have I", end),
            _ => return false,
        };
        if reading.tokens[verb].opens || reading.tokens[verb].quoted || !is_verb(reading.word(head)) && last == end {
            return false;
        }
        self.edit.replace(verb..last, to, "said by the person");
        self.edit.has_verb = true;
        true
    }

    /// "I will …" in text that the person tells already.
    fn own_subjects(&mut self) {
        for at in 0..self.edit.reading.tokens.len() {
            let word = self.edit.reading.word(at).to_string();
            if self.edit.reading.tokens[at].quoted || self.edit.is_taken(at) {
                continue;
            }
            let main = self.edit.is_main(at);
            if word == "i'll" {
                self.edit.replace(at..at + 1, "I", "said as achieved");
                self.contracted(at, at + 1, "will", main);
            } else if word == "i" && (main || matches!(self.edit.reading.word(at + 1), "will" | "shall" | "won't")) {
                let two = matches!(self.edit.reading.before(at), "and" | "&");
                let agreement = if two { Agreement::Plural } else { Agreement::First };
                self.verb_group(at + 1, agreement, main);
            }
        }
    }

    /// "with one of us": parents speak, though no frame tells it.
    fn one_of_us(&mut self) {
        let reading = self.edit.reading;
        for at in 2..reading.tokens.len() {
            let counted = matches!(reading.word(at - 2), "one" | "both" | "either" | "each");
            let free = !self.edit.is_taken(at) && !reading.tokens[at].quoted;
            if free && counted && reading.before(at) == "of" && reading.word(at) == "us" && reading.joint.is_empty() {
                self.edit.replace(at..at + 1, "my parents", "the family is spoken of, it does not speak");
            }
        }
    }

    /// The parents' "we", once the frame tells that they speak: named once, then "they".
    fn parents_to_family(&mut self) {
        let again = self.edit.reading.set != Some(Set::They);
        let mut named = false;
        for at in 0..self.edit.reading.tokens.len() {
            let with_person = wishers::is_all_of_them(self.edit.reading, at);
            if self.edit.is_taken(at) || self.edit.reading.tokens[at].quoted || with_person {
                continue;
            }
            let to = match (self.edit.reading.word(at), named && again) {
                ("we", true) => "they",
                ("us", true) => "them",
                ("we" | "us", false) => self.speakers,
                _ => {
                    named &= !self.edit.reading.is_stop(at);
                    continue;
                }
            };
            named = true;
            self.edit.replace(at..at + 1, to, "the family is spoken of, it does not speak");
        }
    }
}

#[cfg(test)]
mod asides;
#[cfg(test)]
mod goes_on_tests;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod stated;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod told;
