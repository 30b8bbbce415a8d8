//! From the network's tags to the parts of a statement.
//!
//! **In:** for every word of a text, logits of the tags: outside, and beginning and inside of each slot. **Out:**
//! [`SlotSpan`]s in order, without overlap; and back, for training. **Layer:** 2.
//!
//! Tags are not taken word by word: the sequence with the highest sum is sought in which "inside" only ever follows the
//! beginning or the inside of the same slot (Viterbi, 1967). Punctuation at either end of a part is left outside, as the
//! guideline has it.

use super::network::TAGS;
use super::tokens::Whole;
use crate::domain::{Slot, SlotSpan, Span};

/// The tag of words that belong to no part.
pub(crate) const OUTSIDE: usize = 0;

/// The tag of the first word of a part.
pub(crate) fn begin(slot: Slot) -> usize {
    1 + 2 * slot.index()
}

/// The tag of the other words of a part.
pub(crate) fn inside(slot: Slot) -> usize {
    begin(slot) + 1
}

/// True if `tag` may follow `before`.
fn follows(before: usize, tag: usize) -> bool {
    let is_inside = tag > OUTSIDE && tag.is_multiple_of(2);
    !is_inside || before == tag || before + 1 == tag
}

/// The likeliest parts of `text`, given one row of [`TAGS`] logits a word.
pub(crate) fn decode(text: &str, words: &[Whole], logits: &[Vec<f32>]) -> Vec<SlotSpan> {
    let tags = best_path(logits);
    let letters: Vec<char> = text.chars().collect();
    let mut found: Vec<SlotSpan> = Vec::new();
    let mut inside_of = OUTSIDE;
    for (word, &tag) in words.iter().zip(&tags) {
        if tag == OUTSIDE {
            inside_of = OUTSIDE;
            continue;
        }
        let slot = Slot::ALL[(tag - 1) / 2];
        // Two parts of one kind never touch in the guideline's way of marking, so a new beginning there is a slip.
        match found.last_mut() {
            Some(last) if last.slot == slot && inside_of == inside(slot) => last.span.end = word.span.end,
            _ => found.push(SlotSpan { span: word.span, slot }),
        }
        inside_of = inside(slot);
    }
    found.into_iter().filter_map(|part| trimmed(part, &letters)).collect()
}

/// The part without punctuation at its ends, brackets that close inside it excepted; nothing if that is all there is.
fn trimmed(mut part: SlotSpan, letters: &[char]) -> Option<SlotSpan> {
    let inner = |span: Span| letters.get(span.start..span.end.min(letters.len())).unwrap_or_default();
    let outer = |c: &char| !c.is_alphanumeric() && !matches!(c, '%' | '£' | '$' | ')' | ']' | '(' | '[' | '+');
    let bare = |mut span: Span| {
        while inner(span).last().is_some_and(outer) {
            span.end -= 1;
        }
        while inner(span).first().is_some_and(outer) {
            span.start += 1;
        }
        span
    };
    part.span = bare(part.span);
    let balance = |span: Span, open: char, close: char| {
        let count = |wanted: char| inner(span).iter().filter(|&&c| c == wanted).count();
        count(open).cmp(&count(close))
    };
    for (open, close) in [('(', ')'), ('[', ']')] {
        match (balance(part.span, open, close), inner(part.span)) {
            (std::cmp::Ordering::Less, [.., last]) if *last == close => part.span.end -= 1,
            (std::cmp::Ordering::Greater, [first, ..]) if *first == open => part.span.start += 1,
            _ => {}
        }
    }
    part.span = bare(part.span);
    (!part.span.is_empty()).then_some(part)
}

/// The sequence of tags with the highest sum in which every tag may follow the one before it.
fn best_path(logits: &[Vec<f32>]) -> Vec<usize> {
    let mut back: Vec<[usize; TAGS]> = Vec::with_capacity(logits.len());
    let mut sums = [f32::NEG_INFINITY; TAGS];
    for (at, row) in logits.iter().enumerate() {
        let mut next = [f32::NEG_INFINITY; TAGS];
        let mut from = [OUTSIDE; TAGS];
        for (tag, logit) in row.iter().enumerate().take(TAGS) {
            if at == 0 {
                if follows(OUTSIDE, tag) {
                    next[tag] = *logit;
                }
                continue;
            }
            for (before, sum) in sums.iter().enumerate() {
                if follows(before, tag) && sum + logit > next[tag] {
                    next[tag] = sum + logit;
                    from[tag] = before;
                }
            }
        }
        back.push(from);
        sums = next;
    }
    let mut tag = (0..TAGS).fold(OUTSIDE, |best, tag| if sums[tag] > sums[best] { tag } else { best });
    let mut path = vec![OUTSIDE; logits.len()];
    for at in (0..logits.len()).rev() {
        path[at] = tag;
        tag = back[at][tag];
    }
    path
}

