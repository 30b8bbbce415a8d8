//! A small language to write down which phrases to look for, so that word lists can live in data files.
//!
//! **In:** a table of phrases, a text. **Out:** [`Hit`]s: where a phrase stands and of what kind it is. **Layer:** 1.
//!
//! A table has one phrase a line: kind, pattern and a note (the reason, or an example), between tabs. In a pattern
//! `a|b` is either word, `word?` may be missing, `pre*` is any word that begins so, `~word` forgives one slip of the
//! pen, `~3` lets up to three words pass, `!word` forbids the next word, `&word` wants it without taking it, `<class>` is a kind of word such as
//! `<number>`, and `@rule` stands for patterns given under that name further up. Case, typographic apostrophes and
//! hyphens inside words do not matter. Regular expressions were the obvious choice; they know nothing of words,
//! numbers in letters or slips, and nobody who is not a programmer can add to them.
//!
//! ```
//! use sothat::text::phrase::{Phrases, tokens};
//! let phrases = Phrases::parse("measure\t<number> times? a|per week\thow often").unwrap();
//! let text = "She cooks three times a week.";
//! assert_eq!(phrases.find(&tokens(text))[0].span.slice(text), "three times a week");
//! ```

mod pattern;
mod token;

use crate::domain::Span;
pub(super) use pattern::one_slip;
use pattern::{Alternative, Follower, Item, What, read_pattern};
use std::collections::HashMap;
pub use token::{Token, is_number, tokens};
pub(super) use token::{ordinal, value};

/// A table of phrases, ready to be looked for.
#[derive(Debug)]
pub struct Phrases {
    entries: Vec<Entry>,
    /// The patterns of each rule.
    rules: Vec<Vec<Vec<Item>>>,
    /// Entries that can only begin with this word.
    by_first: HashMap<String, Vec<usize>>,
    /// Entries that may begin with anything.
    open: Vec<usize>,
}

/// One line of the table.
#[derive(Debug)]
struct Entry {
    kind: String,
    items: Vec<Item>,
    note: String,
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<'p> {
    /// First column of the table.
    pub kind: &'p str,
    /// Third column of the table: why the phrase is listed, or an example.
    pub note: &'p str,
    /// First token of the phrase.
    pub first: usize,
    /// First token after the phrase.
    pub end: usize,
    /// Where the phrase stands in the text.
    pub span: Span,
}

