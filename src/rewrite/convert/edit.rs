//! Replacements on a row of tokens, and the text that comes of them.
//!
//! **In:** a [`Reading`] and replacements. **Out:** the new text and the list of changes. **Layer:** 3.

use crate::domain::Change;
use crate::rewrite::lexicon::has;
use crate::rewrite::reading::{Reading, Token};
use std::ops::Range;

/// True for a token with a letter or digit.
pub(super) fn is_lexical(token: &Token<'_>) -> bool {
    token.is_word()
}

/// Replacements so far; untouched tokens come back as they are.
pub(super) struct Edit<'a, 'b> {
    pub(super) reading: &'b Reading<'a>,
    out: Vec<Option<String>>,
    changes: Vec<Change>,
    lead: Vec<usize>,
    /// True once words were taken out that say something.
    pub(super) dropped: bool,
    /// Where the subject of a frame ends and its "to" stands.
    pub(super) framed: Option<(usize, usize)>,
    /// True once a verb group of the person was converted.
    pub(super) has_verb: bool,
}

impl<'a, 'b> Edit<'a, 'b> {
    pub(super) fn new(reading: &'b Reading<'a>) -> Self {
        Edit {
            reading,
            out: vec![None; reading.tokens.len()],
            changes: Vec::new(),
            lead: Vec::new(),
            has_verb: false,
            dropped: false,
            framed: None,
        }
    }

    /// True if the token was replaced or taken out.
    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.out.get(at).is_some_and(Option::is_some)
    }

    /// Replaces a range of tokens by `to`; an empty `to` takes them out.
    pub(super) fn replace(&mut self, range: Range<usize>, to: &str, why: &str) {
        let range = range.start..range.end.min(self.out.len());
        let Some(first) = range.clone().next() else { return };
        let from = self.source(range.clone());
        for at in range {
            self.out[at] = Some(String::new());
        }
        self.out[first] = Some(to.to_string());
        if from.to_lowercase() != to.to_lowercase() || from.is_empty() {
            self.changes.push(Change { from, to: to.to_string(), why: why.to_string() });
        }
    }

    /// Writes `words` before the token without touching it.
    pub(super) fn insert(&mut self, at: usize, words: &str, why: &str) {
        let Some(token) = self.reading.tokens.get(at) else { return };
        let text = match &self.out[at] {
            Some(text) if text.is_empty() => words.to_string(),
            Some(text) => format!("{words} {text}"),
            None => format!("{words} {}", uncapitalised(token)),
        };
        self.out[at] = Some(text);
        self.changes.push(Change { from: String::new(), to: words.to_string(), why: why.to_string() });
    }

    fn source(&self, range: Range<usize>) -> String {
        let mut text = String::new();
        for at in range.clone() {
            let token = &self.reading.tokens[at];
            if at > range.start {
                text.push_str(token.gap);
            }
            text.push_str(token.text);
        }
        text
    }

    /// True if the subject at `at` opens a main clause.
    pub(super) fn is_main(&self, at: usize) -> bool {
        let mut before = at;
        while before > 0 && self.out[before - 1].as_deref() == Some("") {
            before -= 1;
        }
        let Some(previous) = before.checked_sub(1) else { return true };
        let reading = self.reading;
        let word = reading.word(previous);
        if matches!(word, "that" | "so") {
            return word == "so"
                || matches!(reading.before(previous), "so" | "order")
                || previous < 6 && self.is_taken(previous);
        }
        let fronted = (0..=previous).rev().find(|at| reading.tokens[*at].opens).unwrap_or(0);
        let quiet = reading.mentions.iter().all(|m| m.pronoun || m.start >= at || m.start < fronted)
            && !has("subordinator", word);
        !reading.tokens[previous].is_word()
            || has("conjunction", word)
            || reading.tokens[previous].in_deadline
            || reading.tokens[at].opens
            || quiet && (has("preposition", reading.word(fronted)) && word != "time" && reading.word(fronted) != "to")
    }

    /// Takes out an age in brackets and moves a deadline in front, where they part subject and verb; gives the verb.
    pub(super) fn past_aside(&mut self, start: usize, end: usize) -> usize {
        let reading = self.reading;
        let mut at = end;
        loop {
            let word = reading.word(at);
            if word == "(" {
                let Some(close) = (at..(at + 12).min(reading.tokens.len())).find(|at| reading.word(*at) == ")") else {
                    return at;
                };
                if !is_age(reading, at + 1, close) {
                    return close + 1;
                }
                self.dropped = true;
                self.replace(at..close + 1, "", "the age is known from the plan");
                at = close + 1;
            } else if word == "," && is_years(reading.word(at + 1)) && reading.word(at + 2) == "," {
                self.dropped = true;
                self.replace(at..at + 3, "", "the age is known from the plan");
                at += 3;
            } else if word == "aged" && is_years(reading.word(at + 1))
                || word == "," && reading.word(at + 1) == "aged" && is_years(reading.word(at + 2))
            {
                let from = at;
                at += if word == "," { 3 } else { 2 };
                if reading.word(at) == "," {
                    at += 1;
                }
                self.dropped = true;
                self.replace(from..at, "", "the age is known from the plan");
            } else if self.opens_deadline(at) {
                let from = at + usize::from(word == ",");
                let Some(verb) = (from..(from + 12).min(reading.tokens.len())).find(|at| {
                    !reading.tokens[*at].in_deadline
                        && (has("modal", reading.word(*at))
                            || has("auxiliary", reading.word(*at))
                            || reading.tokens[from].in_deadline && *at > from)
                }) else {
                    return at;
                };
                let verb = if reading.word(verb) == "," { verb + 1 } else { verb };
                if !reading.opens_verb_group(verb) {
                    return at;
                }
                let sentence_first =
                    (0..start).all(|at| self.out[at].as_deref() == Some("") || !reading.tokens[at].is_word());
                if !sentence_first {
                    return verb;
                }
                let stop = if reading.word(verb - 1) == "," { verb - 1 } else { verb };
                self.lead = (from..stop).collect();
                for at in at..verb {
                    if !self.lead.contains(&at) {
                        self.out[at] = Some(String::new());
                    }
                }
                return verb;
            } else {
                return at;
            }
        }
    }

    fn opens_deadline(&self, at: usize) -> bool {
        let at = if self.reading.word(at) == "," { at + 1 } else { at };
        self.reading.tokens.get(at).is_some_and(|token| token.in_deadline) || self.reading.word(at) == "by"
    }

    pub(super) fn changes(&self) -> Vec<Change> {
        self.changes.clone()
    }

    /// The text that comes of the replacements.
    pub(super) fn finish(self, reading: &Reading<'_>) -> String {
        let mut text = String::new();
        let mut opening = true;
        let mut lead = self.lead.clone();
        lead.sort_unstable();
        for &at in &lead {
            let token = &reading.tokens[at];
            if !text.is_empty() {
                text.push_str(token.gap);
            }
            text.push_str(self.out[at].as_deref().unwrap_or(token.text));
        }
        let led = !text.is_empty();
        for (at, token) in reading.tokens.iter().enumerate() {
            if lead.contains(&at) {
                continue;
            }
            let piece = match &self.out[at] {
                Some(piece) if piece.is_empty() => {
                    opening |= token.opens;
                    continue;
                }
                Some(piece) => piece.clone(),
                None => token.text.to_string(),
            };
            if led && !text.ends_with(char::is_whitespace) && is_first_piece(&self.out, &lead, at) {
                text.push(' ');
            }
            let glued = matches!(
                piece.as_str(),
                "," | "." | ";" | ":" | "!" | "?" | "-" | "‐" | "‑" | "–" | "/" | "'" | "’" | ")" | "%"
            ) && token.gap.is_empty();
            if !text.is_empty() && !glued {
                let gap =
                    if token.gap.is_empty() && at > 0 && self.is_taken(at) && self.reading.tokens[at - 1].is_word() {
                        " "
                    } else {
                        token.gap
                    };
                let gap = if gap.is_empty() && at > 0 && self.out[at - 1].as_deref() == Some("") { " " } else { gap };
                text.push_str(gap);
            }
            let starts = (opening || token.opens) && !(led && text.len() < 400 && at == lead_start(&lead));
            let starts = starts && !(led && is_first_piece(&self.out, &lead, at));
            // "[Name] stays": the subject took the opening's place, so the verb no longer opens anything.
            let written = (0..at).rev().find(|before| self.out[*before].as_deref() != Some(""));
            let starts = starts && written.is_none_or(|before| self.out[before].as_deref() != Some("I"));
            text.push_str(&if starts
                && piece.chars().any(char::is_alphanumeric)
                && (self.is_taken(at) || at > 0 && self.is_taken(at - 1))
            {
                capitalised(&piece)
            } else {
                piece
            });
            opening = opening && !token.is_word() && self.out[at].is_none();
        }
        text.push_str(reading.tail);
        let text = text.replace(" ,", ",");
        if reading.tokens.first().is_some_and(Token::is_capitalised) || led { capitalised(text.trim()) } else { text }
    }
}

