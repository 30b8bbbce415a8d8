//! Gives a subject to each sentence of a draft that has none: "To log on. To save work and print."
//!
//! **In:** a reading under edit whose first sentence is converted. **Out:** replacements. **Layer:** 3.

use super::Converter;
use crate::rewrite::lexicon::has;
use crate::rewrite::reading::Case;
use crate::text::inflect::{Agreement, is_verb};

impl Converter<'_, '_> {
    /// "(currently writes his name)": how it is so far, told in brackets.
    pub(super) fn so_far(&mut self) {
        let reading = self.edit.reading;
        let others =
            reading.mentions.first().is_some_and(|mention| mention.case == Case::Possessive && mention.start == 0);
        for at in 2..reading.tokens.len() {
            let now = matches!(reading.word(at), "currently" | "now" | "presently" | "already");
            let verb = reading.skip_adverbs(at);
            let tells = reading.is_third(verb) || matches!(reading.word(verb), "has" | "is" | "can" | "does" | "needs");
            let free = !reading.tokens[at].quoted && !self.edit.is_taken(at) && !self.edit.is_taken(verb);
            if now && reading.before(at) == "(" && tells && free && self.edit.has_verb && !others {
                self.verb_group(verb, Agreement::First, true);
                self.edit.insert(verb, "I", "said by the person");
            }
        }
    }

    /// Sentences after the first that open with "to", "will" or "can".
    pub(super) fn later_sentences(&mut self) {
        let reading = self.edit.reading;
        for at in 1..reading.tokens.len() {
            let token = &reading.tokens[at];
            if !token.opens || token.quoted || self.edit.is_taken(at) || !self.edit.has_verb {
                continue;
            }
            let verb = reading.skip_adverbs(at + 1);
            let opens = matches!(token.folded.as_str(), "to" | "will") && is_verb(reading.word(verb))
                || token.folded == "to" && matches!(reading.word(verb + 1), "on" | "in" | "off" | "out" | "up");
            // "To help him, staff will …": what comes first there is only what for.
            let told = (at + 1..reading.tokens.len())
                .take_while(|at| !reading.is_stop(*at))
                .any(|at| has("modal", reading.word(at)));
            if opens && !told {
                self.future_group(at, at + 1, Agreement::First, true, false);
                self.edit.insert(at, "I", "said by the person");
            } else if opens && token.folded == "will" || matches!(token.folded.as_str(), "can" | "cannot") {
                self.verb_group(at, Agreement::First, true);
                self.edit.insert(at, "I", "said by the person");
            }
        }
    }
}
