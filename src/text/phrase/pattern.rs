//! Patterns: reading them and following them along the tokens of a text.
//!
//! **In:** the second column of a table of phrases. **Out:** where a phrase may end. **Layer:** 1.
//!
//! Following keeps every place that can have been reached so far, so no pattern is slower than its length times the
//! number of alternatives, whatever the text.

use super::token::{Token, is_number, ordinal, value};
use std::collections::HashMap;

/// One step of a pattern.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) what: What,
    pub(super) optional: bool,
    /// The next token must not be this.
    pub(super) forbidden: bool,
    /// This must come next and is no part of the phrase.
    pub(super) ahead: bool,
}

/// What a step accepts.
#[derive(Debug)]
pub(super) enum What {
    Any(Vec<Alternative>),
    /// Up to so many words of any kind.
    Gap(usize),
}

/// One of the things that a step accepts.
#[derive(Debug)]
pub(super) enum Alternative {
    Exact(String),
    Prefix(String),
    /// One letter missing, doubled, wrong or changed with its neighbour.
    Slip(String),
    /// The rule of this number.
    Rule(usize),
    Class(Class),
}

/// Kinds of words that cannot be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// `<number>`: in digits or letters.
    Number,
    /// `<day>`: 1 to 31, or 1st to 31st.
    Day,
    /// `<month>`: 1 to 12.
    Month,
    /// `<year>`: 2000 to 2099.
    Year,
    /// `<yy>`: 20 to 49, a year with its century left out.
    ShortYear,
    /// `<date>`: 31.07.27.
    Date,
    /// `<yn>`: Y9, Yr9.
    YearGroup,
    /// `<n14>`: 1 to 14, in digits or letters.
    UpToFourteen,
    /// `<ks>`: KS2.
    KeyStage,
    /// `<n5>`: 1 to 5, in digits or letters.
    UpToFive,
    /// `<age>`: 1 to 30, in digits or letters.
    Age,
    /// `<teen>`: 11 to 25 in digits.
    Teen,
    /// `<ordinal>`: 1st to 30th, in digits or letters.
    Ordinal,
    /// `<Name>`: a word with a capital.
    Capital,
    /// `<start>`: nothing, at the beginning of a text, line or sentence.
    Start,
    /// `<stop>`: nothing, before a mark or the end of the text.
    Stop,
}

impl Class {
    fn read(name: &str) -> Option<Self> {
        Some(match name {
            "number" => Class::Number,
            "day" => Class::Day,
            "month" => Class::Month,
            "year" => Class::Year,
            "yy" => Class::ShortYear,
            "date" => Class::Date,
            "yn" => Class::YearGroup,
            "n14" => Class::UpToFourteen,
            "ks" => Class::KeyStage,
            "n5" => Class::UpToFive,
            "age" => Class::Age,
            "teen" => Class::Teen,
            "ordinal" => Class::Ordinal,
            "Name" => Class::Capital,
            "start" => Class::Start,
            "stop" => Class::Stop,
            _ => return None,
        })
    }

    /// True if the class takes no token.
    pub(super) fn is_empty_match(self) -> bool {
        matches!(self, Class::Start | Class::Stop)
    }

    fn accepts(self, token: &Token<'_>) -> bool {
        let word = token.folded.as_str();
        let within = |low: u32, high: u32| value(word).is_some_and(|value| (low..=high).contains(&value));
        let digits_within = |text: &str, low: u32, high: u32| {
            text.len() <= 4 && text.parse::<u32>().is_ok_and(|value| (low..=high).contains(&value))
        };
        match self {
            Class::Number => is_number(word),
            Class::Day => digits_within(word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']), 1, 31),
            Class::Month => digits_within(word, 1, 12),
            Class::Year => word.len() == 4 && digits_within(word, 2000, 2099),
            Class::ShortYear => word.len() == 2 && digits_within(word, 20, 49),
            Class::Date => {
                let parts: Vec<&str> = word.split('.').collect();
                matches!(parts[..], [day, month, year] if digits_within(day, 1, 31) && digits_within(month, 1, 12)
                    && (digits_within(year, 2000, 2099) || year.len() == 2 && digits_within(year, 0, 99)))
            }
            Class::YearGroup => {
                let digits = ["year", "yr", "y"].iter().find_map(|prefix| word.strip_prefix(prefix));
                digits.is_some_and(|digits| digits_within(digits, 1, 14))
            }
            Class::UpToFourteen => within(1, 14),
            Class::KeyStage => word.strip_prefix("ks").is_some_and(|digits| digits_within(digits, 1, 5)),
            Class::UpToFive => within(1, 5),
            Class::Age => within(1, 30),
            Class::Teen => digits_within(word, 11, 25),
            Class::Ordinal => ordinal(word).is_some_and(|value| (1..=30).contains(&value)),
            Class::Capital => token.text.starts_with(char::is_uppercase),
            Class::Start | Class::Stop => false,
        }
    }
}

/// Reads the steps of a pattern, which may name the rules in `known`.
pub(super) fn read_pattern(pattern: &str, known: &HashMap<String, usize>) -> Result<Vec<Item>, String> {
    let items: Vec<Item> = pattern.split_whitespace().map(|piece| read_item(piece, known)).collect::<Result<_, _>>()?;
    if items.is_empty() { Err("the pattern is empty".to_string()) } else { Ok(items) }
}

fn read_item(piece: &str, known: &HashMap<String, usize>) -> Result<Item, String> {
    let (forbidden, piece) = match piece.strip_prefix('!') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, piece),
    };
    let (ahead, piece) = match piece.strip_prefix('&') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, piece),
    };
    let (optional, piece) = match piece.strip_suffix('?') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, piece),
    };
    let what = match piece.strip_prefix('~').map(str::parse) {
        Some(Ok(gap)) => What::Gap(gap),
        _ => What::Any(piece.split('|').map(|piece| read_alternative(piece, known)).collect::<Result<_, _>>()?),
    };
    Ok(Item { what, optional, forbidden, ahead })
}

