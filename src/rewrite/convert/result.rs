//! What is done once, and stands in the perfect when it is achieved: "I have joined a choir".
//!
//! **In:** a verb and what follows it. **Out:** whether it tells a result. **Layer:** 3.
//!
//! "Sam will learn to swim" and "By July Sam will visit two colleges" are over when they are achieved; "Sam will attend
//! school" and "Sam will make a cup of tea" go on. The verb alone seldom settles it, so most verbs ask for a deadline
//! and for an object that is met with once.

use super::Converter;
use crate::rewrite::lexicon::{has, is_adverb};
use crate::rewrite::reading::Reading;
use crate::text::inflect::{base_of_past, is_verb};

impl Converter<'_, '_> {
    /// True for a verb that tells a result, by itself or with what follows.
    pub(super) fn tells_result(&self, head: usize, word: &str) -> bool {
        let reading = self.edit.reading;
        // "either finishes it or asks": one of two is no result.
        reading.before(head) != "either"
            && !is_repeated(reading, head)
            && (is_telic(reading, head, word) || is_once(reading, head, word))
    }

    /// True if the verb at `verb` goes on in the perfect after one in the perfect: "and told her", but "and go there by bus".
    pub(super) fn stays_perfect(&self, verb: usize, word: &str) -> bool {
        let reading = self.edit.reading;
        let repeated = (verb..end_of_predicate(reading, verb))
            .any(|at| has("habit", reading.word(at)) || at > verb + 1 && is_rate(reading, at));
        !repeated
            && !has("stative", word)
            && (!has("ongoing", word)
                || word == "get" && is_got_once(reading, verb)
                || word == "go" && self.is_gone_once(verb))
            && base_of_past(word).is_none_or(|base| base == word)
    }

    /// "write a letter, ring the club and go to one session": one time counted, or the end of a list in the perfect, where no way
    /// of going is told.
    fn is_gone_once(&self, verb: usize) -> bool {
        let reading = self.edit.reading;
        let to = matches!(reading.word(verb + 1), "to" | "on" | "for");
        let counted = matches!(reading.word(verb + 2), "one" | "two" | "three" | "four" | "five" | "an" | "a");
        let listed = |at: usize| {
            self.edit.is_taken(at + 1) && reading.word(at) == "," && !matches!(reading.word(at + 1), "who" | "which")
        };
        let by = (verb + 1..end_of_predicate(reading, verb)).any(|at| matches!(reading.word(at), "by" | "in" | "when"));
        to && (counted || (0..verb.saturating_sub(1)).any(listed) && !by)
    }

    /// True for what is told, thanked or shown after something that is over.
    pub(super) fn tells_once(&self, verb: usize, word: &str) -> bool {
        has("follows-once", word) || self.tells_result(verb, word)
    }

    /// "improve literacy" → "improve my literacy".
    pub(super) fn own_object(&mut self, head: usize, word: &str) {
        let reading = self.edit.reading;
        let object = reading.word(head + 1);
        let bare = reading.tokens.get(head + 1).is_some_and(|token| token.is_word())
            && !has("determiner", object)
            && !has("preposition", object)
            && !has("conjunction", object)
            && !has("subordinator", object)
            && (object != "eye" || reading.word(head + 2) != "contact")
            && !is_adverb(object)
            && reading.mention_at(head + 1).is_none()
            && !object.ends_with("ing")
            && !matches!(
                object,
                "how"
                    | "what"
                    | "that"
                    | "so"
                    | "to"
                    | "confident"
                    | "when"
                    | "greater"
                    | "better"
                    | "new"
                    | "fewer"
                    | "less"
                    | "up"
                    | "positive"
                    | "good"
                    | "further"
            );
        // "develop secure relationships": what one has with others.
        let shared = (head + 1..reading.tokens.len())
            .take_while(|at| {
                let word = reading.word(*at);
                reading.tokens[*at].is_word()
                    && !has("preposition", word)
                    && !has("subordinator", word)
                    && !has("habit", word)
            })
            .any(|at| has("not-owned", reading.word(at)));
        let bare = bare && !shared;
        let own = word != "manage" || has("own-noun", object);
        if has("bare-object", word) && bare && own {
            self.edit.insert(head + 1, "my", "the person's own");
        }
    }
}

