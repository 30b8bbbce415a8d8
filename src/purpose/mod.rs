//! The purpose library: what help, things, activities and vague aims may be for.
//!
//! **In:** nothing, or a text. **Out:** [`Kind`]s with example answers for each phase of life; what a text is about.
//! **Layer:** 2.
//!
//! Nobody can say for a person what help is for. What a practitioner can do is to offer examples to think with: what might
//! speech therapy give a four-year-old, or a young woman at college? The files in `library/` hold such examples for more than
//! 300 kinds. They were composed for this project under these rules, some of which a test holds: said by the person; about
//! ordinary life and not about the help; particular to the kind and the phase; strengths, choice and belonging; a state
//! that is kept is a good end; never that somebody should look or act like others; no number, date, name or place.
//!
//! Their order has a meaning, since examples are composed of them: the first of `possible` is the plainest end; the first of `do`
//! leads to the second of `possible`; the first of `tell` is a sign of the third.
//!
//! The same phrases say what needs, outcomes and provision are about, in the three ways in which plans put it, so
//! [`topics`] also serves the thread of a plan.

mod topics;

pub use topics::{Topics, closest, named, topics};

use crate::domain::QuestionKind;
use rayon::prelude::*;
use serde::Deserialize;
use std::sync::LazyLock;

/// A stage of life that has examples of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// To the end of Reception.
    Early,
    /// Years 1 to 6.
    Primary,
    /// Years 7 to 11.
    Secondary,
    /// From 16 on.
    Adult,
}

impl Stage {
    /// The stages in order.
    pub const ALL: [Stage; 4] = [Stage::Early, Stage::Primary, Stage::Secondary, Stage::Adult];

    /// The stage of somebody in this year group: 0 is Reception, below that is nursery.
    pub fn of_year(year: i8) -> Stage {
        match year {
            ..=0 => Stage::Early,
            1..=6 => Stage::Primary,
            7..=11 => Stage::Secondary,
            _ => Stage::Adult,
        }
    }

    /// The stage of somebody of this age in years.
    pub fn of_age(age: u8) -> Stage {
        Stage::of_year(i8::try_from(age).unwrap_or(i8::MAX).saturating_sub(5))
    }
}

/// What a draft of this kind is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Somebody helps.
    Help,
    /// A thing or a place.
    Thing,
    /// Something the person takes part in.
    Activity,
    /// A wish that says no end.
    Aim,
}

/// Examples for one stage of life.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// Noun phrases that follow "it would give me".
    pub give: Vec<String>,
    /// Verb phrases in their base form that follow "it would help me".
    #[serde(rename = "do")]
    pub does: Vec<String>,
    /// Verb phrases in their base form that follow "I can": the end in ordinary life.
    pub possible: Vec<String>,
    /// Whole clauses: signs that anybody could see.
    pub tell: Vec<String>,
    /// Whole clauses: what is in the way now.
    pub barrier: Vec<String>,
}

impl Examples {
    /// Example answers to a question; none for a kind of question that has none.
    pub fn of(&self, kind: QuestionKind) -> &[String] {
        match kind {
            QuestionKind::Give => &self.give,
            QuestionKind::Do => &self.does,
            QuestionKind::Possible => &self.possible,
            QuestionKind::Measure => &self.tell,
            QuestionKind::Barrier => &self.barrier,
            _ => &[],
        }
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        [&self.give, &self.does, &self.possible, &self.tell, &self.barrier].into_iter().flatten().map(String::as_str)
    }
}

/// One kind of help, thing, activity or aim.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Its name in the library.
    pub id: String,
    /// A noun phrase as it stands in "What would … give you?".
    pub name: String,
    /// What a draft of this kind is.
    pub form: Form,
    /// Wordings by which people write it, in lower case.
    pub cues: Vec<String>,
    /// The area of need.
    pub area: String,
    /// The area of adulthood that it leads to.
    pub adulthood: String,
    /// Why people ask for it.
    pub reason: String,
    /// Kinds whose examples would do harm where this one is named: who is fed by tube is not told to eat.
    #[serde(default)]
    pub instead_of: Vec<String>,
    /// A special case of what other kinds cover, which does not tell how near two texts are.
    #[serde(default)]
    pub particular: bool,
    /// Says who helps or in which way, and not with what: any other kind that a draft names says more.
    #[serde(default)]
    pub general: bool,
    early: Option<Examples>,
    primary: Option<Examples>,
    secondary: Option<Examples>,
    adult: Option<Examples>,
}

