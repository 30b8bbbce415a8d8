//! English verbs in the forms that a rewrite needs, and back to the base form.
//!
//! **In:** a verb in any form. **Out:** the same verb in another form. **Layer:** 1.
//!
//! Rules first (British doubling: "travelling"), a table of irregular verbs beside them, and a list of the verbs that
//! occur in plans, which settles what the rules leave open: "using" is "use", not "us". Words outside the list are
//! inflected by rule alone, so that an unknown verb still gets a sensible form.
//!
//! ```
//! use sothat::text::inflect::{Agreement, base_of_ing, base_of_third, ing, participle, present};
//! assert_eq!(base_of_third("tries").as_deref(), Some("try"));
//! assert_eq!((ing("travel"), participle("choose")), ("travelling".to_string(), "chosen".to_string()));
//! assert_eq!(base_of_ing("using").as_deref(), Some("use"));
//! assert_eq!(present("be", Agreement::First), "am");
//! ```

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a verb agrees with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// I
    First,
    /// he, she, it, a name, a singular noun
    Third,
    /// we, you, they, a plural noun
    Plural,
}

struct Verbs {
    irregular: HashMap<&'static str, (&'static str, &'static str)>,
    bases: HashSet<&'static str>,
    nouns_too: HashSet<&'static str>,
    base_of: HashMap<&'static str, &'static str>,
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let mut verbs =
        Verbs { irregular: HashMap::new(), bases: HashSet::new(), nouns_too: HashSet::new(), base_of: HashMap::new() };
    for line in include_str!("irregular.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        if let (Some(base), Some(past), Some(participle)) = (cells.next(), cells.next(), cells.next()) {
            verbs.irregular.insert(base, (past, participle));
            verbs.bases.insert(base);
            verbs.base_of.insert(past, base);
            verbs.base_of.insert(participle, base);
        }
    }
    for line in include_str!("regular.txt").lines().filter(|line| !line.starts_with('#')) {
        for word in line.split_whitespace() {
            let base = word.trim_end_matches('*');
            verbs.bases.insert(base);
            if base != word {
                verbs.nouns_too.insert(base);
            }
        }
    }
    verbs
});

/// Verbs of more than one syllable that double their last letter because the stress is on it.
const DOUBLED: [&str; 17] = [
    "admit", "begin", "commit", "confer", "deter", "enrol", "forbid", "forget", "infer", "occur", "omit", "permit",
    "prefer", "propel", "refer", "regret", "transfer",
];

/// True if `base` is the base form of a verb in the list.
pub fn is_verb(base: &str) -> bool {
    VERBS.bases.contains(base)
}

/// True if `base` is a verb that is hardly ever a noun, so that its "-s" form can be taken for a verb anywhere.
pub fn is_mostly_verb(base: &str) -> bool {
    is_verb(base) && !VERBS.nouns_too.contains(base)
}

/// "he walks", "she tries", "it has".
pub fn third(base: &str) -> String {
    match base {
        "be" => return "is".to_string(),
        "have" => return "has".to_string(),
        "can" | "will" | "must" | "may" | "might" | "should" | "could" | "would" => return base.to_string(),
        _ => {}
    }
    if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end)) {
        format!("{base}es")
    } else if let Some(stem) = consonant_y(base) {
        format!("{stem}ies")
    } else {
        format!("{base}s")
    }
}

/// The present tense that agrees with a subject.
pub fn present(base: &str, agreement: Agreement) -> String {
    match (base, agreement) {
        ("be", Agreement::First) => "am".to_string(),
        ("be", Agreement::Plural) => "are".to_string(),
        (_, Agreement::Third) => third(base),
        _ => base.to_string(),
    }
}

/// "walked", "tried", "went".
pub fn past(base: &str) -> String {
    VERBS.irregular.get(base).map_or_else(|| regular_past(base), |(past, _)| (*past).to_string())
}

/// "has walked", "has gone".
pub fn participle(base: &str) -> String {
    VERBS.irregular.get(base).map_or_else(|| regular_past(base), |(_, participle)| (*participle).to_string())
}

/// "walking", "choosing", "lying".
pub fn ing(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        format!("{stem}ying")
    } else if base.len() > 2 && base.ends_with('e') && !["ee", "oe", "ye"].iter().any(|end| base.ends_with(end)) {
        format!("{}ing", &base[..base.len() - 1])
    } else {
        format!("{}ing", doubled(base))
    }
}

