//! How alike two items of a plan are, each way of looking by itself.
//!
//! **In:** a plan, and what each item is about as a vector (`classify/matter.rs`). **Out:** [`Likeness`]: six numbers for any
//! two items. **Layer:** 3.
//!
//! How often the likeliest hope of a need, need of an outcome and outcome of a provision is the right one, on 232 threads by
//! authors whom no way had seen: words, order and library together 0.48, 0.66, 0.51; vectors alone 0.71, 0.83, 0.70; all
//! together 0.70, 0.82, 0.67. On the development plans, whose lists are in order: 0.45, 0.72, 0.69; 0.70, 0.82, 0.75; 0.69,
//! 0.85, 0.80. Before there was a matter reader, means of word pieces stood in its place.

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
    /// Where in its list it stands, 0 to 1.
    place: f32,
    /// 0 education, 1 health, 2 care; `None` for hopes and outcomes.
    service: Option<u8>,
}

/// Ways of looking, in the order of the numbers of [`Likeness::between`].
pub(super) const WAYS: usize = 6;

/// The items of a plan, ready to be compared.
pub(super) struct Likeness {
    stages: [Vec<Profile>; 4],
}

impl Likeness {
    /// `matter` holds a vector for each item in the order of [`Plan::items`]; missing ones count as saying nothing.
    pub(super) fn new(plan: &Plan, matter: &[Vec<f32>]) -> Self {
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
            let vectors = centred(matter.get(first..at).unwrap_or_default());
            items
                .iter()
                .enumerate()
                .map(|(index, item)| Profile {
                    concepts: concepts(&words[first + index]),
                    stems: stems[first + index].iter().map(|stem| (stem.clone(), rare(stem))).collect(),
                    vector: vectors.get(index).cloned().unwrap_or_default(),
                    topics: of_length_one(topics(&item.text)),
                    place: (index as f32 + 0.5) / items.len() as f32,
                    service: service(item),
                })
                .collect()
        });
        Likeness { stages }
    }

    /// Shared concepts, shared stems, nearness of vectors (−1 to 1), nearness of places in the lists (−1 to 0), whether both
    /// are of education, health or care (1) or not (−1; 0 where both are of education), and likeness in what the purpose
    /// library says of them (0 to 1).
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
        [concepts, stems, vector, -(one.place - two.place).abs(), services, dot(&one.topics, &two.topics)]
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
        let likeness = Likeness::new(&plan, &[]);
        let concepts = |need, outcome| likeness.between((Stage::Need, need), (Stage::Outcome, outcome))[0];
        assert!(concepts(0, 0) > concepts(1, 0) && concepts(1, 1) > concepts(0, 1));
    }

    #[test]
    fn every_number_keeps_to_its_range_even_for_empty_and_odd_texts() {
        let plan = plan(&["", "…", "a ¼ 🦊"], &["", "the"]);
        let vectors = [vec![0.0; 3], vec![1.0, 0.0, 0.0]];
        let likeness = Likeness::new(&plan, &vectors);
        for need in 0..3 {
            for outcome in 0..2 {
                let ways = likeness.between((Stage::Need, need), (Stage::Outcome, outcome));
                assert!(ways.iter().all(|way| way.is_finite() && (-1.001..=1.001).contains(way)), "{ways:?}");
            }
        }
    }
}
