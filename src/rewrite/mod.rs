//! What to ask about a draft, and what could be written instead.
//!
//! **In:** a [`Draft`]: text, verdict, deadlines, context, answers. **Out:** [`questions`] and [`suggestions`].
//! **Layer:** 3.
//!
//! A draft that is no outcome gets the three questions (what would it give you, do for you, make possible for you?), and
//! an outcome composed of their answers, or with gaps in their place. An outcome is put into the first person, and gets
//! a gap for each thing that is missing. Nothing here makes up a number, a date, a name or a place: what is not known
//! stands in the text as `[by when?]`.

mod answer;
mod complete;
mod compose;
mod convert;
mod fluency;
mod helped;
mod illustrate;
mod lexicon;
mod question;
mod reading;
mod telling;
mod topic;
mod when;

use crate::domain::{
    Answers, Change, Classification, Context, DeadlinePhrase, Finding, Notice, Question, Safety, Suggestion,
    SuggestionKind,
};
use crate::purpose::{Kind, closest};
use crate::text::gap;
use crate::text::words::{self, words};

/// A draft of so many words at most says little beside its aim.
const BARE: usize = 6;
/// A draft of so many words may still say little.
const SHORT: usize = 9;

/// What the rewriter works from.
pub struct Draft<'a> {
    /// The draft as given.
    pub text: &'a str,
    /// What the classifier says of it.
    pub classification: &'a Classification,
    /// The deadlines it states.
    pub deadlines: &'a [DeadlinePhrase],
    /// What is known of the person.
    pub context: &'a Context,
    /// What the person answered.
    pub answers: &'a Answers,
    /// What the checks found weak in it.
    pub findings: &'a [Finding],
}

impl Draft<'_> {
    fn is_flagged(&self, check: &str) -> bool {
        self.findings.iter().any(|finding| finding.check == check)
    }

    /// True for a hope for life as a whole, which stays as it is; what a plan can hold is a step towards it.
    fn is_hope(&self) -> bool {
        self.classification.label.is_outcome() && self.is_flagged("aspiration")
    }

    /// True for what the person is to stop ("no more meltdowns"), which is nobody's own aim.
    fn is_deficit(&self) -> bool {
        self.is_flagged("deficit-wording") || self.tells_of_self_harm()
    }

    /// True for a draft about self-harm or suicide: its words are nothing to hand back as an aim, nor to be counted.
    fn tells_of_self_harm(&self) -> bool {
        tells_of_self_harm(self.text)
    }

    /// The kinds of the library that the draft is about, two at most. In an outcome the help that is welded on says nothing of it.
    fn kinds(&self) -> Vec<&'static Kind> {
        if !self.classification.label.is_outcome() {
            return closest(self.text, 2);
        }
        let help = self.classification.provision.iter();
        let own = help.fold(self.text.to_string(), |text, passage| text.replacen(&passage.text, " ", 1));
        let mut found = closest(&own, 2);
        found.retain(|kind| !kind.general);
        found
    }

    /// True if the draft would have the person hide who they are, so that its words are no ground to build on.
    fn masks(&self) -> bool {
        self.is_flagged("masking")
    }
}

/// True for a text about self-harm or suicide, which is not to be taken apart and handed back either.
pub fn tells_of_self_harm(text: &str) -> bool {
    let folded = text.to_lowercase().replace('-', " ");
    ["self harm", "selfharm", "suicid", "overdos"].iter().any(|words| folded.contains(words))
}

/// Questions in words that fit the draft; the three questions first if it is not an outcome. None if a notice tells
/// that the draft is nothing to work on.
pub fn questions(draft: &Draft<'_>) -> Vec<Question> {
    if is_closed(draft) {
        return Vec::new();
    }
    let help =
        !draft.classification.label.is_outcome() || tells_of_helpers(draft.text) || says_no_more_than_a_noun(draft);
    let about = if help { question::about_provision(draft) } else { question::about_outcome(draft) };
    question::whom_is_meant(draft).into_iter().chain(about).collect()
}

