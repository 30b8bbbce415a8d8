//! Whether a word in -s after "and" or a comma is a verb of the person's or a thing of theirs.
//!
//! **In:** a reading under edit and places in it. **Out:** answers about them. **Layer:** 3.
//!
//! "Eats toast and drinks from a cup" has two verbs, "makes toast and drinks for his friends" has one. What follows and what
//! stands before settle most of them; words that are mostly things in plans are listed (`listed-thing`).

use super::Converter;
use crate::rewrite::lexicon::{has, is_adverb};
use crate::rewrite::reading::Case;
use crate::text::inflect::{base_of_third, is_mostly_verb, is_verb};

impl Converter<'_, '_> {
    /// "can do his own shoes, zip and buttons before he goes": the last of a list of things, not a verb.
    pub(super) fn ends_list_of_things(&self, and: usize, verb: usize) -> bool {
        let reading = self.edit.reading;
        let next = reading.word(verb + 1);
        let closed = reading.is_stop(verb + 1) || has("subordinator", next) || has("preposition", next);
        let single = and > 2 && reading.word(and - 2) == "," && !reading.is_third(and - 1);
        closed && single && reading.word(and) == "and" && !self.edit.is_taken(and - 1)
    }

    /// "her needs, wants and feelings", but not "what she wants and keeps".
    pub(super) fn is_wants(&self, and: usize) -> bool {
        let reading = self.edit.reading;
        let told = and > 1 && reading.mention_at(and - 2).is_some_and(|mention| mention.case == Case::Subject);
        let again = has("wants", reading.word(and + 1));
        has("wants", reading.before(and)) && again && !told
    }

    /// "and walk him to his class", "and check that": what follows a verb rather than "food and drink for him".
    pub(super) fn has_object(&self, at: usize) -> bool {
        let reading = self.edit.reading;
        let word = reading.word(at);
        has("determiner", word)
            || reading.mention_at(at).is_some()
            || matches!(word, "it" | "him" | "them" | "how" | "own")
    }

    /// "ticks off", "warms up": a verb, not "drinks for his friends".
    pub(super) fn has_particle(&self, at: usize) -> bool {
        matches!(self.edit.reading.word(at), "off" | "up" | "out" | "away" | "back" | "down")
    }

    /// "gets in, buckles his belt": a word in -s right before "his" or "the" is a verb, whether it is known or not.
    pub(super) fn is_unknown_verb(&self, verb: usize) -> bool {
        let reading = self.edit.reading;
        let token = &reading.tokens[verb];
        let goes_on = |at: &usize| {
            reading.tokens.get(*at).is_some_and(|token| token.is_word()) && !has("conjunction", reading.word(*at))
        };
        let mut rest = (verb + 2..verb + 6).take_while(goes_on);
        !token.is_capitalised()
            && !token.in_deadline
            && !has("determiner", &token.folded)
            && base_of_third(&token.folded).is_some()
            && self.has_object(verb + 1)
            && !rest.any(|at| reading.opens_verb_group(at))
    }

    /// "wakes, washes and gets": a verb of a list, whose first verb had no object either.
    pub(super) fn is_listed(&self, from: usize, comma: usize, verb: usize) -> bool {
        let reading = self.edit.reading;
        let known = base_of_third(reading.word(verb)).is_some_and(|base| is_verb(&base) || has("opening-verb", &base));
        // "counts to ten, names colours and sorts shapes"
        let opens = |base: String| super::subject::opens_with(reading, verb, &base);
        let object = reading.word(verb + 1);
        if base_of_third(reading.word(verb)).is_some_and(opens)
            && !has("state-adjective", object)
            && !has("feeling", object)
        {
            return true;
        }
        // "sits and waits": the first verb had no object, so this is no second one.
        if known && comma == from && reading.word(comma) != "," && comma > 0 && self.edit.is_taken(comma - 1) {
            return true;
        }
        let closes = matches!(reading.word(verb + 1), "," | "and" | "or");
        let before = comma == from || comma > 0 && self.edit.is_taken(comma - 1);
        let finite = (verb + 2..verb + 6).any(|at| reading.is_third(at)) || closes && before;
        // "manages her tablets, counts carbs and tests her blood"
        let ends =
            (verb + 2..verb + 8).find(|at| matches!(reading.word(*at), "," | "and" | "or") || reading.is_stop(*at));
        let parallel = !closes
            && !has("preposition", reading.word(verb + 1))
            && ends.is_some_and(|end| reading.is_third(reading.skip_adverbs(end + 1)));
        known && (closes && finite || parallel || self.goes_on_alike(from, comma, verb)) && reading.word(comma) == ","
    }

