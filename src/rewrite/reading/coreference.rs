//! Decides which pronouns mean the person and which mean somebody else.
//!
//! **In:** a [`Reading`] whose names are marked. **Out:** the same with pronouns marked. **Layer:** 3.
//!
//! One walk over the words keeps in mind who is doing what: the subject of the clause, the one to whom something is done, the
//! clause before it. Grammar settles most pronouns: the object of the person's own verb is another ("Poppy hands her the
//! tablet"), "himself" and "his own" are the doer's, whom somebody else helps is the person. The rest goes by what
//! the verbs say of who turns to whom ("gives him his toy back when he asks", "tells her mum when she is worried").
//!
//! Limits: no tree is built, so a clause inside a clause is taken for the end of the outer one.

use super::people::{Fit, Other, others};
use super::person::{Case, Set};
use super::{Mention, Reading};
use crate::rewrite::lexicon::{has, is_adverb};
use crate::text::inflect::{base_of_ing, base_of_third, is_verb};

/// Who does what a clause tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// The person whose outcome it is.
    Person,
    /// Somebody for whom the same pronouns would stand.
    Rival,
    /// Anybody or anything else.
    Else,
}

/// One clause, as far as it has been read.
#[derive(Debug, Clone, Copy)]
struct Clause {
    subject: Who,
    /// The subject inside "lets him …", "asks her to …".
    inner: Option<Who>,
    /// To whom something is done or said.
    object: Option<Who>,
    /// The verb, once it has been met.
    verb: Option<usize>,
    /// The word that opened it, if it is no main clause.
    opener: Option<usize>,
}

impl Clause {
    fn of(subject: Who, opener: Option<usize>) -> Self {
        Clause { subject, inner: None, object: None, verb: None, opener }
    }

    /// Who does what is told at this point.
    fn doer(&self) -> Who {
        self.inner.unwrap_or(self.subject)
    }
}

/// Marks the pronouns that mean the person.
pub(super) fn mark_pronouns(reading: &mut Reading<'_>) {
    let Some(set) = reading.set.clone() else { return };
    let others = others(reading, &set);
    let mut walk = Walk { set, others, clause: Clause::of(Who::Person, None), before: None, found: Vec::new() };
    for at in 0..reading.tokens.len() {
        walk.step(reading, at);
    }
    reading.mentions.extend(walk.found);
    reading.mentions.sort_by_key(|mention| mention.start);
}

struct Walk {
    set: Set,
    others: Vec<Other>,
    clause: Clause,
    /// The clause that the present one hangs on or follows.
    before: Option<Clause>,
    found: Vec<Mention>,
}

impl Walk {
    fn step(&mut self, reading: &Reading<'_>, at: usize) {
        let token = &reading.tokens[at];
        if token.quoted {
            return;
        }
        let word = token.folded.as_str();
        if token.opens && at > 0 && matches!(reading.before(at), "." | "!" | "?" | ";") {
            self.open(Who::Person, None);
        }
        if let Some(mention) = reading.mention_at(at) {
            if mention.start == at && mention.case == Case::Subject {
                self.subject(Who::Person, reading, at);
            } else if mention.start == at && mention.case == Case::Object {
                self.met_object(Who::Person, reading, at);
            }
            return;
        }
        match self.set.cases(word) {
            [] => {}
            cases => return self.pronoun(reading, at, case_here(reading, at, cases)),
        }
        if opens_clause(reading, at) {
            let subject = self.subject_ahead(reading, at);
            return self.open(subject, Some(at));
        }
        if let Some(other) = self.others.iter().find(|other| other.at == at).copied() {
            let who = if other.fit == Fit::Never { Who::Else } else { Who::Rival };
            if is_subject(reading, at) {
                self.subject(who, reading, at);
            } else {
                self.met_object(who, reading, at);
            }
        } else if matches!(word, "and" | "then" | "but" | "or") || matches!(word, "," | ";") {
            self.joined(reading, at);
        } else if is_foreign_subject(reading, at, &self.set) {
            self.subject(Who::Else, reading, at);
        } else if is_doing(reading, at) {
            self.clause.verb = Some(at);
        }
    }