/// True if the draft is nothing to ask about or to rewrite: a telling of harm, another language, no statement.
fn is_closed(draft: &Draft<'_>) -> bool {
    match draft.classification.notice {
        Some(Notice::Safeguarding | Notice::NotEnglish) => true,
        // "Speech and language": no statement, and yet everybody knows what is asked for.
        // Nor is "To respond to his name" nothing.
        Some(Notice::NotAStatement) => {
            let known = || is_bare(draft.text) && crate::purpose::named(draft.text).is_some();
            let doing =
                || draft.text.trim().to_lowercase().starts_with("to ") && complete::told_of_the_person(draft).is_some();
            !known() && !doing()
        }
        _ => false,
    }
}

/// True for an outcome that nobody could hold anybody to, so that an example helps more than a correction.
fn says_little(draft: &Draft<'_>) -> bool {
    let classification = draft.classification;
    let vague = classification.vague || complete::is_vague(draft.text);
    vague || classification.aspiration || draft.is_hope() || is_one_word(draft)
}

/// True for an outcome that is one word in the person's mouth: "I sleep". No date and no measure makes an outcome of that.
fn is_one_word(draft: &Draft<'_>) -> bool {
    let lexical = |text: &str| words(text).iter().filter(|word| word.is_lexical()).count();
    lexical(draft.text) <= 2 * BARE && complete::first_person(draft).is_some_and(|one| lexical(&one.text) <= 2)
}

/// True if the draft asks somebody for something ("just let me use a laptop"), which no deadline makes an outcome.
fn is_plea(text: &str) -> bool {
    let folded: Vec<String> = words(text).iter().map(|word| word.folded()).collect();
    // "Will say please and thank you": what the person is to say asks nobody here.
    let said = |at: usize| {
        folded[..at]
            .iter()
            .any(|word| matches!(word.as_str(), "say" | "says" | "saying" | "ask" | "asks" | "use" | "uses"))
            || folded[at..].iter().any(|word| matches!(word.as_str(), "thank" | "thanks"))
    };
    folded.iter().enumerate().any(|(at, word)| lexicon::has("plea", word) && !said(at))
        || folded.windows(2).any(|pair| pair == ["just", "let"])
}

/// True if the draft says what the person does not want, so that nothing is to be said for it.
fn refuses(text: &str) -> bool {
    let folded = text.to_lowercase().replace('’', "'");
    ["don't want", "dont want", "do not want", "doesn't want", "doesnt want", "does not want", "no longer wants"]
        .iter()
        .any(|refusal| folded.contains(refusal))
}

/// True if the draft opens with those who help: "LSA to scribe", "All staff must ignore tics".
fn tells_of_helpers(text: &str) -> bool {
    let folded: Vec<String> = words(text).iter().map(|word| word.folded()).take(5).collect();
    let does = |word: &String| word == "to" || lexicon::has("modal", word);
    // "Understanding of his condition by all who teach him".
    let others = || folded[0].ends_with("ing") && words(text).iter().any(|word| word.folded() == "by");
    if folded.get(1).is_some_and(|word| word == "of") && others() {
        return true;
    }
    let Some(at) = folded.iter().position(does) else { return false };
    // "Sam's teachers will understand him" tells of Sam.
    let somebodys = folded[..at].iter().any(|word| word.ends_with("'s") || word.ends_with("s'") || word == "and");
    // "The SENCo would like Sam to join in" wishes something, and gives nothing.
    let wishes =
        folded[at] == "would" && folded.get(at + 1).is_some_and(|word| matches!(word.as_str(), "like" | "love"));
    at > 0 && !somebodys && !wishes && lexicon::has("professional", &folded[at - 1])
}

/// True if the draft tells of nobody: "Attendance up to 95 %".
fn tells_of_nobody(draft: &Draft<'_>) -> bool {
    let own = |word: &words::Word<'_>| matches!(word.folded().as_str(), "i" | "my" | "me" | "myself" | "we" | "our");
    let reading = reading::Reading::new(draft.text, draft.deadlines, draft.context);
    reading.mentions.is_empty() && !words(draft.text).iter().any(own)
}

/// True for a draft so short that an example helps.
fn is_bare(text: &str) -> bool {
    words(text).iter().filter(|word| word.is_lexical()).count() <= BARE
}

