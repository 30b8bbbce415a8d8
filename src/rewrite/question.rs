//! Questions in words that fit the draft.
//!
//! **In:** a draft. **Out:** [`Question`]s, most useful first. **Layer:** 3.
//!
//! The three questions are those of the outcomes frameworks: what would it give you, do for you, make possible for you?
//! Example answers come from the library and only when the draft's kind of help is known to it.

use super::answer::says_something;
use super::compose::by_when;
use super::lexicon::has;
use super::reading::Reading;
use super::topic::topic;
use super::{Draft, complete, when};
use crate::domain::{Person, Question, QuestionKind};
use crate::purpose::{Examples, Form, Stage, named};
use crate::text::inflect::is_verb;
use crate::text::words::words;

fn question(kind: QuestionKind, text: String) -> Question {
    Question { kind, text, examples: Vec::new() }
}

/// What the library says of the draft's kinds, two at most, for the person's stage of life.
fn purposes(draft: &Draft<'_>) -> Vec<&'static Examples> {
    let stage = when::stage(draft.context);
    if super::refuses(draft.text) {
        return Vec::new();
    }
    draft.kinds().into_iter().filter_map(|kind| kind.examples(stage)).collect()
}

/// Example answers to a question: of the first kind, and one of the second.
fn examples(draft: &Draft<'_>, purposes: &[&'static Examples], kind: QuestionKind) -> Vec<String> {
    if kind == QuestionKind::When {
        return whens(draft).iter().map(|when| when.to_string()).collect();
    }
    if kind == QuestionKind::Where {
        return wheres(when::stage(draft.context)).iter().map(|place| place.to_string()).collect();
    }
    let Some((first, others)) = purposes.split_first() else { return Vec::new() };
    if kind == QuestionKind::Possible && draft.is_hope() {
        return first.of(QuestionKind::Do).to_vec();
    }
    if kind == QuestionKind::Why {
        // An end is a reason, too.
        return first.of(QuestionKind::Possible).iter().rev().take(2).map(|end| format!("it lets me {end}")).collect();
    }
    let second = others.first().and_then(|other| other.of(kind).first());
    let kept = if second.is_some() { 2 } else { usize::MAX };
    let mut found: Vec<String> = first.of(kind).iter().take(kept).chain(second).cloned().collect();
    let mut seen = std::collections::HashSet::new();
    found.retain(|example| seen.insert(example.clone()));
    found
}

/// Ends that hold for anybody at this stage of life.
fn whens(draft: &Draft<'_>) -> &'static [&'static str] {
    match when::stage(draft.context) {
        // Secondary school is a lifetime away.
        Some(Stage::Primary) if when::is_infant(draft.context) => &["the end of this school year", "the end of Year 2"],
        Some(Stage::Early) => &["the end of Reception", "the end of my first year at school"],
        Some(Stage::Primary) => &["the end of this school year", "the time I go to secondary school"],
        Some(Stage::Secondary) => &["the end of this school year", "the time I leave school"],
        Some(Stage::Adult) => &["the end of this academic year", "the end of my course"],
        None => &["the end of this school year", "the next move to another class, school or course"],
    }
}

/// Places of anybody's day at this stage of life.
fn wheres(stage: Option<Stage>) -> &'static [&'static str] {
    match stage {
        Some(Stage::Early) => &["at home", "at nursery or school", "out with my family"],
        Some(Stage::Primary) => &["at home", "at school", "out with my family"],
        Some(Stage::Secondary) => &["at home", "at school", "out with my friends"],
        Some(Stage::Adult) => &["at home", "at college or work", "out in my community"],
        None => &["at home", "at school or work", "out and about"],
    }
}

fn missing(draft: &Draft<'_>, kind: QuestionKind) -> bool {
    draft.answers.get(kind).is_none_or(|text| !says_something(text))
}

/// The person as the draft speaks of them when no name is known: "He needs …" asks about "him".
fn spoken_of(text: &str) -> &'static str {
    match text.split_whitespace().next().unwrap_or_default().to_lowercase().as_str() {
        "he" => "him",
        "she" => "her",
        "they" => "them",
        _ => "you",
    }
}

