//! What a text is about, told by the library's own words.
//!
//! **In:** a text. **Out:** [`Topics`]: how near it is to each kind of the library; the kinds nearest to a draft. **Layer:** 2.
//!
//! Two texts that share no word may be about one matter: "rings his nan" and "cannot make himself understood". Each is
//! held against the words of every kind, in which need, outcome and help stand together, and then the two rows
//! of likenesses are compared (explicit semantic analysis, Gabrilovich and Markovitch, 2007). Words are stems, weighed by how
//! few kinds use them. A particular kind takes no part in it: a need and its outcome that fell under two of those would be
//! strangers. It is found by its cues alone.

use super::{Kind, kinds};
use crate::text::words::words;
use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

/// How much a word of the name or of a cue counts beside a word of an example.
const NAMED: f32 = 2.0;
/// Likeness under which a kind is not offered.
const LEAST: f32 = 0.22;

/// Stems of words after which it may be said where something is: "hydro in the special school"; and where it surely is:
/// "at lunch club", "in form time".
const PLACED: [&str; 3] = ["at", "in", "can"];
const SURELY_PLACED: [&str; 1] = ["at"];
const WITHIN: [&str; 2] = ["in", "dure"];
/// Stems of words after which it is said what is not wanted: "my own flat and not live with mum".
const DENIED: [&str; 4] = ["not", "without", "don't", "instead"];

/// Likeness to every kind, in the order of [`kinds`], 0 to 1.
pub type Topics = Vec<f32>;

struct Index {
    /// Kinds that use a stem, with the weight of the stem in the kind; rows have length one.
    postings: HashMap<String, Vec<(usize, f32)>>,
    /// How telling a stem is.
    rarity: HashMap<String, f32>,
    /// Stems of each cue, longest cue first, with the kind.
    cues: Vec<(Vec<String>, usize)>,
    /// The cues that begin with a stem.
    begun: HashMap<String, Vec<usize>>,
}

static STOP_WORDS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../text/stop_words.tsv").lines().filter(|line| !line.starts_with("# "));
    lines.filter_map(|line| line.split('\t').next()).flat_map(str::split_whitespace).collect()
});

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let used = |kind: &Kind| {
        let mut stems_of: BTreeMap<String, f32> = BTreeMap::new();
        if kind.particular {
            return stems_of;
        }
        let named = std::iter::once(kind.name.as_str()).chain(kind.cues.iter().map(String::as_str));
        let named = named.map(|text| (text, NAMED));
        let shown = kind.stages().flat_map(super::Examples::all).map(|text| (text, 1.0));
        for (text, weight) in named.chain(shown) {
            for stem in telling(text) {
                *stems_of.entry(stem).or_insert(0.0) += weight;
            }
        }
        stems_of
    };
    let counts: Vec<BTreeMap<String, f32>> = kinds().par_iter().map(used).collect();
    let broad = kinds().iter().filter(|kind| !kind.particular).count() as f32;
    let mut users: HashMap<&str, usize> = HashMap::new();
    counts.iter().flat_map(BTreeMap::keys).for_each(|stem| *users.entry(stem).or_default() += 1);
    let rarity: HashMap<String, f32> =
        users.iter().map(|(stem, users)| (stem.to_string(), (broad / *users as f32).ln())).collect();
    let mut postings: HashMap<String, Vec<(usize, f32)>> = HashMap::new();
    for (kind, stems_of) in counts.iter().enumerate() {
        let weights: Vec<(&String, f32)> =
            stems_of.iter().map(|(stem, count)| (stem, (1.0 + count).ln() * rarity[stem])).collect();
        let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(1e-6);
        for (stem, weight) in weights {
            postings.entry(stem.clone()).or_default().push((kind, weight / length));
        }
    }
    let of_kind = |(at, kind): (usize, &'static Kind)| kind.cues.iter().map(move |cue| (all_stems(cue), at)).collect();
    let cues: Vec<Vec<(Vec<String>, usize)>> = kinds().par_iter().enumerate().map(of_kind).collect();
    let mut cues: Vec<(Vec<String>, usize)> = cues.into_iter().flatten().filter(|(cue, _)| !cue.is_empty()).collect();
    cues.sort_by_key(|(cue, _)| std::cmp::Reverse(cue.len()));
    let mut begun: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, (cue, _)) in cues.iter().enumerate() {
        begun.entry(cue[0].clone()).or_default().push(at);
    }
    Index { postings, rarity, cues, begun }
});