/// True if putting the draft into the first person took words away, so that it was more of a note than a statement.
fn lost_words(found: &[Suggestion]) -> bool {
    found.iter().any(|one| one.kind == SuggestionKind::FirstPerson && one.safety == Safety::NeedsAnswer)
}

/// True for a draft that could say more: no longer than this and without anything to tell by.
fn is_short(text: &str) -> bool {
    let lexical = words(text).iter().filter(|word| word.is_lexical()).count();
    is_bare(text) || lexical <= SHORT && complete::measure_is_missing(text)
}

/// True if the draft judges the person, who must not be made to say it of themselves.
fn insults(text: &str) -> bool {
    let folded: Vec<String> = words(text).iter().map(|word| word.folded()).collect();
    // "so that the evening is not spoilt" judges nobody.
    let near = |at: usize, far: usize, words: &[&str]| {
        folded[at.saturating_sub(far)..at].iter().any(|word| words.contains(&word.as_str()))
    };
    // Nor does "without calling himself stupid", which tells what somebody says.
    // "block anyone who is nasty", "ignore rude messages": said of others, or of what they say.
    let others = |at: usize| {
        near(at, 3, &["anyone", "anybody", "someone", "somebody", "people", "others", "those", "who"])
            || folded.get(at + 1).is_some_and(|word| lexicon::has("judged", word))
    };
    let denied = |at: usize| {
        others(at)
            || near(at, 1, &["not"])
            || near(at, 5, &["without"])
            || near(at, 3, &["call", "calls", "calling", "called"])
    };
    let said_of_them = |at: usize| near(at, 4, &["is", "being", "s", "are", "such"]);
    folded.iter().enumerate().any(|(at, word)| {
        let judges = lexicon::has("insult", word) || lexicon::has("insult-after-is", word) && said_of_them(at);
        judges && !denied(at)
    })
}

/// True if the draft holds several statements, which no one deadline or measure fits.
fn is_several(draft: &Draft<'_>) -> bool {
    draft.classification.notice == Some(Notice::SeveralStatements)
}

/// Rewrites of the draft, best first, not yet rechecked. None if a notice tells that the draft is nothing to work on.
pub fn suggestions(draft: &Draft<'_>) -> Vec<Suggestion> {
    let mut found = Vec::new();
    if is_closed(draft) {
        return found;
    }
    let anothers = reading::Reading::new(draft.text, draft.deadlines, draft.context).is_anothers();
    let outcome = draft.classification.label.is_outcome();
    let not_their_own = || insults(draft.text) || is_plea(draft.text) || tells_of_helpers(draft.text);
    if outcome && (anothers || not_their_own() || says_no_more_than_a_noun(draft)) {
        found.extend(compose::from_answers(draft));
        if found.is_empty() && !anothers {
            found.extend(to_fill_in(draft));
        }
        if !anothers && helped::tells_of_both(draft) {
            found.extend(complete::first_person(draft));
        }
    } else if draft.is_hope() && !is_several(draft) {
        found.extend(compose::from_answers(draft));
        found.push(compose::step(draft));
        found.extend(illustrate::illustrations(draft));
        found.extend(complete::first_person(draft));
    } else if outcome && draft.tells_of_self_harm() {
        found.extend(compose::from_answers(draft));
        found.extend(to_fill_in(draft));
    } else if outcome && is_several(draft) {
        found.extend(complete::first_person(draft).map(|found| Suggestion { safety: Safety::NeedsAnswer, ..found }));
        found.extend(compose::from_answers(draft));
    } else if outcome {
        found.extend(complete::first_person(draft));
        found.extend(compose::from_answers(draft));
        found.extend(complete::split(draft));
        found.extend(complete::deadline(draft));
        found.extend(complete::measurable(draft));
        if draft.masks() || draft.is_deficit() || is_one_word(draft) {
            found.retain(|one| !matches!(one.kind, SuggestionKind::Deadline | SuggestionKind::Measurable));
            found.extend(to_fill_in(draft));
        } else if found.is_empty() {
            found.extend(to_fill_in(draft));
        } else if says_little(draft) || draft.classification.mixed || is_short(draft.text) || lost_words(&found) {
            found.extend(illustrate::illustrations(draft));
        }
    } else {
        found.extend(compose::from_answers(draft));
        if found.is_empty() {
            found.extend(to_fill_in(draft));
        }
        // What the classifier takes for help may still tell what the person does.
        found.extend(complete::told_of_the_person(draft));
    }
    if question::whom_is_meant(draft).is_some() {
        let sure = found.iter_mut().filter(|one| one.safety == Safety::KeepsMeaning);
        sure.for_each(|one| one.safety = Safety::NeedsAnswer);
    }
    let mut texts: Vec<String> = Vec::new();
    found.retain(|suggestion| {
        let new = !texts.contains(&suggestion.text) && fluency::reads_well(&suggestion.text, draft.text);
        texts.push(suggestion.text.clone());
        new
    });
    found
}

