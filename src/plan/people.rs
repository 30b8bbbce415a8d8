//! Words for people, from `people.tsv` and `text/first_names.tsv`.
//!
//! **In:** a word in lower case. **Out:** whether it is a first name, family, a friend, staff. **Layer:** 3.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static FIRST_NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = include_str!("../text/first_names.tsv").lines().filter(|line| !line.starts_with("# "));
    lines.filter_map(|line| line.split('\t').next()).flat_map(str::split_whitespace).map(str::to_lowercase).collect()
});

static PEOPLE: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("people.tsv").lines().filter(|line| !line.starts_with("# "));
    lines
        .filter_map(|line| {
            let mut columns = line.split('\t');
            Some((columns.next()?, columns.next()?.split_whitespace().collect()))
        })
        .collect()
});

/// True for a first name that is common in England.
pub(super) fn is_first_name(word: &str) -> bool {
    FIRST_NAMES.contains(word)
}

/// True for a word of one of these groups of `people.tsv`.
pub(super) fn is(word: &str, groups: &[&str]) -> bool {
    groups.iter().any(|group| PEOPLE.get(group).is_some_and(|words| words.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_of_people_has_words_and_a_reason() {
        for line in include_str!("people.tsv").lines().filter(|line| !line.starts_with("# ")) {
            assert_eq!(line.split('\t').filter(|column| !column.trim().is_empty()).count(), 3, "{line}");
        }
        assert!(is("nan", &["family"]) && is("nurse", &["family", "staff"]) && !is("table", &["family", "staff"]));
    }

    #[test]
    fn words_that_plans_are_made_of_are_no_first_names() {
        for word in ["will", "mark", "grace", "april", "may", "hope", "art", "bill", "pat-a-cake"] {
            assert!(!is_first_name(word), "{word}");
        }
        assert!(is_first_name("harriet") && is_first_name("yusuf"));
    }
}