    /// A new clause begins; until its own subject comes, that of the last one goes on.
    fn open(&mut self, subject: Who, opener: Option<usize>) {
        self.before = Some(self.clause);
        self.clause = Clause::of(subject, opener);
    }

    /// Who does what a clause that opens at `at` tells, if its opener or the noun after it is the subject.
    fn subject_ahead(&self, reading: &Reading<'_>, at: usize) -> Who {
        let nearest = self.others.iter().rfind(|other| other.at < at && other.at + 3 > at);
        match reading.word(at) {
            "who" | "that" if reading.opens_verb_group(at + 1) => match nearest {
                Some(other) if other.fit != Fit::Never => Who::Rival,
                Some(_) => Who::Else,
                None => self.clause.subject,
            },
            "which" | "what" if !self.is_person_ahead(reading, at) => {
                let verb = (at + 1..at + 4).any(|next| reading.opens_verb_group(next));
                if verb { Who::Else } else { self.clause.subject }
            }
            _ => self.clause.subject,
        }
    }

    /// True if a pronoun or somebody stands among the next three words.
    fn is_person_ahead(&self, reading: &Reading<'_>, at: usize) -> bool {
        (at + 1..at + 4).any(|next| {
            self.set.cases(reading.word(next)).contains(&Case::Subject)
                || matches!(reading.word(next), "he" | "she" | "they" | "it" | "we")
                || reading.mention_at(next).is_some()
                || self.others.iter().any(|other| other.at == next)
        })
    }

    fn subject(&mut self, who: Who, reading: &Reading<'_>, at: usize) {
        let joined = matches!(reading.before(at), "and" | "," | "but" | ";" | "then");
        if joined || self.clause.verb.is_some() && self.clause.opener.is_some_and(|opener| opener + 4 < at) {
            self.open(who, None);
        }
        self.clause.subject = who;
        self.clause.inner = None;
    }

    /// Somebody to whom something is done; after "lets", "asks" and their like, they do what follows.
    fn met_object(&mut self, who: Who, reading: &Reading<'_>, at: usize) {
        self.clause.object = Some(who);
        let verb = (at.saturating_sub(5)..at).rev().find(|at| causes(reading.word(*at)));
        let next = reading.skip_adverbs(at + 1);
        let does = reading.word(next) == "to" && is_verb(reading.word(next + 1))
            || is_verb(reading.word(next)) && !has("preposition", reading.word(next))
            || reading.is_ing(next);
        if verb.is_some_and(|verb| (verb + 1..at).all(|at| !matches!(reading.word(at), "," | "and"))) && does {
            self.clause.inner = Some(who);
        }
    }

    /// "and" or a comma: the inner subject is done with if a verb of the outer one follows.
    fn joined(&mut self, reading: &Reading<'_>, at: usize) {
        let mut next = reading.skip_adverbs(at + 1);
        next += usize::from(matches!(reading.word(next), "and" | "then" | "to") && next == at + 1);
        next += usize::from(reading.word(next) == "to");
        let bare = is_verb(reading.word(next)) && !reading.is_third(next);
        let verb = bare || reading.is_third(next) || has("modal", reading.word(next));
        if verb {
            self.clause.inner = None;
            // "ask him how he is and wait": a bare verb follows the bare verb of the outer clause.
            if bare
                && self.clause.opener.is_some()
                && self.clause.subject != Who::Person
                && let Some(before) = self.before
            {
                self.clause = Clause { inner: None, ..before };
                return;
            }
            // "when she is worried, and goes home": back to what the clause hangs on.
            if self.clause.opener.is_some()
                && let Some(before) = self.before.filter(|_| reading.word(at) == "," || reading.word(next) == "will")
            {
                self.clause = Clause { opener: None, inner: None, ..before };
            }
        } else if reading.word(at) == "," {
            self.clause.inner = None;
        }
    }

    fn pronoun(&mut self, reading: &Reading<'_>, at: usize, case: Case) {
        let rival = self.rival_before(at);
        let who = match case {
            Case::Subject => self.who_does(reading, at, rival),
            Case::Object => self.to_whom(reading, at),
            Case::Reflexive => self.clause.doer(),
            Case::Possessive | Case::Own => self.whose(reading, at, case, rival),
        };
        match case {
            Case::Subject => self.subject(who, reading, at),
            Case::Object => self.met_object(who, reading, at),
            _ => {}
        }
        if who == Who::Person || who == Who::Else && self.others.iter().all(|other| other.fit == Fit::Never) {
            self.found.push(Mention { start: at, end: at + 1, case, pronoun: true });
        }
    }

