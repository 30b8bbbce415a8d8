//! Roughens training statements the way hands, scanners and forms do.
//!
//! **In:** a statement, or a text that is none, and a source of chance. **Out:** [`Rough`]: its text, parts and heading, perhaps with a
//! slip. **Layer:** 6.
//!
//! Applied afresh in every epoch and after the split, to training statements only. No noise changes what a statement says,
//! so labels stay true; headings are drawn without regard to the label, so that the model learns not to lean on them.
//! Every letter carries the part it belongs to, so that parts follow the text through every change.

use super::config::Noise;
use crate::document::statements::LabelledStatement;
use crate::domain::{Slot, SlotSpan, Span};
use rand::Rng;

/// Numbers and headings that stand before statements in forms and tables.
const PREFIXES: [&str; 12] = [
    "Outcome 2:",
    "Target –",
    "E3:",
    "F:",
    "Aim:",
    "Goal:",
    "Provision:",
    "1.",
    "•",
    "Section F –",
    "Objective:",
    "What:",
];

/// Headings, form fields and table columns under which any kind of statement can stand.
const HEADINGS: [&str; 20] = [
    "Outcomes",
    "Outcome sought",
    "Provision",
    "Support",
    "What will happen",
    "Actions",
    "Action / by whom",
    "Goal 1",
    "Target",
    "Section E",
    "Section F",
    "What we do",
    "What we put in",
    "Inputs",
    "Resources",
    "Results",
    "Success criteria",
    "What is important to me",
    "Notes",
    "Strategies",
];

/// Words that a statement must have before its end may be cut off, and the fewest that are left.
const LONG: (usize, usize) = (12, 9);

/// A text as it was written.
pub(super) struct Clean<'a> {
    text: &'a str,
    parts: Option<&'a [SlotSpan]>,
    heading: Option<&'a str>,
    /// True if its end may be cut off without making it something else.
    may_be_cut: bool,
}

impl<'a> From<&'a LabelledStatement> for Clean<'a> {
    fn from(row: &'a LabelledStatement) -> Self {
        let may_be_cut = row.mixed != Some(true);
        Clean { text: &row.text, parts: row.slots.as_deref(), heading: row.heading.as_deref(), may_be_cut }
    }
}

impl<'a> From<&'a str> for Clean<'a> {
    fn from(text: &'a str) -> Self {
        Clean { text, parts: None, heading: None, may_be_cut: false }
    }
}

/// A statement as it is shown to the model in one epoch.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rough {
    /// The text.
    pub text: String,
    /// Its parts; `None` if nobody marked them.
    pub parts: Option<Vec<SlotSpan>>,
    /// What it stands under.
    pub heading: Option<String>,
}

/// A letter and the number of the part that it belongs to.
type Letter = (char, Option<usize>);

/// The text, perhaps roughened.
pub(super) fn roughen<'a>(clean: impl Into<Clean<'a>>, noise: &Noise, random: &mut impl Rng) -> Rough {
    let clean: Clean<'a> = clean.into();
    let parts = clean.parts.unwrap_or_default();
    let part_at = |at: usize| parts.iter().position(|part| (part.span.start..part.span.end).contains(&at));
    let mut letters: Vec<Letter> = clean.text.chars().enumerate().map(|(at, c)| (c, part_at(at))).collect();
    if random.random_bool(noise.truncation) && clean.may_be_cut {
        truncate(&mut letters, random);
    }
    if random.random_bool(noise.apostrophe) {
        letters.retain(|(c, _)| !matches!(c, '\'' | '’'));
    }
    if random.random_bool(noise.typo) {
        slip(&mut letters, random);
    }
    if random.random_bool(noise.full_stop) {
        match letters.last() {
            Some(('.', _)) => {
                letters.pop();
            }
            Some((c, _)) if c.is_alphanumeric() => letters.push(('.', None)),
            _ => {}
        }
    }
    if random.random_bool(noise.heading) {
        let prefix = PREFIXES[random.random_range(0..PREFIXES.len())];
        letters.splice(0..0, prefix.chars().chain([' ']).map(|c| (c, None)));
    }
    let shown = random.random_bool(noise.context);
    let heading = match clean.heading {
        Some(heading) => (!shown).then(|| heading.to_string()),
        None => shown.then(|| HEADINGS[random.random_range(0..HEADINGS.len())].to_string()),
    };
    let kinds: Vec<Slot> = parts.iter().map(|part| part.slot).collect();
    Rough {
        text: letters.iter().map(|(c, _)| c).collect(),
        parts: clean.parts.is_some().then(|| spans(&letters, &kinds)),
        heading,
    }
}

/// The parts that the letters spell.
fn spans(letters: &[Letter], kinds: &[Slot]) -> Vec<SlotSpan> {
    let mut found: Vec<(usize, SlotSpan)> = Vec::new();
    for (at, (_, part)) in letters.iter().enumerate() {
        let Some(part) = *part else { continue };
        match found.last_mut() {
            Some((last, place)) if *last == part => place.span.end = at + 1,
            _ => found.push((part, SlotSpan { span: Span { start: at, end: at + 1 }, slot: kinds[part] })),
        }
    }
    found.into_iter().map(|(_, place)| place).collect()
}