/// The base form of a third person singular; `None` if the word cannot be one.
pub fn base_of_third(word: &str) -> Option<String> {
    match word {
        "is" => return Some("be".to_string()),
        "has" => return Some("have".to_string()),
        "does" => return Some("do".to_string()),
        _ => {}
    }
    let stem = word.strip_suffix('s')?;
    if stem.len() < 2 || ["s", "u", "i", "'"].iter().any(|end| stem.ends_with(end)) {
        return None;
    }
    let mut candidates = Vec::new();
    if let Some(short) = word.strip_suffix("ies") {
        candidates.push(format!("{short}y"));
        candidates.push(format!("{short}ie"));
    } else if let Some(short) = word.strip_suffix("es")
        && ["ss", "x", "zz", "ch", "sh", "o"].iter().any(|end| short.ends_with(end))
    {
        candidates.push(short.to_string());
    }
    candidates.push(stem.to_string());
    candidates.retain(|candidate| third(candidate) == word);
    candidates.iter().find(|candidate| is_verb(candidate)).or(candidates.first()).cloned()
}

/// The base form of an "-ing" form; `None` if the word cannot be one.
pub fn base_of_ing(word: &str) -> Option<String> {
    let stem = word.strip_suffix("ing")?;
    if !stem.chars().any(is_vowel_or_y) {
        return None;
    }
    let mut candidates = Vec::new();
    if let Some(short) = stem.strip_suffix('y') {
        candidates.push(format!("{short}ie"));
    }
    let last_two: Vec<char> = stem.chars().rev().take(2).collect();
    if let [a, b] = last_two[..]
        && a == b
        && !is_vowel_or_y(a)
    {
        candidates.push(stem[..stem.len() - a.len_utf8()].to_string());
    }
    candidates.push(stem.to_string());
    candidates.push(format!("{stem}e"));
    if let Some(known) = candidates.iter().find(|candidate| is_verb(candidate) && ing(candidate) == word) {
        return Some(known.clone());
    }
    Some(match last_two[..] {
        [a, b] if a == b && !"lsz".contains(a) => stem[..stem.len() - a.len_utf8()].to_string(),
        [a, _] if "vcu".contains(a) => format!("{stem}e"),
        ['t', 'a'] | ['s', 'i'] | ['z', 'i'] => format!("{stem}e"),
        _ => stem.to_string(),
    })
}

/// The base form of a past tense or past participle; `None` unless the verb is in the list.
pub fn base_of_past(word: &str) -> Option<String> {
    if let Some(base) = VERBS.base_of.get(word) {
        return Some((*base).to_string());
    }
    let stem = word.strip_suffix("ed")?;
    let mut candidates = vec![stem.to_string(), format!("{stem}e")];
    if let Some(short) = stem.strip_suffix('i') {
        candidates.push(format!("{short}y"));
    }
    let mut letters = stem.chars().rev();
    if let (Some(a), Some(b)) = (letters.next(), letters.next())
        && a == b
    {
        candidates.push(stem[..stem.len() - a.len_utf8()].to_string());
    }
    candidates.into_iter().find(|candidate| is_verb(candidate))
}

fn is_vowel(letter: char) -> bool {
    "aeiou".contains(letter)
}

fn is_vowel_or_y(letter: char) -> bool {
    is_vowel(letter) || letter == 'y'
}

fn consonant_y(base: &str) -> Option<&str> {
    let stem = base.strip_suffix('y')?;
    stem.chars().next_back().is_some_and(|letter| letter.is_alphabetic() && !is_vowel(letter)).then_some(stem)
}

fn regular_past(base: &str) -> String {
    if base.ends_with('e') {
        format!("{base}d")
    } else if let Some(stem) = consonant_y(base) {
        format!("{stem}ied")
    } else {
        format!("{}ed", doubled(base))
    }
}

