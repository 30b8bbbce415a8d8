//! Puts a subject of two into the first person: "Sam and his sister will" becomes "my sister and I", they become we.
//!
//! **In:** the [`Joint`](crate::rewrite::reading::Joint) subjects of a reading. **Out:** replacements. **Layer:** 3.

use super::Converter;
use crate::rewrite::reading::{Case, Mention};
use crate::text::inflect::{Agreement, base_of_third, present};

const TOGETHER: &str = "said by the person, of both";

impl Converter<'_, '_> {
    /// "Sam and his dad will" → "my dad and I"; gives where the subject ends.
    pub(super) fn joint_subject(&mut self, mention: &Mention) -> Option<usize> {
        let reading = self.edit.reading;
        let joint = reading.joint.iter().find(|joint| joint.all.contains(&mention.start))?.clone();
        let mut partner = String::new();
        let mut at = joint.partner.start;
        while at < joint.partner.end {
            if !partner.is_empty() {
                partner.push_str(reading.tokens[at].gap);
            }
            match reading.mention_at(at) {
                Some(mention) => {
                    partner.push_str(match mention.case {
                        Case::Subject => "I",
                        Case::Object => "me",
                        Case::Possessive => "my",
                        Case::Own => "mine",
                        Case::Reflexive => "myself",
                    });
                    at = mention.end;
                }
                // "the girl he shares a room with"
                None if at > 0 && reading.mention_at(at - 1).is_some_and(|mention| mention.case == Case::Subject) => {
                    let word = reading.word(at);
                    let agreeing = base_of_third(word).map(|base| present(&base, Agreement::First));
                    partner.push_str(agreeing.as_deref().unwrap_or(word));
                    at += 1;
                }
                None => {
                    partner.push_str(reading.tokens[at].text);
                    at += 1;
                }
            }
        }
        // "The boy …" opens no longer with a capital of its own.
        if reading.word(joint.partner.start) == "the" {
            partner = partner.replacen("The", "the", 1);
        }
        // "Sam, his mum and his dad": "my mum, my dad and I"
        if reading.word(mention.end) == "," {
            partner = partner.replacen(" and ", ", ", 1);
        }
        let link = reading.word(mention.end);
        let link = if matches!(link, "or" | "nor") { link } else { "and" };
        self.edit.replace(joint.all.clone(), &format!("{partner} {link} I"), "said by the person");
        let had_verb = self.edit.has_verb;
        self.verb_group(joint.verb, Agreement::Plural, true);
        // "Greater understanding …, so Sam and his brother can": the statement itself has no verb yet.
        if matches!(reading.before(joint.all.start), "so" | "that") && joint.all.start > 2 {
            self.edit.has_verb = had_verb;
        }
        Some(joint.all.end)
    }

    /// The plural pronouns that mean the person and another.
    pub(super) fn together(&mut self) {
        let reading = self.edit.reading;
        for mention in &reading.both {
            // "three colleges, and which of them he liked": no two people of whom the person would be one.
            let asked = mention.start > 1
                && reading.before(mention.start) == "of"
                && reading.before(mention.start - 1) == "which"
                && reading.mention_at(mention.end).is_some_and(|next| next.case == Case::Subject);
            if self.edit.is_taken(mention.start) || asked {
                continue;
            }
            let tail = reading.word(mention.start).split_once('\'').map(|(_, tail)| tail.to_string());
            let word = match mention.case {
                Case::Subject => "we",
                Case::Object => "us",
                Case::Possessive => "our",
                Case::Own => "ours",
                Case::Reflexive => "ourselves",
            };
            let word = tail.map_or_else(|| word.to_string(), |tail| format!("{word}'{tail}"));
            let main = self.edit.is_main(mention.start);
            self.edit.replace(mention.start..mention.end, &word, TOGETHER);
            if mention.case == Case::Subject && word == "we" {
                let had_verb = self.edit.has_verb;
                self.verb_group(mention.end, Agreement::Plural, main);
                self.edit.has_verb = had_verb;
            }
        }
    }
}