/// "get at least a grade 4", "get 60%", but not "get there", "get dressed", "get the bus".
fn is_got_once(reading: &Reading<'_>, verb: usize) -> bool {
    let end = end_of_predicate(reading, verb);
    (verb + 1..end.min(verb + 7))
        .take_while(|at| !has("preposition", reading.word(*at)) || reading.word(at + 1) == "least")
        .any(|at| {
            let word = reading.word(at);
            has("award", word) || matches!(word, "gr" | "offer" | "result" | "results" | "%")
        })
}

/// Where the predicate that begins with the verb at `verb` ends: before the next one, or with the sentence.
fn end_of_predicate(reading: &Reading<'_>, verb: usize) -> usize {
    // "learn and use": two verbs with one object.
    let joined = reading.word(verb) == "learn" && reading.word(verb + 1) == "and";
    let from = verb + if joined { 2 } else { 0 };
    (from + 1..reading.tokens.len())
        .find(|at| {
            let next = reading.word(reading.skip_adverbs(at + 1));
            reading.is_stop(*at)
                || reading.word(*at) == "," && matches!(reading.word(at + 1), "who" | "which")
                || matches!(reading.word(*at), "and" | "," | ";" | "but" | "then")
                    && (is_verb(next) || has("modal", next))
        })
        .unwrap_or(reading.tokens.len())
}

/// True if what is done at `verb` comes round; a habit told later counts unless the predicate has a deadline of its own.
fn is_repeated(reading: &Reading<'_>, verb: usize) -> bool {
    let end = end_of_predicate(reading, verb);
    let dated = (verb..end).any(|at| reading.tokens[at].in_deadline);
    // "increase the time … in 4 of her 5 daily lessons", "build up his strength, … daily": what has changed has changed.
    if has("change", reading.word(verb)) || reading.word(verb) == "build" && reading.word(verb + 1) == "up" {
        let parts = |at: &usize| {
            let word = reading.word(*at);
            !reading.tokens[*at].is_word() || has("subordinator", word) || has("preposition", word) && *at > verb + 1
        };
        let own = (verb + 1..end).find(parts).unwrap_or(end);
        return (verb..own).any(|at| has("habit", reading.word(at)) || at > verb + 1 && is_rate(reading, at));
    }
    let far = if dated || reading.word(verb) == "learn" { end } else { reading.tokens.len() };
    (verb..far)
        .take_while(|at| !reading.is_stop(*at))
        .any(|at| has("habit", reading.word(at)) || at > verb + 1 && is_rate(reading, at))
}

/// "five days a week", "once a term", but not "by a year".
fn is_rate(reading: &Reading<'_>, at: usize) -> bool {
    let counted = reading.before(at);
    matches!(reading.word(at), "a" | "an")
        && (matches!(counted, "once" | "twice" | "hour") || counted.ends_with('s'))
        && matches!(
            reading.word(at + 1),
            "day" | "week" | "night" | "month" | "term" | "fortnight" | "year" | "half" | "half-term"
        )
}

/// True for a verb of becoming; some are that only with the right object: "pass a test", but not "pass the bowl".
fn is_telic(reading: &Reading<'_>, head: usize, word: &str) -> bool {
    let next = reading.word(head + 1);
    let dated = reading.tokens.iter().any(|token| token.in_deadline);
    let marked = (head + 1..head + 7).any(|at| {
        let word = reading.word(at);
        has("award", word) || has("mark", word) || word.starts_with(|c: char| c.is_ascii_digit())
    });
    has("telic", word)
        && match word {
            "pass" => marked,
            "reach" => marked || dated,
            "build" => dated || !matches!(next, "a" | "an" | "the"),
            // "finish his tea" comes round, "finish his level 1 course" does not.
            "finish" => {
                let many = |at: usize| reading.word(at).ends_with('s') && !has("determiner", reading.word(at));
                let course = (head + 1..head + 7).any(|at| has("course", reading.word(at)));
                let daily = (head + 1..head + 4).any(|at| has("finished-daily", reading.word(at)));
                dated || course || !daily && !(head + 1..head + 3).any(many)
            }
            "complete" => {
                dated
                    || marked
                    || !(matches!(next, "a" | "an" | "all" | "any")
                        || next.ends_with('s') && next != "his" && !next.ends_with("ss"))
            }
            _ => true,
        }
}