/// Asked first where the draft opens with "he" or "she" and the context says otherwise, or with somebody else.
pub(super) fn whom_is_meant(draft: &Draft<'_>) -> Option<Question> {
    let opening = draft.text.split_whitespace().next()?;
    let reading = Reading::new(draft.text, draft.deadlines, draft.context);
    if let Some(name) = draft.context.name.as_deref().filter(|_| reading.is_anothers()) {
        let text = format!("The draft speaks of {opening}, not of {name}. Who is meant?");
        return Some(question(QuestionKind::Who, text));
    }
    let said = match opening.to_lowercase().as_str() {
        "he" | "his" | "he'll" | "he’ll" | "he's" | "he’s" => "he",
        "she" | "her" | "she'll" | "she’ll" | "she's" | "she’s" => "she",
        _ => return None,
    };
    let given = draft.context.pronouns.as_ref()?;
    if given.subject() == said {
        return None;
    }
    let given = format!("{}/{}", given.subject(), given.object());
    let (_, who) = spoken_to(draft);
    let whose = if who == "you" { "your pronouns".to_string() } else { format!("{who}'s pronouns") };
    let text = format!("The draft says “{opening}”, but {whose} are given as {given}. Who is meant?");
    Some(question(QuestionKind::Who, text))
}

/// The three questions and what follows them, for a draft that is no outcome.
pub(super) fn about_provision(draft: &Draft<'_>) -> Vec<Question> {
    let name = draft.context.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let who = name.unwrap_or_else(|| spoken_of(draft.text));
    let topic = called(draft, name);
    let purposes = purposes(draft);
    let mut found: Vec<Question> = [
        (QuestionKind::Give, format!("What would {topic} give {who}?")),
        (QuestionKind::Do, format!("What would {topic} do for {who}?")),
        (QuestionKind::Possible, format!("What would {topic} make possible for {who}?")),
    ]
    .into_iter()
    .map(|(kind, text)| Question { kind, text, examples: examples(draft, &purposes, kind) })
    .collect();
    let follow = [
        (QuestionKind::Measure, "How will we know that it has made a difference?".to_string()),
        (QuestionKind::Barrier, "What is getting in the way now?".to_string()),
        (QuestionKind::When, "By when would that be so?".to_string()),
    ];
    let dated = !by_when(draft).0.contains('[');
    let follow = follow.into_iter().filter(|(kind, _)| *kind != QuestionKind::When || !dated);
    let with_examples = |(kind, text)| Question { examples: examples(draft, &purposes, kind), ..question(kind, text) };
    found.extend(follow.map(with_examples));
    found.retain(|question| missing(draft, question.kind));
    found
}

/// What the questions call the draft: its own words if they can stand in a sentence, else the name of its kind.
fn called(draft: &Draft<'_>, name: Option<&str>) -> String {
    let own = topic(draft.text, name).text;
    let noted = is_noted(&own);
    // "Diabetes" is no help; its plan is.
    let Some(kind) = named(&own).or_else(|| named(draft.text)) else {
        return if noted { "this".to_string() } else { own };
    };
    let folded = own.to_lowercase();
    let told = folded == "this" || kind.cues.iter().any(|cue| folded.contains(cue.as_str()));
    if (noted || !told) && kind.form == Form::Aim {
        return "this".to_string();
    }
    // "Selective mutism" is no help; the programme is that has it in its name.
    let within = kind.form != Form::Aim && kind.name.to_lowercase().contains(&format!(" {folded} "));
    let bare = (!own.contains(' ') || kind.form == Form::Aim || within) && kind.cues.contains(&folded);
    if noted || !told || bare { kind.name.clone() } else { with_article(own) }
}