fn read_alternative(piece: &str, known: &HashMap<String, usize>) -> Result<Alternative, String> {
    if let Some(rule) = piece.strip_prefix('@') {
        let number = known.get(rule).ok_or_else(|| format!("there is no rule @{rule} above it"))?;
        return Ok(Alternative::Rule(*number));
    }
    if let Some(class) = piece.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        return Class::read(class).map(Alternative::Class).ok_or_else(|| format!("there is no class <{class}>"));
    }
    Ok(match (piece.strip_prefix('~'), piece.strip_suffix('*')) {
        (Some(slip), _) => Alternative::Slip(slip.to_string()),
        (None, Some(prefix)) if !prefix.is_empty() => Alternative::Prefix(prefix.to_string()),
        _ => Alternative::Exact(piece.to_string()),
    })
}

/// Follows patterns along the tokens of one text. Many patterns name the same rule, so what a rule gave at a place is kept.
pub(super) struct Follower<'a> {
    rules: &'a [Vec<Vec<Item>>],
    tokens: &'a [Token<'a>],
    given: HashMap<(usize, usize), Vec<usize>>,
}

impl<'a> Follower<'a> {
    /// A follower for these tokens.
    pub(super) fn new(rules: &'a [Vec<Vec<Item>>], tokens: &'a [Token<'a>]) -> Self {
        Follower { rules, tokens, given: HashMap::new() }
    }

    /// Every token index at which a phrase that begins at `at` may end, in order.
    pub(super) fn ends(&mut self, items: &[Item], at: usize) -> Vec<usize> {
        let mut reached = Vec::new();
        let Some((first, rest)) = items.split_first() else { return reached };
        // Most patterns fail here, and then nothing was allocated.
        self.advance(first, at, &mut reached);
        for item in rest {
            if reached.is_empty() {
                break;
            }
            let mut next = Vec::new();
            for place in reached {
                self.advance(item, place, &mut next);
            }
            next.sort_unstable();
            next.dedup();
            reached = next;
        }
        reached.sort_unstable();
        reached
    }

    /// Adds the places that are reached from `place` by one step.
    fn advance(&mut self, item: &Item, place: usize, next: &mut Vec<usize>) {
        if item.forbidden || item.ahead {
            let mut steps = Vec::new();
            self.step(item, place, &mut steps);
            if steps.is_empty() == item.forbidden {
                next.push(place);
            }
            return;
        }
        if item.optional {
            next.push(place);
        }
        self.step(item, place, next);
    }

    fn step(&mut self, item: &Item, at: usize, reached: &mut Vec<usize>) {
        let alternatives = match &item.what {
            What::Any(alternatives) => alternatives,
            What::Gap(most) => {
                let tokens = &self.tokens[at.min(self.tokens.len())..];
                let passed = tokens.iter().take(*most).take_while(|token| token.lexical).count();
                reached.extend(at..=at + passed);
                return;
            }
        };
        let token = self.tokens.get(at);
        for alternative in alternatives {
            let accepted = match (alternative, token) {
                (Alternative::Rule(rule), _) => {
                    self.rule(*rule, at, reached);
                    continue;
                }
                (Alternative::Class(Class::Start), _) => {
                    reached.extend(token.filter(|token| token.opens).map(|_| at));
                    continue;
                }
                (Alternative::Class(Class::Stop), _) => {
                    reached.extend(token.is_none_or(|token| !token.lexical).then_some(at));
                    continue;
                }
                (_, None) => false,
                (Alternative::Exact(word), Some(token)) => *word == token.folded,
                (Alternative::Prefix(prefix), Some(token)) => token.folded.starts_with(prefix.as_str()),
                (Alternative::Slip(word), Some(token)) => one_slip(word, &token.folded),
                (Alternative::Class(class), Some(token)) => class.accepts(token),
            };
            if accepted {
                reached.push(at + 1);
            }
        }
    }

    /// Adds the places at which a rule may end.
    fn rule(&mut self, rule: usize, at: usize, reached: &mut Vec<usize>) {
        if let Some(known) = self.given.get(&(rule, at)) {
            reached.extend(known);
            return;
        }
        let rules = self.rules;
        let mut found: Vec<usize> = rules[rule].iter().flat_map(|pattern| self.ends(pattern, at)).collect();
        found.sort_unstable();
        found.dedup();
        reached.extend(&found);
        self.given.insert((rule, at), found);
    }
}

/// True if the words are the same but for one letter, or two neighbours that changed places.
pub(in crate::text) fn one_slip(wanted: &str, written: &str) -> bool {
    if wanted == written {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (wanted.chars().collect(), written.chars().collect());
    if a.len().abs_diff(b.len()) > 1 || a.first() != b.first() {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([_, rest @ ..], _) if rest == b => true,
        (_, [_, rest @ ..]) if rest == a => true,
        ([_, x @ ..], [_, y @ ..]) if x == y => true,
        ([x1, x2, x @ ..], [y1, y2, y @ ..]) => x1 == y2 && x2 == y1 && x == y,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_letter_missing_added_wrong_or_swapped() {
        for written in ["reception", "recption", "receptionn", "recestion", "recepiton"] {
            assert!(one_slip("reception", written), "{written}");
        }
        for written in ["deception", "receptive", "rcpton"] {
            assert!(!one_slip("reception", written), "{written}");
        }
    }
}
