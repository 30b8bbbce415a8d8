//! The words of one deadline, with questions that its readers ask of them.
//!
//! **In:** the words of a deadline. **Out:** months, years, numbers, whether the start or the end is meant. **Layer:** 1.

use crate::text::phrase::{one_slip, ordinal, tokens, value};

/// The words of one deadline in lower case.
pub(super) struct Words {
    words: Vec<String>,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words after which a stage begins: "when she starts Year 3", "before moving to secondary".
const STARTS: [&str; 32] = [
    "start",
    "starts",
    "starting",
    "started",
    "begin",
    "begins",
    "beginning",
    "enter",
    "enters",
    "entering",
    "entry",
    "join",
    "joins",
    "joining",
    "move",
    "moves",
    "moving",
    "go",
    "goes",
    "going",
    "transfer",
    "transfers",
    "transferring",
    "transition",
    "transitions",
    "transitioning",
    "into",
    "gets",
    "get",
    "reaches",
    "reach",
    "moved",
];

/// Words after which a stage is over.
const ENDS: [&str; 23] = [
    "done",
    "end",
    "ends",
    "ending",
    "leave",
    "leaves",
    "leaving",
    "left",
    "finish",
    "finishes",
    "finishing",
    "finished",
    "complete",
    "completes",
    "completing",
    "completed",
    "completion",
    "close",
    "out",
    "last",
    "final",
    "after",
    "graduates",
];

impl Words {
    pub(super) fn new(text: &str) -> Self {
        Words { words: tokens(text).into_iter().map(|token| token.folded).collect() }
    }

    pub(super) fn has(&self, any: &[&str]) -> bool {
        self.words.iter().any(|word| any.contains(&word.as_str()))
    }

    /// True if a word, or a slip of the pen of it, is there.
    pub(super) fn has_like(&self, any: &[&str]) -> bool {
        self.words
            .iter()
            .any(|word| any.iter().any(|wanted| word == wanted || wanted.len() > 5 && one_slip(wanted, word)))
    }

    /// True if these words stand next to each other.
    pub(super) fn has_run(&self, run: &[&str]) -> bool {
        self.words.windows(run.len()).any(|words| words.iter().zip(run).all(|(word, wanted)| word == wanted))
    }

    /// The words from the first of `any` on, that one left out.
    pub(super) fn after(&self, any: &[&str]) -> Option<&[String]> {
        let at = self.words.iter().position(|word| any.contains(&word.as_str()))?;
        Some(&self.words[at + 1..])
    }

    /// The words, in order.
    pub(super) fn all(&self) -> &[String] {
        &self.words
    }

    /// The last month, with its place: July of "June/July".
    pub(super) fn month(&self) -> Option<(usize, i8)> {
        self.words.iter().enumerate().rev().find_map(|(at, word)| Some((at, month(word)?)))
    }

    /// A year in full, or in two digits after an apostrophe.
    pub(super) fn year(&self) -> Option<i16> {
        let full = self.words.iter().find_map(|word| full_year(word));
        let short = |pair: &[String]| {
            let [mark, digits] = pair else { return None };
            let digits = if matches!(mark.as_str(), "'" | "‘" | "’") { digits } else { return None };
            short_year(digits)
        };
        let joined = |word: &String| short_year(word.strip_prefix('\'')?);
        full.or_else(|| self.words.windows(2).find_map(short)).or_else(|| self.words.iter().find_map(joined))
    }

    /// "next year", "this year" beside a month.
    pub(super) fn year_from(&self, this: i16) -> Option<i16> {
        if self.has_run(&["next", "year"]) {
            return this.checked_add(1);
        }
        self.has_run(&["this", "year"]).then_some(this)
    }

