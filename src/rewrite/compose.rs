//! Composes an outcome from answers, or with gaps where answers would stand.
//!
//! **In:** a draft that is no outcome, its answers. **Out:** suggestions of different shape, best first. **Layer:** 3.
//!
//! The outcome is what the help would make possible; what it does or gives comes before "so that". The draft's own
//! words (dosage, staff, service) are never carried over, because they belong under provision.

use super::answer::{Answer, own_words, says_something};
use super::convert::convert;
use super::lexicon::has;
use super::reading::Reading;
use super::{Draft, suggestion, telling, when};
use crate::domain::{Change, Context, DeadlinePhrase, Label, Person, QuestionKind, Suggestion, SuggestionKind, Tense};
use crate::text::words::words;

/// Outcomes made of the answers; none without an answer to one of the three questions.
pub(super) fn from_answers(draft: &Draft<'_>) -> Vec<Suggestion> {
    let read = |kind| {
        draft.answers.get(kind).filter(|text| says_something(text)).map(|text| Answer::read(text, draft.context))
    };
    let (give, does, possible) = (read(QuestionKind::Give), read(QuestionKind::Do), read(QuestionKind::Possible));
    let Some(main) = possible.clone().or_else(|| does.clone()).or_else(|| give.clone()) else { return Vec::new() };
    let (by, often) = by_when(draft);
    let around = circumstances(draft, often.as_deref());
    let (measure, known) = measure(draft);
    let mut texts = vec![format!("{by}, {}{around}{measure}.{known}", main.achieved())];
    let means: Vec<&Answer> = [&does, &give].into_iter().flatten().filter(|answer| **answer != main).collect();
    for step in &means {
        let purpose = main.purpose();
        if !matches!(step, Answer::Clause(clause) if clause.starts_with("this ")) {
            texts.push(format!("{by}, {}{around}{measure} so that {purpose}.{known}", step.achieved()));
        }
    }
    if draft.answers.get(QuestionKind::Measure).is_none() {
        let doing = main.achieved();
        texts.insert(1.min(texts.len()), format!("{by}, {doing}{around} {}.", telling::gaps(&doing)));
    }
    texts
        .into_iter()
        .map(|text| {
            let text = voiced(text, draft.context);
            let changes = vec![Change {
                from: draft.text.trim().to_string(),
                to: text.clone(),
                why: "says what will be different, in the words of the answers".to_string(),
            }];
            suggestion(draft, text, SuggestionKind::FromAnswers, changes)
        })
        .collect()
}

/// Frames with a gap for everything that only the person can say.
pub(super) fn with_gaps(draft: &Draft<'_>) -> Vec<Suggestion> {
    let (by, _) = by_when(draft);
    let mut found = Vec::new();
    // "To reduce her anxiety": what is to grow less is nobody's own end.
    let lessens = |outcome: &str| {
        ["reduce ", "reducing ", "reduced ", "lessen ", "minimise "].iter().any(|verb| outcome.contains(verb))
    };
    let welded = welded(draft).filter(|(_, outcome)| !super::is_several(draft) && !lessens(outcome));
    if let Some((provision, outcome)) = welded {
        // "So that she can enjoy a story by July" has its date already.
        let dated = draft.deadlines.iter().any(|one| outcome.to_lowercase().contains(&one.text.to_lowercase()));
        let text = if dated { super::convert::capitalised(&outcome) } else { format!("{by}, {outcome}") };
        let mut split = suggestion(
            draft,
            voiced(format!("{text}."), draft.context),
            SuggestionKind::Split,
            vec![Change {
                from: provision.clone(),
                to: String::new(),
                why: "this is provision, for Section F".to_string(),
            }],
        );
        split.provision = Some(provision);
        found.push(split);
    }
    let frame = "I can [what will you be able to do?] so that [what would that make possible?]. We will know by [how will we know?].";
    let text = voiced(format!("{by}, {frame}"), draft.context);
    let changes = vec![Change {
        from: draft.text.trim().to_string(),
        to: text.clone(),
        why: "an outcome says what will be different for the person".to_string(),
    }];
    found.push(suggestion(draft, text, SuggestionKind::FromAnswers, changes));
    found
}