/// True if the draft's own words are a note rather than a noun phrase: with signs, a verb, shorthand, or too long.
fn is_noted(own: &str) -> bool {
    let found: Vec<String> = words(own).iter().map(|word| word.folded()).collect();
    let signs = own.contains(['/', '+', '&', '(', '[', ':', '=', '@']) || own.contains(" - ");
    let note = |word: &String| {
        has("shorthand", word) || matches!(word.as_str(), "visit" | "checked" | "done" | "via" | "w" | "up")
    };
    let doing = found.windows(2).any(|pair| pair[0] == "to" && is_verb(&pair[1]));
    let counted = found.len() > 2
        && found[0].chars().all(|c| c.is_ascii_digit())
        && has("dose", &found[1])
        && !matches!(found[2].as_str(), "of" | "with" | "in" | "on" | "at");
    signs
        || counted
        || doing
        || found.len() > 9
        || found.first().is_some_and(|word| word == "use")
        || found.iter().any(|word| word == "me")
        || found.iter().any(note)
}

/// "An escort on the bus" for "escort on the bus".
fn with_article(topic: String) -> String {
    let found: Vec<String> = words(&topic).iter().map(|word| word.folded()).collect();
    let until = |word: &String| has("preposition", word) || word.ends_with("ing") && has("leads-on", word);
    let head = &found[..found.iter().position(until).unwrap_or(found.len())];
    let counted = head.last().is_some_and(|word| has("counted-help", word));
    let opened = head.first().is_none_or(|word| has("determiner", word) || word.ends_with("'s"));
    match counted && !opened {
        true => format!("{} {topic}", if head[0].starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }),
        false => topic,
    }
}

/// Whom the questions are about, as subject and as object: a name if one is known or found, the pronouns if rewrites are
/// asked for in the third person, else "you".
fn spoken_to(draft: &Draft<'_>) -> (String, String) {
    if let Some(name) = Reading::new(draft.text, draft.deadlines, draft.context).name {
        return (name.clone(), name);
    }
    match &draft.context.pronouns {
        Some(pronouns) if draft.context.person == Person::Third => {
            (pronouns.subject().to_string(), pronouns.object().to_string())
        }
        _ => ("you".to_string(), "you".to_string()),
    }
}

/// What an outcome leaves open.
pub(super) fn about_outcome(draft: &Draft<'_>) -> Vec<Question> {
    let (subject, who) = spoken_to(draft);
    let mut found = Vec::new();
    if draft.is_hope() {
        let by = when::propose(draft.context)
            .map_or_else(|| "in this phase".to_string(), |by| super::topic::in_sentence(&by.text, None));
        found.push((QuestionKind::Possible, format!("What is one step towards this that {subject} could take {by}?")));
    } else if draft.classification.maintenance && !draft.is_deficit() {
        found.push((QuestionKind::Possible, format!("What does keeping this make possible for {who}?")));
    } else if super::says_little(draft) || super::is_bare(draft.text) || draft.is_deficit() {
        let now = if subject == "you" { "you cannot do" } else { "is not possible" };
        found.push((QuestionKind::Possible, format!("What will {subject} be able to do then that {now} now?")));
    }
    if complete::measure_is_missing(draft.text) {
        found.push((QuestionKind::Measure, "How will we know when this has been achieved?".to_string()));
    }
    if draft.deadlines.is_empty() {
        found.push((QuestionKind::When, "By when will this be so?".to_string()));
    }
    let folded = format!(" {} ", draft.text.to_lowercase());
    let any = |cues: &[&str]| cues.iter().any(|cue| folded.contains(cue));
    if !any(&[" at ", " home", " school", " college", " class", " playground", " shop", " community", " outside"]) {
        found.push((QuestionKind::Where, "Where will this happen?".to_string()));
    }
    found.push((QuestionKind::Barrier, "What is getting in the way now?".to_string()));
    if !any(&[" so that ", " in order ", " because "]) {
        found.push((QuestionKind::Why, format!("Why does this matter to {who}?")));
    }
    let little = super::says_little(draft) || super::is_bare(draft.text) || draft.masks() || draft.is_deficit();
    let known = little || super::tells_of_nobody(draft) || named(draft.text).is_some_and(|kind| !kind.general);
    let purposes = if known { purposes(draft) } else { Vec::new() };
    let with_examples = |(kind, text)| Question { examples: examples(draft, &purposes, kind), ..question(kind, text) };
    found.into_iter().filter(|(kind, _)| missing(draft, *kind)).map(with_examples).collect()
}
