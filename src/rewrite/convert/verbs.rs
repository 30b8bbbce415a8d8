//! Puts verbs into the achieved present (or the future) and makes them agree.
//!
//! **In:** the place where a verb group begins. **Out:** replacements. **Layer:** 3.
//!
//! "will", "should", "needs to" and an infinitive all say the same of an outcome: it is to be so. As achieved, that is
//! the simple present; "be able to" is "can"; verbs of becoming take the perfect ("I have learnt to"), because "I learn
//! to" tells no result. Predicates joined by "and" follow the first.

use super::Converter;
use super::governed::is_relative;
use super::others::{subject_in_content, thought};
use super::result::far_wish;
use crate::domain::Tense;
use crate::rewrite::lexicon::{has, is_adverb};
use crate::text::inflect::{
    Agreement, base_of_ing, base_of_past, base_of_third, is_mostly_verb, is_verb, participle, present,
};

pub(super) const AS_ACHIEVED: &str = "said as achieved";
pub(super) const AGREES: &str = "agrees with I";

/// How the first predicate was put, which those after "and" follow.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// After "can", where verbs stay bare.
    Bare,
    Base,
    Perfect,
    Finite,
}

impl Converter<'_, '_> {
    /// "he'll …", "she's …": the auxiliary is part of the subject's token, which became "I" already.
    pub(super) fn contracted(&mut self, subject: usize, verb: usize, aux: &str, main: bool) {
        let reading = self.edit.reading;
        match aux {
            "will" if self.is_asked(subject, main) => self.edit.replace(subject..subject + 1, "I'll", AGREES),
            "will" => self.future_group(verb, verb, Agreement::First, main, false),
            "is" if main && reading.word(verb) == "to" => {
                self.future_group(verb, verb + 1, Agreement::First, main, false)
            }
            "is" if main && (self.is_going_to(verb) || self.is_meant_to(verb)) => {
                self.future_group(verb, verb + 2, Agreement::First, main, false)
            }
            // "he's able to …, gets up by eight": what follows goes on from it.
            "is" | "has" => {
                self.edit.replace(
                    subject..subject + 1,
                    &format!("I {}", present(if aux == "is" { "be" } else { "have" }, Agreement::First)),
                    AGREES,
                );
                self.coordinated(verb, Agreement::First, Shape::Finite);
            }
            _ => self.edit.replace(subject..subject + 1, "I would", AGREES),
        }
        self.edit.has_verb = true;
    }

    /// "what he'll do", "which course he'll take": what is to come stays to come inside a question.
    fn is_asked(&self, subject: usize, main: bool) -> bool {
        let reading = self.edit.reading;
        let asks = |at: usize| {
            matches!(reading.word(at), "what" | "where" | "how" | "who" | "whom" | "whether" | "why" | "which")
        };
        let clause = (1..5).find(|back| subject >= *back && asks(subject - back)).map(|back| subject - back);
        let plain = clause.is_some_and(|clause| {
            // "a book which he'll read" asks nothing, "which book he'll read" does.
            let relative = reading.word(clause) == "which" && clause + 1 == subject;
            !relative
                && reading.before(clause) != ","
                && (clause + 1..subject).all(|at| reading.tokens[at].is_word() && !reading.opens_verb_group(at))
        });
        !main && self.tense == Tense::Achieved && (plain || thought(reading, subject))
    }

    /// "going to" before what is done, but not before where one goes or falling asleep.
    fn is_going_to(&self, at: usize) -> bool {
        let reading = self.edit.reading;
        let verb = reading.word(at + 2);
        reading.word(at) == "going"
            && reading.word(at + 1) == "to"
            && is_verb(verb)
            && !matches!(verb, "sleep" | "work" | "play")
    }

    /// "expected to", "hoping to" before what is no far hope.
    fn is_meant_to(&self, at: usize) -> bool {
        let reading = self.edit.reading;
        has("meant", reading.word(at))
            && reading.word(at + 1) == "to"
            && is_verb(reading.word(at + 2))
            && !far_wish(reading, at + 2)
    }

