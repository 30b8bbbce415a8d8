//! Puts verbs into the achieved present (or the future) and makes them agree.
//!
//! **In:** the place where a verb group begins. **Out:** replacements. **Layer:** 3.
//!
//! "will", "should", "needs to" and an infinitive all say the same of an outcome: it is to be so. As achieved, that is
//! the simple present; "be able to" is "can"; verbs of becoming take the perfect ("I have learnt to"), because "I learn
//! to" tells no result. Predicates joined by "and" follow the first.

use super::Converter;
use crate::domain::Tense;
use crate::rewrite::lexicon::{has, is_adverb};
use crate::text::inflect::{Agreement, base_of_past, base_of_third, is_mostly_verb, is_verb, participle, present};

const AS_ACHIEVED: &str = "said as achieved";
const AGREES: &str = "agrees with I";

/// How the first predicate was put, which those after "and" follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Base,
    Perfect,
    Finite,
}

impl Converter<'_, '_> {
    /// "he'll …", "she's …": the auxiliary is part of the subject's token, which became "I" already.
    pub(super) fn contracted(&mut self, subject: usize, verb: usize, aux: &str, main: bool) {
        match aux {
            "will" => self.future_group(verb, verb, Agreement::First, main, false),
            "is" => self.edit.replace(subject..subject + 1, "I am", AGREES),
            "has" => self.edit.replace(subject..subject + 1, "I have", AGREES),
            _ => self.edit.replace(subject..subject + 1, "I would", AGREES),
        }
        self.edit.has_verb = true;
    }

    /// Converts the verb group that begins at `at`, after its subject.
    pub(super) fn verb_group(&mut self, at: usize, agreement: Agreement, main: bool) {
        let reading = self.edit.reading;
        let head = reading.skip_adverbs(at);
        let word = reading.word(head).to_string();
        let next = reading.skip_adverbs(head + 1);
        let achieved = self.tense == Tense::Achieved;
        let content = has("content", reading.before(at.saturating_sub(1))) && !main;
        match word.as_str() {
            "will" | "shall" if content || subject_in_content(reading, at) && !main => {}
            "will" | "shall" => return self.future_group(at, head + 1, agreement, main, false),
            "won't" if !content => return self.future_group(at, head + 1, agreement, main, true),
            "should" | "must" if main => return self.future_group(at, head + 1, agreement, main, false),
            "shouldn't" if main => return self.future_group(at, head + 1, agreement, main, true),
            "ought" | "needs" | "need" | "is" | "are" | "has" | "have" | "wants"
                if main
                    && reading.word(next) == "to"
                    && next == head + 1
                    && !(matches!(word.as_str(), "wants" | "has" | "have"))
                    && !reading.word(next + 1).is_empty() =>
            {
                return self.future_group(at, next + 1, agreement, main, false);
            }
            "is" | "are"
                if main
                    && reading.word(head + 1) == "going"
                    && reading.word(head + 2) == "to"
                    && is_verb(reading.word(head + 3)) =>
            {
                return self.future_group(at, head + 3, agreement, main, false);
            }
            "to" if main => return self.future_group(at, head + 1, agreement, main, false),
            "would" if main && achieved && reading.word(next) == "be" && reading.word(next + 1) == "able" => {
                return self.future_group(at, head + 1, agreement, main, false);
            }
            "would" | "wants" | "hopes" | "wishes" if main && achieved => {
                let to = next + usize::from(matches!(reading.word(next), "like" | "love" | "want" | "prefer"));
                if reading.word(to) == "to" && !reading.word(to + 1).is_empty() && !far_wish(reading, to + 1) {
                    return self.future_group(at, to + 1, agreement, main, false);
                }
            }
            _ => {}
        }
        self.edit.has_verb = true;
        if !achieved && main && self.put_in_future(at, head, &word) {
            return;
        }
        if agreement == Agreement::First || agreement == Agreement::Plural {
            self.agree(head, &word, agreement);
        }
        self.coordinated(head + 1, agreement, Shape::Finite);
    }