/// True for the words of an age: "7", "aged 7", "7 years old".
fn is_age(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    let year_group = match (reading.word(start), end - start) {
        ("year" | "yr" | "y", 2) => is_years(reading.word(start + 1)),
        (word, 1) => ["year", "yr", "y"].iter().any(|mark| word.strip_prefix(mark).is_some_and(is_years)),
        _ => false,
    };
    if year_group {
        return true;
    }
    let mut years = 0;
    (start..end).all(|at| {
        let word = reading.word(at);
        years += usize::from(is_years(word));
        is_years(word)
            || matches!(word, "aged" | "age" | "-" | ":")
            || years == 1 && matches!(word, "years" | "year" | "yrs" | "old" | "y" | "o" | "/" | "yo")
    }) && years == 1
}

/// A number that can be the age of somebody with a plan.
fn is_years(word: &str) -> bool {
    word.parse::<u8>().is_ok_and(|years| years <= 25)
}

fn lead_start(lead: &[usize]) -> usize {
    lead.first().copied().unwrap_or(usize::MAX)
}

fn is_first_piece(out: &[Option<String>], lead: &[usize], at: usize) -> bool {
    (0..at).all(|before| lead.contains(&before) || out[before].as_deref() == Some(""))
}

/// With a capital first letter.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}

/// A token that no longer opens the sentence; abbreviations and "I" keep their capitals.
fn uncapitalised(token: &Token<'_>) -> String {
    if token.opens && token.is_capitalised() && !token.is_abbreviation() && token.text != "I" {
        let mut chars = token.text.chars();
        chars.next().map_or_else(String::new, |first| first.to_lowercase().collect::<String>() + chars.as_str())
    } else {
        token.text.to_string()
    }
}