    /// The nearest one before who fits well.
    fn rival_before(&self, at: usize) -> Option<usize> {
        self.others.iter().rfind(|other| other.at < at && other.fit == Fit::Well).map(|other| other.at)
    }

    fn fits_before(&self, at: usize) -> bool {
        self.others.iter().any(|other| other.at < at && other.fit != Fit::Never)
    }

    fn who_does(&self, reading: &Reading<'_>, at: usize, rival: Option<usize>) -> Who {
        let last = self.before.unwrap_or(self.clause);
        let opener = self.clause.opener.map_or("", |opener| reading.word(opener));
        let verb = last.verb.map_or("", |verb| reading.word(verb));
        let asked = matches!(base(verb).as_str(), "ask" | "wonder" | "hear" | "find");
        let question = has("content", opener)
            && !matches!(opener, "when" | "if" | "until" | "before" | "after" | "once" | "unless");
        if question && has("telling", verb) {
            return if asked && last.object == Some(Who::Rival) { Who::Rival } else { Who::Person };
        }
        let Some(rival) = rival else { return self.turned_to(reading, at, &last, opener) };
        if opener == "so" || purpose(reading, at) || owns_rival_ahead(reading, rival, at) {
            return Who::Person;
        }
        if reading.mentions.iter().chain(&self.found).any(|mention| {
            mention.start > rival
                && mention.case == Case::Subject
                && self.clause.opener.is_none_or(|from| mention.start > from)
        }) {
            return Who::Person;
        }
        if last.subject == Who::Rival
            && matches!(opener, "" | "that" | "what" | "where" | "how")
            && last.object != Some(Who::Person)
        {
            return Who::Rival;
        }
        if self.set == Set::They {
            return self.turned_to(reading, at, &last, opener);
        }
        if last.object == Some(Who::Rival) && has("telling", verb) {
            return if told(reading, at) { Who::Person } else { Who::Rival };
        }
        self.turned_to(reading, at, &last, opener)
    }

    /// "gives him his toy back when he asks for it": what the other one does that makes the person turn to them.
    fn turned_to(&self, reading: &Reading<'_>, at: usize, last: &Clause, opener: &str) -> Who {
        let conditional = matches!(
            opener,
            "when" | "if" | "whenever" | "until" | "while" | "because" | "as" | "after" | "before" | "once"
        );
        let next = reading.skip_adverbs(at + 1);
        let does = base(reading.word(next));
        let busy = matches!(does.as_str(), "be") && has("busy", reading.word(reading.skip_adverbs(next + 1)));
        let turns = has("turning", &does) || busy;
        if conditional && last.subject == Who::Person && last.object == Some(Who::Rival) && turns {
            return Who::Rival;
        }
        Who::Person
    }

    fn to_whom(&self, reading: &Reading<'_>, at: usize) -> Who {
        let by_person = self.clause.doer() == Who::Person;
        if !by_person || !self.fits_before(at) {
            return Who::Person;
        }
        let before = reading.before(at);
        let placed = matches!(
            before,
            "beside" | "near" | "behind" | "around" | "round" | "by" | "after" | "about" | "above" | "over"
        ) || before == "to" && reading.before(at - 1) == "next"
            || before == "of" && matches!(reading.before(at - 1), "front" | "ahead");
        // "with her mum beside her" places the mother by the person.
        let besides = at >= 2 && self.others.iter().any(|other| other.at == at - 2) && placed;
        let held = self.clause.object == Some(Who::Rival)
            && placed
            && (besides || (at.saturating_sub(5)..at).any(|at| reading.word(at) == "with"));
        if held || placed && self.clause.object != Some(Who::Rival) {
            return Who::Person;
        }
        // "has her talker with her": nobody else has come up yet as the one to whom anything is done.
        if before == "with" && self.clause.object.is_none() && self.before.is_none_or(|last| last.object.is_none()) {
            return Who::Person;
        }
        Who::Rival
    }

