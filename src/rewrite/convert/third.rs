//! The same statement in the third person, for plans that are written so.
//!
//! **In:** a reading, the name and pronouns. **Out:** [`Converted`]. **Layer:** 3.
//!
//! Limits: a statement told by the person is only put into the third person if the name or the pronouns are known.

use super::edit::Edit;
use super::{Converted, Converter, fold, settled, speaks_for_itself};
use crate::domain::{Context, Pronouns};
use crate::rewrite::reading::{Case, Reading};
use crate::text::inflect::{Agreement, third};

pub(super) fn convert(text: &str, reading: &Reading<'_>, context: &Context) -> Option<Converted> {
    let edit = Edit::new(reading);
    let plural = context.pronouns == Some(Pronouns::They);
    let mut converter =
        Converter { edit, tense: context.tense, parents: false, speakers: "", own_voice: false, untold: false };
    if speaks_for_itself(reading) {
        let pronouns = context.pronouns.clone();
        let subject = pronouns.as_ref().map(|p| p.subject().to_string());
        let name = context.name.clone().or_else(|| subject.clone())?;
        let mut named = false;
        for at in 0..reading.tokens.len() {
            let token = &reading.tokens[at];
            if token.quoted {
                continue;
            }
            let possessive = pronouns.as_ref().map_or("their", |p| p.possessive()).to_string();
            let object = pronouns.as_ref().map_or("them", |p| p.object()).to_string();
            match token.folded.as_str() {
                "i" | "i'm" | "i've" | "i'll" => {
                    let to = if named { subject.clone().unwrap_or_else(|| "they".to_string()) } else { name.clone() };
                    let as_plural = to == "they" || plural && named;
                    named = true;
                    let agreement = if as_plural { Agreement::Plural } else { Agreement::Third };
                    let aux = match token.folded.as_str() {
                        "i'm" if as_plural => " are",
                        "i'm" => " is",
                        "i've" if as_plural => " have",
                        "i've" => " has",
                        "i'll" => " will",
                        _ => "",
                    };
                    converter.edit.replace(at..at + 1, &format!("{to}{aux}"), "said of the person");
                    let head = reading.skip_adverbs(at + 1);
                    let verb = reading.word(head).to_string();
                    let form = match (verb.as_str(), agreement) {
                        _ if !aux.is_empty() => continue,
                        ("am", Agreement::Third) => "is".to_string(),
                        ("am", _) => "are".to_string(),
                        (word, Agreement::Third) if crate::text::inflect::is_verb(word) => third(word),
                        ("don't", Agreement::Third) => "doesn't".to_string(),
                        ("haven't", Agreement::Third) => "hasn't".to_string(),
                        ("will" | "won't" | "should", _) => {
                            converter.verb_group(at + 1, agreement, true);
                            continue;
                        }
                        _ => continue,
                    };
                    converter.edit.replace(head..head + 1, &form, "agrees with the subject");
                }
                "my" => converter.edit.replace(at..at + 1, &possessive, "said of the person"),
                "me" => converter.edit.replace(at..at + 1, &object, "said of the person"),
                "myself" => {
                    let to = match pronouns {
                        Some(Pronouns::He) => "himself",
                        Some(Pronouns::She) => "herself",
                        _ => "themselves",
                    };
                    converter.edit.replace(at..at + 1, to, "said of the person");
                }
                _ => {}
            }
        }
    } else {
        for mention in reading.mentions.clone() {
            if mention.case == Case::Subject {
                let they = mention.pronoun && matches!(reading.word(mention.start), "they");
                let agreement = if they { Agreement::Plural } else { Agreement::Third };
                let main = converter.edit.is_main(mention.start);
                if !reading.word(mention.end - 1).contains('\'') && main {
                    converter.verb_group(mention.end, agreement, main);
                }
            }
        }
        converter.other_subjects();
    }
    let changes = converter.edit.changes();
    let result = converter.edit.finish(reading).trim().to_string();
    let changes = settled(changes, text, &result);
    (fold(&result) != fold(text)).then_some(Converted { text: result, changes, dropped: false })
}
