//! From the network's tags to the parts of a statement.
//!
//! **In:** for every word of a text, logits of the tags: outside, and beginning and inside of each slot; and how readily one
//! tag follows another. **Out:** [`SlotSpan`]s in order, without overlap; and back, for training. **Layer:** 2.
//!
//! Tags are not taken word by word: the sequence with the highest sum of logits and [`Steps`] is sought (Viterbi, 1967), as in
//! a linear-chain conditional random field (Lafferty and others, 2001), which is how they are trained. Punctuation at
//! either end of a part is left outside, as the guideline has it.

use super::network::TAGS;
use super::tokens::Whole;
use crate::domain::{Slot, SlotSpan};

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

/// True if `tag` may follow `before`: "inside" only ever follows the beginning or the inside of the same slot.
pub(crate) fn may_follow(before: usize, tag: usize) -> bool {
    let is_inside = tag > OUTSIDE && tag.is_multiple_of(2);
    !is_inside || before == tag || before + 1 == tag
}

/// What is added to the sum when one tag follows another: `steps[before][tag]`.
pub(crate) struct Steps([[f32; TAGS]; TAGS]);

impl Steps {
    /// Steps as they were learnt, a row for each tag that goes before; never to a tag that may not follow.
    pub(crate) fn new(learnt: &[Vec<f32>]) -> Self {
        let mut steps = [[f32::NEG_INFINITY; TAGS]; TAGS];
        for (before, (row, learnt)) in steps.iter_mut().zip(learnt).enumerate() {
            for (tag, (step, learnt)) in row.iter_mut().zip(learnt).enumerate() {
                if may_follow(before, tag) {
                    *step = *learnt;
                }
            }
        }
        Steps(steps)
    }
}

/// The likeliest parts of `text`, given one row of [`TAGS`] logits a word.
pub(crate) fn decode(text: &str, words: &[Whole], logits: &[Vec<f32>], steps: &Steps) -> Vec<SlotSpan> {
    let tags = best_path(logits, steps);
    let letters: Vec<char> = text.chars().collect();
    let mut found: Vec<SlotSpan> = Vec::new();
    let mut before = OUTSIDE;
    for (word, &tag) in words.iter().zip(&tags) {
        if tag != OUTSIDE {
            let slot = Slot::ALL[(tag - 1) / 2];
            // Measures may stand side by side ("without help four days in five"). Other parts of one kind never touch in the
            // guideline's way of marking, so a new beginning there is a slip.
            let goes_on = tag == inside(slot) || slot != Slot::Measure;
            match found.last_mut() {
                Some(last) if goes_on && before != OUTSIDE && last.slot == slot => last.span.end = word.span.end,
                _ => found.push(SlotSpan { span: word.span, slot }),
            }
        }
        before = tag;
    }
    found.into_iter().filter_map(|part| trimmed(part, &letters)).collect()
}

/// Brackets and quotation marks that belong to a part if both stand in it.
const PAIRS: [(char, char); 6] = [('(', ')'), ('[', ']'), ('“', '”'), ('‘', '’'), ('"', '"'), ('\'', '\'')];

/// The part without the punctuation at its ends; nothing if that is all there is.
fn trimmed(mut part: SlotSpan, letters: &[char]) -> Option<SlotSpan> {
    let end = part.span.end.min(letters.len());
    let mut inner = letters.get(part.span.start..end).unwrap_or_default();
    while let [rest @ .., last] = inner
        && !last.is_alphanumeric()
        && !matches!(last, '%' | '+')
        && !PAIRS.iter().any(|(open, close)| close == last && rest.contains(open))
    {
        inner = rest;
        part.span.end = part.span.start + inner.len();
    }
    while let [first, rest @ ..] = inner
        && !first.is_alphanumeric()
        && !matches!(first, '£' | '$' | '+')
        && !PAIRS.iter().any(|(open, close)| open == first && rest.contains(close))
    {
        inner = rest;
        part.span.start += 1;
    }
    let closes = letters.get(part.span.end).is_some_and(|next| {
        let open = PAIRS.iter().filter(|(open, close)| close == next && open != close);
        let count = |wanted: &char| inner.iter().filter(|&c| c == wanted).count();
        open.into_iter().any(|(open, close)| count(open) > count(close))
    });
    part.span.end += usize::from(closes);
    (!inner.is_empty()).then_some(part)
}

