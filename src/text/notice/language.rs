//! Tells whether a text is in another language than English.
//!
//! **In:** a text. **Out:** yes or no. **Layer:** 1.
//!
//! Another script decides at once. In Latin script foreign function words have to outnumber the English words; word
//! frequencies or letter pairs would be the usual way, but they take names, noun stacks and abbreviations ("SaLT
//! x2/wk") for foreign.

use crate::text::phrase::tokens;
use std::collections::HashSet;
use std::sync::LazyLock;

static FOREIGN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("languages.tsv").lines().filter(|line| !line.starts_with("# "));
    lines.filter_map(|line| line.split_once('\t')).flat_map(|(_, words)| words.split_whitespace()).collect()
});

static ENGLISH: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("english.tsv").lines().filter(|line| !line.starts_with("# "));
    lines.filter_map(|line| line.split_once('\t')).flat_map(|(_, words)| words.split_whitespace()).collect()
});

/// True if the text is plainly not English.
pub(super) fn is_foreign(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (latin, other) =
        letters.fold((0, 0), |(latin, other), c| if is_latin(c) { (latin + 1, other) } else { (latin, other + 1) });
    if other >= 2 && other > latin {
        return true;
    }
    let words: Vec<_> = tokens(text).into_iter().filter(|token| token.folded.chars().all(is_word_letter)).collect();
    let words: Vec<_> =
        words.iter().filter(|token| !token.text.chars().all(char::is_uppercase) || text.len() > 12).collect();
    let english = words.iter().filter(|token| ENGLISH.contains(token.folded.as_str())).count();
    let function = words.iter().filter(|token| FOREIGN.contains(token.folded.as_str())).count();
    let lettered = words
        .iter()
        .filter(|token| !token.text.starts_with(char::is_uppercase) && !FOREIGN.contains(token.folded.as_str()))
        .filter(|token| token.folded.chars().any(is_rare_letter) && !LOANS.contains(&token.folded.as_str()))
        .count();
    let proof = function + lettered;
    match words.len() {
        0..=3 => proof >= 2 && function >= 1 && english == 0,
        _ => proof >= 2 && proof > 2 * english && (function + lettered) * 5 >= words.len(),
    }
}

/// English words written with an accent.
const LOANS: [&str; 14] = [
    "café", "cafés", "naïve", "fiancé", "fiancée", "résumé", "crèche", "façade", "cliché", "née", "exposé", "décor",
    "sauté", "entrée",
];

fn is_latin(c: char) -> bool {
    c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c) || matches!(c, 'ª' | 'º' | '\u{fb00}'..='\u{fb06}')
}

fn is_word_letter(c: char) -> bool {
    c.is_alphabetic() || c == '\''
}

fn is_rare_letter(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii() && is_latin(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_and_scripts_are_recognised() {
        for text in [
            "Il pourra lire un livre tout seul à la fin de l'année",
            "Chce czytać książki samodzielnie i mieć przyjaciół",
            "Quiere leer un libro por su cuenta y tener amigos en la escuela",
            "Mae hi eisiau darllen llyfr ar ei phen ei hun yn yr ysgol",
            "Vrea să citească singur și să aibă prieteni la școală",
            "Wuxuu rabaa inuu akhriyo buugaag iyo inuu saaxiibo yeesho",
            "Okulda kendi başına kitap okumak ve arkadaş edinmek istiyor",
            "Er möchte allein zur Schule gehen und mit seinen Freunden spielen",
            "Ele quer ler um livro sozinho e não ter medo da escola",
            "Хоче читати книжки самостійно",
            "يريد أن يقرأ كتابا",
            "用英语阅读",
            "je veux lire",
        ] {
            assert!(is_foreign(text), "{text}");
        }
    }

    #[test]
    fn fragments_names_and_noun_stacks_are_english_enough() {
        for text in [
            "SaLT x2/wk",
            "Hoists, slings + wheelchairs",
            "bespoke curriculum offer",
            "Siân Llewellyn",
            "Zoë",
            "Łukasz plays chess with José at the café",
            "Portage",
            "Makaton / PECS / BSL",
            "BSL tuition for la familia Gómez",
            "Tae kwon do, karate",
            "Eating pierogi with babcia and dziadek",
            "Perkins brailler, BrailleNote, tactile diagrams, Wikki Stix",
            "ad hoc, per diem, pro rata",
            "En suite room",
            "Do re mi",
            "Y Pant school in Pontyclun",
        ] {
            assert!(!is_foreign(text), "{text}");
        }
    }
}
