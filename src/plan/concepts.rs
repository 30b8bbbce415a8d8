//! What a text is about: reading, money, friends, sleep and so on.
//!
//! **In:** words. **Out:** concepts, each with how strongly the text speaks of it. **Layer:** 3.
//!
//! "Sums are done on fingers" and "works out the bill to the penny" share no word, and the encoder of a small classifier
//! does not know that they belong together. People who write plans do, so what they know is kept as data: the concepts
//! of the field with the words that need, outcome and provision each use for them (`concepts.tsv`).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

static CONCEPTS: LazyLock<Concepts> = LazyLock::new(|| Concepts::parse(include_str!("concepts.tsv")));

/// A word of a cue: itself, or everything that begins so.
#[derive(Debug)]
struct Cue {
    word: String,
    prefix: bool,
}

impl Cue {
    fn fits(&self, word: &str) -> bool {
        if self.prefix { word.starts_with(&self.word) } else { word == self.word }
    }
}

/// The table, by the first letter of the cues.
#[derive(Debug)]
struct Concepts {
    names: Vec<&'static str>,
    by_letter: HashMap<char, Vec<(usize, Vec<Cue>)>>,
}

impl Concepts {
    /// Reads the table: concept, cues between spaces, note. Lines that begin with `# ` are passed over.
    fn parse(table: &'static str) -> Self {
        let mut concepts = Concepts { names: Vec::new(), by_letter: HashMap::new() };
        for line in table.lines().filter(|line| !line.starts_with("# ") && !line.trim().is_empty()) {
            let mut columns = line.split('\t');
            let (Some(name), Some(cues)) = (columns.next(), columns.next()) else { continue };
            let at = concepts.names.len();
            concepts.names.push(name);
            for cue in cues.split_whitespace() {
                let words: Vec<Cue> = cue
                    .split('_')
                    .map(|word| Cue { word: word.trim_end_matches('*').to_string(), prefix: word.ends_with('*') })
                    .collect();
                let letter = words.first().and_then(|cue| cue.word.chars().next());
                if let Some(letter) = letter {
                    concepts.by_letter.entry(letter).or_default().push((at, words));
                }
            }
        }
        concepts
    }
}

/// Concepts by number, each with the number of its different words in the text.
pub(super) fn concepts(words: &[String]) -> BTreeMap<usize, f32> {
    let mut found: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        let Some(cues) = word.chars().next().and_then(|letter| CONCEPTS.by_letter.get(&letter)) else { continue };
        for (concept, cue) in cues {
            let end = at + cue.len();
            if end <= words.len() && cue.iter().zip(&words[at..end]).all(|(cue, word)| cue.fits(word)) {
                found.entry(*concept).or_default().insert(words[at..end].join(" "));
            }
        }
    }
    found.into_iter().map(|(concept, words)| (concept, words.len() as f32)).collect()
}

/// The name of a concept.
#[cfg(test)]
fn name(concept: usize) -> &'static str {
    CONCEPTS.names[concept]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::likeness::plain_words;

    fn about(text: &str) -> Vec<&'static str> {
        concepts(&plain_words(text)).into_keys().map(name).collect()
    }

    #[test]
    fn the_same_matter_is_found_under_different_words() {
        for (concept, texts) in [
            ("money", ["Her allowance is gone by Monday", "pays the phone bill", "receipts and a banking app"]),
            ("sleep", ["awake until three", "asleep by ten", "a bedtime routine"]),
            ("friends", ["has nobody to play with but adults, no peers", "meets a friend", "a lunch break club"]),
        ] {
            for text in texts {
                assert!(about(text).contains(&concept), "{text}: {:?}", about(text));
            }
        }
    }

    #[test]
    fn a_cue_of_several_words_needs_all_of_them() {
        assert!(about("a front door of her own").contains(&"home_of_own"));
        assert!(!about("the front of the bus").contains(&"home_of_own"));
    }

    #[test]
    fn every_line_of_the_table_has_a_concept_cues_and_a_note_and_no_concept_stands_twice() {
        let lines = include_str!("concepts.tsv").lines().filter(|line| !line.starts_with("# "));
        let mut names = BTreeSet::new();
        for line in lines {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(columns.len() == 3 && columns.iter().all(|column| !column.trim().is_empty()), "{line}");
            assert!(names.insert(columns[0]), "{} stands twice", columns[0]);
        }
    }
}
