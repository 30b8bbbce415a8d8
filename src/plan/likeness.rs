//! How alike two items of a plan are, each way of looking by itself.
//!
//! **In:** a plan, and one vector an item. **Out:** [`Likeness`]: seven numbers for any two items. **Layer:** 3.
//!
//! Tried on the development plans, how often the likeliest need of an outcome, outcome of a provision and hope of a need
//! is the right one: concepts 0.71, word pieces before the encoder 0.57, its middle 0.52, its last states 0.28 (they
//! have learnt to tell outcomes from provision and forgotten the matter), shared stems 0.44, the order of the lists alone
//! 0.53; all together 0.79. So the vectors that come in are means of word pieces, weighted by [`rarity`]. On thirty plans by
//! later authors these ways together gave 0.67, and with what the purpose library says of both items 0.73.

use super::Matter;
use super::concepts::concepts;
use crate::domain::{Item, Plan, Stage};
use crate::purpose::topics;
use crate::text::words::words;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

static STOP_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../text/stop_words.tsv").lines().filter(|line| !line.starts_with("# "));
    lines.filter_map(|line| line.split('\t').next()).flat_map(str::split_whitespace).collect()
});

/// Word pieces below this number are marks and single letters.
const FIRST_WORD: u32 = 86;
/// Pieces after which a word counts as no longer common.
const COMMON: f32 = 100.0;

/// How much a word piece says of what a text is about. Pieces are numbered from the most frequent word down.
pub fn rarity(piece: u32) -> f32 {
    (1.0 + piece.saturating_sub(FIRST_WORD) as f32 / COMMON).ln()
}

/// The words of a text in lower case, without what follows an apostrophe.
pub(super) fn plain_words(text: &str) -> Vec<String> {
    let folded = words(text).into_iter().filter(|word| word.is_lexical() || word.text == "£").map(|word| word.folded());
    folded.map(|word| word.strip_suffix("'s").unwrap_or(&word).to_string()).collect()
}

/// What an item is about.
struct Profile {
    concepts: BTreeMap<usize, f32>,
    stems: BTreeMap<String, f32>,
    vector: Vec<f32>,
    /// Likeness to the kinds of the purpose library by words, of length one.
    topics: Vec<f32>,
    /// The same by vectors, less the mean of the stage.
    near: Vec<f32>,
    /// Where in its list it stands, 0 to 1.
    place: f32,
    /// 0 education, 1 health, 2 care; `None` for hopes and outcomes.
    service: Option<u8>,
}

/// Ways of looking, in the order of the numbers of [`Likeness::between`].
pub(super) const WAYS: usize = 7;

/// The items of a plan, ready to be compared.
pub(super) struct Likeness {
    stages: [Vec<Profile>; 4],
}

impl Likeness {
    /// Missing vectors count as saying nothing.
    pub(super) fn new(plan: &Plan, matter: &Matter<'_>) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let own_name: HashSet<String> =
            plain_words(plan.child.name.as_deref().unwrap_or_default()).into_iter().collect();
        let words: Vec<Vec<String>> = plan.items().map(|(_, item)| plain_words(&item.text)).collect();
        let stems: Vec<HashSet<String>> = words
            .iter()
            .map(|words| {
                let telling = |word: &&String| {
                    word.chars().count() > 1 && !STOP_WORDS.contains(word.as_str()) && !own_name.contains(*word)
                };
                words.iter().filter(telling).map(|word| stemmer.stem(word).into_owned()).collect()
            })
            .collect();
        let mut items_with: HashMap<&str, usize> = HashMap::new();
        stems.iter().flatten().for_each(|stem| *items_with.entry(stem).or_default() += 1);
        let rare = |stem: &String| (1.0 + stems.len() as f32 / items_with[stem.as_str()] as f32).ln();
        let mut at = 0;
        let stages = Stage::ALL.map(|stage| {
            let items = plan.stage(stage);
            let first = at;
            at += items.len();
            let vectors = centred(matter.vectors.get(first..at).unwrap_or_default());
            let near = centred(matter.near.get(first..at).unwrap_or_default());
            items
                .iter()
                .enumerate()
                .map(|(index, item)| Profile {
                    concepts: concepts(&words[first + index]),
                    stems: stems[first + index].iter().map(|stem| (stem.clone(), rare(stem))).collect(),
                    vector: vectors.get(index).cloned().unwrap_or_default(),
                    topics: of_length_one(topics(&item.text)),
                    near: near.get(index).cloned().unwrap_or_default(),
                    place: (index as f32 + 0.5) / items.len() as f32,
                    service: service(item),
                })
                .collect()
        });
        Likeness { stages }
    }