impl Phrases {
    /// Reads a table. Empty lines and lines that begin with `# ` are passed over.
    ///
    /// # Errors
    /// In plain words, if a line has not three columns, a pattern cannot be read or a rule is unknown.
    pub fn parse(table: &str) -> Result<Self, String> {
        let mut phrases =
            Phrases { entries: Vec::new(), rules: Vec::new(), by_first: HashMap::new(), open: Vec::new() };
        let mut known: HashMap<String, usize> = HashMap::new();
        for (number, line) in table.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with("# ") {
                continue;
            }
            let mut columns = line.split('\t').map(str::trim);
            let (Some(kind), Some(pattern), Some(note)) = (columns.next(), columns.next(), columns.next()) else {
                return Err(format!("line {} does not have three columns: {line}", number + 1));
            };
            let items = read_pattern(pattern, &known).map_err(|what| format!("line {}: {what}", number + 1))?;
            match kind.strip_prefix('@') {
                Some(rule) => {
                    let number = *known.entry(rule.to_string()).or_insert(phrases.rules.len());
                    if number == phrases.rules.len() {
                        phrases.rules.push(Vec::new());
                    }
                    phrases.rules[number].push(items);
                }
                None => {
                    let entry = Entry { kind: kind.to_string(), items, note: note.to_string() };
                    phrases.entries.push(entry);
                }
            }
        }
        for index in 0..phrases.entries.len() {
            match phrases.first_words(&phrases.entries[index].items) {
                Some(words) => words.into_iter().for_each(|word| {
                    let list = phrases.by_first.entry(word).or_default();
                    if list.last() != Some(&index) {
                        list.push(index);
                    }
                }),
                None => phrases.open.push(index),
            }
        }
        Ok(phrases)
    }

    /// Kind, and note, of every entry of the table.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|entry| (entry.kind.as_str(), entry.note.as_str()))
    }

    /// The phrases in a text, in order and without overlap: at each place the longest, and of equals the first listed.
    pub fn find(&self, tokens: &[Token<'_>]) -> Vec<Hit<'_>> {
        let mut found = Vec::new();
        let mut at = 0;
        let mut follower = Follower::new(&self.rules, tokens);
        while at < tokens.len() {
            match self.longest(&mut follower, tokens, at) {
                Some(hit) => {
                    at = hit.end;
                    found.push(hit);
                }
                None => at += 1,
            }
        }
        found
    }

    /// The longest phrase that begins at one token.
    pub fn at(&self, tokens: &[Token<'_>], at: usize) -> Option<Hit<'_>> {
        self.longest(&mut Follower::new(&self.rules, tokens), tokens, at)
    }

    fn longest(&self, follower: &mut Follower<'_>, tokens: &[Token<'_>], at: usize) -> Option<Hit<'_>> {
        let known = self.by_first.get(&tokens.get(at)?.folded).map_or(&[][..], Vec::as_slice);
        let mut best: Option<(usize, usize)> = None;
        for &index in known.iter().chain(&self.open) {
            let reach = follower.ends(&self.entries[index].items, at).last().copied();
            if let Some(end) = reach
                && end > at
                && best.is_none_or(|(_, longest)| end > longest)
            {
                best = Some((index, end));
            }
        }
        let (index, end) = best?;
        let entry = &self.entries[index];
        let span = Span { start: tokens[at].span.start, end: tokens[end - 1].span.end };
        Some(Hit { kind: &entry.kind, note: &entry.note, first: at, end, span })
    }

    /// The words with which a pattern must begin, or nothing if it may begin with words that cannot be listed.
    fn first_words(&self, items: &[Item]) -> Option<Vec<String>> {
        let mut words = Vec::new();
        'items: for item in items.iter().filter(|item| !(item.forbidden || item.ahead)) {
            let What::Any(alternatives) = &item.what else { return None };
            for alternative in alternatives {
                match alternative {
                    Alternative::Exact(word) => words.push(word.clone()),
                    Alternative::Rule(rule) => {
                        for pattern in &self.rules[*rule] {
                            words.extend(self.first_words(pattern)?);
                        }
                    }
                    Alternative::Class(class) if class.is_empty_match() => continue 'items,
                    Alternative::Prefix(_) | Alternative::Slip(_) | Alternative::Class(_) => return None,
                }
            }
            if !item.optional {
                return Some(words);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(table: &str, text: &'a str) -> Vec<&'a str> {
        let phrases = Phrases::parse(table).expect("the table of the test can be read");
        phrases.find(&tokens(text)).iter().map(|hit| hit.span.slice(text)).collect()
    }

    #[test]
    fn the_longest_phrase_wins_and_nothing_overlaps() {
        assert_eq!(found("a\tby may\t-\na\tby may <year>\t-", "by May 2027 or by May"), ["by May 2027", "by May"]);
    }

    #[test]
    fn optional_words_gaps_and_forbidden_words_are_understood() {
        assert_eq!(found("a\tend of? the? term\t-", "the end term"), ["end term"]);
        assert_eq!(
            found("a\twith ~2 support\t-", "with lots of support; with a lot of support"),
            ["with lots of support"]
        );
        assert_eq!(found("a\tschool !bus\t-", "school bus, school"), ["school"]);
        assert_eq!(found("a\tby <teen> &he|,\t-", "by 16 he walks, by 16 miles, by 18, alone"), ["by 16", "by 18"]);
    }

    #[test]
    fn a_slip_of_the_pen_is_forgiven_where_the_table_says_so() {
        assert_eq!(
            found("a\tby ~september\t-", "by Septmber, by Spetember, by December"),
            ["by Septmber", "by Spetember"]
        );
    }

    #[test]
    fn hyphens_apostrophes_and_case_do_not_matter() {
        assert_eq!(found("a\thalf term\t-\na\the's\t-", "HALF-TERM he’s"), ["HALF-TERM", "he’s"]);
    }

    #[test]
    fn a_table_with_a_mistake_says_where() {
        let error = Phrases::parse("a\t@nothing\t-").expect_err("the rule is unknown");
        assert!(error.contains("line 1") && error.contains("@nothing"), "{error}");
        assert!(Phrases::parse("only one column").is_err());
    }
}