    fn whose(&self, reading: &Reading<'_>, at: usize, case: Case, rival: Option<usize>) -> Who {
        let next = reading.word(at + 1);
        let own =
            case == Case::Own || next == "own" && !reading.tokens.get(at + 2).is_some_and(|token| token.is_word());
        if own {
            // "feeds Ben his", "leaves his alone".
            let given = at > 0 && self.others.iter().any(|other| other.at == at - 1 && other.fit != Fit::Never);
            return if given || self.clause.doer() == Who::Rival { Who::Rival } else { Who::Person };
        }
        let turn = matches!(reading.before(at), "is" | "was") && reading.before(at - 1) == "it"
            || reading.before(at) == "it's";
        if turn && rival.is_some() && self.set != Set::They {
            return Who::Rival;
        }
        // "gives him his toy back", "strokes him along his back".
        let given = self.clause.object == Some(Who::Rival)
            && self.clause.doer() == Who::Person
            && (at.saturating_sub(4)..at).any(|at| {
                self.set.cases(reading.word(at)).contains(&Case::Object)
                    && self.found.iter().all(|mention| mention.start != at)
            });
        if given && (self.set.cases(reading.before(at)).contains(&Case::Object) || has("body", next)) {
            return Who::Rival;
        }
        if self.clause.doer() == Who::Rival {
            if self.clause.inner.is_some() {
                let verb = self.clause.verb.map_or("", |verb| reading.word(verb));
                return if has("lending", &base(verb)) { Who::Person } else { Who::Rival };
            }
            // "when her mum calls her name": what is done to the person.
            let verb = base(self.clause.verb.map_or("", |verb| reading.word(verb)));
            let done_to = has("body", next) || next == "name" || has("taking", &verb);
            return if done_to { Who::Person } else { Who::Rival };
        }
        Who::Person
    }
}

/// The base of a verb in whatever form.
fn base(word: &str) -> String {
    match word {
        "is" | "are" | "am" | "was" | "were" => "be".to_string(),
        _ if is_verb(word) => word.to_string(),
        _ => base_of_third(word)
            .or_else(|| base_of_ing(word))
            .or_else(|| crate::text::inflect::base_of_past(word).map(|base| base.to_string()))
            .unwrap_or_else(|| word.to_string()),
    }
}

/// The case of a pronoun that has two.
fn case_here(reading: &Reading<'_>, at: usize, cases: &[Case]) -> Case {
    match cases {
        [Case::Possessive, Case::Object] | [Case::Object, Case::Possessive] if is_possessive(reading, at) => {
            Case::Possessive
        }
        [Case::Possessive, Case::Object] | [Case::Object, Case::Possessive] => Case::Object,
        [Case::Possessive, Case::Own] if stands_alone(reading, at) => Case::Own,
        [case, ..] => *case,
        [] => Case::Subject,
    }
}

/// "in his.", "leave his alone", "feeds Ben his": nothing follows that could be owned.
fn stands_alone(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.word(at + 1);
    reading.is_stop(at + 1) || matches!(next, "," | ";" | ")" | "alone" | "and" | "when" | "if" | "while")
}

/// Tells "her coat" from "help her".
fn is_possessive(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.word(at + 1);
    let perceives = matches!(base(reading.before(at)).as_str(), "watch" | "see" | "hear");
    let acts = |word: &str| is_verb(word) && (!perceives || crate::text::inflect::is_mostly_verb(word));
    let causative = perceives || causes(reading.before(at));
    if has("giving", &base(reading.before(at))) && has("given", next) {
        return false;
    }
    let counted = matches!(next, "two" | "three" | "four" | "five" | "six" | "one" | "more" | "few" | "most" | "ten");
    let particle = matches!(next, "up" | "down" | "out" | "off" | "back" | "away" | "over" | "on" | "in");
    let closed = next.is_empty()
        || !reading.tokens[at + 1].is_word() && next != "\"" && next != "“" && next != "‘"
        || has("preposition", next) && next != "next" && next != "per"
        || particle
        || has("determiner", next) && !counted && next != "no"
        || has("conjunction", next)
        || has("subordinator", next) && next != "whole"
        || has("modal", next) && next != "will"
        || matches!(
            next,
            "again"
                | "alone"
                | "too"
                | "so"
                | "not"
                | "is"
                | "was"
                | "will"
                | "himself"
                | "herself"
                | "it"
                | "he"
                | "she"
                | "they"
                | "i"
                | "we"
                | "you"
                | "to"
        );
    !closed && !(causative && (acts(next) || is_adverb(next)))
}