    /// Makes one finite verb agree.
    fn agree(&mut self, head: usize, word: &str, agreement: Agreement) {
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
                let doing = reading.is_ing(head) && self.edit.is_main(head.saturating_sub(1)) && !has("stative", word);
                if doing
                    || word == "able"
                    || has("state-adjective", word) && !is_verb(word) && !has("preposition", word)
                {
                    format!("am {word}")
                } else {
                    match base_of_third(word) {
                        Some(base) if is_verb(&base) || reading.verb_follow(head + 1) => base,
                        _ => return,
                    }
                }
            }
        };
        self.edit.replace(head..head + 1, &to, AGREES);
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
        let after = reading.skip_adverbs(head + 1);
        if word == "be" && reading.word(after) == "able" && reading.word(after + 1) == "to" {
            let extra = (head + 1..after).map(|at| reading.word(at)).collect::<Vec<_>>().join(" ");
            let can = if negated { "cannot" } else { "can" };
            let twice = usize::from(reading.word(after + 2) == "to");
            self.edit.replace(from..after + 2 + twice, &put(&[can, &adverbs, &extra]), AS_ACHIEVED);
            self.coordinated(after + 3 + twice, Agreement::Plural, Shape::Base);
            return;
        }
        if word == "be" {
            let to = put(&[&present("be", agreement), not, &adverbs]);
            self.edit.replace(from..head + 1, &to, AS_ACHIEVED);
            self.coordinated(head + 1, agreement, Shape::Base);
            return;
        }
        if word == "have" && base_of_past(reading.word(after)).is_some() && !has("determiner", reading.word(after)) {
            let to = put(&[&present("have", agreement), not, &adverbs]);
            self.edit.replace(from..head + 1, &to, AS_ACHIEVED);
            self.coordinated(head + 1, agreement, Shape::Perfect);
            return;
        }
        let become_so = main && !negated && self.tells_result(head, &word);
        if become_so {
            let to = put(&[&present("have", agreement), &adverbs, &participle(&word)]);
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

    /// True for a verb of becoming that happens once.
    fn tells_result(&self, head: usize, word: &str) -> bool {
        let reading = self.edit.reading;
        let repeated = (head..reading.tokens.len())
            .take_while(|at| !reading.is_stop(*at))
            .any(|at| has("habit", reading.word(at)));
        let got = matches!(word, "get" | "find" | "move" | "start" | "begin" | "make" | "choose" | "take")
            && match word {
                "get" => matches!(
                    reading.word(head + 1),
                    "a" | "an" | "my" | "his" | "her" | "their" | "into" | "fitter" | "better" | "married" | "stronger"
                ),
                "find" => matches!(reading.word(head + 1), "a" | "an"),
                "move" => matches!(reading.word(head + 1), "into" | "to" | "out" | "on"),
                "make" => (head + 1..head + 4).any(|at| reading.word(at) == "progress"),
                "choose" => matches!(reading.word(head + 1), "a" | "which" | "what"),
                "take" => {
                    matches!(reading.word(head + 1), "his" | "her" | "their")
                        && reading.word(head + 2).starts_with("gcse")
                }
                _ => false,
            };
        (has("telic", word) || got) && !repeated
    }

    /// "improve literacy" → "improve my literacy".
    fn own_object(&mut self, head: usize, word: &str) {
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
                    | "to"
                    | "confident"
                    | "when"
                    | "greater"
                    | "better"
                    | "new"
                    | "fewer"
                    | "less"
                    | "friendships"
                    | "friends"
                    | "relationships"
                    | "positive"
                    | "good"
                    | "further"
            );
        if has("bare-object", word) && bare {
            self.edit.insert(head + 1, "my", "the person's own");
        }
    }

    /// Predicates after "and", "or", "then" and commas.
    fn coordinated(&mut self, from: usize, agreement: Agreement, shape: Shape) {
        let reading = self.edit.reading;
        let mut blocked = false;
        let mut at = from;
        while at < reading.tokens.len() && !reading.is_stop(at) {
            let word = reading.word(at);
            if reading.tokens[at].quoted {
                at += 1;
                continue;
            }
            if let Some(mention) = reading.mention_at(at)
                && mention.case == super::Case::Subject
                && (!mention.pronoun || has("conjunction", reading.before(at)))
            {
                return;
            }
            blocked |= matches!(word, "it" | "which" | "who" | "we")
                || word == "they" && reading.mention_at(at).is_none() && !has("subordinator", reading.before(at));
            blocked &= !matches!(word, "," | ";");
            if !(has("conjunction", word) || matches!(word, "," | ";" | "/")) {
                at += 1;
                continue;
            }
            let verb = reading.skip_adverbs(at + 1);
            if self.edit.is_taken(verb) || reading.tokens.get(verb).is_none_or(|token| token.quoted) {
                at += 1;
                continue;
            }
            let next = reading.word(verb).to_string();
            let not = (at + 1..verb).any(|at| reading.word(at) == "not");
            match (next.as_str(), shape) {
                ("will", _) if !blocked => {
                    self.future_group(at + 1, verb + 1, agreement, true, not);
                }
                ("be", _) if reading.word(verb + 1) == "able" && reading.word(verb + 2) == "to" => {
                    self.edit.replace(verb..verb + 3, "can", AS_ACHIEVED);
                }
                ("be", Shape::Base) if !blocked && agreement != Agreement::Plural => {
                    self.edit.replace(verb..verb + 1, &present("be", agreement), AS_ACHIEVED);
                }
                ("to", _)
                    if self.edit.is_taken(from.saturating_sub(2))
                        && is_verb(reading.word(verb + 1))
                        && !blocked
                        && shape != Shape::Finite =>
                {
                    if reading.word(verb + 1) == "be" && reading.word(verb + 2) == "able" {
                        self.edit.replace(verb..verb + 4, "can", AS_ACHIEVED);
                    } else {
                        self.edit.replace(verb..verb + 2, &present(reading.word(verb + 1), agreement), AS_ACHIEVED);
                    }
                }
                (verb_word, Shape::Base | Shape::Finite)
                    if not && !blocked && agreement != Agreement::Third && is_verb(verb_word) =>
                {
                    let verb_word = verb_word.to_string();
                    self.edit.replace(at + 1..verb + 1, &format!("do not {verb_word}"), AS_ACHIEVED);
                }
                (verb_word, Shape::Perfect)
                    if (is_mostly_verb(verb_word) || is_verb(verb_word) && reading.verb_follow(verb + 1))
                        && !blocked
                        && base_of_past(verb_word).is_none() =>
                {
                    self.edit.replace(verb..verb + 1, &participle(verb_word), AS_ACHIEVED);
                }
                (verb_word, Shape::Base) if agreement == Agreement::Third && is_mostly_verb(verb_word) && !blocked => {
                    self.edit.replace(verb..verb + 1, &present(verb_word, agreement), AS_ACHIEVED);
                }
                ("is" | "isn't" | "has" | "hasn't" | "does" | "doesn't", Shape::Finite)
                    if !blocked && agreement != Agreement::Third =>
                {
                    self.agree(verb, &next, agreement);
                }
                (third, Shape::Finite) if agreement != Agreement::Third && !blocked && reading.is_third(verb) => {
                    if let Some(base) = base_of_third(third) {
                        self.edit.replace(verb..verb + 1, &base, AGREES);
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// "Priya's friends will choose her": a subject that is somebody or something else.
    pub(super) fn other_subjects(&mut self) {
        let reading = self.edit.reading;
        if self.tense == Tense::Future {
            return;
        }
        let mut clause = 0;
        for at in 0..reading.tokens.len() {
            let word = reading.word(at);
            let token = &reading.tokens[at];
            if !token.is_word() && !matches!(word, "(" | ")" | "'" | "’" | "-")
                || matches!(word, "and" | "that" | "so" | "but" | "because") && reading.word(at + 2) != "will"
                || at > 0 && reading.tokens[at - 1].in_deadline && !token.in_deadline
            {
                clause = if at > 0 && reading.tokens[at - 1].in_deadline && token.is_word() { at } else { at + 1 };
            }
            let (negated, joined) = match word {
                "will" => (false, false),
                "won't" => (true, false),
                _ if word.ends_with("'ll") => (false, true),
                _ => continue,
            };
            if self.edit.is_taken(at) || token.quoted || at == 0 || token.opens {
                continue;
            }
            let subject = if joined { at } else { at - 1 };
            if has("content", reading.before(subject)) || subject_in_content(reading, at) || thought(reading, subject) {
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

/// "to be a vet", "to live abroad one day": a hope for a life, which stays a hope.
fn far_wish(reading: &crate::rewrite::reading::Reading<'_>, verb: usize) -> bool {
    let rest = verb..reading.tokens.len();
    let one_day = rest.clone().any(|at| {
        reading.word(at) == "one" && reading.word(at + 1) == "day"
            || matches!(
                reading.word(at),
                "older" | "grown" | "adult" | "abroad" | "someday" | "eventually" | "future" | "career"
            )
    });
    let be_a = matches!(reading.word(verb), "be" | "become" | "work" | "train")
        && matches!(reading.word(verb + 1), "a" | "an" | "as" | "with" | "in");
    let life = matches!(reading.word(verb), "live" | "have" | "get" | "own" | "go")
        && rest.take(6).any(|at| {
            matches!(reading.word(at), "own" | "family" | "married" | "job" | "university" | "flat" | "house")
        });
    one_day || be_a || life
}

/// "thinks she will be cross", "says that he will come": what is expected stays to come.
fn thought(reading: &crate::rewrite::reading::Reading<'_>, subject: usize) -> bool {
    let thinks = |at: usize| {
        matches!(
            reading.word(at),
            "think"
                | "thinks"
                | "believe"
                | "believes"
                | "say"
                | "says"
                | "hope"
                | "hopes"
                | "fear"
                | "fears"
                | "expect"
                | "expects"
        )
    };
    (subject.saturating_sub(3)..subject).any(thinks)
}

/// "what time he will be home": a subject inside a question word's clause.
fn subject_in_content(reading: &crate::rewrite::reading::Reading<'_>, at: usize) -> bool {
    at >= 3 && matches!(reading.word(at - 3), "what" | "which" | "how") && !has("preposition", reading.word(at - 2))
        || at >= 2 && has("content", reading.word(at - 2))
}

/// What a subject that ends at `last` agrees with.
fn number(reading: &crate::rewrite::reading::Reading<'_>, clause: usize, last: usize) -> Option<Agreement> {
    match reading.word(last).split('\'').next().unwrap_or_default() {
        "i" => return Some(Agreement::First),
        "he" | "she" | "it" | "this" | "that" | "everyone" | "everybody" | "someone" | "nobody" => {
            return Some(Agreement::Third);
        }
        "they" | "we" | "you" | "these" | "those" => return Some(Agreement::Plural),
        _ => {}
    }
    let start = clause.min(last);
    let fronted = has("preposition", reading.word(start));
    let head =
        (start + 1..=last).find(|at| !fronted && has("preposition", reading.word(*at))).map_or(last, |at| at - 1);
    let both = (start..last).any(|at| reading.word(at) == "and");
    let word = reading.word(head);
    if !reading.tokens.get(head)?.is_word() {
        return None;
    }
    let plural = both
        || has("plural-people", word)
        || word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is")
            && !word.ends_with("'s")
            && !matches!(word, "maths" | "physics");
    Some(if plural { Agreement::Plural } else { Agreement::Third })
}