/// True for an outcome of which nobody is the subject and that cannot be put into the first person: "friends".
fn says_no_more_than_a_noun(draft: &Draft<'_>) -> bool {
    let anothers = || reading::Reading::new(draft.text, draft.deadlines, draft.context).is_anothers();
    !is_several(draft) && !anothers() && tells_of_nobody(draft) && complete::first_person(draft).is_none()
}

/// True if there is little to keep in the words of a draft, so that what only puts them into the first person is the last to be
/// offered: no outcome, or one that nobody can see, or that nobody should be held to.
pub fn leaves_little(draft: &Draft<'_>) -> bool {
    let told = ["vague-verb", "aspiration", "masking", "deficit-wording"];
    let flagged = told.iter().any(|check| draft.is_flagged(check));
    !draft.classification.label.is_outcome() || flagged || is_one_word(draft)
}

/// For a draft whose own words are no outcome: what it says of its purpose, examples, and frames to fill in.
fn to_fill_in(draft: &Draft<'_>) -> Vec<Suggestion> {
    let mut found = compose::with_gaps(draft);
    let frames = found.split_off(found.iter().take_while(|one| one.kind == SuggestionKind::Split).count());
    found.extend(illustrate::illustrations(draft));
    found.extend(frames);
    found
}

/// One of several statements, in a line of its own and in the person's words; `help` is what else stood there and belongs to Section F.
/// None for a part that tells nothing of the person: "School keep leaving it in the cupboard".
pub fn one_of_several(draft: &Draft<'_>, help: &[&str]) -> Option<Suggestion> {
    let own = Change {
        from: String::new(),
        to: String::new(),
        why: "one statement of several: each stands better in a line of its own".to_string(),
    };
    let spoken = complete::first_person(draft);
    if spoken.is_none() && tells_of_nobody(draft) {
        return None;
    }
    let (text, changes) = spoken.map_or_else(|| (draft.text.to_string(), Vec::new()), |one| (one.text, one.changes));
    let mut found = suggestion(draft, text, SuggestionKind::Split, std::iter::once(own).chain(changes).collect());
    found.provision = (!help.is_empty()).then(|| help.join("; "));
    Some(found)
}

/// A suggestion whose gaps are read off its text; those that the draft holds already are not ours. Only a statement put
/// into another person or tense can keep its meaning; whatever adds to it or takes away from it must be looked at.
fn suggestion(draft: &Draft<'_>, text: String, kind: SuggestionKind, changes: Vec<Change>) -> Suggestion {
    let own = gaps(draft.text);
    let gaps: Vec<String> = gaps(&text).into_iter().filter(|gap| !own.contains(gap)).collect();
    let keeps = kind == SuggestionKind::FirstPerson && gaps.is_empty();
    let safety = if keeps { Safety::KeepsMeaning } else { Safety::NeedsAnswer };
    Suggestion { text, kind, safety, gaps, changes, provision: None, rechecked: None }
}

/// What the gaps of a text ask for: `[by when?]` asks "by when".
fn gaps(text: &str) -> Vec<String> {
    gap::gaps(text).map(|gap| text[gap.start + 1..gap.end - 2].to_string()).collect()
}

#[cfg(test)]
mod tests;