impl Kind {
    /// Examples for a stage, or for the nearest stage that has some; without a stage, for school age.
    pub fn examples(&self, stage: Option<Stage>) -> Option<&Examples> {
        let all = [&self.early, &self.primary, &self.secondary, &self.adult];
        let wanted = stage.unwrap_or(Stage::Primary) as usize;
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by_key(|at| at.abs_diff(wanted));
        order.into_iter().find_map(|at| all[at].as_ref())
    }

    fn stages(&self) -> impl Iterator<Item = &Examples> {
        [&self.early, &self.primary, &self.secondary, &self.adult].into_iter().flatten()
    }
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct File {
        kind: Vec<Kind>,
    }
    let files = [
        include_str!("library/communication.toml"),
        include_str!("library/learning.toml"),
        include_str!("library/wellbeing.toml"),
        include_str!("library/senses_and_movement.toml"),
        include_str!("library/health_and_care.toml"),
        include_str!("library/adult_life.toml"),
    ];
    let read =
        |text: &str| toml::from_str::<File>(text).expect("the library is part of the program and a test reads it").kind;
    files.into_par_iter().map(read).collect::<Vec<_>>().into_iter().flatten().collect()
});

/// Every kind, in the order of the files.
pub fn kinds() -> &'static [Kind] {
    &KINDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn every_kind_has_its_examples_and_no_name_or_cue_comes_twice() {
        let mut cues: HashMap<&str, &str> = HashMap::new();
        let mut ids: HashMap<&str, usize> = HashMap::new();
        for kind in kinds() {
            *ids.entry(&kind.id).or_default() += 1;
            let known = |id: &String| kinds().iter().any(|other| other.id == *id && other.id != kind.id);
            assert!(kind.instead_of.iter().all(known), "{}", kind.id);
            assert!(kind.cues.len() >= 2 && kind.stages().count() >= 1, "{}", kind.id);
            for cue in &kind.cues {
                assert_eq!(cues.insert(cue, &kind.id), None, "“{cue}” stands in two kinds");
                assert_eq!(*cue, cue.to_lowercase());
            }
            for examples in kind.stages() {
                let counts = [&examples.give, &examples.does, &examples.possible, &examples.tell, &examples.barrier];
                assert!(counts.iter().all(|list| list.len() >= 2), "{}", kind.id);
            }
        }
        assert!(ids.len() >= 200 && ids.values().all(|count| *count == 1), "{}", ids.len());
    }

    #[test]
    fn no_example_holds_a_number_or_asks_anybody_to_be_like_others() {
        const NEVER: [&str; 10] = [
            "eye contact",
            "sit still",
            "quiet hands",
            "appropriate",
            "normal",
            "act like others",
            "like other children",
            "behave",
            "stop flapping",
            "look at people",
        ];
        for kind in kinds() {
            for text in kind.stages().flat_map(Examples::all) {
                assert!(!text.contains(|c: char| c.is_ascii_digit()), "{}: {text}", kind.id);
                assert!(NEVER.iter().all(|never| !text.contains(never)), "{}: {text}", kind.id);
            }
        }
    }

    #[test]
    fn no_example_names_a_person_or_a_place() {
        const KNOWN: [&str; 24] = [
            "I",
            "I'm",
            "I've",
            "I'll",
            "I'd",
            "English",
            "PE",
            "Christmas",
            "Eid",
            "ADHD",
            "CV",
            "PIN",
            "GP",
            "TV",
            "DVD",
            "BSL",
            "Grandad",
            "Grandma",
            "Nan",
            "Daddy",
            "Mummy",
            "Mum",
            "Dad",
            "Father",
        ];
        for kind in kinds() {
            for text in kind.stages().flat_map(Examples::all) {
                for word in text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()) {
                    let word = word.trim_end_matches("'s");
                    let capital = word.starts_with(char::is_uppercase);
                    assert!(!capital || KNOWN.contains(&word), "{}: “{word}” in “{text}”", kind.id);
                }
            }
        }
    }

    #[test]
    fn a_stage_without_examples_borrows_from_the_nearest() {
        let kind = kinds().iter().find(|kind| kind.id == "supported-internship").expect("it is in the library");
        assert_eq!(kind.examples(Some(Stage::Secondary)), kind.adult.as_ref());
        assert_eq!(Stage::of_year(0), Stage::Early);
        assert_eq!(Stage::of_year(11), Stage::Secondary);
        assert_eq!(Stage::of_age(16), Stage::Secondary);
        assert_eq!(Stage::of_age(17), Stage::Adult);
    }
}