/// Verbs after which the one named next does what follows.
fn causes(word: &str) -> bool {
    has("causing", &base(word))
}

/// A word that opens a clause with a subject of its own; "that" and "who" only if one follows.
fn opens_clause(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    let reason = word == "so" && !matches!(reading.word(at + 1), "much" | "far" | "many" | "long");
    if !(has("subordinator", word) || reason) || matches!(word, "than" | "till") {
        return false;
    }
    // "before bed", "after school", "until the bell" open no clause.
    let timed = matches!(word, "before" | "after" | "until" | "since" | "as");
    !timed || (at + 1..at + 7).any(|next| reading.opens_verb_group(next) && !reading.tokens[next].text.is_empty())
}

/// True if the noun at `at` is followed by its verb and governed by nothing.
fn is_subject(reading: &Reading<'_>, at: usize) -> bool {
    let mut next = at + 1;
    if reading.tokens.get(next).is_some_and(|token| token.is_capitalised()) {
        next += 1;
    }
    let first = (0..at)
        .rev()
        .take_while(|at| {
            has("determiner", reading.word(*at))
                || reading.mention_at(*at).is_some()
                || is_owner(reading.word(*at))
                || has("size", reading.word(*at))
                || has("anyone", reading.word(*at))
        })
        .last()
        .unwrap_or(at);
    let before = reading.before(first);
    let governed =
        has("preposition", before) && !(before == "for" || before == "than" || before == "as") || causes(before);
    reading.opens_verb_group(next) && !governed
}

fn is_owner(word: &str) -> bool {
    matches!(word, "his" | "her" | "their" | "my" | "our")
}

/// "it", "we", "staff", "the class" and pronouns of another gender, where a verb follows.
fn is_foreign_subject(reading: &Reading<'_>, at: usize, set: &Set) -> bool {
    let word = reading.word(at);
    let pronoun = matches!(
        word,
        "it" | "we" | "you" | "he" | "she" | "they" | "everyone" | "everybody" | "nobody" | "somebody" | "who" | "i"
    ) && set.cases(word).is_empty();
    pronoun && reading.opens_verb_group(at + 1) || has("staff", word) && is_subject(reading, at)
}

/// A verb that tells what is done.
fn is_doing(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    let before = reading.before(at);
    let marked = has("modal", before) || matches!(before, "to" | "and" | "not" | "then" | ",") || is_adverb(before);
    let named = reading.mentions.iter().any(|mention| mention.end == at && mention.case == Case::Subject);
    is_verb(word) && (marked || at == 0 || named || !has("determiner", before) && reading.verb_follow(at + 1))
        || reading.is_third(at)
        || reading.is_ing(at) && matches!(before, "am" | "is" | "are" | "be")
}

/// "so that she can …" speaks of whom the sentence is about.
fn purpose(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.before(at);
    before == "so" || before == "time" || before == "that" && matches!(reading.before(at - 1), "so" | "order")
}

/// "when she sees her mum": she is not the mother.
fn owns_rival_ahead(reading: &Reading<'_>, rival: usize, at: usize) -> bool {
    let word = reading.word(rival).trim_end_matches("'s");
    (at + 1..(at + 7).min(reading.tokens.len()))
        .any(|next| is_owner(reading.before(next)) && reading.word(next).trim_end_matches("'s") == word)
}

/// "tells her mum when she is worried": the teller feels or needs it.
fn told(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.skip_adverbs(at + 1);
    has("feeling", reading.word(next))
        || reading.word(at).ends_with("'s") && has("feeling", reading.word(next))
        || matches!(reading.word(next), "is" | "isn't" | "gets" | "has" | "'s") && {
            let complement = reading.skip_adverbs(next + 1);
            has("feeling", reading.word(complement))
                || reading.word(complement) == "in" && reading.word(complement + 1) == "pain"
        }
}
