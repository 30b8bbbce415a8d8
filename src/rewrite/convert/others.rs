//! Verbs whose subject is somebody or something else: "Priya's friends will choose her".
//!
//! **In:** a reading in which the person's own verbs are converted. **Out:** replacements. **Layer:** 3.

use super::governed::is_relative;
use super::{Converter, gerunds};
use crate::domain::Tense;
use crate::rewrite::lexicon::{has, is_adverb};
use crate::rewrite::reading::{Case, Reading};
use crate::text::inflect::{Agreement, base_of_ing, base_of_third, is_mostly_verb, present};

const AS_ACHIEVED: &str = "said as achieved";

impl Converter<'_, '_> {
    /// "Priya's friends will choose her": a subject that is somebody or something else.
    pub(super) fn other_subjects(&mut self) {
        let reading = self.edit.reading;
        if self.tense == Tense::Future {
            return;
        }
        let doing = gerunds::predicate(reading, 0);
        let (mut clause, mut aside) = (0, None);
        for at in 0..reading.tokens.len() {
            let word = reading.word(at);
            let token = &reading.tokens[at];
            // "My habits (biting, picking) will": what stands in brackets parts nothing.
            aside = match word {
                "(" => (at..at + 24).find(|at| reading.word(*at) == ")").or(aside),
                _ => aside.filter(|close| at <= *close),
            };
            let joins = matches!(word, "and" | "but") && !self.is_told(clause, at);
            if aside.is_none() && !token.is_word() && !matches!(word, "(" | ")" | "'" | "’" | "-")
                || matches!(word, "and" | "that" | "so" | "but" | "because") && reading.word(at + 2) != "will" && !joins
                || at > 0 && reading.tokens[at - 1].in_deadline && !token.in_deadline
            {
                clause = if at > 0 && reading.tokens[at - 1].in_deadline && token.is_word() { at } else { at + 1 };
            }
            let (negated, joined) = match word {
                "will" | "shall" => (false, false),
                "should" | "must" if self.is_wished(clause, at) => (false, false),
                "won't" => (true, false),
                "shouldn't" if self.is_wished(clause, at) => (true, false),
                _ if word.ends_with("'ll") => (false, true),
                _ => continue,
            };
            let opens = at == 0 || token.opens;
            if self.edit.is_taken(at) || token.quoted || opens && word != "there'll" {
                continue;
            }
            // "and so will his mum"
            if matches!(reading.before(at), "so" | "nor" | "neither") && !joined {
                let be = (0..at).any(|at| reading.word(at) == "will" && reading.word(at + 1) == "be");
                let to = present(if be { "be" } else { "do" }, number_after(reading, at));
                self.edit.replace(at..at + 1, &to, AS_ACHIEVED);
                continue;
            }
            if doing == Some(at) {
                self.future_group(at, at + 1, Agreement::Third, true, negated);
                continue;
            }
            let subject = if joined { at } else { before_aside(reading, at) - 1 };
            let clausal = reading.word(clause) == "what" && reading.is_third(subject);
            let relative = subject.checked_sub(1).is_some_and(|opener| is_relative(reading, opener));
            let content = !relative && (has("content", reading.before(subject)) || subject_in_content(reading, at));
            if content && !clausal || thought(reading, subject) {
                continue;
            }
            let Some(agreement) = number(reading, clause, subject) else { continue };
            if joined {
                let stem = token.text.split(['\'', '’']).next().unwrap_or(token.text).to_string();
                self.edit.replace(at..at + 1, &stem, AS_ACHIEVED);
                self.future_group(at + 1, at + 1, agreement, true, false);
            } else {
                self.future_group(at, at + 1, agreement, true, negated);
            }
        }
    }
}

impl Converter<'_, '_> {
    /// True if a verb stands between, so that what follows "and" can be a clause of its own.
    fn is_told(&self, clause: usize, and: usize) -> bool {
        let reading = self.edit.reading;
        let verb = |at: usize| reading.opens_verb_group(at) || is_mostly_verb(reading.word(at)) || reading.is_ing(at);
        (clause..and).any(|at| self.edit.is_taken(at) && reading.mention_at(at).is_none() || verb(at))
    }

    /// "Sam's mum should be able to": what the statement wishes, not what anybody knows that they should do.
    fn is_wished(&self, clause: usize, at: usize) -> bool {
        let reading = self.edit.reading;
        !(clause..at).any(|at| has("subordinator", reading.word(at)) || has("content", reading.word(at)))
            && self.edit.is_main(clause)
    }
}

/// Where the brackets begin that end right before `at`; else `at`.
fn before_aside(reading: &Reading<'_>, at: usize) -> usize {
    if reading.before(at) != ")" {
        return at;
    }
    let open = (1..at).rev().find(|open| reading.word(*open) == "(");
    // "By June 2027 (name) will": a day is no subject.
    open.filter(|open| reading.tokens[open - 1].is_word() && !reading.tokens[open - 1].in_deadline).unwrap_or(at)
}

