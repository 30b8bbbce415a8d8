//! Verbs that follow another one after "and", "or", "then" or a comma, and share its subject.
//!
//! **In:** where a predicate ends, and how its verb was put. **Out:** replacements. **Layer:** 3.
//!
//! "Sam wakes, washes and gets dressed" has one subject and three verbs, which all follow the first. A clause with a subject of
//! its own may stand between ("accepts it when his team loses and will not shout"): a verb after it is only taken for the
//! person's where it cannot be the other's.

use super::Converter;
use super::governed::{able_to, ends, is_governed, is_let, is_list, is_wished_list};
use super::verbs::{AGREES, AS_ACHIEVED, Shape};
use crate::rewrite::lexicon::{has, is_auxiliary};
use crate::text::inflect::{Agreement, base_of_past, base_of_third, is_mostly_verb, is_verb, participle, present};

impl Converter<'_, '_> {
    /// Predicates after "and", "or", "then" and commas.
    pub(super) fn coordinated(&mut self, from: usize, agreement: Agreement, shape: Shape) {
        let reading = self.edit.reading;
        let (mut blocked, mut told_of, mut able) = (false, false, false);
        // "his uncle, who he likes, walks": what follows the second comma is the uncle's.
        let aside = (from.saturating_sub(4)..from)
            .any(|at| matches!(reading.word(at), "who" | "whom") && reading.before(at) == ",");
        let mut at = from;
        while at < reading.tokens.len() && !ends(reading, at) {
            let word = reading.word(at);
            if aside && word == "," {
                return;
            }
            // "while his uncle, who he likes, walks": the uncle's as well.
            if word == "," && matches!(reading.word(at + 1), "who" | "whom") {
                let close = (at + 3..at + 10).find(|at| reading.word(*at) == ",");
                if let Some(close) = close.filter(|close| reading.opens_verb_group(close + 1)) {
                    at = close + 2;
                    continue;
                }
            }
            // "knows that her twin, Rae, has": the twin's.
            if reading.ends_apposition(at) {
                blocked = true;
                at = reading.skip_adverbs(at + 1) + 1;
                continue;
            }
            if reading.tokens[at].quoted {
                at += 1;
                continue;
            }
            if let Some(mention) = reading.mention_at(at)
                && mention.case == super::Case::Subject
                && (!mention.pronoun
                    || has("conjunction", reading.before(at))
                    // "my confidence is raised so that I swim, get changed": the person's from here on.
                    || agreement == Agreement::Third && (reading.before(at) == "so" || at > 1 && reading.before(at - 1) == "so"))
            {
                return;
            }
            // "has learnt it so that he can shop, cook and clean": what he can do is told by bare verbs.
            able |= reading.mention_at(at).is_some_and(|mention| {
                mention.pronoun && mention.case == super::Case::Subject && has("modal", reading.word(mention.end))
            });
            // "have got a job at the salon, where I wash hair, sweep up": told of what comes round there.
            able |= word == "i" && matches!(reading.before(at), "where" | "which" | "that");
            // "rinses it and puts it away" goes on, "when it rains and gets dark" does not.
            let opened = has("subordinator", reading.before(at)) || has("conjunction", reading.before(at));
            let it = word == "it" && (opened || reading.opens_verb_group(at + 1));
            blocked |= it
                // "knows who to ask" has no other subject.
                || matches!(word, "which" | "who" | "we") && reading.word(at + 1) != "to"
                || word == "they" && reading.mention_at(at).is_none() && !has("subordinator", reading.before(at));
            // "his dad, who is at home and will fetch him": only this one has a "will" of its own.
            let told = reading.before(at) == "," || matches!(reading.word(at + 1), "will" | "is" | "has" | "can");
            told_of |= word == "who" && told || word == "which" && reading.before(at) == ",";
            blocked &= !matches!(word, "," | ";");
            told_of &= !matches!(word, "," | ";");
            let rather = word == "than" && self.is_rather(from, at);
            if !(has("conjunction", word) || matches!(word, "," | ";" | "/" | ":") || rather) {
                at += 1;
                continue;
            }
            // "if anyone touches him, sends him pictures or asks for money": whoever that is does it all.
            if reading.is_anothers_list(at) {
                at += 1;
                while reading.word(at) != "or" {
                    at += 1;
                }
                at += 1;
                continue;
            }
            // "but by July 2027 will climb"
            let dated = |at: &usize| reading.tokens.get(*at).is_some_and(|token| token.in_deadline);
            let group = if dated(&(at + 1)) { (at + 1..).find(|at| !dated(at)).unwrap_or(at + 1) } else { at + 1 };
            let verb = reading.skip_adverbs(group);
            if self.edit.is_taken(verb) || reading.tokens.get(verb).is_none_or(|token| token.quoted) {
                at += 1;
                continue;
            }
            // "what has and hasn't helped": both are somebody else's.
            let bare = |word: &str| word.trim_end_matches("n't").to_string();
            let twice = is_auxiliary(reading.before(at)) && bare(reading.before(at)) == bare(reading.word(verb));
            if twice && !self.edit.is_taken(at - 1) {
                at += 1;
                continue;
            }
            let next = reading.word(verb).to_string();
            // "is deaf and lip-reads"
            let hyphened = reading.word(verb + 1) == "-" && reading.tokens[verb + 1].gap.is_empty();
            let whole = base_of_third(reading.word(verb + 2)).filter(|base| is_verb(base));
            if let Some(base) = whole.filter(|_| hyphened && !blocked && shape == Shape::Finite)
                && agreement != Agreement::Third
                && word != ","
            {
                self.edit.replace(verb + 2..verb + 3, &base, AGREES);
                at = verb + 3;
                continue;
            }
            let not = (group..verb).any(|at| reading.word(at) == "not");
            // "does not run off; stays close": a clause of its own, which takes a subject so that nothing reaches over.
            let parted = (from..at).any(|at| reading.word(at) == ";");
            if matches!(word, ";" | ":")
                && !blocked
                && !parted
                && agreement == Agreement::First
                && self.is_own_clause(verb)
            {
                match base_of_third(&next) {
                    Some(base) if is_verb(&base) && base != "have" && base != "be" => {
                        self.edit.replace(verb..verb + 1, &base, AGREES);
                    }
                    _ => self.agree(verb, &next, agreement),
                }
                self.edit.insert(group, "I", "said by the person");
                return self.coordinated(verb + 1, agreement, Shape::Finite);
            }
            match (next.as_str(), shape) {
                // "someone she trusts, be it her nan or a teacher"
                ("be", _) if matches!(reading.word(verb + 1), "it" | "they" | "that" | "he" | "she") => {}
                // "would like to be a nurse, and to wear the uniform": the wish stays, and with it all that is wished.
                ("to", Shape::Bare) if reading.before(from) == "would" => {}
                ("will", _) if !told_of => {
                    // "will finish his course and will thank her": over as well.
                    let done = reading.word(verb + 1);
                    if shape == Shape::Perfect
                        && !(not || blocked)
                        && is_verb(done)
                        && self.stays_perfect(verb + 1, done)
                        && self.tells_once(verb + 1, done)
                    {
                        let to = format!("{} {}", present("have", agreement), participle(done));
                        self.edit.replace(group..verb + 2, &to, AS_ACHIEVED);
                        return self.coordinated(verb + 2, agreement, Shape::Perfect);
                    }
                    self.future_group(group, verb + 1, agreement, true, not);
                    // "will not pull and will stroke": what is not done must not reach over to what is, nor what is over
                    // to what goes on.
                    let denied = self.is_denied(from);
                    let over = (denied || matches!(shape, Shape::Perfect | Shape::Bare)) && !not;
                    let parted = !not && word != "," && self.is_parted(from, at);
                    if (over || blocked || parted) && agreement == Agreement::First {
                        self.edit.insert(group, "I", "said by the person");
                        self.told_again(verb + 1);
                    }
                    // What follows was put with it.
                    return;
                }
                ("won't", _) if !told_of => {
                    self.future_group(group, verb + 1, agreement, true, true);
                }
                ("should", _)
                    if !blocked
                        && (matches!(shape, Shape::Base | Shape::Perfect)
                            || shape == Shape::Bare && self.edit.is_taken(from.saturating_sub(2))) =>
                {
                    self.future_group(group, verb + 1, agreement, true, not);
                }
                ("be", _) if reading.word(verb + 1) == "able" && reading.word(verb + 2) == "to" => {
                    self.edit.replace(verb..verb + 3, "can", AS_ACHIEVED);
                    return self.coordinated(verb + 4, agreement, Shape::Bare);
                }
                // "can calm herself and needs to have a plan": what needs to be is so.
                ("needs", _)
                    if reading.word(verb + 1) == "to"
                        && is_verb(reading.word(verb + 2))
                        && !blocked
                        && !not
                        && self.is_needed_as_well(from, at) =>
                {
                    return self.future_group(group, verb + 2, agreement, true, false);
                }
                // "does not gag or be sick": still denied.
                ("be", Shape::Base) if word == "or" && self.is_still_denied(at) => {}
                // "wants to stay and not be sent home", "would rather ask, not shout": bare as what it goes on from.
                _ if not && next != "to" && is_governed(reading, from, at) => {}
                ("be", Shape::Base | Shape::Perfect) if !blocked && !able && agreement != Agreement::Plural => {
                    // "and not be sent out"
                    let be = present("be", agreement) + if not { " not" } else { "" };
                    self.edit.replace(if not { group } else { verb }..verb + 1, &be, AS_ACHIEVED);
                }
                ("to", _) if is_wished_list(reading, from, at) && shape != Shape::Finite && blocked => {
                    self.future_group(verb, verb + 1, agreement, true, not);
                    return;
                }
                ("to", _)
                    if self.edit.is_taken(from.saturating_sub(2))
                        && is_verb(reading.word(verb + 1))
                        && !blocked
                        && shape != Shape::Finite
                        // "can stroke the dog, to calm down": what for.
                        && (not || word != "," || is_list(reading, verb) || shape != Shape::Bare && self.opens_with_to(from))
                        // "learn to stop and to wait"
                        && (not || !self.is_learnt(from, at) && (!is_governed(reading, from, at) || self.is_parted(from, at))) =>
                {
                    if not && agreement != Agreement::Third {
                        let denied = format!("do not {}", reading.word(verb + 1));
                        self.edit.replace(group..verb + 2, &denied, AS_ACHIEVED);
                    } else if shape == Shape::Perfect
                        && reading.word(verb + 1) != "be"
                        && self.stays_perfect(verb + 1, reading.word(verb + 1))
                    {
                        self.edit.replace(verb..verb + 2, &participle(reading.word(verb + 1)), AS_ACHIEVED);
                    } else if reading.word(verb + 1) == "be" && reading.word(verb + 2) == "able" {
                        self.edit.replace(verb..verb + 4, "can", AS_ACHIEVED);
                    } else {
                        self.edit.replace(verb..verb + 2, &present(reading.word(verb + 1), agreement), AS_ACHIEVED);
                    }
                }
                // "manages his money, i.e. budgets, pays the bills, not lend": the examples are bare.
                (_, Shape::Base | Shape::Finite) if not && self.is_example(from, at) => {}
                (verb_word, Shape::Base | Shape::Finite)
                    if not && !blocked && agreement != Agreement::Third && is_verb(verb_word) =>
                {
                    let verb_word = verb_word.to_string();
                    self.edit.replace(at + 1..verb + 1, &format!("do not {verb_word}"), AS_ACHIEVED);
                }
                (verb_word, Shape::Perfect)
                    if (is_mostly_verb(verb_word) || is_verb(verb_word) && reading.verb_follow(verb + 1))
                        && !blocked
                        && !able
                        && !self.is_learnt(from, at)
                        && !is_let(reading, from, at)
                        && (self.stays_perfect(verb, verb_word) || self.tells_result(verb, verb_word)) =>
                {
                    self.edit.replace(verb..verb + 1, &participle(verb_word), AS_ACHIEVED);
                    if agreement == Agreement::First {
                        self.own_object(verb, verb_word);
                    }
                }
                // "has learnt to drive, passed her theory by May": a result of its own, not one more thing that was learnt.
                (verb_word, Shape::Perfect)
                    if !blocked
                        && !able
                        && !is_let(reading, from, at)
                        && is_verb(verb_word)
                        && self.is_own_result(verb, verb_word) =>
                {
                    self.edit.replace(verb..verb + 1, &participle(verb_word), AS_ACHIEVED);
                    return self.coordinated(verb + 1, agreement, Shape::Perfect);
                }
                (verb_word, Shape::Base)
                    if agreement == Agreement::Third
                        && (is_mostly_verb(verb_word)
                            || is_verb(verb_word) && (self.has_object(verb + 1) || reading.before(verb) == "then"))
                        && !blocked
                        && !is_let(reading, from, at) =>
                {
                    self.edit.replace(verb..verb + 1, &present(verb_word, agreement), AS_ACHIEVED);
                }
                // "will write his name and reads it back": a slip that is put right as it goes.
                (third, Shape::Base | Shape::Perfect)
                    if agreement == Agreement::First
                        && !blocked
                        && !self.is_wants(at)
                        && !self.is_listed_thing(at, verb)
                        && base_of_third(third).is_some_and(|base| {
                            is_mostly_verb(&base) || self.has_object(verb + 1) || self.has_particle(verb + 1)
                        })
                        && reading.is_third(verb)
                        && !(from..at).any(|at| {
                            reading.is_third(at) && !self.edit.is_taken(at) || matches!(reading.word(at), "is" | "has")
                        }) =>
                {
                    if let Some(base) = base_of_third(third) {
                        self.edit.replace(verb..verb + 1, &present(&base, agreement), AGREES);
                    }
                }
                ("is" | "isn't" | "has" | "hasn't" | "does" | "doesn't", Shape::Finite | Shape::Bare)
                    if !blocked && agreement != Agreement::Third =>
                {
                    self.agree(verb, &next, agreement);
                }
                (third, Shape::Finite | Shape::Bare)
                    if agreement != Agreement::Third
                        && !blocked
                        && !has("staff", third)
                        && !has("plural-people", third)
                        && !self.is_anothers_verb(from, at, verb, shape)
                        && !self.own_voice
                        && !self.is_wants(at)
                        && !(shape == Shape::Bare && self.ends_list_of_things(at, verb))
                        && !self.is_listed_thing(at, verb)
                        && (reading.is_third(verb)
                            || rather
                            || self.is_listed(from, at, verb)
                            || self.is_unknown_verb(verb)
                            || reading.before(verb) == "longer"
                                && base_of_third(third).is_some_and(|base| is_verb(&base))) =>
                {
                    if let Some(base) = base_of_third(third) {
                        self.edit.replace(verb..verb + 1, &base, AGREES);
                        // "can spot danger when near roads and stops": what is done must not hang on the clause.
                        if shape == Shape::Bare
                            && has("conjunction", word)
                            && agreement == Agreement::First
                            && able_to(reading, from, at)
                        {
                            self.edit.insert(group, "I", "said by the person");
                            return self.coordinated(verb + 1, agreement, Shape::Finite);
                        }
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// "I have settled, I know …, and will come": a list goes on with "I" once that stands in it.
    fn told_again(&mut self, from: usize) {
        let reading = self.edit.reading;
        for at in from..reading.tokens.len() {
            if ends(reading, at) || reading.mention_at(at).is_some_and(|mention| mention.case == super::Case::Subject) {
                return;
            }
            let joined = has("conjunction", reading.before(at)) || reading.before(at) == ",";
            if reading.word(at) == "will" && joined && self.edit.is_taken(at) && !self.edit.says_i(at) {
                self.edit.insert(at, "I", "said by the person");
            }
        }
    }

    /// "Sam to wash, to dress": a list of what is to be, without "and".
    fn opens_with_to(&self, from: usize) -> bool {
        (from.saturating_sub(4)..from).any(|at| self.edit.reading.word(at) == "to" && self.edit.is_taken(at))
    }

    /// "the skills to plan, shop and cook", "has learnt to wash and dry": what one is able to do, told by bare verbs.
    fn is_learnt(&self, from: usize, at: usize) -> bool {
        let reading = self.edit.reading;
        let to = (from..at).rev().find(|to| reading.word(*to) == "to" && is_verb(reading.word(to + 1)));
        to.is_some_and(|to| {
            let before = reading.before(to);
            has("capacity", before)
                || before == "how"
                || matches!(before, "learn" | "learnt" | "learned")
                || base_of_past(before).is_some_and(|base| base == "learn" || base == "teach")
        })
    }

    /// True after a semicolon for the "-s" form of a verb that is no noun here: "; stays by", but not "; walks with his dad".
    fn is_own_clause(&self, verb: usize) -> bool {
        let reading = self.edit.reading;
        let known = |base: &str| {
            is_mostly_verb(base) || has("still", base) || matches!(base, "ask" | "look") || self.has_object(verb + 1)
        };
        if matches!(reading.word(verb), "is" | "isn't" | "has" | "hasn't" | "does" | "doesn't" | "can" | "cannot") {
            return true;
        }
        // "stays close", "needs help", but "needs and wants"
        let next = reading.word(verb + 1);
        let goes_on = reading.tokens.get(verb + 1).is_some_and(|token| token.is_word())
            && !has("conjunction", next)
            && !has("preposition", next);
        base_of_third(reading.word(verb)).is_some_and(|base| {
            reading.is_third(verb) && known(&base) && (next != "," || reading.is_third(verb + 2))
                || goes_on && (has("still", &base) || has("opening-verb", &base) || base == "need")
        })
    }

    /// True if a clause with a subject of its own stands between: "accepts it when her team loses and will wait".
    fn is_parted(&self, from: usize, to: usize) -> bool {
        let reading = self.edit.reading;
        let opens = |at: &usize| matches!(reading.word(*at), "when" | "if" | "because" | "until" | "while" | "unless");
        let person = |at: usize| reading.mention_at(at + 1).is_some_and(|m| m.case == super::Case::Subject);
        (from..to).rev().find(opens).is_some_and(|at| !person(at) && (at + 1..to).any(|at| reading.is_third(at)))
    }

    /// "can wait when his friend is busy or wants a go", "stops when Bo says her name and holds out her hand": a verb that goes on
    /// with somebody else's clause. After "can" it must be, since the person's would be bare; else the other's "her" tells it.
    fn is_anothers_verb(&self, from: usize, at: usize, verb: usize, shape: Shape) -> bool {
        let reading = self.edit.reading;
        let opens = |at: &usize| has("subordinator", reading.word(*at)) && !matches!(reading.word(*at), "than" | "as");
        let Some(clause) = (from..at).rev().find(opens) else { return false };
        let person = |at: usize| reading.mention_at(at).is_some_and(|m| m.case == super::Case::Subject);
        let told = (clause + 2..at).any(|at| reading.opens_verb_group(at) && !self.edit.is_taken(at));
        // "can be left while her mum shops, and knows": the comma closes the other's clause.
        let closed = reading.before(at) == "," && reading.word(at) == "and";
        let theirs = matches!(reading.word(verb + 1), "his" | "her" | "their") || reading.word(verb + 2) == "her";
        let owned = theirs && (verb + 1..verb + 3).all(|at| reading.mention_at(at).is_none());
        // "if anyone touches me, sends me pictures or asks": nobody sends themselves, and what "or" adds is the other's too.
        let reaches =
            |verb: usize| reading.mention_at(verb + 1).is_some_and(|m| m.pronoun && m.case == super::Case::Object);
        let before = |at: &usize| reading.word(*at) == "," && reading.is_third(at + 1) && !self.edit.is_taken(at + 1);
        let reached = reaches(verb)
            || reading.word(at) == "or" && (clause..at).rev().find(before).is_some_and(|at| reaches(at + 1));
        let owned = owned || reached;
        !(clause + 1..at).any(person) && told && (shape == Shape::Bare && !closed || owned)
    }

    /// True if the predicate that ends before `from` is denied.
    fn is_denied(&self, from: usize) -> bool {
        let word = |at: usize| self.edit.reading.word(at);
        let denies = |at: usize| matches!(word(at), "not" | "longer" | "never") || word(at).ends_with("n't");
        (from.saturating_sub(4)..from).any(denies)
    }

    /// True if the predicate before the "or" at `or` is denied.
    fn is_still_denied(&self, or: usize) -> bool {
        let reading = self.edit.reading;
        let last = (0..or).rev().find(|at| has("conjunction", reading.word(*at)) || !reading.tokens[*at].is_word());
        (last.unwrap_or(0)..or)
            .any(|at| matches!(reading.word(at), "not" | "longer" | "never") || reading.word(at).ends_with("n't"))
    }
}