    /// Converts the verb group that begins at `at`, after its subject.
    pub(super) fn verb_group(&mut self, at: usize, agreement: Agreement, main: bool) {
        let reading = self.edit.reading;
        let head = reading.skip_adverbs(at);
        let word = reading.word(head).to_string();
        let next = reading.skip_adverbs(head + 1);
        let achieved = self.tense == Tense::Achieved;
        // "three meals, which he will make": no question, so what is to come is achieved as well.
        let opener = at.saturating_sub(2);
        let relative = matches!(reading.word(opener), "which" | "who" | "whom" | "where")
            && (reading.before(opener) == "," || is_relative(reading, opener));
        let content = has("content", reading.before(at.saturating_sub(1))) && !main && !relative;
        match word.as_str() {
            "will" | "shall" if !main && thought(reading, at.saturating_sub(1)) => {}
            "will" | "shall" if content || subject_in_content(reading, at) && !main && !relative => {}
            "will" | "shall" => return self.future_group(at, head + 1, agreement, main, false),
            "won't" if !content => return self.future_group(at, head + 1, agreement, main, true),
            "should" | "must" if main => return self.future_group(at, head + 1, agreement, main, false),
            "shouldn't" | "mustn't" if main => return self.future_group(at, head + 1, agreement, main, true),
            "ought" | "needs" | "need" | "is" | "are" | "has" | "have" | "wants"
                if main
                    && reading.word(next) == "to"
                    && next == head + 1
                    && !matches!(word.as_str(), "wants" | "have")
                    // "only has to be told once" is itself the outcome.
                    && !(at..head).any(|at| {
                        matches!(reading.word(at), "longer" | "not" | "never") || word == "has" && is_adverb(reading.word(at))
                    })
                    && !reading.word(next + 1).is_empty() =>
            {
                return self.future_group(at, next + 1, agreement, main, false);
            }
            "is" | "are" if main && (self.is_going_to(head + 1) || self.is_meant_to(head + 1)) => {
                return self.future_group(at, head + 3, agreement, main, false);
            }
            "has"
                if main
                    && reading.word(head + 1) == "got"
                    && reading.word(head + 2) == "to"
                    && is_verb(reading.word(head + 3)) =>
            {
                return self.future_group(at, head + 3, agreement, main, false);
            }
            "should've" if main && achieved && head == at => {
                self.edit.has_verb = true;
                self.edit.replace(head..head + 1, &present("have", agreement), AS_ACHIEVED);
                return self.coordinated(head + 1, agreement, Shape::Perfect);
            }
            "to" if main => return self.future_group(at, head + 1, agreement, main, false),
            "would" if main && achieved && reading.word(next) == "be" && reading.word(next + 1) == "able" => {
                return self.future_group(at, head + 1, agreement, main, false);
            }
            "would" | "wants" | "hopes" | "wishes" | "aims" | "intends"
                if main && achieved && !super::asked::is_asked(reading, at) =>
            {
                let to = next + usize::from(matches!(reading.word(next), "like" | "love" | "want" | "prefer"));
                if reading.word(to) == "to" && !reading.word(to + 1).is_empty() && !far_wish(reading, to + 1) {
                    return self.future_group(at, to + 1, agreement, main, false);
                }
            }
            _ => {}
        }
        self.edit.has_verb = true;
        // "can and will ask": one of the two says it all.
        if achieved && has("modal", &word) && reading.word(head + 1) == "and" && reading.word(head + 2) == "will" {
            self.edit.replace(head + 1..head + 3, "", AS_ACHIEVED);
            return self.coordinated(head + 4, agreement, Shape::Bare);
        }
        if !achieved && main && self.put_in_future(at, head, &word) {
            return;
        }
        if agreement == Agreement::First || agreement == Agreement::Plural {
            self.agree(head, &word, agreement);
        }
        let shape = if has("modal", &word) { Shape::Bare } else { Shape::Finite };
        self.coordinated(head + 1, agreement, shape);
    }

    /// Makes one finite verb agree.
    pub(super) fn agree(&mut self, head: usize, word: &str, agreement: Agreement) {
        // "self-harms", "co-operates"
        let reading = self.edit.reading;
        if reading.word(head + 1) == "-" && base_of_third(reading.word(head + 2)).is_some() {
            let last = reading.word(head + 2).to_string();
            return self.agree(head + 2, &last, agreement);
        }
        let be = if agreement == Agreement::First { "am" } else { "are" };
        let to = match word {
            "is" | "are" => be.to_string(),
            "isn't" | "aren't" => format!("{be} not"),
            "has" => "have".to_string(),
            "hasn't" => "haven't".to_string(),
            "does" => "do".to_string(),
            "doesn't" => "don't".to_string(),
            "were" if agreement == Agreement::First => "was".to_string(),
            "weren't" if agreement == Agreement::First => "wasn't".to_string(),
            _ if has("modal", word) || has("auxiliary", word) => return,
            _ => {
                let reading = self.edit.reading;
                if agreement == Agreement::First && self.edit.is_taken(head) {
                    return;
                }
                // "no longer needing", "not hitting"
                let adverb =
                    |at: usize| matches!(reading.word(at), "no" | "longer" | "not") || is_adverb(reading.word(at));
                let from = (0..head).rev().find(|at| !adverb(*at)).map_or(0, |at| at + 1);
                if from < head && agreement == Agreement::First && reading.is_ing(head) && self.follows_subject(from) {
                    match base_of_ing(word).filter(|base| has("pure-state", base)) {
                        Some(base) => self.edit.replace(head..head + 1, &base, AGREES),
                        None => self.edit.insert(from, "am", AGREES),
                    }
                    return;
                }
                if word == "being" && reading.word(head + 1) == "able" && reading.word(head + 2) == "to" {
                    self.edit.replace(head..head + 3, "can", AGREES);
                    return;
                }
                let base = base_of_ing(word).filter(|base| has("telic", base) && base != "learn");
                if let Some(base) = base.filter(|_| self.edit.is_main(head.saturating_sub(1))) {
                    self.edit.replace(head..head + 1, &format!("have {}", participle(&base)), AS_ACHIEVED);
                    return;
                }
                let doing = reading.is_ing(head) && self.edit.is_main(head.saturating_sub(1)) && !has("stative", word);
                if doing
                    || word == "able"
                    || has("state-adjective", word) && !is_verb(word) && !has("preposition", word)
                {
                    format!("am {word}")
                } else {
                    match base_of_third(word) {
                        Some(base)
                            if is_verb(&base)
                                || reading.verb_follow(head + 1)
                                || self.follows_subject(head)
                                || reading.before(head) == "-" =>
                        {
                            base
                        }
                        _ => return,
                    }
                }
            }
        };
        self.edit.replace(head..head + 1, &to, AGREES);
    }