    /// The school year of "2026/27", "2026-2027", "2026/7" or "26/27", by the year in which it begins.
    pub(super) fn academic_year(&self) -> Option<i16> {
        let numbers = self.numbers();
        numbers.windows(2).find_map(|pair| {
            let full = |number: u32| i16::try_from(if number < 100 { number + 2000 } else { number }).ok();
            let (first, second) = (full(pair[0])?, full(pair[1])?);
            let follows = second == first + 1 || pair[1] < 10 && pair[0] >= 2000 && second % 10 == (first + 1) % 10;
            ((2000..2099).contains(&first) && follows && pair[0] >= 20).then_some(first)
        })
    }

    /// Numbers in digits, in order: 31, 07 and 2027 of "31/07/2027" and "31.07.2027"; of "31st" 31.
    pub(super) fn numbers(&self) -> Vec<u32> {
        let pieces = self.words.iter().flat_map(|word| word.split('.'));
        pieces.filter_map(|piece| piece.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse().ok()).collect()
    }

    /// True if the beginning is meant and not the end.
    pub(super) fn is_start(&self) -> bool {
        let place = |list: &[&str]| self.words.iter().position(|word| list.contains(&word.as_str()));
        match (place(&STARTS), place(&ENDS)) {
            (Some(start), Some(end)) => start < end,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => {
                self.has(&["before", "until", "till", "ahead", "advance", "readiness"])
                    || self.has_run(&["in", "time", "for"])
                    || self.has_run(&["prior", "to"])
                    || self.has_run(&["by", "the", "time"])
            }
        }
    }

    /// True if the end is named.
    pub(super) fn is_end(&self) -> bool {
        self.has(&ENDS)
    }

    /// True if the middle is meant.
    pub(super) fn is_middle(&self) -> bool {
        self.has(&["middle", "mid", "midway", "halfway", "half"])
    }
}

/// The month that a word names, in full, cut short or with a slip.
pub(super) fn month(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|month| {
        let short = word.len() >= 3 && month.starts_with(word) && (word.len() == 3 || matches!(word, "sept" | "febr"));
        *month == word || short || month.len() > 5 && one_slip(month, word)
    })?;
    i8::try_from(at + 1).ok()
}

/// 2000 to 2099.
pub(super) fn full_year(word: &str) -> Option<i16> {
    word.parse().ok().filter(|year| word.len() == 4 && (2000..2100).contains(year))
}

/// 20 to 49 for 2020 to 2049.
fn short_year(word: &str) -> Option<i16> {
    word.parse::<i16>().ok().filter(|year| word.len() == 2 && (20..50).contains(year)).map(|year| year + 2000)
}

/// A number in digits or letters, an ordinal among them.
pub(super) fn count(word: &str) -> Option<u32> {
    value(word).or_else(|| ordinal(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_full_cut_short_and_with_a_slip() {
        for (word, expected) in [("july", 7), ("jul", 7), ("sept", 9), ("septmber", 9), ("may", 5), ("febuary", 2)] {
            assert_eq!(month(word), Some(expected), "{word}");
        }
        for word in ["ma", "term", "junk", "he", "marc h"] {
            assert_eq!(month(word), None, "{word}");
        }
    }

    #[test]
    fn years_are_read_in_full_and_in_two_digits_after_an_apostrophe() {
        assert_eq!(Words::new("by July 2027").year(), Some(2027));
        assert_eq!(Words::new("by July ’27").year(), Some(2027));
        assert_eq!(Words::new("by July 27").year(), None);
        assert_eq!(Words::new("2026/27").academic_year(), Some(2026));
        assert_eq!(Words::new("2026-2027").academic_year(), Some(2026));
        assert_eq!(Words::new("26/27").academic_year(), Some(2026));
        assert_eq!(Words::new("12/13/2027").academic_year(), None);
    }

    #[test]
    fn moving_on_is_a_start_and_leaving_an_end() {
        for text in ["before moving to secondary", "by the time he starts Year 3", "prior to Year 7", "on entry to Y7"]
        {
            assert!(Words::new(text).is_start(), "{text}");
        }
        for text in ["by the end of Year 3", "when he leaves Year 6", "by Year 9", "before he leaves primary"] {
            assert!(!Words::new(text).is_start(), "{text}");
        }
    }
}
