//! Examples of what a draft might become, to think with and never to paste.
//!
//! **In:** a draft whose kind the purpose library knows. **Out:** suggestions of kind illustration. **Layer:** 3.
//!
//! A person who is asked "What would it make possible for you?" often has no answer at hand. Three examples of different
//! shape, fit for the stage of life, show what an answer looks like: a doing in ordinary life, a step that leads to one, and
//! a doing with the sign by which it would show. Of a draft that names two kinds of help the last is about the second. How often and with what help stays a gap.

use super::answer::Answer;
use super::compose::{by_when, voiced};
use super::{Draft, suggestion, telling, when};
use crate::domain::{Change, Safety, Suggestion, SuggestionKind};
use crate::purpose::{Examples, Kind};

/// Up to three examples; none if nothing in the library comes near, or if an answer says more than any example could.
pub(super) fn illustrations(draft: &Draft<'_>) -> Vec<Suggestion> {
    let several = super::is_several(draft) && draft.classification.label.is_outcome();
    if super::refuses(draft.text) || several && !draft.tells_of_self_harm() {
        return Vec::new();
    }
    let kinds = draft.kinds();
    let stage = when::stage(draft.context);
    let known: Vec<(&Kind, &Examples)> = kinds.iter().filter_map(|kind| Some((*kind, kind.examples(stage)?))).collect();
    let (Some((kind, examples)), Some((other, others))) = (known.first().copied(), known.last().copied()) else {
        return Vec::new();
    };
    let (by, _) = by_when(draft);
    let first = |phrase: &String| Answer::Verb(phrase.clone());
    let mut texts: Vec<(&Kind, String)> = Vec::new();
    // The end of a hope's kind is the hope once more; what leads there is a step.
    let plainest = if draft.is_hope() { examples.does.get(1) } else { examples.possible.first() };
    if let Some(plainest) = plainest {
        texts.push((kind, format!("{by}, {} {}.", first(plainest).able(), telling::gaps(plainest))));
    }
    if let (Some(step), Some(end)) =
        (examples.does.iter().find(|step| !step.contains(" so ")), examples.possible.get(1))
    {
        texts.push((kind, format!("{by}, {} so that {}.", first(step).able(), first(end).purpose())));
    }
    if let (Some(possible), Some(sign)) = (others.possible.get(2), others.tell.first()) {
        texts.push((other, format!("{by}, {}. We will know because {sign}.", first(possible).able())));
    }
    texts.retain(|(kind, text)| !repeats_help(text, kind));
    texts.into_iter().map(|(kind, text)| one(draft, kind, voiced(text, draft.context))).collect()
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
