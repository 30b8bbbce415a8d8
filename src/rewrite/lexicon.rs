//! Closed classes and small word lists that reading and rewriting rest on.
//!
//! **In:** `lexicon.toml`. **Out:** [`has`]. **Layer:** 3.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    group: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    name: String,
    words: String,
    why: String,
}

static GROUPS: LazyLock<HashMap<String, HashSet<String>>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("lexicon.toml")).expect("the lexicon is part of the program");
    file.group
        .into_iter()
        .inspect(|group| debug_assert!(!group.why.is_empty(), "{} has no reason", group.name))
        .map(|group| (group.name, group.words.split_whitespace().map(str::to_string).collect()))
        .collect()
});

/// True if the group of that name holds `word`, which must be in lower case.
pub(crate) fn has(group: &str, word: &str) -> bool {
    GROUPS.get(group).is_some_and(|words| words.contains(word))
}

/// True for an adverb that may stand between a subject and its verb.
pub(crate) fn is_adverb(word: &str) -> bool {
    has("adverb", word)
        || (word.len() > 4
            && word.ends_with("ly")
            && !matches!(
                word,
                "family"
                    | "reply"
                    | "apply"
                    | "early"
                    | "daily"
                    | "weekly"
                    | "friendly"
                    | "supply"
                    | "rely"
                    | "assembly"
                    | "monthly"
            ))
}

/// True for a word that takes part in a verb group: a modal or a finite auxiliary.
pub(crate) fn is_auxiliary(word: &str) -> bool {
    has("modal", word) || has("auxiliary", word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_group_is_given_twice() {
        let file: File = toml::from_str(include_str!("lexicon.toml")).unwrap();
        let names: HashSet<&str> = file.group.iter().map(|group| group.name.as_str()).collect();
        assert_eq!(names.len(), file.group.len(), "of two groups of one name only the last would count");
    }
}