/// Stems of every word, in order.
fn all_stems(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    let folded = words(text).into_iter().filter(|word| word.is_lexical()).map(|word| word.folded());
    folded.map(|word| stemmer.stem(word.strip_suffix("'s").unwrap_or(&word)).into_owned()).collect()
}

/// Stems of the words that say something, each once.
fn telling(text: &str) -> BTreeSet<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    let folded = words(text).into_iter().filter(|word| word.is_lexical()).map(|word| word.folded());
    let plain = folded.map(|word| word.strip_suffix("'s").unwrap_or(&word).to_string());
    let says = |word: &String| word.chars().count() > 1 && !STOP_WORDS.contains(word.as_str());
    plain.filter(says).map(|word| stemmer.stem(&word).into_owned()).collect()
}

/// How near a text is to each kind.
pub fn topics(text: &str) -> Topics {
    let stems = telling(text);
    let length = stems.iter().filter_map(|stem| INDEX.rarity.get(stem)).map(|rare| rare * rare).sum::<f32>().sqrt();
    let mut near = vec![0.0; kinds().len()];
    for stem in &stems {
        let rare = INDEX.rarity.get(stem).copied().unwrap_or(0.0);
        for (kind, weight) in INDEX.postings.get(stem).into_iter().flatten() {
            near[*kind] += rare * weight / length.max(1e-6);
        }
    }
    near
}

/// The kinds nearest to a draft, best first, at most `most`: those whose cue stands in it word by word, the longest cue first; else
/// those that are near enough by all their words. None if nothing comes near.
pub fn closest(draft: &str, most: usize) -> Vec<&'static Kind> {
    let found = cued(draft);
    if !found.is_empty() {
        return found.into_iter().take(most).collect();
    }
    let near = topics(draft);
    let known = known(draft);
    let nearest = |kinds: &mut dyn Iterator<Item = usize>| kinds.max_by(|&one, &two| near[one].total_cmp(&near[two]));
    // One word ("friends") is near to many kinds; that it is part of a cue tells more than how near it is.
    let stems = all_stems(draft);
    let mut part =
        INDEX.cues.iter().filter(|(cue, _)| stems.len() == 1 && cue.contains(&stems[0])).map(|(_, kind)| *kind);
    if let Some(kind) = nearest(&mut part) {
        return vec![&kinds()[kind]];
    }
    nearest(&mut (0..near.len()))
        .filter(|best| near[*best] * known >= LEAST)
        .map(|best| &kinds()[best])
        .into_iter()
        .take(most)
        .collect()
}

/// How much of a draft the library has words for, 0 to 1: one word that it happens to know says little about a budgerigar.
fn known(draft: &str) -> f32 {
    let stems = telling(draft);
    let rare = (kinds().len() as f32).ln();
    let weight =
        |stem: &String| INDEX.rarity.get(stem).map_or((rare * rare, 0.0), |known| (known * known, known * known));
    let (all, known) = stems.iter().map(weight).fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    (known / f32::max(all, 1e-6)).sqrt()
}

/// The kind whose cue stands in a draft word by word, and of several that with the longest cue.
pub fn named(draft: &str) -> Option<&'static Kind> {
    cued(draft).first().copied()
}

/// A draft without whom the person is likened to at its end ("a friend round for tea, like his brother does") and without
/// words that are about nothing there: the verb "attend", an "academic year", a broken heart, Saturday.
fn own_matter(draft: &str) -> String {
    let likened = [" like his ", " like her ", " like their ", " like my ", " like the other"];
    let likes = |from: usize| draft[..from].ends_with("would") || draft[..from].ends_with("'d");
    let starts = likened.iter().filter_map(|words| draft.find(words)).filter(|&from| from > 0 && !likes(from));
    let own = starts.min().map_or(draft, |from| &draft[..from]);
    let idle = |word: &&str| matches!(word.to_lowercase().as_str(), "attend" | "attends" | "attending" | "sat");
    let own = own.split_whitespace().filter(|word| !idle(word)).collect::<Vec<_>>().join(" ");
    own.replace("academic year", "year").replace("breaks my heart", "").replace("breaking my heart", "")
}