/// The words of the text as ranges of letters.
fn words(letters: &[Letter]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for at in 0..=letters.len() {
        let blank = letters.get(at).is_none_or(|(c, _)| c.is_whitespace());
        match (blank, start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Cuts the end off a statement of many words, as a narrow column or a clipboard does.
fn truncate(letters: &mut Vec<Letter>, random: &mut impl Rng) {
    let words = words(letters);
    if words.len() >= LONG.0 {
        letters.truncate(words[random.random_range(LONG.1..words.len()) - 1].end);
    }
}

/// One slip of the hand in a word of five letters or more.
fn slip(letters: &mut Vec<Letter>, random: &mut impl Rng) {
    let long: Vec<_> = words(letters)
        .into_iter()
        .filter(|word| word.len() >= 5 && letters[word.clone()].iter().all(|(c, _)| c.is_alphabetic()))
        .collect();
    if long.is_empty() {
        return;
    }
    let word = long[random.random_range(0..long.len())].clone();
    let at = random.random_range(word.start + 1..word.end - 1);
    match random.random_range(0..3) {
        0 => letters.swap(at, at + 1),
        1 => {
            letters.remove(at);
        }
        _ => letters.insert(at, letters[at]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{SeedableRng, rngs::StdRng};

    const NONE: Noise =
        Noise { typo: 0.0, full_stop: 0.0, heading: 0.0, apostrophe: 0.0, truncation: 0.0, context: 0.0 };

    fn row(json: &str) -> LabelledStatement {
        crate::document::statements::parse(json.as_bytes(), crate::document::statements::Form::Jsonl, "f")
            .unwrap()
            .remove(0)
    }

    fn quoted(rough: &Rough) -> Vec<&str> {
        rough.parts.as_deref().unwrap_or_default().iter().map(|part| part.span.slice(&rough.text)).collect()
    }

    #[test]
    fn without_noise_nothing_changes() {
        let row = row(
            r#"{"text":"Sam’s laptop.","label":"resource","heading":"Kit","slots":[{"start":0,"end":3,"slot":"person"}]}"#,
        );
        let rough = roughen(&row, &NONE, &mut StdRng::seed_from_u64(1));
        assert_eq!(rough, Rough { text: row.text.clone(), parts: row.slots.clone(), heading: row.heading.clone() });
    }

    #[test]
    fn a_slip_changes_one_long_word_by_at_most_one_letter() {
        for seed in 0..50 {
            let mut letters: Vec<Letter> = "to use the laptop".chars().map(|c| (c, None)).collect();
            slip(&mut letters, &mut StdRng::seed_from_u64(seed));
            let rough: String = letters.iter().map(|(c, _)| c).collect();
            assert!(rough.starts_with("to use the "), "{rough}");
            assert!(rough.len().abs_diff("to use the laptop".len()) <= 1, "{rough}");
        }
    }

    #[test]
    fn parts_follow_the_text_through_a_prefix_and_lost_apostrophes() {
        let row = row(
            r#"{"text":"Won't be on Zoë's own by July","label":"outcome","slots":[{"start":6,"end":21,"slot":"ability"},{"start":22,"end":29,"slot":"deadline"}]}"#,
        );
        let noise = Noise { heading: 1.0, apostrophe: 1.0, ..NONE };
        let rough = roughen(&row, &noise, &mut StdRng::seed_from_u64(1));
        assert!(rough.text.ends_with(" Wont be on Zoës own by July"), "{}", rough.text);
        assert_eq!(quoted(&rough), ["be on Zoës own", "by July"]);
    }

    #[test]
    fn truncation_keeps_the_beginning_and_spares_short_and_mixed_statements() {
        let text = "one two three four five six seven eight nine ten eleven twelve thirteen";
        let noise = Noise { truncation: 1.0, ..NONE };
        let mut random = StdRng::seed_from_u64(5);
        let long = row(&format!(r#"{{"text":"{text}","label":"outcome","mixed":false}}"#));
        for _ in 0..20 {
            let cut = roughen(&long, &noise, &mut random).text;
            assert!(text.starts_with(&cut) && (9..13).contains(&cut.split(' ').count()), "{cut}");
        }
        let mixed = row(&format!(r#"{{"text":"{text}","label":"outcome","mixed":true}}"#));
        assert_eq!(roughen(&mixed, &noise, &mut random).text, text);
        assert_eq!(roughen(&row(r#"{"text":"a laptop","label":"resource"}"#), &noise, &mut random).text, "a laptop");
    }

    #[test]
    fn context_noise_withholds_headings_and_lends_others() {
        let noise = Noise { context: 1.0, ..NONE };
        let mut random = StdRng::seed_from_u64(5);
        let with = row(r#"{"text":"a laptop","label":"resource","heading":"Kit"}"#);
        assert_eq!(roughen(&with, &noise, &mut random).heading, None);
        let without = row(r#"{"text":"a laptop","label":"resource"}"#);
        assert!(roughen(&without, &noise, &mut random).heading.is_some());
    }
}
