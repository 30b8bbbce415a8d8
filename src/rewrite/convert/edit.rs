//! Replacements on a row of tokens, and the text that comes of them.
//!
//! **In:** a [`Reading`] and replacements. **Out:** the new text and the list of changes. **Layer:** 3.

use crate::domain::Change;
use crate::rewrite::lexicon::has;
use crate::rewrite::reading::{Case, Reading, Token};
use crate::text::inflect::{base_of_past, is_verb};
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
    /// True once a verb group of the person was converted.
    pub(super) has_verb: bool,
}

impl<'a, 'b> Edit<'a, 'b> {
    pub(super) fn new(reading: &'b Reading<'a>) -> Self {
        Edit { reading, out: vec![None; reading.tokens.len()], changes: Vec::new(), has_verb: false }
    }

    /// True if the token was replaced or taken out.
    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.out.get(at).is_some_and(Option::is_some)
    }

    /// True if an "I" was written before the token already.
    pub(super) fn says_i(&self, at: usize) -> bool {
        self.out.get(at).and_then(Option::as_deref).is_some_and(|text| text == "I" || text.starts_with("I "))
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
        // "By 18, I have the skills I need": told by the person already, whose "I" is no mention.
        let told = (fronted..at).any(|at| matches!(reading.word(at), "i" | "i'm" | "i've" | "i'll"));
        let quiet = reading.mentions.iter().all(|m| m.pronoun || m.start >= at || m.start < fronted)
            && !told
            && !has("subordinator", word);
        !reading.tokens[previous].is_word()
            || self.is_after_short_clause(fronted, at)
            || fronted < at && is_how_often(reading, fronted..at)
            || has("conjunction", word)
            || reading.tokens[previous].in_deadline
            || reading.tokens[at].opens
            || quiet
                && (has("preposition", reading.word(fronted)) && word != "time" && reading.word(fronted) != "to")
                && !matches!(reading.word(fronted + 1), "least" | "most")
    }

    /// "When stood at the bus stop Sam is", "If asked he is": what opens the sentence has no subject, so this one is the statement's.
    fn is_after_short_clause(&self, fronted: usize, at: usize) -> bool {
        let reading = self.reading;
        let verb = fronted + 1;
        let short = base_of_past(reading.word(verb)).is_some()
            || reading.is_ing(verb)
            || has("state-adjective", reading.word(verb))
            || has("feeling", reading.word(verb));
        matches!(reading.word(fronted), "when" | "whenever" | "if" | "once" | "while" | "after" | "before")
            && short
            && verb < at
            && !(verb..at).any(|at| {
                has("subordinator", reading.word(at)) || reading.mention_at(at).is_some_and(|m| m.case == Case::Subject)
            })
    }

    /// Past a bracket between subject and verb; gives the verb.
    pub(super) fn past_aside(&self, end: usize) -> usize {
        let reading = self.reading;
        if reading.word(end) != "(" {
            return end;
        }
        let close = (end..(end + 12).min(reading.tokens.len())).find(|at| reading.word(*at) == ")");
        close.map_or(end, |close| close + 1)
    }

    pub(super) fn changes(&self) -> Vec<Change> {
        self.changes.clone()
    }

    /// The text that comes of the replacements.
    pub(super) fn finish(self, reading: &Reading<'_>) -> String {
        let mut text = String::new();
        let mut opening = true;
        for (at, token) in reading.tokens.iter().enumerate() {
            let piece = match &self.out[at] {
                Some(piece) if piece.is_empty() => {
                    opening |= token.opens;
                    continue;
                }
                Some(piece) => piece.clone(),
                None => token.text.to_string(),
            };
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
            let starts = opening || token.opens;
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
        if reading.tokens.first().is_some_and(Token::is_capitalised) { capitalised(text.trim()) } else { text }
    }
}

/// "Once a fortnight", "Every day", "Most weeks": says when, and parts nothing.
fn is_how_often(reading: &Reading<'_>, range: Range<usize>) -> bool {
    let opens = matches!(
        reading.word(range.start),
        "once" | "twice" | "two" | "three" | "four" | "five" | "every" | "each" | "most" | "this" | "next"
    );
    let times = |word: &str| matches!(word, "week" | "fortnight" | "day" | "month" | "term" | "year" | "night");
    let ends = range.end.checked_sub(1).is_some_and(|last| {
        let word = reading.word(last);
        times(word.strip_suffix('s').unwrap_or(word)) || has("calendar", word) || matches!(word, "morning" | "evening")
    });
    opens && ends && range.len() < 7
}

/// "tells staff what she needs (face me, write it down)": what the person asks for in brackets is said by the person.
pub(super) fn is_asked_in_brackets(reading: &Reading<'_>, at: usize) -> bool {
    let open = (0..at).rev().find(|at| matches!(reading.word(*at), "(" | ")" | "." | "!" | "?"));
    let Some(open) = open.filter(|open| reading.word(*open) == "(") else { return false };
    let Some(close) = (at..reading.tokens.len()).find(|at| reading.word(*at) == ")") else { return false };
    let another = |at: usize| {
        reading.mention_at(at).is_some() || matches!(reading.word(at), "i" | "we" | "us" | "our" | "my" | "he" | "she")
    };
    is_verb(reading.word(open + 1)) && !(open + 1..close).any(another)
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