/// A frame for a step towards a hope for life, which itself stays as it was said.
pub(super) fn step(draft: &Draft<'_>) -> Suggestion {
    let (by, _) = by_when(draft);
    let hope = draft.text.trim().trim_end_matches('.');
    let text = format!("{by}, I can [what will you be able to do?], a step towards this hope: “{hope}”.");
    let text = voiced(text, draft.context);
    let why = "a hope for life belongs in Section A as it stands; an outcome is a step towards it in this phase";
    let change = Change { from: hope.to_string(), to: text.clone(), why: why.to_string() };
    suggestion(draft, text, SuggestionKind::FromAnswers, vec![change])
}

/// "By the end of Year 9": as answered, as stated, or as proposed from what is known of the person; and how often if the answer to "when" says that instead.
pub(super) fn by_when(draft: &Draft<'_>) -> (String, Option<String>) {
    let gap = when::named(draft.text, draft.context)
        .or_else(|| when::after_a_move(draft.text, draft.context))
        .or_else(|| when::propose(draft.context))
        .map_or_else(|| "By [by when?]".to_string(), |proposed| proposed.text);
    // A report that is due by a day says nothing about when the person is to be any further.
    let paper = || words(draft.text).iter().any(|word| has("paperwork", &word.folded()));
    let due = draft.classification.label == Label::Output || !draft.classification.label.is_outcome() && paper();
    // Help that ends at a day says nothing of it either.
    let ends = |deadline: &DeadlinePhrase| {
        let first = deadline.text.split_whitespace().next().unwrap_or_default().to_lowercase();
        !draft.classification.label.is_outcome() && matches!(first.as_str(), "until" | "till" | "til")
    };
    let stated = draft.deadlines.first().filter(|deadline| !due && !ends(deadline)).map(|deadline| {
        let text = own_words(&deadline.text, draft.context);
        super::convert::capitalised(text.trim_end_matches([',', '.']))
    });
    let Some(when) = draft.answers.get(QuestionKind::When) else { return (stated.unwrap_or(gap), None) };
    let when = own_words(when.trim_end_matches('.'), draft.context);
    let first = when.split_whitespace().next().unwrap_or_default().to_lowercase();
    match first.as_str() {
        "by" | "before" | "within" | "at" | "in" | "until" | "over" => (super::convert::capitalised(&when), None),
        "every" | "each" | "daily" | "weekly" | "once" | "twice" | "most" | "on" | "after" | "during" | "when"
        | "always" | "three" => (stated.unwrap_or(gap), Some(when)),
        "end" => (format!("By the {when}"), None),
        "next" | "this" | "the" | "my" => (format!("By {when}"), None),
        _ => (format!("By {}", draft.answers.get(QuestionKind::When).unwrap_or(&when).trim_end_matches('.')), None),
    }
}

/// Where, with whom and how often, as they follow the predicate.
fn circumstances(draft: &Draft<'_>, often: Option<&str>) -> String {
    let mut text = String::new();
    if let Some(place) = draft.answers.get(QuestionKind::Where) {
        let place = own_words(place.trim_end_matches('.'), draft.context);
        let first = place.split_whitespace().next().unwrap_or_default().to_lowercase();
        let lead = if super::lexicon::has("preposition", &first) || first == "anywhere" || first == "wherever" {
            ""
        } else if matches!(first.as_str(), "the" | "my" | "our" | "a") {
            "in "
        } else {
            "at "
        };
        text.push_str(&format!(" {lead}{place}"));
    }
    if let Some(who) = draft.answers.get(QuestionKind::Who) {
        let who = own_words(who.trim_end_matches('.'), draft.context);
        let first = who.split_whitespace().next().unwrap_or_default().to_lowercase();
        let lead = if matches!(first.as_str(), "with" | "by" | "alone" | "on" | "without" | "independently") {
            ""
        } else {
            "with "
        };
        text.push_str(&format!(" {lead}{who}"));
    }
    if let Some(often) = often {
        text.push_str(&format!(" {often}"));
    }
    text
}