/// "thinks she will be cross", "says that he will come": what is expected stays to come.
pub(super) fn thought(reading: &Reading<'_>, subject: usize) -> bool {
    let thinks = |at: usize| {
        let word = reading.word(at);
        let base = base_of_third(word).or_else(|| base_of_ing(word));
        has("thinking", word) || base.is_some_and(|base| has("thinking", &base))
    };
    // "Staff who know me will": what they know is the person.
    if reading.mention_at(subject).is_some_and(|mention| mention.case == Case::Object) {
        return false;
    }
    // "When she is anxious Noor will": a clause that comes first and has ended.
    let opener = (0..subject).rev().find(|at| reading.tokens[*at].opens).unwrap_or(0);
    let felt = subject
        .checked_sub(2)
        .is_some_and(|at| matches!(reading.word(at), "is" | "feels" | "gets" | "becomes" | "am" | "feel" | "get"));
    if felt && matches!(reading.word(opener), "when" | "whenever" | "if" | "once" | "while") {
        return false;
    }
    let far = if reading.before(subject) == "that" { 6 } else { 3 };
    (subject.saturating_sub(far)..subject).any(thinks)
}

/// "what time he will be home": a subject inside a question word's clause.
pub(super) fn subject_in_content(reading: &Reading<'_>, at: usize) -> bool {
    // "his glasses, which his nan will clean" asks nothing.
    if (2..5).any(|back| at > back && reading.word(at - back) == "which" && reading.word(at - back - 1) == ",") {
        return false;
    }
    at >= 3 && matches!(reading.word(at - 3), "what" | "which" | "how") && !has("preposition", reading.word(at - 2))
        || at >= 2 && has("content", reading.word(at - 2))
}

/// "There will be fewer fights": what is there settles the number.
fn number_after(reading: &Reading<'_>, there: usize) -> Agreement {
    let phrase = (there + 1..(there + 9).min(reading.tokens.len())).take_while(|at| {
        let word = reading.word(*at);
        (reading.tokens[*at].is_word() || word == "-" && reading.tokens[*at].gap.is_empty())
            && !has("preposition", word)
            && !has("subordinator", word)
    });
    // "there will be a sports day": one, whatever it ends in, unless it is "a few".
    let one = phrase.clone().any(|at| {
        matches!(reading.word(at), "a" | "an") && !matches!(reading.word(at + 1), "few" | "lot" | "number" | "couple")
    });
    let noun = !one
        && phrase.into_iter().any(|at| {
            let word = reading.word(at);
            let ending = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
            !has("determiner", word) && !is_adverb(word) && word.ends_with('s') && !ending || has("plural-people", word)
        });
    if noun { Agreement::Plural } else { Agreement::Third }
}

/// What a subject that ends at `last` agrees with.
pub(super) fn number(reading: &Reading<'_>, clause: usize, last: usize) -> Option<Agreement> {
    // "the team, who will": a group of whom "who" is said is several.
    if reading.word(last) == "who" {
        let whom = last.checked_sub(1 + usize::from(reading.before(last) == ","))?;
        let group = matches!(reading.word(whom), "team" | "group" | "class" | "family");
        return if group { Some(Agreement::Plural) } else { number(reading, whom, whom) };
    }
    // "Everyone who works with Sam will": the one before "who".
    let relative = (clause.min(last) + 1..last).find(|at| matches!(reading.word(*at), "who" | "that"));
    if let Some(relative) = relative {
        return number(reading, clause, relative - 1);
    }
    // "What Sam says will be heard"
    if reading.word(clause) == "what" && reading.is_third(last) {
        return Some(Agreement::Third);
    }
    if matches!(reading.word(last), "there" | "there'll") {
        return Some(number_after(reading, last));
    }
    match reading.word(last).split('\'').next().unwrap_or_default() {
        "i" => return Some(Agreement::First),
        "he" | "she" | "it" | "this" | "that" | "everyone" | "everybody" | "someone" | "nobody" => {
            return Some(Agreement::Third);
        }
        "they" | "we" | "you" | "these" | "those" => return Some(Agreement::Plural),
        _ => {}
    }
    // "A cousin of his, who lives nearby, will"
    if reading.word(last) == "," {
        let opens = |at: &usize| reading.word(*at) == "," && matches!(reading.word(at + 1), "who" | "whom" | "which");
        let whom = (0..last).rev().find(opens).filter(|at| *at > 0)?;
        let from = (0..whom).rev().find(|at| !reading.tokens[*at].is_word()).map_or(0, |at| at + 1);
        return number(reading, from, whom - 1);
    }
    let mut start = clause.min(last);
    // ", and each will", "At least one of"
    start += usize::from(start < last && reading.word(start) == "and");
    start += if reading.word(start) == "at" && matches!(reading.word(start + 1), "least" | "most") { 2 } else { 0 };
    let start = start.min(last);
    let fronted = has("preposition", reading.word(start));
    // "one-to-one" is one word.
    let parts = |at: usize| has("preposition", reading.word(at)) && reading.before(at) != "-";
    let head = (start + 1..=last).find(|at| !fronted && parts(*at)).map_or(last, |at| at - 1);
    // "Feedback from parents and staff" is one.
    let both = (start..head).any(|at| reading.word(at) == "and");
    let word = reading.word(head);
    if !reading.tokens.get(head)?.is_word() {
        return None;
    }
    let plural = both
        || has("plural-people", word)
        || head < last && has("several", word)
        || word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is")
            && !word.ends_with("'s")
            && !matches!(word, "maths" | "physics");
    Some(if plural { Agreement::Plural } else { Agreement::Third })
}