/// True for what is done once with this object.
fn is_once(reading: &Reading<'_>, head: usize, word: &str) -> bool {
    let next = reading.word(head + 1);
    let end = end_of_predicate(reading, head);
    let object = (head + 1..end.min(head + 7)).take_while(|at| !has("subordinator", reading.word(*at)));
    let holds = |group: &str| object.clone().any(|at| has(group, reading.word(at)));
    let number = |at: usize| reading.word(at).starts_with(|c: char| c.is_ascii_digit());
    let dated = reading.tokens.iter().any(|token| token.in_deadline);
    let conditional = (head..end).any(|at| matches!(reading.word(at), "when" | "whenever" | "if"));
    match word {
        "rise" | "fall" | "drop" | "climb" => {
            matches!(next, "to" | "by" | "below" | "above" | "from") && (head + 2..head + 6).any(number)
        }
        "stop" | "quit" => reading.is_ing(head + 1),
        "join" => holds("club") || matches!(next, "a" | "an") && holds("circle"),
        "get" => holds("award") || matches!(next, "into" | "used" | "fitter" | "better" | "married" | "stronger"),
        // "go on the residential", "go to the prom"
        "go" if matches!(next, "on" | "to") && reading.word(head + 2) == "the" && holds("outing") => !conditional,
        "make" if object.clone().any(|at| reading.word(at) == "progress") => true,
        "take" | "sit" if object.clone().any(|at| reading.word(at).starts_with("gcse")) => true,
        "find" if matches!(next, "a" | "an") && holds("award") => !conditional,
        "choose" if dated && matches!(next, "which" | "between") => true,
        // "move into a flat", "move up to Year 7", but "move to the quiet room"
        "move" if dated && matches!(next, "on" | "up" | "into" | "out") => !holds("place-in-school"),
        "move" if dated && next == "to" => holds("once-object") || holds("new-place"),
        "attend" if !matches!(next, "a" | "an" | "at" | "two" | "three" | "four" | "five" | "one") => false,
        // "take an exam", but not "take his tablets at college"
        "take" => {
            let taken =
                object.clone().take_while(|at| !matches!(reading.word(*at), "at" | "in" | "to" | "before" | "after"));
            dated && taken.into_iter().any(|at| has("once-object", reading.word(at)))
        }
        _ => dated && has("once", word) && holds("once-object") && !object.clone().any(|at| reading.word(at) == "%"),
    }
}

/// "to be a vet", "to live abroad one day": a hope for a life, which stays a hope.
pub(super) fn far_wish(reading: &Reading<'_>, verb: usize) -> bool {
    let rest = verb..reading.tokens.len();
    let word = |at: usize| reading.word(at);
    let later = (0..reading.tokens.len()).any(|at| {
        let term = matches!(word(at), "long" | "longer")
            && (word(at + 1) == "term" || word(at + 1) == "-" && word(at + 2) == "term" || word(at + 1) == "run");
        let leaves = matches!(
            word(at),
            "leave" | "leaves" | "left" | "finish" | "finishes" | "finished" | "leaving" | "finishing"
        ) && matches!(word(at + 1), "school" | "college" | "home" | "education" | "uni" | "university")
            && (0..at).rev().take(3).any(|at| matches!(word(at), "when" | "once" | "after"));
        let ahead = at < verb
            && (matches!(word(at), "someday" | "eventually" | "ultimately" | "future")
                || word(at) == "one" && word(at + 1) == "day"
                || word(at) == "older" && matches!(reading.before(at), "when" | "is" | "am" | "he's" | "she's"));
        term || leaves || ahead || word(at) == "grows" && word(at + 1) == "up"
    });
    let one_day = rest.clone().any(|at| {
        reading.word(at) == "one" && reading.word(at + 1) == "day"
            || matches!(
                reading.word(at),
                "older" | "grown" | "adult" | "abroad" | "someday" | "eventually" | "future" | "career"
            )
    });
    let be_a = matches!(reading.word(verb), "be" | "become" | "work" | "train")
        && matches!(reading.word(verb + 1), "a" | "an" | "as" | "with" | "in");
    // A job beside school is no life.
    let beside = rest.clone().any(|at| {
        reading.word(at) == "job"
            && (matches!(
                reading.before(at),
                "saturday" | "sunday" | "weekend" | "holiday" | "summer" | "evening" | "part-time"
            ) || reading.before(at) == "time" && at > 3 && reading.word(at - 3) == "part")
    });
    let life = !beside
        && matches!(reading.word(verb), "live" | "have" | "get" | "own" | "go")
        && rest.take(6).any(|at| {
            matches!(reading.word(at), "own" | "family" | "married" | "job" | "university" | "flat" | "house")
        });
    later || one_day || be_a || life
}
