//! Examples of what a draft might become, to think with and never to paste.
//!
//! **In:** a draft whose kind the purpose library knows. **Out:** suggestions of kind illustration. **Layer:** 3.
//!
//! A person who is asked "What would it make possible for you?" often has no answer at hand. Three examples of different
//! shape, fit for the stage of life, show what an answer looks like: a doing in ordinary life, a step that leads to one, and
//! a doing with the sign by which it would show. How often and with what help stays a gap.

use super::answer::Answer;
use super::compose::{by_when, voiced};
use super::{Draft, suggestion, telling, when};
use crate::domain::{Change, Safety, Suggestion, SuggestionKind};
use crate::purpose::{Kind, closest};

/// Up to three examples; none if nothing in the library comes near, or if an answer says more than any example could.
pub(super) fn illustrations(draft: &Draft<'_>) -> Vec<Suggestion> {
    if super::is_several(draft) && draft.classification.label.is_outcome() {
        return Vec::new();
    }
    let Some(kind) = closest(draft.text, 1).first().copied() else { return Vec::new() };
    let Some(examples) = kind.examples(when::stage(draft.context)) else { return Vec::new() };
    let (by, _) = by_when(draft);
    let first = |phrase: &String| Answer::Verb(phrase.clone());
    let mut texts: Vec<String> = Vec::new();
    if let Some(possible) = examples.possible.first() {
        texts.push(format!("{by}, {} {}.", first(possible).able(), telling::gaps(possible)));
    }
    if let (Some(step), Some(end)) =
        (examples.does.iter().find(|step| !step.contains(" so ")), examples.possible.get(1))
    {
        texts.push(format!("{by}, {} so that {}.", first(step).able(), first(end).purpose()));
    }
    if let (Some(possible), Some(sign)) = (examples.possible.get(2), examples.tell.first()) {
        texts.push(format!("{by}, {}. We will know because {sign}.", first(possible).able()));
    }
    let own = |text: &String| !repeats_help(text, kind);
    texts.into_iter().filter(own).map(|text| one(draft, kind, voiced(text, draft.context))).collect()
}

/// True if the text names the help itself: then it would be no end.
fn repeats_help(text: &str, kind: &Kind) -> bool {
    let folded = text.to_lowercase();
    folded.contains(&kind.name.to_lowercase())
}

fn one(draft: &Draft<'_>, kind: &Kind, text: String) -> Suggestion {
    let changes = vec![Change {
        from: draft.text.trim().to_string(),
        to: text.clone(),
        why: format!("one thing that {} may be for; put the person's own purpose in its place", kind.name),
    }];
    Suggestion { safety: Safety::Illustration, ..suggestion(draft, text, SuggestionKind::Illustration, changes) }
}