    /// True right after the person as a subject, where what ends in -s is a verb, whether it is known or not.
    fn follows_subject(&self, head: usize) -> bool {
        let reading = self.edit.reading;
        let subject = |mention: &crate::rewrite::reading::Mention| {
            mention.case == super::Case::Subject && mention.end == head && !reading.tokens[head].is_capitalised()
        };
        reading.mentions.iter().any(subject)
    }

    /// A finite main verb put into the future; false if it was left.
    fn put_in_future(&mut self, at: usize, head: usize, word: &str) -> bool {
        let to = match word {
            "is" | "are" | "am" => "will be",
            "isn't" | "aren't" => "will not be",
            "can" => "will be able to",
            "cannot" | "can't" => "will not be able to",
            "has" | "have" => "will have",
            "does" | "do" if self.edit.reading.before(head + 2) == "not" => return false,
            "doesn't" | "don't" => "will not",
            _ => match base_of_third(word).filter(|base| is_verb(base)) {
                Some(base) => {
                    self.edit.replace(head..head + 1, &base, "said as to come");
                    self.edit.insert(at, "will", "said as to come");
                    self.coordinated(head + 1, Agreement::First, Shape::Finite);
                    return true;
                }
                None if is_mostly_verb(word) => {
                    self.edit.insert(at, "will", "said as to come");
                    return true;
                }
                None => return false,
            },
        };
        self.edit.replace(head..head + 1, to, "said as to come");
        true
    }

