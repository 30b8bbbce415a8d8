//! Example answers for common kinds of help.
//!
//! **In:** a draft. **Out:** the [`Purposes`] whose cue words it holds. **Layer:** 3.
//!
//! Cues are compared by stem, so "mentor" finds "mentoring". A cue of several words needs all of them; the entry with
//! the longest cue wins. Nothing is offered when nothing matches: a wrong example leads further astray than none.

use crate::domain::QuestionKind;
use crate::text::words::words;
use rust_stemmers::{Algorithm, Stemmer};
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    purpose: Vec<Purposes>,
}

/// What one kind of help may be for.
#[derive(Debug, Deserialize)]
pub(super) struct Purposes {
    /// Cues, each one or more words.
    cues: Vec<String>,
    give: Vec<String>,
    #[serde(rename = "do")]
    does: Vec<String>,
    possible: Vec<String>,
    #[serde(skip)]
    stems: Vec<Vec<String>>,
}

impl Purposes {
    /// Example answers to one of the three questions; none for any other.
    pub(super) fn examples(&self, kind: QuestionKind) -> &[String] {
        match kind {
            QuestionKind::Give => &self.give,
            QuestionKind::Do => &self.does,
            QuestionKind::Possible => &self.possible,
            _ => &[],
        }
    }
}

static LIBRARY: LazyLock<Vec<Purposes>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("library.toml")).expect("the library is part of the program");
    let mut purposes = file.purpose;
    for entry in &mut purposes {
        entry.stems = entry.cues.iter().map(|cue| stems(cue)).collect();
    }
    purposes
});

fn stems(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    words(text).iter().filter(|word| word.is_lexical()).map(|word| stemmer.stem(&word.folded()).into_owned()).collect()
}

/// The entry that fits `text` best.
pub(super) fn find(text: &str) -> Option<&'static Purposes> {
    let held: HashSet<String> = stems(text).into_iter().collect();
    let score = |entry: &Purposes| {
        let fitting = entry.stems.iter().filter(|cue| !cue.is_empty() && cue.iter().all(|stem| held.contains(stem)));
        fitting.map(Vec::len).max()
    };
    let mut best: Option<(usize, &Purposes)> = None;
    for entry in LIBRARY.iter() {
        if let Some(found) = score(entry)
            && best.is_none_or(|(length, _)| found > length)
        {
            best = Some((found, entry));
        }
    }
    best.map(|(_, entry)| entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_offers_two_examples_for_each_question() {
        assert!(LIBRARY.len() >= 40, "{}", LIBRARY.len());
        for entry in LIBRARY.iter() {
            for kind in [QuestionKind::Give, QuestionKind::Do, QuestionKind::Possible] {
                assert!(entry.examples(kind).len() >= 2, "{:?} {kind:?}", entry.cues);
            }
        }
    }

    #[test]
    fn cues_are_found_by_their_stems_and_the_longest_wins() {
        let cues = |text: &str| find(text).map(|entry| entry.cues[0].clone());
        assert_eq!(cues("a mentor for Kai").as_deref(), Some("mentoring"));
        assert_eq!(cues("5 hours of TA support").as_deref(), Some("ta"));
        assert_eq!(cues("Four hours of access to a mock flat").as_deref(), Some("mock flat"));
        assert_eq!(cues("SaLT x2 per half term").as_deref(), Some("speech and language therapy"));
        assert_eq!(cues("a budgerigar"), None);
    }
}
