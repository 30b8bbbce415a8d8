//! A frame that goes on after "and": "For Sam to sleep, and for his mum to have a break".
//!
//! **In:** a reading under edit. **Out:** replacements. **Layer:** 3.
//!
//! "For Sam to …" and "Sam to …" wish; what is wished of others after "and" is told as the rest is: "and my mum has a break".

use super::Converter;
use super::frames::is_people;
use super::subject::number;
use crate::domain::Tense;
use crate::rewrite::lexicon::has;
use crate::rewrite::reading::{Case, Mention};
use crate::text::inflect::{Agreement, is_verb};

const WHY: &str = "the statement itself, without who wishes it";

impl Converter<'_, '_> {
    /// "… and for his mum to have a break", "Sam to be asked, and his words to be read out".
    pub(super) fn frame_goes_on(&mut self, mention: &Mention) {
        let reading = self.edit.reading;
        let framed = reading.before(mention.start) == "for"
            && mention.start > 1
            && matches!(reading.before(mention.start - 1), "and" | "," | ";");
        let verb = |to: usize| is_verb(reading.word(to + 1));
        let to = (mention.end + 1..mention.end + 4).find(|at| reading.word(*at) == "to" && verb(*at));
        // "uses her words and her signs to ask" goes on with what she does.
        let wished = |to: usize| {
            let noun = (mention.end..to).all(|at| reading.tokens[at].is_word() && !reading.opens_verb_group(at));
            noun && (is_people(reading.before(to)) || reading.word(to + 1) == "be")
        };
        let bare = |to: usize| reading.before(mention.start) == "and" && self.is_framed(mention.start) && wished(to);
        let Some(to) = to.filter(|to| self.tense == Tense::Achieved && (framed || bare(*to))) else { return };
        if framed {
            self.edit.replace(mention.start - 1..mention.start, "", WHY);
        }
        self.future_group(to, to + 1, number(reading, mention.end, to), true, false);
    }

    /// "… and for her to enjoy it", said of somebody else.
    pub(super) fn frame_of_another(&mut self) {
        let reading = self.edit.reading;
        for at in 2..reading.tokens.len() {
            let subject = match reading.word(at + 1) {
                "him" => "he",
                "her" => "she",
                "it" => "it",
                "them" => "they",
                _ => continue,
            };
            let opens = reading.word(at) == "for"
                && matches!(reading.before(at), "and" | "," | ";")
                && reading.word(at + 2) == "to"
                && is_verb(reading.word(at + 3));
            let free = !self.edit.is_taken(at) && !self.edit.is_taken(at + 1) && !reading.tokens[at].quoted;
            if opens && free && self.tense == Tense::Achieved && self.is_framed(at) {
                let agreement = if subject == "they" { Agreement::Plural } else { Agreement::Third };
                self.edit.replace(at..at + 2, subject, WHY);
                self.future_group(at + 2, at + 3, agreement, true, false);
            }
        }
    }

    /// "… and for contact with them to take place", said of something.
    pub(super) fn frame_of_something(&mut self) {
        let reading = self.edit.reading;
        for at in 2..reading.tokens.len() {
            let opens = reading.word(at) == "for" && matches!(reading.before(at), "and" | "," | ";");
            if !opens || self.edit.is_taken(at) || reading.tokens[at].quoted || self.tense != Tense::Achieved {
                continue;
            }
            let noun = |at: &usize| {
                reading.tokens[*at].is_word()
                    && !reading.opens_verb_group(*at)
                    && !has("conjunction", reading.word(*at))
            };
            let end = (at + 1..(at + 10).min(reading.tokens.len()))
                .find(|at| !noun(at))
                .unwrap_or((at + 10).min(reading.tokens.len()));
            let to = (at + 2..end).find(|at| reading.word(*at) == "to" && has("befalling", reading.word(at + 1)));
            let again = (0..at).any(|at| reading.word(at) == "for");
            if let Some(to) = to.filter(|_| !again && self.is_framed(at))
                && let Some(agreement) = super::others::number(reading, at + 1, to - 1)
            {
                self.edit.replace(at..at + 1, "", WHY);
                self.future_group(to, to + 1, agreement, true, false);
            }
        }
    }

    /// True if the statement begins with "For Sam to …", "Sam to …" or "To …".
    fn is_framed(&self, before: usize) -> bool {
        let reading = self.edit.reading;
        let named = |mention: &Mention| {
            mention.start < before && mention.case != Case::Possessive && reading.word(mention.end) == "to"
        };
        reading.word(0) == "to" || reading.word(0) == "for" || reading.mentions.first().is_some_and(named)
    }
}