/// The tag of every word, given the parts of the text.
#[cfg(any(feature = "train", test))]
pub(crate) fn encode(words: &[Whole], parts: &[SlotSpan]) -> Vec<usize> {
    let mut tags = vec![OUTSIDE; words.len()];
    for part in parts {
        let mut first = true;
        for (tag, word) in tags.iter_mut().zip(words) {
            if word.span.start < part.span.end && part.span.start < word.span.end {
                *tag = if first { begin(part.slot) } else { inside(part.slot) };
                first = false;
            }
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<Whole> {
        let mut found = Vec::new();
        let mut start = None;
        for (at, c) in text.chars().chain([' ']).enumerate() {
            let letter = c.is_alphanumeric();
            if !letter && let Some(start) = start.take() {
                found.push(Whole { span: Span { start, end: at }, first: found.len() });
            }
            if letter && start.is_none() {
                start = Some(at);
            } else if !letter && c != ' ' {
                found.push(Whole { span: Span { start: at, end: at + 1 }, first: found.len() });
            }
        }
        found
    }

    fn logits(tags: &[usize]) -> Vec<Vec<f32>> {
        tags.iter().map(|&tag| (0..TAGS).map(|other| if other == tag { 1.0 } else { 0.0 }).collect()).collect()
    }

    #[test]
    fn parts_come_back_as_they_were_marked() {
        let text = "By July, Amir will read (aloud) twice a week.";
        let parts: Vec<SlotSpan> = [
            ("By July", Slot::Deadline),
            ("Amir", Slot::Person),
            ("read (aloud)", Slot::Ability),
            ("twice a week", Slot::Frequency),
        ]
        .into_iter()
        .map(|(part, slot)| {
            let start = text.find(part).unwrap();
            SlotSpan { span: Span { start, end: start + part.len() }, slot }
        })
        .collect();
        let words = words(text);
        assert_eq!(decode(text, &words, &logits(&encode(&words, &parts))), parts);
    }

    #[test]
    fn inside_without_a_beginning_is_never_chosen() {
        // Alone, the second word would be "inside frequency"; but nothing began, so outside is the best that is allowed.
        let mut rows = logits(&[OUTSIDE, inside(Slot::Frequency)]);
        rows[0][OUTSIDE] = 3.0;
        assert_eq!(best_path(&rows)[0], OUTSIDE);
        assert_ne!(best_path(&rows)[1], inside(Slot::Frequency));
        // If the first word is nearly a beginning, both together win.
        rows[0][begin(Slot::Frequency)] = 2.5;
        assert_eq!(best_path(&rows), [begin(Slot::Frequency), inside(Slot::Frequency)]);
    }

    #[test]
    fn parts_of_one_kind_that_touch_are_one() {
        let text = "Mr Bell sings";
        let tags = [begin(Slot::Person), begin(Slot::Person), begin(Slot::Ability)];
        let found = decode(text, &words(text), &logits(&tags));
        assert_eq!(found.iter().map(|part| part.span.slice(text)).collect::<Vec<_>>(), ["Mr Bell", "sings"]);
    }

    #[test]
    fn punctuation_at_the_ends_stays_outside() {
        let text = "daily, (weekly)";
        let words = words(text);
        let tags =
            [begin(Slot::Frequency), inside(Slot::Frequency), OUTSIDE, begin(Slot::Frequency), inside(Slot::Frequency)];
        let found: Vec<&str> = decode(text, &words, &logits(&tags)).iter().map(|part| part.span.slice(text)).collect();
        assert_eq!(found, ["daily", "weekly"]);
    }

    proptest! {
        #[test]
        fn any_logits_give_parts_in_order_inside_the_text(
            text in "[a-zé1 ,.()%]{0,30}", numbers in proptest::collection::vec(-3.0f32..3.0, TAGS * 30)
        ) {
            let words = words(&text);
            let rows: Vec<Vec<f32>> = numbers.chunks(TAGS).take(words.len()).map(<[f32]>::to_vec).collect();
            let found = decode(&text, &words[..rows.len()], &rows);
            let length = text.chars().count();
            prop_assert!(found.iter().all(|part| !part.span.is_empty() && part.span.end <= length));
            prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
    }
}