/// The measure as part of the sentence, or as a sentence of its own.
fn measure(draft: &Draft<'_>) -> (String, String) {
    let Some(measure) = draft.answers.get(QuestionKind::Measure) else { return (String::new(), String::new()) };
    let said = own_words(measure.trim_end_matches('.'), draft.context);
    let first = said.split_whitespace().next().unwrap_or_default().to_lowercase();
    let phrase = matches!(
        first.as_str(),
        "every" | "each" | "at" | "once" | "twice" | "for" | "without" | "with" | "in" | "daily" | "weekly" | "on"
    ) || first.starts_with(|c: char| c.is_ascii_digit())
        || super::lexicon::has("determiner", &first) && said.contains("times");
    if phrase {
        (format!(" {said}"), String::new())
    } else {
        (String::new(), format!(" We will know by this: {said}."))
    }
}

/// Words that join provision to the outcome it is for.
const JOINTS: [&str; 12] = [
    " so that ",
    " in order that ",
    " in order to ",
    " so as to ",
    " to help him ",
    " to help her ",
    " to help them ",
    " to enable him to ",
    " to enable her to ",
    " to enable them to ",
    " to allow him to ",
    " to allow her to ",
];

/// Provision and the outcome behind its "so that", its "so he …", or its "to keep his …".
fn welded(draft: &Draft<'_>) -> Option<(String, String)> {
    let text = draft.text.trim().trim_end_matches('.');
    let folded = text.to_lowercase();
    if folded.len() != text.len() {
        return None;
    }
    let joint = JOINTS.iter().filter_map(|joint| folded.find(joint).map(|at| (at, joint.len()))).min();
    let bare = || bare_joint(draft, text);
    let (at, length) = joint.or_else(bare)?;
    let outcome = text.get(at + length..)?.trim();
    let provision = text.get(..at)?.trim().trim_end_matches([',', '-', '–', ' ']).to_string();
    let whole = matches!(folded.get(at..at + length), Some(" so that " | " in order that " | " so "));
    let said = if whole {
        convert(outcome, &[], draft.context).map_or_else(|| outcome.to_string(), |converted| converted.text)
    } else {
        Answer::read(&format!("to {}", outcome.trim_start_matches("to ")), draft.context).achieved()
    };
    (outcome.split_whitespace().count() > 1 && !provision.is_empty()).then_some((provision, lower_first(&said)))
}

/// Where help and its purpose meet without a word such as "so that": "so he can …", "to keep his hips supple". What helpers are to
/// do ("TA to keep him on task") is no purpose.
fn bare_joint(draft: &Draft<'_>, text: &str) -> Option<(usize, usize)> {
    let reading = Reading::new(text, draft.deadlines, draft.context);
    let word = |at: usize| reading.word(at);
    let pronouns = ["his", "her", "their", "my", "him", "them", "me", "himself", "herself", "themselves", "myself"];
    let named = draft.context.name.as_deref().map(str::to_lowercase);
    let spoken_of = |from: usize| {
        let said = |at: usize| pronouns.contains(&word(at)) || named.as_deref() == Some(word(at));
        (from..reading.tokens.len()).any(|at| said(at) || reading.mention_at(at).is_some())
    };
    (1..reading.tokens.len()).find_map(|at| {
        let so = word(at) == "so"
            && (matches!(word(at + 1), "he" | "she" | "they" | "i") || reading.mention_at(at + 1).is_some());
        let helper = has("helper", word(at - 1)) && !(at > 1 && matches!(word(at - 2), "by" | "with" | "from"));
        let gains = word(at) == "to" && !helper && has("gained", word(at + 1)) && spoken_of(at + 1);
        // The gaps around the word belong to the joint.
        let before: usize = reading.tokens[..at].iter().map(|token| token.gap.len() + token.text.len()).sum();
        let next = reading.tokens.get(at + 1)?;
        let length = reading.tokens[at].gap.len() + reading.tokens[at].text.len() + next.gap.len();
        (so || gains).then_some((before, length))
    })
}

fn lower_first(text: &str) -> String {
    super::topic::in_sentence(text, None)
}

/// The composed text in the asked person and tense.
pub(super) fn voiced(text: String, context: &Context) -> String {
    if context.person == Person::First && context.tense == Tense::Achieved {
        return text;
    }
    convert(&text, &[], context).map_or(text, |converted| converted.text)
}