    /// Shared concepts, shared stems, nearness of vectors (−1 to 1), nearness of places in the lists (−1 to 0), and whether
    /// both are of education, health or care (1) or not (−1; 0 where both are of education); then likeness in what the purpose
    /// library says of them, by words (0 to 1) and by vectors (−1 to 1).
    pub(super) fn between(&self, one: (Stage, usize), two: (Stage, usize)) -> [f32; WAYS] {
        let (one, two) = (&self.stages[one.0 as usize][one.1], &self.stages[two.0 as usize][two.1]);
        let concepts = cosine(&one.concepts, &two.concepts);
        let weight = |stems: &BTreeMap<String, f32>| stems.values().sum::<f32>();
        let shared: f32 = one.stems.iter().filter(|(stem, _)| two.stems.contains_key(*stem)).map(|(_, w)| w).sum();
        let stems = shared / (weight(&one.stems) * weight(&two.stems)).sqrt().max(1e-6);
        let dot = |one: &[f32], two: &[f32]| one.iter().zip(two).map(|(a, b)| a * b).sum::<f32>();
        let vector = dot(&one.vector, &two.vector);
        let services = match (one.service, two.service) {
            (Some(0), Some(0)) | (None, _) | (_, None) => 0.0,
            (one, two) if one == two => 1.0,
            _ => -1.0,
        };
        let (topics, near) = (dot(&one.topics, &two.topics), dot(&one.near, &two.near));
        [concepts, stems, vector, -(one.place - two.place).abs(), services, topics, near]
    }
}

fn service(item: &Item) -> Option<u8> {
    match item.section {
        'B' | 'F' => Some(0),
        'C' | 'G' => Some(1),
        'D' | 'H' => Some(2),
        _ => None,
    }
}

fn cosine(one: &BTreeMap<usize, f32>, two: &BTreeMap<usize, f32>) -> f32 {
    let dot: f32 = one.iter().filter_map(|(key, a)| two.get(key).map(|b| a * b)).sum();
    let norm = |map: &BTreeMap<usize, f32>| map.values().map(|value| value * value).sum::<f32>().sqrt();
    dot / (norm(one) * norm(two)).max(1e-6)
}

fn of_length_one(vector: Vec<f32>) -> Vec<f32> {
    let length = vector.iter().map(|part| part * part).sum::<f32>().sqrt().max(1e-6);
    vector.into_iter().map(|part| part / length).collect()
}

/// Vectors less their mean, which only says of which stage they are, and of length one.
fn centred(vectors: &[Vec<f32>]) -> Vec<Vec<f32>> {
    let width = vectors.iter().map(Vec::len).max().unwrap_or_default();
    let mut mean = vec![0f32; width];
    for vector in vectors {
        mean.iter_mut().zip(vector).for_each(|(mean, part)| *mean += part / vectors.len() as f32);
    }
    let unit = |vector: &Vec<f32>| {
        let apart: Vec<f32> = vector.iter().zip(&mean).map(|(part, mean)| part - mean).collect();
        let length = apart.iter().map(|part| part * part).sum::<f32>().sqrt().max(1e-6);
        apart.into_iter().map(|part| part / length).collect()
    };
    vectors.iter().map(unit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(needs: &[&str], outcomes: &[&str]) -> Plan {
        let items = |letter: char, texts: &[&str]| {
            let item = |(at, text): (usize, &&str)| Item {
                id: format!("{letter}{}", at + 1),
                section: letter,
                area: None,
                text: text.to_string(),
                serves: Vec::new(),
            };
            texts.iter().enumerate().map(item).collect()
        };
        Plan { needs: items('B', needs), outcomes: items('E', outcomes), ..Plan::default() }
    }

    #[test]
    fn items_about_one_matter_are_more_alike_than_others() {
        let plan =
            plan(&["She reads at the level of Reception", "Sums are a mystery"], &["Reads a menu", "Adds up a bill"]);
        let likeness = Likeness::new(&plan, &Matter::default());
        let concepts = |need, outcome| likeness.between((Stage::Need, need), (Stage::Outcome, outcome))[0];
        assert!(concepts(0, 0) > concepts(1, 0) && concepts(1, 1) > concepts(0, 1));
    }

    #[test]
    fn every_number_keeps_to_its_range_even_for_empty_and_odd_texts() {
        let plan = plan(&["", "…", "a ¼ 🦊"], &["", "the"]);
        let vectors = [vec![0.0; 3], vec![1.0, 0.0, 0.0]];
        let likeness = Likeness::new(&plan, &Matter { vectors: &vectors, near: &[] });
        for need in 0..3 {
            for outcome in 0..2 {
                let ways = likeness.between((Stage::Need, need), (Stage::Outcome, outcome));
                assert!(ways.iter().all(|way| way.is_finite() && (-1.001..=1.001).contains(way)), "{ways:?}");
            }
        }
    }

    #[test]
    fn a_rare_piece_weighs_more_than_a_common_one_and_marks_weigh_nothing() {
        assert_eq!(rarity(3), 0.0);
        assert!(rarity(2000) > rarity(100));
    }
}