/// The sequence of tags with the highest sum of logits and steps. Before the first word stands "outside".
fn best_path(logits: &[Vec<f32>], Steps(steps): &Steps) -> Vec<usize> {
    let mut back: Vec<[usize; TAGS]> = Vec::with_capacity(logits.len());
    let mut sums = [f32::NEG_INFINITY; TAGS];
    for (at, row) in logits.iter().enumerate() {
        let mut next = [f32::NEG_INFINITY; TAGS];
        let mut from = [OUTSIDE; TAGS];
        for (tag, logit) in row.iter().enumerate().take(TAGS) {
            if at == 0 {
                if may_follow(OUTSIDE, tag) {
                    next[tag] = *logit;
                }
                continue;
            }
            for (before, sum) in sums.iter().enumerate() {
                let sum = sum + steps[before][tag] + logit;
                if sum > next[tag] {
                    next[tag] = sum;
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
    use crate::domain::Span;
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

    /// Steps that are all alike where they are allowed.
    fn even() -> Steps {
        Steps::new(&vec![vec![0.0; TAGS]; TAGS])
    }

    fn found(text: &str, tags: &[usize]) -> Vec<String> {
        let parts = decode(text, &words(text), &logits(tags), &even());
        parts.iter().map(|part| part.span.slice(text).to_string()).collect()
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
        assert_eq!(decode(text, &words, &logits(&encode(&words, &parts)), &even()), parts);
    }

    #[test]
    fn inside_without_a_beginning_is_never_chosen() {
        // Alone, the second word would be "inside frequency"; but nothing began, so outside is the best that is allowed.
        let mut rows = logits(&[OUTSIDE, inside(Slot::Frequency)]);
        rows[0][OUTSIDE] = 3.0;
        assert_eq!(best_path(&rows, &even())[0], OUTSIDE);
        assert_ne!(best_path(&rows, &even())[1], inside(Slot::Frequency));
        // If the first word is nearly a beginning, both together win.
        rows[0][begin(Slot::Frequency)] = 2.5;
        assert_eq!(best_path(&rows, &even()), [begin(Slot::Frequency), inside(Slot::Frequency)]);
    }

    #[test]
    fn a_learnt_step_decides_between_even_logits() {
        // The second word is as likely to go on with the first part as to begin a setting; what was learnt of steps decides.
        let (first, on, other) = (begin(Slot::Ability), inside(Slot::Ability), begin(Slot::Setting));
        let mut rows = logits(&[first, on]);
        rows[1][other] = rows[1][on];
        for (favoured, wanted) in [(on, [first, on]), (other, [first, other])] {
            let mut learnt = vec![vec![0.0; TAGS]; TAGS];
            learnt[first][favoured] = 0.5;
            assert_eq!(best_path(&rows, &Steps::new(&learnt)), wanted);
        }
    }

    #[test]
    fn parts_of_one_kind_that_touch_are_one_but_for_measures() {
        let tags = [begin(Slot::Person), begin(Slot::Person), begin(Slot::Ability)];
        assert_eq!(found("Mr Bell sings", &tags), ["Mr Bell", "sings"]);
        let (begins, goes_on) = (begin(Slot::Measure), inside(Slot::Measure));
        let tags = [begin(Slot::Ability), begins, goes_on, begins, goes_on, goes_on];
        assert_eq!(
            found("Reads without help nine times running", &tags),
            ["Reads", "without help", "nine times running"]
        );
    }

    #[test]
    fn punctuation_at_the_ends_stays_outside() {
        let (begins, goes_on) = (begin(Slot::Frequency), inside(Slot::Frequency));
        assert_eq!(found("daily, (weekly)", &[begins, goes_on, OUTSIDE, begins, goes_on]), ["daily", "weekly"]);
    }

    #[test]
    fn brackets_and_quotation_marks_stay_where_both_are_inside() {
        let all = |words: usize| -> Vec<usize> {
            std::iter::once(begin(Slot::Ability)).chain(std::iter::repeat_n(inside(Slot::Ability), words - 1)).collect()
        };
        for (text, wanted) in [
            ("read (aloud).", "read (aloud)"),
            ("says “no”,", "says “no”"),
            ("“no thanks” said", "“no thanks” said"),
            ("(sings", "sings"),
            ("sings)", "sings"),
            ("sings”.", "sings"),
        ] {
            assert_eq!(found(text, &all(words(text).len())), [wanted], "{text}");
        }
    }

    #[test]
    fn a_bracket_that_opens_inside_is_closed() {
        let text = "a room (the old one) for Levi";
        let mut tags = vec![inside(Slot::Ability); words(text).len()];
        tags[0] = begin(Slot::Ability);
        tags[6..].fill(OUTSIDE);
        assert_eq!(found(text, &tags), ["a room (the old one)"]);
    }

    proptest! {
        #[test]
        fn any_logits_give_parts_in_order_inside_the_text(
            text in "[a-zé1 ,.()“”%]{0,30}", numbers in proptest::collection::vec(-3.0f32..3.0, TAGS * 30)
        ) {
            let words = words(&text);
            let rows: Vec<Vec<f32>> = numbers.chunks(TAGS).take(words.len()).map(<[f32]>::to_vec).collect();
            let found = decode(&text, &words[..rows.len()], &rows, &even());
            let length = text.chars().count();
            prop_assert!(found.iter().all(|part| !part.span.is_empty() && part.span.end <= length));
            prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
    }
}