/// The kinds whose cues stand in a draft, the longest cue first.
fn cued(draft: &str) -> Vec<&'static Kind> {
    let stems = all_stems(&own_matter(draft));
    let after = |at: usize, far: usize, these: &[&str]| {
        stems[at.saturating_sub(far)..at].iter().any(|stem| these.contains(&stem.as_str()))
    };
    let placed = |at: usize| after(at, 3, &PLACED);
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    let mut covered = vec![false; stems.len()];
    let begun: BTreeSet<usize> = stems.iter().filter_map(|stem| INDEX.begun.get(stem)).flatten().copied().collect();
    for (cue, kind) in begun.into_iter().map(|at| &INDEX.cues[at]) {
        let places = (0..(stems.len() + 1).saturating_sub(cue.len()))
            .find(|&at| stems[at..at + cue.len()] == cue[..] && !covered[at..at + cue.len()].iter().all(|done| *done));
        let Some(at) = places else { continue };
        covered[at..at + cue.len()].iter_mut().for_each(|done| *done = true);
        if found.iter().all(|(_, _, known)| known != kind) {
            found.push((cue.len(), at, *kind));
        }
    }
    // Who helps, how, where and what is not wanted is no matter of its own beside what it is about.
    let timed = |length: usize, at: usize| stems[at + length - 1] == "time" && after(at, 1, &WITHIN);
    let denied = |at: usize| after(at, 2, &DENIED);
    let aside = |&(length, at, kind): &(usize, usize, usize)| {
        kinds()[kind].general || after(at, 2, &SURELY_PLACED) || timed(length, at) || denied(at)
    };
    if !found.iter().all(aside) {
        found.retain(|one| !aside(one));
    }
    // What it is said to be for comes before what the help is, that before where it is, and the longer cue says more of what is meant.
    let so = stems.iter().position(|stem| stem == "so").filter(|at| *at > 0);
    let meant = |at: usize| so.is_some_and(|so| at > so);
    found.sort_by_key(|(length, at, _)| (!meant(*at), placed(*at), std::cmp::Reverse(*length), *at));
    let found: Vec<&Kind> = found.into_iter().map(|(_, _, kind)| &kinds()[kind]).collect();
    let ruled_out = |kind: &Kind| found.iter().any(|other| other.instead_of.contains(&kind.id));
    found.iter().copied().filter(|kind| !ruled_out(kind)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(draft: &str) -> Option<&'static str> {
        closest(draft, 1).first().map(|kind| kind.id.as_str())
    }

    #[test]
    fn a_kind_is_found_by_its_longest_cue_in_whatever_form() {
        assert_eq!(first("Weekly physio with Mrs Dale"), Some("physiotherapy"));
        assert_eq!(first("5 hours of TA support"), Some("teaching-assistant-time"));
        assert_eq!(first("Anger management sessions"), Some("anger-management"));
        assert_eq!(first("PEG feeds at lunch, nurse to oversee"), Some("tube_feeding"));
        assert_eq!(first("School nurse to train staff about his trachy"), Some("tracheostomy_care"));
        assert_eq!(closest("PEG feed, help with eating", 2).len(), 1, "examples of eating would do harm");
        assert_eq!(first("a budgerigar called Fred"), None);
    }

    #[test]
    fn who_comes_along_or_is_likened_is_no_matter_of_its_own() {
        let ids = |draft: &str| closest(draft, 2).into_iter().map(|kind| kind.id.as_str()).collect::<Vec<_>>();
        assert_eq!(ids("Swimming with 1:1 support"), ids("Swimming"));
        assert_eq!(ids("1:1 support for swimming at lunch club in form time"), ids("Swimming"));
        assert_eq!(first("a phone alarm app so he can tell the time"), first("tell the time"));
        assert_eq!(first("my own flat and not live with mum"), first("my own flat"));
        assert_eq!(ids("precision teaching"), ["precision-teaching"]);
        assert_eq!(ids("precision teaching of times tables"), ids("times tables"));
        assert_eq!(ids("travel training, like her brother and his support in foster care"), ids("travel training"));
    }

    #[test]
    fn texts_about_one_matter_are_near_without_a_word_in_common() {
        let near = |one: &str, two: &str| -> f32 {
            let (one, two) = (topics(one), topics(two));
            let dot: f32 = one.iter().zip(&two).map(|(a, b)| a * b).sum();
            let norm = |row: &[f32]| row.iter().map(|value| value * value).sum::<f32>().sqrt().max(1e-6);
            dot / (norm(&one) * norm(&two))
        };
        let bus = near("Rides to college by bus", "A travel trainer walks the route with her");
        let teeth = near("Rides to college by bus", "A dentist shows her the drill");
        assert!(bus > 2.0 * teeth, "{bus} {teeth}");
    }

    #[test]
    fn strange_text_does_no_harm() {
        for text in ["", "…", "🦊🦊", "the of and", &"physio ".repeat(2000)] {
            assert!(topics(text).iter().all(|near| near.is_finite()));
            closest(text, 3);
        }
    }
}