    /// The group after "will" and its like. `from` is where it begins, `at` the first token after the auxiliary.
    pub(super) fn future_group(&mut self, from: usize, at: usize, agreement: Agreement, main: bool, negated: bool) {
        let reading = self.edit.reading;
        self.edit.has_verb = true;
        let head = reading.skip_adverbs(at);
        let mut adverbs: Vec<&str> = Vec::new();
        let mut negated = negated;
        for token in reading.tokens.get(from..head).unwrap_or_default() {
            if token.folded == "not" {
                negated = true;
            } else if is_adverb(&token.folded) || matches!(token.folded.as_str(), "no" | "longer") {
                adverbs.push(token.text);
            }
        }
        let put = |words: &[&str]| words.iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(" ");
        let adverbs = adverbs.join(" ");
        let word = reading.word(head).to_string();
        if self.tense == Tense::Future {
            let not = if negated { "not" } else { "" };
            let verb = reading.tokens.get(head).map_or("", |token| token.text);
            let to = put(&["will", not, &adverbs, verb]);
            self.edit.replace(from..head + 1, &to, "said as to come");
            return;
        }
        let not = if negated { "not" } else { "" };
        if word == ":" || word == "," || word.is_empty() {
            self.edit.replace(from..head, &adverbs, AS_ACHIEVED);
            return;
        }
        // "will “have a go”": what stands in quotation marks stays, and is bare as it must be.
        if matches!(word.as_str(), "“" | "\"" | "‘" | "'") {
            self.edit.replace(from..head, &adverbs, AS_ACHIEVED);
            return self.coordinated(head + 1, agreement, Shape::Base);
        }
        let after = reading.skip_adverbs(head + 1);
        let graded = (head + 1..after).any(|at| matches!(reading.word(at), "more" | "better" | "less"));
        if word == "be" && !graded && reading.word(after) == "able" && reading.word(after + 1) == "to" {
            let extra = (head + 1..after).map(|at| reading.word(at)).collect::<Vec<_>>().join(" ");
            let can = if negated { "cannot" } else { "can" };
            let twice = usize::from(reading.word(after + 2) == "to");
            self.edit.replace(from..after + 2 + twice, &put(&[can, &adverbs, &extra]), AS_ACHIEVED);
            self.coordinated(after + 3 + twice, agreement, Shape::Bare);
            return;
        }
        // "will be taught to use a cane": over when it is achieved.
        let taught = has("taught", reading.word(after)) && matches!(reading.word(after + 1), "to" | "how" | "by");
        // "will be invited to a party by July"
        let dated = |at: usize| reading.tokens[at].in_deadline;
        let taught = taught
            || has("befallen", reading.word(after))
                && (after..reading.tokens.len()).take_while(|at| !reading.is_stop(*at)).any(dated);
        if word == "be" && !negated && taught && main {
            let to = put(&[&present("have", agreement), &adverbs, "been"]);
            self.edit.replace(from..head + 1, &to, AS_ACHIEVED);
            self.coordinated(head + 1, agreement, Shape::Perfect);
            return;
        }
        // "will be understanding more", "will not be needing": a state has no "-ing" form.
        let state = (word == "be" && after == head + 1).then(|| self.state_in_ing(after)).flatten();
        if let Some(state) = state {
            let to = if negated {
                put(&[&present("do", agreement), "not", &adverbs, &state])
            } else {
                put(&[&adverbs, &present(&state, agreement)])
            };
            self.edit.replace(from..after + 1, &to, AS_ACHIEVED);
            self.coordinated(after + 1, agreement, Shape::Base);
            return;
        }
        if word == "be" {
            let to = put(&[&present("be", agreement), not, &adverbs]);
            self.edit.replace(from..head + 1, &to, AS_ACHIEVED);
            self.coordinated(head + 1, agreement, Shape::Base);
            return;
        }
        // "will of read": "have" by ear.
        let by_ear = word == "of" && base_of_past(reading.word(after)).is_some_and(|base| is_verb(&base));
        if (word == "have" || by_ear)
            && base_of_past(reading.word(after)).is_some()
            && !has("determiner", reading.word(after))
        {
            let to = put(&[&present("have", agreement), not, &adverbs]);
            self.edit.replace(from..head + 1, &to, AS_ACHIEVED);
            self.coordinated(head + 1, agreement, Shape::Perfect);
            return;
        }
        // "will begin to tell": what is begun goes on.
        if word == "begin" && reading.word(head + 1) == "to" && !negated && is_verb(reading.word(head + 2)) {
            let to = put(&[&present("be", agreement), &adverbs, "beginning"]);
            self.edit.replace(from..head + 1, &to, AS_ACHIEVED);
            return self.coordinated(head + 1, agreement, Shape::Base);
        }
        let become_so = main && !negated && self.tells_result(head, &word);
        if become_so {
            // "have been on the residential": one came back.
            let past = if word == "go" { "been".to_string() } else { participle(&word) };
            let to = put(&[&present("have", agreement), &adverbs, &past]);
            self.edit.replace(from..head + 1, &to, AS_ACHIEVED);
            self.own_object(head, &word);
            self.coordinated(head + 1, agreement, Shape::Perfect);
            return;
        }
        let verb = reading.tokens.get(head).map_or_else(String::new, |token| token.text.to_lowercase());
        let to = if negated {
            put(&[&present("do", agreement), "not", &adverbs, &verb])
        } else {
            put(&[&adverbs, &present(&verb, agreement)])
        };
        let to = if negated && reading.tokens[from..head].iter().any(|token| token.folded == "won't") {
            to.replacen("do not", "don't", 1).replacen("does not", "doesn't", 1)
        } else {
            to
        };
        self.edit.replace(from..head + 1, &to, AS_ACHIEVED);
        self.own_object(head, &word);
        self.coordinated(head + 1, agreement, Shape::Base);
    }

    /// The verb of "understanding more", "needing help", but of no adjective ("understanding of others", "loving and kind")
    /// and where no other "-ing" form follows that would hang on the "am".
    fn state_in_ing(&self, at: usize) -> Option<String> {
        let reading = self.edit.reading;
        let base = base_of_ing(reading.word(at)).filter(|base| has("pure-state", base))?;
        let next = reading.word(at + 1);
        let object = reading.tokens.get(at + 1).is_some_and(|token| token.is_word())
            && !has("conjunction", next)
            && (!has("subordinator", next) || base == "know")
            && (!has("preposition", next) || next == "to" && matches!(base.as_str(), "want" | "need"));
        let joined = (at + 1..reading.tokens.len())
            .take_while(|at| !reading.is_stop(*at))
            .any(|at| matches!(reading.word(at), "and" | "or" | "but") && reading.is_ing(reading.skip_adverbs(at + 1)));
        (object && !joined).then_some(base)
    }
}