    /// "copies a circle, threads with large beads", but not "draws circles, squares with help": what comes before is one thing.
    fn goes_on_alike(&self, from: usize, comma: usize, verb: usize) -> bool {
        let reading = self.edit.reading;
        let last = reading.before(comma);
        let several = last.ends_with('s') && !last.ends_with("ss") || comma == from;
        let opened = (from..comma)
            .rev()
            .find(|at| reading.word(*at) == ",")
            .map_or(from.checked_sub(1), |before| Some(before + 1))
            .is_some_and(|first| self.is_verb_taken(first));
        has("preposition", reading.word(verb + 1)) && !several && opened && !has("listed-thing", reading.word(verb))
    }

    /// "his own zip and buttons", "toast and drinks for his friends": a thing beside a thing, where no object follows.
    pub(super) fn is_listed_thing(&self, and: usize, verb: usize) -> bool {
        let reading = self.edit.reading;
        let next = reading.word(verb + 1);
        let each = matches!(next, "each" | "every");
        let ends = !reading.tokens.get(verb + 1).is_some_and(|token| token.is_word())
            || each
            || reading.tokens[verb + 1].in_deadline
            || has("subordinator", next)
            || has("conjunction", next)
            || has("preposition", next) && next != "from"
            || is_adverb(next);
        let beside = and.checked_sub(1).is_some_and(|before| {
            let word = reading.word(before);
            reading.tokens[before].is_word()
                && !self.is_verb_taken(before)
                && !reading.is_third(before)
                && !has("preposition", word)
                && !is_adverb(word)
        });
        matches!(reading.word(and), "and" | "or" | "&" | ",")
            && and + 1 == verb
            && has("listed-thing", reading.word(verb))
            && ends
            && beside
    }

    /// True for a verb that was converted, which no mention of the person is.
    fn is_verb_taken(&self, at: usize) -> bool {
        self.edit.is_taken(at) && self.edit.reading.mention_at(at).is_none()
    }

    /// "asks rather than waits", "writes in sentences rather than copies from": a second verb, not "fruit rather than drinks".
    pub(super) fn is_rather(&self, from: usize, than: usize) -> bool {
        let reading = self.edit.reading;
        let verb = reading.skip_adverbs(than + 1);
        let right_after = than == from + 1 || than.checked_sub(2).is_some_and(|before| self.is_verb_taken(before));
        let base = base_of_third(reading.word(verb));
        reading.before(than) == "rather"
            && base.is_some_and(|base| {
                let led = has("preposition", reading.word(verb + 1)) && reading.word(verb + 1) != "of";
                let both = has("conjunction", reading.word(verb + 1)) && reading.is_third(verb + 2);
                let whole =
                    right_after || both || self.has_object(verb + 1) || led && !reading.before(than - 1).ends_with('s');
                is_mostly_verb(&base) || is_verb(&base) && whole
            })
    }

    /// "Sam needs to wash and needs to dress": the first was put as achieved, and no clause of its own stands between.
    pub(super) fn is_needed_as_well(&self, from: usize, at: usize) -> bool {
        let reading = self.edit.reading;
        let first = (0..from).any(|at| reading.word(at) == "needs" && self.edit.is_taken(at));
        let clause = (from..at).find(|at| has("subordinator", reading.word(*at)));
        first && clause.is_none_or(|clause| !(clause + 1..at).any(|at| reading.opens_verb_group(at)))
    }

    /// True behind "i.e." or "e.g.", where a list of examples stands as it is.
    pub(super) fn is_example(&self, from: usize, at: usize) -> bool {
        let opens = |at: usize| matches!(self.edit.reading.word(at).trim_end_matches('.'), "i.e" | "e.g" | "ie" | "eg");
        let last = (from..at).rev().find(|at| opens(*at) || self.edit.reading.word(*at) == ")");
        last.is_some_and(opens)
    }

    /// "pass her theory by May", "get a job": met with once, whatever was learnt before it.
    pub(super) fn is_own_result(&self, verb: usize, word: &str) -> bool {
        let reading = self.edit.reading;
        let owned = |at: usize| has("determiner", reading.word(at)) || reading.mention_at(at).is_some();
        let named = (verb + 1..verb + 6)
            .take_while(|at| reading.tokens.get(*at).is_some_and(|token| token.is_word() && !token.in_deadline))
            .any(|at| has("award", reading.word(at)) || has("mark", reading.word(at)) || reading.word(at) == "badge");
        owned(verb + 1) && named && self.tells_result(verb, word) && self.stays_perfect(verb, word)
            || word == "get" && owned(verb + 1) && named && self.stays_perfect(verb, word)
    }
}