/// The base with its last consonant doubled where spelling asks for it.
fn doubled(base: &str) -> String {
    let letters: Vec<char> = base.chars().collect();
    let [.., before, vowel, last] = letters[..] else { return base.to_string() };
    let closed = !is_vowel(last) && !"wxy".contains(last) && is_vowel(vowel);
    // "qu" is a consonant: "quit", "quitting".
    let single = !is_vowel(before) || (before == 'u' && letters.len() > 3 && letters[letters.len() - 4] == 'q');
    let stem = base.rsplit('-').next().unwrap_or(base);
    let short = stem.chars().filter(|letter| is_vowel_or_y(*letter)).count() == 1 || base.ends_with("set");
    let stressed = DOUBLED.contains(&stem) || ["swap", "unzip", "kidnap", "handicap", "unwrap"].contains(&stem);
    if closed && (single && (short || stressed || last == 'l') || stem.starts_with("qu") && short_qu(stem)) {
        format!("{base}{last}")
    } else {
        base.to_string()
    }
}

fn short_qu(stem: &str) -> bool {
    stem.len() == 4 && stem != "quay"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn third_person_and_back_are_inverse() {
        for (base, form) in [
            ("walk", "walks"),
            ("try", "tries"),
            ("play", "plays"),
            ("watch", "watches"),
            ("go", "goes"),
            ("do", "does"),
            ("have", "has"),
            ("be", "is"),
            ("use", "uses"),
            ("choose", "chooses"),
            ("miss", "misses"),
            ("tie", "ties"),
            ("practise", "practises"),
            ("mix", "mixes"),
            ("copy", "copies"),
            ("lie", "lies"),
            ("manage", "manages"),
        ] {
            assert_eq!(third(base), form);
            assert_eq!(base_of_third(form).as_deref(), Some(base), "{form}");
        }
        for word in ["class", "his", "this", "us", "status", "bus", "child's"] {
            assert_eq!(base_of_third(word), None, "{word}");
        }
    }

    #[test]
    fn ing_forms_double_drop_and_keep_as_british_spelling_does() {
        for (base, form) in [
            ("travel", "travelling"),
            ("swim", "swimming"),
            ("sit", "sitting"),
            ("visit", "visiting"),
            ("choose", "choosing"),
            ("see", "seeing"),
            ("be", "being"),
            ("lie", "lying"),
            ("prefer", "preferring"),
            ("open", "opening"),
            ("listen", "listening"),
            ("develop", "developing"),
            ("play", "playing"),
            ("mix", "mixing"),
            ("show", "showing"),
            ("control", "controlling"),
            ("eat", "eating"),
            ("dye", "dyeing"),
            ("practise", "practising"),
            ("cope", "coping"),
            ("upset", "upsetting"),
            ("hop", "hopping"),
            ("hope", "hoping"),
            ("quit", "quitting"),
            ("fulfil", "fulfilling"),
            ("enter", "entering"),
            ("benefit", "benefiting"),
            ("ski", "skiing"),
            ("self-regulate", "self-regulating"),
        ] {
            assert_eq!(ing(base), form);
            if is_verb(base) {
                assert_eq!(base_of_ing(form).as_deref(), Some(base), "{form}");
            }
        }
        assert_eq!(base_of_ing("thing"), None);
        assert_eq!(base_of_ing("string"), None);
    }

    #[test]
    fn past_forms_follow_the_table_and_the_rules() {
        for (base, past_form, participle_form) in [
            ("attend", "attended", "attended"),
            ("go", "went", "gone"),
            ("choose", "chose", "chosen"),
            ("travel", "travelled", "travelled"),
            ("try", "tried", "tried"),
            ("stop", "stopped", "stopped"),
            ("enjoy", "enjoyed", "enjoyed"),
            ("write", "wrote", "written"),
            ("learn", "learnt", "learnt"),
            ("develop", "developed", "developed"),
            ("agree", "agreed", "agreed"),
            ("refer", "referred", "referred"),
            ("offer", "offered", "offered"),
            ("get", "got", "got"),
            ("prepare", "prepared", "prepared"),
        ] {
            assert_eq!((past(base), participle(base)), (past_form.to_string(), participle_form.to_string()));
            assert_eq!(base_of_past(participle_form).as_deref(), Some(base));
        }
        assert_eq!(base_of_past("red"), None);
    }

    #[test]
    fn the_verb_be_agrees_with_its_subject() {
        assert_eq!(present("be", Agreement::First), "am");
        assert_eq!(present("be", Agreement::Third), "is");
        assert_eq!(present("be", Agreement::Plural), "are");
        assert_eq!(present("carry", Agreement::Third), "carries");
        assert_eq!(present("carry", Agreement::Plural), "carry");
    }
}
